/* SPDX-License-Identifier: MIT */
/* Formatting numbers: sign, prefix, grouped digits, padding in between. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vm/format.h"
#include "vm/types/float.h"
#include "vm/types/float_text.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"

/* ---- layout -------------------------------------------------------------- */

/* Digits with leading zeros up to `wanted`, a separator between groups. */
static void write_grouped(Writer *out, const FormatNumber *n, size_t wanted,
                          char separator)
{
    if (!separator) {
        writer_repeat(out, '0', wanted - n->digits);
        writer_ascii_n(out, n->text, n->digits);
        return;
    }
    size_t zeros = wanted - n->digits;
    for (size_t i = 0; i < wanted; i++) {
        if (i && (wanted - i) % (size_t)n->group == 0) {
            writer_char(out, (unsigned char)separator);
        }
        writer_char(out, i < zeros ? '0' : (unsigned char)n->text[i - zeros]);
    }
}

static size_t grouped_size(size_t digits, int group, char separator)
{
    return digits && separator ? digits + (digits - 1) / (size_t)group : digits;
}

/* How many digits, zeros in front included, fill at least `room`. */
static size_t digits_to_fill(const FormatNumber *n, size_t room, char separator)
{
    if (!separator) {
        return room > n->digits ? room : n->digits;
    }
    size_t group = (size_t)n->group;
    size_t digits = room - room / (group + 1) + 1;
    while (digits > 1 &&
           grouped_size(digits - 1, n->group, separator) >= room) {
        digits--;
    }
    return digits > n->digits ? digits : n->digits;
}

void format_number(Writer *out, const FormatSpec *spec, const FormatNumber *n)
{
    char align = spec->align ? spec->align : '>';
    size_t prefix = strlen(n->prefix);
    size_t fixed = (n->sign != 0) + prefix + (n->size - n->digits);
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t digits = n->digits;
    if (digits && align == '=' && spec->fill == '0' && width > fixed) {
        digits = digits_to_fill(n, width - fixed, spec->grouping);
    }
    size_t size = fixed + grouped_size(digits, n->group, spec->grouping);
    size_t padding = width > size ? width - size : 0;
    size_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
    writer_repeat(out, spec->fill, left);
    if (n->sign) {
        writer_char(out, (unsigned char)n->sign);
    }
    writer_ascii_n(out, n->prefix, prefix);
    if (align == '=') {
        writer_repeat(out, spec->fill, padding);
        left = padding;
    }
    write_grouped(out, n, digits, spec->grouping);
    writer_ascii_n(out, n->text + n->digits, n->size - n->digits);
    writer_repeat(out, spec->fill, padding - left);
}

static char sign_of(bool negative, const FormatSpec *spec)
{
    return negative            ? '-'
           : spec->sign == '+' ? '+'
           : spec->sign == ' ' ? ' '
                               : 0;
}

/* ---- int ----------------------------------------------------------------- */

static Status format_char(World *w, Value v, FormatSpec *spec, Writer *out)
{
    int64_t code;
    if (spec->sign) {
        return raise_value(w, "Sign not allowed with integer format "
                              "specifier 'c'");
    }
    if (spec->alternate) {
        return raise_value(w, "Alternate form (#) not allowed with integer "
                              "format specifier 'c'");
    }
    if (!int_to_int64(v, &code)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C long");
    }
    if (code < 0 || code > 0x10ffff) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "%%c arg not in range(0x110000)");
    }
    size_t padding = spec->width > 1 ? (size_t)spec->width - 1 : 0;
    size_t left = !spec->align || spec->align == '>' || spec->align == '='
                      ? padding
                  : spec->align == '^' ? padding / 2
                                       : 0;
    writer_repeat(out, spec->fill, left);
    writer_char(out, (uint32_t)code);
    writer_repeat(out, spec->fill, padding - left);
    return OK;
}

static void upper(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') {
            text[i] -= 32;
        }
    }
}

static int base_of(uint32_t type)
{
    switch (type) {
    case 'b':
        return 2;
    case 'o':
        return 8;
    case 'x':
    case 'X':
        return 16;
    default:
        return 10;
    }
}

static const char *prefix_of(const FormatSpec *spec)
{
    if (!spec->alternate) {
        return "";
    }
    switch (spec->type) {
    case 'b':
        return "0b";
    case 'o':
        return "0o";
    case 'x':
        return "0x";
    case 'X':
        return "0X";
    default:
        return "";
    }
}

static Status format_whole(World *w, Value v, FormatSpec *spec, Writer *out)
{
    IntView view;
    char inline_[80];
    int base = base_of(spec->type);
    if (base == 10) {
        TRY(int_check_digits(w, v));
    }
    int_view(v, &view);
    size_t size = limb_text_size(view.limbs, view.count, base);
    char *text = size <= sizeof inline_ ? inline_ : malloc(size);
    if (!text || !limb_to_text(text, &size, view.limbs, view.count, base)) {
        if (text != inline_) {
            free(text);
        }
        return raise_memory(w);
    }
    if (spec->type == 'X') {
        upper(text, size);
    }
    FormatNumber n = {.sign = sign_of(view.negative, spec),
                      .prefix = prefix_of(spec),
                      .text = text,
                      .digits = size,
                      .size = size,
                      .group = base == 10 ? 3 : 4};
    format_number(out, spec, &n);
    if (text != inline_) {
        free(text);
    }
    return OK;
}

