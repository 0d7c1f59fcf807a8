/* SPDX-License-Identifier: MIT */
/* Expressions: each leaves one value on the stack, or stores or deletes a
 * target whose value is there already. */
#include "bytecode/compiler_state.h"

#include <stdio.h>

/* ---- operators
 * ----------------------------------------------------------------- */

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

static const uint8_t compare_operands[] = {
    [CMPOP_EQ] = COMPARE_EQ, [CMPOP_NOT_EQ] = COMPARE_NE,
    [CMPOP_LT] = COMPARE_LT, [CMPOP_LT_E] = COMPARE_LE,
    [CMPOP_GT] = COMPARE_GT, [CMPOP_GT_E] = COMPARE_GE,
    [CMPOP_IS] = COMPARE_IS, [CMPOP_IS_NOT] = COMPARE_IS_NOT,
    [CMPOP_IN] = COMPARE_IN, [CMPOP_NOT_IN] = COMPARE_NOT_IN,
};

Opcode operator_opcode(Operator op, bool inplace)
{
    return binary_opcodes[op][inplace];
}

int constant_test(const Expr *e)
{
    return e->kind == EXPR_CONSTANT ? constant_truth(e->constant.value) : -1;
}

/* ---- comparisons
 * ----------------------------------------------------------------- */

static bool is_literal(const Expr *e)
{
    if (e->kind != EXPR_CONSTANT) {
        return false;
    }
    switch (e->constant.value->kind) {
    case CONSTANT_NONE:
    case CONSTANT_TRUE:
    case CONSTANT_FALSE:
    case CONSTANT_ELLIPSIS:
        return false;
    default:
        return true;
    }
}

static bool check_compare(Compiler *c, const Expr *e)
{
    bool left = is_literal(e->compare.left);
    for (size_t i = 0; i < e->compare.ops.count; i++) {
        CompareOperator op = e->compare.ops.items[i];
        bool right = is_literal(e->compare.comparators.items[i]);
        if ((op == CMPOP_IS || op == CMPOP_IS_NOT) && (left || right)) {
            return compiler_warn(
                c, op == CMPOP_IS
                       ? "\"is\" with a literal. Did you mean \"==\"?"
                       : "\"is not\" with a literal. Did you mean \"!=\"?");
        }
        left = right;
    }
    return true;
}

static void compare_with(Compiler *c, const Expr *e, size_t i)
{
    out_arg(c, OP_COMPARE_OP, compare_operands[e->compare.ops.items[i]]);
}

/* All comparisons of a chain but the last keep the middle value below. */
static bool compare_chain(Compiler *c, const Expr *e, Opcode leave, Label out)
{
    size_t last = e->compare.ops.count - 1;
    if (!compile_expr(c, e->compare.left)) {
        return false;
    }
    for (size_t i = 0; i < last; i++) {
        if (!compile_expr(c, e->compare.comparators.items[i])) {
            return false;
        }
        out_op(c, OP_DUP_TOP);
        out_op(c, OP_ROT_THREE);
        compare_with(c, e, i);
        out_jump(c, leave, out);
        next_block(c);
    }
    if (!compile_expr(c, e->compare.comparators.items[last])) {
        return false;
    }
    compare_with(c, e, last);
    return true;
}

static bool compile_compare(Compiler *c, const Expr *e)
{
    if (!check_compare(c, e)) {
        return false;
    }
    Label cleanup = new_label(c);
    if (!compare_chain(c, e, OP_JUMP_IF_FALSE_OR_POP, cleanup)) {
        return false;
    }
    if (e->compare.ops.count > 1) {
        Label end = new_label(c);
        out_jump(c, OP_JUMP_FORWARD, end);
        here(c, cleanup);
        out_op(c, OP_ROT_TWO);
        out_op(c, OP_POP_TOP);
        here(c, end);
    }
    return true;
}

/* ---- tests
 * -------------------------------------------------------------------------- */

static bool jump_if_bool_op(Compiler *c, const Expr *e, Label target,
                            bool condition)
{
    size_t last = e->bool_op.values.count - 1;
    bool decides = e->bool_op.op == BOOLOP_OR;
    Label early = decides == condition ? target : new_label(c);
    for (size_t i = 0; i < last; i++) {
        if (!compile_jump_if(c, e->bool_op.values.items[i], early, decides)) {
            return false;
        }
    }
    if (!compile_jump_if(c, e->bool_op.values.items[last], target, condition)) {
        return false;
    }
    if (early != target) {
        here(c, early);
    }
    return true;
}

