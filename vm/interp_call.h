/* SPDX-License-Identifier: MIT */
/*
 * The part of the loop (interp_loop.h) that calls, returns and yields.
 *
 * A call by position looks for the usual callees with its operands where they
 * are; any other becomes a CallInfo.
 */
    {
        Value callee;
        Value *args;
        uint32_t argc;
        uint32_t pop;
        CallInfo call;
    L_CALL_FUNCTION:
        args = sp - oparg;
        callee = args[-1];
        argc = oparg;
        pop = oparg + 1;
        goto call_by_position;
    L_CALL_METHOD:
        /* method, self, arguments; or nothing, callable, arguments */
        args = sp - oparg - 1;
        callee = args[-1];
        argc = oparg + 1;
        pop = oparg + 2;
        if (!callee) {
            callee = *args++;
            argc--;
        }
    call_by_position:
        REPORT(ACCESS_CALL, callee, NONE);
        if (__builtin_expect(oparg > 240, 0)) {
            goto call_at_length;
        }
        if (is_exactly(callee, TYPE_FUNCTION)) {
            Function *function = AS(Function, callee);
            CodeObject *target = function->code;
            if (__builtin_expect(target->simple &&
                                     argc == target->argument_count &&
                                     t->depth < w->recursion_limit,
                                 1)) {
                Frame *f = frame_quick(w, target, function->globals, args);
                if (__builtin_expect(f != NULL, 1)) {
                    sp -= pop;
                    SAVE();
                    f->back = &frame->head;
                    t->frame = &f->head;
                    t->depth += !target->in_prelude;
                    goto entered;
                }
            }
        }
        if (is_exactly(callee, TYPE_NATIVE) ||
            is_exactly(callee, TYPE_METHOD_DESCRIPTOR)) {
            NativeFrame f;
            Value bound[MAX_PARAMETERS + 1];
            SAVE();
            if (!native_enter_plain(w, callee, args, argc, &f, bound)) {
                call = (CallInfo){.callee = callee,
                                  .args = args,
                                  .argc = argc,
                                  .deliver = DELIVER_PUSH};
                if (native_enter(w, &call, &f, bound) != OK) {
                    goto raised;
                }
            }
            f.pop = (uint8_t)pop;
            Status status = native_table[f.native].function(w, t, &f);
            left = w->left;
            if (__builtin_expect(status == OK, 1)) {
                sp -= pop;
                PUSH(f.result);
                NEXT_AS(OP_BEHIND(), NO_JUMP, false);
            }
            outcome = native_settle_first(w, t, &f, status, &value);
            done_deliver = DELIVER_PUSH;
            done_pop = f.pop;
            goto called;
        }
        call = (CallInfo){.callee = callee,
                          .args = args,
                          .argc = argc,
                          .deliver = DELIVER_PUSH,
                          .pop = (uint8_t)pop};
        goto call_any;
    L_CALL_FUNCTION_KW:
        /* The names stay on the stack, where the collector sees them. */
        REPORT(ACCESS_CALL, sp[-(int64_t)oparg - 2], NONE);
        args = sp - oparg - 1;
        callee = args[-1];
        argc = oparg;
        pop = oparg + 2;
        value = TOP();
        if (__builtin_expect(oparg > 240, 0)) {
        call_at_length: /* more operands than `pop` can count: move them away */
            call = (CallInfo){.callee = callee, .args = args, .argc = argc};
            call.kw_names =
                OP_BEHIND() == OP_CALL_FUNCTION_KW ? TOP() : NO_VALUE;
            SAVE();
            if (call_spill(w, frame, &call,
                           OP_BEHIND() == OP_CALL_METHOD && pop == argc + 2) !=
                OK) {
                goto raised;
            }
            RELOAD();
            sp = stack + frame->depth;
        } else {
            call = (CallInfo){.callee = callee,
                              .args = args,
                              .argc = argc,
                              .kw_names = value,
                              .pop = (uint8_t)pop};
        }
        call.deliver = DELIVER_PUSH;
    call_any:
        if (call.callee == VALUE(&w->klass[TYPE_TYPE]) && call.argc == 1 &&
            !call.kw_names) {
            value = VALUE(klass_of(w, *call.args)); /* type(x) */
            sp -= call.pop;
            PUSH(value);
            NEXT_AS(OP_BEHIND(), NO_JUMP, false);
        }
        if (is_exactly(call.callee, TYPE_TYPE) &&
            AS(Klass, call.callee)->call != CLASS_CALL_GENERAL) {
            NativeFrame f;
            Value bound[MAX_PARAMETERS + 1];
            SAVE();
            if (class_enter(w, t, &call, &f, bound) != OK) {
                goto raised;
            }
            Status status = native_table[f.native].function(w, t, &f);
            left = w->left;
            if (__builtin_expect(status == OK, 1)) {
                sp -= call.pop;
                PUSH(call.deliver == DELIVER_INSTANCE ? f.self : f.result);
                NEXT_AS(OP_BEHIND(), NO_JUMP, false);
            }
            done_owner = f.self;
            outcome = native_settle_first(w, t, &f, status, &value);
            done_deliver = call.deliver;
            done_pop = call.pop;
            goto called;
        }
        if (is_exactly(call.callee, TYPE_TYPE)) {
            Value made;
            SAVE();
            Value init = class_fast_path(w, call.callee, call.argc, &made);
            RELOAD();
            if (init) {
                /* A plain class with a Python __init__. */
                call.args[-1] = made;
                CallInfo inner = {.callee = init,
                                  .args = call.args - 1,
                                  .argc = call.argc + 1,
                                  .kw_names = call.kw_names,
                                  .deliver = DELIVER_INSTANCE,
                                  .pop = call.pop};
                SAVE();
                outcome = call_function(w, t, AS(Function, init), &inner, made,
                                        &value);
                done_deliver = DELIVER_INSTANCE;
                done_pop = call.pop;
                goto called;
            }
            if (t->raised) {
                RAISE_HERE();
            }
        }
        SAVE();
        outcome = call_value(w, t, &call, &value);
        done_deliver = DELIVER_PUSH;
        done_pop = call.pop;
        goto called;
    }
