/* SPDX-License-Identifier: MIT */
/*
 * Trace and profile functions: which events there are, and telling them.
 *
 * CPython's eval loop keeps what was told last in C variables of each frame's
 * call. Here a traced frame has a record, found by an index in the frame, and
 * an event in progress is a NativeFrame as any other call; `trace_step` of the
 * thread says which events of the instruction have been told.
 */
#include "vm/trace.h"

#include "bytecode/code.h"
#include "bytecode/opcode.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/code_object.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/object.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/unwind.h"

typedef enum {
    EVENT_CALL,
    EVENT_LINE,
    EVENT_OPCODE,
    EVENT_RETURN,
    EVENT_EXCEPTION,
    EVENT_C_CALL,
    EVENT_C_RETURN,
    EVENT_C_EXCEPTION,
} Event;

static const char *const event_names[] = {
    "call",      "line",   "opcode",   "return",
    "exception", "c_call", "c_return", "c_exception",
};

/* ---- records ------------------------------------------------------------- */

Values *trace_record(World *w, const Frame *frame)
{
    return frame->trace ? AS(Values, AS(Values, w->traces)->items[frame->trace])
                        : NULL;
}

/* A place at the table's end; 0 with an error set. Frames end in the order of
 * a stack, so that what is given back is mostly the end. */
static uint32_t record_place(World *w)
{
    Values *table = AS(Values, w->traces);
    uint64_t used = table ? table->used : 0;
    if (!table || used == values_capacity(table)) {
        Values *wider = values_new(w, used < 8 ? 16 : (size_t)used * 2);
        if (!wider || used > UINT32_MAX / 2) {
            return 0;
        }
        wider->used = used ? used : 1;
        for (uint64_t i = 1; i < used; i++) {
            wider->items[i] = table->items[i];
        }
        w->traces = VALUE(wider);
        table = wider;
    }
    world_touch(w, table, sizeof *table);
    return (uint32_t)table->used++;
}

Values *trace_record_made(World *w, Frame *frame)
{
    Values *record = trace_record(w, frame);
    if (record) {
        return record;
    }
    record = values_new(w, RECORD_SIZE);
    uint32_t place = record ? record_place(w) : 0;
    if (!place) {
        return NULL;
    }
    record->used = RECORD_SIZE;
    record->items[RECORD_FLAGS] = INT(TRACE_LINES);
    record->items[RECORD_PREVIOUS] = INT(-1);
    record->items[RECORD_LINE] =
        INT(frame->pc ? frame_line(frame) : (int)frame->code->first_line);
    STORE(w, AS(Values, w->traces)->items[place], VALUE(record));
    STORE(w, frame->trace, place);
    return record;
}

void trace_drop(World *w, Frame *frame)
{
    Values *table = AS(Values, w->traces);
    STORE(w, table->items[frame->trace], NO_VALUE);
    STORE(w, frame->trace, 0);
    world_touch(w, table, sizeof *table);
    while (table->used > 1 && !table->items[table->used - 1]) {
        table->used--;
    }
}

static Value record_item(World *w, const Frame *frame, int item)
{
    const Values *record = trace_record(w, frame);
    return record ? record->items[item] : NO_VALUE;
}

void trace_changed(World *w, Thread *t)
{
    t->traced = thread_rare(t, RARE_TRACE) || thread_rare(t, RARE_PROFILE);
    world_poke(w);
}

/* ---- one event ----------------------------------------------------------- */

enum { TELL_PROFILE = 1, TELL_SHIFTED = 2, TELL_RAISED = 4, TELL_STOP = 8 };

/*
 * Call the trace or profile function. TELL_SHIFTED: the instruction about to
 * run counts as the one in progress; TELL_STOP: the one at t->trace_stop does.
 * TELL_RAISED: t->raised is put aside.
 */
