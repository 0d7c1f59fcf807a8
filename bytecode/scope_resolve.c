/* SPDX-License-Identifier: MIT */
/* The second pass over scopes: where each name is found.
 *
 * Blocks are taken outermost first, so that the blocks around one already
 * have their answers. A name that is not the block's own is looked for in the
 * functions around it; classes on the way are passed over, but the closure
 * goes through them. CPython hands sets of names down and up instead. */
#include "bytecode/scope_state.h"

/* The error at the statement that declared the name. */
static bool resolve_error(ScopeTree *tree, const Scope *scope, Text name,
                          const char *format)
{
    const Directive *first = NULL;
    for (const Directive *d = tree->directives; d != NULL; d = d->older) {
        if (d->scope == scope && text_equal(d->name, name)) {
            first = d;
        }
    }
    return scope_error(tree, first != NULL ? first->line : 0,
                       first != NULL ? first->column + 1 : 0, format, name);
}

static bool resolve_is_class_cell(const Scope *scope, Text name)
{
    return scope->type == SCOPE_CLASS && text_is(name, "__class__");
}

/* The block around `scope` whose variable the name is, or NULL: a global. */
static Scope *resolve_owner(const Scope *scope, Text name)
{
    for (Scope *outer = scope->parent; outer != NULL; outer = outer->parent) {
        if (resolve_is_class_cell(outer, name)) {
            return outer;
        }
        if (outer->type != SCOPE_FUNCTION) {
            continue;
        }
        const Symbol *symbol = scope_find(outer, name);
        if (symbol == NULL || symbol->binding == BINDING_FREE) {
            continue; /* FREE: the owner is further out */
        }
        bool owns =
            symbol->binding == BINDING_LOCAL || symbol->binding == BINDING_CELL;
        return owns ? outer : NULL;
    }
    return NULL;
}

/* Takes a free name through a block between its user and its owner. */
static bool resolve_pass_through(ScopeTree *tree, Scope *scope, Text name)
{
    Symbol *symbol = scope_intern(tree, scope, name);
    if (symbol == NULL) {
        return false;
    }
    if (scope->type == SCOPE_CLASS &&
        (symbol->uses & (USE_BOUND | USE_GLOBAL))) {
        symbol->uses |= USE_THROUGH;
    } else {
        symbol->binding = BINDING_FREE;
    }
    scope->has_free = true;
    return true;
}

static bool resolve_free(ScopeTree *tree, Scope *scope, Text name, Scope *owner)
{
    for (Scope *s = scope->parent; s != owner; s = s->parent) {
        if (!resolve_pass_through(tree, s, name)) {
            return false;
        }
    }
    if (resolve_is_class_cell(owner, name)) {
        owner->needs_class_closure = true;
    } else {
        scope_find(owner, name)->binding = BINDING_CELL;
    }
    scope->has_free = true;
    for (Scope *s = scope->parent; s != NULL; s = s->parent) {
        s->child_free = true;
    }
    return true;
}

static bool resolve_nonlocal(ScopeTree *tree, Scope *scope, Symbol *symbol,
                             Scope *owner)
{
    if (scope->type == SCOPE_MODULE) {
        return resolve_error(tree, scope, symbol->name,
                             "nonlocal declaration not allowed at module "
                             "level");
    }
    if (owner == NULL) {
        return resolve_error(tree, scope, symbol->name,
                             "no binding for nonlocal '%.*s' found");
    }
    symbol->binding = BINDING_FREE;
    return resolve_free(tree, scope, symbol->name, owner);
}

static bool resolve_symbol(ScopeTree *tree, Scope *scope, Symbol *symbol)
{
    if (symbol->uses & USE_GLOBAL) {
        symbol->binding = BINDING_GLOBAL_EXPLICIT;
        return !(symbol->uses & USE_NONLOCAL) ||
               resolve_error(tree, scope, symbol->name,
                             "name '%.*s' is nonlocal and global");
    }
    if ((symbol->uses & USE_BOUND) && !(symbol->uses & USE_NONLOCAL)) {
        symbol->binding = BINDING_LOCAL;
        return true;
    }
    Scope *owner = resolve_owner(scope, symbol->name);
    if (symbol->uses & USE_NONLOCAL) {
        return resolve_nonlocal(tree, scope, symbol, owner);
    }
    if (owner == NULL) {
        symbol->binding = BINDING_GLOBAL_IMPLICIT;
        return true;
    }
    symbol->binding = BINDING_FREE;
    return resolve_free(tree, scope, symbol->name, owner);
}

static Scope *resolve_next(Scope *scope)
{
    if (scope->first_child != NULL) {
        return scope->first_child;
    }
    while (scope != NULL && scope->next == NULL) {
        scope = scope->parent;
    }
    return scope != NULL ? scope->next : NULL;
}

bool scope_resolve(ScopeTree *tree)
{
    for (Scope *s = tree->top; s != NULL; s = resolve_next(s)) {
        for (size_t i = 0; i < s->symbol_count; i++) {
            if (!resolve_symbol(tree, s, &s->symbols[i])) {
                return false;
            }
        }
    }
    return true;
}
