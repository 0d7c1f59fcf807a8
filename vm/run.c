/* SPDX-License-Identifier: MIT */
/*
 * Setting the stage as CPython's main() does: sys.argv, sys.path, __main__,
 * and a main thread whose bottom function is run_main() of vm/prelude/run.py.
 */
#include "vm/run.h"

#include <string.h>

#include "vm/import.h"
#include "vm/interp.h"
#include "vm/load.h"
#include "vm/native.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

Status run_load_image(World *w)
{
    return import_load_prelude(w);
}

static Value text_of(World *w, const char *text)
{
    return str_from_utf8(w, text, strlen(text));
}

static Status set_sys(World *w, const char *name, Value value)
{
    NEED(value);
    return native_module_add(w, w->sys_dict, name, value);
}

static Status set_arguments(World *w, const RunSource *source)
{
    Value list = list_new(w, (size_t)source->argc + 1);
    NEED(list);
    for (int i = 0; i < source->argc; i++) {
        Value text = text_of(w, source->argv[i]);
        NEED(text);
        TRY(list_append(w, list, text));
    }
    TRY(set_sys(w, "argv", list));
    Value path = list_new(w, 4);
    NEED(path);
    Value folder = text_of(w, source->folder ? source->folder : "");
    NEED(folder);
    TRY(list_append(w, path, folder));
    return set_sys(w, "path", path);
}

Value run_main_namespace(World *w)
{
    Value module = dict_get_str(w, w->modules, w->name[NAME_MAIN]);
    return module && has_layout(module, TYPE_MODULE) ? AS(Module, module)->dict
                                                     : NO_VALUE;
}

static Status make_main(World *w, const RunSource *source, Value *namespace)
{
    Value module = module_new(w, w->name[NAME_MAIN]);
    NEED(module);
    Value dict = AS(Module, module)->dict;
    Value annotations = dict_new(w);
    NEED(annotations);
    Value name = str_intern_ascii(w, "builtins");
    NEED(name);
    Value builtins = dict_get_str(w, w->modules, name);
    NEED(builtins);
    TRY(dict_set_str(w, dict, w->name[NAME_ANNOTATIONS], annotations));
    TRY(dict_set_str(w, dict, w->name[NAME_BUILTINS], builtins));
    if (source->kind == RUN_FILE) {
        Value file = text_of(w, source->name);
        NEED(file);
        TRY(dict_set_str(w, dict, w->name[NAME_FILE], file));
        TRY(dict_set_str(w, dict, w->name[NAME_CACHED], NONE));
    }
    *namespace = dict;
    return dict_set_str(w, w->modules, w->name[NAME_MAIN], module);
}

/* What run_main is to run: code, a module's name, or the exception that
 * compiling raised. */
static Status load_program(World *w, Thread *t, const RunSource *source,
                           Value *program)
{
    *program = NONE;
    if (source->kind == RUN_MODULE) {
        *program = text_of(w, source->name);
    } else if (source->kind != RUN_PROMPT) {
        *program = load_source(w, source->text, source->size, source->name,
                               COMPILE_EXEC, source->flags);
    }
    if (!*program) {
        *program = t->raised;
        t->raised = NO_VALUE;
    }
    return *program ? OK : RAISE;
}

Status run_prepare(World *w, const RunSource *source)
{
    Value namespace;
    Value program;
    Value run = prelude_function(w, "run_main");
    NEED(run);
    Thread *t = thread_new(w, run, NO_VALUE, NO_VALUE);
    NEED(t);
    w->thread = t;
    w->main_thread = t;
    TRY(set_arguments(w, source));
    TRY(make_main(w, source, &namespace));
    TRY(load_program(w, t, source, &program));
    Value args = tuple_of(w, 2, program, namespace);
    NEED(args);
    ((NativeFrame *)t->frame)->args[1] = args;
    w->main_thread = NULL; /* nothing below takes time */
    Value configure = prelude_function(w, "run_configure");
    NEED(configure);
    Value ignored;
    TRY(interp_call_now(w, configure, w->empty_tuple, &ignored));
    w->main_thread = t;
    return OK;
}

int run_status(const World *w)
{
    int64_t status;
    const Thread *t = w->main_thread;
    return t && t->result && int_to_int64(t->result, &status) ? (int)status : 1;
}
