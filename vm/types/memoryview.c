/* SPDX-License-Identifier: MIT */
/*
 * memoryview: one dimension of bytes, format 'B', with a step.
 *
 * The view keeps its source, not a pointer, and shows only bytes the source
 * still has.
 */
#include "vm/types/bytes_ops.h"
#include "vm/types/range.h"
#include "vm/types/text.h"
#include "vm/types/tuple.h"

static Status released(World *w)
{
    return raise_value(w, "operation forbidden on released memoryview object");
}

/* The source's bytes; *data may be written when the view is not readonly. */
static Status view_source(World *w, const MemoryView *v, Span *source)
{
    if (!v->source) {
        return released(w);
    }
    *source = text_span(v->source);
    int64_t last = v->length ? v->start + (v->length - 1) * v->step : 0;
    int64_t high = last > v->start ? last : v->start;
    if (v->length && high >= (int64_t)source->length) {
        return raise_value(w, "memoryview: the underlying object has shrunk");
    }
    return OK;
}

Value memoryview_new(World *w, Value source)
{
    MemoryView *v = heap_object(w, TYPE_MEMORYVIEW, sizeof(MemoryView));
    if (!v) {
        return NO_VALUE;
    }
    if (has_layout(source, TYPE_MEMORYVIEW)) {
        const MemoryView *from = AS(MemoryView, source);
        if (!from->source) {
            (void)released(w);
            return NO_VALUE;
        }
        v->source = from->source;
        v->start = from->start;
        v->length = from->length;
        v->step = from->step;
        v->readonly = from->readonly;
        return VALUE(v);
    }
    v->source = source;
    v->length = (int64_t)text_span(source).length;
    v->step = 1;
    v->readonly = has_layout(source, TYPE_BYTES);
    return VALUE(v);
}

/* All of it side by side, as new bytes. */
static Status view_copy(World *w, Value view, Value *out)
{
    const MemoryView *v = AS(MemoryView, view);
    Span source;
    TRY(view_source(w, v, &source));
    Bytes *made = bytes_blank(w, (size_t)v->length);
    NEED(made);
    for (int64_t i = 0; i < v->length; i++) {
        made->data[i] = (char)span_at(source, (size_t)(v->start + i * v->step));
    }
    *out = VALUE(made);
    return OK;
}

Status memoryview_bytes(World *w, Value view, const char **data, size_t *length)
{
    const MemoryView *v = AS(MemoryView, view);
    Span source;
    TRY(view_source(w, v, &source));
    if (v->step != 1 && v->length > 1) {
        Value copy;
        TRY(view_copy(w, view, &copy));
        *data = AS(Bytes, copy)->data;
        *length = (size_t)v->length;
        return OK;
    }
    *data = source.data ? (const char *)source.data + v->start : "";
    *length = (size_t)v->length;
    return OK;
}

/* ---- operators ------------------------------------------------------------
 */

static Status position(World *w, const MemoryView *v, Value key, int64_t *at)
{
    int64_t i;
    if (!is_int(key)) {
        return klass_overrides(klass_of(w, key), SLOT_INDEX)
                   ? TWIN
                   : raise_type(w, "memoryview: invalid slice key");
    }
    if (!int_to_int64(key, &i)) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "cannot fit '%T' into an index-sized integer", key);
    }
    i = i < 0 ? i + v->length : i;
    if (i < 0 || i >= v->length) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "index out of bounds on dimension 1");
    }
    *at = v->start + i * v->step;
    return OK;
}

static Status view_slice(World *w, Value view, Value key, Value *out)
{
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    const MemoryView *v = AS(MemoryView, view);
    TRY(slice_indices(w, key, v->length, &start, &stop, &step, &count));
    *out = memoryview_new(w, view);
    NEED(*out);
    MemoryView *part = AS(MemoryView, *out);
    part->start = v->start + start * v->step;
    part->step = v->step * step;
    part->length = count;
    return OK;
}

