/* SPDX-License-Identifier: MIT */
/*
 * Arithmetic and spelling of durations. An interval keeps the seconds it was
 * given beside its nanoseconds: 5e-10 runs as 1 ns and is shown as 0.5 ns.
 */
#include "sched/clock.h"

#include <math.h>
#include <stdio.h>

typedef struct Unit {
    double ns;
    const char *name;
} Unit;

static const Unit units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "us"}, {1, "ns"}};

int64_t clock_from_seconds(double seconds)
{
    double ns = seconds * 1e9;
    if (!(ns < 9.2e18)) {
        return CLOCK_NEVER;
    }
    int64_t rounded = llround(ns);
    return rounded < 1 ? 1 : rounded;
}

int64_t clock_add(int64_t time, int64_t duration)
{
    int64_t sum;
    return __builtin_add_overflow(time, duration, &sum) ? CLOCK_NEVER : sum;
}

/* The largest unit that `ns` reaches, once rounded to `digits`. */
static const Unit *unit_for(double ns)
{
    const Unit *unit = units;
    while (unit->ns > 1 && ns < unit->ns * 0.9995) {
        unit++;
    }
    return unit;
}

const char *clock_text(double ns, char *text, size_t size)
{
    const Unit *unit = unit_for(ns);
    double amount = ns / unit->ns;
    int decimals = amount < 9.95 && amount != floor(amount) ? 1 : 0;
    snprintf(text, size, "%.*f %s", decimals, amount, unit->name);
    return text;
}

const char *clock_option(double seconds, char *text, size_t size)
{
    double ns = seconds * 1e9;
    const Unit *unit = unit_for(ns);
    snprintf(text, size, "%.12g%s", ns / unit->ns, unit->name);
    return text;
}
