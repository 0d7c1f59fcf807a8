/* SPDX-License-Identifier: MIT */
/*
 * Frames and tracebacks as programs see them.
 *
 * Whoever hands a frame to a program marks it OBJECT_ESCAPED, so that it is
 * not recycled when it ends. Frames of vm/prelude are passed over.
 */
#include "vm/natives.h"
#include "vm/trace.h"
#include "vm/types/bytes.h"
#include "vm/types/code_object.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Frame *self_of(const NativeFrame *f)
{
    return AS(Frame, f->self);
}

static Status give(NativeFrame *f, Value v)
{
    f->result = v ? v : NONE;
    return OK;
}

Frame *frame_caller(const Frame *frame)
{
    for (Object *o = frame->back; o; o = ((Frame *)o)->back) {
        if (is_frame(o) && !((Frame *)o)->code->in_prelude) {
            return (Frame *)o;
        }
    }
    return NULL;
}

/* ---- locals -------------------------------------------------------------- */

static Status put(World *w, Value dict, Value name, Value value)
{
    if (value) {
        return dict_set_str(w, dict, name, value);
    }
    (void)!dict_delete_str(w, dict, name);
    return OK;
}

static Value cell_value(Value cell)
{
    return cell && has_layout(cell, TYPE_CELL) ? AS(Cell, cell)->value : cell;
}

static Status fill_locals(World *w, Frame *frame, Value dict)
{
    const CodeObject *code = frame->code;
    Value *slot = frame->slots;
    for (uint32_t i = 0; i < code->local_count; i++) {
        TRY(put(w, dict, tuple_at(code->variable_names, i), *slot++));
    }
    for (uint32_t i = 0; i < code->cell_count; i++) {
        TRY(put(w, dict, tuple_at(code->cell_names, i), cell_value(*slot++)));
    }
    for (uint32_t i = 0; i < code->free_count; i++) {
        TRY(put(w, dict, tuple_at(code->free_names, i), cell_value(*slot++)));
    }
    return OK;
}

Status frame_locals(World *w, Frame *frame, Value *dict)
{
    bool optimised = frame->code->flags & 1; /* CO_OPTIMIZED */
    if (!frame->locals) {
        Value made = dict_new(w);
        NEED(made);
        STORE(w, frame->locals, made);
    }
    *dict = frame->locals;
    return optimised ? fill_locals(w, frame, *dict) : OK;
}

/* ---- frame attributes ---------------------------------------------------- */

Status frame_get_back(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Frame *back = frame_caller(self_of(f));
    if (back) {
        world_touch(w, back, sizeof *back);
        back->head.flags |= OBJECT_ESCAPED;
    }
    return give(f, VALUE(back));
}

Status frame_get_code(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, VALUE(self_of(f)->code));
}

Status frame_get_builtins(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, w->builtins);
}

Status frame_get_locals(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return frame_locals(w, self_of(f), &f->result);
}

Status frame_get_line(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    const Frame *frame = self_of(f);
    int line = frame->pc ? frame_line(frame) : (int)frame->code->first_line;
    const Values *record = trace_record(w, frame);
    if (record && record->items[RECORD_FUNCTION]) {
        return give(f, record->items[RECORD_LINE]);
    }
    return give(f, INT(line));
}

Status frame_get_last(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    /* -1: not begun. */
    int64_t pc = self_of(f)->pc;
    return give(f, INT(pc ? pc - 2 : -1));
}

/* frame.clear(): drop what an ended frame still holds. */
Status frame_clear(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = self_of(f);
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    for (Object *o = t->frame; o; o = ((Frame *)o)->back) {
        if (o == &frame->head) {
            return raise_error(w, TYPE_RUNTIME_ERROR,
                               "cannot clear an executing frame");
        }
    }
    const CodeObject *code = frame->code;
    size_t n = code->local_count + code->cell_count + code->free_count;
    Value close =
        frame->owner && has_layout(frame->owner, TYPE_GENERATOR)
            ? klass_lookup(w, klass_of(w, frame->owner), w->name[NAME_CLOSE])
            : NO_VALUE;
    if (close) {
        return native_call(f, close, 1, frame->owner);
    }
    if (!frame->owner) {
        world_touch(w, frame, heap_cell_size(frame));
        for (size_t i = 0; i < n; i++) {
            frame->slots[i] = NO_VALUE;
        }
        frame->depth = 0;
    }
    return give(f, NONE);
}

static Status frame_repr(World *w, Value self, Writer *out)
{
    const Frame *frame = AS(Frame, self);
    writer_ascii(out, "<frame");
    TRY(object_write_address(w, self, out));
    writer_ascii(out, ", file ");
    str_write_repr(out, frame->code->filename);
    writer_format(out, ", line %d, code ", frame_line(frame));
    writer_str(out, frame->code->name);
    writer_char(out, '>');
    return OK;
}

const TypeOps frame_ops = {.repr = frame_repr, .visit = frame_visit};

/* ---- traceback attributes ------------------------------------------------ */

Status traceback_set_next(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value next = f->args[0];
    if (!next || (next != NONE && !has_layout(next, TYPE_TRACEBACK))) {
        return raise_type(w, "expected traceback object, got '%T'",
                          next ? next : NONE);
    }
    for (Value at = next; has_layout(at, TYPE_TRACEBACK);
         at = AS(Traceback, at)->next) {
        if (at == f->self) {
            return raise_value(w, "traceback loop detected");
        }
    }
    STORE(w, AS(Traceback, f->self)->next, next == NONE ? NO_VALUE : next);
    return give(f, NONE);
}

Status traceback_get_line(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, INT(AS(Traceback, f->self)->line));
}

Status traceback_get_last(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    return give(f, INT(AS(Traceback, f->self)->last));
}

/* types.TracebackType(next, frame, lasti, lineno) */
Status traceback_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value next = f->args[0];
    int64_t last;
    int64_t line;
    if (next != NONE && !has_layout(next, TYPE_TRACEBACK)) {
        return raise_type(w, "expected traceback object or None, got '%T'",
                          next);
    }
    if (!has_layout(f->args[1], TYPE_FRAME)) {
        return raise_type(
            w, "TracebackType() argument 'tb_frame' must be frame, not %T",
            f->args[1]);
    }
    TRY(value_index(w, f->args[2], &last));
    TRY(value_index(w, f->args[3], &line));
    Traceback *tb = heap_object(w, TYPE_TRACEBACK, sizeof *tb);
    NEED(tb);
    tb->next = next == NONE ? NO_VALUE : next;
    tb->frame = f->args[1];
    tb->last = (uint32_t)last;
    tb->line = (uint32_t)line;
    return give(f, VALUE(tb));
}

static void traceback_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Traceback *tb = object;
    visitor->visit(visitor, &tb->next);
    visitor->visit(visitor, &tb->frame);
}

const TypeOps traceback_ops = {.visit = traceback_visit};
