/* SPDX-License-Identifier: MIT */
/*
 * The methods of Decimal and of Context that are one operation each.
 *
 * A method of Decimal takes its operand from `self` and the rules from an
 * optional argument; one of Context has them the other way round. What is said
 * once in decimal_operations.def becomes both.
 */
#include "vm/modules/decimal.h"

#include "vm/format.h"
#include "vm/natives.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- operations of one, two and three operands --------------------------- */

static Status run_unary(World *w, NativeFrame *f, Context *c, Value x,
                        UnaryOperation *operation)
{
    Work k;
    Number a;
    Number result;
    work_begin(w, c, &k);
    Status s = decimal_convert(w, &k, x, &a);
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    result = operation(&k, &a);
    return work_end(w, c, &k, &result, &f->result);
}

static Status run_binary(World *w, NativeFrame *f, Context *c, Value x, Value y,
                         BinaryOperation *operation)
{
    Work k;
    Number a;
    Number b;
    Number result;
    work_begin(w, c, &k);
    Status s = decimal_convert(w, &k, x, &a);
    s = s == OK ? decimal_convert(w, &k, y, &b) : s;
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    result = operation(&k, &a, &b);
    return work_end(w, c, &k, &result, &f->result);
}

typedef Number TernaryOperation(Work *k, const Number *a, const Number *b,
                                const Number *c);

static Status run_ternary(World *w, Context *c, const Value *v,
                          TernaryOperation *operation, Value *out)
{
    Work k;
    Number n[3];
    Status s = OK;
    work_begin(w, c, &k);
    for (int i = 0; i < 3 && s == OK; i++) {
        s = decimal_convert(w, &k, v[i], &n[i]);
    }
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    Number result = operation(&k, &n[0], &n[1], &n[2]);
    return work_end(w, c, &k, &result, out);
}

#define UNARY(NAME)                                                            \
    Status decimal_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        Context *c;                                                            \
        TRY(context_argument(w, f->args[0], &c));                              \
        return run_unary(w, f, c, f->self, number_##NAME);                     \
    }                                                                          \
    CONTEXT_UNARY(NAME)
#define BINARY(NAME)                                                           \
    Status decimal_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        Context *c;                                                            \
        TRY(context_argument(w, f->args[1], &c));                              \
        return run_binary(w, f, c, f->self, f->args[0], number_##NAME);        \
    }                                                                          \
    CONTEXT_BINARY(NAME)
#define CONTEXT_UNARY(NAME)                                                    \
    Status context_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        return run_unary(w, f, AS(Context, f->self), f->args[0],               \
                         number_##NAME);                                       \
    }
#define CONTEXT_BINARY(NAME)                                                   \
    Status context_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        return run_binary(w, f, AS(Context, f->self), f->args[0], f->args[1],  \
                          number_##NAME);                                      \
    }
#include "vm/modules/decimal_operations.def"

Status decimal_copy_abs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    TRY(context_current(w, &c));
    return run_unary(w, f, c, f->self, number_copy_abs);
}

Status decimal_copy_negate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    TRY(context_current(w, &c));
    return run_unary(w, f, c, f->self, number_copy_negate);
}

Status decimal_fma(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    Value operands[] = {f->self, f->args[0], f->args[1]};
    TRY(context_argument(w, f->args[2], &c));
    return run_ternary(w, c, operands, number_fma, &f->result);
}

Status context_fma(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return run_ternary(w, AS(Context, f->self), f->args, number_fma,
                       &f->result);
}

/* A number of another type as second operand: let that type try. */
static bool is_operand(Value v)
{
    return is_decimal(v) || is_int(v);
}

Status decimal_power_modulo(World *w, Value a, Value b, Value m, Value *out)
{
    Context *c;
    Value operands[] = {a, b, m};
    if (!is_operand(a) || !is_operand(b) || !is_operand(m)) {
        return NO_OP;
    }
    TRY(context_current(w, &c));
    return run_ternary(w, c, operands, number_power_modulo, out);
}

Status decimal_method_pow(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value other = f->args[0];
    Value m = f->args[1];
    Status s =
        m && m != NONE
            ? decimal_power_modulo(w, f->self, other, m, &f->result)
            : decimal_ops.binary(w, SLOT_POWER, f->self, other, &f->result);
    if (s == NO_OP) {
        f->result = NOT_IMPLEMENTED;
        return OK;
    }
    return s;
}

Status context_power(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c = AS(Context, f->self);
    return f->args[2] && f->args[2] != NONE
               ? run_ternary(w, c, f->args, number_power_modulo, &f->result)
               : run_binary(w, f, c, f->args[0], f->args[1], number_power);
}

