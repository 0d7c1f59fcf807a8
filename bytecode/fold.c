/* SPDX-License-Identifier: MIT */
/* Constant folding: the tree is rewritten from the leaves up.
 *
 * A node that becomes a constant keeps its place in the source. CPython 3.8
 * does the same in ast_opt.c, before it looks at scopes, so that names which
 * folding removes (__debug__) are in no symbol table. */
#include "bytecode/fold.h"

#include "bytecode/ast_walk.h"
#include "bytecode/fold_value.h"
#include "bytecode/names.h"

typedef struct Folder {
    AstWalker walker; /* first: a walker is its folder */
    bool optimise;
    const Names *names;
} Folder;

static const Constant *fold_constant(const Expr *expr)
{
    return expr->kind == EXPR_CONSTANT ? expr->constant.value : NULL;
}

/* Makes `expr` a constant; NULL leaves it. False: out of memory. */
static bool fold_set(Folder *folder, Expr *expr, const Constant *value)
{
    if (value != NULL) {
        expr->kind = EXPR_CONSTANT;
        expr->constant.value = value;
        expr->constant.is_unicode = false;
    }
    return !folder->walker.region->out_of_memory;
}

/* The tuple of constant elements; NULL when one of them is none. */
static const Constant *fold_elements(Folder *folder, ExprList elements)
{
    for (size_t i = 0; i < elements.count; i++) {
        if (fold_constant(elements.items[i]) == NULL) {
            return NULL;
        }
    }
    Region *region = folder->walker.region;
    const Constant **items =
        region_array(region, elements.count, sizeof *items);
    for (size_t i = 0; items != NULL && i < elements.count; i++) {
        items[i] = elements.items[i]->constant.value;
    }
    return items != NULL ? constant_tuple(region, items, elements.count) : NULL;
}

/* A string that CPython has met as a name. (Those that only its own modules
 * use are not known here, but for `__name__` and its like.) */
static bool fold_is_name(const Folder *folder, const Constant *item)
{
    Text text = item->text;
    if (item->kind != CONSTANT_STR || text.size < 2) {
        return false;
    }
    return names_has(folder->names, text) ||
           (text.size > 4 && !memcmp(text.data, "__", 2) &&
            !memcmp(text.data + text.size - 2, "__", 2));
}

/* frozenset(frozenset(elements)): CPython inserts a second time when it merges
 * equal constants, a third time when a string among them is a name it has, and
 * the order in which `dis` prints a set shows it. */
static const Constant *fold_set_elements(Folder *folder, ExprList elements)
{
    const Constant *value = fold_elements(folder, elements);
    int rounds = 2;
    for (size_t i = 0; value != NULL && i < elements.count; i++) {
        rounds = fold_is_name(folder, value->tuple.items[i]) ? 3 : rounds;
    }
    for (int round = 0; value != NULL && round < rounds; round++) {
        value = constant_frozenset(folder->walker.region, value->tuple.items,
                                   value->tuple.count);
    }
    return value;
}

/* A display that is only looped over or searched need not be a fresh list or
 * set: a list becomes a tuple, a set of constants a frozenset. */
static bool fold_display(Folder *folder, Expr *expr)
{
    if (expr->kind == EXPR_SET) {
        return fold_set(folder, expr,
                        fold_set_elements(folder, expr->set.elts));
    }
    if (expr->kind != EXPR_LIST) {
        return true;
    }
    ExprList elements = expr->list.elts;
    for (size_t i = 0; i < elements.count; i++) {
        if (elements.items[i]->kind == EXPR_STARRED) {
            return true;
        }
    }
    ExprContext ctx = expr->list.ctx;
    expr->kind = EXPR_TUPLE;
    expr->tuple.elts = elements;
    expr->tuple.ctx = ctx;
    return fold_set(folder, expr, fold_elements(folder, elements));
}

/* `not a in b` is `a not in b`; the comparison's place becomes the whole's. */
static void fold_negated(Expr *expr)
{
    static const CompareOperator NEGATED[] = {
        [CMPOP_IS] = CMPOP_IS_NOT,
        [CMPOP_IS_NOT] = CMPOP_IS,
        [CMPOP_IN] = CMPOP_NOT_IN,
        [CMPOP_NOT_IN] = CMPOP_IN,
    };
    Expr *compare = expr->unary_op.operand;
    if (expr->unary_op.op != UNOP_NOT || compare->kind != EXPR_COMPARE ||
        compare->compare.ops.count != 1 ||
        compare->compare.ops.items[0] < CMPOP_IS) {
        return;
    }
    CompareOperator *op = &compare->compare.ops.items[0];
    *op = NEGATED[*op];
    *expr = *compare;
}

static bool fold_unary_op(Folder *folder, Expr *expr)
{
    const Constant *operand = fold_constant(expr->unary_op.operand);
    if (operand == NULL) {
        fold_negated(expr);
        return true;
    }
    return fold_set(
        folder, expr,
        fold_unary(folder->walker.region, expr->unary_op.op, operand));
}

static bool fold_bin_op(Folder *folder, Expr *expr)
{
    const Constant *left = fold_constant(expr->bin_op.left);
    const Constant *right = fold_constant(expr->bin_op.right);
    if (left == NULL || right == NULL) {
        return true;
    }
    return fold_set(
        folder, expr,
        fold_binary(folder->walker.region, expr->bin_op.op, left, right));
}

