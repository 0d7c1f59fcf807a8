/* SPDX-License-Identifier: MIT */
/* Simple statements: assignment, import, del, raise, assert, expressions. */
#include "bytecode/compiler_state.h"

/* ---- assignment ---------------------------------------------------------- */

static bool compile_assign(Compiler *c, const Stmt *s)
{
    ExprList targets = s->assign.targets;
    if (!compile_expr(c, s->assign.value)) {
        return false;
    }
    for (size_t i = 0; i < targets.count; i++) {
        if (i + 1 < targets.count) {
            out_op(c, OP_DUP_TOP);
        }
        if (!compile_expr(c, targets.items[i])) {
            return false;
        }
    }
    return true;
}

/* The target's parts are evaluated once: loaded, doubled, and used again to
 * store. They stand on the target's own line. */
static bool augmented_load(Compiler *c, const Expr *e)
{
    int line = c->unit->line;
    if (e->at.line != line) {
        set_line(c, e->at.line);
    }
    if (e->kind == EXPR_ATTRIBUTE) {
        if (!compile_expr(c, e->attribute.value)) {
            return false;
        }
        out_op(c, OP_DUP_TOP);
        out_name(c, OP_LOAD_ATTR, e->attribute.attr);
    } else if (e->kind == EXPR_SUBSCRIPT) {
        if (!compile_expr(c, e->subscript.value) ||
            !compile_slice(c, e->subscript.slice)) {
            return false;
        }
        out_op(c, OP_DUP_TOP_TWO);
        out_op(c, OP_BINARY_SUBSCR);
    } else if (!variable(c, e->name.id, CTX_LOAD)) {
        return false;
    }
    if (c->unit->line != line) {
        set_line(c, line);
    }
    return true;
}

static bool augmented_store(Compiler *c, const Expr *e)
{
    int line = c->unit->line;
    if (e->kind == EXPR_NAME) {
        return variable(c, e->name.id, CTX_STORE);
    }
    if (e->at.line != line) {
        set_line(c, e->at.line);
    }
    if (e->kind == EXPR_ATTRIBUTE) {
        out_op(c, OP_ROT_TWO);
        out_name(c, OP_STORE_ATTR, e->attribute.attr);
    } else {
        out_op(c, OP_ROT_THREE);
        out_op(c, OP_STORE_SUBSCR);
    }
    if (c->unit->line != line) {
        set_line(c, line);
    }
    return true;
}

static bool compile_augmented(Compiler *c, const Stmt *s)
{
    if (!augmented_load(c, s->aug_assign.target) ||
        !compile_expr(c, s->aug_assign.value)) {
        return false;
    }
    out_op(c, operator_opcode(s->aug_assign.op, true));
    return augmented_store(c, s->aug_assign.target);
}

/* Evaluated for its errors only. */
static bool evaluate(Compiler *c, const Expr *e)
{
    if (!compile_expr(c, e)) {
        return false;
    }
    out_op(c, OP_POP_TOP);
    return true;
}

static bool evaluate_slice(Compiler *c, const Slice *s)
{
    switch (s->kind) {
    case SLICE_INDEX:
        return evaluate(c, s->index.value);
    case SLICE_SLICE:
        return (!s->range.lower || evaluate(c, s->range.lower)) &&
               (!s->range.upper || evaluate(c, s->range.upper)) &&
               (!s->range.step || evaluate(c, s->range.step));
    default:
        for (size_t i = 0; i < s->ext_slice.dims.count; i++) {
            if (!evaluate_slice(c, s->ext_slice.dims.items[i])) {
                return false;
            }
        }
        return true;
    }
}

static bool evaluate_target(Compiler *c, const Expr *target)
{
    switch (target->kind) {
    case EXPR_ATTRIBUTE:
        return evaluate(c, target->attribute.value);
    case EXPR_SUBSCRIPT:
        return evaluate(c, target->subscript.value) &&
               evaluate_slice(c, target->subscript.slice);
    default:
        return true;
    }
}

