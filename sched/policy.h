/* SPDX-License-Identifier: MIT */
/*
 * A policy answers one question: at this choice, who runs?
 *
 *   cpython         the era's own protocol: who waits longest, by request
 *   random          any runnable thread, at every check point of the era
 *   round-robin:N   the next by number, at the first check point after N
 *                   opcodes
 */
#ifndef GILSCOPE_SCHED_POLICY_H
#define GILSCOPE_SCHED_POLICY_H

#include "sched/thread.h"

struct Machine;

typedef enum {
    POLICY_CPYTHON,
    POLICY_RANDOM,
    POLICY_ROUND_ROBIN,
    POLICY_SERIAL, /* reference runs only: serial.h */
} PolicyKind;

typedef struct Policy {
    uint8_t kind;    /* PolicyKind */
    int64_t opcodes; /* round-robin: of one turn */
} Policy;

/* "cpython", "random", "round-robin", "round-robin:N"; false: none of them. */
bool policy_parse(const char *text, Policy *policy);
/* Its spelling on the command line. Returns `text`. */
const char *policy_text(Policy policy, char *text, size_t size);
/* Must a switch interval mean something under it? */
static inline bool policy_uses_interval(Policy policy)
{
    return policy.kind == POLICY_CPYTHON;
}
/* Who is next among the waiters of the GIL, and `current`, who may go on, when
 * not NULL. NULL: nobody. */
Thread *policy_choose(World *w, Thread *current);
/* When the holder must be looked at again for the policy's sake: ns. */
int64_t policy_limit(const World *w, const struct Machine *m, int64_t now);

#endif
