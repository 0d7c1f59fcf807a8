/* SPDX-License-Identifier: MIT */
/* Constants: sameness, hashes and set order, repr(). The values are CPython
 * 3.8's, taken with PYTHONHASHSEED=0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "bytecode/code.h"
#include "bytecode/siphash.h"

static int setup(void **state) {
    static Region region;
    region_init(&region);
    *state = &region;
    return 0;
}

static int teardown(void **state) {
    region_free(*state);
    return 0;
}

static const Constant *str(Region *region, const char *text) {
    return constant_str(region, (Text){text, strlen(text)});
}

static const Constant *number(Region *region, const char *digits, int base) {
    return constant_int_from_text(region, (Text){digits, strlen(digits)}, base);
}

static void assert_repr(const Constant *constant, const char *expected) {
    Buffer out = {0};
    constant_repr(&out, constant);
    assert_false(out.failed);
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

static void ints_are_read_in_each_base(void **state) {
    Region *region = *state;
    assert_repr(number(region, "0", 10), "0");
    assert_repr(number(region, "1_000", 10), "1000");
    assert_repr(number(region, "fF", 16), "255");
    assert_repr(number(region, "777", 8), "511");
    assert_repr(number(region, "7fffffffffffffff", 16), "9223372036854775807");
    const Constant *edge = number(region, "8000000000000000", 16);
    assert_int_equal(edge->integer.count, 1);
    assert_repr(edge, "9223372036854775808");
    const char *huge = "1000000000000000000000000000000000000000000000000000"
                       "000000000000000000000000000000007";
    assert_repr(number(region, huge, 10), huge);
}

static void limbs_that_fit_become_small(void **state) {
    Region *region = *state;
    const uint64_t limbs[] = {1ull << 63, 0};
    const Constant *least = constant_int_from_limbs(region, limbs, 2, true);
    assert_int_equal(least->integer.count, 0);
    assert_true(least->integer.small == INT64_MIN);
    assert_repr(least, "-9223372036854775808");
    const Constant *large = constant_int_from_limbs(region, limbs, 2, false);
    assert_int_equal(large->integer.count, 1);
    assert_true(constant_truth(large));
}

static void sameness_is_strict(void **state) {
    Region *region = *state;
    const Constant *one = constant_int(region, 1);
    const Constant *real = constant_float(region, 1.0);
    const Constant *yes = constant_simple(CONSTANT_TRUE);
    assert_false(constant_same(one, real));
    assert_false(constant_same(one, yes));
    assert_true(constant_equal(one, real));
    assert_true(constant_equal(real, yes));
    assert_true(constant_same(one, constant_int(region, 1)));
    const Constant *zero = constant_float(region, 0.0);
    const Constant *minus = constant_float(region, -0.0);
    assert_false(constant_same(zero, minus));
    assert_true(constant_equal(zero, minus));
    const Constant *nan_1 = constant_float(region, NAN);
    assert_false(constant_same(nan_1, constant_float(region, NAN)));
    assert_true(constant_same(nan_1, nan_1));
    assert_false(
        constant_same(str(region, "a"), constant_bytes(region, TEXT("a"))));
}

static void tuples_are_the_same_item_by_item(void **state) {
    Region *region = *state;
    const Constant *a[] = {constant_int(region, 1), str(region, "x")};
    const Constant *b[] = {constant_int(region, 1), str(region, "x")};
    const Constant *c[] = {constant_float(region, 1), str(region, "x")};
    const Constant *x = constant_tuple(region, a, 2);
    const Constant *y = constant_tuple(region, b, 2);
    const Constant *z = constant_tuple(region, c, 2);
    assert_true(constant_same(x, y));
    assert_true(constant_key(x) == constant_key(y));
    assert_false(constant_same(x, z));
    assert_true(constant_equal(x, z));
    assert_false(constant_same(x, constant_tuple(region, a, 1)));
}

/* The same lambda twice in one line is one constant in CPython. */
static void code_is_the_same_without_its_line_table(void **state) {
    Region *region = *state;
    static const uint8_t body[] = {100, 0, 83, 0};
    const Constant *items[] = {constant_int(region, 1)};
    Code a = {.code = body,
              .code_size = 4,
              .first_line = 1,
              .constants = items,
              .constant_count = 1,
              .name = TEXT("<lambda>")};
    Code b = a;
    b.stack_size = 1;
    b.filename = TEXT("other.py");
    const Constant *x = constant_code(region, &a);
    const Constant *y = constant_code(region, &b);
    assert_true(constant_same(x, y));
    assert_true(constant_key(x) == constant_key(y));
    b.first_line = 2;
    assert_false(constant_same(x, y));
}

static void ints_equal_floats_exactly(void **state) {
    Region *region = *state;
    const Constant *big = number(region, "10000000000000000", 16);
    assert_true(constant_equal(big, constant_float(region, 0x1p64)));
    assert_false(constant_equal(big, constant_float(region, 0x1p65)));
    const Constant *odd = constant_int(region, (1ll << 53) + 1);
    assert_false(constant_equal(odd, constant_float(region, 0x1p53)));
    assert_false(constant_equal(odd, constant_float(region, NAN)));
    assert_true(constant_equal(constant_int(region, -3),
                               constant_complex(region, -3, 0)));
}

