/* SPDX-License-Identifier: MIT */
/* A hash table of names with open addressing, at most half full. Keywords are
 * put in first, so that telling a keyword from a name costs the lexer nothing:
 * the look-up that interns a name answers both. */
#include "bytecode/names.h"

enum { NAMES_FIRST = 256 };

static const struct {
    TokenKind kind;
    Text text;
} KEYWORDS[] = {
#define TOKEN(KIND)
#define KEYWORD(KIND, string) {TOKEN_##KIND, {string, sizeof(string) - 1}},
#include "bytecode/token.def"
};

static uint32_t names_hash(const char *data, size_t size)
{
    uint32_t hash = 2166136261u ^ (uint32_t)size;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)data[i]) * 16777619u;
    }
    return hash ^ hash >> 15;
}

/* The slot that holds the name, or the free one where it belongs. */
static Name *names_find(const Names *names, uint32_t hash, const char *data,
                        size_t size)
{
    size_t mask = names->capacity - 1;
    size_t i = hash & mask;
    while (names->slots[i].text.data != NULL) {
        Name *name = &names->slots[i];
        if (name->hash == hash && name->text.size == size &&
            memcmp(name->text.data, data, size) == 0) {
            return name;
        }
        i = (i + 1) & mask;
    }
    return &names->slots[i];
}

static bool names_grow(Names *names)
{
    Names larger = *names;
    larger.capacity = names->capacity * 2;
    larger.slots = region_array(names->region, larger.capacity, sizeof(Name));
    if (larger.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < names->capacity; i++) {
        Name *name = &names->slots[i];
        if (name->text.data != NULL) {
            *names_find(&larger, name->hash, name->text.data, name->text.size) =
                *name;
        }
    }
    *names = larger;
    return true;
}

bool names_init(Names *names, Region *region)
{
    *names = (Names){.region = region, .capacity = NAMES_FIRST};
    names->slots = region_array(region, NAMES_FIRST, sizeof(Name));
    if (names->slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++) {
        Text text = KEYWORDS[i].text;
        uint32_t hash = names_hash(text.data, text.size);
        Name *name = names_find(names, hash, text.data, text.size);
        *name = (Name){text, hash, KEYWORDS[i].kind};
        names->count++;
    }
    return true;
}

const Name *names_intern(Names *names, const char *data, size_t size)
{
    uint32_t hash = names_hash(data, size);
    Name *name = names_find(names, hash, data, size);
    if (name->text.data != NULL) {
        return name;
    }
    const char *copy = region_copy(names->region, data, size);
    if (copy == NULL) {
        return NULL;
    }
    *name = (Name){{copy, size}, hash, TOKEN_NAME};
    if (++names->count * 2 <= names->capacity) {
        return name;
    }
    return names_grow(names) ? names_find(names, hash, copy, size) : NULL;
}

bool names_has(const Names *names, Text text)
{
    uint32_t hash = names_hash(text.data, text.size);
    return names_find(names, hash, text.data, text.size)->text.data != NULL;
}
