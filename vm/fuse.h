/* SPDX-License-Identifier: MIT */
/* The code the interpreter runs: a program's bytecode with the first opcode of
 * each run in fused.def replaced by that run's own. Offsets and arguments stay
 * as they are. */
#ifndef GILSCOPE_VM_FUSE_H
#define GILSCOPE_VM_FUSE_H

#include <stddef.h>
#include <stdint.h>

/* Opcodes of the runs; CPython 3.8 ends at 163. */
typedef enum {
    FUSED_BEFORE = 163,
#define FUSED(name, count, a, b, c, d) FUSED_##name,
#include "vm/fused.def"
    FUSED_END
} Fused;

/* Write `size` bytes of `code`, fused, to `out`. */
void fuse_code(const uint8_t *code, size_t size, uint8_t *out);

#endif
