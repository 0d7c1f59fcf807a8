/* SPDX-License-Identifier: MIT */
/*
 * Names in class bodies and exec(): the namespace may be any mapping, and a
 * class body sees its enclosing function's cells (LOAD_CLASSDEREF).
 */
#include "vm/interp_leaf.h"
#include "vm/natives.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Frame *current(Thread *t)
{
    Object *o = t->frame;
    while (o && !is_frame(o)) {
        o = ((NativeFrame *)o)->back;
    }
    return (Frame *)o;
}

static Status ask_mapping(World *w, NativeFrame *f, Frame *frame, Value name)
{
    Value method = klass_slot(w, frame->locals, SLOT_GETITEM);
    if (!method) {
        return raise_type(w, "'%T' object is not subscriptable", frame->locals);
    }
    return native_call(f, method, 2, frame->locals, name);
}

static Status from_cell(World *w, Frame *frame, uint32_t index, Value *out)
{
    const CodeObject *code = frame->code;
    *out = AS(Cell, frame->slots[code->local_count + index])->value;
    return *out ? OK : raise_unbound_cell(w, code, index);
}

/* slot_id 0: LOAD_NAME of slot[0]; else LOAD_CLASSDEREF of cell slot_id - 1 */
Status name_load(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = current(t);
    const CodeObject *code = frame->code;
    uint32_t index = f->slot_id - 1u;
    Value name = !f->slot_id ? f->slot[0]
                 : index < code->cell_count
                     ? tuple_at(code->cell_names, index)
                     : tuple_at(code->free_names, index - code->cell_count);
    Value found = NO_VALUE;
    if (f->resumed) {
        if (native_result(f, &found) != OK) {
            if (!raised_is(w, TYPE_KEY_ERROR)) {
                return RAISE;
            }
            raised_clear(w);
            found = NO_VALUE;
        }
    } else if (has_layout(frame->locals, TYPE_DICT) &&
               !klass_overrides(klass_of(w, frame->locals), SLOT_GETITEM) &&
               !klass_overrides(klass_of(w, frame->locals), SLOT_MISSING)) {
        found = dict_get_str(w, frame->locals, name);
    } else {
        return ask_mapping(w, f, frame, name);
    }
    f->result = found;
    if (found) {
        return OK;
    }
    if (f->slot_id) {
        return from_cell(w, frame, index, &f->result);
    }
    Cache cache = {0};
    return load_global(w, frame, name, &cache, &f->result);
}

Status name_store(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = current(t);
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    f->result = NONE;
    Value method = klass_slot(w, frame->locals, SLOT_SETITEM);
    if (!method) {
        return raise_type(w, "'%T' object does not support item assignment",
                          frame->locals);
    }
    return native_call(f, method, 3, frame->locals, f->slot[0], f->args[0]);
}

static Status name_missing(World *w, Value name)
{
    return raise_error(w, TYPE_NAME_ERROR, "name '%V' is not defined", name);
}

Status name_delete(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = current(t);
    f->result = NONE;
    if (f->resumed) {
        Value ignored;
        if (native_result(f, &ignored) == OK) {
            return OK;
        }
        if (raised_is(w, TYPE_KEY_ERROR)) {
            raised_clear(w);
            return name_missing(w, f->slot[0]);
        }
        return RAISE;
    }
    if (has_layout(frame->locals, TYPE_DICT) &&
        !klass_overrides(klass_of(w, frame->locals), SLOT_DELITEM)) {
        return delete_global(w, frame->locals, f->slot[0]);
    }
    Value method = klass_slot(w, frame->locals, SLOT_DELITEM);
    if (!method) {
        return name_missing(w, f->slot[0]);
    }
    return native_call(f, method, 2, frame->locals, f->slot[0]);
}

enum { ANNOTATIONS_START, ANNOTATIONS_ASKED, ANNOTATIONS_MADE };

/* SETUP_ANNOTATIONS where the namespace is any mapping. */
Status name_annotations(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = current(t);
    Value key = w->name[NAME_ANNOTATIONS];
    Value ignored;
    f->result = NONE;
    switch (f->state++) {
    case ANNOTATIONS_START:
        return ask_mapping(w, f, frame, key);
    case ANNOTATIONS_ASKED:
        if (native_result(f, &ignored) == OK) {
            return OK;
        }
        if (!raised_is(w, TYPE_KEY_ERROR)) {
            return RAISE;
        }
        raised_clear(w);
        break;
    default:
        return native_result(f, &ignored);
    }
    Value method = klass_slot(w, frame->locals, SLOT_SETITEM);
    Value dict = dict_new(w);
    NEED(dict);
    if (!method) {
        return raise_type(w, "'%T' object does not support item assignment",
                          frame->locals);
    }
    return native_call(f, method, 3, frame->locals, key, dict);
}
