/* SPDX-License-Identifier: MIT */
/* Matching in text of 16 bits a code point: regex_engine_16 of re.h. */
#define PCRE2_CODE_UNIT_WIDTH 16
#define REGEX_ENGINE          regex_engine_16
#include "vm/modules/re_width.h"
