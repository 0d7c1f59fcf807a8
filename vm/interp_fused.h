/* SPDX-License-Identifier: MIT */
/*
 * The part of the loop (interp_loop.h) for the runs of fused.def.
 *
 * A handler does the usual case of its whole run on registers, or steps: what
 * was executed so far is put on the stack, and the next instruction's own code
 * goes on from there. FUSE sees to it that no boundary inside is due, so
 * neither that code nor the handler needs to look for one.
 */

/* `rest`: the budget behind the run. When it is not enough, or a store may
 * finalise something, the instructions are executed one by one. */
#define FUSE(first, count)                                                     \
    const int64_t rest = left - (count) * cost;                                \
    if (__builtin_expect(rest <= 0, 0)) {                                      \
        goto L_##first;                                                        \
    }
#define FUSE_STORE(first, count)                                               \
    const int64_t rest = left - (count) * cost;                                \
    if (__builtin_expect(rest <= 0 || w->watched, 0)) {                        \
        goto L_##first;                                                        \
    }
/* Argument and cache of the second and third instruction. */
#define ARG_2     (pc[1])
#define ARG_3     (pc[3])
#define ARG_4     (pc[5])
#define CACHE_2() (&caches[(size_t)(pc - code_start) / 2])
/* `count` instructions were executed: on to the next. */
#define FUSED_NEXT(count)                                                      \
    do {                                                                       \
        left = rest;                                                           \
        pc += 2 * ((count) - 1);                                               \
        DISPATCH();                                                            \
    } while (0)
#define FUSED_JUMP(target)                                                     \
    do {                                                                       \
        left = rest;                                                           \
        pc = code_start + (target);                                            \
        DISPATCH();                                                            \
    } while (0)
/* `done` were executed; `op` comes next. */
#define FUSED_STEP(done, op)                                                   \
    do {                                                                       \
        left -= (done) * cost;                                                 \
        oparg = pc[2 * (done) - 1];                                            \
        pc += 2 * (done);                                                      \
        goto L_##op;                                                           \
    } while (0)

    /* ---- operators -------------------------------------------------------- */
#define LOCAL_OPERAND(name, index, first)                                      \
    Value name = locals[index];                                                \
    if (__builtin_expect(!name, 0)) {                                          \
        goto L_##first;                                                        \
    }
/* The result of `a op b` when both are small ints, or both floats. */
#define FUSED_ADD(a, b)                                                        \
    FUSED_INTS(a, b, !__builtin_add_overflow((int64_t)a, (int64_t)(b - 1), &r))\
    FUSED_FLOATS(a, b, +)
#define FUSED_SUBTRACT(a, b)                                                   \
    FUSED_INTS(a, b, !__builtin_sub_overflow((int64_t)a, (int64_t)(b - 1), &r))\
    FUSED_FLOATS(a, b, -)
#define FUSED_MULTIPLY(a, b)                                                   \
    FUSED_INTS(a, b, !__builtin_mul_overflow((int64_t)(a - 1), INT_OF(b), &r)  \
                         && (r |= 1))                                          \
    FUSED_FLOATS(a, b, *)
#define FUSED_MODULO(a, b)                                                     \
    FUSED_INTS(a, b, INT_OF(b) > 0 && (r = int_modulo(a, b)))
#define FUSED_FLOOR_DIVIDE(a, b)                                               \
    FUSED_INTS(a, b, INT_OF(b) > 0 && (r = int_floor_divide(a, b)))
#define FUSED_INTS(a, b, computed)                                             \
    int64_t r;                                                                 \
    Value result = NO_VALUE;                                                   \
    if (BOTH_INT(a, b) && (computed)) {                                        \
        result = (Value)r;                                                     \
    }
#define FUSED_FLOATS(a, b, symbol)                                             \
    double x, y;                                                               \
    if (!BOTH_INT(a, b) && quick_floats(a, b, &x, &y)) {                       \
        result = float_quick(w, x symbol y);                                   \
    }
#define FUSED_SUBSCR(a, b)                                                     \
    Value result = item_quick(a, b);

/* Both operands are loaded by the run. */
#define FUSED_FAST_FAST(name, full)                                            \
    F_FAST_FAST_##name:                                                        \
    {                                                                          \
        FUSE(LOAD_FAST, 3)                                                     \
        LOCAL_OPERAND(a, oparg, LOAD_FAST)                                     \
        LOCAL_OPERAND(b, ARG_2, LOAD_FAST)                                     \
        FUSED_##name(a, b)                                                     \
        if (__builtin_expect(result != NO_VALUE, 1)) {                         \
            PUSH(result);                                                      \
            FUSED_NEXT(3);                                                     \
        }                                                                      \
        PUSH(a);                                                               \
        PUSH(b);                                                               \
        FUSED_STEP(2, full);                                                   \
    }
