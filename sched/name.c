/* SPDX-License-Identifier: MIT */
/*
 * A breadth-first walk from the program's globals and the main thread's
 * variables, in their own order, so that the shortest name wins and the same
 * world always gives the same one; then from the variables of other threads,
 * whose names count only if all of them agree. The walk is bounded: an object
 * it does not meet within STEPS_MAX edges is unnamed.
 */
#include "sched/name.h"

#include <stdlib.h>

#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#define STEPS_MAX 20000
#define DEPTH_MAX 5

typedef enum { EDGE_NAME, EDGE_ATTRIBUTE, EDGE_INDEX, EDGE_KEY } EdgeKind;

/* One object met on the walk, and how. */
typedef struct Step {
    Value object;
    Value label;   /* str, or any key */
    uint32_t from; /* step it was reached from */
    uint8_t kind;
    uint8_t depth;
} Step;

typedef struct Walk {
    World *w;
    Step *steps;
    uint32_t count;
    uint32_t *seen; /* open addressing: step + 1 */
    Value wanted;
    uint32_t found; /* step + 1 */
} Walk;

#define SEEN_SIZE (4 * 8192)

Value name_attribute(World *w, Value object, const char *name)
{
    if (!has_layout(object, TYPE_OBJECT)) {
        return NO_VALUE;
    }
    const Instance *instance = AS(Instance, object);
    const Klass *klass = klass_of(w, object);
    if (instance->dict) {
        size_t at = 0;
        Value key;
        Value value;
        while (dict_next(instance->dict, &at, &key, &value)) {
            if (is_str(key) && str_is(key, name)) {
                return value;
            }
        }
        return NO_VALUE;
    }
    const Values *keys = AS(Values, klass->shared_keys);
    for (unsigned i = klass->slot_count; keys && i < instance->count; i++) {
        if (str_is(keys->items[i - klass->slot_count], name)) {
            return instance->values[i];
        }
    }
    return NO_VALUE;
}

void name_str(Buffer *out, Value str)
{
    if (!IS_OBJECT(str) || !is_str(str)) {
        return;
    }
    size_t size;
    char *text = str_to_utf8(str, &size);
    if (text) {
        buffer_bytes(out, text, size);
    }
    free(text);
}

void name_thread(Buffer *out, World *w, const Thread *thread)
{
    Value name = NO_VALUE;
    if (thread->python_thread) {
        name = name_attribute(w, thread->python_thread, "_name");
    }
    if (name && is_str(name)) {
        name_str(out, name);
    } else if (thread == w->main_thread) {
        buffer_string(out, "MainThread");
    } else {
        buffer_format(out, "thread %u", thread->serial - 1);
    }
}

void name_file(Buffer *out, const CodeObject *code)
{
    Buffer whole = {0};
    name_str(&whole, code->filename);
    if (whole.size) {
        const char *slash = strrchr(whole.data, '/');
        buffer_string(out, slash ? slash + 1 : whole.data);
    }
    buffer_free(&whole);
}

int name_line(const CodeObject *code, uint32_t at)
{
    return code_object_line(code, at);
}

/* ---- the walk ------------------------------------------------------------ */

static bool is_new(Walk *walk, Value object)
{
    uint32_t i = (uint32_t)(object * UINT64_C(0x9e3779b97f4a7c15) >> 49);
    while (walk->seen[i]) {
        if (walk->steps[walk->seen[i] - 1].object == object) {
            return false;
        }
        i = (i + 1) % SEEN_SIZE;
    }
    walk->seen[i] = walk->count + 1;
    return true;
}

static void meet(Walk *walk, Value object, uint32_t from, EdgeKind kind,
                 Value label)
{
    if (!object || !IS_OBJECT(object) || walk->found ||
        walk->count == STEPS_MAX || !is_new(walk, object)) {
        return;
    }
    uint8_t depth = kind == EDGE_NAME ? 0 : walk->steps[from].depth + 1;
    walk->steps[walk->count++] =
        (Step){object, label, from, (uint8_t)kind, depth};
    if (object == walk->wanted) {
        walk->found = walk->count;
    }
}

static bool is_hidden(Value name)
{
    return is_str(name) && as_str(name)->length > 1 &&
           str_at(as_str(name), 0) == '_' && str_at(as_str(name), 1) == '_';
}

static void meet_dict(Walk *walk, Value dict, uint32_t from, EdgeKind kind)
{
    size_t at = 0;
    Value key;
    Value value;
    while (!walk->found && dict_next(dict, &at, &key, &value)) {
        if (kind == EDGE_KEY || !is_hidden(key)) {
            meet(walk, value, from, kind, key);
        }
    }
}