L_CALL_FUNCTION_EX: {
    uint32_t n = 2 + (oparg & 1);
    if (is_exactly(sp[-(int64_t)n + 1], TYPE_TUPLE) &&
        (n == 2 || is_exactly(TOP(), TYPE_DICT))) {
        CallInfo call = {.callee = sp[-(int64_t)n],
                         .deliver = DELIVER_PUSH,
                         .pop = (uint8_t)n};
        SAVE();
        if (call_unpack(w, sp[-(int64_t)n + 1], n == 3 ? TOP() : NO_VALUE,
                        &call) != OK) {
            goto raised;
        }
        outcome = call_value(w, t, &call, &value);
        done_deliver = DELIVER_PUSH;
        done_pop = (uint8_t)n;
        goto called;
    }
    OPERATE(CALL_EX, 0, NO_VALUE, n, DELIVER_PUSH);
}
L_MAKE_FUNCTION:
    SAVE();
    if (make_function(w, frame, oparg, &value) != OK) {
        goto raised;
    }
    RELOAD();
    sp = stack + frame->depth;
    PUSH(value);
    NEXT(MAKE_FUNCTION);
L_RETURN_VALUE:
    value = POP();
    SAVE();
    left -= cost;
    w->left = left;
    if (__builtin_expect(frame->deliver == DELIVER_PUSH && !frame->pop &&
                             !frame->owner && !w->watched && !frame->free_body,
                         1)) {
        t->frame = frame->back;
        t->depth -= !code->in_prelude;
        frame_release(w, frame);
        LOAD_FRAME();
        PUSH(value);
        if (__builtin_expect(left <= 0, 0)) {
            boundary = (Boundary){OP_BEHIND(), NO_JUMP, true};
            goto slow;
        }
        DISPATCH();
    }
    if (frame_return(w, t, frame, value)) {
        return STOP_FINISHED;
    }
    if (t->raised) {
        goto raised;
    }
    goto delivered;
L_YIELD_VALUE:
    value = POP();
    SAVE();
    if (frame->deliver == DELIVER_FOR && !frame->blocks &&
        !(code->flags & CODE_ASYNC_GENERATOR)) {
        /* What generator_yield does for a loop. */
        Generator *generator = AS(Generator, frame->owner);
        world_touch(w, generator, sizeof *generator);
        generator->running = 0;
        t->frame = frame->back;
        t->depth -= !code->in_prelude;
        frame->back = NULL;
        w->left = left - cost;
        LOAD_FRAME();
        PUSH(value);
        if (__builtin_expect(left <= 0, 0)) {
            SAVE();
            boundary = boundary_of(frame);
            goto slow;
        }
        DISPATCH();
    }
    if (frame->deliver == DELIVER_ITEM && !frame->blocks) {
        /* What generator_yield does for a native that iterates. */
        Generator *generator = AS(Generator, frame->owner);
        NativeFrame *f = (NativeFrame *)frame->back;
        world_touch(w, generator, sizeof *generator);
        world_touch(w, f, sizeof *f);
        generator->running = 0;
        frame->back = NULL;
        t->frame = &f->head;
        t->depth -= !code->in_prelude;
        f->resumed = 1;
        f->failed = 0;
        f->received = value;
        w->left = left - cost;
        goto delivered;
    }
    if (code->flags & CODE_ASYNC_GENERATOR) {
        value = async_value_new(w, value);
        if (!value) {
            goto raised;
        }
        RELOAD();
    }
    w->left = left - cost;
    if (generator_yield(w, t, frame, value) != OK) {
        goto raised;
    }
    goto delivered;
L_YIELD_FROM: {
    Value receiver = SECOND();
    if (has_layout(receiver, TYPE_GENERATOR) &&
        AS(Generator, receiver)->frame && !AS(Generator, receiver)->running &&
        !is_exactly(receiver, TYPE_ASYNC_GENERATOR)) {
        Value sent = POP();
        SAVE();
        outcome = call_generator(w, t, receiver, sent, false, DELIVER_SEND, 0);
        if (outcome != CALL_PUSHED) {
            sp++;
        }
        done_deliver = DELIVER_SEND;
        done_pop = 0;
        goto called;
    }
    OPERATE(SEND, 0, NO_VALUE, 2, DELIVER_SEND);
}
