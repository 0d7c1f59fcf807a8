/* SPDX-License-Identifier: MIT */
/* Reading files: whole ones, and single lines of sources for reports. */
#ifndef GILSCOPE_CLI_FILE_H
#define GILSCOPE_CLI_FILE_H

#include "bytecode/buffer.h"

/* The whole of a file in malloc'ed memory, a NUL behind it; NULL with the
 * errno in *error. A directory is EISDIR; more than 1 GiB is EFBIG. */
char *file_read(const char *path, size_t *size, int *error)
    __attribute__((warn_unused_result));
/* The same from an open descriptor. */
char *file_read_all(int descriptor, size_t *size, int *error)
    __attribute__((warn_unused_result));

/* A SourceLine (deadlock.h) for reports; `data` is a program text given by
 * other means than a file, or NULL. */
typedef struct FileText {
    const char *name; /* "<string>" */
    const char *text;
    size_t size;
} FileText;
void file_source_line(void *data, Buffer *out, const char *file, int line);

#endif
