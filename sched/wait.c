/* SPDX-License-Identifier: MIT */
/*
 * A table of the library's blocking methods: class, method, and the sentence.
 * Of the library frames above the program's own the outermost that is in it
 * counts; a plain lock's acquire() has none, and is named by the lock.
 */
#include "sched/wait.h"

#include "sched/name.h"
#include <stdio.h>
#include <string.h>

#include "vm/types/str.h"
#include "vm/types/tuple.h"

typedef struct WaitRow {
    const char *qualname; /* of the library function */
    const char *verb;
    const char *what; /* before the object's name */
    const char *hope; /* what another thread would have to do, or NULL */
} WaitRow;

static const WaitRow rows[] = {
    {"Thread.join", "joins", "", NULL},
    {"Thread.start", "starts", "", NULL},
    {"_shutdown", "joins", "the threads that are left", NULL},
    {"Condition.wait", "waits for", "a notify() of ", "notify"},
    {"Condition.wait_for", "waits for", "a notify() of ", "notify"},
    {"Event.wait", "waits for", "event ", "set"},
    {"Semaphore.acquire", "waits for", "semaphore ", "release"},
    {"Barrier.wait", "waits at", "barrier ", "come to"},
    {"Queue.get", "waits for", "an item of ", "put an item into"},
    {"Queue.put", "waits for", "room in ", "take an item from"},
    {"Queue.join", "waits for", "task_done() of ", "finish the tasks of"},
    {"Future.result", "waits for", "the result of ", NULL},
    {"Future.exception", "waits for", "the result of ", NULL},
    {"ThreadPoolExecutor.shutdown", "waits for", "the workers of ", NULL},
    {"Executor.__exit__", "waits for", "the workers of ", NULL},
    {"socket.accept", "waits for", "a connection to ", "connect to"},
    {"socket.connect", "waits for", "an answer to ", NULL},
    {"socket.recv", "waits for", "data on ", "send to"},
    {"socket.recv_into", "waits for", "data on ", "send to"},
    {"socket.recvfrom", "waits for", "data on ", "send to"},
    {"socket.send", "waits for", "room behind ", NULL},
    {"socket.sendall", "waits for", "room behind ", NULL},
    {"BaseEventLoop._run_once", "waits in", "its event loop", NULL},
    {"urlopen", "waits for", "an answer", NULL},
    {"select", "waits for", "files to be ready", NULL},
    {"wait", "waits for", "futures", NULL},
    {"as_completed.<locals>.generator", "waits for", "futures", NULL},
};

static const WaitRow *row_of(Value qualname)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (str_is(qualname, rows[i].qualname)) {
            return &rows[i];
        }
    }
    return NULL;
}

/* "Queue.get" for a code object named get whose first argument is a Queue of
 * the library, by looking through the classes of `self`. */
static const WaitRow *row_of_frame(World *w, const Frame *frame)
{
    const CodeObject *code = frame->code;
    const Value self = code->argument_count ? frame->slots[0] : NO_VALUE;
    const WaitRow *plain = row_of(code->name);
    if (!self || !has_layout(self, TYPE_OBJECT)) {
        return plain;
    }
    Value mro = klass_of(w, self)->mro;
    for (size_t i = 0; i < tuple_length(mro); i++) {
        char name[96];
        char text[200];
        const Klass *klass = AS(Klass, tuple_at(mro, i));
        snprintf(text, sizeof text, "%s.%s",
                 str_to_buffer(klass->name, name, sizeof name), "");
        size_t size = strlen(text);
        str_to_buffer(code->name, text + size, sizeof text - size);
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
            if (strcmp(rows[r].qualname, text) == 0) {
                return &rows[r];
            }
        }
    }
    return plain;
}

/* The row of the outermost library call that the thread waits in. */
static const WaitRow *row_of_thread(World *w, const Thread *thread,
                                    const Frame **where)
{
    const WaitRow *found = NULL;
    const Object *o = thread->frame;
    for (; o; o = ((const Frame *)o)->back) {
        if (!is_frame(o)) {
            continue;
        }
        const Frame *frame = (const Frame *)o;
        if (!frame->code->in_library && !frame->code->in_prelude) {
            break;
        }
        const WaitRow *row = row_of_frame(w, frame);
        if (row) {
            found = row;
            *where = frame;
        }
    }
    return found;
}

