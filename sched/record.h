/* SPDX-License-Identifier: MIT */
/*
 * The event stream: what happens, told to whoever listens.
 *
 * Records are numbered from 1 in the arena, so a restore rewinds the number;
 * an observer keeps its log outside and cuts it back to a number on request.
 * When nobody listens nothing is numbered, and a record costs one test.
 */
#ifndef GILSCOPE_SCHED_RECORD_H
#define GILSCOPE_SCHED_RECORD_H

#include "sched/thread.h"

typedef enum {
    RECORD_START,   /* `other` started `thread` */
    RECORD_TAKE,    /* took the GIL after `amount` ns of waiting */
    RECORD_DROP,    /* gave it up; why: DropReason */
    RECORD_REQUEST, /* asks the holder to drop it */
    RECORD_READY,   /* can go on and waits for the GIL */
    RECORD_BLOCK,   /* waits for `object`; why: RequestKind; amount: ns or -1 */
    RECORD_WAKE,    /* that wait is over; why: 1 when by time-out */
    RECORD_ACQUIRE, /* took the lock `object` */
    RECORD_RELEASE,
    RECORD_OUTPUT, /* wrote `amount` bytes to descriptor `why` */
    RECORD_END,    /* the thread has ended */
} RecordKind;

typedef struct Record {
    uint8_t kind; /* RecordKind */
    uint8_t why;
    int64_t time;
    uint64_t number;
    Thread *thread;
    Thread *other;
    Value object;
    int64_t amount;
} Record;

typedef struct Observer {
    void (*see)(void *data, World *w, const Record *record);
    /* Forget what came after record `number`; may be NULL. */
    void (*cut)(void *data, uint64_t number);
    void *data;
} Observer;

/* Who listens: part of the Simulation. */
#define OBSERVERS_MAX 8
typedef struct Observers {
    Observer list[OBSERVERS_MAX];
    unsigned count;
} Observers;

/* Number it and tell everybody; simulate.h has `record`, which does it only if
 * somebody listens. */
void record_tell(World *w, Record what);

#endif
