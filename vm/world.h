/* SPDX-License-Identifier: MIT */
/*
 * The world: everything a program can change, in one arena.
 *
 *   base = World | image ... | watermark | heap ... | top      end
 *
 * The arena's address never changes while the world lives; it is reserved at
 * once and committed on touch. What lies below `watermark` was built before
 * the program ran; a store into it saves its 128-byte card first, once per
 * snapshot level, so that a snapshot is the World's hot part, the bytes above
 * the watermark and a few cards.
 *
 * Outside the arena, in `Outside`: mark bits, saved cards, inline caches, and
 * the counters a restore must not rewind (versions, cache ids).
 */
#ifndef GILSCOPE_VM_WORLD_H
#define GILSCOPE_VM_WORLD_H

#include "bytecode/siphash.h"
#include "vm/klass.h"

typedef enum {
#define NAME(ID, ...) NAME_##ID,
#include "vm/names.def"
#undef NAME
    NAME_COUNT
} NameId;

#define HEAP_CLASSES 64 /* free lists for cells of 1..63 units */
#define CARD_SIZE    128

typedef struct Outside Outside;
typedef struct Host Host;

struct World {
    /* -- hot: copied whole by every snapshot -------------------------- */
    char *top;        /* first byte never used */
    char *collect_at; /* a collection is due when top passes it */
    Object *free_cells[HEAP_CLASSES];
    Object *large_cells; /* free cells of HEAP_CLASSES units and more */
    char *run; /* free memory that small cells are cut from; no cell of its
                  own until heap_close_run */
    char *run_end;
    int64_t run_budget; /* bytes of runs until a collection is due */
    int64_t limit;      /* ns; the loop stops at the next boundary */
    int64_t left;       /* ns until `limit`; now = limit - left */
    int64_t run_limit;  /* ns; what interp_run was given */
    int64_t op_ns;      /* virtual cost of one opcode */
    Thread *thread;     /* who runs */
    Thread *threads;    /* all not yet finished, oldest first */
    Thread *last_thread;
    Thread *main_thread;
    Value failure;            /* why interp_call_now failed, or 0 */
    Value host_root;          /* the scheduler's own object, or 0 */
    Value pending_finalisers; /* Values: objects whose __del__ must run */
    Value signal_handlers; /* Values by number, or 0: see vm/signal.h */
    Value traces;          /* Values: records of traced frames, or 0 */
    uint64_t signals;      /* come and not yet taken, a bit each */
    uint64_t signals_blocked;
    uint32_t thread_count;    /* alive */
    uint32_t thread_serial;   /* of the youngest */
    uint32_t watched;       /* live objects finalisable or weakly referenced */
    uint32_t finalisable;   /* of these, those with a __del__ */
    uint64_t birth; /* of the youngest object that may have to be ordered */
    uint64_t dropped_at; /* distance of the object that was dropped last */
    uint32_t vain_drops[3]; /* by DropKind: collections for nothing ... */
    uint32_t passed_drops[3]; /* ... and drops passed over since; drop.c */
    uint32_t interned_count;
    uint32_t identity_count;
    uint32_t nameless_identities; /* given while no thread of the program ran */
    uint8_t collect_wanted;       /* 1 by allocation, 2 by the program */
    uint8_t drop_kind;            /* DropKind that wanted the collection */
    uint8_t era;                  /* Era: whose check points hold */
    uint8_t stop_any;             /* interp_run's `where` is ANY */
    uint8_t exiting;
    uint8_t asyncgen_hooks; /* sys.set_asyncgen_hooks was called */
    uint8_t fail_allocations; /* stress: outside->fail_after counts */
    int32_t recursion_limit;
    int32_t int_max_digits; /* sys.set_int_max_str_digits(); 0: no limit */
    int32_t free_depth;  /* > 0: inside a vm/lib module body, no cost */
    uint32_t leaf_depth; /* nested container leaves; 0 between instructions */
    Value interned;      /* Values: open addressing, the intern table */
    Value identity;      /* Values: (object, id) pairs, open addressing */
    Value module_cache;  /* dict: native module name -> module */
    /* -- cold: constant once the image is complete, or under cards ---- */
    char hot_end[0];
    char *watermark;
    char *end;          /* of the arena */
    char *memory_limit; /* where MemoryError begins, <= end */
    Outside *outside;
    Host *host; /* who runs us; host.h */
    SipKey hash_key;
    Value modules;      /* dict: sys.modules */
    Value builtins;     /* dict of the builtins module */
    Value sys_dict;     /* dict of sys */
    Value memory_error; /* raised when there is no memory for another */
    Value prelude;      /* dict: the twins of vm/prelude, by name */
    Value empty_tuple;
    Value empty_bytes;
    Value empty_frozenset;
    Value latin1[256]; /* one-character strings */
    Value name[NAME_COUNT];
    Value slot_name[SLOT_COUNT];
    uint64_t align_[2] __attribute__((aligned(16)));
    Klass klass[TYPE_COUNT];
};

