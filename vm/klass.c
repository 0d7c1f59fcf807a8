/* SPDX-License-Identifier: MIT */
/*
 * Classes: making them, the C3 order, looking names up, versions.
 *
 * CPython invalidates its method cache with version tags; so do we, but a
 * version is never used twice, not even after a snapshot is restored.
 */
#include "vm/klass.h"

#include "bytecode/opcode.h"
#include "vm/builtin_types.h"
#include "vm/error.h"
#include "vm/method_cache.h"
#include "vm/outside.h"
#include "vm/packed.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <string.h>

#define SHARED_KEYS_MAX 30

bool klass_is_subclass(World *w, Klass *klass, Klass *base)
{
    (void)w;
    if (klass == base) {
        return true;
    }
    Value mro = klass->mro;
    for (size_t i = 0; i < tuple_length(mro); i++) {
        if (tuple_at(mro, i) == VALUE(base)) {
            return true;
        }
    }
    return false;
}

bool value_is_instance(World *w, Value v, TypeId base)
{
    return klass_is_subclass(w, klass_of(w, v), &w->klass[base]);
}

static Value lookup_uncached(World *w, Klass *klass, Value name)
{
    for (size_t i = 0; i < tuple_length(klass->mro); i++) {
        Klass *k = AS(Klass, tuple_at(klass->mro, i));
        Value found = dict_get_str(w, k->dict, name);
        if (found) {
            return found;
        }
    }
    return NO_VALUE;
}

Value klass_lookup(World *w, Klass *klass, Value name)
{
    if (!(OBJECT(name)->flags & OBJECT_INTERNED)) {
        /* Its cell may be another name's tomorrow. */
        return lookup_uncached(w, klass, name);
    }
    MethodCacheEntry *entry = method_cache_entry(w, klass->version, name);
    if (method_cache_hit(w, entry, klass->version, name)) {
        return entry->value;
    }
    Value found = lookup_uncached(w, klass, name);
    method_cache_fill(w, entry, klass->version, name, found);
    return found;
}

Value klass_slot(World *w, Value v, Slot slot)
{
    return klass_lookup(w, klass_of(w, v), w->slot_name[slot]);
}

/* ---- overrides and versions ---------------------------------------------- */

/* The first class of the MRO that defines `name` is a Python class? */
static bool defined_in_python(World *w, Klass *klass, Value name)
{
    for (size_t i = 0; i < tuple_length(klass->mro); i++) {
        Klass *k = AS(Klass, tuple_at(klass->mro, i));
        if (dict_get_str(w, k->dict, name)) {
            return k->flags & KLASS_HEAP;
        }
    }
    return false;
}

static void override_add(uint64_t bits[2], int slot)
{
    bits[slot / 64] |= (uint64_t)1 << (slot % 64);
}

/* One base: what it overrides, and what the class itself defines. */
static void overrides_of_only_base(World *w, Klass *klass, uint64_t bits[2])
{
    const Klass *base = AS(Klass, tuple_at(klass->bases, 0));
    size_t at = 0;
    Value name;
    Value value;
    bits[0] = base->overrides[0];
    bits[1] = base->overrides[1];
    while (dict_next(klass->dict, &at, &name, &value)) {
        const Str *s = as_str(name);
        if (!is_str(name) || s->length < 5 || str_at(s, 0) != '_') {
            continue;
        }
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            if (w->slot_name[slot] == name) {
                override_add(bits, slot);
            }
        }
    }
}

static void overrides_set(World *w, Klass *klass, const uint64_t bits[2])
{
    STORE(w, klass->overrides[0], bits[0]);
    STORE(w, klass->overrides[1], bits[1]);
    uint8_t flags = klass->flags | KLASS_PLAIN_ATTRIBUTES;
    if (klass_overrides(klass, SLOT_GETATTRIBUTE) ||
        klass_overrides(klass, SLOT_SETATTR) ||
        klass_overrides(klass, SLOT_DELATTR) ||
        klass_overrides(klass, SLOT_GETATTR)) {
        flags &= (uint8_t)~KLASS_PLAIN_ATTRIBUTES;
    }
    STORE(w, klass->flags, flags);
}

