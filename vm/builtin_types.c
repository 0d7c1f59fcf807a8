/* SPDX-License-Identifier: MIT */
/*
 * The classes of types.def. They are part of the World struct, so their
 * addresses, and with them each object's header word, are known when gilscope
 * is compiled. Order matters below: str and dict need their class headers
 * before the first name can be interned.
 */
#include "vm/builtin_types.h"

#include "vm/native.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/world.h"

#include <string.h>

enum { F = KLASS_FINAL, D = KLASS_DICT_WORD, H = KLASS_HIDDEN };

typedef struct TypeRow {
    const char *name;
    uint8_t base;
    uint8_t layout;
    uint8_t flags;
} TypeRow;

static const TypeRow rows[TYPE_COUNT] = {
#define TYPE(ID, NAME, BASE, LAYOUT, FLAGS)                                    \
    [TYPE_##ID] = {NAME, TYPE_##BASE, TYPE_##LAYOUT, FLAGS},
#include "vm/types.def"
#undef TYPE
};

static const char *const names[NAME_COUNT] = {
#define NAME(ID, TEXT) [NAME_##ID] = TEXT,
#include "vm/names.def"
#undef NAME
};

static const char *const slot_names[SLOT_COUNT] = {
#define BINARY(ID, OP, ROP, IOP, SYMBOL)                                       \
    [SLOT_##ID] = OP, [SLOT_R_##ID] = ROP, [SLOT_I_##ID] = IOP,
#define UNARY(ID, OP)              [SLOT_##ID] = OP,
#define COMPARE(ID, OP, SWAPPED)   [SLOT_##ID] = OP,
#define OTHER(ID, OP)              [SLOT_##ID] = OP,
#include "vm/slots.def"
#undef BINARY
#undef UNARY
#undef COMPARE
#undef OTHER
};

const char *builtin_type_name(TypeId id)
{
    return rows[id].name;
}

static void headers_make(World *w)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        Klass *k = &w->klass[i];
        k->head.type = TYPE_REF(TYPE_TYPE);
        k->head.layout = TYPE_TYPE;
        k->head.units = sizeof(Klass) / 16;
        k->layout = rows[i].layout;
        k->flags = rows[i].flags | KLASS_PLAIN_ATTRIBUTES;
        k->type_id = (uint32_t)i;
        k->version = world_version(w);
        if (k->layout == TYPE_BASE_EXCEPTION) {
            k->flags |= KLASS_BASE_EXCEPTION;
        }
    }
}

static Status names_make(World *w)
{
    for (uint32_t c = 0; c < 256; c++) {
        w->latin1[c] = str_char(w, c);
        NEED(w->latin1[c]);
    }
    for (int i = 0; i < NAME_COUNT; i++) {
        w->name[i] = str_intern_ascii(w, names[i]);
        NEED(w->name[i]);
    }
    for (int i = 0; i < SLOT_COUNT; i++) {
        w->slot_name[i] = str_intern_ascii(w, slot_names[i]);
        NEED(w->slot_name[i]);
    }
    return OK;
}

/* base, its base, ... object */
static Status mro_make(World *w, TypeId id)
{
    Value chain[8];
    size_t n = 0;
    for (TypeId at = id;; at = rows[at].base) {
        chain[n++] = VALUE(&w->klass[at]);
        if (at == TYPE_OBJECT) {
            break;
        }
    }
    Klass *k = &w->klass[id];
    k->mro = tuple_from(w, chain, n);
    NEED(k->mro);
    k->bases = tuple_from(w, chain + 1, n > 1);
    NEED(k->bases);
    return OK;
}

static Status class_make(World *w, TypeId id)
{
    Klass *k = &w->klass[id];
    const char *dot = strrchr(rows[id].name, '.');
    k->name = str_intern_ascii(w, dot ? dot + 1 : rows[id].name);
    NEED(k->name);
    k->qualname = k->name;
    TRY(mro_make(w, id));
    k->dict = dict_new(w);
    NEED(k->dict);
    k->subclasses = list_new(w, 0);
    NEED(k->subclasses);
    if (id != TYPE_OBJECT && !(rows[id].flags & H)) {
        TRY(list_append(w, w->klass[rows[id].base].subclasses, VALUE(k)));
    }
    return OK;
}

static Status singletons_make(World *w)
{
    Tuple *empty = tuple_new(w, 0);
    NEED(empty);
    w->empty_tuple = VALUE(empty);
    w->empty_frozenset = set_new(w, TYPE_FROZENSET);
    w->empty_bytes = bytes_from(w, NULL, 0);
    NEED(w->empty_frozenset);
    return OK;
}

Status builtin_types_make(World *w)
{
    headers_make(w);
    TRY(singletons_make(w));
    TRY(names_make(w));
    for (int i = 0; i < TYPE_COUNT; i++) {
        TRY(class_make(w, (TypeId)i));
    }
    TRY(native_install(w));
    w->memory_error = exception_new(w, &w->klass[TYPE_MEMORY_ERROR],
                                    w->empty_tuple);
    NEED(w->memory_error);
    return builtin_modules_make(w);
}
