/* SPDX-License-Identifier: MIT */
/* Two keys are walked side by side; lines with equally many tokens are masked
 * token by token, others as a whole. */
#include "cli/mask.h"

#include <stdlib.h>

#include "cli/lines.h"

/* The place of a token that stands for all of its line. */
#define WHOLE_LINE UINT32_MAX

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || (c & 0x80);
}

size_t mask_token_end(const char *text, size_t size, size_t at)
{
    size_t end = at + 1;
    bool negative =
        text[at] == '-' && end < size && text[end] >= '0' && text[end] <= '9';
    if (negative || is_word(text[at])) {
        while (end < size && is_word(text[end])) {
            end++;
        }
    }
    return end;
}

static bool is_masked(const Mask *mask, uint32_t line, uint32_t token)
{
    for (size_t i = 0; i < mask->count; i++) {
        if (mask->items[i].line == line && mask->items[i].token == token) {
            return true;
        }
    }
    return false;
}

static bool add(Mask *mask, uint32_t line, uint32_t token)
{
    if (is_masked(mask, line, token)) {
        return true;
    }
    MaskedToken *items =
        realloc(mask->items, (mask->count + 1) * sizeof *items);
    if (!items) {
        return false;
    }
    mask->items = items;
    items[mask->count++] = (MaskedToken){line, token};
    return true;
}

static bool learn_line(Mask *mask, uint32_t line, Text a, Text b)
{
    size_t i = 0;
    size_t j = 0;
    uint32_t token = 0;
    for (; i < a.size && j < b.size; token++) {
        size_t a_end = mask_token_end(a.data, a.size, i);
        size_t b_end = mask_token_end(b.data, b.size, j);
        if (!text_equal((Text){a.data + i, a_end - i},
                        (Text){b.data + j, b_end - j}) &&
            !add(mask, line, token)) {
            return false;
        }
        i = a_end;
        j = b_end;
    }
    return (i == a.size && j == b.size) || add(mask, line, WHOLE_LINE);
}

bool mask_learn(Mask *mask, Text a, Text b)
{
    Lines left;
    Lines right;
    if (text_equal(a, b)) {
        return true;
    }
    if (!lines_split(&left, a.data, a.size)) {
        return false;
    }
    if (!lines_split(&right, b.data, b.size)) {
        lines_free(&left);
        return false;
    }
    bool alike = left.count == right.count;
    for (size_t i = 0; i < left.count && alike; i++) {
        alike = learn_line(mask, (uint32_t)i, left.items[i], right.items[i]);
    }
    lines_free(&left);
    lines_free(&right);
    return alike;
}

void mask_apply(const Mask *mask, Buffer *out, Text key)
{
    uint32_t line = 0;
    uint32_t token = 0;
    size_t at = 0;
    if (!mask->count) {
        buffer_text(out, key);
        return;
    }
    while (at < key.size) {
        size_t end = mask_token_end(key.data, key.size, at);
        if (token == 0 && is_masked(mask, line, WHOLE_LINE)) {
            const char *stop = memchr(key.data + at, '\n', key.size - at);
            end = stop ? (size_t)(stop - key.data) : key.size;
            if (end > at) {
                buffer_byte(out, '*');
                token++;
                at = end;
                continue;
            }
            end = at + 1;
        }
        if (key.data[at] == '\n') {
            line++;
            token = 0;
            buffer_byte(out, '\n');
        } else if (is_masked(mask, line, token++)) {
            buffer_byte(out, '*');
        } else {
            buffer_bytes(out, key.data + at, end - at);
        }
        at = end;
    }
}

void mask_free(Mask *mask)
{
    free(mask->items);
    *mask = (Mask){0};
}
