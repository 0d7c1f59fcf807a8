/* SPDX-License-Identifier: MIT */
/*
 * Statements at a prompt: text gathered until it is whole, compiled, and run by
 * the main thread of a session's world, again and again.
 *
 * Invariant: between two statements the main thread has no frame of the
 * program's; every compiled text stays in `regions`, newest first, for %dis.
 */
#ifndef GILSCOPE_CLI_STATEMENT_H
#define GILSCOPE_CLI_STATEMENT_H

#include "bytecode/compile.h"
#include "cli/session.h"

typedef struct StatementText StatementText;

typedef struct Statements {
    Session *session;
    Buffer pending;       /* lines of a statement that is not whole yet */
    StatementText *texts; /* newest first */
} Statements;

typedef enum {
    STATEMENT_DONE,
    STATEMENT_MORE, /* another line is needed */
    STATEMENT_LEAVE,
    STATEMENT_NO_MEMORY,
} StatementEnd;

/* One more line, without its newline. `status`: of STATEMENT_LEAVE. */
StatementEnd statement_line(Statements *statements, const char *line,
                            int *status);
/* Would the pending lines be whole with an empty line behind them, and is
 * `line` the beginning of another statement? For pasted text. */
bool statement_ends_before(const Statements *statements, const char *line);
/* What is pending is given up. */
void statement_forget(Statements *statements);
/* Make the main thread ready to run a text as one module body; then
 * session_run. False: it was printed why not. */
bool statement_prepare(Statements *statements, const char *text)
    __attribute__((warn_unused_result));
/* Run the main thread, and say what there is to say of a deadlock. */
RunEnd statement_run(Statements *statements);
/* What a program's end does: threads are joined, atexit. The exit status. */
int statement_farewell(Statements *statements);
/* The code of the youngest function or class of this name, or NULL. */
const Code *statement_find(const Statements *statements, const char *name);
void statements_free(Statements *statements);

#endif
