/* SPDX-License-Identifier: MIT */
/* Completion at the prompt: keywords, names, attributes, % commands. */
#ifndef GILSCOPE_CLI_COMPLETE_H
#define GILSCOPE_CLI_COMPLETE_H

#include "cli/session.h"

/* Readline completes from this session's world from now on. */
void complete_install(Session *session);
/* All words that may stand where `word` does, one a line, sorted: for readline
 * and for tests. Runs no Python code. */
void complete_words(Buffer *out, Session *session, const char *word);

#endif
