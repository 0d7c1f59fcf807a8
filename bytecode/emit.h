/* SPDX-License-Identifier: MIT */
/* Emit: the instructions of one code object while they are being made.
 *
 * Instructions stand in their final order; jumps name a Label, which
 * emit_here binds to the next instruction. Lines are noted as CPython 3.8
 * notes them: the first instruction after a change of line carries it.
 * emit_finish turns the list into bytes: assemble.c lays it out, peephole.c
 * improves it. Running out of memory is sticky in the region. */
#ifndef GILSCOPE_BYTECODE_EMIT_H
#define GILSCOPE_BYTECODE_EMIT_H

#include "bytecode/code.h"
#include "bytecode/opcode.h"

typedef int Label;
#define NO_LABEL (-1)

typedef struct Instruction {
    uint32_t arg; /* of a jump: set by the layout */
    Label target; /* NO_LABEL: no jump */
    int line;     /* 0: as the instruction before */
    uint16_t op;
    uint8_t units; /* code units: 1 and one per EXTENDED_ARG */
    bool removed;  /* by the peephole */
    uint32_t at;   /* unit offset in the first layout */
} Instruction;

typedef struct ConstantTable {
    const Constant **items;
    size_t count;
    size_t capacity;
    uint32_t *index; /* open addressing: position + 1 */
    size_t index_size;
} ConstantTable;

typedef struct Emit {
    Region *region;
    Instruction *items;
    size_t count;
    size_t capacity;
    int *labels; /* instruction index of each Label, -1: not yet */
    size_t label_count;
    size_t label_capacity;
    LoopBody *loops; /* labels first: jump instruction, body instruction */
    size_t loop_count;
    size_t loop_capacity;
    ConstantTable constants;
    int line;
    bool line_noted;
    bool block_returns; /* the current block has a RETURN_VALUE */
    bool entry_empty;   /* the first block ended before any instruction */
} Emit;

void emit_init(Emit *emit, Region *region);
/* The line of what follows; `restart`: note it even if it did not change. */
void emit_line(Emit *emit, int line);
void emit_op(Emit *emit, Opcode op, uint32_t arg);
Label emit_label(Emit *emit);
/* A new block begins here. */
void emit_block(Emit *emit);
/* The same, with a label bound to it. */
void emit_here(Emit *emit, Label label);
void emit_jump(Emit *emit, Opcode op, Label target);
/* Index of a constant, added if it is not there (constant_same). */
uint32_t emit_constant(Emit *emit, const Constant *constant);
/* Adds it even if it is there, as the peephole does; emit_constant does not
 * find it. */
uint32_t emit_constant_new(Emit *emit, const Constant *constant);
/* The while loop whose backward jump is the last instruction and whose body
 * began at instruction `body` (code.h's loop_bodies). */
void emit_loop_body(Emit *emit, size_t body);

/* A piece of code made before its place in the order: mark, make it, cut it
 * out, and paste it later with its labels. */
typedef struct EmitMark {
    size_t instruction;
    size_t loop;
    size_t label; /* the first label the piece may bind */
    bool block_returns;
    bool entry_empty;
} EmitMark;
typedef struct EmitPiece {
    Instruction *items;
    size_t count;
    size_t from; /* where it stood */
    LoopBody *loops;
    size_t loop_count;
    bool block_returns;
    Label *labels; /* bound in it */
    size_t label_count;
} EmitPiece;
EmitMark emit_mark(const Emit *emit);
EmitPiece emit_cut(Emit *emit, EmitMark mark);
__attribute__((warn_unused_result)) bool emit_paste(Emit *emit,
                                                    EmitPiece piece);

/* Fills in code, line table, stack size, constants and loop bodies. False: out
 * of memory. `first_line` 0: the first instruction's, or 1 when the first
 * block is empty. */
__attribute__((warn_unused_result)) bool emit_finish(Emit *emit, Code *code,
                                                     int first_line);

/* assemble.c */
int emit_stack_depth(const Emit *emit);
/* Units of an instruction with this operand. */
static inline uint8_t emit_units(uint32_t arg)
{
    return arg <= 0xff ? 1 : arg <= 0xffff ? 2 : arg <= 0xffffff ? 3 : 4;
}
static inline bool emit_is_relative(uint16_t op)
{
    return opcode_table[op].operand == OPERAND_JUMP_RELATIVE;
}

/* peephole.c: after the first layout. */
__attribute__((warn_unused_result)) bool peephole(Emit *emit);

#endif