static CallOutcome tell(World *w, Thread *t, Frame *frame, Value function,
                        Event event, Value arg, uint32_t how)
{
    Value name = str_intern_ascii(w, event_names[event]);
    Value raised = t->raised;
    Value plan =
        name ? tuple_of(w, 6, function, VALUE(frame), name, arg ? arg : NONE,
                        raised ? raised : NONE, INT(frame->pc))
             : NO_VALUE;
    if (!plan) {
        return CALL_RAISED;
    }
    world_touch(w, frame, sizeof *frame);
    frame->head.flags |= OBJECT_ESCAPED;
    if (how & TELL_SHIFTED) {
        frame->pc += 2;
    } else if (how & TELL_STOP) {
        frame->pc = t->trace_stop;
        t->trace_stop = 0;
    }
    if (how & TELL_RAISED) {
        t->raised = NO_VALUE;
    }
    uint8_t deliver = how & TELL_RAISED ? DELIVER_RAISED : DELIVER_DROP;
    Value result;
    CallOutcome outcome =
        call_operator(w, t, ROW_TRACE, how, plan, NULL, 0, deliver, 0, &result);
    if (outcome == CALL_DONE && how & TELL_RAISED) {
        t->trace_state &= (uint8_t)~TRACE_BACK;
        t->raised = raised;
    }
    return outcome;
}

/* Names that the trace function has changed in f_locals. */
static Status store_locals(World *w, Frame *frame)
{
    const CodeObject *code = frame->code;
    if (!frame->locals || !(code->flags & CODE_OPTIMIZED) ||
        !is_exactly(frame->locals, TYPE_DICT)) {
        return OK;
    }
    const Value tables[] = {code->variable_names, code->cell_names,
                            code->free_names};
    Value *slot = frame->slots;
    world_touch(w, frame, heap_cell_size(frame));
    for (int i = 0; i < 3; i++) {
        for (size_t j = 0; j < tuple_length(tables[i]); j++, slot++) {
            Value now = dict_get_str(w, frame->locals, tuple_at(tables[i], j));
            if (i > 0 && has_layout(*slot, TYPE_CELL)) {
                STORE(w, AS(Cell, *slot)->value, now);
            } else if (i == 0 && (now || *slot)) {
                *slot = now;
            }
        }
    }
    return OK;
}

static Status told(World *w, Thread *t, NativeFrame *f, Frame *frame)
{
    uint32_t how = f->slot_id;
    Value result;
    t->tracing--;
    if (native_result(f, &result) != OK) {
        t->trace_step = 0; /* the instruction in progress has raised */
        Values *record = trace_record(w, frame);
        STORE(w,
              AS(Values, t->rare)
                  ->items[how & TELL_PROFILE ? RARE_PROFILE : RARE_TRACE],
              NO_VALUE);
        if (record) {
            STORE(w, record->items[RECORD_FUNCTION], NO_VALUE);
        }
        trace_changed(w, t);
        return RAISE;
    }
    if (how & TELL_SHIFTED) {
        STORE(w, frame->pc, frame->pc - 2);
    } else if (how & TELL_STOP) {
        STORE(w, frame->pc, (uint32_t)INT_OF(tuple_at(f->slot[0], 5)));
    }
    TRY(store_locals(w, frame));
    if (!(how & TELL_PROFILE) && result != NONE) {
        Values *record = trace_record_made(w, frame);
        NEED(record);
        STORE(w, record->items[RECORD_FUNCTION], result);
    }
    f->result = NONE;
    if (how & TELL_RAISED) {
        f->result = tuple_at(f->slot[0], 4);
        t->trace_state |= TRACE_BACK;
    }
    return OK;
}

/* The native TRACE: slot[0] is function, frame, event, argument, raised, pc. */
Status operator_trace(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = AS(Frame, tuple_at(f->slot[0], 1));
    if (f->resumed) {
        return told(w, t, f, frame);
    }
    Value locals;
    t->tracing++;
    if (frame->locals) {
        TRY(frame_locals(w, frame, &locals));
    }
    return native_call(f, tuple_at(f->slot[0], 0), 3, VALUE(frame),
                       tuple_at(f->slot[0], 2), tuple_at(f->slot[0], 3));
}

bool trace_in_line(const Thread *t, const Frame *frame)
{
    for (const Object *o = t->frame; o; o = ((const Frame *)o)->back) {
        const NativeFrame *f = (const NativeFrame *)o;
        if (o->layout == TYPE_NATIVE_FRAME && f->native == ROW_TRACE &&
            tuple_at(f->slot[0], 1) == VALUE(frame)) {
            return str_is(tuple_at(f->slot[0], 2), "line") ||
                   str_is(tuple_at(f->slot[0], 2), "opcode");
        }
    }
    return false;
}

