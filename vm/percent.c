/* SPDX-License-Identifier: MIT */
/*
 * printf-style formatting. bytes go through the same machine as str: they are
 * read and written as code points below 256.
 *
 * Nothing is changed before the last argument has been looked at, so that any
 * argument may answer TWIN.
 */
#include "vm/percent.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vm/format.h"
#include "vm/types/bytes.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/float_text.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

typedef struct Percent {
    World *w;
    Span format;
    size_t at;
    Value args;
    size_t next;  /* of a tuple's items, or of the one argument */
    size_t count; /* arguments to take in order */
    bool bytes;
    bool mapping; /* args can be asked by key */
    bool by_key;  /* this specifier names its argument: `keyed` */
    Value keyed;
    Writer *out;
} Percent;

typedef struct Directive {
    bool left;
    bool plus;
    bool space;
    bool alternate;
    bool zero;
    int64_t width;     /* -1: none */
    int64_t precision; /* -1: none */
    uint32_t code;
} Directive;

static bool more(const Percent *p)
{
    return p->at < p->format.length;
}

static uint32_t here(const Percent *p)
{
    return span_at(p->format, p->at);
}

static Status incomplete(Percent *p)
{
    return raise_value(p->w, "incomplete format");
}

/* ---- arguments ----------------------------------------------------------- */

static bool is_mapping(World *w, Value v, bool bytes)
{
    if (has_layout(v, TYPE_TUPLE) || is_str(v) ||
        (bytes &&
         (has_layout(v, TYPE_BYTES) || has_layout(v, TYPE_BYTEARRAY)))) {
        return false;
    }
    const TypeOps *ops = layout_ops[layout_of(v)];
    return (ops && ops->get_item) || coerce_overrides(w, v, SLOT_GETITEM);
}

static Status next_argument(Percent *p, Value *out)
{
    if (p->by_key) {
        *out = p->keyed;
        return OK;
    }
    if (p->next >= p->count) {
        return raise_type(p->w, "not enough arguments for format string");
    }
    *out =
        has_layout(p->args, TYPE_TUPLE) ? tuple_at(p->args, p->next) : p->args;
    p->next++;
    return OK;
}

/* (name), nested parentheses counted. */
static Status read_key(Percent *p)
{
    World *w = p->w;
    if (!p->mapping) {
        return raise_type(w, "format requires a mapping");
    }
    size_t from = ++p->at;
    for (int depth = 1; more(p); p->at++) {
        depth += here(p) == '(';
        depth -= here(p) == ')';
        if (depth == 0) {
            break;
        }
    }
    if (!more(p)) {
        return raise_value(w, "incomplete format key");
    }
    Writer key;
    writer_start(&key);
    writer_span(&key, span_cut(p->format, from, p->at));
    p->at++;
    Value name = writer_finish(w, &key);
    NEED(name);
    if (p->bytes) {
        Span text = str_span(name);
        name = bytes_from(w, text.data, text.length);
        NEED(name);
    }
    Status s = value_get_item(w, p->args, name, &p->keyed);
    if (s == NO_OP) {
        return raise_type(w, "'%T' object is not subscriptable", p->args);
    }
    p->by_key = true;
    return s == CALL ? TWIN : s;
}

/* ---- reading a directive ------------------------------------------------- */

static void read_flags(Percent *p, Directive *d)
{
    for (; more(p); p->at++) {
        switch (here(p)) {
        case '-':
            d->left = true;
            break;
        case '+':
            d->plus = true;
            break;
        case ' ':
            d->space = true;
            break;
        case '#':
            d->alternate = true;
            break;
        case '0':
            d->zero = true;
            break;
        default:
            return;
        }
    }
}

/* Digits, or * for the next argument. */
static Status read_size(Percent *p, int64_t most, const char *what,
                        int64_t *out, bool *negative)
{
    if (more(p) && here(p) == '*') {
        Value v;
        p->at++;
        TRY(next_argument(p, &v));
        if (!is_int(v)) {
            return raise_type(p->w, "* wants int");
        }
        *negative = int_sign(v) < 0;
        if (!int_to_int64(v, out) || *out > most || *out < -most) {
            return raise_error(p->w, TYPE_OVERFLOW_ERROR,
                               "Python int too large to convert to C %s",
                               most == INT32_MAX ? "int" : "ssize_t");
        }
        *out = *negative ? -*out : *out;
        return OK;
    }
    int64_t value = 0;
    for (; more(p) && here(p) >= '0' && here(p) <= '9'; p->at++) {
        value = value * 10 + (here(p) - '0');
        if (value > most) {
            return raise_value(p->w, "%s too big", what);
        }
    }
    *out = value;
    return OK;
}

