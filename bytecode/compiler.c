/* SPDX-License-Identifier: MIT */
/* The compiler's ground floor: code objects under construction, their tables
 * of names and constants, and where a variable lives.
 *
 * Tables are filled in the order CPython 3.8 fills them, since that order is
 * what `dis` shows. */
#include "bytecode/compiler_state.h"

#include <stdarg.h>
#include <stdio.h>

bool compiler_ok(const Compiler *c)
{
    return !c->region->out_of_memory && !diagnostic_is_set(c->diagnostic);
}

bool compiler_error(Compiler *c, const char *format, ...)
{
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (!diagnostic_is_set(c->diagnostic)) {
        diagnostic_set(c->diagnostic, "SyntaxError", c->unit->line,
                       c->unit->column + 1, "%s", message);
        diagnostic_take_line(c->diagnostic, c->ast->source,
                             c->ast->source_size);
    }
    return false;
}

bool compiler_too_deep(Compiler *c)
{
    diagnostic_set(c->diagnostic, "RecursionError", 0, 0,
                   "maximum recursion depth exceeded during compilation");
    return false;
}

bool compiler_warn(Compiler *c, const char *message)
{
    return diagnostic_warn(c->diagnostic, c->region, "SyntaxWarning",
                           c->unit->line, c->unit->column + 1, message);
}

/* ---- name tables --------------------------------------------------------- */

static size_t text_slot(Text text)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.size; i++) {
        hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
    }
    return hash;
}

static bool index_grow(NameTable *t, Region *region)
{
    size_t size = t->index_size ? t->index_size * 2 : 32;
    uint32_t *index = region_array(region, size, sizeof *index);
    if (!index) {
        return false;
    }
    for (size_t i = 0; i < t->count; i++) {
        size_t at = text_slot(t->items[i]) & (size - 1);
        while (index[at]) {
            at = (at + 1) & (size - 1);
        }
        index[at] = (uint32_t)i + 1;
    }
    t->index = index;
    t->index_size = size;
    return true;
}

static uint32_t name_number(Region *region, NameTable *t, Text name)
{
    if (t->count * 2 >= t->index_size && !index_grow(t, region)) {
        return 0;
    }
    size_t at = text_slot(name) & (t->index_size - 1);
    for (; t->index[at]; at = (at + 1) & (t->index_size - 1)) {
        if (text_equal(t->items[t->index[at] - 1], name)) {
            return t->index[at] - 1;
        }
    }
    if (t->count == t->capacity) {
        size_t capacity = t->capacity ? t->capacity * 2 : 16;
        Text *items = region_array(region, capacity, sizeof *items);
        if (!items) {
            return 0;
        }
        if (t->count) {
            memcpy(items, t->items, t->count * sizeof *items);
        }
        t->items = items;
        t->capacity = capacity;
    }
    t->items[t->count++] = name;
    t->index[at] = (uint32_t)t->count;
    return (uint32_t)t->count - 1;
}

static int64_t text_find(TextList list, Text name)
{
    for (size_t i = 0; i < list.count; i++) {
        if (text_equal(list.items[i], name)) {
            return (int64_t)i;
        }
    }
    return -1;
}

Text mangle(Compiler *c, Text name)
{
    return scope_mangle(c->scopes, c->unit->klass, name);
}

/* ---- output -------------------------------------------------------------- */

/* What follows stands on this line; noted again even if it did not change. */
void set_line(Compiler *c, int line)
{
    c->unit->line = line;
    emit_line(OUT(c), line);
}

void out_arg(Compiler *c, Opcode op, size_t arg)
{
    if (!c->muted) {
        emit_op(OUT(c), op, (uint32_t)arg);
    }
}

void out_op(Compiler *c, Opcode op)
{
    out_arg(c, op, 0);
}

void out_jump(Compiler *c, Opcode op, Label target)
{
    if (!c->muted) {
        emit_jump(OUT(c), op, target);
    }
}

