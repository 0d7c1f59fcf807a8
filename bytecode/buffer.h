/* SPDX-License-Identifier: MIT */
/* Buffer: bytes that grow at their end.
 *
 * Invariant: once an allocation failed, `failed` stays true and every further
 * write does nothing, so a writer may append freely and look once at the end.
 * `data[size]` is a NUL whenever size > 0. A zeroed Buffer is an empty one. */
#ifndef GILSCOPE_BYTECODE_BUFFER_H
#define GILSCOPE_BYTECODE_BUFFER_H

#include "bytecode/text.h"

typedef struct {
    char *data;
    size_t size;
    size_t capacity;
    bool failed;
} Buffer;

/* Make room for `extra` more bytes; false when memory ran out. */
bool buffer_reserve(Buffer *buffer, size_t extra);
void buffer_bytes(Buffer *buffer, const void *bytes, size_t size);
void buffer_byte(Buffer *buffer, char byte);
void buffer_string(Buffer *buffer, const char *string);
void buffer_text(Buffer *buffer, Text text);
/* `count` copies of one byte. */
void buffer_pad(Buffer *buffer, char byte, size_t count);
void buffer_format(Buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_free(Buffer *buffer);

#endif
