/* SPDX-License-Identifier: MIT */
/*
 * _re: check, match and scan; see re.h.
 *
 * The cache is direct-mapped: an entry is found, or what was there before is
 * thrown away. It lives as long as the world and takes no part in its state.
 */
#include "vm/modules/re.h"

#include <stdlib.h>
#include <string.h>

#include "vm/natives.h"
#include "vm/outside.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

enum { CACHE_SIZE = 256 };

typedef struct Entry {
    uint64_t hash;
    char *key; /* the code, in units of `kind` */
    size_t size;
    uint32_t kind;
    uint32_t options;
    void *program;
} Entry;

struct RegexCache {
    Entry entries[CACHE_SIZE];
};

/* One search: a program, its engine, and the text in its units. */
typedef struct Search {
    const RegexEngine *engine;
    void *program;
    Span text;
    void *wide; /* malloc'ed copy of the text, or NULL */
    size_t from;
    size_t to;
} Search;

static const RegexEngine *engine_for(uint32_t kind)
{
    return kind == 1   ? &regex_engine_8
           : kind == 2 ? &regex_engine_16
                       : &regex_engine_32;
}

static void entry_clear(Entry *e)
{
    if (e->program) {
        engine_for(e->kind)->release(e->program);
    }
    free(e->key);
    *e = (Entry){0};
}

void regex_cache_free(RegexCache *cache)
{
    for (size_t i = 0; cache && i < CACHE_SIZE; i++) {
        entry_clear(&cache->entries[i]);
    }
    free(cache);
}

/* ---- programs ------------------------------------------------------------ */

static Entry *entry_find(World *w, Value code, uint32_t options, uint32_t kind)
{
    Outside *o = w->outside;
    if (!o->regex_cache) {
        o->regex_cache = calloc(1, sizeof(RegexCache));
        if (!o->regex_cache) {
            return NULL;
        }
    }
    uint64_t hash = str_hash(w, code) ^ (uint64_t)options << 8 ^ kind;
    Entry *e = &o->regex_cache->entries[(hash ^ hash >> 32) % CACHE_SIZE];
    Span text = str_span(code);
    if (e->program && e->hash == hash && e->kind == kind &&
        e->options == options &&
        span_equal((Span){e->key, e->size / kind, kind}, text)) {
        return e;
    }
    entry_clear(e);
    e->hash = hash;
    e->kind = kind;
    e->options = options;
    e->size = text.length * kind;
    e->key = malloc(e->size + kind);
    if (!e->key) {
        return NULL;
    }
    span_copy(e->key, kind, text);
    return e;
}

/* The program for text of `kind`, compiled now or before. */
static Status program_get(World *w, Value code, uint32_t options, uint32_t kind,
                          void **program)
{
    char message[200] = "";
    Entry *e = entry_find(w, code, options, kind);
    if (e && !e->program) {
        e->program = engine_for(kind)->compile(e->key, e->size / kind, options,
                                               message, sizeof message);
    }
    if (e && e->program) {
        *program = e->program;
        return OK;
    }
    if (message[0]) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "regular expression not supported: %s", message);
    }
    return raise_memory(w);
}

static Status check_code(World *w, NativeFrame *f, uint32_t *options)
{
    int64_t number;
    if (!is_str(f->args[0]) || !is_int(f->args[1]) ||
        !int_to_int64(f->args[1], &number)) {
        return raise_type(w, "a pattern's code and options are needed");
    }
    *options = (uint32_t)number;
    return OK;
}

Status re_check(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint32_t options;
    void *program;
    TRY(check_code(w, f, &options));
    TRY(program_get(w, f->args[0], options, str_span(f->args[0]).kind,
                    &program));
    f->result = NONE;
    return OK;
}

/* ---- texts --------------------------------------------------------------- */

static Status text_span(World *w, Value text, uint32_t options, Span *out)
{
    if (is_str(text)) {
        if (options & REGEX_BYTES) {
            return raise_type(w, "cannot use a bytes pattern on a string-like "
                                 "object");
        }
        *out = str_span(text);
        return OK;
    }
    if (!bytes_is_like(text)) {
        return raise_type(w, "expected string or bytes-like object");
    }
    if (!(options & REGEX_BYTES)) {
        return raise_type(w, "cannot use a string pattern on a bytes-like "
                             "object");
    }
    const char *data;
    size_t length;
    TRY(bytes_view(w, text, &data, &length));
    *out = span_bytes(data ? data : "", length);
    return OK;
}

