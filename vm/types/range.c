/* SPDX-License-Identifier: MIT */
/*
 * range: start, stop, step and length, ints of any size, never changed.
 *
 * Iteration counts in machine words where all items are inline ints, and then
 * the interpreter needs no call for an item; otherwise the iterator asks for
 * the items one by one.
 */
#include "vm/types/range.h"

#include <math.h>

#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/tuple.h"

static Range *as_range(Value v)
{
    return AS(Range, v);
}

/* ---- making -------------------------------------------------------------- */

/* Items from start to before stop. */
static Status count_items(World *w, Value start, Value stop, Value step,
                          Value *out)
{
    if (IS_INT(start) && IS_INT(stop) && IS_INT(step)) {
        /* Each has 63 bits, so their differences fit in 64. */
        int64_t pace = INT_OF(step);
        int64_t distance = pace > 0 ? INT_OF(stop) - INT_OF(start)
                                    : INT_OF(start) - INT_OF(stop);
        pace = pace > 0 ? pace : -pace;
        int64_t items =
            distance <= 0 ? 0 : pace == 1 ? distance : (distance - 1) / pace + 1;
        if (int_fits_inline(items)) {
            *out = INT(items);
            return OK;
        }
    }
    Value from = int_sign(step) > 0 ? start : stop;
    Value to = int_sign(step) > 0 ? stop : start;
    if (int_compare(from, to) >= 0) {
        *out = INT(0);
        return OK;
    }
    Value pace = step;
    Value distance;
    if (int_sign(step) < 0) {
        TRY(int_negate(w, step, &pace));
    }
    TRY(int_binary(w, SLOT_SUBTRACT, to, from, &distance));
    TRY(int_binary(w, SLOT_SUBTRACT, distance, INT(1), &distance));
    TRY(int_divide(w, distance, pace, &distance, NULL));
    return int_binary(w, SLOT_ADD, distance, INT(1), out);
}

Value range_new(World *w, Value start, Value stop, Value step)
{
    Value length;
    if (int_sign(step) == 0) {
        (void)raise_value(w, "range() arg 3 must not be zero");
        return NO_VALUE;
    }
    if (count_items(w, start, stop, step, &length) != OK) {
        return NO_VALUE;
    }
    Range *r = heap_object(w, TYPE_RANGE, sizeof(Range));
    if (!r) {
        return NO_VALUE;
    }
    *r = (Range){r->head, start, stop, step, length};
    return VALUE(r);
}

/* range(stop), range(start, stop, step=1) */
Status range_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->argc == 0) {
        return raise_type(w, "range expected 1 argument, got 0");
    }
    if (f->argc > 3) {
        return raise_type(w, "range expected at most 3 arguments, got %d",
                          (int)f->argc);
    }
    TRY(coerce_arguments(w, f, (int)f->argc, coerce_index));
    Value *part = f->slot;
    f->result = f->argc == 1 ? range_new(w, INT(0), part[0], INT(1))
                             : range_new(w, part[0], part[1],
                                         f->argc == 3 ? part[2] : INT(1));
    return f->result ? OK : RAISE;
}

/* ---- items --------------------------------------------------------------- */

Status range_item(World *w, Value range, Value index, Value *out)
{
    const Range *r = as_range(range);
    Value offset;
    TRY(int_binary(w, SLOT_MULTIPLY, index, r->step, &offset));
    return int_binary(w, SLOT_ADD, r->start, offset, out);
}

static Status get_slice(World *w, Value range, Value slice, Value *out)
{
    Value part[3];
    Value step;
    Value start;
    Value stop;
    TRY(slice_resolve(w, slice, as_range(range)->length, part));
    TRY(int_binary(w, SLOT_MULTIPLY, as_range(range)->step, part[2], &step));
    TRY(range_item(w, range, part[0], &start));
    TRY(range_item(w, range, part[1], &stop));
    *out = range_new(w, start, stop, step);
    return *out ? OK : RAISE;
}

static Status range_get_item(World *w, Value range, Value key, Value *out)
{
    if (has_layout(key, TYPE_SLICE)) {
        return get_slice(w, range, key, out);
    }
    if (!is_int(key)) {
        return coerce_overrides(w, key, SLOT_INDEX)
                   ? TWIN
                   : raise_type(w,
                                "range indices must be integers or slices, "
                                "not %T",
                                key);
    }
    Value length = as_range(range)->length;
    if (int_sign(key) < 0) {
        TRY(int_binary(w, SLOT_ADD, key, length, &key));
    }
    if (int_sign(key) < 0 || int_compare(key, length) >= 0) {
        return raise_error(w, TYPE_INDEX_ERROR,
                           "range object index out of range");
    }
    return range_item(w, range, key, out);
}

/* The int that equals v, or *out 0: v cannot be in a range. */
static Status whole_number(World *w, Value v, Value *out)
{
    double value;
    *out = NO_VALUE;
    if (is_int(v)) {
        *out = v;
        return OK;
    }
    if (is_float(v)) {
        value = float_of(v);
    } else if (has_layout(v, TYPE_COMPLEX) && AS(Complex, v)->imag == 0.0) {
        value = AS(Complex, v)->real;
    } else {
        return OK;
    }
    if (isfinite(value) && value == floor(value)) {
        *out = int_from_double(w, value);
        NEED(*out);
    }
    return OK;
}

