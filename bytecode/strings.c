/* SPDX-License-Identifier: MIT */
/* Adjacent string literals make one constant or, with an f-string among them,
 * one JoinedStr. All nodes have the position of the whole. A single literal
 * without a backslash needs no copy: its text is the source's. */
#include "bytecode/fstring.h"

static Expr *string_constant(Parser *parser, const Constant *value,
                             bool is_unicode, Position at)
{
    Expr *expr = region_alloc(parser->region, sizeof *expr);
    if (expr == NULL || value == NULL) {
        return parser_no_memory(parser);
    }
    expr->kind = EXPR_CONSTANT;
    expr->at = at;
    expr->constant.value = value;
    expr->constant.is_unicode = is_unicode;
    return expr;
}

Expr *joiner_constant(Joiner *joiner)
{
    Parser *parser = joiner->parser;
    size_t size = joiner->text.size;
    const char *copy = region_copy(parser->region, joiner->text.data, size);
    if (copy == NULL || joiner->text.failed) {
        return parser_no_memory(parser);
    }
    joiner->text.size = 0;
    return string_constant(parser,
                           constant_str(parser->region, (Text){copy, size}),
                           joiner->is_unicode, joiner->at);
}

Expr *joiner_finish(Joiner *joiner)
{
    Parser *parser = joiner->parser;
    if (joiner->text.size > 0) {
        Expr *constant = joiner_constant(joiner);
        if (constant == NULL ||
            !parser_push(parser, &constant, sizeof constant)) {
            return NULL;
        }
    }
    Expr *expr = parser_expr(parser, EXPR_JOINED_STR, joiner->at);
    if (expr == NULL ||
        !PARSER_TAKE(parser, joiner->mark, &expr->joined_str.values)) {
        return NULL;
    }
    expr->at = joiner->at;
    return expr;
}

/* One literal that is neither formatted nor escaped. */
static Expr *string_simple(Parser *parser, StringLiteral literal, Position at)
{
    const Constant *value = literal.is_bytes
                                ? constant_bytes(parser->region, literal.body)
                                : constant_str(parser->region, literal.body);
    return string_constant(parser, value, literal.is_unicode, at);
}

static bool string_is_simple(StringLiteral literal)
{
    if (literal.is_formatted) {
        return false;
    }
    if (!literal.is_raw &&
        memchr(literal.body.data, '\\', literal.body.size) != NULL) {
        return false;
    }
    for (size_t i = 0; literal.is_bytes && i < literal.body.size; i++) {
        if (literal.body.data[i] & 0x80) {
            return false;
        }
    }
    return true;
}

static bool string_join_one(Joiner *joiner, StringLiteral literal)
{
    if (literal.is_formatted) {
        joiner->is_formatted = true;
        return fstring_join(joiner, literal.body, literal.is_raw);
    }
    return string_literal_decode(joiner->parser, literal, joiner->at,
                                 &joiner->text);
}

static Expr *string_finish(Joiner *joiner, bool is_bytes)
{
    Parser *parser = joiner->parser;
    if (joiner->is_formatted) {
        return joiner_finish(joiner);
    }
    Expr *expr = joiner_constant(joiner);
    if (expr != NULL && is_bytes) {
        expr->constant.value =
            constant_bytes(parser->region, expr->constant.value->text);
        expr->constant.is_unicode = false;
        return expr->constant.value ? expr : parser_no_memory(parser);
    }
    return expr;
}

/* Adjacent literals, joined. */
static Expr *string_join(Parser *parser, const StringLiteral *literals,
                         size_t count, Text first, Position at)
{
    Joiner joiner = {.parser = parser,
                     .at = at,
                     .first = first,
                     .is_unicode = literals[0].is_unicode,
                     .mark = parser->scratch_size};
    bool good = true;
    for (size_t i = 0; i < count && good; i++) {
        if (literals[i].is_bytes) {
            string_literal_check(parser, literals[i]);
        }
        if (literals[i].is_bytes != literals[0].is_bytes) {
            parser_late(parser, at, "cannot mix bytes and nonbytes literals");
            break;
        }
        good = string_join_one(&joiner, literals[i]);
    }
    Expr *expr = good ? string_finish(&joiner, literals[0].is_bytes) : NULL;
    buffer_free(&joiner.text);
    return expr;
}

/* Takes one string token. */
static bool parse_string(Parser *parser, StringLiteral *literal)
{
    Text token = {parser->token.start, parser->token.size};
    *literal = string_literal_split(token, parser->token.at);
    return parser_next(parser);
}

Expr *parse_strings(Parser *parser)
{
    Text first = {parser->token.start, parser->token.size};
    StringLiteral literal;
    if (!parse_string(parser, &literal)) {
        return NULL;
    }
    Position start = literal.at;
    if (parser->token.kind != TOKEN_STRING) {
        return string_is_simple(literal)
                   ? string_simple(parser, literal, start)
                   : string_join(parser, &literal, 1, first, start);
    }
    typedef struct LiteralList {
        StringLiteral *items;
        size_t count;
    } LiteralList;
    size_t mark = parser->scratch_size;
    LiteralList list;
    bool good = parser_push(parser, &literal, sizeof literal);
    while (good && parser->token.kind == TOKEN_STRING) {
        good = parse_string(parser, &literal) &&
               parser_push(parser, &literal, sizeof literal);
    }
    if (!good || !PARSER_TAKE(parser, mark, &list)) {
        return NULL;
    }
    return string_join(parser, list.items, list.count, first,
                       parser_span(parser, start));
}