static Status get_item(World *w, Value view, Value key, Value *out)
{
    const MemoryView *v = AS(MemoryView, view);
    Span source;
    int64_t at;
    TRY(view_source(w, v, &source));
    if (has_layout(key, TYPE_SLICE)) {
        return view_slice(w, view, key, out);
    }
    TRY(position(w, v, key, &at));
    *out = INT(span_at(source, (size_t)at));
    return OK;
}

static Status set_slice(World *w, Value view, Value key, Value value)
{
    Value part;
    Value bytes;
    const char *data;
    size_t size;
    TRY(view_slice(w, view, key, &part));
    TRY(bytes_view(w, value, &data, &size));
    const MemoryView *v = AS(MemoryView, part);
    if (size != (size_t)v->length) {
        return raise_value(w, "memoryview assignment: lvalue and rvalue have "
                              "different structures");
    }
    bytes = bytes_from(w, data, size); /* value may overlap with us */
    NEED(bytes);
    char *to = bytearray_data(AS(ByteArray, v->source));
    for (int64_t i = 0; i < v->length; i++) {
        char *at = to + v->start + i * v->step;
        world_touch(w, at, 1);
        *at = AS(Bytes, bytes)->data[i];
    }
    return OK;
}

static Status set_item(World *w, Value view, Value key, Value value)
{
    const MemoryView *v = AS(MemoryView, view);
    Span source;
    int64_t at;
    int64_t byte;
    TRY(view_source(w, v, &source));
    if (v->readonly) {
        return raise_type(w, "cannot modify read-only memory");
    }
    if (has_layout(key, TYPE_SLICE)) {
        return set_slice(w, view, key, value);
    }
    TRY(position(w, v, key, &at));
    if (!is_int(value)) {
        return klass_overrides(klass_of(w, value), SLOT_INDEX)
                   ? TWIN
                   : raise_type(w, "memoryview: invalid type for format 'B'");
    }
    TRY(value_index_clamped(w, value, &byte));
    if (byte < 0 || byte > 255) {
        return raise_value(w, "memoryview: invalid value for format 'B'");
    }
    char *to = bytearray_data(AS(ByteArray, v->source)) + at;
    world_touch(w, to, 1);
    *to = (char)byte;
    return OK;
}

static Status delete_item(World *w, Value view, Value key)
{
    (void)view;
    (void)key;
    return raise_type(w, "cannot delete memory");
}

static Status compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if ((op != SLOT_EQ && op != SLOT_NE) || !bytes_is_like(b)) {
        return NO_OP;
    }
    if (a == b || !AS(MemoryView, a)->source) {
        *out = BOOL((a == b) == (op == SLOT_EQ));
        return OK;
    }
    Value left;
    TRY(view_copy(w, a, &left));
    Value right = b;
    if (has_layout(b, TYPE_MEMORYVIEW)) {
        TRY(view_copy(w, b, &right));
    }
    return bytes_compare(w, op, left, right, out);
}

static Status hash(World *w, Value view, int64_t *out)
{
    Value bytes;
    if (!AS(MemoryView, view)->readonly) {
        return raise_value(w, "cannot hash writable memoryview object");
    }
    TRY(view_copy(w, view, &bytes));
    return value_hash(w, bytes, out);
}

static Status repr(World *w, Value view, Writer *out)
{
    int64_t id;
    TRY(world_identity(w, view, &id));
    writer_format(out, "<%s at 0x%012llx>",
                  AS(MemoryView, view)->source ? "memory" : "released memory",
                  (unsigned long long)id);
    return OK;
}

static Status length(World *w, Value view, int64_t *out)
{
    const MemoryView *v = AS(MemoryView, view);
    if (!v->source) {
        return released(w);
    }
    *out = v->length;
    return OK;
}

