/* SPDX-License-Identifier: MIT */
/* Arithmetic of int constants, and which numbers meet as what.
 *
 * Ints are GMP's mpz while they are worked on; results go back into the
 * region. Sizes are checked first, by CPython's compile-time limits.
 * Int to float and int / int are rounded once, half to even. */
#include "bytecode/fold_value.h"

#include <gmp.h>
#include <math.h>

/* The largest product, power or shift of ints that is folded, in bits. */
enum { FOLD_INT_BITS = 128 };

bool fold_is_int(const Constant *constant)
{
    return constant->kind == CONSTANT_INT || constant->kind == CONSTANT_TRUE ||
           constant->kind == CONSTANT_FALSE;
}

bool fold_is_number(const Constant *constant)
{
    return fold_is_int(constant) || constant->kind == CONSTANT_FLOAT ||
           constant->kind == CONSTANT_COMPLEX;
}

bool fold_small(const Constant *constant, int64_t *value)
{
    if (constant->kind != CONSTANT_INT) {
        *value = constant->kind == CONSTANT_TRUE;
        return true;
    }
    *value = constant->integer.small;
    return constant->integer.count == 0;
}

static void int_open(mpz_t z, const Constant *constant)
{
    int64_t small;
    mpz_init(z);
    if (fold_small(constant, &small)) {
        uint64_t size = small < 0 ? -(uint64_t)small : (uint64_t)small;
        mpz_import(z, 1, -1, sizeof size, 0, 0, &size);
        if (small < 0) {
            mpz_neg(z, z);
        }
        return;
    }
    mpz_import(z, constant->integer.count, -1, sizeof(uint64_t), 0, 0,
               constant->integer.limbs);
    if (constant->integer.negative) {
        mpz_neg(z, z);
    }
}

static const Constant *int_make(Region *region, const mpz_t z)
{
    if (mpz_sgn(z) == 0) {
        return constant_int(region, 0);
    }
    size_t count = (mpz_sizeinbase(z, 2) + 63) / 64;
    uint64_t *limbs = region_array(region, count, sizeof *limbs);
    if (limbs == NULL) {
        return NULL;
    }
    mpz_export(limbs, &count, -1, sizeof *limbs, 0, 0, z);
    return constant_int_from_limbs(region, limbs, count, mpz_sgn(z) < 0);
}

/* (-1)^negative * z * 2^exponent as a float, rounded once; `sticky`: z was cut
 * short. False when it is too large. Changes z, which is not negative. */
static bool int_scale(mpz_t z, long exponent, bool sticky, bool negative,
                      double *value)
{
    long bits = (long)mpz_sizeinbase(z, 2);
    long lowest = bits + exponent - 53; /* place of the last bit kept */
    long drop = (lowest > -1074 ? lowest : -1074) - exponent;
    if (drop > 0) {
        bool half = mpz_tstbit(z, (mp_bitcnt_t)drop - 1);
        sticky |= mpz_sgn(z) != 0 && mpz_scan1(z, 0) < (mp_bitcnt_t)drop - 1;
        mpz_fdiv_q_2exp(z, z, (mp_bitcnt_t)drop);
        if (half && (sticky || mpz_tstbit(z, 0))) {
            mpz_add_ui(z, z, 1);
        }
        exponent += drop;
    }
    if (exponent > 1024) {
        return false;
    }
    *value = ldexp(mpz_get_d(z), (int)exponent);
    if (negative) {
        *value = -*value;
    }
    return isfinite(*value);
}

static bool int_to_float(const Constant *constant, double *value)
{
    mpz_t z;
    int_open(z, constant);
    bool negative = mpz_sgn(z) < 0;
    bool good = true;
    *value = 0;
    if (mpz_sgn(z) != 0) {
        mpz_abs(z, z);
        good = int_scale(z, 0, false, negative, value);
    }
    mpz_clear(z);
    return good;
}

static const Constant *int_true_divide(Region *region, mpz_t a, mpz_t b)
{
    if (mpz_sgn(b) == 0) {
        return NULL;
    }
    if (mpz_sgn(a) == 0) {
        return constant_float(region, mpz_sgn(b) < 0 ? -0.0 : 0.0);
    }
    bool negative = (mpz_sgn(a) < 0) != (mpz_sgn(b) < 0);
    mpz_abs(a, a);
    mpz_abs(b, b);
    /* A quotient of at least 64 bits, whatever is left goes into `sticky`. */
    long shift = (long)mpz_sizeinbase(b, 2) - (long)mpz_sizeinbase(a, 2) + 65;
    if (shift > 0) {
        mpz_mul_2exp(a, a, (mp_bitcnt_t)shift);
    } else {
        mpz_mul_2exp(b, b, (mp_bitcnt_t)-shift);
    }
    mpz_tdiv_qr(a, b, a, b);
    double value;
    if (!int_scale(a, -shift, mpz_sgn(b) != 0, negative, &value)) {
        return NULL;
    }
    return constant_float(region, value);
}

static size_t int_bits(const mpz_t z)
{
    return mpz_sgn(z) != 0 ? mpz_sizeinbase(z, 2) : 0;
}

/* Whether the compiler wants to compute this. */
static bool int_is_modest(Operator op, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(a) == 0 || mpz_sgn(b) == 0) {
        return true;
    }
    if (op == BINOP_MULT) {
        return int_bits(a) + int_bits(b) <= FOLD_INT_BITS;
    }
    if (op == BINOP_LSHIFT) {
        return mpz_sgn(b) > 0 && mpz_cmp_ui(b, FOLD_INT_BITS) <= 0 &&
               int_bits(a) + mpz_get_ui(b) <= FOLD_INT_BITS;
    }
    if (op == BINOP_POW && mpz_sgn(b) > 0) {
        return mpz_cmp_ui(b, FOLD_INT_BITS) <= 0 &&
               int_bits(a) <= FOLD_INT_BITS / mpz_get_ui(b);
    }
    return true;
}

