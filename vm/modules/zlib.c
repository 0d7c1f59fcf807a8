/* SPDX-License-Identifier: MIT */
/*
 * zlib: compression, on the library of that name.
 *
 * A compressor's or decompressor's whole state lies in its object: the library
 * is given memory from there and nothing else, so that a snapshot of the world
 * holds it. Objects never move, which the library's pointers into itself rely
 * on. CPython releases the GIL around large pieces; here one call is one
 * instruction.
 */
#include <string.h>
#include <zlib.h>

#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

typedef struct Zstream {
    Object head;
    Value unused; /* bytes behind the end of the compressed data */
    Value tail;   /* bytes left over because of max_length */
    Value zdict;  /* bytes, or 0 */
    uint32_t inflating;
    uint32_t eof;
    uint64_t ended; /* flushed to the end: no further use */
    uint64_t size;  /* of `memory` */
    uint64_t used;
    z_stream z;
    _Alignas(16) char memory[];
} Zstream;

#define MARGIN (24 * 1024) /* the library's own structures */

static void zstream_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    Zstream *s = object;
    visitor->visit(visitor, &s->unused);
    visitor->visit(visitor, &s->tail);
    visitor->visit(visitor, &s->zdict);
}

const TypeOps zstream_ops = {.visit = zstream_visit};

static Zstream *as_zstream(Value v)
{
    return AS(Zstream, v);
}

static void *take(void *opaque, unsigned items, unsigned size)
{
    Zstream *s = opaque;
    uint64_t bytes = ((uint64_t)items * size + 15) / 16 * 16;
    if (bytes > s->size - s->used) {
        return NULL;
    }
    s->used += bytes;
    return s->memory + s->used - bytes;
}

static void give_back(void *opaque, void *address)
{
    (void)opaque;
    (void)address;
}

static Status fail(World *w, const z_stream *z, int error, const char *while_)
{
    const char *why = z->msg                    ? z->msg
                      : error == Z_BUF_ERROR    ? "incomplete or truncated "
                                                  "stream"
                      : error == Z_STREAM_ERROR ? "inconsistent stream state"
                      : error == Z_DATA_ERROR   ? "invalid input data"
                                                : NULL;
    if (error == Z_VERSION_ERROR) {
        why = "library version mismatch";
    }
    return why ? raise_error(w, TYPE_ZLIB_ERROR, "Error %d %s: %s", error,
                             while_, why)
               : raise_error(w, TYPE_ZLIB_ERROR, "Error %d %s", error, while_);
}

static Status number(World *w, Value v, int missing, int *out)
{
    int64_t value = missing;
    *out = missing;
    if (v) {
        TRY(value_index(w, v, &value));
    }
    if (value != (int)value) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C int");
    }
    *out = (int)value;
    return OK;
}

/* ---- checksums ----------------------------------------------------------- */

static Status checksum(World *w, NativeFrame *f, bool crc)
{
    const char *data;
    size_t size;
    IntView view = {.count = 0};
    uLong sum = crc ? 0 : 1;
    TRY(bytes_view(w, f->args[0], &data, &size));
    if (f->args[1]) {
        if (!is_int(f->args[1])) {
            return raise_type(w, "an integer is required (got type %T)",
                              f->args[1]);
        }
        int_view(f->args[1], &view);
        uint32_t low = view.count ? (uint32_t)view.limbs[0] : 0;
        sum = view.negative ? 0 - low : low;
    }
    sum = crc ? crc32_z(sum, (const Bytef *)data, size)
              : adler32_z(sum, (const Bytef *)data, size);
    f->result = INT((uint32_t)sum);
    return OK;
}

Status zlib_crc32(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return checksum(w, f, true);
}

Status zlib_adler32(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return checksum(w, f, false);
}

/* ---- running the library ------------------------------------------------- */

#define PIECE 65536

/* Input is at most `unsigned` long at a time. */
static void feed(z_stream *z, const char **data, size_t *size)
{
    unsigned piece = *size > (1u << 30) ? 1u << 30 : (unsigned)*size;
    z->next_in = (Bytef *)*data;
    z->avail_in = piece;
    *data += piece;
    *size -= piece;
}

typedef struct Run {
    z_stream *z;
    const char *data;
    size_t size;
    int flush;             /* for the last piece */
    int64_t limit;         /* of the output, or -1 */
    const Zstream *stream; /* with its zdict; NULL */
    int error;             /* what the library said last */
    Value out;             /* bytearray */
} Run;

static int step(Run *r, bool inflating, int flush)
{
    int error = inflating ? inflate(r->z, flush) : deflate(r->z, flush);
    const Zstream *s = r->stream;
    if (error == Z_NEED_DICT && s && s->zdict) {
        const Bytes *zdict = AS(Bytes, s->zdict);
        error = inflateSetDictionary(r->z, (const Bytef *)zdict->data,
                                     (unsigned)zdict->length);
        if (error == Z_OK) {
            error = inflate(r->z, flush);
        }
    }
    return error;
}

