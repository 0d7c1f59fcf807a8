/* SPDX-License-Identifier: MIT */
/* The model of latencies. Kinds nobody has described take no time. */
#include "sched/io.h"

#include <string.h>

#include "sched/clock.h"
#include "vm/modules/stream.h"

static const char *const names[] = {
    [IO_TTY] = "tty", [IO_DISK] = "disk", [IO_PIPE] = "pipe", [IO_NET] = "net"};

#define NAMED (sizeof names / sizeof *names)

int io_kind(const char *name, size_t size)
{
    for (size_t kind = 1; kind < NAMED; kind++) {
        if (strlen(names[kind]) == size && !memcmp(names[kind], name, size)) {
            return (int)kind;
        }
    }
    return -1;
}

const char *io_kind_name(uint8_t kind)
{
    return kind && kind < NAMED ? names[kind] : "none";
}

int64_t io_transfer(const IoModel *model, uint8_t kind, int64_t bytes)
{
    int64_t transfer;
    if (kind >= IO_KINDS || bytes < 0) {
        return 0;
    }
    return __builtin_mul_overflow(model->per_byte_ns[kind], bytes, &transfer)
               ? CLOCK_NEVER
               : transfer;
}

int64_t io_duration(const IoModel *model, const Request *request, int64_t least)
{
    uint8_t kind = request->io_kind < IO_KINDS ? request->io_kind : 0;
    int64_t total = clock_add(model->latency_ns[kind],
                              io_transfer(model, kind, request->io_bytes));
    return total < least ? least : total;
}
