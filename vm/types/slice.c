/* SPDX-License-Identifier: MIT */
/*
 * slice: three values, and what they mean for a sequence of some length.
 */
#include "vm/types/int.h"
#include "vm/types/range.h"
#include "vm/types/tuple.h"

Value slice_new(World *w, Value start, Value stop, Value step)
{
    Slice *s = heap_object(w, TYPE_SLICE, sizeof(Slice));
    if (!s) {
        return NO_VALUE;
    }
    s->start = start;
    s->stop = stop;
    s->step = step;
    return VALUE(s);
}

/* ---- indices ------------------------------------------------------------- */

/* An exact int, or *out 0 for None; TWIN for __index__. */
static Status part_of(World *w, Value v, Value *out)
{
    *out = NO_VALUE;
    if (v == NONE) {
        return OK;
    }
    if (!is_int(v)) {
        return IS_OBJECT(v) && klass_overrides(klass_of(w, v), SLOT_INDEX)
                   ? TWIN
                   : raise_type(w, "slice indices must be integers or None "
                                   "or have an __index__ method");
    }
    *out = int_plain(w, v);
    return *out ? OK : RAISE;
}

/* An index from the left, between 0 and `length`; one less for both when
 * walking backwards. */
static Status bound(World *w, Value v, Value length, bool backwards, Value *out)
{
    if (int_sign(v) < 0) {
        TRY(int_binary(w, SLOT_ADD, v, length, &v));
        *out = int_sign(v) >= 0 ? v : INT(backwards ? -1 : 0);
        return OK;
    }
    if (int_compare(v, length) < 0) {
        *out = v;
        return OK;
    }
    return int_binary(w, SLOT_SUBTRACT, length, INT(backwards ? 1 : 0), out);
}

Status slice_resolve(World *w, Value slice, Value length, Value out[3])
{
    const Slice *s = AS(Slice, slice);
    TRY(part_of(w, s->step, &out[2]));
    if (!out[2]) {
        out[2] = INT(1);
    }
    if (int_sign(out[2]) == 0) {
        return raise_value(w, "slice step cannot be zero");
    }
    bool backwards = int_sign(out[2]) < 0;
    TRY(part_of(w, s->start, &out[0]));
    TRY(part_of(w, s->stop, &out[1]));
    if (out[0]) {
        TRY(bound(w, out[0], length, backwards, &out[0]));
    } else if (!backwards) {
        out[0] = INT(0);
    } else {
        TRY(int_binary(w, SLOT_SUBTRACT, length, INT(1), &out[0]));
    }
    if (out[1]) {
        return bound(w, out[1], length, backwards, &out[1]);
    }
    out[1] = backwards ? INT(-1) : length;
    return OK;
}

/* A bound that is an inline int or None, as bound() has it. */
static inline bool quick_bound(Value v, int64_t missing, int64_t least,
                               int64_t most, int64_t length, int64_t *out)
{
    if (v == NONE) {
        *out = missing;
        return true;
    }
    int64_t i = INT_OF(v);
    i += i < 0 ? length : 0;
    *out = i < least ? least : i > most ? most : i;
    return IS_INT(v);
}

/* What slice_resolve answers, where all three are inline ints or None. */
static inline bool quick_indices(const Slice *s, int64_t length,
                                 int64_t *start, int64_t *stop, int64_t *step)
{
    *step = s->step == NONE ? 1 : INT_OF(s->step);
    if ((s->step != NONE && !IS_INT(s->step)) || *step == 0) {
        return false;
    }
    bool backwards = *step < 0;
    int64_t least = backwards ? -1 : 0;
    int64_t most = length - backwards;
    return quick_bound(s->start, backwards ? most : 0, least, most, length,
                       start) &&
           quick_bound(s->stop, backwards ? -1 : length, least, most, length,
                       stop);
}

Status slice_indices(World *w, Value slice, int64_t length, int64_t *start,
                     int64_t *stop, int64_t *step, int64_t *count)
{
    Value out[3];
    if (!quick_indices(AS(Slice, slice), length, start, stop, step)) {
        TRY(slice_resolve(w, slice, INT(length), out));
        *start = INT_OF(out[0]);
        *stop = INT_OF(out[1]);
        if (!int_to_int64(out[2], step) || *step == INT64_MIN) {
            *step = int_sign(out[2]) < 0 ? -INT64_MAX : INT64_MAX;
        }
    }
    if (*step == 1) {
        *count = *stop > *start ? *stop - *start : 0;
        return OK;
    }
    int64_t distance = *step > 0 ? *stop - *start : *start - *stop;
    int64_t pace = *step > 0 ? *step : -*step;
    *count = distance <= 0 ? 0 : (distance - 1) / pace + 1;
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

static Value as_tuple(World *w, Value slice)
{
    const Slice *s = AS(Slice, slice);
    return tuple_of(w, 3, s->start, s->stop, s->step);
}

static Status slice_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(b, TYPE_SLICE)) {
        return NO_OP;
    }
    Value x = as_tuple(w, a);
    Value y = as_tuple(w, b);
    NEED(x && y);
    return value_compare(w, op, x, y, out);
}

static Status slice_hash(World *w, Value a, int64_t *out)
{
    (void)out;
    return raise_type(w, "unhashable type: '%T'", a);
}

static Status slice_repr(World *w, Value a, Writer *out)
{
    const Slice *s = AS(Slice, a);
    writer_ascii(out, "slice(");
    TRY(value_repr(w, s->start, out));
    writer_ascii(out, ", ");
    TRY(value_repr(w, s->stop, out));
    writer_ascii(out, ", ");
    TRY(value_repr(w, s->step, out));
    writer_char(out, ')');
    return OK;
}

static void slice_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Slice *s = object;
    visitor->visit(visitor, &s->start);
    visitor->visit(visitor, &s->stop);
    visitor->visit(visitor, &s->step);
}

const TypeOps slice_ops = {
    .compare = slice_compare,
    .hash = slice_hash,
    .repr = slice_repr,
    .operators = "",
    .visit = slice_visit,
};

/* ---- natives ------------------------------------------------------------- */

Status slice_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value start = f->args[0];
    Value stop = f->args[1];
    if (!stop) {
        stop = start;
        start = NONE;
    }
    f->result = slice_new(w, start, stop, f->args[2] ? f->args[2] : NONE);
    return f->result ? OK : RAISE;
}

Status slice_method_indices(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value length = f->args[0];
    Value out[3];
    if (!is_int(length)) {
        return IS_OBJECT(length) &&
                       klass_overrides(klass_of(w, length), SLOT_INDEX)
                   ? TWIN
                   : raise_type(w,
                                "'%T' object cannot be interpreted as an "
                                "integer",
                                length);
    }
    if (int_sign(length) < 0) {
        return raise_value(w, "length should not be negative");
    }
    length = int_plain(w, length);
    NEED(length);
    TRY(slice_resolve(w, f->self, length, out));
    f->result = tuple_from(w, out, 3);
    return f->result ? OK : RAISE;
}

Status slice_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value args = as_tuple(w, f->self);
    NEED(args);
    f->result = tuple_of(w, 2, VALUE(&w->klass[TYPE_SLICE]), args);
    return f->result ? OK : RAISE;
}
