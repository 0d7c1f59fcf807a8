/* SPDX-License-Identifier: MIT */
/*
 * decimal.Decimal as a built-in type: its operators.
 *
 * An operator is one leaf: operands become Numbers that point into the arena,
 * the operation works in scratch memory, the result is copied into a new cell.
 * A signal that is trapped leaves nothing behind but its flag.
 */
#include "vm/modules/decimal.h"

#include <math.h>
#include <string.h>

#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

/* ---- around an operation ------------------------------------------------- */

/* So much scratch memory as a program may have in all. */
static size_t scratch_room(const World *w)
{
    return (size_t)(w->memory_limit - (const char *)w);
}

void work_begin(World *w, const Context *c, Work *k)
{
    k->rules = c->rules;
    k->status = 0;
    pad_begin(&k->pad, scratch_room(w));
}

void work_begin_exact(World *w, Work *k)
{
    k->rules = (Rules){.precision = DECIMAL_MAX_PRECISION,
                       .highest = DECIMAL_MAX_EXPONENT,
                       .lowest = -DECIMAL_MAX_EXPONENT,
                       .rounding = ROUND_HALF_EVEN,
                       .capitals = 1};
    k->status = 0;
    pad_begin(&k->pad, scratch_room(w));
}

Status work_close(World *w, Work *k)
{
    pad_end(&k->pad);
    return k->pad.failed ? raise_memory(w) : OK;
}

Value decimal_new(World *w, Klass *klass, const Number *a)
{
    size_t count = a->digits.count;
    if (count > UINT32_MAX) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    Decimal *d = heap_new(w, klass, sizeof(Decimal) + count * sizeof(Limb));
    if (!d) {
        return NO_VALUE;
    }
    d->exponent = a->exponent;
    d->length = a->length;
    d->count = (uint32_t)count;
    d->kind = a->kind;
    d->negative = a->negative;
    if (count) {
        memcpy(d->limbs, a->digits.limbs, count * sizeof(Limb));
    }
    return VALUE(d);
}

void decimal_number(Value v, Number *out)
{
    const Decimal *d = AS(Decimal, v);
    *out = (Number){.kind = d->kind,
                    .negative = d->negative,
                    .exponent = d->exponent,
                    .length = d->length,
                    .digits = {d->limbs, d->count}};
}

Status work_end(World *w, Context *c, Work *k, const Number *a, Value *out)
{
    Status s = OK;
    *out = NO_VALUE;
    if (!k->pad.failed) {
        s = k->status ? context_signal(w, c, k->status) : OK;
        *out = s == OK ? decimal_new(w, &w->klass[TYPE_DECIMAL], a) : NO_VALUE;
    }
    TRY(work_close(w, k));
    return *out ? OK : RAISE;
}

/* ---- arithmetic ---------------------------------------------------------- */

static BinaryOperation *operation_of(Slot op)
{
    switch (op) {
    case SLOT_ADD:
        return number_add;
    case SLOT_SUBTRACT:
        return number_subtract;
    case SLOT_MULTIPLY:
        return number_multiply;
    case SLOT_TRUE_DIVIDE:
        return number_divide;
    case SLOT_FLOOR_DIVIDE:
        return number_divide_int;
    case SLOT_MODULO:
        return number_remainder;
    case SLOT_POWER:
        return number_power;
    default:
        return NULL;
    }
}

static Status divmod_of(World *w, Context *c, Work *k, const Number *a,
                        const Number *b, Value *out)
{
    Number quotient;
    Number rest;
    number_divmod(k, a, b, &quotient, &rest);
    Value pair[2] = {NO_VALUE, NO_VALUE};
    Status s =
        k->status && !k->pad.failed ? context_signal(w, c, k->status) : OK;
    if (s == OK && !k->pad.failed) {
        pair[0] = decimal_new(w, &w->klass[TYPE_DECIMAL], &quotient);
        pair[1] = decimal_new(w, &w->klass[TYPE_DECIMAL], &rest);
    }
    TRY(work_close(w, k));
    NEED(pair[0] && pair[1]);
    *out = tuple_from(w, pair, 2);
    return *out ? OK : RAISE;
}

static Status decimal_binary(World *w, Slot op, Value left, Value right,
                             Value *out)
{
    BinaryOperation *operation = operation_of(op);
    Context *c;
    Work k;
    Number a;
    Number b;
    if (!operation && op != SLOT_DIVMOD) {
        return NO_OP;
    }
    TRY(context_current(w, &c));
    work_begin(w, c, &k);
    if (!decimal_operand(&k, left, &a) || !decimal_operand(&k, right, &b)) {
        TRY(work_close(w, &k));
        return NO_OP;
    }
    if (!operation) {
        return divmod_of(w, c, &k, &a, &b, out);
    }
    Number result = operation(&k, &a, &b);
    return work_end(w, c, &k, &result, out);
}

