/* SPDX-License-Identifier: MIT */
/*
 * Code objects as programs see them: co_* attributes, replace(), comparison.
 *
 * A code object never changes: replace() makes another one, with an identity
 * for its caches of its own. Where CPython runs whatever bytes it is given,
 * code that a program put together is checked before its first run.
 */
#include "vm/types/code_object.h"

#include <string.h>

#include "bytecode/code.h"
#include "bytecode/code_check.h"
#include "bytecode/opcode.h"
#include "vm/load.h"
#include "vm/natives.h"
#include "vm/outside.h"
#include "vm/packed.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* Where each attribute is: a Value, or a uint32_t. */
static const struct {
    const char *name;
    uint16_t offset;
    uint8_t layout; /* TYPE_INT: uint32_t; else of the Value */
} fields[] = {
#define NUMBER(NAME, FIELD) {NAME, offsetof(CodeObject, FIELD), TYPE_INT},
#define OBJECT_FIELD(NAME, FIELD, LAYOUT)                                      \
    {NAME, offsetof(CodeObject, FIELD), TYPE_##LAYOUT},
    NUMBER("co_argcount", argument_count) NUMBER("co_posonlyargcount",
                                                 positional_only_count)
        NUMBER("co_kwonlyargcount", keyword_only_count) NUMBER(
            "co_nlocals", local_count) NUMBER("co_stacksize", stack_size)
            NUMBER("co_flags", flags) NUMBER("co_firstlineno", first_line)
                OBJECT_FIELD("co_code", code,
                             BYTES) OBJECT_FIELD("co_consts", constants, TUPLE)
                    OBJECT_FIELD("co_names", names, TUPLE)
                        OBJECT_FIELD("co_varnames", variable_names, TUPLE)
                            OBJECT_FIELD("co_freevars", free_names, TUPLE)
                                OBJECT_FIELD("co_cellvars", cell_names, TUPLE)
                                    OBJECT_FIELD("co_filename", filename, STR)
                                        OBJECT_FIELD("co_name", name, STR)
                                            OBJECT_FIELD("co_lnotab",
                                                         line_table, BYTES)
#undef NUMBER
#undef OBJECT_FIELD
};

#define FIELDS (sizeof fields / sizeof *fields)

static void *field_at(CodeObject *code, size_t i)
{
    return (char *)code + fields[i].offset;
}

Status code_get_field(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(code_complete(w, AS(CodeObject, f->self)));
    const char *name = native_table[f->native].name;
    size_t i = 0;
    while (strcmp(fields[i].name, name) != 0) {
        i++;
    }
    void *at = field_at(AS(CodeObject, f->self), i);
    f->result =
        fields[i].layout == TYPE_INT ? INT(*(uint32_t *)at) : *(Value *)at;
    return OK;
}

/* ---- code that programs put together ------------------------------------- */

/* May this take the old one's place in code that runs? Else all of it must be
 * looked at again. */
static bool fits(const CodeObject *code, size_t field, Value table)
{
    const char *name = fields[field].name;
    if (!strcmp(name, "co_consts") || !strcmp(name, "co_names")) {
        const char *at = (const char *)code + fields[field].offset;
        Value old = *(const Value *)(const void *)at;
        return old && tuple_length(table) >= tuple_length(old);
    }
    return !strcmp(name, "co_filename") || !strcmp(name, "co_name") ||
           !strcmp(name, "co_firstlineno");
}

/* Cell i is argument n, or None: by name. */
static Value cell_arguments(World *w, const CodeObject *c)
{
    size_t arguments = c->argument_count + c->keyword_only_count +
                       !!(c->flags & CODE_VARARGS) +
                       !!(c->flags & CODE_VARKEYWORDS);
    Tuple *t = tuple_new(w, c->cell_count);
    for (size_t i = 0; t && i < c->cell_count; i++) {
        t->items[i] = NONE;
        for (size_t j = 0; j < arguments; j++) {
            if (tuple_at(c->cell_names, i) == tuple_at(c->variable_names, j)) {
                t->items[i] = INT(j);
            }
        }
    }
    return VALUE(t);
}

static uint32_t blocks_of(const Bytes *code)
{
    uint32_t n = 0;
    for (size_t i = 0; i < code->length; i += 2) {
        uint8_t op = (uint8_t)code->data[i];
        n += op == OP_SETUP_FINALLY || op == OP_SETUP_WITH ||
             op == OP_SETUP_ASYNC_WITH;
    }
    return n < 20 ? n : 20;
}

/* What is wrong with it, or NULL. */
static const char *code_fault(const CodeObject *c)
{
    const Bytes *bytes = AS(Bytes, c->code);
    const Code code = {
        .argument_count = c->argument_count,
        .positional_only_count = c->positional_only_count,
        .keyword_only_count = c->keyword_only_count,
        .local_count = c->local_count,
        .stack_size = c->stack_size,
        .flags = c->flags,
        .code_size = (uint32_t)bytes->length,
        .code = (const uint8_t *)bytes->data,
        .constant_count = tuple_length(c->constants),
        .names.count = tuple_length(c->names),
        .variable_names.count = tuple_length(c->variable_names),
        .free_names.count = c->free_count,
        .cell_names.count = c->cell_count,
        .line_table_size = AS(Bytes, c->line_table)->length,
    };
    if (bytes->length > UINT32_MAX / 2 || c->stack_size > UINT16_MAX ||
        c->local_count > UINT16_MAX || c->cell_count > UINT16_MAX ||
        c->free_count > UINT16_MAX) {
        return "too large";
    }
    return code_check(&code);
}

Status code_ready(World *w, CodeObject *code)
{
    if (code->packed_row != CODE_UNCHECKED) {
        return code_complete(w, code);
    }
    const char *fault = code_fault(code);
    if (fault) {
        return raise_error(w, TYPE_SYSTEM_ERROR, "bad code object: %s", fault);
    }
    Value cells = cell_arguments(w, code);
    NEED(cells);
    world_touch(w, code, sizeof *code);
    code->cell_arguments = cells;
    code->block_count = blocks_of(AS(Bytes, code->code));
    code->packed_row = 0;
    code_object_prepare(code);
    return OK;
}

/* Its tables have changed: it must be checked before it runs. */
static void code_doubt(World *w, CodeObject *c)
{
    c->packed_row = CODE_UNCHECKED;
    c->positional = c->simple = 0;
    c->cell_count = (uint32_t)tuple_length(c->cell_names);
    c->free_count = (uint32_t)tuple_length(c->free_names);
    c->loop_bodies = w->empty_bytes;
}

/* Interned, as the interpreter expects them. */
static Status names_only(World *w, Value *table)
{
    for (size_t i = 0; i < tuple_length(*table); i++) {
        if (!is_exactly(tuple_at(*table, i), TYPE_STR)) {
            return raise_type(w,
                              "name tuples must contain only strings, not "
                              "'%T'",
                              tuple_at(*table, i));
        }
    }
    Value copy = tuple_from(w, AS(Tuple, *table)->items, tuple_length(*table));
    NEED(copy);
    for (size_t i = 0; i < tuple_length(copy); i++) {
        Value name = str_intern(w, tuple_at(copy, i));
        NEED(name);
        AS(Tuple, copy)->items[i] = name;
    }
    *table = copy;
    return OK;
}

static Status replace_field(World *w, CodeObject *code, Value name, Value value)
{
    size_t i = 0;
    while (i < FIELDS && !str_is(name, fields[i].name)) {
        i++;
    }
    if (i == FIELDS) {
        return raise_type(
            w, "'%V' is an invalid keyword argument for replace()", name);
    }
    void *at = field_at(code, i);
    bool number = fields[i].layout == TYPE_INT;
    if (number ? !is_int(value) : !has_layout(value, fields[i].layout)) {
        return raise_type(w, "replace() argument '%V' has the wrong type: %T",
                          name, value);
    }
    int64_t n = 0;
    if (number && (!int_to_int64(value, &n) || n < 0 || n > INT32_MAX)) {
        return raise_value(w, "code: %V out of range", name);
    }
    bool same = number ? *(uint32_t *)at == n : *(Value *)at == value;
    bool doubt = !same && !fits(code, i, value);
    if (number) {
        *(uint32_t *)at = (uint32_t)n;
    }
    if (!same && fields[i].layout == TYPE_TUPLE && !str_is(name, "co_consts")) {
        TRY(names_only(w, &value));
    }
    if (!number) {
        *(Value *)at = value;
    }
    if (doubt) {
        code_doubt(w, code);
    }
    return OK;
}

Status code_replace(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(code_complete(w, AS(CodeObject, f->self)));
    if (f->argc > f->kw_count) {
        return raise_type(w, "replace() takes no positional arguments");
    }
    CodeObject *made = heap_object(w, TYPE_CODE, sizeof *made);
    NEED(made);
    Object head = made->head;
    *made = *AS(CodeObject, f->self);
    made->head = head;
    made->cache_id = outside_cache_id(w);
    if (!made->cache_id) {
        return raise_memory(w);
    }
    for (uint32_t i = 0; i < f->kw_count; i++) {
        TRY(replace_field(w, made, tuple_at(f->kw_names, i), f->args[i]));
    }
    f->result = VALUE(made);
    return OK;
}

/* The constructor's arguments, in its order. */
static const char *const make_order[] = {
    "co_argcount",    "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
    "co_stacksize",   "co_flags",           "co_code",           "co_consts",
    "co_names",       "co_varnames",        "co_filename",       "co_name",
    "co_firstlineno", "co_lnotab",          "co_freevars",       "co_cellvars",
};

/* types.CodeType(argcount, posonlyargcount, ...) */
Status code_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t n = f->argc;
    if (n < FIELDS - 2 || n > FIELDS) {
        return raise_type(w, "code() takes %s %d arguments (%d given)",
                          n > FIELDS ? "at most" : "at least",
                          (int)(n > FIELDS ? FIELDS : FIELDS - 2), (int)n);
    }
    CodeObject *made = heap_object(w, TYPE_CODE, sizeof *made);
    NEED(made);
    made->cache_id = outside_cache_id(w);
    if (!made->cache_id) {
        return raise_memory(w);
    }
    made->free_names = made->cell_names = w->empty_tuple;
    made->cell_arguments = w->empty_tuple;
    for (uint32_t i = 0; i < n; i++) {
        Value name = str_intern_ascii(w, make_order[i]);
        NEED(name);
        TRY(replace_field(w, made, name, f->args[i]));
    }
    made->constants = tuple_from(w, AS(Tuple, made->constants)->items,
                                 tuple_length(made->constants));
    NEED(made->constants);
    code_doubt(w, made);
    f->result = VALUE(made);
    return OK;
}

