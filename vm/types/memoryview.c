/* SPDX-License-Identifier: MIT */
/*
 * memoryview: a window on the bytes of another object, as items of a format.
 *
 * The view keeps its source, not a pointer, and shows only bytes the source
 * still has.
 */
#include "vm/types/memoryview.h"

#include <string.h>

#include "vm/natives.h"
#include "vm/types/range.h"
#include "vm/types/str.h"
#include "vm/types/text.h"

Status view_released(World *w)
{
    return raise_value(w, "operation forbidden on released memoryview object");
}

Status view_base(World *w, const MemoryView *v, char **base)
{
    if (!v->source) {
        return view_released(w);
    }
    Span source = text_span(v->source);
    int64_t last = v->start + (v->length ? (v->length - 1) * v->step : 0);
    int64_t high = (last > v->start ? last : v->start) + v->item_size;
    if (v->length && high > (int64_t)source.length) {
        return raise_value(w, "memoryview: the underlying object has shrunk");
    }
    *base = source.data ? (char *)(uintptr_t)source.data + v->start : NULL;
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
            (void)view_released(w);
            return NO_VALUE;
        }
        Object head = v->head;
        *v = *from;
        v->head = head;
        v->hash = 0;
        return VALUE(v);
    }
    Value inner = bytes_exposed(source);
    v->owner = source;
    v->source = inner ? inner : source;
    if (has_layout(v->source, TYPE_BYTEARRAY)) {
        world_touch(w, OBJECT(v->source), sizeof(Object));
        OBJECT(v->source)->flags |= OBJECT_EXPORTED;
    }
    v->format = 'B';
    v->item_size = 1;
    if (inner) { /* an array: its typecode is in the second slot */
        Value code = AS(Instance, source)->values[1];
        v->format = is_str(code) ? str_at(as_str(code), 0) : 'B';
        v->item_size = item_size((char)v->format);
    }
    v->length = (int64_t)text_span(v->source).length / v->item_size;
    v->step = v->item_size;
    v->readonly = has_layout(source, TYPE_BYTES);
    return VALUE(v);
}

/* All of it side by side, as new bytes. */
static Status view_copy(World *w, Value view, Value *out)
{
    const MemoryView *v = AS(MemoryView, view);
    char *base;
    TRY(view_base(w, v, &base));
    size_t size = (size_t)v->item_size;
    Bytes *made = bytes_blank(w, (size_t)v->length * size);
    NEED(made);
    for (int64_t i = 0; i < v->length; i++) {
        memcpy(made->data + (size_t)i * size, base + i * v->step, size);
    }
    *out = VALUE(made);
    return OK;
}

Status memoryview_bytes(World *w, Value view, const char **data, size_t *length)
{
    const MemoryView *v = AS(MemoryView, view);
    char *base;
    TRY(view_base(w, v, &base));
    *length = (size_t)(v->length * v->item_size);
    if (!view_contiguous(v)) {
        Value copy;
        TRY(view_copy(w, view, &copy));
        *data = AS(Bytes, copy)->data;
        return OK;
    }
    *data = base ? base : "";
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

static Status index_in(World *w, Value key, int64_t length, int64_t dimension,
                       int64_t *out)
{
    int64_t i;
    if (!int_to_int64(key, &i)) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "cannot fit '%T' into an index-sized integer", key);
    }
    i = i < 0 ? i + length : i;
    if (i < 0 || i >= length) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "index out of bounds on dimension %d",
                           (int)dimension);
    }
    *out = i;
    return OK;
}

