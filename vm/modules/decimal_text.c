/* SPDX-License-Identifier: MIT */
/*
 * Decimal: numbers from text and to text.
 *
 * Exponents beyond all limits stay beyond them: reading stops counting at
 * DECIMAL_EXPONENT_CAP, which number_finish then turns into an overflow or a
 * zero.
 */
#include "vm/modules/decimal_number.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- reading ------------------------------------------------------------- */

typedef struct Reader {
    const char *at;
    const char *end;
} Reader;

static bool take_word(Reader *r, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(r->end - r->at) < size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if ((r->at[i] | 32) != word[i]) {
            return false;
        }
    }
    r->at += size;
    return true;
}

static bool take_sign(Reader *r)
{
    bool negative = r->at < r->end && *r->at == '-';
    if (r->at < r->end && (*r->at == '-' || *r->at == '+')) {
        r->at++;
    }
    return negative;
}

static size_t digits_ahead(const Reader *r)
{
    size_t n = 0;
    while (r->at + n < r->end && is_digit(r->at[n])) {
        n++;
    }
    return n;
}

static Number parse_nan(Work *k, Reader *r, Kind kind, bool negative)
{
    size_t size = digits_ahead(r);
    if (r->at + size != r->end) {
        return number_invalid(k, CONDITION_SYNTAX);
    }
    Number result =
        number_new(k, negative, nat_from_text(&k->pad, r->at, size), 0);
    result.kind = (uint8_t)kind;
    return result;
}

/* False: no exponent, though an e stands there. */
static bool parse_exponent(Reader *r, int64_t *out)
{
    *out = 0;
    if (r->at == r->end || (*r->at | 32) != 'e') {
        return true;
    }
    r->at++;
    bool negative = take_sign(r);
    size_t size = digits_ahead(r);
    for (size_t i = 0; i < size; i++) {
        *out = *out < DECIMAL_EXPONENT_CAP / 10 ? *out * 10 + (r->at[i] - '0')
                                                : DECIMAL_EXPONENT_CAP;
    }
    *out = negative ? -*out : *out;
    r->at += size;
    return size != 0;
}

static Number parse_finite(Work *k, Reader *r, bool negative)
{
    size_t whole = digits_ahead(r);
    const char *digits = r->at;
    size_t size = whole;
    int64_t exponent;
    r->at += whole;
    if (r->at < r->end && *r->at == '.') {
        r->at++;
        size_t more = digits_ahead(r);
        char *joined = (char *)pad_limbs(&k->pad, (whole + more) / 8 + 1);
        if (!joined) {
            return number_invalid(k, 0);
        }
        memcpy(joined, digits, whole);
        memcpy(joined + whole, r->at, more);
        r->at += more;
        digits = joined;
        size += more;
    }
    bool good = size && parse_exponent(r, &exponent) && r->at == r->end;
    if (!good) {
        return number_invalid(k, CONDITION_SYNTAX);
    }
    return number_new(k, negative, nat_from_text(&k->pad, digits, size),
                      exponent - (int64_t)(size - whole));
}

Number number_read(Work *k, const char *text, size_t size)
{
    Reader r = {text, text + size};
    bool negative = take_sign(&r);
    if (take_word(&r, "snan")) {
        return parse_nan(k, &r, KIND_SIGNALING, negative);
    }
    if (take_word(&r, "nan")) {
        return parse_nan(k, &r, KIND_QUIET, negative);
    }
    if (take_word(&r, "infinity") || take_word(&r, "inf")) {
        return r.at == r.end ? number_infinity(negative)
                             : number_invalid(k, CONDITION_SYNTAX);
    }
    return parse_finite(k, &r, negative);
}

/* ---- writing ------------------------------------------------------------- */

typedef struct Out {
    char *text;
    size_t size;
} Out;

static void put(Out *out, const char *text, size_t size)
{
    memcpy(out->text + out->size, text, size);
    out->size += size;
}

static void put_zeros(Out *out, size_t count)
{
    memset(out->text + out->size, '0', count);
    out->size += count;
}

static void put_exponent(Out *out, int64_t exponent, char letter)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    digits[--at] = exponent < 0 ? '-' : '+';
    digits[--at] = letter;
    put(out, digits + at, sizeof digits - at);
}

/* Digits with the point after so many of them (none or less: zeros first). */
static void put_pointed(Out *out, const char *digits, size_t size,
                        int64_t point)
{
    if (point <= 0) {
        put(out, "0.", 2);
        put_zeros(out, (size_t)-point);
        put(out, digits, size);
    } else if ((size_t)point >= size) {
        put(out, digits, size);
        put_zeros(out, (size_t)point - size);
    } else {
        put(out, digits, (size_t)point);
        put(out, ".", 1);
        put(out, digits + point, size - (size_t)point);
    }
}

int64_t number_point(const Number *a, bool engineering)
{
    int64_t left = adjusted(a) + 1;
    if (a->exponent <= 0 && left > -6) {
        return left;
    }
    if (!engineering) {
        return 1;
    }
    if (nat_is_zero(a->digits)) {
        int64_t rest = (left + 1) % 3;
        return (rest < 0 ? rest + 3 : rest) - 1;
    }
    int64_t rest = (left - 1) % 3;
    return (rest < 0 ? rest + 3 : rest) + 1;
}

char *number_to_pointed(Work *k, const Number *a, int64_t point, char letter,
                        bool always, size_t *whole, size_t *size)
{
    enum { AROUND = 32 }; /* "0.", the exponent */
    size_t count = 0;
    char *digits = nat_to_text(&k->pad, a->digits, &count);
    if (!digits) {
        return NULL;
    }
    uint64_t zeros = point < 0                 ? (uint64_t)-point
                     : (uint64_t)point > count ? (uint64_t)point - count
                                               : 0;
    if (zeros > k->pad.room) {
        k->pad.failed = true;
        return NULL;
    }
    size_t most = count + (size_t)zeros + AROUND;
    Out out = {(char *)pad_limbs(&k->pad, most / 8 + 1), 0};
    if (!out.text) {
        return NULL;
    }
    int64_t exponent = a->exponent + (int64_t)count - point;
    put_pointed(&out, digits, count, point);
    if (exponent || always) {
        put_exponent(&out, exponent, letter);
    }
    *whole = point > 0 ? (size_t)point : 1;
    *size = out.size;
    return out.text;
}

char *number_to_text(Work *k, const Number *a, bool engineering, size_t *size)
{
    enum { AROUND = 16 }; /* a sign, words */
    size_t whole;
    size_t count = 0;
    char letter = k->rules.capitals ? 'E' : 'e';
    char *digits = a->kind == KIND_FINITE
                       ? number_to_pointed(k, a, number_point(a, engineering),
                                           letter, false, &whole, &count)
                       : nat_to_text(&k->pad, a->digits, &count);
    Out out = {(char *)pad_limbs(&k->pad, (count + AROUND) / 8 + 1), 0};
    if (!digits || !out.text) {
        return NULL;
    }
    put(&out, "-", a->negative);
    if (a->kind == KIND_INFINITE) {
        put(&out, "Infinity", 8);
    } else if (is_nan(a)) {
        put(&out, "sNaN", a->kind == KIND_SIGNALING);
        put(&out, "NaN", 3);
        put(&out, digits, nat_is_zero(a->digits) ? 0 : count);
    } else {
        put(&out, digits, count);
    }
    *size = out.size;
    return out.text;
}