static bool compile_annotated(Compiler *c, const Stmt *s)
{
    const Expr *target = s->ann_assign.target;
    const Expr *annotation = s->ann_assign.annotation;
    bool keeps = c->unit->kind == UNIT_MODULE || c->unit->kind == UNIT_CLASS;
    if (s->ann_assign.value &&
        (!compile_expr(c, s->ann_assign.value) || !compile_expr(c, target))) {
        return false;
    }
    if (target->kind == EXPR_NAME) {
        if (s->ann_assign.simple && keeps) {
            if (c->future & CODE_FUTURE_ANNOTATIONS) {
                out_text(c, unparse(c, annotation));
            } else if (!compile_expr(c, annotation)) {
                return false;
            }
            out_name(c, OP_LOAD_NAME, TEXT("__annotations__"));
            out_text(c, mangle(c, target->name.id));
            out_op(c, OP_STORE_SUBSCR);
        }
    } else if (!s->ann_assign.value && !evaluate_target(c, target)) {
        return false;
    }
    return s->ann_assign.simple || !keeps || evaluate(c, annotation);
}

/* ---- import -------------------------------------------------------------- */

/* One name of a dotted one. */
static Text dotted_part(Compiler *c, const char *from, const char *to)
{
    size_t size = (size_t)(to - from);
    const char *copy = region_copy(c->region, from, size);
    return copy ? (Text){copy, size} : TEXT("");
}

/* `import a.b.c as d`: the inner module, attribute by attribute. */
static bool import_as(Compiler *c, const Alias *alias)
{
    const char *end = alias->name.data + alias->name.size;
    const char *dot = memchr(alias->name.data, '.', alias->name.size);
    if (!dot) {
        return variable(c, alias->asname, CTX_STORE);
    }
    for (;;) {
        const char *from = dot + 1;
        dot = memchr(from, '.', (size_t)(end - from));
        out_plain_name(c, OP_IMPORT_FROM,
                       dotted_part(c, from, dot ? dot : end));
        if (!dot) {
            break;
        }
        out_op(c, OP_ROT_TWO);
        out_op(c, OP_POP_TOP);
    }
    if (!variable(c, alias->asname, CTX_STORE)) {
        return false;
    }
    out_op(c, OP_POP_TOP);
    return true;
}

static bool compile_import(Compiler *c, const Stmt *s)
{
    for (size_t i = 0; i < s->import_stmt.names.count; i++) {
        const Alias *alias = &s->import_stmt.names.items[i];
        out_constant(c, constant_int(c->region, 0));
        out_none(c);
        out_name(c, OP_IMPORT_NAME, alias->name);
        if (alias->asname.data) {
            if (!import_as(c, alias)) {
                return false;
            }
            continue;
        }
        const char *dot = memchr(alias->name.data, '.', alias->name.size);
        Text name = dot ? dotted_part(c, alias->name.data, dot) : alias->name;
        if (!variable(c, name, CTX_STORE)) {
            return false;
        }
    }
    return true;
}

static bool compile_import_from(Compiler *c, const Stmt *s)
{
    AliasList names = s->import_from.names;
    if (s->import_from.module.data &&
        text_is(s->import_from.module, "__future__") &&
        s->at.line > c->future_line) {
        return compiler_error(c, FUTURE_TOO_LATE);
    }
    Text *texts = region_array(c->region, names.count, sizeof *texts);
    if (!texts) {
        return false;
    }
    for (size_t i = 0; i < names.count; i++) {
        texts[i] = names.items[i].name;
    }
    out_constant(c, constant_int(c->region, s->import_from.level));
    out_constant(c, text_tuple(c, texts, names.count));
    out_name(c, OP_IMPORT_NAME,
             s->import_from.module.data ? s->import_from.module : TEXT(""));
    for (size_t i = 0; i < names.count; i++) {
        const Alias *alias = &names.items[i];
        if (i == 0 && text_is(alias->name, "*")) {
            out_op(c, OP_IMPORT_STAR);
            return true;
        }
        out_name(c, OP_IMPORT_FROM, alias->name);
        if (!variable(c, alias->asname.data ? alias->asname : alias->name,
                      CTX_STORE)) {
            return false;
        }
    }
    out_op(c, OP_POP_TOP);
    return true;
}

