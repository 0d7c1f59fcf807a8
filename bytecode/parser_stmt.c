/* SPDX-License-Identifier: MIT */
/* Statements that fit on a line, and the line they share. A statement parsed
 * is pushed on the parser's scratch list; whoever owns the block takes them
 * from there. */
#include "bytecode/parser_state.h"

/* Expressions and assignments -------------------------------------------- */

/* yield_expr | testlist_star_expr: what may stand right of `=`. */
static Expr *parse_value(Parser *parser)
{
    return parser->token.kind == TOKEN_YIELD ? parse_yield(parser)
                                             : parse_star_test_list(parser);
}

static Stmt *parse_aug_assign(Parser *parser, Expr *target, Position start)
{
    Operator op = (Operator)(parser->token.kind - TOKEN_PLUS_EQUAL + BINOP_ADD);
    target_set(parser, target, CTX_STORE, start);
    if (target->kind != EXPR_NAME && target->kind != EXPR_ATTRIBUTE &&
        target->kind != EXPR_SUBSCRIPT) {
        parser_late(parser, start,
                    "illegal expression for augmented assignment");
    }
    if (!parser_next(parser)) {
        return NULL;
    }
    Expr *value = parser->token.kind == TOKEN_YIELD ? parse_yield(parser)
                                                    : parse_test_list(parser);
    Stmt *stmt = value ? parser_stmt(parser, STMT_AUG_ASSIGN, start) : NULL;
    if (stmt != NULL) {
        stmt->aug_assign.target = target;
        stmt->aug_assign.op = op;
        stmt->aug_assign.value = value;
    }
    return stmt;
}

static void annotation_check(Parser *parser, Expr *target, Position start)
{
    switch (target->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
        target_set(parser, target, CTX_STORE, start);
        break;
    case EXPR_LIST:
        parser_late(parser, start,
                    "only single target (not list) can be annotated");
        break;
    case EXPR_TUPLE:
        parser_late(parser, start,
                    "only single target (not tuple) can be annotated");
        break;
    default:
        parser_late(parser, start, "illegal target for annotation");
        break;
    }
}

static Stmt *parse_ann_assign(Parser *parser, Expr *target, bool paren,
                              Position start)
{
    annotation_check(parser, target, start);
    Expr *annotation = parser_next(parser) ? parse_test(parser) : NULL;
    bool assigned;
    if (annotation == NULL || !parser_accept(parser, TOKEN_EQUAL, &assigned)) {
        return NULL;
    }
    Expr *value = NULL;
    if (assigned && (value = parse_value(parser)) == NULL) {
        return NULL;
    }
    Stmt *stmt = parser_stmt(parser, STMT_ANN_ASSIGN, start);
    if (stmt != NULL) {
        stmt->ann_assign.target = target;
        stmt->ann_assign.annotation = annotation;
        stmt->ann_assign.value = value;
        stmt->ann_assign.simple = target->kind == EXPR_NAME && !paren;
    }
    return stmt;
}

static void assign_check(Parser *parser, Expr *target, bool yield, Position at)
{
    if (yield) {
        parser_late(parser, at, "assignment to yield expression not possible");
    } else {
        target_set(parser, target, CTX_STORE, at);
    }
}

