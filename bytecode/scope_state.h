/* SPDX-License-Identifier: MIT */
/* What the passes over scopes share.
 *
 * `uses` say what a block does with a name; scope_collect.c sets them, and
 * scope_resolve.c turns them into bindings. A Scope's symbols are a hash table
 * by the name's bytes that remembers the order of insertion. */
#ifndef GILSCOPE_BYTECODE_SCOPE_STATE_H
#define GILSCOPE_BYTECODE_SCOPE_STATE_H

#include "bytecode/scope.h"

enum {
    USE_GLOBAL = 0x1,     /* a global statement here (at module level: any) */
    USE_LOCAL = 0x2,      /* assigned */
    USE_PARAMETER = 0x4,  /* a parameter */
    USE_NONLOCAL = 0x8,   /* a nonlocal statement here */
    USE_READ = 0x10,      /* loaded */
    USE_IMPORT = 0x20,    /* assigned by import */
    USE_ANNOTATED = 0x40, /* `x: int` */
    USE_ITERATION = 0x80, /* in the target of a comprehension's for */
    USE_THROUGH = 0x100,  /* a class's own name, and free in a method */
    USE_BOUND = USE_LOCAL | USE_PARAMETER | USE_IMPORT,
};

typedef struct Directive Directive;
/* A global or nonlocal statement, for the place of an error found late. */
struct Directive {
    Directive *older;
    const Scope *scope;
    Text name; /* mangled */
    int line;
    int column;
};

struct ScopeTree {
    Region *region;
    Scope *top;
    Scope names;    /* its symbols: names with an underscore, once each */
    Scope **blocks; /* by node, open addressing */
    size_t block_capacity;
    size_t block_count;
    Directive *directives; /* newest first */
    const char *source;
    size_t source_size;
    Diagnostic *diagnostic;
};

/* The symbol with this mangled name, or NULL. */
Symbol *scope_find(const Scope *scope, Text name);
/* The same, added when it is not there; NULL: out of memory. */
__attribute__((warn_unused_result)) Symbol *
scope_intern(ScopeTree *tree, Scope *scope, Text name);
/* A new scope, last child of `parent`; NULL: out of memory. */
__attribute__((warn_unused_result)) Scope *scope_open(ScopeTree *tree,
                                                      Scope *parent,
                                                      ScopeType type, Text name,
                                                      const void *node);
/* Records a SyntaxError about `name` (`format` has one %.*s). False. */
bool scope_error(ScopeTree *tree, int line, int column, const char *format,
                 Text name) __attribute__((format(printf, 4, 0)));

/* The two passes. False: the diagnostic is filled. */
__attribute__((warn_unused_result)) bool scope_collect(ScopeTree *tree,
                                                       const Ast *ast);
__attribute__((warn_unused_result)) bool scope_resolve(ScopeTree *tree);

#endif
