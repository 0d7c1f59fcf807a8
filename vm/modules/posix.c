/* SPDX-License-Identifier: MIT */
/*
 * posix: files, folders and the environment, as far as the host must be asked.
 *
 * Each function hands back what the host said, or an errno as an int; which
 * exception that becomes, and the overlay of changes the host does not take,
 * is the business of vm/prelude/posix.py.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Status give(NativeFrame *f, Value v)
{
    f->result = v;
    return v ? OK : RAISE;
}

/* What stands for a byte that is no UTF-8 (U+DC80 to U+DCFF) becomes it. */
static size_t undo_escapes(char *text, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        const unsigned char *at = (const unsigned char *)text + i;
        if (i + 2 < size && at[0] == 0xed && (at[1] == 0xb2 || at[1] == 0xb3)) {
            text[used++] = (char)((at[1] & 3) << 6 | (at[2] & 0x3f));
            i += 2;
        } else {
            text[used++] = text[i];
        }
    }
    text[used] = 0;
    return used;
}

/* A path without NUL in malloc'ed memory. */
static Status path_text(World *w, Value v, char **out)
{
    size_t size;
    if (!is_str(v)) {
        return raise_type(w, "path should be string, not %T", v);
    }
    *out = str_to_utf8(v, &size);
    if (!*out) {
        return raise_memory(w);
    }
    size = undo_escapes(*out, size);
    if (strlen(*out) != size) {
        free(*out);
        return raise_value(w, "embedded null byte");
    }
    return OK;
}

Status posix_read_file(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char *path;
    size_t size = 0;
    int error = ENOENT;
    TRY(path_text(w, f->args[0], &path));
    char *data = w->host && w->host->read_file
                     ? w->host->read_file(w, path, &size, &error)
                     : NULL;
    Value result = data ? bytes_from(w, data, size) : INT(error);
    free(data);
    free(path);
    return give(f, result);
}

Status posix_write_file(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char *path;
    int64_t offset;
    int64_t length;
    const char *data;
    size_t size;
    f->result = INT(0);
    if (!w->host || !w->host->write_file) {
        return OK;
    }
    TRY(value_index(w, f->args[1], &offset));
    TRY(value_index(w, f->args[3], &length));
    TRY(bytes_view(w, f->args[2], &data, &size));
    TRY(path_text(w, f->args[0], &path));
    int error = w->host->write_file(w, path, offset, data, size, length);
    free(path);
    return error ? raise_os(w, error, NO_VALUE) : OK;
}

/* (mode, links, inode, size, modified, accessed, changed, blocks), times in
   ns; or an errno */
Status posix_status(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char *path;
    FileStatus status = {0};
    TRY(path_text(w, f->args[0], &path));
    int error =
        w->host && w->host->file_status
            ? w->host->file_status(w, path, f->args[1] == TRUE_VALUE, &status)
            : ENOENT;
    free(path);
    if (error) {
        return give(f, INT(error));
    }
    Value inode = int_from_uint64(w, status.inode);
    NEED(inode);
    return give(
        f, tuple_of(w, 8, INT(status.mode), INT(status.links), inode,
                    int_new(w, status.size), int_new(w, status.modified_ns),
                    int_new(w, status.accessed_ns),
                    int_new(w, status.changed_ns), int_new(w, status.blocks)));
}

Status posix_change(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t what;
    int64_t mode;
    char *path;
    char *to = NULL;
    f->result = INT(0);
    if (!w->host || !w->host->change_file) {
        return OK;
    }
    TRY(value_index(w, f->args[0], &what));
    TRY(value_index(w, f->args[3], &mode));
    TRY(path_text(w, f->args[1], &path));
    Status status = f->args[2] == NONE ? OK : path_text(w, f->args[2], &to);
    if (status == OK) {
        f->result =
            INT(w->host->change_file(w, (FileChange)what, path, to, (int)mode));
        free(to);
    }
    free(path);
    return status;
}

