/* SPDX-License-Identifier: MIT */
/* Operators bytes, bytearray and memoryview share; see operator.h. */
#ifndef GILSCOPE_VM_TYPES_BYTES_OPS_H
#define GILSCOPE_VM_TYPES_BYTES_OPS_H

#include "vm/types/bytes.h"
#include "vm/types/int.h"

Status bytes_binary(World *w, Slot op, Value a, Value b, Value *out);
Status bytes_compare(World *w, Slot op, Value a, Value b, Value *out);
Status bytes_length(World *w, Value a, int64_t *out);
Status bytes_contains(World *w, Value a, Value item, bool *out);
Status bytes_get_item(World *w, Value a, Value key, Value *out);
/* True or False for `op`, from -1, 0, 1. */
Value bytes_by_order(Slot op, int order);
/* The count of seq * count: TWIN where its class has an __index__. */
MUST_CHECK Status bytes_count_times(World *w, Value count, int64_t *out);
/* An index within `length`; IndexError `outside`. */
MUST_CHECK Status bytes_position(World *w, Value a, Value key, size_t length,
                                 const char *outside, size_t *at);
/* A memoryview's bytes; BufferError when they do not lie side by side. */
MUST_CHECK Status memoryview_bytes(World *w, Value v, const char **data,
                                   size_t *length);
MUST_CHECK Value memoryview_new(World *w, Value source);

#endif