/* pos or endpos, brought between 0 and `length`. */
static Status place(World *w, Value v, size_t length, size_t *out)
{
    int64_t number;
    if (!is_int(v)) {
        return raise_type(w, "'%T' object cannot be interpreted as an integer",
                          v);
    }
    if (!int_to_int64(v, &number)) {
        number = int_sign(v) < 0 ? 0 : INT64_MAX;
    }
    *out = number < 0 ? 0 : (uint64_t)number > length ? length : (size_t)number;
    return OK;
}

/* The text in the code's units when those are wider. */
static Status widen(World *w, Search *s, uint32_t kind)
{
    if (kind <= s->text.kind) {
        return OK;
    }
    s->wide = malloc((s->to + 1) * kind);
    if (!s->wide) {
        return raise_memory(w);
    }
    span_copy(s->wide, kind, span_cut(s->text, 0, s->to));
    s->text = (Span){s->wide, s->to, kind};
    return OK;
}

/* From the arguments (code, options, text, pos, endpos, ...). */
static Status search_begin(World *w, NativeFrame *f, Search *s)
{
    uint32_t options;
    *s = (Search){0};
    TRY(check_code(w, f, &options));
    TRY(text_span(w, f->args[2], options, &s->text));
    TRY(place(w, f->args[4], s->text.length, &s->to));
    TRY(place(w, f->args[3], s->text.length, &s->from));
    if (s->from > s->to) {
        s->from = s->to;
    }
    TRY(widen(w, s, str_span(f->args[0]).kind));
    s->engine = engine_for(s->text.kind);
    Status status =
        program_get(w, f->args[0], options, s->text.kind, &s->program);
    if (status != OK) {
        free(s->wide);
    }
    return status;
}

/* ---- matches ------------------------------------------------------------- */

/* (start, end, start of group 1, ...), -1 where a group took no part. */
static Value spans_tuple(World *w, const Search *s, int found)
{
    size_t pairs;
    const size_t *spans = s->engine->spans(s->program, &pairs);
    Tuple *out = tuple_new(w, pairs * 2);
    if (!out) {
        return NO_VALUE;
    }
    for (size_t i = 0; i < pairs * 2; i++) {
        bool set = i / 2 < (size_t)found && spans[i] != SIZE_MAX;
        out->items[i] = set ? INT((int64_t)spans[i]) : INT(-1);
    }
    return VALUE(out);
}

/* The next match as a tuple, or None. */
static Status search_next(World *w, Search *s, unsigned how, Value *out)
{
    int found = s->engine->match(s->program, s->text.data, s->to, s->from, how);
    if (found == REGEX_TOO_LONG) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "regular expression gave up: this text makes it "
                           "backtrack too much");
    }
    if (found < 0) {
        return raise_error(w, TYPE_RUNTIME_ERROR,
                           "internal error in regular expression engine");
    }
    *out = found ? spans_tuple(w, s, found) : NONE;
    return *out ? OK : RAISE;
}

Status re_match(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Search s;
    if (!IS_INT(f->args[5])) {
        return raise_type(w, "an integer is required");
    }
    TRY(search_begin(w, f, &s));
    Status status =
        search_next(w, &s, (unsigned)INT_OF(f->args[5]), &f->result);
    free(s.wide);
    return status;
}

/* Every match, or the first `most` when that is not 0. */
static Status scan_all(World *w, Search *s, uint64_t most, Value list)
{
    unsigned how = 0;
    for (uint64_t done = 0; !most || done < most; done++) {
        Value spans;
        TRY(search_next(w, s, how, &spans));
        if (spans == NONE) {
            break;
        }
        TRY(list_append(w, list, spans));
        int64_t start = INT_OF(tuple_at(spans, 0));
        int64_t end = INT_OF(tuple_at(spans, 1));
        how = start == end ? REGEX_NOT_EMPTY : 0;
        s->from = (size_t)end;
    }
    return OK;
}

Status re_scan(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Search s;
    Value list = list_new(w, 0);
    NEED(list);
    if (!IS_INT(f->args[5])) {
        return raise_type(w, "an integer is required");
    }
    TRY(search_begin(w, f, &s));
    Status status = scan_all(w, &s, (uint64_t)INT_OF(f->args[5]), list);
    free(s.wide);
    f->result = list;
    return status;
}
