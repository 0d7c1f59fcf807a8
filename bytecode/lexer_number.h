/* SPDX-License-Identifier: MIT */
/* Numbers of the lexer: where a number ends, and what is wrong with it. */
#ifndef GILSCOPE_BYTECODE_LEXER_NUMBER_H
#define GILSCOPE_BYTECODE_LEXER_NUMBER_H

#include "bytecode/lexer.h"

/* Moves the cursor behind the number at it. False: an error is recorded. */
__attribute__((warn_unused_result)) bool lexer_number(Lexer *lexer);

/* Records an error about the current line, which ends at the cursor; the text
 * is quoted without its newline. */
__attribute__((format(printf, 2, 3))) void
lexer_reject(Lexer *lexer, const char *format, ...);

#endif
