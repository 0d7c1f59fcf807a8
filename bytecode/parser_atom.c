/* SPDX-License-Identifier: MIT */
/* Atoms: names, numbers, and everything in brackets: tuples, lists, dicts,
 * sets and comprehensions. A display or a tuple in brackets has the position
 * of its brackets; any other expression in parentheses keeps its own. */
#include "bytecode/parser_state.h"

#include "bytecode/number.h"

#include <stdio.h>

enum { INT_DIGITS_LIMIT = 4300 };

/* Numbers ---------------------------------------------------------------- */

static const Constant *parser_int(Parser *parser, Text digits)
{
    int base = 10;
    if (digits.size > 2 && digits.data[0] == '0') {
        char letter = digits.data[1] | 0x20;
        base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    }
    if (base != 10) {
        digits.data += 2;
        digits.size -= 2;
        return constant_int_from_text(parser->region, digits, base);
    }
    size_t count = 0;
    for (size_t i = 0; i < digits.size; i++) {
        count += digits.data[i] != '_';
    }
    if (count > INT_DIGITS_LIMIT) {
        parser_late(parser, parser->token.at,
                    "Exceeds the limit (4300) for integer string conversion: "
                    "value has %zu digits; use sys.set_int_max_str_digits() "
                    "to increase the limit - Consider hexadecimal for huge "
                    "integer literals to avoid decimal conversion limits.",
                    count);
        return constant_int(parser->region, 0);
    }
    return constant_int_from_text(parser->region, digits, 10);
}

static const Constant *parser_real(Parser *parser, Text digits, bool imaginary)
{
    char *plain = region_alloc(parser->region, digits.size + 1);
    if (plain == NULL) {
        return NULL;
    }
    size_t size = 0;
    for (size_t i = 0; i < digits.size - imaginary; i++) {
        if (digits.data[i] != '_') {
            plain[size++] = digits.data[i];
        }
    }
    double value;
    if (!number_parse(plain, size, &value)) {
        return parser_invalid(parser);
    }
    return imaginary ? constant_complex(parser->region, 0.0, value)
                     : constant_float(parser->region, value);
}

/* Whether a decimal number has a point, an exponent or a j; or the zeros in
 * front that the lexer let pass: CPython 3.8 makes a float of `0777else`. */
static bool parser_is_real(Text digits)
{
    if (digits.size > 1 && digits.data[0] == '0' &&
        strchr("xXoObB", digits.data[1]) != NULL) {
        return false;
    }
    bool is_zero = true;
    for (size_t i = 0; i < digits.size; i++) {
        if (strchr(".eEjJ", digits.data[i]) != NULL) {
            return true;
        }
        is_zero = is_zero && strchr("0_", digits.data[i]) != NULL;
    }
    return digits.data[0] == '0' && !is_zero;
}

static Expr *parser_constant(Parser *parser, const Constant *value)
{
    Position start = parser->token.at;
    if (value == NULL) {
        return parser_no_memory(parser);
    }
    if (!parser_next(parser)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, EXPR_CONSTANT, start);
    if (expr != NULL) {
        expr->constant.value = value;
    }
    return expr;
}

Expr *parse_number(Parser *parser)
{
    Text digits = {parser->token.start, parser->token.size};
    if (!parser_is_real(digits)) {
        return parser_constant(parser, parser_int(parser, digits));
    }
    bool imaginary = (digits.data[digits.size - 1] | 0x20) == 'j';
    return parser_constant(parser, parser_real(parser, digits, imaginary));
}

/* Comprehensions --------------------------------------------------------- */

bool parser_at_comp_for(const Parser *parser)
{
    return parser->token.kind == TOKEN_FOR || parser->token.kind == TOKEN_ASYNC;
}

