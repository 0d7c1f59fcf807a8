/* SPDX-License-Identifier: MIT */
/* A diagnostic: what the lexer, parser or compiler has against a source text,
 * in CPython 3.8's words and at CPython 3.8's place.
 *
 * Invariant: a diagnostic owns nothing. `text` and `filename` point into the
 * region the source is compiled in (or to storage of the caller), and a
 * diagnostic can be filled when there is no memory left.
 * The first error wins: a second diagnostic_set changes nothing.
 * Warnings are a list in the region; who shows them decides by category,
 * as CPython's filters do (SyntaxWarning shown, DeprecationWarning not). */
#ifndef GILSCOPE_BYTECODE_DIAGNOSTIC_H
#define GILSCOPE_BYTECODE_DIAGNOSTIC_H

#include "bytecode/region.h"
#include "bytecode/text.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Warning Warning;

struct Warning {
    Warning *next;
    const char *category; /* "SyntaxWarning", "DeprecationWarning" */
    Text message;
    int line;
    int column; /* the offset, should the warning be turned into an error */
};

typedef struct Diagnostic {
    const char *kind;  /* exception class, NULL while there is no error */
    char message[512]; /* valid UTF-8, cut short when longer */
    int line;          /* 1-based; 0 = none */
    int column;        /* SyntaxError.offset: 1-based; 0 or less = none */
    bool has_text;     /* false: SyntaxError.text is None */
    bool incomplete;   /* more input could have made this a valid program */
    Text text;         /* that source line, with its newline when it has one */
    const char *filename;
    Warning *warnings; /* oldest first; also filled when there is no error */
    Warning *last_warning;
} Diagnostic;

void diagnostic_init(Diagnostic *diagnostic, const char *filename);

/* Records an error unless one is recorded already. */
__attribute__((format(printf, 5, 6))) void
diagnostic_set(Diagnostic *diagnostic, const char *kind, int line, int column,
               const char *format, ...);

/* MemoryError: needs no memory and no position. */
void diagnostic_no_memory(Diagnostic *diagnostic);

/* Gives the error its source text, and with it CPython's hint about Python 2's
 * print and exec statements. */
void diagnostic_set_text(Diagnostic *diagnostic, Text text);

/* Takes line `diagnostic->line` out of the source as the error's text, unless
 * the source is no file (`<string>`, `<stdin>`). For errors found behind the
 * grammar; CPython has the text of those only if it can open the file. */
void diagnostic_take_line(Diagnostic *diagnostic, const char *source,
                          size_t size);

/* Appends a warning. False, with a MemoryError recorded, when out of memory. */
__attribute__((warn_unused_result)) bool
diagnostic_warn(Diagnostic *diagnostic, Region *region, const char *category,
                int line, int column, const char *message);

static inline bool diagnostic_is_set(const Diagnostic *diagnostic)
{
    return diagnostic->kind != NULL;
}

/* The error as CPython 3.8 prints it after a traceback, newline at the end:
 * File line, text stripped, caret, "kind: message". NULL: out of memory. */
__attribute__((warn_unused_result)) const char *
diagnostic_render(const Diagnostic *diagnostic, Region *region);

/* Whether `kind` is SyntaxError or one of its subclasses. */
bool diagnostic_is_syntax_error(const Diagnostic *diagnostic);

#endif
