/* SPDX-License-Identifier: MIT */
/* Constant folding on the tree, with CPython 3.8's rules and size limits. */
#ifndef GILSCOPE_BYTECODE_FOLD_H
#define GILSCOPE_BYTECODE_FOLD_H

#include "bytecode/ast.h"

/* Rewrites the tree in place. `optimise`: -O, __debug__ is False. False when
 * the region is out of memory or the tree is too deep (*deep is set). */
__attribute__((warn_unused_result)) bool fold_tree(Region *region, Ast *ast,
                                                   bool optimise, bool *deep);

#endif
