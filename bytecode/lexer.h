/* SPDX-License-Identifier: MIT */
/* The lexer: UTF-8 source text to tokens, with CPython 3.8's rules for
 * indentation, numbers, strings, continuation lines and brackets.
 *
 * Tokens are made on demand, one at a time, and never looked ahead of: an
 * error in the text after a token must not hide an error at that token.
 * Invariants: the source ends with a NUL byte at `end` and holds no other;
 * its newlines are '\n'. [text_start, end of the current line) is the text an
 * error quotes. `ended` is set as soon as the end of the source was looked
 * at, which is what CPython calls "unexpected EOF". */
#ifndef GILSCOPE_BYTECODE_LEXER_H
#define GILSCOPE_BYTECODE_LEXER_H

#include "bytecode/diagnostic.h"
#include "bytecode/names.h"
#include "bytecode/token.h"

enum { LEXER_INDENTS = 100, LEXER_BRACKETS = 200 };

typedef struct Lexer {
    const char *cursor;
    const char *end;
    const char *line_start;
    const char *text_start;
    int line;       /* of `cursor`; 0 before the first character is read */
    bool line_over; /* the newline before `cursor` was read */
    bool new_line;  /* indentation is still to be measured */
    bool blank;     /* this line gives no NEWLINE token */
    bool started;   /* a token came since the last implied NEWLINE */
    bool ended;
    bool keeps_blocks; /* the end of the text does not close blocks */
    int file_lines;    /* PARSE_FILE: lines by which the end is reported later
                          inside a token: 1, or 2 behind a newline; else 0 */
    int pending;       /* INDENT (> 0) or DEDENT (< 0) tokens to hand out */
    int indent;
    int brackets;
    int columns[LEXER_INDENTS];     /* tabs go to the next multiple of 8 */
    int alt_columns[LEXER_INDENTS]; /* tabs count as 1 */
    struct {
        char open;
        int line;
    } bracket[LEXER_BRACKETS];
    Names *names;
    Diagnostic *diagnostic;
} Lexer;

/* `source[size]` must be 0. Names and diagnostic are the caller's. */
void lexer_init(Lexer *lexer, const char *source, size_t size, Names *names,
                Diagnostic *diagnostic);

/* The next token. TOKEN_ERROR: the diagnostic says why. */
void lexer_next(Lexer *lexer, Token *token);

/* Records an error at byte `column` (from 0) of the quoted text: the offset
 * given to the user counts characters. `incomplete` is filled as well. */
__attribute__((format(printf, 4, 5))) void lexer_error(Lexer *lexer,
                                                       const char *kind,
                                                       size_t column,
                                                       const char *format, ...);

/* What is left holds nothing but blank lines and comments. */
bool lexer_only_blank_left(const Lexer *lexer);

#endif
