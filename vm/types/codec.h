/* SPDX-License-Identifier: MIT */
/*
 * Codecs: bytes to code points and back, with CPython's error handlers.
 *
 * A codec is a row of codec.def: how to put one code point, how to decode a
 * run of bytes. What to do about an error is one function for each direction,
 * shared by all codecs (codec_error.c).
 */
#ifndef GILSCOPE_VM_TYPES_CODEC_H
#define GILSCOPE_VM_TYPES_CODEC_H

#include "bytecode/buffer.h"
#include "vm/types/bytes.h"
#include "vm/types/str.h"

typedef struct Codec Codec;

typedef struct Encoder {
    World *w;
    const Codec *codec;
    const char *errors; /* handler name, or NULL for strict */
    Value str;
    Span text;
    Buffer out;
} Encoder;

typedef struct Decoder {
    World *w;
    const Codec *codec;
    const char *errors;
    const char *name; /* in messages: the codec's, or its byte order's */
    const uint8_t *data;
    size_t length;
    size_t at;
    Writer out;
} Decoder;

struct Codec {
    const char *names;  /* all spellings, normalised, a space around each */
    const char *name;   /* in messages */
    const char *reason; /* why a code point cannot be encoded */
    uint32_t variant;   /* unit size, byte order, or table: the codec's own */
    /* Bytes of one code point to `to` (room for 16), 0: cannot. */
    size_t (*put)(const Codec *codec, uint32_t c, char *to);
    /* All of d->data from d->at on. */
    Status (*decode)(Decoder *d);
    const char *mark; /* written in front of all: a byte order mark */
    uint8_t mark_size;
};

/* NULL: there is none of this name. */
const Codec *codec_find(const char *name);
/* Can both be had without asking the module _codecs? NULL is the default. */
bool codec_is_native(const char *encoding, const char *errors);
/* d->data[from:to] is wrong: raise, or write a replacement; d->at = to. */
MUST_CHECK Status codec_decode_error(Decoder *d, size_t from, size_t to,
                                     const char *reason);
/* e->text[from:to] cannot be encoded. */
MUST_CHECK Status codec_encode_error(Encoder *e, size_t from, size_t to);

/* ---- the codecs' own functions ------------------------------------------- */
size_t codec_put_utf8(const Codec *codec, uint32_t c, char *to);
size_t codec_put_utf16(const Codec *codec, uint32_t c, char *to);
size_t codec_put_utf32(const Codec *codec, uint32_t c, char *to);
size_t codec_put_byte(const Codec *codec, uint32_t c, char *to);
size_t codec_put_table(const Codec *codec, uint32_t c, char *to);
size_t codec_put_escape(const Codec *codec, uint32_t c, char *to);
size_t codec_put_raw_escape(const Codec *codec, uint32_t c, char *to);
Status codec_decode_utf8(Decoder *d);
Status codec_decode_utf16(Decoder *d);
Status codec_decode_utf32(Decoder *d);
Status codec_decode_bytes(Decoder *d);
Status codec_decode_table(Decoder *d);
Status codec_decode_escape(Decoder *d);
Status codec_decode_raw_escape(Decoder *d);

/* `variant` of utf-16 and utf-32. */
enum { ORDER_LITTLE, ORDER_BIG, ORDER_MARKED };

#endif
