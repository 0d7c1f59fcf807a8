/* SPDX-License-Identifier: MIT */
/* Statements with a block: if while for try with, definitions, decorators.
 * A statement ends where the last statement of its last block ends, not at
 * the newline and dedent behind that. */
#include "bytecode/parser_state.h"

bool parse_suite(Parser *parser, StmtList *body)
{
    size_t mark = parser->scratch_size;
    if (!parser_expect(parser, TOKEN_COLON)) {
        return false;
    }
    if (parser->token.kind != TOKEN_NEWLINE) {
        return parse_simple_line(parser) && PARSER_TAKE(parser, mark, body);
    }
    if (!parser_next(parser)) {
        return false;
    }
    if (parser->token.kind != TOKEN_INDENT) {
        parser_no_block(parser);
        return false;
    }
    if (!parser_next(parser)) {
        return false;
    }
    do {
        if (!parse_statement(parser)) {
            return false;
        }
    } while (parser->token.kind != TOKEN_DEDENT);
    return parser_next(parser) && PARSER_TAKE(parser, mark, body);
}

/* A suite behind a keyword that may be absent. */
static bool parse_optional_suite(Parser *parser, TokenKind kind, StmtList *body)
{
    bool taken;
    *body = (StmtList){0};
    return parser_accept(parser, kind, &taken) &&
           (!taken || parse_suite(parser, body));
}

/* A statement whose blocks are parsed: it ends with the last of them. */
static Stmt *parser_block(Parser *parser, StmtKind kind, Position start,
                          StmtList last)
{
    Stmt *stmt = parser_stmt(parser, kind, start);
    if (stmt != NULL) {
        Position end = last.items[last.count - 1]->at;
        stmt->at.end_line = end.end_line;
        stmt->at.end_column = end.end_column;
    }
    return stmt;
}

static StmtList block_last(StmtList a, StmtList b)
{
    return b.count > 0 ? b : a;
}

/* if, while, for --------------------------------------------------------- */

/* `if test: body`, or the same with elif. */
typedef struct IfClause {
    Position start;
    Expr *test;
    StmtList body;
} IfClause;

static bool parse_if_clause(Parser *parser, IfClause *clause)
{
    clause->start = parser->token.at;
    clause->test = parser_next(parser) ? parse_named_test(parser) : NULL;
    return clause->test != NULL && parse_suite(parser, &clause->body);
}

static Stmt *parser_if(Parser *parser, const IfClause *clause, StmtList orelse)
{
    Stmt *stmt = parser_block(parser, STMT_IF, clause->start,
                              block_last(clause->body, orelse));
    if (stmt != NULL) {
        stmt->if_stmt.test = clause->test;
        stmt->if_stmt.body = clause->body;
        stmt->if_stmt.orelse = orelse;
    }
    return stmt;
}

/* An elif is an if in the else of the one before: built from the last. */
static Stmt *parser_join_clauses(Parser *parser, size_t mark, StmtList orelse)
{
    for (;;) {
        IfClause clause;
        parser->scratch_size -= sizeof clause;
        memcpy(&clause, parser->scratch + parser->scratch_size, sizeof clause);
        Stmt *stmt = parser_if(parser, &clause, orelse);
        if (stmt == NULL || parser->scratch_size == mark) {
            return stmt;
        }
        orelse.count = 1;
        orelse.items = region_alloc(parser->region, sizeof stmt);
        if (orelse.items == NULL) {
            return parser_no_memory(parser);
        }
        orelse.items[0] = stmt;
    }
}

static Stmt *parse_if(Parser *parser)
{
    size_t mark = parser->scratch_size;
    StmtList orelse;
    do {
        IfClause clause;
        if (!parse_if_clause(parser, &clause) ||
            !parser_push(parser, &clause, sizeof clause)) {
            return NULL;
        }
    } while (parser->token.kind == TOKEN_ELIF);
    if (!parse_optional_suite(parser, TOKEN_ELSE, &orelse)) {
        return NULL;
    }
    return parser_join_clauses(parser, mark, orelse);
}

static Stmt *parse_while(Parser *parser)
{
    Position start = parser->token.at;
    StmtList body, orelse;
    Expr *test = parser_next(parser) ? parse_named_test(parser) : NULL;
    if (test == NULL || !parse_suite(parser, &body) ||
        !parse_optional_suite(parser, TOKEN_ELSE, &orelse)) {
        return NULL;
    }
    Stmt *stmt =
        parser_block(parser, STMT_WHILE, start, block_last(body, orelse));
    if (stmt != NULL) {
        stmt->while_stmt.test = test;
        stmt->while_stmt.body = body;
        stmt->while_stmt.orelse = orelse;
    }
    return stmt;
}

