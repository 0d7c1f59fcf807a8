/* SPDX-License-Identifier: MIT */
/*
 * Raising exceptions from C. The exception is put in w->thread->raised; every
 * function here returns RAISE so that `return raise_type(...)` reads well.
 *
 * Messages are CPython 3.8's. Formats: %s C string, %d int, %ld int64_t,
 * %zu size_t, %c char, %V a str Value, %T the type name of a Value, %N the
 * name of a Klass, %R the repr of a str or number, %% a percent sign.
 */
#ifndef GILSCOPE_VM_ERROR_H
#define GILSCOPE_VM_ERROR_H

#include "vm/frame.h"

Status raise_error(World *w, TypeId type, const char *format, ...);
#define raise_type(w, ...) raise_error((w), TYPE_TYPE_ERROR, __VA_ARGS__)
#define raise_value(w, ...) raise_error((w), TYPE_VALUE_ERROR, __VA_ARGS__)
Status raise_memory(World *w);
Status raise_recursion(World *w, const char *where); /* "" or " in ..." */
/* OSError or its subclass for errno, with its strerror and file name (or 0). */
Status raise_os(World *w, int error, Value filename);
/* KeyError(key): the key itself is the argument. */
Status raise_key(World *w, Value key);
/* StopIteration(value); value NO_VALUE: no argument. */
Status raise_stop(World *w, Value value);
/* Raise this exception object. */
Status raise_object(World *w, Value exception);
/* Is the exception in flight an instance of this? Clears it when `clear`. */
bool raised_is(World *w, TypeId type);
void raised_clear(World *w);
/* A str made like the messages above. */
MUST_CHECK Value format_str(World *w, const char *format, ...);

typedef struct Exception {
    Object head;
    Value args; /* tuple */
    Value traceback;
    Value cause;
    Value context;
    uint64_t suppress_context;
    /* value / code / name,path,msg / errno,strerror,filename / SyntaxError's
       msg filename lineno offset text: by class, see types/exception.c */
    Value field[5];
} Exception;

typedef struct Traceback {
    Object head;
    Value next;
    Value frame;
    uint32_t last;
    uint32_t line;
} Traceback;

#endif
