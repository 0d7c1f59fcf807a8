/* SPDX-License-Identifier: MIT */
/*
 * format(decimal, spec): Decimal's own mini-language.
 *
 *   [[fill]align][sign][0][width][,][.precision][type], type one of eEfFgGn%
 *
 * Narrower than the one of float (no # and no _, no alignment with 0), and
 * every digit that is asked for is an exact one, rounded as the context says.
 */
#include "vm/modules/decimal.h"

#include <string.h>

#include "vm/format.h"
#include "vm/types/str.h"

typedef struct Reader {
    Span text;
    size_t at;
} Reader;

static uint32_t peek(const Reader *r, size_t ahead)
{
    return r->at + ahead < r->text.length ? span_at(r->text, r->at + ahead) : 0;
}

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/* False: too large. */
static bool read_number(Reader *r, int64_t *out)
{
    while (peek(r, 0) >= '0' && peek(r, 0) <= '9') {
        int64_t digit = (int64_t)peek(r, 0) - '0';
        if (*out > (INT64_MAX - digit) / 10) {
            return false;
        }
        *out = (*out < 0 ? 0 : *out) * 10 + digit;
        r->at++;
    }
    return true;
}

static void read_align(Reader *r, FormatSpec *spec)
{
    if (r->text.length >= 2 && is_align(peek(r, 1))) {
        spec->fill = peek(r, 0);
        spec->align = (char)peek(r, 1);
        r->at += 2;
    } else if (is_align(peek(r, 0))) {
        spec->align = (char)peek(r, 0);
        r->at++;
    }
    uint32_t sign = peek(r, 0);
    if (sign == '+' || sign == '-' || sign == ' ') {
        spec->sign = (char)sign;
        r->at++;
    }
}

static bool read_spec(Value text, FormatSpec *spec)
{
    Reader r = {str_span(text), 0};
    read_align(&r, spec);
    if (peek(&r, 0) == '0') {
        if (spec->align) {
            return false;
        }
        spec->align = '=';
        spec->fill = '0';
        r.at++;
    }
    if (!read_number(&r, &spec->width)) {
        return false;
    }
    if (peek(&r, 0) == ',') {
        spec->grouping = ',';
        r.at++;
    }
    if (peek(&r, 0) == '.') {
        r.at++;
        if (!read_number(&r, &spec->precision) || spec->precision < 0) {
            return false;
        }
    }
    spec->type = peek(&r, 0);
    if (spec->type) {
        r.at++;
    }
    bool known = !spec->type ||
                 (spec->type < 128 && strchr("eEfFgGn%", (int)spec->type));
    return known && r.at == r.text.length &&
           !(spec->type == 'n' && spec->grouping);
}

/* ---- digits -------------------------------------------------------------- */

static char small_letter(const FormatSpec *spec)
{
    uint32_t type = spec->type;
    return type == 0 || type == 'n' ? 'g'
           : type == '%'            ? 'f'
           : type < 'a'             ? (char)(type + 32)
                                    : (char)type;
}

/* So many significant digits, no more and no fewer. */
static Number with_digits(Work *k, Number a, int64_t digits)
{
    int64_t exponent = adjusted(&a) + 1 - digits;
    a = number_rescale(k, a, exponent, false);
    if ((int64_t)a.length > digits) { /* 9.99 became 10.0 */
        a = number_rescale(k, a, exponent + 1, false);
    }
    return a;
}

static Number shaped(Work *k, const FormatSpec *spec, Number a)
{
    char how = small_letter(spec);
    int64_t precision = spec->precision;
    if (how == 'f') {
        int64_t exponent = precision >= 0 ? -precision : a.exponent;
        bool whole = is_zero(&a) && exponent > 0;
        return number_rescale(k, a, whole ? 0 : exponent, false);
    }
    if (precision < 0 || is_zero(&a)) {
        return a;
    }
    if (how == 'e') {
        return with_digits(k, a, precision + 1);
    }
    precision = precision ? precision : 1;
    return (int64_t)a.length > precision ? with_digits(k, a, precision) : a;
}

static int64_t point_of(const FormatSpec *spec, const Number *a)
{
    switch (small_letter(spec)) {
    case 'f':
        return adjusted(a) + 1;
    case 'e':
        return is_zero(a) && spec->precision >= 0 ? 1 - spec->precision : 1;
    default:
        return number_point(a, false);
    }
}

static void write_special(Work *k, const Number *a, FormatSpec *spec,
                          const char *percent, Writer *out)
{
    size_t size = 0;
    Number plain = *a;
    plain.negative = false;
    char *text = number_to_text(k, &plain, false, &size);
    char *all = (char *)pad_limbs(&k->pad, size / 8 + 1);
    if (!text || !all) {
        return;
    }
    memcpy(all, text, size);
    memcpy(all + size, percent, strlen(percent));
    if (spec->fill == '0' && spec->align == '=') {
        spec->fill = ' ';
        spec->align = '>';
    }
    FormatNumber n = {.sign = a->negative         ? '-'
                              : spec->sign == '-' ? 0
                                                  : spec->sign,
                      .prefix = "",
                      .text = all,
                      .size = size + strlen(percent),
                      .group = 3};
    format_number(out, spec, &n);
}

static void write_number(Work *k, const Number *given, FormatSpec *spec,
                         Writer *out)
{
    Number a = *given;
    bool percent = spec->type == '%';
    a.exponent += percent ? 2 : 0;
    a = shaped(k, spec, a);
    bool capital = spec->type ? spec->type < 'a' : k->rules.capitals;
    size_t whole = 0;
    size_t size = 0;
    char *text =
        number_to_pointed(k, &a, point_of(spec, &a), capital ? 'E' : 'e',
                          small_letter(spec) == 'e', &whole, &size);
    char *all = (char *)pad_limbs(&k->pad, size / 8 + 1);
    if (!text || !all) {
        return;
    }
    memcpy(all, text, size);
    if (percent) {
        all[size++] = '%';
    }
    FormatNumber n = {.sign = a.negative          ? '-'
                              : spec->sign == '-' ? 0
                                                  : spec->sign,
                      .prefix = "",
                      .text = all,
                      .digits = whole,
                      .size = size,
                      .group = 3};
    format_number(out, spec, &n);
}

Status decimal_format(World *w, Value v, Value text, Writer *out)
{
    FormatSpec spec = {.fill = ' ', .width = -1, .precision = -1};
    Context *c;
    Work k;
    Number a;
    if (!read_spec(text, &spec)) {
        return raise_value(w, "invalid format string");
    }
    TRY(format_check_length(w, spec.width));
    TRY(format_check_length(w, spec.precision));
    TRY(context_current(w, &c));
    work_begin(w, c, &k);
    decimal_number(v, &a);
    if (a.kind == KIND_FINITE) {
        write_number(&k, &a, &spec, out);
    } else {
        write_special(&k, &a, &spec, spec.type == '%' ? "%" : "", out);
    }
    return work_close(w, &k);
}
