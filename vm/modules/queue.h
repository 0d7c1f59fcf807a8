/* SPDX-License-Identifier: MIT */
/*
 * _queue.SimpleQueue: a deque of items and a lock.
 *
 * As in CPython the lock is held while a getter waits for an item, by nobody
 * in particular; put() releases it, and each getter that took it passes it on
 * once it has its item.
 */
#ifndef GILSCOPE_VM_MODULES_QUEUE_H
#define GILSCOPE_VM_MODULES_QUEUE_H

#include "vm/types/lock.h"

typedef struct SimpleQueue {
    Object head;
    Value items;     /* deque */
    Value lock;      /* Lock */
    Value dict_word; /* of subclasses */
} SimpleQueue;

extern const TypeOps simple_queue_ops;

#endif