static void meet_names(Walk *walk, Value names, const Value *values,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        meet(walk, values[i], 0, EDGE_NAME, tuple_at(names, i));
    }
}

static void meet_cells(Walk *walk, Value names, const Value *cells,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (has_layout(cells[i], TYPE_CELL)) {
            meet(walk, AS(Cell, cells[i])->value, 0, EDGE_NAME,
                 tuple_at(names, i));
        }
    }
}

typedef void SeeNames(void *data, Value names, const Value *values,
                      size_t count, bool cells);

/* The variables of every frame of a thread that runs the program's code. */
static void each_variable(const Thread *thread, SeeNames *see, void *data)
{
    const Object *o = thread->frame;
    while (o) {
        if (!is_frame(o)) {
            o = ((const NativeFrame *)o)->back;
            continue;
        }
        const Frame *frame = (const Frame *)o;
        const CodeObject *c = frame->code;
        if (!c->in_library && !c->in_prelude) {
            const Value *cells = frame->slots + c->local_count;
            see(data, c->variable_names, frame->slots, c->local_count, false);
            see(data, c->cell_names, cells, c->cell_count, true);
            see(data, c->free_names, cells + c->cell_count, c->free_count,
                true);
        }
        o = frame->back;
    }
}

static void meet_variables(void *data, Value names, const Value *values,
                           size_t count, bool cells)
{
    if (cells) {
        meet_cells(data, names, values, count);
    } else {
        meet_names(data, names, values, count);
    }
}

/* Does any frame use the name found for something else, or the thing under
 * another name? Then the name is its own business. */
typedef struct Agreement {
    const Step *step;
    bool broken;
} Agreement;

static bool same_name(Value a, Value b)
{
    return a == b || str_equal(a, b);
}

static void compare_variables(void *data, Value names, const Value *values,
                              size_t count, bool cells)
{
    Agreement *agreement = data;
    for (size_t i = 0; i < count; i++) {
        Value value = values[i];
        if (cells) {
            value = has_layout(value, TYPE_CELL) ? AS(Cell, value)->value
                                                 : NO_VALUE;
        }
        bool named = same_name(tuple_at(names, i), agreement->step->label);
        bool meant = value == agreement->step->object;
        if (value && named != meant) {
            agreement->broken = true;
        }
    }
}

/* A module of the program itself: it has a file and is not ours. */
static bool is_program_module(World *w, Value name, Value module)
{
    (void)w;
    return has_layout(module, TYPE_MODULE) && is_str(name) &&
           str_is(name, "__main__");
}

static void meet_roots(Walk *walk)
{
    World *w = walk->w;
    size_t at = 0;
    Value name;
    Value module;
    while (w->modules && dict_next(w->modules, &at, &name, &module)) {
        if (is_program_module(w, name, module)) {
            meet_dict(walk, AS(Module, module)->dict, 0, EDGE_NAME);
        }
    }
    each_variable(w->main_thread, meet_variables, walk);
}

/* Variables of the other threads, for what nothing else leads to. */
static void meet_threads(Walk *walk)
{
    World *w = walk->w;
    for (const Thread *t = w->threads; t; t = t->next) {
        if (t != w->main_thread) {
            each_variable(t, meet_variables, walk);
        }
    }
}

/* Do all threads call the root of what was found the same? */
static bool is_agreed(const Walk *walk)
{
    const Step *step = &walk->steps[walk->found - 1];
    while (step->kind != EDGE_NAME) {
        step = &walk->steps[step->from];
    }
    Agreement agreement = {.step = step};
    for (const Thread *t = walk->w->threads; t; t = t->next) {
        each_variable(t, compare_variables, &agreement);
    }
    return !agreement.broken;
}

/* What the library keeps in a Thread object is not the program's name for it.
 */
static bool is_of_thread(World *w, const Instance *instance, Value key)
{
    static const char *const own[] = {"_target", "_args", "_kwargs", "_started",
                                      "_tstate_lock"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (str_is(key, own[i])) {
            return name_attribute(w, VALUE(instance), "_daemonic");
        }
    }
    return false;
}

