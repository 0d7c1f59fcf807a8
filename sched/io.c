/* SPDX-License-Identifier: MIT */
/* The model of latencies. Kinds nobody has described take no time. */
#include "sched/io.h"

#include "sched/clock.h"

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
