/* SPDX-License-Identifier: MIT */
/* Opcode: opcodes.def turned into a table and a function. Nothing is listed
 * here a second time. CPython keeps opcode.h, opcode.py, the stack effects and
 * the targets of its interpreter loop apart. */
#include "bytecode/opcode.h"

const OpcodeInfo opcode_table[OPCODE_COUNT] = {
#define OP(name, number, operand, stack, touch, skip, c27, c32, c39, c310,     \
           c311, c312, meaning)                                                \
    [number] = {#name,                                                         \
                meaning,                                                       \
                OPERAND_##operand,                                             \
                TOUCH_##touch,                                                 \
                SKIP_##skip,                                                   \
                {#c27[0], #c32[0], #c39[0], #c310[0], #c311[0], #c312[0]}},
#define PSEUDO(...) OP(__VA_ARGS__)
#include "bytecode/opcodes.def"
};

int opcode_stack_effect(Opcode opcode, int arg, bool jump)
{
    (void)jump;
    switch (opcode) {
#define OP(name, number, operand, stack, ...)                                  \
    case number:                                                               \
        return stack;
#include "bytecode/opcodes.def"
    default:
        return 0;
    }
}

const char *const opcode_compare_names[COMPARE_COUNT] = {"<",
                                                         "<=",
                                                         "==",
                                                         "!=",
                                                         ">",
                                                         ">=",
                                                         "in",
                                                         "not in",
                                                         "is",
                                                         "is not",
                                                         "exception match"};
