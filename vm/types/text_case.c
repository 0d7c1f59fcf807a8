/* SPDX-License-Identifier: MIT */
/*
 * Case and character classes, for str by Unicode, for bytes by ASCII.
 *
 * ASCII text goes unit by unit into a result of the same size. Other text may
 * grow (a sharp s in upper case is "SS") and is written code point by code
 * point; the one mapping that looks around is that of a final sigma.
 */
#include "vm/types/text.h"
#include "vm/types/unicode.h"

#define SIGMA       0x3a3
#define FINAL_SIGMA 0x3c2

static bool is_ascii_only(Value self)
{
    return !is_str(self) || as_str(self)->ascii;
}

static bool ascii_lower(uint32_t c)
{
    return c - 'a' < 26;
}
static bool ascii_upper(uint32_t c)
{
    return c - 'A' < 26;
}
static bool ascii_alpha(uint32_t c)
{
    return ascii_lower(c | 0x20);
}
static bool ascii_digit(uint32_t c)
{
    return c - '0' < 10;
}
static bool ascii_alnum(uint32_t c)
{
    return ascii_alpha(c) || ascii_digit(c);
}

/* ---- mapping ------------------------------------------------------------- */

typedef enum {
    CASE_LOWER,
    CASE_UPPER,
    CASE_SWAP,
    CASE_TITLE,      /* each word */
    CASE_CAPITALIZE, /* the first character */
    CASE_FOLD,
} CaseRule;

static Status map_ascii(World *w, NativeFrame *f, CaseRule rule)
{
    Span text = text_span(f->self);
    const uint8_t *from = text.data;
    TextOut out;
    TRY(text_blank(w, f->self, text.length, 0x7f, &out));
    uint8_t *to = (uint8_t *)out.data;
    bool inside = false; /* TITLE: a letter came before */
    for (size_t i = 0; i < text.length; i++) {
        uint8_t c = from[i];
        bool up = rule == CASE_UPPER || (rule == CASE_TITLE && !inside) ||
                  (rule == CASE_CAPITALIZE && i == 0) ||
                  (rule == CASE_SWAP && ascii_lower(c));
        inside = ascii_alpha(c);
        to[i] = !inside ? c : up ? c & 0xdf : c | 0x20;
    }
    f->result = text_done(w, &out);
    return f->result ? OK : RAISE;
}

/* Sigma at i ends a word: something cased before it and nothing cased behind,
   not counting what is ignorable. */
static bool sigma_is_final(Span s, size_t i)
{
    size_t j = i;
    while (j > 0 && unicode_is_case_ignorable(span_at(s, j - 1))) {
        j--;
    }
    if (j == 0 || !unicode_is_cased(span_at(s, j - 1))) {
        return false;
    }
    j = i + 1;
    while (j < s.length && unicode_is_case_ignorable(span_at(s, j))) {
        j++;
    }
    return j == s.length || !unicode_is_cased(span_at(s, j));
}

static size_t lower_at(Span s, size_t i, uint32_t to[UNICODE_CASE_MAX])
{
    uint32_t c = span_at(s, i);
    if (c == SIGMA && sigma_is_final(s, i)) {
        to[0] = FINAL_SIGMA;
        return 1;
    }
    return unicode_lower(c, to);
}

static size_t map_at(Span s, size_t i, CaseRule rule, bool inside,
                     uint32_t to[UNICODE_CASE_MAX])
{
    uint32_t c = span_at(s, i);
    switch (rule) {
    case CASE_UPPER:
        return unicode_upper(c, to);
    case CASE_FOLD:
        return unicode_fold(c, to);
    case CASE_TITLE:
        return inside ? lower_at(s, i, to) : unicode_title(c, to);
    case CASE_CAPITALIZE:
        return i ? lower_at(s, i, to) : unicode_title(c, to);
    case CASE_SWAP:
        if (unicode_is_upper(c)) {
            return lower_at(s, i, to);
        }
        if (unicode_is_lower(c)) {
            return unicode_upper(c, to);
        }
        to[0] = c;
        return 1;
    default:
        return lower_at(s, i, to);
    }
}

