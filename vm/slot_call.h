/* SPDX-License-Identifier: MIT */
/* Calling a special method from a native. */
#ifndef GILSCOPE_VM_SLOT_CALL_H
#define GILSCOPE_VM_SLOT_CALL_H

#include "vm/operator.h"

/* Has the class a method of its own there, not just its layout's leaf? */
static inline bool slot_defined(World *w, Value v, Slot slot)
{
    return klass_overrides(klass_of(w, v), slot);
}
/*
 * type(self).__slot__(self, argument...): CALL, or RAISE; NO_OP when the class
 * has no such method or it is None. `argument` may be NO_VALUE.
 */
MUST_CHECK Status slot_call(World *w, NativeFrame *f, Slot slot, Value self,
                            Value argument);
/* The same for any special method, which a lookup of `name` has found: `argc`
 * arguments, 0 to 2. */
MUST_CHECK Status method_call(World *w, NativeFrame *f, Value self, Value name,
                              Value method, int argc, Value a, Value b);
/* self.__slot__(a, b): what the class has, which may be nothing callable. */
MUST_CHECK Status slot_call_with(World *w, NativeFrame *f, Slot slot,
                                 Value self, int argc, Value a, Value b);
/* bool(v), asked of Python code: CALL, or RAISE; comes back as a bool. */
MUST_CHECK Status slot_call_truth(World *w, NativeFrame *f, Value v);
/* A function of vm/prelude with these arguments: CALL, or RAISE. */
MUST_CHECK Status call_prelude(World *w, NativeFrame *f, const char *name,
                               int argc, ...);
/* The twin "<layout>_<slot>" (list_eq, str_getitem ...) on f->args. */
MUST_CHECK Status call_slot_twin(World *w, NativeFrame *f, Slot slot);
/* The same with other arguments; the first one's layout decides. */
MUST_CHECK Status call_slot_twin_of(World *w, NativeFrame *f, Slot slot,
                                    int argc, ...);
/* That twin, or NO_VALUE. */
Value slot_twin(World *w, TypeId layout, Slot slot);

#endif
