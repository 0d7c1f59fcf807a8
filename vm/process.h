/* SPDX-License-Identifier: MIT */
/*
 * Other processes, and the pipes that lead to them: the part of the host that
 * vm/modules/process.c asks. Descriptors here are the host's own numbers, which
 * no program sees; processes are known by the numbers the program sees.
 *
 * Nothing here blocks but idle(), which the scheduler calls when every thread
 * of the program waits. Results: an amount or 0, else a negative errno; -EAGAIN
 * means "not yet": watch the descriptor and wait for PROCESS_TOKEN.
 */
#ifndef GILSCOPE_VM_PROCESS_H
#define GILSCOPE_VM_PROCESS_H

#include "vm/value.h"

/* What all who wait for something outside are parked on. */
#define PROCESS_TOKEN INT(-77)

typedef struct SpawnPlace {
    int in_child;
    int ours;
} SpawnPlace;

typedef struct SpawnRequest {
    const char *program; /* a path: nothing is searched */
    char *const *arguments;
    char *const *environment;
    const char *folder; /* absolute */
    const SpawnPlace *places;
    size_t place_count;
    bool session; /* a session of its own: setsid */
} SpawnRequest;

typedef struct ProcessHost {
    /* The program's number of the new process. */
    int64_t (*spawn)(World *w, const SpawnRequest *request);
    int64_t (*pipe)(World *w, int ends[2]);
    int64_t (*open)(World *w, const char *path, int flags, int64_t offset);
    int64_t (*read)(World *w, int descriptor, char *data, size_t size);
    int64_t (*write)(World *w, int descriptor, const char *data, size_t size);
    /* POLLIN, POLLOUT ... that are so now. */
    int64_t (*ready)(World *w, int descriptor);
    void (*close)(World *w, int descriptor);
    /* 1 and its wait status once the process has ended; 0: it runs. */
    int64_t (*wait)(World *w, int64_t process, int *status);
    int64_t (*kill)(World *w, int64_t process, int signal);
    /* idle() ends when one of these events is there. */
    int64_t (*watch)(World *w, int descriptor, int events);
    /*
     * No thread can run before virtual time `next`. While processes run that
     * takes real time: wait until something changes outside, and answer the
     * virtual time of that, or -1 when `next` has come.
     */
    int64_t (*idle)(World *w, int64_t now, int64_t next);
} ProcessHost;

#endif
