/* SPDX-License-Identifier: MIT */
/* Scopes as a data structure: symbol tables, the tree, mangling, questions.
 *
 * Invariant: a table is at most half full, and its size is a power of two.
 * Tables hash bytes or are only looked up in, so that no order ever depends on
 * an address. CPython keeps a dict of integers for each block instead. */
#include "bytecode/scope_state.h"

#include <stdlib.h>

static uint32_t scope_hash(Text name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.size; i++) {
        hash = (hash ^ (unsigned char)name.data[i]) * 16777619u;
    }
    return hash;
}

/* Where the name is in the index, or where it belongs. */
static uint32_t *scope_slot(const Scope *scope, Text name)
{
    size_t at = scope_hash(name);
    for (;; at++) {
        uint32_t *slot = &scope->index[at & (scope->index_size - 1)];
        if (*slot == 0 || text_equal(scope->symbols[*slot - 1].name, name)) {
            return slot;
        }
    }
}

Symbol *scope_find(const Scope *scope, Text name)
{
    if (scope->symbol_count == 0) {
        return NULL;
    }
    uint32_t slot = *scope_slot(scope, name);
    return slot != 0 ? &scope->symbols[slot - 1] : NULL;
}

static bool scope_grow(ScopeTree *tree, Scope *scope)
{
    size_t size = scope->index_size != 0 ? scope->index_size * 2 : 16;
    uint32_t *index = region_array(tree->region, size, sizeof *index);
    Symbol *symbols = region_array(tree->region, size / 2, sizeof *symbols);
    if (index == NULL || symbols == NULL) {
        return false;
    }
    if (scope->symbol_count > 0) {
        memcpy(symbols, scope->symbols, scope->symbol_count * sizeof *symbols);
    }
    scope->index = index;
    scope->index_size = size;
    scope->symbols = symbols;
    for (size_t i = 0; i < scope->symbol_count; i++) {
        *scope_slot(scope, symbols[i].name) = (uint32_t)i + 1;
    }
    return true;
}

Symbol *scope_intern(ScopeTree *tree, Scope *scope, Text name)
{
    Symbol *found = scope_find(scope, name);
    if (found != NULL) {
        return found;
    }
    if (scope->symbol_count >= scope->index_size / 2 &&
        !scope_grow(tree, scope)) {
        return NULL;
    }
    *scope_slot(scope, name) = (uint32_t)scope->symbol_count + 1;
    Symbol *symbol = &scope->symbols[scope->symbol_count++];
    symbol->name = name;
    return symbol;
}

static Scope **scope_place(const ScopeTree *tree, const void *node)
{
    size_t at = (size_t)((uintptr_t)node / 16 * 0x9E3779B1u);
    for (;; at++) {
        Scope **place = &tree->blocks[at & (tree->block_capacity - 1)];
        if (*place == NULL || (*place)->node == node) {
            return place;
        }
    }
}

static bool scope_place_grow(ScopeTree *tree)
{
    size_t old_capacity = tree->block_capacity;
    Scope **old = tree->blocks;
    size_t capacity = old_capacity != 0 ? old_capacity * 2 : 16;
    Scope **blocks = region_array(tree->region, capacity, sizeof *blocks);
    if (blocks == NULL) {
        return false;
    }
    tree->blocks = blocks;
    tree->block_capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i] != NULL) {
            *scope_place(tree, old[i]->node) = old[i];
        }
    }
    return true;
}

Scope *scope_open(ScopeTree *tree, Scope *parent, ScopeType type, Text name,
                  const void *node)
{
    if (tree->block_count * 2 >= tree->block_capacity &&
        !scope_place_grow(tree)) {
        return NULL;
    }
    Scope *scope = region_alloc(tree->region, sizeof *scope);
    if (scope == NULL) {
        return NULL;
    }
    *scope =
        (Scope){.type = type, .name = name, .node = node, .parent = parent};
    if (parent != NULL) {
        scope->nested = parent->nested || parent->type == SCOPE_FUNCTION;
        *(parent->last_child != NULL ? &parent->last_child->next
                                     : &parent->first_child) = scope;
        parent->last_child = scope;
    }
    *scope_place(tree, node) = scope;
    tree->block_count++;
    return scope;
}