Status format_int(World *w, Value v, FormatSpec *spec, Writer *out)
{
    double value;
    switch (spec->type) {
    case 0:
    case 'b':
    case 'c':
    case 'd':
    case 'n':
    case 'o':
    case 'x':
    case 'X':
        if (spec->precision >= 0) {
            return raise_value(w, "Precision not allowed in integer format "
                                  "specifier");
        }
        return spec->type == 'c' ? format_char(w, v, spec, out)
                                 : format_whole(w, v, spec, out);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
        TRY(int_to_double(w, v, &value));
        return format_float(w, v, value, spec, out);
    default:
        return format_unknown(w, spec, v);
    }
}

/* ---- float --------------------------------------------------------------- */

typedef struct FloatHow {
    char how; /* for float_text_begin */
    unsigned flags;
    int64_t precision;
} FloatHow;

/* False: no code for floats. */
static bool float_how(const FormatSpec *spec, FloatHow *out)
{
    enum { DEFAULT_PRECISION = 6 };
    *out = (FloatHow){.precision = spec->precision};
    out->flags = spec->alternate ? FLOAT_TEXT_ALTERNATE : 0;
    switch (spec->type) {
    case 0:
        out->how = spec->precision < 0 ? 'r' : 'g';
        break;
    case 'n':
        out->how = 'g';
        break;
    case '%':
        out->how = 'f';
        break;
    case 'E':
    case 'F':
    case 'G':
        out->flags |= FLOAT_TEXT_UPPER;
        out->how = (char)(spec->type + 32);
        break;
    case 'e':
    case 'f':
    case 'g':
        out->how = (char)spec->type;
        break;
    default:
        return false;
    }
    if (out->precision < 0) {
        out->precision = out->how == 'r' ? 0 : DEFAULT_PRECISION;
    }
    return true;
}

static Status check_precision(World *w, const FormatSpec *spec)
{
    if (spec->precision > INT32_MAX) {
        return raise_value(w, "precision too big");
    }
    return format_check_length(w, spec->precision);
}

static size_t leading_digits(const FloatText *text)
{
    size_t n = 0;
    while (n < text->size && text->data[n] >= '0' && text->data[n] <= '9') {
        n++;
    }
    return n;
}

Status format_float(World *w, Value v, double value, FormatSpec *spec,
                    Writer *out)
{
    FloatHow how;
    FloatText text;
    TRY(check_precision(w, spec));
    if (!float_how(spec, &how)) {
        return format_unknown(w, spec, v);
    }
    if (spec->type == 0) {
        how.flags |= FLOAT_TEXT_DOT_ZERO;
    }
    bool percent = spec->type == '%';
    if (!float_text_begin(&text, percent ? value * 100 : value, how.how,
                          how.precision, how.flags)) {
        return raise_memory(w);
    }
    if (percent) {
        text.data[text.size++] = '%'; /* there is always room for one more */
    }
    FormatNumber n = {.sign = sign_of(signbit(value) && !isnan(value), spec),
                      .prefix = "",
                      .text = text.data,
                      .digits = leading_digits(&text),
                      .size = text.size,
                      .group = 3};
    format_number(out, spec, &n);
    float_text_end(&text);
    return OK;
}

/* ---- complex ------------------------------------------------------------- */

static Status write_part(World *w, double value, const FloatHow *how,
                         FormatSpec *spec, Writer *out)
{
    FloatText text;
    if (!float_text_begin(&text, value, how->how, how->precision, how->flags)) {
        return raise_memory(w);
    }
    FormatNumber n = {.sign = sign_of(signbit(value) && !isnan(value), spec),
                      .prefix = "",
                      .text = text.data,
                      .digits = leading_digits(&text),
                      .size = text.size,
                      .group = 3};
    format_number(out, spec, &n);
    float_text_end(&text);
    return OK;
}

/* "(1+2j)", or "2j" when there is no real part and no type is given. */
static Status write_parts(World *w, const Complex *c, const FormatSpec *spec,
                          const FloatHow *how, Writer *out)
{
    FormatSpec part = *spec;
    bool plain = spec->type == 0;
    bool imaginary = plain && c->real == 0.0 && !signbit(c->real);
    part.width = -1;
    part.align = '<';
    if (plain && !imaginary) {
        writer_char(out, '(');
    }
    if (!imaginary) {
        TRY(write_part(w, c->real, how, &part, out));
        part.sign = '+';
    }
    TRY(write_part(w, c->imag, how, &part, out));
    writer_ascii(out, plain && !imaginary ? "j)" : "j");
    return OK;
}

Status format_complex(World *w, Value v, FormatSpec *spec, Writer *out)
{
    FloatHow how;
    TRY(check_precision(w, spec));
    if (spec->type == '%' || !float_how(spec, &how)) {
        return format_unknown(w, spec, v);
    }
    if (spec->fill == '0') {
        return raise_value(w, "Zero padding is not allowed in complex format "
                              "specifier");
    }
    if (spec->align == '=') {
        return raise_value(w, "'=' alignment flag is not allowed in complex "
                              "format specifier");
    }
    Writer body;
    writer_start(&body);
    Status s = write_parts(w, AS(Complex, v), spec, &how, &body);
    size_t size = body.length;
    Value text = s == OK ? writer_finish(w, &body) : NO_VALUE;
    if (!text) {
        if (s != OK) {
            writer_discard(&body);
        }
        return RAISE;
    }
    size_t padding =
        spec->width > (int64_t)size ? (size_t)spec->width - size : 0;
    size_t left = spec->align == '<'   ? 0
                  : spec->align == '^' ? padding / 2
                                       : padding;
    writer_repeat(out, spec->fill, left);
    writer_str(out, text);
    writer_repeat(out, spec->fill, padding - left);
    return OK;
}
