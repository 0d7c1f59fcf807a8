/* SPDX-License-Identifier: MIT */
/*
 * What list and tuple share: leaves over a run of items. No Python code runs
 * in a leaf, so a run stays valid for the whole call.
 */
#ifndef GILSCOPE_VM_TYPES_SEQUENCE_H
#define GILSCOPE_VM_TYPES_SEQUENCE_H

#include "vm/operator.h"

typedef struct Items {
    const Value *items;
    size_t count;
} Items;

/* The items of a list or tuple. */
Items items_of(Value sequence);
MUST_CHECK Status items_compare(World *w, Slot op, Items a, Items b,
                                Value *out);
/* First item from `from` on with item is value or item == value; -1. */
MUST_CHECK Status items_find(World *w, Items a, size_t from, Value value,
                             int64_t *at);
MUST_CHECK Status items_count(World *w, Items a, Value value, int64_t *count);
MUST_CHECK Status items_contains(World *w, Items a, Value value, bool *out);
MUST_CHECK Status items_hash(World *w, Items a, int64_t *out);
/* The same from the hashes themselves, ints. */
MUST_CHECK Status items_combine_hashes(Items hashes, int64_t *out);
/* The items' reprs with ", " between them. */
MUST_CHECK Status items_repr(World *w, Items a, Writer *out);

/* An index of a subscript, negative ones counted from the end. NO_OP: `key` is
 * no integer. IndexError "cannot fit ...": RAISE. TWIN: Python __index__. */
MUST_CHECK Status sequence_index(World *w, Value key, int64_t length,
                                 int64_t *index);
/* The optional bounds of index(), 0 where not given: clamped into 0..length. */
MUST_CHECK Status sequence_bounds(World *w, Value start, Value stop,
                                  int64_t length, int64_t *from, int64_t *to);
/* ValueError "... is not in list"; TWIN: its repr may need Python. */
Status sequence_missing(World *w, Value item, const char *where);
/* The factor of `sequence * n`: below 0 becomes 0. NO_OP: no integer. */
MUST_CHECK Status sequence_factor(World *w, Value factor, int64_t *out);

/*
 * The containers being printed, innermost first, on the C stack: a container
 * that meets itself prints as [...].
 */
typedef struct ReprLink ReprLink;
struct ReprLink {
    Value container;
    const ReprLink *outer;
};
/* OK: go on, then repr_leave; NO_OP: it is being printed already; TWIN: too
 * deep for C. */
MUST_CHECK Status repr_enter(World *w, Writer *out, ReprLink *link,
                             Value container);
void repr_leave(World *w, Writer *out, const ReprLink *link);

/*
 * Nested leaves count as calls do: RecursionError with " in comparison" or the
 * like. A recursion limit beyond LEAF_DEPTH_MAX is met by the twins (TWIN).
 */
static inline Status leaf_enter(World *w, const char *where)
{
    if (w->thread &&
        w->thread->depth + (int64_t)w->leaf_depth >= w->recursion_limit) {
        return raise_recursion(w, where);
    }
    if (w->leaf_depth >= LEAF_DEPTH_MAX) {
        return TWIN;
    }
    w->leaf_depth++;
    return OK;
}
static inline void leaf_leave(World *w)
{
    w->leaf_depth--;
}

#endif