static Status read_directive(Percent *p, Directive *d)
{
    bool negative = false;
    read_flags(p, d);
    if (more(p) && (here(p) == '*' || (here(p) >= '1' && here(p) <= '9'))) {
        TRY(read_size(p, INT64_MAX / 16, "width", &d->width, &negative));
        d->left = d->left || negative;
    }
    if (more(p) && here(p) == '.') {
        p->at++;
        negative = false;
        TRY(read_size(p, INT32_MAX, "precision", &d->precision, &negative));
        d->precision = negative ? 0 : d->precision;
    }
    if (more(p) && (here(p) == 'h' || here(p) == 'l' || here(p) == 'L')) {
        p->at++;
    }
    if (!more(p)) {
        return incomplete(p);
    }
    d->code = here(p);
    p->at++;
    TRY(format_check_length(p->w, d->precision));
    return format_check_length(p->w, d->width);
}

/* ---- writing ------------------------------------------------------------- */

static void write_padded(Percent *p, const Directive *d, Span text)
{
    size_t length = text.length;
    if (d->precision >= 0 && (uint64_t)d->precision < length) {
        length = (size_t)d->precision;
    }
    size_t padding = d->width > (int64_t)length ? (size_t)d->width - length : 0;
    writer_repeat(p->out, ' ', d->left ? 0 : padding);
    writer_span(p->out, span_cut(text, 0, length));
    writer_repeat(p->out, ' ', d->left ? padding : 0);
}

/* Sign, prefix, zeros, text. */
static void write_number(Percent *p, const Directive *d, bool negative,
                         const char *prefix, size_t zeros, const char *text,
                         size_t size)
{
    char sign = negative ? '-' : d->plus ? '+' : d->space ? ' ' : 0;
    size_t prefix_size = strlen(prefix);
    size_t length = (sign != 0) + prefix_size + zeros + size;
    size_t padding = d->width > (int64_t)length ? (size_t)d->width - length : 0;
    if (d->zero && !d->left) {
        zeros += padding;
        padding = 0;
    }
    writer_repeat(p->out, ' ', d->left ? 0 : padding);
    if (sign) {
        writer_char(p->out, (unsigned char)sign);
    }
    writer_ascii_n(p->out, prefix, prefix_size);
    writer_repeat(p->out, '0', zeros);
    writer_ascii_n(p->out, text, size);
    writer_repeat(p->out, ' ', d->left ? padding : 0);
}

static Status write_int(Percent *p, const Directive *d, Value v)
{
    IntView view;
    int base = d->code == 'o' ? 8 : d->code == 'x' || d->code == 'X' ? 16 : 10;
    const char *prefix = !d->alternate || base == 10 ? ""
                         : d->code == 'o'            ? "0o"
                         : d->code == 'x'            ? "0x"
                                                     : "0X";
    char inline_[80];
    if (base == 10) {
        TRY(int_check_digits(p->w, v));
    }
    int_view(v, &view);
    size_t size = limb_text_size(view.limbs, view.count, base);
    char *text = size <= sizeof inline_ ? inline_ : malloc(size);
    if (!text || !limb_to_text(text, &size, view.limbs, view.count, base)) {
        if (text != inline_) {
            free(text);
        }
        return raise_memory(p->w);
    }
    for (size_t i = 0; d->code == 'X' && i < size; i++) {
        text[i] -= text[i] >= 'a' ? 32 : 0;
    }
    size_t zeros =
        d->precision > (int64_t)size ? (size_t)d->precision - size : 0;
    write_number(p, d, view.negative, prefix, zeros, text, size);
    if (text != inline_) {
        free(text);
    }
    return OK;
}

static Status not_int(Percent *p, const Directive *d, Value v)
{
    bool decimal = d->code == 'd' || d->code == 'i' || d->code == 'u';
    return raise_type(p->w, "%%%c format: %s is required, not %T", (int)d->code,
                      decimal ? "a number" : "an integer", v);
}

static Status format_integer(Percent *p, const Directive *d, Value v)
{
    bool decimal = d->code == 'd' || d->code == 'i' || d->code == 'u';
    if (!is_int(v)) {
        if (coerce_overrides(p->w, v, SLOT_INDEX) ||
            (decimal && coerce_overrides(p->w, v, SLOT_INTEGER))) {
            return TWIN;
        }
        if (!decimal || (!is_float(v) && !has_layout(v, TYPE_DECIMAL))) {
            return not_int(p, d, v);
        }
        TRY(value_unary(p->w, SLOT_INTEGER, v, &v));
    }
    return write_int(p, d, v);
}

