/* SPDX-License-Identifier: MIT */
/*
 * Calls of every kind of callable. C never runs the interpreter from here: a
 * Python function's frame is pushed and the loop goes on with it.
 */
#include "vm/call.h"

#include "bytecode/code.h"
#include "vm/drop.h"
#include "vm/interp_leaf.h"
#include "vm/natives.h"
#include "vm/operator.h"
#include "vm/outside.h"
#include "vm/types/dict.h"
#include "vm/types/generator.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <string.h>

#define MAX_PARAMETERS 16
/* Natives that call natives in C before the chain is used instead. */
#define NATIVE_DEPTH_MAX 60

/* ---- natives ------------------------------------------------------------- */

/* How many NativeFrames a chain may hold: some for each Python frame. */
static bool chain_is_full(const World *w, const Thread *t)
{
    return t->native_count >= 1000 + 8 * (uint64_t)w->recursion_limit;
}

static NativeFrame *native_to_heap(World *w, Thread *t, const NativeFrame *f)
{
    if (__builtin_expect(chain_is_full(w, t), 0)) {
        (void)raise_recursion(w, " while calling a Python object");
        return NULL;
    }
    size_t size = sizeof(NativeFrame) + f->argc * sizeof(Value);
    size_t units = (size + 15) / 16;
    NativeFrame *h =
        units < HEAP_CLASSES ? (NativeFrame *)heap_quick_cell(w, units) : NULL;
    Object head = {.type = TYPE_REF(TYPE_NATIVE_FRAME),
                   .layout = TYPE_NATIVE_FRAME,
                   .units = (uint16_t)units};
    if (__builtin_expect(!h, 0)) {
        h = heap_object(w, TYPE_NATIVE_FRAME, size);
        if (!h) {
            return NULL;
        }
        head = h->head;
    }
    *h = *f;
    h->head = head;
    if (!h->callee) {
        /* It has called nobody: on the C stack these had no value yet. */
        h->callee_tuple = NO_VALUE;
        h->callee_kwargs = NO_VALUE;
    }
    h->args = (Value *)(h + 1);
    if (f->argc) {
        memcpy(h->args, f->args, f->argc * sizeof(Value));
    }
    h->back = t->frame;
    t->frame = &h->head;
    t->native_count++;
    return h;
}

static void native_pop(World *w, Thread *t, NativeFrame *f)
{
    t->frame = f->back;
    t->native_count--;
    heap_recycle(w, &f->head);
}

/* The twin in vm/prelude takes the receiver first. */
static CallOutcome native_to_twin(World *w, Thread *t, NativeFrame *f,
                                  bool on_heap, Value *result)
{
    Value twin =
        f->native == ROW_WRAP ? wrapper_twin(w, f) : native_twin(w, f->native);
    if (!twin) {
        const NativeInfo *info = &native_table[f->native];
        (void)raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                          "%s.%s() cannot handle these user-defined classes",
                          native_owner(info), info->name);
        if (on_heap) {
            native_pop(w, t, f);
        }
        return CALL_RAISED;
    }
    uint32_t argc = f->argc;
    while (argc && !f->args[argc - 1]) {
        argc--; /* arguments that were not given */
    }
    Values *values = values_new(w, argc + 2);
    if (!values) {
        if (on_heap) {
            native_pop(w, t, f);
        }
        return CALL_RAISED;
    }
    uint32_t n = 1;
    if (f->self) {
        values->items[n++] = f->self;
    }
    for (uint32_t i = 0; i < argc; i++) {
        /* A gap before a given optional argument: the twin's default. */
        values->items[n++] = f->args[i] ? f->args[i] : NONE;
    }
    values->used = n;
    CallInfo call = {.callee = twin,
                     .args = values->items + 1,
                     .argc = n - 1,
                     .kw_names = f->kw_names,
                     .deliver = f->deliver,
                     .pop = f->pop};
    Value owner = f->deliver == DELIVER_INSTANCE ? f->self : NO_VALUE;
    if (on_heap) {
        native_pop(w, t, f);
    }
    return call_function(w, t, AS(Function, twin), &call, owner, result);
}

static Status frame_make_cells(World *w, Frame *frame,
                               const Function *function);

static CallOutcome make_generator(World *w, Function *function, Frame *frame,
                                  Value *result);

