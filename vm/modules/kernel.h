/* SPDX-License-Identifier: MIT */
/*
 * Natives that have the host make a system call while the GIL is free.
 *
 * A native begins the call and answers BLOCK; entered again, it asks for the
 * call by its number. None means that a signal ended the wait before anything
 * was done: then it begins again.
 */
#ifndef GILSCOPE_VM_MODULES_KERNEL_H
#define GILSCOPE_VM_MODULES_KERNEL_H

#include "vm/operator.h"
#include "vm/system_call.h"

/* Is there a kernel under this world, and a program running on it? */
bool kernel_is_present(const World *w);
/* `return kernel_begin(...)`: BLOCK; `data` is copied. Its number is one more
 * than that of the host's record before. RAISE: no memory. */
MUST_CHECK Status kernel_begin(World *w, Thread *t, const SystemCall *call,
                               const char *data, size_t size);
/* How it went; its data live until kernel_end. NULL: begin again. */
SystemCall *kernel_made(World *w, uint64_t number);
void kernel_end(SystemCall *call);

#endif
