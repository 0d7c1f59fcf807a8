/* SPDX-License-Identifier: MIT */
/* Calls: methods without a bound method object, and the three ways arguments
 * are passed (plain, with keywords, unpacked). */
#include "bytecode/compiler_state.h"

#include <stdio.h>

static bool check_callee(Compiler *c, const Expr *e)
{
    const char *type = certain_type(e);
    char text[120];
    if (!type || e->kind == EXPR_LAMBDA) {
        return true;
    }
    snprintf(text, sizeof text,
             "'%s' object is not callable; perhaps you missed a comma?", type);
    return compiler_warn(c, text);
}

static bool is_plain_method_call(const Expr *e)
{
    const Expr *f = e->call.func;
    if (f->kind != EXPR_ATTRIBUTE || f->attribute.ctx != CTX_LOAD ||
        e->call.keywords.count) {
        return false;
    }
    for (size_t i = 0; i < e->call.args.count; i++) {
        if (e->call.args.items[i]->kind == EXPR_STARRED) {
            return false;
        }
    }
    return true;
}

bool compile_call(Compiler *c, const Expr *e)
{
    const Expr *f = e->call.func;
    if (is_plain_method_call(e)) {
        if (!compile_expr(c, f->attribute.value)) {
            return false;
        }
        out_name(c, OP_LOAD_METHOD, f->attribute.attr);
        if (!compile_exprs(c, e->call.args)) {
            return false;
        }
        out_arg(c, OP_CALL_METHOD, e->call.args.count);
        return true;
    }
    return check_callee(c, f) && compile_expr(c, f) &&
           compile_arguments(c, 0, e->call.args, e->call.keywords);
}

/* ---- arguments ----------------------------------------------------------- */

static const Constant *keyword_names(Compiler *c, KeywordList keywords,
                                     size_t from, size_t to)
{
    Text *names = region_array(c->region, to - from, sizeof *names);
    if (!names) {
        return NULL;
    }
    for (size_t i = from; i < to; i++) {
        names[i - from] = keywords.items[i].arg;
    }
    return text_tuple(c, names, to - from);
}

/* A run of `name=value` beside a `**mapping`: a dict of its own. */
static bool keyword_run(Compiler *c, KeywordList keywords, size_t from,
                        size_t to)
{
    if (to - from == 1) {
        out_text(c, keywords.items[from].arg);
        if (!compile_expr(c, keywords.items[from].value)) {
            return false;
        }
        out_arg(c, OP_BUILD_MAP, 1);
        return true;
    }
    for (size_t i = from; i < to; i++) {
        if (!compile_expr(c, keywords.items[i].value)) {
            return false;
        }
    }
    out_constant(c, keyword_names(c, keywords, from, to));
    out_arg(c, OP_BUILD_CONST_KEY_MAP, to - from);
    return true;
}

/* All keywords as one mapping; *parts: what was put on the stack. */
static bool keyword_mapping(Compiler *c, KeywordList keywords, size_t *parts)
{
    size_t run = 0;
    *parts = 0;
    for (size_t i = 0; i < keywords.count; i++) {
        if (keywords.items[i].arg.data) {
            run++;
            continue;
        }
        if (run) {
            if (!keyword_run(c, keywords, i - run, i)) {
                return false;
            }
            run = 0;
            ++*parts;
        }
        if (!compile_expr(c, keywords.items[i].value)) {
            return false;
        }
        ++*parts;
    }
    if (run) {
        if (!keyword_run(c, keywords, keywords.count - run, keywords.count)) {
            return false;
        }
        ++*parts;
    }
    if (*parts > 1) {
        out_arg(c, OP_BUILD_MAP_UNPACK_WITH_CALL, *parts);
    }
    return true;
}

static bool has_unpacking(KeywordList keywords)
{
    for (size_t i = 0; i < keywords.count; i++) {
        if (!keywords.items[i].arg.data) {
            return true;
        }
    }
    return false;
}

bool compile_arguments(Compiler *c, size_t ready, ExprList args,
                       KeywordList keywords)
{
    size_t run = ready;
    size_t parts = 0;
    if (!compile_unpacked(c, args, OP_BUILD_TUPLE, &run, &parts)) {
        return false;
    }
    if (!parts && !has_unpacking(keywords)) {
        for (size_t i = 0; i < keywords.count; i++) {
            if (!compile_expr(c, keywords.items[i].value)) {
                return false;
            }
        }
        if (keywords.count) {
            out_constant(c, keyword_names(c, keywords, 0, keywords.count));
        }
        out_arg(c, keywords.count ? OP_CALL_FUNCTION_KW : OP_CALL_FUNCTION,
                run + keywords.count);
        return true;
    }
    if (run) {
        out_arg(c, OP_BUILD_TUPLE, run);
        parts++;
    }
    if (parts > 1) {
        out_arg(c, OP_BUILD_TUPLE_UNPACK_WITH_CALL, parts);
    } else if (!parts) {
        out_arg(c, OP_BUILD_TUPLE, 0);
    }
    size_t mappings;
    if (!keyword_mapping(c, keywords, &mappings)) {
        return false;
    }
    out_arg(c, OP_CALL_FUNCTION_EX, mappings > 0);
    return true;
}
