/* SPDX-License-Identifier: MIT */
/*
 * find, index, count, startswith and their mirror images.
 *
 * An argument with a Python __index__ makes the native answer TWIN; the twin
 * converts it and calls again.
 */
#include "vm/types/text.h"
#include "vm/types/tuple.h"

typedef int64_t Search(Span hay, Span needle, size_t from, size_t to);

static Status search(World *w, NativeFrame *f, Search *find, int64_t *at)
{
    uint8_t byte;
    Span needle;
    size_t from;
    size_t to;
    Span hay = text_span(f->self);
    TRY(text_operand(w, f->self, f->args[0], &byte, &needle));
    TRY(text_range(w, f, 1, hay.length, &from, &to));
    *at = find(hay, needle, from, to);
    return OK;
}

static Status search_result(World *w, NativeFrame *f, Search *find)
{
    int64_t at;
    TRY(search(w, f, find, &at));
    f->result = INT(at);
    return OK;
}

static Status search_or_raise(World *w, NativeFrame *f, Search *find)
{
    TRY(search_result(w, f, find));
    if (f->result == INT(-1)) {
        return raise_value(w, is_str(f->self) ? "substring not found"
                                              : "subsection not found");
    }
    return OK;
}

Status text_find(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return search_result(w, f, span_find);
}

Status text_rfind(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return search_result(w, f, span_rfind);
}

Status text_index(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return search_or_raise(w, f, span_find);
}

Status text_rindex(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return search_or_raise(w, f, span_rfind);
}

Status text_count(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint8_t byte;
    Span needle;
    size_t from;
    size_t to;
    Span hay = text_span(f->self);
    TRY(text_operand(w, f->self, f->args[0], &byte, &needle));
    TRY(text_range(w, f, 1, hay.length, &from, &to));
    size_t count =
        from > to ? 0 : span_count(span_cut(hay, from, to), needle, SIZE_MAX);
    f->result = INT(count);
    return OK;
}

/* ---- startswith, endswith ------------------------------------------------ */

typedef struct Affix {
    const char *name;
    bool at_end;
} Affix;

static bool affix_matches(Affix affix, Span hay, Span part)
{
    if (part.length > hay.length) {
        return false;
    }
    size_t from = affix.at_end ? hay.length - part.length : 0;
    return span_equal(span_cut(hay, from, from + part.length), part);
}

static Status affix_type_error(World *w, NativeFrame *f, Affix affix)
{
    const char *kind = is_str(f->self) ? "str" : "bytes";
    return raise_type(w, "%s first arg must be %s or a tuple of %s, not %T",
                      affix.name, kind, kind, f->args[0]);
}

static Status affix_any(World *w, NativeFrame *f, Affix affix, Span hay,
                        bool outside)
{
    for (size_t i = 0; i < tuple_length(f->args[0]); i++) {
        Value item = tuple_at(f->args[0], i);
        Span part;
        if (is_str(f->self) && !is_str(item)) {
            return raise_type(w, "tuple for %s must only contain str, not %T",
                              affix.name, item);
        }
        TRY(text_operand(w, f->self, item, NULL, &part));
        if (!outside && affix_matches(affix, hay, part)) {
            f->result = TRUE_VALUE;
            return OK;
        }
    }
    f->result = FALSE_VALUE;
    return OK;
}

static Status affix_test(World *w, NativeFrame *f, Affix affix)
{
    Span hay = text_span(f->self);
    size_t from;
    size_t to;
    TRY(text_range(w, f, 1, hay.length, &from, &to));
    bool outside = from > to;
    Span part = outside ? hay : span_cut(hay, from, to);
    Value wanted = f->args[0];
    if (has_layout(wanted, TYPE_TUPLE)) {
        return affix_any(w, f, affix, part, outside);
    }
    if (is_str(f->self) ? !is_str(wanted) : !bytes_is_like(wanted)) {
        return affix_type_error(w, f, affix);
    }
    Span needle;
    TRY(text_operand(w, f->self, wanted, NULL, &needle));
    f->result = BOOL(!outside && affix_matches(affix, part, needle));
    return OK;
}

Status text_startswith(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return affix_test(w, f, (Affix){"startswith", false});
}

Status text_endswith(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return affix_test(w, f, (Affix){"endswith", true});
}
