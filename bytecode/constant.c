/* SPDX-License-Identifier: MIT */
/* Constant: making them, and telling which of them are the same.
 *
 * Hashes and the order of sets are in constant_hash.c, repr() in
 * constant_repr.c. "The same" is what CPython's compiler merges into one entry
 * of co_consts: code objects too, when nothing but file and line table could
 * differ. */
#include "bytecode/code.h"

#include <math.h>

const Constant *constant_simple(ConstantKind kind)
{
    static const Constant simple[] = {
        [CONSTANT_NONE] = {.kind = CONSTANT_NONE},
        [CONSTANT_FALSE] = {.kind = CONSTANT_FALSE},
        [CONSTANT_TRUE] = {.kind = CONSTANT_TRUE},
        [CONSTANT_ELLIPSIS] = {.kind = CONSTANT_ELLIPSIS},
    };
    return kind <= CONSTANT_ELLIPSIS ? &simple[kind] : NULL;
}

static Constant *constant_new(Region *region, ConstantKind kind)
{
    Constant *constant = region_alloc(region, sizeof *constant);
    if (constant) {
        constant->kind = kind;
    }
    return constant;
}

const Constant *constant_int(Region *region, int64_t value)
{
    Constant *constant = constant_new(region, CONSTANT_INT);
    if (constant) {
        constant->integer.small = value;
        constant->integer.negative = value < 0;
    }
    return constant;
}

const Constant *constant_int_from_limbs(Region *region, const uint64_t *limbs,
                                        size_t count, bool negative)
{
    while (count > 0 && limbs[count - 1] == 0) {
        count--;
    }
    uint64_t low = count ? limbs[0] : 0;
    if (count <= 1 && low <= (uint64_t)INT64_MAX + negative) {
        return constant_int(region, (int64_t)(negative ? 0 - low : low));
    }
    Constant *constant = constant_new(region, CONSTANT_INT);
    uint64_t *copy = region_array(region, count, sizeof *copy);
    if (!constant || !copy || count > UINT32_MAX) {
        return NULL;
    }
    memcpy(copy, limbs, count * sizeof *copy);
    constant->integer.limbs = copy;
    constant->integer.count = (uint32_t)count;
    constant->integer.negative = negative;
    return constant;
}

/* limbs = limbs * factor + add; returns the new count. */
static size_t limbs_multiply_add(uint64_t *limbs, size_t count, uint64_t factor,
                                 uint64_t add)
{
    for (size_t i = 0; i < count; i++) {
        unsigned __int128 wide = (unsigned __int128)limbs[i] * factor + add;
        limbs[i] = (uint64_t)wide;
        add = (uint64_t)(wide >> 64);
    }
    if (add) {
        limbs[count++] = add;
    }
    return count;
}

static unsigned digit_value(char digit)
{
    return digit <= '9' ? (unsigned)(digit - '0')
                        : (unsigned)((digit | 0x20) - 'a') + 10;
}

/* As many digits as fit one limb are gathered before each multiplication: at
 * most one new limb for each 16 digits, whatever the base. */
const Constant *constant_int_from_text(Region *region, Text digits, int base)
{
    uint64_t *limbs = region_array(region, digits.size / 16 + 2, sizeof *limbs);
    if (!limbs) {
        return NULL;
    }
    size_t count = 0;
    uint64_t factor = 1;
    uint64_t gathered = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] == '_') {
            continue;
        }
        gathered = gathered * (uint64_t)base + digit_value(digits.data[i]);
        factor *= (uint64_t)base;
        if (factor > UINT64_MAX / (uint64_t)base) {
            count = limbs_multiply_add(limbs, count, factor, gathered);
            factor = 1;
            gathered = 0;
        }
    }
    count = limbs_multiply_add(limbs, count, factor, gathered);
    return constant_int_from_limbs(region, limbs, count, false);
}

const Constant *constant_float(Region *region, double value)
{
    Constant *constant = constant_new(region, CONSTANT_FLOAT);
    if (constant) {
        constant->real = value;
    }
    return constant;
}

const Constant *constant_complex(Region *region, double real, double imag)
{
    Constant *constant = constant_new(region, CONSTANT_COMPLEX);
    if (constant) {
        constant->complex.real = real;
        constant->complex.imag = imag;
    }
    return constant;
}

static const Constant *constant_text(Region *region, ConstantKind kind,
                                     Text text)
{
    Constant *constant = constant_new(region, kind);
    if (constant) {
        constant->text = text;
    }
    return constant;
}

const Constant *constant_str(Region *region, Text text)
{
    return constant_text(region, CONSTANT_STR, text);
}

