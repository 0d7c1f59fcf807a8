/* SPDX-License-Identifier: MIT */
/*
 * The part of the loop (interp_loop.h) for names and attributes: globals,
 * builtins, closures, instances, modules. Each instruction has a Cache.
 */

    /* ---- names ---------------------------------------------------------------- */
L_LOAD_GLOBAL: {
    Cache *cache = CACHE();
    const DictTable *globals = AS(Dict, frame->globals)->table;
    if (__builtin_expect(cache->version == globals->version, 1)) {
        if (cache->kind == CACHE_GLOBAL) {
            REPORT(ACCESS_READ, frame->globals, NAME_AT(oparg));
            PUSH(globals->entries[cache->index].value);
            NEXT(LOAD_GLOBAL);
        }
        const DictTable *builtins = AS(Dict, w->builtins)->table;
        if (cache->version2 == builtins->version) {
            PUSH(builtins->entries[cache->index].value);
            NEXT(LOAD_GLOBAL);
        }
    }
    SAVE();
    if (load_global(w, frame, NAME_AT(oparg), cache, &value) != OK) {
        goto raised;
    }
    REPORT(ACCESS_READ, frame->globals, NAME_AT(oparg));
    PUSH(value);
    NEXT(LOAD_GLOBAL);
}
L_STORE_GLOBAL: {
    Cache *cache = CACHE();
    DictTable *globals = AS(Dict, frame->globals)->table;
    REPORT(ACCESS_WRITE, frame->globals, NAME_AT(oparg));
    if (__builtin_expect(cache->version == globals->version, 1)) {
        Value old = globals->entries[cache->index].value;
        STORE(w, globals->entries[cache->index].value, POP());
        DROPPED(old);
        NEXT(STORE_GLOBAL);
    }
    SAVE();
    if (store_global(w, frame->globals, NAME_AT(oparg), TOP(), cache) != OK) {
        goto raised;
    }
    left = w->left;
    sp--;
    NEXT(STORE_GLOBAL);
}
L_DELETE_GLOBAL:
    REPORT(ACCESS_WRITE, frame->globals, NAME_AT(oparg));
    SAVE();
    if (delete_global(w, frame->globals, NAME_AT(oparg)) != OK) {
        goto raised;
    }
    left = w->left;
    NEXT(DELETE_GLOBAL);
L_LOAD_NAME: {
    /* A module's body: its locals are its globals. */
    Cache *cache = CACHE();
    if (frame->locals == frame->globals) {
        const DictTable *globals = AS(Dict, frame->globals)->table;
        REPORT(ACCESS_READ, frame->globals, NAME_AT(oparg));
        if (cache->version == globals->version &&
            cache->kind == CACHE_GLOBAL) {
            PUSH(globals->entries[cache->index].value);
            NEXT(LOAD_NAME);
        }
    }
    SAVE();
    if (is_exactly(frame->locals, TYPE_DICT)) {
        if (load_name(w, frame, NAME_AT(oparg), cache, &value) != OK) {
            goto raised;
        }
        RELOAD();
        PUSH(value);
        NEXT(LOAD_NAME);
    }
    OPERATE(LOAD_NAME, 0, NAME_AT(oparg), 0, DELIVER_PUSH);
}
L_STORE_NAME: {
    Cache *cache = CACHE();
    bool global = frame->locals == frame->globals;
    if (global) {
        /* The cache was filled from a dict that is no subclass's. */
        DictTable *globals = AS(Dict, frame->globals)->table;
        if (__builtin_expect(cache->version == globals->version, 1)) {
            REPORT(ACCESS_WRITE, frame->globals, NAME_AT(oparg));
            Value old = globals->entries[cache->index].value;
            STORE(w, globals->entries[cache->index].value, POP());
            DROPPED(old);
            NEXT(STORE_NAME);
        }
    }
    SAVE();
    if (!has_layout(frame->locals, TYPE_DICT) ||
        klass_overrides(klass_of(w, frame->locals), SLOT_SETITEM)) {
        OPERATE(STORE_NAME, 0, NAME_AT(oparg), 1, DELIVER_DROP);
    }
    REPORT(ACCESS_WRITE, frame->locals, NAME_AT(oparg));
    if (!global || !is_exactly(frame->locals, TYPE_DICT)) {
        cache = NULL;
    }
    if (store_global(w, frame->locals, NAME_AT(oparg), TOP(), cache) != OK) {
        goto raised;
    }
    left = w->left;
    sp--;
    NEXT(STORE_NAME);
}
L_DELETE_NAME:
    OPERATE(DELETE_NAME, 0, NAME_AT(oparg), 0, DELIVER_DROP);
L_LOAD_CLOSURE:
    PUSH(locals[code->local_count + oparg]);
    NEXT(LOAD_CLOSURE);
L_LOAD_DEREF: {
    Value cell = locals[code->local_count + oparg];
    REPORT(ACCESS_READ, cell, NONE);
    Value held = AS(Cell, cell)->value;
    if (!held) {
        RAISE_BY(raise_unbound_cell(w, code, oparg));
    }
    PUSH(held);
    NEXT(LOAD_DEREF);
}
L_STORE_DEREF: {
    Value cell = locals[code->local_count + oparg];
    REPORT(ACCESS_WRITE, cell, NONE);
    Value old = AS(Cell, cell)->value;
    STORE(w, AS(Cell, cell)->value, POP());
    DROPPED(old);
    NEXT(STORE_DEREF);
}
L_DELETE_DEREF: {
    Value cell = locals[code->local_count + oparg];
    value = AS(Cell, cell)->value;
    if (!value) {
        RAISE_BY(raise_unbound_cell(w, code, oparg));
    }
    STORE(w, AS(Cell, cell)->value, NO_VALUE);
    DROPPED(value);
    NEXT(DELETE_DEREF);
}
L_LOAD_CLASSDEREF:
    OPERATE(LOAD_NAME, 1 + oparg, NO_VALUE, 0, DELIVER_PUSH);

    /* ---- attributes ------------------------------------------------------------- */
