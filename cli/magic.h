/* SPDX-License-Identifier: MIT */
/* The % commands of the prompt: one table in magic.c. */
#ifndef GILSCOPE_CLI_MAGIC_H
#define GILSCOPE_CLI_MAGIC_H

#include "cli/statement.h"

typedef enum { MAGIC_DONE, MAGIC_UNDO, MAGIC_RESET } MagicEnd;

/* A line that begins with '%'. What MAGIC_UNDO and MAGIC_RESET ask for is done
 * by the prompt, which has the snapshots and the session. */
MagicEnd magic_run(Statements *statements, const char *line);
/* "%help" ...; NULL behind the last. */
const char *magic_name(size_t i);
/* %race (race.c): f in two threads, many times. */
void race_run(Statements *statements, const char *name, Buffer *out);

#endif
