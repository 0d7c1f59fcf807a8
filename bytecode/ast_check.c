/* SPDX-License-Identifier: MIT */
/* The rules the grammar would have enforced, one function a kind of node.
 * Trees are at most AST_VALUE_DEPTH deep (vm/modules/ast.h), so recursion is
 * bounded. CPython 3.8's messages. */
#include "bytecode/ast_check.h"

#define fail(d, ...)                                                           \
    (diagnostic_set((d), "ValueError", 0, 0, __VA_ARGS__), false)

static const char *const context_names[] = {"Load", "Store", "Del"};

static bool check_expr(Diagnostic *d, const Expr *e, ExprContext ctx);
static bool check_stmts(Diagnostic *d, StmtList body);

static bool check_some(Diagnostic *d, size_t count, const char *what,
                       const char *owner)
{
    return count > 0 || fail(d, "empty %s on %s", what, owner);
}

static bool check_exprs(Diagnostic *d, ExprList list, ExprContext ctx)
{
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i] && !check_expr(d, list.items[i], ctx)) {
            return false;
        }
    }
    return true;
}

static bool check_optional(Diagnostic *d, const Expr *e)
{
    return !e || check_expr(d, e, CTX_LOAD);
}

static bool check_targets(Diagnostic *d, ExprList targets, ExprContext ctx,
                          const char *owner)
{
    return check_some(d, targets.count, "targets", owner) &&
           check_exprs(d, targets, ctx);
}

static bool check_body(Diagnostic *d, StmtList body, const char *owner)
{
    return check_some(d, body.count, "body", owner) && check_stmts(d, body);
}

/* ---- small nodes --------------------------------------------------------- */

static bool check_args(Diagnostic *d, ArgList args)
{
    for (size_t i = 0; i < args.count; i++) {
        if (!check_optional(d, args.items[i].annotation)) {
            return false;
        }
    }
    return true;
}

static bool check_arguments(Diagnostic *d, const Arguments *a)
{
    if (!check_args(d, a->posonlyargs) || !check_args(d, a->args) ||
        !check_optional(d, a->vararg.annotation) ||
        !check_args(d, a->kwonlyargs) ||
        !check_optional(d, a->kwarg.annotation)) {
        return false;
    }
    if (a->defaults.count > a->posonlyargs.count + a->args.count) {
        return fail(d, "more positional defaults than args on arguments");
    }
    if (a->kw_defaults.count != a->kwonlyargs.count) {
        return fail(d, "length of kwonlyargs is not the same as kw_defaults "
                       "on arguments");
    }
    return check_exprs(d, a->defaults, CTX_LOAD) &&
           check_exprs(d, a->kw_defaults, CTX_LOAD);
}

static bool check_keywords(Diagnostic *d, KeywordList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (!check_expr(d, list.items[i].value, CTX_LOAD)) {
            return false;
        }
    }
    return true;
}

static bool check_generators(Diagnostic *d, ComprehensionList list)
{
    if (!list.count) {
        return fail(d, "comprehension with no generators");
    }
    for (size_t i = 0; i < list.count; i++) {
        const Comprehension *c = &list.items[i];
        if (!check_expr(d, c->target, CTX_STORE) ||
            !check_expr(d, c->iter, CTX_LOAD) ||
            !check_exprs(d, c->ifs, CTX_LOAD)) {
            return false;
        }
    }
    return true;
}

static bool check_slice(Diagnostic *d, const Slice *s)
{
    switch (s->kind) {
    case SLICE_INDEX:
        return check_expr(d, s->index.value, CTX_LOAD);
    case SLICE_SLICE:
        return check_optional(d, s->range.lower) &&
               check_optional(d, s->range.upper) &&
               check_optional(d, s->range.step);
    default:
        break;
    }
    if (!check_some(d, s->ext_slice.dims.count, "dims", "ExtSlice")) {
        return false;
    }
    for (size_t i = 0; i < s->ext_slice.dims.count; i++) {
        const Slice *dim = s->ext_slice.dims.items[i];
        if (dim->kind == SLICE_EXT_SLICE) {
            return fail(d, "extended slice invalid in nested slice");
        }
        if (!check_slice(d, dim)) {
            return false;
        }
    }
    return true;
}

/* ---- expressions --------------------------------------------------------- */