Status context_divmod(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Work k;
    Number n[4];
    Context *c = AS(Context, f->self);
    work_begin(w, c, &k);
    Status s = decimal_convert(w, &k, f->args[0], &n[0]);
    s = s == OK ? decimal_convert(w, &k, f->args[1], &n[1]) : s;
    if (s == OK) {
        number_divmod(&k, &n[0], &n[1], &n[2], &n[3]);
        s = k.status && !k.pad.failed ? context_signal(w, c, k.status) : OK;
    }
    Klass *klass = &w->klass[TYPE_DECIMAL];
    bool good = s == OK && !k.pad.failed;
    Value quotient = good ? decimal_new(w, klass, &n[2]) : NO_VALUE;
    Value rest = quotient ? decimal_new(w, klass, &n[3]) : NO_VALUE;
    TRY(work_close(w, &k));
    TRY(s);
    NEED(rest);
    f->result = tuple_of(w, 2, quotient, rest);
    return f->result ? OK : RAISE;
}

/* ---- rounding to an exponent --------------------------------------------- */

/* A rounding mode given with the call: this Work's own. */
static Status run_rounded(World *w, NativeFrame *f, Value rounding, Value rules,
                          Value y, BinaryOperation *operation)
{
    Context *c;
    Work k;
    Number n[2];
    TRY(context_argument(w, rules, &c));
    work_begin(w, c, &k);
    Status s = rounding && rounding != NONE
                   ? context_rounding(w, rounding, &k.rules.rounding)
                   : OK;
    decimal_number(f->self, &n[0]);
    s = s == OK ? decimal_convert(w, &k, y, &n[1]) : s;
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    Number result = operation(&k, &n[0], &n[1]);
    return work_end(w, c, &k, &result, &f->result);
}

static Number integral_value(Work *k, const Number *a, const Number *ignored)
{
    (void)ignored;
    return number_to_integral_value(k, a);
}

static Number integral_exact(Work *k, const Number *a, const Number *ignored)
{
    (void)ignored;
    return number_to_integral_exact(k, a);
}

Status decimal_quantize(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return run_rounded(w, f, f->args[1], f->args[2], f->args[0],
                       number_quantize);
}

Status decimal_to_integral_value(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return run_rounded(w, f, f->args[0], f->args[1], INT(0), integral_value);
}

Status decimal_to_integral_exact(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return run_rounded(w, f, f->args[0], f->args[1], INT(0), integral_exact);
}

/* round(), floor() ...: an int. */
static Status to_whole(World *w, NativeFrame *f, Rounding rounding)
{
    Work k;
    Number a;
    work_begin_exact(w, &k);
    k.rules.rounding = (uint8_t)rounding;
    decimal_number(f->self, &a);
    Status s = decimal_to_int(w, &k, &a, &f->result);
    TRY(work_close(w, &k));
    return s;
}

Status decimal_method_floor(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_whole(w, f, ROUND_FLOOR);
}

Status decimal_method_ceil(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_whole(w, f, ROUND_CEILING);
}

Status decimal_method_trunc(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_whole(w, f, ROUND_DOWN);
}

/* With digits: a Decimal of the exponent -digits, by the context's rules. */
Status decimal_method_round(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    Work k;
    Number a;
    int64_t digits;
    Value v = f->args[0];
    if (!v) {
        return to_whole(w, f, ROUND_HALF_EVEN);
    }
    if (!is_int(v)) {
        return raise_type(w, "optional arg must be an integer");
    }
    if (!int_to_int64(v, &digits)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C ssize_t");
    }
    TRY(context_current(w, &c));
    work_begin(w, c, &k);
    decimal_number(f->self, &a);
    Number unit = number_small(&k, 1);
    unit.exponent = -exponent_capped(digits);
    Number result = number_quantize(&k, &a, &unit);
    return work_end(w, c, &k, &result, &f->result);
}

/* ---- questions ----------------------------------------------------------- */

typedef bool Query(const Rules *rules, const Number *a);

static Status ask(World *w, NativeFrame *f, const Context *c, Value v,
                  Query *query)
{
    Work k;
    Number a;
    work_begin_exact(w, &k);
    Status s = decimal_convert(w, &k, v, &a);
    if (s == OK) {
        f->result = BOOL(query(&c->rules, &a));
    }
    pad_end(&k.pad);
    return s;
}

static bool query_is_finite(const Rules *rules, const Number *a)
{
    (void)rules;
    return a->kind == KIND_FINITE;
}

static bool query_is_infinite(const Rules *rules, const Number *a)
{
    (void)rules;
    return a->kind == KIND_INFINITE;
}

static bool query_is_nan(const Rules *rules, const Number *a)
{
    (void)rules;
    return is_nan(a);
}

static bool query_is_qnan(const Rules *rules, const Number *a)
{
    (void)rules;
    return a->kind == KIND_QUIET;
}

static bool query_is_snan(const Rules *rules, const Number *a)
{
    (void)rules;
    return a->kind == KIND_SIGNALING;
}

