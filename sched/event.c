/* SPDX-License-Identifier: MIT */
/*
 * A binary heap whose entries know their place: whoever moves an entry writes
 * the new index back into its thread. `seq` breaks ties in the order of
 * adding, so equal times are handled first come, first served.
 */
#include "sched/event.h"

#include <string.h>

#include "sched/machine.h"

static Event *entries(World *w)
{
    return (Event *)machine_block(w, ROOT_EVENTS)->data;
}

static bool before(const Event *a, const Event *b)
{
    return a->time != b->time ? a->time < b->time : a->seq < b->seq;
}

/* Note in the event's owner where it is; at 0: nowhere. */
static void note_place(World *w, EventHeap *heap, Event event, uint32_t at)
{
    if (event.thread) {
        thread_schedule(w, thread_at(w, event.thread))->event = at;
    } else {
        heap->request = at;
    }
}

static void put(World *w, EventHeap *heap, uint32_t i, Event event)
{
    Event *slot = &entries(w)[i];
    world_touch(w, slot, sizeof *slot);
    *slot = event;
    note_place(w, heap, event, i + 1);
}

static void sift_up(World *w, EventHeap *heap, uint32_t i, Event event)
{
    while (i > 0) {
        uint32_t parent = (i - 1) / 2;
        if (!before(&event, &entries(w)[parent])) {
            break;
        }
        put(w, heap, i, entries(w)[parent]);
        i = parent;
    }
    put(w, heap, i, event);
}

static void sift_down(World *w, EventHeap *heap, uint32_t i, Event event)
{
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= heap->count) {
            break;
        }
        if (child + 1 < heap->count &&
            before(&entries(w)[child + 1], &entries(w)[child])) {
            child++;
        }
        if (!before(&entries(w)[child], &event)) {
            break;
        }
        put(w, heap, i, entries(w)[child]);
        i = child;
    }
    put(w, heap, i, event);
}

Status event_reserve(World *w, size_t threads)
{
    size_t wanted = threads + 2;
    Block *block = machine_block(w, ROOT_EVENTS);
    if (wanted <= block_capacity(block) / sizeof(Event)) {
        return OK;
    }
    wanted = wanted < 14 ? 14 : wanted + wanted / 4;
    Block *larger = block_new(w, wanted * sizeof(Event));
    NEED(larger);
    size_t used = machine_of(w)->events.count * sizeof(Event);
    memcpy(larger->data, block->data, used);
    larger->used = block_capacity(larger);
    STORE(w, AS(Values, w->host_root)->items[ROOT_EVENTS], VALUE(larger));
    return OK;
}

void event_add(World *w, int64_t time, EventKind kind, Thread *thread)
{
    EventHeap *heap = &machine_of(w)->events;
    Event event = {time, ++heap->seq, kind, thread_ref(w, thread)};
    sift_up(w, heap, heap->count++, event);
}

static Event take_out(World *w, EventHeap *heap, uint32_t i)
{
    Event gone = entries(w)[i];
    Event last = entries(w)[--heap->count];
    note_place(w, heap, gone, 0);
    if (i < heap->count) {
        if (i > 0 && before(&last, &entries(w)[(i - 1) / 2])) {
            sift_up(w, heap, i, last);
        } else {
            sift_down(w, heap, i, last);
        }
    }
    return gone;
}

void event_cancel(World *w, Thread *thread)
{
    EventHeap *heap = &machine_of(w)->events;
    uint32_t at = thread ? thread_schedule(w, thread)->event : heap->request;
    if (at) {
        take_out(w, heap, at - 1);
    }
}

Event event_pop(World *w)
{
    return take_out(w, &machine_of(w)->events, 0);
}
