/* SPDX-License-Identifier: MIT */
/* Prototypes of all natives, and the ROW_ names of the interpreter's own. */
#ifndef GILSCOPE_VM_NATIVES_H
#define GILSCOPE_VM_NATIVES_H

#include "vm/native.h"

enum {
#define OPERATOR(ID, FN) ROW_##ID,
#include "vm/operators.def"
#undef OPERATOR
    OPERATOR_ROWS
};

#define OPERATOR(ID, FN)                             NativeFunction FN;
#define METHOD(ID, NAME, FN, ...)                    NativeFunction FN;
#define CLASS_METHOD(ID, NAME, FN, ...)              NativeFunction FN;
#define STATIC_METHOD(ID, NAME, FN, ...)             NativeFunction FN;
#define NEW(ID, FN, ...)                             NativeFunction FN;
#define FUNCTION(MODULE, NAME, FN, ...)              NativeFunction FN;
#define FIELD(...)
/* Setters may be NULL in their row, so setters.def declares them. */
#define GETTER(ID, NAME, GET, SET, TOUCH)            NativeFunction GET;
#define MODULE_INIT(NAME, FN)                        ModuleInit FN;
#define SETTER(FN)                                   NativeFunction FN;
#include "vm/natives.def"
#include "vm/setters.def"
#undef OPERATOR
#undef METHOD
#undef CLASS_METHOD
#undef STATIC_METHOD
#undef NEW
#undef GETTER
#undef FIELD
#undef FUNCTION
#undef SETTER
NativeFunction field_get; /* of all FIELD rows */

/* int.__add__ and friends, made from the TypeOps of each layout. */
MUST_CHECK Status wrapper_install(World *w);

#endif
