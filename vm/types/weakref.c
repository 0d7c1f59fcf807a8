/* SPDX-License-Identifier: MIT */
/*
 * weakref.ref and the _weakref module.
 *
 * The collector does not follow `target`; it clears the field, and queues the
 * callback, when a collection that the program may notice finds the target
 * dead (RULES, "Finalisers without reference counts"). An object with weak
 * references is marked OBJECT_WEAKLY and counted in w->watched.
 */
#include "vm/types/weakref.h"

#include "bytecode/opcode.h"

#include "vm/drop.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* Built-in types whose instances take weak references in CPython. */
static bool is_weakly_referable(World *w, Value v)
{
    if (!IS_OBJECT(v)) {
        return false;
    }
    Klass *k = klass_of(w, v);
    if (k->flags & KLASS_HEAP && k->layout != TYPE_INT &&
        k->layout != TYPE_TUPLE && k->layout != TYPE_BYTES) {
        return klass_lookup(w, k, w->name[NAME_WEAKREF]) ||
               k->layout != TYPE_OBJECT;
    }
    switch (OBJECT(v)->layout) {
    case TYPE_TYPE:
    case TYPE_FUNCTION:
    case TYPE_METHOD:
    case TYPE_NATIVE:
    case TYPE_MODULE:
    case TYPE_CODE:
    case TYPE_GENERATOR:
    case TYPE_SET:
    case TYPE_DEQUE:
    case TYPE_LOCK:
    case TYPE_MEMORYVIEW:
    case TYPE_FILE_IO:
    case TYPE_SIMPLE_QUEUE:
        return true;
    default:
        return k->type_id == TYPE_THREAD_LOCAL;
    }
}

/* ref(f()): nobody else may hold what the call before this one gave. */
static bool is_fresh_argument(const Thread *t, const NativeFrame *f)
{
    const Object *below = t->frame;
    if (f->argc == 1 && below && !is_frame(below)) {
        below = ((const NativeFrame *)below)->back; /* the class's __call__ */
    }
    if (f->argc != 1 || !below || !is_frame(below)) {
        return false;
    }
    const Frame *frame = (const Frame *)below;
    if (frame->pc < 4) {
        return false;
    }
    switch ((uint8_t)AS(Bytes, frame->code->code)->data[frame->pc - 4]) {
    case OP_CALL_FUNCTION:
    case OP_CALL_FUNCTION_KW:
    case OP_CALL_FUNCTION_EX:
    case OP_CALL_METHOD:
        return true;
    default:
        return false;
    }
}

Status weakref_make(World *w, Thread *t, NativeFrame *f)
{
    if (f->argc - f->kw_count < 1 || f->argc - f->kw_count > 2) {
        return raise_type(w, "__new__ expected %s 1 argument, got %d",
                          f->argc ? "at most" : "at least", (int)f->argc);
    }
    Value target = f->args[0];
    if (!is_weakly_referable(w, target)) {
        return raise_type(w, "cannot create weak reference to '%T' object",
                          target);
    }
    Weakref *ref = heap_new(w, AS(Klass, f->self), sizeof *ref);
    NEED(ref);
    Value callback = f->argc - f->kw_count > 1 ? f->args[1] : NONE;
    ref->target = target;
    ref->callback = callback == NONE ? NO_VALUE : callback;
    ref->birth = ++w->birth;
    ref->hash = -1;
    Object *o = OBJECT(target);
    if (!(o->flags & OBJECT_WEAKLY)) {
        world_touch(w, o, sizeof *o);
        o->flags |= OBJECT_WEAKLY;
        w->watched++;
    }
    if (is_fresh_argument(t, f)) {
        drop_object(w, o, true);
    }
    f->result = VALUE(ref);
    return OK;
}

Status weakref_init(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NONE;
    return OK;
}

Status weakref_call(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Value target = AS(Weakref, f->self)->target;
    f->result = target ? target : NONE;
    return OK;
}

Status weakref_get_callback(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Value callback = AS(Weakref, f->self)->callback;
    f->result = callback ? callback : NONE;
    return OK;
}

/* ---- operators ----------------------------------------------------------- */

static Status weakref_hash(World *w, Value self, int64_t *out)
{
    Weakref *ref = AS(Weakref, self);
    if (ref->hash == -1) {
        if (!ref->target) {
            return raise_type(w, "weak object has gone away");
        }
        TRY(value_hash(w, ref->target, out));
        STORE(w, ref->hash, *out);
    }
    *out = ref->hash;
    return OK;
}

