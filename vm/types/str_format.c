/* SPDX-License-Identifier: MIT */
/*
 * str.format: the fast path, and the parser for the twin.
 *
 * Fields that name an argument and format a built-in value are done here;
 * attributes, items and classes with a __format__ of their own go to the twin
 * str_format in the prelude, which takes fields from `_string` as CPython's
 * string.Formatter does.
 */
#include <stdio.h>

#include "vm/format.h"
#include "vm/types/format_field.h"
#include "vm/types/list.h"
#include "vm/types/tuple.h"

/* How fields have been numbered so far. */
typedef enum { NUMBER_UNKNOWN, NUMBER_AUTO, NUMBER_MANUAL } Numbering;

typedef struct Formatter {
    World *w;
    NativeFrame *f;
    size_t keywords; /* the last of f->args, named by f->kw_names */
    Numbering numbering;
    int64_t next;
} Formatter;

static Status format_text(Formatter *s, Span text, int depth, Writer *out);

static Status keyword_argument(Formatter *s, Span name, Value *out)
{
    NativeFrame *f = s->f;
    size_t positional = f->argc - s->keywords;
    for (size_t i = 0; i < s->keywords; i++) {
        if (span_equal(str_span(tuple_at(f->kw_names, i)), name)) {
            *out = f->args[positional + i];
            return OK;
        }
    }
    Value key = str_from_span(s->w, name);
    NEED(key);
    return raise_key(s->w, key);
}

static Status number_field(Formatter *s, int64_t *index)
{
    Numbering now = *index < 0 ? NUMBER_AUTO : NUMBER_MANUAL;
    if (s->numbering == NUMBER_UNKNOWN) {
        s->numbering = now;
    }
    if (s->numbering != now) {
        return raise_value(s->w, "cannot switch from %s to %s",
                           now == NUMBER_AUTO ? "manual field specification"
                                              : "automatic field numbering",
                           now == NUMBER_AUTO ? "automatic field numbering"
                                              : "manual field specification");
    }
    if (now == NUMBER_AUTO) {
        *index = s->next++;
    }
    return OK;
}

static Status field_argument(Formatter *s, Span name, Value *out)
{
    int64_t index;
    TRY(format_index(s->w, name, &index));
    if (index < 0 && name.length) {
        return keyword_argument(s, name, out);
    }
    TRY(number_field(s, &index));
    if (index >= (int64_t)(s->f->argc - s->keywords)) {
        return raise_error(s->w, TYPE_INDEX_ERROR,
                           "Replacement index %ld out of range for positional "
                           "args tuple",
                           index);
    }
    *out = s->f->args[index];
    return OK;
}

static Status unknown_conversion(World *w, uint32_t conversion)
{
    char shown[16];
    snprintf(shown, sizeof(shown),
             conversion > 32 && conversion < 127 ? "%c" : "\\x%x",
             (int)conversion);
    return raise_value(w, "Unknown conversion specifier %s", shown);
}

/* !r, !s or !a: the value's text. */
static Status convert(Formatter *s, uint32_t conversion, Value *v)
{
    Writer text;
    Status status;
    writer_start(&text);
    switch (conversion) {
    case 'r':
        status = value_repr(s->w, *v, &text);
        break;
    case 's':
        status = value_str(s->w, *v, &text);
        break;
    case 'a':
        status = TWIN;
        break;
    default:
        status = unknown_conversion(s->w, conversion);
    }
    if (status != OK) {
        writer_discard(&text);
        return status;
    }
    *v = writer_finish(s->w, &text);
    return *v ? OK : RAISE;
}

static bool formats_itself(World *w, Value v)
{
    TypeId layout = layout_of(v);
    return !klass_overrides(klass_of(w, v), SLOT_FORMAT) &&
           (layout == TYPE_INT || layout == TYPE_FLOAT || layout == TYPE_STR ||
            layout == TYPE_COMPLEX);
}

/* The spec of a field, its own fields filled in; 0 when empty. */
static Status field_spec(Formatter *s, const FormatField *field, int depth,
                         Value *out)
{
    *out = NO_VALUE;
    if (!field->spec.length) {
        return OK;
    }
    if (!field->nested) {
        *out = str_from_span(s->w, field->spec);
        return *out ? OK : RAISE;
    }
    Writer spec;
    writer_start(&spec);
    Status status = format_text(s, field->spec, depth - 1, &spec);
    if (status != OK) {
        writer_discard(&spec);
        return status;
    }
    *out = writer_finish(s->w, &spec);
    return *out ? OK : RAISE;
}