/* The conditions behind `for x in y`. */
static bool parse_comp_ifs(Parser *parser, ExprList *ifs)
{
    size_t mark = parser->scratch_size;
    while (parser->token.kind == TOKEN_IF) {
        Expr *test = parser_next(parser) ? parse_test_nocond(parser) : NULL;
        if (test == NULL || !parser_push(parser, &test, sizeof test)) {
            return false;
        }
    }
    return PARSER_TAKE(parser, mark, ifs);
}

static bool parse_comp_for(Parser *parser, Comprehension *comprehension)
{
    *comprehension = (Comprehension){0};
    if (!parser_accept(parser, TOKEN_ASYNC, &comprehension->is_async) ||
        !parser_expect(parser, TOKEN_FOR)) {
        return false;
    }
    comprehension->target = parse_for_target(parser);
    if (comprehension->target == NULL || !parser_expect(parser, TOKEN_IN)) {
        return false;
    }
    comprehension->iter = parse_or_test(parser);
    return comprehension->iter != NULL &&
           parse_comp_ifs(parser, &comprehension->ifs);
}

bool parse_comprehensions(Parser *parser, ComprehensionList *list)
{
    size_t mark = parser->scratch_size;
    while (parser_at_comp_for(parser)) {
        Comprehension comprehension;
        if (!parse_comp_for(parser, &comprehension) ||
            !parser_push(parser, &comprehension, sizeof comprehension)) {
            return false;
        }
    }
    return PARSER_TAKE(parser, mark, list);
}

/* `elt for ...` and the closing bracket: all but dict comprehensions. */
static Expr *parse_comprehension_rest(Parser *parser, ExprKind kind, Expr *elt,
                                      TokenKind closing, Position start,
                                      Position elt_at)
{
    ComprehensionList generators;
    if (elt->kind == EXPR_STARRED) {
        parser_late(parser, elt_at,
                    "iterable unpacking cannot be used in comprehension");
    }
    if (!parse_comprehensions(parser, &generators) ||
        !parser_expect(parser, closing)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, kind, start);
    if (expr != NULL) {
        expr->generator_exp.elt = elt;
        expr->generator_exp.generators = generators;
    }
    return expr;
}

/* Brackets --------------------------------------------------------------- */

static Expr *parse_star_or(Parser *parser, Expr *(*plain)(Parser *))
{
    return parser->token.kind == TOKEN_STAR ? parse_star_expr(parser)
                                            : plain(parser);
}

/* Items behind `first`, up to and with the closing bracket. */
static bool parse_items(Parser *parser, Expr *first, TokenKind closing,
                        Expr *(*plain)(Parser *), ExprList *list)
{
    size_t mark = parser->scratch_size;
    if (!parser_push(parser, &first, sizeof first)) {
        return false;
    }
    while (parser->token.kind == TOKEN_COMMA) {
        if (!parser_next(parser)) {
            return false;
        }
        if (!parser_at_test(parser) && parser->token.kind != TOKEN_STAR) {
            break;
        }
        Expr *item = parse_star_or(parser, plain);
        if (item == NULL || !parser_push(parser, &item, sizeof item)) {
            return false;
        }
    }
    return parser_expect(parser, closing) && PARSER_TAKE(parser, mark, list);
}

static Expr *parser_tuple(Parser *parser, ExprKind kind, ExprList elts,
                          Position start)
{
    Expr *expr = parser_expr(parser, kind, start);
    if (expr != NULL) {
        expr->tuple.elts = elts;
    }
    return expr;
}

static Expr *parse_paren_yield(Parser *parser)
{
    Expr *expr = parse_yield(parser);
    if (expr == NULL || !parser_expect(parser, TOKEN_RIGHT_PAREN)) {
        return NULL;
    }
    return expr;
}

