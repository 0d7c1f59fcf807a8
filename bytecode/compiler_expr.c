/* SPDX-License-Identifier: MIT */
/* Expressions: each leaves one value on the stack, or stores or deletes a
 * target whose value is there already. */
#include "bytecode/compiler_state.h"

static const Opcode binary_opcodes[][2] = {
    [BINOP_ADD] = {OP_BINARY_ADD, OP_INPLACE_ADD},
    [BINOP_SUB] = {OP_BINARY_SUBTRACT, OP_INPLACE_SUBTRACT},
    [BINOP_MULT] = {OP_BINARY_MULTIPLY, OP_INPLACE_MULTIPLY},
    [BINOP_MAT_MULT] = {OP_BINARY_MATRIX_MULTIPLY, OP_INPLACE_MATRIX_MULTIPLY},
    [BINOP_DIV] = {OP_BINARY_TRUE_DIVIDE, OP_INPLACE_TRUE_DIVIDE},
    [BINOP_MOD] = {OP_BINARY_MODULO, OP_INPLACE_MODULO},
    [BINOP_POW] = {OP_BINARY_POWER, OP_INPLACE_POWER},
    [BINOP_LSHIFT] = {OP_BINARY_LSHIFT, OP_INPLACE_LSHIFT},
    [BINOP_RSHIFT] = {OP_BINARY_RSHIFT, OP_INPLACE_RSHIFT},
    [BINOP_BIT_OR] = {OP_BINARY_OR, OP_INPLACE_OR},
    [BINOP_BIT_XOR] = {OP_BINARY_XOR, OP_INPLACE_XOR},
    [BINOP_BIT_AND] = {OP_BINARY_AND, OP_INPLACE_AND},
    [BINOP_FLOOR_DIV] = {OP_BINARY_FLOOR_DIVIDE, OP_INPLACE_FLOOR_DIVIDE},
};

static const Opcode unary_opcodes[] = {
    [UNOP_INVERT] = OP_UNARY_INVERT,
    [UNOP_NOT] = OP_UNARY_NOT,
    [UNOP_PLUS] = OP_UNARY_POSITIVE,
    [UNOP_MINUS] = OP_UNARY_NEGATIVE,
};

Opcode operator_opcode(Operator op, bool inplace)
{
    return binary_opcodes[op][inplace];
}

/* ---- f-strings, yield, await --------------------------------------------- */

static bool compile_formatted(Compiler *c, const Expr *e)
{
    unsigned operand = 0;
    if (!compile_expr(c, e->formatted_value.value)) {
        return false;
    }
    switch (e->formatted_value.conversion) {
    case 's':
        operand = 1;
        break;
    case 'r':
        operand = 2;
        break;
    case 'a':
        operand = 3;
        break;
    default:
        break;
    }
    if (e->formatted_value.format_spec) {
        if (!compile_expr(c, e->formatted_value.format_spec)) {
            return false;
        }
        operand |= 4;
    }
    out_arg(c, OP_FORMAT_VALUE, operand);
    return true;
}

static bool compile_joined(Compiler *c, const Expr *e)
{
    if (!compile_exprs(c, e->joined_str.values)) {
        return false;
    }
    if (e->joined_str.values.count != 1) {
        out_arg(c, OP_BUILD_STRING, e->joined_str.values.count);
    }
    return true;
}

static bool compile_yield(Compiler *c, const Expr *e)
{
    if (c->unit->scope->type != SCOPE_FUNCTION) {
        return compiler_error(c, "'yield' outside function");
    }
    if (!e->yield.value) {
        out_none(c);
    } else if (!compile_expr(c, e->yield.value)) {
        return false;
    }
    out_op(c, OP_YIELD_VALUE);
    return true;
}

static bool compile_yield_from(Compiler *c, const Expr *e)
{
    if (c->unit->scope->type != SCOPE_FUNCTION) {
        return compiler_error(c, "'yield' outside function");
    }
    if (c->unit->kind == UNIT_ASYNC_FUNCTION) {
        return compiler_error(c, "'yield from' inside async function");
    }
    if (!compile_expr(c, e->yield_from.value)) {
        return false;
    }
    out_op(c, OP_GET_YIELD_FROM_ITER);
    out_none(c);
    out_op(c, OP_YIELD_FROM);
    return true;
}

