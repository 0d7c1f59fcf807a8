/* SPDX-License-Identifier: MIT */
/*
 * Tokens that are not judged: what differs between two runs of the same order
 * on another day, at another speed, with other random numbers.
 *
 * A token is a run of letters, digits, dots and underscores, a
 * number with its sign, or any other single character. It is named by its line
 * in the key and its place there.
 */
#ifndef GILSCOPE_CLI_MASK_H
#define GILSCOPE_CLI_MASK_H

#include "bytecode/buffer.h"

#include <stdint.h>

typedef struct MaskedToken {
    uint32_t line;
    uint32_t token;
} MaskedToken;

typedef struct Mask {
    MaskedToken *items;
    size_t count;
} Mask;

/* The end of the token that begins at `at` < size. */
size_t mask_token_end(const char *text, size_t size, size_t at);
/* Mask what differs between two keys; false when they have not equally many
 * lines, or there is no memory. */
bool mask_learn(Mask *mask, Text a, Text b) __attribute__((warn_unused_result));
/* The key with each masked token as one '*'. */
void mask_apply(const Mask *mask, Buffer *out, Text key);
void mask_free(Mask *mask);

#endif
