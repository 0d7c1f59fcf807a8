/* SPDX-License-Identifier: MIT */
/*
 * Leaves of tracebacks: the stack of entries, source lines, an exception's own
 * line.
 *
 * Like CPython's: at most the last 1000 entries (sys.tracebacklimit), an entry
 * repeated more than three times is counted instead, a source line is shown
 * without its indentation. Files are read through the host.
 */
#include "vm/traceback.h"

#include <stdlib.h>
#include <string.h>

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/slot_call.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/type.h"

#define REPEATS_SHOWN 3
#define LIMIT         1000
#define CHAIN_MAX     100

/* ---- source lines -------------------------------------------------------- */

/* The file read last, for the length of one traceback. */
typedef struct Source {
    Value filename;
    char *text; /* malloc'ed, or NULL: it has none */
    size_t size;
} Source;

static void source_open(World *w, Source *source, Value filename)
{
    if (source->filename && str_equal(source->filename, filename)) {
        return;
    }
    free(source->text);
    *source = (Source){.filename = filename};
    bool file = as_str(filename)->length && str_at(as_str(filename), 0) != '<';
    if (!file || !w->host || !w->host->read_file) {
        return;
    }
    size_t size;
    int error;
    char *path = str_to_utf8(filename, &size);
    if (path && strlen(path) == size) {
        source->text = w->host->read_file(w, path, &source->size, &error);
    }
    free(path);
}

/* The line without its end; NULL when it is not to be had. */
static const char *source_line(const Source *source, int64_t line, size_t *size)
{
    const char *text = source->text;
    if (!text) {
        return NULL;
    }
    const char *end = text + source->size;
    while (text && line > 1) {
        text = memchr(text, '\n', (size_t)(end - text));
        text = text ? text + 1 : NULL;
        line--;
    }
    if (!text || text >= end || line < 1) {
        return NULL;
    }
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    stop = stop ? stop : end;
    if (stop > text && stop[-1] == '\r') {
        stop--;
    }
    *size = (size_t)(stop - text);
    return text;
}

Value traceback_source_line(World *w, Value filename, int64_t line)
{
    Source source = {.filename = NO_VALUE};
    source_open(w, &source, filename);
    size_t size;
    const char *text = source_line(&source, line, &size);
    Value made = text ? str_from_utf8(w, text, size) : NO_VALUE;
    if (text && !made) {
        raised_clear(w);
    }
    free(source.text);
    return made;
}

static void write_source(World *w, Source *source, Value filename, int64_t line,
                         Writer *out)
{
    size_t size;
    source_open(w, source, filename);
    const char *text = source_line(source, line, &size);
    if (!text) {
        return;
    }
    while (size && (*text == ' ' || *text == '\t' || *text == '\f')) {
        text++;
        size--;
    }
    writer_ascii(out, "    ");
    writer_utf8(out, text, size);
    writer_char(out, '\n');
}

/* ---- entries ------------------------------------------------------------- */

static void write_entry(World *w, const Traceback *tb, Source *source,
                        Writer *out)
{
    const CodeObject *code = AS(Frame, tb->frame)->code;
    writer_ascii(out, "  File \"");
    writer_str(out, code->filename);
    writer_format(out, "\", line %u, in ", tb->line);
    writer_str(out, code->name);
    writer_char(out, '\n');
    write_source(w, source, code->filename, tb->line, out);
}

static void write_repeats(Writer *out, int64_t count)
{
    int64_t more = count - REPEATS_SHOWN;
    if (more > 0) {
        writer_format(out, "  [Previous line repeated %lld more time%s]\n",
                      (long long)more, more > 1 ? "s" : "");
    }
}

static int64_t limit_of(World *w)
{
    int64_t limit = LIMIT;
    Value name = str_intern_ascii(w, "tracebacklimit");
    Value v =
        name && w->sys_dict ? dict_get_str(w, w->sys_dict, name) : NO_VALUE;
    if (v && is_int(v) && !int_to_int64(v, &limit)) {
        limit = LIMIT;
    }
    return limit;
}

