/* SPDX-License-Identifier: MIT */
/*
 * Standard output and error on their way to the host; print and the natives of
 * _io that the stream classes of vm/prelude/io.py stand on.
 *
 * Invariant: bytes leave a stream in the order they were written, whether by
 * print or by sys.stdout.write, because both append to the same buffer.
 */
#include "vm/modules/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "vm/drop.h"
#include "vm/host.h"
#include "vm/modules/kernel.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str_native.h"
#include "vm/types/tuple.h"

#define BLOCK_SIZE 8192

/* ---- the streams --------------------------------------------------------- */

static Stream *as_stream(Value v)
{
    return AS(Stream, v);
}

static void stream_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((Stream *)object)->pending);
}

const TypeOps stream_ops = {.visit = stream_visit};

Value stream_of(World *w, int descriptor)
{
    Value name =
        str_intern_ascii(w, descriptor == 1 ? "_stream_1" : "_stream_2");
    Value found = name ? dict_get_str(w, w->prelude, name) : NO_VALUE;
    if (!name || found) {
        return found;
    }
    Stream *stream = heap_object(w, TYPE_FILE_IO, sizeof *stream);
    if (!stream) {
        return NO_VALUE;
    }
    stream->descriptor = descriptor;
    stream->pending = bytearray_blank(w, 0);
    if (!stream->pending ||
        dict_set_str(w, w->prelude, name, VALUE(stream)) != OK) {
        return NO_VALUE;
    }
    return VALUE(stream);
}

static StdoutMode mode_of(const World *w, const Stream *stream)
{
    if (!w->host || stream->descriptor != 1) {
        return STDOUT_LINE;
    }
    return (StdoutMode)w->host->stdout_mode;
}

Status stream_wait(World *w, Thread *t, IoKind kind, int64_t bytes)
{
    if (!w->main_thread) {
        return OK; /* the image is being built: nothing takes time */
    }
    world_touch(w, &t->request, sizeof t->request);
    t->request = (Request){.kind = REQUEST_IO,
                           .io_kind = kind,
                           .interruptible = 1,
                           .timeout_ns = -1,
                           .io_bytes = bytes};
    return BLOCK;
}

/* All of it to the host; what a signal or a full pipe left over again. */
static Status hand_over(World *w, int64_t descriptor, const char *data,
                        size_t size)
{
    while (size) {
        int64_t taken = w->host->write(w, (int)descriptor, data, size);
        if (taken < 0 && taken != -EINTR) {
            return raise_os(w, (int)-taken, NO_VALUE);
        }
        taken = taken < 0 ? 0 : taken;
        data += taken;
        size -= (size_t)taken;
    }
    return OK;
}

/* The kernel is to write it, without the GIL: BLOCK. */
static Status write_outside(World *w, Thread *t, const Stream *stream)
{
    ByteArray *pending = AS(ByteArray, stream->pending);
    size_t size = pending->length;
    SystemCall call = {.kind = SYSTEM_OUTPUT,
                       .argument = {stream->descriptor}};
    Status status = kernel_begin(w, t, &call, bytearray_data(pending), size);
    return status == BLOCK &&
                   bytearray_splice(w, pending, 0, size, NULL, 0) != OK
               ? RAISE
               : status;
}

/* On being entered again: how that write went. */
static Status write_outcome(World *w)
{
    if (!kernel_is_present(w)) {
        return OK;
    }
    SystemCall *call = w->host->system_call(w);
    int64_t result = call->kind == SYSTEM_OUTPUT ? call->result : 0;
    if (call->kind == SYSTEM_OUTPUT) {
        kernel_end(call);
    }
    return result < 0 ? raise_os(w, (int)-result, NO_VALUE) : OK;
}

Status stream_flush(World *w, Thread *t, Value v)
{
    const Stream *stream = as_stream(v);
    ByteArray *pending = AS(ByteArray, stream->pending);
    size_t size = pending->length;
    if (!size || !w->host || !w->host->write) {
        return OK;
    }
    if (kernel_is_present(w)) {
        return write_outside(w, t, stream);
    }
    Status status =
        hand_over(w, stream->descriptor, bytearray_data(pending), size);
    TRY(bytearray_splice(w, pending, 0, size, NULL, 0));
    TRY(status);
    return stream_wait(w, t, IO_TTY, (int64_t)size);
}

static bool is_due(const World *w, const Stream *stream, const char *data,
                   size_t size)
{
    switch (mode_of(w, stream)) {
    case STDOUT_LINE:
        return memchr(data, '\n', size) || memchr(data, '\r', size);
    case STDOUT_BLOCK:
        return AS(ByteArray, stream->pending)->length >= BLOCK_SIZE;
    default:
        return true;
    }
}

Status stream_write_bytes(World *w, Thread *t, Value v, const char *data,
                          size_t size)
{
    const Stream *stream = as_stream(v);
    ByteArray *pending = AS(ByteArray, stream->pending);
    if (!size) {
        return OK;
    }
    TRY(bytearray_splice(w, pending, pending->length, pending->length, data,
                         size));
    return is_due(w, stream, data, size) ? stream_flush(w, t, v) : OK;
}

