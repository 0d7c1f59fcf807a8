/* SPDX-License-Identifier: MIT */
/* range and slice. */
#ifndef GILSCOPE_VM_TYPES_RANGE_H
#define GILSCOPE_VM_TYPES_RANGE_H

#include "vm/operator.h"

typedef struct Range {
    Object head;
    Value start; /* ints of any size */
    Value stop;
    Value step;
    Value length;
} Range;
typedef struct Slice {
    Object head;
    Value start;
    Value stop;
    Value step;
} Slice;

/* Exact ints; ValueError for step 0. */
MUST_CHECK Value range_new(World *w, Value start, Value stop, Value step);
/* Item `index`, 0 <= index < length. */
MUST_CHECK Status range_item(World *w, Value range, Value index, Value *out);

MUST_CHECK Value slice_new(World *w, Value start, Value stop, Value step);
/* The indices for a sequence of `length`; *count items. ValueError "slice step
 * cannot be zero"; TWIN for a Python __index__. */
MUST_CHECK Status slice_indices(World *w, Value slice, int64_t length,
                                int64_t *start, int64_t *stop, int64_t *step,
                                int64_t *count);
/* The same in ints of any size: start, stop, step. */
MUST_CHECK Status slice_resolve(World *w, Value slice, Value length,
                                Value out[3]);

extern const TypeOps range_ops;
extern const TypeOps slice_ops;

#endif
