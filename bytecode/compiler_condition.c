/* SPDX-License-Identifier: MIT */
/* Comparisons, `and`, `or`, `not` and `x if y else z`: as values, and as jumps
 * where only the truth matters. A chain a < b < c evaluates b once. */
#include "bytecode/compiler_state.h"

static const uint8_t compare_operands[] = {
    [CMPOP_EQ] = COMPARE_EQ, [CMPOP_NOT_EQ] = COMPARE_NE,
    [CMPOP_LT] = COMPARE_LT, [CMPOP_LT_E] = COMPARE_LE,
    [CMPOP_GT] = COMPARE_GT, [CMPOP_GT_E] = COMPARE_GE,
    [CMPOP_IS] = COMPARE_IS, [CMPOP_IS_NOT] = COMPARE_IS_NOT,
    [CMPOP_IN] = COMPARE_IN, [CMPOP_NOT_IN] = COMPARE_NOT_IN,
};

int constant_test(const Expr *e)
{
    return e->kind == EXPR_CONSTANT ? constant_truth(e->constant.value) : -1;
}

/* ---- comparisons --------------------------------------------------------- */

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

bool compile_compare(Compiler *c, const Expr *e)
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

/* ---- tests --------------------------------------------------------------- */

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

bool compile_bool_op(Compiler *c, const Expr *e)
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

bool compile_conditional(Compiler *c, const Expr *e)
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
