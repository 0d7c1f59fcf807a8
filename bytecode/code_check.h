/* SPDX-License-Identifier: MIT */
/* Code check: do code.h's invariants hold? For code objects that do not come
 * straight from the compiler, and for tests of the compiler. */
#ifndef GILSCOPE_BYTECODE_CODE_CHECK_H
#define GILSCOPE_BYTECODE_CODE_CHECK_H

#include "bytecode/code.h"

/* Instructions, operands, jumps, tables and the stack's depth. Nested code
 * objects are not looked into. An instruction's effect on the stack counts, not
 * how far below the top it reaches. NULL when all is well, else what is wrong.
 */
const char *code_check(const Code *code) __attribute__((warn_unused_result));

/* The deepest the stack can get, -1: out of memory, -2: a path leaves the
 * code, or the stack at either end. The instructions must be in order. */
int code_stack_depth(const Code *code) __attribute__((warn_unused_result));

/* 1 if the instruction at `place` may run next with `depth` values on the
 * stack, 0 if not, -1: out of memory. Where no path leads, those that go on
 * from there must fit all others. */
int code_can_enter(const Code *code, uint32_t place, int depth)
    __attribute__((warn_unused_result));

#endif
