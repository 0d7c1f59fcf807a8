/* SPDX-License-Identifier: MIT */
/* One walk over the heap: a lock knows its owner, an owner not its locks. */
#include "sched/held.h"

#include <stdlib.h>

#include "sched/deadlock.h"

static bool is_possession(const Held *held, const Lock *lock)
{
    if (!lock->depth || lock->stands_for || !lock->owner || !lock->taken_in) {
        return false;
    }
    const Thread *owner = AS(Thread, lock->owner);
    if (held->owner && held->owner != owner) {
        return false;
    }
    return owner->request.object != VALUE(lock) || !deadlock_is_signal(owner);
}

static void note_lock(World *w, Object *object, void *data)
{
    Held *held = data;
    Lock *lock = (Lock *)object;
    (void)w;
    if (object->layout != TYPE_LOCK || !is_possession(held, lock)) {
        return;
    }
    if (held->count == held->capacity) {
        size_t capacity = held->capacity ? 2 * held->capacity : 8;
        HeldLock *items = realloc(held->items, capacity * sizeof *items);
        if (!items) {
            return;
        }
        held->items = items;
        held->capacity = capacity;
    }
    held->items[held->count++] = (HeldLock){AS(Thread, lock->owner), lock};
}

Held held_find(World *w, const Thread *owner)
{
    Held held = {.owner = owner};
    heap_each(w, note_lock, &held);
    return held;
}

void held_free(Held *held)
{
    free(held->items);
    *held = (Held){0};
}
