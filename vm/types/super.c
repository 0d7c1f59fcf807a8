/* SPDX-License-Identifier: MIT */
/*
 * super: finding the class to start after.
 *
 * Without arguments it reads the calling frame: the first argument and the
 * cell of the enclosing class, as CPython's does.
 */
#include "bytecode/code.h"
#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

Status super_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Super *s = heap_new(w, AS(Klass, f->self), sizeof *s);
    NEED(s);
    f->result = VALUE(s);
    return OK;
}

/* The first argument, which may have moved into a cell. */
static Value first_argument(Frame *frame)
{
    const CodeObject *code = frame->code;
    if (frame->slots[0]) {
        return frame->slots[0];
    }
    for (uint32_t i = 0; i < code->cell_count; i++) {
        if (tuple_at(code->cell_arguments, i) == INT(0)) {
            return AS(Cell, frame->slots[code->local_count + i])->value;
        }
    }
    return NO_VALUE;
}

static Status class_cell(World *w, Frame *frame, Value *type)
{
    const CodeObject *code = frame->code;
    for (uint32_t i = 0; i < code->free_count; i++) {
        if (tuple_at(code->free_names, i) != w->name[NAME_CLASS]) {
            continue;
        }
        Value cell = frame->slots[code->local_count + code->cell_count + i];
        *type = AS(Cell, cell)->value;
        if (!*type) {
            return raise_error(w, TYPE_RUNTIME_ERROR,
                               "super(): empty __class__ cell");
        }
        return OK;
    }
    return raise_error(w, TYPE_RUNTIME_ERROR,
                       "super(): __class__ cell not found");
}

static Status from_frame(World *w, Thread *t, Value *type, Value *object)
{
    Frame *frame = thread_python_frame(t);
    if (!frame) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "super(): no current frame");
    }
    if (frame->code->argument_count == 0) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "super(): no arguments");
    }
    *object = first_argument(frame);
    if (!*object) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "super(): arg[0] deleted");
    }
    return class_cell(w, frame, type);
}

/* The class whose MRO is searched: of the object, or the object itself. */
static Status start_class(World *w, Klass *type, Value object, Value *found)
{
    if (has_layout(object, TYPE_TYPE) &&
        klass_is_subclass(w, AS(Klass, object), type)) {
        *found = object;
        return OK;
    }
    *found = VALUE(klass_of(w, object));
    if (klass_is_subclass(w, AS(Klass, *found), type)) {
        return OK;
    }
    return NO_OP;
}

/* A proxy's __class__ may be a property: it is asked. */
static Status ask_class(World *w, NativeFrame *f, Value object)
{
    Value name = w->name[NAME_CLASS];
    Klass *klass = klass_of(w, object);
    Value getattr = str_intern_ascii(w, "getattr");
    NEED(getattr);
    getattr = dict_get_str(w, w->builtins, getattr);
    bool own = has_layout(klass_lookup(w, klass, name), TYPE_PROPERTY) ||
               klass_overrides(klass, SLOT_GETATTRIBUTE);
    return getattr && own ? native_call(f, getattr, 2, object, name) : NO_OP;
}

static Status super_refuse(World *w)
{
    return raise_type(
        w, "super(type, obj): obj must be an instance or subtype of type");
}

static Status super_asked(World *w, NativeFrame *f)
{
    Super *s = AS(Super, f->self);
    Value class;
    TRY(native_result(f, &class));
    if (!has_layout(class, TYPE_TYPE) ||
        !klass_is_subclass(w, AS(Klass, class), AS(Klass, f->slot[0]))) {
        return super_refuse(w);
    }
    world_touch(w, s, sizeof *s);
    s->type = f->slot[0];
    s->object = f->slot[1];
    s->object_type = class;
    f->result = NONE;
    return OK;
}

Status super_init(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        return super_asked(w, f);
    }
    Super *s = AS(Super, f->self);
    Value type = f->args[0];
    Value object = f->args[1];
    if (!type) {
        TRY(from_frame(w, t, &type, &object));
    }
    if (!has_layout(type, TYPE_TYPE)) {
        return raise_type(w, "super() argument 1 must be type, not %T", type);
    }
    Value start = NO_VALUE;
    object = object == NONE ? NO_VALUE : object;
    if (object) {
        Status status = start_class(w, AS(Klass, type), object, &start);
        if (status == NO_OP) {
            f->slot[0] = type;
            f->slot[1] = object;
            status = ask_class(w, f, object);
            return status == NO_OP ? super_refuse(w) : status;
        }
        TRY(status);
    }
    world_touch(w, s, sizeof *s);
    s->type = type;
    s->object = object;
    s->object_type = start;
    f->result = NONE;
    return OK;
}

/* An unbound super in a class binds like a function. */
Status super_method_get(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Super *s = AS(Super, f->self);
    if (s->object || f->args[0] == NONE) {
        f->result = f->self;
        return OK;
    }
    Value start;
    TRY(start_class(w, AS(Klass, s->type), f->args[0], &start));
    Super *bound = heap_new(w, klass_of(w, f->self), sizeof *bound);
    NEED(bound);
    bound->type = s->type;
    bound->object = f->args[0];
    bound->object_type = start;
    f->result = VALUE(bound);
    return OK;
}

static Status super_repr(World *w, Value self, Writer *out)
{
    (void)w;
    Super *s = AS(Super, self);
    writer_ascii(out, "<super: <class '");
    if (s->type) {
        writer_str(out, AS(Klass, s->type)->name);
    } else {
        writer_ascii(out, "NULL");
    }
    writer_ascii(out, "'>, ");
    if (s->object_type) {
        writer_char(out, '<');
        writer_str(out, AS(Klass, s->object_type)->name);
        writer_ascii(out, " object>>");
    } else {
        writer_ascii(out, "NULL>");
    }
    return OK;
}

static void super_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Super *s = object;
    visitor->visit(visitor, &s->type);
    visitor->visit(visitor, &s->object);
    visitor->visit(visitor, &s->object_type);
}

const TypeOps super_ops = {.repr = super_repr, .visit = super_visit};