static Status map_unicode(World *w, NativeFrame *f, CaseRule rule)
{
    Span text = text_span(f->self);
    Writer out;
    bool inside = false;
    writer_start(&out);
    for (size_t i = 0; i < text.length; i++) {
        uint32_t to[UNICODE_CASE_MAX];
        size_t n = map_at(text, i, rule, inside, to);
        for (size_t j = 0; j < n; j++) {
            writer_char(&out, to[j]);
        }
        inside = unicode_is_cased(span_at(text, i));
    }
    f->result = writer_finish(w, &out);
    return f->result ? OK : RAISE;
}

static Status map_case(World *w, NativeFrame *f, CaseRule rule)
{
    if (!is_ascii_only(f->self)) {
        return map_unicode(w, f, rule);
    }
    return map_ascii(w, f, rule == CASE_FOLD ? CASE_LOWER : rule);
}

#define MAPPING(name, rule)                                                    \
    Status text_##name(World *w, Thread *t, NativeFrame *f)                    \
    {                                                                          \
        (void)t;                                                               \
        return map_case(w, f, rule);                                           \
    }

MAPPING(lower, CASE_LOWER)
MAPPING(upper, CASE_UPPER)
MAPPING(swapcase, CASE_SWAP)
MAPPING(title, CASE_TITLE)
MAPPING(capitalize, CASE_CAPITALIZE)
MAPPING(casefold, CASE_FOLD)

/* ---- classes ------------------------------------------------------------- */

typedef bool CharTest(uint32_t c);

/* All of it, and `empty` for no text at all. */
static Status test_all(NativeFrame *f, CharTest *unicode, CharTest *ascii,
                       bool empty)
{
    Span text = text_span(f->self);
    CharTest *test = is_str(f->self) ? unicode : ascii;
    bool all = text.length || empty;
    for (size_t i = 0; all && i < text.length; i++) {
        all = test(span_at(text, i));
    }
    f->result = BOOL(all);
    return OK;
}

#define CLASS_TEST(name, unicode, ascii, empty)                                \
    Status text_##name(World *w, Thread *t, NativeFrame *f)                    \
    {                                                                          \
        (void)w;                                                               \
        (void)t;                                                               \
        return test_all(f, unicode, ascii, empty);                             \
    }

static bool below_128(uint32_t c)
{
    return c < 0x80;
}

CLASS_TEST(isalpha, unicode_is_alpha, ascii_alpha, false)
CLASS_TEST(isalnum, unicode_is_alnum, ascii_alnum, false)
CLASS_TEST(isdigit, unicode_is_digit, ascii_digit, false)
CLASS_TEST(isdecimal, unicode_is_decimal, ascii_digit, false)
CLASS_TEST(isnumeric, unicode_is_numeric, ascii_digit, false)
CLASS_TEST(isspace, unicode_is_space, ascii_is_space, false)
CLASS_TEST(isprintable, unicode_is_printable, below_128, true)
CLASS_TEST(isascii, below_128, below_128, true)

/* At least one cased character, and none of the other case. */
static Status test_case(NativeFrame *f, bool upper)
{
    Span text = text_span(f->self);
    bool wide = is_str(f->self);
    bool found = false;
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        bool low = wide ? unicode_is_lower(c) : ascii_lower(c);
        bool high = wide ? unicode_is_upper(c) : ascii_upper(c);
        if ((upper ? low : high) || (wide && unicode_is_title(c))) {
            found = false;
            break;
        }
        found = found || low || high;
    }
    f->result = BOOL(found);
    return OK;
}

Status text_islower(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    return test_case(f, false);
}

Status text_isupper(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    return test_case(f, true);
}

Status text_istitle(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    Span text = text_span(f->self);
    bool wide = is_str(f->self);
    bool inside = false;
    bool found = false;
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        bool low = wide ? unicode_is_lower(c) : ascii_lower(c);
        bool high =
            wide ? unicode_is_upper(c) || unicode_is_title(c) : ascii_upper(c);
        if (inside ? high : low) {
            f->result = FALSE_VALUE;
            return OK;
        }
        inside = low || high;
        found = found || inside;
    }
    f->result = BOOL(found);
    return OK;
}

Status text_isidentifier(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    Span text = text_span(f->self);
    bool fits = text.length && unicode_is_identifier_start(span_at(text, 0));
    for (size_t i = 1; fits && i < text.length; i++) {
        fits = unicode_is_identifier_part(span_at(text, i));
    }
    f->result = BOOL(fits);
    return OK;
}
