/* SPDX-License-Identifier: MIT */
/* Numerals: from whatever text a program gives to plain ASCII. */
#include "vm/types/numeral.h"

#include <stdlib.h>
#include <string.h>

#include "vm/types/bytes.h"
#include "vm/types/str.h"
#include "vm/types/unicode.h"

bool numeral_is_text(Value v)
{
    return is_str(v) || bytes_is_like(v);
}

static char plain(uint32_t c)
{
    if (c < 128) {
        return unicode_is_space(c) ? ' ' : (char)c;
    }
    if (unicode_is_space(c)) {
        return ' ';
    }
    int digit = unicode_decimal(c);
    return digit < 0 ? '?' : (char)('0' + digit);
}

static bool is_byte_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void numeral_trim(Numeral *n)
{
    while (n->size && is_byte_space(n->text[0])) {
        n->text++;
        n->size--;
    }
    while (n->size && is_byte_space(n->text[n->size - 1])) {
        n->size--;
    }
    n->text[n->size] = 0;
}

Status numeral_begin(World *w, Value v, Numeral *out)
{
    const char *bytes = NULL;
    size_t size;
    if (is_str(v)) {
        size = as_str(v)->length;
    } else {
        TRY(bytes_view(w, v, &bytes, &size));
    }
    out->data = size < sizeof out->inline_ ? out->inline_ : malloc(size + 1);
    if (!out->data) {
        return raise_memory(w);
    }
    if (bytes) {
        memcpy(out->data, bytes, size);
    } else {
        const Str *s = as_str(v);
        for (size_t i = 0; i < size; i++) {
            out->data[i] = plain(str_at(s, i));
        }
    }
    out->text = out->data;
    out->size = size;
    numeral_trim(out);
    return OK;
}

void numeral_end(Numeral *numeral)
{
    if (numeral->data != numeral->inline_) {
        free(numeral->data);
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool numeral_strip_underscores(Numeral *n)
{
    size_t to = 0;
    for (size_t i = 0; i < n->size; i++) {
        if (n->text[i] != '_') {
            n->text[to++] = n->text[i];
        } else if (i == 0 || i + 1 == n->size || !is_digit(n->text[i - 1]) ||
                   !is_digit(n->text[i + 1])) {
            return false;
        }
    }
    n->size = to;
    n->text[to] = 0;
    return true;
}

Status numeral_invalid(World *w, const char *what, Value v, size_t most)
{
    Writer shown;
    writer_start(&shown);
    Status s = value_repr(w, v, &shown);
    if (s != OK) {
        writer_discard(&shown);
        return s == RAISE ? s : raise_value(w, "%s", what);
    }
    if (most && shown.length > most) {
        shown.length = most;
    }
    Value text = writer_finish(w, &shown);
    NEED(text);
    return raise_value(w, "%s: %V", what, text);
}
