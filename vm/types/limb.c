/* SPDX-License-Identifier: MIT */
/*
 * Limbs by GMP's mpn functions, and by mpz where mpn has no public one.
 *
 * GMP allocates scratch space through a process-wide hook and aborts when that
 * fails. So an operation on large operands first reserves what it may need;
 * the hook carves pieces off that reserve, and all of it goes away with the
 * operation. The hook has no argument, which is why the reserve is found
 * through a thread-local variable; it is empty between two operations.
 */
#include "vm/types/limb.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(Limb), "64-bit limbs");

typedef struct Reserve {
    char *base;
    size_t used;
    size_t size;
} Reserve;

static _Thread_local Reserve reserve;

enum {
    SMALL_LIMBS = 512, /* below this GMP's needs are on the C stack */
    RESERVE_FACTOR = 8,
    RESERVE_EXTRA = 64 * 1024,
};

static bool in_reserve(const void *at)
{
    return reserve.base && (const char *)at >= reserve.base &&
           (const char *)at < reserve.base + reserve.size;
}

static void *reserve_allocate(size_t size)
{
    size = (size + 15) / 16 * 16;
    if (size > reserve.size - reserve.used) {
        return malloc(size);
    }
    void *at = reserve.base + reserve.used;
    reserve.used += size;
    return at;
}

static void reserve_free(void *at, size_t size)
{
    size = (size + 15) / 16 * 16;
    if (!in_reserve(at)) {
        free(at);
    } else if ((char *)at + size == reserve.base + reserve.used) {
        reserve.used -= size;
    }
}

static void *reserve_reallocate(void *at, size_t old_size, size_t size)
{
    if (!in_reserve(at)) {
        return realloc(at, size);
    }
    void *to = reserve_allocate(size);
    if (to) {
        memcpy(to, at, old_size < size ? old_size : size);
    }
    return to;
}

/* Before an operation that reads and writes so many limbs in all. */
static bool reserve_begin(size_t limbs)
{
    if (limbs < SMALL_LIMBS) {
        return true;
    }
    if (limbs > SIZE_MAX / (RESERVE_FACTOR * 16)) {
        return false;
    }
    size_t size = limbs * sizeof(Limb) * RESERVE_FACTOR + RESERVE_EXTRA;
    reserve.base = malloc(size);
    if (!reserve.base) {
        return false;
    }
    reserve.used = 0;
    reserve.size = size;
    mp_set_memory_functions(reserve_allocate, reserve_reallocate, reserve_free);
    return true;
}

static void reserve_end(void)
{
    free(reserve.base);
    reserve = (Reserve){NULL, 0, 0};
}

/* ---- lengths and order --------------------------------------------------- */

size_t limb_trim(const Limb *a, size_t n)
{
    while (n && !a[n - 1]) {
        n--;
    }
    return n;
}

uint64_t limb_bits(const Limb *a, size_t n)
{
    return n ? (uint64_t)n * 64 - (uint64_t)__builtin_clzll(a[n - 1]) : 0;
}

int limb_compare(const Limb *a, size_t an, const Limb *b, size_t bn)
{
    if (an != bn) {
        return an < bn ? -1 : 1;
    }
    for (size_t i = an; i-- > 0;) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}

bool limb_any_below(const Limb *a, size_t n, uint64_t bits)
{
    size_t whole = bits / 64 < n ? (size_t)(bits / 64) : n;
    for (size_t i = 0; i < whole; i++) {
        if (a[i]) {
            return true;
        }
    }
    return whole < n && bits % 64 && a[whole] << (64 - bits % 64);
}

/* ---- the four operations, shifts ----------------------------------------- */

Limb limb_add(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    if (bn == 0) {
        memmove(r, a, an * sizeof *r);
        return 0;
    }
    return mpn_add((mp_ptr)r, (mp_srcptr)a, (mp_size_t)an, (mp_srcptr)b,
                   (mp_size_t)bn);
}

void limb_subtract(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    if (bn == 0) {
        memmove(r, a, an * sizeof *r);
        return;
    }
    mpn_sub((mp_ptr)r, (mp_srcptr)a, (mp_size_t)an, (mp_srcptr)b,
            (mp_size_t)bn);
}

