/* SPDX-License-Identifier: MIT */
/*
 * Exceptions: making them and linking them.
 *
 * All classes share one struct. Those with attributes of their own keep them
 * in Exception.field[], in the order that exception.def gives; fill_*()
 * below sets them from the constructor's arguments, as CPython's __init__ of
 * each class does.
 */
#include "vm/types/exception.h"
#include "vm/types/bytes.h"

#include <errno.h>
#include <string.h>

#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static const struct {
    int error;
    TypeId type;
} os_errors[] = {
    {EAGAIN, TYPE_BLOCKING_IO_ERROR},
    {EALREADY, TYPE_BLOCKING_IO_ERROR},
    {EINPROGRESS, TYPE_BLOCKING_IO_ERROR},
    {EWOULDBLOCK, TYPE_BLOCKING_IO_ERROR},
    {EPIPE, TYPE_BROKEN_PIPE_ERROR},
    {ESHUTDOWN, TYPE_BROKEN_PIPE_ERROR},
    {ECHILD, TYPE_CHILD_PROCESS_ERROR},
    {ECONNABORTED, TYPE_CONNECTION_ABORTED_ERROR},
    {ECONNREFUSED, TYPE_CONNECTION_REFUSED_ERROR},
    {ECONNRESET, TYPE_CONNECTION_RESET_ERROR},
    {EEXIST, TYPE_FILE_EXISTS_ERROR},
    {ENOENT, TYPE_FILE_NOT_FOUND_ERROR},
    {EISDIR, TYPE_IS_A_DIRECTORY_ERROR},
    {ENOTDIR, TYPE_NOT_A_DIRECTORY_ERROR},
    {EINTR, TYPE_INTERRUPTED_ERROR},
    {EACCES, TYPE_PERMISSION_ERROR},
    {EPERM, TYPE_PERMISSION_ERROR},
    {ESRCH, TYPE_PROCESS_LOOKUP_ERROR},
    {ETIMEDOUT, TYPE_TIMEOUT_ERROR},
};

TypeId os_error_type(int64_t error)
{
    for (size_t i = 0; i < sizeof os_errors / sizeof *os_errors; i++) {
        if (os_errors[i].error == error) {
            return os_errors[i].type;
        }
    }
    return TYPE_OS_ERROR;
}

static Value first_or_none(Value args)
{
    return tuple_length(args) ? tuple_at(args, 0) : NONE;
}

static Status fill_value(World *w, Exception *e, Value args)
{
    STORE(w, e->field[0], first_or_none(args));
    return OK;
}

/* SystemExit: no argument, the argument, or all of them. */
static Status fill_code(World *w, Exception *e, Value args)
{
    bool many = tuple_length(args) > 1;
    STORE(w, e->field[0], many ? args : first_or_none(args));
    return OK;
}

static Status fill_import(World *w, Exception *e, Value args)
{
    Value message = tuple_length(args) == 1 ? tuple_at(args, 0) : NONE;
    STORE(w, e->field[0], message);
    return OK;
}

/* OSError(errno, strerror, filename, winerror, filename2) */
static Status fill_os(World *w, Exception *e, Value args)
{
    size_t n = tuple_length(args);
    if (n < 2 || n > 5) {
        return OK;
    }
    world_touch(w, e, sizeof *e);
    e->field[0] = tuple_at(args, 0);
    e->field[1] = tuple_at(args, 1);
    Value filename = n > 2 ? tuple_at(args, 2) : NONE;
    if (filename == NONE) {
        return OK;
    }
    Klass *k = klass_of(w, VALUE(e));
    if (klass_is_subclass(w, k, &w->klass[TYPE_BLOCKING_IO_ERROR]) &&
        is_int(filename)) {
        e->field[4] = filename;
        return OK;
    }
    e->field[2] = filename;
    e->field[3] = n > 4 ? tuple_at(args, 4) : NONE;
    Value two = tuple_of(w, 2, e->field[0], e->field[1]);
    NEED(two);
    e->args = two;
    return OK;
}

