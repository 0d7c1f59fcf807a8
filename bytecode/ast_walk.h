/* SPDX-License-Identifier: MIT */
/* Walking the tree: every child of a node, once, in ast.def's order.
 *
 * A pass owns an AstWalker with two callbacks. It handles the kinds it cares
 * about and hands all others to ast_walk_rest and ast_walk_stmt_rest.
 * `a + b + c ...`, `a.b.c ...`, `f()()...` and `elif` chains are as long as
 * the source is, so they are walked in a loop: `expr` is called for the
 * innermost expression first, and ast_walk_rest leaves out the child that
 * came before. All else is at most AST_WALK_DEPTH deep. */
#ifndef GILSCOPE_BYTECODE_AST_WALK_H
#define GILSCOPE_BYTECODE_AST_WALK_H

#include "bytecode/ast.h"

enum { AST_WALK_DEPTH = 3000 };

typedef struct AstWalker AstWalker;
struct AstWalker {
    bool (*expr)(AstWalker *, Expr *);
    bool (*stmt)(AstWalker *, Stmt *);
    Region *region;
    int depth;
    bool deep;    /* a walk failed because the tree is too deep */
    Expr **chain; /* outer links still to come */
    size_t chain_count;
    size_t chain_capacity;
};

/* Each is false as soon as a callback is, or when `deep` is set, or when the
 * region is out of memory. NULL expressions are passed over. */
__attribute__((warn_unused_result)) bool ast_walk(AstWalker *walker,
                                                  Expr *expr);
__attribute__((warn_unused_result)) bool ast_walk_list(AstWalker *walker,
                                                       ExprList list);
__attribute__((warn_unused_result)) bool ast_walk_stmts(AstWalker *walker,
                                                        StmtList list);
__attribute__((warn_unused_result)) bool
ast_walk_keywords(AstWalker *walker, KeywordList keywords);
/* The children, but for the one a chain goes on with. */
__attribute__((warn_unused_result)) bool ast_walk_rest(AstWalker *walker,
                                                       Expr *expr);
__attribute__((warn_unused_result)) bool ast_walk_stmt_rest(AstWalker *walker,
                                                            Stmt *stmt);

#endif
