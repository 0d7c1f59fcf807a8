/* SPDX-License-Identifier: MIT */
/*
 * Klass: a Python class, built in or not.
 *
 * The built-in ones are an array inside the world, in the order of types.def,
 * so a test for an exact built-in type compares the object's header with a
 * constant. `version` changes whenever the class or one of its bases does; no
 * two states of any class share one, so caches need no other check.
 *
 * CPython keeps a table of C slots in each type object. Here the built-in
 * behaviour of a layout is its TypeOps (operator.h); `overrides` says which
 * special methods a Python class of the MRO defines, and only then is the MRO
 * searched.
 */
#ifndef GILSCOPE_VM_KLASS_H
#define GILSCOPE_VM_KLASS_H

#include "vm/value.h"

typedef enum {
#define TYPE(ID, ...) TYPE_##ID,
#include "vm/types.def"
#undef TYPE
    TYPE_COUNT
} TypeId;

typedef enum {
#define BINARY(ID, ...)  SLOT_##ID, SLOT_R_##ID, SLOT_I_##ID,
#define UNARY(ID, ...)   SLOT_##ID,
#define COMPARE(ID, ...) SLOT_##ID,
#define OTHER(ID, ...)   SLOT_##ID,
#include "vm/slots.def"
#undef BINARY
#undef UNARY
#undef COMPARE
#undef OTHER
    SLOT_COUNT
} Slot;

enum {
    KLASS_FINAL = 1,
    KLASS_DICT_WORD = 2, /* instances carry OBJECT_DICT_WORD */
    KLASS_HIDDEN = 4,
    KLASS_HEAP = 8,      /* made by a class statement or type() */
    KLASS_NO_DICT = 16,  /* __slots__ without __dict__ anywhere */
    KLASS_ABSTRACT = 32, /* __abstractmethods__ is not empty */
    KLASS_BASE_EXCEPTION = 64,
    KLASS_PLAIN_ATTRIBUTES = 128, /* no __getattribute__ or __setattr__ */
};

/* What calling a class comes to, where that is known beforehand. */
typedef enum {
    CLASS_CALL_GENERAL, /* call_class finds out */
    CLASS_CALL_NEW,     /* its native __new__; there is no __init__ */
    CLASS_CALL_INIT,    /* an empty object, and its native __init__ */
} ClassCall;

typedef struct Klass {
    Object head; /* its type is the metaclass */
    uint64_t version;
    uint64_t overrides[2]; /* a bit per Slot */
    Value name;            /* str */
    Value qualname;        /* str */
    Value bases;           /* tuple */
    Value mro;             /* tuple, itself first */
    Value dict;            /* dict: the class namespace */
    Value subclasses;      /* list of Klass */
    Value shared_keys;     /* Values of str: attribute names of instances */
    uint8_t layout;        /* TypeId of its instances' C struct */
    uint8_t flags;
    uint8_t capacity_hint; /* Instance.values to make room for */
    uint8_t call;          /* ClassCall */
    uint16_t slot_count;   /* values of __slots__, first in Instance.values */
    uint16_t type_id;      /* of types.def; TYPE_COUNT for a heap class */
} Klass;

_Static_assert(sizeof(Klass) % 16 == 0, "types are counted in 16 bytes");

/*
 * An instance of a class that inherits no built-in layout. The first
 * `slot_count` values are the __slots__; then values[slot_count + i] belongs to
 * klass->shared_keys[i], for the first `count - slot_count` names. An instance
 * that does not fit that rule (other order of assignment, a deleted attribute,
 * no room, somebody asked for __dict__) has a dict instead, and then all its
 * attributes but the slots are there.
 */
typedef struct Instance {
    Object head;
    uint16_t count;
    uint16_t capacity;
    uint32_t pad;
    Value dict; /* dict, or 0: attributes are in values */
    Value values[];
} Instance;

/* The class of any value. */
static inline Klass *klass_of(World *w, Value v);
/* Exactly this built-in type? */
static inline bool is_exactly(Value v, TypeId id);
/* This layout: the type itself or any subclass of it? */
static inline bool has_layout(Value v, TypeId layout);

/* A new class; runs no Python code. `dict` is taken over. NO_VALUE with
 * TypeError set when the bases do not fit together (C3, layouts). */
MUST_CHECK Value klass_new(World *w, Klass *meta, Value name, Value bases,
                           Value dict);
bool klass_is_subclass(World *w, Klass *klass, Klass *base);
bool value_is_instance(World *w, Value v, TypeId base);
/* Look `name` (an interned str) up along the MRO: borrowed value or NO_VALUE.
 * Never runs Python code, never fails. */
Value klass_lookup(World *w, Klass *klass, Value name);
/* The same for a special method, on the class of `v`. */
Value klass_slot(World *w, Value v, Slot slot);
/* Store or delete (value NO_VALUE) in the class namespace; versions change. */
MUST_CHECK Status klass_set(World *w, Klass *klass, Value name, Value value);
/* After klass->bases were set: the C3 order, or TypeError. */
MUST_CHECK Status klass_compute_mro(World *w, Klass *klass);
/* After any change to klass->dict or klass->bases. */
void klass_modified(World *w, Klass *klass);
static inline bool klass_overrides(const Klass *k, Slot s)
{
    return k->overrides[s / 64] >> (s % 64) & 1;
}
/* Its instances extend a built-in struct by __slots__, kept at the cell's end:
 * the slots, a word that __del__ may need (drop.c), then the __dict__ word. */
static inline bool klass_has_far_slots(const Klass *k)
{
    return k->slot_count && k->layout != TYPE_OBJECT;
}
/* "int", "collections.deque": what error messages call the class. */
const char *klass_name(World *w, Klass *klass);
const char *type_name(World *w, Value v);
/* Space for an instance of `klass`: Instance layout, zeroed, no attributes. */
MUST_CHECK Value instance_new(World *w, Klass *klass);

#endif
