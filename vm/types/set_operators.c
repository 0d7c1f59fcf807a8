/* SPDX-License-Identifier: MIT */
/*
 * What operators do with set and frozenset, as leaves.
 *
 * Unlike the methods, operators want a set on both sides; only dict views,
 * which bring their own operators, mix. A set is unhashable, yet `in`, remove
 * and discard take one as if it were frozen, as in CPython.
 */
#include "vm/types/iterator.h"
#include "vm/types/sequence.h"
#include "vm/types/set_algebra.h"

static bool is_algebra(Slot op)
{
    return op == SLOT_AND || op == SLOT_OR || op == SLOT_XOR ||
           op == SLOT_SUBTRACT;
}

static Status set_binary(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!is_algebra(op) || !has_layout(a, TYPE_SET) ||
        !has_layout(b, TYPE_SET)) {
        return NO_OP;
    }
    return set_algebra(w, op, a, b, out);
}

static Status set_inplace(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!is_algebra(op) || !has_layout(b, TYPE_SET) ||
        value_is_instance(w, a, TYPE_FROZENSET)) {
        return NO_OP;
    }
    *out = a;
    return set_algebra_inplace(w, op, a, b);
}

static Status compare(World *w, Slot op, Value a, Value b, bool *out)
{
    size_t n = set_length(a);
    size_t m = set_length(b);
    switch (op) {
    case SLOT_LE:
        return set_is_subset(w, a, b, out);
    case SLOT_GE:
        return set_is_subset(w, b, a, out);
    case SLOT_LT:
        *out = n < m;
        return *out ? set_is_subset(w, a, b, out) : OK;
    case SLOT_GT:
        *out = m < n;
        return *out ? set_is_subset(w, b, a, out) : OK;
    default:
        *out = n == m;
        if (*out) {
            TRY(set_is_subset(w, a, b, out));
        }
        *out = *out == (op == SLOT_EQ);
        return OK;
    }
}

static Status set_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(b, TYPE_SET)) {
        return NO_OP;
    }
    TRY(leaf_enter(w, " in comparison"));
    bool holds;
    Status s = compare(w, op, a, b, &holds);
    leaf_leave(w);
    TRY(s);
    *out = BOOL(holds);
    return OK;
}

static Status set_hash(World *w, Value a, int64_t *out)
{
    if (!value_is_instance(w, a, TYPE_FROZENSET)) {
        return raise_type(w, "unhashable type: '%T'", a);
    }
    Set *s = AS(Set, a);
    if (s->hash == -1) {
        STORE(w, s->hash, set_hash_of_keys(a));
    }
    *out = s->hash;
    return OK;
}

static Status write_keys(World *w, Value a, Writer *out)
{
    Value key;
    const char *comma = "";
    for (size_t at = 0; set_next(a, &at, &key);) {
        writer_ascii(out, comma);
        TRY(value_repr(w, key, out));
        comma = ", ";
    }
    return OK;
}

static Status set_repr(World *w, Value a, Writer *out)
{
    ReprLink link;
    const char *name = klass_name(w, klass_of(w, a));
    bool named = !is_exactly(a, TYPE_SET) || set_length(a) == 0;
    if (set_length(a) == 0) {
        writer_ascii(out, name);
        writer_ascii(out, "()");
        return OK;
    }
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, name);
        writer_ascii(out, "(...)");
        return OK;
    }
    TRY(s);
    if (named) {
        writer_ascii(out, name);
        writer_char(out, '(');
    }
    writer_char(out, '{');
    s = write_keys(w, a, out);
    writer_ascii(out, named ? "})" : "}");
    repr_leave(w, out, &link);
    return s;
}

static Status set_len(World *w, Value a, int64_t *out)
{
    (void)w;
    *out = (int64_t)set_length(a);
    return OK;
}

static Status set_contains(World *w, Value a, Value key, bool *out)
{
    if (is_exactly(key, TYPE_SET)) {
        return set_has_hashed(w, a, key, set_hash_of_keys(key), out);
    }
    return set_has(w, a, key, out);
}

static Status set_iterate(World *w, Value a, Value *iterator)
{
    *iterator = iterator_new(w, TYPE_SET_ITERATOR, a);
    NEED(*iterator);
    return OK;
}

static void set_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, (Value *)&((Set *)object)->table);
}

const TypeOps set_ops = {
    .binary = set_binary,
    .inplace = set_inplace,
    .compare = set_compare,
    .hash = set_hash,
    .repr = set_repr,
    .length = set_len,
    .contains = set_contains,
    .iterate = set_iterate,
    .operators = "and rand or ror xor rxor sub rsub iand ior ixor isub",
    .visit = set_visit,
};
