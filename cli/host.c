/* SPDX-License-Identifier: MIT */
/* The functions the simulation calls for a program's bytes. Nothing is
 * buffered here: CPython's buffering is the business of the VM's io module. */
#include "cli/host.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/lines.h"
#include "sched/dump.h"
#include "sched/livelock.h"
#include "sched/name.h"

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

/* The line of a traceback that names the exception: of each of a chain. */
static bool names_exception(Text line, bool *inside)
{
    static const char head[] = "Traceback (most recent call last):";
    size_t size = sizeof head - 1;
    if (line.size >= size && !memcmp(line.data, head, size)) {
        *inside = true;
        return false;
    }
    bool names = *inside && line.size && line.data[0] != ' ';
    *inside = *inside && !names;
    return names;
}

static void program_uncaught(void *data, World *w, const char *text,
                             size_t size)
{
    ProgramIo *io = data;
    Lines lines;
    if (!io->keep || !lines_split(&lines, text, size)) {
        io->failed = io->failed || io->keep;
        return;
    }
    bool inside = false;
    for (size_t i = 0; i < lines.count; i++) {
        if (names_exception(lines.items[i], &inside)) {
            name_thread(&io->uncaught, w, w->thread);
            buffer_string(&io->uncaught, ": ");
            buffer_text(&io->uncaught, lines.items[i]);
            buffer_byte(&io->uncaught, '\n');
        }
    }
    lines_free(&lines);
}

/* While the output is kept nobody reads what is not the program's. */
static void show_threads(void *data, World *w)
{
    ProgramIo *io = data;
    Buffer out = {0};
    if (!io->keep) {
        dump_threads(&out, w, file_source_line, io->text);
        (void)command_print(STDERR_FILENO, &out);
    }
}

static void show_livelock(void *data, World *w)
{
    ProgramIo *io = data;
    Buffer out = {0};
    io->livelock = true;
    if (!io->keep) {
        livelock_note(&out, w);
        (void)command_print(STDERR_FILENO, &out);
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
    options->uncaught = program_uncaught;
    options->dump = show_threads;
    options->livelock = show_livelock;
}

void host_rewind(ProgramIo *io)
{
    io->kept.size = 0;
    io->span_count = 0;
    io->dropped = 0;
    io->input_at = 0;
    io->missing[0] = '\0';
    io->livelock = false;
    io->uncaught.size = 0;
}

void host_free(ProgramIo *io)
{
    buffer_free(&io->kept);
    buffer_free(&io->uncaught);
    free(io->spans);
    io->spans = NULL;
}