static void int_shift_right(mpz_t a, const mpz_t b)
{
    if (mpz_fits_ulong_p(b)) {
        mpz_fdiv_q_2exp(a, a, mpz_get_ui(b));
    } else {
        mpz_set_si(a, mpz_sgn(a) < 0 ? -1 : 0);
    }
}

/* a = a op b. False: it would raise, or it is no operator of ints. */
static bool int_apply(Operator op, mpz_t a, const mpz_t b)
{
    switch (op) {
    case BINOP_ADD:
        mpz_add(a, a, b);
        return true;
    case BINOP_SUB:
        mpz_sub(a, a, b);
        return true;
    case BINOP_MULT:
        mpz_mul(a, a, b);
        return true;
    case BINOP_BIT_OR:
        mpz_ior(a, a, b);
        return true;
    case BINOP_BIT_XOR:
        mpz_xor(a, a, b);
        return true;
    case BINOP_BIT_AND:
        mpz_and(a, a, b);
        return true;
    default:
        break;
    }
    if (op == BINOP_FLOOR_DIV || op == BINOP_MOD) {
        if (mpz_sgn(b) == 0) {
            return false;
        }
        (op == BINOP_MOD ? mpz_fdiv_r : mpz_fdiv_q)(a, a, b);
        return true;
    }
    if (mpz_sgn(b) < 0) {
        return false;
    }
    if (op == BINOP_RSHIFT) {
        int_shift_right(a, b);
        return true;
    }
    bool zero = mpz_sgn(a) == 0 && mpz_sgn(b) > 0;
    if (op == BINOP_LSHIFT && !zero) {
        mpz_mul_2exp(a, a, mpz_get_ui(b));
    } else if (op == BINOP_POW && !zero) {
        mpz_pow_ui(a, a, mpz_get_ui(b));
    }
    return op == BINOP_LSHIFT || op == BINOP_POW;
}

static const Constant *fold_ints(Region *region, Operator op,
                                 const Constant *left, const Constant *right)
{
    mpz_t a;
    mpz_t b;
    const Constant *result = NULL;
    int_open(a, left);
    int_open(b, right);
    if (op == BINOP_DIV) {
        result = int_true_divide(region, a, b);
    } else if (op == BINOP_POW && mpz_sgn(b) < 0) {
        double base;
        double exponent;
        if (int_to_float(left, &base) && int_to_float(right, &exponent)) {
            result = fold_floats(region, op, base, exponent);
        }
    } else if (int_is_modest(op, a, b) && int_apply(op, a, b)) {
        result = int_make(region, a);
    }
    mpz_clear(a);
    mpz_clear(b);
    return result;
}

static const Constant *fold_bools(Operator op, bool a, bool b)
{
    bool result = op == BINOP_BIT_AND  ? (a && b)
                  : op == BINOP_BIT_OR ? (a || b)
                                       : a != b;
    return constant_simple(result ? CONSTANT_TRUE : CONSTANT_FALSE);
}

/* As a complex number; false when an int is too large for a float. */
static bool fold_widen(const Constant *constant, Constant *wide)
{
    *wide = (Constant){.kind = CONSTANT_COMPLEX};
    if (constant->kind == CONSTANT_COMPLEX) {
        *wide = *constant;
        return true;
    }
    if (constant->kind == CONSTANT_FLOAT) {
        wide->complex.real = constant->real;
        return true;
    }
    return int_to_float(constant, &wide->complex.real);
}

const Constant *fold_numbers(Region *region, Operator op, const Constant *left,
                             const Constant *right)
{
    if (fold_is_int(left) && fold_is_int(right)) {
        bool bits =
            op == BINOP_BIT_AND || op == BINOP_BIT_OR || op == BINOP_BIT_XOR;
        if (bits && left->kind != CONSTANT_INT && right->kind != CONSTANT_INT) {
            return fold_bools(op, left->kind == CONSTANT_TRUE,
                              right->kind == CONSTANT_TRUE);
        }
        return fold_ints(region, op, left, right);
    }
    Constant a;
    Constant b;
    if (!fold_widen(left, &a) || !fold_widen(right, &b)) {
        return NULL;
    }
    if (left->kind == CONSTANT_COMPLEX || right->kind == CONSTANT_COMPLEX) {
        return fold_complexes(region, op, &a, &b);
    }
    return fold_floats(region, op, a.complex.real, b.complex.real);
}

const Constant *fold_number(Region *region, UnaryOperator op,
                            const Constant *operand)
{
    bool minus = op == UNOP_MINUS;
    if (fold_is_int(operand)) {
        mpz_t z;
        int_open(z, operand);
        if (minus) {
            mpz_neg(z, z);
        } else if (op == UNOP_INVERT) {
            mpz_com(z, z);
        }
        const Constant *result = int_make(region, z);
        mpz_clear(z);
        return result;
    }
    if (op == UNOP_INVERT) {
        return NULL;
    }
    if (operand->kind == CONSTANT_FLOAT) {
        return constant_float(region, minus ? -operand->real : operand->real);
    }
    double real = operand->complex.real;
    double imag = operand->complex.imag;
    return minus ? constant_complex(region, -real, -imag)
                 : constant_complex(region, real, imag);
}
