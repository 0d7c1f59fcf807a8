/* SPDX-License-Identifier: MIT */
/* _random.Random: the Mersenne Twister MT19937, its state in the object. */
#ifndef GILSCOPE_VM_MODULES_RANDOM_H
#define GILSCOPE_VM_MODULES_RANDOM_H

#include "vm/operator.h"

enum { RANDOM_WORDS = 624 };

typedef struct Random {
    Object head;
    uint32_t next; /* word to give out next; RANDOM_WORDS: make new ones */
    uint32_t state[RANDOM_WORDS];
} Random;

#endif
