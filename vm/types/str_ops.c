/* SPDX-License-Identifier: MIT */
/* The operators of str: + * % comparisons, hash, indexing, slicing, in. */
#include "vm/percent.h"
#include "vm/types/bytes_ops.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/range.h"
#include "vm/types/str.h"

static Status add(World *w, Value a, Value b, Value *out)
{
    if (!is_str(a)) {
        return NO_OP;
    }
    if (!is_str(b)) {
        return klass_overrides(klass_of(w, b), SLOT_R_ADD)
                   ? NO_OP
                   : raise_type(
                         w, "can only concatenate str (not \"%T\") to str", b);
    }
    *out = str_concat(w, a, b);
    return *out ? OK : RAISE;
}

static Status multiply(World *w, Value a, Value b, Value *out)
{
    int64_t count = 0;
    if (!is_str(a)) {
        Value swap = a;
        a = b;
        b = swap;
    }
    TRY(bytes_count_times(w, b, &count));
    *out = str_repeat(w, a, count);
    return *out ? OK : RAISE;
}

static Status binary(World *w, Slot op, Value a, Value b, Value *out)
{
    switch (op) {
    case SLOT_ADD:
        return add(w, a, b, out);
    case SLOT_MULTIPLY:
        return multiply(w, a, b, out);
    case SLOT_MODULO:
        return is_str(a) ? percent_format(w, a, b, out) : NO_OP;
    default:
        return NO_OP;
    }
}

static Status compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    if (!is_str(b)) {
        return NO_OP;
    }
    if (op == SLOT_EQ || op == SLOT_NE) {
        *out = BOOL(str_equal(a, b) == (op == SLOT_EQ));
    } else {
        *out = bytes_by_order(op, str_order(a, b));
    }
    return OK;
}

static Status hash(World *w, Value v, int64_t *out)
{
    *out = (int64_t)str_hash(w, v);
    return OK;
}

static Status repr(World *w, Value v, Writer *out)
{
    (void)w;
    str_write_repr(out, v);
    return OK;
}

static Status str(World *w, Value v, Writer *out)
{
    (void)w;
    writer_str(out, v);
    return OK;
}

static Status length(World *w, Value v, int64_t *out)
{
    (void)w;
    *out = (int64_t)as_str(v)->length;
    return OK;
}

static Status get_slice(World *w, Value v, Value key, Value *out)
{
    Span s = str_span(v);
    int64_t start;
    int64_t stop;
    int64_t step;
    int64_t count;
    TRY(slice_indices(w, key, (int64_t)s.length, &start, &stop, &step, &count));
    if (step == 1 || count == 0) {
        int64_t from = count ? start : 0;
        *out = str_slice(w, v, (size_t)from, (size_t)(from + count));
        return *out ? OK : RAISE;
    }
    Str *made = str_blank(w, (size_t)count, span_bound(s));
    NEED(made);
    for (int64_t i = 0; i < count; i++) {
        uint32_t c = span_at(s, (size_t)(start + i * step));
        span_fill(made->text + i * made->kind, made->kind, c, 1);
    }
    *out = str_settle(w, made);
    return *out ? OK : RAISE;
}

static Status get_item(World *w, Value v, Value key, Value *out)
{
    const Str *s = as_str(v);
    int64_t i;
    if (has_layout(key, TYPE_SLICE)) {
        return get_slice(w, v, key, out);
    }
    if (!is_int(key)) {
        return klass_overrides(klass_of(w, key), SLOT_INDEX)
                   ? TWIN
                   : raise_type(w, "string indices must be integers");
    }
    if (!int_to_int64(key, &i)) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "cannot fit '%T' into an index-sized integer", key);
    }
    int64_t n = s->length;
    i = i < 0 ? i + n : i;
    if (i < 0 || i >= n) {
        return raise_error(w, TYPE_INDEX_ERROR, "string index out of range");
    }
    *out = str_char(w, str_at(s, (size_t)i));
    return *out ? OK : RAISE;
}

static Status contains(World *w, Value v, Value item, bool *out)
{
    if (!is_str(item)) {
        return raise_type(
            w, "'in <string>' requires string as left operand, not %T", item);
    }
    *out = str_find(v, item, 0, as_str(v)->length) >= 0;
    return OK;
}

static Status iterate(World *w, Value v, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_STR_ITERATOR, v);
    return *iterator ? OK : RAISE;
}

static void visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((Str *)object)->block);
}

const TypeOps str_ops = {
    .binary = binary,
    .compare = compare,
    .hash = hash,
    .repr = repr,
    .str = str,
    .length = length,
    .get_item = get_item,
    .contains = contains,
    .iterate = iterate,
    .operators = "add mul rmul mod rmod",
    .visit = visit,
};
