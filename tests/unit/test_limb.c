/* SPDX-License-Identifier: MIT */
/* Limbs: laws that hold for all numbers, small and far beyond the size where
 * GMP changes its algorithm and needs scratch space. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vm/types/limb.h"

static const size_t SIZES[] = {1, 2, 3, 17, 64, 200, 700, 3000};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

/* The same numbers in every run; a high limb of zeros only by design. */
static Limb *make(size_t n, uint64_t seed)
{
    Limb *a = malloc((n + 1) * sizeof *a);
    assert_non_null(a);
    for (size_t i = 0; i < n; i++) {
        seed += 0x9e3779b97f4a7c15;
        uint64_t z = (seed ^ seed >> 30) * 0xbf58476d1ce4e5b9;
        a[i] = z ^ z >> 27;
    }
    a[n - 1] |= 1;
    return a;
}

static void test_divide_undoes_multiply(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        for (size_t j = 0; j < SIZE_COUNT; j++) {
            size_t an = SIZES[i];
            size_t bn = SIZES[j];
            Limb *a = make(an, i);
            Limb *b = make(bn, 100 + j);
            Limb *product = make(an + bn, 0);
            Limb *quotient = make(an + 1, 0);
            Limb *rest = make(bn, 0);
            assert_true(limb_multiply(product, a, an, b, bn));
            assert_true(limb_divide(quotient, rest, product, an + bn, b, bn));
            assert_int_equal(limb_trim(quotient, an + 1), an);
            assert_memory_equal(quotient, a, an * sizeof *a);
            assert_int_equal(limb_trim(rest, bn), 0);
            free(a);
            free(b);
            free(product);
            free(quotient);
            free(rest);
        }
    }
}

static void test_text_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        for (int base = 2; base <= 36; base++) {
            size_t n = SIZES[i];
            Limb *a = make(n, i);
            size_t capacity = limb_text_size(a, n, base);
            size_t size;
            char *text = malloc(capacity);
            assert_non_null(text);
            assert_true(limb_to_text(text, &size, a, n, base));
            assert_in_range(size, 1, capacity);
            assert_int_not_equal(text[0], '0');
            for (size_t k = 0; k < size; k++) {
                text[k] -= text[k] >= 'a' ? 'a' - 10 : '0';
            }
            size_t room = limb_text_limbs(size, base);
            Limb *back = malloc(room * sizeof *back);
            size_t count;
            assert_non_null(back);
            assert_true(limb_from_text(back, &count, (unsigned char *)text,
                                       size, base));
            assert_in_range(count, 1, room);
            assert_int_equal(count, n);
            assert_memory_equal(back, a, n * sizeof *a);
            free(a);
            free(text);
            free(back);
        }
    }
}

static void test_root_of_a_square(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        size_t n = SIZES[i];
        Limb *a = make(n, i);
        Limb *square = make(2 * n, 0);
        Limb *root = make(n, 0);
        assert_true(limb_multiply(square, a, n, a, n));
        assert_true(limb_sqrt(root, square, limb_trim(square, 2 * n)));
        assert_memory_equal(root, a, n * sizeof *a);
        free(a);
        free(square);
        free(root);
    }
}

static void test_shifts_undo_each_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        for (uint64_t bits = 0; bits < 200; bits += 13) {
            size_t n = SIZES[i];
            size_t wide = n + bits / 64 + 1;
            Limb *a = make(n, i);
            Limb *up = make(wide, 0);
            Limb *down = make(wide, 0);
            limb_shift_left(up, a, n, bits);
            assert_int_equal(limb_bits(up, limb_trim(up, wide)),
                             limb_bits(a, n) + bits);
            assert_false(limb_any_below(up, wide, bits));
            limb_shift_right(down, up, wide, bits);
            assert_memory_equal(down, a, n * sizeof *a);
            free(a);
            free(up);
            free(down);
        }
    }
}

static void test_inverse(void **state)
{
    (void)state;
    Limb modulus[] = {1000000007};
    for (Limb value = 1; value < 200; value++) {
        Limb inverse[1];
        bool exists;
        assert_true(limb_invert(inverse, &value, 1, modulus, 1, &exists));
        assert_true(exists);
        assert_int_equal(inverse[0] * value % modulus[0], 1);
    }
    Limb even[] = {6};
    Limb two = 2;
    Limb inverse[1];
    bool exists;
    assert_true(limb_invert(inverse, &two, 1, even, 1, &exists));
    assert_false(exists);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_divide_undoes_multiply),
        cmocka_unit_test(test_text_there_and_back),
        cmocka_unit_test(test_root_of_a_square),
        cmocka_unit_test(test_shifts_undo_each_other),
        cmocka_unit_test(test_inverse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