#define FUSED_FAST_CONST(name, full)                                           \
    F_FAST_CONST_##name:                                                       \
    {                                                                          \
        FUSE(LOAD_FAST, 3)                                                     \
        LOCAL_OPERAND(a, oparg, LOAD_FAST)                                     \
        Value b = constants[ARG_2];                                            \
        FUSED_##name(a, b)                                                     \
        if (__builtin_expect(result != NO_VALUE, 1)) {                         \
            PUSH(result);                                                      \
            FUSED_NEXT(3);                                                     \
        }                                                                      \
        PUSH(a);                                                               \
        PUSH(b);                                                               \
        FUSED_STEP(2, full);                                                   \
    }
/* The left operand is on the stack. */
#define FUSED_FAST(name, full)                                                 \
    F_FAST_##name:                                                             \
    {                                                                          \
        FUSE(LOAD_FAST, 2)                                                     \
        Value a = TOP();                                                       \
        LOCAL_OPERAND(b, oparg, LOAD_FAST)                                     \
        FUSED_##name(a, b)                                                     \
        if (__builtin_expect(result != NO_VALUE, 1)) {                         \
            TOP() = result;                                                    \
            FUSED_NEXT(2);                                                     \
        }                                                                      \
        PUSH(b);                                                               \
        FUSED_STEP(1, full);                                                   \
    }
#define FUSED_CONST(name, full)                                                \
    F_CONST_##name:                                                            \
    {                                                                          \
        FUSE(LOAD_CONST, 2)                                                    \
        Value a = TOP();                                                       \
        Value b = constants[oparg];                                            \
        FUSED_##name(a, b)                                                     \
        if (__builtin_expect(result != NO_VALUE, 1)) {                         \
            TOP() = result;                                                    \
            FUSED_NEXT(2);                                                     \
        }                                                                      \
        PUSH(b);                                                               \
        FUSED_STEP(1, full);                                                   \
    }
    FUSED_FAST_FAST(ADD, BINARY_ADD)
    FUSED_FAST_FAST(SUBTRACT, BINARY_SUBTRACT)
    FUSED_FAST_FAST(MULTIPLY, BINARY_MULTIPLY)
    FUSED_FAST_FAST(SUBSCR, BINARY_SUBSCR)
    FUSED_FAST_CONST(ADD, BINARY_ADD)
    FUSED_FAST_CONST(SUBTRACT, BINARY_SUBTRACT)
    FUSED_FAST_CONST(MULTIPLY, BINARY_MULTIPLY)
    FUSED_FAST_CONST(SUBSCR, BINARY_SUBSCR)
    FUSED_FAST(ADD, BINARY_ADD)
    FUSED_FAST(SUBTRACT, BINARY_SUBTRACT)
    FUSED_FAST(MULTIPLY, BINARY_MULTIPLY)
    FUSED_FAST(SUBSCR, BINARY_SUBSCR)
    FUSED_CONST(ADD, BINARY_ADD)
    FUSED_CONST(SUBTRACT, BINARY_SUBTRACT)
    FUSED_CONST(MULTIPLY, BINARY_MULTIPLY)
    FUSED_CONST(MODULO, BINARY_MODULO)
    FUSED_CONST(FLOOR_DIVIDE, BINARY_FLOOR_DIVIDE)
    FUSED_CONST(SUBSCR, BINARY_SUBSCR)
F_FAST_CONST_ADD_TO: { /* x += 1 */
    FUSE_STORE(LOAD_FAST, 4)
    LOCAL_OPERAND(a, oparg, LOAD_FAST)
    Value b = constants[ARG_2];
    FUSED_ADD(a, b)
    if (__builtin_expect(result != NO_VALUE, 1)) {
        locals[ARG_4] = result;
        FUSED_NEXT(4);
    }
    PUSH(a);
    PUSH(b);
    FUSED_STEP(2, INPLACE_ADD);
}
F_DUP_SUBSCR: { /* x[i] += ... */
    FUSE(DUP_TOP_TWO, 2)
    Value result = item_quick(SECOND(), TOP());
    if (__builtin_expect(result != NO_VALUE, 1)) {
        PUSH(result);
        FUSED_NEXT(2);
    }
    goto L_DUP_TOP_TWO;
}
F_ROT_STORE_SUBSCR: { /* list, index, value */
    FUSE_STORE(ROT_THREE, 2)
    Value *at = item_place(THIRD(), SECOND());
    if (__builtin_expect(at != NULL, 1)) {
        STORE(w, *at, TOP());
        sp -= 3;
        FUSED_NEXT(2);
    }
    goto L_ROT_THREE;
}

    /* ---- conditions ------------------------------------------------------- */
