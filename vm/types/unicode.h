/* SPDX-License-Identifier: MIT */
/*
 * What Python says of one code point: classes, case, digits.
 *
 * The tables are libunistring's; Python's own rules (what counts as
 * printable, space, identifier ...) are applied on top. ASCII is answered
 * without asking the tables.
 */
#ifndef GILSCOPE_VM_TYPES_UNICODE_H
#define GILSCOPE_VM_TYPES_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool unicode_is_alpha(uint32_t c);
bool unicode_is_decimal(uint32_t c);
bool unicode_is_digit(uint32_t c);
bool unicode_is_numeric(uint32_t c);
bool unicode_is_alnum(uint32_t c);
bool unicode_is_space(uint32_t c);
bool unicode_is_printable(uint32_t c);
bool unicode_is_lower(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_title(uint32_t c);
bool unicode_is_cased(uint32_t c);
bool unicode_is_case_ignorable(uint32_t c);
bool unicode_is_identifier_start(uint32_t c);
bool unicode_is_identifier_part(uint32_t c);
/* "\n", "\r", U+2028 ...: where splitlines() splits. */
bool unicode_is_line_break(uint32_t c);
/* 0 to 9, or -1. */
int unicode_decimal(uint32_t c);
int unicode_digit(uint32_t c);

/* Full mappings: up to 3 code points to `to`; their number. */
#define UNICODE_CASE_MAX 3
typedef size_t UnicodeCase(uint32_t c, uint32_t to[UNICODE_CASE_MAX]);
UnicodeCase unicode_lower;
UnicodeCase unicode_upper;
UnicodeCase unicode_title;
UnicodeCase unicode_fold;

#endif
