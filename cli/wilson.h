/* SPDX-License-Identifier: MIT */
/* What a count of successes says about the probability behind it. */
#ifndef GILSCOPE_CLI_WILSON_H
#define GILSCOPE_CLI_WILSON_H

#include <stdint.h>

/* Wilson's 95 % interval for `good` of `all` (> 0), in per mille. */
void wilson_interval(uint32_t good, uint32_t all, int *low, int *high);
/* None of `all` runs failed: the probability is below this, in per mille,
 * with 95 % confidence. */
int wilson_at_most(uint32_t all);

#endif
