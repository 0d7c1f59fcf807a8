/* SPDX-License-Identifier: MIT */
/*
 * Orders that do not come from addresses.
 *
 * Where an object lies depends on which cells earlier collections had freed, so
 * nothing the program can see may follow from it. Finalisable objects and weak
 * references are numbered when they are made. CPython calls the callbacks of
 * one object from the youngest to the oldest.
 */
#include "vm/birth_order.h"

#include "vm/drop.h"
#include "vm/types/weakref.h"

#include <stdlib.h>

typedef struct Keyed {
    uint64_t major;
    uint64_t minor;
    Object *object;
} Keyed;

static bool comes_after(const Keyed *a, const Keyed *b)
{
    return a->major != b->major ? a->major > b->major : a->minor > b->minor;
}

/* Shell's sort: what is nearly in order already takes hardly any time. */
static void keyed_sort(Keyed *keyed, size_t count)
{
    size_t gap = 1;
    while (gap < count / 3) {
        gap = gap * 3 + 1;
    }
    for (; gap; gap /= 3) {
        for (size_t i = gap; i < count; i++) {
            Keyed one = keyed[i];
            size_t at = i;
            for (; at >= gap && comes_after(&keyed[at - gap], &one);
                 at -= gap) {
                keyed[at] = keyed[at - gap];
            }
            keyed[at] = one;
        }
    }
}

static void take_objects(Object **objects, const Keyed *keyed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        objects[i] = keyed[i].object;
    }
}

void birth_order(Object **objects, size_t count)
{
    Keyed *keyed = count > 1 ? malloc(count * sizeof *keyed) : NULL;
    if (!keyed) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        keyed[i] = (Keyed){drop_birth(objects[i]), 0, objects[i]};
    }
    keyed_sort(keyed, count);
    take_objects(objects, keyed, count);
    free(keyed);
}

static Weakref *reference(const Keyed *keyed)
{
    return (Weakref *)keyed->object;
}

/* Each target once, by the birth of the oldest reference to it. `keyed`: by
 * target, the youngest first. */
static size_t find_targets(const Keyed *keyed, size_t count, Keyed *targets)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || keyed[i].major != keyed[i + 1].major) {
            targets[found++] = (Keyed){reference(&keyed[i])->birth, 0,
                                       OBJECT(reference(&keyed[i])->target)};
        }
    }
    keyed_sort(targets, found);
    return found;
}

/* From now on the references go by the ranks of their targets. */
static void rank_references(Keyed *keyed, size_t count, Keyed *targets,
                            Object *const *ordered, size_t found)
{
    for (size_t i = 0; i < found; i++) {
        targets[i] = (Keyed){VALUE(ordered[i]), i, ordered[i]};
    }
    keyed_sort(targets, found);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at += targets[at].major != keyed[i].major;
        keyed[i].major = targets[at].minor;
    }
    keyed_sort(keyed, count);
}

void birth_order_callbacks(World *w, Object **references, size_t count,
                           Object *dropped, IsDead *is_dead)
{
    Keyed *keyed = count > 1 ? malloc(2 * count * sizeof *keyed) : NULL;
    Object **ordered = keyed ? malloc(count * sizeof *ordered) : NULL;
    if (ordered) {
        Keyed *targets = keyed + count;
        for (size_t i = 0; i < count; i++) {
            const Weakref *ref = (const Weakref *)references[i];
            keyed[i] = (Keyed){ref->target, ~ref->birth, references[i]};
        }
        keyed_sort(keyed, count);
        size_t found = find_targets(keyed, count, targets);
        take_objects(ordered, targets, found);
        finalise_order(w, ordered, found, dropped, is_dead);
        rank_references(keyed, count, targets, ordered, found);
        take_objects(references, keyed, count);
    }
    free(ordered);
    free(keyed);
}
