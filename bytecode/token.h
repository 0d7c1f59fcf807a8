/* SPDX-License-Identifier: MIT */
/* A token: a piece of source text with its kind and place.
 *
 * Invariant: `start` points into the lexer's source; NEWLINE, INDENT, DEDENT
 * and END may have start NULL, then `at.column` is -1 as in CPython.
 * A string token keeps its prefix and quotes; its `at.line` is its first. */
#ifndef GILSCOPE_BYTECODE_TOKEN_H
#define GILSCOPE_BYTECODE_TOKEN_H

#include "bytecode/ast.h"

typedef enum TokenKind {
#define TOKEN(KIND) TOKEN_##KIND,
#include "bytecode/token.def"
    TOKEN_KINDS
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Position at;
    const char *start;
    size_t size;
    Text name; /* NAME: interned, NFKC normalised */
} Token;

#endif
