/* SPDX-License-Identifier: MIT */
/*
 * The choices. The GIL's queue is in the order of arrival; the two policies
 * that look at all of it walk it, so their cost grows with the number of
 * runnable threads.
 */
#include "sched/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sched/clock.h"
#include "sched/machine.h"
#include "sched/serial.h"

bool policy_parse(const char *text, Policy *policy)
{
    static const char turn[] = "round-robin";
    *policy = (Policy){POLICY_CPYTHON, 1};
    if (strcmp(text, "cpython") == 0) {
        return true;
    }
    if (strcmp(text, "random") == 0) {
        policy->kind = POLICY_RANDOM;
        return true;
    }
    if (strncmp(text, turn, sizeof turn - 1) != 0) {
        return false;
    }
    policy->kind = POLICY_ROUND_ROBIN;
    text += sizeof turn - 1;
    if (*text == '\0') {
        return true;
    }
    if (text[0] != ':' || text[1] < '1' || text[1] > '9' || strlen(text) > 13) {
        return false;
    }
    char *end;
    policy->opcodes = strtoll(text + 1, &end, 10);
    return *end == '\0';
}

const char *policy_text(Policy policy, char *text, size_t size)
{
    switch ((PolicyKind)policy.kind) {
    case POLICY_CPYTHON:
        snprintf(text, size, "cpython");
        break;
    case POLICY_RANDOM:
        snprintf(text, size, "random");
        break;
    case POLICY_SERIAL:
        snprintf(text, size, "serial");
        break;
    case POLICY_ROUND_ROBIN:
        snprintf(text, size, "round-robin:%lld", (long long)policy.opcodes);
        break;
    }
    return text;
}

static Thread *choose_random(World *w, Machine *m, Thread *current)
{
    uint64_t count = m->gil.waiters + (current != NULL);
    if (!count) {
        return NULL;
    }
    uint64_t pick = stream_below(&m->streams, STREAM_POLICY, count);
    if (pick == m->gil.waiters) {
        return current;
    }
    Thread *t = thread_at(w, m->gil.queue.first);
    while (pick--) {
        t = thread_at(w, thread_peek(t)->next);
    }
    return t;
}

/* Smallest number above that of the last holder, else the smallest of all. */
static Thread *choose_next_number(World *w, Machine *m, Thread *current)
{
    uint32_t last = m->gil.last_serial;
    Thread *best = current;
    for (Thread *t = thread_at(w, m->gil.queue.first); t;
         t = thread_at(w, thread_peek(t)->next)) {
        /* Numbers at or below `last` count as beyond all others. */
        if (!best || t->serial - last - 1 < best->serial - last - 1) {
            best = t;
        }
    }
    return best;
}

Thread *policy_choose(World *w, Thread *current)
{
    Machine *m = machine_of(w);
    if (__builtin_expect(m->policy.kind == POLICY_CPYTHON, 1)) {
        return current ? current : thread_at(w, m->gil.queue.first);
    }
    switch ((PolicyKind)m->policy.kind) {
    case POLICY_RANDOM:
        return choose_random(w, m, current);
    case POLICY_ROUND_ROBIN:
        return choose_next_number(w, m, current);
    case POLICY_SERIAL:
        return serial_choose(w, current);
    case POLICY_CPYTHON:
        break;
    }
    return current ? current : thread_at(w, m->gil.queue.first);
}

int64_t policy_limit(const World *w, const Machine *m, int64_t now)
{
    switch ((PolicyKind)m->policy.kind) {
    case POLICY_RANDOM:
        return m->gil.waiters ? now + 1 : CLOCK_NEVER;
    case POLICY_ROUND_ROBIN:
        if (!m->gil.waiters) {
            return CLOCK_NEVER;
        }
        int64_t end = clock_add(m->gil.taken, m->policy.opcodes * w->op_ns);
        return end > now ? end : now + 1;
    case POLICY_SERIAL:
        return CLOCK_NEVER;
    case POLICY_CPYTHON:
        break;
    }
    return m->gil.drop_request ? now + 1 : CLOCK_NEVER;
}
