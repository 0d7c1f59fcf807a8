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

#define INT_ARITHMETIC(op, builtin)                                            \
    Value b = TOP();                                                           \
    Value a = SECOND();                                                        \
    int64_t r;                                                                 \
    if (BOTH_INT(a, b) &&                                                      \
        !builtin((int64_t)a, (int64_t)(b - 1), &r)) {                          \
        sp--;                                                                  \
        TOP() = (Value)r;                                                      \
        NEXT(op);                                                              \
    }

/* A box that is not at hand is left to the slow path, which may ask for a
 * collection. */
#define FLOAT_RESULT(op, result)                                               \
    do {                                                                       \
        Value boxed = float_quick(w, (result));                                \
        if (__builtin_expect(boxed != NO_VALUE, 1)) {                          \
            sp--;                                                              \
            TOP() = boxed;                                                     \
            NEXT(op);                                                          \
        }                                                                      \
    } while (0)
/* Two floats, or a float and a small int. */
#define FLOAT_ARITHMETIC(op, symbol)                                           \
    double x, y;                                                               \
    if (!BOTH_INT(a, b) && quick_floats(a, b, &x, &y)) {                       \
        FLOAT_RESULT(op, x symbol y);                                          \
    }

#define STR_ADDITION(op)                                                       \
    if (is_exactly(a, TYPE_STR) && is_exactly(b, TYPE_STR)) {                  \
        SAVE();                                                                \
        value = str_concat(w, a, b);                                           \
        if (__builtin_expect(!value, 0)) {                                     \
            goto raised;                                                       \
        }                                                                      \
        RELOAD();                                                              \
        sp--;                                                                  \
        TOP() = value;                                                         \
        NEXT(op);                                                              \
    }

#define BITWISE_CASE(op, slot, row, symbol)                                    \
    L_##op : if (BOTH_INT(TOP(), SECOND()))                                    \
    {                                                                          \
        sp--;                                                                  \
        TOP() = INT(INT_OF(sp[-1]) symbol INT_OF(sp[0]));                      \
        NEXT(op);                                                              \
    }                                                                          \
    BINARY_SLOW(op, slot, row);
#define MULTIPLY_CASE(op, row)                                                 \
    L_##op:                                                                    \
    {                                                                          \
        Value b = TOP();                                                       \
        Value a = SECOND();                                                    \
        int64_t r;                                                             \
        if (BOTH_INT(a, b) &&                                                  \
            !__builtin_mul_overflow((int64_t)(a - 1), INT_OF(b), &r)) {        \
            sp--;                                                              \
            TOP() = (Value)r | 1;                                              \
            NEXT(op);                                                          \
        }                                                                      \
        FLOAT_ARITHMETIC(op, *)                                                \
        BINARY_SLOW(op, SLOT_MULTIPLY, row);                                   \
    }
#define MODULO_CASE(op, row)                                                   \
    L_##op:                                                                    \
    {                                                                          \
        Value b = TOP();                                                       \
        Value a = SECOND();                                                    \
        if (BOTH_INT(a, b) && INT_OF(b) > 0) {                                 \
            sp--;                                                              \
            TOP() = int_modulo(a, b);                                          \
            NEXT(op);                                                          \
        }                                                                      \
        BINARY_SLOW(op, SLOT_MODULO, row);                                     \
    }
#define FLOOR_DIVIDE_CASE(op, row)                                             \
    L_##op:                                                                    \
    {                                                                          \
        Value b = TOP();                                                       \
        Value a = SECOND();                                                    \
        if (BOTH_INT(a, b) && INT_OF(b) > 0) {                                 \
            sp--;                                                              \
            TOP() = int_floor_divide(a, b);                                    \
            NEXT(op);                                                          \
        }                                                                      \
        BINARY_SLOW(op, SLOT_FLOOR_DIVIDE, row);                               \
    }
