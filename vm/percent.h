/* SPDX-License-Identifier: MIT */
/* printf-style formatting: "%-5s|%(name)d" % args, of str and bytes. */
#ifndef GILSCOPE_VM_PERCENT_H
#define GILSCOPE_VM_PERCENT_H

#include "vm/operator.h"

/* format % args; `format` is a str, bytes or bytearray, the result of the same
 * type. TWIN when an argument's text or number is a matter of Python code. */
MUST_CHECK Status percent_format(World *w, Value format, Value args,
                                 Value *out);

#endif
