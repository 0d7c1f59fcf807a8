/* SPDX-License-Identifier: MIT */
/*
 * The loop over instructions. Included twice by interp.c: once plain, and once
 * with REPORTING 1, which tells host->access about every shared read and write
 * so that the plain loop pays nothing for the detectors.
 *
 * Registers: `frame` and what is read off it (pc, sp, locals, constants,
 * caches), `left` (nanoseconds to the limit) and `cost` (of one opcode).
 * Memory is up to date after SAVE(). Every opcode ends in NEXT, which charges
 * it and, when time is up, asks slow_path() whether this boundary is one.
 *
 * Only the fast paths are here. Everything that may run Python code is one of
 * the interpreter's own natives (operators.def), entered by OPERATE.
 *
 * Its parts: operators, names and attributes, calls, blocks; and the runs of
 * instructions that are executed at one dispatch (interp_fused.h).
 */

#define SAVE()                                                                 \
    (frame->pc = (uint32_t)(pc - code_start),                                  \
     frame->depth = (uint32_t)(sp - stack), w->left = left)

/* After a leaf that may allocate: it may have lowered the limit. */
#define RELOAD() (left = w->left)

#define LOAD_FRAME()                                                           \
    do {                                                                       \
        frame = (Frame *)t->frame;                                             \
        code = frame->code;                                                    \
        const Runnable *run = w->outside->runnables[code->cache_id];           \
        if (__builtin_expect(!run, 0) && !(run = outside_runnable(w, code))) { \
            (void)raise_memory(w);                                             \
            goto raised;                                                       \
        }                                                                      \
        code_start = run->code;                                                \
        caches = (Cache *)run->caches;                                         \
        pc = code_start + frame->pc;                                           \
        locals = frame->slots;                                                 \
        stack = frame_stack(frame);                                            \
        sp = stack + frame->depth;                                             \
        constants = AS(Tuple, code->constants)->items;                         \
        cost = w->free_depth ? 0 : w->op_ns;                                   \
        left = w->left;                                                        \
    } while (0)

#define DISPATCH()                                                             \
    do {                                                                       \
        oparg = pc[1];                                                         \
        const void *target = labels[pc[0]];                                    \
        pc += 2;                                                               \
        goto *target;                                                          \
    } while (0)

/* The instruction is done. `kind` is an OP_ or pseudo row of opcodes.def. */
#define NEXT_AS(kind, how, python)                                             \
    do {                                                                       \
        left -= cost;                                                          \
        if (__builtin_expect(left <= 0, 0)) {                                  \
            boundary = (Boundary){(kind), (how), (python)};                    \
            goto slow;                                                         \
        }                                                                      \
        DISPATCH();                                                            \
    } while (0)
