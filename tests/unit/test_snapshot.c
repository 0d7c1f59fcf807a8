/* SPDX-License-Identifier: MIT */
/*
 * Snapshots: every byte comes back, levels nest, versions and caches do not
 * survive where they must not.
 */
#include "tests/unit/program_world.h"

#include <glob.h>
#include <stdio.h>

#include "vm/cell.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

static Program program;

static const char counter_text[] =
    "import threading\n"
    "x = 0\n"
    "def add():\n"
    "    global x\n"
    "    for i in range(300):\n"
    "        x += 1\n"
    "a = threading.Thread(target=add); b = threading.Thread(target=add)\n"
    "a.start(); b.start(); a.join(); b.join()\n"
    "class C:\n"
    "    def __init__(self):\n"
    "        self.x = x\n"
    "print(C().x, id(a) != id(b))\n";

/* ---- every byte ---------------------------------------------------------- */

static char *world_copy(const World *w, size_t *size)
{
    *size = (size_t)(w->top - (const char *)w);
    char *copy = malloc(*size);
    assert_non_null(copy);
    memcpy(copy, w, *size);
    return copy;
}

/* Where the world differs from its copy; `size` when nowhere. */
static size_t first_difference(const World *w, const char *copy, size_t size)
{
    const char *now = (const char *)w;
    size_t at = 0;
    while (at < size && now[at] == copy[at]) {
        at++;
    }
    return at;
}

/* Whose byte it is. */
static void tell(World *w, const char *name, size_t at)
{
    char *wanted = (char *)w + at;
    char *cell = (char *)w + (sizeof(World) + 15) / 16 * 16;
    char *start = cell;
    size_t units;
    Object *o = NULL;
    while (cell <= wanted && cell < w->top) {
        start = cell;
        o = cell_step(&cell, &units);
    }
    fail_msg("%s: byte %zu of the world, %td of an object of layout %d, was "
             "written without the barrier",
             name, at, wanted - start, o ? o->layout : -1);
}

static void run_and_compare(const char *text, const char *name)
{
    program_open(&program, text, 0);
    program.sim.options.step_limit = 300000;
    Snapshot *s = world_snapshot(program.w);
    assert_non_null(s);
    size_t size;
    char *copy = world_copy(program.w, &size);
    (void)simulate_run(program.w);
    assert_true(world_restore(program.w, s));
    size_t at = first_difference(program.w, copy, size);
    if (at != size || program.w->top != (char *)program.w + size) {
        tell(program.w, name, at);
    }
    free(copy);
    program_close(&program);
}

static void every_byte_comes_back(void **state)
{
    (void)state;
    run_and_compare(counter_text, "counter");
}

static void every_byte_of_every_program(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob("tests/lang/*.py", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "rb");
        assert_non_null(file);
        static char text[1 << 17];
        size_t n = fread(text, 1, sizeof text - 1, file);
        text[n] = 0;
        (void)fclose(file);
        run_and_compare(text, found.gl_pathv[i]);
    }
    globfree(&found);
}

static void a_run_repeats(void **state)
{
    (void)state;
    program_open(&program, counter_text, 0);
    Snapshot *s = world_snapshot(program.w);
    char first[256] = "";
    for (int i = 0; i < 20; i++) {
        assert_int_equal(simulate_run(program.w).kind, OUTCOME_ENDED);
        if (i == 0) {
            memcpy(first, program.out, sizeof first - 1);
        }
        assert_string_equal(program.out, first);
        assert_true(program.used > 8);
        program_rewind(&program, s);
        simulate_reseed(program.w, 1);
    }
    world_drop_snapshot(program.w, s);
    program_close(&program);
}

/* ---- levels -------------------------------------------------------------- */

/* A value of the image that a test may change: sys.<name>. */
static Value *image_slot(World *w, const char *name)
{
    Value key = str_intern_ascii(w, name);
    int64_t entry = dict_entry_of_str(w, w->sys_dict, key);
    assert_true(entry >= 0);
    Value *slot = &AS(Dict, w->sys_dict)->table->entries[entry].value;
    assert_true((char *)slot < w->watermark);
    return slot;
}

