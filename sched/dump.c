/* SPDX-License-Identifier: MIT */
/*
 * One paragraph a thread, the main thread first. Frames are walked from the
 * innermost out, so a stack's places are noted first and written backwards;
 * those of the library are left out where the program has frames of its own.
 */
#include "sched/dump.h"

#include <stdlib.h>

#include "sched/clock.h"
#include "sched/column.h"
#include "sched/held.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/wait.h"
#include "vm/host.h"

#define THREADS_MAX 100
#define FRAMES_MAX  50

typedef struct Dump {
    World *w;
    Buffer *out;
    SourceLine *source;
    void *data;
    Held held; /* of all threads */
} Dump;

/* ---- what it does -------------------------------------------------------- */

/* Who has what it waits for. */
static void put_holder(Dump *dump, const Thread *thread)
{
    const Thread *owner = deadlock_waits_for(dump->w, thread);
    if (owner && thread->request.kind == REQUEST_LOCK &&
        !AS(Lock, thread->request.object)->stands_for) {
        buffer_string(dump->out, ", held by ");
        name_thread(dump->out, dump->w, owner);
    }
}

static void put_wait(Dump *dump, const Thread *thread)
{
    Buffer what = {0};
    buffer_string(dump->out, wait_describe(&what, dump->w, thread));
    if (what.size) {
        buffer_format(dump->out, " %s", what.data);
    }
    buffer_free(&what);
    put_holder(dump, thread);
}

static void put_state(Dump *dump, const Thread *thread)
{
    Buffer *out = dump->out;
    int64_t now = world_now(dump->w);
    switch ((ThreadState)thread->state) {
    case THREAD_NEW:
        buffer_string(out, "starts");
        break;
    case THREAD_RUNNING:
        buffer_string(out, "has the GIL");
        break;
    case THREAD_READY:
        buffer_string(out, "waits for the GIL");
        break;
    case THREAD_BLOCKED:
        put_wait(dump, thread);
        break;
    case THREAD_FINISHED:
        buffer_string(out, "has ended");
        return;
    }
    char text[40];
    clock_text((double)thread_in_state(thread, now), text, sizeof text);
    buffer_format(out, ", for %s (since %.6f s)", text,
                  (double)thread_peek(thread)->since / 1e9);
}

static void put_head(Dump *dump, const Thread *thread)
{
    size_t start = dump->out->size;
    name_thread(dump->out, dump->w, thread);
    if (thread != dump->w->main_thread && thread_is_daemon(dump->w, thread)) {
        buffer_string(dump->out, " (daemon)");
    }
    buffer_string(dump->out, ": ");
    put_state(dump, thread);
    column_end(dump->out, start);
}

static void put_held(Dump *dump, const Thread *thread)
{
    for (size_t i = 0; i < dump->held.count; i++) {
        const Lock *lock = dump->held.items[i].lock;
        if (dump->held.items[i].owner != thread) {
            continue;
        }
        Buffer name = {0};
        size_t start = dump->out->size;
        if (wait_name_lock(&name, dump->w, lock) || lock->first) {
            buffer_format(
                dump->out, "  holds %s since line %d", column_text(&name),
                name_line(AS(CodeObject, lock->taken_in), lock->taken_at));
            column_end(dump->out, start);
        }
        buffer_free(&name);
    }
}

/* ---- its stack ----------------------------------------------------------- */

typedef struct Stack {
    const Frame *frames[FRAMES_MAX]; /* innermost first */
    unsigned count;
    unsigned more;
} Stack;

static void collect(Stack *stack, const Thread *thread, bool library)
{
    *stack = (Stack){.count = 0};
    for (const Object *o = thread->frame; o;) {
        if (!is_frame(o)) {
            o = ((const NativeFrame *)o)->back;
            continue;
        }
        const Frame *frame = (const Frame *)o;
        const CodeObject *code = frame->code;
        o = frame->back;
        if (code->in_prelude || (code->in_library && !library)) {
            continue;
        }
        if (stack->count < FRAMES_MAX) {
            stack->frames[stack->count++] = frame;
        } else {
            stack->more++;
        }
    }
}

static void put_frame(Dump *dump, const Frame *frame)
{
    Buffer file = {0};
    Buffer source = {0};
    int line = frame_line(frame);
    name_str(&file, frame->code->filename);
    buffer_format(dump->out, "  File \"%s\", line %d, in ", column_text(&file),
                  line);
    name_str(dump->out, frame->code->name);
    buffer_byte(dump->out, '\n');
    if (dump->source && file.size) {
        dump->source(dump->data, &source, file.data, line);
    }
    if (source.size) {
        size_t start = dump->out->size;
        buffer_format(dump->out, "    %s", source.data);
        column_end(dump->out, start);
    }
    buffer_free(&source);
    buffer_free(&file);
}

static void put_stack(Dump *dump, const Thread *thread)
{
    Stack stack;
    collect(&stack, thread, false);
    if (!stack.count) {
        collect(&stack, thread, true);
    }
    if (stack.more) {
        buffer_format(dump->out, "  (%u calls before these)\n", stack.more);
    }
    while (stack.count) {
        put_frame(dump, stack.frames[--stack.count]);
    }
}

/* ---- all of them --------------------------------------------------------- */

static void put_thread(Dump *dump, const Thread *thread)
{
    buffer_byte(dump->out, '\n');
    put_head(dump, thread);
    put_held(dump, thread);
    put_stack(dump, thread);
}

void dump_threads(Buffer *out, World *w, SourceLine *source, void *data)
{
    Dump dump = {.w = w, .out = out, .source = source, .data = data};
    unsigned listed = 0;
    unsigned all = 0;
    for (const Thread *t = w->threads; t; t = t->next) {
        all += t->state != THREAD_FINISHED;
    }
    dump.held = held_find(w, NULL);
    buffer_format(out, "gilscope: %u thread%s at %.6f s%s\n", all,
                  all == 1 ? "" : "s", (double)world_now(w) / 1e9,
                  w->host->now ? "" : " of virtual time");
    for (const Thread *t = w->threads; t; t = t->next) {
        if (t->state != THREAD_FINISHED && listed++ < THREADS_MAX) {
            put_thread(&dump, t);
        }
    }
    if (listed > THREADS_MAX) {
        buffer_format(out, "\nand %u more threads\n", listed - THREADS_MAX);
    }
    buffer_byte(out, '\n');
    held_free(&dump.held);
}