static Status contains(World *w, Value view, Value item, bool *out)
{
    Value bytes;
    TRY(view_copy(w, view, &bytes));
    *out = false;
    for (size_t i = 0; i < AS(Bytes, bytes)->length && !*out; i++) {
        TRY(value_equal(w, INT((uint8_t)AS(Bytes, bytes)->data[i]), item, out));
    }
    return OK;
}

/* Over a copy taken now: a view is short-lived. */
static Status iterate(World *w, Value view, Value *iterator)
{
    Value bytes;
    TRY(view_copy(w, view, &bytes));
    return value_iterate(w, bytes, iterator);
}

static void visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((MemoryView *)object)->source);
}

const TypeOps memoryview_ops = {
    .compare = compare,
    .hash = hash,
    .repr = repr,
    .length = length,
    .get_item = get_item,
    .set_item = set_item,
    .delete_item = delete_item,
    .contains = contains,
    .iterate = iterate,
    .operators = "",
    .visit = visit,
};

/* ---- methods ----------------------------------------------------------------
 */

Status memoryview_new_native(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value source = f->args[0];
    if (!bytes_is_like(source)) {
        return raise_type(
            w, "memoryview: a bytes-like object is required, not '%T'", source);
    }
    f->result = memoryview_new(w, source);
    return f->result ? OK : RAISE;
}

Status memoryview_tobytes(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return view_copy(w, f->self, &f->result);
}

/* hex() and tolist() are those of the bytes: by twin. */
Status memoryview_twin(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    (void)f;
    return TWIN;
}

Status memoryview_release(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    STORE(w, AS(MemoryView, f->self)->source, NO_VALUE);
    f->result = NONE;
    return OK;
}

Status memoryview_toreadonly(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = memoryview_new(w, f->self);
    NEED(f->result);
    AS(MemoryView, f->result)->readonly = 1;
    return OK;
}

Status memoryview_enter(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = f->self;
    return AS(MemoryView, f->self)->source ? OK : released(w);
}

/* The attributes, told apart by their name. */
typedef enum {
    VIEW_NBYTES,
    VIEW_READONLY,
    VIEW_OBJ,
    VIEW_FORMAT,
    VIEW_ITEMSIZE,
    VIEW_NDIM,
    VIEW_SHAPE,
    VIEW_STRIDES,
    VIEW_CONTIGUOUS
} ViewField;

static Status view_field(World *w, NativeFrame *f, ViewField field)
{
    const MemoryView *v = AS(MemoryView, f->self);
    if (!v->source) {
        return released(w);
    }
    switch (field) {
    case VIEW_NBYTES:
        f->result = INT(v->length);
        break;
    case VIEW_READONLY:
        f->result = BOOL(v->readonly);
        break;
    case VIEW_OBJ:
        f->result = v->source;
        break;
    case VIEW_FORMAT:
        f->result = str_from_ascii(w, "B");
        break;
    case VIEW_SHAPE:
        f->result = tuple_of(w, 1, INT(v->length));
        break;
    case VIEW_STRIDES:
        f->result = tuple_of(w, 1, INT(v->step));
        break;
    case VIEW_CONTIGUOUS:
        f->result = BOOL(v->step == 1 || v->length < 2);
        break;
    default:
        f->result = INT(1);
    }
    return f->result ? OK : RAISE;
}

#define FIELD(name, field)                                                     \
    Status memoryview_##name(World *w, Thread *t, NativeFrame *f)              \
    {                                                                          \
        (void)t;                                                               \
        return view_field(w, f, field);                                        \
    }

FIELD(nbytes, VIEW_NBYTES)
FIELD(readonly, VIEW_READONLY)
FIELD(obj, VIEW_OBJ)
FIELD(format, VIEW_FORMAT)
FIELD(itemsize, VIEW_ITEMSIZE)
FIELD(ndim, VIEW_NDIM)
FIELD(shape, VIEW_SHAPE)
FIELD(strides, VIEW_STRIDES)
FIELD(contiguous, VIEW_CONTIGUOUS)
