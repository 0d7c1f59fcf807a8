/* SPDX-License-Identifier: MIT */
/* weakref.ref: a reference the collector does not follow. */
#ifndef GILSCOPE_VM_TYPES_WEAKREF_H
#define GILSCOPE_VM_TYPES_WEAKREF_H

#include "vm/operator.h"

typedef struct Weakref {
    Object head;
    Value target; /* 0 once it is dead; not visited */
    Value callback;
    uint64_t birth; /* the greater the younger */
    int64_t hash;   /* of the target, when asked while it lived; -1 unknown */
} Weakref;

extern const TypeOps weakref_ops;

#endif
