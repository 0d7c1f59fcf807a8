/* SPDX-License-Identifier: MIT */
/* set as leaves: the iteration orders are those of CPython 3.8. */
#include "container_world.h"

#include "vm/types/set.h"
#include "vm/types/set_algebra.h"

static Value set_of(World *w, const int64_t *keys, size_t count)
{
    Value set = set_new(w, TYPE_SET);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(set_add(w, set, INT(keys[i])), OK);
    }
    return set;
}

#define SET(W, ...)                                                            \
    set_of((W), (const int64_t[]){__VA_ARGS__},                                \
           sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

static void order_is_cpythons(void **state)
{
    World *w = *state;
    bool found;
    Value set = set_new(w, TYPE_SET);
    for (int64_t i = 0; i < 20; i++) {
        assert_int_equal(set_add(w, set, INT(i * i * 7919 % 1009)), OK);
    }
    assert_repr(w, set,
                "{0, 641, 262, 397, 658, 282, 546, 166, 298, 179, 183, 575, "
                "579, 844, 211, 724, 856, 878, 377, 890}");
    for (int64_t i = 0; i < 20; i += 2) {
        Value key = INT(i * i * 7919 % 1009);
        assert_int_equal(set_discard(w, set, key, &found), OK);
        assert_true(found);
    }
    assert_int_equal(set_add(w, set, INT(3)), OK);
    assert_int_equal(set_add(w, set, INT(12345678901)), OK);
    assert_repr(w, set,
                "{641, 3, 262, 658, 179, 12345678901, 575, 211, 724, 856, "
                "377, 890}");
    assert_true(set_pop(w, set) == INT(641));
    assert_true(set_pop(w, set) == INT(3));
    assert_int_equal(set_length(set), 10);
}

static void algebra(void **state)
{
    World *w = *state;
    Value out;
    Value small = SET(w, 8, 16, 24);
    assert_int_equal(
        set_algebra(w, SLOT_OR, SET(w, 1, 2, 3, 40, 50), small, &out), OK);
    assert_repr(w, out, "{16, 1, 2, 3, 50, 40, 8, 24}");
    assert_int_equal(set_algebra(w, SLOT_XOR, small, SET(w, 16, 9, 1), &out),
                     OK);
    assert_repr(w, out, "{24, 9, 1, 8}");
    assert_int_equal(
        set_algebra_inplace(w, SLOT_SUBTRACT, small, SET(w, 8, 16, 1)), OK);
    assert_repr(w, small, "{24}");
    assert_int_equal(set_algebra_inplace(w, SLOT_SUBTRACT, small, small), OK);
    assert_repr(w, small, "set()");
}

static void hashes(void **state)
{
    World *w = *state;
    assert_true(set_hash_of_keys(SET(w, 1, 2, 3)) ==
                INT64_C(-272375401224217160));
    assert_true(set_hash_of_keys(SET(w, 3, 1, 2)) ==
                INT64_C(-272375401224217160));
    assert_true(set_hash_of_keys(set_new(w, TYPE_SET)) ==
                INT64_C(133146708735736));
    bool has;
    Value outer = set_new(w, TYPE_SET);
    Value inner = set_copy(w, &w->klass[TYPE_FROZENSET], SET(w, 1, 2));
    assert_int_equal(set_add(w, outer, inner), OK);
    assert_int_equal(value_contains(w, outer, SET(w, 2, 1), &has), OK);
    assert_true(has);
    assert_int_equal(set_add(w, outer, SET(w, 1)), RAISE);
    assert_raised(w, TYPE_TYPE_ERROR);
}

static void comparison(void **state)
{
    World *w = *state;
    Value out;
    Value a = SET(w, 1, 2);
    Value b = SET(w, 1, 2, 3);
    assert_int_equal(value_compare(w, SLOT_LT, a, b, &out), OK);
    assert_true(out == TRUE_VALUE);
    assert_int_equal(value_compare(w, SLOT_GE, a, b, &out), OK);
    assert_true(out == FALSE_VALUE);
    assert_int_equal(value_compare(w, SLOT_EQ, a, SET(w, 2, 1), &out), OK);
    assert_true(out == TRUE_VALUE);
}

static void many_keys(void **state)
{
    World *w = *state;
    Value set = set_new(w, TYPE_SET);
    bool has;
    for (int64_t i = 0; i < 200000; i++) {
        assert_int_equal(set_add(w, set, INT(i << 16)), OK);
    }
    for (int64_t i = 0; i < 200000; i++) {
        assert_int_equal(set_has(w, set, INT(i << 16), &has), OK);
        assert_true(has);
    }
    assert_int_equal(set_length(set), 200000);
}

int main(void)
{
#define IN_WORLD(F) cmocka_unit_test_setup_teardown(F, open_world, close_world)
    const struct CMUnitTest tests[] = {
        IN_WORLD(order_is_cpythons), IN_WORLD(algebra),   IN_WORLD(hashes),
        IN_WORLD(comparison),        IN_WORLD(many_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