const Constant *constant_bytes(Region *region, Text text)
{
    return constant_text(region, CONSTANT_BYTES, text);
}

const Constant *constant_tuple(Region *region, const Constant *const *items,
                               size_t count)
{
    Constant *constant = constant_new(region, CONSTANT_TUPLE);
    const Constant **copy = region_array(region, count, sizeof *copy);
    if (!constant || !copy) {
        return NULL;
    }
    if (count) {
        memcpy(copy, items, count * sizeof *copy);
    }
    constant->tuple.items = copy;
    constant->tuple.count = count;
    return constant;
}

const Constant *constant_code(Region *region, const Code *code)
{
    Constant *constant = constant_new(region, CONSTANT_CODE);
    if (constant) {
        constant->code = code;
    }
    return constant;
}

bool constant_truth(const Constant *constant)
{
    switch (constant->kind) {
    case CONSTANT_NONE:
    case CONSTANT_FALSE:
        return false;
    case CONSTANT_INT:
        return constant->integer.count != 0 || constant->integer.small != 0;
    case CONSTANT_FLOAT:
        return constant->real != 0;
    case CONSTANT_COMPLEX:
        return constant->complex.real != 0 || constant->complex.imag != 0;
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        return constant->text.size != 0;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        return constant->tuple.count != 0;
    default:
        return true;
    }
}

static bool same_integer(const Constant *a, const Constant *b)
{
    if (a->integer.count != b->integer.count ||
        a->integer.negative != b->integer.negative) {
        return false;
    }
    return a->integer.count == 0 ? a->integer.small == b->integer.small
                                 : !memcmp(a->integer.limbs, b->integer.limbs,
                                           a->integer.count * sizeof(uint64_t));
}

/* -0.0 and 0.0 differ; a NaN is the same as none. */
static bool same_float(double a, double b)
{
    return a == b && signbit(a) == signbit(b);
}

static bool same_items(const Constant *const *a, const Constant *const *b,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!constant_same(a[i], b[i])) {
            return false;
        }
    }
    return true;
}

static bool set_has(const Constant *set, const Constant *item)
{
    for (size_t i = 0; i < set->tuple.count; i++) {
        if (constant_same(set->tuple.items[i], item)) {
            return true;
        }
    }
    return false;
}

/* Sets are compared as sets: their order depends on how they were built. */
static bool same_set(const Constant *a, const Constant *b)
{
    for (size_t i = 0; i < a->tuple.count; i++) {
        if (!constant_same(a->tuple.items[i], b->tuple.items[i]) &&
            !set_has(b, a->tuple.items[i])) {
            return false;
        }
    }
    return true;
}

static bool same_names(NameList a, NameList b)
{
    if (a.count != b.count) {
        return false;
    }
    for (size_t i = 0; i < a.count; i++) {
        if (!text_equal(a.items[i], b.items[i])) {
            return false;
        }
    }
    return true;
}

/* Neither the stack size, the file nor the line table are looked at. */
static bool same_code(const Code *a, const Code *b)
{
    return text_equal(a->name, b->name) &&
           a->argument_count == b->argument_count &&
           a->positional_only_count == b->positional_only_count &&
           a->keyword_only_count == b->keyword_only_count &&
           a->local_count == b->local_count && a->flags == b->flags &&
           a->first_line == b->first_line && a->code_size == b->code_size &&
           !memcmp(a->code, b->code, a->code_size) &&
           a->constant_count == b->constant_count &&
           same_names(a->names, b->names) &&
           same_names(a->variable_names, b->variable_names) &&
           same_names(a->free_names, b->free_names) &&
           same_names(a->cell_names, b->cell_names) &&
           same_items(a->constants, b->constants, a->constant_count);
}

bool constant_same(const Constant *a, const Constant *b)
{
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case CONSTANT_INT:
        return same_integer(a, b);
    case CONSTANT_FLOAT:
        return same_float(a->real, b->real);
    case CONSTANT_COMPLEX:
        return same_float(a->complex.real, b->complex.real) &&
               same_float(a->complex.imag, b->complex.imag);
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        return text_equal(a->text, b->text);
    case CONSTANT_TUPLE:
        return a->tuple.count == b->tuple.count &&
               same_items(a->tuple.items, b->tuple.items, a->tuple.count);
    case CONSTANT_FROZENSET:
        return a->tuple.count == b->tuple.count && same_set(a, b);
    case CONSTANT_CODE:
        return a->code == b->code || same_code(a->code, b->code);
    default:
        return true; /* None, False, True, Ellipsis */
    }
}
