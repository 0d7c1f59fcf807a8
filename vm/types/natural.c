/* SPDX-License-Identifier: MIT */
/*
 * Naturals: scratch memory, and limb.h in the form of expressions.
 *
 * Decimal lengths and powers of ten come from here too: a coefficient is kept
 * in binary, and is cut and widened by multiplying and dividing. Up to 38
 * digits that is a product of two table entries.
 */
#include "vm/types/natural.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct PadChunk {
    PadChunk *next;
    size_t used; /* limbs */
    size_t size;
    Limb limbs[];
};

static const Natural ZERO = {NULL, 0};

enum { SMALL_TENS = 20 }; /* 10 ** 19 is the last in one limb */

static const Limb tens[SMALL_TENS] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
    UINT64_C(1000000000000000000),
    UINT64_C(10000000000000000000),
};

/* ---- scratch memory ------------------------------------------------------ */

void pad_begin(Pad *pad, size_t most)
{
    pad->chunks = NULL;
    pad->room = most;
    pad->used = 0;
    pad->failed = false;
}

void pad_end(Pad *pad)
{
    while (pad->chunks) {
        PadChunk *chunk = pad->chunks;
        pad->chunks = chunk->next;
        free(chunk);
    }
}

static Limb *pad_fail(Pad *pad)
{
    pad->failed = true;
    return NULL;
}

static Limb *pad_grow(Pad *pad, size_t count)
{
    enum { LEAST = 512 };
    size_t size = count < LEAST ? LEAST : count;
    if (count > pad->room / sizeof(Limb)) {
        return pad_fail(pad);
    }
    PadChunk *chunk = malloc(sizeof *chunk + size * sizeof(Limb));
    if (!chunk) {
        return pad_fail(pad);
    }
    pad->room -= count * sizeof(Limb);
    *chunk = (PadChunk){.next = pad->chunks, .used = count, .size = size};
    pad->chunks = chunk;
    return chunk->limbs;
}

Limb *pad_limbs(Pad *pad, size_t count)
{
    PadChunk *chunk = pad->chunks;
    if (pad->failed) {
        return NULL;
    }
    if (count <= PAD_INLINE - pad->used) {
        pad->used += count;
        return pad->inline_ + pad->used - count;
    }
    if (chunk && count <= chunk->size - chunk->used) {
        chunk->used += count;
        return chunk->limbs + chunk->used - count;
    }
    return pad_grow(pad, count);
}

static Natural trimmed(const Limb *limbs, size_t count)
{
    return (Natural){limbs, limb_trim(limbs, count)};
}

/* ---- arithmetic ---------------------------------------------------------- */

Natural nat_of(Pad *pad, uint64_t value)
{
    Limb *r = value ? pad_limbs(pad, 1) : NULL;
    if (!r) {
        return ZERO;
    }
    *r = value;
    return (Natural){r, 1};
}

bool nat_to_uint64(Natural a, uint64_t *out)
{
    *out = a.count ? a.limbs[0] : 0;
    return a.count <= 1;
}

int nat_compare(Natural a, Natural b)
{
    return limb_compare(a.limbs, a.count, b.limbs, b.count);
}

uint64_t nat_bits(Natural a)
{
    return limb_bits(a.limbs, a.count);
}

Natural nat_add(Pad *pad, Natural a, Natural b)
{
    if (a.count < b.count) {
        return nat_add(pad, b, a);
    }
    Limb *r = b.count ? pad_limbs(pad, a.count + 1) : NULL;
    if (!r) {
        return pad->failed ? ZERO : a;
    }
    r[a.count] = limb_add(r, a.limbs, a.count, b.limbs, b.count);
    return trimmed(r, a.count + 1);
}

Natural nat_subtract(Pad *pad, Natural a, Natural b)
{
    Limb *r = b.count ? pad_limbs(pad, a.count) : NULL;
    if (!r || nat_compare(a, b) < 0) {
        return pad->failed ? ZERO : a;
    }
    limb_subtract(r, a.limbs, a.count, b.limbs, b.count);
    return trimmed(r, a.count);
}

