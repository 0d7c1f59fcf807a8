/* SPDX-License-Identifier: MIT */
/* Each command is a function of the statements and its argument that fills a
 * buffer; the table gives it a name, and %help a line. */
#include "cli/magic.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/duration.h"
#include "cli/marks.h"
#include "sched/clock.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/wait.h"

typedef void Magic(Statements *statements, const char *argument, Buffer *out);

/* ---- look ---------------------------------------------------------------- */

static const char *state_text(const Thread *thread)
{
    switch ((ThreadState)thread->state) {
    case THREAD_NEW:
        return "starts";
    case THREAD_RUNNING:
    case THREAD_READY:
        return "runs";
    case THREAD_BLOCKED:
        return "waits";
    case THREAD_FINISHED:
        return "is at the prompt";
    }
    return "";
}

static void put_thread(Buffer *out, World *w, const Thread *thread)
{
    Buffer name = {0};
    Buffer what = {0};
    name_thread(&name, w, thread);
    const char *verb = state_text(thread);
    if (thread->state == THREAD_BLOCKED) {
        verb = wait_describe(&what, w, thread);
    }
    buffer_format(out, "%-12.20s %s%s%.40s", name.size ? name.data : "", verb,
                  what.size ? " " : "", what.size ? what.data : "");
    const Frame *frame = lock_program_frame(thread);
    if (frame) {
        buffer_string(out, "   ");
        name_file(out, frame->code);
        buffer_format(out, ":%d", frame_line(frame));
    }
    buffer_byte(out, '\n');
    buffer_free(&name);
    buffer_free(&what);
}

static void show_threads(Statements *statements, const char *argument,
                         Buffer *out)
{
    World *w = statements->session->world;
    (void)argument;
    put_thread(out, w, w->main_thread);
    for (const Thread *t = w->threads; t; t = t->next) {
        if (t != w->main_thread) {
            put_thread(out, w, t);
        }
    }
}

typedef struct LockList {
    Buffer *out;
    unsigned count;
} LockList;

static void put_waiters(Buffer *out, World *w, const Lock *lock)
{
    const Thread *t = thread_at(w, lock->first);
    buffer_string(out, t ? ", wanted by " : "");
    for (; t; t = thread_at(w, thread_peek(t)->next)) {
        name_thread(out, w, t);
        buffer_string(out, thread_peek(t)->next ? ", " : "");
    }
}

static void put_lock(World *w, Object *object, void *data)
{
    LockList *list = data;
    const Lock *lock = (const Lock *)object;
    if (object->layout != TYPE_LOCK || lock->stands_for) {
        return;
    }
    Buffer name = {0};
    bool named = wait_name_lock(&name, w, lock);
    if (named || lock->first) {
        buffer_format(list->out, "%-20.40s ", name.size ? name.data : "");
        if (lock->depth && lock->owner) {
            buffer_string(list->out, "held by ");
            name_thread(list->out, w, AS(Thread, lock->owner));
        } else {
            buffer_string(list->out, lock->depth ? "held" : "free");
        }
        put_waiters(list->out, w, lock);
        buffer_byte(list->out, '\n');
        list->count++;
    }
    buffer_free(&name);
}

static void show_locks(Statements *statements, const char *argument,
                       Buffer *out)
{
    LockList list = {out, 0};
    (void)argument;
    heap_each(statements->session->world, put_lock, &list);
    if (!list.count) {
        buffer_string(out, "no lock has a name\n");
    }
}

static void show_code(Statements *statements, const char *argument, Buffer *out)
{
    const Code *code = *argument ? statement_find(statements, argument) : NULL;
    if (!code) {
        buffer_format(out, "%%dis wants the name of a function defined at this "
                           "prompt: %%dis f\n");
        return;
    }
    marks_code(out, code, statements->session->sim.options.era);
}

/* ---- set ----------------------------------------------------------------- */

