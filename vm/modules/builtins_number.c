/* SPDX-License-Identifier: MIT */
/*
 * abs bin divmod hex max min oct pow round sum.
 *
 * sum, min and max go through their items as state machines; at the first
 * pair that only Python code can add or compare, the twin in vm/prelude takes
 * the iterator and what is known so far, and finishes.
 */
#include "vm/modules/decimal.h"
#include "vm/operator.h"
#include "vm/slot_call.h"
#include "vm/types/bytes.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <math.h>

/* ---- one or two numbers -------------------------------------------------- */

Status builtins_abs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Status s = value_unary(w, SLOT_ABSOLUTE, v, &f->result);
    if (s == TWIN) {
        s = slot_call(w, f, SLOT_ABSOLUTE, v, NO_VALUE);
    }
    return s == NO_OP ? raise_type(w, "bad operand type for abs(): '%T'", v)
                      : s;
}

Status builtins_divmod(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value a = f->args[0];
    Value b = f->args[1];
    Status s = value_binary(w, SLOT_DIVMOD, a, b, &f->result);
    return s == NO_OP
               ? raise_type(w,
                            "unsupported operand type(s) for divmod(): '%T' "
                            "and '%T'",
                            a, b)
               : s;
}

static bool is_number(Value v)
{
    return is_int(v) || is_float(v) || has_layout(v, TYPE_COMPLEX);
}

/* pow(a, b, m) with m: ints, or the reason why not. */
static Status power_modulo(World *w, Value a, Value b, Value m, Value *out)
{
    if (coerce_overrides(w, a, SLOT_POWER) ||
        coerce_overrides(w, b, SLOT_POWER) ||
        coerce_overrides(w, m, SLOT_POWER)) {
        return TWIN;
    }
    if (is_int(a) && is_int(b) && is_int(m)) {
        return int_power_mod(w, a, b, m, out);
    }
    if (has_layout(a, TYPE_DECIMAL) || has_layout(b, TYPE_DECIMAL) ||
        has_layout(m, TYPE_DECIMAL)) {
        Status s = decimal_power_modulo(w, a, b, m, out);
        if (s != NO_OP) {
            return s;
        }
    }
    if (has_layout(a, TYPE_COMPLEX) ||
        (is_number(a) && has_layout(b, TYPE_COMPLEX))) {
        return raise_value(w, "complex modulo");
    }
    if (is_float(a) || is_float(b) || is_float(m)) {
        return raise_type(w, "pow() 3rd argument not allowed unless all "
                             "arguments are integers");
    }
    return raise_type(
        w, "unsupported operand type(s) for pow(): '%T', '%T', '%T'", a, b, m);
}

Status builtins_pow(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value a = f->args[0];
    Value b = f->args[1];
    Value m = f->args[2];
    if (m && m != NONE) {
        return power_modulo(w, a, b, m, &f->result);
    }
    Status s = value_binary(w, SLOT_POWER, a, b, &f->result);
    return s == NO_OP
               ? raise_type(w,
                            "unsupported operand type(s) for ** or pow(): "
                            "'%T' and '%T'",
                            a, b)
               : s;
}

static Status round_by_method(World *w, NativeFrame *f, Value v, Value digits)
{
    Value method = klass_lookup(w, klass_of(w, v), w->name[NAME_ROUND]);
    if (!method || method == NONE) {
        return raise_type(w, "type %T doesn't define __round__ method", v);
    }
    return method_call(w, f, v, w->name[NAME_ROUND], method, digits ? 1 : 0,
                       digits, NO_VALUE);
}

Status builtins_round(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    Value digits = f->args[1] == NONE ? NO_VALUE : f->args[1];
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (digits || !is_exactly(v, TYPE_FLOAT)) {
        return round_by_method(w, f, v, digits);
    }
    f->result = int_from_double(w, float_round_whole(float_of(v)));
    return f->result ? OK : RAISE;
}

/* ---- text ---------------------------------------------------------------- */