Status stream_write(World *w, Thread *t, Value v, Value text)
{
    const Str *s = as_str(text);
    if (s->ascii) {
        return stream_write_bytes(w, t, v, str_data(s), s->length);
    }
    const char *errors =
        as_stream(v)->descriptor == 2 ? "backslashreplace" : "strict";
    Value bytes = bytes_encode(w, text, "utf-8", errors);
    NEED(bytes);
    const Bytes *b = AS(Bytes, bytes);
    return stream_write_bytes(w, t, v, b->data, b->length);
}

/* ---- print --------------------------------------------------------------- */

/* f->slot */
enum { PRINT_SEP, PRINT_END, PRINT_FLUSH, PRINT_STREAM };

/* sys.stdout as gilscope made it, or NO_VALUE. */
static Value own_stdout(World *w)
{
    Value key = str_intern_ascii(w, "_stdout");
    Value own = key ? dict_get_str(w, w->prelude, key) : NO_VALUE;
    Value now = dict_get_str(w, w->sys_dict, w->name[NAME_STDOUT]);
    return own && own == now ? stream_of(w, 1) : NO_VALUE;
}

static Status text_option(World *w, const char *name, Value v, Value missing,
                          Value *out)
{
    *out = !v || v == NONE ? missing : v;
    return is_str(*out)
               ? OK
               : raise_type(w, "%s must be None or a string, not %T", name, v);
}

typedef struct PrintOptions {
    Value sep, end, file, flush;
} PrintOptions;

static Status print_keywords(World *w, const NativeFrame *f, PrintOptions *o)
{
    const Value *values = f->args + f->argc - f->kw_count;
    *o = (PrintOptions){0};
    for (uint32_t i = 0; i < f->kw_count; i++) {
        Value name = tuple_at(f->kw_names, i);
        Value *at = name == w->name[NAME_SEP]             ? &o->sep
                    : name == w->name[NAME_END]           ? &o->end
                    : name == w->name[NAME_FILE_ARGUMENT] ? &o->file
                    : name == w->name[NAME_FLUSH]         ? &o->flush
                                                          : NULL;
        if (!at) {
            return raise_type(
                w, "'%V' is an invalid keyword argument for print()", name);
        }
        *at = values[i];
    }
    return OK;
}

/* TWIN: it does not go to our own sys.stdout. */
static Status print_begin(World *w, NativeFrame *f)
{
    PrintOptions o;
    bool flush = false;
    TRY(print_keywords(w, f, &o));
    Value space = str_char(w, ' ');
    NEED(space);
    Value newline = str_char(w, '\n');
    NEED(newline);
    TRY(text_option(w, "sep", o.sep, space, &f->slot[PRINT_SEP]));
    TRY(text_option(w, "end", o.end, newline, &f->slot[PRINT_END]));
    if (o.file && o.file != NONE) {
        return TWIN;
    }
    f->slot[PRINT_STREAM] = own_stdout(w);
    if (!f->slot[PRINT_STREAM] ||
        (o.flush && value_truth(w, o.flush, &flush) != OK)) {
        raised_clear(w);
        return TWIN;
    }
    f->slot[PRINT_FLUSH] = BOOL(flush);
    return OK;
}

/* Pieces: argument, sep, argument ... end. */
static Status print_piece(World *w, NativeFrame *f, uint32_t piece,
                          uint32_t last, Value *text)
{
    if (piece == last) {
        *text = f->slot[PRINT_END];
        return OK;
    }
    if (piece % 2) {
        *text = f->slot[PRINT_SEP];
        return OK;
    }
    return str_of(w, f, SLOT_STR, f->args[piece / 2], text);
}

Status builtin_print(World *w, Thread *t, NativeFrame *f)
{
    uint32_t count = f->argc - f->kw_count;
    uint32_t last = count ? 2 * count - 1 : 0;
    if (!f->slot[PRINT_STREAM]) {
        TRY(print_begin(w, f));
    } else {
        TRY(write_outcome(w));
    }
    while ((uint32_t)f->state <= last) {
        Value text;
        TRY(print_piece(w, f, (uint32_t)f->state, last, &text));
        f->state++;
        TRY(stream_write(w, t, f->slot[PRINT_STREAM], text));
    }
    f->result = NONE;
    if (f->slot[PRINT_FLUSH] == TRUE_VALUE) {
        f->slot[PRINT_FLUSH] = FALSE_VALUE;
        return stream_flush(w, t, f->slot[PRINT_STREAM]);
    }
    return OK;
}

/* open and input are Python: their twins in vm/prelude/io_use.py. */
Status builtin_open(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t, (void)f;
    return TWIN;
}

Status builtin_input(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t, (void)f;
    return TWIN;
}

/* ---- _io ----------------------------------------------------------------- */

static Status stream_argument(World *w, Value v, Value *stream)
{
    int64_t descriptor;
    TRY(value_index(w, v, &descriptor));
    if (descriptor != 1 && descriptor != 2) {
        return raise_os(w, EBADF, NO_VALUE);
    }
    *stream = stream_of(w, (int)descriptor);
    return *stream ? OK : RAISE;
}

