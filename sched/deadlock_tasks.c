/* SPDX-License-Identifier: MIT */
/*
 * asyncio.tasks keeps the unfinished tasks in the dict `_all`, oldest first. A
 * task's coroutine awaits another, and so on down to a future: shown are the
 * innermost line of the program's own, and what of the library it called.
 */
#include "sched/deadlock_tasks.h"

#include "sched/column.h"
#include "sched/name.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/generator.h"
#include "vm/types/str.h"

#define TASKS_LISTED 8
#define NAME_MAX     20
#define CALL_MAX     24

static Value unfinished_tasks(World *w)
{
    size_t at = 0;
    Value name;
    Value module;
    while (w->modules && dict_next(w->modules, &at, &name, &module)) {
        if (is_str(name) && str_is(name, "asyncio.tasks") &&
            has_layout(module, TYPE_MODULE)) {
            Value dict = AS(Module, module)->dict;
            at = 0;
            while (dict_next(dict, &at, &name, &module)) {
                if (is_str(name) && str_is(name, "_all")) {
                    return has_layout(module, TYPE_DICT) ? module : NO_VALUE;
                }
            }
            return NO_VALUE;
        }
    }
    return NO_VALUE;
}

typedef struct Awaits {
    const Frame *program; /* the innermost frame of the program's, or NULL */
    Value call;           /* the library's coroutine below it, or 0 */
} Awaits;

/* One line: which task awaits what. */
typedef struct TaskLine {
    Buffer name;
    Buffer call;
    Awaits awaits;
} TaskLine;

typedef struct Widths {
    int name;
    int call;
} Widths;

static Awaits awaits_of(Value coroutine)
{
    Awaits awaits = {0};
    while (coroutine && has_layout(coroutine, TYPE_GENERATOR)) {
        const Generator *g = AS(Generator, coroutine);
        if (!g->frame) {
            break;
        }
        if (!g->frame->code->in_library && !g->frame->code->in_prelude) {
            awaits = (Awaits){g->frame, NO_VALUE};
        } else if (!awaits.call) {
            awaits.call = coroutine;
        }
        coroutine = generator_delegate(g);
    }
    return awaits;
}

static TaskLine line_of(World *w, Value task)
{
    TaskLine line = {.awaits = awaits_of(name_attribute(w, task, "_coro"))};
    name_str(&line.name, name_attribute(w, task, "_name"));
    if (line.awaits.call) {
        name_str(&line.call, AS(Generator, line.awaits.call)->qualname);
        buffer_string(&line.call, "()");
    } else {
        buffer_string(&line.call, "a future");
    }
    return line;
}

static void line_free(TaskLine *line)
{
    buffer_free(&line->name);
    buffer_free(&line->call);
}

static void put_line(Buffer *out, const DeadlockOptions *options,
                     const TaskLine *line, Widths widths)
{
    size_t start = out->size;
    buffer_string(out, "  ");
    column_put(out, &line->name, widths.name, NAME_MAX);
    buffer_string(out, "awaits  ");
    column_put(out, &line->call, widths.call, CALL_MAX);
    const Frame *frame = line->awaits.program;
    if (frame) {
        Buffer source = {0};
        Buffer file = {0};
        int number = frame_line(frame);
        name_file(out, frame->code);
        buffer_format(out, ":%d  ", number);
        name_str(&file, frame->code->filename);
        if (options->source) {
            options->source(options->data, &source, column_text(&file), number);
        }
        buffer_string(out, column_text(&source));
        buffer_free(&source);
        buffer_free(&file);
    }
    column_end(out, start);
}

static void measure(Widths *widths, const TaskLine *line)
{
    int name = column_width(&line->name);
    int call = column_width(&line->call);
    name = name < NAME_MAX ? name : NAME_MAX;
    call = call < CALL_MAX ? call : CALL_MAX;
    widths->name = name > widths->name ? name : widths->name;
    widths->call = call > widths->call ? call : widths->call;
}

void deadlock_tasks(Buffer *out, World *w, const DeadlockOptions *options)
{
    Value tasks = unfinished_tasks(w);
    TaskLine lines[TASKS_LISTED];
    unsigned count = 0;
    Widths widths = {0, 0};
    size_t at = 0;
    Value key;
    Value task;
    while (tasks && dict_next(tasks, &at, &key, &task)) {
        if (count < TASKS_LISTED) {
            lines[count] = line_of(w, task);
            measure(&widths, &lines[count]);
        }
        count++;
    }
    unsigned listed = count < TASKS_LISTED ? count : TASKS_LISTED;
    for (unsigned i = 0; i < listed; i++) {
        put_line(out, options, &lines[i], widths);
        line_free(&lines[i]);
    }
    if (count > listed) {
        buffer_format(out, "  and %u more tasks\n", count - listed);
    }
    if (count) {
        buffer_byte(out, '\n');
    }
}
