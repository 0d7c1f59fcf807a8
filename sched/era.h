/* SPDX-License-Identifier: MIT */
/*
 * The eras of the GIL, by the names the command line has for them.
 *
 * Our bytecode is 3.8's in every era; World.era tells the interpreter whose
 * check points hold, the protocol tells the scheduler how the GIL is asked for.
 */
#ifndef GILSCOPE_SCHED_ERA_H
#define GILSCOPE_SCHED_ERA_H

#include <stdbool.h>

#include "vm/interp.h"

typedef enum {
    PROTOCOL_TICKS,    /* a lock given back every N opcodes */
    PROTOCOL_INTERVAL, /* a waiter asks after the switch interval */
    PROTOCOL_FREE,     /* no GIL */
} Protocol;

typedef struct EraRules {
    const char *name; /* "3.8" */
    uint8_t minor;    /* of 3.x; 0 for 2.7 */
    uint8_t era;      /* Era */
    uint8_t protocol; /* Protocol */
    bool built;       /* the scheduler can run it */
} EraRules;

/* NULL: no such era. */
const EraRules *era_find(const char *name);
/* The i-th, oldest first; NULL behind the last. */
const EraRules *era_list(unsigned i);
/* time.sleep(0) puts the thread behind those who wait. */
bool era_sleep_zero_waits(const EraRules *rules);

#endif