static void a_card_is_saved_once_a_level(void **state)
{
    (void)state;
    program_open(&program, "", 0);
    World *w = program.w;
    Value *slot = image_slot(w, "argv");
    Snapshot *outer = world_snapshot(w);
    size_t before = outer->card_count;
    STORE(w, *slot, INT(1));
    assert_int_equal(outer->card_count, before + 1);
    STORE(w, *slot, INT(2));
    assert_int_equal(outer->card_count, before + 1);
    Snapshot *inner = world_snapshot(w);
    size_t inside = inner->card_count;
    STORE(w, *slot, INT(3));
    STORE(w, *slot, INT(4));
    assert_int_equal(inner->card_count, inside + 1);
    assert_int_equal(outer->card_count, before + 1);
    program_close(&program);
}

static void levels_nest(void **state)
{
    (void)state;
    program_open(&program, "", 0);
    World *w = program.w;
    Value *slot = image_slot(w, "argv");
    Value start = *slot;
    Snapshot *outer = world_snapshot(w);
    STORE(w, *slot, INT(1));
    Snapshot *inner = world_snapshot(w);
    for (int i = 0; i < 3; i++) {
        STORE(w, *slot, INT(10 + i));
        assert_true(world_restore(w, inner));
        assert_int_equal(*slot, INT(1));
    }
    STORE(w, *slot, INT(2));
    assert_true(world_restore(w, outer)); /* inner is gone with it */
    assert_int_equal(*slot, start);
    assert_ptr_equal(w->outside->snapshot, outer);
    inner = world_snapshot(w);
    STORE(w, *slot, INT(5));
    world_drop_snapshot(w, inner);
    assert_int_equal(*slot, INT(5));
    assert_true(world_restore(w, outer));
    assert_int_equal(*slot, start);
    world_drop_snapshot(w, outer);
    assert_null(w->outside->snapshot);
    STORE(w, *slot, INT(6));
    program_close(&program);
}

static void a_lost_card_is_told(void **state)
{
    (void)state;
    program_open(&program, "", 0);
    Snapshot *s = world_snapshot(program.w);
    program.w->outside->no_memory = true;
    assert_false(world_restore(program.w, s));
    program_close(&program);
}

/* ---- what a restore must not rewind -------------------------------------- */

static void versions_are_never_reused(void **state)
{
    (void)state;
    program_open(&program, "", 0);
    World *w = program.w;
    Snapshot *s = world_snapshot(w);
    uint64_t last = world_version(w);
    for (int i = 0; i < 100; i++) {
        assert_true(world_restore(w, s));
        uint64_t next = world_version(w);
        assert_true(next > last);
        last = next;
    }
    program_close(&program);
}

/* The same instructions see another class at the same address each time. */
static const char stale_text[] =
    "mode = input()\n"
    "class A:\n"
    "    if mode == 'a':\n"
    "        x = 1\n"
    "        def f(self): return 'fa'\n"
    "    else:\n"
    "        def f(self): return 'fb'\n"
    "        x = 2\n"
    "a = A()\n"
    "r = []\n"
    "name = 'na' + 'me' + mode\n"
    "for i in range(3):\n"
    "    r += [a.x, a.f(), getattr(a, name, 0), len(r)]\n"
    "    if i == 1:\n"
    "        setattr(A, name, mode)\n"
    "        a.y = A.x = mode * 2\n"
    "        if mode == 'b': len = lambda x: 'my'\n"
    "print(r)\n";

static void caches_do_not_outlive_a_restore(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "[1, 'fa', 0, 0, 1, 'fa', 0, 4, 'aa', 'fa', 'a', 8]\n",
        "[2, 'fb', 0, 0, 2, 'fb', 0, 4, 'bb', 'fb', 'b', 'my']\n"};
    program_open(&program, stale_text, 0);
    Snapshot *s = world_snapshot(program.w);
    for (int i = 0; i < 40; i++) {
        int which = (i * 7 / 3) & 1;
        program.input = which ? "b\n" : "a\n";
        (void)simulate_run(program.w);
        assert_string_equal(program.out, wanted[which]);
        program_rewind(&program, s);
    }
    program_close(&program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_comes_back),
        cmocka_unit_test(a_run_repeats),
        cmocka_unit_test(a_card_is_saved_once_a_level),
        cmocka_unit_test(levels_nest),
        cmocka_unit_test(a_lost_card_is_told),
        cmocka_unit_test(versions_are_never_reused),
        cmocka_unit_test(caches_do_not_outlive_a_restore),
        cmocka_unit_test(every_byte_of_every_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
