/* SPDX-License-Identifier: MIT */
/* Constants' hashes, Python's == and the order of frozensets.
 *
 * `dis` prints frozenset constants in the order CPython 3.8 iterates them, so
 * the hashes are CPython's own (with PYTHONHASHSEED=0) and so is the way a
 * set's table grows and is probed. Numbers that compare equal hash alike,
 * whatever their types: they are reduced modulo the prime 2^61 - 1. */
#include "bytecode/code.h"
#include "bytecode/siphash.h"

#include <math.h>

#define HASH_BITS    61
#define HASH_MODULUS ((1ull << HASH_BITS) - 1)

enum { HASH_INFINITY = 314159, HASH_IMAG = 1000003, HASH_NONE = 0x6e6f6e65 };

static int64_t never_minus_one(uint64_t hash)
{
    return hash == UINT64_MAX ? -2 : (int64_t)hash;
}

static uint64_t reduce(unsigned __int128 value)
{
    return (uint64_t)(value % HASH_MODULUS);
}

static int64_t signed_hash(uint64_t hash, bool negative)
{
    return never_minus_one(negative ? 0 - hash : hash);
}

static int64_t hash_integer(const Constant *constant)
{
    int64_t small = constant->integer.small;
    if (constant->integer.count == 0) {
        uint64_t size = small < 0 ? 0 - (uint64_t)small : (uint64_t)small;
        return signed_hash(size % HASH_MODULUS, small < 0);
    }
    uint64_t hash = 0;
    for (size_t i = constant->integer.count; i-- > 0;) {
        hash =
            reduce((unsigned __int128)hash << 64 | constant->integer.limbs[i]);
    }
    return signed_hash(hash, constant->integer.negative);
}

/* A float is m * 2^e; 2^61 is 1 here, so a factor 2^e turns m's bits around. */
static int64_t hash_float(double value)
{
    if (isnan(value)) {
        return 0;
    }
    if (isinf(value)) {
        return value > 0 ? HASH_INFINITY : -HASH_INFINITY;
    }
    int exponent;
    double part = ldexp(frexp(fabs(value), &exponent), 53);
    int turn = (exponent - 53) % HASH_BITS;
    turn = turn < 0 ? turn + HASH_BITS : turn;
    uint64_t hash = reduce((unsigned __int128)(uint64_t)part << turn);
    return signed_hash(hash, value < 0);
}

static int64_t hash_complex(double real, double imag)
{
    return never_minus_one((uint64_t)hash_float(real) +
                           HASH_IMAG * (uint64_t)hash_float(imag));
}

/* 3.8's tuple hash: one lane of xxHash over the items' hashes. */
static int64_t hash_tuple(const Constant *constant)
{
    const uint64_t prime_1 = 11400714785074694791u;
    const uint64_t prime_2 = 14029467366897019727u;
    const uint64_t prime_5 = 2870177450012600261u;
    uint64_t hash = prime_5;
    for (size_t i = 0; i < constant->tuple.count; i++) {
        hash += (uint64_t)constant_hash(constant->tuple.items[i]) * prime_2;
        hash = (hash << 31 | hash >> 33) * prime_1;
    }
    hash += constant->tuple.count ^ prime_5 ^ 3527539u;
    return hash == UINT64_MAX ? 1546275796 : (int64_t)hash;
}

/* The same for each order of the items. */
static int64_t hash_frozenset(const Constant *constant)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < constant->tuple.count; i++) {
        uint64_t item = (uint64_t)constant_hash(constant->tuple.items[i]);
        hash ^= (item ^ 89869747u ^ item << 16) * 3644798167u;
    }
    hash ^= (constant->tuple.count + 1) * 1927868237u;
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash * 69069u + 907133923u;
    return hash == UINT64_MAX ? 590923713 : (int64_t)hash;
}

static int64_t hash_code(const Code *code)
{
    SipKey key = {code->first_line, code->code_size};
    return siphash_python(key, code->name.data, code->name.size);
}

