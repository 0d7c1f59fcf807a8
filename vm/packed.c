/* SPDX-License-Identifier: MIT */
/*
 * Rows count through both tables of gilscope-pack from 1: first the prelude,
 * then the library. CPython reads a .pyc file whole; here the bodies of
 * functions stay packed until they are called.
 */
#include "vm/packed.h"

#include <stdio.h>
#include <string.h>

#include "vm/error.h"

extern const PackedModule packed_library[];
extern const PackedModule packed_prelude[];

static uint32_t prelude_size(void)
{
    uint32_t n = 0;
    while (packed_prelude[n].name) {
        n++;
    }
    return n;
}

static const PackedModule *module_at(uint32_t row)
{
    uint32_t n = prelude_size();
    return row <= n ? &packed_prelude[row - 1] : &packed_library[row - 1 - n];
}

const PackedModule *packed_prelude_next(uint32_t *row)
{
    const PackedModule *m = &packed_prelude[*row];
    for (; m->name; m++) {
        ++*row;
        if (!strchr(m->name, '.')) {
            return m; /* modules/: loaded when somebody imports them */
        }
    }
    return NULL;
}

uint32_t packed_find(const char *name, LoadKind *kind)
{
    char inner[112];
    const PackedModule *found =
        pack_find(packed_library, (Text){name, strlen(name)});
    *kind = LOAD_LIBRARY;
    if (found) {
        return (uint32_t)(found - packed_library) + prelude_size() + 1;
    }
    int size = snprintf(inner, sizeof inner, "modules.%s", name);
    found = pack_find(packed_prelude, (Text){inner, (size_t)size});
    *kind = LOAD_PRELUDE;
    return found ? (uint32_t)(found - packed_prelude) + 1 : 0;
}

bool packed_is_package(uint32_t row)
{
    return module_at(row)->is_package;
}

Value packed_load(World *w, uint32_t row, LoadKind kind)
{
    Region region;
    region_init(&region);
    Code *code = pack_read_own(&region, module_at(row), 0, true);
    Value loaded = NO_VALUE;
    if (code) {
        loaded = load_packed_code(w, code, kind, row);
    } else {
        (void)raise_memory(w);
    }
    region_free(&region);
    return loaded;
}

Status code_complete(World *w, CodeObject *code)
{
    if (!code->packed_row || code->packed_row == CODE_UNCHECKED) {
        return OK;
    }
    Region region;
    region_init(&region);
    const Code *rest = pack_read_own(&region, module_at(code->packed_row),
                                     code->packed_at, true);
    Status status = rest ? load_rest(w, code, rest) : raise_memory(w);
    region_free(&region);
    return status;
}

typedef struct Completion {
    uint32_t found; /* in this round */
    Status status;
} Completion;

static void complete_object(World *w, Object *o, void *data)
{
    Completion *c = data;
    if (o->layout == TYPE_CODE && c->status == OK &&
        ((CodeObject *)o)->packed_row) {
        c->found++;
        c->status = code_complete(w, (CodeObject *)o);
    }
}

Status packed_complete_all(World *w)
{
    Completion round;
    do { /* what was inside may lie in a cell already passed */
        round = (Completion){.status = OK};
        heap_each(w, complete_object, &round);
    } while (round.found && round.status == OK);
    return round.status;
}
