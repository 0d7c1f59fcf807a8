/* SPDX-License-Identifier: MIT */
/* Expressions, from `test` down to the operators and trailers.
 *
 * Binary operators climb by precedence over one table. A node starts at its
 * first token, brackets around its left operand included, because CPython
 * takes positions from its parse tree: so `start` is read before the operand.
 * Every way to nest without bound passes parse_test, parse_not or
 * parse_factor, which count the depth. */
#include "bytecode/parser_state.h"

typedef struct BinaryRow {
    unsigned char precedence; /* 0: no binary operator */
    unsigned char op;
} BinaryRow;

enum { LOWEST_BINARY = 1 };

static const BinaryRow BINARY[TOKEN_KINDS] = {
    [TOKEN_PIPE] = {1, BINOP_BIT_OR},
    [TOKEN_CARET] = {2, BINOP_BIT_XOR},
    [TOKEN_AMPERSAND] = {3, BINOP_BIT_AND},
    [TOKEN_LEFT_SHIFT] = {4, BINOP_LSHIFT},
    [TOKEN_RIGHT_SHIFT] = {4, BINOP_RSHIFT},
    [TOKEN_PLUS] = {5, BINOP_ADD},
    [TOKEN_MINUS] = {5, BINOP_SUB},
    [TOKEN_STAR] = {6, BINOP_MULT},
    [TOKEN_AT] = {6, BINOP_MAT_MULT},
    [TOKEN_SLASH] = {6, BINOP_DIV},
    [TOKEN_PERCENT] = {6, BINOP_MOD},
    [TOKEN_SLASH_SLASH] = {6, BINOP_FLOOR_DIV},
};

static Expr *parse_factor(Parser *parser);

/* Subscripts ------------------------------------------------------------- */

static Slice *parser_slice(Parser *parser, SliceKind kind)
{
    Slice *slice = region_alloc(parser->region, sizeof *slice);
    if (slice == NULL) {
        return parser_no_memory(parser);
    }
    slice->kind = kind;
    return slice;
}

/* `: upper : step` of a slice whose lower bound is parsed. */
static Slice *parse_slice_rest(Parser *parser, Expr *lower)
{
    Slice *slice = parser_slice(parser, SLICE_SLICE);
    if (slice == NULL || !parser_expect(parser, TOKEN_COLON)) {
        return NULL;
    }
    slice->range.lower = lower;
    if (parser_at_test(parser)) {
        slice->range.upper = parse_test(parser);
        if (slice->range.upper == NULL) {
            return NULL;
        }
    }
    bool step;
    if (!parser_accept(parser, TOKEN_COLON, &step)) {
        return NULL;
    }
    if (step && parser_at_test(parser)) {
        slice->range.step = parse_test(parser);
        if (slice->range.step == NULL) {
            return NULL;
        }
    }
    return slice;
}