/* _io.put(descriptor, str or bytes) */
Status io_put(World *w, Thread *t, NativeFrame *f)
{
    Value stream;
    f->result = NONE;
    if (f->state) {
        return write_outcome(w);
    }
    f->state = 1;
    TRY(stream_argument(w, f->args[0], &stream));
    if (is_str(f->args[1])) {
        return stream_write(w, t, stream, f->args[1]);
    }
    const char *data;
    size_t size;
    TRY(bytes_view(w, f->args[1], &data, &size));
    return stream_write_bytes(w, t, stream, data, size);
}

/* _io.flush(descriptor) */
Status io_flush(World *w, Thread *t, NativeFrame *f)
{
    Value stream;
    f->result = NONE;
    if (f->state) {
        return write_outcome(w);
    }
    f->state = 1;
    TRY(stream_argument(w, f->args[0], &stream));
    return stream_flush(w, t, stream);
}

/* _io.get(descriptor, size): bytes from the host, b"" at the end. */
Status io_get(World *w, Thread *t, NativeFrame *f)
{
    int64_t descriptor;
    int64_t size;
    if (f->state) {
        f->result = f->slot[0];
        return OK;
    }
    TRY(value_index(w, f->args[0], &descriptor));
    TRY(value_index(w, f->args[1], &size));
    size = size < 0 ? 0 : size > (1 << 20) ? 1 << 20 : size;
    char *buffer = malloc((size_t)size + 1);
    if (!buffer) {
        return raise_memory(w);
    }
    int64_t got = 0;
    if (w->host && w->host->read) {
        got = w->host->read(w, (int)descriptor, buffer, (size_t)size);
    }
    f->slot[0] = got < 0 ? NONE : bytes_from(w, buffer, (size_t)got);
    free(buffer);
    NEED(f->slot[0]);
    if (got == -EINTR) { /* the signal's handler, then again */
        world_touch(w, &t->request, sizeof t->request);
        t->request = (Request){
            .kind = REQUEST_SLEEP, .interruptible = 1, .timeout_ns = w->op_ns};
        return BLOCK;
    }
    if (got < 0) {
        return raise_os(w, (int)-got, NO_VALUE);
    }
    f->state = 1;
    f->result = f->slot[0];
    return stream_wait(w, t, IO_TTY, got);
}

/* _io.wait(kind, bytes): as long as such an operation takes. */
Status io_wait(World *w, Thread *t, NativeFrame *f)
{
    int64_t kind;
    int64_t bytes;
    f->result = NONE;
    if (f->state) {
        return OK;
    }
    f->state = 1;
    TRY(value_index(w, f->args[0], &kind));
    TRY(value_index(w, f->args[1], &bytes));
    return stream_wait(w, t, (IoKind)kind, bytes);
}

/* _io.park(object, ns): until somebody wakes `object`, at most so long; ns < 0:
 * for ever. True unless the time was over. */
Status io_park(World *w, Thread *t, NativeFrame *f)
{
    int64_t ns;
    if (f->state) {
        f->result = BOOL(!t->request.timed_out);
        return OK;
    }
    f->state = 1;
    TRY(value_index(w, f->args[1], &ns));
    world_touch(w, &t->request, sizeof t->request);
    t->request = (Request){.kind = REQUEST_WAIT,
                           .interruptible = 1,
                           .object = f->args[0],
                           .timeout_ns = ns};
    return BLOCK;
}

/* _io.wake(object): all who are parked on it may go on. */
Status io_wake(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = NONE;
    if (w->host && w->host->wake) {
        w->host->wake(w, f->args[0]);
    }
    return OK;
}

/* _io.settled(object): its __del__ has nothing left to do. */
Status io_settled(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (IS_OBJECT(f->args[0])) {
        drop_forget(w, OBJECT(f->args[0]));
    }
    f->result = NONE;
    return OK;
}

/* _io.unsettled(object): its __del__ has something to do after all. */
Status io_unsettled(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (IS_OBJECT(f->args[0])) {
        drop_finalise(w, OBJECT(f->args[0]));
    }
    f->result = NONE;
    return OK;
}

/* _io.now(): ns since the program started. */
Status io_now(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = int_new(w, host_now(w));
    return f->result ? OK : RAISE;
}

/* _io.duration(kind, bytes): (latency, transfer) in ns of such an operation,
 * at least one opcode together. */
Status io_duration_of(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t kind;
    int64_t bytes;
    int64_t transfer = 0;
    TRY(value_index(w, f->args[0], &kind));
    TRY(value_index(w, f->args[1], &bytes));
    int64_t latency =
        w->host && w->host->io_duration
            ? w->host->io_duration(w, (uint8_t)kind, bytes, &transfer)
            : w->op_ns;
    Value first = int_new(w, latency);
    NEED(first);
    Value second = int_new(w, transfer);
    NEED(second);
    f->result = tuple_of(w, 2, first, second);
    return f->result ? OK : RAISE;
}

/* _io.stdout_mode() */
Status io_stdout_mode(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = INT(w->host ? w->host->stdout_mode : STDOUT_LINE);
    return OK;
}
