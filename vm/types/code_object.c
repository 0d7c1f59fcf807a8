/* SPDX-License-Identifier: MIT */
/*
 * Code objects as programs see them: co_* attributes, replace(), comparison.
 *
 * A code object never changes: replace() makes another one, with an identity
 * for its caches of its own.
 */
#include "vm/types/code_object.h"

#include <string.h>

#include "bytecode/code.h"
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

/* The flags that only say what a call makes, or what was written where. */
#define FREE_FLAGS                                                             \
    (CODE_NESTED | CODE_NOFREE | CODE_ITERABLE_COROUTINE | CODE_FUTURE_MASK |  \
     CODE_FUTURE_BARRY_AS_BDFL)

/* Can the interpreter trust a table of this length in the old one's place? The
 * code's operands have been checked against the old one only. */
static bool fits(const CodeObject *code, size_t field, int64_t number,
                 Value table)
{
    const char *name = fields[field].name;
    const void *old = (const char *)code + fields[field].offset;
    if (!strcmp(name, "co_flags")) {
        return !((code->flags ^ (uint64_t)number) & ~(uint64_t)FREE_FLAGS);
    }
    if (!strcmp(name, "co_stacksize")) {
        return number >= code->stack_size && number < 1 << 16;
    }
    if (!strcmp(name, "co_consts") || !strcmp(name, "co_names")) {
        return tuple_length(table) >= tuple_length(*(const Value *)old);
    }
    if (!strcmp(name, "co_varnames") || !strcmp(name, "co_freevars") ||
        !strcmp(name, "co_cellvars")) {
        return tuple_length(table) == tuple_length(*(const Value *)old);
    }
    return !strcmp(name, "co_filename") || !strcmp(name, "co_name") ||
           !strcmp(name, "co_firstlineno") || !strcmp(name, "co_lnotab");
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

/* Only what cannot make the interpreter read outside the code's tables. */
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
    if (!same && !fits(code, i, n, value)) {
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "code.replace() cannot change %V", name);
    }
    if (number) {
        *(uint32_t *)at = (uint32_t)n;
        return OK;
    }
    if (!same && fields[i].layout == TYPE_TUPLE && !str_is(name, "co_consts")) {
        TRY(names_only(w, &value));
    }
    *(Value *)at = value;
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
            TRY(value_equal(w, *(Value *)field_at(x, i),
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
