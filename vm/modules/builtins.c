/* SPDX-License-Identifier: MIT */
/*
 * The modules that are there before any import: builtins and sys; and the
 * built-in functions about objects and their attributes.
 */
#include "vm/builtin_types.h"

#include <string.h>

#include "vm/attribute.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/code_object.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

/* ---- the modules --------------------------------------------------------- */

/* Besides the exceptions: what types.def has under their own names. */
static const TypeId public_types[] = {
    TYPE_OBJECT,    TYPE_TYPE,       TYPE_INT,         TYPE_BOOL,
    TYPE_FLOAT,     TYPE_COMPLEX,    TYPE_STR,         TYPE_BYTES,
    TYPE_BYTEARRAY, TYPE_MEMORYVIEW, TYPE_TUPLE,       TYPE_LIST,
    TYPE_DICT,      TYPE_SET,        TYPE_FROZENSET,   TYPE_RANGE,
    TYPE_SLICE,     TYPE_PROPERTY,   TYPE_CLASSMETHOD, TYPE_STATICMETHOD,
    TYPE_SUPER,     TYPE_REVERSED,   TYPE_ENUMERATE,   TYPE_ZIP,
    TYPE_MAP,       TYPE_FILTER,
};

static Status add_type(World *w, Value dict, TypeId type)
{
    Klass *k = &w->klass[type];
    return dict_set_str(w, dict, k->name, VALUE(k));
}

static Status add_types(World *w, Value dict)
{
    for (size_t i = 0; i < sizeof public_types / sizeof *public_types; i++) {
        TRY(add_type(w, dict, public_types[i]));
    }
    for (int i = TYPE_BASE_EXCEPTION; i < TYPE_COUNT; i++) {
        if (!strchr(builtin_type_name((TypeId)i), '.')) { /* no module's own */
            TRY(add_type(w, dict, (TypeId)i));
        }
    }
    Value os_error = VALUE(&w->klass[TYPE_OS_ERROR]);
    TRY(native_module_add(w, dict, "IOError", os_error));
    return native_module_add(w, dict, "EnvironmentError", os_error);
}

/* MODULE_INIT of builtins. */
Status builtins_module(World *w, Value dict)
{
    const struct {
        const char *name;
        Value value;
    } constants[] = {
        {"None", NONE},
        {"True", TRUE_VALUE},
        {"False", FALSE_VALUE},
        {"Ellipsis", ELLIPSIS},
        {"NotImplemented", NOT_IMPLEMENTED},
        {"__debug__", TRUE_VALUE},
    };
    TRY(add_types(w, dict));
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        TRY(native_module_add(w, dict, constants[i].name, constants[i].value));
    }
    return OK;
}

static Status make_module(World *w, const char *name, Value *dict)
{
    Value key = str_intern_ascii(w, name);
    NEED(key);
    Value module = module_new(w, key);
    NEED(module);
    *dict = AS(Module, module)->dict;
    TRY(dict_set_str(w, *dict, w->name[NAME_PACKAGE], w->name[NAME_EMPTY]));
    TRY(dict_set_str(w, w->modules, key, module));
    return native_fill_module(w, name, *dict);
}

Status builtin_modules_make(World *w)
{
    w->modules = dict_new(w);
    NEED(w->modules);
    TRY(make_module(w, "builtins", &w->builtins));
    return make_module(w, "sys", &w->sys_dict);
}

/* ---- attributes ---------------------------------------------------------- */

static Status need_name(World *w, const char *function, Value name)
{
    return is_str(name)
               ? OK
               : raise_type(w, "%s(): attribute name must be string", function);
}

static Status interned_name(World *w, Value name, Value *out)
{
    *out = str_find_interned(w, name);
    if (!*out) {
        *out = str_plain(w, name);
    }
    return *out ? OK : RAISE;
}

/* The machine of LOAD_ATTR on args[0]; it uses state and slot[0]. */
static Status load_attribute(World *w, Thread *t, NativeFrame *f)
{
    if (!f->slot[0]) {
        TRY(interned_name(w, f->args[1], &f->slot[0]));
    }
    return attribute_get(w, t, f);
}

static bool is_missing(World *w, Status status)
{
    return status == RAISE && raised_is(w, TYPE_ATTRIBUTE_ERROR);
}

Status builtin_getattr(World *w, Thread *t, NativeFrame *f)
{
    TRY(need_name(w, "getattr", f->args[1]));
    Status status = load_attribute(w, t, f);
    if (f->args[2] && is_missing(w, status)) {
        raised_clear(w);
        f->result = f->args[2];
        return OK;
    }
    return status;
}

