/* SPDX-License-Identifier: MIT */
/* Cells and the collector: sizes, reuse, precision, the ends of memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vm/cell.h"
#include "vm/host.h"
#include "vm/outside.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Host host;

static World *open_limited(size_t limit)
{
    World *w = world_new(0, limit, &host);
    assert_non_null(w);
    Thread *t = thread_new(w, NONE, w->empty_tuple, NO_VALUE);
    assert_non_null(t);
    w->thread = w->main_thread = t;
    world_freeze(w);
    return w;
}

static int open_world(void **state)
{
    *state = open_limited(0);
    return 0;
}

static int close_world(void **state)
{
    world_free(*state);
    return 0;
}

static void count_one(World *w, Object *o, void *data)
{
    (void)w;
    (void)o;
    ++*(size_t *)data;
}

static size_t objects(World *w)
{
    size_t n = 0;
    heap_each(w, count_one, &n);
    return n;
}

/* A list that the world holds. */
static Value root_list(World *w)
{
    Value list = list_new(w, 4);
    assert_true(list != NO_VALUE);
    w->host_root = list;
    return list;
}

static void add(World *w, Value list, Value v)
{
    assert_true(v != NO_VALUE);
    assert_int_equal(list_append(w, list, v), OK);
}

/* ---- cells --------------------------------------------------------------- */

static void cells_are_zeroed_and_of_their_size(void **state)
{
    World *w = *state;
    for (size_t n = 1; n < 3000000; n = n * 3 + 1) {
        for (int again = 0; again < 2; again++) {
            Block *b = block_new(w, n);
            assert_non_null(b);
            assert_true(block_capacity(b) >= n && block_capacity(b) < n + 16);
            assert_int_equal((uintptr_t)b % 16, 0);
            for (size_t i = 0; i < n; i++) {
                assert_int_equal(b->data[i], 0);
            }
            memset(b->data, 0xff, n);
        }
        heap_collect(w, false);
    }
    assert_int_equal(objects(w), 0);
}

static void freed_cells_are_used_again(void **state)
{
    World *w = *state;
    void *first = block_new(w, 100);
    heap_free(w, first);
    assert_ptr_equal(block_new(w, 100), first);
    heap_free(w, first);
    assert_ptr_not_equal(block_new(w, 200), first);
}

static void neighbours_become_one(void **state)
{
    World *w = *state;
    Value list = root_list(w);
    void *first = block_new(w, 5000);
    for (int i = 0; i < 200; i++) {
        assert_non_null(block_new(w, 5000));
    }
    add(w, list, VALUE(block_new(w, 16)));
    char *top = w->top;
    heap_collect(w, false);
    /* A million bytes of small holes: room for one large object. */
    Block *large = block_new(w, 990000);
    assert_non_null(large);
    assert_true((char *)large >= (char *)first && (char *)large < top);
}

static void large_cells_live_and_die(void **state)
{
    World *w = *state;
    Value list = root_list(w);
    size_t before = objects(w);
    for (int i = 0; i < 10; i++) {
        Values *v = values_new(w, 400000); /* more than 65535 units */
        assert_non_null(v);
        assert_int_equal(v->head.units, 0);
        assert_true(values_capacity(v) >= 400000);
        v->used = 400000;
        v->items[399999] = str_from_ascii(w, "kept");
        if (i % 2) {
            add(w, list, VALUE(v));
        }
    }
    heap_collect(w, false);
    assert_int_equal(list_length(list), 5);
    for (size_t i = 0; i < 5; i++) {
        const Values *v = AS(Values, list_at(list, i));
        assert_true(str_is(v->items[399999], "kept"));
    }
    w->host_root = NO_VALUE;
    heap_collect(w, false);
    assert_true(objects(w) <= before);
    assert_ptr_equal(w->top, w->watermark);
}

/* Garbage below one object that stays does not make the heap grow. */
static void small_objects_fill_large_holes(void **state)
{
    World *w = *state;
    Value list = root_list(w);
    char *high = w->top;
    for (int round = 0; round < 40; round++) {
        for (int i = 0; i < 400000; i++) {
            assert_true(tuple_of(w, 2, NONE, NONE) != NO_VALUE);
            if (w->collect_wanted) {
                heap_collect(w, false);
            }
        }
        if (round == 0) {
            add(w, list, tuple_of(w, 1, NONE)); /* at the top */
        }
        high = w->top > high ? w->top : high;
    }
    assert_true(high - w->watermark < 64 << 20);
}

/* ---- precision ----------------------------------------------------------- */

