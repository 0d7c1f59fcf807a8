/* SPDX-License-Identifier: MIT */
/*
 * Arithmetic on runs of 64-bit limbs, least significant first: the only door
 * to GMP.
 *
 * A run's length counts limbs and may be 0; results hold the documented number
 * of limbs, high zeros included, and limb_trim finds the length without them.
 * A bool result false means no memory; nothing else can go wrong. Results may
 * not overlap operands unless it says so.
 */
#ifndef GILSCOPE_VM_TYPES_LIMB_H
#define GILSCOPE_VM_TYPES_LIMB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t Limb;

#define LIMB_CHECK __attribute__((warn_unused_result))

size_t limb_trim(const Limb *a, size_t n);
/* Bits up to the highest one; a is trimmed. */
uint64_t limb_bits(const Limb *a, size_t n);
/* -1, 0, 1; both trimmed. */
int limb_compare(const Limb *a, size_t an, const Limb *b, size_t bn);

/* r = a + b, an >= bn; r has an limbs, may be a or b; returns the carry. */
Limb limb_add(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);
/* r = a - b, a >= b, an >= bn; r has an limbs, may be a or b. */
void limb_subtract(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);
/* r = a * b; r has an + bn limbs; both at least one limb. */
LIMB_CHECK bool limb_multiply(Limb *r, const Limb *a, size_t an, const Limb *b,
                              size_t bn);
/* q = a / b, r = a % b; b trimmed, an >= bn >= 1; q has an - bn + 1, r bn. */
LIMB_CHECK bool limb_divide(Limb *q, Limb *r, const Limb *a, size_t an,
                            const Limb *b, size_t bn);
Limb limb_modulo_small(const Limb *a, size_t n, Limb divisor);
/* r = a << bits; r has n + bits / 64 + 1 limbs. */
void limb_shift_left(Limb *r, const Limb *a, size_t n, uint64_t bits);
/* r = a >> bits; r has n - bits / 64 limbs, bits < 64 * n. */
void limb_shift_right(Limb *r, const Limb *a, size_t n, uint64_t bits);
/* Any one bit below `bits`? */
bool limb_any_below(const Limb *a, size_t n, uint64_t bits);
/* r = isqrt(a), a trimmed and not 0; r has (n + 1) / 2 limbs. */
LIMB_CHECK bool limb_sqrt(Limb *r, const Limb *a, size_t n);
/* r = gcd(a, b), both not 0 and trimmed; r has min(an, bn) limbs. */
LIMB_CHECK bool limb_gcd(Limb *r, const Limb *a, size_t an, const Limb *b,
                         size_t bn);
/* r = a ** exponent; r has `size` limbs, enough for the result. */
LIMB_CHECK bool limb_power(Limb *r, size_t size, const Limb *a, size_t an,
                           uint64_t exponent);
/* r = a ** e % m, m not 0; r has mn limbs. */
LIMB_CHECK bool limb_power_modulo(Limb *r, const Limb *a, size_t an,
                                  const Limb *e, size_t en, const Limb *m,
                                  size_t mn);
/* r = 1 / a mod m; r has mn limbs. *exists false: a and m share a factor. */
LIMB_CHECK bool limb_invert(Limb *r, const Limb *a, size_t an, const Limb *m,
                            size_t mn, bool *exists);

/* Characters that are enough for limb_to_text. */
size_t limb_text_size(const Limb *a, size_t n, int base);
/* Digits without sign or leading zeros; "0" for no limbs. base 2..36. */
LIMB_CHECK bool limb_to_text(char *text, size_t *size, const Limb *a, size_t n,
                             int base);
/* Limbs that are enough for limb_from_text. */
size_t limb_text_limbs(size_t digits, int base);
/* From `size` digit values 0..base-1 (not characters); returns trimmed *n. */
LIMB_CHECK bool limb_from_text(Limb *r, size_t *n, const unsigned char *digits,
                               size_t size, int base);

#endif
