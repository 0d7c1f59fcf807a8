/* SPDX-License-Identifier: MIT */
/* Comprehensions: a function of one argument, the first iterator, called where
 * the comprehension stands. */
#include "bytecode/compiler_state.h"

/* What the kinds of comprehension differ in. */
typedef struct Kind {
    Text name;
    Opcode build; /* NOP: a generator yields instead */
    Opcode add;
} Kind;

static const Kind *kind_of(const Expr *e)
{
    static const Kind list = {
        {"<listcomp>", 10}, OP_BUILD_LIST, OP_LIST_APPEND};
    static const Kind set = {{"<setcomp>", 9}, OP_BUILD_SET, OP_SET_ADD};
    static const Kind dict = {{"<dictcomp>", 10}, OP_BUILD_MAP, OP_MAP_ADD};
    static const Kind generator = {{"<genexpr>", 9}, OP_NOP, OP_NOP};
    switch (e->kind) {
    case EXPR_LIST_COMP:
        return &list;
    case EXPR_SET_COMP:
        return &set;
    case EXPR_DICT_COMP:
        return &dict;
    default:
        return &generator;
    }
}

static ComprehensionList generators_of(const Expr *e)
{
    return e->kind == EXPR_DICT_COMP ? e->dict_comp.generators
                                     : e->list_comp.generators;
}

/* The element, `depth` loops inside the collection. */
static bool element(Compiler *c, const Expr *e, size_t depth)
{
    const Kind *kind = kind_of(e);
    if (e->kind == EXPR_DICT_COMP) {
        if (!compile_expr(c, e->dict_comp.key) ||
            !compile_expr(c, e->dict_comp.value)) {
            return false;
        }
    } else if (!compile_expr(c, e->list_comp.elt)) {
        return false;
    }
    if (kind->build == OP_NOP) {
        out_op(c, OP_YIELD_VALUE);
        out_op(c, OP_POP_TOP);
    } else {
        out_arg(c, kind->add, depth + 1);
    }
    return true;
}

static bool loop(Compiler *c, const Expr *e, size_t depth);

static bool conditions(Compiler *c, const Comprehension *g, Label next)
{
    for (size_t i = 0; i < g->ifs.count; i++) {
        if (!compile_jump_if(c, g->ifs.items[i], next, false)) {
            return false;
        }
        next_block(c);
    }
    return true;
}

static bool inner(Compiler *c, const Expr *e, size_t depth)
{
    return depth + 1 < generators_of(e).count ? loop(c, e, depth + 1)
                                              : element(c, e, depth + 1);
}

static bool iterable(Compiler *c, const Comprehension *g, size_t depth)
{
    if (depth == 0) {
        /* The outermost one is the argument, an iterator already. */
        c->unit->argument_count = 1;
        out_arg(c, OP_LOAD_FAST, 0);
        return true;
    }
    if (!compile_expr(c, g->iter)) {
        return false;
    }
    out_op(c, g->is_async ? OP_GET_AITER : OP_GET_ITER);
    return true;
}

static bool plain_loop(Compiler *c, const Expr *e, size_t depth)
{
    const Comprehension *g = &generators_of(e).items[depth];
    Label start = new_label(c);
    Label next = new_label(c);
    Label end = new_label(c);
    if (!iterable(c, g, depth)) {
        return false;
    }
    here(c, start);
    out_jump(c, OP_FOR_ITER, end);
    next_block(c);
    if (!compile_expr(c, g->target) || !conditions(c, g, next) ||
        !inner(c, e, depth)) {
        return false;
    }
    here(c, next);
    out_jump(c, OP_JUMP_ABSOLUTE, start);
    here(c, end);
    return true;
}

static bool async_loop(Compiler *c, const Expr *e, size_t depth)
{
    const Comprehension *g = &generators_of(e).items[depth];
    Label start = new_label(c);
    Label next = new_label(c);
    Label end = new_label(c);
    if (!iterable(c, g, depth)) {
        return false;
    }
    here(c, start);
    out_jump(c, OP_SETUP_FINALLY, end);
    out_op(c, OP_GET_ANEXT);
    out_none(c);
    out_op(c, OP_YIELD_FROM);
    out_op(c, OP_POP_BLOCK);
    if (!compile_expr(c, g->target) || !conditions(c, g, next) ||
        !inner(c, e, depth)) {
        return false;
    }
    here(c, next);
    out_jump(c, OP_JUMP_ABSOLUTE, start);
    here(c, end);
    out_op(c, OP_END_ASYNC_FOR);
    return true;
}

static bool loop(Compiler *c, const Expr *e, size_t depth)
{
    if (++c->depth > COMPILER_DEPTH_MAX) {
        return compiler_too_deep(c);
    }
    bool ok = generators_of(e).items[depth].is_async ? async_loop(c, e, depth)
                                                     : plain_loop(c, e, depth);
    c->depth--;
    return ok;
}

/* In a module that may `await`? The unit is the comprehension's own. */
static bool top_await(Compiler *c)
{
    Unit *own = c->unit;
    c->unit = own->outer;
    bool may = compiler_top_await(c);
    c->unit = own;
    return may;
}

bool compile_comprehension(Compiler *c, const Expr *e)
{
    const Kind *kind = kind_of(e);
    const Comprehension *first = &generators_of(e).items[0];
    bool in_async =
        c->unit->kind == UNIT_ASYNC_FUNCTION || c->unit->scope->coroutine;
    if (!unit_enter(c, UNIT_COMPREHENSION, kind->name, e, e->at.line)) {
        return false;
    }
    bool is_async = c->unit->scope->coroutine;
    bool generator = kind->build == OP_NOP;
    in_async |= is_async && !generator && top_await(c);
    if (is_async && !in_async && !generator) {
        return compiler_error(c, "asynchronous comprehension outside of an "
                                 "asynchronous function");
    }
    if (!generator) {
        out_arg(c, kind->build, 0);
    }
    if (!loop(c, e, 0)) {
        return false;
    }
    if (!generator) {
        out_op(c, OP_RETURN_VALUE);
    }
    Text qualname = c->unit->qualname;
    Code *code = unit_leave(c, true);
    if (!code || !make_closure(c, code, 0, qualname) ||
        !compile_expr(c, first->iter)) {
        return false;
    }
    out_op(c, first->is_async ? OP_GET_AITER : OP_GET_ITER);
    out_arg(c, OP_CALL_FUNCTION, 1);
    if (is_async && !generator) {
        out_await(c);
    }
    return true;
}
