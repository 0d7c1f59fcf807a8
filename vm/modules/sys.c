/* SPDX-License-Identifier: MIT */
/*
 * sys: the part that looks at threads, frames and the world. Its tables and
 * hooks are Python, in vm/prelude/sys.py.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "vm/drop.h"
#include "vm/host.h"
#include "vm/natives.h"
#include "vm/types/code_object.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/generator.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/search.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- the module ---------------------------------------------------------- */

Status sys_module(World *w, Value dict)
{
    TRY(native_module_add(w, dict, "modules", w->modules));
    Value path = list_new(w, 4);
    NEED(path);
    TRY(native_module_add(w, dict, "path", path));
    TRY(native_module_add(w, dict, "maxsize", int_new(w, INT64_MAX)));
    TRY(native_module_add(w, dict, "maxunicode", INT(0x10ffff)));
    TRY(native_module_add(w, dict, "dont_write_bytecode", TRUE_VALUE));
    static const char *const texts[][2] = {
        {"byteorder", "little"},
        {"platform", "linux"},
        {"float_repr_style", "short"},
        {"platlibdir", "lib"},
        {"copyright", "gilscope: MIT licence"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Value text = str_intern_ascii(w, texts[i][1]);
        NEED(text);
        TRY(native_module_add(w, dict, texts[i][0], text));
    }
    return OK;
}

/* The types of types.def that no module has as an attribute, yet library code
 * asks for. */
Status sys_world_module(World *w, Value dict)
{
    return native_module_add(w, dict, "SimpleNamespace",
                             VALUE(&w->klass[TYPE_NAMESPACE]));
}

static Status give(NativeFrame *f, Value v)
{
    f->result = v;
    return v ? OK : RAISE;
}

/* ---- exceptions and frames ----------------------------------------------- */

Status sys_exc_info(World *w, Thread *t, NativeFrame *f)
{
    Value e = thread_handled(t);
    if (!e) {
        return give(f, tuple_of(w, 3, NONE, NONE, NONE));
    }
    Value trace = AS(Exception, e)->traceback;
    return give(f,
                tuple_of(w, 3, VALUE(klass_of(w, e)), e, trace ? trace : NONE));
}

static void escape(World *w, Frame *frame)
{
    world_touch(w, frame, sizeof *frame);
    frame->head.flags |= OBJECT_ESCAPED;
}

Status sys_getframe(World *w, Thread *t, NativeFrame *f)
{
    int64_t depth = 0;
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &depth));
    }
    Frame *frame = thread_python_frame(t);
    while (frame && depth-- > 0) {
        frame = frame_caller(frame);
    }
    if (!frame) {
        return raise_value(w, "call stack is not deep enough");
    }
    escape(w, frame);
    return give(f, VALUE(frame));
}

/* The default hooks tell the host, whose reports do without stderr's text. */
Status sys_uncaught(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size;
    char *text =
        w->host && w->host->uncaught ? str_to_utf8(f->args[0], &size) : NULL;
    if (text) {
        w->host->uncaught(w, text, size);
    }
    free(text);
    return give(f, NONE);
}

/* {thread ident: its innermost frame} */
Status sys_current_frames(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value frames = dict_new(w);
    NEED(frames);
    for (Thread *at = w->threads; at; at = at->next) {
        Frame *frame = thread_python_frame(at);
        if (!frame) {
            continue;
        }
        escape(w, frame);
        Value ident = int_from_uint64(w, at->ident);
        NEED(ident);
        TRY(dict_set(w, frames, ident, VALUE(frame)));
    }
    return give(f, frames);
}

/* ---- limits -------------------------------------------------------------- */

Status sys_getrecursionlimit(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, INT(w->recursion_limit));
}

Status sys_get_int_max_str_digits(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, INT(w->int_max_digits));
}

Status sys_set_int_max_str_digits(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t most;
    if (!is_int(f->args[0])) {
        return raise_type(w, "an integer is required (got type %T)",
                          f->args[0]);
    }
    if (!int_to_int64(f->args[0], &most) || most > INT32_MAX ||
        (most && most < 640)) {
        return raise_value(w, "maxdigits must be 0 or larger than 640");
    }
    w->int_max_digits = (int32_t)most;
    return give(f, NONE);
}

Status sys_setrecursionlimit(World *w, Thread *t, NativeFrame *f)
{
    int64_t limit;
    if (is_float(f->args[0])) {
        return raise_type(w, "integer argument expected, got float");
    }
    if (!is_int(f->args[0])) {
        return raise_type(w, "an integer is required (got type %T)",
                          f->args[0]);
    }
    if (!int_to_int64(f->args[0], &limit) || limit != (int32_t)limit) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           int_sign(f->args[0]) < 0
                               ? "signed integer is less than minimum"
                               : "signed integer is greater than maximum");
    }
    if (limit < 1) {
        return raise_value(w, "recursion limit must be greater or equal "
                              "than 1");
    }
    if (t->depth >= limit) {
        return raise_error(w, TYPE_RECURSION_ERROR,
                           "cannot set the recursion limit to %d at the "
                           "recursion depth %d: the limit is too low",
                           (int)limit, (int)t->depth);
    }
    w->recursion_limit = (int32_t)limit;
    return give(f, NONE);
}

