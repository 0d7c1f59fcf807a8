/* SPDX-License-Identifier: MIT */
/* Opcode: the enum and the table that opcodes.def describes.
 *
 * Invariant: opcode_table[op] is complete for each op of enum Opcode; numbers
 * 3.8 leaves free have a NULL name. Instructions are two bytes, opcode and
 * argument; EXTENDED_ARG prefixes give the higher bytes. */
#ifndef GILSCOPE_BYTECODE_OPCODE_H
#define GILSCOPE_BYTECODE_OPCODE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum {
#define OP(name, number, ...)     OP_##name = number,
#define PSEUDO(name, number, ...) OP_##name = number,
#include "bytecode/opcodes.def"
    OPCODE_COUNT
} Opcode;

/* Opcodes below this one ignore their argument, and `dis` hides it. */
#define OPCODE_HAVE_ARGUMENT 90

typedef enum {
    OPERAND_NONE,
    OPERAND_RAW,
    OPERAND_CONST,
    OPERAND_NAME,
    OPERAND_LOCAL,
    OPERAND_FREE,
    OPERAND_COMPARE,
    OPERAND_JUMP_RELATIVE,
    OPERAND_JUMP_ABSOLUTE,
} OperandKind;

typedef enum { TOUCH_LOCAL, TOUCH_READ, TOUCH_WRITE, TOUCH_BLOCK } Touch;

typedef enum { SKIP_0, SKIP_S27, SKIP_S36 } Skip;

/* The columns cNN of opcodes.def, in their order. */
typedef enum {
    CHECKS_27,
    CHECKS_32,
    CHECKS_39,
    CHECKS_310,
    CHECKS_311,
    CHECKS_312,
    CHECKS_COUNT
} Checks;

typedef struct {
    const char *name;
    const char *meaning;
    uint8_t operand; /* OperandKind */
    uint8_t touch;   /* Touch */
    uint8_t skip;    /* Skip */
    char checks[CHECKS_COUNT]; /* '.' 'A' 'B' 'J' 'K' 'C' 'N' by Checks */
} OpcodeInfo;

extern const OpcodeInfo opcode_table[OPCODE_COUNT];

/* How much deeper the stack is after `opcode`, had it jumped or not. */
int opcode_stack_effect(Opcode opcode, int arg, bool jump);

/* The operand of COMPARE_OP. */
enum {
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_GT,
    COMPARE_GE,
    COMPARE_IN,
    COMPARE_NOT_IN,
    COMPARE_IS,
    COMPARE_IS_NOT,
    COMPARE_EXCEPTION_MATCH,
    COMPARE_COUNT
};

extern const char *const opcode_compare_names[COMPARE_COUNT];

#endif
