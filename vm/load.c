/* SPDX-License-Identifier: MIT */
/*
 * Code objects for the world out of the compiler's plain data.
 *
 * What the interpreter wants to know of each call is worked out once here: the
 * size of a frame, how deep blocks nest, whether a call can simply copy its
 * arguments.
 */
#include "vm/load.h"

#include "bytecode/opcode.h"
#include "vm/builtin_types.h"
#include "vm/error.h"
#include "vm/host.h"
#include "vm/outside.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#define NAME_CACHE_SIZE 256

/*
 * The names met while one module is loaded. The same few come again and again
 * (`self`, `len`, the filename); a cheap hash of the bytes finds them without
 * making a str and hashing that.
 */
typedef struct Loader {
    World *w;
    LoadKind kind;
    uint32_t row; /* of packed.c, or 0 */
    struct {
        Text text;
        Value name;
    } cache[NAME_CACHE_SIZE];
    Value filename; /* of the code around, when this one's is not said */
} Loader;

static Value load_text(World *w, Text text)
{
    return str_from_utf8(w, text.data, text.size);
}

/* The interned str of this text. */
static Value load_name(Loader *loader, Text text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < text.size; i++) {
        hash = (hash ^ (uint8_t)text.data[i]) * 16777619u;
    }
    size_t at = (hash ^ hash >> 15) % NAME_CACHE_SIZE;
    if (loader->cache[at].name && text_equal(loader->cache[at].text, text)) {
        return loader->cache[at].name;
    }
    Value s = load_text(loader->w, text);
    s = s ? str_intern(loader->w, s) : NO_VALUE;
    loader->cache[at].text = text;
    loader->cache[at].name = s;
    return s;
}

/* Strings that look like identifiers are interned, as CPython does. */
static Value load_str(Loader *loader, Text text)
{
    if (text.size > 60) {
        return load_text(loader->w, text);
    }
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9') || c == '_';
        if (!word) {
            return load_text(loader->w, text);
        }
    }
    return load_name(loader, text);
}

static Value load_constant(Loader *loader, const Constant *c);
static Value load_code_with(Loader *loader, const Code *code);

static Value load_tuple(Loader *loader, const Constant *c)
{
    World *w = loader->w;
    if (c->tuple.count == 0) {
        return w->empty_tuple;
    }
    Tuple *t = tuple_new(w, c->tuple.count);
    for (size_t i = 0; t && i < c->tuple.count; i++) {
        t->items[i] = load_constant(loader, c->tuple.items[i]);
        if (!t->items[i]) {
            return NO_VALUE;
        }
    }
    return VALUE(t);
}

static Value load_frozenset(Loader *loader, const Constant *c)
{
    World *w = loader->w;
    if (!c->tuple.count && w->empty_frozenset) {
        return w->empty_frozenset;
    }
    Value set = set_new(w, TYPE_FROZENSET);
    for (size_t i = 0; set && i < c->tuple.count; i++) {
        Value item = load_constant(loader, c->tuple.items[i]);
        if (!item || set_add(w, set, item) != OK) {
            return NO_VALUE;
        }
    }
    return set;
}

static Value load_constant(Loader *loader, const Constant *c)
{
    World *w = loader->w;
    switch (c->kind) {
    case CONSTANT_NONE:
        return NONE;
    case CONSTANT_FALSE:
        return FALSE_VALUE;
    case CONSTANT_TRUE:
        return TRUE_VALUE;
    case CONSTANT_ELLIPSIS:
        return ELLIPSIS;
    case CONSTANT_INT:
        return c->integer.count
                   ? int_from_limbs(w, c->integer.limbs, c->integer.count,
                                    c->integer.negative)
                   : int_new(w, c->integer.small);
    case CONSTANT_FLOAT:
        return float_new(w, c->real);
    case CONSTANT_COMPLEX:
        return complex_new(w, c->complex.real, c->complex.imag);
    case CONSTANT_STR:
        return load_str(loader, c->text);
    case CONSTANT_BYTES:
        return bytes_from(w, c->text.data, c->text.size);
    case CONSTANT_TUPLE:
        return load_tuple(loader, c);
    case CONSTANT_FROZENSET:
        return load_frozenset(loader, c);
    default:
        return load_code_with(loader, c->code);
    }
}

Value load_constant_value(World *w, const Constant *constant)
{
    Loader loader = {.w = w, .kind = LOAD_PROGRAM};
    return load_constant(&loader, constant);
}

static Value load_names(Loader *loader, NameList names)
{
    World *w = loader->w;
    if (names.count == 0) {
        return w->empty_tuple;
    }
    Tuple *t = tuple_new(w, names.count);
    for (size_t i = 0; t && i < names.count; i++) {
        t->items[i] = load_name(loader, names.items[i]);
        if (!t->items[i]) {
            return NO_VALUE;
        }
    }
    return VALUE(t);
}

