/* SPDX-License-Identifier: MIT */
/* Scopes: where each name of a program lives, before any code is made.
 *
 * One Scope a module, class body, function, lambda and comprehension. A name's
 * binding is decided in two passes, as Python's rules demand: first what each
 * block does with the name, then, outside in, where the name is found.
 * Names are stored mangled (PEP: `__x` in class C is `_C__x`).
 * CPython calls this the symbol table (symtable). */
#ifndef GILSCOPE_BYTECODE_SCOPE_H
#define GILSCOPE_BYTECODE_SCOPE_H

#include "bytecode/ast.h"
#include "bytecode/diagnostic.h"

typedef enum {
    BINDING_UNKNOWN,
    BINDING_LOCAL,
    BINDING_GLOBAL_EXPLICIT, /* `global x` here */
    BINDING_GLOBAL_IMPLICIT, /* nobody around binds it */
    BINDING_FREE,            /* an enclosing function's */
    BINDING_CELL,            /* ours, and used by an inner function */
} Binding;

typedef enum { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION } ScopeType;

typedef struct Symbol {
    Text name;     /* mangled */
    uint32_t uses; /* scope.c's own flags */
    Binding binding;
} Symbol;

typedef struct Scope Scope;
struct Scope {
    ScopeType type;
    Text name;        /* "top", class or function name, "lambda", "genexpr",
                         "listcomp", "setcomp", "dictcomp" */
    const void *node; /* the Stmt, Expr or Ast that opens it */
    Scope *parent;
    TextList parameters; /* mangled, in co_varnames order: positional-only,
                            positional, keyword-only, *args, **kwargs; a
                            comprehension's is ".0" */
    Symbol *symbols;     /* in order of first appearance */
    size_t symbol_count;
    bool nested;    /* inside a function */
    bool generator; /* has a yield (or is a generator expression) */
    bool coroutine; /* async def, or an async comprehension */
    bool comprehension;
    bool varargs;
    bool varkeywords;
    bool returns_value;       /* `return x` with a value */
    bool needs_class_closure; /* a method uses __class__ or super() */
    bool has_free;            /* FREE names here */
    bool child_free;          /* or in an inner block */
    int line;                 /* of the block */
    int column;
    /* scope.c's own */
    Scope *first_child;
    Scope *last_child;
    Scope *next;
    uint32_t *index;
    size_t index_size;
};

typedef struct ScopeTree ScopeTree;

/* NULL with the diagnostic filled. `future`: CODE_FUTURE_... bits in force
 * (annotations are not visited under CODE_FUTURE_ANNOTATIONS). */
__attribute__((warn_unused_result)) ScopeTree *
scope_build(Region *region, const Ast *ast, unsigned future,
            Diagnostic *diagnostic);
/* The scope that `node` opens. */
Scope *scope_of(const ScopeTree *tree, const void *node);
/* BINDING_UNKNOWN when the name does not occur. `name` is mangled. */
Binding scope_binding(const Scope *scope, Text name);
/* `__x` inside class `klass` -> `_klass__x`; klass.data NULL: unchanged. Equal
 * results share their data. data NULL: out of memory. */
Text scope_mangle(ScopeTree *tree, Text klass, Text name);
/* The names with this binding (FREE: class scopes' passed-through frees too),
 * sorted by code points: co_cellvars and co_freevars. False: no memory. */
__attribute__((warn_unused_result)) bool scope_names(Region *region,
                                                     const Scope *scope,
                                                     Binding binding,
                                                     TextList *names);

#endif