/* Until the input is used up, the stream has ended or the limit is reached. */
static Status run(World *w, Run *r, bool inflating)
{
    char piece[PIECE];
    r->out = bytearray_blank(w, 0);
    NEED(r->out);
    ByteArray *out = AS(ByteArray, r->out);
    do {
        feed(r->z, &r->data, &r->size);
        int flush = r->size ? Z_NO_FLUSH : r->flush;
        do {
            size_t room = PIECE;
            if (r->limit >= 0 && out->length + room > (size_t)r->limit) {
                room = (size_t)r->limit - out->length;
            }
            if (!room) {
                return OK;
            }
            r->z->next_out = (Bytef *)piece;
            r->z->avail_out = (unsigned)room;
            r->error = step(r, inflating, flush);
            if (r->error != Z_OK && r->error != Z_STREAM_END &&
                r->error != Z_BUF_ERROR) {
                return OK; /* the caller words it */
            }
            TRY(bytearray_splice(w, out, out->length, out->length, piece,
                                 room - r->z->avail_out));
        } while (r->error != Z_STREAM_END && !r->z->avail_out);
    } while (r->error != Z_STREAM_END && (r->size || r->z->avail_in) &&
             r->error != Z_BUF_ERROR);
    return OK;
}

static Status finish(World *w, const Run *r, Value *out)
{
    const ByteArray *a = AS(ByteArray, r->out);
    *out = bytes_from(w, bytearray_data(a), a->length);
    return *out ? OK : RAISE;
}

/* ---- all at once --------------------------------------------------------- */

Status zlib_compress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int level;
    z_stream z = {.next_in = NULL};
    Run r = {.z = &z, .flush = Z_FINISH, .limit = -1};
    TRY(bytes_view(w, f->args[0], &r.data, &r.size));
    TRY(number(w, f->args[1], Z_DEFAULT_COMPRESSION, &level));
    int error = deflateInit(&z, level);
    if (error == Z_STREAM_ERROR) {
        return raise_error(w, TYPE_ZLIB_ERROR, "Bad compression level");
    }
    if (error != Z_OK) {
        return raise_memory(w);
    }
    Status status = run(w, &r, false);
    (void)deflateEnd(&z);
    TRY(status);
    return finish(w, &r, &f->result);
}

Status zlib_decompress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int wbits;
    int size;
    z_stream z = {.next_in = NULL};
    Run r = {.z = &z, .flush = Z_SYNC_FLUSH, .limit = -1};
    TRY(bytes_view(w, f->args[0], &r.data, &r.size));
    TRY(number(w, f->args[1], MAX_WBITS, &wbits));
    TRY(number(w, f->args[2], PIECE, &size));
    if (f->args[2] && size <= 0) {
        return raise_value(w, "bufsize must be greater than zero");
    }
    int error = inflateInit2(&z, wbits);
    if (error != Z_OK) {
        return error == Z_MEM_ERROR
                   ? raise_memory(w)
                   : fail(w, &z, error, "while preparing to decompress data");
    }
    Status status = run(w, &r, true);
    if (status == OK && r.error != Z_STREAM_END) {
        error = r.error == Z_OK ? Z_BUF_ERROR : r.error;
        status = fail(w, &z, error, "while decompressing data");
    }
    (void)inflateEnd(&z);
    TRY(status);
    return finish(w, &r, &f->result);
}

/* ---- objects ------------------------------------------------------------- */

static Zstream *zstream_new(World *w, TypeId type, uint64_t size)
{
    Zstream *s = heap_object(w, type, sizeof *s + size);
    Value empty = s ? bytes_from(w, "", 0) : NO_VALUE;
    if (!empty) {
        return NULL;
    }
    s->unused = s->tail = empty;
    s->inflating = type == TYPE_ZLIB_DECOMPRESS;
    s->size = size;
    s->used = 0;
    memset(s->memory, 0, size);
    s->z = (z_stream){.zalloc = take, .zfree = give_back, .opaque = s};
    return s;
}

static Status take_zdict(World *w, Value v, Value *out)
{
    const char *data;
    size_t size;
    *out = NO_VALUE;
    if (!v || v == NONE) {
        return OK;
    }
    if (!bytes_is_like(v)) {
        return raise_type(w, "zdict argument must support the buffer protocol");
    }
    TRY(bytes_view(w, v, &data, &size));
    *out = bytes_from(w, data, size);
    return *out ? OK : RAISE;
}

enum { LEVEL, METHOD, WBITS, MEM_LEVEL, STRATEGY, ZDICT, PARAMETERS };