static void set_interval(Statements *statements, const char *argument,
                         Buffer *out)
{
    Session *session = statements->session;
    Machine *m = machine_of(session->world);
    char text[40];
    if (*argument) {
        double seconds;
        const char *problem = duration_parse(
            argument, strlen(argument), session->sim.options.op_ns, &seconds);
        if (problem) {
            buffer_format(out, "%%interval: '%.40s' %s\n", argument, problem);
            return;
        }
        session->sim.options.interval_seconds = seconds;
        m->interval_seconds = seconds;
        m->interval = clock_from_seconds(seconds);
    }
    buffer_format(out, "interval %s\n",
                  clock_text(m->interval_seconds * 1e9, text, sizeof text));
}

static void set_seed(Statements *statements, const char *argument, Buffer *out)
{
    SimulationOptions *options = &statements->session->sim.options;
    char *end;
    if (*argument) {
        errno = 0;
        unsigned long long seed = strtoull(argument, &end, 10);
        if (*end || errno || *argument < '0' || *argument > '9') {
            buffer_format(out, "%%seed: '%.40s' is no whole number\n",
                          argument);
            return;
        }
        options->seed = seed;
        stream_seed(&machine_of(statements->session->world)->streams, seed,
                    options->data_seed);
    }
    buffer_format(out, "seed %llu\n", (unsigned long long)options->seed);
}

static void set_era(Statements *statements, const char *argument, Buffer *out)
{
    Session *session = statements->session;
    if (*argument) {
        const EraRules *era = era_find(argument);
        if (!era || !era->built) {
            buffer_format(out,
                          "%%gil: '%.40s' %s; `gilscope eras` lists them\n",
                          argument, era ? "cannot be run yet" : "is no era");
            return;
        }
        session->sim.options.era = era;
        session->world->era = era->era;
    }
    buffer_format(out, "GIL of CPython %s\n", session->sim.options.era->name);
}

/* ---- try ----------------------------------------------------------------- */

static void race(Statements *statements, const char *argument, Buffer *out)
{
    if (!*argument) {
        buffer_string(out, "%race wants a function: %race f\n");
        return;
    }
    race_run(statements, argument, out);
}

static void kill_thread(Statements *statements, const char *argument,
                        Buffer *out)
{
    World *w = statements->session->world;
    for (Thread *t = w->threads; t; t = t->next) {
        Buffer name = {0};
        name_thread(&name, w, t);
        bool found = name.size && !strcmp(name.data, argument);
        buffer_free(&name);
        if (found && t == w->main_thread) {
            buffer_string(out, "%kill: the main thread is this prompt; "
                               "%reset gives an empty world\n");
            return;
        }
        if (found) {
            simulate_kill(w, t);
            buffer_format(out, "%.60s will never run again\n", argument);
            return;
        }
    }
    buffer_format(out, "%%kill: no thread '%.40s'; %%threads lists them\n",
                  argument);
}

/* ---- help ---------------------------------------------------------------- */

static void put_help(Statements *statements, Buffer *out)
{
    const Session *session = statements->session;
    const SimulationOptions *options = &session->sim.options;
    char interval[40];
    clock_text(machine_of(session->world)->interval_seconds * 1e9, interval,
               sizeof interval);
    buffer_string(
        out,
        "Python 3.8 on a GIL that you own. Type Python as usual; % starts a "
        "command.\n\n"
        "  look    %threads       each thread: state, what it waits for, line\n"
        "          %locks         each lock: holder, waiters\n"
        "          %dis f         bytecode; '>' where f may lose the GIL\n");
    buffer_format(
        out,
        "  set     %%interval 500ns     how long a thread keeps the GIL   "
        "(now %s)\n"
        "          %%gil 3.9            whose rules                       "
        "(now %s)\n"
        "          %%seed 7             another draw of luck              "
        "(now %llu)\n",
        interval, options->era->name, (unsigned long long)options->seed);
    buffer_string(
        out,
        "  try     %race f        f in 2 threads, 100 times: expected, got, "
        "how often\n"
        "          %undo          forget the last input, its threads too\n"
        "          %kill Thread-1   %reset   for a thread that never ends; an "
        "empty world\n\n"
        "  >>> def f():\n"
        "  ...     global x\n"
        "  ...     for _ in range(1000): x += 1\n"
        "  ...\n"
        "  >>> x = 0\n"
        "  >>> %race f\n\n"
        "%help race explains one. Ctrl-C stops what runs, Ctrl-D leaves.\n");
}

