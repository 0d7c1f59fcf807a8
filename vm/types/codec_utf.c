/* SPDX-License-Identifier: MIT */
/* The codecs utf-8, utf-16, utf-32, ascii, latin-1 and cp1252. */
#include <string.h>

#include "vm/types/codec.h"
#include "vm/types/utf8.h"

static bool is_surrogate(uint32_t c)
{
    return c >= 0xd800 && c < 0xe000;
}

/* ---- utf-8 --------------------------------------------------------------- */

size_t codec_put_utf8(const Codec *codec, uint32_t c, char *to)
{
    (void)codec;
    return is_surrogate(c) ? 0 : utf8_put(to, c);
}

Status codec_decode_utf8(Decoder *d)
{
    const char *end = (const char *)d->data + d->length;
    if (d->codec->variant && d->length >= 3 &&
        memcmp(d->data, d->codec->mark, 3) == 0) {
        d->at = 3;
    }
    while (d->at < d->length) {
        const char *at = (const char *)d->data + d->at;
        size_t run = utf8_ascii_run(at, end);
        size_t bad;
        const char *why;
        writer_ascii_n(&d->out, at, run);
        d->at += run;
        if (d->at == d->length) {
            break;
        }
        at += run;
        if (utf8_check((const uint8_t *)at, (const uint8_t *)end, &bad, &why)) {
            writer_char(&d->out, utf8_next(&at, end));
            d->at = (size_t)(at - (const char *)d->data);
        } else {
            TRY(codec_decode_error(d, d->at, d->at + bad, why));
        }
    }
    return OK;
}

/* ---- utf-16 and utf-32 --------------------------------------------------- */

static void put_units(const Codec *codec, uint32_t unit, size_t size, char *to)
{
    for (size_t i = 0; i < size; i++) {
        size_t shift = codec->variant == ORDER_BIG ? size - 1 - i : i;
        to[i] = (char)(unit >> 8 * shift);
    }
}

size_t codec_put_utf16(const Codec *codec, uint32_t c, char *to)
{
    if (is_surrogate(c)) {
        return 0;
    }
    if (c < 0x10000) {
        put_units(codec, c, 2, to);
        return 2;
    }
    put_units(codec, 0xd7c0 + (c >> 10), 2, to);
    put_units(codec, 0xdc00 + (c & 0x3ff), 2, to + 2);
    return 4;
}

size_t codec_put_utf32(const Codec *codec, uint32_t c, char *to)
{
    if (is_surrogate(c)) {
        return 0;
    }
    put_units(codec, c, 4, to);
    return 4;
}

static uint32_t get_unit(const Decoder *d, size_t at, size_t size, bool big)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < size; i++) {
        unit = unit << 8 | d->data[at + (big ? i : size - 1 - i)];
    }
    return unit;
}

/* Which order, from the codec or the mark in front (then skipped). */
static bool find_order(Decoder *d, size_t size, const char *little,
                       const char *big)
{
    bool is_big = d->codec->variant == ORDER_BIG;
    if (d->codec->variant == ORDER_MARKED && d->length >= size) {
        is_big = get_unit(d, 0, size, true) == 0xfeff;
        if (is_big || get_unit(d, 0, size, false) == 0xfeff) {
            d->at = size;
        }
    }
    d->name = is_big ? big : little;
    return is_big;
}

static Status decode_utf16_pair(Decoder *d, uint32_t high, bool big)
{
    size_t at = d->at;
    if (high >= 0xdc00) {
        return codec_decode_error(d, at, at + 2, "illegal encoding");
    }
    if (d->length - at < 4) {
        return codec_decode_error(d, at, d->length, "unexpected end of data");
    }
    uint32_t low = get_unit(d, at + 2, 2, big);
    if (low < 0xdc00 || low >= 0xe000) {
        return codec_decode_error(d, at, at + 2, "illegal UTF-16 surrogate");
    }
    writer_char(&d->out, 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff));
    d->at += 4;
    return OK;
}

Status codec_decode_utf16(Decoder *d)
{
    bool big = find_order(d, 2, "utf-16-le", "utf-16-be");
    while (d->at < d->length) {
        if (d->length - d->at < 2) {
            TRY(codec_decode_error(d, d->at, d->length, "truncated data"));
            continue;
        }
        uint32_t unit = get_unit(d, d->at, 2, big);
        if (is_surrogate(unit)) {
            TRY(decode_utf16_pair(d, unit, big));
        } else {
            writer_char(&d->out, unit);
            d->at += 2;
        }
    }
    return OK;
}

Status codec_decode_utf32(Decoder *d)
{
    bool big = find_order(d, 4, "utf-32-le", "utf-32-be");
    while (d->at < d->length) {
        if (d->length - d->at < 4) {
            TRY(codec_decode_error(d, d->at, d->length, "truncated data"));
            continue;
        }
        uint32_t c = get_unit(d, d->at, 4, big);
        if (is_surrogate(c)) {
            TRY(codec_decode_error(
                d, d->at, d->at + 4,
                "code point in surrogate code point range(0xd800, 0xe000)"));
        } else if (c > 0x10ffff) {
            TRY(codec_decode_error(d, d->at, d->at + 4,
                                   "code point not in range(0x110000)"));
        } else {
            writer_char(&d->out, c);
            d->at += 4;
        }
    }
    return OK;
}

/* ---- one byte each ------------------------------------------------------- */

size_t codec_put_byte(const Codec *codec, uint32_t c, char *to)
{
    to[0] = (char)c;
    return c < codec->variant;
}

Status codec_decode_bytes(Decoder *d)
{
    while (d->at < d->length) {
        size_t from = d->at;
        while (d->at < d->length && d->data[d->at] < d->codec->variant) {
            d->at++;
        }
        writer_span(&d->out, span_bytes(d->data + from, d->at - from));
        if (d->at < d->length) {
            TRY(codec_decode_error(d, d->at, d->at + 1, d->codec->reason));
        }
    }
    return OK;
}

/* cp1252 from 0x80 to 0x9f; 0: not defined. The rest is as latin-1. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

size_t codec_put_table(const Codec *codec, uint32_t c, char *to)
{
    (void)codec;
    if (c < 0x80 || (c >= 0xa0 && c < 0x100)) {
        to[0] = (char)c;
        return 1;
    }
    for (size_t i = 0; i < 32; i++) {
        if (windows_1252[i] == c) {
            to[0] = (char)(0x80 + i);
            return c != 0;
        }
    }
    return 0;
}

Status codec_decode_table(Decoder *d)
{
    while (d->at < d->length) {
        uint32_t c = d->data[d->at];
        if (c - 0x80 < 0x20) {
            c = windows_1252[c - 0x80];
        }
        if (!c && d->data[d->at]) {
            TRY(codec_decode_error(d, d->at, d->at + 1, d->codec->reason));
        } else {
            writer_char(&d->out, c);
            d->at++;
        }
    }
    return OK;
}