static Status whole_part(World *w, const Number *a, Value *out)
{
    Work k;
    work_begin_exact(w, &k);
    k.rules.rounding = ROUND_DOWN;
    Status s = decimal_to_int(w, &k, a, out);
    TRY(work_close(w, &k));
    return s;
}

static Status decimal_unary(World *w, Slot op, Value v, Value *out)
{
    Number a;
    double value;
    decimal_number(v, &a);
    UnaryOperation *operation = op == SLOT_NEGATIVE   ? number_minus
                                : op == SLOT_POSITIVE ? number_plus
                                : op == SLOT_ABSOLUTE ? number_abs
                                                      : NULL;
    if (operation) {
        Context *c;
        Work k;
        TRY(context_current(w, &c));
        work_begin(w, c, &k);
        Number result = operation(&k, &a);
        return work_end(w, c, &k, &result, out);
    }
    switch (op) {
    case SLOT_INTEGER:
        return whole_part(w, &a, out);
    case SLOT_FLOATING:
        TRY(decimal_to_double(w, v, &value));
        *out = float_new(w, value);
        return *out ? OK : RAISE;
    default:
        return NO_OP;
    }
}

/* ---- comparison ---------------------------------------------------------- */

static Slot swapped(Slot op)
{
    switch (op) {
    case SLOT_LT:
        return SLOT_GT;
    case SLOT_GT:
        return SLOT_LT;
    case SLOT_LE:
        return SLOT_GE;
    case SLOT_GE:
        return SLOT_LE;
    default:
        return op;
    }
}

/* The other side of a comparison. NO_OP: not comparable. */
static Status comparable(World *w, Work *k, Slot op, Value v, Number *out)
{
    bool equality = op == SLOT_EQ || op == SLOT_NE;
    if (decimal_operand(k, v, out)) {
        return OK;
    }
    if (is_float(v)) {
        k->status |= CONDITION_FLOAT;
        *out = decimal_from_double(k, float_of(v));
        return OK;
    }
    if (has_layout(v, TYPE_COMPLEX) && equality) {
        const Complex *z = AS(Complex, v);
        k->status |= z->imag == 0.0 ? CONDITION_FLOAT : 0;
        *out = decimal_from_double(k, z->imag == 0.0 ? z->real : NAN);
        return OK;
    }
    /* A Rational, perhaps: only Python can tell. */
    bool user = IS_OBJECT(v) && klass_overrides(klass_of(w, v), swapped(op));
    return user ? TWIN : NO_OP;
}

static bool order_of(Work *k, Slot op, const Number *a, const Number *b)
{
    bool equality = op == SLOT_EQ || op == SLOT_NE;
    if (!is_nan(a) && !is_nan(b)) {
        return order_holds(op, number_order(k, a, b));
    }
    bool loud = a->kind == KIND_SIGNALING || b->kind == KIND_SIGNALING;
    if (loud || !equality) {
        k->status |= CONDITION_INVALID;
    }
    return op == SLOT_NE;
}

static Status decimal_compare(World *w, Slot op, Value left, Value right,
                              Value *out)
{
    Context *c;
    Work k;
    Number a;
    Number b;
    TRY(context_current(w, &c));
    work_begin(w, c, &k);
    decimal_number(left, &a);
    Status s = comparable(w, &k, op, right, &b);
    bool holds = s == OK && order_of(&k, op, &a, &b);
    TRY(work_close(w, &k));
    TRY(s);
    *out = BOOL(holds);
    if (k.status & CONDITION_FLOAT && (op == SLOT_EQ || op == SLOT_NE)) {
        /* Equality with a float is noted, and never trapped. */
        STORE(w, c->flags, c->flags | CONDITION_FLOAT);
        k.status &= ~(uint32_t)CONDITION_FLOAT;
    }
    return k.status ? context_signal(w, c, k.status) : OK;
}

/* ---- text, truth --------------------------------------------------------- */

static Status write_number(World *w, Value v, Writer *out)
{
    Context *c;
    Work k;
    Number a;
    size_t size = 0;
    TRY(context_current(w, &c));
    work_begin(w, c, &k);
    decimal_number(v, &a);
    char *text = number_to_text(&k, &a, false, &size);
    if (text) {
        writer_ascii_n(out, text, size);
    }
    return work_close(w, &k);
}

static Status decimal_repr(World *w, Value v, Writer *out)
{
    writer_ascii(out, "Decimal('");
    TRY(write_number(w, v, out));
    writer_ascii(out, "')");
    return OK;
}

static Status decimal_truth(World *w, Value v, bool *out)
{
    (void)w;
    const Decimal *d = AS(Decimal, v);
    *out = d->kind != KIND_FINITE || d->count != 0;
    return OK;
}

const TypeOps decimal_ops = {
    .binary = decimal_binary,
    .unary = decimal_unary,
    .compare = decimal_compare,
    .hash = decimal_hash,
    .repr = decimal_repr,
    .str = write_number,
    .truth = decimal_truth,
    .operators = "r: add sub mul truediv floordiv mod divmod pow neg pos abs "
                 "int float bool",
};
