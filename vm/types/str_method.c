/* SPDX-License-Identifier: MIT */
/*
 * The methods only str has: join, translate, maketrans, __format__.
 *
 * (What it shares with bytes is in text_*.c, str.format in str_format.c.)
 */
#include "vm/format.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/str_native.h"
#include "vm/types/text_join.h"
#include "vm/types/tuple.h"

/* ---- join ---------------------------------------------------------------- */

Status join_collect(World *w, Thread *t, NativeFrame *f, Value *sequence)
{
    Value v = f->args[0];
    if (is_exactly(v, TYPE_LIST) || is_exactly(v, TYPE_TUPLE)) {
        *sequence = v;
        return OK;
    }
    if (f->state == 0) {
        Status status = iterate_begin(w, t, f, 0, v);
        if (status == RAISE && raised_is(w, TYPE_TYPE_ERROR)) {
            raised_clear(w);
            return raise_type(w, "can only join an iterable");
        }
        TRY(status);
        f->slot[1] = list_new(w, 8);
        NEED(f->slot[1]);
        f->state = 1;
    }
    for (;;) {
        Value item;
        TRY(iterate_next(w, t, f, 0, &item));
        if (!item) {
            *sequence = f->slot[1];
            return OK;
        }
        TRY(list_append(w, f->slot[1], item));
    }
}

size_t join_count(Value sequence)
{
    return has_layout(sequence, TYPE_LIST) ? list_length(sequence)
                                           : tuple_length(sequence);
}

Value join_item(Value sequence, size_t i)
{
    return has_layout(sequence, TYPE_LIST) ? list_at(sequence, i)
                                           : tuple_at(sequence, i);
}

/* Sum of the lengths, and what all code points fit in. */
static Status join_measure(World *w, Value separator, Value items,
                           size_t *length, uint32_t *bound)
{
    size_t count = join_count(items);
    size_t total = 0;
    *bound = count > 1 ? span_bound(str_span(separator)) : 0;
    for (size_t i = 0; i < count; i++) {
        Value item = join_item(items, i);
        if (!is_str(item)) {
            return raise_type(
                w, "sequence item %zu: expected str instance, %T found", i,
                item);
        }
        const Str *s = as_str(item);
        *bound |= s->ascii       ? 0x7f
                  : s->kind == 1 ? 0xff
                  : s->kind == 2 ? 0xffff
                                 : 0x10ffff;
        size_t more = s->length + (i ? as_str(separator)->length : 0);
        if (__builtin_add_overflow(total, more, &total)) {
            return raise_memory(w);
        }
    }
    *length = total;
    return OK;
}

Status str_join(World *w, Thread *t, NativeFrame *f)
{
    Value items;
    size_t length = 0;
    uint32_t bound = 0;
    TRY(join_collect(w, t, f, &items));
    size_t count = join_count(items);
    if (count == 1 && is_exactly(join_item(items, 0), TYPE_STR)) {
        f->result = join_item(items, 0);
        return OK;
    }
    TRY(join_measure(w, f->self, items, &length, &bound));
    Str *made = str_blank(w, length, bound);
    NEED(made);
    char *to = made->text;
    Span separator = str_span(f->self);
    for (size_t i = 0; i < count; i++) {
        if (i) {
            span_copy(to, made->kind, separator);
            to += separator.length * made->kind;
        }
        Span part = str_span(join_item(items, i));
        span_copy(to, made->kind, part);
        to += part.length * made->kind;
    }
    f->result = length > 1 ? VALUE(made) : str_settle(w, made);
    return f->result ? OK : RAISE;
}

/* ---- translate ----------------------------------------------------------- */

static Status translate_one(World *w, Writer *out, uint32_t c, Value to)
{
    int64_t code;
    if (!to) {
        writer_char(out, c);
        return OK;
    }
    if (to == NONE) {
        return OK;
    }
    if (is_str(to)) {
        writer_str(out, to);
        return OK;
    }
    if (!is_int(to)) {
        return raise_type(w,
                          "character mapping must return integer, None or str");
    }
    if (!int_to_int64(to, &code) || code < 0 || code > 0x10ffff) {
        return raise_value(w, "character mapping must be in range(0x110000)");
    }
    writer_char(out, (uint32_t)code);
    return OK;
}

static Status translate(World *w, Writer *out, Span text, Value table)
{
    for (size_t i = 0; i < text.length; i++) {
        uint32_t c = span_at(text, i);
        Value to;
        TRY(dict_get(w, table, INT(c), &to));
        TRY(translate_one(w, out, c, to));
    }
    return OK;
}

/* Other tables than a dict are asked by the twin. */
Status str_translate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_exactly(f->args[0], TYPE_DICT)) {
        return TWIN;
    }
    Writer out;
    writer_start(&out);
    Status status = translate(w, &out, str_span(f->self), f->args[0]);
    if (status != OK) {
        writer_discard(&out);
        return status;
    }
    f->result = writer_finish(w, &out);
    return f->result ? OK : RAISE;
}

static Status maketrans_dict(World *w, Value table, Value from)
{
    size_t at = 0;
    Value key;
    Value value;
    while (dict_next(from, &at, &key, &value)) {
        if (is_str(key)) {
            if (as_str(key)->length != 1) {
                return raise_value(w, "string keys in translate table must be "
                                      "of length 1");
            }
            key = INT(str_at(as_str(key), 0));
        } else if (!is_int(key)) {
            return raise_type(
                w, "keys in translate table must be strings or integers");
        }
        TRY(dict_set(w, table, key, value));
    }
    return OK;
}

static Status maketrans_pairs(World *w, NativeFrame *f, Value table)
{
    for (int i = 0; i < 3; i++) {
        if (f->args[i] && !is_str(f->args[i])) {
            return i ? raise_type(w,
                                  "maketrans() argument %d must be str, not %T",
                                  i + 1, f->args[i])
                     : raise_type(w,
                                  "first maketrans argument must be a string "
                                  "if there is a second argument");
        }
    }
    Span from = str_span(f->args[0]);
    Span to = str_span(f->args[1]);
    if (from.length != to.length) {
        return raise_value(
            w, "the first two maketrans arguments must have equal length");
    }
    for (size_t i = 0; i < from.length; i++) {
        TRY(dict_set(w, table, INT(span_at(from, i)), INT(span_at(to, i))));
    }
    Span removed = f->args[2] ? str_span(f->args[2]) : span_bytes("", 0);
    for (size_t i = 0; i < removed.length; i++) {
        TRY(dict_set(w, table, INT(span_at(removed, i)), NONE));
    }
    return OK;
}

Status str_maketrans(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = dict_new(w);
    NEED(f->result);
    if (f->args[1]) {
        return maketrans_pairs(w, f, f->result);
    }
    if (!is_exactly(f->args[0], TYPE_DICT)) {
        return raise_type(w, "if you give only one argument to maketrans it "
                             "must be a dict");
    }
    return maketrans_dict(w, f->result, f->args[0]);
}

/* ---- protocols ----------------------------------------------------------- */

Status str_dunder_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "__format__() argument must be str, not %T",
                          f->args[0]);
    }
    return format_value(w, f->self, f->args[0], &f->result);
}

Status str_getnewargs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value text = str_from_span(w, str_span(f->self));
    NEED(text);
    f->result = tuple_of(w, 1, text);
    return f->result ? OK : RAISE;
}

/* What CPython 3.8 would use on a 64-bit machine. */
Status str_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    const Str *s = as_str(f->self);
    size_t header = s->ascii ? 48 : 72;
    f->result = INT(header + (s->length + 1) * s->kind);
    return OK;
}
