/* SPDX-License-Identifier: MIT */
/* type: classes as Python sees them, and how class statements make them. */
#ifndef GILSCOPE_VM_TYPES_TYPE_H
#define GILSCOPE_VM_TYPES_TYPE_H

#include "vm/operator.h"

/* The module's name, or 0 when the class does not say. */
Value klass_module(World *w, Klass *klass);
/* "__main__.A", "int": the qualified name, with the module unless that is
 * builtins. */
void klass_write_path(World *w, Klass *klass, Writer *out);

/* type.__new__ without the calls of Python code: the class of `namespace`
 * (a dict, copied). `slots` is a tuple or 0. */
MUST_CHECK Value klass_build(World *w, Klass *meta, Value name, Value bases,
                             Value namespace, Value slots);
/* The most derived metaclass of `bases` and `meta`; NULL with TypeError. */
MUST_CHECK Klass *klass_metaclass(World *w, Klass *meta, Value bases);
/* What stands in klass.__dict__ under a name that the MRO gives. */
bool klass_inherits(World *w, Klass *klass, Value name, TypeId from);

/* isinstance and issubclass of built-in behaviour; TWIN: hooks in Python. */
MUST_CHECK Status type_is_instance(World *w, Value v, Value of, bool *out);
MUST_CHECK Status type_is_subclass(World *w, Value klass, Value of, bool *out);

extern const TypeOps klass_ops;

#endif
