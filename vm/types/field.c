/* SPDX-License-Identifier: MIT */
/*
 * Attributes that are one Value of an object's struct: the FIELD rows of the
 * .def files. A row says which; these natives serve them all.
 *
 * Such a place holds 0 where Python shows None.
 */
#include <assert.h>

#include "vm/natives.h"
#include "vm/types/str.h"

/* The place that the row being run stands for. */
static Value *place_of(const NativeFrame *f)
{
    char *object = (char *)AS(Object, f->self);
    uint16_t offset = native_table[f->native].offset;
    assert(offset >= sizeof(Object)); /* the row is a FIELD */
    return (Value *)(void *)(object + offset);
}

static Status store(World *w, NativeFrame *f, Value v)
{
    STORE(w, *place_of(f), v);
    f->result = NONE;
    return OK;
}

Status field_get(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    Value v = *place_of(f);
    f->result = v ? v : NONE;
    return OK;
}

Status field_set(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return store(w, f, f->args[0]);
}

static Status refuse(World *w, const NativeFrame *f, const char *wanted)
{
    return raise_type(w, "%s must be set to a %s object",
                      native_table[f->native].name, wanted);
}

Status field_set_text(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    return v && is_str(v) ? store(w, f, v) : refuse(w, f, "string");
}

static Status set_optional(World *w, NativeFrame *f, TypeId layout,
                           const char *wanted)
{
    Value v = f->args[0] == NONE ? NO_VALUE : f->args[0];
    return !v || has_layout(v, layout) ? store(w, f, v) : refuse(w, f, wanted);
}

Status field_set_tuple(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return set_optional(w, f, TYPE_TUPLE, "tuple");
}

Status field_set_dict(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return set_optional(w, f, TYPE_DICT, "dict");
}
