/* SPDX-License-Identifier: MIT */
/*
 * Error handlers: strict, ignore, replace, backslashreplace,
 * xmlcharrefreplace, namereplace, surrogateescape, surrogatepass.
 *
 * CPython looks a handler up when the first error occurs, so an unknown name
 * is no error in text without one. Handlers that a program registers itself
 * do not exist here.
 */
#include "vm/types/codec.h"

#include <stdio.h>
#include <string.h>
#include <uniname.h>

#include "vm/types/exception.h"
#include "vm/types/tuple.h"
#include "vm/types/utf8.h"

typedef enum {
    HANDLER_STRICT,
    HANDLER_IGNORE,
    HANDLER_REPLACE,
    HANDLER_BACKSLASH,
    HANDLER_XML,
    HANDLER_NAME,
    HANDLER_SURROGATE_ESCAPE,
    HANDLER_SURROGATE_PASS,
    HANDLER_COUNT,
} Handler;

static const char *const handler_names[HANDLER_COUNT] = {
    "strict",
    "ignore",
    "replace",
    "backslashreplace",
    "xmlcharrefreplace",
    "namereplace",
    "surrogateescape",
    "surrogatepass",
};

static Status find_handler(World *w, const char *name, Handler *out)
{
    *out = HANDLER_STRICT;
    for (int i = 0; name && i < HANDLER_COUNT; i++) {
        if (strcmp(name, handler_names[i]) == 0) {
            *out = (Handler)i;
            return OK;
        }
    }
    if (!name) {
        return OK;
    }
    Value text = str_from_utf8(w, name, strlen(name));
    NEED(text);
    return raise_error(w, TYPE_LOOKUP_ERROR, "unknown error handler name '%V'",
                       text);
}

bool codec_is_native(const char *encoding, const char *errors)
{
    bool known = !errors;
    for (int i = 0; !known && i < HANDLER_COUNT; i++) {
        known = strcmp(errors, handler_names[i]) == 0;
    }
    return known && (!encoding || codec_find(encoding));
}

static Status raise_unicode(World *w, TypeId type, const char *codec,
                            Value object, size_t from, size_t to,
                            const char *reason)
{
    Value name = str_from_ascii(w, codec);
    NEED(name);
    Value why = str_from_ascii(w, reason);
    NEED(why);
    Value args = tuple_of(w, 5, name, object, INT(from), INT(to), why);
    NEED(args);
    return raise_with_args(w, type, args);
}

/* ---- decoding ------------------------------------------------------------ */

static Status decode_strict(Decoder *d, size_t from, size_t to,
                            const char *reason)
{
    Value bytes = bytes_from(d->w, d->data, d->length);
    NEED(bytes);
    return raise_unicode(d->w, TYPE_UNICODE_DECODE_ERROR, d->name, bytes, from,
                         to, reason);
}

