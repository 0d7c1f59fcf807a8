/* SPDX-License-Identifier: MIT */
/* Loops, conditions, try and with; and how break, continue and return leave
 * them in good order.
 *
 * What surrounds the current statement is the unit's `around` stack. Leaving
 * means undoing its entries from the inside out, sometimes with the value to
 * be returned on top of the stack (`keep`). */
#include "bytecode/compiler_state.h"

static bool around_push(Compiler *c, AroundKind kind, Label start, Label exit)
{
    Unit *u = c->unit;
    if (u->around_count >= NESTED_BLOCKS_MAX) {
        return compiler_error(c, "too many statically nested blocks");
    }
    u->around[u->around_count++] =
        (Around){.kind = kind, .start = start, .exit = exit};
    return true;
}

static bool around_pop(Compiler *c)
{
    return c->unit->around[--c->unit->around_count].left;
}

/* ---- leaving ------------------------------------------------------------- */

static void leave_with(Compiler *c, bool is_async, bool keep)
{
    out_op(c, OP_POP_BLOCK);
    if (keep) {
        out_op(c, OP_ROT_TWO);
    }
    out_op(c, OP_BEGIN_FINALLY);
    out_op(c, OP_WITH_CLEANUP_START);
    if (is_async) {
        out_await(c);
    }
    out_op(c, OP_WITH_CLEANUP_FINISH);
    out_arg(c, OP_POP_FINALLY, 0);
}

static void leave_try(Compiler *c, const Around *a, bool keep)
{
    out_op(c, OP_POP_BLOCK);
    if (a->kind == AROUND_TRY) {
        out_jump(c, OP_CALL_FINALLY, a->exit);
    } else if (keep) {
        /* The placeholder under the value goes first. */
        out_op(c, OP_ROT_TWO);
        out_op(c, OP_POP_TOP);
        out_jump(c, OP_CALL_FINALLY, a->exit);
    } else {
        out_jump(c, OP_CALL_FINALLY, a->exit);
        out_op(c, OP_POP_TOP);
    }
}

static void leave_handler(Compiler *c, const Around *a, bool keep)
{
    if (keep) {
        out_op(c, OP_ROT_FOUR);
    }
    if (a->exit != NO_LABEL) {
        out_op(c, OP_POP_BLOCK);
        out_op(c, OP_POP_EXCEPT);
        out_jump(c, OP_CALL_FINALLY, a->exit);
    } else {
        out_op(c, OP_POP_EXCEPT);
    }
}

static void leave(Compiler *c, Around *a, bool keep)
{
    switch (a->kind) {
    case AROUND_WHILE:
        break;
    case AROUND_FINALLY:
        a->left = true;
        out_arg(c, OP_POP_FINALLY, keep);
        if (keep) {
            out_op(c, OP_ROT_TWO);
        }
        out_op(c, OP_POP_TOP);
        break;
    case AROUND_FOR:
        if (keep) {
            out_op(c, OP_ROT_TWO);
        }
        out_op(c, OP_POP_TOP);
        break;
    case AROUND_EXCEPT:
        out_op(c, OP_POP_BLOCK);
        break;
    case AROUND_TRY:
    case AROUND_TRY_VALUE:
        leave_try(c, a, keep);
        break;
    case AROUND_WITH:
    case AROUND_ASYNC_WITH:
        leave_with(c, a->kind == AROUND_ASYNC_WITH, keep);
        break;
    case AROUND_HANDLER:
        leave_handler(c, a, keep);
        break;
    }
}

static bool is_loop(const Around *a)
{
    return a->kind == AROUND_WHILE || a->kind == AROUND_FOR;
}

bool compile_return(Compiler *c, const Stmt *s)
{
    const Expr *value = s->return_stmt.value;
    const Scope *scope = c->unit->scope;
    bool keep = value && value->kind != EXPR_CONSTANT;
    if (scope->type != SCOPE_FUNCTION) {
        return compiler_error(c, "'return' outside function");
    }
    if (value && scope->coroutine && scope->generator) {
        return compiler_error(c, "'return' with value in async generator");
    }
    if (keep && !compile_expr(c, value)) {
        return false;
    }
    for (size_t i = c->unit->around_count; i-- > 0;) {
        leave(c, &c->unit->around[i], keep);
    }
    if (!value) {
        out_none(c);
    } else if (!keep && !compile_expr(c, value)) {
        return false;
    }
    out_op(c, OP_RETURN_VALUE);
    return true;
}

