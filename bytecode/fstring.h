/* SPDX-License-Identifier: MIT */
/* f-strings: literal text and {expressions}, as the values of a JoinedStr. */
#ifndef GILSCOPE_BYTECODE_FSTRING_H
#define GILSCOPE_BYTECODE_FSTRING_H

#include "bytecode/string_literal.h"

/* String literals being joined: text not yet in a node, and finished nodes on
 * the parser's scratch list. */
typedef struct Joiner {
    Parser *parser;
    Position at; /* of all the adjacent literals */
    Text first;  /* the first string token: places are searched in it */
    Buffer text; /* to be freed by the owner */
    bool is_unicode;
    bool is_formatted;
    size_t mark;
} Joiner;

/* Appends an f-string's body to what is being joined. Errors in it are late;
 * false: out of memory. */
__attribute__((warn_unused_result)) bool fstring_join(Joiner *joiner, Text body,
                                                      bool is_raw);

/* A Constant of the text so far, which is emptied; NULL: out of memory. */
__attribute__((warn_unused_result)) Expr *joiner_constant(Joiner *joiner);

/* A JoinedStr of everything. */
__attribute__((warn_unused_result)) Expr *joiner_finish(Joiner *joiner);

#endif
