/* SPDX-License-Identifier: MIT */
/*
 * Three tables outside the arena: places, the last read of each thread at each
 * place, and sites (where the program lost something). Keys are the values'
 * words; they are good for one run, in which objects do not move.
 *
 * A place's losses are what its updates number more than those its value is
 * made of, so a write of an old but longer chain takes losses back. A read is
 * remembered until the thread writes the place, leaves the frame
 * that read it, or joins a thread (whose updates it then knows of).
 */
#include "sched/lost.h"

#include <stdlib.h>
#include <string.h>

#include "bytecode/opcode.h"
#include "sched/name.h"
#include "vm/types/bytes.h"
#include "vm/types/lock.h"

/* Open addressing, a power of two, at most half full. */
typedef struct Entry {
    uint64_t key[3];
    uint64_t updates; /* the place's, or what the reader saw */
    uint64_t charged; /* place: what was lost of its present chain */
    size_t site;      /* place: where, last */
    uint32_t serial;  /* place: who wrote last */
    uint32_t epoch;   /* read: of its thread */
    Value frame;      /* read: by whom */
    uint8_t opcode;   /* read: that did it */
    uint8_t used;
} Entry;

typedef struct Table {
    Entry *slots;
    size_t size;
    size_t used;
} Table;

typedef struct Site {
    char *file; /* whole path */
    int line;
    uint8_t read;
    uint8_t written;
    uint64_t lost;
} Site;

struct Lost {
    Table places;
    Table reads;
    Site *sites;
    size_t site_count;
    uint32_t *epochs; /* by thread serial; a join begins a new one */
    size_t epoch_count;
    bool failed;
};

Lost *lost_new(void)
{
    return calloc(1, sizeof(Lost));
}

void lost_forget(Lost *lost)
{
    free(lost->places.slots);
    free(lost->reads.slots);
    free(lost->epochs);
    lost->places = lost->reads = (Table){0};
    lost->epochs = NULL;
    lost->epoch_count = 0;
}

void lost_free(Lost *lost)
{
    if (lost) {
        lost_forget(lost);
        for (size_t i = 0; i < lost->site_count; i++) {
            free(lost->sites[i].file);
        }
        free(lost->sites);
        free(lost);
    }
}

/* ---- tables -------------------------------------------------------------- */

static size_t hash_of(const uint64_t *key)
{
    uint64_t h = key[0] * UINT64_C(0x9e3779b97f4a7c15);
    h = (h ^ key[1]) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ key[2] ^ h >> 29) * UINT64_C(0x94d049bb133111eb);
    return (size_t)(h ^ h >> 32);
}

static Entry *probe(const Table *table, const uint64_t *key)
{
    size_t i = hash_of(key);
    for (;; i++) {
        Entry *slot = &table->slots[i & (table->size - 1)];
        if (!slot->used || !memcmp(slot->key, key, sizeof slot->key)) {
            return slot;
        }
    }
}

static bool grow(Table *table)
{
    size_t size = table->size ? 2 * table->size : 256;
    Table larger = {calloc(size, sizeof(Entry)), size, table->used};
    if (!larger.slots) {
        return false;
    }
    for (size_t i = 0; i < table->size; i++) {
        if (table->slots[i].used) {
            *probe(&larger, table->slots[i].key) = table->slots[i];
        }
    }
    free(table->slots);
    *table = larger;
    return true;
}

/* The slot of this key, made when missing; NULL: no memory. */
static Entry *entry_of(Lost *lost, Table *table, uint64_t a, uint64_t b,
                       uint64_t c)
{
    uint64_t key[3] = {a, b, c};
    if (2 * (table->used + 1) > table->size && !grow(table)) {
        lost->failed = true;
        return NULL;
    }
    Entry *slot = probe(table, key);
    if (!slot->used) {
        memcpy(slot->key, key, sizeof key);
        slot->used = 1;
        table->used++;
    }
    return slot;
}

/* ---- joins --------------------------------------------------------------- */

static uint32_t *epoch_of(Lost *lost, uint32_t serial)
{
    if (serial >= lost->epoch_count) {
        size_t count = 2 * (size_t)serial + 16;
        uint32_t *epochs = realloc(lost->epochs, count * sizeof *epochs);
        if (!epochs) {
            lost->failed = true;
            return NULL;
        }
        memset(epochs + lost->epoch_count, 0,
               (count - lost->epoch_count) * sizeof *epochs);
        lost->epochs = epochs;
        lost->epoch_count = count;
    }
    return &lost->epochs[serial];
}

/* Whoever took it need not be running: it was woken, and waits for the GIL. */
static void see_acquire(Lost *lost, Value lock)
{
    if (AS(Lock, lock)->stands_for) {
        const Thread *thread = AS(Thread, AS(Lock, lock)->owner);
        uint32_t *epoch = epoch_of(lost, thread->serial);
        if (epoch) {
            ++*epoch;
        }
    }
}

/* ---- reads and writes ---------------------------------------------------- */

static uint8_t opcode_at(const Frame *frame)
{
    const Bytes *code = AS(Bytes, frame->code->code);
    return frame->pc >= 2 ? (uint8_t)code->data[frame->pc - 2] : 0;
}

/* The site of the instruction being run: a new one if need be; the number of
 * sites when there is no memory. */
static size_t site_of(Lost *lost, const Frame *frame, uint8_t read)
{
    Buffer file = {0};
    name_str(&file, frame->code->filename);
    const char *name = file.size ? file.data : "?";
    int line = frame_line(frame);
    size_t i = 0;
    while (i < lost->site_count &&
           (lost->sites[i].line != line || strcmp(lost->sites[i].file, name))) {
        i++;
    }
    if (i == lost->site_count) {
        Site *sites = realloc(lost->sites, (i + 1) * sizeof *sites);
        char *copy = strdup(name);
        lost->sites = sites ? sites : lost->sites;
        if (!sites || !copy) {
            free(copy);
            lost->failed = true;
        } else {
            sites[lost->site_count++] =
                (Site){copy, line, read, opcode_at(frame), 0};
        }
    }
    buffer_free(&file);
    return i;
}

