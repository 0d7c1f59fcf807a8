/* SPDX-License-Identifier: MIT */
/*
 * Making and raising exceptions from C. Like CPython's PyErr_SetObject, a
 * raise links the exception being handled as the new one's __context__.
 */
#include "vm/error.h"

#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Classes that are C structs in CPython, whose errors name their module. */
static const struct {
    const char *module;
    const char *name; /* NULL: all of them */
} full_names[] = {
    {"datetime", NULL},
    {"_io", NULL},
    {"itertools", NULL},
    {"functools", "partial"},
    {"collections", "defaultdict"},
    {"collections", "OrderedDict"},
};

static bool is_full_name(const Klass *klass, Value module)
{
    for (size_t i = 0; i < sizeof full_names / sizeof *full_names; i++) {
        const char *name = full_names[i].name;
        if (str_is(module, full_names[i].module) &&
            (!name || str_is(klass->name, name))) {
            return true;
        }
    }
    return false;
}

static void write_type_name(World *w, Writer *out, Klass *klass)
{
    if (klass->type_id < TYPE_COUNT) {
        writer_ascii(out, klass_name(w, klass));
        return;
    }
    Value module = dict_get_str(w, klass->dict, w->name[NAME_MODULE]);
    if (module && is_str(module) && is_full_name(klass, module)) {
        writer_str(out, module);
        writer_char(out, '.');
    }
    writer_str(out, klass->name);
}

static void write_one(World *w, Writer *out, const char **format, va_list *args)
{
    char text[32];
    switch (**format) {
    case 's':
        writer_ascii(out, va_arg(*args, const char *));
        break;
    case 'd':
        snprintf(text, sizeof text, "%d", va_arg(*args, int));
        writer_ascii(out, text);
        break;
    case 'l':
        (*format)++;
        snprintf(text, sizeof text, "%lld", (long long)va_arg(*args, int64_t));
        writer_ascii(out, text);
        break;
    case 'z':
        (*format)++;
        snprintf(text, sizeof text, "%zu", va_arg(*args, size_t));
        writer_ascii(out, text);
        break;
    case 'c':
        writer_char(out, (uint32_t)va_arg(*args, int));
        break;
    case 'V':
        writer_str(out, va_arg(*args, Value));
        break;
    case 'T':
        write_type_name(w, out, klass_of(w, va_arg(*args, Value)));
        break;
    case 'N':
        write_type_name(w, out, va_arg(*args, Klass *));
        break;
    case 'R': {
        Value v = va_arg(*args, Value);
        if (value_repr(w, v, out) != OK) {
            writer_ascii(out, "?");
        }
        break;
    }
    default:
        writer_char(out, (uint8_t) * *format);
    }
}

static Value format_list(World *w, const char *format, va_list *args)
{
    Writer out;
    writer_start(&out);
    for (; *format; format++) {
        const char *percent = strchr(format, '%');
        size_t plain = percent ? (size_t)(percent - format) : strlen(format);
        writer_utf8(&out, format, plain);
        if (!percent) {
            break;
        }
        format = percent + 1;
        write_one(w, &out, &format, args);
    }
    return writer_finish(w, &out);
}

Value format_str(World *w, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value text = format_list(w, format, &args);
    va_end(args);
    return text;
}

Status raise_object(World *w, Value exception)
{
    Thread *t = w->thread;
    if (!t) {
        return RAISE; /* building the image: world_new fails */
    }
    Value handled = thread_handled(t);
    if (handled && handled != exception) {
        exception_set_context(w, exception, handled);
    }
    t->raised = exception;
    return RAISE;
}

Status raise_with_args(World *w, TypeId type, Value args)
{
    Value exception = exception_new(w, &w->klass[type], args);
    if (!exception) {
        return RAISE;
    }
    return raise_object(w, exception);
}

Status raise_error(World *w, TypeId type, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    Value text = format_list(w, format, &list);
    va_end(list);
    NEED(text);
    Value args = tuple_of(w, 1, text);
    NEED(args);
    return raise_with_args(w, type, args);
}

/*
 * A huge request fails while there is room for an exception of its own; the
 * one made beforehand is for when there is none.
 */
Status raise_memory(World *w)
{
    enum { ROOM = 4096 };
    Thread *t = w->thread;
    if (!t) {
        return RAISE;
    }
    t->raised = w->memory_error;
    if (w->memory_limit - w->top > ROOM) {
        Value fresh =
            exception_new(w, &w->klass[TYPE_MEMORY_ERROR], w->empty_tuple);
        return fresh ? raise_object(w, fresh) : RAISE;
    }
    return RAISE;
}

Status raise_recursion(World *w, const char *where)
{
    return raise_error(w, TYPE_RECURSION_ERROR,
                       "maximum recursion depth exceeded%s", where);
}

Status raise_key(World *w, Value key)
{
    Value args = tuple_of(w, 1, key);
    NEED(args);
    return raise_with_args(w, TYPE_KEY_ERROR, args);
}

Status raise_stop(World *w, Value value)
{
    Value args = value ? tuple_of(w, 1, value) : w->empty_tuple;
    NEED(args);
    return raise_with_args(w, TYPE_STOP_ITERATION, args);
}

bool raised_is(World *w, TypeId type)
{
    Value raised = w->thread->raised;
    return raised && value_is_instance(w, raised, type);
}

void raised_clear(World *w)
{
    if (w->thread) {
        w->thread->raised = NO_VALUE;
    }
}