static bool jump_if_conditional(Compiler *c, const Expr *e, Label target,
                                bool condition)
{
    Label end = new_label(c);
    Label otherwise = new_label(c);
    if (!compile_jump_if(c, e->if_exp.test, otherwise, false) ||
        !compile_jump_if(c, e->if_exp.body, target, condition)) {
        return false;
    }
    out_jump(c, OP_JUMP_FORWARD, end);
    here(c, otherwise);
    if (!compile_jump_if(c, e->if_exp.orelse, target, condition)) {
        return false;
    }
    here(c, end);
    return true;
}

static bool jump_if_chain(Compiler *c, const Expr *e, Label target,
                          bool condition)
{
    Label cleanup = new_label(c);
    Label end = new_label(c);
    if (!check_compare(c, e) ||
        !compare_chain(c, e, OP_POP_JUMP_IF_FALSE, cleanup)) {
        return false;
    }
    out_jump(c, condition ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, target);
    out_jump(c, OP_JUMP_FORWARD, end);
    here(c, cleanup);
    out_op(c, OP_POP_TOP);
    if (!condition) {
        out_jump(c, OP_JUMP_FORWARD, target);
    }
    here(c, end);
    return true;
}

bool compile_jump_if(Compiler *c, const Expr *e, Label target, bool condition)
{
    bool ok;
    if (++c->depth > COMPILER_DEPTH_MAX) {
        return compiler_too_deep(c);
    }
    if (e->kind == EXPR_UNARY_OP && e->unary_op.op == UNOP_NOT) {
        ok = compile_jump_if(c, e->unary_op.operand, target, !condition);
    } else if (e->kind == EXPR_BOOL_OP) {
        ok = jump_if_bool_op(c, e, target, condition);
    } else if (e->kind == EXPR_IF_EXP) {
        ok = jump_if_conditional(c, e, target, condition);
    } else if (e->kind == EXPR_COMPARE && e->compare.ops.count > 1) {
        ok = jump_if_chain(c, e, target, condition);
    } else {
        ok = compile_expr(c, e);
        out_jump(c, condition ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE,
                 target);
    }
    c->depth--;
    return ok;
}

static bool compile_bool_op(Compiler *c, const Expr *e)
{
    Label end = new_label(c);
    size_t last = e->bool_op.values.count - 1;
    Opcode jump = e->bool_op.op == BOOLOP_AND ? OP_JUMP_IF_FALSE_OR_POP
                                              : OP_JUMP_IF_TRUE_OR_POP;
    for (size_t i = 0; i < last; i++) {
        if (!compile_expr(c, e->bool_op.values.items[i])) {
            return false;
        }
        out_jump(c, jump, end);
    }
    if (!compile_expr(c, e->bool_op.values.items[last])) {
        return false;
    }
    here(c, end);
    return true;
}

static bool compile_conditional(Compiler *c, const Expr *e)
{
    Label end = new_label(c);
    Label otherwise = new_label(c);
    if (!compile_jump_if(c, e->if_exp.test, otherwise, false) ||
        !compile_expr(c, e->if_exp.body)) {
        return false;
    }
    out_jump(c, OP_JUMP_FORWARD, end);
    here(c, otherwise);
    if (!compile_expr(c, e->if_exp.orelse)) {
        return false;
    }
    here(c, end);
    return true;
}

/* ---- displays
 * -------------------------------------------------------------------------- */

/* a, *b, c: runs of plain items are packed, then everything is joined. */
static bool unpack_display(Compiler *c, ExprList items, Opcode single,
                           Opcode inner, Opcode joined)
{
    size_t parts = 0;
    size_t run = 0;
    for (size_t i = 0; i < items.count; i++) {
        const Expr *e = items.items[i];
        if (e->kind != EXPR_STARRED) {
            run++;
        } else {
            if (run) {
                out_arg(c, inner, run);
                run = 0;
                parts++;
            }
            parts++;
            e = e->starred.value;
        }
        if (!compile_expr(c, e)) {
            return false;
        }
    }
    if (!parts) {
        out_arg(c, single, run);
        return true;
    }
    if (run) {
        out_arg(c, inner, run);
        parts++;
    }
    out_arg(c, joined, parts);
    return true;
}

