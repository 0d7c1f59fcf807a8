/* SPDX-License-Identifier: MIT */
/* Matching in text of 32 bits a code point: regex_engine_32 of re.h. */
#define PCRE2_CODE_UNIT_WIDTH 32
#define REGEX_ENGINE          regex_engine_32
#include "vm/modules/re_width.h"