/* The body of a module or class: a function without arguments, whose names
 * live in the mapping f->callee_tuple. */
static CallOutcome call_body(World *w, Thread *t, NativeFrame *f, Value *result)
{
    Function *function = AS(Function, f->callee);
    CodeObject *code = function->code;
    if (t->depth >= w->recursion_limit && !code->in_prelude) {
        (void)raise_recursion(w, "");
        return CALL_RAISED;
    }
    Frame *frame = frame_new(w, code, function->globals);
    if (!frame) {
        return CALL_RAISED;
    }
    if (frame_make_cells(w, frame, function) != OK) {
        heap_free(w, frame);
        return CALL_RAISED;
    }
    frame->locals = f->callee_tuple;
    if (code->flags &
        (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        return make_generator(w, function, frame, result);
    }
    frame->free_body = (code->in_library ||
                        (code->in_prelude && frame->globals != w->prelude)) &&
                       frame->locals == frame->globals;
    w->free_depth += frame->free_body;
    frame->deliver = DELIVER_NATIVE;
    frame->back = t->frame;
    t->frame = &frame->head;
    t->depth += !code->in_prelude;
    return CALL_PUSHED;
}

static CallOutcome native_call_out(World *w, Thread *t, NativeFrame *f,
                                   Value *result)
{
    if (f->callee_kwargs == ABSENT) {
        return call_body(w, t, f, result);
    }
    CallInfo call = {.callee = f->callee,
                     .args = f->callee_args,
                     .argc = f->callee_argc,
                     .deliver = DELIVER_NATIVE};
    if (has_layout(f->callee_tuple, TYPE_VALUES)) {
        Values *values = AS(Values, f->callee_tuple);
        call.args = values->items + 1;
        call.argc = (uint32_t)values->used - 1;
        call.kw_names = f->callee_kwargs;
    } else if (f->callee_tuple || f->callee_kwargs) {
        if (call_unpack(w, f->callee_tuple, f->callee_kwargs, &call) != OK) {
            return CALL_RAISED;
        }
    }
    return call_value(w, t, &call, result);
}

static CallOutcome native_settle(World *w, Thread *t, NativeFrame *f,
                                 bool on_heap, Status status, Value *result);

static Status native_function(World *w, Thread *t, NativeFrame *f)
{
    return native_table[f->native].function(w, t, f);
}

/*
 * A native calls a native: try it on the C stack, so that neither needs the
 * heap when it comes back at once. `*f` is moved to the heap when it does not.
 */
static CallOutcome native_calls_native(World *w, Thread *t, NativeFrame **f,
                                       Value *result)
{
    NativeFrame inner;
    Value bound[MAX_PARAMETERS + 1];
    CallInfo call = {.callee = (*f)->callee,
                     .args = (*f)->callee_args,
                     .argc = (*f)->callee_argc,
                     .deliver = DELIVER_NATIVE};
    Status status = native_enter(w, &call, &inner, bound);
    if (status == OK) {
        t->native_depth++;
        status = native_function(w, t, &inner);
        t->native_depth--;
    }
    if (status == OK) {
        *result = inner.result;
        return CALL_DONE;
    }
    if (status == RAISE) {
        return CALL_RAISED;
    }
    NativeFrame *h = native_to_heap(w, t, *f);
    if (!h) {
        return CALL_RAISED;
    }
    *f = h;
    t->native_depth++;
    CallOutcome outcome = native_settle(w, t, &inner, false, status, result);
    t->native_depth--;
    return outcome;
}

static CallOutcome native_settle(World *w, Thread *t, NativeFrame *f,
                                 bool on_heap, Status status, Value *result)
{
    for (;;) {
        switch (status) {
        case OK:
            *result = f->result;
            if (on_heap) {
                native_pop(w, t, f);
            }
            return CALL_DONE;
        case TWIN:
            return native_to_twin(w, t, f, on_heap, result);
        case BLOCK:
            if (!on_heap && !native_to_heap(w, t, f)) {
                return CALL_RAISED;
            }
            return CALL_BLOCKED;
        case CALL:
            break;
        case NO_OP:
            (void)raise_type(w, "unsupported operand type(s) for %s()",
                             native_table[f->native].name);
            /* fall through */
        default:
            if (on_heap) {
                native_pop(w, t, f);
            }
            return CALL_RAISED;
        }
        CallOutcome outcome;
        Value value = NO_VALUE;
        if (!f->callee_argc && is_exactly(f->callee, TYPE_GENERATOR)) {
            f = on_heap ? f : native_to_heap(w, t, f); /* iterate_next */
            return f ? call_generator(w, t, f->callee, NONE, false,
                                      DELIVER_ITEM, 0)
                     : CALL_RAISED;
        }
        if (!on_heap && has_layout(f->callee, TYPE_NATIVE) &&
            t->native_depth < NATIVE_DEPTH_MAX && !f->callee_tuple &&
            !f->callee_kwargs) {
            NativeFrame *before = f;
            outcome = native_calls_native(w, t, &f, &value);
            on_heap = f != before;
        } else {
            f = on_heap ? f : native_to_heap(w, t, f);
            if (!f) {
                return CALL_RAISED;
            }
            on_heap = true;
            t->native_depth++;
            outcome = native_call_out(w, t, f, &value);
            t->native_depth--;
        }
        if (outcome == CALL_PUSHED || outcome == CALL_BLOCKED) {
            return outcome;
        }
        if (outcome == CALL_RAISED && on_heap && t->frame != &f->head) {
            return CALL_RAISED; /* what was pushed unwinds first */
        }
        f->resumed = 1;
        f->failed = outcome == CALL_RAISED;
        f->received = value;
        status = native_function(w, t, f);
    }
}

CallOutcome native_settle_first(World *w, Thread *t, NativeFrame *f,
                                Status status, Value *result)
{
    return native_settle(w, t, f, false, status, result);
}

CallOutcome native_settle_on_heap(World *w, Thread *t, NativeFrame *f,
                                  Status status, Value *result)
{
    return native_settle(w, t, f, true, status, result);
}

CallOutcome native_run(World *w, Thread *t, NativeFrame *f, bool on_heap,
                       Value *result)
{
    return native_settle(w, t, f, on_heap, native_function(w, t, f), result);
}

static uint32_t keyword_count(const CallInfo *call)
{
    return __builtin_expect(call->kw_names != NO_VALUE, 0)
               ? (uint32_t)tuple_length(call->kw_names)
               : 0;
}

static void native_begin(NativeFrame *f, uint32_t row, const CallInfo *call,
                         Value self)
{
    native_blank(f);
    f->native = row;
    f->deliver = call->deliver;
    f->pop = call->pop;
    f->self = self;
}

/* The arguments behind the receiver. */
static Status native_arguments(World *w, NativeFrame *f, const CallInfo *call,
                               Value *args, uint32_t argc, Value *bound)
{
    const NativeInfo *info = &native_table[f->native];
    const NativeArity *a = &w->outside->arity[f->native];
    uint32_t keywords = keyword_count(call);
    if (a->raw) {
        if (keywords && a->no_keywords) {
            return raise_type(w, "%s() takes no keyword arguments", info->name);
        }
        f->args = args;
        f->argc = argc;
        f->kw_count = keywords;
        f->kw_names = call->kw_names;
        return OK;
    }
    f->args = args;
    f->argc = argc;
    if (a->simple && !keywords && argc >= a->required && argc <= a->total) {
        native_fill(a, f, bound);
        return OK;
    }
    f->args = bound;
    return native_bind(w, info, args, argc, call->kw_names, bound, &f->argc);
}

Status native_enter_row(World *w, uint32_t row, Value self,
                        const CallInfo *call, NativeFrame *f, Value *bound)
{
    native_begin(f, row, call, self);
    return native_arguments(w, f, call, call->args, call->argc, bound);
}

/* Fill in a NativeFrame for calling a Native object. */
Status native_enter(World *w, const CallInfo *call, NativeFrame *f,
                    Value *bound)
{
    const Native *native = AS(Native, call->callee);
    const NativeInfo *info = &native_table[native->row];
    Value *args = call->args;
    uint32_t argc = call->argc;
    native_begin(f, native->row, call, native->self);
    f->slot_id = (uint16_t)native->slot;
    bool unbound = info->kind == NATIVE_NEW || native->row == ROW_WRAP ||
                   info->kind == NATIVE_METHOD || info->kind == NATIVE_GETTER;
    if (unbound && (!native->self || info->kind == NATIVE_NEW)) {
        uint32_t keywords = keyword_count(call);
        TRY(native_receiver(w, native, info, args, argc - keywords));
        f->self = args[0];
        args++;
        argc--;
    }
    return native_arguments(w, f, call, args, argc, bound);
}

/* `list.append(x, 1)`, `int.__new__(cls)`: is the first argument fitting? */
Status native_receiver(World *w, const Native *native, const NativeInfo *info,
                       const Value *args, uint32_t argc)
{
    Klass *owner = AS(Klass, native->owner);
    Value name = native->name;
    if (info->kind == NATIVE_NEW) {
        if (!argc) {
            return raise_type(w, "%N.__new__(): not enough arguments", owner);
        }
        if (!has_layout(args[0], TYPE_TYPE)) {
            return raise_type(w, "%N.__new__(X): X is not a type object (%T)",
                              owner, args[0]);
        }
        Klass *k = AS(Klass, args[0]);
        if (!klass_is_subclass(w, k, owner)) {
            return raise_type(w, "%N.__new__(%N): %N is not a subtype of %N",
                              owner, k, k, owner);
        }
        if (k->layout != owner->layout) {
            return raise_type(w, "%N.__new__(%N) is not safe, use %N.__new__()",
                              owner, k, &w->klass[k->layout]);
        }
        return OK;
    }
    if (!argc) {
        return raise_type(w, "descriptor '%V' of '%N' object needs an argument",
                          name, owner);
    }
    if (!klass_is_subclass(w, klass_of(w, args[0]), owner)) {
        bool wrapper = is_exactly(VALUE(native), TYPE_WRAPPER_DESCRIPTOR);
        return raise_type(w,
                          wrapper ? "descriptor '%V' requires a '%N' object "
                                    "but received a '%T'"
                                  : "descriptor '%V' for '%N' objects doesn't "
                                    "apply to a '%T' object",
                          name, owner, args[0]);
    }
    return OK;
}

static CallOutcome call_native(World *w, Thread *t, const CallInfo *call,
                               Value *result)
{
    NativeFrame f;
    Value bound[MAX_PARAMETERS + 1];
    if (native_enter(w, call, &f, bound) != OK) {
        return CALL_RAISED;
    }
    if (t->native_depth < NATIVE_DEPTH_MAX) {
        return native_run(w, t, &f, false, result);
    }
    return native_to_heap(w, t, &f) ? CALL_PUSHED : CALL_RAISED;
}

CallOutcome call_native_method(World *w, Thread *t, Value method, Value *args,
                               uint32_t argc, uint8_t deliver, uint8_t pop,
                               Value *result)
{
    CallInfo call = {.callee = method,
                     .args = args,
                     .argc = argc,
                     .deliver = deliver,
                     .pop = pop};
    return call_native(w, t, &call, result);
}

CallOutcome call_operator(World *w, Thread *t, uint32_t row, uint32_t slot,
                          Value extra, Value *args, uint32_t argc,
                          uint8_t deliver, uint8_t pop, Value *result)
{
    NativeFrame f;
    native_blank(&f);
    f.native = row;
    f.slot_id = (uint16_t)slot;
    f.slot[0] = extra;
    f.deliver = deliver;
    f.pop = pop;
    f.args = args;
    f.argc = argc;
    return native_run(w, t, &f, false, result);
}

/* ---- Python functions ---------------------------------------------------- */

/* Captured arguments move into cells; closure cells come behind them. */
static Status frame_make_cells(World *w, Frame *frame, const Function *function)
{
    const CodeObject *code = frame->code;
    Value *cells = frame->slots + code->local_count;
    for (uint32_t i = 0; i < code->cell_count; i++) {
        Value argument = tuple_at(code->cell_arguments, i);
        Value initial = NO_VALUE;
        if (IS_INT(argument)) {
            initial = frame->slots[INT_OF(argument)];
            frame->slots[INT_OF(argument)] = NO_VALUE;
        }
        cells[i] = cell_new(w, initial);
        NEED(cells[i]);
    }
    for (uint32_t i = 0; i < code->free_count; i++) {
        cells[code->cell_count + i] = tuple_at(function->closure, i);
    }
    return OK;
}

static CallOutcome make_generator(World *w, Function *function, Frame *frame,
                                  Value *result)
{
    uint32_t flags = frame->code->flags;
    TypeId type = flags & CODE_COROUTINE         ? TYPE_COROUTINE
                  : flags & CODE_ASYNC_GENERATOR ? TYPE_ASYNC_GENERATOR
                                                 : TYPE_GENERATOR;
    Generator *g = heap_object(w, type, sizeof *g);
    if (!g) {
        return CALL_RAISED;
    }
    g->frame = frame;
    g->name = function->name;
    g->qualname = function->qualname;
    g->code = VALUE(frame->code);
    g->birth = ++w->birth;
    frame->owner = VALUE(g);
    frame->back = NULL;
    if (type == TYPE_COROUTINE) {
        drop_finalise(w, &g->head); /* "was never awaited" */
        if (w->thread->origin_depth &&
            coroutine_note_origin(w, w->thread, g) != OK) {
            return CALL_RAISED;
        }
    }
    *result = VALUE(g);
    return CALL_DONE;
}

static inline void frame_push(Thread *t, Frame *frame, const CallInfo *call,
                              Value owner)
{
    frame->owner = owner;
    frame->deliver = call->deliver;
    frame->pop = call->pop;
    frame->back = t->frame;
    t->frame = &frame->head;
    t->depth += !frame->code->in_prelude;
}

CallOutcome call_function(World *w, Thread *t, Function *function,
                          const CallInfo *call, Value owner, Value *result)
{
    CodeObject *code = function->code;
    if (__builtin_expect(t->depth >= w->recursion_limit, 0) &&
        !code->in_prelude) {
        (void)raise_recursion(w, "");
        return CALL_RAISED;
    }
    Frame *frame = NULL;
    if (code->simple && !call->kw_names && call->argc == code->argument_count &&
        (frame = frame_quick(w, code, function->globals, call->args))) {
        frame_push(t, frame, call, owner);
        return CALL_PUSHED;
    }
    frame = frame_new(w, code, function->globals);
    if (!frame) {
        return CALL_RAISED;
    }
    if (!(code->flags & CODE_OPTIMIZED)) {
        frame->locals = function->globals; /* a module's body */
    }
    Status status = OK;
    if (code->positional && !call->kw_names &&
        call->argc == code->argument_count) {
        for (uint32_t i = 0; i < call->argc; i++) {
            frame->slots[i] = call->args[i];
        }
    } else {
        status = bind_arguments(w, function, frame, call->args, call->argc,
                                call->kw_names);
    }
    if (status == OK && (code->cell_count || code->free_count)) {
        status = frame_make_cells(w, frame, function);
    }
    if (status != OK) {
        heap_free(w, frame);
        return CALL_RAISED;
    }
    if (code->flags &
        (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        return make_generator(w, function, frame, result);
    }
    frame_push(t, frame, call, owner);
    return CALL_PUSHED;
}

CallOutcome call_generator(World *w, Thread *t, Value generator, Value sent,
                           bool raised, uint8_t deliver, uint8_t pop)
{
    Generator *g = AS(Generator, generator);
    if (t->depth >= w->recursion_limit) {
        (void)raise_recursion(w, "");
        return CALL_RAISED;
    }
    Frame *frame = g->frame;
    if (__builtin_expect((char *)frame < w->watermark, 0)) {
        world_save_cards(w, g, sizeof *g);
        world_save_cards(w, frame, heap_cell_size(frame));
    }
    if (g->started && !raised) {
        frame_stack(frame)[frame->depth++] = sent;
    }
    if (g->head.flags & OBJECT_FINALISE) {
        drop_forget(w, &g->head);
    }
    g->running = 1;
    g->started = 1;
    frame->deliver = deliver;
    frame->pop = pop;
    frame->back = t->frame;
    t->frame = &frame->head;
    t->depth += !frame->code->in_prelude;
    return raised ? CALL_RAISED : CALL_PUSHED;
}

/* ---- everything else ----------------------------------------------------- */

/* A method of a method of ... : all receivers before the arguments, and room
 * for one more. */
static CallOutcome call_methods(World *w, Thread *t, const CallInfo *call,
                                Value *result)
{
    CallInfo inner = *call;
    uint32_t receivers = 0;
    for (Value m = call->callee; has_layout(m, TYPE_METHOD);
         m = AS(Method, m)->function) {
        receivers++;
    }
    Values *values = values_new(w, (size_t)receivers + call->argc + 1);
    if (!values) {
        return CALL_RAISED;
    }
    values->used = (size_t)receivers + call->argc + 1;
    Value *at = values->items + 1 + receivers;
    memcpy(at, call->args, call->argc * sizeof(Value));
    while (has_layout(inner.callee, TYPE_METHOD)) {
        *--at = AS(Method, inner.callee)->self;
        inner.callee = AS(Method, inner.callee)->function;
    }
    inner.args = at;
    inner.argc += receivers;
    return call_value(w, t, &inner, result);
}

static CallOutcome call_method(World *w, Thread *t, const CallInfo *call,
                               Value *result)
{
    const Method *method = AS(Method, call->callee);
    if (!has_layout(method->function, TYPE_FUNCTION) &&
        !has_layout(method->function, TYPE_NATIVE)) {
        return call_methods(w, t, call, result); /* may write args[-1] */
    }
    CallInfo inner = *call;
    inner.callee = method->function;
    inner.args--;
    inner.args[0] = method->self;
    inner.argc++;
    return call_value(w, t, &inner, result);
}

CallOutcome call_value(World *w, Thread *t, const CallInfo *call, Value *result)
{
    switch (layout_of(call->callee)) {
    case TYPE_FUNCTION:
        return call_function(w, t, AS(Function, call->callee), call, NO_VALUE,
                             result);
    case TYPE_NATIVE:
        if (OBJECT(call->callee)->type == TYPE_REF(TYPE_GETSET)) {
            break;
        }
        return call_native(w, t, call, result);
    case TYPE_METHOD:
        return call_method(w, t, call, result);
    case TYPE_GENERATOR:       /* resume it */
        if (call->argc == 2) { /* throw into it */
            t->raised = call->args[0];
            return call_generator(w, t, call->callee, NONE, true, call->deliver,
                                  call->pop);
        }
        return call_generator(w, t, call->callee,
                              call->argc ? call->args[0] : NONE, false,
                              call->deliver, call->pop);
    default:
        break;
    }
    /* A class, or an object with __call__: the callee takes args[-1]. */
    NativeFrame f;
    native_blank(&f);
    bool klass = has_layout(call->callee, TYPE_TYPE);
    f.native = klass ? ROW_CALL_CLASS : ROW_CALL_INSTANCE;
    f.self = call->callee;
    f.args = call->args;
    f.argc = call->argc;
    f.kw_names = call->kw_names;
    f.kw_count = call->kw_names ? (uint32_t)tuple_length(call->kw_names) : 0;
    f.deliver = call->deliver;
    f.pop = call->pop;
    if (t->native_depth >= NATIVE_DEPTH_MAX) {
        return native_to_heap(w, t, &f) ? CALL_PUSHED : CALL_RAISED;
    }
    return native_run(w, t, &f, false, result);
}

static Status keywords_error(World *w, Value callee)
{
    while (has_layout(callee, TYPE_METHOD)) {
        callee = AS(Method, callee)->function;
    }
    if (has_layout(callee, TYPE_FUNCTION)) {
        return raise_type(w, "%V() keywords must be strings",
                          AS(Function, callee)->name);
    }
    return raise_type(w, "keywords must be strings");
}

/* f(*args, **kwargs): a tuple and a dict become arguments and names. */
Status call_unpack(World *w, Value args, Value kwargs, CallInfo *call)
{
    size_t count = args ? tuple_length(args) : 0;
    size_t keywords = kwargs ? dict_length(kwargs) : 0;
    Values *values = values_new(w, count + keywords + 2);
    NEED(values);
    values->used = count + keywords + 1;
    for (size_t i = 0; i < count; i++) {
        values->items[i + 1] = tuple_at(args, i);
    }
    call->args = values->items + 1;
    call->argc = (uint32_t)(count + keywords);
    call->kw_names = NO_VALUE;
    if (!keywords) {
        return OK;
    }
    Tuple *names = tuple_new(w, keywords);
    NEED(names);
    size_t at = 0;
    size_t n = 0;
    Value key;
    Value value;
    while (dict_next(kwargs, &at, &key, &value)) {
        if (!is_str(key)) {
            return keywords_error(w, call->callee);
        }
        names->items[n] = str_intern(w, key);
        NEED(names->items[n]);
        values->items[1 + count + n++] = value;
    }
    call->kw_names = VALUE(names);
    return OK;
}