#define WORLD_HOT_SIZE offsetof(World, hot_end)

/* Header word of a built-in type, known at compile time. */
#define TYPE_REF(id)                                                           \
    ((uint32_t)((offsetof(World, klass) + (id) * sizeof(Klass)) / 16))

static inline Klass *klass_at(World *w, uint32_t ref)
{
    return (Klass *)((char *)w + (size_t)ref * 16);
}

static inline uint32_t klass_ref(World *w, const Klass *klass)
{
    return (uint32_t)(((const char *)klass - (const char *)w) / 16);
}

static inline Klass *klass_of(World *w, Value v)
{
    if (IS_INT(v)) {
        return &w->klass[TYPE_INT];
    }
    if (v & 2) {
        return v == NONE              ? &w->klass[TYPE_NONE]
               : v == ELLIPSIS        ? &w->klass[TYPE_ELLIPSIS]
               : v == NOT_IMPLEMENTED ? &w->klass[TYPE_NOT_IMPLEMENTED]
                                      : &w->klass[TYPE_BOOL];
    }
    return klass_at(w, OBJECT(v)->type);
}

/* Heap objects only: an inline int is no heap object of type int. */
static inline bool is_exactly(Value v, TypeId id)
{
    return IS_OBJECT(v) && OBJECT(v)->type == TYPE_REF(id);
}

static inline bool has_layout(Value v, TypeId layout)
{
    return IS_OBJECT(v) && OBJECT(v)->layout == layout;
}

/* Layout of any value: TYPE_INT for ints and bools, TYPE_NONE ... */
static inline TypeId layout_of(Value v)
{
    if (IS_INT(v)) {
        return TYPE_INT;
    }
    if (v & 2) {
        return v == NONE              ? TYPE_NONE
               : v == ELLIPSIS        ? TYPE_ELLIPSIS
               : v == NOT_IMPLEMENTED ? TYPE_NOT_IMPLEMENTED
                                      : TYPE_INT;
    }
    return (TypeId)OBJECT(v)->layout;
}

/* int of any size, or bool. */
static inline bool is_int(Value v)
{
    return IS_INT(v) || IS_BOOL(v) || has_layout(v, TYPE_INT);
}

static inline int64_t world_now(const World *w)
{
    return w->limit - w->left;
}

/*
 * An empty world with all built-in types and modules that are native; NULL
 * when there is no memory. `reserve`: bytes of address space, 0 for the
 * default. The caller then runs what belongs to the image and freezes it.
 */
World *world_new(size_t reserve, size_t memory_limit, Host *host);
void world_free(World *w);
/* Everything so far is the image; the program starts above it. */
void world_freeze(World *w);
/* Before bytes of an object that may lie below the watermark change. */
void world_save_cards(World *w, const void *at, size_t size);

/* The write barrier: every store into an object that is not brand new. */
static inline void world_touch(World *w, const void *at, size_t size)
{
    if (__builtin_expect((const char *)at < w->watermark, 0)) {
        world_save_cards(w, at, size);
    }
}
#define STORE(w, field, new_value)                                             \
    do {                                                                       \
        world_touch((w), &(field), sizeof(field));                             \
        (field) = (new_value);                                                 \
    } while (0)

typedef struct Snapshot Snapshot;
/* A snapshot level; levels nest, and are dropped youngest first. NULL: no
 * memory. Taken only while nothing runs. */
Snapshot *world_snapshot(World *w);
/* Back to it, again and again: the snapshot stays. False: memory ran out while
 * cards were saved, and what the world was is lost; only world_free is left. */
bool world_restore(World *w, Snapshot *snapshot);
void world_drop_snapshot(World *w, Snapshot *snapshot);

/* A number no state of the world ever had before. */
uint64_t world_version(World *w);
/* id(v) and default hash: (first user's thread serial << 32 | its count). */
MUST_CHECK Status world_identity(World *w, Value v, int64_t *id);
/* Make the loop come to its slow path at the next boundary. */
void world_poke(World *w);

#endif
