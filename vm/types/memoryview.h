/* SPDX-License-Identifier: MIT */
/*
 * Items of a memoryview: what their format says, and casts. For memoryview*.c.
 *
 * A format is one of the characters struct knows, native sizes, perhaps behind
 * an "@".
 */
#ifndef GILSCOPE_VM_TYPES_MEMORYVIEW_H
#define GILSCOPE_VM_TYPES_MEMORYVIEW_H

#include "vm/types/bytes_ops.h"
#include "vm/types/tuple.h"

/* Bytes of an item, 0 when the format is none. */
int64_t item_size(char format);
MUST_CHECK Status item_load(World *w, char format, const char *from,
                            Value *out);
/* `value` into to[0 .. item_size). TWIN: it has an __index__ of its own. */
MUST_CHECK Status item_store(World *w, char format, Value value, char *to);
/* A view of several dimensions, or of none, lies side by side. */
static inline int64_t view_dimensions(const MemoryView *v)
{
    return v->shape ? (int64_t)tuple_length(v->shape) : 1;
}
static inline bool view_contiguous(const MemoryView *v)
{
    return v->step == v->item_size || v->length < 2;
}
/* Where the bytes begin, checked to be still there. */
MUST_CHECK Status view_base(World *w, const MemoryView *v, char **base);
Status view_released(World *w);

#endif
