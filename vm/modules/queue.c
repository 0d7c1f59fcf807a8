/* SPDX-License-Identifier: MIT */
/*
 * The module _queue. put() never waits and keeps the GIL, so signal handlers
 * and finalisers may call it; get() is one opcode to the scheduler.
 */
#include "vm/modules/queue.h"

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/types/deque.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static void queue_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    SimpleQueue *queue = object;
    visitor->visit(visitor, &queue->items);
    visitor->visit(visitor, &queue->lock);
}

const TypeOps simple_queue_ops = {.visit = queue_visit};

Status queue_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *klass = AS(Klass, f->self);
    if (f->argc && klass == &w->klass[TYPE_SIMPLE_QUEUE]) {
        return raise_type(w, f->kw_count == f->argc
                                 ? "SimpleQueue() takes no keyword arguments"
                                 : "SimpleQueue() takes no positional "
                                   "arguments");
    }
    SimpleQueue *queue = heap_new(w, klass, sizeof *queue);
    NEED(queue);
    queue->items = deque_new(w, &w->klass[TYPE_DEQUE], -1);
    NEED(queue->items);
    queue->lock = VALUE(lock_new(w, &w->klass[TYPE_LOCK]));
    NEED(queue->lock);
    f->result = VALUE(queue);
    return OK;
}

/* Taken by the queue itself: no thread is to blame for holding it. */
static void hold(World *w, Lock *lock)
{
    world_touch(w, lock, sizeof *lock);
    lock->depth = 1;
    lock->owner = NO_VALUE;
}

Status queue_put(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    SimpleQueue *queue = AS(SimpleQueue, f->self);
    TRY(deque_append(w, queue->items, f->args[0]));
    if (AS(Lock, queue->lock)->depth) {
        lock_free(w, AS(Lock, queue->lock));
    }
    f->result = NONE;
    return OK;
}

static Status raise_empty(World *w)
{
    Value exception =
        exception_new(w, &w->klass[TYPE_QUEUE_EMPTY], w->empty_tuple);
    NEED(exception);
    return raise_object(w, exception);
}

static Status take_item(World *w, SimpleQueue *queue, NativeFrame *f)
{
    f->result = deque_pop_left(w, queue->items);
    if (AS(Lock, queue->lock)->depth) {
        lock_free(w, AS(Lock, queue->lock));
    }
    return OK;
}

/* Nothing there: wait for put() to release the lock. slot 0: the deadline. */
static Status wait_for_item(World *w, Thread *t, NativeFrame *f, int64_t ns)
{
    Lock *lock = AS(Lock, AS(SimpleQueue, f->self)->lock);
    if (lock->depth == 0) {
        hold(w, lock);
    }
    if (!f->state) {
        f->slot[0] = ns < 0 ? NO_VALUE : INT(host_now(w) + ns);
    } else if (f->slot[0]) {
        ns = INT_OF(f->slot[0]) - host_now(w);
    }
    if (f->slot[0] && ns <= 0) {
        return raise_empty(w);
    }
    lock_request(w, t, lock, f->slot[0] ? ns : -1);
    f->state = 1;
    return BLOCK;
}

static Status read_timeout(World *w, const NativeFrame *f, int64_t *ns)
{
    bool block = true;
    if (f->args[0]) {
        TRY(value_truth(w, f->args[0], &block));
    }
    *ns = block ? -1 : 0;
    if (block && f->args[1] && f->args[1] != NONE) {
        TRY(lock_timeout(w, f->args[1], ns));
        if (*ns < 0) {
            return raise_value(w, "'timeout' must be a non-negative number");
        }
    }
    return OK;
}

Status queue_get(World *w, Thread *t, NativeFrame *f)
{
    SimpleQueue *queue = AS(SimpleQueue, f->self);
    Lock *lock = AS(Lock, queue->lock);
    int64_t ns = -1;
    if (!f->state) {
        TRY(read_timeout(w, f, &ns));
    } else if (t->request.timed_out == LOCK_GRANTED) {
        hold(w, lock);
    }
    if (deque_length(queue->items)) {
        return take_item(w, queue, f);
    }
    return ns == 0 ? raise_empty(w) : wait_for_item(w, t, f, ns);
}

Status queue_get_nowait(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    SimpleQueue *queue = AS(SimpleQueue, f->self);
    return deque_length(queue->items) ? take_item(w, queue, f) : raise_empty(w);
}

Status queue_empty(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = BOOL(!deque_length(AS(SimpleQueue, f->self)->items));
    return OK;
}

Status queue_size(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = INT(deque_length(AS(SimpleQueue, f->self)->items));
    return OK;
}

Status queue_module(World *w, Value dict)
{
    TRY(native_module_add(w, dict, "SimpleQueue",
                          VALUE(&w->klass[TYPE_SIMPLE_QUEUE])));
    return native_module_add(w, dict, "Empty",
                             VALUE(&w->klass[TYPE_QUEUE_EMPTY]));
}