/* Constants are the same only when 1 and 1.0, or 0.0 and -0.0, are not. */
static Status constants_same(World *w, Value a, Value b, bool *same)
{
    *same = a == b;
    if (*same || klass_of(w, a) != klass_of(w, b)) {
        return OK;
    }
    if (is_exactly(a, TYPE_TUPLE)) {
        *same = tuple_length(a) == tuple_length(b);
        for (size_t i = 0; *same && i < tuple_length(a); i++) {
            TRY(constants_same(w, tuple_at(a, i), tuple_at(b, i), same));
        }
        return OK;
    }
    TRY(value_equal(w, a, b, same));
    if (*same && (is_exactly(a, TYPE_FLOAT) || is_exactly(a, TYPE_COMPLEX))) {
        size_t size = is_exactly(a, TYPE_FLOAT) ? 8 : 16;
        *same = !memcmp(OBJECT(a) + 1, OBJECT(b) + 1, size);
    }
    return OK;
}

static Status code_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if ((op != SLOT_EQ && op != SLOT_NE) || !has_layout(a, TYPE_CODE) ||
        !has_layout(b, TYPE_CODE)) {
        return NO_OP;
    }
    bool same = true;
    CodeObject *x = AS(CodeObject, a);
    CodeObject *y = AS(CodeObject, b);
    TRY(code_complete(w, x));
    TRY(code_complete(w, y));
    for (size_t i = 0; i < FIELDS && same && a != b; i++) {
        if (!strcmp(fields[i].name, "co_filename") ||
            !strcmp(fields[i].name, "co_lnotab")) {
            continue;
        }
        if (fields[i].layout == TYPE_INT) {
            same = *(uint32_t *)field_at(x, i) == *(uint32_t *)field_at(y, i);
        } else {
            TRY(constants_same(w, *(Value *)field_at(x, i),
                               *(Value *)field_at(y, i), &same));
        }
    }
    *out = BOOL(same == (op == SLOT_EQ));
    return OK;
}

static Status code_hash(World *w, Value self, int64_t *out)
{
    CodeObject *c = AS(CodeObject, self);
    int64_t of_code;
    TRY(code_complete(w, c));
    TRY(value_hash(w, c->name, out));
    TRY(value_hash(w, c->code, &of_code));
    *out ^= of_code ^ c->first_line;
    return OK;
}

static Status code_repr(World *w, Value self, Writer *out)
{
    const CodeObject *c = AS(CodeObject, self);
    writer_ascii(out, "<code object ");
    writer_str(out, c->name);
    TRY(object_write_address(w, self, out));
    writer_ascii(out, ", file \"");
    writer_str(out, c->filename);
    writer_format(out, "\", line %u>", c->first_line);
    return OK;
}

const TypeOps code_ops = {
    .compare = code_compare,
    .hash = code_hash,
    .repr = code_repr,
    .visit = code_visit,
};
