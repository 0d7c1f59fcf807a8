/* SPDX-License-Identifier: MIT */
/*
 * The text of tracebacks, as CPython 3.8 prints an uncaught exception.
 *
 * str() of an exception may be Python code, so the whole text is put together
 * by vm/prelude/traceback.py: call `traceback_text(type, value, traceback)`
 * there (traceback_format below does). What is here are its leaves.
 */
#ifndef GILSCOPE_VM_TRACEBACK_H
#define GILSCOPE_VM_TRACEBACK_H

#include "vm/operator.h"

/* "Traceback (most recent call last):" and a block for each entry; nothing
 * when `traceback` is None or 0. Runs no Python code. */
MUST_CHECK Status traceback_write_stack(World *w, Value traceback, Writer *out);
/* Line `line` (from 1) of a file, without its end; NO_VALUE when it is not to
 * be had, or without memory. */
Value traceback_source_line(World *w, Value filename, int64_t line);
/* All of it, where no Python code is needed for str(); a part that needs it is
 * written as "<exception str() failed>". For reports, when nothing can run. */
MUST_CHECK Status traceback_write(World *w, Value exception, Writer *out);

#endif
