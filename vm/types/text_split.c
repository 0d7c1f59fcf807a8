/* SPDX-License-Identifier: MIT */
/*
 * split, rsplit, splitlines, partition, rpartition.
 *
 * The pieces of rsplit are found from the right and put in order at the end.
 */
#include "vm/types/list.h"
#include "vm/types/text.h"
#include "vm/types/tuple.h"
#include "vm/types/unicode.h"

#include <string.h>

#define SOME_PIECES 6 /* most texts have no more: one allocation will do */

/* One call of split or rsplit. */
typedef struct Split {
    Value self;
    Span text;
    Span separator;
    Value pieces;
    int64_t left; /* splits still allowed; < 0: any number */
} Split;

static inline Status split_add(World *w, Split *s, size_t from, size_t to)
{
    bool all = from == 0 && to == s->text.length;
    Value piece = all ? text_same(w, s->self)
                      : text_like(w, s->self, span_cut(s->text, from, to));
    NEED(piece);
    return list_append(w, s->pieces, piece);
}

static Status split_spaces(World *w, Split *s)
{
    size_t n = s->text.length;
    size_t i = 0;
    for (;;) {
        while (i < n && text_is_space(s->self, span_at(s->text, i))) {
            i++;
        }
        if (i == n) {
            return OK;
        }
        size_t from = i;
        if (s->left-- == 0) {
            return split_add(w, s, from, n);
        }
        while (i < n && !text_is_space(s->self, span_at(s->text, i))) {
            i++;
        }
        TRY(split_add(w, s, from, i));
    }
}

static Status rsplit_spaces(World *w, Split *s)
{
    size_t n = s->text.length;
    for (;;) {
        while (n > 0 && text_is_space(s->self, span_at(s->text, n - 1))) {
            n--;
        }
        if (n == 0) {
            return OK;
        }
        size_t to = n;
        if (s->left-- == 0) {
            return split_add(w, s, 0, to);
        }
        while (n > 0 && !text_is_space(s->self, span_at(s->text, n - 1))) {
            n--;
        }
        TRY(split_add(w, s, n, to));
    }
}

/* At one byte: most of the time is in finding it. */
static Status split_byte(World *w, Split *s, int separator)
{
    const char *text = s->text.data;
    size_t from = 0;
    while (s->left-- != 0) {
        const char *hit =
            memchr(text + from, separator, s->text.length - from);
        if (!hit) {
            break;
        }
        TRY(split_add(w, s, from, (size_t)(hit - text)));
        from = (size_t)(hit - text) + 1;
    }
    return split_add(w, s, from, s->text.length);
}

static Status split_separator(World *w, Split *s)
{
    if (s->text.kind == 1 && s->separator.length == 1) {
        uint32_t unit = span_at(s->separator, 0);
        if (unit < 256 && s->text.length) {
            return split_byte(w, s, (int)unit);
        }
    }
    size_t from = 0;
    while (s->left-- != 0) {
        int64_t at = span_find(s->text, s->separator, from, s->text.length);
        if (at < 0) {
            break;
        }
        TRY(split_add(w, s, from, (size_t)at));
        from = (size_t)at + s->separator.length;
    }
    return split_add(w, s, from, s->text.length);
}

static Status rsplit_separator(World *w, Split *s)
{
    size_t to = s->text.length;
    while (s->left-- != 0) {
        int64_t at = span_rfind(s->text, s->separator, 0, to);
        if (at < 0) {
            break;
        }
        TRY(split_add(w, s, (size_t)at + s->separator.length, to));
        to = (size_t)at;
    }
    return split_add(w, s, 0, to);
}

static void reverse_list(Value list)
{
    size_t n = list_length(list);
    for (size_t i = 0; i < n / 2; i++) {
        Value *items = AS(List, list)->items->items;
        Value swap = items[i];
        items[i] = items[n - 1 - i];
        items[n - 1 - i] = swap;
    }
}

