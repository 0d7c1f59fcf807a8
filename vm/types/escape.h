/* SPDX-License-Identifier: MIT */
/*
 * Escapes: text between quotes, as repr(), ascii() and JSON write it.
 *
 * All of them leave printable ASCII as it is, and put a backslash before the
 * quote and the backslash. An EscapeStyle says what differs. The writer's
 * memory may run out: writer_finish tells.
 */
#ifndef GILSCOPE_VM_TYPES_ESCAPE_H
#define GILSCOPE_VM_TYPES_ESCAPE_H

#include "vm/operator.h"

typedef struct EscapeStyle {
    /* May this stay? Never asked about printable ASCII. */
    bool (*stays)(uint32_t code_point);
    void (*escape)(Writer *out, uint32_t code_point);
} EscapeStyle;

/* `quote`, the text, `quote`. */
void escape_quoted(Writer *out, Span text, uint32_t quote, EscapeStyle style);
/* No code point may stay. */
bool escape_all(uint32_t code_point);
/* A backslash and the letter that follows this code point in `pairs`, such as
 * "\nn\tt" (ASCII only); false, and nothing written: it is in no pair. */
bool escape_letter(Writer *out, const char *pairs, uint32_t code_point);
/* A backslash, `letter`, and that many (at most 8) hexadecimal digits. */
void escape_hex(Writer *out, char letter, int digits, uint32_t code_point);
/* As Python does: \n \r \t, else \xe9, \u20ac or \U0001f600, the shortest. */
void escape_python(Writer *out, uint32_t code_point);
/* The str with what is not ASCII escaped so: itself, a new one, or NO_VALUE
 * (no memory). */
MUST_CHECK Value escape_to_ascii(World *w, Value str);

#endif