int64_t constant_hash(const Constant *constant)
{
    SipKey key = siphash_key(0);
    Text text;
    switch (constant->kind) {
    case CONSTANT_FALSE:
        return 0;
    case CONSTANT_TRUE:
        return 1;
    case CONSTANT_INT:
        return hash_integer(constant);
    case CONSTANT_FLOAT:
        return hash_float(constant->real);
    case CONSTANT_COMPLEX:
        return hash_complex(constant->complex.real, constant->complex.imag);
    case CONSTANT_STR:
        text = constant->text;
        return siphash_python_str(key, text.data, text.size);
    case CONSTANT_BYTES:
        text = constant->text;
        return siphash_python(key, text.data, text.size);
    case CONSTANT_TUPLE:
        return hash_tuple(constant);
    case CONSTANT_FROZENSET:
        return hash_frozenset(constant);
    case CONSTANT_CODE:
        return hash_code(constant->code);
    default:
        return HASH_NONE + constant->kind; /* None, Ellipsis */
    }
}

uint64_t constant_key(const Constant *constant)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t key = constant->kind;
    if (constant->kind == CONSTANT_TUPLE) {
        for (size_t i = 0; i < constant->tuple.count; i++) {
            key = (key ^ constant_key(constant->tuple.items[i])) * odd;
        }
        return key;
    }
    return (key ^ (uint64_t)constant_hash(constant)) * odd;
}

/* False and True are the ints 0 and 1; other kinds give themselves. */
static Constant as_number(const Constant *constant)
{
    if (constant->kind == CONSTANT_FALSE || constant->kind == CONSTANT_TRUE) {
        return (Constant){
            .kind = CONSTANT_INT,
            .integer = {.small = constant->kind == CONSTANT_TRUE}};
    }
    if (constant->kind == CONSTANT_COMPLEX && constant->complex.imag == 0) {
        return (Constant){.kind = CONSTANT_FLOAT,
                          .real = constant->complex.real};
    }
    return *constant;
}

/* Exactly equal: converted to float, the int must still be the same. A float
 * has 53 bits, so all but the two topmost limbs must be zeros. */
static bool int_equals_float(const Constant *integer, double value)
{
    if (!isfinite(value) || value != floor(value) ||
        integer->integer.negative != (value < 0)) {
        return false;
    }
    uint64_t low = (uint64_t)integer->integer.small;
    const uint64_t *limbs = integer->integer.limbs;
    size_t count = integer->integer.count;
    if (count == 0) {
        low = integer->integer.negative ? 0 - low : low;
        limbs = &low;
        count = 1;
    }
    double rest = fabs(value);
    for (size_t i = count; i-- > 0;) {
        double high = floor(ldexp(rest, i > 1024 ? -65536 : -64 * (int)i));
        if (high >= 0x1p64 || (uint64_t)high != limbs[i]) {
            return false;
        }
        rest -= ldexp(high, 64 * (int)i);
    }
    return rest == 0;
}

static bool equal_items(const Constant *a, const Constant *b)
{
    for (size_t i = 0; i < a->tuple.count; i++) {
        if (!constant_equal(a->tuple.items[i], b->tuple.items[i])) {
            return false;
        }
    }
    return true;
}

static bool equal_sets(const Constant *a, const Constant *b)
{
    for (size_t i = 0; i < a->tuple.count; i++) {
        size_t j = 0;
        while (j < b->tuple.count &&
               !constant_equal(a->tuple.items[i], b->tuple.items[j])) {
            j++;
        }
        if (j == b->tuple.count) {
            return false;
        }
    }
    return true;
}

bool constant_equal(const Constant *a, const Constant *b)
{
    if (a == b) {
        return true;
    }
    Constant x = as_number(a);
    Constant y = as_number(b);
    if (x.kind == CONSTANT_INT && y.kind == CONSTANT_FLOAT) {
        return int_equals_float(&x, y.real);
    }
    if (x.kind == CONSTANT_FLOAT && y.kind == CONSTANT_INT) {
        return int_equals_float(&y, x.real);
    }
    if (x.kind != y.kind) {
        return false;
    }
    switch (x.kind) {
    case CONSTANT_FLOAT:
        return x.real == y.real;
    case CONSTANT_COMPLEX:
        return x.complex.real == y.complex.real &&
               x.complex.imag == y.complex.imag;
    case CONSTANT_TUPLE:
        return x.tuple.count == y.tuple.count && equal_items(&x, &y);
    case CONSTANT_FROZENSET:
        return x.tuple.count == y.tuple.count && equal_sets(&x, &y);
    default:
        return constant_same(&x, &y);
    }
}
