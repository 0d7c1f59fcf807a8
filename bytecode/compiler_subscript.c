/* SPDX-License-Identifier: MIT */
/* x[...] and its slices, with CPython's warnings about a literal that cannot be
 * subscripted, or not so: what is meant there is often a comma. */
#include "bytecode/compiler_state.h"

#include <stdio.h>

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

bool compile_subscript(Compiler *c, const Expr *e)
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
