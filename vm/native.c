/* SPDX-License-Identifier: MIT */
/*
 * The table of natives, and what is made of it: descriptors in the classes'
 * dicts, functions in module dicts, argument binding with CPython's errors.
 */
#include "vm/native.h"

#include "bytecode/text.h"
#include "vm/builtin_types.h"
#include "vm/call.h"
#include "vm/natives.h"
#include "vm/operator.h"
#include "vm/outside.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/generator.h"
#include "vm/types/range.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <stdarg.h>
#include <string.h>

enum { QUIET = NATIVE_QUIET, USER = NATIVE_USER };

#define METHOD_ROW(KIND, TYPE, NAME, FN, PARAMETERS, TOUCH, FLAGS, NS)         \
    {.type = TYPE,                                                             \
     .name = NAME,                                                             \
     .function = FN,                                                           \
     .parameters = PARAMETERS,                                                 \
     .kind = KIND,                                                             \
     .touches = TOUCHES_##TOUCH,                                               \
     .flags = FLAGS,                                                           \
     .element_ns = NS},

/* Of a member that is a Value, no narrower one. */
#define FIELD_OFFSET(STRUCT, MEMBER)                                           \
    _Generic(((STRUCT *)0)->MEMBER, Value : offsetof(STRUCT, MEMBER))

