/* SPDX-License-Identifier: MIT */
/* Python functions, cells and bound methods: making them, their operators. */
#include "vm/types/function.h"

#include "vm/attribute.h"
#include "vm/types/dict.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* A function's docstring is the first constant of its code, if that is a str.
 */
static Value code_doc(const CodeObject *code)
{
    /* One whose constants are not here yet has none: see pack.c, can_wait. */
    bool any = code->constants && tuple_length(code->constants) > 0;
    Value first = any ? tuple_at(code->constants, 0) : NONE;
    return is_str(first) ? first : NONE;
}

Value function_new(World *w, CodeObject *code, Value globals, Value qualname)
{
    Function *f = heap_object(w, TYPE_FUNCTION, sizeof *f);
    if (!f) {
        return NO_VALUE;
    }
    f->code = code;
    f->globals = globals;
    f->name = code->name;
    f->qualname = qualname ? qualname : code->name;
    f->doc = code_doc(code);
    f->module = dict_get_str(w, globals, w->name[NAME_DUNDER_NAME]);
    return VALUE(f);
}

Value method_new(World *w, Value function, Value self)
{
    Method *m = heap_object(w, TYPE_METHOD, sizeof *m);
    if (!m) {
        return NO_VALUE;
    }
    m->function = function;
    m->self = self;
    return VALUE(m);
}

Value cell_new(World *w, Value value)
{
    Cell *c = heap_object(w, TYPE_CELL, sizeof *c);
    if (!c) {
        return NO_VALUE;
    }
    c->value = value;
    return VALUE(c);
}

/* ---- function ------------------------------------------------------------ */

static Status function_repr(World *w, Value self, Writer *out)
{
    writer_ascii(out, "<function ");
    writer_str(out, AS(Function, self)->qualname);
    TRY(object_write_address(w, self, out));
    writer_char(out, '>');
    return OK;
}

static void function_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Function *f = object;
    visitor->visit(visitor, (Value *)&f->code);
    visitor->visit(visitor, &f->globals);
    visitor->visit(visitor, &f->defaults);
    visitor->visit(visitor, &f->kw_defaults);
    visitor->visit(visitor, &f->closure);
    visitor->visit(visitor, &f->name);
    visitor->visit(visitor, &f->qualname);
    visitor->visit(visitor, &f->doc);
    visitor->visit(visitor, &f->module);
    visitor->visit(visitor, &f->annotations);
}

const TypeOps function_ops = {
    .repr = function_repr,
    .visit = function_visit,
};

/* ---- method -------------------------------------------------------------- */

/* Anything may be made a method; then its own attributes name it. */
static Value name_of_any(World *w, Value callee)
{
    Value name = attribute_own(w, callee, w->name[NAME_QUALNAME]);
    if (!name) {
        name = attribute_own(w, callee, w->name[NAME_DUNDER_NAME]);
    }
    return name && is_str(name) ? name : NO_VALUE;
}

static Value qualname_of(World *w, Value function)
{
    return has_layout(function, TYPE_FUNCTION)
               ? AS(Function, function)->qualname
           : has_layout(function, TYPE_NATIVE) ? AS(Native, function)->name
                                               : name_of_any(w, function);
}

static Status method_repr(World *w, Value self, Writer *out)
{
    const Method *m = AS(Method, self);
    Value name = qualname_of(w, m->function);
    writer_ascii(out, "<bound method ");
    if (name) {
        writer_str(out, name);
    } else {
        writer_char(out, '?');
    }
    writer_ascii(out, " of ");
    TRY(value_repr(w, m->self, out));
    writer_char(out, '>');
    return OK;
}

static Status method_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    (void)w;
    if ((op != SLOT_EQ && op != SLOT_NE) || !has_layout(a, TYPE_METHOD) ||
        !has_layout(b, TYPE_METHOD)) {
        return NO_OP;
    }
    bool same = AS(Method, a)->function == AS(Method, b)->function &&
                AS(Method, a)->self == AS(Method, b)->self;
    *out = BOOL(same == (op == SLOT_EQ));
    return OK;
}

static Status method_hash(World *w, Value self, int64_t *out)
{
    int64_t of_self;
    int64_t of_function;
    TRY(world_identity(w, AS(Method, self)->self, &of_self));
    TRY(world_identity(w, AS(Method, self)->function, &of_function));
    *out = of_self ^ of_function;
    return OK;
}

static void method_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Method *m = object;
    visitor->visit(visitor, &m->function);
    visitor->visit(visitor, &m->self);
}

const TypeOps method_ops = {
    .compare = method_compare,
    .hash = method_hash,
    .repr = method_repr,
    .visit = method_visit,
};

/* ---- cell ---------------------------------------------------------------- */

static Status cell_repr(World *w, Value self, Writer *out)
{
    Value value = AS(Cell, self)->value;
    writer_ascii(out, "<cell");
    TRY(object_write_address(w, self, out));
    if (!value) {
        writer_ascii(out, ": empty>");
        return OK;
    }
    writer_ascii(out, ": ");
    writer_ascii(out, type_name(w, value));
    writer_ascii(out, " object");
    TRY(object_write_address(w, value, out));
    writer_char(out, '>');
    return OK;
}

static void cell_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((Cell *)object)->value);
}

/* By their contents; an empty one is less than any other. */
static Status cell_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if (!has_layout(a, TYPE_CELL) || !has_layout(b, TYPE_CELL)) {
        return NO_OP;
    }
    Value x = AS(Cell, a)->value;
    Value y = AS(Cell, b)->value;
    return x && y ? value_compare(w, op, x, y, out)
                  : value_compare(w, op, INT(x != 0), INT(y != 0), out);
}

const TypeOps cell_ops = {
    .repr = cell_repr, .compare = cell_compare, .visit = cell_visit};
