/* SPDX-License-Identifier: MIT */
/* Numbers: 0b 0o 0x, decimals, fractions, exponents, imaginary ones, with
 * underscores between digits. A number ends where its grammar ends: `1if x`
 * is a number and a keyword, as in CPython 3.8. */
#include "bytecode/lexer_number.h"

static bool number_is_digit(char c, int base)
{
    if (base == 16) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
               (c >= 'A' && c <= 'F');
    }
    return c >= '0' && c < '0' + base;
}

/* Digits with single underscores between them; there must be one digit. */
static bool number_digits_of(Lexer *lexer, int base, const char *name)
{
    for (;;) {
        char c = *lexer->cursor;
        if (!number_is_digit(c, base)) {
            if (base < 10 && number_is_digit(c, 10)) {
                lexer_reject(lexer, "invalid digit '%c' in %s literal", c,
                             name);
            } else {
                lexer_reject(lexer, "invalid %s literal", name);
            }
            return false;
        }
        while (number_is_digit(*lexer->cursor, base)) {
            lexer->cursor++;
        }
        if (*lexer->cursor != '_') {
            return true;
        }
        lexer->cursor++;
    }
}

static bool number_based(Lexer *lexer, int base, const char *name)
{
    lexer->cursor += 2;
    if (*lexer->cursor == '_') {
        lexer->cursor++;
    }
    if (!number_digits_of(lexer, base, name)) {
        return false;
    }
    char c = *lexer->cursor;
    if (base < 10 && number_is_digit(c, 10)) {
        lexer->cursor++;
        lexer_reject(lexer, "invalid digit '%c' in %s literal", c, name);
        return false;
    }
    return true;
}

/* What may follow the whole part: fraction, exponent, j. */
static bool number_tail(Lexer *lexer, bool *is_int)
{
    if (*lexer->cursor == '.') {
        *is_int = false;
        lexer->cursor++;
        if (number_is_digit(*lexer->cursor, 10) &&
            !number_digits_of(lexer, 10, "decimal")) {
            return false;
        }
    }
    const char *e = lexer->cursor;
    if (*e == 'e' || *e == 'E') {
        bool sign = e[1] == '+' || e[1] == '-';
        if (number_is_digit(e[1 + sign], 10)) {
            *is_int = false;
            lexer->cursor += 1 + sign;
            if (!number_digits_of(lexer, 10, "decimal")) {
                return false;
            }
        } else if (sign) {
            lexer->cursor += 2;
            lexer_reject(lexer, "invalid decimal literal");
            return false;
        }
    }
    if (*lexer->cursor == 'j' || *lexer->cursor == 'J') {
        *is_int = false;
        lexer->cursor++;
    }
    return true;
}

bool lexer_number(Lexer *lexer)
{
    const char *start = lexer->cursor;
    if (start[0] == '0') {
        switch (start[1] | 0x20) {
        case 'x':
            return number_based(lexer, 16, "hexadecimal");
        case 'o':
            return number_based(lexer, 8, "octal");
        case 'b':
            return number_based(lexer, 2, "binary");
        default:
            break;
        }
    }
    bool is_int = true;
    if (start[0] != '.' && !number_digits_of(lexer, 10, "decimal")) {
        return false;
    }
    const char *whole_end = lexer->cursor;
    if (!number_tail(lexer, &is_int)) {
        return false;
    }
    if (!is_int || start[0] != '0' || (*lexer->cursor | 0x20) == 'e') {
        return true; /* CPython 3.8 overlooks the zeros of `0777else` */
    }
    for (const char *digit = start; digit < whole_end; digit++) {
        if (*digit != '0' && *digit != '_') {
            lexer_reject(lexer, "leading zeros in decimal integer literals "
                                "are not permitted; use an 0o prefix for "
                                "octal integers");
            return false;
        }
    }
    return true;
}