#define TRUE_DIVIDE_CASE(op, row)                                              \
    L_##op:                                                                    \
    {                                                                          \
        Value b = TOP();                                                       \
        Value a = SECOND();                                                    \
        double x, y;                                                           \
        if (quick_floats(a, b, &x, &y) && y != 0) {                            \
            FLOAT_RESULT(op, x / y);                                           \
        }                                                                      \
        BINARY_SLOW(op, SLOT_TRUE_DIVIDE, row);                                \
    }

#define BINARY_SLOW(op, slot, row)                                             \
    do {                                                                       \
        SAVE();                                                                \
        if (leaf_##row(w, slot, SECOND(), TOP(), &value) == OK) {              \
            RELOAD();                                                          \
            sp--;                                                              \
            TOP() = value;                                                     \
            NEXT(op);                                                          \
        }                                                                      \
        if (t->raised) {                                                       \
            goto raised;                                                       \
        }                                                                      \
        OPERATE(row, slot, NO_VALUE, 2, DELIVER_PUSH);                         \
    } while (0)

#define BINARY_CASE(op, slot, row)                                             \
    L_##op : BINARY_SLOW(op, slot, row);

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
        frame->extended = high;
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

    /* ---- operators -------------------------------------------------------- */
L_BINARY_ADD: {
    INT_ARITHMETIC(BINARY_ADD, __builtin_add_overflow)
    FLOAT_ARITHMETIC(BINARY_ADD, +)
    STR_ADDITION(BINARY_ADD)
    BINARY_SLOW(BINARY_ADD, SLOT_ADD, BINARY);
}
L_INPLACE_ADD: {
    INT_ARITHMETIC(INPLACE_ADD, __builtin_add_overflow)
    FLOAT_ARITHMETIC(INPLACE_ADD, +)
    STR_ADDITION(INPLACE_ADD)
    BINARY_SLOW(INPLACE_ADD, SLOT_ADD, INPLACE);
}
L_BINARY_SUBTRACT: {
    INT_ARITHMETIC(BINARY_SUBTRACT, __builtin_sub_overflow)
    FLOAT_ARITHMETIC(BINARY_SUBTRACT, -)
    BINARY_SLOW(BINARY_SUBTRACT, SLOT_SUBTRACT, BINARY);
}
L_INPLACE_SUBTRACT: {
    INT_ARITHMETIC(INPLACE_SUBTRACT, __builtin_sub_overflow)
    FLOAT_ARITHMETIC(INPLACE_SUBTRACT, -)
    BINARY_SLOW(INPLACE_SUBTRACT, SLOT_SUBTRACT, INPLACE);
}
    MULTIPLY_CASE(BINARY_MULTIPLY, BINARY)
    MULTIPLY_CASE(INPLACE_MULTIPLY, INPLACE)
    MODULO_CASE(BINARY_MODULO, BINARY)
    MODULO_CASE(INPLACE_MODULO, INPLACE)
    FLOOR_DIVIDE_CASE(BINARY_FLOOR_DIVIDE, BINARY)
    FLOOR_DIVIDE_CASE(INPLACE_FLOOR_DIVIDE, INPLACE)
    TRUE_DIVIDE_CASE(BINARY_TRUE_DIVIDE, BINARY)
    TRUE_DIVIDE_CASE(INPLACE_TRUE_DIVIDE, INPLACE)
    BITWISE_CASE(BINARY_AND, SLOT_AND, BINARY, &)
    BITWISE_CASE(INPLACE_AND, SLOT_AND, INPLACE, &)
    BITWISE_CASE(BINARY_OR, SLOT_OR, BINARY, |)
    BITWISE_CASE(INPLACE_OR, SLOT_OR, INPLACE, |)
    BITWISE_CASE(BINARY_XOR, SLOT_XOR, BINARY, ^)
    BITWISE_CASE(INPLACE_XOR, SLOT_XOR, INPLACE, ^)
    BINARY_CASE(BINARY_MATRIX_MULTIPLY, SLOT_MATRIX_MULTIPLY, BINARY)
    BINARY_CASE(BINARY_POWER, SLOT_POWER, BINARY)
    BINARY_CASE(BINARY_LSHIFT, SLOT_LSHIFT, BINARY)
    BINARY_CASE(BINARY_RSHIFT, SLOT_RSHIFT, BINARY)
    BINARY_CASE(INPLACE_MATRIX_MULTIPLY, SLOT_MATRIX_MULTIPLY, INPLACE)
    BINARY_CASE(INPLACE_POWER, SLOT_POWER, INPLACE)
    BINARY_CASE(INPLACE_LSHIFT, SLOT_LSHIFT, INPLACE)
    BINARY_CASE(INPLACE_RSHIFT, SLOT_RSHIFT, INPLACE)
