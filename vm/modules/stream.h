/* SPDX-License-Identifier: MIT */
/*
 * The standard streams: what has been written to descriptor 1 or 2 and has not
 * gone to the host yet.
 *
 * In line mode a write that holds a newline hands everything over, in block
 * mode 8 KiB do, in mode none every write does. CPython releases the GIL
 * around that write; so the thread then waits for an IO request.
 */
#ifndef GILSCOPE_VM_MODULES_STREAM_H
#define GILSCOPE_VM_MODULES_STREAM_H

#include "vm/operator.h"

/* io_kind of a Request; sched/io.h has a latency for each. */
typedef enum { IO_NONE, IO_TTY, IO_DISK, IO_PIPE, IO_NET, IO_HASH } IoKind;

typedef struct Stream {
    Object head;
    int64_t descriptor;
    Value pending; /* bytearray */
} Stream;

/* The stream of descriptor 1 or 2; 0 with MemoryError. */
MUST_CHECK Value stream_of(World *w, int descriptor);
/* BLOCK: it has been taken, and the host was given some; enter again and go on
 * behind it. RAISE: UnicodeEncodeError, OSError. */
MUST_CHECK Status stream_write(World *w, Thread *t, Value stream, Value text);
MUST_CHECK Status stream_write_bytes(World *w, Thread *t, Value stream,
                                     const char *data, size_t size);
MUST_CHECK Status stream_flush(World *w, Thread *t, Value stream);
/* `return stream_wait(...)`: BLOCK until such an operation is over. */
MUST_CHECK Status stream_wait(World *w, Thread *t, IoKind kind, int64_t bytes);

extern const TypeOps stream_ops;

#endif