Natural nat_multiply(Pad *pad, Natural a, Natural b)
{
    Limb *r = a.count && b.count ? pad_limbs(pad, a.count + b.count) : NULL;
    if (!r) {
        return ZERO;
    }
    if (!limb_multiply(r, a.limbs, a.count, b.limbs, b.count)) {
        pad->failed = true;
        return ZERO;
    }
    return trimmed(r, a.count + b.count);
}

Natural nat_divide(Pad *pad, Natural a, Natural b, Natural *rest)
{
    Natural unused;
    rest = rest ? rest : &unused;
    *rest = ZERO;
    if (pad->failed || nat_is_zero(b)) {
        return ZERO;
    }
    if (nat_compare(a, b) < 0) {
        *rest = a;
        return ZERO;
    }
    size_t count = a.count - b.count + 1;
    Limb *q = pad_limbs(pad, count);
    Limb *r = pad_limbs(pad, b.count);
    if (!r || !q || !limb_divide(q, r, a.limbs, a.count, b.limbs, b.count)) {
        pad->failed = true;
        return ZERO;
    }
    *rest = trimmed(r, b.count);
    return trimmed(q, count);
}

Natural nat_divide_small(Pad *pad, Natural a, uint64_t b)
{
    return nat_divide(pad, a, (Natural){&b, 1}, NULL);
}

Natural nat_shift_left(Pad *pad, Natural a, uint64_t bits)
{
    size_t count = a.count + (size_t)(bits / 64) + 1;
    Limb *r = a.count ? pad_limbs(pad, count) : NULL;
    if (!r) {
        return ZERO;
    }
    limb_shift_left(r, a.limbs, a.count, bits);
    return trimmed(r, count);
}

Natural nat_shift_right(Pad *pad, Natural a, uint64_t bits)
{
    size_t whole = (size_t)(bits / 64);
    Limb *r = whole < a.count ? pad_limbs(pad, a.count - whole) : NULL;
    if (!r) {
        return ZERO;
    }
    limb_shift_right(r, a.limbs, a.count, bits);
    return trimmed(r, a.count - whole);
}

Natural nat_root(Pad *pad, Natural a)
{
    size_t count = (a.count + 1) / 2;
    Limb *r = a.count ? pad_limbs(pad, count) : NULL;
    if (!r || !limb_sqrt(r, a.limbs, a.count)) {
        pad->failed |= a.count != 0;
        return ZERO;
    }
    return trimmed(r, count);
}

/* ---- powers of ten ------------------------------------------------------- */

/* Limbs of 10 ** power at most. */
static size_t ten_limbs(uint64_t power)
{
    return (size_t)((unsigned __int128)power * 3322 / 64000) + 2;
}

static Natural ten_table(uint64_t power)
{
    return (Natural){&tens[power], 1};
}

Natural nat_ten(Pad *pad, uint64_t power)
{
    enum { STEP = SMALL_TENS - 1 };
    if (power < SMALL_TENS) {
        return ten_table(power);
    }
    if (power <= 2 * STEP) {
        return nat_multiply(pad, ten_table(STEP), ten_table(power - STEP));
    }
    size_t count = ten_limbs(power);
    if (power > (uint64_t)pad->room * 3) {
        pad->failed = true;
        return ZERO;
    }
    Limb *r = pad_limbs(pad, count);
    if (!r || !limb_power(r, count, &tens[STEP], 1, power / STEP)) {
        pad->failed = true;
        return ZERO;
    }
    Natural whole = trimmed(r, count);
    return power % STEP ? nat_multiply(pad, whole, ten_table(power % STEP))
                        : whole;
}

Natural nat_scale(Pad *pad, Natural a, uint64_t power)
{
    return power && a.count ? nat_multiply(pad, a, nat_ten(pad, power)) : a;
}

Natural nat_cut(Pad *pad, Natural a, uint64_t power, Natural *rest)
{
    if (power == 0) {
        if (rest) {
            *rest = ZERO;
        }
        return a;
    }
    if (power / 4 > (uint64_t)a.count * 64 / 13 + 1) { /* more than all of it */
        if (rest) {
            *rest = a;
        }
        return ZERO;
    }
    return nat_divide(pad, a, nat_ten(pad, power), rest);
}