static Status compressobj_numbers(World *w, NativeFrame *f, int *n)
{
    static const int missing[ZDICT] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                       MAX_WBITS, 8, Z_DEFAULT_STRATEGY};
    for (int i = 0; i < ZDICT; i++) {
        TRY(number(w, f->args[i], missing[i], &n[i]));
    }
    int window = n[WBITS] < 0 ? -n[WBITS] : n[WBITS] & 15;
    if (window < 8 || window > 15 || n[WBITS] > 31 || n[WBITS] < -15 ||
        n[MEM_LEVEL] < 1 || n[MEM_LEVEL] > 9) {
        return raise_value(w, "Invalid initialization option");
    }
    return OK;
}

Status zlib_compressobj(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int n[ZDICT];
    TRY(compressobj_numbers(w, f, n));
    int window = n[WBITS] < 0 ? -n[WBITS] : n[WBITS] & 15;
    Value zdict;
    TRY(take_zdict(w, f->args[ZDICT], &zdict));
    window = window < 9 ? 9 : window;
    uint64_t size = (1u << (window + 2)) + (1u << (n[MEM_LEVEL] + 9)) + MARGIN;
    Zstream *s = zstream_new(w, TYPE_ZLIB_COMPRESS, size);
    NEED(s);
    int error = deflateInit2(&s->z, n[LEVEL], n[METHOD], n[WBITS], n[MEM_LEVEL],
                             n[STRATEGY]);
    if (error != Z_OK) {
        return error == Z_MEM_ERROR
                   ? raise_memory(w)
                   : raise_value(w, "Invalid initialization option");
    }
    if (zdict &&
        deflateSetDictionary(&s->z, (const Bytef *)AS(Bytes, zdict)->data,
                             (unsigned)AS(Bytes, zdict)->length) != Z_OK) {
        return raise_value(w, "Invalid dictionary");
    }
    f->result = VALUE(s);
    return OK;
}

Status zlib_decompressobj(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int wbits;
    Value zdict;
    TRY(number(w, f->args[0], MAX_WBITS, &wbits));
    TRY(take_zdict(w, f->args[1], &zdict));
    Zstream *s =
        zstream_new(w, TYPE_ZLIB_DECOMPRESS, (1u << MAX_WBITS) + MARGIN);
    NEED(s);
    s->zdict = zdict;
    int error = inflateInit2(&s->z, wbits);
    if (error != Z_OK) {
        return error == Z_MEM_ERROR
                   ? raise_memory(w)
                   : raise_value(w, "Invalid initialization option");
    }
    if (zdict && wbits < 0) {
        (void)inflateSetDictionary(&s->z, (const Bytef *)AS(Bytes, zdict)->data,
                                   (unsigned)AS(Bytes, zdict)->length);
    }
    f->result = VALUE(s);
    return OK;
}

static void touch(World *w, Zstream *s)
{
    world_touch(w, s, sizeof *s + s->size);
}

Status zstream_compress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Zstream *s = as_zstream(f->self);
    Run r = {.z = &s->z, .flush = Z_NO_FLUSH, .limit = -1};
    TRY(bytes_view(w, f->args[0], &r.data, &r.size));
    touch(w, s);
    r.error = Z_STREAM_ERROR;
    if (!s->ended) {
        TRY(run(w, &r, false));
    }
    if (r.error == Z_STREAM_ERROR) {
        return fail(w, &s->z, r.error, "while compressing data");
    }
    return finish(w, &r, &f->result);
}

Status zstream_finish(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Zstream *s = as_zstream(f->self);
    int mode;
    TRY(number(w, f->args[0], Z_FINISH, &mode));
    Run r = {.z = &s->z, .data = "", .flush = mode, .limit = -1};
    if (mode == Z_NO_FLUSH) {
        f->result = bytes_from(w, "", 0);
        return f->result ? OK : RAISE;
    }
    touch(w, s);
    r.error = Z_STREAM_ERROR;
    if (!s->ended) {
        TRY(run(w, &r, false));
    }
    if (r.error == Z_STREAM_ERROR) {
        return fail(w, &s->z, r.error, "while flushing");
    }
    s->ended = r.error == Z_STREAM_END;
    return finish(w, &r, &f->result);
}

/* What was not used: behind the end, or because of max_length. */
static Status keep_rest(World *w, Zstream *s, const Run *r)
{
    const char *rest = (const char *)s->z.next_in;
    size_t size = s->z.avail_in + r->size;
    Value left = bytes_from(w, rest ? rest : "", rest ? size : 0);
    NEED(left);
    if (r->error == Z_STREAM_END) {
        Value joined;
        s->eof = 1;
        TRY(value_binary(w, SLOT_ADD, s->unused, left, &joined));
        s->unused = joined;
        left = bytes_from(w, "", 0);
        NEED(left);
    }
    s->tail = left;
    s->z.next_in = NULL;
    s->z.avail_in = 0;
    return OK;
}