static Expr *parse_paren(Parser *parser)
{
    Position start = parser->token.at;
    bool empty;
    if (!parser_next(parser) ||
        !parser_accept(parser, TOKEN_RIGHT_PAREN, &empty)) {
        return NULL;
    }
    if (empty) {
        return parser_tuple(parser, EXPR_TUPLE, (ExprList){0}, start);
    }
    if (parser->token.kind == TOKEN_YIELD) {
        return parse_paren_yield(parser);
    }
    Position first_at = parser->token.at;
    Expr *first = parse_star_or(parser, parse_named_test);
    if (first == NULL) {
        return NULL;
    }
    if (parser_at_comp_for(parser)) {
        return parse_comprehension_rest(parser, EXPR_GENERATOR_EXP, first,
                                        TOKEN_RIGHT_PAREN, start, first_at);
    }
    if (parser->token.kind != TOKEN_COMMA) {
        return parser_expect(parser, TOKEN_RIGHT_PAREN) ? first : NULL;
    }
    ExprList elts;
    if (!parse_items(parser, first, TOKEN_RIGHT_PAREN, parse_named_test,
                     &elts)) {
        return NULL;
    }
    return parser_tuple(parser, EXPR_TUPLE, elts, start);
}

static Expr *parse_bracket(Parser *parser)
{
    Position start = parser->token.at;
    bool empty;
    if (!parser_next(parser) ||
        !parser_accept(parser, TOKEN_RIGHT_BRACKET, &empty)) {
        return NULL;
    }
    if (empty) {
        return parser_tuple(parser, EXPR_LIST, (ExprList){0}, start);
    }
    Position first_at = parser->token.at;
    Expr *first = parse_star_or(parser, parse_named_test);
    if (first == NULL) {
        return NULL;
    }
    if (parser_at_comp_for(parser)) {
        return parse_comprehension_rest(parser, EXPR_LIST_COMP, first,
                                        TOKEN_RIGHT_BRACKET, start, first_at);
    }
    ExprList elts;
    if (!parse_items(parser, first, TOKEN_RIGHT_BRACKET, parse_named_test,
                     &elts)) {
        return NULL;
    }
    return parser_tuple(parser, EXPR_LIST, elts, start);
}

/* Dicts ------------------------------------------------------------------ */

typedef struct DictItem {
    Expr *key; /* NULL: `**value` */
    Expr *value;
} DictItem;

/* `: value` of an item whose key is parsed. */
static bool parse_dict_value(Parser *parser, DictItem *item)
{
    if (!parser_expect(parser, TOKEN_COLON)) {
        return false;
    }
    item->value = parse_test(parser);
    return item->value != NULL;
}

static bool parse_dict_item(Parser *parser, DictItem *item)
{
    bool unpacked;
    *item = (DictItem){0};
    if (!parser_accept(parser, TOKEN_STAR_STAR, &unpacked)) {
        return false;
    }
    if (unpacked) {
        item->value = parse_expr(parser);
        return item->value != NULL;
    }
    item->key = parse_test(parser);
    return item->key != NULL && parse_dict_value(parser, item);
}