static Status in_base(World *w, NativeFrame *f, int base, const char *prefix)
{
    Value v;
    Writer text;
    TRY(coerce_index(w, f, f->args[0], &v));
    writer_start(&text);
    if (int_sign(v) < 0) {
        writer_char(&text, '-');
        TRY(int_negate(w, v, &v));
    }
    writer_ascii(&text, prefix);
    int_write(&text, v, base);
    f->result = writer_finish(w, &text);
    return f->result ? OK : RAISE;
}

Status builtins_bin(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return in_base(w, f, 2, "0b");
}

Status builtins_oct(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return in_base(w, f, 8, "0o");
}

Status builtins_hex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return in_base(w, f, 16, "0x");
}

/* ---- sum ----------------------------------------------------------------- */

enum { SUM_START, SUM_ITEMS, SUM_TWIN };
enum { SLOT_ITERATOR, SLOT_TOTAL };

static Status sum_check_start(World *w, Value start)
{
    return is_str(start)
               ? raise_type(w, "sum() can't sum strings [use ''.join(seq) "
                               "instead]")
           : has_layout(start, TYPE_BYTES)
               ? raise_type(w, "sum() can't sum bytes [use b''.join(seq) "
                               "instead]")
           : has_layout(start, TYPE_BYTEARRAY)
               ? raise_type(w, "sum() can't sum bytearray [use b''.join(seq) "
                               "instead]")
               : OK;
}

static Status hand_to_twin(World *w, NativeFrame *f, Value *twin)
{
    *twin = native_twin(w, f->native);
    return *twin
               ? OK
               : raise_error(w, TYPE_SYSTEM_ERROR, "the prelude lacks a twin");
}

/* total + item; CALL when the twin takes over. */
static Status sum_add(World *w, NativeFrame *f, Value item)
{
    Value *total = &f->slot[SLOT_TOTAL];
    Value twin;
    if (BOTH_INT(*total, item)) {
        *total = int_new(w, INT_OF(*total) + INT_OF(item));
        return *total ? OK : RAISE;
    }
    Status s = value_binary(w, SLOT_ADD, *total, item, total);
    if (s != TWIN && s != NO_OP) {
        return s;
    }
    /* Where nobody can add them, the twin's + says so. */
    TRY(hand_to_twin(w, f, &twin));
    f->state = SUM_TWIN;
    return native_call(f, twin, 3, f->slot[SLOT_ITERATOR], *total, item);
}

/* The commonest sum by far: a list of small ints, item by item but quickly. It
 * stops at whatever else comes, which the loop in builtins_sum then takes. */
static void sum_small_ints(World *w, NativeFrame *f)
{
    Value iterator = f->slot[SLOT_ITERATOR];
    if (!is_exactly(iterator, TYPE_LIST_ITERATOR) ||
        !IS_INT(f->slot[SLOT_TOTAL])) {
        return;
    }
    Iterator *it = AS(Iterator, iterator);
    int64_t total = INT_OF(f->slot[SLOT_TOTAL]);
    size_t length = list_length(it->source);
    world_touch(w, it, sizeof *it);
    while ((size_t)it->index < length) {
        Value item = list_at(it->source, (size_t)it->index);
        int64_t sum;
        if (!IS_INT(item) ||
            __builtin_add_overflow(total, INT_OF(item), &sum) ||
            !int_fits_inline(sum)) {
            break;
        }
        total = sum;
        it->index++;
    }
    f->slot[SLOT_TOTAL] = INT(total);
}

Status builtins_sum(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == SUM_TWIN) {
        return native_result(f, &f->result);
    }
    if (f->state == SUM_START) {
        TRY(iterate_begin(w, t, f, SLOT_ITERATOR, f->args[0]));
        Value start = f->args[1] ? f->args[1] : INT(0);
        TRY(sum_check_start(w, start));
        f->slot[SLOT_TOTAL] = start;
        f->state = SUM_ITEMS;
        sum_small_ints(w, f);
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, SLOT_ITERATOR, &item));
        if (!item) {
            f->result = f->slot[SLOT_TOTAL];
            return OK;
        }
        TRY(sum_add(w, f, item));
    }
}