static Stmt *parse_for(Parser *parser, Position start, bool is_async)
{
    StmtList body, orelse;
    Expr *target = parser_next(parser) ? parse_for_target(parser) : NULL;
    if (target == NULL || !parser_expect(parser, TOKEN_IN)) {
        return NULL;
    }
    Expr *iter = parse_test_list(parser);
    if (iter == NULL || !parse_suite(parser, &body) ||
        !parse_optional_suite(parser, TOKEN_ELSE, &orelse)) {
        return NULL;
    }
    Stmt *stmt =
        parser_block(parser, STMT_FOR, start, block_last(body, orelse));
    if (stmt != NULL) {
        stmt->for_stmt.is_async = is_async;
        stmt->for_stmt.target = target;
        stmt->for_stmt.iter = iter;
        stmt->for_stmt.body = body;
        stmt->for_stmt.orelse = orelse;
    }
    return stmt;
}

/* try -------------------------------------------------------------------- */

static bool parse_handler_name(Parser *parser, ExceptHandler *handler)
{
    bool as;
    if (!parser_accept(parser, TOKEN_AS, &as)) {
        return false;
    }
    if (!as) {
        return true;
    }
    handler->name = parser->token.name;
    target_check_name(parser, handler->name, parser->token.at);
    return parser_expect(parser, TOKEN_NAME);
}

static bool parse_handler(Parser *parser, ExceptHandler *handler)
{
    *handler = (ExceptHandler){.at = parser->token.at};
    if (!parser_next(parser)) {
        return false;
    }
    if (parser_at_test(parser)) {
        handler->type = parse_test(parser);
        if (handler->type == NULL || !parse_handler_name(parser, handler)) {
            return false;
        }
    }
    if (!parse_suite(parser, &handler->body)) {
        return false;
    }
    Position end = handler->body.items[handler->body.count - 1]->at;
    handler->at.end_line = end.end_line;
    handler->at.end_column = end.end_column;
    return true;
}

static bool parse_handlers(Parser *parser, HandlerList *handlers)
{
    size_t mark = parser->scratch_size;
    while (parser->token.kind == TOKEN_EXCEPT) {
        ExceptHandler handler;
        if (!parse_handler(parser, &handler) ||
            !parser_push(parser, &handler, sizeof handler)) {
            return false;
        }
    }
    return PARSER_TAKE(parser, mark, handlers);
}

static Stmt *parse_try(Parser *parser)
{
    Position start = parser->token.at;
    StmtList body, orelse = {0}, finalbody;
    HandlerList handlers;
    if (!parser_next(parser) || !parse_suite(parser, &body)) {
        return NULL;
    }
    if (parser->token.kind != TOKEN_EXCEPT &&
        parser->token.kind != TOKEN_FINALLY) {
        return parser_invalid(parser);
    }
    if (!parse_handlers(parser, &handlers) ||
        (handlers.count > 0 &&
         !parse_optional_suite(parser, TOKEN_ELSE, &orelse)) ||
        !parse_optional_suite(parser, TOKEN_FINALLY, &finalbody)) {
        return NULL;
    }
    StmtList last = block_last(orelse, finalbody);
    if (last.count == 0) {
        last = handlers.items[handlers.count - 1].body;
    }
    Stmt *stmt = parser_block(parser, STMT_TRY, start, last);
    if (stmt != NULL) {
        stmt->try_stmt.body = body;
        stmt->try_stmt.handlers = handlers;
        stmt->try_stmt.orelse = orelse;
        stmt->try_stmt.finalbody = finalbody;
    }
    return stmt;
}

/* with ------------------------------------------------------------------- */

static bool parse_with_item(Parser *parser, WithItem *item)
{
    Position start = parser->token.at;
    bool as;
    *item = (WithItem){0};
    item->context = parse_test(parser);
    if (item->context == NULL || !parser_accept(parser, TOKEN_AS, &as)) {
        return false;
    }
    if (!as) {
        return true;
    }
    item->vars = parse_expr(parser);
    if (item->vars == NULL) {
        return false;
    }
    target_set(parser, item->vars, CTX_STORE, start);
    return true;
}