static bool compile_await(Compiler *c, const Expr *e)
{
    bool top = compiler_top_await(c);
    if (!top && c->unit->scope->type != SCOPE_FUNCTION) {
        return compiler_error(c, "'await' outside function");
    }
    if (!top && c->unit->kind != UNIT_ASYNC_FUNCTION &&
        c->unit->kind != UNIT_COMPREHENSION) {
        return compiler_error(c, "'await' outside async function");
    }
    if (!compile_expr(c, e->await.value)) {
        return false;
    }
    out_await(c);
    return true;
}

/* ---- all of them --------------------------------------------------------- */

static bool compile_attribute(Compiler *c, const Expr *e)
{
    static const Opcode ops[] = {OP_LOAD_ATTR, OP_STORE_ATTR, OP_DELETE_ATTR};
    if (!compile_expr(c, e->attribute.value)) {
        return false;
    }
    out_name(c, ops[e->attribute.ctx], e->attribute.attr);
    return true;
}

static bool compile_binary(Compiler *c, const Expr *e)
{
    if (!compile_expr(c, e->bin_op.left) || !compile_expr(c, e->bin_op.right)) {
        return false;
    }
    out_op(c, operator_opcode(e->bin_op.op, false));
    return true;
}

static bool compile_starred(Compiler *c, const Expr *e)
{
    return compiler_error(
        c, e->starred.ctx == CTX_STORE
               ? "starred assignment target must be in a list or tuple"
               : "can't use starred expression here");
}

static bool visit(Compiler *c, const Expr *e)
{
    switch (e->kind) {
    case EXPR_NAMED_EXPR:
        if (!compile_expr(c, e->named_expr.value)) {
            return false;
        }
        out_op(c, OP_DUP_TOP);
        return compile_expr(c, e->named_expr.target);
    case EXPR_BOOL_OP:
        return compile_bool_op(c, e);
    case EXPR_BIN_OP:
        return compile_binary(c, e);
    case EXPR_UNARY_OP:
        if (!compile_expr(c, e->unary_op.operand)) {
            return false;
        }
        out_op(c, unary_opcodes[e->unary_op.op]);
        return true;
    case EXPR_LAMBDA:
        return compile_lambda(c, e);
    case EXPR_IF_EXP:
        return compile_conditional(c, e);
    case EXPR_DICT:
    case EXPR_SET:
    case EXPR_LIST:
    case EXPR_TUPLE:
        return compile_display(c, e);
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR_EXP:
        return compile_comprehension(c, e);
    case EXPR_AWAIT:
        return compile_await(c, e);
    case EXPR_YIELD:
        return compile_yield(c, e);
    case EXPR_YIELD_FROM:
        return compile_yield_from(c, e);
    case EXPR_COMPARE:
        return compile_compare(c, e);
    case EXPR_CALL:
        return compile_call(c, e);
    case EXPR_FORMATTED_VALUE:
        return compile_formatted(c, e);
    case EXPR_JOINED_STR:
        return compile_joined(c, e);
    case EXPR_CONSTANT:
        out_constant(c, e->constant.value);
        return true;
    case EXPR_ATTRIBUTE:
        return compile_attribute(c, e);
    case EXPR_SUBSCRIPT:
        return compile_subscript(c, e);
    case EXPR_STARRED:
        return compile_starred(c, e);
    case EXPR_NAME:
        return variable(c, e->name.id, e->name.ctx);
    default:
        return compiler_error(c, "unknown expression");
    }
}

bool compile_expr(Compiler *c, const Expr *e)
{
    int line = c->unit->line;
    int column = c->unit->column;
    if (++c->depth > COMPILER_DEPTH_MAX) {
        return compiler_too_deep(c);
    }
    if (e->at.line != line) {
        set_line(c, e->at.line);
    }
    c->unit->column = e->at.column;
    bool ok = visit(c, e) && compiler_ok(c);
    c->depth--;
    if (ok) {
        if (c->unit->line != line) {
            set_line(c, line);
        }
        c->unit->column = column;
    }
    return ok;
}

bool compile_exprs(Compiler *c, ExprList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (!compile_expr(c, list.items[i])) {
            return false;
        }
    }
    return true;
}
