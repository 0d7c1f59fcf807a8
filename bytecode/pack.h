/* SPDX-License-Identifier: MIT */
/* Pack: code objects as bytes, for library modules that are compiled when
 * gilscope is built (CPython has .pyc files and marshal).
 *
 * Packed bytes begin with a format version. What pack_read gives satisfies
 * code.h's invariants whatever the bytes are: it refuses the others. */
#ifndef GILSCOPE_BYTECODE_PACK_H
#define GILSCOPE_BYTECODE_PACK_H

#include "bytecode/code.h"

/* One row of a table that gilscope-pack wrote; the last has a NULL name. */
typedef struct {
    const char *name; /* "concurrent.futures" */
    bool is_package;
    const uint8_t *bytes;
    size_t size;
} PackedModule;

/* The row of that name, or NULL. */
const PackedModule *pack_find(const PackedModule *table, Text name);

/* Appends the packed code; false: out of memory, or nested too deep. */
bool pack_write(Buffer *out, const Code *code)
    __attribute__((warn_unused_result));

/* Texts and instructions point into `bytes`, which must live as long as the
 * region. NULL: the region is out of memory, or these are no packed code. */
Code *pack_read(Region *region, const uint8_t *bytes, size_t size)
    __attribute__((warn_unused_result));

/* The same of a table linked into the program: gilscope-pack has checked it, so
 * it is not checked again at every start. `at` is 0, or a Code's packed_at.
 * `lazy`: of the functions inside there is only what making a function object
 * needs, and packed_at says where the rest is. */
Code *pack_read_own(Region *region, const PackedModule *module, size_t at,
                    bool lazy) __attribute__((warn_unused_result));

#endif
