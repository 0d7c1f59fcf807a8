/* SPDX-License-Identifier: MIT */
/* Displays of lists, tuples, sets and dicts, with `*` and `**`; lists and
 * tuples also as targets, which unpack. */
#include "bytecode/compiler_state.h"

bool compile_unpacked(Compiler *c, ExprList items, Opcode inner, size_t *run,
                      size_t *parts)
{
    for (size_t i = 0; i < items.count; i++) {
        const Expr *e = items.items[i];
        if (e->kind != EXPR_STARRED) {
            ++*run;
        } else {
            if (*run) {
                out_arg(c, inner, *run);
                *run = 0;
                ++*parts;
            }
            ++*parts;
            e = e->starred.value;
        }
        if (!compile_expr(c, e)) {
            return false;
        }
    }
    return true;
}

/* a, *b, c: runs of plain items are packed, then everything is joined. */
static bool unpack_display(Compiler *c, ExprList items, Opcode single,
                           Opcode inner, Opcode joined)
{
    size_t parts = 0;
    size_t run = 0;
    if (!compile_unpacked(c, items, inner, &run, &parts)) {
        return false;
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

static bool compile_dict_display(Compiler *c, const Expr *e)
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

bool compile_display(Compiler *c, const Expr *e)
{
    switch (e->kind) {
    case EXPR_LIST:
        return compile_sequence(c, e->list.elts, e->list.ctx, OP_BUILD_LIST,
                                OP_BUILD_LIST_UNPACK);
    case EXPR_TUPLE:
        return compile_sequence(c, e->tuple.elts, e->tuple.ctx, OP_BUILD_TUPLE,
                                OP_BUILD_TUPLE_UNPACK);
    case EXPR_SET:
        return unpack_display(c, e->set.elts, OP_BUILD_SET, OP_BUILD_SET,
                              OP_BUILD_SET_UNPACK);
    default:
        return compile_dict_display(c, e);
    }
}
