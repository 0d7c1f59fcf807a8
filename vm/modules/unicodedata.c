/* SPDX-License-Identifier: MIT */
/*
 * The unicodedata module: one code point's properties, and normal forms, from
 * libunistring's tables (see types/unicode.h on their version).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>

#include "vm/types/float.h"
#include "vm/types/str.h"
#include "vm/types/str_native.h"
#include "vm/types/unicode.h"

/* The one character of args[0]. */
static Status one_character(World *w, NativeFrame *f, const char *name,
                            uint32_t *out)
{
    char what[40];
    Value v = f->args[0];
    snprintf(what, sizeof(what), "%s() argument%s", name,
             f->argc > 1 ? " 1" : "");
    if (!is_str(v)) {
        return str_argument_error(w, what, "a unicode character", v);
    }
    if (as_str(v)->length != 1) {
        return raise_type(w, "%s must be a unicode character, not str", what);
    }
    *out = str_at(as_str(v), 0);
    return OK;
}

/* What a property without a value gives: the default, or ValueError. */
static Status missing(World *w, NativeFrame *f, const char *message)
{
    f->result = f->args[1];
    return f->result ? OK : raise_value(w, "%s", message);
}

static Status text_result(World *w, NativeFrame *f, const char *text)
{
    f->result = str_from_ascii(w, text);
    return f->result ? OK : RAISE;
}

Status unicodedata_name(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    char name[UNINAME_MAX];
    TRY(one_character(w, f, "name", &c));
    return unicode_character_name(c, name) ? text_result(w, f, name)
                                           : missing(w, f, "no such name");
}

Status unicodedata_lookup(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    char name[UNINAME_MAX];
    const char *text;
    TRY(str_argument(w, f->args[0], "lookup() argument", name, sizeof(name),
                     &text));
    ucs4_t c = unicode_name_character(text);
    if (c == UNINAME_INVALID) {
        Value message =
            format_str(w, "undefined character name '%V'", f->args[0]);
        NEED(message);
        return raise_key(w, message);
    }
    f->result = str_char(w, c);
    return f->result ? OK : RAISE;
}

Status unicodedata_category(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    TRY(one_character(w, f, "category", &c));
    return text_result(w, f, uc_general_category_name(uc_general_category(c)));
}

Status unicodedata_bidirectional(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    TRY(one_character(w, f, "bidirectional", &c));
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cn)) {
        return text_result(w, f, "");
    }
    /* The isolating controls: libunistring numbers their classes but has no
     * names for them. */
    static const char isolates[][4] = {"LRI", "RLI", "FSI", "PDI"};
    if (c >= 0x2066 && c <= 0x2069) {
        return text_result(w, f, isolates[c - 0x2066]);
    }
    const char *name = uc_bidi_class_name(uc_bidi_class(c));
    return text_result(w, f, name ? name : "");
}

Status unicodedata_combining(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    TRY(one_character(w, f, "combining", &c));
    f->result = INT(uc_combining_class(c));
    return OK;
}

Status unicodedata_decimal(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    TRY(one_character(w, f, "decimal", &c));
    f->result = INT(unicode_decimal(c));
    return unicode_decimal(c) >= 0 ? OK : missing(w, f, "not a decimal");
}

Status unicodedata_digit(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    TRY(one_character(w, f, "digit", &c));
    f->result = INT(unicode_digit(c));
    return unicode_digit(c) >= 0 ? OK : missing(w, f, "not a digit");
}

Status unicodedata_numeric(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t c;
    TRY(one_character(w, f, "numeric", &c));
    uc_fraction_t value = uc_numeric_value(c);
    if (value.denominator == 0) {
        return missing(w, f, "not a numeric character");
    }
    f->result =
        float_new(w, (double)value.numerator / (double)value.denominator);
    return f->result ? OK : RAISE;
}

/* ---- normal forms -------------------------------------------------------- */

static uninorm_t find_form(Value name)
{
    return str_is(name, "NFC")    ? UNINORM_NFC
           : str_is(name, "NFD")  ? UNINORM_NFD
           : str_is(name, "NFKC") ? UNINORM_NFKC
           : str_is(name, "NFKD") ? UNINORM_NFKD
                                  : NULL;
}

/* args[1] in the form args[0]. */
static Status normal_form(World *w, NativeFrame *f, Value *out)
{
    for (int i = 0; i < 2; i++) {
        if (!is_str(f->args[i])) {
            return str_argument_error(
                w, i ? "normalize() argument 2" : "normalize() argument 1",
                "str", f->args[i]);
        }
    }
    uninorm_t form = find_form(f->args[0]);
    if (!form) {
        return raise_value(w, "invalid normalization form");
    }
    Span text = str_span(f->args[1]);
    if (as_str(f->args[1])->ascii) {
        *out = f->args[1];
        return OK;
    }
    uint32_t *wide = calloc(text.length, sizeof(uint32_t));
    if (!wide) {
        return raise_memory(w);
    }
    span_copy(wide, 4, text);
    size_t length;
    uint32_t *made = u32_normalize(form, wide, text.length, NULL, &length);
    free(wide);
    if (!made) {
        return raise_memory(w);
    }
    *out = str_from_points(w, made, length);
    free(made);
    return *out ? OK : RAISE;
}

Status unicodedata_normalize(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return normal_form(w, f, &f->result);
}

Status unicodedata_is_normalized(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value made;
    TRY(normal_form(w, f, &made));
    f->result = BOOL(str_equal(made, f->args[1]));
    return OK;
}