const NativeInfo native_table[] = {
#define OPERATOR(ID, FN)                                                       \
    {.owner = "operator",                                                      \
     .name = #ID,                                                              \
     .function = FN,                                                           \
     .parameters = "...",                                                      \
     .type = -1,                                                               \
     .kind = NATIVE_OPERATOR,                                                  \
     .touches = TOUCHES_WRITES,                                                \
     .flags = USER},
#define METHOD(ID, ...) METHOD_ROW(NATIVE_METHOD, TYPE_##ID, __VA_ARGS__)
#define CLASS_METHOD(ID, ...)                                                  \
    METHOD_ROW(NATIVE_CLASS_METHOD, TYPE_##ID, __VA_ARGS__)
#define STATIC_METHOD(ID, ...)                                                 \
    METHOD_ROW(NATIVE_STATIC_METHOD, TYPE_##ID, __VA_ARGS__)
#define NEW(ID, FN, PARAMETERS, TOUCH, FLAGS, NS)                              \
    METHOD_ROW(NATIVE_NEW, TYPE_##ID, "__new__", FN, PARAMETERS, TOUCH, FLAGS, \
               NS)
#define FIELD(ID, NAME, STRUCT, MEMBER, SET, TOUCH)                            \
    GETTER_ROW(ID, NAME, field_get, SET, TOUCH, FIELD_OFFSET(STRUCT, MEMBER))
#define GETTER(ID, NAME, GET, SET, TOUCH)                                      \
    GETTER_ROW(ID, NAME, GET, SET, TOUCH, 0)
#define GETTER_ROW(ID, NAME, GET, SET, TOUCH, OFFSET)                          \
    {.type = TYPE_##ID,                                                        \
     .name = NAME,                                                             \
     .function = GET,                                                          \
     .set = SET,                                                               \
     .parameters = "?value /",                                                 \
     .kind = NATIVE_GETTER,                                                    \
     .touches = TOUCHES_##TOUCH,                                               \
     .flags = USER,                                                            \
     .offset = OFFSET},
#define FUNCTION(MODULE, NAME, FN, PARAMETERS, TOUCH, FLAGS, NS)               \
    {.owner = MODULE,                                                          \
     .name = NAME,                                                             \
     .function = FN,                                                           \
     .parameters = PARAMETERS,                                                 \
     .type = -1,                                                               \
     .kind = NATIVE_FUNCTION,                                                  \
     .touches = TOUCHES_##TOUCH,                                               \
     .flags = FLAGS,                                                           \
     .element_ns = NS},
#include "vm/natives.def"
};

typedef struct ModuleRow {
    const char *name;
    ModuleInit *init;
} ModuleRow;

static const ModuleRow module_table[] = {
#undef METHOD
#undef CLASS_METHOD
#undef STATIC_METHOD
#undef NEW
#undef GETTER
#undef FIELD
#undef FUNCTION
#undef OPERATOR
#define OPERATOR(...)
#define METHOD(...)
#define CLASS_METHOD(...)
#define STATIC_METHOD(...)
#define NEW(...)
#define GETTER(...)
#define FIELD(...)
#define FUNCTION(...)
#define MODULE_INIT(NAME, FN) {NAME, FN},
#include "vm/natives.def"
    {NULL, NULL},
};

const uint32_t native_count = sizeof native_table / sizeof *native_table;

const char *native_owner(const NativeInfo *info)
{
    return info->type >= 0 ? builtin_type_name((TypeId)info->type)
                           : info->owner;
}

Value native_new(World *w, TypeId type, uint32_t row, Value self)
{
    Native *n = heap_object(w, type, sizeof(Native));
    if (!n) {
        return NO_VALUE;
    }
    n->row = row;
    n->self = self;
    return VALUE(n);
}

/* ---- parameters ---------------------------------------------------------- */

NativeArity native_arity(const char *parameters)
{
    NativeArity a = {0};
    if (parameters[0] == '.') {
        a.raw = 1;
        a.no_keywords = parameters[3] == '-';
        return a;
    }
    bool keyword_only = false;
    for (const char *p = parameters; *p;) {
        size_t n = strcspn(p, " ");
        if (*p == '/') {
            a.positional_only = a.total;
        } else if (*p == '~') {
            a.tuple = 1;
        } else if (*p == '*') {
            keyword_only = true;
        } else {
            a.optional |= (uint32_t)(*p == '?') << a.total;
            a.required += *p != '?' && !keyword_only;
            a.required_keywords += *p != '?' && keyword_only;
            a.positional += !keyword_only;
            a.total++;
        }
        p += n;
        p += *p == ' ';
    }
    return a;
}

/* The name of parameter `index`, without its `?`. */
static Text parameter_name(const char *parameters, unsigned index)
{
    unsigned at = 0;
    for (const char *p = parameters; *p;) {
        size_t n = strcspn(p, " ");
        if (*p != '/' && *p != '*' && *p != '~') {
            if (at++ == index) {
                bool optional = *p == '?';
                return (Text){p + optional, n - optional};
            }
        }
        p += n;
        p += *p == ' ';
    }
    return (Text){"", 0};
}

static int parameter_index(const NativeInfo *info, const NativeArity *a,
                           Value name)
{
    const Str *s = as_str(name);
    for (unsigned i = a->positional_only; i < a->total && s->ascii; i++) {
        Text t = parameter_name(info->parameters, i);
        if (t.size == s->length && !memcmp(t.data, str_data(s), t.size)) {
            return (int)i;
        }
    }
    return -1;
}

static bool makes_instance(const NativeInfo *info)
{
    return info->kind == NATIVE_NEW || !strcmp(info->name, "__init__");
}

/* What errors call it: a class for __new__ and __init__. */
static const char *native_called(const NativeInfo *info)
{
    return makes_instance(info) && info->type >= 0
               ? builtin_type_name((TypeId)info->type)
               : info->name;
}

/* CPython words arity errors by how the C function was declared. */
static Status arity_error(World *w, const NativeInfo *info,
                          const NativeArity *a, uint32_t given)
{
    const char *name = native_called(info);
    bool few = given < a->required;
    if (a->total == 0 && makes_instance(info)) {
        bool single = info->type == TYPE_NONE || info->type == TYPE_ELLIPSIS ||
                      info->type == TYPE_NOT_IMPLEMENTED;
        return raise_type(w, "%s%s takes no arguments", name,
                          single ? "" : "()");
    }
    if (a->total == 0) {
        return raise_type(w, "%s() takes no arguments (%d given)", name,
                          (int)given);
    }
    if (a->positional == 0) {
        return raise_type(w, "%s() takes no positional arguments", name);
    }
    if (a->total == 1 && a->required == 1 && !makes_instance(info)) {
        return raise_type(w, "%s() takes exactly one argument (%d given)", name,
                          (int)given);
    }
    if (a->positional_only < a->positional) {
        if (!few) {
            const char *kind = a->positional == a->total ? "" : "positional ";
            return raise_type(w,
                              "%s() takes at most %d %sargument%s (%d given)",
                              name, (int)a->positional, kind,
                              a->positional == 1 ? "" : "s", (int)given);
        }
        if (given < a->positional_only) {
            unsigned least = a->positional_only < a->required
                                 ? a->positional_only
                                 : a->required;
            return raise_type(
                w, "%s() takes %s %d positional argument%s (%d given)", name,
                least < a->positional ? "at least" : "exactly", (int)least,
                least == 1 ? "" : "s", (int)given);
        }
        char text[64];
        Text t = parameter_name(info->parameters, given);
        size_t n = t.size < sizeof text - 1 ? t.size : sizeof text - 1;
        memcpy(text, t.data, n);
        text[n] = 0;
        return raise_type(w, "%s() missing required argument '%s' (pos %d)",
                          name, text, (int)given + 1);
    }
    unsigned bound = few ? a->required : a->positional;
    const char *how = a->required == a->positional ? ""
                      : few                        ? "at least "
                                                   : "at most ";
    const char *plural = bound == 1 ? "" : "s";
    if (a->tuple) {
        return raise_type(w, "%s() takes %s%d argument%s (%d given)", name,
                          *how ? how : "exactly ", (int)bound, plural,
                          (int)given);
    }
    return raise_type(w, "%s expected %s%d argument%s, got %d", name, how,
                      (int)bound, plural, (int)given);
}

static Status bind_keywords(World *w, const NativeInfo *info,
                            const NativeArity *a, const Value *values,
                            Value kw_names, Value *bound)
{
    const char *name = native_called(info);
    if (a->positional_only >= a->total) {
        return raise_type(w, "%s() takes no keyword arguments", name);
    }
    for (size_t i = 0; i < tuple_length(kw_names); i++) {
        Value key = tuple_at(kw_names, i);
        int at = parameter_index(info, a, key);
        if (at < 0) {
            return raise_type(w, "'%V' is an invalid keyword argument for %s()",
                              key, name);
        }
        if (bound[at]) {
            return raise_type(w,
                              "argument for %s() given by name ('%V') and "
                              "position (%d)",
                              name, key, at + 1);
        }
        bound[at] = values[i];
    }
    return OK;
}

Status native_bind(World *w, const NativeInfo *info, Value *args, uint32_t argc,
                   Value kw_names, Value *bound, uint32_t *count)
{
    uint32_t row = (uint32_t)(info - native_table);
    const NativeArity *a = &w->outside->arity[row];
    uint32_t keywords = kw_names ? (uint32_t)tuple_length(kw_names) : 0;
    uint32_t given = argc - keywords;
    *count = a->total;
    if (given > a->positional) {
        return arity_error(w, info, a, given);
    }
    for (unsigned i = 0; i < a->total; i++) {
        bound[i] = i < given ? args[i] : NO_VALUE;
    }
    if (keywords) {
        TRY(bind_keywords(w, info, a, args + given, kw_names, bound));
    }
    for (unsigned i = 0; i < a->positional; i++) {
        if (!bound[i] && !(a->optional >> i & 1)) {
            if (i < a->required || keywords) {
                return arity_error(w, info, a, given < i ? given : i);
            }
        }
    }
    return OK;
}

/* ---- installing ---------------------------------------------------------- */

static TypeId descriptor_type(uint8_t kind)
{
    switch (kind) {
    case NATIVE_GETTER:
        return TYPE_GETSET;
    case NATIVE_CLASS_METHOD:
        return TYPE_CLASSMETHOD_DESCRIPTOR;
    case NATIVE_NEW:
    case NATIVE_STATIC_METHOD:
        return TYPE_NATIVE;
    default:
        return TYPE_METHOD_DESCRIPTOR;
    }
}

static Status install_method(World *w, uint32_t row)
{
    const NativeInfo *info = &native_table[row];
    Klass *k = &w->klass[info->type];
    Value name = str_intern_ascii(w, info->name);
    NEED(name);
    Value v = native_new(w, descriptor_type(info->kind), row, NO_VALUE);
    NEED(v);
    AS(Native, v)->owner = VALUE(k);
    AS(Native, v)->name = name;
    if (info->kind == NATIVE_NEW) {
        AS(Native, v)->self = VALUE(k);
    } else if (info->kind == NATIVE_STATIC_METHOD) {
        ClassMethod *wrapped =
            heap_object(w, TYPE_STATICMETHOD, sizeof(ClassMethod));
        NEED(wrapped);
        wrapped->function = v;
        v = VALUE(wrapped);
    }
    return dict_set_str(w, k->dict, name, v);
}

static NativeArity arity_of_row(const NativeInfo *info)
{
    NativeArity a = native_arity(info->parameters);
    uint32_t last = (1u << a.total) - (1u << a.required);
    a.simple = !a.raw && a.positional == a.total && a.optional == last;
    a.leaf = !(info->flags & NATIVE_USER) && info->touches != TOUCHES_BLOCKS &&
             info->touches != TOUCHES_IO;
    a.plain = a.simple &&
              (info->kind == NATIVE_METHOD || info->kind == NATIVE_FUNCTION);
    return a;
}

Status native_install(World *w)
{
    for (uint32_t row = 0; row < native_count; row++) {
        w->outside->arity[row] = arity_of_row(&native_table[row]);
        if (native_table[row].type >= 0) {
            TRY(install_method(w, row));
        }
    }
    TRY(wrapper_install(w));
    for (int type = 0; type < TYPE_COUNT; type++) {
        class_note_call(w, &w->klass[type]);
    }
    return OK;
}

bool native_module_exists(const char *module)
{
    for (uint32_t row = 0; row < native_count; row++) {
        const NativeInfo *info = &native_table[row];
        if (info->kind == NATIVE_FUNCTION && !strcmp(info->owner, module)) {
            return true;
        }
    }
    for (const ModuleRow *row = module_table; row->name; row++) {
        if (!strcmp(row->name, module)) {
            return true;
        }
    }
    return false;
}

Status native_module_add(World *w, Value dict, const char *name, Value value)
{
    Value key = str_intern_ascii(w, name);
    NEED(key);
    return dict_set_str(w, dict, key, value);
}

static Status init_module(World *w, const char *module, Value dict)
{
    for (const ModuleRow *row = module_table; row->name; row++) {
        if (!strcmp(row->name, module)) {
            TRY(row->init(w, dict));
        }
    }
    return OK;
}

Status native_fill_module(World *w, const char *module, Value dict)
{
    for (uint32_t row = 0; row < native_count; row++) {
        const NativeInfo *info = &native_table[row];
        if (info->kind != NATIVE_FUNCTION || strcmp(info->owner, module)) {
            continue;
        }
        Value name = str_intern_ascii(w, info->name);
        NEED(name);
        Value v = native_new(w, TYPE_NATIVE, row, NO_VALUE);
        NEED(v);
        AS(Native, v)->name = name;
        TRY(dict_set_str(w, dict, name, v));
    }
    return init_module(w, module, dict);
}

/* ---- calling Python from natives ----------------------------------------- */

Status native_call(NativeFrame *f, Value callee, int argc, ...)
{
    va_list list;
    va_start(list, argc);
    f->callee = callee;
    f->callee_argc = (uint8_t)argc;
    f->callee_tuple = NO_VALUE;
    f->callee_kwargs = NO_VALUE;
    for (int i = 0; i < argc; i++) {
        f->callee_args[i] = va_arg(list, Value);
    }
    va_end(list);
    return CALL;
}

Status native_call_tuple(NativeFrame *f, Value callee, Value args, Value kwargs)
{
    f->callee = callee;
    f->callee_argc = 0;
    f->callee_tuple = args;
    f->callee_kwargs = kwargs;
    return CALL;
}

/* "list_index" for list.index, "builtins_min" for min(). */
Value native_twin(World *w, uint32_t row)
{
    const NativeInfo *info = &native_table[row];
    const char *owner = native_owner(info);
    const char *dot = strrchr(owner, '.');
    const char *name = info->name;
    while (*name == '_') {
        name++;
    }
    size_t size = strlen(name);
    while (size && name[size - 1] == '_') {
        size--;
    }
    char text[96];
    size_t n = strlen(dot ? dot + 1 : owner);
    if (n + size + 2 > sizeof text) {
        return NO_VALUE;
    }
    memcpy(text, dot ? dot + 1 : owner, n);
    text[n] = '_';
    memcpy(text + n + 1, name, size);
    text[n + 1 + size] = 0;
    Value key = str_intern_ascii(w, text);
    return key ? dict_get_str(w, w->prelude, key) : NO_VALUE;
}
