/* SPDX-License-Identifier: MIT */
/*
 * strip, replace, removeprefix, padding, expandtabs: new text from old.
 *
 * Each computes the exact size first and fills it in afterwards.
 */
#include <stdio.h>
#include <string.h>

#include "vm/types/str_native.h"
#include "vm/types/text.h"

#define SIZE_LIMIT ((size_t)PTRDIFF_MAX)

enum { LEFT = 1, RIGHT = 2 };

/* ---- strip --------------------------------------------------------------- */

static bool stripped(Value self, bool spaces, Span set, uint32_t c)
{
    return spaces ? text_is_space(self, c)
                  : span_find_unit(set, c, 0, set.length) >= 0;
}

static Status strip_set(World *w, NativeFrame *f, const char *name, Span *set)
{
    if (is_str(f->self) && !is_str(f->args[0])) {
        return raise_type(w, "%s arg must be None or str", name);
    }
    return text_operand(w, f->self, f->args[0], NULL, set);
}

static Status strip(World *w, NativeFrame *f, const char *name, int sides)
{
    Span text = text_span(f->self);
    Span set = {0};
    bool spaces = !f->args[0] || f->args[0] == NONE;
    if (!spaces) {
        TRY(strip_set(w, f, name, &set));
    }
    size_t from = 0;
    size_t to = text.length;
    while (sides & LEFT && from < to &&
           stripped(f->self, spaces, set, span_at(text, from))) {
        from++;
    }
    while (sides & RIGHT && from < to &&
           stripped(f->self, spaces, set, span_at(text, to - 1))) {
        to--;
    }
    f->result = to - from == text.length
                    ? text_same(w, f->self)
                    : text_like(w, f->self, span_cut(text, from, to));
    return f->result ? OK : RAISE;
}

Status text_strip(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return strip(w, f, "strip", LEFT | RIGHT);
}

Status text_lstrip(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return strip(w, f, "lstrip", LEFT);
}

Status text_rstrip(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return strip(w, f, "rstrip", RIGHT);
}

Status text_removeprefix(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    Span part;
    TRY(text_operand(w, f->self, f->args[0], NULL, &part));
    bool there = part.length && part.length <= text.length &&
                 span_equal(span_cut(text, 0, part.length), part);
    f->result =
        there ? text_like(w, f->self, span_cut(text, part.length, text.length))
              : text_same(w, f->self);
    return f->result ? OK : RAISE;
}

Status text_removesuffix(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    Span part;
    TRY(text_operand(w, f->self, f->args[0], NULL, &part));
    size_t keep = text.length - part.length;
    bool there = part.length && part.length <= text.length &&
                 span_equal(span_cut(text, keep, text.length), part);
    f->result = there ? text_like(w, f->self, span_cut(text, 0, keep))
                      : text_same(w, f->self);
    return f->result ? OK : RAISE;
}

/* ---- replace ------------------------------------------------------------- */

/* `count` times: new before every unit, the last at the very end. */
static void replace_between(TextOut *out, Span text, Span with, size_t count)
{
    text_put(out, with);
    for (size_t i = 0; i < text.length; i++) {
        text_put(out, span_cut(text, i, i + 1));
        if (i + 1 < count) {
            text_put(out, with);
        }
    }
}

/* One byte for others: most of the time is in finding it. */
static void replace_byte(TextOut *out, Span text, int old, Span with,
                         size_t count)
{
    const char *at = text.data;
    const char *end = at + text.length;
    for (; count; count--) {
        const char *hit = memchr(at, old, (size_t)(end - at));
        text_put(out, span_bytes(at, (size_t)(hit - at)));
        text_put(out, with);
        at = hit + 1;
    }
    text_put(out, span_bytes(at, (size_t)(end - at)));
}

static void replace_fill(TextOut *out, Span text, Span old, Span with,
                         size_t count)
{
    if (text.kind == 1 && old.length == 1) {
        replace_byte(out, text, (int)span_at(old, 0), with, count);
        return;
    }
    size_t from = 0;
    for (; count; count--) {
        size_t at = (size_t)span_find(text, old, from, text.length);
        text_put(out, span_cut(text, from, at));
        text_put(out, with);
        from = at + old.length;
    }
    text_put(out, span_cut(text, from, text.length));
}

static Status replace_argument(World *w, NativeFrame *f, int arg, Span *out)
{
    Value v = f->args[arg];
    if (is_str(f->self) && !is_str(v)) {
        return str_argument_error(
            w, arg ? "replace() argument 2" : "replace() argument 1", "str", v);
    }
    return text_operand(w, f->self, v, NULL, out);
}

Status text_replace(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    Span old;
    Span with;
    int64_t most;
    TRY(replace_argument(w, f, 0, &old));
    TRY(replace_argument(w, f, 1, &with));
    TRY(text_integer(w, f, 2, -1, &most));
    if (text.length == 0 && most >= 0) {
        most = 0; /* as CPython before 3.9 */
    }
    size_t count = span_count(text, old, most < 0 ? SIZE_MAX : (size_t)most);
    if (count == 0 || (old.length == with.length && span_equal(old, with))) {
        f->result = text_same(w, f->self);
        return f->result ? OK : RAISE;
    }
    size_t added;
    if (__builtin_mul_overflow(count, with.length, &added) ||
        added > SIZE_LIMIT - text.length) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           is_str(f->self) ? "replace string is too long"
                                           : "replace bytes is too long");
    }
    TextOut out;
    TRY(text_blank(w, f->self, text.length + added - count * old.length,
                   text_bound(f->self, text) | span_bound(with), &out));
    if (old.length == 0) {
        replace_between(&out, text, with, count);
    } else {
        replace_fill(&out, text, old, with, count);
    }
    f->result = text_done(w, &out);
    return f->result ? OK : RAISE;
}

