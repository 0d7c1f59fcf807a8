/* SPDX-License-Identifier: MIT */
/*
 * IMPORT_NAME, IMPORT_FROM, IMPORT_STAR, and the natives of _import, on which
 * vm/prelude/importing.py stands.
 *
 * Invariant: a module that is in sys.modules and not in the prelude's
 * `_importing` is complete; only then does IMPORT_NAME answer without Python.
 * A body of vm/lib costs nothing and has no check points (Frame.free_body).
 */
#include "vm/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/host.h"
#include "vm/load.h"
#include "vm/natives.h"
#include "vm/outside.h"
#include "vm/packed.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static const char *const standard_names[] = {
#define STDLIB(NAME) NAME,
#include "vm/modules/stdlib.def"
#undef STDLIB
};

#define STANDARD_COUNT (sizeof standard_names / sizeof *standard_names)

bool import_is_standard(const char *name)
{
    for (size_t i = 0; i < STANDARD_COUNT; i++) {
        if (!strcmp(standard_names[i], name)) {
            return true;
        }
    }
    return false;
}

/* ---- running a body ------------------------------------------------------ */

Status import_call_body(World *w, NativeFrame *f, Value code, Value globals,
                        Value locals)
{
    CodeObject *c = AS(CodeObject, code);
    Value function = function_new(w, c, globals, c->name);
    NEED(function);
    f->callee = function;
    f->callee_argc = 0;
    f->callee_tuple = locals;
    f->callee_kwargs = ABSENT;
    return CALL;
}

/* _import.run(code, globals) */
Status import_run(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    return import_call_body(w, f, f->args[0], f->args[1], f->args[1]);
}

/* ---- packed modules ------------------------------------------------------ */

/* The Native of a row of the module _import. */
static Value import_native(World *w, const char *name)
{
    for (uint32_t row = 0; row < native_count; row++) {
        const NativeInfo *info = &native_table[row];
        if (info->kind == NATIVE_FUNCTION && !strcmp(info->owner, "_import") &&
            !strcmp(info->name, name)) {
            return native_new(w, TYPE_NATIVE, row, NO_VALUE);
        }
    }
    return NO_VALUE;
}

Status import_load_prelude(World *w)
{
    Value run = import_native(w, "run");
    NEED(run);
    w->prelude = dict_new(w);
    NEED(w->prelude);
    Value module = str_intern_ascii(w, "builtins");
    NEED(module);
    TRY(dict_set_str(w, w->prelude, w->name[NAME_DUNDER_NAME], module));
    uint32_t row = 0;
    while (packed_prelude_next(&row)) {
        Value code = packed_load(w, row, LOAD_PRELUDE);
        NEED(code);
        Value args = tuple_of(w, 2, code, w->prelude);
        NEED(args);
        Value ignored;
        TRY(interp_call_now(w, run, args, &ignored));
        outside_forget(w, AS(CodeObject, code)); /* it never runs again */
    }
    return OK;
}

/* ---- finding ------------------------------------------------------------- */

/* _import.native(name): the dict of a native module, filled in; None: there is
 * none of that name. `dict` is the new module's. */
Status import_native_module(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char name[96];
    str_to_buffer(f->args[0], name, sizeof name);
    f->result = FALSE_VALUE;
    if (!native_module_exists(name)) {
        return OK;
    }
    f->result = TRUE_VALUE;
    return f->args[1] ? native_fill_module(w, name, f->args[1]) : OK;
}

/* _import.library(name): (code, is_package) or None. */
Status import_library(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char name[96];
    str_to_buffer(f->args[0], name, sizeof name);
    f->result = NONE;
    LoadKind kind;
    uint32_t row = packed_find(name, &kind);
    if (!row) {
        return OK;
    }
    Value code = packed_load(w, row, kind);
    NEED(code);
    f->result = tuple_of(w, 2, code, BOOL(packed_is_package(row)));
    return f->result ? OK : RAISE;
}

/* Nothing there, or something a module cannot be read from. */
static bool is_absence(int error)
{
    return error == ENOENT || error == ENOTDIR || error == EISDIR ||
           error == EINVAL || error == ENAMETOOLONG || error == 0;
}

/* _import.source(path, place): the code of the file at place, called path, or
 * None. */
Status import_source(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size;
    int error = 0;
    f->result = NONE;
    if (!w->host || !w->host->read_file) {
        return OK;
    }
    char *path = str_to_utf8(f->args[0], &size);
    char *place = str_to_utf8(f->args[1], &size);
    if (!path || !place) {
        free(path);
        free(place);
        return raise_memory(w);
    }
    char *text =
        strlen(place) == size ? w->host->read_file(w, place, &size, &error) : 0;
    if (text) {
        f->result = load_source(w, text, size, path, COMPILE_EXEC, 0);
        free(text);
    } else if (!is_absence(error)) {
        f->result = NO_VALUE;
        (void)raise_os(w, error, f->args[0]);
    }
    free(path);
    free(place);
    return f->result ? OK : RAISE;
}

