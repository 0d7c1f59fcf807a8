/* SPDX-License-Identifier: MIT */
/* The disassembly of a program with the places where a thread may lose the
 * GIL, by the rules of one era (`gilscope dis --gil ERA`). */
#ifndef GILSCOPE_CLI_MARKS_H
#define GILSCOPE_CLI_MARKS_H

#include "bytecode/code.h"
#include "sched/era.h"

/* This code object alone. */
void marks_code(Buffer *out, const Code *code, const EraRules *era);
/* It and all inside, and what the marks mean. */
void marks_all(Buffer *out, const Code *code, const EraRules *era);

#endif