/* One base, and no metaclass with another order in mind? */
static bool mro_extends_base(const Klass *klass)
{
    if (tuple_length(klass->bases) != 1) {
        return false;
    }
    Value base = tuple_at(klass->bases, 0);
    Value above = AS(Klass, base)->mro;
    return tuple_length(klass->mro) == tuple_length(above) + 1 &&
           !memcmp(AS(Tuple, klass->mro)->items + 1, AS(Tuple, above)->items,
                   tuple_length(above) * sizeof(Value));
}

static void overrides_compute(World *w, Klass *klass)
{
    uint64_t bits[2] = {0, 0};
    if (mro_extends_base(klass)) {
        overrides_of_only_base(w, klass, bits);
    } else {
        for (int slot = 0; slot < SLOT_COUNT; slot++) {
            if (defined_in_python(w, klass, w->slot_name[slot])) {
                override_add(bits, slot);
            }
        }
    }
    overrides_set(w, klass, bits);
}

/* One more name in a class that nobody has derived from yet. */
static void overrides_extend(World *w, Klass *klass, Value name)
{
    uint64_t bits[2] = {klass->overrides[0], klass->overrides[1]};
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        if (w->slot_name[slot] == name) {
            override_add(bits, slot);
        }
    }
    overrides_set(w, klass, bits);
}

static void modified_below(World *w, Klass *klass, bool slots)
{
    STORE(w, klass->version, world_version(w));
    if (slots && (klass->flags & KLASS_HEAP)) {
        overrides_compute(w, klass);
    }
    for (size_t i = 0; i < list_length(klass->subclasses); i++) {
        modified_below(w, AS(Klass, list_at(klass->subclasses, i)), slots);
    }
}

void klass_modified(World *w, Klass *klass)
{
    modified_below(w, klass, true);
}

Status klass_set(World *w, Klass *klass, Value name, Value value)
{
    if (value) {
        TRY(dict_set_str(w, klass->dict, name, value));
    } else if (!dict_delete_str(w, klass->dict, name)) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "%V", name);
    }
    bool dunder = as_str(name)->length > 4 && str_at(as_str(name), 0) == '_' &&
                  str_at(as_str(name), 1) == '_';
    bool leaf = value && klass->flags & KLASS_HEAP &&
                !list_length(klass->subclasses) &&
                tuple_length(klass->bases) == 1;
    if (dunder && leaf) {
        overrides_extend(w, klass, name);
    }
    modified_below(w, klass, dunder && !leaf);
    return OK;
}

/* ---- C3 ------------------------------------------------------------------ */

static bool in_tail(Value list, size_t from, Value klass)
{
    for (size_t i = from + 1; i < list_length(list); i++) {
        if (list_at(list, i) == klass) {
            return true;
        }
    }
    return false;
}

static Status mro_conflict(World *w, Value bases)
{
    Writer text;
    writer_start(&text);
    writer_ascii(&text, "Cannot create a consistent method resolution\n"
                        "order (MRO) for bases ");
    for (size_t i = 0; i < tuple_length(bases); i++) {
        writer_ascii(&text, i ? ", " : "");
        writer_str(&text, AS(Klass, tuple_at(bases, i))->name);
    }
    Value message = writer_finish(w, &text);
    NEED(message);
    return raise_type(w, "%V", message);
}