/* view[i, j, ...] */
static Status tuple_position(World *w, const MemoryView *v, Value key,
                             int64_t *at)
{
    int64_t given = (int64_t)tuple_length(key);
    int64_t dimensions = view_dimensions(v);
    int64_t flat = 0;
    int64_t slices = 0;
    int64_t integers = 0;
    for (int64_t i = 0; i < given; i++) {
        slices += has_layout(tuple_at(key, (size_t)i), TYPE_SLICE);
        integers += is_int(tuple_at(key, (size_t)i));
    }
    if (given && slices == given) {
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "multi-dimensional slicing is not implemented");
    }
    if (integers < given) {
        return raise_type(w, "memoryview: invalid slice key");
    }
    if (given < dimensions) {
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "sub-views are not implemented");
    }
    if (given > dimensions) {
        return raise_type(w,
                          "cannot index %d-dimension view with %d-element "
                          "tuple",
                          (int)dimensions, (int)given);
    }
    for (int64_t i = 0; i < given; i++) {
        int64_t length =
            v->shape ? INT_OF(tuple_at(v->shape, (size_t)i)) : v->length;
        int64_t n;
        TRY(index_in(w, tuple_at(key, (size_t)i), length, i + 1, &n));
        flat = flat * length + n;
    }
    *at = flat * v->step;
    return OK;
}

/* The place of an item, in bytes from the first one. */
static Status position(World *w, const MemoryView *v, Value key, int64_t *at)
{
    if (has_layout(key, TYPE_TUPLE)) {
        return tuple_position(w, v, key, at);
    }
    if (!is_int(key)) {
        if (klass_overrides(klass_of(w, key), SLOT_INDEX)) {
            return TWIN;
        }
        if (key == ELLIPSIS && view_dimensions(v) == 0) {
            *at = 0;
            return OK;
        }
        return raise_type(w, "memoryview: invalid slice key");
    }
    if (view_dimensions(v) == 0) {
        return raise_type(w, "invalid indexing of 0-dim memory");
    }
    if (v->shape) {
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "multi-dimensional sub-views are not implemented");
    }
    TRY(index_in(w, key, v->length, 1, at));
    *at *= v->step;
    return OK;
}

static Status view_slice(World *w, Value view, Value key, Value *out)
{
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    const MemoryView *v = AS(MemoryView, view);
    if (v->shape) {
        return tuple_length(v->shape)
                   ? raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                                 "multi-dimensional slicing is not "
                                 "implemented")
                   : raise_type(w, "invalid indexing of 0-dim memory");
    }
    TRY(slice_indices(w, key, v->length, &start, &stop, &step, &count));
    *out = memoryview_new(w, view);
    NEED(*out);
    MemoryView *part = AS(MemoryView, *out);
    part->start = v->start + (count ? start * v->step : 0);
    /* It may wrap: a step so large is not taken. */
    part->step = (int64_t)((uint64_t)v->step * (uint64_t)step);
    part->length = count;
    return OK;
}

static Status get_item(World *w, Value view, Value key, Value *out)
{
    const MemoryView *v = AS(MemoryView, view);
    char *base;
    int64_t at;
    TRY(view_base(w, v, &base));
    if (has_layout(key, TYPE_SLICE)) {
        return view_slice(w, view, key, out);
    }
    if (key == ELLIPSIS && view_dimensions(v) == 0) {
        *out = view;
        return OK;
    }
    TRY(position(w, v, key, &at));
    return item_load(w, (char)v->format, base + at, out);
}

/* The bytes of a slice's new items: as many, of the same format. */
static Status slice_source(World *w, const MemoryView *part, Value value,
                           Value *bytes)
{
    if (!bytes_is_like(value)) {
        return raise_type(
            w, "memoryview: a bytes-like object is required, not '%T'", value);
    }
    Value view = memoryview_new(w, value);
    NEED(view);
    const MemoryView *from = AS(MemoryView, view);
    if (from->format != part->format || from->length != part->length ||
        from->shape) {
        return raise_value(w, "memoryview assignment: lvalue and rvalue have "
                              "different structures");
    }
    return view_copy(w, view, bytes); /* value may overlap with us */
}

