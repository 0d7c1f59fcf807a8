/* SPDX-License-Identifier: MIT */
/*
 * Special methods are looked up on the class, past the instance, and bound
 * like any attribute. Functions and natives take `self` as first argument;
 * whatever else stands in the class (a staticmethod, an object with __call__)
 * is bound by the prelude, with the ordinary rules.
 */
#include "vm/slot_call.h"

#include "vm/builtin_types.h"
#include "vm/types/dict.h"
#include "vm/types/search.h"
#include "vm/types/str.h"

#include <stdarg.h>
#include <string.h>

Status slot_call(World *w, NativeFrame *f, Slot slot, Value self,
                 Value argument)
{
    int argc = argument ? 2 : 1;
    Value method = klass_slot(w, self, slot);
    if (method == NONE && slot <= SLOT_LEN) {
        return native_call(f, NONE, 0); /* not callable, as CPython says */
    }
    if (!method || method == NONE) {
        return NO_OP;
    }
    if (has_layout(method, TYPE_FUNCTION) || has_layout(method, TYPE_NATIVE)) {
        return native_call(f, method, argc, self, argument);
    }
    Value binder =
        prelude_function(w, argument ? "call_slot_with" : "call_slot");
    NEED(binder);
    return native_call(f, binder, argc + 1, self, w->slot_name[slot], argument);
}

Status method_call(World *w, NativeFrame *f, Value self, Value name,
                   Value method, int argc, Value a, Value b)
{
    if (!IS_OBJECT(method) || has_layout(method, TYPE_FUNCTION) ||
        has_layout(method, TYPE_NATIVE)) {
        return native_call(f, method, 1 + argc, self, a, b);
    }
    Value binder = prelude_function(w, "call_slot_with");
    NEED(binder);
    return native_call(f, binder, 2 + argc, self, name, a, b);
}

Status slot_call_with(World *w, NativeFrame *f, Slot slot, Value self, int argc,
                      Value a, Value b)
{
    Value method = klass_slot(w, self, slot);
    return method_call(w, f, self, w->slot_name[slot], method ? method : NONE,
                       argc, a, b);
}

Status slot_call_truth(World *w, NativeFrame *f, Value v)
{
    Value function = prelude_function(w, "call_truth");
    NEED(function);
    return native_call(f, function, 1, v);
}

static Status call_with(NativeFrame *f, Value callee, int argc, va_list list)
{
    f->callee = callee;
    f->callee_argc = (uint8_t)argc;
    f->callee_tuple = NO_VALUE;
    f->callee_kwargs = NO_VALUE;
    for (int i = 0; i < argc; i++) {
        f->callee_args[i] = va_arg(list, Value);
    }
    return CALL;
}

Status call_prelude(World *w, NativeFrame *f, const char *name, int argc, ...)
{
    Value function = prelude_function(w, name);
    NEED(function);
    va_list list;
    va_start(list, argc);
    Status status = call_with(f, function, argc, list);
    va_end(list);
    return status;
}

Value slot_twin(World *w, TypeId layout, Slot slot)
{
    char text[96];
    const char *owner = builtin_type_name(layout);
    const char *dot = strrchr(owner, '.');
    owner = dot ? dot + 1 : owner;
    size_t n = strlen(owner);
    const Str *name = as_str(w->slot_name[slot]);
    size_t size = name->length - 4; /* without the underscores */
    if (n + size + 2 > sizeof text) {
        return NO_VALUE;
    }
    memcpy(text, owner, n);
    text[n] = '_';
    memcpy(text + n + 1, (const char *)str_data(name) + 2, size);
    text[n + 1 + size] = 0;
    Value key = str_intern_ascii(w, text);
    return key ? dict_get_str(w, w->prelude, key) : NO_VALUE;
}

static Status no_twin(World *w, Value self, Slot slot)
{
    return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                       "%T.%V() cannot handle these user-defined classes", self,
                       w->slot_name[slot]);
}

Status call_slot_twin(World *w, NativeFrame *f, Slot slot)
{
    Value twin = slot_twin(w, layout_of(f->args[0]), slot);
    if (!twin && f->argc == 2) {
        /* The other operand's type may be the one that knows how. */
        twin = slot_twin(w, layout_of(f->args[1]), slot);
    }
    if (!twin) {
        return no_twin(w, f->args[0], slot);
    }
    return f->argc == 1 ? native_call(f, twin, 1, f->args[0])
                        : native_call(f, twin, 2, f->args[0], f->args[1]);
}

Status call_slot_twin_of(World *w, NativeFrame *f, Slot slot, int argc, ...)
{
    va_list list;
    va_start(list, argc);
    va_list peek;
    va_copy(peek, list);
    Value self = va_arg(peek, Value);
    va_end(peek);
    Value twin = slot_twin(w, layout_of(self), slot);
    Status status =
        twin ? call_with(f, twin, argc, list) : no_twin(w, self, slot);
    va_end(list);
    return status;
}
