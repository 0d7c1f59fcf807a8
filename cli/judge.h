/* SPDX-License-Identifier: MIT */
/*
 * What of a run is compared with other runs, as text: its *key*.
 *
 *   exit 0                          or "deadlock", "no end"
 *   ! Thread-1: ValueError: x       uncaught exceptions, by thread
 *   ? a future: ValueError          exceptions that nobody asked a Future for
 *   = counter is 2000               lines, as --compare chooses them
 *
 * Invariant: two runs are alike for a sweep exactly when their keys are equal
 * bytes, once --ignore and the masked tokens are taken out.
 */
#ifndef GILSCOPE_CLI_JUDGE_H
#define GILSCOPE_CLI_JUDGE_H

#include <regex.h>

#include "cli/session.h"

typedef struct Judge {
    const Options *options;
    regex_t *ignore; /* one for each of options->ignore */
    size_t ignore_count;
    regex_t expect;
    bool has_expect_re;
    char *expect_text; /* of --expect-file */
    size_t expect_size;
} Judge;

typedef struct Judgement {
    Buffer key;
    bool crashed;  /* an uncaught exception, a deadlock, no end */
    bool unfound;  /* it is that a module was not found */
    bool expected; /* what the --expect options want, if any are given */
} Judgement;

/* 0, or a status: a regular expression or a file is bad; printed. */
int judge_open(Judge *judge, const Options *options)
    __attribute__((warn_unused_result));
void judge_close(Judge *judge);
/* Is correctness stated by the options, and no oracle needed? */
bool judge_is_told(const Options *options);
/* The key is to be freed. */
Judgement judge_run(const Judge *judge, Session *session, const RunEnd *end);

#endif
