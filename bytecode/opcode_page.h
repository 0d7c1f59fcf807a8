/* SPDX-License-Identifier: MIT */
/* Opcode page: docs/opcodes.md, generated from opcodes.def. */
#ifndef GILSCOPE_BYTECODE_OPCODE_PAGE_H
#define GILSCOPE_BYTECODE_OPCODE_PAGE_H

#include "bytecode/buffer.h"

/* The whole page in Markdown; failure shows in the buffer. */
void opcode_page(Buffer *out);

#endif
