/* SPDX-License-Identifier: MIT */
/*
 * Packed: the modules that were compiled when gilscope was built.
 *
 * Most functions of vm/prelude and vm/lib are never called in a run, so a
 * module is loaded without their bodies; code_complete() fetches one at its
 * first call. Invariant: no program sees a code object that is not complete,
 * and an image that will be run again and again is completed beforehand.
 */
#ifndef GILSCOPE_VM_PACKED_H
#define GILSCOPE_VM_PACKED_H

#include "bytecode/pack.h"
#include "vm/load.h"

/* The modules of vm/prelude that every world has, one after the other: set
 * `row` to 0 before the first; NULL after the last. */
const PackedModule *packed_prelude_next(uint32_t *row);
/* The row of a module of vm/lib or vm/prelude/modules, or 0. */
uint32_t packed_find(const char *name, LoadKind *kind);
bool packed_is_package(uint32_t row);
/* The code of its body; NO_VALUE with MemoryError set. */
MUST_CHECK Value packed_load(World *w, uint32_t row, LoadKind kind);

/* Fetch what is not here yet; RAISE (MemoryError) changes nothing. */
MUST_CHECK Status code_complete(World *w, CodeObject *code);
/* The same for every code object above the watermark. */
MUST_CHECK Status packed_complete_all(World *w);

#endif