bool limb_multiply(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    if (!reserve_begin(an + bn)) {
        return false;
    }
    if (a == b && an == bn) {
        mpn_sqr((mp_ptr)r, (mp_srcptr)a, (mp_size_t)an);
    } else if (an >= bn) {
        mpn_mul((mp_ptr)r, (mp_srcptr)a, (mp_size_t)an, (mp_srcptr)b,
                (mp_size_t)bn);
    } else {
        mpn_mul((mp_ptr)r, (mp_srcptr)b, (mp_size_t)bn, (mp_srcptr)a,
                (mp_size_t)an);
    }
    reserve_end();
    return true;
}

bool limb_divide(Limb *q, Limb *r, const Limb *a, size_t an, const Limb *b,
                 size_t bn)
{
    if (!reserve_begin(an + bn)) {
        return false;
    }
    mpn_tdiv_qr((mp_ptr)q, (mp_ptr)r, 0, (mp_srcptr)a, (mp_size_t)an,
                (mp_srcptr)b, (mp_size_t)bn);
    reserve_end();
    return true;
}

Limb limb_modulo_small(const Limb *a, size_t n, Limb divisor)
{
    return n ? mpn_mod_1((mp_srcptr)a, (mp_size_t)n, divisor) : 0;
}

void limb_shift_left(Limb *r, const Limb *a, size_t n, uint64_t bits)
{
    size_t whole = (size_t)(bits / 64);
    unsigned part = bits % 64;
    memset(r, 0, whole * sizeof *r);
    r[whole + n] = 0;
    if (n && part) {
        r[whole + n] =
            mpn_lshift((mp_ptr)r + whole, (mp_srcptr)a, (mp_size_t)n, part);
    } else {
        memcpy(r + whole, a, n * sizeof *r);
    }
}

void limb_shift_right(Limb *r, const Limb *a, size_t n, uint64_t bits)
{
    size_t whole = (size_t)(bits / 64);
    unsigned part = bits % 64;
    if (part) {
        mpn_rshift((mp_ptr)r, (mp_srcptr)a + whole, (mp_size_t)(n - whole),
                   part);
    } else {
        memcpy(r, a + whole, (n - whole) * sizeof *r);
    }
}

/* ---- roots, powers, divisors --------------------------------------------- */

bool limb_sqrt(Limb *r, const Limb *a, size_t n)
{
    if (!reserve_begin(n + n)) {
        return false;
    }
    mpn_sqrtrem((mp_ptr)r, NULL, (mp_srcptr)a, (mp_size_t)n);
    reserve_end();
    return true;
}

/* Copy an mpz out into n limbs, zeros on top, and drop it. */
static void take(Limb *r, size_t n, mpz_t from)
{
    size_t used = mpz_size(from);
    memcpy(r, mpz_limbs_read(from), used * sizeof *r);
    memset(r + used, 0, (n - used) * sizeof *r);
    mpz_clear(from);
}

static mpz_srcptr view(mpz_t space, const Limb *a, size_t n)
{
    return mpz_roinit_n(space, (mp_srcptr)a, (mp_size_t)n);
}

bool limb_gcd(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn)
{
    mpz_t x;
    mpz_t y;
    mpz_t result;
    if (!reserve_begin(an + bn)) {
        return false;
    }
    mpz_init(result);
    mpz_gcd(result, view(x, a, an), view(y, b, bn));
    take(r, an < bn ? an : bn, result);
    reserve_end();
    return true;
}

bool limb_power(Limb *r, size_t size, const Limb *a, size_t an,
                uint64_t exponent)
{
    mpz_t x;
    mpz_t result;
    if (!reserve_begin(an + size + size)) {
        return false;
    }
    mpz_init(result);
    mpz_pow_ui(result, view(x, a, an), exponent);
    take(r, size, result);
    reserve_end();
    return true;
}

bool limb_power_modulo(Limb *r, const Limb *a, size_t an, const Limb *e,
                       size_t en, const Limb *m, size_t mn)
{
    mpz_t x;
    mpz_t y;
    mpz_t z;
    mpz_t result;
    if (!reserve_begin(an + en + 8 * mn)) {
        return false;
    }
    mpz_init(result);
    mpz_powm(result, view(x, a, an), view(y, e, en), view(z, m, mn));
    take(r, mn, result);
    reserve_end();
    return true;
}

