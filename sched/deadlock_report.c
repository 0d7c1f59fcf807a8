/* SPDX-License-Identifier: MIT */
/*
 * The deadlock report: the circle first, then who else waits, then what to do.
 * Nothing is wider than 80 columns or longer than a 24-row screen: many
 * threads are counted instead of listed.
 */
#include "sched/column.h"
#include "sched/deadlock.h"
#include "sched/deadlock_advice.h"
#include "sched/deadlock_tasks.h"
#include "sched/held.h"
#include "sched/name.h"
#include "sched/wait.h"

#define LISTED_MAX DEADLOCK_LISTED
#define HELD_MAX   3
#define WHO_MAX    24
#define WHAT_MAX   30

/* One line: who does what to which object, and where. */
typedef struct Line {
    Buffer who;
    const char *verb;
    Buffer what;
    Buffer where;
    Buffer source;
} Line;

typedef struct Report {
    World *w;
    Buffer *out;
    const DeadlockOptions *options;
    int who_width;
    int what_width;
    int where_width;
} Report;

static void line_free(Line *line)
{
    buffer_free(&line->who);
    buffer_free(&line->what);
    buffer_free(&line->where);
    buffer_free(&line->source);
}

static void put_line(const Report *report, const Line *line)
{
    Buffer *out = report->out;
    size_t start = out->size;
    Buffer verb = {0};
    buffer_string(&verb, line->verb);
    buffer_string(out, "  ");
    column_put(out, &line->who, report->who_width, WHO_MAX);
    column_put(out, &verb, 9, WHAT_MAX);
    column_put(out, &line->what, report->what_width, WHAT_MAX);
    column_put(out, &line->where, report->where_width, COLUMN_LAST);
    buffer_string(out, column_text(&line->source));
    column_end(out, start);
    buffer_free(&verb);
}

/* Where the program's own code of a waiting thread stands. */
static void put_place(const Report *report, Line *line, const Thread *thread)
{
    const Frame *frame = lock_program_frame(thread);
    if (!frame) {
        return;
    }
    int number = frame_line(frame);
    name_file(&line->where, frame->code);
    buffer_format(&line->where, ":%d", number);
    if (report->options->source) {
        Buffer file = {0};
        name_str(&file, frame->code->filename);
        report->options->source(report->options->data, &line->source,
                                column_text(&file), number);
        buffer_free(&file);
    }
}

static Line waiting_line(const Report *report, const Thread *thread)
{
    Line line = {.verb = ""};
    name_thread(&line.who, report->w, thread);
    line.verb = wait_describe(&line.what, report->w, thread);
    put_place(report, &line, thread);
    return line;
}

/* ---- what a thread holds ------------------------------------------------- */

/* Locks without a name are somebody's own business, unless waited for. */
static void put_held(const Report *report, const Thread *thread)
{
    Held held = held_find(report->w, thread);
    for (size_t i = 0; i < held.count && i < HELD_MAX; i++) {
        const Lock *lock = held.items[i].lock;
        Line line = {.verb = "holds"};
        bool named = wait_name_lock(&line.what, report->w, lock);
        buffer_format(
            &line.where, "since line %d",
            name_line(AS(CodeObject, lock->taken_in), lock->taken_at));
        if (named || lock->first) {
            put_line(report, &line);
        }
        line_free(&line);
    }
    held_free(&held);
}

/* ---- the whole ----------------------------------------------------------- */

static void measure(Report *report, const Line *line)
{
    int who = column_width(&line->who);
    int what = column_width(&line->what);
    int where = column_width(&line->where);
    who = who < WHO_MAX ? who : WHO_MAX;
    what = what < WHAT_MAX ? what : WHAT_MAX;
    report->who_width = who > report->who_width ? who : report->who_width;
    report->what_width = what > report->what_width ? what : report->what_width;
    report->where_width =
        where > report->where_width ? where : report->where_width;
}

/* The threads that are, or are not, on the circle; the first few of them. */
static void each_listed(Report *report, bool circle,
                        void (*each)(Report *, const Thread *))
{
    unsigned listed = 0;
    for (const Thread *t = report->w->threads; t; t = t->next) {
        if (t->state == THREAD_BLOCKED &&
            deadlock_is_on_circle(report->w, t, report->options->total) ==
                circle &&
            listed++ < LISTED_MAX) {
            each(report, t);
        }
    }
}

/* The lock's owner has ended without giving it back. */
static void put_lost_owner(const Report *report, const Thread *thread)
{
    if (!deadlock_wants_lock(thread)) {
        return;
    }
    const Lock *lock = AS(Lock, thread->request.object);
    const Thread *owner = lock->owner ? AS(Thread, lock->owner) : NULL;
    if (!owner || owner->state != THREAD_FINISHED || !lock->taken_in) {
        return;
    }
    Line line = {.verb = "held by"};
    name_thread(&line.what, report->w, owner);
    buffer_format(&line.where, "since line %d, and it has ended",
                  name_line(AS(CodeObject, lock->taken_in), lock->taken_at));
    put_line(report, &line);
    line_free(&line);
}

static void measure_thread(Report *report, const Thread *thread)
{
    Line line = waiting_line(report, thread);
    measure(report, &line);
    line_free(&line);
}

static void put_thread(Report *report, const Thread *thread)
{
    Line line = waiting_line(report, thread);
    put_line(report, &line);
    line_free(&line);
    put_lost_owner(report, thread);
    put_held(report, thread);
}

static void put_rest(const Report *report)
{
    unsigned count[2] = {0, 0};
    for (const Thread *t = report->w->threads; t; t = t->next) {
        count[deadlock_is_on_circle(report->w, t, report->options->total)] +=
            t->state == THREAD_BLOCKED;
    }
    unsigned more = 0;
    for (int i = 0; i < 2; i++) {
        more += count[i] > LISTED_MAX ? count[i] - LISTED_MAX : 0;
    }
    if (more) {
        buffer_format(report->out, "  and %u more threads wait\n", more);
    }
}

void deadlock_report(Buffer *out, World *w, const DeadlockOptions *options)
{
    Report report = {.w = w, .out = out, .options = options};
    deadlock_survey(w);
    Thread *circle = deadlock_first(w, options->total);
    buffer_format(
        out, "gilscope: deadlock after %.6f s of virtual time: %s\n\n",
        (double)world_now(w) / 1e9,
        options->total ? "nothing can run any more" : "only daemons can run");
    each_listed(&report, true, measure_thread);
    each_listed(&report, false, measure_thread);
    if (circle) {
        each_listed(&report, true, put_thread);
        deadlock_circle(out, w, circle);
        buffer_byte(out, '\n');
    }
    size_t before = out->size;
    each_listed(&report, false, put_thread);
    put_rest(&report);
    if (out->size > before) {
        buffer_byte(out, '\n');
    }
    deadlock_tasks(out, w, options);
    deadlock_advice(out, w, circle);
}