/* ---- folders ------------------------------------------------------------- */

typedef struct Listing {
    World *w;
    Value names;
    bool dots; /* "." and ".." count */
    Status status;
} Listing;

static void list_one(void *data, const char *name)
{
    Listing *l = data;
    bool dot = !strcmp(name, ".") || !strcmp(name, "..");
    if (l->status != OK || (dot && !l->dots)) {
        return;
    }
    Value text =
        bytes_decode(l->w, name, strlen(name), "utf-8", "surrogateescape");
    l->status = text ? list_append(l->w, l->names, text) : RAISE;
}

typedef int TellNames(World *w, const char *path,
                      void (*each)(void *data, const char *name), void *data);

/* The names a host function tells, as a list, or its errno. */
static Status names_of(World *w, NativeFrame *f, TellNames *tell, bool dots)
{
    char *path;
    Listing l = {.w = w, .names = list_new(w, 16), .dots = dots};
    NEED(l.names);
    TRY(path_text(w, f->args[0], &path));
    int error = tell ? tell(w, path, list_one, &l) : ENOENT;
    free(path);
    TRY(l.status);
    return give(f, error ? INT(error) : l.names);
}

Status posix_list(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return names_of(w, f, w->host ? w->host->list_folder : NULL, false);
}

Status posix_read_link(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return names_of(w, f, w->host ? w->host->read_link : NULL, true);
}

Status posix_writes_through(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, BOOL(w->host && w->host->write_file));
}

Status posix_folder(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *folder = w->host && w->host->folder ? w->host->folder : "/";
    return give(f, str_from_utf8(w, folder, strlen(folder)));
}

/* ---- the rest ------------------------------------------------------------ */

static const char *const fixed_environment[] = {
    "HOME=/home/user", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "USER=user", NULL};

/* A list of (name, value). */
Status posix_environment(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *const *at = w->host && w->host->environment
                                ? w->host->environment
                                : fixed_environment;
    f->result = list_new(w, 8);
    NEED(f->result);
    for (; *at; at++) {
        const char *equals = strchr(*at, '=');
        size_t size = equals ? (size_t)(equals - *at) : strlen(*at);
        Value name = bytes_from(w, *at, size);
        NEED(name);
        const char *text = equals ? equals + 1 : "";
        Value value = bytes_from(w, text, strlen(text));
        NEED(value);
        Value pair = tuple_of(w, 2, name, value);
        NEED(pair);
        TRY(list_append(w, f->result, pair));
    }
    return OK;
}

Status posix_strerror(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t code;
    TRY(value_index(w, f->args[0], &code));
    const char *text = strerrordesc_np((int)code);
    if (text) {
        return give(f, str_from_ascii(w, text));
    }
    return give(f, format_str(w, "Unknown error %ld", code));
}

/* From the program's own stream of random numbers. */
Status posix_urandom(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t size;
    TRY(value_index(w, f->args[0], &size));
    if (size < 0) {
        return raise_value(w, "negative argument not allowed");
    }
    Bytes *bytes = bytes_blank(w, (size_t)size);
    NEED(bytes);
    for (int64_t i = 0; i < size; i += 8) {
        uint64_t number = w->host && w->host->program_random
                              ? w->host->program_random(w)
                              : (uint64_t)i;
        int64_t left = size - i < 8 ? size - i : 8;
        memcpy(bytes->data + i, &number, (size_t)left);
    }
    return give(f, VALUE(bytes));
}

/* The thread waits for what never comes; the host ends the run. */
Status posix_exit(World *w, Thread *t, NativeFrame *f)
{
    int64_t status;
    TRY(value_index(w, f->args[0], &status));
    if (!w->host || !w->host->leave) {
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "os._exit() is not built");
    }
    w->host->leave(w, (int)(status & 0xff));
    world_touch(w, &t->request, sizeof t->request);
    t->request = (Request){.kind = REQUEST_WAIT, .timeout_ns = -1};
    return BLOCK;
}
