/* SPDX-License-Identifier: MIT */
/*
 * The algebra of sets, as leaves over values of set's layout: TWIN when a key
 * compares in Python, and then nothing has changed. Results have the type of
 * the left operand, set or frozenset.
 */
#ifndef GILSCOPE_VM_TYPES_SET_ALGEBRA_H
#define GILSCOPE_VM_TYPES_SET_ALGEBRA_H

#include "vm/types/set.h"

/* op: SLOT_AND, SLOT_OR, SLOT_XOR or SLOT_SUBTRACT. */
MUST_CHECK Status set_algebra(World *w, Slot op, Value a, Value b, Value *out);
/* a op= b on a set. */
MUST_CHECK Status set_algebra_inplace(World *w, Slot op, Value a, Value b);
MUST_CHECK Status set_is_subset(World *w, Value a, Value b, bool *out);
MUST_CHECK Status set_is_disjoint(World *w, Value a, Value b, bool *out);
/* The hash of a frozenset with these keys. */
int64_t set_hash_of_keys(Value set);
/* set or frozenset: what a's algebra gives. */
static inline Klass *set_base_class(World *w, Value a)
{
    return &w->klass[value_is_instance(w, a, TYPE_FROZENSET) ? TYPE_FROZENSET
                                                             : TYPE_SET];
}

#endif
