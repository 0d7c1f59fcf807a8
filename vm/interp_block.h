/* SPDX-License-Identifier: MIT */
/*
 * The part of the loop (interp_loop.h) for `try`, `with` and what `async` adds.
 *
 * On the operand stack, under END_FINALLY: nothing, the place to go back to, or
 * the type, value and traceback of an exception, as in CPython 3.8.
 */

    /* ---- blocks and exceptions --------------------------------------------------- */
L_SETUP_FINALLY:
    block_push(frame, BLOCK_FINALLY,
               (uint32_t)(pc - code_start) + oparg, sp - stack);
    NEXT(SETUP_FINALLY);
L_POP_BLOCK:
    frame->blocks--;
    NEXT(POP_BLOCK);
L_BEGIN_FINALLY:
    PUSH(NO_VALUE);
    NEXT(BEGIN_FINALLY);
L_CALL_FINALLY:
    PUSH(INT(pc - code_start));
    pc += oparg;
    NEXT_AS(OP_CALL_FINALLY, JUMP_AHEAD, false);
L_END_FINALLY:
    value = POP();
    if (!value) {
        NEXT(END_FINALLY);
    }
    if (IS_INT(value)) {
        pc = code_start + INT_OF(value);
        NEXT_AS(OP_END_FINALLY, JUMP_AHEAD, false);
    }
    /* The type, value and traceback of an exception: raise it again. */
    value = POP();
    sp--;
    t->raised = value;
    SAVE();
    goto raised_again;
L_POP_FINALLY: {
    Value result = oparg ? POP() : NO_VALUE;
    value = POP();
    if (value && !IS_INT(value)) {
        /* In an exception's `finally` that is left by return or break: drop
           the exception and give back what was handled before. */
        sp -= 2;
        frame->blocks--;
        sp -= 3;
        frame->exception = sp[1] == NONE ? NO_VALUE : sp[1];
    }
    if (oparg) {
        PUSH(result);
    }
    NEXT(POP_FINALLY);
}
L_POP_EXCEPT:
    frame->blocks--;
    sp -= 3;
    value = frame->exception;
    frame->exception = sp[1] == NONE ? NO_VALUE : sp[1];
    DROPPED(value);
    NEXT(POP_EXCEPT);
L_RAISE_VARARGS:
    if (oparg == 0) {
        value = thread_handled(t);
        SAVE();
        if (!value) {
            (void)raise_error(w, TYPE_RUNTIME_ERROR,
                              "No active exception to reraise");
            goto raised;
        }
        t->raised = value;
        goto raised_again;
    }
    OPERATE(RAISE, 0, NO_VALUE, oparg, DELIVER_RAISED);
L_SETUP_WITH:
    /* ENTER leaves __exit__ bound in operand 0 of a pair. */
    SAVE();
    if (with_exit_method(w, TOP(), SLOT_EXIT, SLOT_ENTER, &value) != OK) {
        goto raised;
    }
    RELOAD();
    sp[0] = sp[-1];
    sp[-1] = value;
    sp++;
    value = klass_slot(w, TOP(), SLOT_ENTER);
    if (is_exactly(value, TYPE_METHOD_DESCRIPTOR)) {
        SAVE();
        outcome = call_native_method(w, t, value, sp - 1, 1, DELIVER_WITH, 1,
                                     &value);
        done_deliver = DELIVER_WITH;
        done_pop = 1;
        goto called;
    }
    OPERATE(ENTER, SLOT_ENTER, NO_VALUE, 1, DELIVER_WITH);
L_WITH_CLEANUP_START: {
    /* __exit__ is below what END_FINALLY will look at. */
    Value what = TOP();
    if (!what) {
        Value exit = SECOND();
        SECOND() = what;
        sp[-1] = exit;
        sp[0] = sp[1] = sp[2] = NONE;
    } else if (IS_INT(what)) {
        Value exit = SECOND();
        SECOND() = what;
        sp[-1] = exit;
        sp[0] = sp[1] = sp[2] = NONE;
    } else {
        /* exit, old tb, old value, old type, tb, value, type */
        Value exit = sp[-7];
        memmove(sp - 7, sp - 6, 3 * sizeof(Value));
        memmove(sp - 4, sp - 3, 3 * sizeof(Value));
        /* now: old tb old value old type, tb value type, and a free slot */
        sp[-1] = exit;
        sp[0] = sp[-2];
        sp[1] = sp[-3];
        sp[2] = sp[-4];
        with_block_lower(frame);
    }
    sp += 3;
    const Method *exit_method = AS(Method, sp[-4]);
    if (is_exactly(exit_method->function, TYPE_METHOD_DESCRIPTOR)) {
        Value args[] = {exit_method->self, sp[-3], sp[-2], sp[-1]};
        SAVE();
        outcome = call_native_method(w, t, exit_method->function, args, 4,
                                     DELIVER_EXIT, 4, &value);
        done_deliver = DELIVER_EXIT;
        done_pop = 4;
        goto called;
    }
    OPERATE(EXIT, 0, NO_VALUE, 4, DELIVER_EXIT);
}
L_WITH_CLEANUP_FINISH: {
    Value suppress = TOP();
    Value exception = SECOND();
    bool truth = false;
    if (exception != NONE && !quick_truth(w, suppress, &truth)) {
        pc -= 2; /* once more, with the truth of it */
        OPERATE(TRUTH, 0, NO_VALUE, 1, DELIVER_PUSH);
    }
    sp -= 2;
    if (exception != NONE && truth) {
        /* Drop the exception as POP_EXCEPT and END_FINALLY would. */
        frame->blocks--;
        sp -= 6;
        frame->exception = sp[1] == NONE ? NO_VALUE : sp[1];
        PUSH(NO_VALUE);
    }
    NEXT(WITH_CLEANUP_FINISH);
}

    /* ---- async ---------------------------------------------------------------------- */
L_GET_AWAITABLE:
    OPERATE(AWAITABLE, (pc >= code_start + 4 ? pc[-4] : 0), NO_VALUE, 1,
            DELIVER_PUSH);
L_GET_AITER:
    OPERATE(ASYNC_ITERATE, 0, NO_VALUE, 1, DELIVER_PUSH);
L_GET_ANEXT:
    /* The iterator stays below. */
    value = TOP();
    PUSH(value);
    OPERATE(ASYNC_NEXT, 0, NO_VALUE, 1, DELIVER_PUSH);
L_END_ASYNC_FOR:
    value = SECOND();
    if (value_is_instance(w, value, TYPE_STOP_ASYNC_ITERATION)) {
        frame->blocks--;
        sp -= 6;
        frame->exception = sp[1] == NONE ? NO_VALUE : sp[1];
        sp--;
        pc += oparg;
        NEXT_AS(OP_END_ASYNC_FOR, JUMP_AHEAD, false);
    }
    t->raised = value;
    sp -= 3;
    SAVE();
    goto raised_again;
L_BEFORE_ASYNC_WITH:
    SAVE();
    if (with_exit_method(w, TOP(), SLOT_AEXIT, SLOT_AENTER, &value) != OK) {
        goto raised;
    }
    RELOAD();
    sp[0] = sp[-1];
    sp[-1] = value;
    sp++;
    OPERATE(ENTER, SLOT_AENTER, NO_VALUE, 1, DELIVER_PUSH);
L_SETUP_ASYNC_WITH:
    block_push(frame, BLOCK_FINALLY, (uint32_t)(pc - code_start) + oparg,
               sp - stack - 1);
    NEXT(SETUP_ASYNC_WITH);
