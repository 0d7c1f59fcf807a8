/* SPDX-License-Identifier: MIT */
/*
 * repr() and ascii() of a str, and repr() of bytes.
 *
 * CPython prefers single quotes, and double ones when the text has single
 * quotes and no double ones. What is not printable is escaped.
 */
#include "vm/types/bytes.h"
#include "vm/types/str.h"
#include "vm/types/unicode.h"

static uint32_t choose_quote(Span s)
{
    return span_find_unit(s, '\'', 0, s.length) >= 0 &&
                   span_find_unit(s, '"', 0, s.length) < 0
               ? '"'
               : '\'';
}

static void write_hex(Writer *out, char letter, int digits, uint32_t c)
{
    char text[12] = {'\\', letter};
    for (int i = digits; i > 0; i--) {
        text[1 + i] = "0123456789abcdef"[c & 15];
        c >>= 4;
    }
    writer_ascii_n(out, text, (size_t)digits + 2);
}

/* \n, \x7f, \u20ac, \U0001f600: the shortest hex form. */
void str_write_escape(Writer *out, uint32_t c)
{
    switch (c) {
    case '\n':
        writer_ascii_n(out, "\\n", 2);
        break;
    case '\r':
        writer_ascii_n(out, "\\r", 2);
        break;
    case '\t':
        writer_ascii_n(out, "\\t", 2);
        break;
    default:
        if (c < 0x100) {
            write_hex(out, 'x', 2, c);
        } else if (c < 0x10000) {
            write_hex(out, 'u', 4, c);
        } else {
            write_hex(out, 'U', 8, c);
        }
    }
}

static void write_quoted(Writer *out, Span s, bool (*plain)(uint32_t))
{
    uint32_t quote = choose_quote(s);
    size_t run = 0; /* where the text not yet written begins */
    writer_char(out, quote);
    for (size_t i = 0; i < s.length; i++) {
        uint32_t c = span_at(s, i);
        bool slash = c == quote || c == '\\';
        if (!slash && (c - 0x20 < 0x5f || plain(c))) {
            continue;
        }
        writer_span(out, span_cut(s, run, i));
        run = i + 1;
        if (slash) {
            writer_char(out, '\\');
            writer_char(out, c);
        } else {
            str_write_escape(out, c);
        }
    }
    writer_span(out, span_cut(s, run, s.length));
    writer_char(out, quote);
}

static bool never_plain(uint32_t c)
{
    (void)c;
    return false;
}

void str_write_repr(Writer *out, Value s)
{
    write_quoted(out, str_span(s), unicode_is_printable);
}

void str_write_ascii(Writer *out, Value s)
{
    write_quoted(out, str_span(s), never_plain);
}

void bytes_write_repr(Writer *out, const char *data, size_t length)
{
    writer_char(out, 'b');
    write_quoted(out, span_bytes(data, length), never_plain);
}
