/* SPDX-License-Identifier: MIT */
/*
 * The arena, the write barrier, snapshots and identity.
 *
 * This is the only file that asks the system for the arena's memory: a port
 * without virtual memory replaces arena_reserve.
 */
#include "vm/world.h"
#include "vm/host.h"

#include "bytecode/code.h"
#include "vm/builtin_types.h"
#include "vm/drop.h"
#include "vm/error.h"
#include "vm/fuse.h"
#include "vm/image.h"
#include "vm/modules/re.h"
#include "vm/outside.h"
#include "vm/types/bytes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define DEFAULT_RESERVE      ((size_t)64 << 30)
#define SMALL_RESERVE        ((size_t)8 << 30)
#define LEAST_RESERVE        ((size_t)32 << 20)
#define WARM_SIZE            ((size_t)768 << 10)
#define HUGE_FROM            ((size_t)4 << 20)
#define DEFAULT_MEMORY_LIMIT ((size_t)4 << 30)

static void *arena_reserve(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

/* Every world needs its first pages: having them all at once is much cheaper
 * than a fault for each. A program that goes beyond the first megabytes gets
 * large pages. Where these cannot be had nothing is lost. */
static void arena_warm(void *at, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    (void)madvise(at, WARM_SIZE, MADV_POPULATE_WRITE);
#endif
#ifdef MADV_HUGEPAGE
    if (size > HUGE_FROM) {
        (void)madvise((char *)at + HUGE_FROM, size - HUGE_FROM, MADV_HUGEPAGE);
    }
#endif
}

static Outside *outside_new(size_t reserve)
{
    Outside *o = calloc(1, sizeof *o);
    if (!o) {
        return NULL;
    }
    o->reserved = reserve;
    o->mark_bytes = reserve / 128;
    o->marks = arena_reserve(o->mark_bytes);
    o->arity = calloc(native_count, sizeof *o->arity);
    o->next_version = 1;
    o->cache_count = 1;
    o->restores = 1;
    if (!o->marks || !o->arity) {
        free(o->arity);
        free(o);
        return NULL;
    }
    return o;
}

World *world_new(size_t reserve, size_t memory_limit, Host *host)
{
    size_t size = reserve ? reserve : DEFAULT_RESERVE;
    World *w = arena_reserve(size);
    /* Under a limit on addresses (ulimit -v): what there is room for. */
    for (size_t less = SMALL_RESERVE; !w && !reserve && less >= LEAST_RESERVE;
         less /= 2) {
        size = less;
        w = arena_reserve(less);
    }
    if (!w) {
        return NULL;
    }
    arena_warm(w, size);
    w->outside = outside_new(size);
    if (!w->outside) {
        munmap(w, size);
        return NULL;
    }
    size_t limit = memory_limit ? memory_limit : DEFAULT_MEMORY_LIMIT;
    w->end = (char *)w + size;
    w->memory_limit = limit < size ? (char *)w + limit : w->end;
    w->watermark = (char *)w;
    w->top = (char *)w + (sizeof(World) + 15) / 16 * 16;
    w->collect_at = w->memory_limit;
    w->host = host;
    w->hash_key = siphash_key(host ? host->hash_seed : 0);
    w->op_ns = 50;
    w->recursion_limit = 1000;
    w->int_max_digits = 4300;
    if (builtin_types_make(w) != OK) {
        world_free(w);
        return NULL;
    }
    return w;
}

static void snapshot_free(Snapshot *s)
{
    free(s->heap);
    free(s->cards);
    free(s->dirty);
    free(s);
}

void world_free(World *w)
{
    Outside *o = w->outside;
    while (o->snapshot) {
        Snapshot *previous = o->snapshot->previous;
        snapshot_free(o->snapshot);
        o->snapshot = previous;
    }
    for (uint32_t i = 0; i < o->cache_count && o->runnables; i++) {
        free(o->runnables[i]);
    }
    free(o->runnables);
    free(o->mark_stack);
    image_free(o->image);
    free(o->arity);
    free(o->scratch);
    regex_cache_free(o->regex_cache);
    munmap(o->marks, o->mark_bytes);
    size_t size = o->reserved;
    free(o);
    munmap(w, size);
}

void world_freeze(World *w)
{
    heap_close_run(w);
    uintptr_t top = ((uintptr_t)w->top + CARD_SIZE - 1) / CARD_SIZE * CARD_SIZE;
    size_t gap = top - (uintptr_t)w->top;
    if (gap) {
        Object *filler = (Object *)w->top;
        memset(filler, 0, gap);
        filler->units = (uint16_t)(gap / 16);
    }
    w->top = (char *)top;
    w->watermark = w->top;
#ifdef GILSCOPE_STRESS_GC
    w->outside->collect_always = true;
#endif
    memset(w->free_cells, 0, sizeof w->free_cells);
    w->large_cells = NULL;
    drop_forget_image(w);
    image_free(w->outside->image); /* of an earlier freeze */
    w->outside->image = image_new(w);
    heap_schedule(w, 0, 0);
}

/* ---- cards and snapshots ------------------------------------------------- */

static bool card_log(Snapshot *s, const World *w, size_t card)
{
    if (s->card_count == s->card_capacity) {
        size_t capacity = s->card_capacity ? s->card_capacity * 2 : 64;
        Card *cards = realloc(s->cards, capacity * sizeof *cards);
        if (!cards) {
            return false;
        }
        s->cards = cards;
        s->card_capacity = capacity;
    }
    Card *c = &s->cards[s->card_count++];
    c->at = card * CARD_SIZE;
    memcpy(c->bytes, (const char *)w + c->at, CARD_SIZE);
    s->dirty[card / 8] |= (uint8_t)(1 << card % 8);
    return true;
}

void world_save_cards(World *w, const void *at, size_t size)
{
    Snapshot *s = w->outside->snapshot;
    const char *base = (const char *)w;
    /* The hot part of the world is copied whole, and is a root. */
    if ((const char *)at < base + WORLD_HOT_SIZE) {
        return;
    }
    image_written(w, at, size);
    if (!s) {
        return;
    }
    size_t from = (size_t)((const char *)at - base) / CARD_SIZE;
    size_t last = (size_t)((const char *)at + size - 1 - base) / CARD_SIZE;
    size_t end = (size_t)(w->watermark - base) / CARD_SIZE;
    for (size_t card = from; card <= last && card < end; card++) {
        if (s->dirty[card / 8] >> card % 8 & 1) {
            continue;
        }
        if (!card_log(s, w, card)) {
            w->outside->no_memory = true;
        }
    }
}

/*
 * What runs is written without the barrier: threads and what is on their
 * chains. Whatever of it is part of the image has its cards saved at once.
 */
static void save_running(World *w)
{
    for (Thread *t = w->threads; t; t = t->next) {
        world_touch(w, t, sizeof *t);
        Frame *f = (Frame *)t->frame; /* a NativeFrame begins the same way */
        for (; f; f = (Frame *)f->back) {
            if ((char *)f < w->watermark) {
                world_save_cards(w, f, heap_cell_size(f));
            }
        }
    }
}

static Snapshot *snapshot_new(World *w)
{
    Outside *o = w->outside;
    size_t cards = (size_t)(w->watermark - (char *)w) / CARD_SIZE + 1;
    Snapshot *s = calloc(1, sizeof *s);
    if (!s) {
        return NULL;
    }
    s->heap_size = (size_t)(w->top - w->watermark);
    s->heap = malloc(s->heap_size ? s->heap_size : 1);
    s->dirty = calloc(cards / 8 + 1, 1);
    s->cache_count = s->caches_dropped = o->cache_count;
    if (!s->heap || !s->dirty) {
        snapshot_free(s);
        return NULL;
    }
    return s;
}

Snapshot *world_snapshot(World *w)
{
    Outside *o = w->outside;
    Snapshot *s = snapshot_new(w);
    if (!s) {
        return NULL;
    }
    memcpy(s->heap, w->watermark, s->heap_size);
    memcpy(s->hot, w, WORLD_HOT_SIZE);
    s->previous = o->snapshot;
    o->snapshot = s;
    save_running(w);
    return s;
}

static void cards_undo(World *w, Snapshot *s)
{
    for (size_t i = s->card_count; i-- > 0;) {
        const Card *c = &s->cards[i];
        memcpy((char *)w + c->at, c->bytes, CARD_SIZE);
        s->dirty[c->at / CARD_SIZE / 8] &=
            (uint8_t) ~(1 << c->at / CARD_SIZE % 8);
    }
    s->card_count = 0;
}

/* Caches of code that does not exist any more. Their ids are never reused, so
 * each restore has only those since the one before to look at. */
static void caches_drop(Outside *o, Snapshot *s)
{
    uint32_t i = s->caches_dropped;
    for (; i < o->cache_count && i < o->cache_capacity; i++) {
        free(o->runnables[i]);
        o->runnables[i] = NULL;
    }
    s->caches_dropped = o->cache_count;
}

bool world_restore(World *w, Snapshot *snapshot)
{
    Outside *o = w->outside;
    while (o->snapshot != snapshot) {
        Snapshot *inner = o->snapshot;
        cards_undo(w, inner);
        o->snapshot = inner->previous;
        snapshot_free(inner);
    }
    cards_undo(w, snapshot);
    if (o->no_memory) {
        return false;
    }
    o->restores++;
    memcpy(w->watermark, snapshot->heap, snapshot->heap_size);
    memcpy(w, snapshot->hot, WORLD_HOT_SIZE);
    caches_drop(o, snapshot);
    save_running(w);
    return !o->no_memory;
}

void world_drop_snapshot(World *w, Snapshot *snapshot)
{
    Outside *o = w->outside;
    while (o->snapshot) {
        Snapshot *s = o->snapshot;
        Snapshot *outer = s->previous;
        for (size_t i = 0; outer && i < s->card_count; i++) {
            size_t card = s->cards[i].at / CARD_SIZE;
            if (outer->dirty[card / 8] >> card % 8 & 1) {
                continue;
            }
            if (!card_log(outer, w, card)) {
                o->no_memory = true;
                break;
            }
            memcpy(outer->cards[outer->card_count - 1].bytes, s->cards[i].bytes,
                   CARD_SIZE);
        }
        o->snapshot = outer;
        snapshot_free(s);
        if (s == snapshot) {
            return;
        }
    }
}

/* ---- versions, caches, identity ------------------------------------------ */

uint64_t world_version(World *w)
{
    return ++w->outside->next_version;
}

uint32_t outside_cache_id(World *w)
{
    Outside *o = w->outside;
    if (o->cache_count >= o->cache_capacity) {
        uint32_t capacity = o->cache_capacity ? o->cache_capacity * 2 : 1024;
        Runnable **runnables = realloc(o->runnables, capacity * sizeof *runnables);
        if (!runnables) {
            return 0;
        }
        memset(runnables + o->cache_capacity, 0,
               (capacity - o->cache_capacity) * sizeof *runnables);
        o->runnables = runnables;
        o->cache_capacity = capacity;
    }
    return o->cache_count++;
}

Runnable *outside_runnable(World *w, const CodeObject *code)
{
    Runnable **at = &w->outside->runnables[code->cache_id];
    if (!*at) {
        const Bytes *bytes = AS(Bytes, code->code);
        size_t caches = bytes->length / 2 * sizeof(Cache);
        Runnable *made = calloc(1, sizeof *made + caches + bytes->length);
        if (!made) {
            return NULL;
        }
        uint8_t *fused = (uint8_t *)(made + 1) + caches;
        if (code->flags & CODE_OPTIMIZED ||
            !(code->in_prelude || code->in_library)) {
            fuse_code((const uint8_t *)bytes->data, bytes->length, fused);
        } else { /* a body of the library: it runs once */
            memcpy(fused, bytes->data, bytes->length);
        }
        made->code = fused;
        *at = made;
    }
    return *at;
}

void outside_forget(World *w, const CodeObject *code)
{
    Runnable **at = &w->outside->runnables[code->cache_id];
    free(*at);
    *at = NULL;
}

static size_t identity_probe(const World *w, const Values *table, Value v)
{
    size_t mask = values_capacity(table) / 2 - 1;
    size_t i = (((v - VALUE(w)) >> 4) * 0x9e3779b97f4a7c15u >> 20) & mask;
    while (table->items[2 * i] && table->items[2 * i] != v) {
        i = (i + 1) & mask;
    }
    return i;
}

static Status identity_grow(World *w)
{
    Values *old = AS(Values, w->identity);
    size_t slots = old ? values_capacity(old) : 32;
    Values *table = values_new(w, slots * 2);
    NEED(table);
    table->used = values_capacity(table);
    /* Capacity must be 2 * a power of two: values_new may round up. */
    for (size_t i = 0; old && i < values_capacity(old) / 2; i++) {
        Value v = old->items[2 * i];
        if (v) {
            size_t at = identity_probe(w, table, v);
            table->items[2 * at] = v;
            table->items[2 * at + 1] = old->items[2 * i + 1];
        }
    }
    w->identity = VALUE(table);
    return OK;
}

Status world_identity(World *w, Value v, int64_t *id)
{
    if (!IS_OBJECT(v)) {
        *id = (int64_t)(v >> 1 ^ (uint64_t)1 << 62);
        return OK;
    }
    Values *table = AS(Values, w->identity);
    if (OBJECT(v)->flags & OBJECT_HAS_ID) {
        *id =
            (int64_t)INT_OF(table->items[2 * identity_probe(w, table, v) + 1]);
        return OK;
    }
    if (!table || w->identity_count * 3 >= values_capacity(table)) {
        TRY(identity_grow(w));
        table = AS(Values, w->identity);
    }
    Thread *t = w->thread;
    *id = t && t->serial
              ? (int64_t)t->serial << 32 | (int64_t)(++t->identities) * 16
              : (int64_t)(++w->nameless_identities) * 16;
    *id += w->host ? w->host->identity_base : 0;
    size_t at = identity_probe(w, table, v);
    world_touch(w, &table->items[2 * at], 16);
    table->items[2 * at] = v;
    table->items[2 * at + 1] = INT(*id);
    world_touch(w, OBJECT(v), 8);
    OBJECT(v)->flags |= OBJECT_HAS_ID;
    w->identity_count++;
    return OK;
}

void world_poke(World *w)
{
    w->limit -= w->left;
    w->left = 0;
}