/* `= value` once or more; each value but the last is a target, too. */
static Stmt *parse_assign(Parser *parser, Expr *target, Position start)
{
    size_t mark = parser->scratch_size;
    Position at = start;
    Expr *value = target;
    bool yield = false;
    while (parser->token.kind == TOKEN_EQUAL) {
        assign_check(parser, value, yield, at);
        if (!parser_push(parser, &value, sizeof value) ||
            !parser_next(parser)) {
            return NULL;
        }
        at = parser->token.at;
        yield = parser->token.kind == TOKEN_YIELD;
        value = parse_value(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    Stmt *stmt = parser_stmt(parser, STMT_ASSIGN, start);
    if (stmt == NULL || !PARSER_TAKE(parser, mark, &stmt->assign.targets)) {
        return NULL;
    }
    stmt->assign.value = value;
    return stmt;
}

static Stmt *parser_expr_stmt(Parser *parser, Expr *value, Position start)
{
    Stmt *stmt = parser_stmt(parser, STMT_EXPR, start);
    if (stmt != NULL) {
        stmt->expr.value = value;
    }
    return stmt;
}

static Stmt *parse_expr_stmt(Parser *parser)
{
    Position start = parser->token.at;
    bool paren = parser->token.kind == TOKEN_LEFT_PAREN;
    Expr *expr = parse_star_test_list(parser);
    if (expr == NULL) {
        return NULL;
    }
    TokenKind kind = parser->token.kind;
    if (kind == TOKEN_EQUAL) {
        return parse_assign(parser, expr, start);
    }
    if (kind == TOKEN_COLON) {
        return parse_ann_assign(parser, expr, paren, start);
    }
    if (kind >= TOKEN_PLUS_EQUAL && kind <= TOKEN_SLASH_SLASH_EQUAL) {
        return parse_aug_assign(parser, expr, start);
    }
    return parser_expr_stmt(parser, expr, start);
}

/* Statements with a keyword ---------------------------------------------- */

static Stmt *parse_bare(Parser *parser, StmtKind kind)
{
    Position start = parser->token.at;
    return parser_next(parser) ? parser_stmt(parser, kind, start) : NULL;
}

static Stmt *parse_yield_stmt(Parser *parser)
{
    Position start = parser->token.at;
    Expr *value = parse_yield(parser);
    return value ? parser_expr_stmt(parser, value, start) : NULL;
}

static Stmt *parse_del(Parser *parser)
{
    Position start = parser->token.at;
    ExprList targets;
    bool comma;
    if (!parser_next(parser) ||
        !parse_targets(parser, CTX_DEL, &targets, &comma)) {
        return NULL;
    }
    Stmt *stmt = parser_stmt(parser, STMT_DELETE, start);
    if (stmt != NULL) {
        stmt->delete_stmt.targets = targets;
    }
    return stmt;
}

static Stmt *parse_return(Parser *parser)
{
    Position start = parser->token.at;
    Expr *value = NULL;
    if (!parser_next(parser)) {
        return NULL;
    }
    if (parser_at_test(parser) || parser->token.kind == TOKEN_STAR) {
        value = parse_star_test_list(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    Stmt *stmt = parser_stmt(parser, STMT_RETURN, start);
    if (stmt != NULL) {
        stmt->return_stmt.value = value;
    }
    return stmt;
}

/* An optional expression behind an optional token. False on an error. */
static bool parse_tail(Parser *parser, TokenKind kind, Expr **value)
{
    bool taken;
    *value = NULL;
    if (!parser_accept(parser, kind, &taken)) {
        return false;
    }
    if (taken) {
        *value = parse_test(parser);
    }
    return !taken || *value != NULL;
}

static Stmt *parse_raise(Parser *parser)
{
    Position start = parser->token.at;
    Expr *exc = NULL;
    Expr *cause = NULL;
    if (!parser_next(parser)) {
        return NULL;
    }
    if (parser_at_test(parser)) {
        exc = parse_test(parser);
        if (exc == NULL || !parse_tail(parser, TOKEN_FROM, &cause)) {
            return NULL;
        }
    }
    Stmt *stmt = parser_stmt(parser, STMT_RAISE, start);
    if (stmt != NULL) {
        stmt->raise_stmt.exc = exc;
        stmt->raise_stmt.cause = cause;
    }
    return stmt;
}

static Stmt *parse_assert(Parser *parser)
{
    Position start = parser->token.at;
    Expr *message;
    Expr *test = parser_next(parser) ? parse_test(parser) : NULL;
    if (test == NULL || !parse_tail(parser, TOKEN_COMMA, &message)) {
        return NULL;
    }
    Stmt *stmt = parser_stmt(parser, STMT_ASSERT, start);
    if (stmt != NULL) {
        stmt->assert_stmt.test = test;
        stmt->assert_stmt.msg = message;
    }
    return stmt;
}

static Stmt *parse_scope(Parser *parser, StmtKind kind)
{
    Position start = parser->token.at;
    size_t mark = parser->scratch_size;
    do {
        if (!parser_next(parser)) {
            return NULL;
        }
        Text name = parser->token.name;
        if (!parser_expect(parser, TOKEN_NAME) ||
            !parser_push(parser, &name, sizeof name)) {
            return NULL;
        }
    } while (parser->token.kind == TOKEN_COMMA);
    Stmt *stmt = parser_stmt(parser, kind, start);
    TextList names;
    if (stmt == NULL || !PARSER_TAKE(parser, mark, &names)) {
        return NULL;
    }
    stmt->global_stmt.names = names; /* nonlocal_stmt has the same shape */
    return stmt;
}

static Stmt *parse_small(Parser *parser)
{
    switch (parser->token.kind) {
    case TOKEN_PASS:
        return parse_bare(parser, STMT_PASS);
    case TOKEN_BREAK:
        return parse_bare(parser, STMT_BREAK);
    case TOKEN_CONTINUE:
        return parse_bare(parser, STMT_CONTINUE);
    case TOKEN_DEL:
        return parse_del(parser);
    case TOKEN_RETURN:
        return parse_return(parser);
    case TOKEN_RAISE:
        return parse_raise(parser);
    case TOKEN_YIELD:
        return parse_yield_stmt(parser);
    case TOKEN_IMPORT:
    case TOKEN_FROM:
        return parse_import(parser);
    case TOKEN_GLOBAL:
        return parse_scope(parser, STMT_GLOBAL);
    case TOKEN_NONLOCAL:
        return parse_scope(parser, STMT_NONLOCAL);
    case TOKEN_ASSERT:
        return parse_assert(parser);
    default:
        return parse_expr_stmt(parser);
    }
}

bool parse_small_list(Parser *parser)
{
    bool semicolon;
    do {
        Stmt *stmt = parse_small(parser);
        if (stmt == NULL || !parser_push(parser, &stmt, sizeof stmt) ||
            !parser_accept(parser, TOKEN_SEMICOLON, &semicolon)) {
            return false;
        }
    } while (semicolon && parser->token.kind != TOKEN_NEWLINE);
    return parser->token.kind == TOKEN_NEWLINE ||
           parser_invalid(parser) != NULL;
}

bool parse_simple_line(Parser *parser)
{
    return parse_small_list(parser) && parser_next(parser);
}
