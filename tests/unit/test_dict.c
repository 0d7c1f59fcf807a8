/* SPDX-License-Identifier: MIT */
/* dict and deque as leaves: order, deletion, versions, iteration, the ring. */
#include "container_world.h"

#include "vm/types/deque.h"
#include "vm/types/dict.h"
#include "vm/types/tuple.h"

static void set_int(World *w, Value dict, int64_t key, int64_t value)
{
    assert_int_equal(dict_set(w, dict, INT(key), INT(value)), OK);
}

static void keeps_insertion_order(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    bool found;
    for (int64_t i = 0; i < 20; i++) {
        set_int(w, dict, i * 7 % 20, i);
    }
    for (int64_t i = 0; i < 16; i++) {
        assert_int_equal(dict_delete(w, dict, INT(i), &found), OK);
        assert_true(found);
    }
    set_int(w, dict, 3, 3);
    set_int(w, dict, 16, 0); /* keeps its place */
    assert_repr(w, dict, "{16: 0, 17: 11, 18: 14, 19: 17, 3: 3}");
}

static void many_keys(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    Value out;
    for (int64_t i = 0; i < 200000; i++) {
        set_int(w, dict, i << 20, i);
    }
    for (int64_t i = 0; i < 200000; i++) {
        assert_int_equal(dict_get(w, dict, INT(i << 20), &out), OK);
        assert_true(out == INT(i));
    }
    assert_int_equal(dict_get(w, dict, INT(1), &out), OK);
    assert_true(out == NO_VALUE);
}

static void numbers_are_one_key(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    set_int(w, dict, 1, 10);
    assert_int_equal(dict_set(w, dict, TRUE_VALUE, INT(11)), OK);
    assert_repr(w, dict, "{1: 11}");
}

static void versions_follow_keys(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    Value key = str_intern_ascii(w, "name");
    assert_int_equal(dict_set_str(w, dict, key, INT(1)), OK);
    uint64_t version = AS(Dict, dict)->table->version;
    int64_t entry = dict_entry_of_str(w, dict, key);
    assert_int_equal(dict_set_str(w, dict, key, INT(2)), OK);
    assert_true(AS(Dict, dict)->table->version == version);
    assert_true(AS(Dict, dict)->table->entries[entry].value == INT(2));
    assert_true(dict_delete_str(w, dict, key));
    assert_false(dict_delete_str(w, dict, key));
    assert_true(AS(Dict, dict)->table->version != version);
    assert_true(dict_get_str(w, dict, key) == NO_VALUE);
}

static void copies_are_apart(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    Value out;
    for (int64_t i = 0; i < 50; i++) {
        set_int(w, dict, i, i);
    }
    Value copy = dict_copy(w, dict);
    assert_int_equal(value_compare(w, SLOT_EQ, dict, copy, &out), OK);
    assert_true(out == TRUE_VALUE);
    set_int(w, copy, 3, 4);
    assert_int_equal(value_compare(w, SLOT_EQ, dict, copy, &out), OK);
    assert_true(out == FALSE_VALUE);
    assert_int_equal(dict_clear(w, dict), OK);
    assert_int_equal(dict_length(dict), 0);
    assert_int_equal(dict_length(copy), 50);
}

static void iteration_notices_growth(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    Value iterator, item;
    set_int(w, dict, 1, 1);
    assert_int_equal(value_iterate(w, dict, &iterator), OK);
    assert_int_equal(value_next(w, iterator, &item), OK);
    assert_true(item == INT(1));
    set_int(w, dict, 2, 2);
    assert_int_equal(value_next(w, iterator, &item), RAISE);
    assert_raised(w, TYPE_RUNTIME_ERROR);
}

static void unhashable_key(void **state)
{
    World *w = *state;
    Value dict = dict_new(w);
    assert_int_equal(dict_set(w, dict, dict, NONE), RAISE);
    assert_raised(w, TYPE_TYPE_ERROR);
}

static void deque_is_a_ring(void **state)
{
    World *w = *state;
    Value deque = deque_new(w, &w->klass[TYPE_DEQUE], 5);
    for (int64_t i = 0; i < 9; i++) {
        assert_int_equal(deque_append(w, deque, INT(i)), OK);
    }
    assert_repr(w, deque, "deque([4, 5, 6, 7, 8], maxlen=5)");
    assert_int_equal(deque_append_left(w, deque, INT(0)), OK);
    deque_rotate(w, deque, 2);
    assert_repr(w, deque, "deque([6, 7, 0, 4, 5], maxlen=5)");
    deque_rotate(w, deque, -7);
    deque_delete_at(w, deque, 1);
    assert_repr(w, deque, "deque([0, 5, 6, 7], maxlen=5)");
    assert_true(deque_pop(w, deque) == INT(7));
    assert_true(deque_pop_left(w, deque) == INT(0));
    assert_int_equal(deque_insert_at(w, deque, 1, INT(9)), OK);
    assert_repr(w, deque, "deque([5, 9, 6], maxlen=5)");
}

int main(void)
{
#define IN_WORLD(F) cmocka_unit_test_setup_teardown(F, open_world, close_world)
    const struct CMUnitTest tests[] = {
        IN_WORLD(keeps_insertion_order), IN_WORLD(many_keys),
        IN_WORLD(numbers_are_one_key),   IN_WORLD(versions_follow_keys),
        IN_WORLD(copies_are_apart),      IN_WORLD(iteration_notices_growth),
        IN_WORLD(unhashable_key),        IN_WORLD(deque_is_a_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
