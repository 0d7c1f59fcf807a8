/* SPDX-License-Identifier: MIT */
/*
 * Arguments to parameters of a Python function, with the TypeErrors of
 * CPython 3.8 word for word.
 */
#include "bytecode/code.h"
#include "vm/call.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <string.h>

typedef struct Binding {
    World *w;
    Function *function;
    const CodeObject *code;
    Value *slots;
    uint32_t positional; /* given by position */
    uint32_t parameters; /* positional and keyword-only ones */
    Value kwargs;        /* **kwargs or 0 */
} Binding;

static int64_t find_parameter(const Binding *b, Value key)
{
    const Value *names = AS(Tuple, b->code->variable_names)->items;
    for (uint32_t i = b->code->positional_only_count; i < b->parameters; i++) {
        if (names[i] == key) {
            return i;
        }
    }
    for (uint32_t i = b->code->positional_only_count; i < b->parameters; i++) {
        if (str_equal(names[i], key)) {
            return i;
        }
    }
    return -1;
}

/* Keywords that name positional-only parameters: all in one message. */
static Status positional_only_error(const Binding *b, Value kw_names)
{
    Writer out;
    writer_start(&out);
    bool any = false;
    for (uint32_t i = 0; i < b->code->positional_only_count; i++) {
        Value name = tuple_at(b->code->variable_names, i);
        for (size_t k = 0; k < tuple_length(kw_names); k++) {
            if (str_equal(name, tuple_at(kw_names, k))) {
                writer_ascii(&out, any ? ", " : "");
                writer_str(&out, name);
                any = true;
            }
        }
    }
    Value list = writer_finish(b->w, &out);
    NEED(list);
    if (!any) {
        return OK;
    }
    return raise_type(b->w,
                      "%V() got some positional-only arguments passed as "
                      "keyword arguments: '%V'",
                      b->function->name, list);
}

static Status bind_keyword(Binding *b, Value key, Value value, Value kw_names)
{
    int64_t at = find_parameter(b, key);
    if (at < 0 && b->kwargs) {
        return dict_set_str(b->w, b->kwargs, key, value);
    }
    if (at < 0) {
        if (b->code->positional_only_count) {
            TRY(positional_only_error(b, kw_names));
        }
        return raise_type(b->w, "%V() got an unexpected keyword argument '%V'",
                          b->function->name, key);
    }
    if (b->slots[at]) {
        return raise_type(b->w, "%V() got multiple values for argument '%V'",
                          b->function->name, key);
    }
    b->slots[at] = value;
    return OK;
}

static Status too_many(const Binding *b)
{
    const CodeObject *code = b->code;
    uint32_t defaults =
        b->function->defaults ? (uint32_t)tuple_length(b->function->defaults)
                              : 0;
    uint32_t keyword_only = 0;
    for (uint32_t i = code->argument_count; i < b->parameters; i++) {
        keyword_only += b->slots[i] != NO_VALUE;
    }
    Writer out;
    writer_start(&out);
    if (defaults) {
        writer_format(&out, "from %u to %u", code->argument_count - defaults,
                      code->argument_count);
    } else {
        writer_format(&out, "%u", code->argument_count);
    }
    bool plural = defaults ? true : code->argument_count != 1;
    writer_format(&out, " positional argument%s but %u", plural ? "s" : "",
                  b->positional);
    if (keyword_only) {
        writer_format(&out,
                      " positional argument%s (and %u keyword-only "
                      "argument%s)",
                      b->positional != 1 ? "s" : "", keyword_only,
                      keyword_only != 1 ? "s" : "");
    }
    writer_format(&out, " %s given",
                  b->positional == 1 && !keyword_only ? "was" : "were");
    Value text = writer_finish(b->w, &out);
    NEED(text);
    return raise_type(b->w, "%V() takes %V", b->function->name, text);
}

/* "missing 2 required positional arguments: 'a' and 'b'" */
static Status missing(const Binding *b, uint32_t from, uint32_t to,
                      const char *kind)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++) {
        count += !b->slots[i];
    }
    Writer out;
    writer_start(&out);
    uint32_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        if (b->slots[i]) {
            continue;
        }
        if (n) {
            writer_ascii(&out, n + 1 < count ? ", "
                               : count == 2  ? " and "
                                             : ", and ");
        }
        writer_ascii(&out, "'");
        writer_str(&out, tuple_at(b->code->variable_names, i));
        writer_ascii(&out, "'");
        n++;
    }
    Value names = writer_finish(b->w, &out);
    NEED(names);
    return raise_type(b->w, "%V() missing %d required %s argument%s: %V",
                      b->function->name, (int)count, kind,
                      count == 1 ? "" : "s", names);
}

static Status bind_positional(Binding *b, const Value *args)
{
    const CodeObject *code = b->code;
    uint32_t n = b->positional < code->argument_count ? b->positional
                                                      : code->argument_count;
    memcpy(b->slots, args, n * sizeof(Value));
    if (code->flags & CODE_VARARGS) {
        Value rest = b->w->empty_tuple;
        if (b->positional > n) {
            rest = tuple_from(b->w, args + n, b->positional - n);
            NEED(rest);
        }
        b->slots[b->parameters] = rest;
    }
    if (code->flags & CODE_VARKEYWORDS) {
        b->kwargs = dict_new(b->w);
        NEED(b->kwargs);
        b->slots[b->parameters + ((code->flags & CODE_VARARGS) != 0)] =
            b->kwargs;
    }
    return OK;
}

static Status bind_defaults(Binding *b)
{
    const CodeObject *code = b->code;
    Value defaults = b->function->defaults;
    uint32_t have = defaults ? (uint32_t)tuple_length(defaults) : 0;
    uint32_t required =
        have < code->argument_count ? code->argument_count - have : 0;
    uint32_t skip = have > code->argument_count ? have - code->argument_count
                                                : 0;
    for (uint32_t i = b->positional; i < required; i++) {
        if (!b->slots[i]) {
            return missing(b, 0, required, "positional");
        }
    }
    for (uint32_t i = required; i < code->argument_count; i++) {
        if (!b->slots[i]) {
            b->slots[i] = tuple_at(defaults, i - required + skip);
        }
    }
    bool lacking = false;
    for (uint32_t i = code->argument_count; i < b->parameters; i++) {
        if (!b->slots[i] && b->function->kw_defaults) {
            b->slots[i] = dict_get_str(b->w, b->function->kw_defaults,
                                       tuple_at(code->variable_names, i));
        }
        lacking = lacking || !b->slots[i];
    }
    return lacking ? missing(b, code->argument_count, b->parameters,
                             "keyword-only")
                   : OK;
}

Status bind_arguments(World *w, Function *function, Frame *frame,
                      const Value *args, uint32_t argc, Value kw_names)
{
    const CodeObject *code = function->code;
    uint32_t keywords = kw_names ? (uint32_t)tuple_length(kw_names) : 0;
    Binding b = {
        .w = w,
        .function = function,
        .code = code,
        .slots = frame->slots,
        .positional = argc - keywords,
        .parameters = code->argument_count + code->keyword_only_count,
    };
    TRY(bind_positional(&b, args));
    for (uint32_t i = 0; i < keywords; i++) {
        TRY(bind_keyword(&b, tuple_at(kw_names, i), args[b.positional + i],
                         kw_names));
    }
    if (b.positional > code->argument_count && !(code->flags & CODE_VARARGS)) {
        return too_many(&b);
    }
    return bind_defaults(&b);
}
