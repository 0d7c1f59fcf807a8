/* SPDX-License-Identifier: MIT */
/*
 * x[i], x[i] = v, del x[i] and iteration, with Python methods included: the
 * state machines that the opcodes enter when no leaf could answer.
 */
#include "vm/item.h"
#include "vm/natives.h"
#include "vm/slot_call.h"

/* ---- items --------------------------------------------------------------- */

Status operator_get_item(World *w, Thread *t, NativeFrame *f)
{
    Value self = f->args[0];
    Value key = f->args[1];
    if (f->resumed && f->state == 0) {
        return native_result(f, &f->result); /* no look-up of item.c's */
    }
    if (has_layout(self, TYPE_DICT) && !slot_defined(w, self, SLOT_GETITEM)) {
        return item_get_dict(w, t, f, self, key);
    }
    Status status = value_get_item(w, self, key, &f->result);
    if (status == TWIN && slot_defined(w, self, SLOT_GETITEM)) {
        status = slot_call(w, f, SLOT_GETITEM, self, key);
    } else if (status == TWIN) {
        return call_slot_twin(w, f, SLOT_GETITEM);
    }
    if (status == NO_OP && has_layout(self, TYPE_TYPE)) {
        return call_prelude(w, f, "class_get_item", 2, self, key);
    }
    if (status == NO_OP) {
        return raise_type(w, "'%T' object is not subscriptable", self);
    }
    return status;
}

/* args[1][args[2]] = args[0] */
Status operator_set_item(World *w, Thread *t, NativeFrame *f)
{
    Value self = f->args[1];
    if (has_layout(self, TYPE_DICT) && !slot_defined(w, self, SLOT_SETITEM)) {
        return item_set_dict(w, t, f, self, f->args[2], f->args[0]);
    }
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    f->result = NONE;
    Status status = value_set_item(w, self, f->args[2], f->args[0]);
    if (status == TWIN && slot_defined(w, self, SLOT_SETITEM)) {
        Value method = klass_slot(w, self, SLOT_SETITEM);
        if (method != NONE) {
            return method_call(w, f, self, w->slot_name[SLOT_SETITEM], method,
                               2, f->args[2], f->args[0]);
        }
        status = NO_OP;
    } else if (status == TWIN) {
        return call_slot_twin_of(w, f, SLOT_SETITEM, 3, self, f->args[2],
                                 f->args[0]);
    }
    if (status == NO_OP) {
        return raise_type(w, "'%T' object does not support item assignment",
                          self);
    }
    return status;
}

Status operator_delete_item(World *w, Thread *t, NativeFrame *f)
{
    Value self = f->args[0];
    if (has_layout(self, TYPE_DICT) && !slot_defined(w, self, SLOT_DELITEM)) {
        return item_delete_dict(w, t, f, self, f->args[1]);
    }
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    f->result = NONE;
    Value old = NO_VALUE;
    if (w->watched && value_get_item(w, self, f->args[1], &old) != OK) {
        raised_clear(w);
        old = NO_VALUE;
    }
    Status status = value_delete_item(w, self, f->args[1]);
    if (status == OK) {
        heap_dropped(w, old);
    }
    if (status == TWIN && slot_defined(w, self, SLOT_DELITEM)) {
        status = slot_call(w, f, SLOT_DELITEM, self, f->args[1]);
    } else if (status == TWIN) {
        return call_slot_twin(w, f, SLOT_DELITEM);
    }
    if (status == NO_OP) {
        const TypeOps *ops = layout_ops[layout_of(self)];
        const char *how =
            ops && ops->get_item && !has_layout(f->args[1], TYPE_SLICE)
                ? "doesn't"
                : "does not";
        return raise_type(w, "'%T' object %s support item deletion", self, how);
    }
    return status;
}

/* ---- iteration ----------------------------------------------------------- */

static bool is_iterator(World *w, Value v)
{
    const TypeOps *ops = layout_ops[layout_of(v)];
    return (ops && ops->next) || slot_defined(w, v, SLOT_NEXT);
}

Status operator_iterate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value self = f->args[0];
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        if (!is_iterator(w, f->result)) {
            return raise_type(w, "iter() returned non-iterator of type '%T'",
                              f->result);
        }
        return OK;
    }
    Status status = value_iterate(w, self, &f->result);
    if (status == TWIN) {
        status = slot_call(w, f, SLOT_ITER, self, NO_VALUE);
    }
    if (status == NO_OP) {
        return raise_type(w, "'%T' object is not iterable", self);
    }
    return status;
}

/* FOR_ITER: result 0 at the end. */
Status operator_next(World *w, Thread *t, NativeFrame *f)
{
    if (f->state == 0) {
        f->slot[0] = f->args[0];
        f->state = 1;
    }
    Value item;
    bool called = f->resumed;
    TRY(iterate_next(w, t, f, 0, &item));
    if (!item && called && t->traced && !t->tracing && f->back &&
        is_frame(f->back)) {
        t->trace_stop = ((Frame *)f->back)->pc; /* of a Python __next__ */
    }
    f->result = item;
    return OK;
}
