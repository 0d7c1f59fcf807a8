/* SPDX-License-Identifier: MIT */
/* The functions the simulation calls for a program's bytes. Nothing is
 * buffered here: CPython's buffering is the business of the VM's io module. */
#include "cli/host.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/file.h"

static int64_t write_through(int descriptor, const char *bytes, size_t size)
{
    ssize_t done;
    do {
        done = write(descriptor, bytes, size);
    } while (done < 0 && errno == EINTR);
    return done < 0 ? -errno : done;
}

static OutputSpan *next_span(ProgramIo *io)
{
    if (io->span_count == io->span_capacity) {
        size_t capacity = io->span_capacity ? 2 * io->span_capacity : 32;
        OutputSpan *more = realloc(io->spans, capacity * sizeof *more);
        if (!more) {
            io->failed = true;
            return NULL;
        }
        io->spans = more;
        io->span_capacity = capacity;
    }
    return &io->spans[io->span_count++];
}

static void keep(ProgramIo *io, int descriptor, const char *bytes, size_t size)
{
    const World *w = io->world;
    uint32_t serial = w && w->thread ? w->thread->serial : 1;
    size_t room = KEPT_MAX - io->kept.size;
    size_t fits = size < room ? size : room;
    io->dropped += size - fits;
    if (!fits) {
        return;
    }
    buffer_bytes(&io->kept, bytes, fits);
    OutputSpan *last = io->span_count ? &io->spans[io->span_count - 1] : NULL;
    if (!last || last->serial != serial || last->descriptor != descriptor) {
        last = next_span(io);
    }
    if (last) {
        *last = (OutputSpan){io->kept.size, serial, (uint8_t)descriptor};
    }
}

static int64_t program_write(void *data, int descriptor, const char *bytes,
                             size_t size)
{
    ProgramIo *io = data;
    if (!io->keep || descriptor > STDERR_FILENO) {
        return write_through(descriptor, bytes, size);
    }
    keep(io, descriptor, bytes, size);
    return (int64_t)size;
}

static int64_t program_read(void *data, int descriptor, char *bytes,
                            size_t size)
{
    ProgramIo *io = data;
    if (descriptor != STDIN_FILENO || !io->input) {
        ssize_t got = read(descriptor, bytes, size);
        return got < 0 ? -errno : got;
    }
    size_t left = io->input_size - io->input_at;
    size_t got = size < left ? size : left;
    memcpy(bytes, io->input + io->input_at, got);
    io->input_at += got;
    return (int64_t)got;
}

static char *program_read_file(void *data, const char *path, size_t *size,
                               int *error)
{
    (void)data;
    return file_read(path, size, error);
}

/* As CPython shows it; the others are for those who ask with -W. */
static void program_warning(void *data, const char *filename,
                            const struct Warning *warning)
{
    if (strcmp(warning->category, "SyntaxWarning") != 0) {
        return;
    }
    ProgramIo *io = data;
    Buffer out = {0};
    Buffer source = {0};
    file_source_line(NULL, &source, filename, warning->line);
    buffer_format(&out, "%s:%d: %s: ", filename, warning->line,
                  warning->category);
    buffer_text(&out, warning->message);
    buffer_byte(&out, '\n');
    if (source.size) {
        buffer_format(&out, "  %s\n", source.data);
    }
    if (out.size && !out.failed) {
        (void)program_write(io, STDERR_FILENO, out.data, out.size);
    }
    buffer_free(&source);
    buffer_free(&out);
}

static void program_missing(void *data, const char *what)
{
    ProgramIo *io = data;
    if (!io->missing[0]) {
        strncpy(io->missing, what, sizeof io->missing - 1);
    }
}

void host_connect(SimulationOptions *options, ProgramIo *io)
{
    options->data = io;
    options->write = program_write;
    options->read = program_read;
    options->read_file = program_read_file;
    options->warning = program_warning;
    options->missing = program_missing;
}

void host_rewind(ProgramIo *io)
{
    io->kept.size = 0;
    io->span_count = 0;
    io->dropped = 0;
    io->input_at = 0;
    io->missing[0] = '\0';
}

void host_free(ProgramIo *io)
{
    buffer_free(&io->kept);
    free(io->spans);
    io->spans = NULL;
}
