/* SPDX-License-Identifier: MIT */
/* Records as sentences. Times are seconds with nine decimals: exact. */
#include "sched/trace.h"

#include <stdlib.h>

#include "bytecode/opcode.h"
#include "sched/clock.h"
#include "sched/column.h"
#include "sched/machine.h"
#include "sched/name.h"
#include "sched/wait.h"
#include "vm/types/bytes.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#define THREAD_WIDTH 11
#define WHAT_COLUMN  26
#define WHAT_WIDTH   38

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

/* ---- shared data --------------------------------------------------------- */

/* The name that the running code has for a cell. */
static void put_cell(Buffer *out, const Frame *frame, Value cell)
{
    const CodeObject *code = frame->code;
    const Value *cells = frame->slots + code->local_count;
    for (uint32_t i = 0; i < code->cell_count + code->free_count; i++) {
        if (cells[i] == cell) {
            bool own = i < code->cell_count;
            name_str(out,
                     own ? tuple_at(code->cell_names, i)
                         : tuple_at(code->free_names, i - code->cell_count));
            return;
        }
    }
    buffer_string(out, "a variable");
}

static void put_owner(Buffer *out, World *w, Value object)
{
    char text[80];
    if (!name_object(out, w, object)) {
        buffer_format(
            out, "a %s's ",
            str_to_buffer(klass_of(w, object)->name, text, sizeof text));
    } else {
        buffer_byte(out, '.');
    }
}

static void put_item(Buffer *out, World *w, Value object, Value key)
{
    char text[80];
    if (!name_object(out, w, object)) {
        buffer_format(
            out, "a %s",
            str_to_buffer(klass_of(w, object)->name, text, sizeof text));
    }
    name_key(out, key);
}

static uint8_t opcode_of(const Frame *frame)
{
    const Bytes *code = AS(Bytes, frame->code->code);
    return frame->pc >= 2 ? (uint8_t)code->data[frame->pc - 2] : 0;
}

/* Functions, classes and modules are read at every step, and say nothing. */
static bool is_furniture(World *w, Value globals, Value key)
{
    Value value = dict_get_str(w, globals, key);
    TypeId layout = value && IS_OBJECT(value) ? layout_of(value) : TYPE_NONE;
    return layout == TYPE_FUNCTION || layout == TYPE_TYPE ||
           layout == TYPE_MODULE || layout == TYPE_NATIVE;
}

static bool put_global(Buffer *out, World *w, Value globals, Value key)
{
    name_str(out, key);
    return !is_furniture(w, globals, key);
}

/* A method is its class's and nobody's data. */
static bool put_attribute(Buffer *out, World *w, Value object, Value key,
                          AccessKind kind)
{
    char text[80];
    str_to_buffer(key, text, sizeof text);
    put_owner(out, w, object);
    name_str(out, key);
    return kind == ACCESS_WRITE || name_attribute(w, object, text);
}

/* False: nothing that threads could get wrong. */
static bool put_place(Buffer *out, World *w, const Frame *frame,
                      AccessKind kind, Value object, Value key)
{
    if (object == frame->globals) {
        return put_global(out, w, object, key);
    }
    if (object == frame->locals) {
        return false; /* the names of a class being made */
    }
    switch (opcode_of(frame)) {
    case OP_LOAD_ATTR:
    case OP_LOAD_METHOD:
    case OP_STORE_ATTR:
    case OP_DELETE_ATTR:
        return layout_of(object) == TYPE_OBJECT &&
               put_attribute(out, w, object, key, kind);
    default:
        break;
    }
    switch (layout_of(object)) {
    case TYPE_CELL:
        put_cell(out, frame, object);
        return true;
    case TYPE_LIST:
    case TYPE_DICT:
    case TYPE_BYTEARRAY:
    case TYPE_OBJECT:
        put_item(out, w, object, key);
        return true;
    default:
        return false;
    }
}

/* ---- lines --------------------------------------------------------------- */

/* Thread, what, and where the thread stands in the program. */
static void put_line(Buffer *out, World *w, const Thread *thread, int64_t time,
                     const Buffer *what)
{
    Buffer name = {0};
    Buffer place = {0};
    size_t start = out->size;
    const Frame *frame = lock_program_frame(thread);
    name_thread(&name, w, thread);
    if (frame) {
        name_file(&place, frame->code);
        buffer_format(&place, ":%d", frame_line(frame));
    }
    buffer_format(out, "%.9f  ", (double)time / 1e9);
    column_put(out, &name, THREAD_WIDTH, THREAD_WIDTH);
    int room =
        COLUMN_LAST - (int)(out->size - start) - column_width(&place) - 2;
    int width =
        room < WHAT_WIDTH ? WHAT_WIDTH < room ? WHAT_WIDTH : room : WHAT_WIDTH;
    column_put(out, what, width, room > 12 ? room : 12);
    buffer_string(out, column_text(&place));
    column_end(out, start);
    buffer_free(&name);
    buffer_free(&place);
}

/* Lines of turns that are over: no earlier event can follow. */
static void put_until(Trace *trace, int64_t time)
{
    size_t done = 0;
    while (done < trace->count && trace->lines[done].time <= time) {
        trace->put(trace->data, trace->lines[done].text);
        free(trace->lines[done++].text);
    }
    trace->count -= done;
    if (done) {
        memmove(trace->lines, trace->lines + done,
                trace->count * sizeof *trace->lines);
    }
}

static void keep(Trace *trace, int64_t time, Buffer *text)
{
    if (trace->count == trace->capacity) {
        size_t capacity = trace->capacity ? 2 * trace->capacity : 64;
        TraceLine *lines = realloc(trace->lines, capacity * sizeof *lines);
        if (!lines) {
            trace->failed = true;
            buffer_free(text);
            return;
        }
        trace->lines = lines;
        trace->capacity = capacity;
    }
    if (text->failed || !text->size) {
        trace->failed = trace->failed || text->failed;
        buffer_free(text);
        return;
    }
    size_t at = trace->count++;
    while (at > 0 && trace->lines[at - 1].time > time) {
        trace->lines[at] = trace->lines[at - 1];
        at--;
    }
    trace->lines[at] = (TraceLine){time, text->data};
}

static void see(void *data, World *w, const Record *record)
{
    Trace *trace = data;
    Buffer what = {0};
    Buffer line = {0};
    put_until(trace, machine_peek(w)->turn - 1);
    put_what(&what, w, record);
    put_line(&line, w, record->thread, record->time, &what);
    keep(trace, record->time, &line);
    buffer_free(&what);
}

Observer trace_observer(Trace *trace)
{
    return (Observer){.see = see, .data = trace};
}

void trace_access(Trace *trace, World *w, AccessKind kind, Value object,
                  Value key)
{
    const Frame *frame = thread_innermost(w->thread);
    if ((kind != ACCESS_READ && kind != ACCESS_WRITE) || !frame ||
        frame->code->in_library || frame->code->in_prelude) {
        return;
    }
    Buffer what = {0};
    buffer_string(&what, kind == ACCESS_READ ? "reads " : "writes ");
    if (put_place(&what, w, frame, kind, object, key)) {
        Buffer line = {0};
        int64_t now = world_now(w);
        put_line(&line, w, w->thread, now, &what);
        keep(trace, now, &line);
    }
    buffer_free(&what);
}

void trace_end(Trace *trace)
{
    put_until(trace, CLOCK_NEVER);
    free(trace->lines);
    trace->lines = NULL;
    trace->count = trace->capacity = 0;
}