bool limb_invert(Limb *r, const Limb *a, size_t an, const Limb *m, size_t mn,
                 bool *exists)
{
    mpz_t x;
    mpz_t z;
    mpz_t result;
    if (!reserve_begin(an + 4 * mn)) {
        return false;
    }
    mpz_init(result);
    *exists = mpz_invert(result, view(x, a, an), view(z, m, mn)) != 0;
    if (!*exists) {
        mpz_set_ui(result, 0);
    }
    take(r, mn, result);
    reserve_end();
    return true;
}

/* ---- text ---------------------------------------------------------------- */

/* Bits that one digit of the base needs at least and at most, in 1/65536. */
static void digit_bits(int base, uint64_t *low, uint64_t *high)
{
    double bits = 0;
    for (double b = base; b >= 2; b /= 2) {
        bits += b >= 4 ? 1 : b / 2; /* 1 + (b - 2) / 2 */
    }
    /* Linear between powers of two: never above log2, less than 0.09 below. */
    *low = (uint64_t)(bits * 65536);
    *high = (uint64_t)((bits + 0.0861) * 65536) + 1;
}

#define LIMB_DIGITS_MAX 64 /* of one limb, in base 2 */

/* One limb: nearly every int is printed here. */
static size_t small_to_text(char *text, Limb a, Limb base)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char backwards[LIMB_DIGITS_MAX];
    size_t size = 0;
    for (; base == 10 && a >= 10; a /= 10) {
        backwards[size++] = digits[a % 10];
    }
    for (; a >= base; a /= base) {
        backwards[size++] = digits[a % base];
    }
    backwards[size++] = digits[a];
    for (size_t i = 0; i < size; i++) {
        text[i] = backwards[size - 1 - i];
    }
    return size;
}

size_t limb_text_size(const Limb *a, size_t n, int base)
{
    if (n <= 1) {
        return LIMB_DIGITS_MAX;
    }
    uint64_t low;
    uint64_t high;
    digit_bits(base, &low, &high);
    unsigned __int128 bits = (unsigned __int128)limb_bits(a, n) << 16;
    return (size_t)(bits / low) + 3;
}

bool limb_to_text(char *text, size_t *size, const Limb *a, size_t n, int base)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    if (n <= 1) {
        *size = small_to_text(text, n ? a[0] : 0, (Limb)base);
        return true;
    }
    if (!reserve_begin(n + n)) {
        return false;
    }
    Limb small[64];
    Limb *copy = n < 64 ? small : malloc((n + 1) * sizeof *copy);
    if (!copy) {
        reserve_end();
        return false;
    }
    memcpy(copy, a, n * sizeof *copy);
    size_t count =
        mpn_get_str((unsigned char *)text, base, (mp_ptr)copy, (mp_size_t)n);
    if (copy != small) {
        free(copy);
    }
    reserve_end();
    size_t zeros = 0;
    while (zeros + 1 < count && !text[zeros]) {
        zeros++;
    }
    *size = count - zeros;
    for (size_t i = 0; i < *size; i++) {
        text[i] = digits[(unsigned char)text[i + zeros]];
    }
    return true;
}

size_t limb_text_limbs(size_t digits, int base)
{
    uint64_t low;
    uint64_t high;
    digit_bits(base, &low, &high);
    return (size_t)(((unsigned __int128)digits * high >> 16) / 64) + 2;
}

bool limb_from_text(Limb *r, size_t *n, const unsigned char *digits,
                    size_t size, int base)
{
    if (!reserve_begin(2 * limb_text_limbs(size, base))) {
        return false;
    }
    size_t zeros = 0;
    while (zeros < size && !digits[zeros]) {
        zeros++;
    }
    *n = size == zeros ? 0
                       : (size_t)mpn_set_str((mp_ptr)r, digits + zeros,
                                             size - zeros, base);
    reserve_end();
    *n = limb_trim(r, *n);
    return true;
}
