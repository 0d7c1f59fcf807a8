/* SPDX-License-Identifier: MIT */
/* Code objects and frames as programs see them. */
#ifndef GILSCOPE_VM_TYPES_CODE_OBJECT_H
#define GILSCOPE_VM_TYPES_CODE_OBJECT_H

#include "vm/operator.h"

/* Before a frame is made for it: complete, and fit to run. */
MUST_CHECK Status code_ready(World *w, CodeObject *code);
/* The frame's variables by name: its own dict, or in optimised code one made
 * (and brought up to date) here, always the same one for a frame. */
MUST_CHECK Status frame_locals(World *w, Frame *frame, Value *dict);
/* The next older frame that programs may see, or NULL. */
Frame *frame_caller(const Frame *frame);

extern const TypeOps code_ops;
extern const TypeOps frame_ops;
extern const TypeOps traceback_ops;

#endif
