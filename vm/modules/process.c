/* SPDX-License-Identifier: MIT */
/*
 * posix's natives for other processes and the pipes to them.
 *
 * Each hands back what vm/process.h said, a negative errno included; what that
 * means to a program, and all waiting, is the business of
 * vm/prelude/process.py. CPython forks and runs C between fork and exec; here
 * the host is given the whole request at once.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

static const ProcessHost *host_of(const World *w)
{
    return w->host ? w->host->process : NULL;
}

static Status answer(World *w, NativeFrame *f, int64_t number)
{
    f->result = int_new(w, number);
    return f->result ? OK : RAISE;
}

/* A descriptor of the host's, or any other small number. */
static Status small(World *w, Value v, int *out)
{
    int64_t number;
    TRY(value_index(w, v, &number));
    *out = (int)number;
    return OK;
}

Status process_can(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = BOOL(host_of(w) != NULL);
    return OK;
}

Status process_pipe(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int ends[2];
    int64_t error = host_of(w) ? host_of(w)->pipe(w, ends) : -(int64_t)ENOSYS;
    if (error) {
        return answer(w, f, error);
    }
    f->result = tuple_of(w, 2, INT(ends[0]), INT(ends[1]));
    return f->result ? OK : RAISE;
}

Status process_open(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int flags;
    int64_t offset;
    const char *path;
    size_t size;
    TRY(bytes_view(w, f->args[0], &path, &size));
    TRY(small(w, f->args[1], &flags));
    TRY(value_index(w, f->args[2], &offset));
    return answer(w, f,
                  host_of(w) ? host_of(w)->open(w, path, flags, offset)
                             : -(int64_t)ENOSYS);
}

Status process_read(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int descriptor;
    int64_t size;
    TRY(small(w, f->args[0], &descriptor));
    TRY(value_index(w, f->args[1], &size));
    size = size < 0 ? 0 : size > 65536 ? 65536 : size;
    char *buffer = malloc((size_t)size + 1);
    if (!buffer) {
        return raise_memory(w);
    }
    int64_t got = host_of(w)->read(w, descriptor, buffer, (size_t)size);
    f->result = got < 0 ? INT(got) : bytes_from(w, buffer, (size_t)got);
    free(buffer);
    return f->result ? OK : RAISE;
}

Status process_write(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int descriptor;
    const char *data;
    size_t size;
    TRY(small(w, f->args[0], &descriptor));
    TRY(bytes_view(w, f->args[1], &data, &size));
    return answer(w, f, host_of(w)->write(w, descriptor, data, size));
}

Status process_ready(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int descriptor;
    TRY(small(w, f->args[0], &descriptor));
    return answer(w, f, host_of(w)->ready(w, descriptor));
}

Status process_close(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int descriptor;
    f->result = NONE;
    TRY(small(w, f->args[0], &descriptor));
    host_of(w)->close(w, descriptor);
    return OK;
}

Status process_watch(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int descriptor;
    int events;
    TRY(small(w, f->args[0], &descriptor));
    TRY(small(w, f->args[1], &events));
    return answer(w, f, host_of(w)->watch(w, descriptor, events));
}

/* The wait status, or None while the process runs, or a negative errno. */
Status process_wait(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t process;
    int status = 0;
    TRY(value_index(w, f->args[0], &process));
    int64_t ended =
        host_of(w) ? host_of(w)->wait(w, process, &status) : -(int64_t)ECHILD;
    f->result = ended == 0 ? NONE : INT(ended < 0 ? ended : status);
    return OK;
}

Status process_kill(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t process;
    int signal;
    TRY(value_index(w, f->args[0], &process));
    TRY(small(w, f->args[1], &signal));
    return answer(w, f,
                  host_of(w) ? host_of(w)->kill(w, process, signal)
                             : -(int64_t)ESRCH);
}

/* ---- spawn --------------------------------------------------------------- */

/* A list of bytes as C wants it: one block, free() it. */
static char **texts_of(World *w, Value list)
{
    size_t count = list_length(list);
    size_t total = (count + 1) * sizeof(char *);
    for (size_t i = 0; i < count; i++) {
        total += AS(Bytes, list_at(list, i))->length + 1;
    }
    char **texts = malloc(total);
    if (!texts) {
        (void)raise_memory(w);
        return NULL;
    }
    char *at = (char *)(texts + count + 1);
    for (size_t i = 0; i < count; i++) {
        const Bytes *text = AS(Bytes, list_at(list, i));
        memcpy(at, text->data, text->length + 1);
        texts[i] = at;
        at += text->length + 1;
    }
    texts[count] = NULL;
    return texts;
}

/* A list of (descriptor in the child, descriptor of the host). */
static SpawnPlace *places_of(World *w, Value list)
{
    size_t count = list_length(list);
    SpawnPlace *places = malloc((count + 1) * sizeof *places);
    if (!places) {
        (void)raise_memory(w);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        Value pair = list_at(list, i);
        if (small(w, tuple_at(pair, 0), &places[i].in_child) != OK ||
            small(w, tuple_at(pair, 1), &places[i].ours) != OK) {
            free(places);
            return NULL;
        }
    }
    return places;
}

/* posix._spawn(program, arguments, environment, folder, places, session) */
Status process_spawn(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!host_of(w)) {
        return answer(w, f, -(int64_t)ENOSYS);
    }
    char **arguments = texts_of(w, f->args[1]);
    char **environment = arguments ? texts_of(w, f->args[2]) : NULL;
    SpawnPlace *places = environment ? places_of(w, f->args[4]) : NULL;
    Status status = RAISE;
    if (places) {
        SpawnRequest request = {
            .program = AS(Bytes, f->args[0])->data,
            .arguments = arguments,
            .environment = environment,
            .folder = AS(Bytes, f->args[3])->data,
            .places = places,
            .place_count = list_length(f->args[4]),
            .session = f->args[5] == TRUE_VALUE,
        };
        status = answer(w, f, host_of(w)->spawn(w, &request));
    }
    free(arguments);
    free(environment);
    free(places);
    return status;
}
