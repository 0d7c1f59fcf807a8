/* SPDX-License-Identifier: MIT */
/* d[k], d[k] = v, del d[k] and `in` where a key's __hash__ or __eq__ is Python
 * code: state machines over f->slot[1..7]. */
#ifndef GILSCOPE_VM_ITEM_H
#define GILSCOPE_VM_ITEM_H

#include "vm/native.h"

/* With __missing__ of subclasses; the value is f->result. */
MUST_CHECK Status item_get_dict(World *w, Thread *t, NativeFrame *f,
                                Value dict, Value key);
MUST_CHECK Status item_set_dict(World *w, Thread *t, NativeFrame *f,
                                Value dict, Value key, Value value);
MUST_CHECK Status item_delete_dict(World *w, Thread *t, NativeFrame *f,
                                   Value dict, Value key);
/* A dict or a set. */
MUST_CHECK Status item_in_table(World *w, Thread *t, NativeFrame *f,
                                Value table, Value key, bool *found);

#endif
