/* SPDX-License-Identifier: MIT */
/*
 * The documentation of built-in functions, methods and classes.
 *
 * CPython keeps a text in each method's C definition. Here all stand in one
 * table; a method that has no row of its own has that of the type it behaves
 * like, or of the special method's name.
 */
#include "vm/docs.h"

#include <string.h>

#include "vm/format.h"
#include "vm/types/str.h"

typedef struct Doc {
    const char *owner;
    const char *name;
    const char *signature;
    const char *text;
} Doc;

static const Doc docs[] = {
#define DOC(OWNER, NAME, SIGNATURE, TEXT) {OWNER, NAME, SIGNATURE, TEXT},
#include "vm/docs.def"
#undef DOC
};

static const Doc *row_of(const char *owner, const char *name)
{
    for (size_t i = 0; i < sizeof docs / sizeof *docs; i++) {
        if (*docs[i].owner == *owner && *docs[i].name == *name &&
            !strcmp(docs[i].owner, owner) && !strcmp(docs[i].name, name)) {
            return &docs[i];
        }
    }
    return NULL;
}

/* Types whose methods do the same as those of another. */
static const char *behaves_like(const char *owner)
{
    static const char *const pairs[][2] = {
        {"bytearray", "bytes"},
        {"bytes", "str"},
        {"frozenset", "set"},
        {"bool", "int"},
        {"collections.OrderedDict", "dict"},
        {"collections.defaultdict", "dict"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!strcmp(owner, pairs[i][0])) {
            return pairs[i][1];
        }
    }
    return NULL;
}

static const Doc *find(const char *owner, Value text)
{
    char name[64]; /* longer than any in the table */
    str_to_buffer(text, name, sizeof name);
    for (const char *at = owner; at; at = behaves_like(at)) {
        const Doc *row = row_of(at, name);
        if (row) {
            return row;
        }
    }
    return *owner ? row_of("*", name) : NULL;
}

Status docs_text(World *w, const char *owner, Value name, Value *out)
{
    const Doc *row = is_str(name) ? find(owner, name) : NULL;
    *out = row ? str_from_ascii(w, row->text) : NONE;
    return *out ? OK : RAISE;
}

Status docs_signature(World *w, const char *owner, Value name, bool method,
                      Value *out)
{
    const Doc *row = is_str(name) ? find(owner, name) : NULL;
    if (!row || !row->signature) {
        *out = NONE;
        return OK;
    }
    const char *rest = row->signature + 1;
    const char *receiver = method ? "$self" : "$module";
    const char *comma = *rest == ')' ? "" : strchr(rest, '/') ? ", " : ", /, ";
    const char *alone = *rest == ')' ? ", /" : "";
    *out = format_str(w, "(%s%s%s%s", receiver, comma, alone, rest);
    return *out ? OK : RAISE;
}