static int64_t depth_of(Value traceback)
{
    int64_t depth = 0;
    for (Value at = traceback; has_layout(at, TYPE_TRACEBACK);
         at = AS(Traceback, at)->next) {
        depth++;
    }
    return depth;
}

static bool same_place(const Traceback *a, const Traceback *b)
{
    const CodeObject *x = AS(Frame, a->frame)->code;
    const CodeObject *y = AS(Frame, b->frame)->code;
    return a->line == b->line &&
           (x == y || (x->filename == y->filename && x->name == y->name));
}

Status traceback_write_stack(World *w, Value traceback, Writer *out)
{
    int64_t limit = limit_of(w);
    if (!has_layout(traceback, TYPE_TRACEBACK) || limit <= 0) {
        return OK;
    }
    writer_ascii(out, "Traceback (most recent call last):\n");
    int64_t skip = depth_of(traceback) - limit;
    const Traceback *last = NULL;
    int64_t count = 0;
    Source source = {.filename = NO_VALUE};
    for (Value at = traceback; has_layout(at, TYPE_TRACEBACK);
         at = AS(Traceback, at)->next) {
        const Traceback *tb = AS(Traceback, at);
        if (skip-- > 0) {
            continue;
        }
        if (!last || !same_place(last, tb)) {
            write_repeats(out, count);
            count = 0;
        }
        last = tb;
        if (++count <= REPEATS_SHOWN) {
            write_entry(w, tb, &source, out);
        }
    }
    write_repeats(out, count);
    free(source.text);
    return OK;
}

/* ---- without Python ------------------------------------------------------ */

static void write_exception_line(World *w, Value exception, Writer *out)
{
    Klass *k = klass_of(w, exception);
    Value module = klass_module(w, k);
    if (module && is_str(module) && !str_is(module, "builtins")) {
        writer_str(out, module);
        writer_char(out, '.');
    }
    writer_str(out, k->name);
    Writer text;
    writer_start(&text);
    Status status = value_str(w, exception, &text);
    Value str = writer_finish(w, &text);
    if (status != OK || !str) {
        raised_clear(w);
        writer_ascii(out, ": <exception str() failed>\n");
        return;
    }
    if (as_str(str)->length) {
        writer_ascii(out, ": ");
        writer_str(out, str);
    }
    writer_char(out, '\n');
}

Status traceback_write(World *w, Value exception, Writer *out)
{
    Value chain[CHAIN_MAX];
    bool caused[CHAIN_MAX];
    int n = 0;
    for (Value at = exception; at && at != NONE && n < CHAIN_MAX;) {
        const Exception *e = AS(Exception, at);
        caused[n] = e->cause != NO_VALUE;
        chain[n++] = at;
        at = e->cause ? e->cause : e->suppress_context ? 0 : e->context;
        for (int i = 0; i < n; i++) {
            at = chain[i] == at ? NO_VALUE : at;
        }
    }
    for (int i = n; i-- > 0;) {
        TRY(traceback_write_stack(w, AS(Exception, chain[i])->traceback, out));
        write_exception_line(w, chain[i], out);
        if (i > 0) {
            writer_ascii(out, caused[i - 1]
                                  ? "\nThe above exception was the direct "
                                    "cause of the following exception:\n\n"
                                  : "\nDuring handling of the above exception, "
                                    "another exception occurred:\n\n");
        }
    }
    return OK;
}

/* ---- natives ------------------------------------------------------------- */

Status traceback_stack(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Writer out;
    writer_start(&out);
    Status status = traceback_write_stack(w, f->args[0], &out);
    f->result = writer_finish(w, &out);
    return status == OK && f->result ? OK : RAISE;
}

Status traceback_line(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t line;
    if (!is_str(f->args[0])) {
        return raise_type(w, "file name must be str, not %T", f->args[0]);
    }
    TRY(value_index(w, f->args[1], &line));
    f->result = traceback_source_line(w, f->args[0], line);
    f->result = f->result ? f->result : NONE;
    return OK;
}

/* The text for an uncaught exception. */
Status traceback_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    return call_prelude(w, f, "traceback_text", 3, f->args[0], f->args[1],
                        f->args[2]);
}
