/* SPDX-License-Identifier: MIT */
/* Durations as they are typed: 5ms 50us 500ns 0.5ns 2s 1op, plain seconds. */
#ifndef GILSCOPE_CLI_DURATION_H
#define GILSCOPE_CLI_DURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `size` bytes of text as seconds > 0; NULL, else what is wrong with it.
 * `op_ns`: how long one opcode takes. */
const char *duration_parse(const char *text, size_t size, int64_t op_ns,
                           double *seconds) __attribute__((warn_unused_result));

#endif
