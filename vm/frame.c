/* SPDX-License-Identifier: MIT */
/*
 * Frames and threads: making, recycling, asking where they are.
 *
 * A frame that nobody holds when it ends goes back to the heap's free list at
 * once, which makes calls as cheap as CPython's zombie frames without keeping
 * one for each code object.
 */
#include "vm/host.h"
#include "vm/frame.h"

#include "vm/error.h"
#include "vm/operator.h"
#include "vm/packed.h"
#include "vm/types/code_object.h"
#include "vm/types/bytes.h"
#include "vm/types/function.h"

#include <string.h>

Frame *frame_new(World *w, CodeObject *code, Value globals)
{
    if (__builtin_expect(code->packed_row != 0, 0) &&
        code_ready(w, code) != OK) {
        return NULL;
    }
    size_t units = code->frame_size / 16;
    size_t variables = code->local_count + code->cell_count + code->free_count;
    Object *cell = units < HEAP_CLASSES ? heap_quick_cell(w, units) : NULL;
    Frame *f;
    if (__builtin_expect(cell != NULL, 1)) {
        f = (Frame *)cell;
        memset(f, 0, sizeof *f + variables * sizeof(Value));
        f->head.type = TYPE_REF(TYPE_FRAME);
        f->head.layout = TYPE_FRAME;
        f->head.units = (uint16_t)units;
    } else {
        f = heap_object(w, TYPE_FRAME, code->frame_size);
        if (!f) {
            return NULL;
        }
    }
    f->code = code;
    f->globals = globals;
    return f;
}

/* Line of the instruction at this byte offset, from co_lnotab. */
int code_object_line(const CodeObject *code, uint32_t offset)
{
    const Bytes *table = AS(Bytes, code->line_table);
    int line = (int)code->first_line;
    uint32_t at = 0;
    for (uint64_t i = 0; i + 1 < table->length; i += 2) {
        at += (uint8_t)table->data[i];
        if (at > offset) {
            break;
        }
        line += (signed char)table->data[i + 1];
    }
    return line;
}

int frame_line(const Frame *frame)
{
    return code_object_line(frame->code, frame->pc >= 2 ? frame->pc - 2 : 0);
}

Frame *thread_python_frame(const Thread *thread)
{
    for (Object *o = thread->frame; o; o = ((Frame *)o)->back) {
        if (is_frame(o) && !((Frame *)o)->code->in_prelude) {
            return (Frame *)o;
        }
    }
    return NULL;
}

Value thread_handled(const Thread *thread)
{
    for (Object *o = thread->frame; o; o = ((Frame *)o)->back) {
        if (is_frame(o) && ((Frame *)o)->exception) {
            return ((Frame *)o)->exception;
        }
    }
    return NO_VALUE;
}

static void thread_link(World *w, Thread *t)
{
    t->previous = w->last_thread;
    if (w->last_thread) {
        STORE(w, w->last_thread->next, t);
    } else {
        w->threads = t;
    }
    w->last_thread = t;
    w->thread_count++;
}

Status thread_set_rare(World *w, Thread *t, int which, Value v)
{
    if (!t->rare) {
        Values *made = values_new(w, RARE_COUNT);
        NEED(made);
        made->used = RARE_COUNT;
        STORE(w, t->rare, VALUE(made));
    }
    STORE(w, AS(Values, t->rare)->items[which], v);
    return OK;
}

void thread_unlink(World *w, Thread *t)
{
    if (t->previous) {
        STORE(w, t->previous->next, t->next);
    } else {
        w->threads = t->next;
    }
    if (t->next) {
        STORE(w, t->next->previous, t->previous);
    } else {
        w->last_thread = t->previous;
    }
    t->next = t->previous = NULL;
    w->thread_count--;
}

/*
 * The bottom of a thread is a call that has not happened yet: a NativeFrame
 * for `thread_begin`, which calls args[0](*args[1], **args[2]).
 */
Thread *thread_new(World *w, Value callable, Value args, Value kwargs)
{
    Thread *t = heap_object(w, TYPE_THREAD, sizeof *t);
    if (!t) {
        return NULL;
    }
    t->serial = ++w->thread_serial;
    t->ident = 140000000000000u + (uint64_t)t->serial * 4096;
    t->ident += w->host ? (uint64_t)w->host->identity_base : 0;
    NativeFrame *f = heap_object(w, TYPE_NATIVE_FRAME,
                                 sizeof *f + 3 * sizeof(Value));
    if (!f) {
        return NULL;
    }
    f->native = thread_begin_row();
    f->deliver = DELIVER_THREAD;
    f->args = (Value *)(f + 1);
    f->argc = 3;
    f->args[0] = callable;
    f->args[1] = args;
    f->args[2] = kwargs;
    t->frame = &f->head;
    t->native_count = 1;
    thread_link(w, t);
    return t;
}

static void visit_pointer(Visitor *v, void *field)
{
    v->visit(v, (Value *)field);
}

void frame_visit(World *w, void *object, Visitor *v)
{
    (void)w;
    Frame *f = object;
    const CodeObject *code = f->code;
    visit_pointer(v, &f->back);
    visit_pointer(v, &f->code);
    visit_pointer(v, &f->globals);
    visit_pointer(v, &f->locals);
    visit_pointer(v, &f->exception);
    visit_pointer(v, &f->owner);
    size_t variables = code->local_count + code->cell_count + code->free_count;
    for (size_t i = 0; i < variables; i++) {
        v->visit(v, &f->slots[i]);
    }
    Value *stack = f->slots + variables + code->block_count;
    for (size_t i = 0; i < f->depth; i++) {
        v->visit(v, &stack[i]);
    }
}

void native_frame_visit(World *w, void *object, Visitor *v)
{
    (void)w;
    NativeFrame *f = object;
    visit_pointer(v, &f->back);
    visit_pointer(v, &f->self);
    visit_pointer(v, &f->kw_names);
    visit_pointer(v, &f->received);
    visit_pointer(v, &f->result);
    visit_pointer(v, &f->callee);
    for (size_t i = 0; i < f->callee_argc; i++) {
        v->visit(v, &f->callee_args[i]);
    }
    visit_pointer(v, &f->callee_tuple);
    visit_pointer(v, &f->callee_kwargs);
    for (size_t i = 0; i < NATIVE_SLOTS; i++) {
        v->visit(v, &f->slot[i]);
    }
    for (size_t i = 0; i < f->argc; i++) {
        v->visit(v, &f->args[i]);
    }
}

void thread_visit(World *w, void *object, Visitor *v)
{
    (void)w;
    Thread *t = object;
    visit_pointer(v, &t->next);
    visit_pointer(v, &t->previous);
    visit_pointer(v, &t->frame);
    visit_pointer(v, &t->raised);
    visit_pointer(v, &t->result);
    visit_pointer(v, &t->rare);
    visit_pointer(v, &t->python_thread);
    visit_pointer(v, &t->sentinel);
    visit_pointer(v, &t->request.object);
}

void code_visit(World *w, void *object, Visitor *v)
{
    (void)w;
    CodeObject *c = object;
    Value *first = &c->code;
    Value *last = &c->name;
    for (Value *slot = first; slot <= last; slot++) {
        visit_pointer(v, slot);
    }
}

const TypeOps native_frame_ops = {.visit = native_frame_visit};
const TypeOps thread_ops = {.visit = thread_visit};