/* Merge the bases' orders: the C3 linearisation, as in CPython since 2.3. */
static Status mro_merge(World *w, Klass *klass, Value lists)
{
    Value order = list_new(w, 8);
    NEED(order);
    size_t n = list_length(lists);
    Block *block = block_new(w, n * sizeof(size_t));
    NEED(block);
    size_t *heads = (size_t *)block->data;
    TRY(list_append(w, order, VALUE(klass)));
    for (;;) {
        Value next = NO_VALUE;
        bool left = false;
        for (size_t i = 0; i < n && !next; i++) {
            if (heads[i] >= list_length(list_at(lists, i))) {
                continue;
            }
            left = true;
            next = list_at(list_at(lists, i), heads[i]);
            for (size_t j = 0; j < n; j++) {
                if (in_tail(list_at(lists, j), heads[j], next)) {
                    next = NO_VALUE;
                    break;
                }
            }
        }
        if (!left) {
            break;
        }
        if (!next) {
            return mro_conflict(w, klass->bases);
        }
        TRY(list_append(w, order, next));
        for (size_t i = 0; i < n; i++) {
            Value list = list_at(lists, i);
            heads[i] +=
                heads[i] < list_length(list) && list_at(list, heads[i]) == next;
        }
    }
    Value mro =
        tuple_from(w, AS(List, order)->items->items, list_length(order));
    NEED(mro);
    STORE(w, klass->mro, mro);
    return OK;
}

/* With one base there is nothing to merge. */
static Status mro_extend(World *w, Klass *klass, Value rest)
{
    size_t n = tuple_length(rest);
    Tuple *mro = tuple_new(w, n + 1);
    NEED(mro);
    mro->items[0] = VALUE(klass);
    memcpy(mro->items + 1, AS(Tuple, rest)->items, n * sizeof(Value));
    STORE(w, klass->mro, VALUE(mro));
    return OK;
}

Status klass_compute_mro(World *w, Klass *klass)
{
    if (tuple_length(klass->bases) == 1) {
        return mro_extend(w, klass, AS(Klass, tuple_at(klass->bases, 0))->mro);
    }
    Value lists = list_new(w, 4);
    NEED(lists);
    for (size_t i = 0; i < tuple_length(klass->bases); i++) {
        Value mro = AS(Klass, tuple_at(klass->bases, i))->mro;
        Value copy = list_from(w, AS(Tuple, mro)->items, tuple_length(mro));
        NEED(copy);
        TRY(list_append(w, lists, copy));
    }
    Value bases = list_from(w, AS(Tuple, klass->bases)->items,
                            tuple_length(klass->bases));
    NEED(bases);
    TRY(list_append(w, lists, bases));
    return mro_merge(w, klass, lists);
}

/* ---- making one ---------------------------------------------------------- */

/* The base whose instances' struct the new class shares. */
static Klass *solid_base(World *w, Value bases)
{
    Klass *best = &w->klass[TYPE_OBJECT];
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Klass *base = AS(Klass, tuple_at(bases, i));
        bool plain = base->layout == TYPE_OBJECT;
        if (best->layout == TYPE_OBJECT) {
            if (!plain || base->slot_count > best->slot_count ||
                best == &w->klass[TYPE_OBJECT]) {
                best = base;
            }
        } else if (!plain && base->layout != best->layout) {
            return NULL;
        } else if (!plain && base->slot_count > best->slot_count) {
            best = base;
        }
    }
    return best;
}

/* How many attributes an __init__ assigns: room to make in instances. */
static uint8_t attributes_assigned(World *w, Value init)
{
    if (!has_layout(init, TYPE_FUNCTION)) {
        return 0;
    }
    CodeObject *code = AS(Function, init)->code;
    if (code->packed_row && code_complete(w, code) != OK) {
        raised_clear(w);
        return 0; /* only a hint */
    }
    const Bytes *bytes = AS(Bytes, code->code);
    uint64_t seen = 0;
    for (size_t i = 0; i + 1 < bytes->length; i += 2) {
        if ((uint8_t)bytes->data[i] == OP_STORE_ATTR) {
            seen |= (uint64_t)1 << ((uint8_t)bytes->data[i + 1] & 63);
        }
    }
    return (uint8_t)__builtin_popcountll(seen);
}