/* What `a op b` is when no Python code is needed; else the run is left by
 * `otherwise`. */
#define FUSED_TRUTH(a, b, op, otherwise)                                       \
    bool truth;                                                                \
    if (BOTH_INT(a, b) && (op) <= COMPARE_GE) {                                \
        truth = compare_ints((int64_t)(a), (int64_t)(b), (op));                \
    } else if (!compare_quick((a), (b), (op), &truth)) {                       \
        otherwise;                                                             \
    }
#define FUSED_COMPARE(suffix, wanted)                                          \
    F_FAST_COMPARE_##suffix:                                                   \
    {                                                                          \
        FUSE(LOAD_FAST, 3)                                                     \
        LOCAL_OPERAND(b, oparg, LOAD_FAST)                                     \
        Value a = TOP();                                                       \
        FUSED_TRUTH(a, b, ARG_2, PUSH(b); FUSED_STEP(1, COMPARE_OP))           \
        sp--;                                                                  \
        if (truth == (wanted)) {                                               \
            FUSED_JUMP(ARG_3);                                                 \
        }                                                                      \
        FUSED_NEXT(3);                                                         \
    }                                                                          \
    F_CONST_COMPARE_##suffix:                                                  \
    {                                                                          \
        FUSE(LOAD_CONST, 3)                                                    \
        Value b = constants[oparg];                                            \
        Value a = TOP();                                                       \
        FUSED_TRUTH(a, b, ARG_2, PUSH(b); FUSED_STEP(1, COMPARE_OP))           \
        sp--;                                                                  \
        if (truth == (wanted)) {                                               \
            FUSED_JUMP(ARG_3);                                                 \
        }                                                                      \
        FUSED_NEXT(3);                                                         \
    }                                                                          \
    F_COMPARE_##suffix:                                                        \
    {                                                                          \
        FUSE(COMPARE_OP, 2)                                                    \
        Value b = TOP();                                                       \
        Value a = SECOND();                                                    \
        FUSED_TRUTH(a, b, oparg, goto L_COMPARE_OP)                            \
        sp -= 2;                                                               \
        if (truth == (wanted)) {                                               \
            FUSED_JUMP(ARG_2);                                                 \
        }                                                                      \
        FUSED_NEXT(2);                                                         \
    }                                                                          \
    F_FAST_JUMP_##suffix:                                                      \
    {                                                                          \
        FUSE(LOAD_FAST, 2)                                                     \
        LOCAL_OPERAND(a, oparg, LOAD_FAST)                                     \
        bool truth;                                                            \
        if (!quick_truth(w, a, &truth)) {                                      \
            goto L_LOAD_FAST;                                                  \
        }                                                                      \
        if (truth == (wanted)) {                                               \
            FUSED_JUMP(ARG_2);                                                 \
        }                                                                      \
        FUSED_NEXT(2);                                                         \
    }
    FUSED_COMPARE(FALSE, false)
    FUSED_COMPARE(TRUE, true)
/* `if a < b`, `while i < 10`: both operands are loaded by the run. */
#define FUSED_COMPARE_LOADED(name, load_b)                                     \
    F_##name:                                                                  \
    {                                                                          \
        FUSE(LOAD_FAST, 4)                                                     \
        LOCAL_OPERAND(a, oparg, LOAD_FAST)                                     \
        load_b;                                                                \
        FUSED_TRUTH(a, b, ARG_3, PUSH(a); PUSH(b); FUSED_STEP(2, COMPARE_OP))  \
        if (!truth) {                                                          \
            FUSED_JUMP(ARG_4);                                                 \
        }                                                                      \
        FUSED_NEXT(4);                                                         \
    }
    FUSED_COMPARE_LOADED(FAST_FAST_COMPARE_FALSE,
                         LOCAL_OPERAND(b, ARG_2, LOAD_FAST))
    FUSED_COMPARE_LOADED(FAST_CONST_COMPARE_FALSE, Value b = constants[ARG_2])
