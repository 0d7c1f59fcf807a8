/* SPDX-License-Identifier: MIT */
/* Spans, UTF-8 and code point properties: what str and bytes are built on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/types/span.h"
#include "vm/types/unicode.h"
#include "vm/types/utf8.h"

static Span narrow(const char *text)
{
    return span_bytes(text, strlen(text));
}

static void span_finds_in_one_width(void **state)
{
    (void)state;
    Span hay = narrow("abcabcd");
    assert_int_equal(span_find(hay, narrow("abcd"), 0, 7), 3);
    assert_int_equal(span_find(hay, narrow("c"), 3, 7), 5);
    assert_int_equal(span_find(hay, narrow("c"), 3, 5), -1);
    assert_int_equal(span_find(hay, narrow(""), 7, 7), 7);
    assert_int_equal(span_find(hay, narrow(""), 8, 7), -1);
    assert_int_equal(span_rfind(hay, narrow("abc"), 0, 7), 3);
    assert_int_equal(span_rfind(hay, narrow("abc"), 0, 5), 0);
    assert_int_equal(span_rfind(hay, narrow(""), 0, 4), 4);
}

/* memmem may hit between two units: bytes 01 02 | 01 02 hold 02 01. */
static void span_finds_only_whole_units(void **state)
{
    (void)state;
    const uint16_t wide[] = {0x0102, 0x0102, 0x0201, 0x0102};
    const uint16_t needle[] = {0x0201, 0x0102};
    const uint16_t absent[] = {0x0201, 0x0201};
    Span hay = {wide, 4, 2};
    assert_int_equal(span_find(hay, (Span){needle, 2, 2}, 0, 4), 2);
    assert_int_equal(span_find(hay, (Span){absent, 2, 2}, 0, 4), -1);
}

static void span_finds_narrow_in_wide(void **state)
{
    (void)state;
    const uint32_t wide[] = {0x1f600, 'a', 'b', 'a', 'c'};
    Span hay = {wide, 5, 4};
    assert_int_equal(span_find(hay, narrow("ac"), 0, 5), 3);
    assert_int_equal(span_find(hay, narrow("b"), 0, 5), 2);
    assert_int_equal(span_find(narrow("abc"), hay, 0, 3), -1);
    assert_int_equal(span_rfind(hay, narrow("a"), 0, 5), 3);
}

static void span_counts(void **state)
{
    (void)state;
    assert_int_equal(span_count(narrow("aaaa"), narrow("aa"), 100), 2);
    assert_int_equal(span_count(narrow("aaaa"), narrow("a"), 3), 3);
    assert_int_equal(span_count(narrow("abc"), narrow(""), 100), 4);
    assert_int_equal(span_count(narrow("abc"), narrow(""), 2), 2);
}

static void span_orders_by_code_point(void **state)
{
    (void)state;
    const uint32_t high[] = {0x10000};
    const uint16_t low[] = {0xffff};
    assert_int_equal(span_order((Span){high, 1, 4}, (Span){low, 1, 2}), 1);
    assert_int_equal(span_order(narrow("ab"), narrow("abc")), -1);
    assert_int_equal(span_order(narrow("\xff"), narrow("a")), 1);
    assert_int_equal(span_order(narrow("same"), narrow("same")), 0);
}

static void span_copies_between_widths(void **state)
{
    (void)state;
    uint32_t wide[3];
    uint8_t back[3];
    span_copy(wide, 4, narrow("a\xe9z"));
    assert_int_equal(wide[1], 0xe9);
    span_copy(back, 1, (Span){wide, 3, 4});
    assert_memory_equal(back, "a\xe9z", 3);
    assert_int_equal(span_bound((Span){wide, 3, 4}), 0xff);
}

/* Every code point survives the round trip, surrogates included. */
static void utf8_round_trip(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char bytes[4];
        size_t n = utf8_put(bytes, c);
        const char *at = bytes;
        assert_int_equal(n, utf8_size(c));
        assert_int_equal(utf8_next(&at, bytes + n), c);
        assert_ptr_equal(at, bytes + n);
    }
}

static void check_bad(const char *bytes, size_t size, size_t covers,
                      const char *message)
{
    size_t bad = 0;
    const char *why = NULL;
    const uint8_t *at = (const uint8_t *)bytes;
    assert_int_equal(utf8_check(at, at + size, &bad, &why), 0);
    assert_int_equal(bad, covers);
    assert_string_equal(why, message);
}

static void utf8_errors(void **state)
{
    (void)state;
    check_bad("\xff", 1, 1, "invalid start byte");
    check_bad("\x80", 1, 1, "invalid start byte");
    check_bad("\xc0\x80", 2, 1, "invalid start byte");
    check_bad("\xe2\x82", 2, 2, "unexpected end of data");
    check_bad("\xe2\x28\xa1", 3, 1, "invalid continuation byte");
    check_bad("\xed\xa0\x80", 3, 1, "invalid continuation byte");
    check_bad("\xf0\x80\x80\x80", 4, 1, "invalid continuation byte");
    check_bad("\xf0\x9f\x98z", 4, 3, "invalid continuation byte");
    check_bad("\xf4\x90\x80\x80", 4, 1, "invalid continuation byte");
}

static void unicode_classes(void **state)
{
    (void)state;
    assert_true(unicode_is_alpha(0xe9));
    assert_false(unicode_is_alpha('1'));
    assert_true(unicode_is_digit(0xb2));
    assert_false(unicode_is_decimal(0xb2));
    assert_int_equal(unicode_decimal(0x663), 3);
    assert_true(unicode_is_numeric(0x4e00));
    assert_true(unicode_is_space(0x1c));
    assert_true(unicode_is_space(0x3000));
    assert_false(unicode_is_space(0x200b));
    assert_false(unicode_is_printable(0xa0));
    assert_true(unicode_is_title(0x1c5));
    assert_true(unicode_is_identifier_start('_'));
    assert_false(unicode_is_identifier_start('1'));
    assert_true(unicode_is_identifier_part('1'));
}

static void unicode_case_mapping(void **state)
{
    (void)state;
    uint32_t to[UNICODE_CASE_MAX];
    assert_int_equal(unicode_upper(0xdf, to), 2);
    assert_int_equal(to[0], 'S');
    assert_int_equal(unicode_lower(0x130, to), 2);
    assert_int_equal(to[1], 0x307);
    assert_int_equal(unicode_lower(0x3a3, to), 1);
    assert_int_equal(to[0], 0x3c3);
    assert_int_equal(unicode_fold(0xdf, to), 2);
    assert_int_equal(to[1], 's');
    assert_int_equal(unicode_upper(0xd800, to), 1);
    assert_int_equal(to[0], 0xd800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(span_finds_in_one_width),
        cmocka_unit_test(span_finds_only_whole_units),
        cmocka_unit_test(span_finds_narrow_in_wide),
        cmocka_unit_test(span_counts),
        cmocka_unit_test(span_orders_by_code_point),
        cmocka_unit_test(span_copies_between_widths),
        cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(utf8_errors),
        cmocka_unit_test(unicode_classes),
        cmocka_unit_test(unicode_case_mapping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
