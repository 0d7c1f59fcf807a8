/* SPDX-License-Identifier: MIT */
/* Exceptions as leaves: fields, text, the errno table, context chains. */
#include "container_world.h"

#include <errno.h>

#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

static Value text(World *w, const char *ascii)
{
    return str_from_ascii(w, ascii);
}

static void assert_str(World *w, Value exception, const char *expected)
{
    Writer out;
    char buffer[256];
    writer_start(&out);
    assert_int_equal(value_str(w, exception, &out), OK);
    Value made = writer_finish(w, &out);
    assert_string_equal(str_to_buffer(made, buffer, sizeof buffer), expected);
}

static Value make(World *w, TypeId type, Value args)
{
    Value made = exception_new(w, &w->klass[type], args);
    assert_true(made != NO_VALUE);
    return made;
}

static void text_follows_the_arguments(void **state)
{
    World *w = *state;
    Value none = make(w, TYPE_VALUE_ERROR, w->empty_tuple);
    assert_str(w, none, "");
    assert_repr(w, none, "ValueError()");
    Value one = make(w, TYPE_VALUE_ERROR, tuple_of(w, 1, text(w, "bad")));
    assert_str(w, one, "bad");
    assert_repr(w, one, "ValueError('bad')");
    Value two = make(w, TYPE_VALUE_ERROR, tuple_of(w, 2, INT(1), NONE));
    assert_str(w, two, "(1, None)");
    Value key = make(w, TYPE_KEY_ERROR, tuple_of(w, 1, text(w, "k")));
    assert_str(w, key, "'k'");
}

static void special_classes_have_fields(void **state)
{
    World *w = *state;
    Value stop = make(w, TYPE_STOP_ITERATION, tuple_of(w, 1, INT(7)));
    assert_int_equal(exception_stop_value(stop), INT(7));
    Value bare = make(w, TYPE_STOP_ITERATION, w->empty_tuple);
    assert_int_equal(exception_stop_value(bare), NONE);
    Value syntax = make(
        w, TYPE_SYNTAX_ERROR,
        tuple_of(w, 2, text(w, "invalid syntax"),
                 tuple_of(w, 4, text(w, "/a/b.py"), INT(3), INT(1), NONE)));
    assert_str(w, syntax, "invalid syntax (b.py, line 3)");
    assert_int_equal(exception_kind(w, &w->klass[TYPE_TAB_ERROR]),
                     TYPE_SYNTAX_ERROR);
}

static void unicode_errors_name_the_place(void **state)
{
    World *w = *state;
    Value encode = make(w, TYPE_UNICODE_ENCODE_ERROR,
                        tuple_of(w, 5, text(w, "ascii"), str_char(w, 0xe9),
                                 INT(0), INT(1), text(w, "why")));
    assert_str(w, encode,
               "'ascii' codec can't encode character '\\xe9' in position 0: "
               "why");
    Value wrong = exception_new(w, &w->klass[TYPE_UNICODE_ENCODE_ERROR],
                                w->empty_tuple);
    assert_int_equal(wrong, NO_VALUE);
    assert_raised(w, TYPE_TYPE_ERROR);
}

static void errno_chooses_the_class(void **state)
{
    World *w = *state;
    assert_int_equal(raise_os(w, ENOENT, text(w, "nowhere")), RAISE);
    assert_str(w, w->thread->raised,
               "[Errno 2] No such file or directory: 'nowhere'");
    assert_int_equal(
        tuple_length(AS(Exception, w->thread->raised)->args), 2);
    assert_raised(w, TYPE_FILE_NOT_FOUND_ERROR);
    assert_int_equal(os_error_type(EPIPE), TYPE_BROKEN_PIPE_ERROR);
    assert_int_equal(os_error_type(ENOSPC), TYPE_OS_ERROR);
}

static void a_context_makes_no_circle(void **state)
{
    World *w = *state;
    Value a = make(w, TYPE_VALUE_ERROR, w->empty_tuple);
    Value b = make(w, TYPE_VALUE_ERROR, w->empty_tuple);
    Value c = make(w, TYPE_VALUE_ERROR, w->empty_tuple);
    exception_set_context(w, b, a);
    exception_set_context(w, c, b);
    exception_set_context(w, a, c);
    assert_int_equal(AS(Exception, a)->context, c);
    assert_int_equal(AS(Exception, c)->context, b);
    assert_int_equal(AS(Exception, b)->context, NO_VALUE);
    exception_set_context(w, a, a);
    assert_int_equal(AS(Exception, a)->context, c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(text_follows_the_arguments, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(special_classes_have_fields,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(unicode_errors_name_the_place,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(errno_chooses_the_class, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(a_context_makes_no_circle, open_world,
                                        close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
