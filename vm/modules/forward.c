/* SPDX-License-Identifier: MIT */
/*
 * _prelude.builtin(function): a built-in function that calls a Python one.
 *
 * What CPython writes in C does not turn into a method when it is stored in a
 * class: `converter = time.gmtime` in a Formatter. Functions that we write in
 * Python where CPython uses C are therefore wrapped: the wrapper is a Native
 * bound to the function, with its name.
 */
#include "vm/natives.h"
#include "vm/types/function.h"

#include <string.h>

static uint32_t forward_row(void)
{
    for (uint32_t row = 0; row < native_count; row++) {
        if (native_table[row].function == prelude_forward) {
            return row;
        }
    }
    return 0;
}

/* f->self is the Python function; it gets the very same arguments. */
Status prelude_forward(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Values *values = values_new(w, f->argc + 1);
    NEED(values);
    values->used = f->argc + 1;
    memcpy(values->items + 1, f->args, f->argc * sizeof(Value));
    return native_call_tuple(f, f->self, VALUE(values), f->kw_names);
}

Status prelude_builtin(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value function = f->args[0];
    if (!has_layout(function, TYPE_FUNCTION)) {
        return raise_type(w, "builtin() wants a function, not '%T'", function);
    }
    f->result = native_new(w, TYPE_NATIVE, forward_row(), function);
    NEED(f->result);
    AS(Native, f->result)->name = AS(Function, function)->name;
    return OK;
}
