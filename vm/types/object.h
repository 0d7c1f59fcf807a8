/* SPDX-License-Identifier: MIT */
/* object: what every value inherits. */
#ifndef GILSCOPE_VM_TYPES_OBJECT_H
#define GILSCOPE_VM_TYPES_OBJECT_H

#include "vm/operator.h"

/* "<__main__.A object at 0x100000010>"; `what` stands for "object". */
MUST_CHECK Status object_write_default(World *w, Value self, const char *what,
                                       Writer *out);
/* " at 0x..." */
MUST_CHECK Status object_write_address(World *w, Value self, Writer *out);

extern const TypeOps object_ops;

#endif
