/* SPDX-License-Identifier: MIT */
/* Parsing of replacement fields, with CPython's error messages. */
#include "vm/types/format_field.h"

/* Literal text up to a brace; a doubled one is text and ends the piece. */
static Status take_literal(World *w, Span text, size_t *at, FormatField *out)
{
    size_t from = *at;
    size_t i = from;
    while (i < text.length && span_at(text, i) != '{' &&
           span_at(text, i) != '}') {
        i++;
    }
    out->literal = span_cut(text, from, i);
    *at = i;
    if (i == text.length) {
        return OK;
    }
    uint32_t brace = span_at(text, i);
    if (i + 1 < text.length && span_at(text, i + 1) == brace) {
        out->literal.length++;
        *at = i + 2;
        return OK;
    }
    if (brace == '}' || i + 1 == text.length) {
        return raise_value(w, "Single '%c' encountered in format string",
                           (int)brace);
    }
    out->has_field = true;
    *at = i + 1;
    return OK;
}

/* The name, up to '!', ':' or '}' outside brackets: *end is that. */
static Status take_name(World *w, Span text, size_t *at, FormatField *out,
                        uint32_t *end)
{
    size_t from = *at;
    bool bracket = false;
    *end = 0;
    for (; *at < text.length; ++*at) {
        uint32_t c = span_at(text, *at);
        if (bracket) {
            bracket = c != ']';
        } else if (c == '{') {
            return raise_value(w, "unexpected '{' in field name");
        } else if (c == '[') {
            bracket = true;
        } else if (c == '}' || c == ':' || c == '!') {
            *end = c;
            break;
        }
    }
    out->name = span_cut(text, from, *at);
    if (!*end) {
        return raise_value(w, "expected '}' before end of string");
    }
    ++*at;
    return OK;
}

/* The conversion; *closed when '}' follows at once. */
static Status take_conversion(World *w, Span text, size_t *at, FormatField *out,
                              bool *closed)
{
    *closed = false;
    if (*at == text.length) {
        return raise_value(w, "end of string while looking for conversion "
                              "specifier");
    }
    out->has_conversion = true;
    out->conversion = span_at(text, (*at)++);
    if (*at == text.length) {
        return OK;
    }
    uint32_t c = span_at(text, (*at)++);
    *closed = c == '}';
    return c == '}' || c == ':'
               ? OK
               : raise_value(w, "expected ':' after conversion specifier");
}

static Status take_spec(World *w, Span text, size_t *at, FormatField *out)
{
    size_t from = *at;
    int depth = 1;
    for (; *at < text.length; ++*at) {
        uint32_t c = span_at(text, *at);
        if (c == '{') {
            out->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            out->spec = span_cut(text, from, *at);
            ++*at;
            return OK;
        }
    }
    return raise_value(w, "unmatched '{' in format spec");
}

Status format_next(World *w, Span text, size_t *at, FormatField *out)
{
    uint32_t end;
    bool closed;
    *out = (FormatField){.name = span_bytes("", 0), .spec = span_bytes("", 0)};
    TRY(take_literal(w, text, at, out));
    if (!out->has_field) {
        return OK;
    }
    TRY(take_name(w, text, at, out, &end));
    if (end == '}') {
        return OK;
    }
    if (end == '!') {
        TRY(take_conversion(w, text, at, out, &closed));
        if (closed) {
            return OK;
        }
    }
    return take_spec(w, text, at, out);
}

size_t format_first(Span name)
{
    size_t i = 0;
    while (i < name.length && span_at(name, i) != '.' &&
           span_at(name, i) != '[') {
        i++;
    }
    return i;
}

Status format_index(World *w, Span digits, int64_t *index)
{
    int64_t value = 0;
    *index = -1;
    for (size_t i = 0; i < digits.length; i++) {
        uint32_t c = span_at(digits, i) - '0';
        if (c > 9) {
            return OK;
        }
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, c, &value)) {
            return raise_value(w, "Too many decimal digits in format string");
        }
    }
    *index = digits.length ? value : -1;
    return OK;
}
