/* SPDX-License-Identifier: MIT */
/* Matching in text of 8 bits a code point: regex_engine_8 of re.h. */
#define PCRE2_CODE_UNIT_WIDTH 8
#define REGEX_ENGINE          regex_engine_8
#include "vm/modules/re_width.h"
