/* SPDX-License-Identifier: MIT */
/*
 * The module _signals: what _signal (vm/prelude/modules/_signal.py) needs of
 * the world. Numbers have been checked there; a mask is an int of 64 bits, the
 * lowest for signal 1.
 */
#include "vm/signal.h"

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/operator.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

static Status read_number(World *w, Value v, int64_t *number)
{
    TRY(value_index(w, v, number));
    return *number < 0 || *number >= SIGNAL_COUNT
               ? raise_value(w, "signal number out of range")
               : OK;
}

/* None: what a process starts with. */
Status signals_handler(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t number;
    TRY(read_number(w, f->args[0], &number));
    Value handler = signal_handler(w, (int)number);
    f->result = handler ? handler : NONE;
    return OK;
}

Status signals_set_handler(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t number;
    TRY(read_number(w, f->args[0], &number));
    TRY(signal_reserve(w));
    Value handler = f->args[1] == NONE ? NO_VALUE : f->args[1];
    STORE(w, AS(Values, w->signal_handlers)->items[number], handler);
    f->result = NONE;
    return OK;
}

static Thread *thread_of_ident(World *w, int64_t ident)
{
    for (Thread *t = w->threads; t; t = t->next) {
        if ((int64_t)t->ident == ident) {
            return t;
        }
    }
    return NULL;
}

/* ident 0: to the process. False: there is no such thread. */
Status signals_send(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t number;
    int64_t ident;
    TRY(read_number(w, f->args[0], &number));
    TRY(value_index(w, f->args[1], &ident));
    Thread *target = ident ? thread_of_ident(w, ident) : NULL;
    if (ident && !target) {
        f->result = FALSE_VALUE;
        return OK;
    }
    f->result = TRUE_VALUE;
    if (number) {
        signal_send(w, (int)number, target);
    }
    return OK;
}

static Status read_mask(World *w, Value v, uint64_t *mask)
{
    int64_t low;
    int64_t high;
    TRY(value_index(w, tuple_at(v, 0), &low));
    TRY(value_index(w, tuple_at(v, 1), &high));
    *mask = (uint64_t)high << 32 | (uint64_t)low;
    return OK;
}

static Status give_mask(World *w, NativeFrame *f, uint64_t mask)
{
    f->result = int_from_uint64(w, mask);
    NEED(f->result);
    return OK;
}

/* The mask, and what it becomes: two halves of 32 bits. */
Status signals_blocked(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint64_t before = w->signals_blocked;
    if (f->args[0]) {
        TRY(read_mask(w, f->args[0], &w->signals_blocked));
        signal_unblock(w);
    }
    return give_mask(w, f, before);
}

Status signals_pending(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_mask(w, f, w->signals & w->signals_blocked);
}

/* The lowest of these that has come, and is no longer pending; or 0. */
Status signals_take(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint64_t mask;
    TRY(read_mask(w, f->args[0], &mask));
    int number = w->signals & mask ? __builtin_ctzll(w->signals & mask) + 1 : 0;
    if (number) {
        w->signals &= ~signal_bit(number);
    }
    f->result = INT(number);
    return OK;
}

/* Until a signal comes, at most so long; ns < 0: for ever. True unless the
 * time was over. */
Status signals_wait(World *w, Thread *t, NativeFrame *f)
{
    int64_t ns;
    if (f->state) {
        f->result = BOOL(!t->request.timed_out);
        return OK;
    }
    f->state = 1;
    TRY(value_index(w, f->args[0], &ns));
    TRY(signal_reserve(w));
    world_touch(w, &t->request, sizeof t->request);
    t->request = (Request){.kind = REQUEST_WAIT,
                           .interruptible = 1,
                           .object = w->signal_handlers,
                           .timeout_ns = ns};
    return BLOCK;
}

/* (ns left before, old period) */
Status signals_timer(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t which;
    int64_t ns;
    int64_t period;
    int64_t old_period = 0;
    TRY(value_index(w, f->args[0], &which));
    TRY(value_index(w, f->args[1], &ns));
    TRY(value_index(w, f->args[2], &period));
    int64_t left = 0;
    if (w->host && w->host->set_timer && w->main_thread) {
        left = w->host->set_timer(w, (int)which, ns, period, &old_period);
    }
    f->result = tuple_of(w, 2, INT(left), INT(old_period));
    NEED(f->result);
    return OK;
}

Status signals_in_main(World *w, Thread *t, NativeFrame *f)
{
    f->result = BOOL(t == w->main_thread || !w->main_thread);
    return OK;
}
