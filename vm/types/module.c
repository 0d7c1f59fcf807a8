/* SPDX-License-Identifier: MIT */
/*
 * module: a dict with a name.
 *
 * How modules are found and run is vm/import.c's; __getattr__ of a module
 * (PEP 562) is attribute_get's.
 */
#include <string.h>

#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

/* Every module has these five names, in this order. */
static Status module_fill(World *w, Value dict, Value name, Value doc)
{
    TRY(dict_set_str(w, dict, w->name[NAME_DUNDER_NAME], name));
    TRY(dict_set_str(w, dict, w->name[NAME_DOC], doc));
    TRY(dict_set_str(w, dict, w->name[NAME_PACKAGE], NONE));
    TRY(dict_set_str(w, dict, w->name[NAME_LOADER], NONE));
    return dict_set_str(w, dict, w->name[NAME_SPEC], NONE);
}

static Module *module_blank(World *w, Klass *klass)
{
    Module *m = heap_new(w, klass, sizeof *m);
    if (m) {
        m->dict = dict_new(w);
    }
    return m && m->dict ? m : NULL;
}

Value module_new(World *w, Value name)
{
    Module *m = module_blank(w, &w->klass[TYPE_MODULE]);
    if (!m || module_fill(w, m->dict, name, NONE) != OK) {
        return NO_VALUE;
    }
    return VALUE(m);
}

Status module_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Module *m = module_blank(w, AS(Klass, f->self));
    NEED(m);
    f->result = VALUE(m);
    return OK;
}

Status module_init(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "module() argument 'name' must be str, not %T",
                          f->args[0]);
    }
    f->result = NONE;
    return module_fill(w, AS(Module, f->self)->dict, f->args[0],
                       f->args[1] ? f->args[1] : NONE);
}

static bool is_native(Value name)
{
    char text[64];
    const Str *s = as_str(name);
    if (!s->ascii || s->length >= sizeof text) {
        return false;
    }
    memcpy(text, str_data(s), s->length);
    text[s->length] = 0;
    return native_module_exists(text);
}

static Status module_repr(World *w, Value self, Writer *out)
{
    Value dict = AS(Module, self)->dict;
    Value name = dict_get_str(w, dict, w->name[NAME_DUNDER_NAME]);
    Value file = dict_get_str(w, dict, w->name[NAME_FILE]);
    Value loader = dict_get_str(w, dict, w->name[NAME_LOADER]);
    if ((loader && loader != NONE) ||
        (!file && dict_get_str(w, dict, w->slot_name[SLOT_GETATTR]))) {
        return TWIN; /* the loader may word it, or the attributes are made up */
    }
    writer_ascii(out, "<module ");
    if (name) {
        TRY(value_repr(w, name, out));
    } else {
        writer_ascii(out, "'?'");
    }
    if (file && is_str(file)) {
        writer_ascii(out, " from ");
        TRY(value_repr(w, file, out));
    } else if (name && is_str(name) && is_native(name)) {
        writer_ascii(out, " (built-in)");
    }
    writer_char(out, '>');
    return OK;
}

static void module_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((Module *)object)->dict);
}

const TypeOps module_ops = {.repr = module_repr, .visit = module_visit};
