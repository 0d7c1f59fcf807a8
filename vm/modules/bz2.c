/* SPDX-License-Identifier: MIT */
/*
 * bz2: compression, on libbz2.
 *
 * Each call starts anew on all the input there is and leaves nothing behind:
 * the library's state (up to 8 MB) would otherwise have to lie in the world.
 * The classes that take input piece by piece are in vm/prelude/modules/_bz2.py.
 */
#include <bzlib.h>

#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

#define PIECE 65536

typedef struct Input {
    const char *data;
    size_t size;
} Input;

static void feed(bz_stream *z, Input *input)
{
    unsigned piece =
        input->size > (1u << 30) ? 1u << 30 : (unsigned)input->size;
    if (z->avail_in == 0 && piece) {
        z->next_in = (char *)input->data;
        z->avail_in = piece;
        input->data += piece;
        input->size -= piece;
    }
}

static Status compress_all(World *w, bz_stream *z, Input *input, ByteArray *out)
{
    char piece[PIECE];
    int error = BZ_RUN_OK;
    while (error != BZ_STREAM_END) {
        feed(z, input);
        z->next_out = piece;
        z->avail_out = PIECE;
        error = BZ2_bzCompress(z, input->size ? BZ_RUN : BZ_FINISH);
        if (error < 0) {
            return raise_error(w, TYPE_OS_ERROR, "Invalid data stream");
        }
        TRY(bytearray_splice(w, out, out->length, out->length, piece,
                             PIECE - z->avail_out));
    }
    return OK;
}

Status bz2_compress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bz_stream z = {.next_in = NULL};
    Input input;
    int64_t level;
    TRY(bytes_view(w, f->args[0], &input.data, &input.size));
    TRY(value_index(w, f->args[1], &level));
    Value made = bytearray_blank(w, 0);
    NEED(made);
    if (BZ2_bzCompressInit(&z, (int)level, 0, 0) != BZ_OK) {
        return raise_memory(w);
    }
    ByteArray *out = AS(ByteArray, made);
    Status status = compress_all(w, &z, &input, out);
    (void)BZ2_bzCompressEnd(&z);
    TRY(status);
    f->result = bytes_from(w, bytearray_data(out), out->length);
    return f->result ? OK : RAISE;
}

/* `error`: BZ_OK when the input ended before the stream did. */
static Status decompress_all(World *w, bz_stream *z, Input *input,
                             ByteArray *out, int *error)
{
    char piece[PIECE];
    do {
        feed(z, input);
        z->next_out = piece;
        z->avail_out = PIECE;
        *error = BZ2_bzDecompress(z);
        TRY(bytearray_splice(w, out, out->length, out->length, piece,
                             PIECE - z->avail_out));
    } while (*error == BZ_OK && (!z->avail_out || z->avail_in || input->size));
    return OK;
}

/* decompress(data): (bytes, how much of data was used, libbz2's answer). */
Status bz2_decompress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bz_stream z = {.next_in = NULL};
    Input input;
    int error;
    TRY(bytes_view(w, f->args[0], &input.data, &input.size));
    size_t size = input.size;
    Value made = bytearray_blank(w, 0);
    NEED(made);
    if (BZ2_bzDecompressInit(&z, 0, 0) != BZ_OK) {
        return raise_memory(w);
    }
    ByteArray *out = AS(ByteArray, made);
    Status status = decompress_all(w, &z, &input, out, &error);
    size_t left = input.size + z.avail_in;
    (void)BZ2_bzDecompressEnd(&z);
    TRY(status);
    Value data = bytes_from(w, bytearray_data(out), out->length);
    NEED(data);
    f->result = tuple_of(w, 3, data, INT((int64_t)(size - left)), INT(error));
    return f->result ? OK : RAISE;
}
