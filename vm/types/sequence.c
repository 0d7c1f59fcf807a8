/* SPDX-License-Identifier: MIT */
/*
 * Leaves over the items of a list or tuple.
 *
 * CPython compares identity first wherever it looks for an item, and puts the
 * needle on the left only in `in` (until 3.8); with leaves alone the side
 * cannot be seen, the Python twins keep it. Hashing follows xxHash's mixing
 * steps, as the hash of a tuple of numbers is visible through set order.
 */
#include "vm/types/sequence.h"

#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

Items items_of(Value sequence)
{
    if (has_layout(sequence, TYPE_TUPLE)) {
        const Tuple *t = AS(Tuple, sequence);
        return (Items){t->items, t->length};
    }
    const List *l = AS(List, sequence);
    return (Items){l->items ? l->items->items : NULL, l->length};
}

static Status compare_lengths(Slot op, size_t a, size_t b, Value *out)
{
    bool r = op == SLOT_LT   ? a < b
             : op == SLOT_LE ? a <= b
             : op == SLOT_EQ ? a == b
             : op == SLOT_NE ? a != b
             : op == SLOT_GT ? a > b
                             : a >= b;
    *out = BOOL(r);
    return OK;
}

static Status compare_items(World *w, Slot op, Items a, Items b, Value *out)
{
    size_t shorter = a.count < b.count ? a.count : b.count;
    for (size_t i = 0; i < shorter; i++) {
        bool same;
        TRY(value_equal(w, a.items[i], b.items[i], &same));
        if (same) {
            continue;
        }
        if (op == SLOT_EQ || op == SLOT_NE) {
            *out = BOOL(op == SLOT_NE);
            return OK;
        }
        Status s = value_compare(w, op, a.items[i], b.items[i], out);
        return s == NO_OP ? value_unordered(w, op, a.items[i], b.items[i]) : s;
    }
    return compare_lengths(op, a.count, b.count, out);
}

Status items_compare(World *w, Slot op, Items a, Items b, Value *out)
{
    if (a.count != b.count && (op == SLOT_EQ || op == SLOT_NE)) {
        *out = BOOL(op == SLOT_NE);
        return OK;
    }
    TRY(leaf_enter(w, " in comparison"));
    Status s = compare_items(w, op, a, b, out);
    leaf_leave(w);
    return s;
}

Status items_find(World *w, Items a, size_t from, Value value, int64_t *at)
{
    *at = -1;
    for (size_t i = from; i < a.count; i++) {
        bool same;
        TRY(value_equal(w, a.items[i], value, &same));
        if (same) {
            *at = (int64_t)i;
            break;
        }
    }
    return OK;
}

Status items_count(World *w, Items a, Value value, int64_t *count)
{
    int64_t n = 0;
    for (size_t i = 0; i < a.count; i++) {
        bool same;
        TRY(value_equal(w, a.items[i], value, &same));
        n += same;
    }
    *count = n;
    return OK;
}

Status items_contains(World *w, Items a, Value value, bool *out)
{
    int64_t at;
    TRY(items_find(w, a, 0, value, &at));
    *out = at >= 0;
    return OK;
}

/* The primes and rotation of xxHash64. */
#define PRIME_1 UINT64_C(11400714785074694791)
#define PRIME_2 UINT64_C(14029467366897019727)
#define PRIME_5 UINT64_C(2870177450012600261)

static inline uint64_t mix(uint64_t sum, int64_t lane)
{
    sum += (uint64_t)lane * PRIME_2;
    return (sum << 31 | sum >> 33) * PRIME_1;
}

static int64_t mix_end(uint64_t sum, size_t count)
{
    sum += count ^ (PRIME_5 ^ UINT64_C(3527539));
    return sum == UINT64_MAX ? INT64_C(1546275796) : (int64_t)sum;
}

Status items_hash(World *w, Items a, int64_t *out)
{
    uint64_t sum = PRIME_5;
    TRY(leaf_enter(w, ""));
    Status s = OK;
    for (size_t i = 0; s == OK && i < a.count; i++) {
        int64_t lane = 0;
        s = value_hash(w, a.items[i], &lane);
        sum = mix(sum, lane);
    }
    leaf_leave(w);
    *out = mix_end(sum, a.count);
    return s;
}

Status items_combine_hashes(Items hashes, int64_t *out)
{
    uint64_t sum = PRIME_5;
    for (size_t i = 0; i < hashes.count; i++) {
        int64_t lane = 0;
        if (!int_to_int64(hashes.items[i], &lane)) {
            lane = 0; /* no hash is that large */
        }
        sum = mix(sum, lane);
    }
    *out = mix_end(sum, hashes.count);
    return OK;
}

Status items_repr(World *w, Items a, Writer *out)
{
    for (size_t i = 0; i < a.count; i++) {
        if (i) {
            writer_ascii_n(out, ", ", 2);
        }
        TRY(value_repr(w, a.items[i], out));
    }
    return OK;
}

Status sequence_index(World *w, Value key, int64_t length, int64_t *index)
{
    int64_t i;
    if (IS_INT(key)) {
        i = INT_OF(key);
    } else if (is_int(key)) {
        if (!int_to_int64(key, &i)) {
            return raise_error(w, TYPE_INDEX_ERROR,
                               "cannot fit '%T' into an index-sized integer",
                               key);
        }
    } else {
        return klass_overrides(klass_of(w, key), SLOT_INDEX) ? TWIN : NO_OP;
    }
    *index = i < 0 ? i + length : i;
    return OK;
}

static Status bound_of(World *w, Value bound, int64_t length, int64_t *out)
{
    if (!is_int(bound)) {
        if (klass_overrides(klass_of(w, bound), SLOT_INDEX)) {
            return TWIN;
        }
        return raise_type(w, "slice indices must be integers or have an "
                             "__index__ method");
    }
    int64_t i;
    TRY(value_index_clamped(w, bound, &i));
    if (i < 0) {
        i = i + length < 0 ? 0 : i + length;
    }
    *out = i > length ? length : i;
    return OK;
}

Status sequence_bounds(World *w, Value start, Value stop, int64_t length,
                       int64_t *from, int64_t *to)
{
    *from = 0;
    *to = length;
    if (start) {
        TRY(bound_of(w, start, length, from));
    }
    return stop ? bound_of(w, stop, length, to) : OK;
}

Status sequence_missing(World *w, Value item, const char *where)
{
    TypeId layout = layout_of(item);
    bool simple = layout == TYPE_INT || layout == TYPE_STR ||
                  layout == TYPE_FLOAT || layout == TYPE_NONE;
    return simple ? raise_value(w, "%R is not in %s", item, where) : TWIN;
}

Status sequence_factor(World *w, Value factor, int64_t *out)
{
    if (!is_int(factor)) {
        return klass_overrides(klass_of(w, factor), SLOT_INDEX) ? TWIN : NO_OP;
    }
    if (!int_to_int64(factor, out)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "cannot fit '%T' into an index-sized integer",
                           factor);
    }
    if (*out < 0) {
        *out = 0;
    }
    return OK;
}

Status repr_enter(World *w, Writer *out, ReprLink *link, Value container)
{
    for (const ReprLink *l = out->repr_link; l; l = l->outer) {
        if (l->container == container) {
            return NO_OP;
        }
    }
    TRY(leaf_enter(w, " while getting the repr of an object"));
    link->container = container;
    link->outer = out->repr_link;
    out->repr_link = link;
    return OK;
}

void repr_leave(World *w, Writer *out, const ReprLink *link)
{
    leaf_leave(w);
    out->repr_link = link->outer;
}