/* The index of v; *out 0: not in it. TWIN when v's __eq__ is Python code. */
static Status find(World *w, Value range, Value v, Value *out)
{
    const Range *r = as_range(range);
    Value rest;
    *out = NO_VALUE;
    if (coerce_overrides(w, v, SLOT_EQ)) {
        return TWIN;
    }
    TRY(whole_number(w, v, &v));
    if (!v || int_sign(r->length) == 0) {
        return OK;
    }
    TRY(int_binary(w, SLOT_SUBTRACT, v, r->start, &v));
    TRY(int_divide(w, v, r->step, &v, &rest));
    if (int_sign(rest) == 0 && int_sign(v) >= 0 &&
        int_compare(v, r->length) < 0) {
        *out = v;
    }
    return OK;
}

static Status range_contains(World *w, Value range, Value item, bool *out)
{
    Value index;
    TRY(find(w, range, item, &index));
    *out = index != NO_VALUE;
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

static bool same_items(const Range *a, const Range *b)
{
    if (int_compare(a->length, b->length) != 0) {
        return false;
    }
    if (int_sign(a->length) == 0) {
        return true;
    }
    return int_compare(a->start, b->start) == 0 &&
           (a->length == INT(1) || int_compare(a->step, b->step) == 0);
}

static Status range_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    if (!has_layout(b, TYPE_RANGE) || (op != SLOT_EQ && op != SLOT_NE)) {
        return NO_OP;
    }
    *out = BOOL(same_items(as_range(a), as_range(b)) == (op == SLOT_EQ));
    return OK;
}

static Status range_hash(World *w, Value a, int64_t *out)
{
    const Range *r = as_range(a);
    bool empty = int_sign(r->length) == 0;
    Value key = tuple_of(w, 3, r->length, empty ? NONE : r->start,
                         empty || r->length == INT(1) ? NONE : r->step);
    NEED(key);
    return value_hash(w, key, out);
}

static Status range_repr(World *w, Value a, Writer *out)
{
    (void)w;
    const Range *r = as_range(a);
    writer_ascii(out, "range(");
    int_write(out, r->start, 10);
    writer_ascii(out, ", ");
    int_write(out, r->stop, 10);
    if (r->step != INT(1)) {
        writer_ascii(out, ", ");
        int_write(out, r->step, 10);
    }
    writer_char(out, ')');
    return OK;
}

static Status range_length(World *w, Value a, int64_t *out)
{
    return value_index(w, as_range(a)->length, out);
}

static Status range_truth(World *w, Value a, bool *out)
{
    (void)w;
    *out = int_sign(as_range(a)->length) != 0;
    return OK;
}

static Status range_iterate(World *w, Value a, Value *iterator)
{
    const Range *r = as_range(a);
    bool small = IS_INT(r->start) && IS_INT(r->stop) && IS_INT(r->step) &&
                 IS_INT(r->length);
    *iterator = iterator_new(w, TYPE_RANGE_ITERATOR, small ? NO_VALUE : a);
    NEED(*iterator);
    if (small) {
        Iterator *it = AS(Iterator, *iterator);
        it->index = INT_OF(r->start);
        it->stop = INT_OF(r->length);
        it->extra = r->step;
    }
    return OK;
}

static void range_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Range *r = object;
    visitor->visit(visitor, &r->start);
    visitor->visit(visitor, &r->stop);
    visitor->visit(visitor, &r->step);
    visitor->visit(visitor, &r->length);
}

const TypeOps range_ops = {
    .compare = range_compare,
    .hash = range_hash,
    .repr = range_repr,
    .length = range_length,
    .truth = range_truth,
    .get_item = range_get_item,
    .contains = range_contains,
    .iterate = range_iterate,
    .operators = "bool",
    .visit = range_visit,
};

/* ---- natives ------------------------------------------------------------- */

Status range_method_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value index;
    TRY(find(w, f->self, f->args[0], &index));
    f->result = INT(index != NO_VALUE);
    return OK;
}

Status range_method_index(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    TRY(find(w, f->self, v, &f->result));
    if (f->result) {
        return OK;
    }
    return is_int(v) ? raise_value(w, "%R is not in range", v)
                     : raise_value(w, "sequence.index(x): x not in sequence");
}

/* An iterator over the same items from the other end. */
Status range_method_reversed(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Range *r = as_range(f->self);
    if (IS_INT(r->start) && IS_INT(r->length) && r->step == INT(1)) {
        int64_t before = INT_OF(r->start) - 1;
        int64_t last = before + INT_OF(r->length);
        if (int_fits_inline(before)) {
            Value reversed = range_new(w, INT(last), INT(before), INT(-1));
            NEED(reversed);
            return range_iterate(w, reversed, &f->result);
        }
    }
    Value last;
    Value step;
    Value end;
    TRY(int_binary(w, SLOT_SUBTRACT, r->length, INT(1), &last));
    TRY(range_item(w, f->self, last, &last));
    TRY(int_negate(w, r->step, &step));
    TRY(int_binary(w, SLOT_SUBTRACT, r->start, r->step, &end));
    Value reversed = range_new(w, last, end, step);
    NEED(reversed);
    return range_iterate(w, reversed, &f->result);
}

Status range_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Range *r = as_range(f->self);
    Value args = tuple_of(w, 3, r->start, r->stop, r->step);
    NEED(args);
    f->result = tuple_of(w, 2, VALUE(&w->klass[TYPE_RANGE]), args);
    return f->result ? OK : RAISE;
}
