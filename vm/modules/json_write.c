/* SPDX-License-Identifier: MIT */
/*
 * _json.text: a value as JSON text, on one line.
 *
 * It writes str, int, float, bool, None, list, tuple and dict. Whatever else
 * it meets (another class, a cycle, a key that is no key, a NaN that is not
 * allowed) makes its answer None, and the encoder in vm/lib starts again.
 */
#include <math.h>

#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/escape.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"

typedef struct Text {
    World *w;
    Writer out;
    Value between; /* items */
    Value colon;   /* key and value */
    bool ascii;    /* escape the rest */
    bool allow_nan;
} Text;

static Status write_value(Text *t, Value v);

/* ---- strings ------------------------------------------------------------- */

static void escape_json(Writer *out, uint32_t c)
{
    if (escape_letter(out, "\nn\rr\tt\ff\bb", c)) {
        return;
    }
    if (c < 0x10000) {
        escape_hex(out, 'u', 4, c);
    } else {
        escape_hex(out, 'u', 4, 0xd800 | (c - 0x10000) >> 10);
        escape_hex(out, 'u', 4, 0xdc00 | (c & 0x3ff));
    }
}

static bool is_no_control(uint32_t c)
{
    return c >= 0x20;
}

static void write_string(Writer *out, Value v, bool ascii)
{
    escape_quoted(
        out, str_span(v), '"',
        (EscapeStyle){ascii ? escape_all : is_no_control, escape_json});
}

/* ---- values -------------------------------------------------------------- */

static void write_small_int(Writer *out, int64_t n)
{
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (n < 0) {
        *--at = '-';
    }
    writer_ascii_n(out, at, (size_t)(digits + sizeof digits - at));
}

static Status write_float(Text *t, Value v)
{
    double d = float_of(v);
    if (isfinite(d)) {
        return float_ops.repr(t->w, v, &t->out);
    }
    if (!t->allow_nan) {
        return NO_OP;
    }
    writer_ascii(&t->out, isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
    return OK;
}

/* NO_OP: no scalar. */
static Status write_scalar(Text *t, Value v)
{
    Writer *out = &t->out;
    if (IS_INT(v)) {
        write_small_int(out, INT_OF(v));
    } else if (v == NONE) {
        writer_ascii_n(out, "null", 4);
    } else if (v == TRUE_VALUE) {
        writer_ascii_n(out, "true", 4);
    } else if (v == FALSE_VALUE) {
        writer_ascii_n(out, "false", 5);
    } else if (is_float(v)) {
        return write_float(t, v);
    } else if (is_int(v)) {
        TRY(int_check_digits(t->w, v));
        int_write(out, v, 10);
    } else {
        return NO_OP;
    }
    return OK;
}

static Status write_array(Text *t, Value v)
{
    Items items = items_of(v);
    writer_char(&t->out, '[');
    for (size_t i = 0; i < items.count; i++) {
        if (i) {
            writer_str(&t->out, t->between);
        }
        TRY(write_value(t, items.items[i]));
    }
    writer_char(&t->out, ']');
    return OK;
}

static Status write_object(Text *t, Value v)
{
    size_t at = 0;
    Value key, value;
    bool first = true;
    writer_char(&t->out, '{');
    while (dict_next(v, &at, &key, &value)) {
        if (!first) {
            writer_str(&t->out, t->between);
        }
        first = false;
        if (is_str(key)) {
            write_string(&t->out, key, t->ascii);
        } else {
            writer_char(&t->out, '"');
            TRY(write_scalar(t, key));
            writer_char(&t->out, '"');
        }
        writer_str(&t->out, t->colon);
        TRY(write_value(t, value));
    }
    writer_char(&t->out, '}');
    return OK;
}

static Status write_container(Text *t, Value v, bool array)
{
    ReprLink link;
    Status s = leaf_enter(t->w, " while encoding a JSON object");
    if (s != OK) {
        return s == TWIN ? NO_OP : s;
    }
    s = repr_enter(t->w, &t->out, &link, v);
    if (s == OK) {
        s = array ? write_array(t, v) : write_object(t, v);
        repr_leave(t->w, &t->out, &link);
    }
    leaf_leave(t->w);
    return s;
}

static Status write_value(Text *t, Value v)
{
    if (is_str(v)) {
        write_string(&t->out, v, t->ascii);
        return OK;
    }
    if (is_exactly(v, TYPE_DICT)) {
        return write_container(t, v, false);
    }
    if (has_layout(v, TYPE_LIST) || has_layout(v, TYPE_TUPLE)) {
        return write_container(t, v, true);
    }
    return write_scalar(t, v);
}

/* The text, or None: let the encoder look. */
Status json_text(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Text text = {.w = w, .between = f->args[1], .colon = f->args[2]};
    f->result = NONE;
    if (!is_str(text.between) || !is_str(text.colon)) {
        return OK;
    }
    TRY(value_truth(w, f->args[3], &text.ascii));
    TRY(value_truth(w, f->args[4], &text.allow_nan));
    writer_start(&text.out);
    Status s = write_value(&text, f->args[0]);
    if (s != OK) {
        writer_discard(&text.out);
        return s == NO_OP || s == TWIN ? OK : s;
    }
    f->result = writer_finish(w, &text.out);
    NEED(f->result);
    return OK;
}

static Status quoted(World *w, NativeFrame *f, bool ascii)
{
    Writer out;
    if (!is_str(f->args[0])) {
        return raise_type(w, "first argument must be a string, not %T",
                          f->args[0]);
    }
    writer_start(&out);
    write_string(&out, f->args[0], ascii);
    f->result = writer_finish(w, &out);
    NEED(f->result);
    return OK;
}

Status json_quote(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return quoted(w, f, false);
}

Status json_quote_ascii(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return quoted(w, f, true);
}
