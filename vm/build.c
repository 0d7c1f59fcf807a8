/* SPDX-License-Identifier: MIT */
/*
 * BUILD_..., UNPACK_... and the comprehension opcodes, where iterating or
 * hashing may run Python code. args[0] of the BUILD_... natives is a Values
 * with the opcode's operands.
 */
#include "vm/call.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- one key ------------------------------------------------------------- */

/* slot[2..7] belong to the search. */
static Status add_key(World *w, Thread *t, NativeFrame *f, Value set, Value key)
{
    if (!f->slot[2]) {
        Status status = set_add(w, set, key);
        if (status != TWIN) {
            return status;
        }
    }
    SetPlace place;
    TRY(set_search(w, t, f, set, key, &place));
    f->slot[2] = NO_VALUE;
    return place.entry >= 0 ? OK : set_add_at(w, set, key, place);
}

static Status add_pair(World *w, Thread *t, NativeFrame *f, Value dict,
                       Value key, Value value)
{
    if (!f->slot[2]) {
        Status status = dict_set(w, dict, key, value);
        if (status != TWIN) {
            return status;
        }
    }
    DictPlace place;
    TRY(dict_search(w, t, f, dict, key, &place));
    f->slot[2] = NO_VALUE;
    return dict_store_at(w, dict, key, value, place);
}

/* ---- displays ------------------------------------------------------------ */

Status build_set(World *w, Thread *t, NativeFrame *f)
{
    Values *operands = AS(Values, f->args[0]);
    if (!f->slot[1]) {
        f->slot[1] = set_new(w, TYPE_SET);
        NEED(f->slot[1]);
    }
    for (; (uint64_t)f->state < operands->used; f->state++) {
        TRY(add_key(w, t, f, f->slot[1], operands->items[f->state]));
    }
    f->result = f->slot[1];
    return OK;
}

Status build_map(World *w, Thread *t, NativeFrame *f)
{
    Values *operands = AS(Values, f->args[0]);
    if (!f->slot[1]) {
        f->slot[1] = dict_new(w);
        NEED(f->slot[1]);
    }
    for (; (uint64_t)f->state + 1 < operands->used; f->state += 2) {
        TRY(add_pair(w, t, f, f->slot[1], operands->items[f->state],
                     operands->items[f->state + 1]));
    }
    f->result = f->slot[1];
    return OK;
}

/* The last operand is the tuple of keys. */
Status build_const_key_map(World *w, Thread *t, NativeFrame *f)
{
    Values *operands = AS(Values, f->args[0]);
    Value keys = operands->items[operands->used - 1];
    if (!f->slot[1]) {
        f->slot[1] = dict_new(w);
        NEED(f->slot[1]);
    }
    for (; (size_t)f->state < tuple_length(keys); f->state++) {
        TRY(add_pair(w, t, f, f->slot[1], tuple_at(keys, (size_t)f->state),
                     operands->items[f->state]));
    }
    f->result = f->slot[1];
    return OK;
}

/* {... for ...}: slot[0] is the set, or the dict with key below its value. */
Status build_set_add(World *w, Thread *t, NativeFrame *f)
{
    f->result = NONE;
    return add_key(w, t, f, f->slot[0], f->args[0]);
}

Status build_map_add(World *w, Thread *t, NativeFrame *f)
{
    f->result = NONE;
    return add_pair(w, t, f, f->slot[0], f->args[0], f->args[1]);
}

/* ---- [*a, *b], f(*a, *b), {**a, **b} ------------------------------------- */

/* slot[0] the callee, [1] the list, [2] the iterator; state 2 * operand (+ 1:
 * running) */
