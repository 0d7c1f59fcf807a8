/* SPDX-License-Identifier: MIT */
/*
 * Dict and set look-ups by opcode. A thread may be switched inside a key's
 * __eq__, and somebody else may change the dict meanwhile: dict_search follows
 * CPython 3.8's rule for starting over.
 */
#include "vm/item.h"

#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/set.h"

enum { ITEM_START, ITEM_SEARCH, ITEM_MISSING };

static void begin(NativeFrame *f)
{
    if (f->state == ITEM_START) {
        f->state = ITEM_SEARCH;
        f->slot[2] = NO_VALUE;
    }
}

Status item_get_dict(World *w, Thread *t, NativeFrame *f, Value dict,
                     Value key)
{
    DictPlace place;
    if (f->state == ITEM_MISSING) {
        return native_result(f, &f->result);
    }
    begin(f);
    TRY(dict_search(w, t, f, dict, key, &place));
    if (place.entry >= 0) {
        f->result = AS(Dict, dict)->table->entries[place.entry].value;
        return OK;
    }
    if (!is_exactly(dict, TYPE_DICT) &&
        klass_overrides(klass_of(w, dict), SLOT_MISSING)) {
        f->state = ITEM_MISSING;
        return slot_call(w, f, SLOT_MISSING, dict, key);
    }
    return raise_key(w, key);
}

Status item_set_dict(World *w, Thread *t, NativeFrame *f, Value dict,
                     Value key, Value value)
{
    DictPlace place;
    begin(f);
    TRY(dict_search(w, t, f, dict, key, &place));
    Value old = place.entry >= 0
                    ? AS(Dict, dict)->table->entries[place.entry].value
                    : NO_VALUE;
    TRY(dict_store_at(w, dict, key, value, place));
    heap_dropped(w, old);
    f->result = NONE;
    return OK;
}

Status item_delete_dict(World *w, Thread *t, NativeFrame *f, Value dict,
                        Value key)
{
    DictPlace place;
    begin(f);
    TRY(dict_search(w, t, f, dict, key, &place));
    if (place.entry < 0) {
        return raise_key(w, key);
    }
    Value old = AS(Dict, dict)->table->entries[place.entry].value;
    TRY(dict_delete_at(w, dict, place));
    heap_dropped(w, old);
    f->result = NONE;
    return OK;
}

Status item_in_table(World *w, Thread *t, NativeFrame *f, Value table,
                     Value key, bool *found)
{
    begin(f);
    if (has_layout(table, TYPE_DICT)) {
        DictPlace place;
        TRY(dict_search(w, t, f, table, key, &place));
        *found = place.entry >= 0;
        return OK;
    }
    SetPlace place;
    TRY(set_search_frozen(w, t, f, table, key, &place));
    *found = place.entry >= 0;
    return OK;
}