bool compile_break(Compiler *c)
{
    for (size_t i = c->unit->around_count; i-- > 0;) {
        Around *a = &c->unit->around[i];
        leave(c, a, false);
        if (is_loop(a)) {
            out_jump(c, OP_JUMP_ABSOLUTE, a->exit);
            return true;
        }
    }
    return compiler_error(c, "'break' outside loop");
}

bool compile_continue(Compiler *c)
{
    for (size_t i = c->unit->around_count; i-- > 0;) {
        Around *a = &c->unit->around[i];
        if (is_loop(a)) {
            out_jump(c, OP_JUMP_ABSOLUTE, a->start);
            return true;
        }
        leave(c, a, false);
    }
    return compiler_error(c, "'continue' not properly in loop");
}

/* ---- if and while -------------------------------------------------------- */

/* Code that can never run is checked, not made. */
static bool compile_muted(Compiler *c, StmtList list)
{
    c->muted++;
    bool ok = compile_stmts(c, list);
    c->muted--;
    return ok;
}

static bool if_with_test(Compiler *c, const Stmt *s, Label end)
{
    bool otherwise = s->if_stmt.orelse.count > 0;
    Label next = otherwise ? new_label(c) : end;
    if (!compile_jump_if(c, s->if_stmt.test, next, false) ||
        !compile_stmts(c, s->if_stmt.body)) {
        return false;
    }
    if (otherwise) {
        out_jump(c, OP_JUMP_FORWARD, end);
        here(c, next);
        return compile_stmts(c, s->if_stmt.orelse);
    }
    return true;
}

bool compile_if(Compiler *c, const Stmt *s)
{
    Label end = new_label(c);
    bool ok;
    switch (constant_test(s->if_stmt.test)) {
    case 0:
        ok = compile_muted(c, s->if_stmt.body) &&
             compile_stmts(c, s->if_stmt.orelse);
        break;
    case 1:
        ok = compile_stmts(c, s->if_stmt.body) &&
             compile_muted(c, s->if_stmt.orelse);
        break;
    default:
        ok = if_with_test(c, s, end);
    }
    here(c, end);
    return ok;
}

static bool while_never(Compiler *c, const Stmt *s)
{
    if (!around_push(c, AROUND_WHILE, 0, 0) ||
        !compile_muted(c, s->while_stmt.body)) {
        return false;
    }
    around_pop(c);
    return compile_stmts(c, s->while_stmt.orelse);
}

bool compile_while(Compiler *c, const Stmt *s)
{
    int constant = constant_test(s->while_stmt.test);
    if (constant == 0) {
        return while_never(c, s);
    }
    Label start = new_label(c);
    Label end = new_label(c);
    Label anchor = new_label(c);
    here(c, start);
    if (!around_push(c, AROUND_WHILE, start, end) ||
        (constant < 0 &&
         !compile_jump_if(c, s->while_stmt.test, anchor, false))) {
        return false;
    }
    size_t body = OUT(c)->count;
    if (!compile_stmts(c, s->while_stmt.body)) {
        return false;
    }
    out_jump(c, OP_JUMP_ABSOLUTE, start);
    if (constant < 0) {
        if (!c->muted) {
            emit_loop_body(OUT(c), body);
        }
        here(c, anchor);
    }
    around_pop(c);
    if (!compile_stmts(c, s->while_stmt.orelse)) {
        return false;
    }
    here(c, end);
    return true;
}

/* ---- for ----------------------------------------------------------------- */

static bool plain_for(Compiler *c, const Stmt *s)
{
    Label start = new_label(c);
    Label cleanup = new_label(c);
    Label end = new_label(c);
    if (!around_push(c, AROUND_FOR, start, end) ||
        !compile_expr(c, s->for_stmt.iter)) {
        return false;
    }
    out_op(c, OP_GET_ITER);
    here(c, start);
    out_jump(c, OP_FOR_ITER, cleanup);
    if (!compile_expr(c, s->for_stmt.target) ||
        !compile_stmts(c, s->for_stmt.body)) {
        return false;
    }
    out_jump(c, OP_JUMP_ABSOLUTE, start);
    here(c, cleanup);
    around_pop(c);
    if (!compile_stmts(c, s->for_stmt.orelse)) {
        return false;
    }
    here(c, end);
    return true;
}

