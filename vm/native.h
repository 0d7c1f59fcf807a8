/* SPDX-License-Identifier: MIT */
/*
 * Native functions: the protocol and the table.
 *
 * A native is a leaf `Status fn(World *, Thread *, NativeFrame *)`. It answers
 *   OK     its result is in f->result
 *   RAISE  an exception is set
 *   CALL   it filled in f->callee...: it will be entered again, with the same
 *          state and slots, when the callee has come back
 *   BLOCK  it filled in thread->request: entered again when that is done
 *   TWIN   it met user code (a Python __eq__, __iter__ ...) and has changed
 *          nothing yet: its twin in vm/prelude does the same in Python
 * C never calls the interpreter. A native is one opcode to the scheduler.
 *
 * natives.def includes one .def file for each type and module. Its rows:
 *   METHOD(TYPE, "name", function, "parameters", touches, flags, element_ns)
 *   CLASS_METHOD, STATIC_METHOD  the same (f->self is the class, or nothing)
 *   NEW(TYPE, function, "parameters", ...)    __new__: f->self is the class
 *   GETTER(TYPE, "name", get, set or NULL, touches)   an attribute
 *   FIELD(TYPE, "name", Struct, member, set or NULL, touches)   one that is a
 *     Value of the object's struct; field_set and its siblings store there
 *   MODULE_INIT("module", function)   adds what is no function to its dict
 *   FUNCTION("module", "name", function, "parameters", touches, flags, ns)
 *   TWIN_OF("name in vm/prelude") stands in flags' place never: a native's twin
 *     is the prelude function  <owner>_<name>, e.g. list_index, builtins_min.
 * Parameters: names separated by spaces, `?` before one that may be missing,
 * `/` after the positional-only ones, `*` before the keyword-only ones, `~`
 * where CPython parses a tuple (it words the errors of these its own way); the
 * native finds them in f->args in this order, 0 where missing. "..." alone:
 * raw, f->argc positional values and then f->kw_count keyword values named by
 * f->kw_names (a native that takes no keywords says "...-").
 * touches: PURE reads nothing that changes; READS self; WRITES self; IO;
 * BLOCKS. flags: QUIET (no check after it from 3.11 on), USER (may call Python
 * code), 0. element_ns: extra virtual time per element of a bulk operation.
 */
#ifndef GILSCOPE_VM_NATIVE_H
#define GILSCOPE_VM_NATIVE_H

#include "vm/error.h"
#include "vm/frame.h"

typedef Status NativeFunction(World *w, Thread *t, NativeFrame *f);
/* Constants and classes of a native module, into its dict. */
typedef Status ModuleInit(World *w, Value dict);

typedef enum {
    TOUCHES_PURE,
    TOUCHES_READS,
    TOUCHES_WRITES,
    TOUCHES_IO,
    TOUCHES_BLOCKS,
} Touches;

enum { NATIVE_QUIET = 1, NATIVE_USER = 2 };

typedef enum {
    NATIVE_METHOD,
    NATIVE_CLASS_METHOD,
    NATIVE_STATIC_METHOD,
    NATIVE_NEW,
    NATIVE_GETTER,
    NATIVE_FUNCTION,
    NATIVE_OPERATOR, /* the interpreter's own: never seen by programs */
} NativeKind;

typedef struct NativeInfo {
    const char *owner; /* "list", "builtins", "math" ... */
    const char *name;
    NativeFunction *function;
    NativeFunction *set; /* GETTER: its setter or NULL; args[0] is the
                            new value, 0 for delete */
    const char *parameters;
    int16_t type; /* TypeId of a method's owner, -1 for functions */
    uint8_t kind; /* NativeKind */
    uint8_t touches;
    uint8_t flags;
    uint16_t element_ns;
    uint16_t offset; /* FIELD: of the Value in the object, in bytes */
} NativeInfo;

