/* SPDX-License-Identifier: MIT */
/* Source: the bytes of a file as the text the lexer reads. It finds the
 * encoding (byte order mark, PEP 263 coding line), makes UTF-8 of it and turns
 * every kind of newline into '\n'. */
#ifndef GILSCOPE_BYTECODE_SOURCE_H
#define GILSCOPE_BYTECODE_SOURCE_H

#include "bytecode/diagnostic.h"
#include "bytecode/region.h"

typedef struct Source {
    const char *text; /* in the region, NUL behind it, none inside */
    size_t size;
    size_t given; /* size without a newline that was added at the end */
} Source;

/* `whole_lines`: a missing newline at the end is added. `flags` are
 * parser_parse's. False: the diagnostic says why. */
__attribute__((warn_unused_result)) bool
source_read(Source *source, Region *region, const char *bytes, size_t size,
            bool whole_lines, unsigned flags, Diagnostic *diagnostic);

#endif
