/* SPDX-License-Identifier: MIT */
/*
 * str() and repr() of exceptions, and their TypeOps.
 *
 * Leaves: an argument whose class has a Python __str__ or __repr__ makes them
 * answer TWIN. CPython gives KeyError, ImportError, OSError, SyntaxError and
 * the UnicodeErrors a __str__ of their own.
 */
#include "vm/types/bytes.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static Status str_plain_args(World *w, const Exception *e, Writer *out)
{
    size_t n = tuple_length(e->args);
    return n == 0   ? OK
           : n == 1 ? value_str(w, tuple_at(e->args, 0), out)
                    : value_repr(w, e->args, out);
}

static Status str_key(World *w, const Exception *e, Writer *out)
{
    if (tuple_length(e->args) == 1) {
        return value_repr(w, tuple_at(e->args, 0), out);
    }
    return str_plain_args(w, e, out);
}

static Status str_import(World *w, const Exception *e, Writer *out)
{
    if (e->field[0] && is_exactly(e->field[0], TYPE_STR)) {
        writer_str(out, e->field[0]);
        return OK;
    }
    return str_plain_args(w, e, out);
}

static Status str_os(World *w, const Exception *e, Writer *out)
{
    if (!e->field[0] || !e->field[1]) {
        return str_plain_args(w, e, out);
    }
    writer_ascii(out, "[Errno ");
    TRY(value_str(w, e->field[0], out));
    writer_ascii(out, "] ");
    TRY(value_str(w, e->field[1], out));
    if (!e->field[2] || e->field[2] == NONE) {
        return OK;
    }
    writer_ascii(out, ": ");
    TRY(value_repr(w, e->field[2], out));
    if (e->field[3] && e->field[3] != NONE) {
        writer_ascii(out, " -> ");
        TRY(value_repr(w, e->field[3], out));
    }
    return OK;
}

/* "a/b.py" -> "b.py" */
static void write_base_name(Writer *out, Value path)
{
    size_t from = 0;
    size_t n = as_str(path)->length;
    for (size_t i = 0; i < n; i++) {
        from = str_at(as_str(path), i) == '/' ? i + 1 : from;
    }
    writer_slice(out, path, from, n);
}

static Status str_syntax(World *w, const Exception *e, Writer *out)
{
    TRY(value_str(w, e->field[0] ? e->field[0] : NONE, out));
    bool file = e->field[1] && is_str(e->field[1]);
    bool line = e->field[2] && is_int(e->field[2]) && !IS_BOOL(e->field[2]);
    if (!file && !line) {
        return OK;
    }
    writer_ascii(out, " (");
    if (file) {
        write_base_name(out, e->field[1]);
    }
    if (line) {
        writer_ascii(out, file ? ", line " : "line ");
        int_write(out, e->field[2], 10);
    }
    writer_char(out, ')');
    return OK;
}

static int64_t unicode_length(const Exception *e)
{
    return has_layout(e->field[1], TYPE_BYTES)
               ? (int64_t)AS(Bytes, e->field[1])->length
           : is_str(e->field[1]) ? (int64_t)as_str(e->field[1])->length
                                 : 0;
}

static void write_culprit(Writer *out, const Exception *e, int64_t at)
{
    if (has_layout(e->field[1], TYPE_BYTES)) {
        writer_format(out, "byte 0x%02x",
                      (unsigned)(uint8_t)AS(Bytes, e->field[1])->data[at]);
        return;
    }
    uint32_t c = str_at(as_str(e->field[1]), (size_t)at);
    writer_ascii(out, "character '");
    writer_format(out,
                  c <= 0xff     ? "\\x%02x'"
                  : c <= 0xffff ? "\\u%04x'"
                                : "\\U%08x'",
                  (unsigned)c);
}

static Status str_unicode(World *w, const Exception *e, Writer *out)
{
    if (!e->field[1]) {
        return OK; /* __init__ has not run */
    }
    bool translate = !e->field[0];
    bool bytes = !is_str(e->field[1]);
    int64_t start = 0;
    int64_t end = 0;
    int64_t length = unicode_length(e);
    (void)int_to_int64(e->field[2], &start);
    (void)int_to_int64(e->field[3], &end);
    if (!translate) {
        writer_ascii(out, "'");
        TRY(value_str(w, e->field[0], out));
        writer_ascii(out, "' codec ");
    }
    const char *verb = translate ? "translate" : bytes ? "decode" : "encode";
    writer_format(out, "can't %s ", verb);
    if (start < length && end == start + 1 && start >= 0) {
        write_culprit(out, e, start);
        writer_format(out, " in position %lld: ", (long long)start);
    } else {
        writer_format(
            out, "%s in position %lld-%lld: ", bytes ? "bytes" : "characters",
            (long long)start, (long long)end - 1);
    }
    return value_str(w, e->field[4], out);
}

Status exception_str(World *w, Value exception, Writer *out)
{
    const Exception *e = AS(Exception, exception);
    switch (exception_kind(w, klass_of(w, exception))) {
    case TYPE_KEY_ERROR:
        return str_key(w, e, out);
    case TYPE_IMPORT_ERROR:
        return str_import(w, e, out);
    case TYPE_OS_ERROR:
        return str_os(w, e, out);
    case TYPE_SYNTAX_ERROR:
        return str_syntax(w, e, out);
    case TYPE_UNICODE_DECODE_ERROR:
    case TYPE_UNICODE_ENCODE_ERROR:
    case TYPE_UNICODE_TRANSLATE_ERROR:
        return str_unicode(w, e, out);
    default:
        return str_plain_args(w, e, out);
    }
}

static Status exception_repr(World *w, Value exception, Writer *out)
{
    const Exception *e = AS(Exception, exception);
    writer_str(out, klass_of(w, exception)->name);
    if (tuple_length(e->args) != 1) {
        return value_repr(w, e->args, out);
    }
    writer_char(out, '(');
    TRY(value_repr(w, tuple_at(e->args, 0), out));
    writer_char(out, ')');
    return OK;
}

static void exception_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Exception *e = object;
    visitor->visit(visitor, &e->args);
    visitor->visit(visitor, &e->traceback);
    visitor->visit(visitor, &e->cause);
    visitor->visit(visitor, &e->context);
    for (size_t i = 0; i < sizeof e->field / sizeof *e->field; i++) {
        visitor->visit(visitor, &e->field[i]);
    }
}

const TypeOps exception_ops = {
    .repr = exception_repr,
    .str = exception_str,
    .visit = exception_visit,
};