Status build_unpack(World *w, Thread *t, NativeFrame *f)
{
    Values *operands = AS(Values, f->args[0]);
    if (f->slot_id == TYPE_SET) {
        if (f->resumed) {
            return native_result(f, &f->result);
        }
        Value list = list_from(w, operands->items, operands->used);
        NEED(list);
        return call_prelude(w, f, "set_of_iterables", 1, list);
    }
    if (!f->slot[1]) {
        f->slot[1] = list_new(w, operands->used);
        NEED(f->slot[1]);
    }
    while ((uint64_t)f->state / 2 < operands->used) {
        Value source = operands->items[f->state / 2];
        if (f->state % 2 == 0) {
            Status status = iterate_begin(w, t, f, 2, source);
            if (status == RAISE && f->slot_id == TYPE_NATIVE &&
                raised_is(w, TYPE_TYPE_ERROR)) {
                raised_clear(w);
                return call_star_error(w, f->slot[0], source);
            }
            TRY(status);
            f->state++;
        }
        Value item;
        TRY(iterate_next(w, t, f, 2, &item));
        if (item) {
            TRY(list_append(w, f->slot[1], item));
        } else {
            f->state++;
        }
    }
    f->result = f->slot[1];
    if (f->slot_id != TYPE_LIST) {
        size_t n = list_length(f->slot[1]);
        f->result = n ? tuple_from(w, AS(List, f->slot[1])->items->items, n)
                      : w->empty_tuple;
        NEED(f->result);
    }
    return OK;
}

Status build_map_unpack(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Values *operands = AS(Values, f->args[0]);
    Value list = list_from(w, operands->items, operands->used);
    NEED(list);
    return f->slot_id ? call_prelude(w, f, "keywords_of", 2, f->slot[0], list)
                      : call_prelude(w, f, "dict_of_mappings", 1, list);
}

/* ---- a, b = ... ---------------------------------------------------------- */

static Status unpack_begin(World *w, Thread *t, NativeFrame *f)
{
    Status status = iterate_begin(w, t, f, 2, f->args[0]);
    if (status == RAISE && raised_is(w, TYPE_TYPE_ERROR) && !f->slot[3]) {
        raised_clear(w);
        return raise_type(w, "cannot unpack non-iterable %T object",
                          f->args[0]);
    }
    f->slot[3] = TRUE_VALUE; /* asked: an error now is the object's own */
    TRY(status);
    f->slot[1] = list_new(w, 4);
    NEED(f->slot[1]);
    f->state = 1;
    return OK;
}

Status operator_unpack(World *w, Thread *t, NativeFrame *f)
{
    int64_t wanted = INT_OF(f->slot[0]);
    if (f->state == 0) {
        TRY(unpack_begin(w, t, f));
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 2, &item));
        int64_t have = (int64_t)list_length(f->slot[1]);
        if (!item && have < wanted) {
            return raise_value(
                w, "not enough values to unpack (expected %d, got %d)",
                (int)wanted, (int)have);
        }
        if (!item) {
            break;
        }
        if (have == wanted) {
            return raise_value(w, "too many values to unpack (expected %d)",
                               (int)wanted);
        }
        TRY(list_append(w, f->slot[1], item));
    }
    f->result = wanted ? tuple_from(w, AS(List, f->slot[1])->items->items,
                                    (size_t)wanted)
                       : w->empty_tuple;
    NEED(f->result);
    return OK;
}

/* a, *b, c = ...: before | after << 8 */
Status operator_unpack_ex(World *w, Thread *t, NativeFrame *f)
{
    size_t before = (size_t)INT_OF(f->slot[0]) & 0xff;
    size_t after = (size_t)INT_OF(f->slot[0]) >> 8;
    if (f->state == 0) {
        TRY(unpack_begin(w, t, f));
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 2, &item));
        if (!item) {
            break;
        }
        TRY(list_append(w, f->slot[1], item));
    }
    size_t have = list_length(f->slot[1]);
    if (have < before + after) {
        return raise_value(
            w, "not enough values to unpack (expected at least %d, got %d)",
            (int)(before + after), (int)have);
    }
    const Value *items = have ? AS(List, f->slot[1])->items->items : NULL;
    Tuple *out = tuple_new(w, before + 1 + after);
    NEED(out);
    for (size_t i = 0; i < before; i++) {
        out->items[i] = items[i];
    }
    size_t middle = have - before - after;
    out->items[before] = list_from(w, items + before, middle);
    NEED(out->items[before]);
    for (size_t i = 0; i < after; i++) {
        out->items[before + 1 + i] = items[have - after + i];
    }
    f->result = VALUE(out);
    return OK;
}
