/* SPDX-License-Identifier: MIT */
/*
 * The table of codecs, and encoding and decoding as a whole.
 *
 * Names are compared as CPython normalises them: case, '-', '_' and ' ' do
 * not count.
 */
#include "vm/types/codec.h"

#include <stdlib.h>
#include <string.h>

#define UTF(NAMES, NAME, ORDER, WIDTH, MARK, SIZE)                             \
    {                                                                          \
        NAMES, NAME, "surrogates not allowed", ORDER, codec_put_utf##WIDTH,    \
            codec_decode_utf##WIDTH, MARK, SIZE                                \
    }

static const Codec codecs[] = {
    UTF(" utf8 u8 utf cp65001 ", "utf-8", 0, 8, "", 0),
    UTF(" utf8sig ", "utf-8", 1, 8, "\xef\xbb\xbf", 3),
    UTF(" utf16 u16 ", "utf-16", ORDER_MARKED, 16, "\xff\xfe", 2),
    UTF(" utf16le utf16lowendian unicodelittleunmarked ", "utf-16-le",
        ORDER_LITTLE, 16, "", 0),
    UTF(" utf16be unicodebigunmarked ", "utf-16-be", ORDER_BIG, 16, "", 0),
    UTF(" utf32 u32 ", "utf-32", ORDER_MARKED, 32, "\xff\xfe\0\0", 4),
    UTF(" utf32le ", "utf-32-le", ORDER_LITTLE, 32, "", 0),
    UTF(" utf32be ", "utf-32-be", ORDER_BIG, 32, "", 0),
    {" ascii usascii 646 us cp367 ibm367 iso646us ansix341968 ", "ascii",
     "ordinal not in range(128)", 0x80, codec_put_byte, codec_decode_bytes, "",
     0},
    {" latin1 iso88591 88591 latin l1 cp819 ibm819 8859 iso8859 ", "latin-1",
     "ordinal not in range(256)", 0x100, codec_put_byte, codec_decode_bytes, "",
     0},
    {" cp1252 1252 windows1252 ", "charmap", "character maps to <undefined>", 0,
     codec_put_table, codec_decode_table, "", 0},
    {" unicodeescape ", "unicodeescape", "", 0, codec_put_escape,
     codec_decode_escape, "", 0},
    {" rawunicodeescape ", "rawunicodeescape", "", 0, codec_put_raw_escape,
     codec_decode_raw_escape, "", 0},
};

const Codec *codec_find(const char *name)
{
    char key[40] = " ";
    size_t n = 1;
    for (; *name && n < sizeof(key) - 2; name++) {
        char c = *name;
        if (c != '-' && c != '_' && c != ' ' && c != '.') {
            key[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        }
    }
    key[n++] = ' ';
    key[n] = '\0';
    for (size_t i = 0; i < sizeof(codecs) / sizeof(*codecs); i++) {
        if (n > 2 && strstr(codecs[i].names, key)) {
            return &codecs[i];
        }
    }
    return NULL;
}

static const Codec *find_or_raise(World *w, const char *name)
{
    const Codec *codec = codec_find(name);
    if (!codec) {
        Value text = str_from_utf8(w, name, strlen(name));
        if (text) {
            (void)raise_error(w, TYPE_LOOKUP_ERROR, "unknown encoding: %V",
                              text);
        }
    }
    return codec;
}

/* ---- encoding ------------------------------------------------------------ */

static Status encode_all(Encoder *e)
{
    const Codec *codec = e->codec;
    char bytes[16];
    /* CPython's wide codecs report each code point by itself. */
    bool wide = codec->put == codec_put_utf16 || codec->put == codec_put_utf32;
    buffer_bytes(&e->out, codec->mark, codec->mark_size);
    for (size_t i = 0; i < e->text.length; i++) {
        size_t n = codec->put(codec, span_at(e->text, i), bytes);
        if (n) {
            buffer_bytes(&e->out, bytes, n);
            continue;
        }
        size_t from = i;
        while (!wide && i + 1 < e->text.length &&
               !codec->put(codec, span_at(e->text, i + 1), bytes)) {
            i++;
        }
        TRY(codec_encode_error(e, from, i + 1));
    }
    return e->out.failed ? raise_memory(e->w) : OK;
}

Value bytes_encode(World *w, Value str, const char *encoding,
                   const char *errors)
{
    Encoder e = {.w = w, .errors = errors, .str = str, .text = str_span(str)};
    e.codec = find_or_raise(w, encoding ? encoding : "utf-8");
    if (!e.codec) {
        return NO_VALUE;
    }
    bool plain =
        e.codec->put == codec_put_utf8 || e.codec->put == codec_put_byte;
    if (plain && as_str(str)->ascii && !e.codec->mark_size) {
        return bytes_from(w, e.text.data, e.text.length);
    }
    Value made = NO_VALUE;
    if (encode_all(&e) == OK) {
        made = bytes_from(w, e.out.data, e.out.size);
    }
    buffer_free(&e.out);
    return made;
}

Value bytes_decode(World *w, const char *data, size_t length,
                   const char *encoding, const char *errors)
{
    if (length == 0) {
        return w->name[NAME_EMPTY]; /* CPython then looks no codec up */
    }
    const Codec *codec = find_or_raise(w, encoding ? encoding : "utf-8");
    if (!codec) {
        return NO_VALUE;
    }
    Decoder d = {.w = w,
                 .codec = codec,
                 .errors = errors,
                 .name = codec->name,
                 .data = (const uint8_t *)data,
                 .length = length};
    writer_start(&d.out);
    if (codec->decode(&d) != OK) {
        writer_discard(&d.out);
        return NO_VALUE;
    }
    return writer_finish(w, &d.out);
}
