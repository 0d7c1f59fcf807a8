/* SPDX-License-Identifier: MIT */
/* The arguments of a call or of a class definition.
 *
 * The grammar accepts any expression before `=` in a call and nearly any order
 * of arguments; CPython sorts that out when it builds its AST. It first looks
 * for generator expressions that need parentheses, then at each argument, so
 * such an error hides errors inside the arguments. */
#include "bytecode/parser_state.h"

/* Arguments of a call ---------------------------------------------------- */

typedef struct ArgumentList {
    ExprList args;
    KeywordList keywords;
    size_t arg_capacity;
    size_t keyword_capacity;
    bool unpacked; /* a `**` was seen */
    size_t count;
    bool had_error; /* an error was kept back before this call */
    bool allow_generator;
    const char *generator_error;
    Position generator_at;
    Expr *bare; /* the only argument, a generator without its own () */
} ArgumentList;

/* Room for one more in an array of the region. */
static void *parser_room(Parser *parser, void *items, size_t count,
                         size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return items;
    }
    size_t larger = *capacity == 0 ? 4 : *capacity * 2;
    void *copy = region_array(parser->region, larger, size);
    if (copy == NULL) {
        return parser_no_memory(parser);
    }
    if (count > 0) {
        memcpy(copy, items, count * size);
    }
    *capacity = larger;
    return copy;
}

static bool argument_positional(Parser *parser, ArgumentList *list, Expr *arg)
{
    if (arg == NULL) {
        return false;
    }
    Expr **items = parser_room(parser, list->args.items, list->args.count,
                               &list->arg_capacity, sizeof *list->args.items);
    if (items == NULL) {
        return false;
    }
    list->args.items = items;
    items[list->args.count++] = arg;
    return true;
}

static bool argument_keyword(Parser *parser, ArgumentList *list, Text name,
                             Expr *value)
{
    if (value == NULL) {
        return false;
    }
    Keyword *items =
        parser_room(parser, list->keywords.items, list->keywords.count,
                    &list->keyword_capacity, sizeof *list->keywords.items);
    if (items == NULL) {
        return false;
    }
    list->keywords.items = items;
    items[list->keywords.count++] = (Keyword){name, value};
    return true;
}

/* A positional argument must not stand behind keywords. */
static void argument_check_order(Parser *parser, const ArgumentList *list,
                                 Position at)
{
    if (list->keywords.count > 0) {
        parser_late(parser, at,
                    "positional argument follows keyword "
                    "argument%s",
                    list->unpacked ? " unpacking" : "");
    }
}

static bool parse_starred_argument(Parser *parser, ArgumentList *list)
{
    Position start = parser->token.at;
    if (list->unpacked) {
        parser_late(parser, start,
                    "iterable argument unpacking follows keyword argument "
                    "unpacking");
    }
    Expr *value = parser_next(parser) ? parse_test(parser) : NULL;
    Expr *expr = value ? parser_expr(parser, EXPR_STARRED, start) : NULL;
    if (expr == NULL) {
        return false;
    }
    expr->starred.value = value;
    expr->at.end_line = value->at.end_line; /* 3.8: without its brackets */
    expr->at.end_column = value->at.end_column;
    return argument_positional(parser, list, expr);
}

static bool parse_unpacked_argument(Parser *parser, ArgumentList *list)
{
    list->unpacked = true;
    Expr *value = parser_next(parser) ? parse_test(parser) : NULL;
    return argument_keyword(parser, list, (Text){0}, value);
}

static bool argument_is_name(const Expr *expr, Position start)
{
    return expr->kind == EXPR_NAME && expr->at.line == start.line &&
           expr->at.column == start.column;
}

/* `key=value`; the key is parsed and may be nonsense. */
static bool parse_keyword_argument(Parser *parser, ArgumentList *list,
                                   Expr *key, Position start)
{
    static const char *const CONSTANTS[] = {"None", "False", "True"};
    Text name = {"", 0};
    if (argument_is_name(key, start)) {
        name = key->name.id;
        target_check_name(parser, name, start);
    } else if (key->kind == EXPR_CONSTANT &&
               key->constant.value->kind <= CONSTANT_TRUE &&
               key->at.column == start.column && key->at.line == start.line) {
        parser_late(parser, start, "cannot assign to %s",
                    CONSTANTS[key->constant.value->kind]);
    } else {
        parser_late(parser, start,
                    "expression cannot contain assignment, perhaps you meant "
                    "\"==\"?");
    }
    for (size_t i = 0; i < list->keywords.count; i++) {
        const char *other = list->keywords.items[i].arg.data;
        if (other != NULL && other == name.data) {
            parser_late(parser, start, "keyword argument repeated");
        }
    }
    return parser_next(parser) &&
           argument_keyword(parser, list, name, parse_test(parser));
}

