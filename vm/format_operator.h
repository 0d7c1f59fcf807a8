/* SPDX-License-Identifier: MIT */
/* format(value, spec) and f-string fields, user-defined __format__ included. */
#ifndef GILSCOPE_VM_FORMAT_OPERATOR_H
#define GILSCOPE_VM_FORMAT_OPERATOR_H

#include "vm/native.h"

/* FORMAT_VALUE: f->slot_id is its operand, f->args the value and maybe the
 * spec. Uses f->state and f->slot[1..2]; may answer CALL. */
MUST_CHECK Status format_operator(World *w, Thread *t, NativeFrame *f);

#endif
