/* SPDX-License-Identifier: MIT */
/* Records as sentences. Times are seconds with nine decimals: exact. */
#include "sched/trace.h"

#include "sched/clock.h"
#include "sched/gil.h"
#include "sched/name.h"
#include "sched/wait.h"

static const char *drop_reason(uint8_t why)
{
    static const char *const reasons[] = {
        [DROP_FORCED] = "asked to", [DROP_LOCK] = "to wait for a lock",
        [DROP_SLEEP] = "to sleep",  [DROP_IO] = "for input or output",
        [DROP_WAIT] = "to wait",    [DROP_END] = "its end",
    };
    return reasons[why];
}

static void put_object(Buffer *out, World *w, Value object)
{
    if (has_layout(object, TYPE_LOCK)) {
        wait_name_lock(out, w, AS(Lock, object));
    } else if (object) {
        name_object(out, w, object);
    }
}

static void put_duration(Buffer *out, const char *before, int64_t ns)
{
    char text[40];
    if (ns > 0) {
        buffer_string(out, before);
        buffer_string(out, clock_text((double)ns, text, sizeof text));
    }
}

/* What it waits for comes behind the verb, not before it. */
static void put_block(Buffer *out, World *w, const Record *record)
{
    Buffer what = {0};
    buffer_string(out, wait_describe(&what, w, record->thread));
    if (what.size) {
        buffer_byte(out, ' ');
        buffer_bytes(out, what.data, what.size);
    }
    put_duration(out, " for at most ", record->amount);
    buffer_free(&what);
}

static void put_what(Buffer *out, World *w, const Record *record)
{
    switch ((RecordKind)record->kind) {
    case RECORD_START:
        buffer_string(out, "is started by ");
        name_thread(out, w, record->other);
        break;
    case RECORD_TAKE:
        buffer_string(out, "takes the GIL");
        put_duration(out, " after ", record->amount);
        break;
    case RECORD_DROP:
        buffer_format(out, "drops the GIL: %s", drop_reason(record->why));
        break;
    case RECORD_REQUEST:
        buffer_string(out, "asks for the GIL");
        break;
    case RECORD_READY:
        buffer_string(out, "waits for the GIL");
        break;
    case RECORD_BLOCK:
        put_block(out, w, record);
        break;
    case RECORD_WAKE:
        buffer_string(out, record->why ? "stops waiting" : "is woken");
        break;
    case RECORD_ACQUIRE:
        buffer_string(out, "acquires ");
        put_object(out, w, record->object);
        break;
    case RECORD_RELEASE:
        buffer_string(out, "releases ");
        put_object(out, w, record->object);
        break;
    case RECORD_OUTPUT:
        buffer_format(out, "writes %lld bytes", (long long)record->amount);
        break;
    case RECORD_END:
        buffer_string(out, "ends");
        break;
    }
}

void trace_line(Buffer *out, World *w, const Record *record)
{
    Buffer name = {0};
    Buffer what = {0};
    name_thread(&name, w, record->thread);
    put_what(&what, w, record);
    buffer_format(out, "%14.9f  %-11s %s", (double)record->time / 1e9,
                  name.size ? name.data : "", what.size ? what.data : "");
    const Frame *frame = lock_program_frame(record->thread);
    if (frame && what.size < 40) {
        buffer_pad(out, ' ', 40 - what.size);
    }
    if (frame) {
        buffer_string(out, "  ");
        name_file(out, frame->code);
        buffer_format(out, ":%d", frame_line(frame));
    }
    buffer_byte(out, '\n');
    buffer_free(&name);
    buffer_free(&what);
}
