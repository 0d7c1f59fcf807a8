/* SPDX-License-Identifier: MIT */
/*
 * _json.scan: one JSON value at a place in a str.
 *
 * It reads what json.decoder reads with nothing customised. On any error its
 * answer is None, and the decoder in vm/lib reads the text again to say what
 * is wrong and where; so no message is made here but that of a text nested
 * too deep. CPython's scanner is native too: one opcode.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#define KEY_CACHE 64

typedef struct Reader {
    World *w;
    Span text;
    Value source;
    size_t at;
    bool strict;
    Value keys[KEY_CACHE]; /* keys met before, by a hash of their text */
} Reader;

/* The unit here, or 0 at the end. (A NUL in the text is an error anyway.) */
static inline uint32_t peek(const Reader *r)
{
    return r->at < r->text.length ? span_at(r->text, r->at) : 0;
}

static inline void skip_blanks(Reader *r)
{
    for (;; r->at++) {
        uint32_t c = peek(r);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
            return;
        }
    }
}

static Status read_value(Reader *r, Value *out);

/* ---- strings ------------------------------------------------------------- */

/* Index of the first unit that needs a look: a quote, a backslash, a control
 * character in strict mode; or the end. */
static size_t plain_end(const Reader *r, size_t at)
{
    uint32_t lowest = r->strict ? 0x20 : 0;
    if (r->text.kind == 1) {
        const uint8_t *data = r->text.data;
        while (at < r->text.length && data[at] != '"' && data[at] != '\\' &&
               data[at] >= lowest) {
            at++;
        }
        return at;
    }
    for (; at < r->text.length; at++) {
        uint32_t c = span_at(r->text, at);
        if (c == '"' || c == '\\' || c < lowest) {
            break;
        }
    }
    return at;
}

/* Four hexadecimal digits; false: something else. */
static bool read_unit(Reader *r, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        uint32_t c = peek(r);
        uint32_t digit = c - '0';
        if (digit > 9) {
            digit = (c | 0x20) - 'a';
            if (digit > 5) {
                return false;
            }
            digit += 10;
        }
        *unit = *unit << 4 | digit;
    }
    return true;
}

static bool read_code_point(Reader *r, uint32_t *point)
{
    uint32_t low;
    if (!read_unit(r, point)) {
        return false;
    }
    size_t behind = r->at;
    if (*point >= 0xd800 && *point < 0xdc00 && peek(r) == '\\') {
        r->at++;
        if (peek(r) == 'u') {
            r->at++;
            if (read_unit(r, &low) && low >= 0xdc00 && low < 0xe000) {
                *point = 0x10000 + ((*point & 0x3ff) << 10 | (low & 0x3ff));
                return true;
            }
        }
        r->at = behind;
    }
    return true;
}

static bool read_escape(Reader *r, Writer *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    uint32_t c = peek(r);
    r->at++;
    if (c == 'u') {
        uint32_t point;
        if (!read_code_point(r, &point)) {
            return false;
        }
        writer_char(out, point);
        return true;
    }
    const char *found = c && c < 0x80 ? strchr(from, (int)c) : NULL;
    if (found) {
        writer_char(out, (uint32_t)to[found - from]);
    }
    return found;
}

static Status read_escaped(Reader *r, Value *out)
{
    Writer text;
    writer_start(&text);
    for (;;) {
        size_t end = plain_end(r, r->at);
        writer_span(&text, span_cut(r->text, r->at, end));
        r->at = end;
        uint32_t c = peek(r);
        r->at++;
        if (c == '"') {
            *out = writer_finish(r->w, &text);
            NEED(*out);
            return OK;
        }
        if (c != '\\' || !read_escape(r, &text)) {
            writer_discard(&text);
            return NO_OP;
        }
    }
}

static Value new_text(Reader *r, size_t from, size_t to)
{
    if (!as_str(r->source)->ascii) {
        return str_from_span(r->w, span_cut(r->text, from, to));
    }
    if (to - from < 2) {
        return str_slice(r->w, r->source, from, to);
    }
    Str *made = str_blank(r->w, to - from, 0x7f);
    if (!made) {
        return NO_VALUE;
    }
    memcpy(made->text, (const char *)r->text.data + from, to - from);
    return VALUE(made);
}