void out_constant(Compiler *c, const Constant *constant)
{
    if (!c->muted) {
        out_arg(c, OP_LOAD_CONST, emit_constant(OUT(c), constant));
    }
}

void out_none(Compiler *c)
{
    out_constant(c, constant_simple(CONSTANT_NONE));
}

void out_text(Compiler *c, Text text)
{
    out_constant(c, constant_str(c->region, text));
}

void out_plain_name(Compiler *c, Opcode op, Text name)
{
    if (!c->muted) {
        out_arg(c, op, name_number(c->region, &c->unit->names, name));
    }
}

void out_name(Compiler *c, Opcode op, Text name)
{
    out_plain_name(c, op, mangle(c, name));
}

void out_await(Compiler *c)
{
    out_op(c, OP_GET_AWAITABLE);
    out_none(c);
    out_op(c, OP_YIELD_FROM);
}

Label new_label(Compiler *c)
{
    return emit_label(OUT(c));
}

void here(Compiler *c, Label label)
{
    emit_here(OUT(c), label);
}

void next_block(Compiler *c)
{
    emit_block(OUT(c));
}

const Constant *text_tuple(Compiler *c, const Text *items, size_t count)
{
    const Constant **constants =
        region_array(c->region, count, sizeof *constants);
    if (!constants) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        constants[i] = constant_str(c->region, items[i]);
        if (!constants[i]) {
            return NULL;
        }
    }
    return constant_tuple(c->region, constants, count);
}

/* ---- variables ----------------------------------------------------------- */

typedef enum { AREA_FAST, AREA_GLOBAL, AREA_DEREF, AREA_NAME } Area;

static const Opcode variable_opcodes[][3] = {
    [AREA_FAST] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST},
    [AREA_GLOBAL] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL},
    [AREA_DEREF] = {OP_LOAD_DEREF, OP_STORE_DEREF, OP_DELETE_DEREF},
    [AREA_NAME] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME},
};

static Area area_of(const Scope *scope, Binding binding)
{
    bool function = scope->type == SCOPE_FUNCTION;
    switch (binding) {
    case BINDING_FREE:
    case BINDING_CELL:
        return AREA_DEREF;
    case BINDING_LOCAL:
        return function ? AREA_FAST : AREA_NAME;
    case BINDING_GLOBAL_IMPLICIT:
        return function ? AREA_GLOBAL : AREA_NAME;
    case BINDING_GLOBAL_EXPLICIT:
        return AREA_GLOBAL;
    default:
        return AREA_NAME;
    }
}

uint32_t closure_index(Compiler *c, Text name)
{
    const Unit *u = c->unit;
    /* A class can have a cell of its own called __class__ and be in the reach
       of another. */
    bool free_one = scope_binding(u->scope, name) == BINDING_FREE;
    int64_t cell = free_one ? -1 : text_find(u->cells, name);
    if (cell >= 0) {
        return (uint32_t)cell;
    }
    int64_t free = text_find(u->frees, name);
    return (uint32_t)(u->cells.count + (free < 0 ? 0 : (size_t)free));
}

bool variable(Compiler *c, Text name, ExprContext context)
{
    Unit *u = c->unit;
    Text mangled = mangle(c, name);
    Area area = area_of(u->scope, scope_binding(u->scope, mangled));
    Opcode op = variable_opcodes[area][context];
    switch (area) {
    case AREA_FAST:
        if (!c->muted) {
            out_arg(c, op, name_number(c->region, &u->locals, mangled));
        }
        break;
    case AREA_DEREF:
        if (context == CTX_LOAD && u->scope->type == SCOPE_CLASS) {
            op = OP_LOAD_CLASSDEREF;
        }
        out_arg(c, op, closure_index(c, mangled));
        break;
    default: /* numbered even if muted */
        out_arg(c, op, name_number(c->region, &u->names, mangled));
    }
    return compiler_ok(c);
}

/* ---- units --------------------------------------------------------------- */