static bool parse_generator_argument(Parser *parser, ArgumentList *list,
                                     Expr *elt, Position start)
{
    ComprehensionList generators;
    argument_check_order(parser, list, start);
    if (!parse_comprehensions(parser, &generators)) {
        return false;
    }
    Expr *expr = parser_expr(parser, EXPR_GENERATOR_EXP, start);
    if (expr == NULL) {
        return false;
    }
    expr->generator_exp.elt = elt;
    expr->generator_exp.generators = generators;
    bool alone = list->count == 1 && parser->token.kind == TOKEN_RIGHT_PAREN;
    if ((!alone || !list->allow_generator) && list->generator_error == NULL) {
        list->generator_error =
            list->allow_generator ? "Generator expression must be parenthesized"
                                  : "invalid syntax";
        list->generator_at = start;
    }
    list->bare = alone ? expr : NULL;
    return argument_positional(parser, list, expr);
}

static bool parse_named_argument(Parser *parser, ArgumentList *list,
                                 Expr *target, Position start)
{
    Expr *value = parser_next(parser) ? parse_test(parser) : NULL;
    Expr *expr = value ? parser_expr(parser, EXPR_NAMED_EXPR, start) : NULL;
    if (expr == NULL) {
        return false;
    }
    argument_check_order(parser, list, start);
    target_set_named(parser, target, start);
    expr->named_expr.target = target;
    expr->named_expr.value = value;
    return argument_positional(parser, list, expr);
}

static bool parse_argument(Parser *parser, ArgumentList *list)
{
    Position start = parser->token.at;
    list->count++;
    if (parser->token.kind == TOKEN_STAR) {
        return parse_starred_argument(parser, list);
    }
    if (parser->token.kind == TOKEN_STAR_STAR) {
        return parse_unpacked_argument(parser, list);
    }
    Expr *expr = parse_test(parser);
    if (expr == NULL) {
        return false;
    }
    switch (parser->token.kind) {
    case TOKEN_EQUAL:
        return parse_keyword_argument(parser, list, expr, start);
    case TOKEN_COLON_EQUAL:
        return parse_named_argument(parser, list, expr, start);
    case TOKEN_FOR:
    case TOKEN_ASYNC:
        return parse_generator_argument(parser, list, expr, start);
    default:
        argument_check_order(parser, list, start);
        return argument_positional(parser, list, expr);
    }
}

static bool parser_at_argument(const Parser *parser)
{
    return parser_at_test(parser) || parser->token.kind == TOKEN_STAR ||
           parser->token.kind == TOKEN_STAR_STAR;
}

/* A bare generator owns the call's parentheses. */
static void argument_finish(Parser *parser, ArgumentList *list, Position open)
{
    if (list->generator_error != NULL) {
        if (!list->had_error) {
            parser->late.kind = NULL;
        }
        parser_late(parser, list->generator_at, "%s", list->generator_error);
    } else if (list->bare != NULL) {
        list->bare->at = parser_span(parser, open);
    }
}

bool parse_arguments(Parser *parser, Position open, bool allow_generator,
                     ExprList *args, KeywordList *keywords)
{
    ArgumentList list = {.had_error = diagnostic_is_set(&parser->late),
                         .allow_generator = allow_generator};
    bool comma = true;
    while (comma && parser_at_argument(parser)) {
        if (!parse_argument(parser, &list) ||
            !parser_accept(parser, TOKEN_COMMA, &comma)) {
            return false;
        }
    }
    if (!parser_expect(parser, TOKEN_RIGHT_PAREN)) {
        return false;
    }
    argument_finish(parser, &list, open);
    *args = list.args;
    *keywords = list.keywords;
    return true;
}
