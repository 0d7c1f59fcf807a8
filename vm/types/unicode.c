/* SPDX-License-Identifier: MIT */
/*
 * Code point properties: libunistring's tables under Python's definitions.
 *
 * CPython 3.8 has Unicode 12.1. Where the library's Unicode is newer, code
 * points assigned since then count as assigned here.
 */
#include "vm/types/unicode.h"

#include <unicase.h>
#include <unictype.h>

static bool in_category(uint32_t c, uint32_t mask)
{
    return uc_is_general_category_withtable(c, mask);
}

bool unicode_is_alpha(uint32_t c)
{
    if (c < 0x80) {
        return (c | 0x20) - 'a' < 26;
    }
    return in_category(c, UC_CATEGORY_MASK_L);
}

int unicode_decimal(uint32_t c)
{
    if (c < 0x80) {
        return c - '0' < 10 ? (int)(c - '0') : -1;
    }
    return uc_decimal_value(c);
}

int unicode_digit(uint32_t c)
{
    return c < 0x80 ? unicode_decimal(c) : uc_digit_value(c);
}

bool unicode_is_decimal(uint32_t c)
{
    return unicode_decimal(c) >= 0;
}

bool unicode_is_digit(uint32_t c)
{
    return unicode_digit(c) >= 0;
}

/* Ideographs that stand for numbers: in Unihan, not in the library. */
static const uint32_t ideographic_numbers[] = {
    0x3405,  0x3483,  0x382a,  0x3b4d,  0x4e00,  0x4e03,  0x4e07,  0x4e09,
    0x4e5d,  0x4e8c,  0x4e94,  0x4e96,  0x4ebf,  0x4ec0,  0x4edf,  0x4ee8,
    0x4f0d,  0x4f70,  0x5104,  0x5146,  0x5169,  0x516b,  0x516d,  0x5341,
    0x5343,  0x5344,  0x5345,  0x534c,  0x53c1,  0x53c2,  0x53c3,  0x53c4,
    0x56db,  0x58f1,  0x58f9,  0x5e7a,  0x5efe,  0x5eff,  0x5f0c,  0x5f0d,
    0x5f0e,  0x5f10,  0x62fe,  0x634c,  0x67d2,  0x6f06,  0x7396,  0x767e,
    0x8086,  0x842c,  0x8cae,  0x8cb3,  0x8d30,  0x9621,  0x9646,  0x964c,
    0x9678,  0x96f6,  0xf96b,  0xf973,  0xf978,  0xf9b2,  0xf9d1,  0xf9d3,
    0xf9fd,  0x20001, 0x20064, 0x200e2, 0x20121, 0x2092a, 0x20983, 0x2098c,
    0x2099c, 0x20aea, 0x20afd, 0x20b19, 0x22390, 0x22998, 0x23b1b, 0x2626d,
    0x2f890,
};

static bool is_ideographic_number(uint32_t c)
{
    size_t low = 0;
    size_t high = sizeof(ideographic_numbers) / sizeof(uint32_t);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ideographic_numbers[middle] == c) {
            return true;
        }
        if (ideographic_numbers[middle] < c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

bool unicode_is_numeric(uint32_t c)
{
    if (c < 0x80) {
        return c - '0' < 10;
    }
    return uc_numeric_value(c).denominator != 0 || is_ideographic_number(c);
}

bool unicode_is_alnum(uint32_t c)
{
    return unicode_is_alpha(c) || unicode_is_numeric(c) || unicode_is_digit(c);
}

bool unicode_is_space(uint32_t c)
{
    if (c < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    }
    return c == 0x85 ||
           in_category(c, UC_CATEGORY_MASK_Zs | UC_CATEGORY_MASK_Zl |
                              UC_CATEGORY_MASK_Zp);
}

bool unicode_is_printable(uint32_t c)
{
    if (c < 0x80) {
        return c >= 0x20 && c < 0x7f;
    }
    return !in_category(c, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Z);
}

bool unicode_is_lower(uint32_t c)
{
    return c < 0x80 ? c - 'a' < 26 : uc_is_property_lowercase(c);
}

bool unicode_is_upper(uint32_t c)
{
    return c < 0x80 ? c - 'A' < 26 : uc_is_property_uppercase(c);
}

bool unicode_is_title(uint32_t c)
{
    return c >= 0x80 && in_category(c, UC_CATEGORY_MASK_Lt);
}

bool unicode_is_cased(uint32_t c)
{
    return c < 0x80 ? unicode_is_alpha(c) : uc_is_property_cased(c);
}

bool unicode_is_case_ignorable(uint32_t c)
{
    return uc_is_property_case_ignorable(c);
}

bool unicode_is_identifier_start(uint32_t c)
{
    return c == '_' ||
           (c < 0x80 ? unicode_is_alpha(c) : uc_is_property_xid_start(c));
}

bool unicode_is_identifier_part(uint32_t c)
{
    if (c < 0x80) {
        return c == '_' || c - '0' < 10 || unicode_is_alpha(c);
    }
    return uc_is_property_xid_continue(c);
}

bool unicode_is_line_break(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 ||
           c == 0x2028 || c == 0x2029;
}

/* ---- case ---------------------------------------------------------------- */

typedef uint32_t *Mapping(const uint32_t *s, size_t n, const char *language,
                          uninorm_t nf, uint32_t *result, size_t *length);

/* One code point through a mapping of the library: the special casings that
   need no context. */
static size_t map_one(Mapping *map, uint32_t c, uint32_t to[UNICODE_CASE_MAX])
{
    uint32_t result[16];
    size_t length = 16;
    bool surrogate = c >= 0xd800 && c < 0xe000;
    if (surrogate || map(&c, 1, NULL, NULL, result, &length) != result ||
        length > UNICODE_CASE_MAX) {
        to[0] = c;
        return 1;
    }
    for (size_t i = 0; i < length; i++) {
        to[i] = result[i];
    }
    return length;
}

size_t unicode_lower(uint32_t c, uint32_t to[UNICODE_CASE_MAX])
{
    if (c < 0x80) {
        to[0] = c - 'A' < 26 ? c + 0x20 : c;
        return 1;
    }
    if (c == 0x3a3) { /* the library would see a final sigma */
        to[0] = 0x3c3;
        return 1;
    }
    return map_one(u32_tolower, c, to);
}

size_t unicode_upper(uint32_t c, uint32_t to[UNICODE_CASE_MAX])
{
    if (c < 0x80) {
        to[0] = c - 'a' < 26 ? c - 0x20 : c;
        return 1;
    }
    return map_one(u32_toupper, c, to);
}

size_t unicode_title(uint32_t c, uint32_t to[UNICODE_CASE_MAX])
{
    return c < 0x80 ? unicode_upper(c, to) : map_one(u32_totitle, c, to);
}

size_t unicode_fold(uint32_t c, uint32_t to[UNICODE_CASE_MAX])
{
    return c < 0x80 ? unicode_lower(c, to) : map_one(u32_casefold, c, to);
}