/* The context a target carries itself; others are only ever loaded. */
static bool check_context(Diagnostic *d, const Expr *e, ExprContext wanted)
{
    ExprContext ctx;
    switch (e->kind) {
    case EXPR_ATTRIBUTE:
        ctx = e->attribute.ctx;
        break;
    case EXPR_SUBSCRIPT:
        ctx = e->subscript.ctx;
        break;
    case EXPR_STARRED:
        ctx = e->starred.ctx;
        break;
    case EXPR_NAME:
        ctx = e->name.ctx;
        break;
    case EXPR_LIST:
        ctx = e->list.ctx;
        break;
    case EXPR_TUPLE:
        ctx = e->tuple.ctx;
        break;
    default:
        return wanted == CTX_LOAD ||
               fail(d, "expression which can't be assigned to in %s context",
                    context_names[wanted]);
    }
    return ctx == wanted ||
           fail(d, "expression must have %s context but has %s instead",
                context_names[wanted], context_names[ctx]);
}

static bool check_name(Diagnostic *d, Text id)
{
    return (!text_is(id, "None") && !text_is(id, "True") &&
            !text_is(id, "False")) ||
           fail(d, "Name node can't be used with '%s' constant", id.data);
}

static bool check_bool_op(Diagnostic *d, const Expr *e)
{
    return e->bool_op.values.count < 2
               ? fail(d, "BoolOp with less than 2 values")
               : check_exprs(d, e->bool_op.values, CTX_LOAD);
}

static bool check_dict(Diagnostic *d, const Expr *e)
{
    return e->dict.keys.count != e->dict.values.count
               ? fail(d, "Dict doesn't have the same number of keys as values")
               : check_exprs(d, e->dict.keys, CTX_LOAD) &&
                     check_exprs(d, e->dict.values, CTX_LOAD);
}

static bool check_compare(Diagnostic *d, const Expr *e)
{
    if (!e->compare.comparators.count) {
        return fail(d, "Compare with no comparators");
    }
    if (e->compare.comparators.count != e->compare.ops.count) {
        return fail(d, "Compare has a different number of comparators and "
                       "operands");
    }
    return check_exprs(d, e->compare.comparators, CTX_LOAD) &&
           check_expr(d, e->compare.left, CTX_LOAD);
}

/* What an f-string is put together from must be a str when it runs. */
static bool check_joined(Diagnostic *d, const Expr *e)
{
    ExprList values = e->joined_str.values;
    for (size_t i = 0; i < values.count; i++) {
        const Expr *part = values.items[i];
        bool text = part->kind == EXPR_CONSTANT &&
                    part->constant.value->kind == CONSTANT_STR;
        if (!text && part->kind != EXPR_FORMATTED_VALUE &&
            part->kind != EXPR_JOINED_STR) {
            return fail(d, "JoinedStr with a value that is no text");
        }
    }
    return check_exprs(d, values, CTX_LOAD);
}

static bool check_formatted(Diagnostic *d, const Expr *e)
{
    int c = e->formatted_value.conversion;
    const Expr *spec = e->formatted_value.format_spec;
    if (c != -1 && c != 's' && c != 'r' && c != 'a') {
        diagnostic_set(d, "SystemError", 0, 0,
                       "Unrecognized conversion character %d", c);
        return false;
    }
    return check_expr(d, e->formatted_value.value, CTX_LOAD) &&
           check_optional(d, spec);
}

static bool check_named(Diagnostic *d, const Expr *e)
{
    if (e->named_expr.target->kind != EXPR_NAME) {
        diagnostic_set(d, "TypeError", 0, 0, "NamedExpr target must be a Name");
        return false;
    }
    return check_expr(d, e->named_expr.target, CTX_STORE) &&
           check_expr(d, e->named_expr.value, CTX_LOAD);
}