typedef struct MagicRow {
    const char *name;
    Magic *run; /* NULL: the prompt does it, or help */
    MagicEnd end;
    const char *help;
} MagicRow;

static const MagicRow rows[] = {
    {"%help", NULL, MAGIC_DONE, "%help, %help race: this text, or one command"},
    {"%threads", show_threads, MAGIC_DONE,
     "%threads: each thread, its state, what it waits for and its line"},
    {"%locks", show_locks, MAGIC_DONE,
     "%locks: each lock that has a name, who holds it, who waits for it"},
    {"%dis", show_code, MAGIC_DONE,
     "%dis f: the bytecode of f; behind each '>' it may lose the GIL"},
    {"%interval", set_interval, MAGIC_DONE,
     "%interval 500ns: how long a thread keeps the GIL when another wants it"},
    {"%gil", set_era, MAGIC_DONE, "%gil 3.9: the rules of another CPython"},
    {"%seed", set_seed, MAGIC_DONE,
     "%seed 7: another draw of luck; the same seed gives the same run"},
    {"%race", race, MAGIC_DONE,
     "%race f: run f in 2 threads, 100 times at each of 4 intervals, each time "
     "from\nthe world as it is now, and compare the globals with those of "
     "serial runs.\nThe world stays as it is."},
    {"%undo", NULL, MAGIC_UNDO,
     "%undo: the world as it was before the last input, its threads too"},
    {"%reset", NULL, MAGIC_RESET, "%reset: an empty world"},
    {"%kill", kill_thread, MAGIC_DONE,
     "%kill NAME: that thread never runs again; its locks stay taken"},
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

const char *magic_name(size_t i)
{
    return i < ROW_COUNT ? rows[i].name : NULL;
}

static const MagicRow *find_row(const char *name, size_t size)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (strlen(rows[i].name) == size && !memcmp(rows[i].name, name, size)) {
            return &rows[i];
        }
    }
    return NULL;
}

static void help(Statements *statements, const char *argument, Buffer *out)
{
    Buffer name = {0};
    buffer_format(&name, "%s%s", *argument == '%' ? "" : "%", argument);
    const MagicRow *row =
        *argument && name.size ? find_row(name.data, name.size) : NULL;
    if (row) {
        buffer_format(out, "%s\n", row->help);
    } else {
        put_help(statements, out);
    }
    buffer_free(&name);
}

MagicEnd magic_run(Statements *statements, const char *line)
{
    size_t size = strcspn(line, " \t");
    const char *at = line + size + strspn(line + size, " \t");
    size_t length = strlen(at);
    while (length && (at[length - 1] == ' ' || at[length - 1] == '\t')) {
        length--;
    }
    char *argument = strndup(at, length);
    const MagicRow *row = find_row(line, size);
    Buffer out = {0};
    MagicEnd end = row ? row->end : MAGIC_DONE;
    if (!row) {
        buffer_format(&out, "no command '%.*s': %%help lists them\n",
                      (int)(size < 60 ? size : 60), line);
    } else if (row->run && argument) {
        row->run(statements, argument, &out);
    } else if (end == MAGIC_DONE && argument) {
        help(statements, argument, &out);
    }
    (void)command_print(STDOUT_FILENO, &out);
    free(argument);
    return end;
}
