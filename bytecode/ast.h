/* SPDX-License-Identifier: MIT */
/* The abstract syntax tree: Python 3.8's abstract grammar as plain structs.
 *
 * ast.def lists the nodes; a node is used as `expr->call.func` after looking
 * at `expr->kind` (EXPR_CALL). Everything lives in the region it was parsed
 * into. Lists are {items, count}; items is NULL when count is 0.
 * Names are interned per region: two equal names have the same `data`.
 * A Text that is absent has data NULL.
 * Positions: lines from 1, columns in UTF-8 bytes from 0, as in CPython.
 * Comprehension, Keyword, Alias, WithItem and Slice have none in 3.8. */
#ifndef GILSCOPE_BYTECODE_AST_H
#define GILSCOPE_BYTECODE_AST_H

#include "bytecode/constant.h"
#include "bytecode/region.h"
#include "bytecode/text.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Slice Slice;

typedef struct Position {
    int line, column;
    int end_line, end_column;
} Position;

#define AST_LIST(List, Item)                                                   \
    typedef struct List {                                                      \
        Item *items;                                                           \
        size_t count;                                                          \
    } List

typedef enum ExprContext { CTX_LOAD, CTX_STORE, CTX_DEL } ExprContext;
typedef enum BoolOperator { BOOLOP_AND, BOOLOP_OR } BoolOperator;
typedef enum Operator {
    BINOP_ADD,
    BINOP_SUB,
    BINOP_MULT,
    BINOP_MAT_MULT,
    BINOP_DIV,
    BINOP_MOD,
    BINOP_POW,
    BINOP_LSHIFT,
    BINOP_RSHIFT,
    BINOP_BIT_OR,
    BINOP_BIT_XOR,
    BINOP_BIT_AND,
    BINOP_FLOOR_DIV
} Operator;
typedef enum UnaryOperator {
    UNOP_INVERT,
    UNOP_NOT,
    UNOP_PLUS,
    UNOP_MINUS
} UnaryOperator;
typedef enum CompareOperator {
    CMPOP_EQ,
    CMPOP_NOT_EQ,
    CMPOP_LT,
    CMPOP_LT_E,
    CMPOP_GT,
    CMPOP_GT_E,
    CMPOP_IS,
    CMPOP_IS_NOT,
    CMPOP_IN,
    CMPOP_NOT_IN
} CompareOperator;

typedef struct Arg {
    Text name; /* data NULL: no such argument (vararg, kwarg) */
    Expr *annotation;
    Position at;
} Arg;

typedef struct Keyword {
    Text arg; /* data NULL: `**value` */
    Expr *value;
} Keyword;

typedef struct Alias {
    Text name; /* dotted as written; "*" for a star import */
    Text asname;
} Alias;

typedef struct WithItem {
    Expr *context;
    Expr *vars; /* NULL without `as` */
} WithItem;

AST_LIST(ExprList, Expr *);
AST_LIST(StmtList, Stmt *);
AST_LIST(SliceList, Slice *);
AST_LIST(TextList, Text);
AST_LIST(ArgList, Arg);
AST_LIST(KeywordList, Keyword);
AST_LIST(AliasList, Alias);
AST_LIST(WithItemList, WithItem);
AST_LIST(CompareOperatorList, CompareOperator);

typedef struct Arguments {
    ArgList posonlyargs, args, kwonlyargs;
    Arg vararg, kwarg;
    ExprList kw_defaults; /* one per kwonlyargs; NULL = no default */
    ExprList defaults;    /* of the last posonlyargs + args */
} Arguments;

typedef struct Comprehension {
    Expr *target;
    Expr *iter;
    ExprList ifs;
    bool is_async;
} Comprehension;

typedef struct ExceptHandler {
    Expr *type; /* NULL: bare except */
    Text name;
    StmtList body;
    Position at;
} ExceptHandler;

AST_LIST(ComprehensionList, Comprehension);
AST_LIST(HandlerList, ExceptHandler);

typedef enum ExprKind {
#define EXPR(KIND, member, name, fields) EXPR_##KIND,
#include "bytecode/ast.def"
    EXPR_KINDS
} ExprKind;

typedef enum StmtKind {
#define STMT(KIND, member, name, fields) STMT_##KIND,
#include "bytecode/ast.def"
    STMT_KINDS
} StmtKind;

typedef enum SliceKind {
#define SLICE(KIND, member, name, fields) SLICE_##KIND,
#include "bytecode/ast.def"
    SLICE_KINDS
} SliceKind;

#include "bytecode/ast_fields.def"
#define AST_MEMBER(KIND, member, name, fields)                                 \
    struct {                                                                   \
        fields                                                                 \
    } member;

struct Slice {
    SliceKind kind;
    union {
#define SLICE AST_MEMBER
#include "bytecode/ast.def"
    };
};

struct Expr {
    ExprKind kind;
    Position at;
    union {
#define EXPR AST_MEMBER
#include "bytecode/ast.def"
    };
};

struct Stmt {
    StmtKind kind;
    Position at;
    union {
#define STMT AST_MEMBER
#include "bytecode/ast.def"
    };
};

/* The rows can now be given another meaning. */
#undef AST_MEMBER
#undef A_EXPR
#undef A_OPT
#undef A_EXPRS
#undef A_OPT_EXPRS
#undef A_STMTS
#undef A_TEXT
#undef A_OPT_TEXT
#undef A_TEXTS
#undef A_INT
#undef A_ASYNC
#undef A_KIND
#undef A_ARGUMENTS
#undef A_KEYWORDS
#undef A_WITH_ITEMS
#undef A_HANDLERS
#undef A_ALIASES
#undef A_COMPREHENSIONS
#undef A_OPERATOR
#undef A_BOOL_OPERATOR
#undef A_UNARY_OPERATOR
#undef A_COMPARE_OPERATORS
#undef A_CONSTANT
#undef A_CONTEXT
#undef A_SLICE
#undef A_SLICES

typedef enum AstMode { AST_MODULE, AST_EXPRESSION, AST_INTERACTIVE } AstMode;

typedef struct Ast {
    AstMode mode;
    StmtList body;      /* AST_MODULE, AST_INTERACTIVE */
    Expr *expression;   /* AST_EXPRESSION */
    const char *source; /* the text parsed, as UTF-8, in the region */
    size_t source_size;
    const struct Names *names; /* all that occur in it, and the keywords */
} Ast;

#endif
