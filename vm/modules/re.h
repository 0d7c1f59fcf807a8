/* SPDX-License-Identifier: MIT */
/*
 * _re: matching with PCRE2 for the module re.
 *
 * A pattern in the world is its PCRE2 text and options, plain values. What
 * PCRE2 makes of them is kept outside the arena, in a cache that a restore
 * need not know of: an entry depends on nothing but its key.
 *
 * A str is matched in its own units (1, 2 or 4 bytes a code point) by the PCRE2
 * library of that width, not as UTF, so places are code points and nothing is
 * converted. Only a pattern wider than the text makes a wider copy of it.
 */
#ifndef GILSCOPE_VM_MODULES_RE_H
#define GILSCOPE_VM_MODULES_RE_H

#include "vm/types/span.h"

typedef struct RegexCache RegexCache;
void regex_cache_free(RegexCache *cache);

enum {
    REGEX_IGNORE_CASE = 1,
    REGEX_UNICODE = 2,
    REGEX_BYTES = 4,
};
enum {
    REGEX_ANCHORED = 1,
    REGEX_TO_END = 2,
    REGEX_NOT_EMPTY = 4, /* at the start */
};
enum {
    REGEX_NO_MATCH = 0,
    REGEX_TOO_LONG = -1, /* the step or memory limit was reached */
    REGEX_FAILED = -2,
};

/* PCRE2 in one width. */
typedef struct RegexEngine {
    /* NULL: *message (of `size`) says why; "" when there is no memory. */
    void *(*compile)(const void *code, size_t length, unsigned options,
                     char *message, size_t size);
    void (*release)(void *program);
    /* Groups matched at least, or one of the codes above. */
    int (*match)(void *program, const void *text, size_t length, size_t from,
                 unsigned how);
    /* Starts and ends, ~0 where a group took no part; *pairs of them. */
    const size_t *(*spans)(void *program, size_t *pairs);
} RegexEngine;

extern const RegexEngine regex_engine_8, regex_engine_16, regex_engine_32;

#endif
