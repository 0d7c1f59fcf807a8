/* SPDX-License-Identifier: MIT */
/*
 * UTF-8, one code point at a time. Lenient form for text of our own making:
 * surrogates pass as 3 bytes, a byte that fits nowhere reads as U+FFFD. The
 * codecs that programs call report errors instead (codec.h).
 */
#ifndef GILSCOPE_VM_TYPES_UTF8_H
#define GILSCOPE_VM_TYPES_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of ASCII from here on. */
size_t utf8_ascii_run(const char *at, const char *end);
/* The next code point; *at moves on by at least one. Needs *at < end. */
uint32_t utf8_next(const char **at, const char *end);
/* Bytes written to `to`, 1 to 4. */
size_t utf8_put(char *to, uint32_t code_point);
static inline size_t utf8_size(uint32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/*
 * A strict look: the length of the valid sequence at `at` (2 to 4, 1 for
 * ASCII), or 0 and *bad the number of bytes that are wrong together and *why
 * in CPython's words. Surrogates are wrong here.
 */
size_t utf8_check(const uint8_t *at, const uint8_t *end, size_t *bad,
                  const char **why);

#endif
