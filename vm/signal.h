/* SPDX-License-Identifier: MIT */
/*
 * Signals inside the world: what each one does, which have come, and how a
 * handler gets its turn.
 *
 * As in CPython a signal is only noted when it comes; its handler is called in
 * the main thread, at a check point or in the middle of a wait, which goes on
 * afterwards unless the handler raised (PEP 475).
 *
 * Invariant: main_thread->interrupt is SIGNAL_CAME whenever a signal that is
 * not blocked waits in World.signals.
 */
#ifndef GILSCOPE_VM_SIGNAL_H
#define GILSCOPE_VM_SIGNAL_H

#include "vm/frame.h"

#define SIGNAL_COUNT 65 /* numbers 1 to 64, as on Linux */

/* Thread.interrupt of the main thread. */
enum {
    SIGNAL_NONE,
    SIGNAL_CAME,   /* World.signals says which */
    SIGNAL_DEMAND, /* KeyboardInterrupt, whatever the handlers */
};

/* Request.timed_out of a wait that a signal cut short; LOCK_INTERRUPTED. */
#define WAIT_INTERRUPTED 2

static inline uint64_t signal_bit(int number)
{
    return UINT64_C(1) << (number - 1);
}

/* Signal `number` for `target`; NULL: for the process, so the main thread's
 * wait ends. It may end the run. */
void signal_send(World *w, int number, Thread *target);
/* What is pending and not blocked any more takes effect. */
void signal_unblock(World *w);
/* Its handler: a callable, INT(0) SIG_DFL, INT(1) SIG_IGN; NO_VALUE: what a
 * process starts with. Number 0: what hears of each signal first. */
Value signal_handler(const World *w, int number);
/* A handler, or KeyboardInterrupt, is what it does. */
bool signal_has_handler(const World *w, int number);
/* Room for handlers; RAISE: MemoryError. */
MUST_CHECK Status signal_reserve(World *w);
/* Handlers are called before the wait that a signal cut short goes on. */
bool signal_cuts_wait(const Thread *t);

#endif