/* ---- lengths ------------------------------------------------------------- */

static uint64_t length_small(Limb a)
{
    unsigned length = (unsigned)(64 - __builtin_clzll(a)) * 1233 >> 12;
    return length + (a >= tens[length < SMALL_TENS ? length : 0]);
}

/* Of two limbs: by the bits one of two lengths, and a power of ten tells. */
static uint64_t length_double(Natural a)
{
    enum { HALF = SMALL_TENS - 1 };
    uint64_t length = nat_bits(a) * 1233 >> 12;
    unsigned __int128 value = (unsigned __int128)a.limbs[1] << 64 | a.limbs[0];
    unsigned __int128 ten = (unsigned __int128)tens[HALF] * tens[length - HALF];
    return length + (value >= ten);
}

/*
 * The logarithm of the upper 64 bits tells, unless the number is next to a
 * power of ten; the margin is far above what libm may be wrong by.
 */
uint64_t nat_length(Pad *pad, Natural a)
{
    if (a.count <= 1) {
        return a.count ? length_small(a.limbs[0]) : 1;
    }
    if (a.count == 2) {
        return length_double(a);
    }
    uint64_t bits = nat_bits(a);
    Natural top = nat_shift_right(pad, a, bits - 64);
    if (pad->failed) {
        return 1;
    }
    double size = log10((double)top.limbs[0]) +
                  (double)(bits - 64) * 0.30102999566398119521;
    double margin = 1e-9 + size * 1e-14;
    uint64_t low = (uint64_t)(size - margin);
    if ((uint64_t)(size + margin) == low) {
        return low + 1;
    }
    return low + 1 + (nat_compare(a, nat_ten(pad, low + 1)) >= 0);
}

Natural nat_strip(Pad *pad, Natural a, uint64_t *count)
{
    uint64_t most = *count;
    *count = 0;
    if (nat_is_zero(a)) {
        return a;
    }
    /* No more zeros than factors of two. */
    uint64_t twos = 0;
    while (!a.limbs[twos / 64]) {
        twos += 64;
    }
    twos += (uint64_t)__builtin_ctzll(a.limbs[twos / 64]);
    most = most < twos ? most : twos;
    uint64_t step = 1;
    while (step <= most / 2) {
        step *= 2;
    }
    for (; step && !pad->failed; step /= 2) {
        Natural rest;
        if (*count + step > most) {
            continue;
        }
        Natural shorter = nat_cut(pad, a, step, &rest);
        if (nat_is_zero(rest)) {
            a = shorter;
            *count += step;
        }
    }
    return a;
}

/* ---- text ---------------------------------------------------------------- */

static Natural from_short_text(Pad *pad, const char *text, size_t size)
{
    Limb value = 0;
    for (size_t i = 0; i < size; i++) {
        value = value * 10 + (Limb)(text[i] - '0');
    }
    return nat_of(pad, value);
}

Natural nat_from_text(Pad *pad, const char *text, size_t size)
{
    while (size && text[0] == '0') {
        text++;
        size--;
    }
    if (size < SMALL_TENS) {
        return from_short_text(pad, text, size);
    }
    unsigned char *values = (unsigned char *)pad_limbs(pad, size / 8 + 1);
    Limb *r = pad_limbs(pad, limb_text_limbs(size, 10));
    if (!r) {
        return ZERO;
    }
    for (size_t i = 0; i < size; i++) {
        values[i] = (unsigned char)(text[i] - '0');
    }
    size_t count;
    if (!limb_from_text(r, &count, values, size, 10)) {
        pad->failed = true;
        return ZERO;
    }
    return (Natural){r, count};
}

char *nat_to_text(Pad *pad, Natural a, size_t *size)
{
    size_t most = limb_text_size(a.limbs, a.count, 10);
    char *text = (char *)pad_limbs(pad, most / 8 + 1);
    *size = 0;
    if (!text || !limb_to_text(text, size, a.limbs, a.count, 10)) {
        pad->failed = true;
        return NULL;
    }
    return text;
}
