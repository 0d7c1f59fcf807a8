/* SPDX-License-Identifier: MIT */
/* Code: a compiled block, CPython 3.8's code object as plain data.
 *
 * Invariants (the compiler makes them, pack.c checks them when reading):
 * `code` is pairs of opcode and argument byte, 3.8's numbers, EXTENDED_ARG for
 * larger arguments; every const/name/local/free operand is below the count of
 * its table; a jump lands on an instruction; `stack_size` is enough.
 * `free` operands index cell_names followed by free_names.
 * Everything lives in the region it was compiled into. */
#ifndef GILSCOPE_BYTECODE_CODE_H
#define GILSCOPE_BYTECODE_CODE_H

#include "bytecode/constant.h"

/* CPython's co_flags. */
enum {
    CODE_OPTIMIZED = 0x1,
    CODE_NEWLOCALS = 0x2,
    CODE_VARARGS = 0x4,
    CODE_VARKEYWORDS = 0x8,
    CODE_NESTED = 0x10,
    CODE_GENERATOR = 0x20,
    CODE_NOFREE = 0x40,
    CODE_COROUTINE = 0x80,
    CODE_ITERABLE_COROUTINE = 0x100,
    CODE_ASYNC_GENERATOR = 0x200,
    CODE_FUTURE_BARRY_AS_BDFL = 0x400000,
    CODE_FUTURE_GENERATOR_STOP = 0x800000,
    CODE_FUTURE_ANNOTATIONS = 0x1000000,
};
/* The __future__ bits that compile() takes and a code object hands on.
 * Features that are always on keep their bits when a program names them. */
#define CODE_FUTURE_MASK 0x1FE0000u

typedef struct {
    const Text *items;
    size_t count;
} NameList;

/* One `while TEST:` loop, for eras that test at the bottom (RULES.md,
 * LOOP_BODY): the backward JUMP_ABSOLUTE at `jump` goes to the test; `body` is
 * the first instruction of the body. Both are byte offsets of the opcode. */
typedef struct {
    uint32_t jump;
    uint32_t body;
} LoopBody;

typedef struct Code {
    uint32_t argument_count; /* positional, positional-only ones included */
    uint32_t positional_only_count;
    uint32_t keyword_only_count;
    uint32_t local_count; /* == variable_names.count in optimised code */
    uint32_t stack_size;
    uint32_t flags;
    uint32_t first_line;
    uint32_t code_size; /* bytes, even */
    const uint8_t *code;
    const Constant **constants;
    size_t constant_count;
    NameList names;              /* co_names */
    NameList variable_names;     /* co_varnames: parameters first */
    NameList free_names;         /* co_freevars */
    NameList cell_names;         /* co_cellvars */
    const LoopBody *loop_bodies; /* by ascending jump */
    size_t loop_body_count;
    const uint8_t *line_table; /* co_lnotab */
    size_t line_table_size;
    Text filename;
    Text name;
    /* Not 0: only the numbers and the name are here yet; the whole code begins
     * at this offset of its packed module (pack.h). */
    size_t packed_at;
} Code;

/* The source line of the instruction at this byte offset. */
int code_line(const Code *code, uint32_t offset);

/* Walks the line table: set `offset` and `line` by code_lines_start; each
 * code_lines_next gives the next offset at which a line starts. */
typedef struct {
    const Code *code;
    size_t at;
    uint32_t offset;
    int line;
    int last_line;
    uint32_t start; /* of the line just given */
} CodeLines;

void code_lines_start(CodeLines *lines, const Code *code);
bool code_lines_next(CodeLines *lines, uint32_t *offset, int *line);

#endif
