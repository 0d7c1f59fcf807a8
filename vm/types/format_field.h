/* SPDX-License-Identifier: MIT */
/*
 * The grammar of str.format: literal text and replacement fields.
 *
 *   "a{name!r:spec}b{{c"   ->   "a" + field, "b{" (no field), "c"
 */
#ifndef GILSCOPE_VM_TYPES_FORMAT_FIELD_H
#define GILSCOPE_VM_TYPES_FORMAT_FIELD_H

#include "vm/types/str.h"

typedef struct FormatField {
    Span literal; /* text in front of the field */
    bool has_field;
    bool has_conversion;
    bool nested;         /* the spec has fields of its own */
    uint32_t conversion; /* r, s, a */
    Span name;           /* "0", "x.y[2]", "" */
    Span spec;
} FormatField;

/* The next piece from *at on, which moves behind it; *at < text.length. */
MUST_CHECK Status format_next(World *w, Span text, size_t *at,
                              FormatField *out);
/* Where the first part of a field's name ends: at '.', '[' or its end. */
size_t format_first(Span name);
/* Digits only: *index; -1 when they are none. ValueError when too many. */
MUST_CHECK Status format_index(World *w, Span digits, int64_t *index);

#endif
