/* SPDX-License-Identifier: MIT */
/* dict_keys, dict_values, dict_items: a window on a dict; the type says which.
 */
#ifndef GILSCOPE_VM_TYPES_DICT_VIEW_H
#define GILSCOPE_VM_TYPES_DICT_VIEW_H

#include "vm/operator.h"

typedef struct DictView {
    Object head;
    Value dict;
} DictView;

MUST_CHECK Value dict_view_new(World *w, TypeId type, Value dict);

extern const TypeOps dict_view_ops;

#endif
