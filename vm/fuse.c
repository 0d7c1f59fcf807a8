/* SPDX-License-Identifier: MIT */
/*
 * Each instruction gets the longest run of fused.def that begins with it,
 * whether or not another run covers it too: a jump may enter anywhere. One
 * that EXTENDED_ARG stands before keeps its own opcode, as its argument is
 * not in its own two bytes; so does EXTENDED_ARG.
 */
#include "vm/fuse.h"

#include "bytecode/opcode.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST_RUN 4

typedef struct Run {
    uint8_t opcode;
    uint8_t count;
    uint8_t ops[LONGEST_RUN];
} Run;

static const Run runs[] = {
#define FUSED(name, count, a, b, c, d)                                         \
    {FUSED_##name, (count), {OP_##a, OP_##b, OP_##c, OP_##d}},
#include "vm/fused.def"
    {.count = 0},
};

/* Index in `runs` of the first that begins with an opcode; the last row, which
 * begins with none, for the others. */
enum {
#define FIRST(op)                      FIRST_##op, BEFORE_##op = FIRST_##op - 1,
#define FUSED(name, count, a, b, c, d) ROW_##name,
#include "vm/fused.def"
    RUN_COUNT
};
static const uint8_t first_run[256] = {
#define FIRST(op)                      [OP_##op] = FIRST_##op + 1,
#define FUSED(name, count, a, b, c, d)
#include "vm/fused.def"
};

_Static_assert((int)FUSED_END <= 256, "more runs than free opcodes");

static bool run_matches(const Run *run, const uint8_t *code, size_t left)
{
    for (size_t i = 0; i < run->count; i++) {
        if (2 * i >= left || code[2 * i] != run->ops[i]) {
            return false;
        }
    }
    return true;
}

static uint8_t fused_opcode(const uint8_t *code, size_t left)
{
    if (first_run[*code] == 0) {
        return *code;
    }
    const Run *run = &runs[first_run[*code] - 1];
    for (; run->count && run->ops[0] == *code; run++) {
        if (run_matches(run, code, left)) {
            return run->opcode;
        }
    }
    return *code;
}

void fuse_code(const uint8_t *code, size_t size, uint8_t *out)
{
    memcpy(out, code, size);
    for (size_t at = 0; at + 1 < size; at += 2) {
        if (at == 0 || code[at - 2] != OP_EXTENDED_ARG) {
            out[at] = fused_opcode(code + at, size - at);
        }
    }
}