/* `at` is behind the opening quote; afterwards behind the closing one. */
static Status read_string(Reader *r, Value *out)
{
    size_t end = plain_end(r, r->at);
    if (end == r->text.length || span_at(r->text, end) != '"') {
        return read_escaped(r, out);
    }
    *out = new_text(r, r->at, end);
    NEED(*out);
    r->at = end + 1;
    return OK;
}

/* The same, but a key seen before is not made again. */
static Status read_key(Reader *r, Value *out)
{
    size_t end = plain_end(r, r->at);
    if (end == r->text.length || span_at(r->text, end) != '"') {
        return read_escaped(r, out);
    }
    Span text = span_cut(r->text, r->at, end);
    uint32_t hash = (uint32_t)text.length;
    for (size_t i = 0; i < text.length && i < 16; i++) {
        hash = hash * 31 + span_at(text, i);
    }
    Value *known = &r->keys[(hash ^ hash >> 6) % KEY_CACHE];
    if (!*known || !span_equal(str_span(*known), text)) {
        *known = new_text(r, r->at, end);
        NEED(*known);
    }
    *out = *known;
    r->at = end + 1;
    return OK;
}

/* ---- numbers and words --------------------------------------------------- */

static size_t digits_end(const Reader *r, size_t at)
{
    while (at < r->text.length && span_at(r->text, at) - '0' <= 9) {
        at++;
    }
    return at;
}

/* The end of the number at `at`, or `at`. */
static size_t number_end(const Reader *r, bool *whole)
{
    size_t length = r->text.length;
    size_t at = r->at + (peek(r) == '-');
    *whole = true;
    if (at < length && span_at(r->text, at) == '0') {
        at++;
    } else {
        size_t end = digits_end(r, at);
        if (end == at) {
            return r->at;
        }
        at = end;
    }
    if (at < length && span_at(r->text, at) == '.') {
        size_t end = digits_end(r, at + 1);
        if (end > at + 1) {
            at = end;
            *whole = false;
        }
    }
    if (at < length && (span_at(r->text, at) | 0x20) == 'e') {
        size_t sign = at + 1;
        if (sign < length &&
            (span_at(r->text, sign) == '+' || span_at(r->text, sign) == '-')) {
            sign++;
        }
        size_t end = digits_end(r, sign);
        if (end > sign) {
            at = end;
            *whole = false;
        }
    }
    return at;
}

static Status read_float(Reader *r, size_t end, Value *out)
{
    char room[64];
    size_t size = end - r->at;
    char *text = size < sizeof room ? room : malloc(size + 1);
    double value;
    if (!text) {
        return raise_memory(r->w);
    }
    span_copy(text, 1, span_cut(r->text, r->at, end));
    text[size] = 0;
    size_t read = float_scan(text, size, &value);
    if (text != room) {
        free(text);
    }
    if (read != size) {
        return NO_OP;
    }
    *out = float_new(r->w, value);
    NEED(*out);
    return OK;
}

static Status read_whole(Reader *r, size_t end, Value *out)
{
    if (end - r->at > 18) {
        Value text = str_from_span(r->w, span_cut(r->text, r->at, end));
        NEED(text);
        *out = int_parse(r->w, text, 10);
        NEED(*out);
        return OK;
    }
    bool negative = peek(r) == '-';
    int64_t n = 0;
    for (size_t at = r->at + negative; at < end; at++) {
        n = n * 10 + (span_at(r->text, at) - '0');
    }
    *out = INT(negative ? -n : n);
    return OK;
}

static bool is_word(const Reader *r, const char *word)
{
    size_t size = strlen(word);
    if (r->text.length - r->at < size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (span_at(r->text, r->at + i) != (uint8_t)word[i]) {
            return false;
        }
    }
    return true;
}

static Status read_word(Reader *r, Value *out)
{
    static const struct {
        const char *word;
        Value value;
        double number;
    } words[] = {
        {"null", NONE, 0},         {"true", TRUE_VALUE, 0},
        {"false", FALSE_VALUE, 0}, {"NaN", 0, NAN},
        {"Infinity", 0, INFINITY}, {"-Infinity", 0, -INFINITY},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(r, words[i].word)) {
            r->at += strlen(words[i].word);
            *out = words[i].value ? words[i].value
                                  : float_new(r->w, words[i].number);
            NEED(*out);
            return OK;
        }
    }
    return NO_OP;
}