static bool query_is_signed(const Rules *rules, const Number *a)
{
    (void)rules;
    return a->negative;
}

static bool query_is_zero(const Rules *rules, const Number *a)
{
    (void)rules;
    return is_zero(a);
}

static bool query_is_normal(const Rules *rules, const Number *a)
{
    return a->kind == KIND_FINITE && !is_zero(a) &&
           adjusted(a) >= rules->lowest;
}

static bool query_is_subnormal(const Rules *rules, const Number *a)
{
    return a->kind == KIND_FINITE && !is_zero(a) && adjusted(a) < rules->lowest;
}

#define RULED_QUERY(NAME)                                                      \
    Status decimal_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        Context *c;                                                            \
        TRY(context_argument(w, f->args[0], &c));                              \
        return ask(w, f, c, f->self, query_##NAME);                            \
    }                                                                          \
    Status context_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        return ask(w, f, AS(Context, f->self), f->args[0], query_##NAME);      \
    }
#define QUERY(NAME)                                                            \
    Status decimal_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        Context *c;                                                            \
        TRY(context_current(w, &c));                                           \
        return ask(w, f, c, f->self, query_##NAME);                            \
    }                                                                          \
    Status context_##NAME(World *w, Thread *t, NativeFrame *f)                 \
    {                                                                          \
        (void)t;                                                               \
        return ask(w, f, AS(Context, f->self), f->args[0], query_##NAME);      \
    }
#include "vm/modules/decimal_operations.def"

static Status same_quantum(World *w, NativeFrame *f, Value x, Value y)
{
    Work k;
    Number a;
    Number b;
    work_begin_exact(w, &k);
    Status s = decimal_convert(w, &k, x, &a);
    s = s == OK ? decimal_convert(w, &k, y, &b) : s;
    pad_end(&k.pad);
    TRY(s);
    bool finite = a.kind == KIND_FINITE && b.kind == KIND_FINITE;
    f->result = BOOL(finite ? a.exponent == b.exponent
                            : is_nan(&a) == is_nan(&b) &&
                                  (a.kind == KIND_INFINITE) ==
                                      (b.kind == KIND_INFINITE));
    return OK;
}

Status decimal_same_quantum(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    TRY(context_argument(w, f->args[1], &c));
    return same_quantum(w, f, f->self, f->args[0]);
}

Status context_same_quantum(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return same_quantum(w, f, f->args[0], f->args[1]);
}

static const char *class_of(const Rules *rules, const Number *a)
{
    if (is_nan(a)) {
        return a->kind == KIND_QUIET ? "NaN" : "sNaN";
    }
    if (a->kind == KIND_INFINITE) {
        return a->negative ? "-Infinity" : "+Infinity";
    }
    if (is_zero(a)) {
        return a->negative ? "-Zero" : "+Zero";
    }
    if (query_is_normal(rules, a)) {
        return a->negative ? "-Normal" : "+Normal";
    }
    return a->negative ? "-Subnormal" : "+Subnormal";
}

static Status number_class(World *w, NativeFrame *f, const Context *c, Value v)
{
    Work k;
    Number a;
    work_begin_exact(w, &k);
    Status s = decimal_convert(w, &k, v, &a);
    pad_end(&k.pad);
    TRY(s);
    f->result = str_from_ascii(w, class_of(&c->rules, &a));
    return f->result ? OK : RAISE;
}

Status decimal_number_class(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    TRY(context_argument(w, f->args[0], &c));
    return number_class(w, f, c, f->self);
}

Status context_number_class(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return number_class(w, f, AS(Context, f->self), f->args[0]);
}

/* ---- text ---------------------------------------------------------------- */

static Status to_text(World *w, NativeFrame *f, const Context *c, Value v,
                      bool engineering)
{
    Work k;
    Number a;
    Writer out;
    size_t size = 0;
    work_begin(w, c, &k);
    Status s = decimal_convert(w, &k, v, &a);
    if (s != OK) {
        pad_end(&k.pad);
        return s;
    }
    writer_start(&out);
    char *text = number_to_text(&k, &a, engineering, &size);
    if (text) {
        writer_ascii_n(&out, text, size);
    }
    if (work_close(w, &k) != OK) {
        writer_discard(&out);
        return RAISE;
    }
    f->result = writer_finish(w, &out);
    return f->result ? OK : RAISE;
}

Status decimal_to_eng_string(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    TRY(context_argument(w, f->args[0], &c));
    return to_text(w, f, c, f->self, true);
}

Status context_to_eng_string(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_text(w, f, AS(Context, f->self), f->args[0], true);
}

Status context_to_sci_string(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return to_text(w, f, AS(Context, f->self), f->args[0], false);
}

Status decimal_method_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "format arg must be str");
    }
    return format_value(w, f->self, f->args[0], &f->result);
}