static Status set_slice(World *w, Value view, Value key, Value value)
{
    Value part;
    Value bytes;
    char *base;
    TRY(view_slice(w, view, key, &part));
    const MemoryView *v = AS(MemoryView, part);
    TRY(slice_source(w, v, value, &bytes));
    TRY(view_base(w, v, &base));
    size_t size = (size_t)v->item_size;
    for (int64_t i = 0; i < v->length; i++) {
        char *at = base + i * v->step;
        world_touch(w, at, size);
        memcpy(at, AS(Bytes, bytes)->data + (size_t)i * size, size);
    }
    return OK;
}

static Status set_item(World *w, Value view, Value key, Value value)
{
    const MemoryView *v = AS(MemoryView, view);
    char *base;
    char item[8] = {0};
    int64_t at;
    TRY(view_base(w, v, &base));
    if (v->readonly) {
        return raise_type(w, "cannot modify read-only memory");
    }
    if (has_layout(key, TYPE_SLICE)) {
        return set_slice(w, view, key, value);
    }
    TRY(position(w, v, key, &at));
    TRY(item_store(w, (char)v->format, value, item));
    world_touch(w, base + at, (size_t)v->item_size);
    memcpy(base + at, item, (size_t)v->item_size);
    return OK;
}

static Status delete_item(World *w, Value view, Value key)
{
    (void)view;
    (void)key;
    return raise_type(w, "cannot delete memory");
}

static bool same_shape(const MemoryView *a, const MemoryView *b)
{
    if (a->length != b->length || view_dimensions(a) != view_dimensions(b)) {
        return false;
    }
    for (size_t i = 0; a->shape && i < tuple_length(a->shape); i++) {
        if (tuple_at(a->shape, i) != tuple_at(b->shape, i)) {
            return false;
        }
    }
    return true;
}

static Status same_items(World *w, const MemoryView *a, const MemoryView *b,
                         bool *same)
{
    char *left;
    char *right;
    TRY(view_base(w, a, &left));
    TRY(view_base(w, b, &right));
    *same = same_shape(a, b) && a->format != 'u' && b->format != 'u';
    for (int64_t i = 0; i < a->length && *same; i++) {
        Value x;
        Value y;
        TRY(item_load(w, (char)a->format, left + i * a->step, &x));
        TRY(item_load(w, (char)b->format, right + i * b->step, &y));
        TRY(value_equal(w, x, y, same));
        *same = *same && !(x == y && has_layout(x, TYPE_FLOAT) &&
                           a->format != b->format);
    }
    return OK;
}

static Status compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if ((op != SLOT_EQ && op != SLOT_NE) || !bytes_is_like(b)) {
        return NO_OP;
    }
    bool same = a == b;
    bool open = AS(MemoryView, a)->source &&
                (!has_layout(b, TYPE_MEMORYVIEW) || AS(MemoryView, b)->source);
    if (!same && open) {
        Value other = memoryview_new(w, b);
        NEED(other);
        TRY(same_items(w, AS(MemoryView, a), AS(MemoryView, other), &same));
    }
    *out = BOOL(same == (op == SLOT_EQ));
    return OK;
}

static Status hash(World *w, Value view, int64_t *out)
{
    MemoryView *v = AS(MemoryView, view);
    Value bytes;
    if (v->hash) {
        *out = v->hash;
        return OK;
    }
    if (!v->source) {
        return view_released(w);
    }
    if (!v->readonly) {
        return raise_value(w, "cannot hash writable memoryview object");
    }
    if (v->format != 'B' && v->format != 'b' && v->format != 'c') {
        return raise_value(w, "memoryview: hashing is restricted to formats "
                              "'B', 'b' or 'c'");
    }
    TRY(view_copy(w, view, &bytes));
    TRY(value_hash(w, bytes, out));
    STORE(w, v->hash, *out);
    return OK;
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
        return view_released(w);
    }
    *out = v->length;
    if (v->shape) {
        *out = tuple_length(v->shape) ? INT_OF(tuple_at(v->shape, 0)) : 1;
    }
    return OK;
}

