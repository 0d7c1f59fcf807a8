/* SPDX-License-Identifier: MIT */
/* Only + - * / and sqrt, which IEEE 754 rounds alike everywhere. */
#include "cli/wilson.h"

#include <math.h>

#define Z 1.959963984540054

static int per_mille(double p)
{
    double scaled = floor(p * 1000 + 0.5);
    return scaled < 0 ? 0 : scaled > 1000 ? 1000 : (int)scaled;
}

void wilson_interval(uint32_t good, uint32_t all, int *low, int *high)
{
    double n = all;
    double p = (double)good / n;
    double middle = p + Z * Z / (2 * n);
    double spread = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    *low = good == 0 ? 0 : per_mille((middle - spread) / scale);
    *high = good == all ? 1000 : per_mille((middle + spread) / scale);
}

int wilson_at_most(uint32_t all)
{
    /* 1 - 0.05 ** (1 / n) is just below -ln 0.05 / n. */
    double bound = ceil(2995.7322735539909 / (double)all);
    return bound > 1000 ? 1000 : (int)bound;
}