static Stmt *parse_with(Parser *parser, Position start, bool is_async)
{
    size_t mark = parser->scratch_size;
    WithItemList items;
    StmtList body;
    do {
        WithItem item;
        if (!parser_next(parser) || !parse_with_item(parser, &item) ||
            !parser_push(parser, &item, sizeof item)) {
            return NULL;
        }
    } while (parser->token.kind == TOKEN_COMMA);
    if (!PARSER_TAKE(parser, mark, &items) || !parse_suite(parser, &body)) {
        return NULL;
    }
    Stmt *stmt = parser_block(parser, STMT_WITH, start, body);
    if (stmt != NULL) {
        stmt->with_stmt.is_async = is_async;
        stmt->with_stmt.items = items;
        stmt->with_stmt.body = body;
    }
    return stmt;
}

/* Definitions ------------------------------------------------------------ */

static Stmt *parse_function(Parser *parser, Position start, bool is_async,
                            ExprList decorators)
{
    StmtList body;
    if (!parser_next(parser)) {
        return NULL;
    }
    Text name = parser->token.name;
    Position name_at = parser->token.at;
    if (!parser_expect(parser, TOKEN_NAME) ||
        !parser_expect(parser, TOKEN_LEFT_PAREN)) {
        return NULL;
    }
    target_check_name(parser, name, name_at);
    Arguments *args = parse_parameters(parser, TOKEN_RIGHT_PAREN);
    bool arrow;
    if (args == NULL || !parser_expect(parser, TOKEN_RIGHT_PAREN) ||
        !parser_accept(parser, TOKEN_ARROW, &arrow)) {
        return NULL;
    }
    Expr *returns = NULL;
    if (arrow && (returns = parse_test(parser)) == NULL) {
        return NULL;
    }
    if (!parse_suite(parser, &body)) {
        return NULL;
    }
    Stmt *stmt = parser_block(parser, STMT_FUNCTION_DEF, start, body);
    if (stmt != NULL) {
        stmt->function_def.is_async = is_async;
        stmt->function_def.name = name;
        stmt->function_def.args = args;
        stmt->function_def.body = body;
        stmt->function_def.decorators = decorators;
        stmt->function_def.returns = returns;
    }
    return stmt;
}

/* [`(` arguments `)`] of a class; *close: where the `)` is. */
static bool parse_bases(Parser *parser, ExprList *bases, KeywordList *keywords,
                        Position *close)
{
    Position open = parser->token.at;
    bool paren;
    *bases = (ExprList){0};
    *keywords = (KeywordList){0};
    if (!parser_accept(parser, TOKEN_LEFT_PAREN, &paren)) {
        return false;
    }
    if (paren) {
        *close = parser->token.at;
    }
    return !paren || parse_arguments(parser, open, false, bases, keywords);
}

/* Where CPython sees a class name that is wrong: it looks for it at the fourth
 * part of the statement, be that `)` or the body, unless there are bases. */
static Position class_name_place(Position name, Position close, Position colon,
                                 bool has_bases, Position body)
{
    if (has_bases) {
        return name;
    }
    if (close.line != name.line || close.column != name.column) {
        return close;
    }
    colon.column++;
    return body.line == colon.line ? body : colon;
}

static Stmt *parse_class(Parser *parser, Position start, ExprList decorators)
{
    ExprList bases;
    KeywordList keywords;
    StmtList body;
    if (!parser_next(parser)) {
        return NULL;
    }
    Text name = parser->token.name;
    Position name_at = parser->token.at;
    if (!parser_expect(parser, TOKEN_NAME)) {
        return NULL;
    }
    Position close = name_at;
    if (!parse_bases(parser, &bases, &keywords, &close)) {
        return NULL;
    }
    Position colon = parser->token.at;
    if (!parse_suite(parser, &body)) {
        return NULL;
    }
    target_check_name(parser, name,
                      class_name_place(name_at, close, colon,
                                       bases.count + keywords.count > 0,
                                       body.items[0]->at));
    Stmt *stmt = parser_block(parser, STMT_CLASS_DEF, start, body);
    if (stmt != NULL) {
        stmt->class_def.name = name;
        stmt->class_def.bases = bases;
        stmt->class_def.keywords = keywords;
        stmt->class_def.body = body;
        stmt->class_def.decorators = decorators;
    }
    return stmt;
}

