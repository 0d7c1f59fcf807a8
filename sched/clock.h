/* SPDX-License-Identifier: MIT */
/*
 * Virtual time: int64 nanoseconds since the program started.
 *
 * Nothing here reads a clock. Durations are at least 1 ns, and sums stop at
 * CLOCK_NEVER instead of wrapping.
 */
#ifndef GILSCOPE_SCHED_CLOCK_H
#define GILSCOPE_SCHED_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#define CLOCK_NEVER INT64_MAX

/* max(1, round(seconds * 1e9)); what does not fit is CLOCK_NEVER. */
int64_t clock_from_seconds(double seconds);
/* time + duration, both >= 0. */
int64_t clock_add(int64_t time, int64_t duration);
/* "5 ms", "850 ns", "1.9 ms", "12 s": at most four digits. Returns `text`. */
const char *clock_text(double ns, char *text, size_t size);
/* "500ns", "0.5ns": exact, as the command line takes it. */
const char *clock_option(double seconds, char *text, size_t size);

#endif
