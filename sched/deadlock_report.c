/* SPDX-License-Identifier: MIT */
/*
 * The deadlock report: the circle first, then who else waits, then what to do.
 * Nothing is wider than 80 columns or longer than a 24-row screen: many
 * threads are counted instead of listed.
 */
#include "sched/clock.h"
#include "sched/deadlock.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/wait.h"
#include "vm/types/lock.h"

#define LISTED_MAX 6
#define HELD_MAX   3
#define COLUMNS    79
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

static int text_width(const Buffer *text)
{
    int width = 0;
    for (size_t i = 0; i < text->size; i++) {
        width += (text->data[i] & 0xc0) != 0x80;
    }
    return width;
}

static const char *text_of(const Buffer *buffer)
{
    return buffer->size ? buffer->data : "";
}

/* At most `width` characters of `text`, the last three as dots if cut. */
static void put_clipped(Buffer *out, const Buffer *text, int width)
{
    if (text_width(text) <= width) {
        buffer_string(out, text_of(text));
        return;
    }
    int shown = 0;
    for (size_t i = 0; i < text->size; i++) {
        shown += (text->data[i] & 0xc0) != 0x80;
        if (shown > width - 3) {
            break;
        }
        buffer_byte(out, text->data[i]);
    }
    buffer_string(out, "...");
}

/* `text` in a column: padded, and two blanks to the next. */
static void put_column(Buffer *out, const Buffer *text, int width, int most)
{
    int own = text_width(text);
    own = own < most ? own : most;
    put_clipped(out, text, most);
    buffer_pad(out, ' ', (size_t)(own < width ? width - own : 0) + 2);
}

/* Without blanks at its end, cut to the width of the screen. */
static void end_line(Buffer *out, size_t start)
{
    int width = 0;
    size_t end = start;
    for (size_t i = start; i < out->size; i++) {
        width += (out->data[i] & 0xc0) != 0x80;
        if (width <= COLUMNS) {
            end = i + 1;
        }
    }
    while (end > start && out->data[end - 1] == ' ') {
        end--;
    }
    if (!out->failed) {
        out->size = end;
    }
    buffer_byte(out, '\n');
}

static void put_line(const Report *report, const Line *line)
{
    Buffer *out = report->out;
    size_t start = out->size;
    Buffer verb = {0};
    buffer_string(&verb, line->verb);
    buffer_string(out, "  ");
    put_column(out, &line->who, report->who_width, WHO_MAX);
    put_column(out, &verb, 9, WHAT_MAX);
    put_column(out, &line->what, report->what_width, WHAT_MAX);
    put_column(out, &line->where, report->where_width, COLUMNS);
    buffer_string(out, text_of(&line->source));
    end_line(out, start);
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
                                text_of(&file), number);
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

typedef struct Held {
    const Thread *thread;
    bool signal; /* what it waits for is not its own */
    Lock *locks[HELD_MAX];
    unsigned count;
} Held;

static void note_held(World *w, Object *object, void *data)
{
    Held *held = data;
    (void)w;
    Lock *lock = (Lock *)object;
    if (object->layout == TYPE_LOCK && lock->depth && !lock->stands_for &&
        lock->owner == VALUE(held->thread) && lock->taken_in &&
        !(held->signal && held->thread->request.object == VALUE(lock)) &&
        held->count < HELD_MAX) {
        held->locks[held->count++] = lock;
    }
}

