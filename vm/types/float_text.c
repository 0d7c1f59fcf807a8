/* SPDX-License-Identifier: MIT */
/*
 * Laying out the digits of a float: fixed, scientific, general.
 *
 * number_digits gives exactly rounded digits 0.DIGITS x 10^point; whatever is
 * asked for beyond the last one of them is a zero.
 */
#include "vm/types/float_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode/number.h"

enum {
    EXACT_PLACES = 1100, /* no double has more decimals than that */
    REPR_EXPONENT = 16,  /* repr goes scientific from 10 ** 16 on */
};

typedef struct Digits {
    char text[NUMBER_DIGITS_SIZE(EXACT_PLACES)];
    size_t size;
    int64_t point; /* digits before the decimal point */
} Digits;

static void put(FloatText *out, const char *text, size_t size)
{
    memcpy(out->data + out->size, text, size);
    out->size += size;
}

static void put_zeros(FloatText *out, size_t count)
{
    memset(out->data + out->size, '0', count);
    out->size += count;
}

/* Digits [from, to) of d, zeros where it has none. */
static void put_digits(FloatText *out, const Digits *d, int64_t from,
                       int64_t to)
{
    if (from < 0) {
        int64_t zeros = to < 0 ? to - from : -from;
        put_zeros(out, (size_t)zeros);
        from += zeros;
    }
    int64_t size = (int64_t)d->size;
    int64_t known = to < size ? to : size;
    if (from < known) {
        put(out, d->text + from, (size_t)(known - from));
        from = known;
    }
    if (from < to) {
        put_zeros(out, (size_t)(to - from));
    }
}

/* `places` digits behind the point. */
static void put_fixed(FloatText *out, const Digits *d, int64_t places,
                      unsigned flags)
{
    if (d->point <= 0) {
        put(out, "0", 1);
    } else {
        put_digits(out, d, 0, d->point);
    }
    if (places > 0 || flags & FLOAT_TEXT_ALTERNATE) {
        put(out, ".", 1);
    }
    put_digits(out, d, d->point, d->point + places);
    if (places == 0 && flags & FLOAT_TEXT_DOT_ZERO) {
        put(out, flags & FLOAT_TEXT_ALTERNATE ? "0" : ".0",
            flags & FLOAT_TEXT_ALTERNATE ? 1 : 2);
    }
}

static void put_scientific(FloatText *out, const Digits *d, int64_t places,
                           unsigned flags)
{
    int64_t exponent = d->size ? d->point - 1 : 0;
    put_digits(out, d, 0, 1);
    if (places > 0 || flags & FLOAT_TEXT_ALTERNATE) {
        put(out, ".", 1);
    }
    put_digits(out, d, 1, 1 + places);
    char text[8] = {flags & FLOAT_TEXT_UPPER ? 'E' : 'e',
                    exponent < 0 ? '-' : '+'};
    size_t size = 2;
    int64_t left = exponent < 0 ? -exponent : exponent;
    if (left >= 100) {
        text[size++] = (char)('0' + left / 100);
    }
    text[size++] = (char)('0' + left / 10 % 10);
    text[size++] = (char)('0' + left % 10);
    put(out, text, size);
}

static void ask(Digits *d, double value, NumberMode mode, int64_t count)
{
    int point;
    int most = count > EXACT_PLACES ? EXACT_PLACES : (int)count;
    d->size =
        number_digits(fabs(value), mode, most, d->text, sizeof d->text, &point);
    d->point = d->size ? point : 1;
    if (d->size == 0) {
        d->text[0] = '0';
    }
}

/* g and repr: the shorter of both layouts, without idle zeros. */
static void put_general(FloatText *out, const Digits *d, int64_t precision,
                        bool scientific, unsigned flags)
{
    int64_t kept = flags & FLOAT_TEXT_ALTERNATE ? precision : (int64_t)d->size;
    while (kept > 1 && !(flags & FLOAT_TEXT_ALTERNATE) &&
           d->text[kept - 1] == '0') {
        kept--;
    }
    if (scientific) {
        put_scientific(out, d, kept > 1 ? kept - 1 : 0, flags);
    } else {
        put_fixed(out, d, kept > d->point ? kept - d->point : 0, flags);
    }
}

static void put_finite(FloatText *out, double value, char how,
                       int64_t precision, unsigned flags)
{
    Digits d;
    bool scientific;
    switch (how) {
    case 'f':
        ask(&d, value, NUMBER_FIXED, precision);
        put_fixed(out, &d, precision, flags);
        break;
    case 'e':
        ask(&d, value, NUMBER_PRECISION, precision + 1);
        put_scientific(out, &d, precision, flags);
        break;
    case 'r':
        ask(&d, value, NUMBER_SHORTEST, 0);
        scientific = d.point <= -4 || d.point > REPR_EXPONENT;
        put_general(out, &d, (int64_t)d.size, scientific, flags);
        break;
    default:
        precision = precision ? precision : 1;
        ask(&d, value, NUMBER_PRECISION, precision);
        scientific =
            d.point <= -4 ||
            d.point > precision - (flags & FLOAT_TEXT_DOT_ZERO ? 1 : 0);
        put_general(out, &d, precision, scientific, flags);
    }
}

bool float_text_begin(FloatText *out, double value, char how, int64_t precision,
                      unsigned flags)
{
    out->data = out->inline_;
    out->size = 0;
    if (!isfinite(value)) {
        bool upper = flags & FLOAT_TEXT_UPPER;
        put(out,
            isnan(value) ? upper ? "NAN" : "nan"
            : upper      ? "INF"
                         : "inf",
            3);
        return true;
    }
    /* All digits in front of the point, and what was asked for behind. */
    enum { WHOLE_PART = 340 };
    if (precision > (int64_t)(sizeof out->inline_ - WHOLE_PART)) {
        out->data = malloc((size_t)precision + WHOLE_PART);
        if (!out->data) {
            return false;
        }
    }
    put_finite(out, value, how, precision, flags);
    return true;
}

void float_text_end(FloatText *text)
{
    if (text->data != text->inline_) {
        free(text->data);
    }
}
