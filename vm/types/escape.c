/* SPDX-License-Identifier: MIT */
/*
 * Escapes in text: runs of what may stay are copied as they are, the rest is
 * spelled one code point at a time, as the style says.
 */
#include "vm/types/escape.h"

#include <string.h>

#include "vm/types/str.h"

void escape_hex(Writer *out, char letter, int digits, uint32_t c)
{
    char text[12] = {'\\', letter};
    for (int i = digits; i > 0; i--) {
        text[1 + i] = "0123456789abcdef"[c & 15];
        c >>= 4;
    }
    writer_ascii_n(out, text, (size_t)digits + 2);
}

bool escape_letter(Writer *out, const char *pairs, uint32_t c)
{
    for (; *pairs; pairs += 2) {
        if (c == (uint32_t)*pairs) {
            writer_ascii_n(out, (char[]){'\\', pairs[1]}, 2);
            return true;
        }
    }
    return false;
}

void escape_python(Writer *out, uint32_t c)
{
    if (escape_letter(out, "\nn\rr\tt", c)) {
        return;
    }
    if (c < 0x100) {
        escape_hex(out, 'x', 2, c);
    } else if (c < 0x10000) {
        escape_hex(out, 'u', 4, c);
    } else {
        escape_hex(out, 'U', 8, c);
    }
}

bool escape_all(uint32_t c)
{
    (void)c;
    return false;
}

static inline bool is_plain(uint32_t c, uint32_t quote)
{
    return c - 0x20 < 0x5f && c != quote && c != '\\';
}

/* Where the printable ASCII from `at` on ends. */
static size_t plain_end(Span text, size_t at, uint32_t quote)
{
    if (text.kind == 1) {
        const uint8_t *data = text.data;
        while (at < text.length && is_plain(data[at], quote)) {
            at++;
        }
        return at;
    }
    while (at < text.length && is_plain(span_at(text, at), quote)) {
        at++;
    }
    return at;
}

void escape_quoted(Writer *out, Span text, uint32_t quote, EscapeStyle style)
{
    size_t run = 0; /* where the text not yet written begins */
    writer_char(out, quote);
    for (size_t at = 0; (at = plain_end(text, at, quote)) < text.length; at++) {
        uint32_t c = span_at(text, at);
        bool slash = c == quote || c == '\\';
        if (!slash && style.stays(c)) {
            continue;
        }
        writer_span(out, span_cut(text, run, at));
        run = at + 1;
        if (slash) {
            writer_char(out, '\\');
            writer_char(out, c);
        } else {
            style.escape(out, c);
        }
    }
    writer_span(out, span_cut(text, run, text.length));
    writer_char(out, quote);
}

Value escape_to_ascii(World *w, Value str)
{
    Writer out;
    if (as_str(str)->ascii) {
        return str;
    }
    writer_start(&out);
    for (size_t i = 0; i < as_str(str)->length; i++) {
        uint32_t c = str_at(as_str(str), i);
        if (c < 0x80) {
            writer_char(&out, c);
        } else {
            escape_python(&out, c);
        }
    }
    return writer_finish(w, &out);
}