static Status read_scalar(Reader *r, Value *out)
{
    bool whole;
    size_t end = number_end(r, &whole);
    if (end == r->at) {
        return read_word(r, out);
    }
    TRY(whole ? read_whole(r, end, out) : read_float(r, end, out));
    r->at = end;
    return OK;
}

/* ---- arrays and objects -------------------------------------------------- */

/* Behind an item: a comma, or the closing bracket. */
static Status read_between(Reader *r, uint32_t closing, bool *more)
{
    skip_blanks(r);
    uint32_t c = peek(r);
    if (c != ',' && c != closing) {
        return NO_OP;
    }
    r->at++;
    *more = c == ',';
    if (*more) {
        skip_blanks(r);
    }
    return OK;
}

static Status read_array(Reader *r, Value *out)
{
    bool more = true;
    Value list = list_new(r->w, 0);
    NEED(list);
    skip_blanks(r);
    if (peek(r) == ']') {
        r->at++;
        more = false;
    }
    while (more) {
        Value item;
        TRY(read_value(r, &item));
        TRY(list_append(r->w, list, item));
        TRY(read_between(r, ']', &more));
    }
    *out = list;
    return OK;
}

static Status read_object(Reader *r, Value *out)
{
    bool more = true;
    Value dict = dict_new(r->w);
    NEED(dict);
    skip_blanks(r);
    if (peek(r) == '}') {
        r->at++;
        more = false;
    }
    while (more) {
        Value key, value;
        if (peek(r) != '"') {
            return NO_OP;
        }
        r->at++;
        TRY(read_key(r, &key));
        skip_blanks(r);
        if (peek(r) != ':') {
            return NO_OP;
        }
        r->at++;
        skip_blanks(r);
        TRY(read_value(r, &value));
        TRY(dict_set_str(r->w, dict, key, value));
        TRY(read_between(r, '}', &more));
    }
    *out = dict;
    return OK;
}

static Status read_value(Reader *r, Value *out)
{
    uint32_t c = peek(r);
    if (c == '"') {
        r->at++;
        return read_string(r, out);
    }
    if (c != '[' && c != '{') {
        return read_scalar(r, out);
    }
    Status s =
        leaf_enter(r->w, c == '[' ? " while decoding a JSON array from a "
                                    "unicode string"
                                  : " while decoding a JSON object from a "
                                    "unicode string");
    if (s != OK) {
        return s == TWIN ? NO_OP : s;
    }
    r->at++;
    s = c == '[' ? read_array(r, out) : read_object(r, out);
    leaf_leave(r->w);
    return s;
}

/* (value, place behind it), or None: let the decoder look. */
Status json_scan(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t at;
    Value value;
    bool strict;
    f->result = NONE;
    if (!is_str(f->args[0])) {
        return OK;
    }
    TRY(value_index(w, f->args[1], &at));
    TRY(value_truth(w, f->args[2], &strict));
    if (at < 0) {
        return OK;
    }
    Reader r = {.w = w,
                .text = str_span(f->args[0]),
                .source = f->args[0],
                .strict = strict};
    r.at = (uint64_t)at < r.text.length ? (size_t)at : r.text.length;
    Status s = read_value(&r, &value);
    if (s == OK) {
        f->result = tuple_of(w, 2, value, INT(r.at));
        NEED(f->result);
    }
    return s == NO_OP ? OK : s;
}

/* The place of the first unit from args[1] on that is not blank. */
Status json_skip(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t at;
    if (!is_str(f->args[0])) {
        return raise_type(w, "first argument must be a string, not %T",
                          f->args[0]);
    }
    TRY(value_index(w, f->args[1], &at));
    Reader r = {.w = w, .text = str_span(f->args[0])};
    if (at < 0) {
        at += (int64_t)r.text.length;
        at = at < 0 ? 0 : at;
    }
    r.at = (size_t)at;
    skip_blanks(&r);
    f->result = INT(r.at);
    return OK;
}
