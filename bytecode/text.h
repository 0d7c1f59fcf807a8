/* SPDX-License-Identifier: MIT */
/* Text: a piece of bytes somebody else owns.
 *
 * Strings of the program are UTF-8; a lone surrogate is kept as its three-byte
 * generalised form, and any byte may be NUL, so only `size` says where a text
 * ends. Whoever makes a Text for a name or a message also puts a NUL behind
 * it, so that `data` of such a text can be given to printf. */
#ifndef GILSCOPE_BYTECODE_TEXT_H
#define GILSCOPE_BYTECODE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    const char *data;
    size_t size;
} Text;

/* A string literal as a Text. */
#define TEXT(literal) ((Text){(literal), sizeof(literal) - 1})

static inline bool text_equal(Text a, Text b)
{
    return a.size == b.size && (a.size == 0 || !memcmp(a.data, b.data, a.size));
}

static inline bool text_is(Text a, const char *b)
{
    return a.size == strlen(b) && !memcmp(a.data, b, a.size);
}

#endif