L_LOAD_ATTR: {
    Cache *cache = CACHE();
    Value self = TOP();
    REPORT(ACCESS_READ, self, NAME_AT(oparg));
    if (__builtin_expect(attribute_cached(w, self, cache, &value), 1)) {
        TOP() = value;
        NEXT(LOAD_ATTR);
    }
    Cache *other = attribute_other(w, self, cache);
    if (other != cache && attribute_cached(w, self, other, &value)) {
        TOP() = value;
        NEXT(LOAD_ATTR);
    }
    SAVE();
    if (attribute_fill(w, self, NAME_AT(oparg), cache, &value)) {
        RELOAD();
        TOP() = value;
        NEXT(LOAD_ATTR);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(GET_ATTRIBUTE, 0, NAME_AT(oparg), 1, DELIVER_PUSH);
}
L_STORE_ATTR: {
    Cache *cache = CACHE();
    Value self = TOP();
    REPORT(ACCESS_WRITE, self, NAME_AT(oparg));
    Value *at = attribute_place(w, self, cache);
    if (!at) {
        cache = attribute_other(w, self, cache);
        at = attribute_place(w, self, cache);
    }
    if (at) {
        Value old = *at;
        STORE(w, *at, SECOND());
        sp -= 2;
        DROPPED(old);
        NEXT(STORE_ATTR);
    }
    if (attribute_append(w, self, SECOND(), cache)) {
        sp -= 2;
        NEXT(STORE_ATTR);
    }
    SAVE();
    if (attribute_store_fast(w, self, NAME_AT(oparg), SECOND(), CACHE())) {
        left = w->left;
        sp -= 2;
        NEXT(STORE_ATTR);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(SET_ATTRIBUTE, 0, NAME_AT(oparg), 2, DELIVER_DROP);
}
L_DELETE_ATTR:
    REPORT(ACCESS_WRITE, TOP(), NAME_AT(oparg));
    OPERATE(DELETE_ATTRIBUTE, 0, NAME_AT(oparg), 1, DELIVER_DROP);
L_LOAD_METHOD: {
    Cache *cache = CACHE();
    Value self = TOP();
    REPORT(ACCESS_READ, self, NAME_AT(oparg));
    if (__builtin_expect(method_cached(w, self, cache, &value), 1)) {
        TOP() = value;
        PUSH(self);
        NEXT(LOAD_METHOD);
    }
    if (attribute_cached(w, self, cache, &value)) {
        TOP() = NO_VALUE;
        PUSH(value);
        NEXT(LOAD_METHOD);
    }
    Cache *other = attribute_other(w, self, cache);
    if (other != cache && method_cached(w, self, other, &value)) {
        TOP() = value;
        PUSH(self);
        NEXT(LOAD_METHOD);
    }
    SAVE();
    if (method_fill(w, self, NAME_AT(oparg), cache, &value)) {
        RELOAD();
        TOP() = value;
        PUSH(self);
        NEXT(LOAD_METHOD);
    }
    if (attribute_fill(w, self, NAME_AT(oparg), cache, &value)) {
        RELOAD();
        TOP() = NO_VALUE;
        PUSH(value);
        NEXT(LOAD_METHOD);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(GET_ATTRIBUTE, 0, NAME_AT(oparg), 1, DELIVER_METHOD);
}

    /* ---- modules and classes ------------------------------------------------------- */
L_IMPORT_NAME:
    OPERATE(IMPORT_NAME, 0, NAME_AT(oparg), 2, DELIVER_PUSH);
L_IMPORT_FROM:
    value = TOP();
    PUSH(value);
    OPERATE(IMPORT_FROM, 0, NAME_AT(oparg), 1, DELIVER_PUSH);
L_IMPORT_STAR:
    OPERATE(IMPORT_STAR, 0, NO_VALUE, 1, DELIVER_DROP);
L_LOAD_BUILD_CLASS:
    value = builtins_of(w, frame->globals);
    value = value ? dict_get_str(w, value, w->name[NAME_BUILD_CLASS]) : NO_VALUE;
    if (!value) {
        RAISE_BY(raise_error(w, TYPE_NAME_ERROR, "__build_class__ not found"));
    }
    PUSH(value);
    NEXT(LOAD_BUILD_CLASS);
L_SETUP_ANNOTATIONS:
    SAVE();
    if (!is_exactly(frame->locals, TYPE_DICT)) {
        OPERATE(ANNOTATIONS, 0, NO_VALUE, 0, DELIVER_DROP);
    }
    if (setup_annotations(w, frame) != OK) {
        goto raised;
    }
    RELOAD();
    NEXT(SETUP_ANNOTATIONS);
L_PRINT_EXPR:
    OPERATE(PRINT, 0, NO_VALUE, 1, DELIVER_DROP);

#if !REPORTING
#include "vm/interp_fused.h"
#endif
