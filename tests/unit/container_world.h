/* SPDX-License-Identifier: MIT */
/* A world for the tests of containers, and ways to look into one. */
#ifndef GILSCOPE_TESTS_CONTAINER_WORLD_H
#define GILSCOPE_TESTS_CONTAINER_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/host.h"
#include "vm/operator.h"
#include "vm/types/str.h"

static Host container_host;

static inline int open_world(void **state)
{
    World *w = world_new(0, 0, &container_host);
    *state = w;
    if (w && !w->thread) {
        w->thread = heap_object(w, TYPE_THREAD, sizeof(Thread));
    }
    return w && w->thread ? 0 : -1;
}

static inline int close_world(void **state)
{
    world_free(*state);
    return 0;
}

/* The repr of `v` is `expected`. */
static inline void assert_repr(World *w, Value v, const char *expected)
{
    Writer out;
    char text[1024];
    writer_start(&out);
    assert_int_equal(value_repr(w, v, &out), OK);
    Value made = writer_finish(w, &out);
    assert_true(made != NO_VALUE);
    assert_string_equal(str_to_buffer(made, text, sizeof text), expected);
}

/* An exception of this type is in flight: forget it. */
static inline void assert_raised(World *w, TypeId type)
{
    assert_true(raised_is(w, type));
    raised_clear(w);
}

#endif
