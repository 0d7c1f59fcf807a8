/* SPDX-License-Identifier: MIT */
/*
 * A row's key is the lock's word, or that of the object waited at; beyond
 * ROWS_MAX it is the code object and line that made the lock. A lock made in a
 * dead one's cell goes on in its row.
 */
#include "sched/lock_stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sched/clock.h"
#include "sched/column.h"
#include "sched/held.h"
#include "sched/name.h"
#include "sched/wait.h"

#define ROWS_MAX 200

enum { KEY_LOCK, KEY_PLACE, KEY_WAIT };

/* ---- the table of rows --------------------------------------------------- */

static size_t hash_of(const uint64_t *key)
{
    uint64_t h = key[0] * UINT64_C(0x9e3779b97f4a7c15) ^ key[1];
    h *= UINT64_C(0xbf58476d1ce4e5b9);
    return (size_t)(h ^ h >> 32);
}

static uint32_t *probe(const LockStats *stats, const uint64_t *key)
{
    size_t i = hash_of(key);
    for (;; i++) {
        uint32_t *slot = &stats->slots[i & (stats->slot_count - 1)];
        if (!*slot ||
            !memcmp(stats->rows[*slot - 1].key, key, sizeof stats->rows->key)) {
            return slot;
        }
    }
}

static bool make_room(LockStats *stats)
{
    if (stats->count < stats->capacity) {
        return true;
    }
    size_t capacity = stats->capacity ? 2 * stats->capacity : 32;
    LockRow *rows = realloc(stats->rows, capacity * sizeof *rows);
    uint32_t *slots = calloc(4 * capacity, sizeof *slots);
    if (rows) {
        stats->rows = rows;
    }
    if (!rows || !slots) {
        free(slots);
        stats->failed = true;
        return false;
    }
    free(stats->slots);
    stats->slots = slots;
    stats->slot_count = 4 * capacity;
    stats->capacity = capacity;
    for (size_t i = 0; i < stats->count; i++) {
        *probe(stats, rows[i].key) = (uint32_t)i + 1;
    }
    return true;
}

/* The row of this key; a new one has no name yet. NULL: no memory. */
static LockRow *row_at(LockStats *stats, uint64_t what, uint64_t kind)
{
    uint64_t key[2] = {what, kind};
    if (!make_room(stats)) {
        return NULL;
    }
    uint32_t *slot = probe(stats, key);
    if (!*slot) {
        LockRow *row = &stats->rows[stats->count++];
        *row = (LockRow){.key = {what, kind}, .since = -1};
        *slot = (uint32_t)stats->count;
    }
    return &stats->rows[*slot - 1];
}

static void set_text(char *to, size_t size, Buffer *text)
{
    Buffer cut = {0};
    column_clip(&cut, text, 40);
    snprintf(to, size, "%s", column_text(&cut));
    buffer_free(&cut);
    buffer_free(text);
}

/* "the", "an" and "made at" are no help in a narrow column. */
static void set_name(LockRow *row, const Buffer *text)
{
    static const char *const articles[] = {"the ", "an ", "a "};
    const char *from = column_text(text);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t size = strlen(articles[i]);
        if (!strncmp(from, articles[i], size)) {
            from += size;
            break;
        }
    }
    const char *made = strstr(from, " made at ");
    Buffer name = {0};
    buffer_format(&name, "%.*s%s", made ? (int)(made - from) : 0, from,
                  made ? made + strlen(" made at") : from);
    set_text(row->name, sizeof row->name, &name);
}

/* ---- locks --------------------------------------------------------------- */

/* A lock that the library takes and the program has no name for, or that
 * belongs to a Thread object, is not the program's business. */
static bool is_hidden(World *w, const Thread *thread, const Buffer *name,
                      bool named)
{
    const Frame *frame = thread_innermost(thread);
    const CodeObject *code = frame ? frame->code : NULL;
    if (!code || (!code->in_library && !code->in_prelude)) {
        return false;
    }
    return !named || strstr(column_text(name), "._") ||
           wait_is_thread_work(w, thread);
}

static void name_row(LockRow *row, World *w, const Lock *lock,
                     const Thread *thread)
{
    Buffer name = {0};
    bool named = false;
    if (row->key[1] == KEY_LOCK) {
        named = wait_name_lock(&name, w, lock);
    } else {
        wait_place_lock(&name, w, lock);
    }
    row->is_lock = true;
    row->hidden = is_hidden(w, thread, &name, named);
    set_name(row, &name);
    buffer_free(&name);
}

static LockRow *row_of_lock(LockStats *stats, World *w, const Lock *lock,
                            const Thread *thread)
{
    uint64_t key[2] = {VALUE(lock), KEY_LOCK};
    bool known = stats->slot_count && *probe(stats, key);
    if (!known && stats->count >= ROWS_MAX) {
        int line = lock->made_in
                       ? name_line(AS(CodeObject, lock->made_in), lock->made_at)
                       : 0;
        key[0] = lock->made_in + (uint64_t)line;
        key[1] = KEY_PLACE;
    }
    LockRow *row = row_at(stats, key[0], key[1]);
    if (row && !row->name[0]) {
        name_row(row, w, lock, thread);
    }
    return row;
}

