/* SPDX-License-Identifier: MIT */
/* The walk itself comes from ast.def's rows: a field's type says what to do
 * with it. Only chains and `elif` need code of their own; CPython recurses
 * there and gives up at a fixed depth. */
#include "bytecode/ast_walk.h"

/* The child that a chain of any length goes on with, or NULL. */
static Expr *ast_chain(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_BIN_OP:
        return expr->bin_op.left;
    case EXPR_ATTRIBUTE:
        return expr->attribute.value;
    case EXPR_SUBSCRIPT:
        return expr->subscript.value;
    case EXPR_CALL:
        return expr->call.func;
    default:
        return NULL;
    }
}

static bool ast_chain_push(AstWalker *walker, Expr *expr)
{
    if (walker->chain_count == walker->chain_capacity) {
        size_t capacity = walker->chain_capacity * 2 + 16;
        Expr **grown = region_array(walker->region, capacity, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        if (walker->chain_count > 0) {
            memcpy(grown, walker->chain, walker->chain_count * sizeof *grown);
        }
        walker->chain = grown;
        walker->chain_capacity = capacity;
    }
    walker->chain[walker->chain_count++] = expr;
    return true;
}

static bool ast_walk_enter(AstWalker *walker)
{
    if (walker->depth >= AST_WALK_DEPTH) {
        walker->deep = true;
        return false;
    }
    walker->depth++;
    return true;
}

bool ast_walk(AstWalker *walker, Expr *expr)
{
    if (expr == NULL) {
        return true;
    }
    if (!ast_walk_enter(walker)) {
        return false;
    }
    size_t mark = walker->chain_count;
    for (Expr *next; (next = ast_chain(expr)) != NULL; expr = next) {
        if (!ast_chain_push(walker, expr)) {
            return false;
        }
    }
    bool good = walker->expr(walker, expr);
    while (good && walker->chain_count > mark) {
        expr = walker->chain[--walker->chain_count];
        good = walker->expr(walker, expr);
    }
    walker->depth--;
    return good;
}

bool ast_walk_list(AstWalker *walker, ExprList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (!ast_walk(walker, list.items[i])) {
            return false;
        }
    }
    return true;
}

bool ast_walk_stmts(AstWalker *walker, StmtList list)
{
    if (list.count == 0) {
        return true;
    }
    if (!ast_walk_enter(walker)) {
        return false;
    }
    for (size_t i = 0; i < list.count; i++) {
        if (!walker->stmt(walker, list.items[i])) {
            return false;
        }
    }
    walker->depth--;
    return true;
}

bool ast_walk_keywords(AstWalker *walker, KeywordList keywords)
{
    for (size_t i = 0; i < keywords.count; i++) {
        if (!ast_walk(walker, keywords.items[i].value)) {
            return false;
        }
    }
    return true;
}

static bool ast_walk_with(AstWalker *walker, WithItemList items)
{
    for (size_t i = 0; i < items.count; i++) {
        if (!ast_walk(walker, items.items[i].context) ||
            !ast_walk(walker, items.items[i].vars)) {
            return false;
        }
    }
    return true;
}

static bool ast_walk_handlers(AstWalker *walker, HandlerList handlers)
{
    for (size_t i = 0; i < handlers.count; i++) {
        if (!ast_walk(walker, handlers.items[i].type) ||
            !ast_walk_stmts(walker, handlers.items[i].body)) {
            return false;
        }
    }
    return true;
}

static bool ast_walk_args(AstWalker *walker, ArgList args)
{
    for (size_t i = 0; i < args.count; i++) {
        if (!ast_walk(walker, args.items[i].annotation)) {
            return false;
        }
    }
    return true;
}

static bool ast_walk_arguments(AstWalker *walker, Arguments *arguments)
{
    return ast_walk_args(walker, arguments->posonlyargs) &&
           ast_walk_args(walker, arguments->args) &&
           ast_walk(walker, arguments->vararg.annotation) &&
           ast_walk_args(walker, arguments->kwonlyargs) &&
           ast_walk_list(walker, arguments->kw_defaults) &&
           ast_walk(walker, arguments->kwarg.annotation) &&
           ast_walk_list(walker, arguments->defaults);
}

