/* SPDX-License-Identifier: MIT */
/*
 * The format mini-language: format(value, "*>+#010,.2f").
 *
 *   [[fill]align][sign][#][0][width][grouping][.precision][type]
 */
#ifndef GILSCOPE_VM_FORMAT_H
#define GILSCOPE_VM_FORMAT_H

#include "vm/operator.h"

typedef struct FormatSpec {
    uint32_t fill;
    uint32_t type; /* 0: none given */
    char align;    /* < > = ^ */
    char sign;     /* 0, + - or space */
    char grouping; /* 0 , _ */
    bool alternate;
    bool aligned;      /* an alignment or a 0 was written */
    int64_t width;     /* -1: none */
    int64_t precision; /* -1: none */
} FormatSpec;

/* format(v, spec) of a built-in value; `spec` is a str. An object of no type
 * that knows specs takes an empty one only, as str(); TWIN when that meets
 * user code. */
MUST_CHECK Status format_value(World *w, Value v, Value spec, Value *out);

/* MemoryError at once when a text of `length` cannot be kept anyway. */
MUST_CHECK Status format_check_length(World *w, int64_t length);

/* A number ready to be laid out: "-", "0x", "1234", ".5e+10". */
typedef struct FormatNumber {
    char sign; /* 0, + - or space */
    const char *prefix;
    const char *text; /* digits first, then anything */
    size_t digits;    /* how many of text are to be grouped */
    size_t size;
    int group; /* digits a group: 3, or 4 */
} FormatNumber;
void format_number(Writer *out, const FormatSpec *spec,
                   const FormatNumber *number);
/* Raises "Unknown format code 'x' for object of type 'T'". */
Status format_unknown(World *w, const FormatSpec *spec, Value v);
MUST_CHECK Status format_int(World *w, Value v, FormatSpec *spec, Writer *out);
MUST_CHECK Status format_float(World *w, Value v, double value,
                               FormatSpec *spec, Writer *out);
MUST_CHECK Status format_complex(World *w, Value v, FormatSpec *spec,
                                 Writer *out);

#endif
