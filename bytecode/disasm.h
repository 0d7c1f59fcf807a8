/* SPDX-License-Identifier: MIT */
/* Disasm: code objects as text, byte for byte what `python3.8 -m dis` prints
 * (addresses aside). Failure (out of memory) shows in the buffer. */
#ifndef GILSCOPE_BYTECODE_DISASM_H
#define GILSCOPE_BYTECODE_DISASM_H

#include "bytecode/code.h"

/* Marks no instruction as the current one. */
#define DISASM_NO_CURRENT (-1)

/* This code object and all that are nested in it. */
void disasm_all(Buffer *out, const Code *code);

/* This one alone, with an arrow at the offset `current`. */
void disasm_code(Buffer *out, const Code *code, int64_t current);

/* What `dis` shows in parentheses behind an operand: a constant, a name, a
 * jump's target; nothing for a plain number. `next` is the offset of the next
 * instruction. */
void disasm_operand(Buffer *out, const Code *code, uint8_t op, uint32_t arg,
                    uint32_t next);

#endif
