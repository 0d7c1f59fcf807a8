/* SPDX-License-Identifier: MIT */
/* Completion at the prompt: keywords, names, attributes, % commands. */
#ifndef GILSCOPE_CLI_COMPLETE_H
#define GILSCOPE_CLI_COMPLETE_H

#include "cli/session.h"

/* All words that may stand where `word` does, one a line, sorted.
 * Runs no Python code. */
void complete_words(Buffer *out, Session *session, const char *word);

#endif
