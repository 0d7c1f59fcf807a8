/* SPDX-License-Identifier: MIT */
/* Buffer: see buffer.h for the sticky failure, which is all there is to know
 * here. Capacity doubles, so that appending stays linear. */
#include "bytecode/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool buffer_reserve(Buffer *buffer, size_t extra)
{
    if (buffer->failed || extra > (size_t)-1 / 4 - buffer->size) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->size + extra + 1;
    if (needed <= buffer->capacity) {
        return true;
    }
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *data = realloc(buffer->data, capacity);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void buffer_bytes(Buffer *buffer, const void *bytes, size_t size)
{
    if (size && buffer_reserve(buffer, size)) {
        memcpy(buffer->data + buffer->size, bytes, size);
        buffer->size += size;
        buffer->data[buffer->size] = 0;
    }
}

void buffer_byte(Buffer *buffer, char byte)
{
    if (buffer->size + 1 < buffer->capacity || buffer_reserve(buffer, 1)) {
        buffer->data[buffer->size++] = byte;
        buffer->data[buffer->size] = 0;
    }
}

void buffer_string(Buffer *buffer, const char *string)
{
    buffer_bytes(buffer, string, strlen(string));
}

void buffer_text(Buffer *buffer, Text text)
{
    buffer_bytes(buffer, text.data, text.size);
}

void buffer_pad(Buffer *buffer, char byte, size_t count)
{
    if (count && buffer_reserve(buffer, count)) {
        memset(buffer->data + buffer->size, byte, count);
        buffer->size += count;
        buffer->data[buffer->size] = 0;
    }
}

void buffer_format(Buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size <= 0 || !buffer_reserve(buffer, (size_t)size)) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)size;
}

void buffer_free(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}