L_UNARY_NEGATIVE:
    if (IS_INT(TOP()) && INT_OF(TOP()) != INT_INLINE_MIN) {
        TOP() = INT(-INT_OF(TOP()));
        NEXT(UNARY_NEGATIVE);
    }
    OPERATE(UNARY, SLOT_NEGATIVE, NO_VALUE, 1, DELIVER_PUSH);
L_UNARY_POSITIVE:
    OPERATE(UNARY, SLOT_POSITIVE, NO_VALUE, 1, DELIVER_PUSH);
L_UNARY_INVERT:
    OPERATE(UNARY, SLOT_INVERT, NO_VALUE, 1, DELIVER_PUSH);
L_UNARY_NOT: {
    bool truth;
    if (quick_truth(w, TOP(), &truth)) {
        TOP() = BOOL(!truth);
        NEXT(UNARY_NOT);
    }
    OPERATE(TRUTH, 0, NO_VALUE, 1, DELIVER_TRUTH);
}
L_COMPARE_OP: {
    Value b = TOP();
    Value a = SECOND();
    if (BOTH_INT(a, b) && oparg <= COMPARE_GE) {
        sp--;
        TOP() = BOOL(compare_ints((int64_t)a, (int64_t)b, oparg));
        NEXT(COMPARE_OP);
    }
    double x, y;
    if (oparg <= COMPARE_GE && quick_floats(a, b, &x, &y)) {
        sp--;
        TOP() = BOOL(compare_floats(x, y, oparg));
        NEXT(COMPARE_OP);
    }
    switch (oparg) {
    case COMPARE_IS:
    case COMPARE_IS_NOT:
        sp--;
        TOP() = BOOL((a == b) == (oparg == COMPARE_IS));
        NEXT(COMPARE_OP);
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        REPORT(ACCESS_READ, b, a);
        OPERATE(CONTAINS, oparg == COMPARE_NOT_IN, NO_VALUE, 2, DELIVER_PUSH);
    case COMPARE_EXCEPTION_MATCH: {
        bool match;
        SAVE();
        if (exception_match(w, a, b, &match) != OK) {
            goto raised;
        }
        sp--;
        TOP() = BOOL(match);
        NEXT(COMPARE_OP);
    }
    default:
        SAVE();
        if (value_compare(w, (Slot)(SLOT_LT + oparg), a, b, &value) == OK) {
            RELOAD();
            sp--;
            TOP() = value;
            NEXT(COMPARE_OP);
        }
        if (t->raised) {
            goto raised;
        }
        OPERATE(COMPARE, SLOT_LT + oparg, NO_VALUE, 2, DELIVER_PUSH);
    }
}
L_BINARY_SUBSCR: {
    Value key = TOP();
    Value self = SECOND();
    REPORT(ACCESS_READ, self, key);
    value = item_quick(self, key);
    if (value) {
        sp--;
        TOP() = value;
        NEXT(BINARY_SUBSCR);
    }
    SAVE();
    if (value_get_item(w, self, key, &value) == OK) {
        RELOAD();
        sp--;
        TOP() = value;
        NEXT(BINARY_SUBSCR);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(GET_ITEM, 0, NO_VALUE, 2, DELIVER_PUSH);
}
L_STORE_SUBSCR: {
    /* value, container, key */
    Value key = TOP();
    Value self = SECOND();
    REPORT(ACCESS_WRITE, self, key);
    Value *at = item_place(self, key);
    if (at) {
        Value old = *at;
        STORE(w, *at, THIRD());
        sp -= 3;
        DROPPED(old);
        NEXT(STORE_SUBSCR);
    }
    SAVE();
    if (value_set_item(w, self, key, THIRD()) == OK) {
        left = w->left;
        sp -= 3;
        NEXT(STORE_SUBSCR);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(SET_ITEM, 0, NO_VALUE, 3, DELIVER_DROP);
}
L_DELETE_SUBSCR:
    REPORT(ACCESS_WRITE, SECOND(), TOP());
    OPERATE(DELETE_ITEM, 0, NO_VALUE, 2, DELIVER_DROP);

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

    /* ---- names ---------------------------------------------------------------- */
L_LOAD_GLOBAL: {
    Cache *cache = CACHE();
    const DictTable *globals = AS(Dict, frame->globals)->table;
    if (__builtin_expect(cache->version == globals->version, 1)) {
        if (cache->kind == CACHE_GLOBAL) {
            REPORT(ACCESS_READ, frame->globals, NAME_AT(oparg));
            PUSH(globals->entries[cache->index].value);
            NEXT(LOAD_GLOBAL);
        }
        const DictTable *builtins = AS(Dict, w->builtins)->table;
        if (cache->version2 == builtins->version) {
            PUSH(builtins->entries[cache->index].value);
            NEXT(LOAD_GLOBAL);
        }
    }
    SAVE();
    if (load_global(w, frame, NAME_AT(oparg), cache, &value) != OK) {
        goto raised;
    }
    REPORT(ACCESS_READ, frame->globals, NAME_AT(oparg));
    PUSH(value);
    NEXT(LOAD_GLOBAL);
}
L_STORE_GLOBAL: {
    Cache *cache = CACHE();
    DictTable *globals = AS(Dict, frame->globals)->table;
    REPORT(ACCESS_WRITE, frame->globals, NAME_AT(oparg));
    if (__builtin_expect(cache->version == globals->version, 1)) {
        Value old = globals->entries[cache->index].value;
        STORE(w, globals->entries[cache->index].value, POP());
        DROPPED(old);
        NEXT(STORE_GLOBAL);
    }
    SAVE();
    if (store_global(w, frame->globals, NAME_AT(oparg), TOP(), cache) != OK) {
        goto raised;
    }
    left = w->left;
    sp--;
    NEXT(STORE_GLOBAL);
}
L_DELETE_GLOBAL:
    REPORT(ACCESS_WRITE, frame->globals, NAME_AT(oparg));
    SAVE();
    if (delete_global(w, frame->globals, NAME_AT(oparg)) != OK) {
        goto raised;
    }
    left = w->left;
    NEXT(DELETE_GLOBAL);
L_LOAD_NAME: {
    /* A module's body: its locals are its globals. */
    Cache *cache = CACHE();
    if (frame->locals == frame->globals) {
        const DictTable *globals = AS(Dict, frame->globals)->table;
        REPORT(ACCESS_READ, frame->globals, NAME_AT(oparg));
        if (cache->version == globals->version &&
            cache->kind == CACHE_GLOBAL) {
            PUSH(globals->entries[cache->index].value);
            NEXT(LOAD_NAME);
        }
    }
    SAVE();
    if (is_exactly(frame->locals, TYPE_DICT)) {
        if (load_name(w, frame, NAME_AT(oparg), cache, &value) != OK) {
            goto raised;
        }
        RELOAD();
        PUSH(value);
        NEXT(LOAD_NAME);
    }
    OPERATE(LOAD_NAME, 0, NAME_AT(oparg), 0, DELIVER_PUSH);
}
L_STORE_NAME: {
    Cache *cache = CACHE();
    bool global = frame->locals == frame->globals;
    if (global) {
        /* The cache was filled from a dict that is no subclass's. */
        DictTable *globals = AS(Dict, frame->globals)->table;
        if (__builtin_expect(cache->version == globals->version, 1)) {
            REPORT(ACCESS_WRITE, frame->globals, NAME_AT(oparg));
            Value old = globals->entries[cache->index].value;
            STORE(w, globals->entries[cache->index].value, POP());
            DROPPED(old);
            NEXT(STORE_NAME);
        }
    }
    SAVE();
    if (!has_layout(frame->locals, TYPE_DICT) ||
        klass_overrides(klass_of(w, frame->locals), SLOT_SETITEM)) {
        OPERATE(STORE_NAME, 0, NAME_AT(oparg), 1, DELIVER_DROP);
    }
    REPORT(ACCESS_WRITE, frame->locals, NAME_AT(oparg));
    if (!global || !is_exactly(frame->locals, TYPE_DICT)) {
        cache = NULL;
    }
    if (store_global(w, frame->locals, NAME_AT(oparg), TOP(), cache) != OK) {
        goto raised;
    }
    left = w->left;
    sp--;
    NEXT(STORE_NAME);
}
L_DELETE_NAME:
    OPERATE(DELETE_NAME, 0, NAME_AT(oparg), 0, DELIVER_DROP);
L_LOAD_CLOSURE:
    PUSH(locals[code->local_count + oparg]);
    NEXT(LOAD_CLOSURE);
L_LOAD_DEREF: {
    Value cell = locals[code->local_count + oparg];
    REPORT(ACCESS_READ, cell, NONE);
    Value held = AS(Cell, cell)->value;
    if (!held) {
        RAISE_BY(raise_unbound_cell(w, code, oparg));
    }
    PUSH(held);
    NEXT(LOAD_DEREF);
}
L_STORE_DEREF: {
    Value cell = locals[code->local_count + oparg];
    REPORT(ACCESS_WRITE, cell, NONE);
    Value old = AS(Cell, cell)->value;
    STORE(w, AS(Cell, cell)->value, POP());
    DROPPED(old);
    NEXT(STORE_DEREF);
}
L_DELETE_DEREF: {
    Value cell = locals[code->local_count + oparg];
    value = AS(Cell, cell)->value;
    if (!value) {
        RAISE_BY(raise_unbound_cell(w, code, oparg));
    }
    STORE(w, AS(Cell, cell)->value, NO_VALUE);
    DROPPED(value);
    NEXT(DELETE_DEREF);
}
L_LOAD_CLASSDEREF:
    OPERATE(LOAD_NAME, 1 + oparg, NO_VALUE, 0, DELIVER_PUSH);

    /* ---- attributes ------------------------------------------------------------- */
L_LOAD_ATTR: {
    Cache *cache = CACHE();
    Value self = TOP();
    REPORT(ACCESS_READ, self, NAME_AT(oparg));
    if (__builtin_expect(attribute_cached(w, self, cache, &value), 1)) {
        TOP() = value;
        NEXT(LOAD_ATTR);
    }
    Cache *other = attribute_other(w, self, cache);
    if (other != cache && attribute_cached(w, self, other, &value)) {
        TOP() = value;
        NEXT(LOAD_ATTR);
    }
    SAVE();
    if (attribute_fill(w, self, NAME_AT(oparg), cache, &value)) {
        RELOAD();
        TOP() = value;
        NEXT(LOAD_ATTR);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(GET_ATTRIBUTE, 0, NAME_AT(oparg), 1, DELIVER_PUSH);
}
L_STORE_ATTR: {
    Cache *cache = CACHE();
    Value self = TOP();
    REPORT(ACCESS_WRITE, self, NAME_AT(oparg));
    Value *at = attribute_place(w, self, cache);
    if (!at) {
        cache = attribute_other(w, self, cache);
        at = attribute_place(w, self, cache);
    }
    if (at) {
        Value old = *at;
        STORE(w, *at, SECOND());
        sp -= 2;
        DROPPED(old);
        NEXT(STORE_ATTR);
    }
    if (attribute_append(w, self, SECOND(), cache)) {
        sp -= 2;
        NEXT(STORE_ATTR);
    }
    SAVE();
    if (attribute_store_fast(w, self, NAME_AT(oparg), SECOND(), CACHE())) {
        left = w->left;
        sp -= 2;
        NEXT(STORE_ATTR);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(SET_ATTRIBUTE, 0, NAME_AT(oparg), 2, DELIVER_DROP);
}
L_DELETE_ATTR:
    REPORT(ACCESS_WRITE, TOP(), NAME_AT(oparg));
    OPERATE(DELETE_ATTRIBUTE, 0, NAME_AT(oparg), 1, DELIVER_DROP);
L_LOAD_METHOD: {
    Cache *cache = CACHE();
    Value self = TOP();
    REPORT(ACCESS_READ, self, NAME_AT(oparg));
    if (__builtin_expect(method_cached(w, self, cache, &value), 1)) {
        TOP() = value;
        PUSH(self);
        NEXT(LOAD_METHOD);
    }
    if (attribute_cached(w, self, cache, &value)) {
        TOP() = NO_VALUE;
        PUSH(value);
        NEXT(LOAD_METHOD);
    }
    Cache *other = attribute_other(w, self, cache);
    if (other != cache && method_cached(w, self, other, &value)) {
        TOP() = value;
        PUSH(self);
        NEXT(LOAD_METHOD);
    }
    SAVE();
    if (method_fill(w, self, NAME_AT(oparg), cache, &value)) {
        RELOAD();
        TOP() = value;
        PUSH(self);
        NEXT(LOAD_METHOD);
    }
    if (attribute_fill(w, self, NAME_AT(oparg), cache, &value)) {
        RELOAD();
        TOP() = NO_VALUE;
        PUSH(value);
        NEXT(LOAD_METHOD);
    }
    if (t->raised) {
        goto raised;
    }
    OPERATE(GET_ATTRIBUTE, 0, NAME_AT(oparg), 1, DELIVER_METHOD);
}

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

    /* ---- modules and classes ------------------------------------------------------- */
L_IMPORT_NAME:
    OPERATE(IMPORT_NAME, 0, NAME_AT(oparg), 2, DELIVER_PUSH);
L_IMPORT_FROM:
    value = TOP();
    PUSH(value);
    OPERATE(IMPORT_FROM, 0, NAME_AT(oparg), 1, DELIVER_PUSH);
L_IMPORT_STAR:
    OPERATE(IMPORT_STAR, 0, NO_VALUE, 1, DELIVER_DROP);
L_LOAD_BUILD_CLASS:
    value = dict_get_str(w, w->builtins, w->name[NAME_BUILD_CLASS]);
    if (!value) {
        RAISE_BY(raise_error(w, TYPE_NAME_ERROR, "__build_class__ not found"));
    }
    PUSH(value);
    NEXT(LOAD_BUILD_CLASS);
L_SETUP_ANNOTATIONS:
    SAVE();
    if (setup_annotations(w, frame) != OK) {
        goto raised;
    }
    RELOAD();
    NEXT(SETUP_ANNOTATIONS);
L_PRINT_EXPR:
    OPERATE(PRINT, 0, NO_VALUE, 1, DELIVER_DROP);

#if !REPORTING
#include "vm/interp_fused.h"
#endif

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
        uint32_t high = frame->extended;
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
        oparg = frame->extended << 8 | pc[1];
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
#undef INT_ARITHMETIC
#undef FLOAT_RESULT
#undef FLOAT_ARITHMETIC
#undef STR_ADDITION
#undef BITWISE_CASE
#undef MULTIPLY_CASE
#undef MODULO_CASE
#undef FLOOR_DIVIDE_CASE
#undef TRUE_DIVIDE_CASE
#undef BINARY_SLOW
#undef BINARY_CASE
#undef POP_JUMP
#undef JUMP_OR_POP
#undef BUILD
#undef BUILD_UNPACK_AS
