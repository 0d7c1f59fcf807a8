/* SPDX-License-Identifier: MIT */
/*
 * repr() and ascii() of a str, and repr() of bytes.
 *
 * CPython prefers single quotes, and double ones when the text has single
 * quotes and no double ones. What is not printable is escaped.
 */
#include "vm/types/bytes.h"
#include "vm/types/escape.h"
#include "vm/types/str.h"
#include "vm/types/unicode.h"

static uint32_t choose_quote(Span s)
{
    return span_find_unit(s, '\'', 0, s.length) >= 0 &&
                   span_find_unit(s, '"', 0, s.length) < 0
               ? '"'
               : '\'';
}

void str_write_repr(Writer *out, Value s)
{
    Span text = str_span(s);
    escape_quoted(out, text, choose_quote(text),
                  (EscapeStyle){unicode_is_printable, escape_python});
}

void bytes_write_repr(Writer *out, const char *data, size_t length)
{
    Span text = span_bytes(data, length);
    writer_char(out, 'b');
    escape_quoted(out, text, choose_quote(text),
                  (EscapeStyle){escape_all, escape_python});
}