static Stmt *parse_async(Parser *parser, bool only_function,
                         ExprList decorators)
{
    Position start = parser->token.at;
    if (!parser_next(parser)) {
        return NULL;
    }
    if (parser->token.kind == TOKEN_DEF) {
        return parse_function(parser, start, true, decorators);
    }
    if (!only_function && parser->token.kind == TOKEN_WITH) {
        return parse_with(parser, start, true);
    }
    if (!only_function && parser->token.kind == TOKEN_FOR) {
        return parse_for(parser, start, true);
    }
    return parser_invalid(parser);
}

/* Decorators ------------------------------------------------------------- */

/* The dotted name of a decorator, as names and attributes. */
static Expr *parse_decorator_name(Parser *parser)
{
    Position start = parser->token.at;
    Text name = parser->token.name;
    if (!parser_expect(parser, TOKEN_NAME)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, EXPR_NAME, start);
    if (expr == NULL) {
        return NULL;
    }
    expr->name.id = name;
    while (parser->token.kind == TOKEN_DOT) {
        if (!parser_next(parser)) {
            return NULL;
        }
        name = parser->token.name;
        if (!parser_expect(parser, TOKEN_NAME)) {
            return NULL;
        }
        Expr *attribute = parser_expr(parser, EXPR_ATTRIBUTE, start);
        if (attribute == NULL) {
            return NULL;
        }
        attribute->attribute.value = expr;
        attribute->attribute.attr = name;
        expr = attribute;
    }
    return expr;
}

static Expr *parse_decorator(Parser *parser)
{
    Expr *expr = parser_next(parser) ? parse_decorator_name(parser) : NULL;
    if (expr == NULL || parser->token.kind != TOKEN_LEFT_PAREN) {
        return expr;
    }
    ExprList args;
    KeywordList keywords;
    Position open = parser->token.at;
    if (!parser_next(parser) ||
        !parse_arguments(parser, open, true, &args, &keywords)) {
        return NULL;
    }
    Expr *call = parser_expr(parser, EXPR_CALL, expr->at);
    if (call != NULL) {
        call->call.func = expr;
        call->call.args = args;
        call->call.keywords = keywords;
    }
    return call;
}

static Stmt *parse_definition(Parser *parser, Position start,
                              ExprList decorators)
{
    switch (parser->token.kind) {
    case TOKEN_DEF:
        return parse_function(parser, start, false, decorators);
    case TOKEN_CLASS:
        return parse_class(parser, start, decorators);
    case TOKEN_ASYNC:
        return parse_async(parser, true, decorators);
    default:
        return parser_invalid(parser);
    }
}

static Stmt *parse_decorated(Parser *parser)
{
    size_t mark = parser->scratch_size;
    ExprList decorators;
    do {
        Expr *decorator = parse_decorator(parser);
        if (decorator == NULL ||
            !parser_push(parser, &decorator, sizeof decorator) ||
            !parser_expect(parser, TOKEN_NEWLINE)) {
            return NULL;
        }
    } while (parser->token.kind == TOKEN_AT);
    if (!PARSER_TAKE(parser, mark, &decorators)) {
        return NULL;
    }
    return parse_definition(parser, parser->token.at, decorators);
}

/* Any statement ---------------------------------------------------------- */

static Stmt *parse_compound(Parser *parser)
{
    Position start = parser->token.at;
    switch (parser->token.kind) {
    case TOKEN_IF:
        return parse_if(parser);
    case TOKEN_WHILE:
        return parse_while(parser);
    case TOKEN_FOR:
        return parse_for(parser, start, false);
    case TOKEN_TRY:
        return parse_try(parser);
    case TOKEN_WITH:
        return parse_with(parser, start, false);
    case TOKEN_DEF:
    case TOKEN_CLASS:
        return parse_definition(parser, start, (ExprList){0});
    case TOKEN_ASYNC:
        return parse_async(parser, false, (ExprList){0});
    default:
        return parse_decorated(parser);
    }
}

bool parser_at_compound(const Parser *parser)
{
    switch (parser->token.kind) {
    case TOKEN_IF:
    case TOKEN_WHILE:
    case TOKEN_FOR:
    case TOKEN_TRY:
    case TOKEN_WITH:
    case TOKEN_DEF:
    case TOKEN_CLASS:
    case TOKEN_ASYNC:
    case TOKEN_AT:
        return true;
    default:
        return false;
    }
}

bool parse_statement(Parser *parser)
{
    if (!parser_at_compound(parser)) {
        return parse_simple_line(parser);
    }
    Stmt *stmt = parse_compound(parser);
    return stmt != NULL && parser_push(parser, &stmt, sizeof stmt);
}
