/* SPDX-License-Identifier: MIT */
/*
 * Built-in iterators: one struct; `kind` says which.
 *
 *   kind             source        index, stop, extra
 *   ITERATOR         the object    index of its __getitem__
 *   LIST, TUPLE ...  the sequence  index of the next item
 *   LIST_REVERSE, REVERSED         the same, counting down
 *   RANGE            0 or Range    next value, items left, step (an int);
 *                                  extra 0: index counts items of `source`
 *   DICT_..., SET    the container index of the next entry; stop: length at
 *                                  the start; extra: entries left
 *   DEQUE_...        the deque     index; stop: its state number
 *   CALLABLE         the callable  extra: the sentinel
 *   ENUMERATE        an iterator   index, or extra when that is a big int
 *   ZIP              tuple of them stop: 1 all leaves, 2 not, 0 not known yet
 *   MAP              tuple of them extra: the function
 *   FILTER           an iterator   extra: the function or None
 */
#ifndef GILSCOPE_VM_TYPES_ITERATOR_H
#define GILSCOPE_VM_TYPES_ITERATOR_H

#include "vm/operator.h"

typedef struct Iterator {
    Object head;
    int64_t index;
    int64_t stop;
    Value source; /* 0 once exhausted; range: see above */
    Value extra;
    uint64_t kind; /* TypeId */
} Iterator;

MUST_CHECK Value iterator_new(World *w, TypeId type, Value source);
/* One of a subclass of enumerate, zip ... */
MUST_CHECK Value iterator_of_class(World *w, Klass *klass, TypeId kind,
                                   Value source);
/* The number of enumerate's next item, and count it. */
MUST_CHECK Status enumerate_count(World *w, Value iterator, Value *number);
/* Items still to come if that is known without Python code, else -1. */
int64_t iterator_hint(World *w, Value iterator);
/* Can all of it be iterated by leaves alone? */
bool iterator_is_leaf(World *w, Value iterator);
/*
 * What to do when value_next answers CALL for one of ours (map, filter, zip,
 * enumerate, iter(f, sentinel), a __getitem__ sequence): f->self is the
 * iterator. Exhaustion raises StopIteration.
 */
Status iterator_next_native(World *w, Thread *t, NativeFrame *f);

extern const TypeOps iterator_ops;

#endif
