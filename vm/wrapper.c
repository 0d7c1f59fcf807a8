/* SPDX-License-Identifier: MIT */
/*
 * Slot wrappers: the special methods of built-in types as objects
 * (int.__add__, list.__len__, [].__iter__ ...), made from the TypeOps of each
 * layout.
 *
 * Invariant: a wrapper runs the leaf of the layout it was made for, whatever
 * the receiver's own class overrides: that is what super().__eq__() relies on.
 * Its Native.slot holds both, as wrapper_code() packs them. A type whose layout
 * is its base's inherits the base's wrappers, as in CPython.
 */
#include <string.h>

#include "vm/docs.h"
#include "vm/item.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/iterator.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

_Static_assert(SLOT_COUNT <= 256, "wrapper_code packs a slot into 8 bits");

static uint32_t wrapper_code(TypeId layout, Slot slot)
{
    return (uint32_t)layout << 8 | (uint32_t)slot;
}

static Slot slot_of(const NativeFrame *f)
{
    return (Slot)(f->slot_id & 0xff);
}

static TypeId layout_from(const NativeFrame *f)
{
    return (TypeId)(f->slot_id >> 8);
}

/* Plain, reflected or in place: the three slots of one binary operator. */
static bool is_binary(Slot slot)
{
    return slot < SLOT_NEGATIVE;
}

static bool is_comparison(Slot slot)
{
    return slot >= SLOT_LT && slot <= SLOT_GE;
}

Value wrapper_twin(World *w, const NativeFrame *f)
{
    return slot_twin(w, layout_from(f), slot_of(f));
}

/* ---- operators ----------------------------------------------------------- */

static Status not_implemented(NativeFrame *f)
{
    f->result = NOT_IMPLEMENTED;
    return OK;
}

static bool is_sequence(TypeId layout)
{
    return layout == TYPE_STR || layout == TYPE_BYTES ||
           layout == TYPE_BYTEARRAY || layout == TYPE_TUPLE ||
           layout == TYPE_LIST || layout == TYPE_DEQUE;
}

/* Concatenation and repetition raise where numbers say NotImplemented. */
static Status binary_refused(World *w, NativeFrame *f, Slot plain)
{
    if (is_sequence(layout_from(f)) && plain == SLOT_ADD) {
        return value_unsupported(w, plain, false, f->self, f->args[0]);
    }
    if (is_sequence(layout_from(f)) && plain == SLOT_MULTIPLY) {
        return raise_type(w, "'%T' object cannot be interpreted as an integer",
                          f->args[0]);
    }
    return not_implemented(f);
}

static Status wrap_binary(World *w, NativeFrame *f, const TypeOps *ops)
{
    Slot slot = slot_of(f);
    Slot plain = (Slot)(slot - slot % 3);
    Value other = f->args[0];
    Status status;
    if (slot % 3 == 0) {
        status = ops->binary(w, plain, f->self, other, &f->result);
    } else if (slot % 3 == 1) {
        status = ops->binary(w, plain, other, f->self, &f->result);
    } else {
        status = ops->inplace(w, plain, f->self, other, &f->result);
    }
    return status == NO_OP ? binary_refused(w, f, plain) : status;
}

/* int.__pow__(a, b, m) */
static Status wrap_power(World *w, NativeFrame *f, const TypeOps *ops)
{
    if (f->argc == 1 || f->args[1] == NONE) {
        return wrap_binary(w, f, ops);
    }
    bool ints = is_int(f->self) && is_int(f->args[0]) && is_int(f->args[1]);
    if (!ints || slot_of(f) != SLOT_POWER) {
        return not_implemented(f);
    }
    return int_power_mod(w, f->self, f->args[0], f->args[1], &f->result);
}

enum { NE_START, NE_ASKED, NE_TRUTH };

/* object.__ne__ asks __eq__ and turns the answer round. */
static Status object_not_equal(World *w, NativeFrame *f)
{
    bool truth;
    if (f->state == NE_START) {
        f->state = NE_ASKED;
        return slot_call(w, f, SLOT_EQ, f->self, f->args[0]);
    }
    TRY(native_result(f, &f->result));
    if (f->result == NOT_IMPLEMENTED) {
        return OK;
    }
    Status status = value_truth(w, f->result, &truth);
    if (status == TWIN && f->state == NE_ASKED) {
        f->state = NE_TRUTH;
        return slot_call_truth(w, f, f->result);
    }
    TRY(status);
    f->result = BOOL(!truth);
    return OK;
}