/* SyntaxError(msg, (filename, lineno, offset, text)) */
static Status fill_syntax(World *w, Exception *e, Value args)
{
    size_t n = tuple_length(args);
    world_touch(w, e, sizeof *e);
    if (n >= 1) {
        e->field[0] = tuple_at(args, 0);
    }
    if (n != 2) {
        return OK;
    }
    Value info = tuple_at(args, 1);
    if (!has_layout(info, TYPE_TUPLE) || tuple_length(info) != 4) {
        return raise_error(w, TYPE_INDEX_ERROR, "tuple index out of range");
    }
    for (size_t i = 0; i < 4; i++) {
        e->field[i + 1] = tuple_at(info, i);
    }
    return OK;
}

static Status fill_unicode(World *w, Exception *e, Value args)
{
    static const struct {
        TypeId type;
        const char *letters; /* what each argument must be */
    } rows[] = {
        {TYPE_UNICODE_DECODE_ERROR, "sbiis"},
        {TYPE_UNICODE_ENCODE_ERROR, "ssiis"},
        {TYPE_UNICODE_TRANSLATE_ERROR, "siis"},
    };
    TypeId kind = exception_kind(w, klass_of(w, VALUE(e)));
    size_t row = 0;
    while (rows[row].type != kind) {
        row++;
    }
    const char *letters = rows[row].letters;
    size_t n = strlen(letters);
    if (tuple_length(args) != n) {
        return raise_type(w, "function takes exactly %d arguments (%d given)",
                          (int)n, (int)tuple_length(args));
    }
    world_touch(w, e, sizeof *e);
    for (size_t i = 0; i < n; i++) {
        Value v = tuple_at(args, i);
        if (letters[i] == 'i' && !is_int(v)) {
            return raise_type(w, "an integer is required (got type %T)", v);
        }
        if (letters[i] == 's' && !is_str(v)) {
            return raise_type(w, "argument %d must be str, not %T", (int)i + 1,
                              v);
        }
        if (letters[i] == 'b' && !has_layout(v, TYPE_BYTES) &&
            !has_layout(v, TYPE_BYTEARRAY)) {
            return raise_type(w, "a bytes-like object is required, not '%T'",
                              v);
        }
        if (letters[i] == 'b' && !has_layout(v, TYPE_BYTES)) {
            const char *data;
            size_t size;
            TRY(bytes_view(w, v, &data, &size));
            v = bytes_from(w, data, size);
            NEED(v);
        }
        /* encoding comes first, where there is one */
        e->field[n == 5 ? i : i + 1] = v;
    }
    return OK;
}

static const struct {
    TypeId type;
    Status (*fill)(World *, Exception *, Value);
} fillers[] = {
    {TYPE_STOP_ITERATION, fill_value},
    {TYPE_SYSTEM_EXIT, fill_code},
    {TYPE_IMPORT_ERROR, fill_import},
    {TYPE_OS_ERROR, fill_os},
    {TYPE_SYNTAX_ERROR, fill_syntax},
    {TYPE_UNICODE_DECODE_ERROR, fill_unicode},
    {TYPE_UNICODE_ENCODE_ERROR, fill_unicode},
    {TYPE_UNICODE_TRANSLATE_ERROR, fill_unicode},
    {TYPE_KEY_ERROR, NULL},
};

#define FILLERS (sizeof fillers / sizeof *fillers)

TypeId exception_kind(World *w, Klass *klass)
{
    for (size_t i = 0; i < FILLERS; i++) {
        if (klass_is_subclass(w, klass, &w->klass[fillers[i].type])) {
            return fillers[i].type;
        }
    }
    return TYPE_BASE_EXCEPTION;
}

Status exception_fill(World *w, Value exception, Value args)
{
    TypeId kind = exception_kind(w, klass_of(w, exception));
    for (size_t i = 0; i < FILLERS; i++) {
        if (fillers[i].type == kind && fillers[i].fill) {
            return fillers[i].fill(w, AS(Exception, exception), args);
        }
    }
    return OK;
}

Value exception_blank(World *w, Klass *klass, Value args)
{
    Exception *e = heap_new(w, klass, sizeof *e);
    if (!e) {
        return NO_VALUE;
    }
    e->args = args;
    return VALUE(e);
}

Value exception_new(World *w, Klass *klass, Value args)
{
    Value e = exception_blank(w, klass, args);
    if (!e || exception_fill(w, e, args) != OK) {
        return NO_VALUE;
    }
    return e;
}

/* A context chain may be a circle already when a program made it so: walk it
 * with a second, slower pointer. */