F_GLOBAL_COMPARE_FALSE: {
    FUSE(LOAD_GLOBAL, 3)
    Value a = TOP();
    Value b = global_quick(frame, CACHE());
    if (__builtin_expect(b == NO_VALUE, 0)) {
        goto L_LOAD_GLOBAL;
    }
    FUSED_TRUTH(a, b, ARG_2, PUSH(b); FUSED_STEP(1, COMPARE_OP))
    sp--;
    if (!truth) {
        FUSED_JUMP(ARG_3);
    }
    FUSED_NEXT(3);
}

    /* ---- loads ------------------------------------------------------------ */
F_FAST_FAST: {
    FUSE(LOAD_FAST, 2)
    LOCAL_OPERAND(a, oparg, LOAD_FAST)
    LOCAL_OPERAND(b, ARG_2, LOAD_FAST)
    PUSH(a);
    PUSH(b);
    FUSED_NEXT(2);
}
F_FAST_CONST: {
    FUSE(LOAD_FAST, 2)
    LOCAL_OPERAND(a, oparg, LOAD_FAST)
    PUSH(a);
    PUSH(constants[ARG_2]);
    FUSED_NEXT(2);
}
F_CONST_FAST: {
    FUSE(LOAD_CONST, 2)
    LOCAL_OPERAND(b, ARG_2, LOAD_CONST)
    PUSH(constants[oparg]);
    PUSH(b);
    FUSED_NEXT(2);
}
F_DEREF_FAST: {
    FUSE(LOAD_DEREF, 2)
    Value a = AS(Cell, locals[code->local_count + oparg])->value;
    LOCAL_OPERAND(b, ARG_2, LOAD_DEREF)
    if (__builtin_expect(!a, 0)) {
        goto L_LOAD_DEREF;
    }
    PUSH(a);
    PUSH(b);
    FUSED_NEXT(2);
}
F_DEREF_FAST_SUBSCR: {
    FUSE(LOAD_DEREF, 3)
    Value a = AS(Cell, locals[code->local_count + oparg])->value;
    LOCAL_OPERAND(b, ARG_2, LOAD_DEREF)
    if (__builtin_expect(!a, 0)) {
        goto L_LOAD_DEREF;
    }
    FUSED_SUBSCR(a, b)
    if (__builtin_expect(result != NO_VALUE, 1)) {
        PUSH(result);
        FUSED_NEXT(3);
    }
    PUSH(a);
    PUSH(b);
    FUSED_STEP(2, BINARY_SUBSCR);
}
F_GLOBAL_FAST: {
    FUSE(LOAD_GLOBAL, 2)
    Value a = global_quick(frame, CACHE());
    LOCAL_OPERAND(b, ARG_2, LOAD_GLOBAL)
    if (__builtin_expect(a == NO_VALUE, 0)) {
        goto L_LOAD_GLOBAL;
    }
    PUSH(a);
    PUSH(b);
    FUSED_NEXT(2);
}
F_FAST_ATTR: {
    FUSE(LOAD_FAST, 2)
    LOCAL_OPERAND(self, oparg, LOAD_FAST)
    if (__builtin_expect(attribute_cached(w, self, CACHE_2(), &value), 1)) {
        PUSH(value);
        FUSED_NEXT(2);
    }
    PUSH(self);
    FUSED_STEP(1, LOAD_ATTR);
}
F_FAST_METHOD: {
    FUSE(LOAD_FAST, 2)
    LOCAL_OPERAND(self, oparg, LOAD_FAST)
    if (__builtin_expect(method_cached(w, self, CACHE_2(), &value), 1)) {
        PUSH(value);
        PUSH(self);
        FUSED_NEXT(2);
    }
    PUSH(self);
    FUSED_STEP(1, LOAD_METHOD);
}
F_FAST_METHOD_CALL: { /* self.method() */
    FUSE(LOAD_FAST, 3)
    LOCAL_OPERAND(self, oparg, LOAD_FAST)
    if (__builtin_expect(ARG_3 == 0 &&
                             method_cached(w, self, CACHE_2(), &value) &&
                             is_exactly(value, TYPE_FUNCTION),
                         1)) {
        Function *function = AS(Function, value);
        CodeObject *target = function->code;
        Frame *f = target->simple && target->argument_count == 1 &&
                           t->depth < w->recursion_limit
                       ? frame_quick(w, target, function->globals, &self)
                       : NULL;
        if (__builtin_expect(f != NULL, 1)) {
            left -= 2 * cost; /* the call is charged where it has entered */
            pc += 4;
            SAVE();
            f->back = &frame->head;
            t->frame = &f->head;
            t->depth += !target->in_prelude;
            goto entered;
        }
    }
    goto F_FAST_METHOD;
}
F_POP_FAST: {
    FUSE_STORE(POP_TOP, 2)
    LOCAL_OPERAND(b, ARG_2, POP_TOP)
    TOP() = b;
    FUSED_NEXT(2);
}
F_POP_JUMP: {
    FUSE_STORE(POP_TOP, 2)
    sp--;
    FUSED_JUMP(ARG_2);
}

    /* ---- stores ----------------------------------------------------------- */
