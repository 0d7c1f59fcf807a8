/* SPDX-License-Identifier: MIT */
/*
 * The module _kernel: one native for all system calls. It fills in the host's
 * record, answers BLOCK, and reads the outcome when it is entered again; the
 * Python in vm/prelude knows what the numbers and bytes mean.
 */
#include "vm/modules/kernel.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "vm/host.h"
#include "vm/modules/stream.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

bool kernel_is_present(const World *w)
{
    return w->main_thread && w->host && w->host->system_call;
}

Status kernel_begin(World *w, Thread *t, const SystemCall *call,
                    const char *data, size_t size)
{
    SystemCall *wanted = w->host->system_call(w);
    uint64_t number = wanted->number;
    char *copy = NULL;
    kernel_end(wanted);
    if (size) {
        copy = malloc(size);
        if (!copy) {
            return raise_memory(w);
        }
        memcpy(copy, data, size);
    }
    *wanted = *call;
    wanted->data = copy;
    wanted->size = size;
    wanted->number = number + 1;
    return stream_wait(w, t, IO_NET, 0);
}

SystemCall *kernel_made(World *w, uint64_t number)
{
    SystemCall *made = w->host->system_call(w);
    return made->number == number && made->result != -EINTR ? made : NULL;
}

void kernel_end(SystemCall *call)
{
    free(call->data);
    *call = (SystemCall){.number = call->number};
}

/* ---- _kernel ------------------------------------------------------------- */

/* _kernel.present() */
Status kernel_present(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = BOOL(kernel_is_present(w));
    return OK;
}

enum { SLOT_NUMBER, SLOT_DEADLINE };

/* How long it may still wait: a signal's handler may have taken some time. */
static void set_timeout(World *w, NativeFrame *f, SystemCall *call)
{
    if (call->timeout_ns <= 0) {
        return;
    }
    int64_t now = host_now(w);
    if (!f->slot[SLOT_DEADLINE]) {
        int64_t end;
        if (__builtin_add_overflow(now, call->timeout_ns, &end)) {
            end = INT64_MAX;
        }
        f->slot[SLOT_DEADLINE] = INT(end);
    }
    int64_t left = INT_OF(f->slot[SLOT_DEADLINE]) - now;
    call->timeout_ns = left > 0 ? left : 0;
}

static Status begin(World *w, Thread *t, NativeFrame *f)
{
    SystemCall call = {0};
    int64_t kind;
    const char *data = NULL;
    size_t size = 0;
    TRY(value_index(w, f->args[0], &kind));
    for (int i = 0; i < 3; i++) {
        TRY(value_index(w, f->args[1 + i], &call.argument[i]));
    }
    if (f->args[4] != NONE) {
        TRY(bytes_view(w, f->args[4], &data, &size));
    }
    TRY(value_index(w, f->args[5], &call.timeout_ns));
    if (kind <= SYSTEM_NONE || kind >= SYSTEM_CALLS || !kernel_is_present(w)) {
        return raise_os(w, ENOSYS, NO_VALUE);
    }
    call.kind = (uint8_t)kind;
    set_timeout(w, f, &call);
    f->slot[SLOT_NUMBER] = INT((int64_t)w->host->system_call(w)->number + 1);
    return kernel_begin(w, t, &call, data, size);
}

/* _kernel.call(kind, a, b, c, data, ns): (number or -errno, bytes) */
Status kernel_call(World *w, Thread *t, NativeFrame *f)
{
    if (!f->state) {
        f->state = 1;
        return begin(w, t, f);
    }
    SystemCall *call = kernel_made(w, (uint64_t)INT_OF(f->slot[SLOT_NUMBER]));
    if (!call) { /* a signal came first */
        return begin(w, t, f);
    }
    Value number = int_new(w, call->result);
    Value data = bytes_from(w, call->data ? call->data : "", call->size);
    kernel_end(call);
    NEED(number);
    NEED(data);
    f->result = tuple_of(w, 2, number, data);
    NEED(f->result);
    return OK;
}
