/* SPDX-License-Identifier: MIT */
/* float.hex and float.fromhex: a float's bits as text, and exactly back. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/numeral.h"
#include "vm/types/str.h"

Status float_method_hex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    enum { DIGITS = 13 };
    double value = float_of(f->self);
    char text[48];
    if (!isfinite(value)) {
        f->result = str_from_ascii(w, isnan(value) ? "nan"
                                      : value < 0  ? "-inf"
                                                   : "inf");
        return f->result ? OK : RAISE;
    }
    int exponent = 0;
    double size = fabs(value);
    uint64_t bits = 0;
    if (size != 0.0) {
        double m = frexp(size, &exponent);
        exponent--;
        int shift = exponent < DBL_MIN_EXP - 1 ? DBL_MIN_EXP - 1 - exponent : 0;
        exponent += shift;
        bits = (uint64_t)ldexp(m, 4 * DIGITS + 1 - shift);
    }
    if (size == 0.0) {
        snprintf(text, sizeof text, "%s0x0.0p+0", signbit(value) ? "-" : "");
    } else {
        snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", value < 0 ? "-" : "",
                 (int)(bits >> 4 * DIGITS),
                 (unsigned long long)(bits & ((UINT64_C(1) << 52) - 1)),
                 exponent);
    }
    f->result = str_from_ascii(w, text);
    return f->result ? OK : RAISE;
}

/* ---- reading ------------------------------------------------------------- */

typedef struct HexText {
    const char *at;
    uint64_t mantissa; /* the first 60 bits or so */
    bool sticky;       /* anything behind them */
    int64_t exponent;  /* of two */
    bool any;
} HexText;

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void read_digits(HexText *h, bool fraction)
{
    for (int digit; (digit = hex_value(*h->at)) >= 0; h->at++) {
        h->any = true;
        if (h->mantissa >> 56) {
            h->sticky |= digit != 0;
            h->exponent += fraction ? 0 : 4;
        } else {
            h->mantissa = h->mantissa << 4 | (uint64_t)digit;
            h->exponent -= fraction ? 4 : 0;
        }
    }
}

/* p and a number; without digits *ok becomes false. */
static void read_exponent(HexText *h, bool *ok)
{
    enum { MOST = 1 << 30 };
    if ((*h->at | 32) != 'p') {
        return;
    }
    h->at++;
    bool negative = *h->at == '-';
    h->at += *h->at == '-' || *h->at == '+';
    int64_t value = 0;
    *ok = *h->at >= '0' && *h->at <= '9';
    for (; *h->at >= '0' && *h->at <= '9'; h->at++) {
        value = value < MOST ? value * 10 + (*h->at - '0') : value;
    }
    h->exponent += negative ? -value : value;
}

static double hex_double(const HexText *h)
{
    if (h->mantissa == 0) {
        return 0.0;
    }
    uint64_t m = h->mantissa;
    int64_t exponent = h->exponent;
    int up = __builtin_clzll(m) - 1;
    m <<= up;
    return int_round_to_double(m, h->sticky, exponent - up);
}

static bool is_special(const char *text, size_t size, double *out)
{
    size_t sign = text[0] == '-' || text[0] == '+';
    size_t letters = size - sign;
    char first = text[sign] | 32;
    return (letters == 3 || letters == 8) && (first == 'i' || first == 'n') &&
           float_scan(text, size, out) == size;
}

static Status parse(World *w, const char *text, size_t size, double *out)
{
    if (is_special(text, size, out)) {
        return OK;
    }
    HexText h = {.at = text};
    bool negative = *h.at == '-';
    bool ok = true;
    h.at += *h.at == '-' || *h.at == '+';
    if (h.at[0] == '0' && (h.at[1] | 32) == 'x') {
        h.at += 2;
    }
    read_digits(&h, false);
    if (*h.at == '.') {
        h.at++;
        read_digits(&h, true);
    }
    read_exponent(&h, &ok);
    if (!h.any || !ok || h.at != text + size) {
        return raise_value(w, "invalid hexadecimal floating-point string");
    }
    double value = hex_double(&h);
    if (isinf(value)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "hexadecimal value too large to represent as a "
                           "float");
    }
    *out = negative ? -value : value;
    return OK;
}

Status float_from_hex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Numeral n;
    double value = 0.0;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (!is_str(f->args[0])) {
        return raise_type(w, "bad argument type for built-in operation");
    }
    TRY(numeral_begin(w, f->args[0], &n));
    /* Digits of other scripts, which a numeral may have, are none here. */
    bool ascii = as_str(f->args[0])->ascii;
    Status s = parse(w, n.text, ascii ? n.size : 0, &value);
    numeral_end(&n);
    TRY(s);
    f->result = float_new(w, value);
    NEED(f->result);
    return f->self == VALUE(&w->klass[TYPE_FLOAT])
               ? OK
               : native_call(f, f->self, 1, f->result);
}