/* Locks without a name are somebody's own business, unless waited for. */
static void put_held(const Report *report, const Thread *thread)
{
    Held held = {.thread = thread, .signal = deadlock_is_signal(thread)};
    heap_each(report->w, note_held, &held);
    for (unsigned i = 0; i < held.count; i++) {
        const Lock *lock = held.locks[i];
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
}

/* ---- the circle -----------------------------------------------------------
 */

/* When nothing can run, neither can who might have freed the lock that a
 * thread took twice. */
static bool on_circle(World *w, const Thread *thread, bool total)
{
    return (total && deadlock_waits_for(w, thread) == thread) ||
           deadlock_on_circle(w, thread);
}

static Thread *first_on_circle(World *w, bool total)
{
    Thread *t = w->threads;
    while (t && !on_circle(w, t, total)) {
        t = t->next;
    }
    return t;
}

/* One more name of the circle, on a new line when this one is full. */
static void put_link(Buffer *out, size_t *start, const Buffer *name, bool more)
{
    size_t room = *start + COLUMNS - (more ? 3 : 0);
    if (out->size + text_width(name) > room) {
        end_line(out, *start);
        *start = out->size;
        buffer_pad(out, ' ', 14);
    }
    put_clipped(out, name, COLUMNS - 18);
    buffer_string(out, more ? " -> " : "");
}

static void put_circle(const Report *report, Thread *first)
{
    World *w = report->w;
    Buffer *out = report->out;
    size_t start = out->size;
    buffer_string(out, "  the circle: ");
    Thread *t = first;
    unsigned shown = 0;
    do {
        Buffer name[2] = {{0}};
        name_thread(&name[0], w, t);
        wait_name_lock(&name[1], w, AS(Lock, t->request.object));
        bool joins = AS(Lock, t->request.object)->stands_for != NO_VALUE;
        put_link(out, &start, &name[0], true);
        if (!joins) {
            put_link(out, &start, &name[1], true);
        }
        buffer_free(&name[0]);
        buffer_free(&name[1]);
        t = deadlock_waits_for(w, t);
    } while (t && t != first && ++shown < LISTED_MAX);
    Buffer last = {0};
    if (t == first) {
        name_thread(&last, w, first);
    } else {
        buffer_string(&last, "...");
    }
    put_link(out, &start, &last, false);
    buffer_free(&last);
    end_line(out, start);
}

/* Two threads, two locks, opposite orders: the lesson in one sentence. */
static void put_orders(const Report *report, Thread *first, Thread *second)
{
    World *w = report->w;
    Buffer *out = report->out;
    Buffer name[2] = {{0}};
    Buffer lock[2] = {{0}};
    name_thread(&name[0], w, first);
    name_thread(&name[1], w, second);
    wait_name_lock(&lock[0], w, AS(Lock, second->request.object));
    wait_name_lock(&lock[1], w, AS(Lock, first->request.object));
    for (int i = 0; i < 2; i++) {
        size_t start = out->size;
        buffer_format(out, "%s takes %s, then %s%s", text_of(&name[i]),
                      text_of(&lock[i]), text_of(&lock[1 - i]), i ? "." : ";");
        end_line(out, start);
    }
    buffer_string(out, "One order for all threads removes the circle.    ");
    for (int i = 0; i < 2; i++) {
        buffer_free(&name[i]);
        buffer_free(&lock[i]);
    }
}

/* All workers of a pool wait for tasks that need a worker of that pool. */
static bool put_pool(const Report *report)
{
    World *w = report->w;
    Value pool = NO_VALUE;
    const Thread *last = NULL;
    unsigned count = 0;
    for (const Thread *t = w->threads; t; t = t->next) {
        bool for_result;
        Value own = wait_pool(w, t, &for_result);
        if (!own || (pool && own != pool)) {
            continue;
        }
        if (!for_result) {
            return false;
        }
        pool = own;
        last = t;
        count++;
    }
    const Frame *frame = last ? lock_program_frame(last) : NULL;
    if (!frame) {
        return false;
    }
    Buffer *out = report->out;
    size_t start = out->size;
    buffer_format(out, count == 1 ? "The only worker" : "All %u workers",
                  count);
    buffer_string(out, " of ThreadPoolExecutor '");
    if (!name_object(out, w, pool)) {
        buffer_string(out, "?");
    }
    buffer_format(out, "' %s for results of tasks",
                  count == 1 ? "waits" : "wait");
    end_line(out, start);
    buffer_format(out,
                  "that are queued in the same pool "
                  "(line %d).\n",
                  frame_line(frame));
    return true;
}

/* No circle: somebody waits for a deed that no other thread is free to do. */
static void put_hope(const Report *report)
{
    World *w = report->w;
    Buffer *out = report->out;
    for (const Thread *t = w->threads; t; t = t->next) {
        Buffer object = {0};
        const char *hope =
            t->state == THREAD_BLOCKED ? wait_hope(&object, w, t) : NULL;
        if (hope) {
            size_t start = out->size;
            buffer_format(out, "No thread that could %s %s can run.", hope,
                          text_of(&object));
            end_line(out, start);
        }
        buffer_free(&object);
        if (hope) {
            return;
        }
    }
}

static bool is_own_lock(const Thread *thread)
{
    return thread->request.kind == REQUEST_LOCK &&
           !AS(Lock, thread->request.object)->stands_for;
}

static void put_advice(const Report *report, Thread *first)
{
    World *w = report->w;
    Buffer *out = report->out;
    Thread *second = first ? deadlock_waits_for(w, first) : NULL;
    if (!first && !put_pool(report)) {
        put_hope(report);
    } else if (first && second == first && is_own_lock(first)) {
        name_thread(out, w, first);
        buffer_string(out, " waits for itself: a Lock is not re-entrant, an "
                           "RLock is.\n");
    } else if (second && deadlock_waits_for(w, second) == first &&
               is_own_lock(first) && is_own_lock(second)) {
        put_orders(report, first, second);
    }
    buffer_string(out, "CPython would hang here.\n");
}

/* ---- the whole ------------------------------------------------------------
 */

static void measure(Report *report, const Line *line)
{
    int who = text_width(&line->who);
    int what = text_width(&line->what);
    int where = text_width(&line->where);
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
            on_circle(report->w, t, report->options->total) == circle &&
            listed++ < LISTED_MAX) {
            each(report, t);
        }
    }
}

