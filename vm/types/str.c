/* SPDX-License-Identifier: MIT */
/*
 * Making strings, the intern table, hashing, comparing and joining two.
 *
 * Invariant: `kind` is the narrowest width that fits, so equal strings have
 * equal bytes; that is what hash and == rely on. The cached hash depends on
 * the text and the world's key alone, so storing it needs no write barrier:
 * a restore that keeps it keeps the truth.
 */
#include "vm/types/str.h"

#include <stdlib.h>
#include <string.h>

#include "vm/types/utf8.h"

#define INTERN_START 1024
/* Strings from this many bytes on are concatenated in growing blocks. */
#define SHARE_FROM 256

/* ---- making -------------------------------------------------------------- */

Str *str_blank(World *w, size_t length, uint32_t highest)
{
    uint32_t kind = span_kind_for(highest);
    if (length > (SIZE_MAX / 16) / kind) {
        (void)raise_memory(w);
        return NULL;
    }
    Str *s = heap_raw(w, TYPE_STR, sizeof(Str) + (length + 1) * kind);
    if (s) {
        s->hash = 0;
        s->length = length;
        s->kind = kind & 7;
        s->ascii = highest < 0x80;
        s->block = NO_VALUE;
        char *end = s->text + length * kind;
        if (kind == 1) {
            *end = 0;
        } else {
            memset(end, 0, kind);
        }
    }
    return s;
}

/* The shared copy of very short text, or 0 while the world is being made. */
static Value str_shared(World *w, Span text)
{
    if (text.length == 0) {
        return w->name[NAME_EMPTY];
    }
    uint32_t c = text.length == 1 ? span_at(text, 0) : 256;
    return c < 256 ? w->latin1[c] : NO_VALUE;
}

/* `bound` as span_bound gives it. */
static Value str_bounded(World *w, Span text, uint32_t bound)
{
    Str *s = str_blank(w, text.length, bound);
    if (!s) {
        return NO_VALUE;
    }
    span_copy(s->text, s->kind, text);
    return VALUE(s);
}

Value str_part(World *w, const Str *whole, Span part)
{
    Value shared = str_shared(w, part);
    return shared ? shared
                  : str_bounded(w, part,
                                whole->ascii ? 0x7f : span_bound(part));
}

Value str_from_span(World *w, Span text)
{
    Value shared = str_shared(w, text);
    return shared ? shared : str_bounded(w, text, span_bound(text));
}

Value str_settle(World *w, Str *s)
{
    if (s->ascii && s->length > 1) {
        return VALUE(s);
    }
    Span text = str_span(VALUE(s));
    Value shared = str_shared(w, text);
    uint32_t bound = span_bound(text);
    if (!shared && span_kind_for(bound) == s->kind) {
        s->ascii = bound < 0x80;
        return VALUE(s);
    }
    Value made = shared ? shared : str_from_span(w, text);
    heap_free(w, s);
    return made;
}

Value str_from_ascii(World *w, const char *text)
{
    return str_from_utf8(w, text, strlen(text));
}

Value str_from_utf8(World *w, const char *text, size_t size)
{
    if (!size) {
        text = ""; /* of a Text with no bytes it may be NULL */
    }
    const char *end = text + size;
    if (utf8_ascii_run(text, end) == size) {
        return str_from_span(w, span_bytes(text, size));
    }
    size_t length = 0;
    uint32_t highest = 0;
    for (const char *at = text; at < end; length++) {
        uint32_t c = utf8_next(&at, end);
        highest = c > highest ? c : highest;
    }
    if (length == 1) {
        return str_char(w, highest);
    }
    Str *s = str_blank(w, length, highest);
    if (!s) {
        return NO_VALUE;
    }
    for (size_t i = 0; i < length; i++) {
        uint32_t c = utf8_next(&text, end);
        span_fill(s->text + i * s->kind, s->kind, c, 1);
    }
    return VALUE(s);
}

Value str_from_points(World *w, const uint32_t *points, size_t n)
{
    return str_from_span(w, (Span){points, n, 4});
}

Value str_char(World *w, uint32_t code_point)
{
    if (code_point < 256 && w->latin1[code_point]) {
        return w->latin1[code_point];
    }
    Str *s = str_blank(w, 1, code_point);
    if (!s) {
        return NO_VALUE;
    }
    span_fill(s->text, s->kind, code_point, 1);
    return VALUE(s);
}

