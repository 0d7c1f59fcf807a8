/* SPDX-License-Identifier: MIT */
/*
 * One program made ready to run: a world whose image holds the prelude and the
 * compiled program, a simulation around it, and the snapshot that every run of
 * a sweep starts from.
 *
 * Invariant: between session_open and session_close world->host points into
 * the Session, which therefore must not move.
 */
#ifndef GILSCOPE_CLI_SESSION_H
#define GILSCOPE_CLI_SESSION_H

#include "cli/file.h"
#include "cli/host.h"
#include "cli/options.h"
#include "vm/run.h"

/* The opcodes of one run of a sweep, unless --step-limit says otherwise. */
#define SESSION_STEPS 50000000

typedef struct Session {
    const Options *options;
    const char *given;    /* as given, with ::function; or NULL */
    const char *file;     /* without it */
    const char *function; /* of FILE::function, or NULL */
    FileText text;        /* the program, where it is no file */
    Simulation sim;
    ProgramIo io;
    World *world;
    Snapshot *start;
    char *path;  /* malloc'ed: what `file` and `function` point into */
    char *bytes; /* malloc'ed: the program's text */
} Session;

/* How one run ended. */
typedef struct RunEnd {
    Outcome outcome;
    int status; /* the exit status; or EXIT_BY_INTERRUPT */
} RunEnd;

/* 0, or the status to leave with; the reason was printed. `keep`: the output
 * is kept instead of written. */
int session_open(Session *session, const Options *options, const char *file,
                 bool keep) __attribute__((warn_unused_result));
/* The same program in a world where addresses, idents and hashes of strings
 * are others; its input is `of`'s. For comparing runs: the output is kept. */
int session_open_other(Session *session, const Session *of)
    __attribute__((warn_unused_result));
void session_close(Session *session);
/* From now on each run starts where the world is now. False: no memory. */
bool session_freeze(Session *session) __attribute__((warn_unused_result));
/* Back to the start, with this interval and seed; nothing has run yet. False:
 * no memory was left to remember the start. */
bool session_rewind(Session *session, double interval, uint64_t seed)
    __attribute__((warn_unused_result));
/* Run the program to its end. A deadlock is status 1, a step limit 124. */
RunEnd session_run(Session *session);
/* Set by the handler of SIGINT. */
volatile sig_atomic_t *session_interrupts(void);
/* Set by the handler of SIGQUIT. */
volatile sig_atomic_t *session_dump_wanted(void);

#endif
