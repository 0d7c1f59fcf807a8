/* SPDX-License-Identifier: MIT */
/*
 * int to digits and back, in any base; subquadratic for long ones, as GMP
 * does it.
 */
#include "vm/types/int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/types/limb.h"
#include "vm/types/numeral.h"

/* ---- writing ------------------------------------------------------------- */

void int_write(Writer *out, Value v, int base)
{
    IntView view;
    int_view(v, &view);
    if (view.negative) {
        writer_char(out, '-');
    }
    char inline_[80];
    size_t size = limb_text_size(view.limbs, view.count, base);
    char *text = size <= sizeof inline_ ? inline_ : malloc(size);
    if (text && limb_to_text(text, &size, view.limbs, view.count, base)) {
        writer_ascii_n(out, text, size);
    } else {
        out->failed = true;
    }
    if (text != inline_) {
        free(text);
    }
}

static bool digits_exceed(World *w, Value v, int64_t most)
{
    uint64_t bits = int_bit_length(v);
    if (bits <= 3 * (uint64_t)most) {
        return false;
    }
    /* A decimal digit is 3.32193 bits. */
    if ((bits - 1) / 332193 * 100000 > (uint64_t)most ||
        (bits - 1) * 100000 / 332193 >= (uint64_t)most) {
        return true;
    }
    if (bits * 100000 / 332192 + 1 <= (uint64_t)most) {
        return false;
    }
    Value limit;
    if (int_power(w, INT(10), INT(most), &limit) != OK ||
        (int_sign(v) < 0 && int_negate(w, v, &v) != OK)) {
        raised_clear(w);
        return true;
    }
    return int_compare(v, limit) >= 0;
}

Status int_check_digits(World *w, Value v)
{
    if (IS_INT(v) || !w->int_max_digits ||
        !digits_exceed(w, v, w->int_max_digits)) {
        return OK;
    }
    return raise_value(w,
                       "Exceeds the limit (%d) for integer string conversion; "
                       "use sys.set_int_max_str_digits() to increase the limit",
                       (int)w->int_max_digits);
}

/* ---- reading ------------------------------------------------------------- */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c |= 32;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

/* The base that a prefix at `*at` names (moved behind it), or 0. */
static int prefix_base(const char **at)
{
    const char *p = *at;
    int base = p[0] != '0'          ? 0
               : (p[1] | 32) == 'x' ? 16
               : (p[1] | 32) == 'o' ? 8
               : (p[1] | 32) == 'b' ? 2
                                    : 0;
    *at += base ? 2 : 0;
    return base;
}

/* Digit values over the text itself, underscores gone; false: no numeral. */
static bool read_digits(char *text, size_t size, int base, bool prefixed,
                        size_t *count)
{
    size_t to = 0;
    bool after_digit = prefixed; /* 0x_1 is fine */
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '_') {
            if (!after_digit) {
                return false;
            }
            after_digit = false;
            continue;
        }
        int value = digit_value(text[i]);
        if (value >= base) {
            return false;
        }
        text[to++] = (char)value;
        after_digit = true;
    }
    *count = to;
    return to > 0 && after_digit;
}

static Value from_digits(World *w, const char *digits, size_t count, int base,
                         bool negative)
{
    if (count <= 12) {
        int64_t value = 0;
        for (size_t i = 0; i < count; i++) {
            value = value * base + digits[i];
        }
        return int_new(w, negative ? -value : value);
    }
    BigInt *big = int_blank(w, limb_text_limbs(count, base));
    if (!big) {
        return NO_VALUE;
    }
    size_t used;
    if (!limb_from_text(big->limbs, &used, (const unsigned char *)digits, count,
                        base)) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    big->count = (uint32_t)used;
    return int_finish(w, big, negative);
}

/* OK with *out 0: no numeral. */
static Status parse(World *w, Numeral *n, int base, Value *out)
{
    const char *at = n->text;
    const char *end = at + n->size;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    const char *digits = at;
    int named = prefix_base(&digits);
    bool prefixed = named && (base == 0 || base == named);
    if (prefixed) {
        at = digits;
    }
    bool no_zeros = base == 0 && !named && *at == '0';
    int real_base = base ? base : prefixed ? named : 10;
    size_t count;
    *out = NO_VALUE;
    if (!read_digits((char *)at, (size_t)(end - at), real_base, prefixed,
                     &count)) {
        return OK;
    }
    for (size_t i = 0; no_zeros && i < count; i++) {
        if (at[i]) {
            return OK;
        }
    }
    bool power = !(real_base & (real_base - 1));
    if (!power && w->int_max_digits && count > (size_t)w->int_max_digits) {
        return raise_value(
            w,
            "Exceeds the limit (%d) for integer string conversion: value has "
            "%d digits; use sys.set_int_max_str_digits() to increase the limit",
            (int)w->int_max_digits, (int)count);
    }
    *out = from_digits(w, at, count, real_base, negative);
    return *out ? OK : RAISE;
}

Value int_parse(World *w, Value text, int base)
{
    Numeral n;
    Value result;
    if (numeral_begin(w, text, &n) != OK) {
        return NO_VALUE;
    }
    Status s = parse(w, &n, base, &result);
    numeral_end(&n);
    if (s == OK && !result) {
        char what[64];
        snprintf(what, sizeof what, "invalid literal for int() with base %d",
                 base);
        (void)numeral_invalid(w, what, text, 200);
    }
    return result;
}
