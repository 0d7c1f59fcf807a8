/* SPDX-License-Identifier: MIT */
/* Exceptions: construction, context, the attributes of special classes. */
#ifndef GILSCOPE_VM_TYPES_EXCEPTION_H
#define GILSCOPE_VM_TYPES_EXCEPTION_H

#include "vm/operator.h"

/* An instance of an exception class made in C: sets args and the fields that
 * the class derives from them (StopIteration.value ...). `args` is a tuple. */
MUST_CHECK Value exception_new(World *w, Klass *klass, Value args);
/* The same without the fields: what BaseException.__new__ makes. */
MUST_CHECK Value exception_blank(World *w, Klass *klass, Value args);
/* The fields of a special class from its constructor's arguments. */
MUST_CHECK Status exception_fill(World *w, Value exception, Value args);
/* Link `context`, unless that would make a circle. */
void exception_set_context(World *w, Value exception, Value context);
Status raise_with_args(World *w, TypeId type, Value args);
/* StopIteration.value of this exception. */
Value exception_stop_value(Value exception);

/* The subclass of OSError that stands for an errno. */
TypeId os_error_type(int64_t error);
/* The built-in class with fields of its own that `klass` inherits from, or
 * TYPE_BASE_EXCEPTION. */
TypeId exception_kind(World *w, Klass *klass);
/* str(exception), without overrides. */
MUST_CHECK Status exception_str(World *w, Value exception, Writer *out);

extern const TypeOps exception_ops;

#endif
