/* SPDX-License-Identifier: MIT */
/* Numbering and fan-out of records. */
#include "sched/record.h"

#include "sched/machine.h"
#include "sched/simulate.h"

void record(World *w, Record what)
{
    const Simulation *sim = simulate_of(w);
    what.number = ++machine_of(w)->records;
    for (unsigned i = 0; i < sim->observer_count; i++) {
        const Observer *o = &sim->observers[i];
        o->see(o->data, w, &what);
    }
}

void record_access(World *w, RecordKind kind, Value object)
{
    record(w, (Record){.kind = (uint8_t)kind,
                       .time = world_now(w),
                       .thread = w->thread,
                       .object = object});
}
