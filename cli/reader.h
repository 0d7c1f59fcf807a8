/* SPDX-License-Identifier: MIT */
/*
 * Lines for a prompt: from a terminal by readline, with a history and with
 * other threads of the program running while it waits; else from a pipe.
 *
 * readline keeps its state in the process, so there is one Reader at a time.
 */
#ifndef GILSCOPE_CLI_READER_H
#define GILSCOPE_CLI_READER_H

#include "cli/session.h"

typedef struct Reader {
    Session *session; /* may be replaced between two lines */
    bool terminal;
    char *history; /* the file's name, or NULL */
    Buffer input;  /* from a pipe: read, but not yet given */
    bool at_end;
} Reader;

typedef enum { READER_LINE, READER_END, READER_INTERRUPTED } ReaderEnd;

void reader_open(Reader *reader, Session *session);
/* The line, malloc'ed, without its newline; pasted text may hold several. */
ReaderEnd reader_line(Reader *reader, const char *prompt, char **line);
/* The history is written. */
void reader_close(Reader *reader);

#endif