/* ---- min and max --------------------------------------------------------- */

enum {
    BEST_START,
    BEST_ITEMS,
    BEST_KEY, /* key(item) was called */
    BEST_TWIN,
};
/* 0: the iterator */
enum { BEST = 1, BEST_BY, ITEM, KEY, DEFAULT };

static Status best_keywords(World *w, NativeFrame *f, const char *name)
{
    for (unsigned i = 0; i < f->kw_count; i++) {
        Value key = tuple_at(f->kw_names, i);
        Value v = f->args[f->argc - f->kw_count + i];
        if (str_is(key, "key")) {
            f->slot[KEY] = v == NONE ? NO_VALUE : v;
        } else if (str_is(key, "default")) {
            f->slot[DEFAULT] = v;
        } else {
            return raise_type(w, "'%V' is an invalid keyword argument for %s()",
                              key, name);
        }
    }
    return OK;
}

static Status best_begin(World *w, Thread *t, NativeFrame *f, const char *name)
{
    if (f->resumed) {
        return iterate_begin(w, t, f, 0, f->args[0]);
    }
    uint32_t count = f->argc - f->kw_count;
    if (count == 0) {
        return raise_type(w, "%s expected 1 argument, got 0", name);
    }
    TRY(best_keywords(w, f, name));
    if (count > 1 && f->slot[DEFAULT]) {
        return raise_type(w,
                          "Cannot specify a default for %s() with multiple "
                          "positional arguments",
                          name);
    }
    if (count == 1) {
        return iterate_begin(w, t, f, 0, f->args[0]);
    }
    Value all = tuple_from(w, f->args, count);
    NEED(all);
    return value_iterate(w, all, &f->slot[0]);
}

static Status best_end(World *w, NativeFrame *f, const char *name)
{
    f->result = f->slot[BEST] ? f->slot[BEST] : f->slot[DEFAULT];
    return f->result ? OK
                     : raise_value(w, "%s() arg is an empty sequence", name);
}

/* Keep the better one of slot BEST and `item`, whose key is `by`. */
static Status best_take(World *w, NativeFrame *f, Slot op, Value item, Value by)
{
    Value holds = TRUE_VALUE;
    bool better = true;
    if (f->slot[BEST]) {
        Status s = value_compare(w, op, by, f->slot[BEST_BY], &holds);
        if (s == OK) {
            s = value_truth(w, holds, &better);
        }
        if (s == TWIN || s == NO_OP) {
            Value twin;
            TRY(hand_to_twin(w, f, &twin));
            f->state = BEST_TWIN;
            return native_call(f, twin, 6, f->slot[0],
                               f->slot[KEY] ? f->slot[KEY] : NONE,
                               f->slot[BEST], f->slot[BEST_BY], item, by);
        }
        TRY(s);
    }
    if (better) {
        f->slot[BEST] = item;
        f->slot[BEST_BY] = by;
    }
    return OK;
}

static Status best_of(World *w, Thread *t, NativeFrame *f, Slot op,
                      const char *name)
{
    if (f->state == BEST_TWIN) {
        return native_result(f, &f->result);
    }
    if (f->state == BEST_START) {
        TRY(best_begin(w, t, f, name));
        f->state = BEST_ITEMS;
    }
    if (f->state == BEST_KEY) {
        Value by;
        TRY(native_result(f, &by));
        f->state = BEST_ITEMS;
        TRY(best_take(w, f, op, f->slot[ITEM], by));
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            return best_end(w, f, name);
        }
        if (f->slot[KEY]) {
            f->slot[ITEM] = item;
            f->state = BEST_KEY;
            return native_call(f, f->slot[KEY], 1, item);
        }
        TRY(best_take(w, f, op, item, item));
    }
}

Status builtins_min(World *w, Thread *t, NativeFrame *f)
{
    return best_of(w, t, f, SLOT_LT, "min");
}

Status builtins_max(World *w, Thread *t, NativeFrame *f)
{
    return best_of(w, t, f, SLOT_GT, "max");
}
