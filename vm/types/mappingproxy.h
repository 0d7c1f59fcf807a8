/* SPDX-License-Identifier: MIT */
/* mappingproxy: a mapping that cannot be written to; type.__dict__ is one. */
#ifndef GILSCOPE_VM_TYPES_MAPPINGPROXY_H
#define GILSCOPE_VM_TYPES_MAPPINGPROXY_H

#include "vm/operator.h"

typedef struct MappingProxy {
    Object head;
    Value mapping;
} MappingProxy;

MUST_CHECK Value mappingproxy_new(World *w, Value mapping);

extern const TypeOps mappingproxy_ops;

#endif
