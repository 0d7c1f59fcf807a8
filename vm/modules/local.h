/* SPDX-License-Identifier: MIT */
/* _thread._local: one object, a set of attributes for each thread. */
#ifndef GILSCOPE_VM_MODULES_LOCAL_H
#define GILSCOPE_VM_MODULES_LOCAL_H

#include "vm/value.h"

/* The class; NO_VALUE with MemoryError set. */
MUST_CHECK Value local_class(World *w);

#endif
