/* SPDX-License-Identifier: MIT */
/*
 * How long input and output take: done after
 * max(op_ns, latency(kind) + bytes * per_byte) of virtual time.
 * A kind is what request.io_kind names; the ideal machine has no latencies.
 */
#ifndef GILSCOPE_SCHED_IO_H
#define GILSCOPE_SCHED_IO_H

#include <stdint.h>

#include "vm/frame.h"

#define IO_KINDS 8

typedef struct IoModel {
    int64_t latency_ns[IO_KINDS];
    int64_t per_byte_ns[IO_KINDS];
} IoModel;

/* "tty", "disk", "pipe", "net" as an io_kind; -1: none of them. */
int io_kind(const char *name, size_t size);
const char *io_kind_name(uint8_t kind);
/* ns that the bytes of an operation take. */
int64_t io_transfer(const IoModel *model, uint8_t kind, int64_t bytes);
/* ns that `request` (REQUEST_IO) takes, at least `least`. */
int64_t io_duration(const IoModel *model, const Request *request,
                    int64_t least);

#endif