/* The lock's owner has ended without giving it back. */
static void put_lost_owner(const Report *report, const Thread *thread)
{
    if (!is_own_lock(thread)) {
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
        count[on_circle(report->w, t, report->options->total)] +=
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
    Thread *circle = first_on_circle(w, options->total);
    buffer_format(
        out, "gilscope: deadlock after %.6f s of virtual time: %s\n\n",
        (double)world_now(w) / 1e9,
        options->total ? "nothing can run any more" : "only daemons can run");
    each_listed(&report, true, measure_thread);
    each_listed(&report, false, measure_thread);
    if (circle) {
        each_listed(&report, true, put_thread);
        put_circle(&report, circle);
        buffer_byte(out, '\n');
    }
    size_t before = out->size;
    each_listed(&report, false, put_thread);
    put_rest(&report);
    if (out->size > before) {
        buffer_byte(out, '\n');
    }
    put_advice(&report, circle);
}

/* Names of the circle's threads, and the locks that they hold. */
static void list_circle(World *w, Thread *first, Buffer *names, Buffer *locks)
{
    Buffer others = {0}; /* locks but that of the first thread */
    Thread *t = first;
    unsigned shown = 0;
    do {
        Thread *next = deadlock_waits_for(w, t);
        buffer_string(names, t == first ? "" : next == first ? " and " : ", ");
        name_thread(names, w, t);
        Buffer *list = next == first ? locks : &others;
        buffer_string(list, list->size ? ", " : "");
        wait_name_lock(list, w, AS(Lock, t->request.object));
        t = next;
    } while (t && t != first && ++shown < LISTED_MAX);
    if (others.size && locks->size) {
        buffer_string(locks, ", ");
    }
    buffer_string(locks, text_of(&others));
    buffer_free(&others);
}

void deadlock_note(Buffer *out, World *w)
{
    Thread *first = first_on_circle(w, false);
    if (!first) {
        return;
    }
    Buffer names = {0};
    Buffer locks = {0};
    list_circle(w, first, &names, &locks);
    size_t start = out->size;
    buffer_format(out, "gilscope: note: %s %s", text_of(&names),
                  deadlock_waits_for(w, first) == first ? "was" : "were");
    buffer_format(out, " deadlocked from %.6f s on",
                  (double)machine_of(w)->stuck_since / 1e9);
    end_line(out, start);
    start = out->size;
    buffer_format(out, "gilscope: (%s); python would not tell you",
                  text_of(&locks));
    end_line(out, start);
    buffer_free(&names);
    buffer_free(&locks);
}
