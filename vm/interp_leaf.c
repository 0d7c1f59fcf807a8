/* SPDX-License-Identifier: MIT */
/* What single opcodes do besides moving values; see interp_leaf.h. */
#include "vm/interp_leaf.h"

#include "bytecode/code.h"
#include "vm/attribute.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <string.h>

/* ---- names
 * ------------------------------------------------------------------- */

Status raise_unbound_local(World *w, const CodeObject *code, uint32_t index)
{
    return raise_error(w, TYPE_UNBOUND_LOCAL_ERROR,
                       "local variable '%V' referenced before assignment",
                       tuple_at(code->variable_names, index));
}

Status raise_unbound_cell(World *w, const CodeObject *code, uint32_t index)
{
    if (index < code->cell_count) {
        return raise_error(w, TYPE_UNBOUND_LOCAL_ERROR,
                           "local variable '%V' referenced before assignment",
                           tuple_at(code->cell_names, index));
    }
    return raise_error(
        w, TYPE_NAME_ERROR,
        "free variable '%V' referenced before assignment in enclosing scope",
        tuple_at(code->free_names, index - code->cell_count));
}

static bool from_table(World *w, Value dict, Value name, Cache *cache,
                       CacheKind kind, Value *out)
{
    int64_t entry = dict_entry_of_str(w, dict, name);
    if (entry < 0) {
        return false;
    }
    const DictTable *table = AS(Dict, dict)->table;
    *out = table->entries[entry].value;
    cache->kind = kind;
    cache->index = (uint32_t)entry;
    *(kind == CACHE_GLOBAL ? &cache->version : &cache->version2) =
        table->version;
    return true;
}

/* exec(code, {"__builtins__": ...}) may narrow them; 0: there are none. */
Value builtins_of(World *w, Value globals)
{
    Value v = dict_get_str(w, globals, w->name[NAME_BUILTINS]);
    if (!v) {
        return w->builtins;
    }
    if (has_layout(v, TYPE_MODULE)) {
        return AS(Module, v)->dict;
    }
    return has_layout(v, TYPE_DICT) ? v : NO_VALUE;
}

Status load_global(World *w, const Frame *frame, Value name, Cache *cache,
                   Value *out)
{
    if (from_table(w, frame->globals, name, cache, CACHE_GLOBAL, out)) {
        return OK;
    }
    Value builtins = builtins_of(w, frame->globals);
    if (builtins != w->builtins) {
        if (!builtins) {
            return raise_type(
                w, "'%T' object is not subscriptable",
                dict_get_str(w, frame->globals, w->name[NAME_BUILTINS]));
        }
        *out = dict_get_str(w, builtins, name);
        if (*out) {
            return OK;
        }
    } else if (from_table(w, builtins, name, cache, CACHE_BUILTIN, out)) {
        cache->version = AS(Dict, frame->globals)->table->version;
        return OK;
    }
    return raise_error(w, TYPE_NAME_ERROR, "name '%V' is not defined", name);
}

Status load_name(World *w, const Frame *frame, Value name, Cache *cache,
                 Value *out)
{
    Value found = NO_VALUE;
    if (frame->locals != frame->globals) {
        found = dict_get_str(w, frame->locals, name);
    }
    if (found) {
        *out = found;
        return OK;
    }
    return load_global(w, frame, name, cache, out);
}

Status store_global(World *w, Value dict, Value name, Value value, Cache *cache)
{
    Value old = w->watched ? dict_get_str(w, dict, name) : NO_VALUE;
    TRY(dict_set_str(w, dict, name, value));
    if (cache) {
        cache->version = AS(Dict, dict)->table->version;
        cache->index = (uint32_t)dict_entry_of_str(w, dict, name);
    }
    heap_dropped(w, old);
    return OK;
}

Status delete_global(World *w, Value dict, Value name)
{
    Value old = w->watched ? dict_get_str(w, dict, name) : NO_VALUE;
    if (!dict_delete_str(w, dict, name)) {
        return raise_error(w, TYPE_NAME_ERROR, "name '%V' is not defined",
                           name);
    }
    heap_dropped(w, old);
    return OK;
}

Status setup_annotations(World *w, Frame *frame)
{
    Value key = w->name[NAME_ANNOTATIONS];
    if (!has_layout(frame->locals, TYPE_DICT) ||
        dict_get_str(w, frame->locals, key)) {
        return OK;
    }
    Value dict = dict_new(w);
    NEED(dict);
    return dict_set_str(w, frame->locals, key, dict);
}

