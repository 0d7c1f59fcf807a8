/* SPDX-License-Identifier: MIT */
/* Files are read whole; a report reads its source file once for each line,
 * which is cheap enough for the few lines it shows. */
#include "cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX ((size_t)1 << 30)

char *file_read_all(int descriptor, size_t *size, int *error)
{
    size_t capacity = 1 << 14;
    size_t used = 0;
    char *bytes = malloc(capacity);
    *error = ENOMEM;
    while (bytes) {
        ssize_t got = read(descriptor, bytes + used, capacity - used - 1);
        if (got == 0) {
            bytes[used] = '\0';
            *size = used;
            return bytes;
        }
        if (got < 0 && errno == EINTR) {
            continue;
        }
        *error = got < 0 ? errno : EFBIG;
        if (got < 0 || (used += (size_t)got) > FILE_MAX) {
            break;
        }
        if (used + 1 < capacity) {
            continue;
        }
        char *more = realloc(bytes, 2 * capacity);
        *error = ENOMEM;
        if (!more) {
            break;
        }
        bytes = more;
        capacity *= 2;
    }
    free(bytes);
    return NULL;
}

char *file_read(const char *path, size_t *size, int *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        *error = errno;
        return NULL;
    }
    struct stat status;
    char *bytes = NULL;
    *error = EISDIR;
    if (fstat(descriptor, &status) || !S_ISDIR(status.st_mode)) {
        bytes = file_read_all(descriptor, size, error);
    }
    close(descriptor);
    return bytes;
}

/* Without its indentation and its end. */
static void put_line(Buffer *out, const char *text, size_t size, int line)
{
    const char *at = text;
    const char *end = text + size;
    for (int i = 1; i < line && at; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    if (!at || at >= end || line < 1) {
        return;
    }
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\f')) {
        at++;
    }
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    stop = stop ? stop : end;
    while (stop > at && (stop[-1] == '\r' || stop[-1] == ' ')) {
        stop--;
    }
    buffer_bytes(out, at, (size_t)(stop - at));
}

void file_source_line(void *data, Buffer *out, const char *file, int line)
{
    const FileText *given = data;
    if (given && given->text && !strcmp(given->name, file)) {
        put_line(out, given->text, given->size, line);
        return;
    }
    size_t size;
    int error;
    char *text = *file && *file != '<' ? file_read(file, &size, &error) : NULL;
    if (text) {
        put_line(out, text, size, line);
        free(text);
    }
}