/* ---- before an instruction ----------------------------------------------- */

typedef enum {
    STEP_STOP, /* a generator's end took FOR_ITER or YIELD_FROM here */
    STEP_C_RETURN,
    STEP_CALL,
    STEP_PROFILE_CALL,
    STEP_LINE,
    STEP_OPCODE,
    STEP_C_CALL,
    STEP_RETURN,
    STEP_PROFILE_RETURN,
    STEP_OUTER, /* once more for who yields from this one */
    STEP_COUNT
} Step;

/* Where the line of the instruction at `pc` begins. */
static uint32_t line_start(const CodeObject *code, uint32_t pc)
{
    const Bytes *table = AS(Bytes, code->line_table);
    uint32_t at = 0;
    uint32_t start = 0;
    for (uint64_t i = 0; i + 1 < table->length; i += 2) {
        at += (uint8_t)table->data[i];
        if (at > pc) {
            break;
        }
        start = table->data[i + 1] ? at : start;
    }
    return start;
}

/* A new line, or the same one again by a jump backwards? */
static bool line_begins(World *w, const Frame *frame)
{
    int64_t previous = INT_OF(record_item(w, frame, RECORD_PREVIOUS));
    return (int64_t)frame->pc < previous ||
           line_start(frame->code, frame->pc) == frame->pc;
}

static uint8_t next_op(const Frame *frame)
{
    return (uint8_t)AS(Bytes, frame->code->code)->data[frame->pc];
}

/* What the call at frame->pc calls, when it is a built-in function; 0 with an
 * error set: no memory. `none`: it is not. */
static Value builtin_called(World *w, Frame *frame, bool *none)
{
    uint8_t op = next_op(frame);
    size_t n = (uint8_t)AS(Bytes, frame->code->code)->data[frame->pc + 1];
    const Value *sp = frame_stack(frame) + frame->depth;
    const Value *callee = op == OP_CALL_FUNCTION      ? sp - n - 1
                          : op == OP_CALL_FUNCTION_KW ? sp - n - 2
                          : op == OP_CALL_FUNCTION_EX ? sp - 2 - (n & 1)
                          : op == OP_CALL_METHOD ? sp - n - (sp[-n - 2] ? 2 : 1)
                                                 : NULL;
    *none = true;
    if (!callee || callee < frame_stack(frame)) {
        return NO_VALUE;
    }
    if (is_exactly(*callee, TYPE_NATIVE)) {
        *none = false;
        return *callee;
    }
    if (!is_exactly(*callee, TYPE_METHOD_DESCRIPTOR) ||
        op == OP_CALL_FUNCTION_EX || callee + 1 >= sp) {
        return NO_VALUE;
    }
    *none = false;
    Value bound =
        native_new(w, TYPE_NATIVE, AS(Native, *callee)->row, callee[1]);
    if (bound) {
        AS(Native, bound)->name = AS(Native, *callee)->name;
    }
    return bound;
}

static CallOutcome tell_c_call(World *w, Thread *t, Frame *frame)
{
    bool none;
    Value callee = builtin_called(w, frame, &none);
    if (none) {
        return CALL_DONE;
    }
    Values *record = callee ? trace_record_made(w, frame) : NULL;
    if (!record) {
        return CALL_RAISED;
    }
    STORE(w, record->items[RECORD_CALLEE], callee);
    return tell(w, t, frame, thread_rare(t, RARE_PROFILE), EVENT_C_CALL, callee,
                TELL_PROFILE | TELL_SHIFTED);
}

static CallOutcome tell_c_return(World *w, Thread *t, Frame *frame, Event event,
                                 uint32_t how)
{
    Value callee = record_item(w, frame, RECORD_CALLEE);
    if (!callee) {
        return CALL_DONE;
    }
    STORE(w, trace_record(w, frame)->items[RECORD_CALLEE], NO_VALUE);
    return thread_rare(t, RARE_PROFILE)
               ? tell(w, t, frame, thread_rare(t, RARE_PROFILE), event, callee,
                      how)
               : CALL_DONE;
}

