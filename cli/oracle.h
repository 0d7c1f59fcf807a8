/* SPDX-License-Identifier: MIT */
/*
 * What a sweep calls correct when nobody says: a result that a serial run
 * gives (sched/serial.h). All orders are tried if there are at most
 * ORACLE_ORDERS, else that many at random.
 */
#ifndef GILSCOPE_CLI_ORACLE_H
#define GILSCOPE_CLI_ORACLE_H

#include "cli/judge.h"
#include "cli/mask.h"
#include "cli/results.h"

#define ORACLE_ORDERS 200
/* Opcodes of one, unless --step-limit says otherwise. */
#define ORACLE_STEPS (INT64_C(1) << 20)

typedef struct Oracle {
    Results references; /* masked keys; count: how many orders gave it */
    Mask mask;
    uint32_t tried;     /* orders that ended */
    uint32_t left_out;  /* orders that did not */
    uint32_t deadlocks; /* orders tried that ended so */
    uint32_t crashes;   /* ... or by an exception */
    bool exhaustive;
    const char *problem; /* why there is no verdict, or NULL */
    bool too_short;      /* it is that --step-limit is too low */
} Oracle;

/* Runs the session and its `other` (session_open_other), both frozen; they may
 * be the same, then nothing is learnt about addresses and hashes. 0, or a
 * status: printed. */
int oracle_find(Oracle *oracle, Session *session, Session *other,
                const Judge *judge) __attribute__((warn_unused_result));
/* No serial order ends well: what a result should be nobody knows. */
bool oracle_is_mute(const Oracle *oracle);
/* "1, 3": the lines with tokens that are not judged; nothing when all is. */
void oracle_unjudged(Buffer *out, const Oracle *oracle);
void oracle_free(Oracle *oracle);

#endif
