/* SPDX-License-Identifier: MIT */
/* The root of the scheduler's state: its making. */
#include "sched/machine.h"

#include <string.h>

Status machine_new(World *w)
{
    Values *root = values_new(w, ROOT_ENTRIES);
    NEED(root);
    Block *machine = block_new(w, sizeof(Machine));
    NEED(machine);
    Block *events = block_new(w, 0);
    NEED(events);
    memset(machine->data, 0, sizeof(Machine));
    machine->used = sizeof(Machine);
    root->items[ROOT_MACHINE] = VALUE(machine);
    root->items[ROOT_EVENTS] = VALUE(events);
    root->used = ROOT_ENTRIES;
    w->host_root = VALUE(root);
    return event_reserve(w, 1);
}
