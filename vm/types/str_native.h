/* SPDX-License-Identifier: MIT */
/* Helpers of natives that deal in text. */
#ifndef GILSCOPE_VM_TYPES_STR_NATIVE_H
#define GILSCOPE_VM_TYPES_STR_NATIVE_H

#include "vm/types/str.h"

/*
 * str(v) or repr(v) in a native: SLOT_STR or SLOT_REPR. May answer CALL, and
 * is then to be called again with the same arguments. TypeError "__str__
 * returned non-string (type int)".
 */
MUST_CHECK Status str_of(World *w, NativeFrame *f, Slot slot, Value v,
                         Value *out);
/* TypeError "`what` must be `wanted`, not int"; None is called None. */
Status str_argument_error(World *w, const char *what, const char *wanted,
                          Value v);
/* An optional str argument as C text, cut to the buffer; *out NULL when it is
 * missing. TypeError "`what` must be str, not int". */
MUST_CHECK Status str_argument(World *w, Value v, const char *what,
                               char *buffer, size_t size, const char **out);

#endif