static Status wrap_compare(World *w, NativeFrame *f, const TypeOps *ops)
{
    if (layout_from(f) == TYPE_OBJECT && slot_of(f) == SLOT_NE &&
        (f->state != NE_START ||
         klass_overrides(klass_of(w, f->self), SLOT_EQ))) {
        return object_not_equal(w, f);
    }
    Status status =
        ops->compare(w, slot_of(f), f->self, f->args[0], &f->result);
    return status == NO_OP ? not_implemented(f) : status;
}

/* ---- text, numbers ------------------------------------------------------- */

static Status write_text(World *w, NativeFrame *f, const TypeOps *ops,
                         Writer *out)
{
    if (slot_of(f) == SLOT_STR && layout_from(f) == TYPE_OBJECT) {
        return value_repr(w, f->self, out);
    }
    return slot_of(f) == SLOT_STR ? ops->str(w, f->self, out)
                                  : ops->repr(w, f->self, out);
}

static Status wrap_text(World *w, NativeFrame *f, const TypeOps *ops)
{
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    Writer text;
    writer_start(&text);
    Status status = write_text(w, f, ops, &text);
    if (status == OK) {
        f->result = writer_finish(w, &text);
        return f->result ? OK : RAISE;
    }
    writer_discard(&text);
    if (status != TWIN || layout_from(f) != TYPE_OBJECT ||
        slot_of(f) != SLOT_STR) {
        return status;
    }
    /* object.__str__ is whatever __repr__ the class has. */
    if (klass_overrides(klass_of(w, f->self), SLOT_REPR)) {
        return slot_call(w, f, SLOT_REPR, f->self, NO_VALUE);
    }
    return call_slot_twin_of(w, f, SLOT_REPR, 1, f->self);
}

static Status give_int(World *w, NativeFrame *f, Status status, int64_t value)
{
    TRY(status);
    f->result = int_new(w, value);
    return f->result ? OK : RAISE;
}

static Status give_bool(NativeFrame *f, Status status, bool value)
{
    f->result = BOOL(value);
    return status;
}

static Status wrap_query(World *w, NativeFrame *f, const TypeOps *ops)
{
    int64_t number = 0;
    bool truth = false;
    Status status;
    switch (slot_of(f)) {
    case SLOT_BOOL:
        if (!ops->truth) {
            return give_bool(f, OK, f->self != NONE);
        }
        status = ops->truth(w, f->self, &truth);
        return give_bool(f, status, truth);
    case SLOT_LEN:
        status = ops->length(w, f->self, &number);
        return give_int(w, f, status, number);
    case SLOT_HASH:
        status = ops->hash(w, f->self, &number);
        return give_int(w, f, status, number);
    default:
        return ops->unary(w, slot_of(f), f->self, &f->result);
    }
}

/* ---- containers ---------------------------------------------------------- */

static Status wrap_contains(World *w, Thread *t, NativeFrame *f,
                            const TypeOps *ops)
{
    bool found = false;
    TypeId layout = layout_from(f);
    Status status = layout == TYPE_DICT || layout == TYPE_SET
                        ? item_in_table(w, t, f, f->self, f->args[0], &found)
                        : ops->contains(w, f->self, f->args[0], &found);
    return give_bool(f, status, found);
}

static Status wrap_item(World *w, Thread *t, NativeFrame *f, const TypeOps *ops)
{
    bool dict = layout_from(f) == TYPE_DICT;
    Value key = f->args[0];
    if (!f->resumed) {
        f->result = NONE;
    }
    switch (slot_of(f)) {
    case SLOT_GETITEM:
        return dict ? item_get_dict(w, t, f, f->self, key)
                    : ops->get_item(w, f->self, key, &f->result);
    case SLOT_SETITEM:
        return dict ? item_set_dict(w, t, f, f->self, key, f->args[1])
                    : ops->set_item(w, f->self, key, f->args[1]);
    default:
        return dict ? item_delete_dict(w, t, f, f->self, key)
                    : ops->delete_item(w, f->self, key);
    }
}