static Slice *parse_subscript_item(Parser *parser)
{
    Expr *value = NULL;
    if (parser->token.kind != TOKEN_COLON) {
        value = parse_test(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    if (parser->token.kind == TOKEN_COLON) {
        return parse_slice_rest(parser, value);
    }
    Slice *slice = parser_slice(parser, SLICE_INDEX);
    if (slice != NULL) {
        slice->index.value = value;
    }
    return slice;
}

/* The items of a[b, c]: one index by a tuple, unless a slice is among them. */
static Slice *parser_join_slices(Parser *parser, SliceList dims, Position start)
{
    for (size_t i = 0; i < dims.count; i++) {
        if (dims.items[i]->kind != SLICE_INDEX) {
            Slice *slice = parser_slice(parser, SLICE_EXT_SLICE);
            if (slice != NULL) {
                slice->ext_slice.dims = dims;
            }
            return slice;
        }
    }
    Expr *tuple = parser_expr(parser, EXPR_TUPLE, start);
    Slice *slice = parser_slice(parser, SLICE_INDEX);
    Expr **items = region_array(parser->region, dims.count, sizeof *items);
    if (tuple == NULL || slice == NULL || items == NULL) {
        return parser_no_memory(parser);
    }
    for (size_t i = 0; i < dims.count; i++) {
        items[i] = dims.items[i]->index.value;
    }
    tuple->tuple.elts = (ExprList){items, dims.count};
    slice->index.value = tuple;
    return slice;
}

static Slice *parse_subscripts(Parser *parser)
{
    Position start = parser->token.at;
    size_t mark = parser->scratch_size;
    bool comma = false;
    Slice *slice;
    do {
        slice = parse_subscript_item(parser);
        if (slice == NULL || !parser_push(parser, &slice, sizeof slice) ||
            !parser_accept(parser, TOKEN_COMMA, &comma)) {
            return NULL;
        }
    } while (comma &&
             (parser_at_test(parser) || parser->token.kind == TOKEN_COLON));
    SliceList dims;
    if (!PARSER_TAKE(parser, mark, &dims)) {
        return NULL;
    }
    return dims.count == 1 && !comma ? slice
                                     : parser_join_slices(parser, dims, start);
}

/* Trailers --------------------------------------------------------------- */

static Expr *parse_call(Parser *parser, Expr *func, Position start)
{
    Position open = parser->token.at;
    ExprList args;
    KeywordList keywords;
    if (!parser_expect(parser, TOKEN_LEFT_PAREN) ||
        !parse_arguments(parser, open, true, &args, &keywords)) {
        return NULL;
    }
    Expr *call = parser_expr(parser, EXPR_CALL, start);
    if (call != NULL) {
        call->call.func = func;
        call->call.args = args;
        call->call.keywords = keywords;
    }
    return call;
}

static Expr *parse_subscript(Parser *parser, Expr *value, Position start)
{
    if (!parser_expect(parser, TOKEN_LEFT_BRACKET)) {
        return NULL;
    }
    Slice *slice = parse_subscripts(parser);
    if (slice == NULL || !parser_expect(parser, TOKEN_RIGHT_BRACKET)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, EXPR_SUBSCRIPT, start);
    if (expr != NULL) {
        expr->subscript.value = value;
        expr->subscript.slice = slice;
    }
    return expr;
}

static Expr *parse_attribute(Parser *parser, Expr *value, Position start)
{
    if (!parser_expect(parser, TOKEN_DOT)) {
        return NULL;
    }
    Text name = parser->token.name;
    if (!parser_expect(parser, TOKEN_NAME)) {
        return NULL;
    }
    Expr *expr = parser_expr(parser, EXPR_ATTRIBUTE, start);
    if (expr != NULL) {
        expr->attribute.value = value;
        expr->attribute.attr = name;
    }
    return expr;
}

static Expr *parse_primary(Parser *parser)
{
    Position start = parser->token.at;
    Expr *expr = parse_atom(parser);
    while (expr != NULL) {
        switch (parser->token.kind) {
        case TOKEN_DOT:
            expr = parse_attribute(parser, expr, start);
            break;
        case TOKEN_LEFT_PAREN:
            expr = parse_call(parser, expr, start);
            break;
        case TOKEN_LEFT_BRACKET:
            expr = parse_subscript(parser, expr, start);
            break;
        default:
            return expr;
        }
    }
    return NULL;
}

static Expr *parse_await(Parser *parser)
{
    if (parser->token.kind != TOKEN_AWAIT) {
        return parse_primary(parser);
    }
    Position start = parser->token.at;
    if (!parser_next(parser)) {
        return NULL;
    }
    Expr *value = parse_primary(parser);
    Expr *expr = value ? parser_expr(parser, EXPR_AWAIT, start) : NULL;
    if (expr != NULL) {
        expr->await.value = value;
    }
    return expr;
}

/* Operators -------------------------------------------------------------- */

static Expr *parser_binary(Parser *parser, Expr *left, Operator op, Expr *right,
                           Position start)
{
    Expr *expr = parser_expr(parser, EXPR_BIN_OP, start);
    if (expr != NULL) {
        expr->bin_op.left = left;
        expr->bin_op.op = op;
        expr->bin_op.right = right;
    }
    return expr;
}

static Expr *parse_power(Parser *parser)
{
    Position start = parser->token.at;
    Expr *left = parse_await(parser);
    if (left == NULL || parser->token.kind != TOKEN_STAR_STAR) {
        return left;
    }
    Expr *right = parser_next(parser) ? parse_factor(parser) : NULL;
    if (right == NULL) {
        return NULL;
    }
    return parser_binary(parser, left, BINOP_POW, right, start);
}

static Expr *parser_unary(Parser *parser, UnaryOperator op, Expr *operand,
                          Position start)
{
    Expr *expr = parser_expr(parser, EXPR_UNARY_OP, start);
    if (expr != NULL) {
        expr->unary_op.op = op;
        expr->unary_op.operand = operand;
    }
    return expr;
}

static Expr *parse_factor_deep(Parser *parser)
{
    UnaryOperator op;
    switch (parser->token.kind) {
    case TOKEN_PLUS:
        op = UNOP_PLUS;
        break;
    case TOKEN_MINUS:
        op = UNOP_MINUS;
        break;
    case TOKEN_TILDE:
        op = UNOP_INVERT;
        break;
    default:
        return parse_power(parser);
    }
    Position start = parser->token.at;
    Expr *operand = parser_next(parser) ? parse_factor(parser) : NULL;
    return operand ? parser_unary(parser, op, operand, start) : NULL;
}

static Expr *parse_factor(Parser *parser)
{
    if (parser->depth >= PARSER_DEPTH) {
        return parser_too_deep(parser);
    }
    parser->depth++;
    Expr *expr = parse_factor_deep(parser);
    parser->depth--;
    return expr;
}

static Expr *parse_binary(Parser *parser, int precedence)
{
    Position start = parser->token.at;
    Expr *left = parse_factor(parser);
    while (left != NULL) {
        BinaryRow row = BINARY[parser->token.kind];
        if (row.precedence < precedence) {
            return left;
        }
        Expr *right = parser_next(parser)
                          ? parse_binary(parser, row.precedence + 1)
                          : NULL;
        if (right == NULL) {
            return NULL;
        }
        left = parser_binary(parser, left, (Operator)row.op, right, start);
    }
    return NULL;
}

Expr *parse_expr(Parser *parser)
{
    return parse_binary(parser, LOWEST_BINARY);
}

Expr *parse_star_expr(Parser *parser)
{
    Position start = parser->token.at;
    if (!parser_expect(parser, TOKEN_STAR)) {
        return NULL;
    }
    Expr *value = parse_expr(parser);
    Expr *expr = value ? parser_expr(parser, EXPR_STARRED, start) : NULL;
    if (expr != NULL) {
        expr->starred.value = value;
    }
    return expr;
}

/* Comparisons ------------------------------------------------------------ */

/* Takes a comparison operator, one or two tokens. `*found` is false when
 * there is none; false is returned only on an error. */
static bool parse_compare_operator(Parser *parser, CompareOperator *op,
                                   bool *found)
{
    static const signed char SIMPLE[TOKEN_KINDS] = {
        [TOKEN_EQUAL_EQUAL] = CMPOP_EQ + 1,
        [TOKEN_NOT_EQUAL] = CMPOP_NOT_EQ + 1,
        [TOKEN_LESS_GREATER] = CMPOP_NOT_EQ + 1,
        [TOKEN_LESS] = CMPOP_LT + 1,
        [TOKEN_LESS_EQUAL] = CMPOP_LT_E + 1,
        [TOKEN_GREATER] = CMPOP_GT + 1,
        [TOKEN_GREATER_EQUAL] = CMPOP_GT_E + 1,
        [TOKEN_IS] = CMPOP_IS + 1,
        [TOKEN_IN] = CMPOP_IN + 1,
        [TOKEN_NOT] = CMPOP_NOT_IN + 1,
    };
    int code = SIMPLE[parser->token.kind];
    *found = code != 0;
    if (code == 0) {
        return true;
    }
    *op = (CompareOperator)(code - 1);
    if (!parser_next(parser)) {
        return false;
    }
    if (*op == CMPOP_NOT_IN) {
        return parser_expect(parser, TOKEN_IN);
    }
    bool is_not = *op == CMPOP_IS && parser->token.kind == TOKEN_NOT;
    *op = is_not ? CMPOP_IS_NOT : *op;
    return !is_not || parser_next(parser);
}

static Expr *parse_compare_rest(Parser *parser, Expr *left, Position start)
{
    typedef struct Link {
        CompareOperator op;
        Expr *right;
    } Link;
    size_t mark = parser->scratch_size;
    Link link;
    bool found;
    while (parse_compare_operator(parser, &link.op, &found) && found) {
        link.right = parse_expr(parser);
        if (link.right == NULL || !parser_push(parser, &link, sizeof link)) {
            return NULL;
        }
    }
    if (diagnostic_is_set(parser->diagnostic)) {
        return NULL;
    }
    size_t count = (parser->scratch_size - mark) / sizeof link;
    Expr *expr = parser_expr(parser, EXPR_COMPARE, start);
    CompareOperator *ops = region_array(parser->region, count, sizeof *ops);
    Expr **rights = region_array(parser->region, count, sizeof *rights);
    if (expr == NULL || ops == NULL || rights == NULL) {
        return parser_no_memory(parser);
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(&link, parser->scratch + mark + i * sizeof link, sizeof link);
        ops[i] = link.op;
        rights[i] = link.right;
    }
    parser->scratch_size = mark;
    expr->compare.left = left;
    expr->compare.ops = (CompareOperatorList){ops, count};
    expr->compare.comparators = (ExprList){rights, count};
    return expr;
}

static Expr *parse_comparison(Parser *parser)
{
    Position start = parser->token.at;
    Expr *left = parse_expr(parser);
    if (left == NULL) {
        return NULL;
    }
    switch (parser->token.kind) {
    case TOKEN_EQUAL_EQUAL:
    case TOKEN_NOT_EQUAL:
    case TOKEN_LESS_GREATER:
    case TOKEN_LESS:
    case TOKEN_LESS_EQUAL:
    case TOKEN_GREATER:
    case TOKEN_GREATER_EQUAL:
    case TOKEN_IS:
    case TOKEN_IN:
    case TOKEN_NOT:
        return parse_compare_rest(parser, left, start);
    default:
        return left;
    }
}

/* not, and, or ----------------------------------------------------------- */

static Expr *parse_not(Parser *parser)
{
    if (parser->token.kind != TOKEN_NOT) {
        return parse_comparison(parser);
    }
    if (parser->depth >= PARSER_DEPTH) {
        return parser_too_deep(parser);
    }
    parser->depth++;
    Position start = parser->token.at;
    Expr *operand = parser_next(parser) ? parse_not(parser) : NULL;
    parser->depth--;
    return operand ? parser_unary(parser, UNOP_NOT, operand, start) : NULL;
}

/* `a and b and c` is one node, also with `or`. */
static Expr *parse_bool(Parser *parser, TokenKind kind, BoolOperator op,
                        Expr *(*operand)(Parser *))
{
    Position start = parser->token.at;
    Expr *first = operand(parser);
    if (first == NULL || parser->token.kind != kind) {
        return first;
    }
    size_t mark = parser->scratch_size;
    if (!parser_push(parser, &first, sizeof first)) {
        return NULL;
    }
    while (parser->token.kind == kind) {
        Expr *next = parser_next(parser) ? operand(parser) : NULL;
        if (next == NULL || !parser_push(parser, &next, sizeof next)) {
            return NULL;
        }
    }
    Expr *expr = parser_expr(parser, EXPR_BOOL_OP, start);
    if (expr == NULL || !PARSER_TAKE(parser, mark, &expr->bool_op.values)) {
        return NULL;
    }
    expr->bool_op.op = op;
    return expr;
}

static Expr *parse_and_test(Parser *parser)
{
    return parse_bool(parser, TOKEN_AND, BOOLOP_AND, parse_not);
}

Expr *parse_or_test(Parser *parser)
{
    return parse_bool(parser, TOKEN_OR, BOOLOP_OR, parse_and_test);
}

/* test ------------------------------------------------------------------- */

static Expr *parse_conditional(Parser *parser, Expr *body, Position start)
{
    Expr *test = parser_next(parser) ? parse_or_test(parser) : NULL;
    if (test == NULL || !parser_expect(parser, TOKEN_ELSE)) {
        return NULL;
    }
    Expr *orelse = parse_test(parser);
    Expr *expr = orelse ? parser_expr(parser, EXPR_IF_EXP, start) : NULL;
    if (expr != NULL) {
        expr->if_exp.test = test;
        expr->if_exp.body = body;
        expr->if_exp.orelse = orelse;
    }
    return expr;
}

static Expr *parse_test_deep(Parser *parser, bool nocond)
{
    if (parser->token.kind == TOKEN_LAMBDA) {
        return parse_lambda(parser, nocond);
    }
    Position start = parser->token.at;
    Expr *body = parse_or_test(parser);
    if (body == NULL || nocond || parser->token.kind != TOKEN_IF) {
        return body;
    }
    return parse_conditional(parser, body, start);
}

static Expr *parse_test_any(Parser *parser, bool nocond)
{
    if (parser->depth >= PARSER_DEPTH) {
        return parser_too_deep(parser);
    }
    parser->depth++;
    Expr *expr = parse_test_deep(parser, nocond);
    parser->depth--;
    return expr;
}

Expr *parse_test(Parser *parser)
{
    return parse_test_any(parser, false);
}

Expr *parse_test_nocond(Parser *parser)
{
    return parse_test_any(parser, true);
}

Expr *parse_lambda(Parser *parser, bool nocond)
{
    Position start = parser->token.at;
    if (!parser_expect(parser, TOKEN_LAMBDA)) {
        return NULL;
    }
    Arguments *args = parse_parameters(parser, TOKEN_COLON);
    if (args == NULL || !parser_expect(parser, TOKEN_COLON)) {
        return NULL;
    }
    Expr *body = parse_test_any(parser, nocond);
    Expr *expr = body ? parser_expr(parser, EXPR_LAMBDA, start) : NULL;
    if (expr != NULL) {
        expr->lambda.args = args;
        expr->lambda.body = body;
    }
    return expr;
}

Expr *parse_named_test(Parser *parser)
{
    Position start = parser->token.at;
    Expr *target = parse_test(parser);
    if (target == NULL || parser->token.kind != TOKEN_COLON_EQUAL) {
        return target;
    }
    Expr *value = parser_next(parser) ? parse_test(parser) : NULL;
    Expr *expr = value ? parser_expr(parser, EXPR_NAMED_EXPR, start) : NULL;
    if (expr != NULL) {
        target_set_named(parser, target, start);
        expr->named_expr.target = target;
        expr->named_expr.value = value;
    }
    return expr;
}

Expr *parse_yield(Parser *parser)
{
    Position start = parser->token.at;
    bool from;
    if (!parser_expect(parser, TOKEN_YIELD) ||
        !parser_accept(parser, TOKEN_FROM, &from)) {
        return NULL;
    }
    Expr *value = NULL;
    if (from) {
        value = parse_test(parser);
    } else if (parser_at_test(parser) || parser->token.kind == TOKEN_STAR) {
        value = parse_star_test_list(parser);
    }
    if (diagnostic_is_set(parser->diagnostic)) {
        return NULL;
    }
    Expr *expr =
        parser_expr(parser, from ? EXPR_YIELD_FROM : EXPR_YIELD, start);
    if (expr != NULL && from) {
        expr->yield_from.value = value;
    } else if (expr != NULL) {
        expr->yield.value = value;
    }
    return expr;
}

/* Lists of expressions --------------------------------------------------- */

static Expr *parse_list_item(Parser *parser, bool stars)
{
    return stars && parser->token.kind == TOKEN_STAR ? parse_star_expr(parser)
                                                     : parse_test(parser);
}

/* One expression, or a tuple when there is a comma. */
static Expr *parse_list(Parser *parser, bool stars)
{
    Position start = parser->token.at;
    Expr *item = parse_list_item(parser, stars);
    if (item == NULL || parser->token.kind != TOKEN_COMMA) {
        return item;
    }
    size_t mark = parser->scratch_size;
    if (!parser_push(parser, &item, sizeof item)) {
        return NULL;
    }
    while (parser->token.kind == TOKEN_COMMA) {
        if (!parser_next(parser)) {
            return NULL;
        }
        if (!parser_at_test(parser) &&
            !(stars && parser->token.kind == TOKEN_STAR)) {
            break;
        }
        item = parse_list_item(parser, stars);
        if (item == NULL || !parser_push(parser, &item, sizeof item)) {
            return NULL;
        }
    }
    Expr *tuple = parser_expr(parser, EXPR_TUPLE, start);
    if (tuple == NULL || !PARSER_TAKE(parser, mark, &tuple->tuple.elts)) {
        return NULL;
    }
    return tuple;
}

Expr *parse_test_list(Parser *parser)
{
    return parse_list(parser, false);
}

Expr *parse_star_test_list(Parser *parser)
{
    return parse_list(parser, true);
}

bool parse_targets(Parser *parser, ExprContext ctx, ExprList *list, bool *comma)
{
    size_t mark = parser->scratch_size;
    bool more;
    do {
        Position at = parser->token.at;
        Expr *item = parser->token.kind == TOKEN_STAR ? parse_star_expr(parser)
                                                      : parse_expr(parser);
        if (item == NULL || !parser_push(parser, &item, sizeof item) ||
            !parser_accept(parser, TOKEN_COMMA, comma)) {
            return false;
        }
        target_set(parser, item, ctx, at);
        TokenKind kind = parser->token.kind;
        more =
            kind == TOKEN_STAR || (parser_at_test(parser) &&
                                   kind != TOKEN_LAMBDA && kind != TOKEN_NOT);
    } while (*comma && more);
    return PARSER_TAKE(parser, mark, list);
}

Expr *parse_for_target(Parser *parser)
{
    ExprList list;
    bool comma;
    if (!parse_targets(parser, CTX_STORE, &list, &comma)) {
        return NULL;
    }
    if (list.count == 1 && !comma) {
        return list.items[0];
    }
    Expr *tuple = parser_expr(parser, EXPR_TUPLE, list.items[0]->at);
    if (tuple != NULL) {
        tuple->tuple.elts = list;
        tuple->tuple.ctx = CTX_STORE;
    }
    return tuple;
}
