/* SPDX-License-Identifier: MIT */
/* A line on stderr that counts, on a terminal only, and leaves nothing. */
#ifndef GILSCOPE_CLI_PROGRESS_H
#define GILSCOPE_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Progress {
    const char *what; /* "runs" */
    uint32_t all;
    uint32_t done;
    uint32_t shown;
    bool on;
} Progress;

void progress_start(Progress *progress, const char *what, uint32_t all);
void progress_step(Progress *progress);
void progress_end(Progress *progress);

#endif