static Status format_real(Percent *p, const Directive *d, Value v)
{
    double value;
    if (p->bytes && !is_float(v) && !is_int(v) &&
        !coerce_overrides(p->w, v, SLOT_FLOATING)) {
        return raise_type(p->w, "float argument required, not %T", v);
    }
    if (has_layout(v, TYPE_COMPLEX) &&
        !coerce_overrides(p->w, v, SLOT_FLOATING)) {
        return raise_type(p->w, "can't convert complex to float");
    }
    TRY(value_double(p->w, v, &value));
    FloatText text;
    bool upper = d->code < 'a';
    unsigned flags = (d->alternate ? FLOAT_TEXT_ALTERNATE : 0) |
                     (upper ? FLOAT_TEXT_UPPER : 0);
    if (!float_text_begin(&text, value, (char)(upper ? d->code + 32 : d->code),
                          d->precision < 0 ? 6 : d->precision, flags)) {
        return raise_memory(p->w);
    }
    write_number(p, d, signbit(value) && !isnan(value), "", 0, text.data,
                 text.size);
    float_text_end(&text);
    return OK;
}

static Status bad_char(Percent *p)
{
    return raise_type(p->w, p->bytes ? "%%c requires an integer in range(256)"
                                       " or a single byte"
                                     : "%%c requires int or char");
}

static Status char_code(Percent *p, Value v, uint32_t *out)
{
    int64_t code;
    if (!p->bytes && is_str(v)) {
        if (as_str(v)->length != 1) {
            return bad_char(p);
        }
        *out = str_at(as_str(v), 0);
        return OK;
    }
    if (p->bytes &&
        (has_layout(v, TYPE_BYTES) || has_layout(v, TYPE_BYTEARRAY))) {
        const char *data;
        size_t length;
        TRY(bytes_view(p->w, v, &data, &length));
        *out = (unsigned char)data[0];
        return length == 1 ? OK : bad_char(p);
    }
    if (!is_int(v)) {
        return coerce_overrides(p->w, v, SLOT_INDEX) ? TWIN : bad_char(p);
    }
    bool small = int_to_int64(v, &code);
    if (!small && !p->bytes) {
        return bad_char(p);
    }
    if (!small || code < 0 || code > (p->bytes ? 255 : 0x10ffff)) {
        return raise_error(p->w, TYPE_OVERFLOW_ERROR,
                           p->bytes ? "%%c arg not in range(256)"
                                    : "%%c arg not in range(0x110000)");
    }
    *out = (uint32_t)code;
    return OK;
}

static Status format_char(Percent *p, const Directive *d, Value v)
{
    uint32_t code;
    TRY(char_code(p, v, &code));
    Directive whole = *d;
    whole.precision = -1;
    write_padded(p, &whole, (Span){&code, 1, 4});
    return OK;
}

/* Everything above ASCII as \x, \u or \U. */
static void write_ascii(Writer *out, Span text)
{
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        if (c < 128) {
            writer_char(out, c);
            continue;
        }
        int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        writer_char(out, '\\');
        writer_char(out, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
        while (digits--) {
            writer_char(out, "0123456789abcdef"[c >> 4 * digits & 15]);
        }
    }
}

static Status text_of(Percent *p, char code, Value v, Value *out)
{
    Writer text;
    writer_start(&text);
    Status s =
        code == 's' ? value_str(p->w, v, &text) : value_repr(p->w, v, &text);
    if (s != OK) {
        writer_discard(&text);
        return s == RAISE ? RAISE : TWIN;
    }
    *out = writer_finish(p->w, &text);
    return *out ? OK : RAISE;
}

static Status format_text(Percent *p, const Directive *d, Value v)
{
    if (d->code == 's' && is_exactly(v, TYPE_STR)) {
        write_padded(p, d, str_span(v));
        return OK;
    }
    TRY(text_of(p, (char)d->code, v, &v));
    if (d->code != 'a' && !p->bytes) {
        write_padded(p, d, str_span(v));
        return OK;
    }
    Writer ascii;
    writer_start(&ascii);
    write_ascii(&ascii, str_span(v));
    v = writer_finish(p->w, &ascii);
    NEED(v);
    write_padded(p, d, str_span(v));
    return OK;
}

