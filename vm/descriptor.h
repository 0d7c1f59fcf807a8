/* SPDX-License-Identifier: MIT */
/*
 * Descriptors: binding, storing through and deleting through what a class has.
 *
 * `self` is the object whose attribute is meant, `klass` the class it was
 * looked up on. Those that may need Python code answer OK, RAISE or CALL;
 * after CALL, native_result() has the value, or nothing is left to do.
 */
#ifndef GILSCOPE_VM_DESCRIPTOR_H
#define GILSCOPE_VM_DESCRIPTOR_H

#include "vm/native.h"
#include "vm/types/function.h"

/* Has it __set__ or __delete__? Then it goes before the object's own. */
bool descriptor_is_data(World *w, Value descriptor);
/* Read as it is, not bound to anything? */
bool descriptor_is_plain(World *w, Value v);
/* descr.__get__(self or NO_VALUE, klass) */
MUST_CHECK Status descriptor_get(World *w, Thread *t, NativeFrame *f,
                                 Value descriptor, Value self, Klass *klass,
                                 Value *out);
/* descr.__set__(self, value), or __delete__(self) when value is NO_VALUE. */
MUST_CHECK Status descriptor_set(World *w, Thread *t, NativeFrame *f,
                                 Value descriptor, Value self, Value value);
/* Where `self` keeps that slot, for as long as it lives; NULL: it has none. */
Value *member_place(World *w, const Member *m, Value self);
/* TypeError: it has none. */
Status member_refuse(World *w, const Member *m, Value self);

#endif
