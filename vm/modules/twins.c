/* SPDX-License-Identifier: MIT */
/*
 * Functions that CPython has in C and that call the program's code at every
 * step: heapq's, bisect's, functools.reduce. To the scheduler they are natives,
 * one opcode each; their work is done by their twins in the prelude.
 */
#include "vm/natives.h"

Status twin_only(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t, (void)f;
    return TWIN;
}
