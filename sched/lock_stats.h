/* SPDX-License-Identifier: MIT */
/*
 * `--stats`: a row for each lock of the program, and for each condition, event,
 * semaphore or queue that somebody waited at.
 *
 * An observer: all is kept outside the arena. Locks beyond a number are not
 * told apart any more but counted by the line that made them; locks that the
 * library keeps to itself are not shown.
 */
#ifndef GILSCOPE_SCHED_LOCK_STATS_H
#define GILSCOPE_SCHED_LOCK_STATS_H

#include "bytecode/buffer.h"
#include "sched/record.h"

typedef struct LockRow {
    uint64_t key[2]; /* what it is about; see lock_stats.c */
    uint64_t taken;  /* how often */
    uint64_t waits;  /* how often somebody had to wait */
    int64_t waited;  /* ns, by all */
    int64_t longest_wait;
    int64_t longest_hold;
    int64_t since;   /* its owner has it since then, or -1 */
    char name[168];  /* UTF-8, as the next */
    char place[168]; /* of the longest hold, or of the longest wait */
    bool hidden;
    bool is_lock;
} LockRow;

/* A thread's wait that is going on. */
typedef struct LockWait {
    size_t row; /* + 1; 0: none */
    int64_t since;
} LockWait;

typedef struct LockStats {
    LockRow *rows;
    size_t count;
    size_t capacity;
    uint32_t *slots; /* open addressing: row + 1 */
    size_t slot_count;
    LockWait *waits; /* by thread serial */
    size_t wait_count;
    bool failed; /* memory ran out: rows are missing */
} LockStats;

/* For simulate_observe; `stats` zeroed. Needs simulate_listen as well. */
Observer lock_stats_observer(LockStats *stats);
/* Is there anything to show? */
bool lock_stats_any(const LockStats *stats);
/* The table, busiest first: a header and at most `most` lines. */
void lock_stats_render(Buffer *out, World *w, LockStats *stats, size_t most);
void lock_stats_free(LockStats *stats);

#endif
