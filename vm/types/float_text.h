/* SPDX-License-Identifier: MIT */
/*
 * FloatText: a float's magnitude as format() and % print it, in plain ASCII.
 */
#ifndef GILSCOPE_VM_TYPES_FLOAT_TEXT_H
#define GILSCOPE_VM_TYPES_FLOAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct FloatText {
    char *data; /* malloc'ed, or inline_ */
    size_t size;
    char inline_[472];
} FloatText;

enum {
    FLOAT_TEXT_ALTERNATE = 1, /* keep the point and, for g, the zeros */
    FLOAT_TEXT_DOT_ZERO = 2,  /* a whole number ends in ".0" */
    FLOAT_TEXT_UPPER = 4,     /* E, INF, NAN */
};

/* `how`: e f g as in C, or r for the shortest repr (no precision). The sign is
 * left out. False: no memory. */
__attribute__((warn_unused_result)) bool
float_text_begin(FloatText *out, double value, char how, int64_t precision,
                 unsigned flags);
void float_text_end(FloatText *text);

#endif
