/* SPDX-License-Identifier: MIT */
/* The parser: source text in, Python 3.8's abstract syntax tree out.
 *
 * Recursive descent over the published LL(1) grammar, so that "invalid syntax"
 * is reported at the token where CPython 3.8 reports it. Errors that CPython
 * finds only when it turns its parse tree into an AST ("cannot assign to
 * literal") are kept back until the text is known to be grammatical. */
#ifndef GILSCOPE_BYTECODE_PARSER_H
#define GILSCOPE_BYTECODE_PARSER_H

#include "bytecode/ast.h"
#include "bytecode/diagnostic.h"

typedef enum ParseMode { PARSE_EXEC, PARSE_EVAL, PARSE_SINGLE } ParseMode;

enum {
    PARSE_UTF8 = 1,  /* the text is UTF-8 whatever its coding line says */
    PARSE_BARRY = 2, /* `<>` instead of `!=` (PEP 401) */
    PARSE_FILE = 8,  /* report the end of the text as CPython does for a file
                        it reads line by line, not for a string */
    PARSE_NO_DEDENT = 16, /* a text without a newline at its end leaves its
                             blocks open, which is an error */
    PARSE_PROMPT = 4      /* an open block without a blank line behind it is
                             incomplete, as at an interactive prompt */
};

/* The tree, in the region, or NULL with the diagnostic filled. `text` need
 * not outlive the call, `filename` must outlive the diagnostic. The caller
 * has called diagnostic_init; warnings are added even on success. */
__attribute__((warn_unused_result)) Ast *
parser_parse(Region *region, const char *text, size_t size,
             const char *filename, ParseMode mode, unsigned flags,
             Diagnostic *diagnostic);

#endif