static bool async_for(Compiler *c, const Stmt *s)
{
    if (c->unit->kind != UNIT_ASYNC_FUNCTION && !compiler_top_await(c)) {
        return compiler_error(c, "'async for' outside async function");
    }
    Label start = new_label(c);
    Label over = new_label(c);
    Label end = new_label(c);
    if (!compile_expr(c, s->for_stmt.iter)) {
        return false;
    }
    out_op(c, OP_GET_AITER);
    here(c, start);
    if (!around_push(c, AROUND_FOR, start, end)) {
        return false;
    }
    out_jump(c, OP_SETUP_FINALLY, over);
    out_op(c, OP_GET_ANEXT);
    out_none(c);
    out_op(c, OP_YIELD_FROM);
    out_op(c, OP_POP_BLOCK);
    if (!compile_expr(c, s->for_stmt.target) ||
        !compile_stmts(c, s->for_stmt.body)) {
        return false;
    }
    out_jump(c, OP_JUMP_ABSOLUTE, start);
    around_pop(c);
    here(c, over);
    out_op(c, OP_END_ASYNC_FOR);
    if (!compile_stmts(c, s->for_stmt.orelse)) {
        return false;
    }
    here(c, end);
    return true;
}

bool compile_for(Compiler *c, const Stmt *s)
{
    return s->for_stmt.is_async ? async_for(c, s) : plain_for(c, s);
}

/* ---- with ---------------------------------------------------------------- */

static bool with_item(Compiler *c, const Stmt *s, size_t at)
{
    const WithItem *item = &s->with_stmt.items.items[at];
    bool is_async = s->with_stmt.is_async;
    Label body = new_label(c);
    Label over = new_label(c);
    if (!compile_expr(c, item->context)) {
        return false;
    }
    if (is_async) {
        out_op(c, OP_BEFORE_ASYNC_WITH);
        out_await(c);
    }
    out_jump(c, is_async ? OP_SETUP_ASYNC_WITH : OP_SETUP_WITH, over);
    here(c, body);
    if (!around_push(c, is_async ? AROUND_ASYNC_WITH : AROUND_WITH, body,
                     over)) {
        return false;
    }
    if (!item->vars) {
        out_op(c, OP_POP_TOP);
    } else if (!compile_expr(c, item->vars)) {
        return false;
    }
    bool ok = at + 1 < s->with_stmt.items.count
                  ? with_item(c, s, at + 1)
                  : compile_stmts(c, s->with_stmt.body);
    if (!ok) {
        return false;
    }
    out_op(c, OP_POP_BLOCK);
    out_op(c, OP_BEGIN_FINALLY);
    around_pop(c);
    here(c, over);
    if (!around_push(c, AROUND_FINALLY, over, NO_LABEL)) {
        return false;
    }
    out_op(c, OP_WITH_CLEANUP_START);
    if (is_async) {
        out_await(c);
    }
    out_op(c, OP_WITH_CLEANUP_FINISH);
    out_op(c, OP_END_FINALLY);
    around_pop(c);
    return true;
}

bool compile_with(Compiler *c, const Stmt *s)
{
    if (s->with_stmt.is_async && c->unit->kind != UNIT_ASYNC_FUNCTION &&
        !compiler_top_await(c)) {
        return compiler_error(c, "'async with' outside async function");
    }
    return with_item(c, s, 0);
}

/* ---- try ----------------------------------------------------------------- */

/* except E as name: the name is deleted at the end whatever happens. */
static bool named_handler(Compiler *c, const ExceptHandler *h)
{
    Label cleanup = new_label(c);
    Label body = new_label(c);
    if (!variable(c, h->name, CTX_STORE)) {
        return false;
    }
    out_op(c, OP_POP_TOP);
    out_jump(c, OP_SETUP_FINALLY, cleanup);
    here(c, body);
    if (!around_push(c, AROUND_HANDLER, body, cleanup) ||
        !compile_stmts(c, h->body)) {
        return false;
    }
    out_op(c, OP_POP_BLOCK);
    out_op(c, OP_BEGIN_FINALLY);
    around_pop(c);
    here(c, cleanup);
    if (!around_push(c, AROUND_FINALLY, cleanup, NO_LABEL)) {
        return false;
    }
    out_none(c);
    if (!variable(c, h->name, CTX_STORE) || !variable(c, h->name, CTX_DEL)) {
        return false;
    }
    out_op(c, OP_END_FINALLY);
    out_op(c, OP_POP_EXCEPT);
    around_pop(c);
    return true;
}

