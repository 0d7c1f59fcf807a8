/* SPDX-License-Identifier: MIT */
/*
 * The part of the loop (interp_loop.h) for operators, comparisons and items.
 *
 * Small ints, floats and lists are done here; BINARY_SLOW asks the leaf of the
 * operator, and then the operator that may call Python.
 */

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
#define INT_DIVISION_CASE(op, slot, row, divide)                               \
    L_##op:                                                                    \
    {                                                                          \
        Value b = TOP();                                                       \
        Value a = SECOND();                                                    \
        if (BOTH_INT(a, b) && INT_OF(b) > 0) {                                 \
            sp--;                                                              \
            TOP() = divide(a, b);                                              \
            NEXT(op);                                                          \
        }                                                                      \
        BINARY_SLOW(op, slot, row);                                            \
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
    INT_DIVISION_CASE(BINARY_MODULO, SLOT_MODULO, BINARY, int_modulo)
    INT_DIVISION_CASE(INPLACE_MODULO, SLOT_MODULO, INPLACE, int_modulo)
    INT_DIVISION_CASE(BINARY_FLOOR_DIVIDE, SLOT_FLOOR_DIVIDE, BINARY,
                      int_floor_divide)
    INT_DIVISION_CASE(INPLACE_FLOOR_DIVIDE, SLOT_FLOOR_DIVIDE, INPLACE,
                      int_floor_divide)
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

#undef INT_ARITHMETIC
#undef FLOAT_RESULT
#undef FLOAT_ARITHMETIC
#undef STR_ADDITION
#undef BITWISE_CASE
#undef MULTIPLY_CASE
#undef INT_DIVISION_CASE
#undef TRUE_DIVIDE_CASE
#undef BINARY_SLOW
#undef BINARY_CASE