/* ---- exceptions
 * ------------------------------------------------------------------ */

static bool is_exception_class(World *w, Value v)
{
    return has_layout(v, TYPE_TYPE) &&
           klass_is_subclass(w, AS(Klass, v), &w->klass[TYPE_BASE_EXCEPTION]);
}

static Status match_one(World *w, Value raised, Value pattern, bool *match)
{
    if (!is_exception_class(w, pattern)) {
        return raise_type(w, "catching classes that do not inherit from "
                             "BaseException is not allowed");
    }
    Klass *klass =
        has_layout(raised, TYPE_TYPE) ? AS(Klass, raised) : klass_of(w, raised);
    *match = *match || klass_is_subclass(w, klass, AS(Klass, pattern));
    return OK;
}

Status exception_match(World *w, Value raised, Value pattern, bool *match)
{
    *match = false;
    if (!has_layout(pattern, TYPE_TUPLE)) {
        return match_one(w, raised, pattern, match);
    }
    for (size_t i = 0; i < tuple_length(pattern); i++) {
        TRY(match_one(w, raised, tuple_at(pattern, i), match));
    }
    return OK;
}

/* ---- functions and calls
 * ------------------------------------------------------------ */

Status make_function(World *w, Frame *frame, uint32_t flags, Value *out)
{
    Value *stack = frame_stack(frame);
    Value qualname = stack[--frame->depth];
    Value code = stack[--frame->depth];
    *out = function_new(w, AS(CodeObject, code), frame->globals, qualname);
    NEED(*out);
    Function *f = AS(Function, *out);
    if (flags & 8) {
        f->closure = stack[--frame->depth];
    }
    if (flags & 4) {
        f->annotations = stack[--frame->depth];
    }
    if (flags & 2) {
        f->kw_defaults = stack[--frame->depth];
    }
    if (flags & 1) {
        f->defaults = stack[--frame->depth];
    }
    return OK;
}

Value join_strings(World *w, const Value *strings, size_t count)
{
    Writer out;
    writer_start(&out);
    for (size_t i = 0; i < count; i++) {
        writer_str(&out, strings[i]);
    }
    return writer_finish(w, &out);
}

Value class_fast_path(World *w, Value klass, uint32_t argc, Value *made)
{
    Klass *k = AS(Klass, klass);
    (void)argc;
    if (!(k->flags & KLASS_HEAP) || k->layout != TYPE_OBJECT ||
        k->flags & KLASS_ABSTRACT || klass_overrides(k, SLOT_NEW) ||
        !klass_overrides(k, SLOT_INIT)) {
        return NO_VALUE;
    }
    Value init = klass_lookup(w, k, w->slot_name[SLOT_INIT]);
    if (!is_exactly(init, TYPE_FUNCTION) ||
        AS(Function, init)->code->flags &
            (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        return NO_VALUE;
    }
    *made = instance_new(w, k);
    return *made ? init : NO_VALUE;
}

void call_spill_operands(World *w, Frame *frame, uint32_t n, Value *values)
{
    Values *moved = values_new(w, n + 1);
    *values = NO_VALUE;
    if (!moved) {
        return;
    }
    frame->depth -= n;
    moved->used = n;
    memcpy(moved->items, frame_stack(frame) + frame->depth, n * sizeof(Value));
    *values = VALUE(moved);
}

Status call_spill(World *w, Frame *frame, CallInfo *call, bool empty_below)
{
    Values *moved = values_new(w, call->argc + 2);
    NEED(moved);
    moved->used = call->argc + 1;
    memcpy(moved->items + 1, call->args, call->argc * sizeof(Value));
    frame->depth = (uint32_t)(call->args - frame_stack(frame));
    frame_stack(frame)[frame->depth++] = VALUE(moved);
    call->args = moved->items + 1;
    call->pop = 2 + empty_below; /* the callee stays below */
    return OK;
}

Status with_exit_method(World *w, Value manager, Slot exit, Slot enter,
                        Value *out)
{
    /* CPython asks for __enter__ first, but for __aexit__ first. */
    bool exit_first = exit == SLOT_AEXIT;
    Slot needed[] = {enter, exit};
    Value found[2];
    for (int n = 0; n < 2; n++) {
        int i = n ^ exit_first;
        found[i] = klass_slot(w, manager, needed[i]);
        if (!found[i]) {
            return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V",
                               w->slot_name[needed[i]]);
        }
    }
    /* Bound late: EXIT calls type(manager).__exit__(manager, ...). */
    *out = method_new(w, found[1], manager);
    NEED(*out);
    return OK;
}
