/* SPDX-License-Identifier: MIT */
/* What the files of the compiler share: one Unit for each code object being
 * made, the constructs around the current statement, and the visitors.
 *
 * Every visitor returns false once the diagnostic holds an error or memory ran
 * out; the caller just returns. While `muted` is not 0 (`if 0:`), statements
 * are checked but nothing is emitted, and no table grows but co_names by the
 * global variables met. */
#ifndef GILSCOPE_BYTECODE_COMPILER_STATE_H
#define GILSCOPE_BYTECODE_COMPILER_STATE_H

#include "bytecode/ast.h"
#include "bytecode/compile.h"
#include "bytecode/emit.h"
#include "bytecode/scope.h"

#define NESTED_BLOCKS_MAX  20
#define COMPILER_DEPTH_MAX 6000
#define FUTURE_TOO_LATE                                                        \
    "from __future__ imports must occur at the beginning of the file"

typedef enum {
    UNIT_MODULE,
    UNIT_CLASS,
    UNIT_FUNCTION,
    UNIT_ASYNC_FUNCTION,
    UNIT_LAMBDA,
    UNIT_COMPREHENSION,
} UnitKind;

/* A construct that break, continue or return must leave in good order. */
typedef enum {
    AROUND_WHILE,
    AROUND_FOR,
    AROUND_EXCEPT,    /* the body of try ... except */
    AROUND_TRY,       /* the body of try ... finally */
    AROUND_TRY_VALUE, /* the same with a placeholder on the stack */
    AROUND_FINALLY,   /* the finally body itself */
    AROUND_WITH,
    AROUND_ASYNC_WITH,
    AROUND_HANDLER, /* an except body */
} AroundKind;

typedef struct Around {
    AroundKind kind;
    Label start; /* continue goes here */
    Label exit;  /* break goes here; the finally to call; NO_LABEL: none */
    bool left;   /* FINALLY: break, continue or return leaves it */
} Around;

/* Names with their numbers, in order of first use. */
typedef struct NameTable {
    Text *items;
    size_t count;
    size_t capacity;
    uint32_t *index;
    size_t index_size;
} NameTable;

typedef struct Unit Unit;
struct Unit {
    Unit *outer;
    UnitKind kind;
    Scope *scope;
    Emit emit;
    NameTable names;
    NameTable locals;
    TextList cells;
    TextList frees;
    Text name;
    Text qualname; /* data NULL for a module */
    Text klass;    /* for mangling; data NULL outside classes */
    int first_line;
    int line;
    int column;
    uint32_t argument_count;
    uint32_t positional_only_count;
    uint32_t keyword_only_count;
    Around around[NESTED_BLOCKS_MAX];
    size_t around_count;
};

typedef struct Compiler {
    Region *region;
    Diagnostic *diagnostic;
    Ast *ast;
    ScopeTree *scopes;
    Text filename;
    unsigned future; /* CODE_FUTURE_... */
    int future_line; /* of the last `from __future__` at the top, or -1 */
    unsigned flags;  /* COMPILE_... */
    bool interactive;
    int nesting; /* of units */
    int muted;
    int depth; /* of the visitors on the C stack */
    Unit *unit;
} Compiler;

#define OUT(c) (&(c)->unit->emit)

/* compiler.c: units, names, constants */
bool unit_enter(Compiler *c, UnitKind kind, Text name, const void *node,
                int line);
/* The finished code; the outer unit is current again. NULL: error. While
 * muted: an empty Code. */
