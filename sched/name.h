/* SPDX-License-Identifier: MIT */
/*
 * What reports call things: threads, objects, places in the program.
 *
 * An object is named by the shortest way a program can reach it: a global, an
 * attribute, a variable of a frame or a closure, an item of a container
 * (`lock_a`, `ethel.lock`, `forks[2]`). Nothing here runs Python code or
 * changes the world.
 */
#ifndef GILSCOPE_SCHED_NAME_H
#define GILSCOPE_SCHED_NAME_H

#include "bytecode/buffer.h"
#include "vm/frame.h"

/* An attribute kept on the instance itself, or NO_VALUE. */
Value name_attribute(World *w, Value object, const char *name);
/* The text of a str into `out`; nothing for any other value. */
void name_str(Buffer *out, Value str);
/* "Thread-1", "MainThread". */
void name_thread(Buffer *out, World *w, const Thread *thread);
/* How the program reaches `object`; false, and nothing written: it does not. */
bool name_object(Buffer *out, World *w, Value object);
/* "[2]" or "['a']", behind the name of a container. */
void name_key(Buffer *out, Value key);
/* File name without its folders. */
void name_file(Buffer *out, const CodeObject *code);
/* Line of the instruction at `at`. */
int name_line(const CodeObject *code, uint32_t at);

#endif
