/* SPDX-License-Identifier: MIT */
/* The model of latencies. Kinds nobody has described take no time. */
#include "sched/io.h"

#include "sched/clock.h"

int64_t io_duration(const IoModel *model, const Request *request, int64_t least)
{
    unsigned kind = request->io_kind < IO_KINDS ? request->io_kind : 0;
    int64_t bytes = request->io_bytes > 0 ? request->io_bytes : 0;
    int64_t transfer;
    if (__builtin_mul_overflow(model->per_byte_ns[kind], bytes, &transfer)) {
        return CLOCK_NEVER;
    }
    int64_t total = clock_add(model->latency_ns[kind], transfer);
    return total < least ? least : total;
}