/* ---- padding ------------------------------------------------------------- */

static Status pad(World *w, NativeFrame *f, size_t left, size_t right,
                  uint32_t fill)
{
    Span text = text_span(f->self);
    if (left + right == 0) {
        f->result = text_same(w, f->self);
        return f->result ? OK : RAISE;
    }
    TextOut out;
    TRY(text_blank(w, f->self, text.length + left + right,
                   text_bound(f->self, text) | fill, &out));
    text_fill(&out, fill, left);
    text_put(&out, text);
    text_fill(&out, fill, right);
    f->result = text_done(w, &out);
    return f->result ? OK : RAISE;
}

static Status fill_argument(World *w, NativeFrame *f, const char *name,
                            uint32_t *fill)
{
    Value v = f->args[1];
    *fill = ' ';
    if (!v) {
        return OK;
    }
    if (is_str(f->self)) {
        if (!is_str(v)) {
            return raise_type(w,
                              "The fill character must be a unicode "
                              "character, not %T",
                              v);
        }
        if (as_str(v)->length != 1) {
            return raise_type(w, "The fill character must be exactly one "
                                 "character long");
        }
    } else if ((!has_layout(v, TYPE_BYTES) && !has_layout(v, TYPE_BYTEARRAY)) ||
               text_span(v).length != 1) {
        char what[32];
        snprintf(what, sizeof(what), "%s() argument 2", name);
        return str_argument_error(w, what, "a byte string of length 1", v);
    }
    *fill = span_at(text_span(v), 0);
    return OK;
}

/* How many units a width asks for beyond those there. */
static Status missing_width(World *w, NativeFrame *f, size_t *missing)
{
    int64_t width;
    size_t length = text_span(f->self).length;
    TRY(text_integer(w, f, 0, 0, &width));
    *missing = width > (int64_t)length ? (size_t)width - length : 0;
    return OK;
}

Status text_ljust(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t missing;
    uint32_t fill;
    TRY(missing_width(w, f, &missing));
    TRY(fill_argument(w, f, "ljust", &fill));
    return pad(w, f, 0, missing, fill);
}

Status text_rjust(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t missing;
    uint32_t fill;
    TRY(missing_width(w, f, &missing));
    TRY(fill_argument(w, f, "rjust", &fill));
    return pad(w, f, missing, 0, fill);
}

/* The odd unit goes to the left when the width is odd, else to the right. */
Status text_center(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t missing;
    uint32_t fill;
    TRY(missing_width(w, f, &missing));
    TRY(fill_argument(w, f, "center", &fill));
    size_t width = missing + text_span(f->self).length;
    size_t left = missing / 2 + (missing & width & 1);
    return pad(w, f, left, missing - left, fill);
}

Status text_zfill(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    size_t missing;
    TRY(missing_width(w, f, &missing));
    uint32_t first = text.length ? span_at(text, 0) : 0;
    size_t sign = missing && (first == '+' || first == '-');
    if (missing == 0) {
        f->result = text_same(w, f->self);
        return f->result ? OK : RAISE;
    }
    TextOut out;
    TRY(text_blank(w, f->self, text.length + missing, text_bound(f->self, text), &out));
    text_put(&out, span_cut(text, 0, sign));
    text_fill(&out, '0', missing);
    text_put(&out, span_cut(text, sign, text.length));
    f->result = text_done(w, &out);
    return f->result ? OK : RAISE;
}

/* ---- tabs ---------------------------------------------------------------- */

/* Units with all tabs expanded; written to `out` when given. False: more
   than a str can have. */
static bool expand(Span text, size_t tab, TextOut *out, size_t *size)
{
    size_t column = 0;
    size_t total = 0;
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        size_t units = c != '\t' ? 1 : tab ? tab - column % tab : 0;
        if (units > SIZE_LIMIT - total) {
            return false;
        }
        total += units;
        column = c == '\n' || c == '\r' ? 0 : column + units;
        if (out) {
            text_fill(out, c == '\t' ? ' ' : c, units);
        }
    }
    *size = total;
    return true;
}

Status text_expandtabs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Span text = text_span(f->self);
    int64_t tab;
    size_t size;
    TRY(text_integer(w, f, 0, 8, &tab));
    if (tab != (int32_t)tab) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C int");
    }
    size_t width = tab < 0 ? 0 : (size_t)tab;
    if (!expand(text, width, NULL, &size)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           is_str(f->self) ? "new string is too long"
                                           : "result too long");
    }
    TextOut out;
    TRY(text_blank(w, f->self, size, span_bound(text), &out));
    (void)expand(text, width, &out, &size);
    f->result = text_done(w, &out);
    return f->result ? OK : RAISE;
}
