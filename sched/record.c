/* SPDX-License-Identifier: MIT */
/* Numbering and fan-out of records. */
#include "sched/record.h"

#include "sched/machine.h"
#include "sched/simulate.h"

void record_tell(World *w, Record what)
{
    const Observers *observers = &simulate_of(w)->observers;
    what.number = ++machine_of(w)->records;
    for (unsigned i = 0; i < observers->count; i++) {
        const Observer *o = &observers->list[i];
        o->see(o->data, w, &what);
    }
}