F_FAST_STORE_ATTR: { /* the value is on the stack */
    FUSE_STORE(LOAD_FAST, 2)
    LOCAL_OPERAND(self, oparg, LOAD_FAST)
    Value *at = attribute_place(w, self, CACHE_2());
    if (__builtin_expect(at != NULL, 1)) {
        STORE(w, *at, TOP());
        sp--;
        FUSED_NEXT(2);
    }
    PUSH(self);
    FUSED_STEP(1, STORE_ATTR);
}
F_STORE_ATTR_FAST: {
    FUSE_STORE(STORE_ATTR, 2)
    LOCAL_OPERAND(b, ARG_2, STORE_ATTR)
    Value *at = attribute_place(w, TOP(), CACHE());
    if (__builtin_expect(at == NULL, 0)) {
        goto L_STORE_ATTR;
    }
    STORE(w, *at, SECOND());
    sp--;
    TOP() = b;
    FUSED_NEXT(2);
}
F_STORE_STORE: {
    FUSE_STORE(STORE_FAST, 2)
    locals[oparg] = TOP();
    locals[ARG_2] = SECOND();
    sp -= 2;
    FUSED_NEXT(2);
}
F_STORE_LOAD: {
    FUSE_STORE(STORE_FAST, 2)
    Value stored = TOP();
    locals[oparg] = stored;
    LOCAL_OPERAND(b, ARG_2, STORE_FAST)
    TOP() = b;
    FUSED_NEXT(2);
}
F_STORE_JUMP: {
    FUSE_STORE(STORE_FAST, 2)
    locals[oparg] = POP();
    FUSED_JUMP(ARG_2);
}
F_UNPACK_STORE_STORE: {
    FUSE_STORE(UNPACK_SEQUENCE, 3)
    Value packed = TOP();
    if (!is_exactly(packed, TYPE_TUPLE) || oparg != 2 ||
        tuple_length(packed) != 2) {
        goto L_UNPACK_SEQUENCE;
    }
    locals[ARG_2] = tuple_at(packed, 0);
    locals[ARG_3] = tuple_at(packed, 1);
    sp--;
    FUSED_NEXT(3);
}
F_FOR_STORE: {
    FUSE_STORE(FOR_ITER, 2)
    Value iterator = TOP();
    if (is_exactly(iterator, TYPE_RANGE_ITERATOR)) {
        Iterator *range = AS(Iterator, iterator);
        if (range->extra && range->stop > 0) {
            world_touch(w, range, sizeof *range);
            locals[ARG_2] = INT(range->index);
            range->index += INT_OF(range->extra);
            range->stop--;
            FUSED_NEXT(2);
        }
    } else if (is_exactly(iterator, TYPE_LIST_ITERATOR)) {
        Iterator *list = AS(Iterator, iterator);
        if (list->source &&
            (uint64_t)list->index < list_length(list->source)) {
            locals[ARG_2] = list_at(list->source, (size_t)list->index);
            STORE(w, list->index, list->index + 1);
            FUSED_NEXT(2);
        }
    }
    goto L_FOR_ITER;
}

#undef FUSE
#undef FUSE_STORE
#undef ARG_2
#undef ARG_3
#undef ARG_4
#undef CACHE_2
#undef FUSED_NEXT
#undef FUSED_JUMP
#undef FUSED_STEP
#undef LOCAL_OPERAND
#undef FUSED_ADD
#undef FUSED_SUBTRACT
#undef FUSED_MULTIPLY
#undef FUSED_MODULO
#undef FUSED_FLOOR_DIVIDE
#undef FUSED_INTS
#undef FUSED_FLOATS
#undef FUSED_SUBSCR
#undef FUSED_FAST_FAST
#undef FUSED_FAST_CONST
#undef FUSED_FAST
#undef FUSED_CONST
#undef FUSED_TRUTH
#undef FUSED_COMPARE
#undef FUSED_COMPARE_LOADED
