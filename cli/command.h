/* SPDX-License-Identifier: MIT */
/*
 * What the commands share: their entry points, their exit statuses, and
 * printing. Only main.c ends the process; a command returns its status.
 */
#ifndef GILSCOPE_CLI_COMMAND_H
#define GILSCOPE_CLI_COMMAND_H

#include "cli/options.h"

enum {
    EXIT_HOLDS = 0,
    EXIT_FAILS = 1,
    EXIT_USAGE = 2,
    EXIT_INTERNAL = 3,
    EXIT_NO_VERDICT = 4,
    EXIT_NOTHING_RAN = 5,
    EXIT_CANNOT_RUN = 77,
    EXIT_OUTPUT = 120, /* as CPython when stdout cannot be flushed */
    EXIT_TIME_LIMIT = 124,
    /* Not a status: die by the signal of minus that number; by SIGINT, as
     * CPython does on an uncaught Ctrl-C. */
    EXIT_BY_INTERRUPT = -2,
};

int run_command(Options *options);
int dis_command(Options *options);
int sweep_command(Options *options);
int repl_command(Options *options);
int eras_command(Options *options);
int doctor_command(Options *options);

/* Write `out` and free it: 0, or a status when that is impossible. */
int command_print(int descriptor, Buffer *out);
/* "gilscope: ..." to stderr; gives EXIT_USAGE. */
int command_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "gilscope: can't open file 'x': [Errno 2] No such ..."; EXIT_USAGE. */
int command_cannot_open(const char *file, int error);
int command_no_memory(void);

#endif