static Text join(Compiler *c, Text a, const char *between, Text b)
{
    size_t middle = strlen(between);
    size_t size = a.size + middle + b.size;
    char *data = region_alloc(c->region, size + 1);
    if (!data) {
        return (Text){"", 0};
    }
    memcpy(data, a.data, a.size);
    memcpy(data + a.size, between, middle);
    memcpy(data + a.size + middle, b.data, b.size);
    return (Text){data, size};
}

/* C.f, f.<locals>.g; a name declared global starts anew. */
static Text qualified_name(Compiler *c, const Unit *u)
{
    const Unit *outer = u->outer;
    if (!outer || !outer->outer) {
        return u->name;
    }
    if (u->kind == UNIT_FUNCTION || u->kind == UNIT_ASYNC_FUNCTION ||
        u->kind == UNIT_CLASS) {
        Text mangled = scope_mangle(c->scopes, outer->klass, u->name);
        if (scope_binding(outer->scope, mangled) == BINDING_GLOBAL_EXPLICIT) {
            return u->name;
        }
    }
    bool function = outer->kind == UNIT_FUNCTION ||
                    outer->kind == UNIT_ASYNC_FUNCTION ||
                    outer->kind == UNIT_LAMBDA;
    return join(c, outer->qualname, function ? ".<locals>." : ".", u->name);
}

static bool unit_tables(Compiler *c, Unit *u)
{
    for (size_t i = 0; i < u->scope->parameters.count; i++) {
        name_number(c->region, &u->locals, u->scope->parameters.items[i]);
    }
    if (!scope_names(c->region, u->scope, BINDING_CELL, &u->cells) ||
        !scope_names(c->region, u->scope, BINDING_FREE, &u->frees)) {
        return false;
    }
    if (u->scope->needs_class_closure) {
        Text *cell = region_alloc(c->region, sizeof *cell);
        if (!cell) {
            return false;
        }
        *cell = TEXT("__class__");
        u->cells = (TextList){cell, 1};
    }
    return true;
}

bool unit_enter(Compiler *c, UnitKind kind, Text name, const void *node,
                int line)
{
    Unit *u = region_alloc(c->region, sizeof *u);
    if (!u) {
        return false;
    }
    u->outer = c->unit;
    u->kind = kind;
    u->name = name;
    u->scope = scope_of(c->scopes, node);
    u->first_line = line;
    u->klass = c->unit ? c->unit->klass : (Text){NULL, 0};
    if (!u->scope || !unit_tables(c, u)) {
        return false;
    }
    emit_init(&u->emit, c->region);
    u->qualname = qualified_name(c, u);
    c->unit = u;
    c->nesting++;
    return true;
}

bool compiler_top_await(Compiler *c)
{
    bool may = c->flags & COMPILE_AWAIT && c->unit->kind == UNIT_MODULE;
    c->unit->scope->coroutine |= may;
    return may;
}

static unsigned code_flags(const Compiler *c, const Unit *u)
{
    const Scope *s = u->scope;
    unsigned flags = c->future & CODE_FUTURE_MASK;
    if (s->type == SCOPE_FUNCTION) {
        flags |= CODE_NEWLOCALS | CODE_OPTIMIZED;
        flags |= s->nested ? CODE_NESTED : 0u;
        flags |= s->generator && !s->coroutine ? CODE_GENERATOR : 0u;
        flags |= !s->generator && s->coroutine ? CODE_COROUTINE : 0u;
        flags |= s->generator && s->coroutine ? CODE_ASYNC_GENERATOR : 0u;
        flags |= s->varargs ? CODE_VARARGS : 0u;
        flags |= s->varkeywords ? CODE_VARKEYWORDS : 0u;
    }
    if (u->kind == UNIT_MODULE && c->flags & COMPILE_AWAIT && s->coroutine) {
        flags |= CODE_COROUTINE;
    }
    if (u->cells.count == 0 && u->frees.count == 0) {
        flags |= CODE_NOFREE;
    }
    return flags;
}