static bool unpack_targets(Compiler *c, ExprList items)
{
    bool starred = false;
    for (size_t i = 0; i < items.count; i++) {
        if (items.items[i]->kind != EXPR_STARRED) {
            continue;
        }
        size_t after = items.count - i - 1;
        if (starred) {
            return compiler_error(c, "two starred expressions in assignment");
        }
        if (i >= 1 << 8 || after >= (size_t)INT32_MAX >> 8) {
            return compiler_error(
                c, "too many expressions in star-unpacking assignment");
        }
        out_arg(c, OP_UNPACK_EX, i + (after << 8));
        starred = true;
    }
    if (!starred) {
        out_arg(c, OP_UNPACK_SEQUENCE, items.count);
    }
    for (size_t i = 0; i < items.count; i++) {
        const Expr *e = items.items[i];
        if (!compile_expr(c, e->kind == EXPR_STARRED ? e->starred.value : e)) {
            return false;
        }
    }
    return true;
}

static bool compile_sequence(Compiler *c, ExprList items, ExprContext context,
                             Opcode build, Opcode unpack)
{
    switch (context) {
    case CTX_STORE:
        return unpack_targets(c, items);
    case CTX_LOAD:
        return unpack_display(c, items, build, OP_BUILD_TUPLE, unpack);
    default:
        return compile_exprs(c, items);
    }
}

/* A run of plain `key: value` items of a dict display. */
static bool dict_run(Compiler *c, const Expr *e, size_t from, size_t to)
{
    ExprList keys = e->dict.keys;
    size_t count = to - from;
    bool constant = count > 1;
    for (size_t i = from; i < to; i++) {
        constant =
            constant && keys.items[i] && keys.items[i]->kind == EXPR_CONSTANT;
    }
    const Constant **values =
        region_array(c->region, count + 1, sizeof *values);
    if (!values) {
        return false;
    }
    for (size_t i = from; i < to; i++) {
        if (!constant && !compile_expr(c, keys.items[i])) {
            return false;
        }
        if (!compile_expr(c, e->dict.values.items[i])) {
            return false;
        }
        values[i - from] = constant ? keys.items[i]->constant.value : NULL;
    }
    if (constant) {
        out_constant(c, constant_tuple(c->region, values, count));
        out_arg(c, OP_BUILD_CONST_KEY_MAP, count);
    } else {
        out_arg(c, OP_BUILD_MAP, count);
    }
    return true;
}

static bool compile_dict(Compiler *c, const Expr *e)
{
    size_t count = e->dict.values.count;
    size_t parts = 0;
    size_t run = 0;
    bool unpacking = false;
    for (size_t i = 0; i < count; i++) {
        unpacking = !e->dict.keys.items[i];
        if (run == 0xffff || (run && unpacking)) {
            if (!dict_run(c, e, i - run, i)) {
                return false;
            }
            parts++;
            run = 0;
        }
        if (!unpacking) {
            run++;
            continue;
        }
        if (!compile_expr(c, e->dict.values.items[i])) {
            return false;
        }
        parts++;
    }
    if (run || !parts) {
        if (!dict_run(c, e, count - run, count)) {
            return false;
        }
        parts++;
    }
    if (parts > 1 || unpacking) {
        out_arg(c, OP_BUILD_MAP_UNPACK, parts);
    }
    return true;
}

/* ---- subscripts
 * ---------------------------------------------------------------------------
 */

static bool compile_range(Compiler *c, const Slice *s)
{
    const Expr *bounds[] = {s->range.lower, s->range.upper};
    for (int i = 0; i < 2; i++) {
        if (!bounds[i]) {
            out_none(c);
        } else if (!compile_expr(c, bounds[i])) {
            return false;
        }
    }
    if (s->range.step && !compile_expr(c, s->range.step)) {
        return false;
    }
    out_arg(c, OP_BUILD_SLICE, s->range.step ? 3 : 2);
    return true;
}

bool compile_slice(Compiler *c, const Slice *s)
{
    switch (s->kind) {
    case SLICE_INDEX:
        return compile_expr(c, s->index.value);
    case SLICE_SLICE:
        return compile_range(c, s);
    default:
        for (size_t i = 0; i < s->ext_slice.dims.count; i++) {
            if (!compile_slice(c, s->ext_slice.dims.items[i])) {
                return false;
            }
        }
        out_arg(c, OP_BUILD_TUPLE, s->ext_slice.dims.count);
        return true;
    }
}