static Status wrap_next(World *w, Thread *t, NativeFrame *f, const TypeOps *ops)
{
    bool entered = f->resumed || f->state;
    Status status = entered ? CALL : ops->next(w, f->self, &f->result);
    if (status == CALL && layout_from(f) == TYPE_ITERATOR) {
        return iterator_next_native(w, t, f);
    }
    TRY(status);
    return f->result ? OK : raise_stop(w, NO_VALUE);
}

/* ---- the native ---------------------------------------------------------- */

static unsigned arity_of(Slot slot)
{
    if (is_binary(slot) || is_comparison(slot)) {
        return 1;
    }
    switch (slot) {
    case SLOT_GETITEM:
    case SLOT_DELITEM:
    case SLOT_CONTAINS:
        return 1;
    case SLOT_SETITEM:
        return 2;
    default:
        return 0;
    }
}

static Status check_arguments(World *w, const NativeFrame *f)
{
    Slot slot = slot_of(f);
    unsigned wanted = arity_of(slot);
    if (f->kw_count) {
        return raise_type(w, "wrapper %V() takes no keyword arguments",
                          w->slot_name[slot]);
    }
    if (f->argc == wanted) {
        return OK;
    }
    /* CPython parses these arguments under an empty function name. */
    if (slot == SLOT_SETITEM) {
        return raise_type(w, " expected 2 arguments, got %d", (int)f->argc);
    }
    if (slot / 3 != SLOT_POWER / 3) {
        return raise_type(w, "expected %d argument%s, got %d", (int)wanted,
                          wanted == 1 ? "" : "s", (int)f->argc);
    }
    if (f->argc > 2) {
        return raise_type(w, " expected at most 2 arguments, got %d",
                          (int)f->argc);
    }
    return f->argc ? OK : raise_type(w, " expected at least 1 argument, got 0");
}

Status wrapper_call(World *w, Thread *t, NativeFrame *f)
{
    const TypeOps *ops = layout_ops[layout_from(f)];
    Slot slot = slot_of(f);
    TRY(check_arguments(w, f));
    if (slot == SLOT_POWER || slot == SLOT_R_POWER) {
        return wrap_power(w, f, ops);
    }
    if (is_binary(slot)) {
        return wrap_binary(w, f, ops);
    }
    if (is_comparison(slot)) {
        return wrap_compare(w, f, ops);
    }
    switch (slot) {
    case SLOT_REPR:
    case SLOT_STR:
        return wrap_text(w, f, ops);
    case SLOT_GETITEM:
    case SLOT_SETITEM:
    case SLOT_DELITEM:
        return wrap_item(w, t, f, ops);
    case SLOT_CONTAINS:
        return wrap_contains(w, t, f, ops);
    case SLOT_ITER:
        return ops->iterate(w, f->self, &f->result);
    case SLOT_NEXT:
        return wrap_next(w, t, f, ops);
    default:
        return wrap_query(w, f, ops);
    }
}

/* ---- installing ---------------------------------------------------------- */

static Status install(World *w, TypeId type, Slot slot)
{
    Klass *k = &w->klass[type];
    Value name = w->slot_name[slot];
    if (!as_str(name)->length || dict_get_str(w, k->dict, name)) {
        return OK; /* the type has a row of its own for it */
    }
    Value v = native_new(w, TYPE_WRAPPER_DESCRIPTOR, ROW_WRAP, NO_VALUE);
    NEED(v);
    Native *native = AS(Native, v);
    native->slot = wrapper_code((TypeId)k->layout, slot);
    native->owner = VALUE(k);
    native->name = name;
    return dict_set_str(w, k->dict, name, v);
}

static bool is_slot_named(World *w, Slot slot, const char *name, size_t size)
{
    const Str *s = as_str(w->slot_name[slot]);
    return s->length == size + 4 &&
           !memcmp((const char *)str_data(s) + 2, name, size);
}

