/* SPDX-License-Identifier: MIT */
/* The parameters of a definition, with annotations, or of a lambda, without:
 * names and defaults, `/`, `*` with an optional name, keyword-only names,
 * `**name`. Order errors that the grammar lets pass are late errors, as in
 * CPython. */
#include "bytecode/parser_state.h"

typedef enum ParameterStage {
    STAGE_POSITIONAL,
    STAGE_KEYWORD, /* behind `*` */
    STAGE_END      /* behind `**name` */
} ParameterStage;

typedef struct ParameterList {
    Arguments *arguments;
    Position start;
    Position star;
    TokenKind closing;
    ParameterStage stage;
    bool slash;
    bool annotated;
    bool name_only; /* 3.8: a keyword-only name ends before its annotation */
    size_t arg_capacity;
    size_t default_capacity;
    ArgList args;      /* of the current stage */
    ExprList defaults; /* of the current stage */
} ParameterList;

static bool parse_parameter_name(Parser *parser, const ParameterList *list,
                                 Arg *arg)
{
    Position start = parser->token.at;
    *arg = (Arg){.name = parser->token.name};
    if (!parser_expect(parser, TOKEN_NAME)) {
        return false;
    }
    target_check_name(parser, arg->name, start);
    arg->at = parser_span(parser, start);
    if (list->annotated && parser->token.kind == TOKEN_COLON) {
        if (!parser_next(parser)) {
            return false;
        }
        arg->annotation = parse_test(parser);
        if (arg->annotation == NULL) {
            return false;
        }
    }
    if (!list->name_only) {
        arg->at = parser_span(parser, start);
    }
    return true;
}

/* Room for one more item; the items move. */
static bool parameter_grow(Parser *parser, void **items, size_t count,
                           size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t larger = *capacity == 0 ? 4 : *capacity * 2;
    void *copy = region_array(parser->region, larger, size);
    if (copy == NULL) {
        parser_no_memory(parser);
        return false;
    }
    if (count > 0) {
        memcpy(copy, *items, count * size);
    }
    *items = copy;
    *capacity = larger;
    return true;
}

static bool parameter_append(Parser *parser, ParameterList *list,
                             const Arg *arg, Expr *value)
{
    void *args = list->args.items;
    void *values = list->defaults.items;
    if (!parameter_grow(parser, &args, list->args.count, &list->arg_capacity,
                        sizeof *arg) ||
        !parameter_grow(parser, &values, list->defaults.count,
                        &list->default_capacity, sizeof value)) {
        return false;
    }
    list->args.items = args;
    list->defaults.items = values;
    list->args.items[list->args.count++] = *arg;
    if (list->stage == STAGE_KEYWORD || value != NULL) {
        list->defaults.items[list->defaults.count++] = value;
    }
    return true;
}

/* `name [: annotation] [= default]`. */
static bool parse_parameter(Parser *parser, ParameterList *list)
{
    Arg arg;
    bool has_default;
    Expr *value = NULL;
    list->name_only = list->stage == STAGE_KEYWORD;
    if (!parse_parameter_name(parser, list, &arg) ||
        !parser_accept(parser, TOKEN_EQUAL, &has_default)) {
        return false;
    }
    if (has_default) {
        value = parse_test(parser);
        if (value == NULL) {
            return false;
        }
    } else if (list->stage == STAGE_POSITIONAL && list->defaults.count > 0) {
        parser_late(parser, list->start,
                    "non-default argument follows default argument");
    }
    return parameter_append(parser, list, &arg, value);
}

/* `/`: the names so far are positional-only. */
static bool parse_slash(Parser *parser, ParameterList *list)
{
    if (list->slash || list->stage != STAGE_POSITIONAL ||
        list->args.count == 0) {
        parser_invalid(parser);
        return false;
    }
    list->slash = true;
    list->arguments->posonlyargs = list->args;
    list->args = (ArgList){0};
    list->arg_capacity = 0;
    return parser_next(parser);
}

/* The names before `*` are complete. */
static void parameter_end_positional(ParameterList *list)
{
    list->arguments->args = list->args;
    list->arguments->defaults = list->defaults;
    list->args = (ArgList){0};
    list->defaults = (ExprList){0};
    list->arg_capacity = 0;
    list->default_capacity = 0;
    list->stage = STAGE_KEYWORD;
}

static bool parse_star_parameter(Parser *parser, ParameterList *list)
{
    list->star = parser->token.at;
    if (list->stage != STAGE_POSITIONAL) {
        parser_invalid(parser);
        return false;
    }
    parameter_end_positional(list);
    if (!parser_next(parser)) {
        return false;
    }
    list->name_only = false;
    if (parser->token.kind == TOKEN_NAME) {
        return parse_parameter_name(parser, list, &list->arguments->vararg);
    }
    if (parser->token.kind != TOKEN_COMMA &&
        parser->token.kind != list->closing) {
        parser_invalid(parser);
        return false;
    }
    return true;
}

static bool parse_double_star(Parser *parser, ParameterList *list)
{
    if (list->stage == STAGE_POSITIONAL) {
        parameter_end_positional(list);
    } else if (list->arguments->vararg.name.data == NULL &&
               list->args.count == 0) {
        parser_late(parser, parser->token.at,
                    "named arguments must follow bare *");
    }
    list->stage = STAGE_END;
    list->name_only = false;
    return parser_next(parser) &&
           parse_parameter_name(parser, list, &list->arguments->kwarg);
}

static bool parse_one_parameter(Parser *parser, ParameterList *list)
{
    switch (parser->token.kind) {
    case TOKEN_NAME:
        return parse_parameter(parser, list);
    case TOKEN_SLASH:
        return parse_slash(parser, list);
    case TOKEN_STAR:
        return parse_star_parameter(parser, list);
    case TOKEN_STAR_STAR:
        return parse_double_star(parser, list);
    default:
        parser_invalid(parser);
        return false;
    }
}

static bool parse_parameter_list(Parser *parser, ParameterList *list)
{
    bool comma = true;
    while (comma && parser->token.kind != list->closing) {
        if (!parse_one_parameter(parser, list) ||
            !parser_accept(parser, TOKEN_COMMA, &comma)) {
            return false;
        }
        if (comma && list->stage == STAGE_END) {
            break;
        }
    }
    if (parser->token.kind != list->closing) {
        parser_invalid(parser);
        return false;
    }
    if (list->stage == STAGE_KEYWORD && list->args.count == 0 &&
        list->arguments->vararg.name.data == NULL) {
        parser_late(parser, list->star, "named arguments must follow bare *");
    }
    return true;
}

Arguments *parse_parameters(Parser *parser, TokenKind closing)
{
    Arguments *arguments = region_alloc(parser->region, sizeof *arguments);
    if (arguments == NULL) {
        return parser_no_memory(parser);
    }
    ParameterList list = {.arguments = arguments,
                          .start = parser->token.at,
                          .closing = closing,
                          .annotated = closing == TOKEN_RIGHT_PAREN};
    if (!parse_parameter_list(parser, &list)) {
        return NULL;
    }
    if (list.stage == STAGE_POSITIONAL) {
        parameter_end_positional(&list);
    }
    arguments->kwonlyargs = list.args;
    arguments->kw_defaults = list.defaults;
    return arguments;
}