bool scope_error(ScopeTree *tree, int line, int column, const char *format,
                 Text name)
{
    diagnostic_set(tree->diagnostic, "SyntaxError", line, column, format,
                   (int)(name.size < 512 ? name.size : 512), name.data);
    diagnostic_take_line(tree->diagnostic, tree->source, tree->source_size);
    return false;
}

ScopeTree *scope_build(Region *region, const Ast *ast, unsigned future,
                       Diagnostic *diagnostic)
{
    (void)future; /* 3.8 looks into annotations even when they stay text */
    ScopeTree *tree = region_alloc(region, sizeof *tree);
    if (tree == NULL) {
        diagnostic_no_memory(diagnostic);
        return NULL;
    }
    *tree = (ScopeTree){.region = region,
                        .source = ast->source,
                        .source_size = ast->source_size,
                        .diagnostic = diagnostic};
    bool good = scope_collect(tree, ast) && scope_resolve(tree);
    if (!good && !diagnostic_is_set(diagnostic)) {
        diagnostic_no_memory(diagnostic);
    }
    return good ? tree : NULL;
}

Scope *scope_of(const ScopeTree *tree, const void *node)
{
    return *scope_place(tree, node);
}

Binding scope_binding(const Scope *scope, Text name)
{
    const Symbol *symbol = scope_find(scope, name);
    return symbol != NULL ? symbol->binding : BINDING_UNKNOWN;
}

static bool scope_is_private(Text klass, Text name)
{
    if (klass.data == NULL || name.size < 3 || memcmp(name.data, "__", 2)) {
        return false;
    }
    return memcmp(name.data + name.size - 2, "__", 2) != 0 &&
           memchr(name.data, '.', name.size) == NULL;
}

Text scope_mangle(ScopeTree *tree, Text klass, Text name)
{
    if (name.size == 0 || name.data[0] != '_') {
        return name;
    }
    if (scope_is_private(klass, name)) {
        while (klass.size > 0 && klass.data[0] == '_') {
            klass.data++;
            klass.size--;
        }
        if (klass.size > 0) {
            size_t size = 1 + klass.size + name.size;
            char *mangled = region_alloc(tree->region, size + 1);
            if (mangled == NULL) {
                return (Text){0};
            }
            mangled[0] = '_';
            memcpy(mangled + 1, klass.data, klass.size);
            memcpy(mangled + 1 + klass.size, name.data, name.size);
            name = (Text){mangled, size};
        }
    }
    const Symbol *symbol = scope_intern(tree, &tree->names, name);
    return symbol != NULL ? symbol->name : (Text){0};
}

/* By bytes: for UTF-8 that is the order of code points. */
static int scope_compare(Text a, Text b)
{
    int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static void scope_sift(TextList *heap, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        Text *items = heap->items;
        if (child + 1 < count &&
            scope_compare(items[child], items[child + 1]) < 0) {
            child++;
        }
        if (scope_compare(items[root], items[child]) >= 0) {
            return;
        }
        Text swapped = items[root];
        items[root] = items[child];
        items[child] = swapped;
    }
}

static void scope_sort(TextList *list)
{
    for (size_t root = list->count / 2; root-- > 0;) {
        scope_sift(list, root, list->count);
    }
    for (size_t count = list->count; count-- > 1;) {
        Text largest = list->items[0];
        list->items[0] = list->items[count];
        list->items[count] = largest;
        scope_sift(list, 0, count);
    }
}

bool scope_names(Region *region, const Scope *scope, Binding binding,
                 TextList *names)
{
    *names = (TextList){0};
    if (scope->symbol_count == 0) {
        return true;
    }
    names->items =
        region_array(region, scope->symbol_count, sizeof *names->items);
    if (names->items == NULL) {
        return false;
    }
    for (size_t i = 0; i < scope->symbol_count; i++) {
        const Symbol *symbol = &scope->symbols[i];
        if (symbol->binding == binding ||
            (binding == BINDING_FREE && (symbol->uses & USE_THROUGH))) {
            names->items[names->count++] = symbol->name;
        }
    }
    if (names->count == 0) {
        names->items = NULL;
    }
    scope_sort(names);
    return true;
}