static void a_collection_frees_what_nobody_holds(void **state)
{
    World *w = *state;
    Value list = root_list(w);
    heap_collect(w, false);
    size_t before = objects(w);
    for (int i = 0; i < 1000; i++) {
        /* Two that hold each other: no reference count would help. */
        Value a = list_new(w, 1);
        Value b = tuple_of(w, 1, a);
        add(w, a, b);
        if (i % 10 == 0) {
            add(w, list, b);
        }
    }
    heap_collect(w, false);
    /* Of each kept pair: a tuple, a list and its items; the root's items grew
       in place or moved. */
    assert_int_equal(objects(w), before + 300);
    w->host_root = NO_VALUE;
    heap_collect(w, false);
    assert_true(objects(w) < before);
}

static Value chain(World *w, size_t length)
{
    Value v = NONE;
    for (size_t i = 0; i < length; i++) {
        v = tuple_of(w, 1, v);
        assert_true(v != NO_VALUE);
    }
    return v;
}

static void deep_chains_need_no_c_stack(void **state)
{
    World *w = *state;
    w->host_root = chain(w, 1000000);
    heap_collect(w, false);
    assert_int_equal(objects(w), 1000000);
}

/* The mark stack may not grow: marking comes to the same end another way. */
static void a_full_mark_stack_loses_nothing(void **state)
{
    World *w = *state;
    Value list = root_list(w);
    for (int i = 0; i < 20000; i++) {
        add(w, list, chain(w, 3));
    }
    heap_collect(w, false);
    size_t wanted = objects(w);
    free(w->outside->mark_stack);
    w->outside->mark_stack = NULL;
    w->outside->mark_capacity = 0;
    w->outside->mark_limit = 4096;
    heap_collect(w, false);
    assert_int_equal(objects(w), wanted);
    assert_true(w->outside->mark_capacity <= 4096);
    for (size_t i = 0; i < 20000; i++) {
        assert_int_equal(tuple_length(list_at(list, i)), 1);
    }
}

static void the_image_is_never_collected(void **state)
{
    World *w = world_new(0, 0, &host);
    (void)state;
    Value garbage = str_from_ascii(w, "nobody holds me");
    assert_int_equal(heap_collect(w, true), 0);
    assert_true(str_is(garbage, "nobody holds me"));
    world_freeze(w);
    heap_collect(w, true);
    assert_true(str_is(garbage, "nobody holds me"));
    world_free(w);
}

/* ---- the end of memory --------------------------------------------------- */

static void a_limit_is_a_memory_error(void **state)
{
    (void)state;
    World *w = open_limited(64 << 20);
    Value list = root_list(w);
    Block *b;
    while ((b = block_new(w, 1 << 20))) {
        add(w, list, VALUE(b));
        assert_true(list_length(list) < 64);
    }
    assert_true(raised_is(w, TYPE_MEMORY_ERROR));
    raised_clear(w);
    /* A collection is asked for before the end is reached ... */
    assert_int_equal(w->collect_wanted, 1);
    w->host_root = NO_VALUE;
    heap_collect(w, false);
    /* ... and afterwards there is room again. */
    assert_non_null(block_new(w, 32 << 20));
    assert_null(block_new(w, SIZE_MAX / 2));
    assert_true(raised_is(w, TYPE_MEMORY_ERROR));
    assert_null(values_new(w, SIZE_MAX / 8));
    world_free(w);
}

static void the_nth_allocation_fails_once(void **state)
{
    World *w = *state;
    w->fail_allocations = 1;
    w->outside->fail_after = 3;
    assert_non_null(block_new(w, 10));
    assert_non_null(block_new(w, 10));
    assert_null(block_new(w, 10));
    assert_true(raised_is(w, TYPE_MEMORY_ERROR));
    raised_clear(w);
    assert_non_null(block_new(w, 10));
}

#define IN_A_WORLD(test)                                                       \
    cmocka_unit_test_setup_teardown(test, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_WORLD(cells_are_zeroed_and_of_their_size),
        IN_A_WORLD(freed_cells_are_used_again),
        IN_A_WORLD(neighbours_become_one),
        IN_A_WORLD(large_cells_live_and_die),
        IN_A_WORLD(small_objects_fill_large_holes),
        IN_A_WORLD(a_collection_frees_what_nobody_holds),
        IN_A_WORLD(deep_chains_need_no_c_stack),
        IN_A_WORLD(a_full_mark_stack_loses_nothing),
        cmocka_unit_test(the_image_is_never_collected),
        cmocka_unit_test(a_limit_is_a_memory_error),
        IN_A_WORLD(the_nth_allocation_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