/* "line 14, Thread-1" */
static void set_place(LockRow *row, World *w, const CodeObject *code,
                      uint32_t at, const Thread *thread)
{
    Buffer place = {0};
    if (code) {
        buffer_format(&place, "line %d, ", name_line(code, at));
    }
    name_thread(&place, w, thread);
    set_text(row->place, sizeof row->place, &place);
}

static void end_hold(LockRow *row, World *w, const Lock *lock,
                     const Thread *owner, int64_t time)
{
    int64_t held = row->since >= 0 ? time - row->since : 0;
    if (held > row->longest_hold) {
        row->longest_hold = held;
        const CodeObject *code =
            lock->taken_in ? AS(CodeObject, lock->taken_in) : NULL;
        set_place(row, w, code, lock->taken_at, owner);
    }
    row->since = -1;
}

static void see_acquire(LockStats *stats, World *w, const Record *record)
{
    const Lock *lock = AS(Lock, record->object);
    if (lock->stands_for) {
        return;
    }
    LockRow *row = row_of_lock(stats, w, lock, record->thread);
    if (row) {
        row->taken++;
        row->since = record->time;
    }
}

static void see_release(LockStats *stats, World *w, const Record *record)
{
    uint64_t key[2] = {record->object, KEY_LOCK};
    uint32_t at = stats->slot_count ? *probe(stats, key) : 0;
    if (at) {
        end_hold(&stats->rows[at - 1], w, AS(Lock, record->object),
                 record->thread, record->time);
    }
}

/* ---- waits --------------------------------------------------------------- */

static LockWait *wait_of(LockStats *stats, const Thread *thread)
{
    if (thread->serial >= stats->wait_count) {
        size_t count = 2 * (size_t)thread->serial + 16;
        LockWait *waits = realloc(stats->waits, count * sizeof *waits);
        if (!waits) {
            stats->failed = true;
            return NULL;
        }
        memset(waits + stats->wait_count, 0,
               (count - stats->wait_count) * sizeof *waits);
        stats->waits = waits;
        stats->wait_count = count;
    }
    return &stats->waits[thread->serial];
}

/* The row that a wait counts for: a lock of the program's, else the object
 * whose method the program called. NULL: for none. */
static LockRow *row_of_wait(LockStats *stats, World *w, const Thread *thread)
{
    const Request *request = &thread->request;
    if (request->kind == REQUEST_LOCK) {
        const Lock *lock = AS(Lock, request->object);
        LockRow *row =
            lock->stands_for ? NULL : row_of_lock(stats, w, lock, thread);
        if (lock->stands_for || (row && !row->hidden)) {
            return row;
        }
    } else if (request->kind != REQUEST_WAIT) {
        return NULL;
    }
    Buffer what = {0};
    Value object = wait_object(&what, w, thread);
    LockRow *row = object ? row_at(stats, object, KEY_WAIT) : NULL;
    if (row && !row->name[0]) {
        set_name(row, &what);
    }
    buffer_free(&what);
    return row;
}

static void see_block(LockStats *stats, World *w, const Record *record)
{
    LockRow *row = row_of_wait(stats, w, record->thread);
    LockWait *wait = row ? wait_of(stats, record->thread) : NULL;
    if (wait) {
        row->waits++;
        *wait = (LockWait){(size_t)(row - stats->rows) + 1, record->time};
    }
}

static void end_wait(LockStats *stats, World *w, const Thread *thread,
                     LockWait *wait, int64_t time)
{
    LockRow *row = &stats->rows[wait->row - 1];
    int64_t waited = time - wait->since;
    row->waited += waited;
    if (waited > row->longest_wait) {
        row->longest_wait = waited;
        const Frame *frame = row->is_lock ? NULL : lock_program_frame(thread);
        if (frame) {
            set_place(row, w, frame->code, frame->pc >= 2 ? frame->pc - 2 : 0,
                      thread);
        }
    }
    wait->row = 0;
}

static void see_wake(LockStats *stats, World *w, const Record *record)
{
    uint32_t serial = record->thread->serial;
    if (serial < stats->wait_count && stats->waits[serial].row) {
        end_wait(stats, w, record->thread, &stats->waits[serial], record->time);
    }
}

static void see(void *data, World *w, const Record *record)
{
    switch ((RecordKind)record->kind) {
    case RECORD_BLOCK:
        see_block(data, w, record);
        break;
    case RECORD_WAKE:
        see_wake(data, w, record);
        break;
    case RECORD_ACQUIRE:
        see_acquire(data, w, record);
        break;
    case RECORD_RELEASE:
        see_release(data, w, record);
        break;
    default:
        break;
    }
}