/* One surrogate written in full, where utf-8, -16 and -32 do not allow it. */
static size_t decode_surrogate(const Decoder *d, size_t at, uint32_t *c)
{
    const uint8_t *p = d->data + at;
    size_t there = d->length - at;
    size_t size = 0;
    bool big = strstr(d->name, "-be") != NULL;
    if (d->codec->put == codec_put_utf8 && there >= 3 && p[0] == 0xed) {
        *c = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
        size = (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80 ? 3 : 0;
    } else if (d->codec->put == codec_put_utf16 && there >= 2) {
        *c = big ? p[0] << 8u | p[1] : p[1] << 8u | p[0];
        size = 2;
    } else if (d->codec->put == codec_put_utf32 && there >= 4) {
        *c = big ? (uint32_t)p[0] << 24 | p[1] << 16u | p[2] << 8u | p[3]
                 : (uint32_t)p[3] << 24 | p[2] << 16u | p[1] << 8u | p[0];
        size = 4;
    }
    return *c >= 0xd800 && *c < 0xe000 ? size : 0;
}

Status codec_decode_error(Decoder *d, size_t from, size_t to,
                          const char *reason)
{
    Handler handler;
    uint32_t c = 0;
    TRY(find_handler(d->w, d->errors, &handler));
    d->at = to;
    switch (handler) {
    case HANDLER_IGNORE:
        return OK;
    case HANDLER_REPLACE:
        writer_char(&d->out, 0xfffd);
        return OK;
    case HANDLER_BACKSLASH:
        for (size_t i = from; i < to; i++) {
            writer_format(&d->out, "\\x%02x", d->data[i]);
        }
        return OK;
    case HANDLER_SURROGATE_ESCAPE: {
        size_t i = from;
        for (; i < to && d->data[i] >= 0x80; i++) {
            writer_char(&d->out, 0xdc00u + d->data[i]);
        }
        d->at = i;
        return i > from ? OK : decode_strict(d, from, to, reason);
    }
    case HANDLER_SURROGATE_PASS: {
        size_t size = decode_surrogate(d, from, &c);
        if (!size) {
            return decode_strict(d, from, to, reason);
        }
        writer_char(&d->out, c);
        d->at = from + size;
        return OK;
    }
    case HANDLER_XML:
    case HANDLER_NAME:
        return raise_type(d->w, "don't know how to handle UnicodeDecodeError "
                                "in error callback");
    default:
        return decode_strict(d, from, to, reason);
    }
}

/* ---- encoding ------------------------------------------------------------ */

static Status encode_strict(Encoder *e, size_t from, size_t to)
{
    return raise_unicode(e->w, TYPE_UNICODE_ENCODE_ERROR, e->codec->name,
                         e->str, from, to, e->codec->reason);
}

/* ASCII text in the codec's own units. */
static void encode_ascii(Encoder *e, const char *text)
{
    char bytes[16];
    for (; *text; text++) {
        size_t n = e->codec->put(e->codec, (uint8_t)*text, bytes);
        buffer_bytes(&e->out, bytes, n);
    }
}

static void escape_text(Handler handler, uint32_t c, char text[UNINAME_MAX + 8])
{
    char name[UNINAME_MAX];
    if (handler == HANDLER_REPLACE) {
        strcpy(text, "?");
    } else if (handler == HANDLER_XML) {
        snprintf(text, 16, "&#%u;", c);
    } else if (handler == HANDLER_NAME && unicode_character_name(c, name)) {
        snprintf(text, UNINAME_MAX + 8, "\\N{%s}", name);
    } else {
        const char *form = c < 0x100     ? "\\x%02x"
                           : c < 0x10000 ? "\\u%04x"
                                         : "\\U%08x";
        snprintf(text, 16, form, c);
    }
}

/* The bytes a surrogate stands for; 0 when the handler has no answer. */
static size_t surrogate_bytes(const Encoder *e, Handler handler, uint32_t c,
                              char *to)
{
    const Codec *codec = e->codec;
    if (handler == HANDLER_SURROGATE_ESCAPE) {
        bool wide =
            codec->put == codec_put_utf16 || codec->put == codec_put_utf32;
        to[0] = (char)(c - 0xdc00);
        return c >= 0xdc80 && c < 0xdd00 && !wide;
    }
    if (c < 0xd800 || c >= 0xe000) {
        return 0;
    }
    if (codec->put == codec_put_utf8) {
        return utf8_put(to, c);
    }
    size_t size = codec->put == codec_put_utf16   ? 2
                  : codec->put == codec_put_utf32 ? 4
                                                  : 0;
    for (size_t i = 0; i < size; i++) {
        size_t shift = codec->variant == ORDER_BIG ? size - 1 - i : i;
        to[i] = (char)(c >> 8 * shift);
    }
    return size;
}

Status codec_encode_error(Encoder *e, size_t from, size_t to)
{
    Handler handler;
    char text[UNINAME_MAX + 8];
    TRY(find_handler(e->w, e->errors, &handler));
    if (handler == HANDLER_STRICT) {
        return encode_strict(e, from, to);
    }
    for (size_t i = from; i < to && handler != HANDLER_IGNORE; i++) {
        uint32_t c = span_at(e->text, i);
        if (handler < HANDLER_SURROGATE_ESCAPE) {
            escape_text(handler, c, text);
            encode_ascii(e, text);
            continue;
        }
        char bytes[4];
        size_t n = surrogate_bytes(e, handler, c, bytes);
        if (!n) {
            return encode_strict(e, from, to);
        }
        buffer_bytes(&e->out, bytes, n);
    }
    return OK;
}
