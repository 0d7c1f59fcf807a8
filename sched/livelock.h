/* SPDX-License-Identifier: MIT */
/*
 * Noticing that a program only repeats itself.
 *
 * When for a long virtual time nothing was written, read from the clock or from
 * outside, started or ended, the program's state (state.h) is looked at, now
 * and then, for a while. The same state twice, and between the two every
 * thread that is not waiting for good had its turn: then what runs has changed
 * nothing, and will go on so unless luck breaks the pattern. A thread that
 * computes is never in the same state twice; one that waits for a distant time
 * has had no turn.
 *
 * Until then it costs one comparison a turn.
 */
#ifndef GILSCOPE_SCHED_LIVELOCK_H
#define GILSCOPE_SCHED_LIVELOCK_H

#include "bytecode/buffer.h"
#include "sched/thread.h"

#define LIVELOCK_SAMPLES 192

typedef struct LivelockSample {
    uint64_t state;
    int64_t time;
} LivelockSample;

/* Outside the arena; zeroed at the start of each run. */
typedef struct Livelock {
    int64_t next;        /* when to look */
    int64_t patience;    /* how long nothing must have happened; 0: default */
    int64_t quiet_since; /* while looking; what Machine.progress was */
    uint64_t switches;   /* at the last sample */
    bool looking;
    bool told;
    unsigned count;   /* of samples */
    unsigned repeats; /* looks that met a state again */
    LivelockSample samples[LIVELOCK_SAMPLES];
} Livelock;

/* Between two turns. True: it repeats itself; said once a run. */
bool livelock_check(World *w, Livelock *livelock);
/* When the holder must be looked at again for this: ns. */
int64_t livelock_limit(World *w, const Livelock *livelock);
/* Something has happened that a program is not doing in vain. */
void livelock_progress(World *w);
/* "gilscope: note: ...": who goes round in circles, and where. */
void livelock_note(Buffer *out, World *w);

#endif
