/* SPDX-License-Identifier: MIT */
/* Sorting: a stable, adaptive merge sort. */
#ifndef GILSCOPE_VM_TYPES_SORT_H
#define GILSCOPE_VM_TYPES_SORT_H

#include "vm/operator.h"

/*
 * Sort `items` by `keys` (which may be the same array), with leaves alone:
 * TWIN, with nothing moved, when keys compare in Python. After RAISE the items
 * stand as far sorted as they had come.
 */
MUST_CHECK Status sort_by_keys(World *w, Value *keys, Value *items,
                               size_t count, bool reverse);

#endif
