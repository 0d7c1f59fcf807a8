/* SPDX-License-Identifier: MIT */
/*
 * Syntax trees as plain values, for the module _ast.
 *
 * A node is a tuple: its class's name, the four numbers of its place where it
 * has one, and its fields in ast.def's order. A list is a list, an operator or
 * a context the name of its class, whatever is absent None. The Python half,
 * vm/prelude/modules/_ast.py, turns such tuples into objects and back.
 */
#ifndef GILSCOPE_VM_MODULES_AST_H
#define GILSCOPE_VM_MODULES_AST_H

#include "bytecode/ast.h"
#include "vm/frame.h"

/* Deeper trees are a RecursionError. */
#define AST_VALUE_DEPTH 1000

/* NO_VALUE with the exception set. */
MUST_CHECK Value ast_write(World *w, const Ast *ast);
/* In the region; NULL with the exception set when `tree` is none. */
MUST_CHECK Ast *ast_read(World *w, Region *region, Value tree);

extern const char *const ast_operator_names[];
extern const char *const ast_bool_operator_names[];
extern const char *const ast_unary_operator_names[];
extern const char *const ast_compare_operator_names[];
extern const char *const ast_context_names[];

#endif