/* For each cell the argument it captures, or None. */
static Value load_cell_arguments(World *w, const Code *code)
{
    if (code->cell_names.count == 0) {
        return w->empty_tuple;
    }
    Tuple *t = tuple_new(w, code->cell_names.count);
    size_t arguments = code->argument_count + code->keyword_only_count +
                       ((code->flags & CODE_VARARGS) != 0) +
                       ((code->flags & CODE_VARKEYWORDS) != 0);
    for (size_t i = 0; t && i < code->cell_names.count; i++) {
        t->items[i] = NONE;
        for (size_t a = 0; a < arguments; a++) {
            if (text_equal(code->cell_names.items[i],
                           code->variable_names.items[a])) {
                t->items[i] = INT(a);
            }
        }
    }
    return VALUE(t);
}

/* An upper bound: blocks cannot nest deeper than there are SETUP_... */
static uint32_t count_blocks(const Code *code)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < code->code_size; i += 2) {
        uint8_t op = code->code[i];
        n += op == OP_SETUP_FINALLY || op == OP_SETUP_WITH ||
             op == OP_SETUP_ASYNC_WITH;
    }
    return n < 20 ? n : 20;
}

static Status fill_names(Loader *loader, CodeObject *c, const Code *code)
{
    c->names = load_names(loader, code->names);
    NEED(c->names);
    c->variable_names = load_names(loader, code->variable_names);
    NEED(c->variable_names);
    c->free_names = load_names(loader, code->free_names);
    NEED(c->free_names);
    c->cell_names = load_names(loader, code->cell_names);
    NEED(c->cell_names);
    c->cell_arguments = load_cell_arguments(loader->w, code);
    NEED(c->cell_arguments);
    return OK;
}

static Status fill_tables(Loader *loader, CodeObject *c, const Code *code)
{
    World *w = loader->w;
    c->code = bytes_from(w, code->code, code->code_size);
    NEED(c->code);
    c->line_table = bytes_from(w, code->line_table, code->line_table_size);
    NEED(c->line_table);
    c->loop_bodies = bytes_from(w, code->loop_bodies,
                                code->loop_body_count * sizeof(LoopBody));
    NEED(c->loop_bodies);
    Tuple *constants = tuple_new(w, code->constant_count);
    NEED(constants);
    c->constants = VALUE(constants);
    for (size_t i = 0; i < code->constant_count; i++) {
        constants->items[i] = load_constant(loader, code->constants[i]);
        NEED(constants->items[i]);
    }
    return OK;
}

