/* SPDX-License-Identifier: MIT */
/*
 * None, Ellipsis and NotImplemented, and the machine's own objects that only
 * the collector looks into.
 */
#include "bytecode/constant.h"
#include "vm/natives.h"
#include "vm/types/str.h"

/* These hashes follow addresses in CPython; here they are constants, those of
 * bytecode/constant_hash.c, so that both order a frozenset alike. */
enum {
    HASH_NONE = 0x6e6f6e65 + CONSTANT_NONE,
    HASH_ELLIPSIS = 0x6e6f6e65 + CONSTANT_ELLIPSIS,
};

static Status none_repr(World *w, Value self, Writer *out)
{
    (void)w, (void)self;
    writer_ascii(out, "None");
    return OK;
}

static Status none_hash(World *w, Value self, int64_t *out)
{
    (void)w, (void)self;
    *out = HASH_NONE;
    return OK;
}

static Status ellipsis_repr(World *w, Value self, Writer *out)
{
    (void)w, (void)self;
    writer_ascii(out, "Ellipsis");
    return OK;
}

static Status ellipsis_hash(World *w, Value self, int64_t *out)
{
    (void)w, (void)self;
    *out = HASH_ELLIPSIS;
    return OK;
}

static Status not_implemented_repr(World *w, Value self, Writer *out)
{
    (void)w, (void)self;
    writer_ascii(out, "NotImplemented");
    return OK;
}

const TypeOps none_ops = {
    .repr = none_repr, .hash = none_hash, .operators = "bool"};
const TypeOps ellipsis_ops = {.repr = ellipsis_repr,
                              .hash = ellipsis_hash};
const TypeOps not_implemented_ops = {.repr = not_implemented_repr};

Status none_make(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NONE;
    return OK;
}

Status ellipsis_make(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = ELLIPSIS;
    return OK;
}

Status not_implemented_make(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = NOT_IMPLEMENTED;
    return OK;
}

/* Pickled by name. */
Status ellipsis_reduce(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = str_intern_ascii(w, f->self == ELLIPSIS ? "Ellipsis"
                                                        : "NotImplemented");
    return f->result ? OK : RAISE;
}

static void values_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Values *v = object;
    for (size_t i = 0; i < v->used; i++) {
        visitor->visit(visitor, &v->items[i]);
    }
}

const TypeOps values_ops = {.visit = values_visit};
const TypeOps block_ops = {.visit = NULL};
