/* SPDX-License-Identifier: MIT */
/* Printing for all commands: whole buffers, straight to a descriptor, so that
 * nothing waits in stdio when a process forks or dies. */
#include "cli/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int descriptor, const char *data, size_t size)
{
    while (size) {
        ssize_t done = write(descriptor, data, size);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            data += done;
            size -= (size_t)done;
        }
    }
    return true;
}

int command_print(int descriptor, Buffer *out)
{
    int status = 0;
    if (out->failed) {
        status = command_no_memory();
    } else if (out->size && !write_all(descriptor, out->data, out->size)) {
        int error = errno;
        status = EXIT_OUTPUT;
        if (descriptor == STDOUT_FILENO && error != EPIPE) {
            (void)command_fail("cannot write to stdout: %s", strerror(error));
        }
    }
    buffer_free(out);
    *out = (Buffer){0};
    return status;
}

int command_fail(const char *format, ...)
{
    char text[600];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    Buffer out = {0};
    buffer_format(&out, "gilscope: %s\n", text);
    if (!out.failed) {
        (void)write_all(STDERR_FILENO, out.data, out.size);
    }
    buffer_free(&out);
    return EXIT_USAGE;
}

int command_cannot_open(const char *file, int error)
{
    return command_fail("can't open file '%.400s': [Errno %d] %s", file, error,
                        strerror(error));
}

int command_no_memory(void)
{
    static const char text[] = "gilscope: out of memory\n";
    (void)write_all(STDERR_FILENO, text, sizeof text - 1);
    return EXIT_INTERNAL;
}