void exception_set_context(World *w, Value exception, Value context)
{
    if (context == exception) {
        return;
    }
    Value slow = context;
    bool step = false;
    for (Value at = context; at && at != NONE;) {
        Exception *e = AS(Exception, at);
        if (e->context == exception) {
            STORE(w, e->context, NO_VALUE);
            break;
        }
        at = e->context;
        slow = step ? AS(Exception, slow)->context : slow;
        step = !step;
        if (at == slow) {
            break;
        }
    }
    STORE(w, AS(Exception, exception)->context, context);
}

Value exception_stop_value(Value exception)
{
    Value value = AS(Exception, exception)->field[0];
    return value ? value : NONE;
}

Status raise_os(World *w, int error, Value filename)
{
    char text[128];
    const char *what = strerror_r(error, text, sizeof text);
    Value message = str_from_utf8(w, what, strlen(what));
    NEED(message);
    Value args = filename ? tuple_of(w, 3, INT(error), message, filename)
                          : tuple_of(w, 2, INT(error), message);
    NEED(args);
    return raise_with_args(w, os_error_type(error), args);
}

/* ---- __new__ and __init__ ------------------------------------------------ */

static Value positional(World *w, const NativeFrame *f)
{
    return tuple_from(w, f->args, f->argc - f->kw_count);
}

Status exception_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value args = positional(w, f);
    NEED(args);
    f->result = exception_blank(w, AS(Klass, f->self), args);
    return f->result ? OK : RAISE;
}

/* A subclass with an __init__ of its own, but no __new__, gives the fields
 * their values there; any other in __new__, whatever __init__ then gets. */
static bool fills_in_init(const Klass *klass)
{
    return klass_overrides(klass, SLOT_INIT) &&
           !klass_overrides(klass, SLOT_NEW);
}

/* OSError(2, ...) is a FileNotFoundError. */
Status os_error_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Klass *klass = AS(Klass, f->self);
    Value args = positional(w, f);
    NEED(args);
    int64_t error;
    if (klass == &w->klass[TYPE_OS_ERROR] && tuple_length(args) >= 2 &&
        tuple_length(args) <= 5 && is_int(tuple_at(args, 0)) &&
        int_to_int64(tuple_at(args, 0), &error)) {
        klass = &w->klass[os_error_type(error)];
    }
    if (fills_in_init(klass)) {
        f->result = exception_blank(w, klass, w->empty_tuple);
        return f->result ? OK : RAISE;
    }
    if (f->kw_count) {
        return raise_type(w, "%N() takes no keyword arguments", klass);
    }
    f->result = exception_new(w, klass, args);
    return f->result ? OK : RAISE;
}

static Status no_keywords(World *w, const NativeFrame *f)
{
    if (f->kw_count) {
        return raise_type(w, "%T() takes no keyword arguments", f->self);
    }
    return OK;
}

Status exception_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(no_keywords(w, f));
    Value args = positional(w, f);
    NEED(args);
    STORE(w, AS(Exception, f->self)->args, args);
    f->result = NONE;
    return OK;
}

Status exception_init_fields(World *w, Thread *t, NativeFrame *f)
{
    TRY(exception_init(w, t, f));
    return exception_fill(w, f->self, AS(Exception, f->self)->args);
}

Status os_error_init(World *w, Thread *t, NativeFrame *f)
{
    if (fills_in_init(klass_of(w, f->self))) {
        return exception_init_fields(w, t, f);
    }
    f->result = NONE;
    return OK;
}

Status import_error_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Exception *e = AS(Exception, f->self);
    uint32_t first = f->argc - f->kw_count;
    world_touch(w, e, sizeof *e);
    memset(e->field, 0, sizeof e->field);
    for (uint32_t i = 0; i < f->kw_count; i++) {
        Value name = tuple_at(f->kw_names, i);
        int field = str_is(name, "name") ? 1 : str_is(name, "path") ? 2 : 0;
        if (!field) {
            return raise_type(
                w, "'%V' is an invalid keyword argument for ImportError()",
                name);
        }
        e->field[field] = f->args[first + i];
    }
    Value args = positional(w, f);
    NEED(args);
    e->args = args;
    f->result = NONE;
    return fill_import(w, e, args);
}
