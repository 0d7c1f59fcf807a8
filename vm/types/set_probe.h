/* SPDX-License-Identifier: MIT */
/*
 * The order in which a set tries its slots: nine neighbours after each start,
 * unless the table's end is nearer, then a jump mixed with more bits of the
 * hash. For set*.c only.
 */
#ifndef GILSCOPE_VM_TYPES_SET_PROBE_H
#define GILSCOPE_VM_TYPES_SET_PROBE_H

#include "vm/types/set.h"

#define SET_NEIGHBOURS 9

typedef struct SetProbe {
    uint64_t at;
    uint64_t start; /* of the run */
    uint64_t left;  /* neighbours to try */
    uint64_t mask;
    uint64_t perturb;
} SetProbe;

static inline void set_probe_run(SetProbe *p, uint64_t start)
{
    p->at = p->start = start;
    p->left = start + SET_NEIGHBOURS <= p->mask ? SET_NEIGHBOURS : 0;
}

static inline SetProbe set_probe(uint64_t size, int64_t hash)
{
    SetProbe p = {.mask = size - 1, .perturb = (uint64_t)hash};
    set_probe_run(&p, (uint64_t)hash & p.mask);
    return p;
}

static inline void set_probe_next(SetProbe *p)
{
    if (p->left) {
        p->left--;
        p->at++;
        return;
    }
    p->perturb >>= 5;
    set_probe_run(p, (p->start * 5 + 1 + p->perturb) & p->mask);
}

#endif
