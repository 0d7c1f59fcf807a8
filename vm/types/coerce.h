/* SPDX-License-Identifier: MIT */
/*
 * Coerce: the int or float that a native wants, out of what it was given.
 *
 * Each function may answer CALL (a class defines __index__, __float__ ... in
 * Python): hand it on, and when entered again call the same function with the
 * same arguments.
 */
#ifndef GILSCOPE_VM_TYPES_COERCE_H
#define GILSCOPE_VM_TYPES_COERCE_H

#include "vm/operator.h"

typedef Status Coerce(World *w, NativeFrame *f, Value v, Value *out);

/* An exact int: "'T' object cannot be interpreted as an integer". */
MUST_CHECK Coerce coerce_index;
/* What __index__ or `method` gave: TypeError, or a CALL that warns of a
 * subclass of int and after which the same is done again. */
MUST_CHECK Status coerce_made(World *w, NativeFrame *f, Value made,
                              const char *method);
/* An exact float, of a float, an int or __float__: "must be real number, not
 * T". */
MUST_CHECK Coerce coerce_real;
/* The same, but a float is one whatever its class makes of __float__. */
MUST_CHECK Coerce coerce_double;
/* slot[i] = args[i] for i < count, where given. Moves f->state up to `count`.
 */
MUST_CHECK Status coerce_arguments(World *w, NativeFrame *f, int count,
                                   Coerce *how);
/* The same for floats, as doubles. */
MUST_CHECK Status coerce_doubles(World *w, NativeFrame *f, int count,
                                 double *out);
/* Does a Python class in the MRO of v define this? */
static inline bool coerce_overrides(World *w, Value v, Slot slot)
{
    return IS_OBJECT(v) && klass_overrides(klass_of(w, v), slot);
}

#endif