static bool check_expr(Diagnostic *d, const Expr *e, ExprContext ctx)
{
    if (!check_context(d, e, ctx)) {
        return false;
    }
    switch (e->kind) {
    case EXPR_BOOL_OP:
        return check_bool_op(d, e);
    case EXPR_NAMED_EXPR:
        return check_named(d, e);
    case EXPR_BIN_OP:
        return check_expr(d, e->bin_op.left, CTX_LOAD) &&
               check_expr(d, e->bin_op.right, CTX_LOAD);
    case EXPR_UNARY_OP:
        return check_expr(d, e->unary_op.operand, CTX_LOAD);
    case EXPR_LAMBDA:
        return check_arguments(d, e->lambda.args) &&
               check_expr(d, e->lambda.body, CTX_LOAD);
    case EXPR_IF_EXP:
        return check_expr(d, e->if_exp.test, CTX_LOAD) &&
               check_expr(d, e->if_exp.body, CTX_LOAD) &&
               check_expr(d, e->if_exp.orelse, CTX_LOAD);
    case EXPR_DICT:
        return check_dict(d, e);
    case EXPR_SET:
        return check_exprs(d, e->set.elts, CTX_LOAD);
    case EXPR_LIST_COMP:
        return check_generators(d, e->list_comp.generators) &&
               check_expr(d, e->list_comp.elt, CTX_LOAD);
    case EXPR_SET_COMP:
        return check_generators(d, e->set_comp.generators) &&
               check_expr(d, e->set_comp.elt, CTX_LOAD);
    case EXPR_GENERATOR_EXP:
        return check_generators(d, e->generator_exp.generators) &&
               check_expr(d, e->generator_exp.elt, CTX_LOAD);
    case EXPR_DICT_COMP:
        return check_generators(d, e->dict_comp.generators) &&
               check_expr(d, e->dict_comp.key, CTX_LOAD) &&
               check_expr(d, e->dict_comp.value, CTX_LOAD);
    case EXPR_AWAIT:
        return check_expr(d, e->await.value, CTX_LOAD);
    case EXPR_YIELD:
        return check_optional(d, e->yield.value);
    case EXPR_YIELD_FROM:
        return check_expr(d, e->yield_from.value, CTX_LOAD);
    case EXPR_COMPARE:
        return check_compare(d, e);
    case EXPR_CALL:
        return check_expr(d, e->call.func, CTX_LOAD) &&
               check_exprs(d, e->call.args, CTX_LOAD) &&
               check_keywords(d, e->call.keywords);
    case EXPR_FORMATTED_VALUE:
        return check_formatted(d, e);
    case EXPR_JOINED_STR:
        return check_joined(d, e);
    case EXPR_ATTRIBUTE:
        return check_expr(d, e->attribute.value, CTX_LOAD);
    case EXPR_SUBSCRIPT:
        return check_slice(d, e->subscript.slice) &&
               check_expr(d, e->subscript.value, CTX_LOAD);
    case EXPR_STARRED:
        return check_expr(d, e->starred.value, ctx);
    case EXPR_NAME:
        return check_name(d, e->name.id);
    case EXPR_LIST:
        return check_exprs(d, e->list.elts, ctx);
    case EXPR_TUPLE:
        return check_exprs(d, e->tuple.elts, ctx);
    default:
        return true;
    }
}

/* ---- statements ---------------------------------------------------------- */

static bool is_single_target(const Expr *e)
{
    return e->kind == EXPR_NAME || e->kind == EXPR_ATTRIBUTE ||
           e->kind == EXPR_SUBSCRIPT;
}

static bool check_function(Diagnostic *d, const Stmt *s)
{
    return check_body(d, s->function_def.body,
                      s->function_def.is_async ? "AsyncFunctionDef"
                                               : "FunctionDef") &&
           check_arguments(d, s->function_def.args) &&
           check_exprs(d, s->function_def.decorators, CTX_LOAD) &&
           check_optional(d, s->function_def.returns);
}

static bool check_class(Diagnostic *d, const Stmt *s)
{
    return check_body(d, s->class_def.body, "ClassDef") &&
           check_exprs(d, s->class_def.bases, CTX_LOAD) &&
           check_keywords(d, s->class_def.keywords) &&
           check_exprs(d, s->class_def.decorators, CTX_LOAD);
}

static bool check_aug_assign(Diagnostic *d, const Stmt *s)
{
    return check_expr(d, s->aug_assign.target, CTX_STORE) &&
           check_expr(d, s->aug_assign.value, CTX_LOAD) &&
           (is_single_target(s->aug_assign.target) ||
            fail(d, "invalid node type for augmented assignment"));
}

static bool check_ann_assign(Diagnostic *d, const Stmt *s)
{
    const Expr *target = s->ann_assign.target;
    if (target->kind != EXPR_NAME && s->ann_assign.simple) {
        diagnostic_set(d, "TypeError", 0, 0,
                       "AnnAssign with simple non-Name target");
        return false;
    }
    return check_expr(d, target, CTX_STORE) &&
           (is_single_target(target) ||
            fail(d, "invalid node type for annotated assignment")) &&
           check_optional(d, s->ann_assign.value) &&
           check_expr(d, s->ann_assign.annotation, CTX_LOAD);
}

static bool check_for(Diagnostic *d, const Stmt *s)
{
    return check_expr(d, s->for_stmt.target, CTX_STORE) &&
           check_expr(d, s->for_stmt.iter, CTX_LOAD) &&
           check_body(d, s->for_stmt.body,
                      s->for_stmt.is_async ? "AsyncFor" : "For") &&
           check_stmts(d, s->for_stmt.orelse);
}

