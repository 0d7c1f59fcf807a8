/* SPDX-License-Identifier: MIT */
/* What follows when a reference is dropped; see RULES, "Finalisers". */
#ifndef GILSCOPE_VM_DROP_H
#define GILSCOPE_VM_DROP_H

#include "vm/heap.h"

typedef enum {
    DROP_OBJECT,   /* by a variable, an attribute, an item */
    DROP_ARGUMENT, /* by a call's end: the caller may hold it still */
    DROP_HOLDER,   /* of something that leads to it */
} DropKind;

/* A collection was made for w->drop_kind; it finalised nothing? */
void drop_collected(World *w, bool in_vain);

/* `o` is new, of a class with __del__: its cell has a word for its birth, the
 * last one, or the one before the dict word. */
void drop_born(World *w, Object *o);
/* The greater the younger: the same whatever addresses the objects have. Only
 * for one that drop_finalise was told of. */
uint64_t drop_birth(const Object *o);
/* From now on `o` has something to do when it dies, or no longer. */
void drop_finalise(World *w, Object *o);
void drop_forget(World *w, Object *o);
/* What lies below the watermark never dies, and is not watched. */
void drop_forget_image(World *w);
/* All objects that still have a finaliser, as a list: first those in the list
 * `named`, then what its values hold, then the oldest first. They are
 * forgotten. 0 with MemoryError. */
MUST_CHECK Value drop_all(World *w, Value named);

#endif
