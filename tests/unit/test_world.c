/* SPDX-License-Identifier: MIT */
/* Identity: serials of the thread that asked first, kept over collections. */
#include "tests/unit/program_world.h"

#include "vm/types/list.h"
#include "vm/types/tuple.h"

static Program program;

static int64_t id_of(World *w, Value v)
{
    int64_t id;
    assert_int_equal(world_identity(w, v, &id), OK);
    return id;
}

static int open_program(void **state)
{
    program_open(&program, "pass", 0);
    *state = program.w;
    program.w->thread = program.w->main_thread;
    return 0;
}

static int close_program(void **state)
{
    world_free(*state);
    return 0;
}

static void an_identity_is_thread_and_serial(void **state)
{
    World *w = *state;
    Value a = tuple_of(w, 1, NONE);
    Value b = tuple_of(w, 1, NONE);
    int64_t first = id_of(w, a);
    assert_int_equal(first >> 32, w->main_thread->serial);
    assert_int_equal(id_of(w, b) - first, 16);
    assert_int_equal(id_of(w, a), first);
    Thread *other = thread_new(w, NONE, w->empty_tuple, NO_VALUE);
    w->thread = other;
    int64_t theirs = id_of(w, tuple_of(w, 1, NONE));
    assert_int_equal(theirs >> 32, other->serial);
    assert_int_equal(id_of(w, b), first + 16);
}

/* Whoever asks in between, another thread's numbers stay the same. */
static void identities_do_not_depend_on_other_threads(void **state)
{
    World *w = *state;
    Snapshot *s = world_snapshot(w);
    int64_t alone = id_of(w, tuple_of(w, 1, NONE));
    assert_true(world_restore(w, s));
    Thread *other = thread_new(w, NONE, w->empty_tuple, NO_VALUE);
    w->thread = other;
    (void)id_of(w, tuple_of(w, 1, NONE));
    w->thread = w->main_thread;
    assert_int_equal(id_of(w, tuple_of(w, 1, NONE)), alone);
}

static void identities_outlive_collections(void **state)
{
    World *w = *state;
    Value list = list_new(w, 1000);
    w->main_thread->result = list; /* hold it */
    int64_t ids[1000];
    for (int i = 0; i < 1000; i++) {
        Value v = tuple_of(w, 1, INT(i));
        ids[i] = id_of(w, v);
        (void)id_of(w, tuple_of(w, 1, NONE)); /* dies */
        assert_int_equal(list_append(w, list, v), OK);
    }
    uint32_t before = w->identity_count;
    heap_collect(w, false);
    assert_true(w->identity_count <= before - 1000);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(id_of(w, list_at(list, i)), ids[i]);
    }
    /* A new object in a dead one's cell has an identity of its own. */
    Value next = tuple_of(w, 1, NONE);
    assert_int_equal(OBJECT(next)->flags & OBJECT_HAS_ID, 0);
    int64_t fresh = id_of(w, next);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(ids[i] != fresh);
    }
}

/* What the image gave out must not meet the main thread's. */
static void the_image_has_numbers_of_its_own(void **state)
{
    World *w = *state;
    w->thread = NULL;
    int64_t image = id_of(w, tuple_of(w, 1, NONE));
    assert_int_equal(image >> 32, 0);
    w->thread = w->main_thread;
    assert_true(id_of(w, tuple_of(w, 1, NONE)) != image);
    assert_true(w->main_thread->serial >= 1);
}

static void numbers_and_constants_have_identities(void **state)
{
    World *w = *state;
    assert_true(id_of(w, INT(1)) != id_of(w, INT(2)));
    assert_true(id_of(w, NONE) != id_of(w, TRUE_VALUE));
    assert_int_equal(id_of(w, INT(7)), id_of(w, INT(7)));
}

static void no_native_has_too_many_parameters(void **state)
{
    (void)state;
    for (uint32_t row = 0; row < native_count; row++) {
        NativeArity a = native_arity(native_table[row].parameters);
        assert_true(a.total <= 16); /* MAX_PARAMETERS of the calls */
        assert_true(a.required <= a.positional && a.positional <= a.total);
    }
}

#define IN_A_PROGRAM(test)                                                     \
    cmocka_unit_test_setup_teardown(test, open_program, close_program)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PROGRAM(an_identity_is_thread_and_serial),
        IN_A_PROGRAM(identities_do_not_depend_on_other_threads),
        IN_A_PROGRAM(identities_outlive_collections),
        IN_A_PROGRAM(the_image_has_numbers_of_its_own),
        IN_A_PROGRAM(numbers_and_constants_have_identities),
        cmocka_unit_test(no_native_has_too_many_parameters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
