/* SPDX-License-Identifier: MIT */
/*
 * Locks. The first try is made with the GIL held, so an uncontended lock never
 * gives it up; a thread that must wait answers BLOCK, and when it is entered
 * again the host has already given it the lock, or says why not.
 */
#include "vm/types/lock.h"

#include <math.h>

#include "vm/host.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

/* ---- the object ---------------------------------------------------------- */

Frame *lock_program_frame(const Thread *thread)
{
    Object *o = thread->frame;
    while (o) {
        if (!is_frame(o)) {
            o = ((NativeFrame *)o)->back;
            continue;
        }
        Frame *frame = (Frame *)o;
        if (!frame->code->in_library && !frame->code->in_prelude) {
            return frame;
        }
        o = frame->back;
    }
    return NULL;
}

/* Offset of the instruction a frame is at: pc is already behind it. */
static uint32_t frame_offset(const Frame *frame)
{
    return frame->pc >= 2 ? frame->pc - 2 : 0;
}

Lock *lock_new(World *w, Klass *klass)
{
    Lock *lock = heap_new(w, klass, sizeof *lock);
    Frame *frame = lock ? lock_program_frame(w->thread) : NULL;
    if (frame) {
        lock->made_in = VALUE(frame->code);
        lock->made_at = frame_offset(frame);
    }
    return lock;
}

void lock_take(World *w, Lock *lock, Thread *thread)
{
    const Frame *frame = lock_program_frame(thread);
    world_touch(w, lock, sizeof *lock);
    lock->owner = VALUE(thread);
    lock->depth = 1;
    lock->taken_in = frame ? VALUE(frame->code) : NO_VALUE;
    lock->taken_at = frame ? frame_offset(frame) : 0;
    if (w->host->access) {
        w->host->access(w, ACCESS_ACQUIRE, VALUE(lock), NO_VALUE);
    }
}

void lock_free(World *w, Lock *lock)
{
    world_touch(w, lock, sizeof *lock);
    lock->owner = NO_VALUE;
    lock->depth = 0;
    if (w->host->access) {
        w->host->access(w, ACCESS_RELEASE, VALUE(lock), NO_VALUE);
    }
    w->host->lock_released(w, VALUE(lock));
}

static void lock_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Lock *lock = object;
    visitor->visit(visitor, &lock->owner);
    visitor->visit(visitor, &lock->stands_for);
    visitor->visit(visitor, &lock->made_in);
    visitor->visit(visitor, &lock->taken_in);
}

static uint64_t owner_ident(const Lock *lock)
{
    return lock->owner ? AS(Thread, lock->owner)->ident : 0;
}

static Status lock_repr(World *w, Value v, Writer *out)
{
    const Lock *lock = AS(Lock, v);
    int64_t id;
    TRY(world_identity(w, v, &id));
    writer_format(out, "<%s %s object ", lock->depth ? "locked" : "unlocked",
                  type_name(w, v));
    if (klass_of(w, v)->layout == TYPE_LOCK && !is_exactly(v, TYPE_LOCK)) {
        writer_format(out, "owner=%llu count=%u ",
                      (unsigned long long)owner_ident(lock), lock->depth);
    }
    writer_format(out, "at 0x%012llx>", (unsigned long long)id);
    return OK;
}

const TypeOps lock_ops = {.repr = lock_repr, .visit = lock_visit};

/* ---- acquiring ----------------------------------------------------------- */

#define FOR_EVER (-1)

Status lock_timeout(World *w, Value v, int64_t *ns)
{
    double seconds;
    int64_t whole;
    if (is_float(v)) {
        seconds = float_of(v);
        if (seconds != seconds) {
            return raise_value(w, "Invalid value NaN (not a number)");
        }
    } else if (!is_int(v)) {
        return raise_type(w, "an integer is required (got type %T)", v);
    } else if (int_to_int64(v, &whole)) {
        seconds = (double)whole;
    } else {
        seconds = int_sign(v) * 1e300;
    }
    if (seconds > 9223372036.0 || seconds < -9223372036.0) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "timestamp too large to convert to C _PyTime_t");
    }
    *ns = llround(seconds * 1e9);
    if (*ns == 0 && seconds != 0) {
        *ns = seconds > 0 ? 1 : -1;
    }
    return OK;
}

void lock_request(World *w, Thread *t, Lock *lock, int64_t timeout_ns)
{
    world_touch(w, t, sizeof *t);
    t->request = (Request){.kind = REQUEST_LOCK,
                           .interruptible = 1,
                           .object = VALUE(lock),
                           .timeout_ns = timeout_ns};
}

static Status read_arguments(World *w, const NativeFrame *f, int64_t *ns)
{
    int64_t blocking = 1;
    if (f->args[0]) {
        if (is_float(f->args[0])) {
            return raise_type(w, "integer argument expected, got float");
        }
        if (!is_int(f->args[0])) {
            return raise_type(w, "an integer is required (got type %T)",
                              f->args[0]);
        }
        blocking = int_sign(f->args[0]);
    }
    *ns = FOR_EVER;
    if (f->args[1]) {
        TRY(lock_timeout(w, f->args[1], ns));
        if (*ns == -1000000000) { /* timeout=-1: no limit */
            *ns = FOR_EVER;
        } else if (blocking && *ns < 0) {
            return raise_value(w, "timeout value must be positive");
        } else if (!blocking) {
            return raise_value(w, "can't specify a timeout for a "
                                  "non-blocking call");
        }
    }
    if (!blocking) {
        *ns = 0;
    }
    return OK;
}

