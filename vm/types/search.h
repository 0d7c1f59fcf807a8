/* SPDX-License-Identifier: MIT */
/*
 * Asking Python code for a hash or an equality, on behalf of the machines that
 * look up a key in a dict or a set. Each answers CALL, or RAISE.
 */
#ifndef GILSCOPE_VM_TYPES_SEARCH_H
#define GILSCOPE_VM_TYPES_SEARCH_H

#include <string.h>

#include "vm/operator.h"

/* A function of vm/prelude by name. */
MUST_CHECK Value prelude_function(World *w, const char *name);
/* hash(key) */
MUST_CHECK Status search_call_hash(World *w, NativeFrame *f, Value key);
MUST_CHECK Status search_hash_result(NativeFrame *f, int64_t *hash);
/* bool(a == b), always a real bool */
MUST_CHECK Status search_call_equal(World *w, NativeFrame *f, Value a, Value b);

#endif
