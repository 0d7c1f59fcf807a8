/* SPDX-License-Identifier: MIT */
/* Floats to text and back: CPython's layout, ties to even, exact reading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>

#include "bytecode/number.h"

static void assert_repr(double value, const char *expected) {
    char text[NUMBER_REPR_SIZE];
    assert_int_equal(number_repr(value, text), strlen(expected));
    assert_string_equal(text, expected);
}

static void repr_is_the_shortest(void **state) {
    (void)state;
    assert_repr(0.0, "0.0");
    assert_repr(-0.0, "-0.0");
    assert_repr(1.0, "1.0");
    assert_repr(0.1, "0.1");
    assert_repr(0.1 + 0.2, "0.30000000000000004");
    assert_repr(0.0001, "0.0001");
    assert_repr(0.00001, "1e-05");
    assert_repr(123456789012345680.0, "1.2345678901234568e+17");
    assert_repr(9999999999999998.0, "9999999999999998.0");
    assert_repr(1e16, "1e+16");
    assert_repr(-1.5e300, "-1.5e+300");
    assert_repr(DBL_MAX, "1.7976931348623157e+308");
    assert_repr(0x1p-1074, "5e-324");
    assert_repr(INFINITY, "inf");
    assert_repr(-INFINITY, "-inf");
    assert_repr(-NAN, "nan");
}

static void bare_repr_has_no_point_in_whole_numbers(void **state) {
    (void)state;
    char text[NUMBER_REPR_SIZE];
    assert_int_equal(number_repr_bare(-2.0, text), 2);
    assert_string_equal(text, "-2");
    assert_int_equal(number_repr_bare(2.5, text), 3);
    assert_string_equal(text, "2.5");
}

/* 0.DIGITS x 10^point, trailing zeros left out. */
static void assert_digits(double value, NumberMode mode, int count,
                          const char *expected, int expected_point) {
    char digits[NUMBER_DIGITS_SIZE(400)];
    int point;
    size_t size =
        number_digits(value, mode, count, digits, sizeof digits, &point);
    while (size > 0 && digits[size - 1] == '0') {
        size--;
    }
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(digits, expected, size);
    if (size > 0) {
        assert_int_equal(point, expected_point);
    }
}

static void ties_go_to_the_even_digit(void **state) {
    (void)state;
    assert_digits(0.5, NUMBER_FIXED, 0, "", 0);
    assert_digits(1.5, NUMBER_FIXED, 0, "2", 1);
    assert_digits(2.5, NUMBER_FIXED, 0, "2", 1);
    assert_digits(9.5, NUMBER_FIXED, 0, "1", 2);
    assert_digits(0.125, NUMBER_FIXED, 2, "12", 0);
    assert_digits(0.375, NUMBER_FIXED, 2, "38", 0);
    assert_digits(2.675, NUMBER_FIXED, 2, "267", 1);
    assert_digits(1.25, NUMBER_PRECISION, 2, "12", 1);
    assert_digits(25, NUMBER_PRECISION, 1, "2", 2);
    assert_digits(35, NUMBER_PRECISION, 1, "4", 2);
    assert_digits(45e20, NUMBER_PRECISION, 1, "4", 22);
    assert_digits(95, NUMBER_PRECISION, 1, "1", 3);
}

static void digits_beyond_the_float_are_exact(void **state) {
    (void)state;
    assert_digits(0.1, NUMBER_FIXED, 55,
                  "1000000000000000055511151231257827021181583404541015625", 0);
    assert_digits(0.1, NUMBER_PRECISION, 20, "10000000000000000555", 0);
    assert_digits(1e22, NUMBER_FIXED, 0, "1", 23);
    assert_digits(1e23, NUMBER_FIXED, 3, "99999999999999991611392", 23);
    assert_digits(0x1p-1074, NUMBER_FIXED, 340, "49406564584124654", -323);
}

static void assert_parses(const char *text, double expected) {
    double value = 42;
    assert_true(number_parse(text, strlen(text), &value));
    assert_true(value == expected && signbit(value) == signbit(expected));
}

static void decimals_are_read(void **state) {
    (void)state;
    assert_parses("1", 1);
    assert_parses("1.", 1);
    assert_parses(".5e-3", 0.0005);
    assert_parses("-0", -0.0);
    assert_parses("+1E+2", 100);
    assert_parses("1e400", INFINITY);
    assert_parses("-1e999999999999", -INFINITY);
    assert_parses("1e-400", 0);
    assert_parses("2.2250738585072011e-308", 0x0.fffffffffffffp-1022);
    assert_parses("9007199254740993", 9007199254740992);
    assert_parses("9007199254740993.00000000000000000001", 9007199254740994);
}

static void anything_else_is_refused(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",   ".",   "-",   "e5",  "1e",   "1e+",  "1_0", " 1",
        "1 ", "0x1", "inf", "nan", "1.5j", "1..2", "--1", "1e5.0"};
    double value;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(number_parse(wrong[i], strlen(wrong[i]), &value));
    }
    assert_false(number_parse("1\0", 2, &value));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repr_is_the_shortest),
        cmocka_unit_test(bare_repr_has_no_point_in_whole_numbers),
        cmocka_unit_test(ties_go_to_the_even_digit),
        cmocka_unit_test(digits_beyond_the_float_are_exact),
        cmocka_unit_test(decimals_are_read),
        cmocka_unit_test(anything_else_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
