/* SPDX-License-Identifier: MIT */
/*
 * Sending, and calling handlers: the interpreter's native SIGNALS.
 *
 * At a check point it stands above a Frame and calls the handlers. In a wait
 * (slot_id 1) it stands above the native that answered BLOCK, remembers its
 * request, calls the handlers, and then answers BLOCK itself for what is left
 * of it: the native below never learns that there was a signal. Only when a
 * handler raises is that native taken off the chain.
 */
#include "vm/signal.h"

#include <signal.h>

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/lock.h"

/* ---- what a signal does -------------------------------------------------- */

#define NO_EFFECT                                                              \
    (signal_bit(SIGCHLD) | signal_bit(SIGCONT) | signal_bit(SIGURG) |          \
     signal_bit(SIGWINCH))
/* CPython ignores these from the start. */
#define IGNORED_AT_START (signal_bit(SIGPIPE) | signal_bit(SIGXFSZ))

Value signal_handler(const World *w, int number)
{
    return w->signal_handlers ? AS(Values, w->signal_handlers)->items[number]
                              : NO_VALUE;
}

Status signal_reserve(World *w)
{
    if (!w->signal_handlers) {
        Values *handlers = values_new(w, SIGNAL_COUNT);
        NEED(handlers);
        handlers->used = SIGNAL_COUNT;
        w->signal_handlers = VALUE(handlers);
    }
    return OK;
}

typedef enum { EFFECT_NONE, EFFECT_END, EFFECT_HANDLER } Effect;

static Effect effect_of(const World *w, int number)
{
    Value handler = signal_handler(w, number);
    if (handler == INT(1) ||
        (!handler && (IGNORED_AT_START & signal_bit(number)))) {
        return EFFECT_NONE;
    }
    if (handler == INT(0) || (!handler && number != SIGINT)) {
        return NO_EFFECT & signal_bit(number) ? EFFECT_NONE : EFFECT_END;
    }
    return EFFECT_HANDLER;
}

bool signal_has_handler(const World *w, int number)
{
    return effect_of(w, number) == EFFECT_HANDLER;
}

/* It is not blocked: `signals` keeps it only for a handler. */
static void take_effect(World *w, int number)
{
    switch (effect_of(w, number)) {
    case EFFECT_NONE:
        w->signals &= ~signal_bit(number);
        break;
    case EFFECT_END:
        w->signals &= ~signal_bit(number);
        if (w->host->leave) {
            w->host->leave(w, -number);
        }
        break;
    case EFFECT_HANDLER:
        if (!w->main_thread->interrupt) {
            STORE(w, w->main_thread->interrupt, SIGNAL_CAME);
        }
        break;
    }
}

void signal_send(World *w, int number, Thread *target)
{
    Thread *main = w->main_thread;
    if (!main || !w->host) {
        return;
    }
    w->signals |= signal_bit(number);
    if (w->signals_blocked & signal_bit(number)) {
        if (w->signal_handlers && w->host->wake) {
            w->host->wake(w, w->signal_handlers); /* who is in sigwait() */
        }
        return;
    }
    take_effect(w, number);
    if (main->interrupt && (!target || target == main) && w->host->interrupt) {
        w->host->interrupt(w, main);
    }
    world_poke(w);
}

void signal_unblock(World *w)
{
    uint64_t ready = w->signals & ~w->signals_blocked;
    for (int number = 1; number < SIGNAL_COUNT; number++) {
        if (ready & signal_bit(number)) {
            take_effect(w, number);
        }
    }
    world_poke(w);
}

/* ---- calling handlers ---------------------------------------------------- */

enum { IN_WAIT = 1 };                                            /* slot_id */
enum { STATE_BEGIN, STATE_WAKEUP, STATE_HANDLERS, STATE_WAITS }; /* state */
enum { SLOT_OBJECT, SLOT_DEADLINE, SLOT_KIND, SLOT_NUMBER };

static int next_signal(World *w)
{
    uint64_t ready = w->signals & ~w->signals_blocked;
    if (!ready) {
        return 0;
    }
    int number = __builtin_ctzll(ready) + 1;
    w->signals &= ~signal_bit(number);
    return number;
}

static void remember_wait(const Thread *t, NativeFrame *f)
{
    const Request *request = &t->request;
    f->slot[SLOT_OBJECT] = request->object;
    f->slot[SLOT_DEADLINE] =
        INT(request->timeout_ns < 0 ? -1 : request->deadline);
    f->slot[SLOT_KIND] = INT(request->kind);
}

