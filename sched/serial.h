/* SPDX-License-Identifier: MIT */
/*
 * Serial runs, the reference that a sweep compares with: a thread runs until it
 * ends or must wait for another thread; at a sleep or at IO the clock moves on
 * and the same thread goes on. What is left open, who runs next at such a
 * point and when a started thread reaches its own code, is a list of choices.
 *
 * Invariant: the same choices give the same run, and serial_next walks through
 * all lists of choices there are. CPython has no such mode.
 */
#ifndef GILSCOPE_SCHED_SERIAL_H
#define GILSCOPE_SCHED_SERIAL_H

#include "sched/thread.h"

/* Later choices are not varied: the first alternative is taken. */
#define SERIAL_CHOICES_MAX 4096

typedef struct SerialChoices {
    uint16_t taken[SERIAL_CHOICES_MAX];
    uint16_t width[SERIAL_CHOICES_MAX]; /* how many alternatives there were */
    uint32_t given;  /* taken[] is fixed this far; the first one behind it */
    uint32_t count;  /* made in the present run */
    uint32_t sleeps; /* of one thread, at most, in the present run */
    bool sample;     /* at random from `state` instead of the first one */
    uint64_t state;
} SerialChoices;

/* Before a run. */
void serial_start(SerialChoices *choices);
/* After a run: the choices of the next one; false when that was the last. */
bool serial_next(SerialChoices *choices);

/* -- for gil.c and simulate.c, under POLICY_SERIAL -- */
/* Who goes on: one of the GIL's waiters or `current` (NULL: none). */
Thread *serial_choose(World *w, Thread *current);
/* The holder begins to sleep. */
void serial_sleeps(World *w, Thread *thread);
/* The GIL is free, and there is somebody to choose. */
bool serial_can_choose(World *w);
/* The thread has not run any code of the program yet. */
bool serial_is_starting(World *w, const Thread *thread);
/* It may just have come to it: true once. */
bool serial_has_arrived(World *w, Thread *thread);

#endif