static bool ast_walk_comprehensions(AstWalker *walker, ComprehensionList list)
{
    for (size_t i = 0; i < list.count; i++) {
        Comprehension *loop = &list.items[i];
        if (!ast_walk(walker, loop->target) || !ast_walk(walker, loop->iter) ||
            !ast_walk_list(walker, loop->ifs)) {
            return false;
        }
    }
    return true;
}

static bool ast_walk_slice(AstWalker *walker, Slice *slice);

static bool ast_walk_slices(AstWalker *walker, SliceList slices)
{
    for (size_t i = 0; i < slices.count; i++) {
        if (!ast_walk_slice(walker, slices.items[i])) {
            return false;
        }
    }
    return true;
}

/* From here on a field's row is one more operand of an `&&`. */
#define A_EXPR(field, text)                                                    \
    &&(node->field == chain || ast_walk(walker, node->field))
#define A_OPT(field, text)        &&ast_walk(walker, node->field)
#define A_EXPRS(field, text)      &&ast_walk_list(walker, node->field)
#define A_OPT_EXPRS(field, text)  &&ast_walk_list(walker, node->field)
#define A_STMTS(field, text)      &&ast_walk_stmts(walker, node->field)
#define A_ARGUMENTS(field, text)  &&ast_walk_arguments(walker, node->field)
#define A_KEYWORDS(field, text)   &&ast_walk_keywords(walker, node->field)
#define A_WITH_ITEMS(field, text) &&ast_walk_with(walker, node->field)
#define A_HANDLERS(field, text)   &&ast_walk_handlers(walker, node->field)
#define A_COMPREHENSIONS(field, text)                                          \
    &&ast_walk_comprehensions(walker, node->field)
#define A_SLICE(field, text)  &&ast_walk_slice(walker, node->field)
#define A_SLICES(field, text) &&ast_walk_slices(walker, node->field)
#define A_TEXT(field, text)
#define A_OPT_TEXT(field, text)
#define A_TEXTS(field, text)
#define A_INT(field, text)
#define A_ASYNC(field)
#define A_KIND(field, text)
#define A_ALIASES(field, text)
#define A_OPERATOR(field, text)
#define A_BOOL_OPERATOR(field, text)
#define A_UNARY_OPERATOR(field, text)
#define A_COMPARE_OPERATORS(field, text)
#define A_CONSTANT(field, text)
#define A_CONTEXT(field, text)

#define WALK_CASE(PREFIX, KIND, owner, member, fields)                         \
    case PREFIX##KIND: {                                                       \
        __auto_type node = &(owner)->member;                                   \
        (void)node;                                                            \
        return true fields;                                                    \
    }

static bool ast_walk_slice(AstWalker *walker, Slice *slice)
{
    const Expr *chain = NULL;
    switch (slice->kind) {
#define SLICE(KIND, member, name, fields)                                      \
    WALK_CASE(SLICE_, KIND, slice, member, fields)
#include "bytecode/ast.def"
    case SLICE_KINDS:
        break;
    }
    return true;
}

bool ast_walk_rest(AstWalker *walker, Expr *expr)
{
    const Expr *chain = ast_chain(expr);
    switch (expr->kind) {
#define EXPR(KIND, member, name, fields)                                       \
    WALK_CASE(EXPR_, KIND, expr, member, fields)
#include "bytecode/ast.def"
    case EXPR_KINDS:
        break;
    }
    return true;
}

bool ast_walk_stmt_rest(AstWalker *walker, Stmt *stmt)
{
    while (stmt->kind == STMT_IF && stmt->if_stmt.orelse.count == 1 &&
           stmt->if_stmt.orelse.items[0]->kind == STMT_IF) {
        if (!ast_walk(walker, stmt->if_stmt.test) ||
            !ast_walk_stmts(walker, stmt->if_stmt.body)) {
            return false;
        }
        stmt = stmt->if_stmt.orelse.items[0];
    }
    const Expr *chain = NULL;
    switch (stmt->kind) {
#define STMT(KIND, member, name, fields)                                       \
    WALK_CASE(STMT_, KIND, stmt, member, fields)
#include "bytecode/ast.def"
    case STMT_KINDS:
        break;
    }
    return true;
}