/* hash(ref) when the target's __hash__ is Python code. */
Status weakref_keep_hash(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!has_layout(f->args[0], TYPE_WEAKREF)) {
        return raise_type(w, "a weak reference is needed");
    }
    int64_t hash;
    TRY(value_index(w, f->args[1], &hash));
    STORE(w, AS(Weakref, f->args[0])->hash, hash);
    f->result = f->args[1];
    return OK;
}

static Status weakref_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    if ((op != SLOT_EQ && op != SLOT_NE) || !has_layout(a, TYPE_WEAKREF) ||
        !has_layout(b, TYPE_WEAKREF)) {
        return NO_OP;
    }
    Value x = AS(Weakref, a)->target;
    Value y = AS(Weakref, b)->target;
    if (!x || !y) {
        *out = BOOL((a == b) == (op == SLOT_EQ));
        return OK;
    }
    return value_compare(w, op, x, y, out);
}

static Status weakref_repr(World *w, Value self, Writer *out)
{
    Value target = AS(Weakref, self)->target;
    writer_ascii(out, "<weakref");
    TRY(object_write_address(w, self, out));
    if (!target) {
        writer_ascii(out, "; dead>");
        return OK;
    }
    writer_ascii(out, "; to '");
    writer_str(out, klass_of(w, target)->name);
    writer_char(out, '\'');
    TRY(object_write_address(w, target, out));
    writer_char(out, '>');
    return OK;
}

static void weakref_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((Weakref *)object)->callback);
}

const TypeOps weakref_ops = {
    .compare = weakref_compare,
    .hash = weakref_hash,
    .repr = weakref_repr,
    .visit = weakref_visit,
};

/* ---- the module ---------------------------------------------------------- */

typedef struct Search {
    Value target;
    Value list; /* of the references, the oldest first */
    Status status;
} Search;

static bool is_plain(const Object *o)
{
    return !((const Weakref *)o)->callback && o->type == TYPE_REF(TYPE_WEAKREF);
}

static void search_one(World *w, Object *o, void *data)
{
    Search *s = data;
    Weakref *ref = (Weakref *)o;
    if (o->layout != TYPE_WEAKREF || ref->target != s->target ||
        s->status != OK) {
        return;
    }
    s->status = list_append(w, s->list, VALUE(ref));
    for (size_t i = list_length(s->list); s->status == OK && i > 1; i--) {
        Value *at = &AS(List, s->list)->items->items[i - 1];
        if (AS(Weakref, at[-1])->birth < ref->birth) {
            break;
        }
        at[0] = at[-1];
        at[-1] = VALUE(ref);
    }
}

/* The one without a callback, which CPython would share, then the youngest. */
static Status list_in_order(World *w, Value all, Value *list)
{
    *list = list_new(w, 0);
    NEED(*list);
    for (size_t i = 0; i < list_length(all); i++) {
        const Object *o = OBJECT(list_at(all, i));
        if (is_plain(o)) {
            TRY(list_append(w, *list, VALUE(o)));
            break;
        }
    }
    for (size_t i = list_length(all); i > 0; i--) {
        const Object *o = OBJECT(list_at(all, i - 1));
        if (!is_plain(o)) {
            TRY(list_append(w, *list, VALUE(o)));
        }
    }
    return OK;
}

static Status find_references(World *w, Value target, Value *list)
{
    *list = list_new(w, 0);
    NEED(*list);
    if (!IS_OBJECT(target) || !(OBJECT(target)->flags & OBJECT_WEAKLY)) {
        return OK;
    }
    Search s = {.target = target, .list = *list, .status = OK};
    heap_each(w, search_one, &s);
    TRY(s.status);
    return list_in_order(w, s.list, list);
}

Status weakref_references(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return find_references(w, f->args[0], &f->result);
}

Status weakref_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value list;
    TRY(find_references(w, f->args[0], &list));
    f->result = INT((int64_t)list_length(list));
    return OK;
}

/* object.__weakref__ */
Status weakref_get_first(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value list;
    TRY(find_references(w, f->self, &list));
    f->result = list_length(list) ? list_at(list, 0) : NONE;
    return OK;
}

/* proxy(object, callback=None): classes of the prelude. */
Status weakref_proxy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value callback = f->args[1] ? f->args[1] : NONE;
    return call_prelude(w, f, "weakref_make_proxy", 2, f->args[0], callback);
}

/* The proxy types come with the prelude. */
Status weakref_module(World *w, Value dict)
{
    Value type = VALUE(&w->klass[TYPE_WEAKREF]);
    TRY(native_module_add(w, dict, "ref", type));
    return native_module_add(w, dict, "ReferenceType", type);
}