/* Entered again after BLOCK. *settled false: to be tried once more. */
static Status after_wait(const Thread *t, NativeFrame *f, bool *settled)
{
    *settled = true;
    switch (t->request.timed_out) {
    case LOCK_GRANTED:
        f->result = TRUE_VALUE;
        return OK;
    case LOCK_TIMED_OUT:
        f->result = FALSE_VALUE;
        return OK;
    default: /* interrupted, and there was no handler to call any more */
        *settled = false;
        return OK;
    }
}

/* Take a lock that this thread does not hold; ns FOR_EVER: no limit. */
static Status acquire(World *w, Thread *t, NativeFrame *f, int64_t ns)
{
    Lock *lock = AS(Lock, f->self);
    if (f->state) {
        bool settled;
        Status status = after_wait(t, f, &settled);
        if (settled) {
            return status;
        }
    }
    if (lock->depth == 0) {
        lock_take(w, lock, t);
        f->result = TRUE_VALUE;
        return OK;
    }
    if (ns == 0) {
        f->result = FALSE_VALUE;
        return OK;
    }
    lock_request(w, t, lock, ns);
    f->state = 1;
    return BLOCK;
}

Status lock_acquire(World *w, Thread *t, NativeFrame *f)
{
    int64_t ns;
    TRY(read_arguments(w, f, &ns));
    return acquire(w, t, f, ns);
}

Status lock_enter(World *w, Thread *t, NativeFrame *f)
{
    return acquire(w, t, f, FOR_EVER);
}

Status lock_release(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Lock *lock = AS(Lock, f->self);
    if (lock->depth == 0) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "release unlocked lock");
    }
    lock_free(w, lock);
    f->result = NONE;
    return OK;
}

Status lock_locked(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = BOOL(AS(Lock, f->self)->depth != 0);
    return OK;
}

/* ---- RLock --------------------------------------------------------------- */

Status rlock_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Lock *lock = lock_new(w, AS(Klass, f->self));
    NEED(lock);
    f->result = VALUE(lock);
    return OK;
}

static bool is_mine(const Lock *lock, const Thread *t)
{
    return lock->depth && lock->owner == VALUE(t);
}

static Status not_mine(World *w)
{
    return raise_error(w, TYPE_RUNTIME_ERROR,
                       "cannot release un-acquired "
                       "lock");
}

static Status acquire_again(World *w, Thread *t, NativeFrame *f, int64_t ns)
{
    Lock *lock = AS(Lock, f->self);
    if (f->state || !is_mine(lock, t)) {
        return acquire(w, t, f, ns);
    }
    if (lock->depth == UINT32_MAX) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Internal lock count overflowed");
    }
    STORE(w, lock->depth, lock->depth + 1);
    f->result = TRUE_VALUE;
    return OK;
}

Status rlock_acquire(World *w, Thread *t, NativeFrame *f)
{
    int64_t ns;
    TRY(read_arguments(w, f, &ns));
    return acquire_again(w, t, f, ns);
}

Status rlock_enter(World *w, Thread *t, NativeFrame *f)
{
    return acquire_again(w, t, f, FOR_EVER);
}

Status rlock_release(World *w, Thread *t, NativeFrame *f)
{
    Lock *lock = AS(Lock, f->self);
    if (!is_mine(lock, t)) {
        return not_mine(w);
    }
    if (lock->depth == 1) {
        lock_free(w, lock);
    } else {
        STORE(w, lock->depth, lock->depth - 1);
    }
    f->result = NONE;
    return OK;
}

Status rlock_is_owned(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    f->result = BOOL(is_mine(AS(Lock, f->self), t));
    return OK;
}

/* Give it back whatever its depth: (depth, owner), for _acquire_restore. */
Status rlock_release_save(World *w, Thread *t, NativeFrame *f)
{
    Lock *lock = AS(Lock, f->self);
    if (!is_mine(lock, t)) {
        return not_mine(w);
    }
    Value owner = int_from_uint64(w, t->ident);
    NEED(owner);
    f->result = tuple_of(w, 2, INT(lock->depth), owner);
    NEED(f->result);
    lock_free(w, lock);
    return OK;
}

Status rlock_acquire_restore(World *w, Thread *t, NativeFrame *f)
{
    Value state = f->args[0];
    int64_t depth = 0;
    if (!has_layout(state, TYPE_TUPLE) || tuple_length(state) != 2 ||
        !IS_INT(tuple_at(state, 0))) {
        return raise_type(w, "_acquire_restore() argument 1 must be "
                             "2-item tuple");
    }
    depth = INT_OF(tuple_at(state, 0));
    if (depth < 0 || depth > UINT32_MAX) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Internal lock count overflowed");
    }
    TRY(acquire(w, t, f, FOR_EVER));
    Lock *lock = AS(Lock, f->self);
    STORE(w, lock->depth, (uint32_t)depth);
    f->result = NONE;
    return OK;
}
