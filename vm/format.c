/* SPDX-License-Identifier: MIT */
/*
 * Format specifications: reading them, and laying out strings. Numbers are in
 * format_number.c.
 */
#include "vm/format.h"

#include <string.h>

#include "vm/modules/decimal.h"
#include "vm/types/float.h"
#include "vm/types/str.h"
#include "vm/types/unicode.h"

/* ---- reading a spec ------------------------------------------------------ */

typedef struct Reader {
    World *w;
    Span text;
    size_t at;
} Reader;

static uint32_t peek(const Reader *r, size_t ahead)
{
    return r->at + ahead < r->text.length ? span_at(r->text, r->at + ahead) : 0;
}

static bool take(Reader *r, uint32_t c)
{
    if (r->at >= r->text.length || peek(r, 0) != c) {
        return false;
    }
    r->at++;
    return true;
}

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/* Decimal digits, Unicode ones too; *out stays -1 when there are none. */
static Status read_integer(Reader *r, int64_t *out)
{
    while (r->at < r->text.length) {
        int digit = unicode_decimal(peek(r, 0));
        if (digit < 0) {
            break;
        }
        if (*out > (INT64_MAX - digit) / 10) {
            return raise_value(r->w,
                               "Too many decimal digits in format string");
        }
        *out = (*out < 0 ? 0 : *out) * 10 + digit;
        r->at++;
    }
    return OK;
}

static void read_align(Reader *r, FormatSpec *spec)
{
    bool filled = r->text.length - r->at >= 2 && is_align(peek(r, 1));
    if (filled) {
        spec->fill = peek(r, 0);
        r->at++;
    }
    if (filled || is_align(peek(r, 0))) {
        spec->align = (char)peek(r, 0);
        spec->aligned = true;
        r->at++;
    }
    uint32_t sign = peek(r, 0);
    if (sign == '+' || sign == '-' || sign == ' ') {
        spec->sign = (char)sign;
        r->at++;
    }
    spec->alternate = take(r, '#');
    if (!filled && take(r, '0')) {
        spec->fill = '0';
        if (!spec->aligned) {
            spec->align = '=';
            spec->aligned = true;
        }
    }
}

static const char *show_code(uint32_t c, char buffer[16])
{
    char *p = buffer;
    if (c > 32 && c < 128) {
        *p++ = (char)c;
    } else {
        *p++ = '\\';
        *p++ = 'x';
        int shift = 28;
        while (shift > 0 && !(c >> shift)) {
            shift -= 4;
        }
        for (; shift >= 0; shift -= 4) {
            *p++ = "0123456789abcdef"[c >> shift & 15];
        }
    }
    *p = 0;
    return buffer;
}

static Status check_grouping(World *w, const FormatSpec *spec)
{
    char code[16];
    uint32_t t = spec->type;
    if (!spec->grouping || !t || (t < 128 && strchr("defgEG%F", (int)t)) ||
        (spec->grouping == '_' && t < 128 && strchr("boxX", (int)t))) {
        return OK;
    }
    return raise_value(w, "Cannot specify '%c' with '%s'.", spec->grouping,
                       show_code(t, code));
}

static Status read_grouping(Reader *r, FormatSpec *spec)
{
    for (;;) {
        uint32_t c = peek(r, 0);
        if (c != ',' && c != '_') {
            return OK;
        }
        if (spec->grouping) {
            return raise_value(r->w, "Cannot specify both ',' and '_'.");
        }
        spec->grouping = (char)c;
        r->at++;
    }
}

Status format_check_length(World *w, int64_t length)
{
    return length > w->memory_limit - (const char *)w ? raise_memory(w) : OK;
}

static Status read_spec(World *w, Value text, FormatSpec *spec)
{
    Reader r = {w, str_span(text), 0};
    read_align(&r, spec);
    TRY(read_integer(&r, &spec->width));
    TRY(read_grouping(&r, spec));
    if (take(&r, '.')) {
        TRY(read_integer(&r, &spec->precision));
        if (spec->precision < 0) {
            return raise_value(w, "Format specifier missing precision");
        }
    }
    if (r.text.length - r.at > 1) {
        return raise_value(w, "Invalid format specifier");
    }
    if (r.at < r.text.length) {
        spec->type = peek(&r, 0);
    }
    TRY(check_grouping(w, spec));
    return format_check_length(w, spec->width);
}

Status format_unknown(World *w, const FormatSpec *spec, Value v)
{
    char code[16];
    return raise_value(w, "Unknown format code '%s' for object of type '%T'",
                       show_code(spec->type, code), v);
}

/* ---- str ----------------------------------------------------------------- */

static Status format_str_value(World *w, Value v, FormatSpec *spec, Writer *out)
{
    if (spec->type && spec->type != 's') {
        return format_unknown(w, spec, v);
    }
    if (spec->grouping) {
        return raise_value(w, "Cannot specify '%c' with 's'.", spec->grouping);
    }
    if (spec->sign) {
        return raise_value(w, "Sign not allowed in string format specifier");
    }
    if (spec->alternate) {
        return raise_value(w, "Alternate form (#) not allowed in string "
                              "format specifier");
    }
    if (spec->align == '=') {
        return raise_value(w, "'=' alignment not allowed in string format "
                              "specifier");
    }
    size_t length = as_str(v)->length;
    if (spec->precision >= 0 && (uint64_t)spec->precision < length) {
        length = (size_t)spec->precision;
    }
    size_t padding =
        spec->width > (int64_t)length ? (size_t)spec->width - length : 0;
    size_t left = spec->align == '>'   ? padding
                  : spec->align == '^' ? padding / 2
                                       : 0;
    writer_repeat(out, spec->fill, left);
    writer_slice(out, v, 0, length);
    writer_repeat(out, spec->fill, padding - left);
    return OK;
}

/* ---- any value ----------------------------------------------------------- */

static Status format_plain(World *w, Value v, Writer *out)
{
    return is_exactly(v, TYPE_STR) ? (writer_str(out, v), OK)
                                   : value_str(w, v, out);
}

static Status format_by_layout(World *w, Value v, Value text, Writer *out)
{
    FormatSpec spec = {.fill = ' ', .width = -1, .precision = -1};
    switch (layout_of(v)) {
    case TYPE_STR:
        TRY(read_spec(w, text, &spec));
        return format_str_value(w, v, &spec, out);
    case TYPE_INT:
        TRY(read_spec(w, text, &spec));
        return format_int(w, v, &spec, out);
    case TYPE_FLOAT:
        TRY(read_spec(w, text, &spec));
        return format_float(w, v, float_of(v), &spec, out);
    case TYPE_COMPLEX:
        TRY(read_spec(w, text, &spec));
        return format_complex(w, v, &spec, out);
    case TYPE_DECIMAL:
        return decimal_format(w, v, text, out);
    default:
        return raise_type(w,
                          "unsupported format string passed to "
                          "%T.__format__",
                          v);
    }
}

Status format_value(World *w, Value v, Value spec, Value *out)
{
    bool empty = as_str(spec)->length == 0;
    if (empty && is_exactly(v, TYPE_STR)) {
        *out = v;
        return OK;
    }
    Writer text;
    writer_start(&text);
    Status s =
        empty ? format_plain(w, v, &text) : format_by_layout(w, v, spec, &text);
    if (s != OK) {
        writer_discard(&text);
        return s;
    }
    *out = writer_finish(w, &text);
    return *out ? OK : RAISE;
}
