/* SPDX-License-Identifier: MIT */
/* Python functions, bound methods, and the descriptors that wrap functions. */
#ifndef GILSCOPE_VM_TYPES_FUNCTION_H
#define GILSCOPE_VM_TYPES_FUNCTION_H

#include "vm/operator.h"

typedef struct Function {
    Object head;
    CodeObject *code;
    Value globals;
    Value defaults;    /* tuple or 0 */
    Value kw_defaults; /* dict or 0 */
    Value closure;     /* tuple of cells or 0 */
    Value name;
    Value qualname;
    Value doc;
    Value module;
    Value annotations; /* dict or 0 */
} Function;
typedef struct Method {
    Object head;
    Value function;
    Value self;
} Method;
typedef struct Property {
    Object head;
    Value get;
    Value set;
    Value del;
    Value doc;
} Property;
/* classmethod and staticmethod */
typedef struct ClassMethod {
    Object head;
    Value function;
} ClassMethod;
typedef struct Member {
    Object head;
    uint64_t index; /* of Instance.values */
    Value owner;
    Value name;
} Member;
typedef struct Cell {
    Object head;
    Value value; /* 0: empty */
} Cell;
typedef struct Super {
    Object head;
    Value type;   /* start after this class in the MRO */
    Value object; /* or 0: unbound */
    Value object_type;
} Super;
typedef struct Module {
    Object head;
    Value dict;
} Module;

MUST_CHECK Value function_new(World *w, CodeObject *code, Value globals,
                              Value qualname);
MUST_CHECK Value method_new(World *w, Value function, Value self);
MUST_CHECK Value cell_new(World *w, Value value);
MUST_CHECK Value module_new(World *w, Value name);

#endif
