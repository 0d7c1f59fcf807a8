/* SPDX-License-Identifier: MIT */
/*
 * sys.settrace, sys.setprofile and the f_trace attributes of frames.
 *
 * They hold for the thread that calls them; vm/trace.c does the telling.
 */
#include "vm/natives.h"
#include "vm/trace.h"
#include "vm/types/function.h"

static Status set(World *w, Thread *t, NativeFrame *f, int which)
{
    Value v = f->args[0] == NONE ? NO_VALUE : f->args[0];
    TRY(thread_set_rare(w, t, which, v));
    trace_changed(w, t);
    f->result = NONE;
    return OK;
}

static Status get(NativeFrame *f, Value value)
{
    f->result = value ? value : NONE;
    return OK;
}

Status sys_settrace(World *w, Thread *t, NativeFrame *f)
{
    return set(w, t, f, RARE_TRACE);
}

Status sys_gettrace(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    return get(f, thread_rare(t, RARE_TRACE));
}

Status sys_setprofile(World *w, Thread *t, NativeFrame *f)
{
    return set(w, t, f, RARE_PROFILE);
}

Status sys_getprofile(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    return get(f, thread_rare(t, RARE_PROFILE));
}

/* call_tracing(func, args): a trace function may have func traced, too. What
 * this boundary has been told so far waits in slot[0]. */
Status sys_call_tracing(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    if (f->resumed) {
        t->tracing = (uint8_t)(INT_OF(f->slot[0]) & 0xff);
        t->trace_step = (uint8_t)(INT_OF(f->slot[0]) >> 8 & 0xff);
        t->trace_entered = (uint8_t)(INT_OF(f->slot[0]) >> 16 & 0xff);
        t->trace_distance = (uint8_t)(INT_OF(f->slot[0]) >> 24 & 0xff);
        t->trace_state = (uint8_t)(INT_OF(f->slot[0]) >> 32 & 0xff);
        return native_result(f, &f->result);
    }
    if (!has_layout(f->args[1], TYPE_TUPLE)) {
        return raise_type(w, "call_tracing() argument 2 must be tuple, not %T",
                          f->args[1]);
    }
    f->slot[0] =
        INT((int64_t)t->trace_state << 32 | (int64_t)t->trace_distance << 24 |
            (int64_t)t->trace_entered << 16 | (int64_t)t->trace_step << 8 |
            t->tracing);
    t->tracing = t->trace_step = t->trace_state = 0;
    return native_call_tuple(f, f->args[0], f->args[1], NO_VALUE);
}

/* ---- frames -------------------------------------------------------------- */

Status frame_get_trace(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Values *record = trace_record(w, AS(Frame, f->self));
    return get(f, record ? record->items[RECORD_FUNCTION] : NO_VALUE);
}

Status frame_set_trace(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Values *record = trace_record_made(w, AS(Frame, f->self));
    NEED(record);
    STORE(w, record->items[RECORD_FUNCTION],
          f->args[0] == NONE ? NO_VALUE : f->args[0]);
    return get(f, NO_VALUE);
}

static int flag_of(const NativeFrame *f)
{
    return native_table[f->native].name[8] == 'l' ? TRACE_LINES : TRACE_OPCODES;
}

Status frame_get_trace_flag(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Values *record = trace_record(w, AS(Frame, f->self));
    int64_t flags = record ? INT_OF(record->items[RECORD_FLAGS]) : TRACE_LINES;
    return get(f, BOOL(flags & flag_of(f)));
}

Status frame_set_trace_flag(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!f->args[0]) {
        return raise_type(w, "can't delete numeric/char attribute");
    }
    if (!IS_BOOL(f->args[0])) {
        return raise_type(w, "attribute value type must be bool");
    }
    Values *record = trace_record_made(w, AS(Frame, f->self));
    NEED(record);
    int64_t flags = INT_OF(record->items[RECORD_FLAGS]) & ~flag_of(f);
    flags |= f->args[0] == TRUE_VALUE ? flag_of(f) : 0;
    STORE(w, record->items[RECORD_FLAGS], INT(flags));
    return get(f, NO_VALUE);
}
