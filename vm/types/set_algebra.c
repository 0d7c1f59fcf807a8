/* SPDX-License-Identifier: MIT */
/*
 * Union, intersection, difference, symmetric difference.
 *
 * Invariant: which operand is walked, and in which order keys enter the
 * result, follow CPython 3.8, because the result's iteration order shows it.
 * The in-place forms first ask every question that could answer TWIN and only
 * then change the set.
 */
#include "vm/types/set_algebra.h"

#include "vm/types/tuple.h"

static Status intersection(World *w, Value a, Value b, Value *out)
{
    SetEntry e;
    if (a == b) {
        *out = set_copy(w, set_base_class(w, a), a);
        NEED(*out);
        return OK;
    }
    *out = set_of_class(w, set_base_class(w, a));
    NEED(*out);
    if (set_length(b) > set_length(a)) {
        Value swap = a;
        a = b;
        b = swap;
    }
    for (size_t at = 0; set_next_entry(b, &at, &e);) {
        bool has;
        TRY(set_has_hashed(w, a, e.key, e.hash, &has));
        if (has) {
            TRY(set_add_hashed(w, *out, e.key, e.hash));
        }
    }
    return OK;
}

static Status subtract(World *w, Value a, Value b)
{
    SetEntry e;
    if (a == b) {
        return set_clear(w, a);
    }
    for (size_t at = 0; set_next_entry(b, &at, &e);) {
        bool found;
        TRY(set_discard_hashed(w, a, e.key, e.hash, &found));
    }
    return set_drop_gaps(w, a);
}

static Status difference(World *w, Value a, Value b, Value *out)
{
    SetEntry e;
    if (set_length(a) >> 2 > set_length(b)) {
        *out = set_copy(w, set_base_class(w, a), a);
        NEED(*out);
        return subtract(w, *out, b);
    }
    *out = set_of_class(w, set_base_class(w, a));
    NEED(*out);
    for (size_t at = 0; set_next_entry(a, &at, &e);) {
        bool has;
        TRY(set_has_hashed(w, b, e.key, e.hash, &has));
        if (!has) {
            TRY(set_add_hashed(w, *out, e.key, e.hash));
        }
    }
    return OK;
}

/* a becomes a ^ b. */
static Status toggle(World *w, Value a, Value b)
{
    SetEntry e;
    if (a == b) {
        return set_clear(w, a);
    }
    for (size_t at = 0; set_next_entry(b, &at, &e);) {
        bool found;
        TRY(set_discard_hashed(w, a, e.key, e.hash, &found));
        if (!found) {
            TRY(set_add_hashed(w, a, e.key, e.hash));
        }
    }
    return OK;
}

Status set_algebra(World *w, Slot op, Value a, Value b, Value *out)
{
    switch (op) {
    case SLOT_AND:
        return intersection(w, a, b, out);
    case SLOT_SUBTRACT:
        return difference(w, a, b, out);
    case SLOT_OR:
        *out = set_copy(w, set_base_class(w, a), a);
        NEED(*out);
        return set_merge(w, *out, b);
    default:
        *out = set_copy(w, set_base_class(w, a), b);
        NEED(*out);
        return toggle(w, *out, a);
    }
}

/* Look every key of b up in a, only to learn whether Python would run. */
static Status ask_all(World *w, Value a, Value b)
{
    SetEntry e;
    for (size_t at = 0; set_next_entry(b, &at, &e);) {
        bool has;
        TRY(set_has_hashed(w, a, e.key, e.hash, &has));
    }
    return OK;
}

/* Will comparing this key never be Python code, whatever the other is? */
static bool is_plain_key(World *w, Value key, int depth)
{
    if (!IS_OBJECT(key)) {
        return true;
    }
    if (klass_overrides(klass_of(w, key), SLOT_EQ)) {
        return false;
    }
    switch (layout_of(key)) {
    case TYPE_OBJECT:
    case TYPE_TYPE:
    case TYPE_INT:
    case TYPE_FLOAT:
    case TYPE_STR:
    case TYPE_BYTES:
        return true;
    case TYPE_TUPLE: {
        size_t count = tuple_length(key);
        for (size_t i = 0; depth > 0 && i < count; i++) {
            if (!is_plain_key(w, tuple_at(key, i), depth - 1)) {
                return false;
            }
        }
        return depth > 0 || count == 0;
    }
    default:
        return false;
    }
}

static bool has_plain_keys(World *w, Value set)
{
    Value key;
    for (size_t at = 0; set_next(set, &at, &key);) {
        if (!is_plain_key(w, key, 4)) {
            return false;
        }
    }
    return true;
}

/* The keys of b enter a one by one, so they meet each other there too. */
Status set_algebra_inplace(World *w, Slot op, Value a, Value b)
{
    if (op == SLOT_AND) {
        Value common;
        TRY(intersection(w, a, b, &common));
        set_become(w, a, common);
        return OK;
    }
    if (a != b) {
        TRY(ask_all(w, a, b));
        if (op != SLOT_SUBTRACT && !has_plain_keys(w, b)) {
            return TWIN;
        }
    }
    return op == SLOT_OR    ? set_merge(w, a, b)
           : op == SLOT_XOR ? toggle(w, a, b)
                            : subtract(w, a, b);
}

Status set_is_subset(World *w, Value a, Value b, bool *out)
{
    SetEntry e;
    *out = set_length(a) <= set_length(b);
    for (size_t at = 0; *out && set_next_entry(a, &at, &e);) {
        TRY(set_has_hashed(w, b, e.key, e.hash, out));
    }
    return OK;
}

Status set_is_disjoint(World *w, Value a, Value b, bool *out)
{
    SetEntry e;
    bool has = false;
    if (set_length(b) > set_length(a)) {
        Value swap = a;
        a = b;
        b = swap;
    }
    for (size_t at = 0; !has && set_next_entry(b, &at, &e);) {
        TRY(set_has_hashed(w, a, e.key, e.hash, &has));
    }
    *out = !has;
    return OK;
}

/* Order does not matter: the keys' hashes are spread and xor-ed. */
int64_t set_hash_of_keys(Value set)
{
    SetEntry e;
    uint64_t hash = 0;
    for (size_t at = 0; set_next_entry(set, &at, &e);) {
        uint64_t h = (uint64_t)e.hash;
        hash ^= ((h ^ UINT64_C(89869747)) ^ (h << 16)) * UINT64_C(3644798167);
    }
    hash ^= (set_length(set) + 1) * UINT64_C(1927868237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * UINT64_C(69069) + UINT64_C(907133923);
    return hash == UINT64_MAX ? INT64_C(590923713) : (int64_t)hash;
}