/* One word of TypeOps.operators: "add", "radd", "iadd", "neg" ... */
static Status install_word(World *w, TypeId type, const char *word, size_t size,
                           bool reflect)
{
    for (int s = 0; s < SLOT_LT; s++) {
        if (!is_slot_named(w, (Slot)s, word, size)) {
            continue;
        }
        if (type == TYPE_FROZENSET && is_binary((Slot)s) && s % 3 == 2) {
            continue;
        }
        TRY(install(w, type, (Slot)s));
        if (reflect && is_binary((Slot)s)) {
            TRY(install(w, type, (Slot)(s + 1)));
        }
    }
    return is_slot_named(w, SLOT_BOOL, word, size) ? install(w, type, SLOT_BOOL)
                                                   : OK;
}

static Status install_operators(World *w, TypeId type, const char *operators)
{
    if (type == TYPE_DICT_VALUES_VIEW || !operators) {
        return OK;
    }
    bool reflect = operators[0] == 'r' && operators[1] == ':';
    const char *p = operators + (reflect ? 2 : 0);
    while (*(p += strspn(p, " "))) {
        size_t size = strcspn(p, " ");
        TRY(install_word(w, type, p, size, reflect));
        p += size;
    }
    return OK;
}

/* Equality without a hash: their class says __hash__ = None. */
static bool is_unhashable(TypeId type)
{
    return type == TYPE_LIST || type == TYPE_DICT || type == TYPE_SET ||
           type == TYPE_BYTEARRAY || type == TYPE_DEQUE || type == TYPE_SLICE ||
           type == TYPE_DICT_KEYS_VIEW || type == TYPE_DICT_ITEMS_VIEW ||
           type == TYPE_MAPPINGPROXY || type == TYPE_NAMESPACE;
}

/* Resumed like a generator, but no iterator. */
static bool is_awaited(TypeId type)
{
    return type == TYPE_COROUTINE || type == TYPE_ASYNC_GENERATOR;
}

static Status install_type(World *w, TypeId type)
{
    const TypeOps *ops = layout_ops[w->klass[type].layout];
    const struct {
        Slot slot;
        bool there;
    } rows[] = {
        {SLOT_HASH, ops->hash && !is_unhashable(type)},
        {SLOT_REPR, ops->repr != NULL},
        {SLOT_STR, ops->str || type == TYPE_OBJECT},
        {SLOT_LEN, ops->length != NULL},
        {SLOT_GETITEM, ops->get_item != NULL},
        {SLOT_SETITEM, ops->set_item != NULL},
        {SLOT_DELITEM, ops->delete_item != NULL},
        {SLOT_CONTAINS, ops->contains && type != TYPE_DICT_VALUES_VIEW},
        {SLOT_ITER, ops->iterate && !is_awaited(type)},
        {SLOT_NEXT, ops->next && !is_awaited(type)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].there) {
            TRY(install(w, type, rows[i].slot));
        }
    }
    bool compared = ops->compare && type != TYPE_DICT_VALUES_VIEW;
    for (int s = SLOT_LT; compared && s <= SLOT_GE; s++) {
        TRY(install(w, type, (Slot)s));
    }
    return install_operators(w, type, ops->operators);
}

/* Does its base have the same layout, and so the same wrappers already? */
static bool inherits_wrappers(const Klass *k)
{
    return tuple_length(k->bases) &&
           AS(Klass, tuple_at(k->bases, 0))->layout == k->layout;
}

Status wrapper_install(World *w)
{
    for (int i = 0; i < TYPE_COUNT; i++) {
        Klass *k = &w->klass[i];
        if (!(k->flags & KLASS_HIDDEN) &&
            !dict_get_str(w, k->dict, w->name[NAME_DOC])) {
            Value name = str_from_ascii(w, klass_name(w, k));
            Value doc;
            NEED(name);
            TRY(docs_text(w, "", name, &doc));
            TRY(dict_set_str(w, k->dict, w->name[NAME_DOC], doc));
        }
        if (is_unhashable((TypeId)i)) {
            TRY(dict_set_str(w, k->dict, w->slot_name[SLOT_HASH], NONE));
        }
        if (!layout_ops[k->layout] || inherits_wrappers(k) ||
            (k->flags & KLASS_HIDDEN && i != TYPE_STRUCT_SEQUENCE)) {
            continue;
        }
        TRY(install_type(w, (TypeId)i));
    }
    return OK;
}