bool wait_name_lock(Buffer *out, World *w, const Lock *lock)
{
    if (lock->stands_for) {
        name_thread(out, w, AS(Thread, lock->stands_for));
        return true;
    }
    if (name_object(out, w, VALUE(lock))) {
        return true;
    }
    wait_place_lock(out, w, lock);
    return false;
}

void wait_place_lock(Buffer *out, World *w, const Lock *lock)
{
    (void)w;
    const char *kind =
        lock->head.type == TYPE_REF(TYPE_LOCK) ? "Lock" : "RLock";
    if (!lock->made_in) {
        buffer_format(out, "a %s of the library", kind);
        return;
    }
    const CodeObject *code = AS(CodeObject, lock->made_in);
    buffer_format(out, "the %s made at ", kind);
    name_file(out, code);
    buffer_format(out, ":%d", name_line(code, lock->made_at));
}

static void name_self(Buffer *what, World *w, const Frame *frame)
{
    Value self = frame->slots[0];
    Value name = name_attribute(w, self, "_name");
    if (name && is_str(name)) { /* a Thread */
        name_str(what, name);
    } else if (!name_object(what, w, self)) {
        char text[96];
        buffer_format(
            what, "a %s",
            str_to_buffer(klass_of(w, self)->name, text, sizeof text));
    }
}

/* Nothing comes between `what` and a name: the object stands alone. */
static bool names_self(const WaitRow *row, const Frame *frame)
{
    size_t size = strlen(row->what);
    return (size == 0 || row->what[size - 1] == ' ') &&
           frame->code->argument_count && frame->slots[0];
}

Value wait_object(Buffer *what, World *w, const Thread *thread)
{
    const Frame *frame = NULL;
    const WaitRow *row = row_of_thread(w, thread, &frame);
    if (!row || !row->what[0] || !names_self(row, frame)) {
        return NO_VALUE;
    }
    buffer_string(what, row->what);
    name_self(what, w, frame);
    return frame->slots[0];
}

bool wait_is_in_library(World *w, const Thread *thread)
{
    const Frame *frame;
    return row_of_thread(w, thread, &frame) != NULL;
}

bool wait_is_thread_work(World *w, const Thread *thread)
{
    const Frame *last = NULL;
    for (const Object *o = thread->frame; o; o = ((const Frame *)o)->back) {
        if (!is_frame(o)) {
            continue;
        }
        const Frame *frame = (const Frame *)o;
        if (!frame->code->in_library && !frame->code->in_prelude) {
            break;
        }
        last = frame->code->in_library ? frame : last;
    }
    Value self = last && last->code->argument_count ? last->slots[0] : NO_VALUE;
    return self && has_layout(self, TYPE_OBJECT) &&
           name_attribute(w, self, "_daemonic") != NO_VALUE;
}

const char *wait_describe(Buffer *what, World *w, const Thread *thread)
{
    const Request *request = &thread->request;
    const Frame *frame = NULL;
    const WaitRow *row = row_of_thread(w, thread, &frame);
    if (row) {
        buffer_string(what, row->what);
        if (names_self(row, frame)) {
            name_self(what, w, frame);
        }
        return row->verb;
    }
    switch ((RequestKind)request->kind) {
    case REQUEST_LOCK:
        wait_name_lock(what, w, AS(Lock, request->object));
        return "waits for";
    case REQUEST_SLEEP:
        return "sleeps";
    case REQUEST_IO:
        buffer_string(what, "input or output");
        return "waits for";
    default:
        if (request->object) {
            name_object(what, w, request->object);
        }
        return "waits for";
    }
}

const char *wait_hope(Buffer *object, World *w, const Thread *thread)
{
    const Frame *frame = NULL;
    const WaitRow *row = row_of_thread(w, thread, &frame);
    if (!row || !row->hope || !frame->slots[0]) {
        return NULL;
    }
    name_self(object, w, frame);
    return row->hope;
}

Value wait_pool(World *w, const Thread *thread, bool *for_result)
{
    const Frame *frame = NULL;
    const WaitRow *row = row_of_thread(w, thread, &frame);
    *for_result = row && strncmp(row->qualname, "Future.", 7) == 0;
    for (const Object *o = thread->frame; o; o = ((const Frame *)o)->back) {
        if (is_frame(o)) {
            const Frame *f = (const Frame *)o;
            if (f->code->in_library && str_is(f->code->name, "_worker")) {
                return f->slots[0];
            }
        }
    }
    return NO_VALUE;
}