Code *unit_leave(Compiler *c, bool add_return);
bool compile_body(Compiler *c, StmtList body);
/* A body that annotates variables makes __annotations__ first. */
void compile_annotations(Compiler *c, StmtList body);
/* Error at the current position, as SyntaxError. Always false. */
bool compiler_error(Compiler *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The tree is too deep for the C stack: RecursionError. Always false. */
bool compiler_too_deep(Compiler *c);
/* May `await` stand here, outside all functions? Then it is a coroutine. */
bool compiler_top_await(Compiler *c);
bool compiler_warn(Compiler *c, const char *message);
bool compiler_ok(const Compiler *c);
void set_line(Compiler *c, int line);
void out_op(Compiler *c, Opcode op);
void out_arg(Compiler *c, Opcode op, size_t arg);
void out_jump(Compiler *c, Opcode op, Label target);
void out_constant(Compiler *c, const Constant *constant);
void out_none(Compiler *c);
/* LOAD_ATTR and the like: the name is mangled and numbered in co_names. */
void out_name(Compiler *c, Opcode op, Text name);
void out_plain_name(Compiler *c, Opcode op, Text name);
void out_text(Compiler *c, Text text); /* LOAD_CONST of a str */
Label new_label(Compiler *c);
void here(Compiler *c, Label label);
/* A block begins without a label to it. */
void next_block(Compiler *c);
Text mangle(Compiler *c, Text name);
/* Load, store or delete a variable. */
bool variable(Compiler *c, Text name, ExprContext context);
uint32_t closure_index(Compiler *c, Text name);
/* Wait for an awaitable on the stack. */
void out_await(Compiler *c);
const Constant *text_tuple(Compiler *c, const Text *items, size_t count);

/* compiler_expr.c */
bool compile_expr(Compiler *c, const Expr *e);
bool compile_exprs(Compiler *c, ExprList list);
Opcode operator_opcode(Operator op, bool inplace);

/* compiler_condition.c */
bool compile_compare(Compiler *c, const Expr *e);
bool compile_bool_op(Compiler *c, const Expr *e);
bool compile_conditional(Compiler *c, const Expr *e);
/* Jump to `target` when bool(e) == condition. */
bool compile_jump_if(Compiler *c, const Expr *e, Label target, bool condition);
/* -1: not a constant; else its truth. */
int constant_test(const Expr *e);
/* compiler_display.c: list, tuple, set, dict */
bool compile_display(Compiler *c, const Expr *e);
/* Items with `*` among them: each run of plain ones is packed by `inner` before
 * what is starred. *run: plain ones still on the stack; *parts grows by one for
 * each pack and each starred value. */
bool compile_unpacked(Compiler *c, ExprList items, Opcode inner, size_t *run,
                      size_t *parts);
/* compiler_subscript.c */
bool compile_subscript(Compiler *c, const Expr *e);
/* x[...]: load, store or delete with the value on the stack. */
bool compile_slice(Compiler *c, const Slice *slice);
/* The type an expression certainly has, for warnings; NULL: unknown. */
const char *certain_type(const Expr *e);
/* compiler_call.c */
bool compile_call(Compiler *c, const Expr *e);
/* `ready` positional arguments are on the stack already. */
bool compile_arguments(Compiler *c, size_t ready, ExprList args,
                       KeywordList keywords);
/* compiler_comprehension.c */
bool compile_comprehension(Compiler *c, const Expr *e);
/* compiler_function.c */
bool compile_function(Compiler *c, const Stmt *s);
bool compile_class(Compiler *c, const Stmt *s);
bool compile_lambda(Compiler *c, const Expr *e);
bool make_closure(Compiler *c, const Code *code, unsigned flags, Text qualname);
/* compiler_stmt.c */
bool compile_stmt(Compiler *c, const Stmt *s);
bool compile_stmts(Compiler *c, StmtList list);
/* compiler_flow.c: loops, try, with, and leaving them */
bool compile_while(Compiler *c, const Stmt *s);
bool compile_for(Compiler *c, const Stmt *s);
bool compile_if(Compiler *c, const Stmt *s);
bool compile_try(Compiler *c, const Stmt *s);
bool compile_with(Compiler *c, const Stmt *s);
bool compile_return(Compiler *c, const Stmt *s);
bool compile_break(Compiler *c);
bool compile_continue(Compiler *c);

/* unparse.c: an annotation as text, for `from __future__ import annotations`.
 * data NULL: the diagnostic is filled, or memory ran out. */
Text unparse(Compiler *c, const Expr *e);

#endif
