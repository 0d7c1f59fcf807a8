/* SPDX-License-Identifier: MIT */
/* A frozenset's items in CPython 3.8's order: that of its hash table.
 *
 * Invariants: the size is a power of two, at least 8, and after each insertion
 * fewer than three in five slots are used. A probe looks at a slot and, if they
 * do not reach beyond the end, at the nine behind it; then it jumps, by
 * i * 5 + 1 and ever more of the hash's higher bits. */
#include "bytecode/constant.h"

typedef struct {
    const Constant *item; /* NULL: free */
    int64_t hash;
} Slot;

typedef struct {
    Slot *slots;
    size_t mask; /* size - 1 */
    size_t used;
} Table;

enum {
    TABLE_SMALLEST = 8,
    TABLE_LINEAR = 9,
    TABLE_SHIFT = 5,
    TABLE_LARGE = 50000, /* used: above, a table doubles, below it grows by 4 */
};

/* The item's slot: the free one it goes into, or the one of its equal. */
static Slot *table_probe(const Table *table, const Constant *item, int64_t hash)
{
    size_t i = (size_t)hash & table->mask;
    size_t perturb = (size_t)hash;
    for (;;) {
        size_t last = i + TABLE_LINEAR <= table->mask ? i + TABLE_LINEAR : i;
        for (size_t j = i; j <= last; j++) {
            Slot *slot = &table->slots[j];
            if (!slot->item ||
                (slot->hash == hash && constant_equal(slot->item, item))) {
                return slot;
            }
        }
        perturb >>= TABLE_SHIFT;
        i = (i * 5 + 1 + perturb) & table->mask;
    }
}

static bool table_resize(Table *table, Region *region, size_t wanted)
{
    Table old = *table;
    size_t size = TABLE_SMALLEST;
    while (size <= wanted) {
        size *= 2;
    }
    table->slots = region_array(region, size, sizeof *table->slots);
    table->mask = size - 1;
    if (!table->slots) {
        return false;
    }
    for (size_t i = 0; old.slots && i <= old.mask; i++) {
        if (old.slots[i].item) {
            *table_probe(table, old.slots[i].item, old.slots[i].hash) =
                old.slots[i];
        }
    }
    return true;
}

static bool table_add(Table *table, Region *region, const Constant *item)
{
    int64_t hash = constant_hash(item);
    Slot *slot = table_probe(table, item, hash);
    if (slot->item) {
        return true; /* the first of two equals stays */
    }
    *slot = (Slot){item, hash};
    table->used++;
    if (table->used * 5 < table->mask * 3) {
        return true;
    }
    return table_resize(table, region,
                        table->used * (table->used > TABLE_LARGE ? 2 : 4));
}

const Constant *constant_frozenset(Region *region, const Constant *const *items,
                                   size_t count)
{
    Table table = {0};
    if (!table_resize(&table, region, 0)) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (!table_add(&table, region, items[i])) {
            return NULL;
        }
    }
    Constant *set = region_alloc(region, sizeof *set);
    const Constant **order = region_array(region, table.used, sizeof *order);
    if (!set || !order) {
        return NULL;
    }
    set->kind = CONSTANT_FROZENSET;
    set->tuple.items = order;
    set->tuple.count = table.used;
    for (size_t i = 0; i <= table.mask; i++) {
        if (table.slots[i].item) {
            *order++ = table.slots[i].item;
        }
    }
    return set;
}
