/* SPDX-License-Identifier: MIT */
/*
 * Texts in the columns of an 80-column screen. A width counts characters, not
 * bytes; what is too long is cut, and its last three characters are dots.
 */
#ifndef GILSCOPE_SCHED_COLUMN_H
#define GILSCOPE_SCHED_COLUMN_H

#include "bytecode/buffer.h"

/* Characters of a line. */
#define COLUMN_LAST 79

/* "" for an empty buffer, else its bytes. */
const char *column_text(const Buffer *text);
int column_width(const Buffer *text);
/* At most `width` characters of `text`. */
void column_clip(Buffer *out, const Buffer *text, int width);
/* The same, padded to `width`, and two blanks to the next column. */
void column_put(Buffer *out, const Buffer *text, int width, int most);
/* Ends the line that began at byte `start` of `out`: without blanks at its end,
 * cut to the width of the screen. */
void column_end(Buffer *out, size_t start);

#endif