static void hashes_are_cpythons(void **state) {
    Region *region = *state;
    const Constant *items[] = {constant_int(region, 1), constant_int(region, 2),
                               constant_int(region, 3)};
    const struct {
        const Constant *constant;
        int64_t hash;
    } cases[] = {
        {str(region, ""), 0},
        {str(region, "a"), -7583489610679606711},
        {str(region, "\xc3\xa9"), 4954367630624915103},
        {str(region, "\xc4\x80"), 7116620274505051173},
        {str(region, "\xf0\x9f\x98\x80"), 2694534307785527896},
        {str(region, "\xed\xa0\x80"), -8127993928289593153},
        {str(region, "hello world"), 6266945022561323786},
        {constant_bytes(region, TEXT("abc")), 4596069200710135518},
        {constant_int(region, -1), -2},
        {constant_int(region, (1ll << 61) - 1), 0},
        {constant_int(region, INT64_MIN), -4},
        {number(region, "1000000000000000000000000000000", 10),
         465258685558744706},
        {constant_float(region, 0.5), 1152921504606846976},
        {constant_float(region, -1.5), -1152921504606846977},
        {constant_float(region, 1e300), 1224995262755759164},
        {constant_float(region, INFINITY), 314159},
        {constant_complex(region, 1.5, 2), 1152921504608846983},
        {constant_tuple(region, items, 0), 5740354900026072187},
        {constant_tuple(region, items, 1), -6644214454873602895},
        {constant_tuple(region, items, 3), 529344067295497451},
        {constant_frozenset(region, items, 3), -272375401224217160},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(constant_hash(cases[i].constant) == cases[i].hash);
    }
    assert_true(siphash_python(siphash_key(42), "abc", 3) ==
                -4501618152524544106);
}

static void frozensets_have_cpythons_order(void **state) {
    Region *region = *state;
    const char *colours[] = {"red", "green", "blue", "black", "white"};
    const Constant *words[5];
    for (size_t i = 0; i < 5; i++) {
        words[i] = str(region, colours[i]);
    }
    assert_repr(constant_frozenset(region, words, 5),
                "frozenset({'blue', 'black', 'white', 'green', 'red'})");
    const Constant *numbers[] = {
        constant_int(region, 8), constant_int(region, 0),
        constant_int(region, 16), constant_int(region, 1)};
    assert_repr(constant_frozenset(region, numbers, 4),
                "frozenset({8, 0, 16, 1})");
    const Constant *equals[] = {
        constant_int(region, 1), constant_simple(CONSTANT_TRUE),
        constant_float(region, 1), constant_int(region, 2)};
    assert_repr(constant_frozenset(region, equals, 4), "frozenset({1, 2})");
    assert_repr(constant_frozenset(region, NULL, 0), "frozenset()");
}

/* 1,000 multiples of 2^20 collide in every small table. */
static void large_frozensets_keep_all_items(void **state) {
    Region *region = *state;
    enum { COUNT = 1000 };
    const Constant *items[2 * COUNT];
    for (int i = 0; i < 2 * COUNT; i++) {
        items[i] = constant_int(region, (int64_t)(i % COUNT) << 20);
    }
    const Constant *set = constant_frozenset(region, items, 2 * COUNT);
    assert_int_equal(set->tuple.count, COUNT);
}

static void reprs_are_cpythons(void **state) {
    Region *region = *state;
    const Constant *items[] = {constant_int(region, 1)};
    assert_repr(constant_simple(CONSTANT_NONE), "None");
    assert_repr(constant_simple(CONSTANT_ELLIPSIS), "Ellipsis");
    assert_repr(constant_tuple(region, items, 0), "()");
    assert_repr(constant_tuple(region, items, 1), "(1,)");
    assert_repr(constant_float(region, 1e16), "1e+16");
    assert_repr(constant_complex(region, 0, 1), "1j");
    assert_repr(constant_complex(region, -0.0, 1), "(-0+1j)");
    assert_repr(constant_complex(region, 1.5, -NAN), "(1.5+nanj)");
    assert_repr(str(region, "it's"), "\"it's\"");
    assert_repr(str(region, "'\""), "'\\'\"'");
    assert_repr(str(region, "\t\n\r\\\x7f"), "'\\t\\n\\r\\\\\\x7f'");
    assert_repr(str(region, "\xc3\xa9\xc2\xad\xe2\x80\xa8"),
                "'\xc3\xa9\\xad\\u2028'");
    assert_repr(str(region, "\xed\xb0\x80\xf4\x8f\xbf\xbf"),
                "'\\udc00\\U0010ffff'");
    assert_repr(constant_str(region, (Text){"\0", 1}), "'\\x00'");
    assert_repr(constant_bytes(region, TEXT("a'\xff\0")), "b\"a'\\xff\\x00\"");
}

static void no_memory_is_null(void **state) {
    Region *region = *state;
    region->fail_after = 1;
    const Constant *items[] = {constant_simple(CONSTANT_TRUE)};
    assert_null(constant_int(region, 1));
    assert_null(constant_tuple(region, items, 1));
    assert_null(constant_frozenset(region, items, 1));
    assert_null(constant_int_from_text(region, TEXT("1"), 10));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(ints_are_read_in_each_base),
        TEST(limbs_that_fit_become_small),
        TEST(sameness_is_strict),
        TEST(tuples_are_the_same_item_by_item),
        TEST(code_is_the_same_without_its_line_table),
        TEST(ints_equal_floats_exactly),
        TEST(hashes_are_cpythons),
        TEST(frozensets_have_cpythons_order),
        TEST(large_frozensets_keep_all_items),
        TEST(reprs_are_cpythons),
        TEST(no_memory_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