/* The frame whose `yield from` hands on what the innermost one yields:
 * `distance` frames further out. */
static Frame *yielding(Frame *frame, unsigned distance)
{
    for (; distance > 0; distance--) {
        if (frame->deliver != DELIVER_SEND || !frame->back ||
            !is_frame(frame->back)) {
            return NULL;
        }
        frame = (Frame *)frame->back;
    }
    return frame;
}

static CallOutcome step_return(World *w, Thread *t, Frame *top, Step step)
{
    uint8_t op = next_op(top);
    if (op != OP_RETURN_VALUE && op != OP_YIELD_VALUE) {
        return CALL_DONE;
    }
    Frame *frame = yielding(top, t->trace_distance);
    Value value = frame_stack(top)[top->depth - 1];
    uint32_t how = frame == top ? TELL_SHIFTED : 0;
    if (step == STEP_RETURN) {
        Value function = thread_rare(t, RARE_TRACE)
                             ? record_item(w, frame, RECORD_FUNCTION)
                             : NO_VALUE;
        return function ? tell(w, t, frame, function, EVENT_RETURN, value, how)
                        : CALL_DONE;
    }
    if (step == STEP_PROFILE_RETURN) {
        return thread_rare(t, RARE_PROFILE)
                   ? tell(w, t, frame, thread_rare(t, RARE_PROFILE),
                          EVENT_RETURN, value, how | TELL_PROFILE)
                   : CALL_DONE;
    }
    if (op == OP_RETURN_VALUE) {
        if (frame->trace) {
            trace_drop(w, frame);
        }
    } else if (yielding(top, t->trace_distance + 1u)) {
        t->trace_distance++;
        t->trace_step = STEP_RETURN;
    } else {
        t->trace_distance = 0;
    }
    return CALL_DONE;
}

static CallOutcome step_line(World *w, Thread *t, Frame *frame, Step step)
{
    Value function = thread_rare(t, RARE_TRACE)
                         ? record_item(w, frame, RECORD_FUNCTION)
                         : NO_VALUE;
    if (!function) {
        return CALL_DONE;
    }
    int64_t flags = INT_OF(record_item(w, frame, RECORD_FLAGS));
    if (step == STEP_LINE) {
        if (!line_begins(w, frame)) {
            return CALL_DONE;
        }
        STORE(w, trace_record(w, frame)->items[RECORD_LINE],
              INT(code_object_line(frame->code, frame->pc)));
        return flags & TRACE_LINES ? tell(w, t, frame, function, EVENT_LINE,
                                          NO_VALUE, TELL_SHIFTED)
                                   : CALL_DONE;
    }
    STORE(w, trace_record(w, frame)->items[RECORD_PREVIOUS], INT(frame->pc));
    return flags & TRACE_OPCODES ? tell(w, t, frame, function, EVENT_OPCODE,
                                        NO_VALUE, TELL_SHIFTED)
                                 : CALL_DONE;
}

static CallOutcome step_call(World *w, Thread *t, Frame *frame, Step step)
{
    if (!t->trace_entered) {
        return CALL_DONE;
    }
    if (frame->trace) {
        STORE(w, trace_record(w, frame)->items[RECORD_PREVIOUS], INT(-1));
    }
    if (step == STEP_CALL) {
        return thread_rare(t, RARE_TRACE)
                   ? tell(w, t, frame, thread_rare(t, RARE_TRACE), EVENT_CALL,
                          NO_VALUE, 0)
                   : CALL_DONE;
    }
    return thread_rare(t, RARE_PROFILE)
               ? tell(w, t, frame, thread_rare(t, RARE_PROFILE), EVENT_CALL,
                      NO_VALUE, TELL_PROFILE)
               : CALL_DONE;
}

