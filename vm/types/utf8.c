/* SPDX-License-Identifier: MIT */
/*
 * Reading and writing UTF-8.
 *
 * How many bytes an error covers follows the Unicode standard's "maximal
 * subpart": the longest prefix that could have begun a valid sequence.
 */
#include "vm/types/utf8.h"

#include <string.h>

size_t utf8_ascii_run(const char *at, const char *end)
{
    const char *p = at;
    while (end - p >= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        if (word & UINT64_C(0x8080808080808080)) {
            break;
        }
        p += 8;
    }
    while (p < end && (uint8_t)*p < 0x80) {
        p++;
    }
    return (size_t)(p - at);
}

static size_t sequence_length(uint8_t lead)
{
    return lead < 0x80                   ? 1
           : lead >= 0xc2 && lead < 0xe0 ? 2
           : lead >= 0xe0 && lead < 0xf0 ? 3
           : lead >= 0xf0 && lead < 0xf5 ? 4
                                         : 0;
}

/* May `next` follow `lead`? Keeps out overlong forms and what is above
   U+10FFFF; surrogates only when `strict`. */
static int second_fits(uint8_t lead, uint8_t next, int strict)
{
    uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xf4 ? 0x8f : 0xbf;
    if (strict && lead == 0xed) {
        high = 0x9f;
    }
    return next >= low && next <= high;
}

uint32_t utf8_next(const char **at, const char *end)
{
    const uint8_t *p = (const uint8_t *)*at;
    size_t length = sequence_length(p[0]);
    size_t there = (size_t)(end - *at);
    *at += 1;
    if (length == 1) {
        return p[0];
    }
    if (length == 0 || there < length || !second_fits(p[0], p[1], 0)) {
        return 0xfffd;
    }
    uint32_t c = p[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0xfffd;
        }
        c = c << 6 | (p[i] & 0x3fu);
    }
    *at += length - 1;
    return c;
}

size_t utf8_put(char *to, uint32_t c)
{
    size_t size = utf8_size(c);
    if (size == 1) {
        to[0] = (char)c;
        return 1;
    }
    for (size_t i = size - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    to[0] = (char)(lead[size] | c);
    return size;
}

size_t utf8_check(const uint8_t *at, const uint8_t *end, size_t *bad,
                  const char **why)
{
    size_t length = sequence_length(at[0]);
    *bad = 1;
    *why = "invalid start byte";
    if (length <= 1) {
        return length;
    }
    *why = "invalid continuation byte";
    for (size_t i = 1; i < length; i++) {
        if (at + i == end) {
            *bad = i;
            *why = "unexpected end of data";
            return 0;
        }
        if (i == 1 ? !second_fits(at[0], at[1], 1) : (at[i] & 0xc0) != 0x80) {
            *bad = i;
            return 0;
        }
    }
    return length;
}