/* %s and %b of a bytes format. */
static Status format_bytes(Percent *p, const Directive *d, Value v)
{
    const char *data;
    size_t length;
    if (!has_layout(v, TYPE_BYTES) && !has_layout(v, TYPE_BYTEARRAY) &&
        !has_layout(v, TYPE_MEMORYVIEW)) {
        return klass_lookup(p->w, klass_of(p->w, v), p->w->name[NAME_BYTES])
                   ? TWIN
                   : raise_type(p->w,
                                "%%b requires a bytes-like object, or an "
                                "object that implements __bytes__, not '%T'",
                                v);
    }
    TRY(bytes_view(p->w, v, &data, &length));
    write_padded(p, d, span_bytes(data, length));
    return OK;
}

static Status unsupported(Percent *p, uint32_t code)
{
    char shown[16];
    char *at = shown + sizeof shown;
    *--at = 0;
    uint32_t left = code;
    do {
        *--at = "0123456789abcdef"[left & 15];
        left >>= 4;
    } while (left);
    return raise_value(p->w,
                       "unsupported format character '%c' (0x%s) at index "
                       "%ld",
                       code > 31 && code < 128 ? (int)code : '?', at,
                       (int64_t)p->at - 1);
}

static Status format_directive(Percent *p)
{
    Directive d = {.width = -1, .precision = -1};
    Value v;
    p->by_key = false;
    if (!more(p)) {
        return incomplete(p);
    }
    if (here(p) == '%') {
        writer_char(p->out, '%');
        p->at++;
        return OK;
    }
    if (here(p) == '(') {
        TRY(read_key(p));
    }
    TRY(read_directive(p, &d));
    TRY(next_argument(p, &v));
    switch (d.code) {
    case 'b':
        return p->bytes ? format_bytes(p, &d, v) : unsupported(p, d.code);
    case 's':
        return p->bytes ? format_bytes(p, &d, v) : format_text(p, &d, v);
    case 'r':
    case 'a':
        return format_text(p, &d, v);
    case 'c':
        return format_char(p, &d, v);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        return format_integer(p, &d, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return format_real(p, &d, v);
    default:
        return unsupported(p, d.code);
    }
}

/* ---- the whole ----------------------------------------------------------- */

/* %s of a str and %d of an int, as most are; false: nothing was done. */
static bool format_plain(Percent *p)
{
    if (!more(p) || p->bytes || p->next >= p->count) {
        return false;
    }
    Value v = has_layout(p->args, TYPE_TUPLE) ? tuple_at(p->args, p->next)
                                              : p->args;
    if (here(p) == 's' && is_exactly(v, TYPE_STR)) {
        writer_str(p->out, v);
    } else if (here(p) == 'd' && IS_INT(v)) {
        int_write(p->out, v, 10);
    } else {
        return false;
    }
    p->at++;
    p->next++;
    return true;
}

static Status run(Percent *p)
{
    while (more(p)) {
        int64_t at = span_find_unit(p->format, '%', p->at, p->format.length);
        size_t end = at < 0 ? p->format.length : (size_t)at;
        writer_span(p->out, span_cut(p->format, p->at, end));
        p->at = end;
        if (more(p)) {
            p->at++;
            if (!format_plain(p)) {
                TRY(format_directive(p));
            }
        }
    }
    if (p->next < p->count && !p->mapping) {
        return raise_type(p->w,
                          "not all arguments converted during %s formatting",
                          p->bytes ? "bytes" : "string");
    }
    return OK;
}

/* The text as bytes or bytearray, like `format`. */
static Status finish_bytes(World *w, Value format, Value text, Value *out)
{
    Span made = str_span(text);
    *out = has_layout(format, TYPE_BYTES)
               ? bytes_from(w, made.data, made.length)
               : bytearray_from(w, made.data, made.length);
    return *out ? OK : RAISE;
}

Status percent_format(World *w, Value format, Value args, Value *out)
{
    Writer text;
    Percent p = {.w = w, .args = args, .out = &text, .count = 1};
    if (has_layout(args, TYPE_TUPLE)) {
        p.count = tuple_length(args);
    }
    p.mapping = is_mapping(w, args, !is_str(format));
    if (is_str(format)) {
        p.format = str_span(format);
    } else {
        const char *data;
        size_t length;
        TRY(bytes_view(w, format, &data, &length));
        p.format = span_bytes(data, length);
        p.bytes = true;
    }
    writer_start(&text);
    Status s = run(&p);
    if (s != OK) {
        writer_discard(&text);
        return s;
    }
    *out = writer_finish(w, &text);
    NEED(*out);
    return p.bytes ? finish_bytes(w, format, *out, out) : OK;
}