Status builtin_hasattr(World *w, Thread *t, NativeFrame *f)
{
    TRY(need_name(w, "hasattr", f->args[1]));
    Status status = load_attribute(w, t, f);
    bool missing = is_missing(w, status);
    if (missing) {
        raised_clear(w);
    } else if (status != OK) {
        return status;
    }
    f->result = BOOL(!missing);
    return OK;
}

static Status change_attribute(World *w, Thread *t, NativeFrame *f, Value value)
{
    Value self = f->args[0];
    Value name = f->args[1];
    Value ignored;
    if (f->resumed) {
        TRY(native_result(f, &ignored));
        f->result = NONE;
        return OK;
    }
    if (!is_str(name)) {
        return raise_type(w, "attribute name must be string, not '%T'", name);
    }
    name = str_intern(w, name);
    NEED(name);
    f->result = NONE;
    Slot slot = value ? SLOT_SETATTR : SLOT_DELATTR;
    if (!klass_overrides(klass_of(w, self), slot)) {
        return attribute_generic_set(w, t, f, self, name, value);
    }
    Value method = klass_slot(w, self, slot);
    return value ? native_call(f, method, 3, self, name, value)
                 : native_call(f, method, 2, self, name);
}

Status builtin_setattr(World *w, Thread *t, NativeFrame *f)
{
    return change_attribute(w, t, f, f->args[2]);
}

Status builtin_delattr(World *w, Thread *t, NativeFrame *f)
{
    return change_attribute(w, t, f, NO_VALUE);
}

/* ---- single objects ------------------------------------------------------ */

Status builtin_id(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t id;
    TRY(world_identity(w, f->args[0], &id));
    f->result = int_new(w, id);
    return f->result ? OK : RAISE;
}

/* What a Python __hash__ gave, as hash() shows it. */
static Status hash_made(World *w, NativeFrame *f)
{
    Value made;
    int64_t hash;
    TRY(native_result(f, &made));
    if (!is_int(made)) {
        return raise_type(w, "__hash__ method should return an integer");
    }
    if (!int_to_int64(made, &hash)) {
        hash = int_hash(made);
    }
    f->result = int_new(w, hash == -1 ? -2 : hash);
    return f->result ? OK : RAISE;
}

Status builtin_hash(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return hash_made(w, f);
    }
    Value v = f->args[0];
    int64_t hash;
    Status status = value_hash(w, v, &hash);
    if (status == TWIN) {
        if (!klass_overrides(klass_of(w, v), SLOT_HASH)) {
            return call_slot_twin_of(w, f, SLOT_HASH, 1, v);
        }
        status = slot_call(w, f, SLOT_HASH, v, NO_VALUE);
        return status == NO_OP ? raise_type(w, "unhashable type: '%T'", v)
                               : status;
    }
    TRY(status);
    f->result = int_new(w, hash);
    return f->result ? OK : RAISE;
}

Status builtin_callable(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    switch (layout_of(f->args[0])) {
    case TYPE_FUNCTION:
    case TYPE_METHOD:
    case TYPE_TYPE:
        f->result = TRUE_VALUE;
        return OK;
    default:
        f->result = BOOL(klass_slot(w, f->args[0], SLOT_CALL) != NO_VALUE);
        return OK;
    }
}

/* ---- namespaces ---------------------------------------------------------- */

/* The frame that called; a prompt or a host may call without one. */
static Status calling_frame(World *w, const Thread *t, Frame **frame)
{
    *frame = thread_python_frame(t);
    if (!*frame && t->frame && is_frame(t->frame)) {
        *frame = (Frame *)t->frame; /* the prelude is being loaded */
    }
    return *frame ? OK
                  : raise_error(w, TYPE_SYSTEM_ERROR, "frame does not exist");
}

Status builtin_globals(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame;
    TRY(calling_frame(w, t, &frame));
    f->result = frame->globals;
    return OK;
}

Status builtin_locals(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame;
    TRY(calling_frame(w, t, &frame));
    return frame_locals(w, frame, &f->result);
}

Status builtin_vars(World *w, Thread *t, NativeFrame *f)
{
    if (!f->args[0]) {
        return builtin_locals(w, t, f);
    }
    f->slot[0] = w->name[NAME_DICT];
    Status status = attribute_get(w, t, f);
    if (is_missing(w, status)) {
        raised_clear(w);
        return raise_type(w, "vars() argument must have __dict__ attribute");
    }
    return status;
}

Status builtin_dir(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (f->args[0]) {
        return TWIN;
    }
    Value names;
    Frame *frame;
    TRY(calling_frame(w, t, &frame));
    TRY(frame_locals(w, frame, &names));
    return call_prelude(w, f, "sorted_names", 1, names);
}