static Status check_bases(World *w, Value bases)
{
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Value base = tuple_at(bases, i);
        if (!has_layout(base, TYPE_TYPE)) {
            return raise_type(w, "bases must be types");
        }
        if (AS(Klass, base)->flags & KLASS_FINAL) {
            return raise_type(w, "type '%N' is not an acceptable base type",
                              AS(Klass, base));
        }
        for (size_t j = 0; j < i; j++) {
            if (tuple_at(bases, j) == base) {
                return raise_type(w, "duplicate base class %N",
                                  AS(Klass, base));
            }
        }
    }
    return OK;
}

static void hints_inherit(World *w, Klass *k)
{
    uint8_t hint = 0;
    for (size_t i = 0; i < tuple_length(k->bases); i++) {
        uint8_t of_base = AS(Klass, tuple_at(k->bases, i))->capacity_hint;
        hint = of_base > hint ? of_base : hint;
    }
    Value init = dict_get_str(w, k->dict, w->slot_name[SLOT_INIT]);
    unsigned sum = hint + (init ? attributes_assigned(w, init) : 0u);
    k->capacity_hint = (uint8_t)(sum > SHARED_KEYS_MAX ? SHARED_KEYS_MAX : sum);
}

Value klass_new(World *w, Klass *meta, Value name, Value bases, Value dict)
{
    if (check_bases(w, bases) != OK) {
        return NO_VALUE;
    }
    if (tuple_length(bases) == 0) {
        bases = tuple_of(w, 1, VALUE(&w->klass[TYPE_OBJECT]));
        if (!bases) {
            return NO_VALUE;
        }
    }
    Klass *solid = solid_base(w, bases);
    if (!solid) {
        (void)raise_type(w, "multiple bases have instance lay-out conflict");
        return NO_VALUE;
    }
    Klass *k = heap_new(w, meta, sizeof(Klass));
    if (!k) {
        return NO_VALUE;
    }
    k->name = name;
    k->qualname = name;
    k->bases = bases;
    k->dict = dict;
    k->layout = solid->layout;
    k->slot_count = solid->slot_count;
    k->type_id = TYPE_COUNT;
    k->flags = (solid->flags & KLASS_BASE_EXCEPTION) | KLASS_HEAP;
    if (k->layout != TYPE_OBJECT && k->layout != TYPE_TYPE &&
        k->layout != TYPE_MODULE) {
        k->flags |= KLASS_DICT_WORD;
    }
    k->subclasses = list_new(w, 0);
    Values *keys = values_new(w, SHARED_KEYS_MAX);
    if (!k->subclasses || !keys || klass_compute_mro(w, k) != OK) {
        return NO_VALUE;
    }
    k->shared_keys = VALUE(keys);
    hints_inherit(w, k);
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Klass *base = AS(Klass, tuple_at(bases, i));
        if (list_append(w, base->subclasses, VALUE(k)) != OK) {
            return NO_VALUE;
        }
    }
    klass_modified(w, k);
    return VALUE(k);
}

Value instance_new(World *w, Klass *klass)
{
    size_t shared =
        klass->shared_keys ? AS(Values, klass->shared_keys)->used : 0;
    size_t hint = klass->capacity_hint > shared ? klass->capacity_hint : shared;
    size_t room = klass->slot_count + hint;
    if (!(klass->flags & KLASS_NO_DICT)) {
        room |= 1; /* the header and an odd number of words fill the cell */
    }
    Instance *self = heap_new(w, klass, sizeof(Instance) + room * 8);
    if (!self) {
        return NO_VALUE;
    }
    self->count = klass->slot_count;
    self->capacity = (uint16_t)room;
    return VALUE(self);
}

const char *klass_name(World *w, Klass *klass)
{
    (void)w;
    if (klass->type_id < TYPE_COUNT) {
        return builtin_type_name((TypeId)klass->type_id);
    }
    const Str *name = as_str(klass->name);
    return name->ascii ? (const char *)str_data(name) : "object";
}

const char *type_name(World *w, Value v)
{
    return klass_name(w, klass_of(w, v));
}