/* _import.missing(name): tell the host of a module of CPython's that is not
 * here. */
Status import_missing(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char name[64];
    str_to_buffer(f->args[0], name, sizeof name);
    bool standard = import_is_standard(name);
    if (standard && w->host && w->host->missing) {
        w->host->missing(w, name);
    }
    f->result = BOOL(standard);
    return OK;
}

/* ---- IMPORT_NAME --------------------------------------------------------- */

bool import_in_progress(World *w, Value name)
{
    Value key = str_intern_ascii(w, "_importing");
    Value table = key ? dict_get_str(w, w->prelude, key) : NO_VALUE;
    return table && dict_length(table) &&
           dict_get_str(w, table, name) != NO_VALUE;
}

static bool has_dot(Value name)
{
    Span text = str_span(name);
    return span_find_unit(text, '.', 0, text.length) >= 0;
}

/* `import a`, or `from a import b` of a module that is no package, when it has
 * been loaded: the module, else NO_VALUE. */
static Value loaded_module(World *w, Value name, Value fromlist, Value level)
{
    Value module = dict_get_str(w, w->modules, name);
    if (level != INT(0) || !module || !has_layout(module, TYPE_MODULE) ||
        import_in_progress(w, name)) {
        return NO_VALUE;
    }
    bool truth = false;
    if (value_truth(w, fromlist, &truth) != OK) {
        raised_clear(w);
        return NO_VALUE;
    }
    if (truth &&
        dict_get_str(w, AS(Module, module)->dict, w->name[NAME_PATH])) {
        return NO_VALUE;
    }
    return truth || !has_dot(name) ? module : NO_VALUE;
}

static Frame *importer(const Thread *t)
{
    Object *o = t->frame;
    while (o && !is_frame(o)) {
        o = ((NativeFrame *)o)->back;
    }
    return (Frame *)o;
}

static bool is_ours(Value function)
{
    return is_exactly(function, TYPE_NATIVE) &&
           native_table[AS(Native, function)->row].function == builtin_import;
}

/* While the prelude itself is loaded there are only natives. */
static Status import_bootstrap(World *w, Value name, Value *module)
{
    char text[96];
    str_to_buffer(name, text, sizeof text);
    if (!native_module_exists(text)) {
        return raise_error(w, TYPE_MODULE_NOT_FOUND_ERROR, "No module named %R",
                           name);
    }
    *module = module_new(w, name);
    NEED(*module);
    TRY(dict_set_str(w, w->modules, name, *module));
    return native_fill_module(w, text, AS(Module, *module)->dict);
}

/* args: level, fromlist; slot[0]: the name */
Status import_name(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value name = f->slot[0];
    Value import = dict_get_str(w, w->builtins, w->name[NAME_IMPORT]);
    if (!import) {
        return raise_error(w, TYPE_IMPORT_ERROR, "__import__ not found");
    }
    const Frame *frame = importer(t);
    if (!is_ours(import)) {
        return native_call(f, import, 5, name, frame->globals,
                           frame->locals ? frame->locals : NONE, f->args[1],
                           f->args[0]);
    }
    f->result = loaded_module(w, name, f->args[1], f->args[0]);
    if (f->result) {
        return OK;
    }
    if (frame->globals == w->prelude && frame->code->in_prelude) {
        return import_bootstrap(w, name, &f->result);
    }
    return call_prelude(w, f, "import_name", 4, name, frame->globals,
                        f->args[1], f->args[0]);
}

/* __import__(name, globals=None, locals=None, fromlist=(), level=0) */
Status builtin_import(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (!is_str(f->args[0])) {
        return raise_type(w, "__import__() argument 1 must be str, not %T",
                          f->args[0]);
    }
    Value level = f->args[4] ? f->args[4] : INT(0);
    if (!is_int(level)) {
        return raise_type(w, "an integer is required (got type %T)", level);
    }
    return call_prelude(w, f, "import_name", 4, f->args[0],
                        f->args[1] ? f->args[1] : NONE,
                        f->args[3] ? f->args[3] : w->empty_tuple, level);
}

/* ---- from ... import ----------------------------------------------------- */

Status import_from(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Value module = f->args[0];
    if (is_exactly(module, TYPE_MODULE)) {
        f->result = dict_get_str(w, AS(Module, module)->dict, f->slot[0]);
        if (f->result) {
            return OK;
        }
    }
    return call_prelude(w, f, "import_from", 2, module, f->slot[0]);
}

Status import_star(World *w, Thread *t, NativeFrame *f)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    const Frame *frame = importer(t);
    if (!frame->locals) {
        return raise_error(w, TYPE_SYSTEM_ERROR,
                           "no locals found during 'import *'");
    }
    return call_prelude(w, f, "import_star", 2, f->args[0], frame->locals);
}