Code *unit_leave(Compiler *c, bool add_return)
{
    Unit *u = c->unit;
    Code *code = region_alloc(c->region, sizeof *code);
    if (!code || !compiler_ok(c)) {
        return NULL;
    }
    if (!u->emit.block_returns) {
        next_block(c);
        if (add_return) {
            out_none(c);
        }
        out_op(c, OP_RETURN_VALUE);
    }
    code->name = u->name;
    code->filename = c->filename;
    code->argument_count = u->argument_count;
    code->positional_only_count = u->positional_only_count;
    code->keyword_only_count = u->keyword_only_count;
    code->flags = code_flags(c, u);
    code->names = (NameList){u->names.items, u->names.count};
    code->variable_names = (NameList){u->locals.items, u->locals.count};
    code->local_count = (uint32_t)u->locals.count;
    code->cell_names = (NameList){u->cells.items, u->cells.count};
    code->free_names = (NameList){u->frees.items, u->frees.count};
    if (!c->muted && !emit_finish(&u->emit, code, u->first_line)) {
        return NULL;
    }
    c->unit = u->outer;
    c->nesting--;
    return code;
}

/* ---- bodies -------------------------------------------------------------- */

static bool has_annotation(StmtList list);

/* In any branch; `elif` chains are as long as the source is. */
static bool if_has_annotation(const Stmt *s)
{
    while (!has_annotation(s->if_stmt.body)) {
        StmtList orelse = s->if_stmt.orelse;
        if (orelse.count != 1 || orelse.items[0]->kind != STMT_IF) {
            return has_annotation(orelse);
        }
        s = orelse.items[0];
    }
    return true;
}

static bool stmt_has_annotation(const Stmt *s)
{
    switch (s->kind) {
    case STMT_ANN_ASSIGN:
        return true;
    case STMT_FOR:
        return has_annotation(s->for_stmt.body) ||
               has_annotation(s->for_stmt.orelse);
    case STMT_WHILE:
        return has_annotation(s->while_stmt.body) ||
               has_annotation(s->while_stmt.orelse);
    case STMT_IF:
        return if_has_annotation(s);
    case STMT_WITH:
        return has_annotation(s->with_stmt.body);
    case STMT_TRY:
        for (size_t i = 0; i < s->try_stmt.handlers.count; i++) {
            if (has_annotation(s->try_stmt.handlers.items[i].body)) {
                return true;
            }
        }
        return has_annotation(s->try_stmt.body) ||
               has_annotation(s->try_stmt.finalbody) ||
               has_annotation(s->try_stmt.orelse);
    default:
        return false;
    }
}

static bool has_annotation(StmtList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (stmt_has_annotation(list.items[i])) {
            return true;
        }
    }
    return false;
}

static const Expr *docstring_of(const Compiler *c, StmtList body)
{
    if (c->flags & COMPILE_STRIP_DOCSTRINGS || !body.count ||
        body.items[0]->kind != STMT_EXPR) {
        return NULL;
    }
    const Expr *e = body.items[0]->expr.value;
    return e->kind == EXPR_CONSTANT && e->constant.value->kind == CONSTANT_STR
               ? e
               : NULL;
}

void compile_annotations(Compiler *c, StmtList body)
{
    if (has_annotation(body)) {
        out_op(c, OP_SETUP_ANNOTATIONS);
    }
}

/* A module or a class: annotations and a docstring first. */
bool compile_body(Compiler *c, StmtList body)
{
    Unit *u = c->unit;
    size_t from = 0;
    if (u->kind == UNIT_MODULE && !u->line && body.count) {
        set_line(c, body.items[0]->at.line);
    }
    compile_annotations(c, body);
    const Expr *docstring = docstring_of(c, body);
    if (docstring) {
        from = 1;
        if (!compile_expr(c, docstring) ||
            !variable(c, mangle(c, TEXT("__doc__")), CTX_STORE)) {
            return false;
        }
    }
    for (size_t i = from; i < body.count; i++) {
        if (!compile_stmt(c, body.items[i])) {
            return false;
        }
    }
    return true;
}