/* What `parameters` says, worked out once per world. */
typedef struct NativeArity {
    uint8_t raw;
    uint8_t no_keywords;
    uint8_t tuple;      /* errors in the words of PyArg_ParseTuple */
    uint8_t required;   /* positional ones that must be given */
    uint8_t positional; /* at most so many by position */
    uint8_t positional_only;
    uint8_t total;
    uint8_t required_keywords;
    uint32_t optional; /* a bit for each parameter that may be missing */
    uint8_t simple; /* all by position; those that may be missing come last */
    uint8_t leaf;   /* never answers CALL or BLOCK: needs no slots */
    uint8_t plain;  /* simple, and the interpreter may enter it by itself */
} NativeArity;

extern const NativeInfo native_table[];
extern const uint32_t native_count;
NativeArity native_arity(const char *parameters);
/* "list", "builtins": the type or module of a row. */
const char *native_owner(const NativeInfo *info);

/* A builtin_function_or_method, method_descriptor ...: one row, maybe bound. */
typedef struct Native {
    Object head;
    uint32_t row;
    uint32_t slot; /* wrapper_descriptor: Slot, and row is the wrapper */
    Value self;    /* bound receiver, or module, or 0 */
    Value owner;   /* class */
    Value name;    /* str */
} Native;

/* ---- for natives that call Python ---------------------------------------- */

/* `return native_call(f, callee, 2, a, b);` answers CALL. */
Status native_call(NativeFrame *f, Value callee, int argc, ...);
Status native_call_tuple(NativeFrame *f, Value callee, Value args,
                         Value kwargs);
/* On being entered again after CALL: the callee's result, or RAISE. */
static inline Status native_result(NativeFrame *f, Value *result)
{
    f->resumed = 0;
    if (f->failed) {
        f->failed = 0;
        return RAISE;
    }
    *result = f->received;
    return OK;
}

/*
 * Iterating anything, in natives that take an iterable:
 *
 *     if (f->state == 0) {
 *         TRY(iterate_begin(w, t, f, 0, f->args[0]));   slot 0: the iterator
 *         f->state = 1;
 *     }
 *     for (;;) {
 *         Value item;
 *         TRY(iterate_next(w, t, f, 0, &item));
 *         if (!item) { break; }
 *         ...
 *     }
 *
 * Both may answer CALL (a Python __iter__, a generator): hand it on; on being
 * entered again the same call takes the result. `item` 0: exhausted. Keep what
 * must survive in f->slot[1..] and f->state, not in C variables.
 */
MUST_CHECK Status iterate_begin(World *w, Thread *t, NativeFrame *f, int slot,
                                Value iterable);
MUST_CHECK Status iterate_next_any(World *w, NativeFrame *f, int slot,
                                   Value *item);
MUST_CHECK static inline Status iterate_next(World *w, Thread *t,
                                             NativeFrame *f, int slot,
                                             Value *item)
{
    (void)t;
    if (f->resumed && !f->failed) {
        f->resumed = 0;
        *item = f->received;
        return OK;
    }
    return iterate_next_any(w, f, slot, item);
}
/* Between the two, where CPython asks for a length to make room: a Python
 * __len__ or __length_hint__ is called once. Call it in f->state `state`; OK:
 * go on. */
MUST_CHECK Status iterate_ask_length(World *w, NativeFrame *f, int state,
                                     Value iterable);

/* ---- finding and making them --------------------------------------------- */
/* Put every row where it belongs: class dicts, native module dicts. */
MUST_CHECK Status native_install(World *w);
/* The rows of one native module into its dict; false: no such module. */
bool native_module_exists(const char *module);
MUST_CHECK Status native_fill_module(World *w, const char *module, Value dict);
/* One name of a native module; for its ModuleInit. */
MUST_CHECK Status native_module_add(World *w, Value dict, const char *name,
                                    Value value);
MUST_CHECK Value native_new(World *w, TypeId type, uint32_t row, Value self);
/* Bind the caller's arguments to the row's parameters, with CPython's errors.
 * `bound` has room for the parameters. */
MUST_CHECK Status native_bind(World *w, const NativeInfo *info, Value *args,
                              uint32_t argc, Value kw_names, Value *bound,
                              uint32_t *count);
/* The prelude function that is this row's twin, or NO_VALUE. */
Value native_twin(World *w, uint32_t row);

#endif
