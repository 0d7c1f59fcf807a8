/* SPDX-License-Identifier: MIT */
/* Slices of lists: leaves; TWIN when the slice or the value is user code. */
#ifndef GILSCOPE_VM_TYPES_LIST_SLICE_H
#define GILSCOPE_VM_TYPES_LIST_SLICE_H

#include "vm/types/list.h"

MUST_CHECK Status list_get_slice(World *w, Value list, Value slice, Value *out);
/* `value` is a list or tuple; anything else is made one by the twin. */
MUST_CHECK Status list_set_slice(World *w, Value list, Value slice,
                                 Value value);
MUST_CHECK Status list_delete_slice(World *w, Value list, Value slice);

#endif