Value str_plain(World *w, Value s)
{
    return is_exactly(s, TYPE_STR) ? s : str_from_span(w, str_span(s));
}

/* ---- interning ----------------------------------------------------------- */

/* Where `s` is, or would go: linear probing. */
static Value *intern_place(World *w, Values *table, Value s)
{
    size_t mask = table->used - 1;
    size_t at = str_hash(w, s) & mask;
    while (table->items[at] && !str_equal(table->items[at], s)) {
        at = (at + 1) & mask;
    }
    return &table->items[at];
}

static Status intern_grow(World *w)
{
    Values *old = w->interned ? AS(Values, w->interned) : NULL;
    size_t size = old ? old->used * 2 : INTERN_START;
    Values *table = values_new(w, size);
    NEED(table);
    table->used = size;
    for (size_t i = 0; old && i < old->used; i++) {
        if (old->items[i]) {
            *intern_place(w, table, old->items[i]) = old->items[i];
        }
    }
    w->interned = VALUE(table);
    return OK;
}

Value str_find_interned(World *w, Value str)
{
    if (OBJECT(str)->flags & OBJECT_INTERNED) {
        return str;
    }
    if (!w->interned) {
        return NO_VALUE;
    }
    return *intern_place(w, AS(Values, w->interned), str);
}

Value str_intern(World *w, Value str)
{
    Value known = str_find_interned(w, str);
    if (known) {
        return known;
    }
    str = str_plain(w, str);
    if (!str) {
        return NO_VALUE;
    }
    size_t room = w->interned ? AS(Values, w->interned)->used : 0;
    if ((w->interned_count + 1) * 2 > room && intern_grow(w) != OK) {
        return NO_VALUE;
    }
    Value *place = intern_place(w, AS(Values, w->interned), str);
    STORE(w, *place, str);
    STORE(w, OBJECT(str)->flags, OBJECT(str)->flags | OBJECT_INTERNED);
    w->interned_count++;
    return str;
}

Value str_intern_ascii(World *w, const char *text)
{
    Value s = str_from_ascii(w, text);
    return s ? str_intern(w, s) : NO_VALUE;
}

/* ---- hash, equality, order ----------------------------------------------- */

uint64_t str_hash(World *w, Value v)
{
    Str *s = as_str(v);
    if (!s->hash && s->length) {
        world_touch(w, &s->hash, sizeof s->hash);
        s->hash = (uint64_t)siphash_python(w->hash_key, str_data(s),
                                           s->length * s->kind);
    }
    return s->hash;
}

bool str_equal(Value a, Value b)
{
    if (a == b) {
        return true;
    }
    const Str *x = as_str(a);
    const Str *y = as_str(b);
    if (x->length != y->length || x->kind != y->kind ||
        (x->hash && y->hash && x->hash != y->hash)) {
        return false;
    }
    return memcmp(str_data(x), str_data(y), x->length * x->kind) == 0;
}

bool str_is(Value v, const char *ascii)
{
    const Str *s = as_str(v);
    return s->kind == 1 && strlen(ascii) == s->length &&
           memcmp(str_data(s), ascii, s->length) == 0;
}

int str_order(Value a, Value b)
{
    return span_order(str_span(a), str_span(b));
}

int64_t str_find(Value s, Value needle, size_t from, size_t to)
{
    return span_find(str_span(s), str_span(needle), from, to);
}

/* ---- joining and cutting ------------------------------------------------- */

static uint32_t str_bound(const Str *s)
{
    return s->ascii       ? 0x7f
           : s->kind == 1 ? 0xff
           : s->kind == 2 ? 0xffff
                          : 0x10ffff;
}

/* A str of `length` whose text is in `block`. */
static Value str_in_block(World *w, Block *block, size_t length,
                          uint32_t highest)
{
    Str *s = heap_raw(w, TYPE_STR, sizeof(Str));
    if (!s) {
        return NO_VALUE;
    }
    s->hash = 0;
    s->block = VALUE(block);
    s->length = length;
    s->kind = span_kind_for(highest) & 7;
    s->ascii = highest < 0x80;
    return VALUE(s);
}

/* May text be put right behind a's, in a's own block? A block of the image is
   left alone: then no restore has to take text back. */
