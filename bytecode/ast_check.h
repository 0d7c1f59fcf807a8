/* SPDX-License-Identifier: MIT */
/* Whether a tree that no parser made can be compiled: CPython's validator.
 *
 * The parser's own trees pass. Every list that must have an item has one,
 * contexts fit, and only what can be assigned to is assigned to; the compiler
 * relies on that. False with a ValueError or TypeError in the diagnostic. */
#ifndef GILSCOPE_BYTECODE_AST_CHECK_H
#define GILSCOPE_BYTECODE_AST_CHECK_H

#include "bytecode/ast.h"
#include "bytecode/diagnostic.h"

__attribute__((warn_unused_result)) bool ast_check(const Ast *ast,
                                                   Diagnostic *diagnostic);

#endif
