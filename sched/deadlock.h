/* SPDX-License-Identifier: MIT */
/*
 * Finding deadlocks, and saying what they are.
 *
 * A thread that waits without a time limit for a lock waits for that lock's
 * owner; one that joins waits for the joined thread. A circle of such waits
 * never ends; a thread alone with a plain Lock that it took itself is none, as
 * the lock may be a signal that another one gives. Waiting to be notified has
 * no owner: it is a deadlock only when nothing else can run. The report is
 * plain data; deadlock_report.c spells it.
 */
#ifndef GILSCOPE_SCHED_DEADLOCK_H
#define GILSCOPE_SCHED_DEADLOCK_H

#include "bytecode/buffer.h"
#include "sched/thread.h"

/* Whom `thread` waits for: the owner of its lock, the thread it joins; NULL
 * when it can go on by itself, or nobody in particular must act. */
Thread *deadlock_waits_for(World *w, const Thread *thread);
/* It waits for a lock that is a signal, not a possession: threading makes one
 * for each wait() and start(), and another thread gives it back. */
bool deadlock_is_signal(const Thread *thread);
/* Look at every thread's waits, each once; the two below say what was found.
 */
void deadlock_survey(World *w);
/* Is it on a circle? Who waits for a plain Lock that it took itself is not: it
 * may be a signal that somebody else will give. In a `total` deadlock it is,
 * as nobody else can run. */
bool deadlock_is_on_circle(World *w, const Thread *thread, bool total);
/* The oldest thread on a circle, or NULL. */
Thread *deadlock_first(World *w, bool total);
/* `thread` has just begun to wait: note a circle it closes. True when now no
 * thread that the program waits for at its end can ever go on. */
bool deadlock_check(World *w, Thread *thread, int64_t time);
/* Nobody can run from `time` until `next`: what deadlock_check put off, if it
 * is time for it. */
bool deadlock_check_late(World *w, int64_t time, int64_t next);

/* A source line without its indentation into `out`; nothing when unknown. */
typedef void SourceLine(void *data, Buffer *out, const char *file, int line);

typedef struct DeadlockOptions {
    SourceLine *source; /* or NULL */
    void *data;
    bool total; /* nothing can run any more, as against a circle only */
} DeadlockOptions;

/* The report, without the command that runs it again. */
void deadlock_report(Buffer *out, World *w, const DeadlockOptions *options);
/* One line for threads that were left on a circle when the program ended;
 * nothing when there are none. */
void deadlock_note(Buffer *out, World *w);

#endif
