/* SPDX-License-Identifier: MIT */
/* Builds the classes of types.def inside a new world. */
#ifndef GILSCOPE_VM_BUILTIN_TYPES_H
#define GILSCOPE_VM_BUILTIN_TYPES_H

#include "vm/klass.h"

/* Classes, interned names, singletons, and the natives of natives.def. */
MUST_CHECK Status builtin_types_make(World *w);
/* "int", "collections.deque": the row's own text. */
const char *builtin_type_name(TypeId id);
/* The `builtins` and `sys` modules exist from the start. */
MUST_CHECK Status builtin_modules_make(World *w);

#endif