/* A write threw `count` updates of the place away. */
static void note_loss(Lost *lost, Entry *place, const Frame *frame,
                      uint8_t read, uint64_t count)
{
    size_t site = site_of(lost, frame, read);
    if (site < lost->site_count) {
        lost->sites[site].lost += count;
        place->charged += count;
        place->site = site;
    }
}

/* A write brought a longer chain back than it threw away: updates that seemed
 * lost are in the value again. */
static void take_back(Lost *lost, Entry *place, uint64_t count)
{
    count = count < place->charged ? count : place->charged;
    if (count) {
        Site *site = &lost->sites[place->site];
        count = count < site->lost ? count : site->lost;
        site->lost -= count;
        place->charged -= count;
    }
}

static void see_read(Lost *lost, const Thread *thread, const Frame *frame,
                     Value object, Value key)
{
    Entry *place = entry_of(lost, &lost->places, object, key, 0);
    uint32_t *epoch = epoch_of(lost, thread->serial);
    Entry *read = place && epoch ? entry_of(lost, &lost->reads, object, key,
                                            thread->serial)
                                 : NULL;
    if (read) {
        read->updates = place->updates;
        read->epoch = *epoch;
        read->frame = VALUE(frame);
        read->opcode = opcode_at(frame);
    }
}

static void see_write(Lost *lost, const Thread *thread, const Frame *frame,
                      Value object, Value key)
{
    Entry *place = entry_of(lost, &lost->places, object, key, 0);
    uint32_t *epoch = epoch_of(lost, thread->serial);
    Entry *read = place && epoch ? entry_of(lost, &lost->reads, object, key,
                                            thread->serial)
                                 : NULL;
    if (!read) {
        return;
    }
    bool fresh = read->frame == VALUE(frame) && read->epoch == *epoch;
    if (!fresh) {
        place->updates = 0; /* a value from nowhere: it starts anew */
        place->charged = 0;
    } else {
        if (place->updates > read->updates && place->serial != thread->serial) {
            note_loss(lost, place, frame, read->opcode,
                      place->updates - read->updates);
        } else if (place->updates < read->updates) {
            take_back(lost, place, read->updates - place->updates);
        }
        place->updates = read->updates + 1;
    }
    place->serial = thread->serial;
    read->frame = NO_VALUE;
}

void lost_see(Lost *lost, World *w, AccessKind kind, Value object, Value key)
{
    const Thread *thread = w->thread;
    if (kind == ACCESS_ACQUIRE) {
        see_acquire(lost, object);
        return;
    }
    if (kind != ACCESS_READ && kind != ACCESS_WRITE) {
        return;
    }
    const Frame *frame = thread_innermost(thread);
    if (!frame || frame->code->in_library || frame->code->in_prelude) {
        return;
    }
    if (kind == ACCESS_READ) {
        see_read(lost, thread, frame, object, key);
    } else {
        see_write(lost, thread, frame, object, key);
    }
}

/* ---- the report ---------------------------------------------------------- */

uint64_t lost_total(const Lost *lost)
{
    uint64_t total = 0;
    for (size_t i = 0; i < lost->site_count; i++) {
        total += lost->sites[i].lost;
    }
    return total;
}

bool lost_place(const Lost *lost, size_t i, const char **file, int *line)
{
    for (size_t at = 0; at < lost->site_count; at++) {
        if (lost->sites[at].lost && i-- == 0) {
            *file = lost->sites[at].file;
            *line = lost->sites[at].line;
            return true;
        }
    }
    return false;
}

#define SITES_LISTED 4

static void put_site(Buffer *out, const Site *site, SourceLine *source,
                     void *data)
{
    const char *slash = strrchr(site->file, '/');
    Buffer place = {0};
    Buffer text = {0};
    buffer_format(&place, "%s:%d", slash ? slash + 1 : site->file, site->line);
    if (source) {
        source(data, &text, site->file, site->line);
    }
    const char *read = opcode_table[site->read].name;
    const char *written = opcode_table[site->written].name;
    buffer_format(out, "  %-20s %-19.40s read at %s, written at\n",
                  place.size ? place.data : "", text.size ? text.data : "",
                  read ? read : "?");
    buffer_format(out, "%43s%s, another thread between\n", "",
                  written ? written : "?");
    buffer_free(&place);
    buffer_free(&text);
}

static size_t count_sites(const Lost *lost)
{
    size_t count = 0;
    for (size_t i = 0; i < lost->site_count; i++) {
        count += lost->sites[i].lost > 0;
    }
    return count;
}

void lost_render(Buffer *out, const Lost *lost, SourceLine *source, void *data)
{
    uint64_t total = lost_total(lost);
    if (!total) {
        return;
    }
    size_t count = count_sites(lost);
    buffer_format(out, "%llu update%s overwritten, %s:\n",
                  (unsigned long long)total, total == 1 ? " was" : "s were",
                  count == 1 ? total == 1 ? "at this place" : "all at one place"
                             : "at these places");
    size_t listed = 0;
    for (size_t i = 0; i < lost->site_count && listed < SITES_LISTED; i++) {
        if (lost->sites[i].lost) {
            put_site(out, &lost->sites[i], source, data);
            listed++;
        }
    }
    if (listed < count) {
        buffer_format(out, "  and %zu more places\n", count - listed);
    }
    if (lost->failed) {
        buffer_string(out, "  (not all were seen: no memory)\n");
    }
}