static bool str_may_extend(World *w, const Str *a, const Str *b)
{
    if (!a->block || b->kind > a->kind) {
        return false;
    }
    const Block *block = AS(Block, a->block);
    return (const char *)block >= w->watermark &&
           block->used == a->length * a->kind &&
           block_capacity(block) - block->used >= b->length * a->kind;
}

static Value str_extend(World *w, const Str *a, const Str *b, uint32_t highest)
{
    Block *block = AS(Block, a->block);
    Value made = str_in_block(w, block, a->length + b->length, highest);
    if (made) {
        span_copy(block->data + block->used, a->kind, str_span(VALUE(b)));
        block->used += b->length * a->kind;
    }
    return made;
}

/* Into a new block; twice the room when `a` was already growing in one. */
static Value str_concat_block(World *w, const Str *a, const Str *b,
                              uint32_t highest)
{
    uint32_t kind = span_kind_for(highest);
    size_t length = a->length + b->length;
    size_t size = length * kind;
    Block *block = block_new(w, a->block ? size * 2 : size + size / 4);
    if (!block) {
        return NO_VALUE;
    }
    span_copy(block->data, kind, str_span(VALUE(a)));
    span_copy(block->data + a->length * kind, kind, str_span(VALUE(b)));
    block->used = size;
    return str_in_block(w, block, length, highest);
}

Value str_concat(World *w, Value left, Value right)
{
    const Str *a = as_str(left);
    const Str *b = as_str(right);
    if (b->length == 0) {
        return str_plain(w, left);
    }
    if (a->length == 0) {
        return str_plain(w, right);
    }
    uint32_t highest = str_bound(a) | str_bound(b);
    if (str_may_extend(w, a, b)) {
        return str_extend(w, a, b, highest);
    }
    size_t length = a->length + b->length;
    if (length > SIZE_MAX / 64) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    if (length * span_kind_for(highest) >= SHARE_FROM) {
        return str_concat_block(w, a, b, highest);
    }
    Str *s = str_blank(w, length, highest);
    if (!s) {
        return NO_VALUE;
    }
    span_copy(s->text, s->kind, str_span(left));
    span_copy(s->text + a->length * s->kind, s->kind, str_span(right));
    return VALUE(s);
}

Value str_slice(World *w, Value s, size_t from, size_t to)
{
    if (from == 0 && to == as_str(s)->length) {
        return str_plain(w, s);
    }
    return str_part(w, as_str(s), span_cut(str_span(s), from, to));
}

Value str_repeat(World *w, Value v, int64_t count)
{
    const Str *s = as_str(v);
    if (count <= 0 || s->length == 0) {
        return w->name[NAME_EMPTY];
    }
    if (count == 1) {
        return str_plain(w, v);
    }
    size_t length;
    if (__builtin_mul_overflow(s->length, (size_t)count, &length)) {
        (void)raise_memory(w);
        return NO_VALUE;
    }
    Str *made = str_blank(w, length, str_bound(s));
    if (!made) {
        return NO_VALUE;
    }
    if (s->length == 1) {
        span_fill(made->text, made->kind, str_at(s, 0), length);
        return VALUE(made);
    }
    size_t total = length * made->kind;
    size_t done = s->length * made->kind;
    memcpy(made->text, str_data(s), done);
    while (done < total) {
        size_t more = done < total - done ? done : total - done;
        memcpy(made->text + done, made->text, more);
        done += more;
    }
    return VALUE(made);
}

/* ---- leaving ------------------------------------------------------------- */

char *str_to_utf8(Value v, size_t *size)
{
    Span s = str_span(v);
    size_t bytes = 0;
    for (size_t i = 0; i < s.length; i++) {
        bytes += utf8_size(span_at(s, i));
    }
    char *made = malloc(bytes + 1);
    if (!made) {
        return NULL;
    }
    char *to = made;
    for (size_t i = 0; i < s.length; i++) {
        to += utf8_put(to, span_at(s, i));
    }
    *to = '\0';
    *size = bytes;
    return made;
}

const char *str_to_buffer(Value v, char *buffer, size_t size)
{
    Span s = str_span(v);
    size_t used = 0;
    for (size_t i = 0; i < s.length; i++) {
        uint32_t c = span_at(s, i);
        if (used + utf8_size(c) >= size) {
            break;
        }
        used += utf8_put(buffer + used, c);
    }
    buffer[used] = '\0';
    return buffer;
}