/* The world is another: nothing of it is kept. */
static void cut(void *data, uint64_t number)
{
    (void)number;
    lock_stats_free(data);
}

Observer lock_stats_observer(LockStats *stats)
{
    return (Observer){.see = see, .cut = cut, .data = stats};
}

void lock_stats_free(LockStats *stats)
{
    free(stats->rows);
    free(stats->slots);
    free(stats->waits);
    *stats = (LockStats){0};
}

/* ---- the table ----------------------------------------------------------- */

static bool is_shown(const LockRow *row)
{
    return !row->hidden && row->name[0] && (row->taken || row->waits);
}

bool lock_stats_any(const LockStats *stats)
{
    for (size_t i = 0; i < stats->count; i++) {
        if (is_shown(&stats->rows[i])) {
            return true;
        }
    }
    return false;
}

/* What goes on still ends now. */
static void settle(World *w, LockStats *stats)
{
    int64_t now = world_now(w);
    Held held = held_find(w, NULL);
    for (size_t i = 0; i < held.count; i++) {
        uint64_t key[2] = {VALUE(held.items[i].lock), KEY_LOCK};
        uint32_t at = stats->slot_count ? *probe(stats, key) : 0;
        if (at) {
            end_hold(&stats->rows[at - 1], w, held.items[i].lock,
                     held.items[i].owner, now);
        }
    }
    held_free(&held);
    for (const Thread *t = w->threads; t; t = t->next) {
        if (t->state == THREAD_BLOCKED && t->serial < stats->wait_count &&
            stats->waits[t->serial].row) {
            end_wait(stats, w, t, &stats->waits[t->serial], now);
        }
    }
}

static bool is_busier(const LockRow *a, const LockRow *b)
{
    return a->waited != b->waited ? a->waited > b->waited
           : a->waits != b->waits ? a->waits > b->waits
           : a->taken != b->taken ? a->taken > b->taken
                                  : false;
}

/* The rows to show, busiest first, equal ones in the order of appearance. */
static size_t sort_rows(const LockStats *stats, const LockRow **sorted)
{
    size_t count = 0;
    for (size_t i = 0; i < stats->count; i++) {
        const LockRow *row = &stats->rows[i];
        if (!is_shown(row)) {
            continue;
        }
        size_t at = count++;
        while (at > 0 && is_busier(row, sorted[at - 1])) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = row;
    }
    return count;
}

static void put_time(Buffer *out, int64_t ns, int width)
{
    char text[40] = "0";
    if (ns > 0) {
        clock_text((double)ns, text, sizeof text);
    }
    buffer_format(out, " %*s", width, ns < 0 ? "-" : text);
}

static void put_row(Buffer *out, const LockRow *row, int width)
{
    size_t start = out->size;
    Buffer name = {0};
    char taken[24] = "-";
    buffer_string(&name, row->name);
    column_put(out, &name, width, width);
    if (row->is_lock) {
        snprintf(taken, sizeof taken, "%llu", (unsigned long long)row->taken);
    }
    buffer_format(out, "%6s %6llu", taken, (unsigned long long)row->waits);
    put_time(out, row->waited, 7);
    put_time(out, row->longest_wait, 7);
    bool alone = row->is_lock && row->key[1] == KEY_LOCK;
    put_time(out, alone ? row->longest_hold : -1, 7);
    if (row->place[0]) {
        buffer_format(out, "  %s", row->place);
    }
    column_end(out, start);
    buffer_free(&name);
}

static int name_width(const LockRow **sorted, size_t count)
{
    int width = 6;
    for (size_t i = 0; i < count; i++) {
        Buffer name = {0};
        buffer_string(&name, sorted[i]->name);
        int own = column_width(&name);
        width = own > width ? own : width;
        buffer_free(&name);
    }
    return width < 18 ? width : 18;
}

void lock_stats_render(Buffer *out, World *w, LockStats *stats, size_t most)
{
    const LockRow **sorted = malloc((stats->count + 1) * sizeof *sorted);
    if (!sorted) {
        out->failed = true;
        return;
    }
    settle(w, stats);
    size_t count = sort_rows(stats, sorted);
    size_t listed = count > most ? most - 1 : count;
    int width = name_width(sorted, listed);
    buffer_format(out, "%-*s  %6s %6s %7s %7s %7s\n", width, "lock", "taken",
                  "waits", "waited", "longest", "longest");
    buffer_format(out, "%-*s  %6s %6s %7s %7s %7s  %s\n", width, "", "", "",
                  "in all", "wait", "hold", "there");
    for (size_t i = 0; i < listed; i++) {
        put_row(out, sorted[i], width);
    }
    if (listed < count) {
        buffer_format(out, "and %zu more\n", count - listed);
    }
    if (stats->failed) {
        buffer_string(out, "(some locks are missing: no memory)\n");
    }
    free(sorted);
}