static bool fold_subscript(Folder *folder, Expr *expr)
{
    const Constant *left = fold_constant(expr->subscript.value);
    const Slice *slice = expr->subscript.slice;
    if (expr->subscript.ctx != CTX_LOAD || left == NULL ||
        slice->kind != SLICE_INDEX || !fold_constant(slice->index.value)) {
        return true;
    }
    return fold_set(folder, expr,
                    fold_item(folder->walker.region, left,
                              fold_constant(slice->index.value)));
}

static bool fold_compare(Folder *folder, Expr *expr)
{
    size_t last = expr->compare.ops.count - 1;
    CompareOperator op = expr->compare.ops.items[last];
    if (op != CMPOP_IN && op != CMPOP_NOT_IN) {
        return true;
    }
    return fold_display(folder, expr->compare.comparators.items[last]);
}

static bool fold_loops(Folder *folder, ComprehensionList loops)
{
    for (size_t i = 0; i < loops.count; i++) {
        if (!fold_display(folder, loops.items[i].iter)) {
            return false;
        }
    }
    return true;
}

static bool fold_name(Folder *folder, Expr *expr)
{
    if (expr->name.ctx != CTX_LOAD || !text_is(expr->name.id, "__debug__")) {
        return true;
    }
    ConstantKind kind = folder->optimise ? CONSTANT_FALSE : CONSTANT_TRUE;
    return fold_set(folder, expr, constant_simple(kind));
}

static bool fold_expr(AstWalker *walker, Expr *expr)
{
    Folder *folder = (Folder *)walker;
    if (expr->kind == EXPR_NAMED_EXPR) {
        return true; /* 3.8 does not look into `x := 1 + 2` */
    }
    if (!ast_walk_rest(walker, expr)) {
        return false;
    }
    switch (expr->kind) {
    case EXPR_UNARY_OP:
        return fold_unary_op(folder, expr);
    case EXPR_BIN_OP:
        return fold_bin_op(folder, expr);
    case EXPR_SUBSCRIPT:
        return fold_subscript(folder, expr);
    case EXPR_COMPARE:
        return fold_compare(folder, expr);
    case EXPR_NAME:
        return fold_name(folder, expr);
    case EXPR_TUPLE:
        return expr->tuple.ctx != CTX_LOAD ||
               fold_set(folder, expr, fold_elements(folder, expr->tuple.elts));
    case EXPR_LIST_COMP:
        return fold_loops(folder, expr->list_comp.generators);
    case EXPR_SET_COMP:
        return fold_loops(folder, expr->set_comp.generators);
    case EXPR_DICT_COMP:
        return fold_loops(folder, expr->dict_comp.generators);
    case EXPR_GENERATOR_EXP:
        return fold_loops(folder, expr->generator_exp.generators);
    default:
        return true;
    }
}

/* The string that a body opens with, or NULL. */
static Expr *fold_docstring(StmtList body)
{
    if (body.count == 0 || body.items[0]->kind != STMT_EXPR) {
        return NULL;
    }
    Expr *expr = body.items[0]->expr.value;
    const Constant *value = fold_constant(expr);
    return value != NULL && value->kind == CONSTANT_STR ? expr : NULL;
}

/* `had`: there was one before folding. One that folding has made is none, so
 * it is hidden in an f-string without fields. */
static bool fold_hide_docstring(Folder *folder, StmtList body, bool had)
{
    Expr *expr = fold_docstring(body);
    if (expr == NULL || had) {
        return true;
    }
    Region *region = folder->walker.region;
    Expr *inner = region_alloc(region, sizeof *inner);
    Expr **values = region_array(region, 1, sizeof *values);
    if (inner == NULL || values == NULL) {
        return false;
    }
    *inner = *expr;
    values[0] = inner;
    expr->kind = EXPR_JOINED_STR;
    expr->joined_str.values = (ExprList){values, 1};
    return true;
}

static bool fold_stmt(AstWalker *walker, Stmt *stmt)
{
    Folder *folder = (Folder *)walker;
    StmtList body = {0};
    if (stmt->kind == STMT_FUNCTION_DEF) {
        body = stmt->function_def.body;
    } else if (stmt->kind == STMT_CLASS_DEF) {
        body = stmt->class_def.body;
    }
    bool had = fold_docstring(body) != NULL;
    if (!ast_walk_stmt_rest(walker, stmt) ||
        !fold_hide_docstring(folder, body, had)) {
        return false;
    }
    return stmt->kind != STMT_FOR || stmt->for_stmt.is_async ||
           fold_display(folder, stmt->for_stmt.iter);
}

bool fold_tree(Region *region, Ast *ast, bool optimise, bool *deep)
{
    Folder folder = {
        .walker = {.expr = fold_expr, .stmt = fold_stmt, .region = region},
        .optimise = optimise,
        .names = ast->names};
    bool good;
    if (ast->mode == AST_EXPRESSION) {
        good = ast_walk(&folder.walker, ast->expression);
    } else {
        bool had = fold_docstring(ast->body) != NULL;
        good = ast_walk_stmts(&folder.walker, ast->body) &&
               (ast->mode != AST_MODULE ||
                fold_hide_docstring(&folder, ast->body, had));
    }
    *deep = folder.walker.deep;
    return good;
}
