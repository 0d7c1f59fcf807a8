/* SPDX-License-Identifier: MIT */
/* generator, coroutine, async generator: a suspended frame. */
#ifndef GILSCOPE_VM_TYPES_GENERATOR_H
#define GILSCOPE_VM_TYPES_GENERATOR_H

#include "vm/operator.h"

typedef struct Generator {
    Object head;
    Frame *frame; /* NULL once finished */
    Value name;
    Value qualname;
    Value code;
    uint8_t running;
    uint8_t started;
    uint8_t closed;   /* async generators: aclose() was called */
    uint8_t pad[5];
    Value origin;     /* spare */
} Generator;

#endif