#define NEXT(op) NEXT_AS(OP_##op, NO_JUMP, false)
/* `from`: pc before the jump. */
#define NEXT_JUMP(op, from)                                                    \
    NEXT_AS(OP_##op, pc < (from) ? JUMP_BACK : JUMP_AHEAD, false)

#define PUSH(v)    (*sp++ = (v))
#define POP()      (*--sp)
#define TOP()      (sp[-1])
#define SECOND()   (sp[-2])
#define THIRD()    (sp[-3])
#define NAME_AT(i) (AS(Tuple, code->names)->items[i])
/* The opcode before pc, as the program has it. */
#define OP_BEHIND()                                                            \
    ((uint8_t)AS(Bytes, code->code)->data[pc - code_start - 2])
#define CACHE()    (&caches[(size_t)(pc - code_start) / 2 - 1])

/* An interpreter's native on the `n` topmost operands. */
#define OPERATE(row, slot, extra, n, how)                                      \
    do {                                                                       \
        SAVE();                                                                \
        outcome = call_operator(w, t, ROW_##row, (slot), (extra), sp - (n),    \
                                (n), (how), (n), &value);                      \
        done_deliver = (how);                                                  \
        done_pop = (n);                                                        \
        goto called;                                                           \
    } while (0)

#define RAISE_HERE()                                                           \
    do {                                                                       \
        SAVE();                                                                \
        goto raised;                                                           \
    } while (0)
/* `raise` makes the exception: memory is up to date before it allocates. */
#define RAISE_BY(raise)                                                        \
    do {                                                                       \
        SAVE();                                                                \
        (void)(raise);                                                         \
        goto raised;                                                           \
    } while (0)

/* A reference was dropped: an object that must be finalised may be dead. */
#define DROPPED(old)                                                           \
    do {                                                                       \
        if (__builtin_expect(w->watched != 0, 0)) {                            \
            w->left = left;                                                    \
            heap_dropped(w, (old));                                            \
            left = w->left;                                                    \
        }                                                                      \
    } while (0)

#if REPORTING
#define REPORT(kind, object, key)                                              \
    do {                                                                       \
        SAVE();                                                                \
        w->host->access(w, (kind), (object), (key));                           \
        RELOAD();                                                              \
    } while (0)
#else
#define REPORT(kind, object, key) ((void)0)
#endif

static StopReason LOOP_NAME(World *w, Thread *t)
{
    static const void *const labels[256] = {
#define OP(name, number, ...) [number] = &&L_##name,
#include "bytecode/opcodes.def"
#if REPORTING
/* Each access is reported by its own instruction. */
#define FUSED(name, count, first, b, c, d) [FUSED_##name] = &&L_##first,
#else
#define FUSED(name, count, first, b, c, d) [FUSED_##name] = &&F_##name,
#endif
#include "vm/fused.def"
    };
    Frame *frame;
    CodeObject *code;
    const uint8_t *code_start;
    const uint8_t *pc;
    Value *locals;
    Value *stack;
    Value *sp;
    Value *constants;
    Cache *caches;
    int64_t left;
    int64_t cost;
    uint32_t oparg;
    Value value = NO_VALUE;
    CallOutcome outcome = CALL_DONE;
    uint8_t done_deliver = DELIVER_PUSH;
    uint8_t done_pop = 0;
    Value done_owner = NO_VALUE;
    Boundary boundary = {OP_ENTER, false, false};

    goto resume;

    /* ---- stack ---------------------------------------------------------- */
L_POP_TOP: {
    Value old = POP();
    DROPPED(old);
    NEXT(POP_TOP);
}
L_ROT_TWO: {
    Value first = TOP();
    TOP() = SECOND();
    SECOND() = first;
    NEXT(ROT_TWO);
}
L_ROT_THREE: {
    Value first = TOP();
    TOP() = SECOND();
    SECOND() = THIRD();
    THIRD() = first;
    NEXT(ROT_THREE);
}
L_ROT_FOUR: {
    Value first = TOP();
    TOP() = SECOND();
    SECOND() = THIRD();
    THIRD() = sp[-4];
    sp[-4] = first;
    NEXT(ROT_FOUR);
}
L_DUP_TOP: {
    Value first = TOP();
    PUSH(first);
    NEXT(DUP_TOP);
}
L_DUP_TOP_TWO:
    sp[0] = sp[-2];
    sp[1] = sp[-1];
    sp += 2;
    NEXT(DUP_TOP_TWO);
L_NOP:
    NEXT(NOP);
L_EXTENDED_ARG: {
    /* Up to three prefixes; each is an instruction of its own to the clock. */
    uint32_t high = oparg;
    left -= cost;
    if (__builtin_expect(left <= 0, 0)) {
        t->extended = high;
        boundary = (Boundary){OP_EXTENDED_ARG, NO_JUMP, false};
        goto slow;
    }
extended:
    oparg = high << 8 | pc[1];
    const void *target = labels[pc[0]];
    pc += 2;
    if (pc[-2] == OP_EXTENDED_ARG) {
        high = oparg;
        left -= cost;
        goto extended;
    }
    goto *target;
}
L_LOAD_CONST:
    PUSH(constants[oparg]);
    NEXT(LOAD_CONST);
L_LOAD_FAST: {
    Value local = locals[oparg];
    if (__builtin_expect(!local, 0)) {
        RAISE_BY(raise_unbound_local(w, code, oparg));
    }
    PUSH(local);
    NEXT(LOAD_FAST);
}
L_STORE_FAST: {
    Value old = locals[oparg];
    locals[oparg] = POP();
    DROPPED(old);
    NEXT(STORE_FAST);
}
L_DELETE_FAST: {
    Value old = locals[oparg];
    if (!old) {
        RAISE_BY(raise_unbound_local(w, code, oparg));
    }
    locals[oparg] = NO_VALUE;
    DROPPED(old);
    NEXT(DELETE_FAST);
}

#include "vm/interp_operator.h"

    /* ---- jumps --------------------------------------------------------------- */
L_JUMP_FORWARD:
    pc += oparg;
    NEXT_AS(OP_JUMP_FORWARD, JUMP_AHEAD, false);
L_JUMP_ABSOLUTE:
    {
        const uint8_t *from = pc;
        pc = code_start + oparg;
        NEXT_JUMP(JUMP_ABSOLUTE, from);
    }
#define POP_JUMP(op, wanted)                                                   \
    {                                                                          \
        bool truth;                                                            \
        if (!quick_truth(w, TOP(), &truth)) {                                  \
            OPERATE(TRUTH, 0, NO_VALUE, 1, DELIVER_TRUTH);                     \
        }                                                                      \
        sp--;                                                                  \
        if (truth == (wanted)) {                                               \
            const uint8_t *from = pc;                                          \
            pc = code_start + oparg;                                           \
            NEXT_JUMP(op, from);                                               \
        }                                                                      \
        NEXT(op);                                                              \
    }
#define JUMP_OR_POP(op, wanted)                                                \
    {                                                                          \
        bool truth;                                                            \
        if (!quick_truth(w, TOP(), &truth)) {                                  \
            OPERATE(TRUTH, 0, NO_VALUE, 1, DELIVER_TRUTH);                     \
        }                                                                      \
        if (truth == (wanted)) {                                               \
            const uint8_t *from = pc;                                          \
            pc = code_start + oparg;                                           \
            NEXT_JUMP(op, from);                                               \
        }                                                                      \
        sp--;                                                                  \
        NEXT(op);                                                              \
    }
L_POP_JUMP_IF_FALSE:
    POP_JUMP(POP_JUMP_IF_FALSE, false)
L_POP_JUMP_IF_TRUE:
    POP_JUMP(POP_JUMP_IF_TRUE, true)
L_JUMP_IF_FALSE_OR_POP:
    JUMP_OR_POP(JUMP_IF_FALSE_OR_POP, false)
L_JUMP_IF_TRUE_OR_POP:
    JUMP_OR_POP(JUMP_IF_TRUE_OR_POP, true)

#include "vm/interp_name.h"
    /* ---- calls ------------------------------------------------------------ */
#include "vm/interp_call.h"

    /* ---- loops ------------------------------------------------------------------- */
L_GET_ITER:
    SAVE();
    if (value_iterate(w, TOP(), &value) == OK) {
        RELOAD();
        TOP() = value;
        NEXT(GET_ITER);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(ITERATE, 0, NO_VALUE, 1, DELIVER_PUSH);
L_GET_YIELD_FROM_ITER:
    OPERATE(YIELD_FROM_ITERATOR, 0, NO_VALUE, 1, DELIVER_PUSH);
L_FOR_ITER: {
    Value iterator = TOP();
    if (is_exactly(iterator, TYPE_RANGE_ITERATOR)) {
        Iterator *range = AS(Iterator, iterator);
        if (range->extra) {
            if (range->stop > 0) {
                world_touch(w, range, sizeof *range);
                PUSH(INT(range->index));
                range->index += INT_OF(range->extra);
                range->stop--;
                NEXT(FOR_ITER);
            }
            goto exhausted;
        }
    }
    if (is_exactly(iterator, TYPE_LIST_ITERATOR) && !REPORTING) {
        Iterator *list = AS(Iterator, iterator);
        if (list->source &&
            (uint64_t)list->index < list_length(list->source)) {
            PUSH(list_at(list->source, (size_t)list->index));
            STORE(w, list->index, list->index + 1);
            NEXT(FOR_ITER);
        }
    }
    if (is_exactly(iterator, TYPE_STR_ITERATOR) && !REPORTING) {
        Iterator *text = AS(Iterator, iterator);
        if (text->source &&
            (uint64_t)text->index < as_str(text->source)->length) {
            uint32_t c = str_at(as_str(text->source), (size_t)text->index);
            if (c < 256) {
                PUSH(w->latin1[c]);
                STORE(w, text->index, text->index + 1);
                NEXT(FOR_ITER);
            }
        }
    }
    if (has_layout(iterator, TYPE_GENERATOR) &&
        is_exactly(iterator, TYPE_GENERATOR) &&
        !AS(Generator, iterator)->running) {
        if (!AS(Generator, iterator)->frame) {
            goto exhausted;
        }
        SAVE();
        outcome =
            call_generator(w, t, iterator, NONE, false, DELIVER_FOR, 0);
        done_deliver = DELIVER_FOR;
        done_pop = 0;
        goto called;
    }
    REPORT(ACCESS_WRITE, iterator, NONE);
    SAVE();
    if (value_next(w, iterator, &value) == OK) {
        RELOAD();
        if (value) {
            PUSH(value);
            NEXT(FOR_ITER);
        }
        goto exhausted;
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(NEXT, 0, NO_VALUE, 1, DELIVER_FOR);
exhausted:
    sp--;
    pc += oparg;
    NEXT_AS(OP_FOR_ITER, JUMP_AHEAD, false);
}

    /* ---- building ------------------------------------------------------------------ */
#define BUILD(op, make)                                                        \
    do {                                                                       \
        SAVE();                                                                \
        value = (make);                                                        \
        if (!value) {                                                          \
            goto raised;                                                       \
        }                                                                      \
        RELOAD();                                                              \
        sp -= oparg;                                                           \
        PUSH(value);                                                           \
        NEXT(op);                                                              \
    } while (0)
L_BUILD_TUPLE:
    BUILD(BUILD_TUPLE, tuple_from(w, sp - oparg, oparg));
L_BUILD_LIST:
    BUILD(BUILD_LIST, list_from(w, sp - oparg, oparg));
L_BUILD_STRING:
    BUILD(BUILD_STRING, join_strings(w, sp - oparg, oparg));
L_BUILD_SLICE:
    BUILD(BUILD_SLICE, slice_new(w, sp[-(int64_t)oparg],
                                 sp[-(int64_t)oparg + 1],
                                 oparg == 3 ? TOP() : NONE));
L_BUILD_SET:
    SAVE();
    call_spill_operands(w, frame, oparg, &value);
    if (!value) {
        goto raised;
    }
    RELOAD();
    sp = stack + frame->depth;
    PUSH(value);
    OPERATE(BUILD_SET, 0, NO_VALUE, 1, DELIVER_PUSH);
L_BUILD_MAP:
    if (oparg == 0) {
        BUILD(BUILD_MAP, dict_new(w));
    }
    SAVE();
    call_spill_operands(w, frame, 2 * oparg, &value);
    if (!value) {
        goto raised;
    }
    RELOAD();
    sp = stack + frame->depth;
    PUSH(value);
    OPERATE(BUILD_MAP, 0, NO_VALUE, 1, DELIVER_PUSH);
L_BUILD_CONST_KEY_MAP:
    SAVE();
    call_spill_operands(w, frame, oparg + 1, &value);
    if (!value) {
        goto raised;
    }
    RELOAD();
    sp = stack + frame->depth;
    PUSH(value);
    OPERATE(BUILD_CONST_KEY_MAP, 0, NO_VALUE, 1, DELIVER_PUSH);
#define BUILD_UNPACK_AS(op, row, kind, callee)                                         \
    L_##op : SAVE();                                                           \
    call_spill_operands(w, frame, oparg, &value);                              \
    if (!value) {                                                              \
        goto raised;                                                           \
    }                                                                          \
    RELOAD();                                                                  \
    sp = stack + frame->depth;                                                 \
    PUSH(value);                                                               \
    OPERATE(row, kind, callee, 1, DELIVER_PUSH);
    BUILD_UNPACK_AS(BUILD_TUPLE_UNPACK, BUILD_UNPACK, TYPE_TUPLE, NO_VALUE)
    BUILD_UNPACK_AS(BUILD_TUPLE_UNPACK_WITH_CALL, BUILD_UNPACK, TYPE_NATIVE,
                    SECOND())
    BUILD_UNPACK_AS(BUILD_LIST_UNPACK, BUILD_UNPACK, TYPE_LIST, NO_VALUE)
    BUILD_UNPACK_AS(BUILD_SET_UNPACK, BUILD_UNPACK, TYPE_SET, NO_VALUE)
    BUILD_UNPACK_AS(BUILD_MAP_UNPACK, BUILD_MAP_UNPACK, 0, NO_VALUE)
    /* Below are the positional arguments and what will be called. */
    BUILD_UNPACK_AS(BUILD_MAP_UNPACK_WITH_CALL, BUILD_MAP_UNPACK, 1,
                    sp[-3])
L_LIST_APPEND:
    SAVE();
    if (list_append(w, sp[-1 - (int64_t)oparg], TOP()) != OK) {
        goto raised;
    }
    left = w->left;
    sp--;
    NEXT(LIST_APPEND);
L_SET_ADD:
    SAVE();
    if (set_add_quick(w, sp[-1 - (int64_t)oparg], TOP()) == OK) {
        RELOAD();
        sp--;
        NEXT(SET_ADD);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(SET_ADD, 0, sp[-1 - (int64_t)oparg], 1, DELIVER_DROP);
L_MAP_ADD:
    SAVE();
    if (value_set_item(w, sp[-2 - (int64_t)oparg], SECOND(), TOP()) == OK) {
        RELOAD();
        sp -= 2;
        NEXT(MAP_ADD);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(MAP_ADD, 0, sp[-2 - (int64_t)oparg], 2, DELIVER_DROP);
L_UNPACK_SEQUENCE: {
    Value packed = TOP();
    const Value *items = NULL;
    if (is_exactly(packed, TYPE_TUPLE) && tuple_length(packed) == oparg) {
        items = AS(Tuple, packed)->items;
    } else if (is_exactly(packed, TYPE_LIST) && list_length(packed) == oparg) {
        items = AS(List, packed)->items->items;
    }
    if (oparg && items) {
        sp--;
        for (uint32_t i = oparg; i-- > 0;) {
            PUSH(items[i]);
        }
        NEXT(UNPACK_SEQUENCE);
    }
    OPERATE(UNPACK, 0, INT(oparg), 1, DELIVER_UNPACK);
}
L_UNPACK_EX:
    OPERATE(UNPACK_EX, 0, INT(oparg), 1, DELIVER_UNPACK);
L_FORMAT_VALUE: {
    uint32_t n = 1 + ((oparg & 4) != 0);
    if (is_exactly(TOP(), TYPE_STR) && (oparg & ~1u) == 0) {
        NEXT(FORMAT_VALUE); /* as it is, or str() of it */
    }
    OPERATE(FORMAT, oparg, NO_VALUE, n, DELIVER_PUSH);
}

#include "vm/interp_block.h"

    /* ---- what every call comes back to --------------------------------------------- */
called:
    left = w->left;
    switch (outcome) {
    case CALL_DONE:
        break;
    case CALL_PUSHED:
        goto entered;
    case CALL_RAISED:
        goto raised;
    case CALL_BLOCKED:
        w->left = left - cost;
        return STOP_BLOCKED;
    }
    if (done_deliver == DELIVER_PUSH) {
        sp -= done_pop;
        PUSH(value);
        NEXT_AS(OP_BEHIND(), NO_JUMP, false);
    }
    w->left = left - cost;
    if (deliver(w, t, done_deliver, done_pop, done_owner, value) != OK) {
        goto raised;
    }
    goto delivered;

entered:
    /* A new frame is on top; the instruction that made it is done. */
    w->left = left - cost;
    if (native_frame_on_top(t)) {
        goto delivered;
    }
    LOAD_FRAME();
    if (__builtin_expect(left <= 0, 0)) {
        boundary = (Boundary){frame->pc ? OP_RESUME_YIELD : OP_ENTER, NO_JUMP,
                              true};
        goto slow;
    }
    DISPATCH();

delivered:
    /* Whatever came back went to the frame below. A native goes on first. */
    while (native_frame_on_top(t)) {
        NativeFrame *f = (NativeFrame *)t->frame;
        uint8_t how = f->deliver;
        uint8_t pop = f->pop;
        Value self = f->self;
        Status status = native_table[f->native].function(w, t, f);
        if (status == CALL && generator_feeds(w, t, f)) {
            break; /* iterate_next: the generator runs on */
        }
        outcome = native_settle_on_heap(w, t, f, status, &value);
        if (outcome == CALL_RAISED) {
            goto raised;
        }
        if (outcome == CALL_BLOCKED) {
            return STOP_BLOCKED;
        }
        if (outcome == CALL_DONE) {
            if (how == DELIVER_THREAD) {
                t->result = value;
                return STOP_FINISHED;
            }
            if (deliver(w, t, how, pop, self, value) != OK) {
                goto raised;
            }
        }
    }
    LOAD_FRAME();
    if (__builtin_expect(left <= 0, 0)) {
        boundary = boundary_of(frame);
        goto slow;
    }
    DISPATCH();

raised:
    frame_raised(w, t);
raised_again: /* by `raise` or END_FINALLY: the line is in its traceback */
    /* t->raised travels down until somebody takes it. */
    switch (unwind(w, t)) {
    case UNWOUND_HANDLER:
        LOAD_FRAME();
        left -= cost;
        if (__builtin_expect(left <= 0, 0)) {
            boundary = (Boundary){OP_HANDLER, NO_JUMP, false};
            goto slow;
        }
        DISPATCH();
    case UNWOUND_NATIVE:
    case UNWOUND_FRAME:
        goto delivered;
    case UNWOUND_THREAD:
        return STOP_RAISED;
    }
    __builtin_unreachable();

slow:
    SAVE();
    Slow stop = slow_path(w, t, frame, boundary, sp);
    switch (stop) {
    case SLOW_ON:
        break;
    case SLOW_CHECK:
    case SLOW_ANY:
        frame->resume_extended = boundary.op == OP_EXTENDED_ARG;
        return stop == SLOW_ANY ? STOP_ANY : STOP_CHECK;
    case SLOW_FRAME:
        goto delivered;
    case SLOW_BLOCKED:
        return STOP_BLOCKED;
    case SLOW_RAISE:
        left = w->left;
        goto raised;
    }
    left = w->left;
    if (__builtin_expect(boundary.op == OP_EXTENDED_ARG, 0)) {
        uint32_t high = t->extended;
        oparg = high << 8 | pc[1];
        const void *target = labels[pc[0]];
        pc += 2;
        goto *target;
    }
    DISPATCH();

resume:
    left = w->left;
    if (t->raised && !native_frame_on_top(t)) {
        goto raised;
    }
    if (native_frame_on_top(t)) {
        outcome = t->interrupt ? handle_in_wait(w, t) : CALL_DONE;
        if (outcome == CALL_RAISED) {
            goto raised;
        }
        if (outcome == CALL_BLOCKED) {
            return STOP_BLOCKED;
        }
        goto delivered;
    }
    LOAD_FRAME();
    if (frame->resume_extended) {
        frame->resume_extended = 0;
        oparg = t->extended << 8 | pc[1];
        const void *target = labels[pc[0]];
        pc += 2;
        goto *target;
    }
    DISPATCH();
}

#undef SAVE
#undef LOAD_FRAME
#undef DISPATCH
#undef NEXT_AS
#undef NEXT
#undef NEXT_JUMP
#undef PUSH
#undef POP
#undef TOP
#undef SECOND
#undef THIRD
#undef NAME_AT
#undef CACHE
#undef OP_BEHIND
#undef OPERATE
#undef RAISE_HERE
#undef DROPPED
#undef REPORT
#undef POP_JUMP
#undef JUMP_OR_POP
#undef BUILD
#undef BUILD_UNPACK_AS
