/* SPDX-License-Identifier: MIT */
/* Load: from the compiler's plain data to code objects of the world. */
#ifndef GILSCOPE_VM_LOAD_H
#define GILSCOPE_VM_LOAD_H

#include "bytecode/compile.h"
#include "vm/frame.h"

typedef enum {
    LOAD_PROGRAM, /* the user's own */
    LOAD_LIBRARY, /* vm/lib */
    LOAD_PRELUDE, /* vm/prelude: twins */
} LoadKind;

/* NO_VALUE with MemoryError set. */
MUST_CHECK Value load_code(World *w, const Code *code, LoadKind kind);
/* The same of a packed module's code: functions inside it may be left for
 * code_complete (packed.h), which finds them in `row`. */
MUST_CHECK Value load_packed_code(World *w, const Code *code, LoadKind kind,
                                  uint32_t row);
/* Fill in what code_complete has read; nothing is changed on RAISE. */
MUST_CHECK Status load_rest(World *w, CodeObject *c, const Code *code);
/* Compile and load; a SyntaxError (or another) is raised in the world. */
MUST_CHECK Value load_source(World *w, const char *text, size_t size,
                             const char *filename, CompileMode mode,
                             unsigned flags);
/* The same, but the compiler's warnings go into a list (category, message,
 * filename, line, column) made in *warnings when there are any. */
MUST_CHECK Value load_source_noting(World *w, const char *text, size_t size,
                                    const char *filename, CompileMode mode,
                                    unsigned flags, Value *warnings);
/* Work out what the interpreter derives from the other fields. */
void code_object_prepare(CodeObject *code);
/* A constant of the compiler's as a value. */
MUST_CHECK Value load_constant_value(World *w, const Constant *constant);
/* Hand the compiler's warnings to the host. */
void load_warn(World *w, const Diagnostic *diagnostic);
/* Raise what the compiler found. */
Status load_raise(World *w, const Diagnostic *diagnostic);

#endif