static Status inflate_piece(World *w, Zstream *s, Run *r, Value *out)
{
    touch(w, s);
    r->z = &s->z;
    r->stream = s;
    if (s->eof) { /* all of it is behind the end */
        s->z.next_in = (Bytef *)r->data;
        s->z.avail_in = 0;
        r->error = Z_STREAM_END;
        r->out = bytearray_blank(w, 0);
        NEED(r->out);
    } else {
        TRY(run(w, r, true));
    }
    if (r->error != Z_OK && r->error != Z_STREAM_END &&
        r->error != Z_BUF_ERROR) {
        return fail(w, &s->z, r->error, "while decompressing data");
    }
    TRY(keep_rest(w, s, r));
    return finish(w, r, out);
}

Status zstream_decompress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t limit = 0;
    Run r = {.flush = Z_SYNC_FLUSH, .error = Z_OK};
    TRY(bytes_view(w, f->args[0], &r.data, &r.size));
    if (f->args[1]) {
        TRY(value_index(w, f->args[1], &limit));
    }
    if (limit < 0) {
        return raise_value(w, "max_length must be non-negative");
    }
    r.limit = limit ? limit : -1;
    return inflate_piece(w, as_zstream(f->self), &r, &f->result);
}

Status zstream_flush(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length = 1;
    Zstream *s = as_zstream(f->self);
    Run r = {.flush = Z_SYNC_FLUSH, .limit = -1, .error = Z_OK};
    if (f->args[0]) {
        TRY(value_index(w, f->args[0], &length));
    }
    if (length <= 0) {
        return raise_value(w, "length must be greater than zero");
    }
    TRY(bytes_view(w, s->tail, &r.data, &r.size));
    TRY(inflate_piece(w, s, &r, &f->result));
    s->ended = s->eof;
    return OK;
}

Status zstream_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Zstream *from = as_zstream(f->self);
    if (from->ended) {
        return raise_value(w, "Inconsistent stream state");
    }
    Zstream *s = zstream_new(
        w, from->inflating ? TYPE_ZLIB_DECOMPRESS : TYPE_ZLIB_COMPRESS,
        from->size);
    NEED(s);
    from->z.opaque = s; /* the copy's memory is taken through the original */
    int error = from->inflating ? inflateCopy(&s->z, &from->z)
                                : deflateCopy(&s->z, &from->z);
    from->z.opaque = from;
    if (error != Z_OK) {
        return error == Z_STREAM_ERROR
                   ? raise_value(w, "Inconsistent stream state")
                   : raise_memory(w);
    }
    s->unused = from->unused;
    s->tail = from->tail;
    s->zdict = from->zdict;
    s->eof = from->eof;
    f->result = VALUE(s);
    return OK;
}

Status zstream_unused(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = as_zstream(f->self)->unused;
    return OK;
}

Status zstream_tail(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = as_zstream(f->self)->tail;
    return OK;
}

Status zstream_eof(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = as_zstream(f->self)->eof ? TRUE_VALUE : FALSE_VALUE;
    return OK;
}

/* ---- the module ---------------------------------------------------------- */

Status zlib_module(World *w, Value dict)
{
    static const struct {
        const char *name;
        int value;
    } numbers[] = {
        {"MAX_WBITS", MAX_WBITS},
        {"DEFLATED", Z_DEFLATED},
        {"DEF_MEM_LEVEL", 8},
        {"DEF_BUF_SIZE", 16384},
        {"Z_NO_COMPRESSION", Z_NO_COMPRESSION},
        {"Z_BEST_SPEED", Z_BEST_SPEED},
        {"Z_BEST_COMPRESSION", Z_BEST_COMPRESSION},
        {"Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION},
        {"Z_FILTERED", Z_FILTERED},
        {"Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY},
        {"Z_RLE", Z_RLE},
        {"Z_FIXED", Z_FIXED},
        {"Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY},
        {"Z_NO_FLUSH", Z_NO_FLUSH},
        {"Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH},
        {"Z_SYNC_FLUSH", Z_SYNC_FLUSH},
        {"Z_FULL_FLUSH", Z_FULL_FLUSH},
        {"Z_FINISH", Z_FINISH},
        {"Z_BLOCK", Z_BLOCK},
        {"Z_TREES", Z_TREES},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        TRY(native_module_add(w, dict, numbers[i].name, INT(numbers[i].value)));
    }
    Value version = str_from_ascii(w, ZLIB_VERSION);
    NEED(version);
    TRY(native_module_add(w, dict, "ZLIB_VERSION", version));
    TRY(native_module_add(w, dict, "ZLIB_RUNTIME_VERSION", version));
    return native_module_add(w, dict, "error",
                             VALUE(&w->klass[TYPE_ZLIB_ERROR]));
}