static bool plain_handler(Compiler *c, const ExceptHandler *h)
{
    Label body = new_label(c);
    out_op(c, OP_POP_TOP);
    out_op(c, OP_POP_TOP);
    here(c, body);
    if (!around_push(c, AROUND_HANDLER, body, NO_LABEL) ||
        !compile_stmts(c, h->body)) {
        return false;
    }
    out_op(c, OP_POP_EXCEPT);
    around_pop(c);
    return true;
}

static bool handler(Compiler *c, const ExceptHandler *h, Label next)
{
    set_line(c, h->at.line);
    c->unit->column = h->at.column;
    if (h->type) {
        out_op(c, OP_DUP_TOP);
        if (!compile_expr(c, h->type)) {
            return false;
        }
        out_arg(c, OP_COMPARE_OP, COMPARE_EXCEPTION_MATCH);
        out_jump(c, OP_POP_JUMP_IF_FALSE, next);
    }
    out_op(c, OP_POP_TOP);
    return h->name.data ? named_handler(c, h) : plain_handler(c, h);
}

static bool try_except(Compiler *c, const Stmt *s)
{
    HandlerList handlers = s->try_stmt.handlers;
    Label body = new_label(c);
    Label except = new_label(c);
    Label otherwise = new_label(c);
    Label end = new_label(c);
    out_jump(c, OP_SETUP_FINALLY, except);
    here(c, body);
    if (!around_push(c, AROUND_EXCEPT, body, NO_LABEL) ||
        !compile_stmts(c, s->try_stmt.body)) {
        return false;
    }
    out_op(c, OP_POP_BLOCK);
    around_pop(c);
    out_jump(c, OP_JUMP_FORWARD, otherwise);
    here(c, except);
    for (size_t i = 0; i < handlers.count; i++) {
        const ExceptHandler *h = &handlers.items[i];
        if (!h->type && i + 1 < handlers.count) {
            return compiler_error(c, "default 'except:' must be last");
        }
        Label next = new_label(c);
        if (!handler(c, h, next)) {
            return false;
        }
        out_jump(c, OP_JUMP_FORWARD, end);
        here(c, next);
    }
    out_op(c, OP_END_FINALLY);
    here(c, otherwise);
    if (!compile_stmts(c, s->try_stmt.orelse)) {
        return false;
    }
    here(c, end);
    return true;
}

/* Compiled before the body it follows, because the body must know whether
 * break, continue or return leave it: *left. */
static bool finally_body(Compiler *c, const Stmt *s, Label over, bool *left)
{
    here(c, over);
    if (!around_push(c, AROUND_FINALLY, over, over) ||
        !compile_stmts(c, s->try_stmt.finalbody)) {
        return false;
    }
    out_op(c, OP_END_FINALLY);
    *left = c->unit->around[c->unit->around_count - 1].left;
    if (*left) {
        out_op(c, OP_POP_TOP); /* the placeholder */
    }
    around_pop(c);
    return true;
}

static bool try_finally(Compiler *c, const Stmt *s)
{
    Label body = new_label(c);
    Label over = new_label(c);
    bool left = false;
    EmitMark mark = emit_mark(OUT(c));
    if (!finally_body(c, s, over, &left)) {
        return false;
    }
    EmitPiece piece = emit_cut(OUT(c), mark);
    set_line(c, s->at.line);
    if (left) {
        out_none(c);
    }
    out_jump(c, OP_SETUP_FINALLY, over);
    here(c, body);
    if (!around_push(c, left ? AROUND_TRY_VALUE : AROUND_TRY, body, over)) {
        return false;
    }
    bool ok = s->try_stmt.handlers.count ? try_except(c, s)
                                         : compile_stmts(c, s->try_stmt.body);
    if (!ok) {
        return false;
    }
    out_op(c, OP_POP_BLOCK);
    out_op(c, OP_BEGIN_FINALLY);
    around_pop(c);
    return emit_paste(OUT(c), piece);
}

bool compile_try(Compiler *c, const Stmt *s)
{
    return s->try_stmt.finalbody.count ? try_finally(c, s) : try_except(c, s);
}
