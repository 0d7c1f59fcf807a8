/* SPDX-License-Identifier: MIT */
/* The methods that change a bytearray. (extend is in bytes_new.c.) */
#include <string.h>

#include "vm/types/bytes_ops.h"
#include "vm/types/text.h"

static Status splice_byte(World *w, NativeFrame *f, size_t at, Value v)
{
    uint8_t byte;
    TRY(bytes_unit(w, v, "byte", &byte));
    TRY(bytearray_splice(w, AS(ByteArray, f->self), at, at, &byte, 1));
    f->result = NONE;
    return OK;
}

Status bytearray_append(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return splice_byte(w, f, AS(ByteArray, f->self)->length, f->args[0]);
}

Status bytearray_insert(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t at;
    int64_t length = (int64_t)AS(ByteArray, f->self)->length;
    TRY(text_integer(w, f, 0, 0, &at));
    at = at < 0 ? at + length : at;
    at = at < 0 ? 0 : at > length ? length : at;
    return splice_byte(w, f, (size_t)at, f->args[1]);
}

Status bytearray_pop(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    ByteArray *a = AS(ByteArray, f->self);
    int64_t at;
    TRY(text_integer(w, f, 0, -1, &at));
    if (a->length == 0) {
        return raise_error(w, TYPE_INDEX_ERROR, "pop from empty bytearray");
    }
    at = at < 0 ? at + (int64_t)a->length : at;
    if (at < 0 || at >= (int64_t)a->length) {
        return raise_error(w, TYPE_INDEX_ERROR, "pop index out of range");
    }
    f->result = INT((uint8_t)bytearray_data(a)[at]);
    return bytearray_splice(w, a, (size_t)at, (size_t)at + 1, NULL, 0);
}

Status bytearray_remove(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint8_t byte;
    ByteArray *a = AS(ByteArray, f->self);
    TRY(bytes_unit(w, f->args[0], "byte", &byte));
    int64_t at = span_find_unit(text_span(f->self), byte, 0, a->length);
    if (at < 0) {
        return raise_value(w, "value not found in bytearray");
    }
    f->result = NONE;
    return bytearray_splice(w, a, (size_t)at, (size_t)at + 1, NULL, 0);
}

Status bytearray_reverse(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    ByteArray *a = AS(ByteArray, f->self);
    char *data = bytearray_data(a);
    if (data) {
        world_touch(w, data, a->length);
    }
    for (size_t i = 0; i < a->length / 2; i++) {
        char swap = data[i];
        data[i] = data[a->length - 1 - i];
        data[a->length - 1 - i] = swap;
    }
    f->result = NONE;
    return OK;
}

/* Room for so many bytes, the NUL behind them counted. */
Status bytearray_alloc(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    const ByteArray *a = AS(ByteArray, f->self);
    f->result =
        INT(a->block ? block_capacity(AS(Block, a->block)) + 1 : a->length);
    return OK;
}

Status bytearray_clear(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    ByteArray *a = AS(ByteArray, f->self);
    TRY(bytearray_check_exports(w, a));
    STORE(w, a->block, NO_VALUE);
    STORE(w, a->length, 0);
    f->result = NONE;
    return OK;
}

Status bytearray_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    f->result = bytearray_from(w, text.data, text.length);
    return f->result ? OK : RAISE;
}

/* As CPython 3.8 on a 64-bit machine, without the room to grow. */
Status bytearray_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    size_t length = AS(ByteArray, f->self)->length;
    f->result = INT(56 + (length ? length + 1 : 0));
    return OK;
}
