/* SPDX-License-Identifier: MIT */
/* The choices live outside the arena: they are an input of the run. */
#include "sched/serial.h"

#include "sched/machine.h"
#include "sched/simulate.h"

void serial_start(SerialChoices *choices)
{
    choices->count = 0;
    choices->sleeps = 0;
}

bool serial_next(SerialChoices *choices)
{
    uint32_t i = choices->count < SERIAL_CHOICES_MAX ? choices->count
                                                     : SERIAL_CHOICES_MAX;
    while (i-- > 0) {
        if (choices->taken[i] + 1 < choices->width[i]) {
            choices->taken[i]++;
            choices->given = i + 1;
            return true;
        }
    }
    return false;
}

static uint32_t choose(SerialChoices *choices, uint32_t width)
{
    uint32_t at = choices->count++;
    if (width > UINT16_MAX) {
        width = UINT16_MAX;
    }
    uint32_t pick = 0;
    if (choices->sample) {
        Streams streams = {{choices->state}};
        pick = (uint32_t)stream_below(&streams, 0, width);
        choices->state = streams.state[0];
    } else if (at < choices->given) {
        pick = choices->taken[at] < width ? choices->taken[at] : 0;
    }
    if (at < SERIAL_CHOICES_MAX) {
        choices->taken[at] = (uint16_t)pick;
        choices->width[at] = (uint16_t)width;
    }
    return pick;
}

Thread *serial_choose(World *w, Thread *current)
{
    const Machine *m = machine_of(w);
    uint32_t width = m->gil.waiters + (current != NULL);
    if (width == 0) {
        return NULL;
    }
    SerialChoices *choices = simulate_of(w)->options.serial;
    uint32_t pick = width > 1 && choices ? choose(choices, width) : 0;
    if (current && pick-- == 0) {
        return current;
    }
    Thread *t = thread_at(w, m->gil.queue.first);
    while (pick--) {
        t = thread_at(w, thread_peek(t)->next);
    }
    return t;
}

void serial_sleeps(World *w, Thread *thread)
{
    SerialChoices *choices = simulate_of(w)->options.serial;
    uint32_t own = ++thread_schedule(w, thread)->sleeps;
    if (choices && own > choices->sleeps) {
        choices->sleeps = own;
    }
}

bool serial_can_choose(World *w)
{
    const Machine *m = machine_of(w);
    return m->policy.kind == POLICY_SERIAL && !m->gil.holder &&
           !m->gil.reserved && m->gil.waiters;
}

bool serial_is_starting(World *w, const Thread *thread)
{
    return machine_of(w)->policy.kind == POLICY_SERIAL &&
           thread != w->main_thread && !thread_peek(thread)->begun;
}

bool serial_has_arrived(World *w, Thread *thread)
{
    const Frame *frame = thread_python_frame(thread);
    if (!serial_is_starting(w, thread) || !frame || frame->code->in_library ||
        frame->code->in_prelude) {
        return false;
    }
    thread_schedule(w, thread)->begun = 1;
    return true;
}
