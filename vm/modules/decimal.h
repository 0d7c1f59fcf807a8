/* SPDX-License-Identifier: MIT */
/*
 * decimal.Decimal and decimal.Context: the cells, and what natives do around
 * an operation of decimal_number.h.
 *
 * A Decimal never changes. Its digits are one binary number; its length in
 * decimal digits is kept, as every rounding asks for it.
 */
#ifndef GILSCOPE_VM_MODULES_DECIMAL_H
#define GILSCOPE_VM_MODULES_DECIMAL_H

#include "vm/modules/decimal_number.h"
#include "vm/operator.h"

typedef struct Decimal {
    Object head;
    int64_t exponent;
    uint64_t length; /* decimal digits */
    uint32_t count;  /* limbs */
    uint8_t kind;    /* Kind */
    uint8_t negative;
    Limb limbs[];
} Decimal;

typedef struct Context {
    Object head;
    Rules rules;
    uint32_t flags; /* conditions met */
    uint32_t traps; /* conditions that raise */
    Value views[2]; /* the mappings `flags` and `traps`, once asked for */
} Context;

static inline bool is_decimal(Value v)
{
    return has_layout(v, TYPE_DECIMAL);
}
static inline bool is_context(Value v)
{
    return has_layout(v, TYPE_DECIMAL_CONTEXT);
}

/* ---- decimal_context.c --------------------------------------------------- */
/* The running thread's; made from DefaultContext when there is none yet. */
MUST_CHECK Status context_current(World *w, Context **out);
/* An optional argument: 0 and None stand for the current one. */
MUST_CHECK Status context_argument(World *w, Value v, Context **out);
/* Remember what happened, and raise what is trapped. */
MUST_CHECK Status context_signal(World *w, Context *c, uint32_t status);
/* By its name, as "ROUND_UP"; TypeError naming all. */
MUST_CHECK Status context_rounding(World *w, Value name, uint8_t *out);
/* What the Python half of the module handed over: see decimal_parts. */
typedef enum { PART_TEMPLATE, PART_CONDITIONS, PART_TUPLE, PART_NAMES } Part;
MUST_CHECK Status context_part(World *w, Part part, Value *out);

/* ---- decimal.c: around an operation -------------------------------------- */
void work_begin(World *w, const Context *c, Work *k);
/* Without any limits but those of memory. */
void work_begin_exact(World *w, Work *k);
/* Signals, then the result; the Work is over in any case. */
MUST_CHECK Status work_end(World *w, Context *c, Work *k, const Number *a,
                           Value *out);
/* The Work is over; RAISE when it had too little memory. */
MUST_CHECK Status work_close(World *w, Work *k);
/* A new Decimal of this class. */
MUST_CHECK Value decimal_new(World *w, Klass *klass, const Number *a);
void decimal_number(Value v, Number *out);

/* ---- decimal_convert.c --------------------------------------------------- */
/* A Decimal or an int, exactly; false for anything else. */
bool decimal_operand(Work *k, Value v, Number *out);
/* The same, or TypeError. */
MUST_CHECK Status decimal_convert(World *w, Work *k, Value v, Number *out);
Number decimal_from_double(Work *k, double value);
/* str; a NaN with CONDITION_SYNTAX when it is no number. `loose`: underscores
 * and blanks around it do not matter. */
MUST_CHECK Status decimal_from_text(World *w, Work *k, Value text, bool loose,
                                    Number *out);
/* (sign, digits, exponent) */
MUST_CHECK Status decimal_from_tuple(World *w, Work *k, Value v, Number *out);
/* Rounded as the Work says. */
MUST_CHECK Status decimal_to_int(World *w, Work *k, const Number *a,
                                 Value *out);
MUST_CHECK Status decimal_to_double(World *w, Value v, double *out);
MUST_CHECK Status decimal_hash(World *w, Value v, int64_t *out);

/* ---- decimal_method.c ---------------------------------------------------- */
/* pow(a, b, m); NO_OP: not all of them are Decimals or ints. */
MUST_CHECK Status decimal_power_modulo(World *w, Value a, Value b, Value m,
                                       Value *out);

/* ---- decimal_format.c ---------------------------------------------------- */
MUST_CHECK Status decimal_format(World *w, Value v, Value spec, Writer *out);

extern const TypeOps decimal_ops;
extern const TypeOps decimal_context_ops;

#endif