/* The native below is not entered again: a handler raised. */
static Status give_up(World *w, Thread *t, NativeFrame *f)
{
    if (w->signals & ~w->signals_blocked) {
        STORE(w, t->interrupt, SIGNAL_CAME);
    }
    if (f->slot_id == IN_WAIT) {
        Object **link = t->frame == &f->head ? &f->back : &t->frame;
        world_touch(w, link, sizeof *link);
        *link = ((NativeFrame *)*link)->back;
        t->native_count--;
    }
    return RAISE;
}

/* For the native below: its wait has ended so. */
static Status end_wait(Thread *t, NativeFrame *f, int how)
{
    t->request.timed_out = (uint8_t)how;
    f->result = NONE;
    return OK;
}

/* What the handlers have left of the wait. */
static Status go_on(World *w, Thread *t, NativeFrame *f)
{
    int64_t deadline = INT_OF(f->slot[SLOT_DEADLINE]);
    int64_t left = deadline < 0 ? -1 : deadline - world_now(w);
    bool over = deadline >= 0 && left <= 0;
    world_touch(w, t, sizeof *t);
    t->request = (Request){.kind = (uint8_t)INT_OF(f->slot[SLOT_KIND]),
                           .interruptible = 1,
                           .object = f->slot[SLOT_OBJECT],
                           .timeout_ns = left};
    switch ((RequestKind)t->request.kind) {
    case REQUEST_LOCK:
        if (over) {
            return end_wait(t, f, LOCK_TIMED_OUT);
        }
        if (AS(Lock, t->request.object)->depth == 0) {
            lock_take(w, AS(Lock, t->request.object), t);
            return end_wait(t, f, LOCK_GRANTED);
        }
        break;
    case REQUEST_SLEEP:
        if (over) {
            return end_wait(t, f, 0);
        }
        break;
    default: /* what it waited for may have come: it looks again */
        return end_wait(t, f, over);
    }
    f->state = STATE_WAITS;
    return BLOCK;
}

/* set_wakeup_fd's function hears of it first. */
static Status call_wakeup(World *w, NativeFrame *f, int number)
{
    f->state = STATE_WAKEUP;
    f->slot[SLOT_NUMBER] = INT(number);
    return native_call(f, signal_handler(w, 0), 1, INT(number));
}

static Status call_handler(World *w, Thread *t, NativeFrame *f, int number)
{
    f->state = STATE_HANDLERS;
    Value handler = signal_handler(w, number);
    if (!handler) {
        (void)raise_with_args(w, TYPE_KEYBOARD_INTERRUPT, w->empty_tuple);
        return give_up(w, t, f);
    }
    Frame *frame = thread_python_frame(t);
    if (frame) {
        world_touch(w, frame, sizeof *frame);
        frame->head.flags |= OBJECT_ESCAPED;
    }
    return native_call(f, handler, 2, INT(number), frame ? VALUE(frame) : NONE);
}

Status operator_signals(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        Value ignored;
        if (native_result(f, &ignored) != OK) {
            return give_up(w, t, f);
        }
        if (f->state == STATE_WAKEUP) {
            return call_handler(w, t, f, (int)INT_OF(f->slot[SLOT_NUMBER]));
        }
    } else if (f->state == STATE_WAITS && !signal_cuts_wait(t)) {
        f->result = NONE;
        return OK;
    } else if (f->state == STATE_BEGIN && f->slot_id == IN_WAIT) {
        remember_wait(t, f);
    }
    if (t->interrupt == SIGNAL_DEMAND) {
        STORE(w, t->interrupt, SIGNAL_NONE);
        (void)raise_with_args(w, TYPE_KEYBOARD_INTERRUPT, w->empty_tuple);
        return give_up(w, t, f);
    }
    STORE(w, t->interrupt, SIGNAL_NONE);
    int number;
    while ((number = next_signal(w))) {
        if (effect_of(w, number) == EFFECT_HANDLER) {
            return signal_handler(w, 0) ? call_wakeup(w, f, number)
                                        : call_handler(w, t, f, number);
        }
    }
    if (f->slot_id == IN_WAIT) {
        return go_on(w, t, f);
    }
    f->result = NONE;
    return OK;
}

bool signal_cuts_wait(const Thread *t)
{
    return t->interrupt && t->request.kind != REQUEST_NONE &&
           t->request.timed_out == WAIT_INTERRUPTED;
}
