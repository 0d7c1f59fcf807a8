/* SPDX-License-Identifier: MIT */
/* A text as its lines, without their ends; sorted by bytes where asked. */
#ifndef GILSCOPE_CLI_LINES_H
#define GILSCOPE_CLI_LINES_H

#include "bytecode/buffer.h"

typedef struct Lines {
    Text *items; /* into the text that was split */
    size_t count;
} Lines;

/* False: no memory. A last line without a newline counts too. */
bool lines_split(Lines *lines, const char *text, size_t size)
    __attribute__((warn_unused_result));
void lines_sort(Lines *lines);
/* Each with a newline behind it. */
void lines_join(Buffer *out, const Lines *lines);
void lines_free(Lines *lines);

#endif