static bool check_with(Diagnostic *d, const Stmt *s)
{
    const char *name = s->with_stmt.is_async ? "AsyncWith" : "With";
    if (!check_some(d, s->with_stmt.items.count, "items", name)) {
        return false;
    }
    for (size_t i = 0; i < s->with_stmt.items.count; i++) {
        const WithItem *item = &s->with_stmt.items.items[i];
        if (!check_expr(d, item->context, CTX_LOAD) ||
            (item->vars && !check_expr(d, item->vars, CTX_STORE))) {
            return false;
        }
    }
    return check_body(d, s->with_stmt.body, name);
}

static bool check_try(Diagnostic *d, const Stmt *s)
{
    HandlerList handlers = s->try_stmt.handlers;
    if (!check_body(d, s->try_stmt.body, "Try")) {
        return false;
    }
    if (!handlers.count && !s->try_stmt.finalbody.count) {
        return fail(d, "Try has neither except handlers nor finalbody");
    }
    if (!handlers.count && s->try_stmt.orelse.count) {
        return fail(d, "Try has orelse but no except handlers");
    }
    for (size_t i = 0; i < handlers.count; i++) {
        if (!check_optional(d, handlers.items[i].type) ||
            !check_body(d, handlers.items[i].body, "ExceptHandler")) {
            return false;
        }
    }
    return check_stmts(d, s->try_stmt.finalbody) &&
           check_stmts(d, s->try_stmt.orelse);
}

static bool check_raise(Diagnostic *d, const Stmt *s)
{
    if (!s->raise_stmt.exc && s->raise_stmt.cause) {
        return fail(d, "Raise with cause but no exception");
    }
    return check_optional(d, s->raise_stmt.exc) &&
           check_optional(d, s->raise_stmt.cause);
}

static bool check_stmt(Diagnostic *d, const Stmt *s)
{
    switch (s->kind) {
    case STMT_FUNCTION_DEF:
        return check_function(d, s);
    case STMT_CLASS_DEF:
        return check_class(d, s);
    case STMT_RETURN:
        return check_optional(d, s->return_stmt.value);
    case STMT_DELETE:
        return check_targets(d, s->delete_stmt.targets, CTX_DEL, "Delete");
    case STMT_ASSIGN:
        return check_targets(d, s->assign.targets, CTX_STORE, "Assign") &&
               check_expr(d, s->assign.value, CTX_LOAD);
    case STMT_AUG_ASSIGN:
        return check_aug_assign(d, s);
    case STMT_ANN_ASSIGN:
        return check_ann_assign(d, s);
    case STMT_FOR:
        return check_for(d, s);
    case STMT_WHILE:
        return check_expr(d, s->while_stmt.test, CTX_LOAD) &&
               check_body(d, s->while_stmt.body, "While") &&
               check_stmts(d, s->while_stmt.orelse);
    case STMT_IF:
        return check_expr(d, s->if_stmt.test, CTX_LOAD) &&
               check_body(d, s->if_stmt.body, "If") &&
               check_stmts(d, s->if_stmt.orelse);
    case STMT_WITH:
        return check_with(d, s);
    case STMT_RAISE:
        return check_raise(d, s);
    case STMT_TRY:
        return check_try(d, s);
    case STMT_ASSERT:
        return check_expr(d, s->assert_stmt.test, CTX_LOAD) &&
               check_optional(d, s->assert_stmt.msg);
    case STMT_IMPORT:
        return check_some(d, s->import_stmt.names.count, "names", "Import");
    case STMT_IMPORT_FROM:
        return s->import_from.level < 0
                   ? fail(d, "Negative ImportFrom level")
                   : check_some(d, s->import_from.names.count, "names",
                                "ImportFrom");
    case STMT_GLOBAL:
        return check_some(d, s->global_stmt.names.count, "names", "Global");
    case STMT_NONLOCAL:
        return check_some(d, s->nonlocal_stmt.names.count, "names", "Nonlocal");
    case STMT_EXPR:
        return check_expr(d, s->expr.value, CTX_LOAD);
    default:
        return true;
    }
}

static bool check_stmts(Diagnostic *d, StmtList body)
{
    for (size_t i = 0; i < body.count; i++) {
        if (!check_stmt(d, body.items[i])) {
            return false;
        }
    }
    return true;
}

bool ast_check(const Ast *ast, Diagnostic *diagnostic)
{
    return ast->mode == AST_EXPRESSION
               ? check_expr(diagnostic, ast->expression, CTX_LOAD)
               : check_stmts(diagnostic, ast->body);
}
