/* SPDX-License-Identifier: MIT */
/* The summary table. Many threads are folded into one last line. */
#include "sched/stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sched/clock.h"
#include "sched/column.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/simulate.h"

static StatsRow row_of(World *w, const Thread *thread, int64_t now)
{
    const ThreadSchedule *s = thread_peek(thread);
    int64_t spent =
        thread->state == THREAD_FINISHED ? 0 : thread_in_state(thread, now);
    bool waits = thread->state == THREAD_READY;
    StatsRow row = {
        .alive = (thread->state == THREAD_FINISHED ? s->since : now) - s->born,
        .held = s->held + (thread->state == THREAD_RUNNING ? spent : 0),
        .waited = s->waited + (waits ? spent : 0),
        .longest = waits && spent > s->longest ? spent : s->longest,
        .forced = s->forced,
        .voluntary = s->voluntary,
        .serial = thread->serial,
    };
    Buffer name = {0};
    name_thread(&name, w, thread);
    snprintf(row.name, sizeof row.name, "%s", name.size ? name.data : "");
    buffer_free(&name);
    return row;
}

static void see(void *data, World *w, const Record *record)
{
    Stats *stats = data;
    if (record->kind != RECORD_END || record->thread == w->main_thread) {
        return;
    }
    if (stats->count == stats->capacity) {
        size_t capacity = stats->capacity ? 2 * stats->capacity : 16;
        StatsRow *rows = realloc(stats->rows, capacity * sizeof *rows);
        if (!rows) {
            stats->failed = true;
            return;
        }
        stats->rows = rows;
        stats->capacity = capacity;
    }
    StatsRow row = row_of(w, record->thread, record->time);
    row.number = record->number;
    row.voluntary++; /* its end gives the GIL up as well */
    stats->rows[stats->count++] = row;
}

static void cut(void *data, uint64_t number)
{
    Stats *stats = data;
    while (stats->count && stats->rows[stats->count - 1].number > number) {
        stats->count--;
    }
}

Observer stats_observer(Stats *stats)
{
    return (Observer){.see = see, .cut = cut, .data = stats};
}

void stats_free(Stats *stats)
{
    free(stats->rows);
    *stats = (Stats){0};
}

void stats_conditions(Buffer *out, World *w)
{
    const SimulationOptions *options = &simulate_of(w)->options;
    char text[40];
    buffer_format(out, "GIL of CPython %s, ", options->era->name);
    if (policy_uses_interval(options->policy)) {
        double ns = machine_of(w)->interval_seconds * 1e9;
        buffer_format(out, "interval %s, ", clock_text(ns, text, sizeof text));
    } else {
        buffer_format(out, "policy %s, ",
                      policy_text(options->policy, text, sizeof text));
    }
    buffer_format(out, "ideal machine, seed %llu",
                  (unsigned long long)options->seed);
}

static int percent(int64_t part, int64_t whole)
{
    return whole > 0 ? (int)((100.0 * (double)part) / (double)whole + 0.5) : 0;
}

/* Widths of the columns; the narrow ones leave room for long names. */
typedef struct Layout {
    int name;
    int alive;
    int held;
    int waited;
    int without;
    int forced;
    int voluntary;
    int longest;
    const char *voluntary_head;
    const char *longest_head;
} Layout;

static const Layout wide = {10, 9,  8,  8,           7,
                            8,  10, 13, "voluntary", "longest wait"};
static const Layout narrow = {23, 8, 8, 7, 6, 7, 7, 8, "volunt.", "longest"};

static void put_header(Buffer *out, const Layout *layout, int width)
{
    buffer_format(
        out, "%-*s %*s %*s %*s %*s %*s %*s %*s", width, "thread", layout->alive,
        "alive", layout->held, "Has GIL", layout->waited, "Waiting",
        layout->without, "No GIL", layout->forced, "forced", layout->voluntary,
        layout->voluntary_head, layout->longest, layout->longest_head);
    buffer_byte(out, '\n');
}

static void put_row(Buffer *out, const StatsRow *row, const Layout *layout,
                    int width)
{
    char alive[40];
    char longest[40];
    int held = percent(row->held, row->alive);
    int waited = percent(row->waited, row->alive);
    int without = held + waited < 100 ? 100 - held - waited : 0;
    clock_text((double)row->alive, alive, sizeof alive);
    clock_text((double)row->longest, longest, sizeof longest);
    Buffer name = {0};
    buffer_string(&name, row->name);
    column_clip(out, &name, width);
    int own = column_width(&name);
    buffer_pad(out, ' ', (size_t)(own < width ? width - own : 0));
    buffer_free(&name);
    buffer_format(out, " %*s %*d %% %*d %% %*d %% %*llu %*llu %*s\n",
                  layout->alive, alive, layout->held - 2, held,
                  layout->waited - 2, waited, layout->without - 2, without,
                  layout->forced, (unsigned long long)row->forced,
                  layout->voluntary, (unsigned long long)row->voluntary,
                  layout->longest, row->longest ? longest : "0");
}

/* Rows of the dead and of the living, by serial; NULL: no memory. */
static StatsRow *all_rows(World *w, const Stats *stats, size_t *count)
{
    size_t most = stats->count + w->thread_count + 1;
    StatsRow *rows = malloc(most * sizeof *rows);
    if (!rows) {
        return NULL;
    }
    int64_t now = world_now(w);
    size_t dead = 0;
    size_t n = 0;
    rows[n++] = row_of(w, w->main_thread, now);
    /* Both lists are short of each other's serials: insert in order. */
    for (const Thread *t = w->threads; t; t = t->next) {
        if (t != w->main_thread && t->state != THREAD_FINISHED) {
            rows[n++] = row_of(w, t, now);
        }
    }
    for (dead = 0; dead < stats->count; dead++) {
        StatsRow row = stats->rows[dead];
        size_t at = n++;
        while (at > 0 && rows[at - 1].serial > row.serial) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = row;
    }
    *count = n;
    return rows;
}

static StatsRow fold(const StatsRow *rows, size_t count)
{
    StatsRow sum = {0};
    snprintf(sum.name, sizeof sum.name, "%zu more", count);
    for (size_t i = 0; i < count; i++) {
        sum.alive += rows[i].alive;
        sum.held += rows[i].held;
        sum.waited += rows[i].waited;
        sum.forced += rows[i].forced;
        sum.voluntary += rows[i].voluntary;
        if (rows[i].longest > sum.longest) {
            sum.longest = rows[i].longest;
        }
    }
    return sum;
}

static int name_width(const StatsRow *rows, size_t count)
{
    int width = wide.name;
    for (size_t i = 0; i < count; i++) {
        Buffer name = {0};
        buffer_string(&name, rows[i].name);
        int own = column_width(&name);
        buffer_free(&name);
        width = own > width ? own : width;
    }
    return width > narrow.name ? narrow.name : width;
}

void stats_render(Buffer *out, World *w, const Stats *stats, size_t most)
{
    size_t count;
    StatsRow *rows = all_rows(w, stats, &count);
    if (!rows) {
        out->failed = true;
        return;
    }
    size_t listed = count > most ? most - 1 : count;
    int width = name_width(rows, listed);
    const Layout *layout = width > wide.name ? &narrow : &wide;
    put_header(out, layout, width);
    for (size_t i = 0; i < listed; i++) {
        put_row(out, &rows[i], layout, width);
    }
    if (listed < count) {
        StatsRow rest = fold(rows + listed, count - listed);
        put_row(out, &rest, layout, width);
    }
    if (stats->failed) {
        buffer_string(out, "(some threads are missing: no memory)\n");
    }
    free(rows);
}