static CallOutcome step_stop(World *w, Thread *t, Frame *frame)
{
    Value function = thread_rare(t, RARE_TRACE)
                         ? record_item(w, frame, RECORD_FUNCTION)
                         : NO_VALUE;
    if (!t->trace_stop || !function) {
        t->trace_stop = 0;
        return CALL_DONE;
    }
    (void)raise_stop(w, NO_VALUE);
    Value stop = t->raised;
    raised_clear(w);
    Value arg = tuple_of(w, 3, VALUE(klass_of(w, stop)), stop, NONE);
    return arg ? tell(w, t, frame, function, EVENT_EXCEPTION, arg, TELL_STOP)
               : CALL_RAISED;
}

static CallOutcome step_tell(World *w, Thread *t, Frame *frame, Step step)
{
    switch (step) {
    case STEP_STOP:
        return step_stop(w, t, frame);
    case STEP_C_RETURN:
        return tell_c_return(w, t, frame, EVENT_C_RETURN, TELL_PROFILE);
    case STEP_CALL:
    case STEP_PROFILE_CALL:
        return step_call(w, t, frame, step);
    case STEP_LINE:
    case STEP_OPCODE:
        return step_line(w, t, frame, step);
    case STEP_C_CALL:
        return thread_rare(t, RARE_PROFILE) ? tell_c_call(w, t, frame)
                                            : CALL_DONE;
    default:
        return step_return(w, t, frame, step);
    }
}

CallOutcome trace_boundary(World *w, Thread *t, Frame *frame, bool entered)
{
    if (t->trace_step == 0) {
        t->trace_entered = entered;
        t->trace_distance = 0;
    }
    while (t->trace_step < STEP_COUNT) {
        CallOutcome outcome = step_tell(w, t, frame, (Step)t->trace_step++);
        if (outcome == CALL_RAISED) {
            t->trace_step = 0;
        }
        if (outcome != CALL_DONE) {
            return outcome;
        }
    }
    t->trace_step = 0;
    return CALL_DONE;
}

/* ---- exceptions ---------------------------------------------------------- */

static bool seen(const World *w, const Thread *t, const Frame *frame)
{
    return !t->tracing && !frame->code->in_prelude && !w->free_depth;
}

CallOutcome trace_raised(World *w, Thread *t, Frame *frame)
{
    if (!(t->trace_state & TRACE_DUE) || !seen(w, t, frame)) {
        return CALL_DONE;
    }
    t->trace_step = 0;
    CallOutcome outcome = tell_c_return(w, t, frame, EVENT_C_EXCEPTION,
                                        TELL_PROFILE | TELL_RAISED);
    if (outcome != CALL_DONE) {
        return outcome; /* still due */
    }
    t->trace_state &= (uint8_t)~TRACE_DUE;
    Value function = thread_rare(t, RARE_TRACE)
                         ? record_item(w, frame, RECORD_FUNCTION)
                         : NO_VALUE;
    if (!function) {
        return CALL_DONE;
    }
    Value tb = AS(Exception, t->raised)->traceback;
    Value arg = tuple_of(w, 3, VALUE(klass_of(w, t->raised)), t->raised,
                         tb ? tb : NONE);
    return arg ? tell(w, t, frame, function, EVENT_EXCEPTION, arg, TELL_RAISED)
               : CALL_RAISED;
}

CallOutcome trace_left(World *w, Thread *t, Frame *frame)
{
    if (!seen(w, t, frame)) {
        return CALL_DONE;
    }
    Value function = thread_rare(t, RARE_TRACE)
                         ? record_item(w, frame, RECORD_FUNCTION)
                         : NO_VALUE;
    CallOutcome outcome = CALL_DONE;
    if (function && !(t->trace_state & TRACE_LEFT)) {
        t->trace_state |= TRACE_LEFT;
        outcome = tell(w, t, frame, function, EVENT_RETURN, NONE, TELL_RAISED);
    }
    if (frame->trace) {
        trace_drop(w, frame);
    }
    if (outcome == CALL_DONE && thread_rare(t, RARE_PROFILE) &&
        !(t->trace_state & TRACE_LEFT << 1)) {
        t->trace_state |= TRACE_LEFT << 1;
        outcome = tell(w, t, frame, thread_rare(t, RARE_PROFILE), EVENT_RETURN,
                       NONE, TELL_PROFILE | TELL_RAISED);
    }
    return outcome;
}
