/* SPDX-License-Identifier: MIT */
/* Targets: an expression was parsed, and now it turns out to be assigned to,
 * deleted or walked over. Names, attributes, subscripts, stars, lists and
 * tuples of those get their context; all else is an error CPython reports
 * when it builds its AST, hence late. */
#include "bytecode/parser_state.h"

static const char *const EXPR_NAMES[EXPR_KINDS] = {
    [EXPR_ATTRIBUTE] = "attribute",
    [EXPR_SUBSCRIPT] = "subscript",
    [EXPR_STARRED] = "starred",
    [EXPR_NAME] = "name",
    [EXPR_LIST] = "list",
    [EXPR_TUPLE] = "tuple",
    [EXPR_LAMBDA] = "lambda",
    [EXPR_CALL] = "function call",
    [EXPR_BOOL_OP] = "operator",
    [EXPR_BIN_OP] = "operator",
    [EXPR_UNARY_OP] = "operator",
    [EXPR_GENERATOR_EXP] = "generator expression",
    [EXPR_YIELD] = "yield expression",
    [EXPR_YIELD_FROM] = "yield expression",
    [EXPR_AWAIT] = "await expression",
    [EXPR_LIST_COMP] = "list comprehension",
    [EXPR_SET_COMP] = "set comprehension",
    [EXPR_DICT_COMP] = "dict comprehension",
    [EXPR_DICT] = "dict display",
    [EXPR_SET] = "set display",
    [EXPR_JOINED_STR] = "f-string expression",
    [EXPR_FORMATTED_VALUE] = "f-string expression",
    [EXPR_COMPARE] = "comparison",
    [EXPR_IF_EXP] = "conditional expression",
    [EXPR_NAMED_EXPR] = "named expression",
};

static const char *target_name(const Expr *expr)
{
    if (expr->kind != EXPR_CONSTANT) {
        return EXPR_NAMES[expr->kind];
    }
    switch (expr->constant.value->kind) {
    case CONSTANT_NONE:
        return "None";
    case CONSTANT_TRUE:
        return "True";
    case CONSTANT_FALSE:
        return "False";
    case CONSTANT_ELLIPSIS:
        return "Ellipsis";
    default:
        return "literal";
    }
}

void target_check_name(Parser *parser, Text name, Position at)
{
    if (text_is(name, "__debug__")) {
        parser_late(parser, at, "cannot assign to __debug__");
    }
}

static void target_set_all(Parser *parser, ExprList list, ExprContext ctx,
                           Position at)
{
    for (size_t i = 0; i < list.count; i++) {
        target_set(parser, list.items[i], ctx, at);
    }
}

void target_set(Parser *parser, Expr *expr, ExprContext ctx, Position at)
{
    switch (expr->kind) {
    case EXPR_ATTRIBUTE:
        expr->attribute.ctx = ctx;
        if (ctx == CTX_STORE) {
            target_check_name(parser, expr->attribute.attr, at);
        }
        break;
    case EXPR_SUBSCRIPT:
        expr->subscript.ctx = ctx;
        break;
    case EXPR_STARRED:
        expr->starred.ctx = ctx;
        target_set(parser, expr->starred.value, ctx, at);
        break;
    case EXPR_NAME:
        expr->name.ctx = ctx;
        if (ctx == CTX_STORE) {
            target_check_name(parser, expr->name.id, at);
        }
        break;
    case EXPR_LIST:
        expr->list.ctx = ctx;
        target_set_all(parser, expr->list.elts, ctx, at);
        break;
    case EXPR_TUPLE:
        expr->tuple.ctx = ctx;
        target_set_all(parser, expr->tuple.elts, ctx, at);
        break;
    default:
        parser_late(parser, at, "cannot %s %s",
                    ctx == CTX_DEL ? "delete" : "assign to", target_name(expr));
        break;
    }
}

void target_set_named(Parser *parser, Expr *expr, Position at)
{
    if (expr->kind == EXPR_NAME) {
        target_set(parser, expr, CTX_STORE, at);
        return;
    }
    parser_late(parser, at, "cannot use assignment expressions with %s",
                target_name(expr));
}