/* The items, taken now: a view is short-lived. */
static Status items_now(World *w, Value view, Value *out)
{
    NativeFrame f = {.self = view};
    const MemoryView *v = AS(MemoryView, view);
    if (!v->source) {
        return view_released(w);
    }
    if (v->shape) {
        return tuple_length(v->shape)
                   ? raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                                 "multi-dimensional sub-views are not "
                                 "implemented")
                   : raise_type(w, "invalid indexing of 0-dim memory");
    }
    TRY(memoryview_tolist(w, w->thread, &f));
    *out = f.result;
    return OK;
}

static Status contains(World *w, Value view, Value item, bool *out)
{
    Value items;
    TRY(items_now(w, view, &items));
    return value_contains(w, items, item, out);
}

static Status iterate(World *w, Value view, Value *iterator)
{
    Value items;
    TRY(items_now(w, view, &items));
    return value_iterate(w, items, iterator);
}

static void visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    MemoryView *v = object;
    visitor->visit(visitor, &v->source);
    visitor->visit(visitor, &v->owner);
    visitor->visit(visitor, &v->shape);
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

/* ---- methods ------------------------------------------------------------- */

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

/* hex() is that of the bytes: by twin. */
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
    STORE(w, AS(MemoryView, f->self)->owner, NO_VALUE);
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
    return AS(MemoryView, f->self)->source ? OK : view_released(w);
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
    VIEW_SUBOFFSETS,
    VIEW_CONTIGUOUS,
    VIEW_F_CONTIGUOUS
} ViewField;

static Value strides(World *w, const MemoryView *v)
{
    if (!v->shape) {
        return tuple_of(w, 1, INT(v->step));
    }
    size_t n = tuple_length(v->shape);
    Tuple *made = tuple_new(w, n);
    int64_t step = v->item_size;
    for (size_t i = n; made && i > 0; i--) {
        made->items[i - 1] = INT(step);
        step *= INT_OF(tuple_at(v->shape, i - 1));
    }
    return made ? VALUE(made) : NO_VALUE;
}

static Status view_field(World *w, NativeFrame *f, ViewField field)
{
    const MemoryView *v = AS(MemoryView, f->self);
    if (!v->source) {
        return view_released(w);
    }
    switch (field) {
    case VIEW_NBYTES:
        f->result = INT(v->length * v->item_size);
        break;
    case VIEW_READONLY:
        f->result = BOOL(v->readonly);
        break;
    case VIEW_OBJ:
        f->result = v->owner;
        break;
    case VIEW_FORMAT:
        f->result = str_char(w, (uint32_t)v->format);
        break;
    case VIEW_ITEMSIZE:
        f->result = INT(v->item_size);
        break;
    case VIEW_SHAPE:
        f->result = v->shape ? v->shape : tuple_of(w, 1, INT(v->length));
        break;
    case VIEW_STRIDES:
        f->result = strides(w, v);
        break;
    case VIEW_SUBOFFSETS:
        f->result = w->empty_tuple;
        break;
    case VIEW_CONTIGUOUS:
        f->result = BOOL(view_contiguous(v));
        break;
    case VIEW_F_CONTIGUOUS:
        f->result = BOOL(view_contiguous(v) && view_dimensions(v) < 2);
        break;
    default:
        f->result = INT(view_dimensions(v));
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
FIELD(suboffsets, VIEW_SUBOFFSETS)
FIELD(contiguous, VIEW_CONTIGUOUS)
FIELD(f_contiguous, VIEW_F_CONTIGUOUS)

/* For array.array: its bytes are in its first slot from now on. */
Status prelude_expose_bytes(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (!has_layout(v, TYPE_OBJECT) || AS(Instance, v)->count < 2 ||
        !has_layout(AS(Instance, v)->values[0], TYPE_BYTEARRAY)) {
        return raise_type(w, "expose_bytes() needs a bytearray in a slot");
    }
    world_touch(w, OBJECT(v), sizeof(Object));
    OBJECT(v)->flags |= OBJECT_EXPOSES_BYTES;
    f->result = v;
    return OK;
}
