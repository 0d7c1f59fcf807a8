/* SPDX-License-Identifier: MIT */
/* String literals: what stands between the quotes, turned into text or bytes.
 * f-strings are in fstring.h; adjacent literals are joined in strings.c. */
#ifndef GILSCOPE_BYTECODE_STRING_LITERAL_H
#define GILSCOPE_BYTECODE_STRING_LITERAL_H

#include "bytecode/buffer.h"
#include "bytecode/parser_state.h"

/* A string token taken apart. */
typedef struct StringLiteral {
    Text body;   /* between the quotes, in the source */
    Position at; /* of the token */
    bool is_raw;
    bool is_bytes;
    bool is_formatted;
    bool is_unicode; /* written with a small u */
} StringLiteral;

StringLiteral string_literal_split(Text token, Position at);

/* Appends what the body stands for, a str or bytes. A bad escape is a late
 * error of `parser` at `whole`, the place of all adjacent literals; a doubtful
 * one is a warning. False: out of memory. */
__attribute__((warn_unused_result)) bool
string_literal_decode(Parser *parser, StringLiteral literal, Position whole,
                      Buffer *out);

/* A late error when the body of bytes is not plain ASCII. */
void string_literal_check(Parser *parser, StringLiteral literal);

#endif
