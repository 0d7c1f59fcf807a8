/* SPDX-License-Identifier: MIT */
/* The prompt, for those who open it on a session of their own. */
#ifndef GILSCOPE_CLI_REPL_H
#define GILSCOPE_CLI_REPL_H

#include "cli/session.h"

/* `-i`: the program has ended with `status`; a prompt in its world. */
int repl_continue(Session *session, int status);

#endif