const char *certain_type(const Expr *e)
{
    static const char *const of_constant[] = {
        [CONSTANT_NONE] = "NoneType",
        [CONSTANT_FALSE] = "bool",
        [CONSTANT_TRUE] = "bool",
        [CONSTANT_ELLIPSIS] = "ellipsis",
        [CONSTANT_INT] = "int",
        [CONSTANT_FLOAT] = "float",
        [CONSTANT_COMPLEX] = "complex",
        [CONSTANT_STR] = "str",
        [CONSTANT_BYTES] = "bytes",
        [CONSTANT_TUPLE] = "tuple",
        [CONSTANT_FROZENSET] = "frozenset",
        [CONSTANT_CODE] = "code",
    };
    switch (e->kind) {
    case EXPR_TUPLE:
        return "tuple";
    case EXPR_LIST:
    case EXPR_LIST_COMP:
        return "list";
    case EXPR_DICT:
    case EXPR_DICT_COMP:
        return "dict";
    case EXPR_SET:
    case EXPR_SET_COMP:
        return "set";
    case EXPR_GENERATOR_EXP:
        return "generator";
    case EXPR_LAMBDA:
        return "function";
    case EXPR_JOINED_STR:
    case EXPR_FORMATTED_VALUE:
        return "str";
    case EXPR_CONSTANT:
        return of_constant[e->constant.value->kind];
    default:
        return NULL;
    }
}

static bool warn_comma(Compiler *c, const char *format, const char *type)
{
    char text[160];
    snprintf(text, sizeof text, format, type);
    return compiler_warn(c, text);
}

static bool is_subscriptable_constant(const Constant *k)
{
    return k->kind == CONSTANT_STR || k->kind == CONSTANT_BYTES ||
           k->kind == CONSTANT_TUPLE;
}

static bool check_subscripted(Compiler *c, const Expr *e)
{
    bool bad = e->kind == EXPR_SET || e->kind == EXPR_SET_COMP ||
               e->kind == EXPR_GENERATOR_EXP || e->kind == EXPR_LAMBDA ||
               (e->kind == EXPR_CONSTANT &&
                !is_subscriptable_constant(e->constant.value));
    return !bad || warn_comma(c,
                              "'%s' object is not subscriptable; perhaps you "
                              "missed a comma?",
                              certain_type(e));
}

/* A str, tuple or list literal indexed by something that is no integer. */
static bool check_index(Compiler *c, const Expr *e, const Slice *s)
{
    const char *type = certain_type(e);
    if (s->kind != SLICE_INDEX || !type ||
        (strcmp(type, "str") && strcmp(type, "tuple") && strcmp(type, "list") &&
         strcmp(type, "bytes"))) {
        return true;
    }
    const char *index = certain_type(s->index.value);
    if (!index || !strcmp(index, "int") || !strcmp(index, "bool")) {
        return true;
    }
    char text[200];
    snprintf(text, sizeof text,
             "%s indices must be integers or slices, not %s; perhaps you "
             "missed a comma?",
             type, index);
    return compiler_warn(c, text);
}

static bool compile_subscript(Compiler *c, const Expr *e)
{
    static const Opcode ops[] = {OP_BINARY_SUBSCR, OP_STORE_SUBSCR,
                                 OP_DELETE_SUBSCR};
    const Expr *value = e->subscript.value;
    if (e->subscript.ctx == CTX_LOAD &&
        (!check_subscripted(c, value) ||
         !check_index(c, value, e->subscript.slice))) {
        return false;
    }
    if (!compile_expr(c, value) || !compile_slice(c, e->subscript.slice)) {
        return false;
    }
    out_op(c, ops[e->subscript.ctx]);
    return true;
}

static bool compile_attribute(Compiler *c, const Expr *e)
{
    static const Opcode ops[] = {OP_LOAD_ATTR, OP_STORE_ATTR, OP_DELETE_ATTR};
    if (!compile_expr(c, e->attribute.value)) {
        return false;
    }
    out_name(c, ops[e->attribute.ctx], e->attribute.attr);
    return true;
}

/* ---- f-strings, yield, await
 * ------------------------------------------------------------- */

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
    if (c->unit->scope->type != SCOPE_FUNCTION) {
        return compiler_error(c, "'await' outside function");
    }
    if (c->unit->kind != UNIT_ASYNC_FUNCTION &&
        c->unit->kind != UNIT_COMPREHENSION) {
        return compiler_error(c, "'await' outside async function");
    }
    if (!compile_expr(c, e->await.value)) {
        return false;
    }
    out_await(c);
    return true;
}

/* ---- all of them
 * -------------------------------------------------------------------------- */

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
        return compile_dict(c, e);
    case EXPR_SET:
        return unpack_display(c, e->set.elts, OP_BUILD_SET, OP_BUILD_SET,
                              OP_BUILD_SET_UNPACK);
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
    case EXPR_LIST:
        return compile_sequence(c, e->list.elts, e->list.ctx, OP_BUILD_LIST,
                                OP_BUILD_LIST_UNPACK);
    case EXPR_TUPLE:
        return compile_sequence(c, e->tuple.elts, e->tuple.ctx, OP_BUILD_TUPLE,
                                OP_BUILD_TUPLE_UNPACK);
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