static void meet_attributes(Walk *walk, uint32_t from)
{
    World *w = walk->w;
    const Instance *instance = AS(Instance, walk->steps[from].object);
    const Klass *klass = klass_of(w, VALUE(instance));
    if (instance->dict) {
        meet_dict(walk, instance->dict, from, EDGE_ATTRIBUTE);
        return;
    }
    const Values *keys = AS(Values, klass->shared_keys);
    for (unsigned i = klass->slot_count; keys && i < instance->count; i++) {
        Value key = keys->items[i - klass->slot_count];
        if (!is_of_thread(w, instance, key)) {
            meet(walk, instance->values[i], from, EDGE_ATTRIBUTE, key);
        }
    }
}

static void meet_items(Walk *walk, uint32_t from, const Value *items,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        meet(walk, items[i], from, EDGE_INDEX, INT(i));
    }
}

static void meet_closure(Walk *walk, const Function *f)
{
    if (f->closure && !f->code->in_library) {
        meet_cells(walk, f->code->free_names, AS(Tuple, f->closure)->items,
                   tuple_length(f->closure));
    }
}

/* All that the object of step `i` leads to. */
static void follow(Walk *walk, uint32_t i)
{
    Value object = walk->steps[i].object;
    switch ((TypeId)OBJECT(object)->layout) {
    case TYPE_OBJECT:
        meet_attributes(walk, i);
        break;
    case TYPE_LIST:
        if (AS(List, object)->items) {
            meet_items(walk, i, AS(List, object)->items->items,
                       list_length(object));
        }
        break;
    case TYPE_TUPLE:
        meet_items(walk, i, AS(Tuple, object)->items, tuple_length(object));
        break;
    case TYPE_DICT:
        meet_dict(walk, object, i, EDGE_KEY);
        break;
    case TYPE_TYPE:
        if (AS(Klass, object)->flags & KLASS_HEAP) {
            meet_dict(walk, AS(Klass, object)->dict, i, EDGE_ATTRIBUTE);
        }
        break;
    case TYPE_FUNCTION:
        meet_closure(walk, AS(Function, object));
        break;
    default:
        break;
    }
}

static uint32_t follow_all(Walk *walk, uint32_t from)
{
    for (; from < walk->count && !walk->found; from++) {
        if (walk->steps[from].depth < DEPTH_MAX) {
            follow(walk, from);
        }
    }
    return from;
}

static void search(Walk *walk)
{
    meet_roots(walk);
    uint32_t done = follow_all(walk, 0);
    if (walk->found) {
        return;
    }
    meet_threads(walk);
    (void)follow_all(walk, done);
    if (walk->found && !is_agreed(walk)) {
        walk->found = 0;
    }
}

/* ---- spelling ------------------------------------------------------------ */

void name_key(Buffer *out, Value key)
{
    if (IS_INT(key)) {
        buffer_format(out, "[%lld]", (long long)INT_OF(key));
    } else if (is_str(key)) {
        buffer_string(out, "['");
        name_str(out, key);
        buffer_string(out, "']");
    } else {
        buffer_string(out, "[...]");
    }
}

/* A private attribute of one of our library's objects is that object's own
 * business: the lock inside `c = Condition()` is just `c`. */
static bool is_private(const Walk *walk, const Step *step)
{
    Value label = step->label;
    if (step->kind != EDGE_ATTRIBUTE || as_str(label)->length == 0 ||
        str_at(as_str(label), 0) != '_') {
        return false;
    }
    const Value owner = walk->steps[step->from].object;
    Value klass = VALUE(klass_of(walk->w, owner));
    Value module = dict_get_str(walk->w, AS(Klass, klass)->dict,
                                walk->w->name[NAME_MODULE]);
    return module && is_str(module) &&
           (str_is(module, "threading") || str_is(module, "queue"));
}

static void spell(Buffer *out, const Walk *walk, uint32_t i)
{
    const Step *step = &walk->steps[i];
    if (step->kind == EDGE_NAME) {
        name_str(out, step->label);
        return;
    }
    spell(out, walk, step->from);
    if (step->kind != EDGE_ATTRIBUTE) {
        name_key(out, step->label);
    } else if (!is_private(walk, step)) {
        buffer_byte(out, '.');
        name_str(out, step->label);
    }
}

bool name_object(Buffer *out, World *w, Value object)
{
    Walk walk = {.w = w, .wanted = object};
    walk.steps = malloc(STEPS_MAX * sizeof *walk.steps);
    walk.seen = calloc(SEEN_SIZE, sizeof *walk.seen);
    if (walk.steps && walk.seen) {
        search(&walk);
    }
    if (walk.found) {
        spell(out, &walk, walk.found - 1);
    }
    free(walk.steps);
    free(walk.seen);
    return walk.found != 0;
}