void code_object_prepare(CodeObject *c)
{
    size_t slots = (size_t)c->local_count + c->cell_count + c->free_count +
                   c->block_count + c->stack_size + 4;
    c->stack_at =
        c->local_count + c->cell_count + c->free_count + c->block_count;
    c->frame_size =
        (uint32_t)((sizeof(Frame) + slots * sizeof(Value) + 15) / 16 * 16);
    c->positional = !(c->flags & (CODE_VARARGS | CODE_VARKEYWORDS)) &&
                    c->flags & CODE_OPTIMIZED && !c->keyword_only_count;
    c->simple = c->positional &&
                !(c->flags &
                  (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) &&
                !c->cell_count && !c->free_count;
}

/* What every code object has from the start. */
static Status fill_head(Loader *loader, CodeObject *c, const Code *code)
{
    c->filename = code->filename.size || !loader->filename
                      ? load_name(loader, code->filename)
                      : loader->filename;
    NEED(c->filename);
    c->name = load_name(loader, code->name);
    NEED(c->name);
    c->argument_count = code->argument_count;
    c->positional_only_count = code->positional_only_count;
    c->keyword_only_count = code->keyword_only_count;
    c->local_count = code->local_count;
    c->stack_size = code->stack_size;
    c->flags = code->flags;
    c->first_line = code->first_line;
    c->in_prelude = loader->kind == LOAD_PRELUDE;
    c->in_library = loader->kind == LOAD_LIBRARY;
    return OK;
}

static Status fill_body(Loader *loader, CodeObject *c, const Code *code)
{
    World *w = loader->w;
    c->cell_count = (uint32_t)code->cell_names.count;
    c->free_count = (uint32_t)code->free_names.count;
    c->block_count = count_blocks(code);
    c->cache_id = outside_cache_id(w);
    code_object_prepare(c);
    if (!c->cache_id) {
        return raise_memory(w);
    }
    TRY(fill_names(loader, c, code));
    return fill_tables(loader, c, code);
}

static Value load_code_with(Loader *loader, const Code *code)
{
    CodeObject *c = heap_object(loader->w, TYPE_CODE, sizeof *c);
    if (!c || fill_head(loader, c, code) != OK) {
        return NO_VALUE;
    }
    if (code->packed_at) {
        c->packed_row = loader->row;
        c->packed_at = (uint32_t)code->packed_at;
        return VALUE(c);
    }
    return fill_body(loader, c, code) == OK ? VALUE(c) : NO_VALUE;
}

Status load_rest(World *w, CodeObject *c, const Code *code)
{
    LoadKind kind = c->in_prelude ? LOAD_PRELUDE : LOAD_LIBRARY;
    Loader loader = {
        .w = w, .kind = kind, .row = c->packed_row, .filename = c->filename};
    CodeObject whole = *c;
    TRY(fill_body(&loader, &whole, code));
    whole.head = c->head;
    whole.packed_row = 0;
    world_touch(w, c, sizeof *c);
    *c = whole;
    return OK;
}

Value load_packed_code(World *w, const Code *code, LoadKind kind, uint32_t row)
{
    Loader loader = {.w = w, .kind = kind, .row = row};
    return load_code_with(&loader, code);
}

Value load_code(World *w, const Code *code, LoadKind kind)
{
    Loader loader = {.w = w, .kind = kind};
    return load_code_with(&loader, code);
}

/* ---- source text --------------------------------------------------------- */

static TypeId error_type(const char *kind)
{
    for (int i = TYPE_BASE_EXCEPTION; i < TYPE_COUNT; i++) {
        if (!strcmp(builtin_type_name((TypeId)i), kind)) {
            return (TypeId)i;
        }
    }
    return TYPE_SYNTAX_ERROR;
}

Status load_raise(World *w, const Diagnostic *d)
{
    TypeId type = error_type(d->kind);
    if (type == TYPE_MEMORY_ERROR) {
        return raise_memory(w);
    }
    Value message = str_from_utf8(w, d->message, strlen(d->message));
    NEED(message);
    if (!diagnostic_is_syntax_error(d)) {
        Value args = tuple_of(w, 1, message);
        NEED(args);
        return raise_with_args(w, type, args);
    }
    Value filename =
        d->filename ? str_from_utf8(w, d->filename, strlen(d->filename)) : NONE;
    NEED(filename);
    Value text = d->has_text ? load_text(w, d->text) : NONE;
    NEED(text);
    /* An empty text ends before its first line: 3.8 says 0. */
    bool nowhere = !d->line && d->has_text;
    Value where =
        tuple_of(w, 4, filename, d->line || nowhere ? INT(d->line) : NONE,
                 d->column > 0 || nowhere ? INT(d->column) : NONE, text);
    NEED(where);
    Value args = tuple_of(w, 2, message, where);
    NEED(args);
    return raise_with_args(w, type, args);
}

void load_warn(World *w, const Diagnostic *diagnostic)
{
    if (w->host && w->host->warning) {
        for (Warning *at = diagnostic->warnings; at; at = at->next) {
            w->host->warning(w, diagnostic->filename, at);
        }
    }
}

/* (category, message, filename, line, column) each, oldest first. */
static Status note_warnings(World *w, const Diagnostic *d, Value *list)
{
    for (Warning *at = d->warnings; at; at = at->next) {
        if (!*list) {
            *list = list_new(w, 1);
            NEED(*list);
        }
        Value category =
            dict_get_str(w, w->builtins, str_intern_ascii(w, at->category));
        Value message = load_text(w, at->message);
        Value filename = str_from_utf8(w, d->filename, strlen(d->filename));
        NEED(category && message && filename);
        Value one = tuple_of(w, 5, category, message, filename, INT(at->line),
                             INT(at->column));
        NEED(one);
        TRY(list_append(w, *list, one));
    }
    return OK;
}

Value load_source_noting(World *w, const char *text, size_t size,
                         const char *filename, CompileMode mode, unsigned flags,
                         Value *warnings)
{
    Region region;
    Diagnostic diagnostic;
    Value result = NO_VALUE;
    region_init(&region);
    diagnostic_init(&diagnostic, filename);
    Code *code =
        compile_source(&region, text, size, filename, mode, flags, &diagnostic);
    if (code) {
        result = load_code(w, code, LOAD_PROGRAM);
    } else {
        (void)load_raise(w, &diagnostic);
    }
    if (!warnings) {
        load_warn(w, &diagnostic);
    } else if (result && note_warnings(w, &diagnostic, warnings) != OK) {
        result = NO_VALUE;
    }
    region_free(&region);
    return result;
}

Value load_source(World *w, const char *text, size_t size, const char *filename,
                  CompileMode mode, unsigned flags)
{
    return load_source_noting(w, text, size, filename, mode, flags, NULL);
}
