/* SPDX-License-Identifier: MIT */
/* Compile: source text in, code object out. The one entry to bytecode/. */
#ifndef GILSCOPE_BYTECODE_COMPILE_H
#define GILSCOPE_BYTECODE_COMPILE_H

#include "bytecode/code.h"
#include "bytecode/diagnostic.h"

typedef enum {
    COMPILE_EXEC,   /* a module */
    COMPILE_EVAL,   /* one expression */
    COMPILE_SINGLE, /* one statement of a prompt: values are printed */
} CompileMode;

/* Flags: CODE_FUTURE_* bits that are on from outside, and these. */
enum {
    COMPILE_OPTIMISE = 0x1,         /* -O: no asserts, __debug__ is False */
    COMPILE_STRIP_DOCSTRINGS = 0x2, /* -OO, together with the above */
    COMPILE_TEXT = 0x4,    /* a str: UTF-8 whatever its coding line says */
    COMPILE_FILE = 0x8,    /* a file: errors at its end as CPython words them */
    COMPILE_PROMPT = 0x10, /* with SINGLE: diagnostic->incomplete is told */
    COMPILE_NO_DEDENT = 0x40, /* PARSE_NO_DEDENT */
    COMPILE_AWAIT = 0x20,     /* `await` in a module: its code is a coroutine */
};

/* Code in `region`, which must outlive it; NULL with the diagnostic filled.
 * Neither text nor filename need outlive the call. */
Code *compile_source(Region *region, const char *text, size_t size,
                     const char *filename, CompileMode mode, unsigned flags,
                     Diagnostic *diagnostic)
    __attribute__((warn_unused_result));

/* The same for a tree in `region` that somebody made or changed by hand; it is
 * checked first (ast_check.h) and changed by folding. */
struct Ast;
Code *compile_tree(Region *region, struct Ast *ast, const char *filename,
                   unsigned flags, Diagnostic *diagnostic)
    __attribute__((warn_unused_result));

#endif