/* The separator argument; false in *given for None: split at spaces. */
static Status split_argument(World *w, NativeFrame *f, Split *s, bool *given)
{
    Value v = f->args[0];
    *given = v && v != NONE;
    if (!*given) {
        return OK;
    }
    if (is_str(f->self) && !is_str(v)) {
        return raise_type(w, "must be str or None, not %T", v);
    }
    TRY(text_operand(w, f->self, v, NULL, &s->separator));
    return s->separator.length ? OK : raise_value(w, "empty separator");
}

static Status split_native(World *w, NativeFrame *f, bool from_right)
{
    Split s = {.self = f->self, .text = text_span(f->self)};
    bool given;
    TRY(text_integer(w, f, 1, -1, &s.left));
    TRY(split_argument(w, f, &s, &given));
    s.pieces = list_new(w, SOME_PIECES);
    NEED(s.pieces);
    if (from_right) {
        TRY(given ? rsplit_separator(w, &s) : rsplit_spaces(w, &s));
        reverse_list(s.pieces);
    } else {
        TRY(given ? split_separator(w, &s) : split_spaces(w, &s));
    }
    f->result = s.pieces;
    return OK;
}

Status text_split(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return split_native(w, f, false);
}

Status text_rsplit(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return split_native(w, f, true);
}

/* ---- lines --------------------------------------------------------------- */

static bool ends_line(Value self, uint32_t c)
{
    if (c >= ' ' && c < 0x80) {
        return false;
    }
    return is_str(self) ? unicode_is_line_break(c) : c == '\n' || c == '\r';
}

static Status split_lines(World *w, Split *s, bool keep_ends)
{
    size_t n = s->text.length;
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && !ends_line(s->self, span_at(s->text, i))) {
            i++;
        }
        size_t to = i;
        if (i < n) {
            bool two = span_at(s->text, i) == '\r' && i + 1 < n &&
                       span_at(s->text, i + 1) == '\n';
            i += two ? 2 : 1;
        }
        TRY(split_add(w, s, from, keep_ends ? i : to));
    }
    return OK;
}

Status text_splitlines(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t keep_ends;
    if (f->args[0] && !is_int(f->args[0]) &&
        has_layout(f->args[0], TYPE_FLOAT)) {
        return raise_type(w, "integer argument expected, got float");
    }
    TRY(text_integer(w, f, 0, 0, &keep_ends));
    Split s = {.self = f->self, .text = text_span(f->self)};
    s.pieces = list_new(w, 0);
    NEED(s.pieces);
    TRY(split_lines(w, &s, keep_ends != 0));
    f->result = s.pieces;
    return OK;
}

/* ---- partition ----------------------------------------------------------- */

static Status partition_missing(World *w, NativeFrame *f, bool from_right)
{
    Value all = text_same(w, f->self);
    NEED(all);
    Value one = text_like(w, f->self, span_bytes("", 0));
    NEED(one);
    Value two = text_like(w, f->self, span_bytes("", 0));
    NEED(two);
    f->result = from_right ? tuple_of(w, 3, one, two, all)
                           : tuple_of(w, 3, all, one, two);
    return f->result ? OK : RAISE;
}

static Status partition(World *w, NativeFrame *f, bool from_right)
{
    Span text = text_span(f->self);
    Span separator;
    TRY(text_operand(w, f->self, f->args[0], NULL, &separator));
    if (separator.length == 0) {
        return raise_value(w, "empty separator");
    }
    int64_t at = from_right ? span_rfind(text, separator, 0, text.length)
                            : span_find(text, separator, 0, text.length);
    if (at < 0) {
        return partition_missing(w, f, from_right);
    }
    Value before = text_like(w, f->self, span_cut(text, 0, (size_t)at));
    NEED(before);
    Value middle = has_layout(f->self, TYPE_BYTEARRAY)
                       ? text_like(w, f->self, separator)
                       : f->args[0];
    NEED(middle);
    size_t from = (size_t)at + separator.length;
    Value after = text_like(w, f->self, span_cut(text, from, text.length));
    NEED(after);
    f->result = tuple_of(w, 3, before, middle, after);
    return f->result ? OK : RAISE;
}

Status text_partition(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return partition(w, f, false);
}

Status text_rpartition(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return partition(w, f, true);
}
