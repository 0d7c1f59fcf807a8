/* SPDX-License-Identifier: MIT */
/* list and tuple as leaves: growth, slices, sorting, nesting, cycles. */
#include "container_world.h"

#include "vm/types/list.h"
#include "vm/types/range.h"
#include "vm/types/sort.h"
#include "vm/types/tuple.h"

static Value count_to(World *w, int64_t n)
{
    Value list = list_new(w, 0);
    for (int64_t i = 0; i < n; i++) {
        assert_int_equal(list_append(w, list, INT(i)), OK);
    }
    return list;
}

static void append_grows(void **state)
{
    World *w = *state;
    Value list = count_to(w, 100000);
    assert_int_equal(list_length(list), 100000);
    for (size_t i = 0; i < 100000; i++) {
        assert_true(list_at(list, i) == INT((int64_t)i));
    }
    assert_int_equal(AS(List, list)->items->used, 100000);
}

static void replace_moves_the_tail(void **state)
{
    World *w = *state;
    Value list = count_to(w, 6);
    Value more[] = {INT(70), INT(71), INT(72), INT(73)};
    assert_int_equal(list_replace(w, list, 1, 3, more, 4), OK);
    assert_repr(w, list, "[0, 70, 71, 72, 73, 3, 4, 5]");
    assert_int_equal(list_replace(w, list, 0, 8, more, 1), OK);
    assert_repr(w, list, "[70]");
    list = count_to(w, 4); /* its own items, twice */
    const Value *own = AS(List, list)->items->items;
    assert_int_equal(list_replace(w, list, 2, 2, own, 4), OK);
    assert_repr(w, list, "[0, 1, 0, 1, 2, 3, 2, 3]");
    assert_int_equal(list_delete_range(w, list, 1, 7), OK);
    assert_repr(w, list, "[0, 3]");
}

static void slices(void **state)
{
    World *w = *state;
    Value list = count_to(w, 10);
    Value out;
    Value odd = slice_new(w, INT(1), NONE, INT(2));
    assert_int_equal(value_get_item(w, list, odd, &out), OK);
    assert_repr(w, out, "[1, 3, 5, 7, 9]");
    assert_int_equal(value_delete_item(w, list, odd), OK);
    assert_repr(w, list, "[0, 2, 4, 6, 8]");
    Value back = slice_new(w, NONE, NONE, INT(-1));
    assert_int_equal(value_set_item(w, list, back, list), OK);
    assert_repr(w, list, "[8, 6, 4, 2, 0]");
    assert_int_equal(value_set_item(w, list, odd, list), RAISE);
    assert_raised(w, TYPE_VALUE_ERROR);
    assert_int_equal(value_get_item(w, list, INT(5), &out), RAISE);
    assert_raised(w, TYPE_INDEX_ERROR);
}

static void comparison_and_hash(void **state)
{
    World *w = *state;
    int64_t hash;
    Value out;
    Value inner = tuple_of(w, 2, INT(2), INT(-1));
    Value a = tuple_of(w, 2, INT(1), inner);
    Value b = tuple_of(w, 3, INT(1), inner, INT(0));
    assert_int_equal(value_compare(w, SLOT_LT, a, b, &out), OK);
    assert_true(out == TRUE_VALUE);
    assert_int_equal(value_compare(w, SLOT_EQ, a, b, &out), OK);
    assert_true(out == FALSE_VALUE);
    assert_int_equal(
        value_hash(w, tuple_of(w, 3, INT(1), INT(2), INT(3)), &hash), OK);
    assert_true(hash == INT64_C(529344067295497451));
    assert_int_equal(value_hash(w, w->empty_tuple, &hash), OK);
    assert_true(hash == INT64_C(5740354900026072187));
}

static void cycles_and_depth(void **state)
{
    World *w = *state;
    Writer out;
    Value list = count_to(w, 1);
    assert_int_equal(list_append(w, list, list), OK);
    assert_repr(w, list, "[0, [...]]");
    Value deep = list_new(w, 0);
    for (int i = 0; i < 100000; i++) {
        deep = list_from(w, &deep, 1);
    }
    writer_start(&out);
    assert_int_equal(value_repr(w, deep, &out), RAISE);
    writer_discard(&out);
    assert_raised(w, TYPE_RECURSION_ERROR);
    w->recursion_limit = 1000000;
    writer_start(&out);
    assert_int_equal(value_repr(w, deep, &out), TWIN);
    writer_discard(&out);
    Value result;
    Value other = list_from(w, AS(List, deep)->items->items, 1);
    assert_int_equal(value_compare(w, SLOT_EQ, deep, other, &result), OK);
    assert_int_equal(w->leaf_depth, 0);
}

/* Pairs (key, number) in a fixed shuffle: equal keys stay in order. */
static void sorting_is_stable(void **state)
{
    enum { N = 5000 };
    World *w = *state;
    static Value keys[N], items[N];
    for (int reverse = 0; reverse < 2; reverse++) {
        uint64_t x = 12345;
        for (int i = 0; i < N; i++) {
            x = x * 6364136223846793005u + 1442695040888963407u;
            keys[i] = INT((int64_t)(x >> 33) % 50);
            items[i] = tuple_of(w, 2, keys[i], INT(i));
        }
        assert_int_equal(sort_by_keys(w, keys, items, N, reverse), OK);
        for (int i = 1; i < N; i++) {
            int64_t a = INT_OF(tuple_at(items[i - 1], 0));
            int64_t b = INT_OF(tuple_at(items[i], 0));
            assert_true(reverse ? a >= b : a <= b);
            assert_true(a != b || INT_OF(tuple_at(items[i - 1], 1)) <
                                      INT_OF(tuple_at(items[i], 1)));
        }
    }
}

static void sorting_what_has_no_order(void **state)
{
    World *w = *state;
    Value items[] = {INT(1), NONE, INT(0)};
    assert_int_equal(sort_by_keys(w, items, items, 3, false), RAISE);
    assert_raised(w, TYPE_TYPE_ERROR);
    assert_true(items[0] == INT(1) && items[2] == INT(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(append_grows, open_world, close_world),
        cmocka_unit_test_setup_teardown(replace_moves_the_tail, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(slices, open_world, close_world),
        cmocka_unit_test_setup_teardown(comparison_and_hash, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(cycles_and_depth, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(sorting_is_stable, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(sorting_what_has_no_order, open_world,
                                        close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