/* ---- the rest ------------------------------------------------------------ */

static bool compile_raise(Compiler *c, const Stmt *s)
{
    size_t count = 0;
    const Expr *parts[] = {s->raise_stmt.exc, s->raise_stmt.cause};
    for (int i = 0; i < 2 && parts[i]; i++) {
        if (!compile_expr(c, parts[i])) {
            return false;
        }
        count++;
    }
    out_arg(c, OP_RAISE_VARARGS, count);
    return true;
}

/* A tuple that folding left alone; 3.8 says nothing about constant ones. */
static bool is_true_tuple(const Expr *e)
{
    return e->kind == EXPR_TUPLE && e->tuple.elts.count > 0;
}

static bool compile_assert(Compiler *c, const Stmt *s)
{
    if (c->flags & COMPILE_OPTIMISE) {
        return true;
    }
    if (is_true_tuple(s->assert_stmt.test) &&
        !compiler_warn(
            c, "assertion is always true, perhaps remove parentheses?")) {
        return false;
    }
    Label end = new_label(c);
    if (!compile_jump_if(c, s->assert_stmt.test, end, true)) {
        return false;
    }
    out_plain_name(c, OP_LOAD_GLOBAL, TEXT("AssertionError"));
    if (s->assert_stmt.msg) {
        if (!compile_expr(c, s->assert_stmt.msg)) {
            return false;
        }
        out_arg(c, OP_CALL_FUNCTION, 1);
    }
    out_arg(c, OP_RAISE_VARARGS, 1);
    here(c, end);
    return true;
}

static bool compile_expression(Compiler *c, const Stmt *s)
{
    const Expr *e = s->expr.value;
    if (c->interactive && c->nesting <= 1) {
        if (!compile_expr(c, e)) {
            return false;
        }
        out_op(c, OP_PRINT_EXPR);
        return true;
    }
    if (e->kind == EXPR_CONSTANT) {
        return true; /* nobody would see it */
    }
    return evaluate(c, e);
}

static bool visit(Compiler *c, const Stmt *s)
{
    switch (s->kind) {
    case STMT_FUNCTION_DEF:
        return compile_function(c, s);
    case STMT_CLASS_DEF:
        return compile_class(c, s);
    case STMT_RETURN:
        return compile_return(c, s);
    case STMT_DELETE:
        return compile_exprs(c, s->delete_stmt.targets);
    case STMT_ASSIGN:
        return compile_assign(c, s);
    case STMT_AUG_ASSIGN:
        return compile_augmented(c, s);
    case STMT_ANN_ASSIGN:
        return compile_annotated(c, s);
    case STMT_FOR:
        return compile_for(c, s);
    case STMT_WHILE:
        return compile_while(c, s);
    case STMT_IF:
        return compile_if(c, s);
    case STMT_WITH:
        return compile_with(c, s);
    case STMT_RAISE:
        return compile_raise(c, s);
    case STMT_TRY:
        return compile_try(c, s);
    case STMT_ASSERT:
        return compile_assert(c, s);
    case STMT_IMPORT:
        return compile_import(c, s);
    case STMT_IMPORT_FROM:
        return compile_import_from(c, s);
    case STMT_EXPR:
        return compile_expression(c, s);
    case STMT_BREAK:
        return compile_break(c);
    case STMT_CONTINUE:
        return compile_continue(c);
    default: /* global, nonlocal, pass */
        return true;
    }
}

bool compile_stmt(Compiler *c, const Stmt *s)
{
    set_line(c, s->at.line);
    c->unit->column = s->at.column;
    if (++c->depth > COMPILER_DEPTH_MAX) {
        return compiler_too_deep(c);
    }
    bool ok = visit(c, s) && compiler_ok(c);
    c->depth--;
    return ok;
}

bool compile_stmts(Compiler *c, StmtList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (!compile_stmt(c, list.items[i])) {
            return false;
        }
    }
    return true;
}
