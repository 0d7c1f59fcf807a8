/* SPDX-License-Identifier: MIT */
/* The names of one source text: each is kept once, keywords are among them.
 *
 * Invariant: two equal names have the same `data`, so comparing names is
 * comparing pointers. Everything lives in the region, the table too.
 * CPython interns all names of the process; here a region is enough. */
#ifndef GILSCOPE_BYTECODE_NAMES_H
#define GILSCOPE_BYTECODE_NAMES_H

#include "bytecode/region.h"
#include "bytecode/token.h"

#include <stdint.h>

typedef struct Name {
    Text text;
    uint32_t hash;
    TokenKind kind; /* TOKEN_NAME or the keyword it is */
} Name;

typedef struct Names {
    Region *region;
    Name *slots; /* open addressing; text.data NULL: free */
    size_t capacity;
    size_t count;
} Names;

/* With the keywords in it. False: out of memory. */
__attribute__((warn_unused_result)) bool names_init(Names *names,
                                                    Region *region);

/* The one copy of a name; NULL: out of memory. */
__attribute__((warn_unused_result)) const Name *
names_intern(Names *names, const char *data, size_t size);
bool names_has(const Names *names, Text text);

#endif