static Expr *parse_dict_comp(Parser *parser, DictItem item, Position start)
{
    ComprehensionList generators;
    if (item.key == NULL) {
        parser_late(parser, start,
                    "dict unpacking cannot be used in dict comprehension");
    }
    if (!parse_comprehensions(parser, &generators) ||
        !parser_expect(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, EXPR_DICT_COMP, start);
    if (expr != NULL) {
        expr->dict_comp.key = item.key;
        expr->dict_comp.value = item.value;
        expr->dict_comp.generators = generators;
    }
    return expr;
}

/* Splits the items pushed since the mark into keys and values. */
static Expr *parser_dict(Parser *parser, size_t mark, Position start)
{
    size_t count = (parser->scratch_size - mark) / sizeof(DictItem);
    Expr *expr = parser_expr(parser, EXPR_DICT, start);
    Expr **keys = region_array(parser->region, count, sizeof *keys);
    Expr **values = region_array(parser->region, count, sizeof *values);
    if (expr == NULL || keys == NULL || values == NULL) {
        return parser_no_memory(parser);
    }
    for (size_t i = 0; i < count; i++) {
        DictItem item;
        memcpy(&item, parser->scratch + mark + i * sizeof item, sizeof item);
        keys[i] = item.key;
        values[i] = item.value;
    }
    parser->scratch_size = mark;
    expr->dict.keys = (ExprList){count ? keys : NULL, count};
    expr->dict.values = (ExprList){count ? values : NULL, count};
    return expr;
}

static Expr *parse_dict_rest(Parser *parser, DictItem item, Position start)
{
    if (parser_at_comp_for(parser)) {
        return parse_dict_comp(parser, item, start);
    }
    size_t mark = parser->scratch_size;
    if (!parser_push(parser, &item, sizeof item)) {
        return NULL;
    }
    while (parser->token.kind == TOKEN_COMMA) {
        if (!parser_next(parser)) {
            return NULL;
        }
        if (!parser_at_test(parser) && parser->token.kind != TOKEN_STAR_STAR) {
            break;
        }
        if (!parse_dict_item(parser, &item) ||
            !parser_push(parser, &item, sizeof item)) {
            return NULL;
        }
    }
    if (!parser_expect(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    return parser_dict(parser, mark, start);
}

static Expr *parse_set_rest(Parser *parser, Expr *first, Position first_at,
                            Position start)
{
    if (parser_at_comp_for(parser)) {
        return parse_comprehension_rest(parser, EXPR_SET_COMP, first,
                                        TOKEN_RIGHT_BRACE, start, first_at);
    }
    Expr *expr;
    ExprList elts;
    if (!parse_items(parser, first, TOKEN_RIGHT_BRACE, parse_test, &elts) ||
        (expr = parser_expr(parser, EXPR_SET, start)) == NULL) {
        return NULL;
    }
    expr->set.elts = elts;
    return expr;
}

static Expr *parse_brace(Parser *parser)
{
    Position start = parser->token.at;
    bool empty;
    if (!parser_next(parser) ||
        !parser_accept(parser, TOKEN_RIGHT_BRACE, &empty)) {
        return NULL;
    }
    if (empty) {
        return parser_dict(parser, parser->scratch_size, start);
    }
    DictItem item = {0};
    if (parser->token.kind == TOKEN_STAR_STAR) {
        return parse_dict_item(parser, &item)
                   ? parse_dict_rest(parser, item, start)
                   : NULL;
    }
    Position first_at = parser->token.at;
    item.key = parse_star_or(parser, parse_test);
    if (item.key == NULL) {
        return NULL;
    }
    if (parser->token.kind == TOKEN_COLON && item.key->kind != EXPR_STARRED) {
        return parse_dict_value(parser, &item)
                   ? parse_dict_rest(parser, item, start)
                   : NULL;
    }
    return parse_set_rest(parser, item.key, first_at, start);
}

/* Atoms ------------------------------------------------------------------ */

static Expr *parse_name(Parser *parser)
{
    Position start = parser->token.at;
    Text name = parser->token.name;
    if (!parser_next(parser)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, EXPR_NAME, start);
    if (expr != NULL) {
        expr->name.id = name;
    }
    return expr;
}

Expr *parse_atom(Parser *parser)
{
    switch (parser->token.kind) {
    case TOKEN_NAME:
        return parse_name(parser);
    case TOKEN_NUMBER:
        return parse_number(parser);
    case TOKEN_STRING:
        return parse_strings(parser);
    case TOKEN_LEFT_PAREN:
        return parse_paren(parser);
    case TOKEN_LEFT_BRACKET:
        return parse_bracket(parser);
    case TOKEN_LEFT_BRACE:
        return parse_brace(parser);
    case TOKEN_NONE:
        return parser_constant(parser, constant_simple(CONSTANT_NONE));
    case TOKEN_TRUE:
        return parser_constant(parser, constant_simple(CONSTANT_TRUE));
    case TOKEN_FALSE:
        return parser_constant(parser, constant_simple(CONSTANT_FALSE));
    case TOKEN_ELLIPSIS:
        return parser_constant(parser, constant_simple(CONSTANT_ELLIPSIS));
    default:
        return parser_invalid(parser);
    }
}
