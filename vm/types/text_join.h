/* SPDX-License-Identifier: MIT */
/* The items of str.join and bytes.join. */
#ifndef GILSCOPE_VM_TYPES_TEXT_JOIN_H
#define GILSCOPE_VM_TYPES_TEXT_JOIN_H

#include "vm/native.h"

/* args[0] as a list or tuple: itself or all it yields. Uses slots 0 and 1 and
 * `state`; may answer CALL, to be called again. */
MUST_CHECK Status join_collect(World *w, Thread *t, NativeFrame *f,
                               Value *sequence);
size_t join_count(Value sequence);
Value join_item(Value sequence, size_t i);

#endif
