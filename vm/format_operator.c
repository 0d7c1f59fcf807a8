/* SPDX-License-Identifier: MIT */
/*
 * Formatting with the whole protocol: conversion by !s, !r or !a, then
 * type(value).__format__. CPython skips the second half when a str has no
 * spec; so does this.
 *
 * f->slot[1] holds the converted value, f->state how far things are.
 */
#include "vm/format_operator.h"

#include "vm/format.h"
#include "vm/slot_call.h"
#include "vm/types/escape.h"
#include "vm/types/str_native.h"

enum { FORMAT_CONVERT, FORMAT_BEGIN, FORMAT_METHOD, FORMAT_TEXT };
enum { CONVERT_NONE, CONVERT_STR, CONVERT_REPR, CONVERT_ASCII };

static Status convert(World *w, NativeFrame *f, Value v, int conversion)
{
    f->slot[1] = v;
    if (conversion != CONVERT_NONE) {
        Slot slot = conversion == CONVERT_STR ? SLOT_STR : SLOT_REPR;
        TRY(str_of(w, f, slot, v, &f->slot[1]));
    }
    if (conversion == CONVERT_ASCII) {
        f->slot[1] = escape_to_ascii(w, f->slot[1]);
        NEED(f->slot[1]);
    }
    f->state = FORMAT_BEGIN;
    return OK;
}

/* By the class's __format__, or by the built-in rules. */
static Status begin(World *w, NativeFrame *f, Value spec)
{
    Value v = f->slot[1];
    if (is_exactly(v, TYPE_STR) && !as_str(spec)->length) {
        f->result = v;
        return OK;
    }
    if (klass_overrides(klass_of(w, v), SLOT_FORMAT)) {
        f->state = FORMAT_METHOD;
        Status status = slot_call(w, f, SLOT_FORMAT, v, spec);
        return status == NO_OP
                   ? raise_type(w, "Type %T doesn't define __format__", v)
                   : status;
    }
    Status status = format_value(w, v, spec, &f->result);
    if (status == TWIN) {
        f->state = FORMAT_TEXT;
        return native_call(f, VALUE(&w->klass[TYPE_STR]), 1, v);
    }
    return status;
}

static Status format_step(World *w, NativeFrame *f, Value v, Value spec,
                          int conversion)
{
    if (f->state == FORMAT_CONVERT) {
        TRY(convert(w, f, v, conversion));
    }
    if (f->state == FORMAT_BEGIN) {
        return begin(w, f, spec);
    }
    TRY(native_result(f, &f->result));
    if (f->state == FORMAT_METHOD && !is_str(f->result)) {
        return raise_type(w, "__format__ must return a str, not %T", f->result);
    }
    return OK;
}

Status format_operator(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value spec = f->slot_id & 4 ? f->args[1] : w->name[NAME_EMPTY];
    return format_step(w, f, f->args[0], spec, f->slot_id & 3);
}

/* format(value, spec="") */
Status builtin_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value spec = f->args[1] ? f->args[1] : w->name[NAME_EMPTY];
    if (!is_str(spec)) {
        return raise_type(w, "format() argument 2 must be str, not %T", spec);
    }
    return format_step(w, f, f->args[0], spec, CONVERT_NONE);
}