Status sys_getswitchinterval(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double seconds = 0.005;
    if (w->host && w->host->get_interval) {
        seconds = w->host->get_interval(w);
    }
    return give(f, float_new(w, seconds));
}

Status sys_setswitchinterval(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    double seconds;
    TRY(value_double(w, f->args[0], &seconds));
    if (!(seconds > 0)) {
        return raise_value(w, "switch interval must be strictly positive");
    }
    if (w->host && w->host->set_interval) {
        TRY(w->host->set_interval(w, seconds));
    }
    return give(f, NONE);
}

/* Nobody counts references as they come and go: those on the heap are counted
 * when they are asked for, after a collection that nobody notices. */
typedef struct Counter {
    Visitor visitor;
    Value sought;
    int64_t count;
} Counter;

static void count_slot(Visitor *visitor, Value *slot)
{
    Counter *counter = (Counter *)visitor;
    counter->count += *slot == counter->sought;
}

static void count_in(World *w, Object *object, void *data)
{
    heap_visit(w, object, data);
}

Status sys_getrefcount(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value ignored;
    if (!f->resumed) {
        Value pass = prelude_function(w, "run_nothing");
        NEED(pass);
        w->collect_wanted = w->collect_wanted ? w->collect_wanted : 1;
        world_poke(w);
        return native_call(f, pass, 0);
    }
    TRY(native_result(f, &ignored));
    Counter counter = {{count_slot}, f->args[0], 0};
    heap_each(w, count_in, &counter);
    return give(f, INT(counter.count - 1)); /* not this call's own */
}

/* ---- the rest ------------------------------------------------------------ */

Status sys_intern(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "intern() argument must be str, not %T",
                          f->args[0]);
    }
    if (!is_exactly(f->args[0], TYPE_STR)) {
        return raise_type(w, "can't intern %T", f->args[0]);
    }
    return give(f, str_intern(w, f->args[0]));
}

Status sys_is_finalizing(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, BOOL(w->exiting));
}

Status sys_set_exiting(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    w->exiting = 1;
    return give(f, NONE);
}

Status sys_asyncgen_hooks(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    w->asyncgen_hooks = f->args[0] == TRUE_VALUE;
    return give(f, NONE);
}

/* What is called when this asynchronous generator dies unfinished. */
Status sys_asyncgen_finaliser(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (is_exactly(f->args[0], TYPE_ASYNC_GENERATOR)) {
        STORE(w, AS(Generator, f->args[0])->finaliser, f->args[1]);
    }
    return give(f, NONE);
}

/* At exit: what still has a __del__ or waits in a `try`. */
Status sys_take_finalisable(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!has_layout(f->args[0], TYPE_LIST)) {
        return raise_type(w, "take_finalisable() needs a list");
    }
    return give(f, drop_all(w, f->args[0]));
}

/* The (major, minor, micro) that this era stands for. */
Status sys_era(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    static const uint8_t versions[ERA_COUNT][2] = {
        [ERA_39] = {9, 18},
        [ERA_310] = {10, 13},
        [ERA_311] = {11, 7},
        [ERA_312] = {12, 1},
    };
    const uint8_t *v = versions[w->era < ERA_COUNT ? w->era : 0];
    return give(
        f, tuple_of(w, 3, INT(3), INT(v[0] ? v[0] : 8), INT(v[0] ? v[1] : 18)));
}

Status sys_cores(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give(f, INT(w->host && w->host->cores > 0 ? w->host->cores : 1));
}

static const char *const standard_names[] = {
#define STDLIB(NAME) NAME,
#include "vm/modules/stdlib.def"
#undef STDLIB
};

Status sys_standard_names(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = set_new(w, TYPE_FROZENSET);
    NEED(f->result);
    for (size_t i = 0; i < sizeof standard_names / sizeof *standard_names;
         i++) {
        Value name = str_intern_ascii(w, standard_names[i]);
        NEED(name);
        TRY(set_add(w, f->result, name));
    }
    return OK;
}

/* Native modules that programs may name, in the order of natives.def. */
Status sys_native_names(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *last = "";
    f->result = list_new(w, 32);
    NEED(f->result);
    for (uint32_t row = 0; row < native_count; row++) {
        const NativeInfo *info = &native_table[row];
        if (info->kind != NATIVE_FUNCTION || !strcmp(info->owner, last)) {
            continue;
        }
        last = info->owner;
        Value name = str_intern_ascii(w, last);
        NEED(name);
        TRY(list_append(w, f->result, name));
    }
    return OK;
}