static Status write_field(Formatter *s, const FormatField *field, int depth,
                          Writer *out)
{
    Value v;
    Value spec;
    if (format_first(field->name) != field->name.length) {
        return TWIN;
    }
    TRY(field_argument(s, field->name, &v));
    if (field->has_conversion) {
        TRY(convert(s, field->conversion, &v));
    }
    TRY(field_spec(s, field, depth, &spec));
    if (!formats_itself(s->w, v)) {
        return TWIN;
    }
    if (!spec || as_str(spec)->length == 0) {
        return value_str(s->w, v, out);
    }
    TRY(format_value(s->w, v, spec, &v));
    writer_str(out, v);
    return OK;
}

static Status format_text(Formatter *s, Span text, int depth, Writer *out)
{
    if (depth < 1) {
        return raise_value(s->w, "Max string recursion exceeded");
    }
    for (size_t at = 0; at < text.length;) {
        FormatField field;
        TRY(format_next(s->w, text, &at, &field));
        writer_span(out, field.literal);
        if (field.has_field) {
            TRY(write_field(s, &field, depth, out));
        }
    }
    return OK;
}

Status str_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Formatter s = {.w = w, .f = f};
    s.keywords = f->kw_names ? tuple_length(f->kw_names) : 0;
    Writer out;
    writer_start(&out);
    Status status = format_text(&s, str_span(f->self), 2, &out);
    if (status != OK) {
        writer_discard(&out);
        return status;
    }
    f->result = writer_finish(w, &out);
    return f->result ? OK : RAISE;
}

/* The mapping is asked by the twin. */
Status str_format_map(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    (void)f;
    return TWIN;
}

/* ---- the _string module -------------------------------------------------- */

static Value field_tuple(World *w, const FormatField *field)
{
    Value literal = str_from_span(w, field->literal);
    if (!literal || !field->has_field) {
        return literal ? tuple_of(w, 4, literal, NONE, NONE, NONE) : NO_VALUE;
    }
    Value name = str_from_span(w, field->name);
    Value spec = str_from_span(w, field->spec);
    Value conversion =
        field->has_conversion ? str_char(w, field->conversion) : NONE;
    return name && spec && conversion
               ? tuple_of(w, 4, literal, name, spec, conversion)
               : NO_VALUE;
}

/* formatter_parser(text): an iterator of (literal, name, spec, conversion). */
Status string_formatter_parser(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "expected str, got %T", f->args[0]);
    }
    Span text = str_span(f->args[0]);
    Value pieces = list_new(w, 0);
    NEED(pieces);
    for (size_t at = 0; at < text.length;) {
        FormatField field;
        TRY(format_next(w, text, &at, &field));
        Value piece = field_tuple(w, &field);
        NEED(piece);
        TRY(list_append(w, pieces, piece));
    }
    return value_iterate(w, pieces, &f->result);
}

/* One ".name" or "[item]" at *at. */
static Status name_part(World *w, Span name, size_t *at, Value *out)
{
    bool attribute = span_at(name, *at) == '.';
    size_t from = ++*at;
    int64_t index = -1;
    while (*at < name.length &&
           (attribute ? span_at(name, *at) != '.' && span_at(name, *at) != '['
                      : span_at(name, *at) != ']')) {
        ++*at;
    }
    Span part = span_cut(name, from, *at);
    if (!attribute) {
        if (*at == name.length) {
            return raise_value(w, "Missing ']' in format string");
        }
        ++*at;
        TRY(format_index(w, part, &index));
    }
    if (part.length == 0) {
        return raise_value(w, "Empty attribute in format string");
    }
    Value key = index >= 0 ? INT(index) : str_from_span(w, part);
    NEED(key);
    *out = tuple_of(w, 2, BOOL(attribute), key);
    return *out ? OK : RAISE;
}

/* formatter_field_name_split(name): (first, iterator of (is_attribute, key)),
   as "0.x[y]" -> (0, [(True, "x"), (False, "y")]). */
Status string_field_name_split(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "expected str, got %T", f->args[0]);
    }
    Span name = str_span(f->args[0]);
    size_t at = format_first(name);
    int64_t index;
    Value rest = list_new(w, 0);
    NEED(rest);
    TRY(format_index(w, span_cut(name, 0, at), &index));
    Value first =
        index >= 0 ? INT(index) : str_from_span(w, span_cut(name, 0, at));
    NEED(first);
    while (at < name.length) {
        Value part = NO_VALUE;
        if (span_at(name, at) != '.' && span_at(name, at) != '[') {
            return raise_value(w, "Only '.' or '[' may follow ']' in format "
                                  "field specifier");
        }
        TRY(name_part(w, name, &at, &part));
        TRY(list_append(w, rest, part));
    }
    TRY(value_iterate(w, rest, &rest));
    f->result = tuple_of(w, 2, first, rest);
    return f->result ? OK : RAISE;
}
