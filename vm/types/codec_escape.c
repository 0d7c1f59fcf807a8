/* SPDX-License-Identifier: MIT */
/*
 * unicode_escape and raw_unicode_escape: text as a Python literal would
 * spell it, without the quotes.
 */
#include <stdio.h>
#include <string.h>
#include <uniname.h>

#include "vm/types/codec.h"

size_t codec_put_raw_escape(const Codec *codec, uint32_t c, char *to)
{
    (void)codec;
    if (c < 0x100) {
        to[0] = (char)c;
        return 1;
    }
    return (size_t)snprintf(to, 16, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

size_t codec_put_escape(const Codec *codec, uint32_t c, char *to)
{
    static const char plain[] = "\n\r\t\\";
    static const char letter[] = "nrt\\";
    const char *known = c && c < 0x80 ? strchr(plain, (int)c) : NULL;
    if (known) {
        to[0] = '\\';
        to[1] = letter[known - plain];
        return 2;
    }
    if (c >= 0x100) {
        return codec_put_raw_escape(codec, c, to);
    }
    if (c < 0x20 || c >= 0x7f) {
        return (size_t)snprintf(to, 16, "\\x%02x", c);
    }
    to[0] = (char)c;
    return 1;
}

/* ---- decoding ------------------------------------------------------------ */

static int hex_digit(uint8_t c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* \xXX, \uXXXX, \UXXXXXXXX: d->at is at the backslash. */
static Status decode_hex(Decoder *d, size_t digits, const char *truncated)
{
    uint32_t c = 0;
    size_t from = d->at;
    size_t at = from + 2;
    for (; at < d->length && at < from + 2 + digits; at++) {
        int digit = hex_digit(d->data[at]);
        if (digit < 0) {
            break;
        }
        c = c << 4 | (uint32_t)digit;
    }
    if (at < from + 2 + digits) {
        return codec_decode_error(d, from, at, truncated);
    }
    if (c > 0x10ffff) {
        return codec_decode_error(d, from, at,
                                  digits == 8 && d->name[0] == 'r'
                                      ? "\\Uxxxxxxxx out of range"
                                      : "illegal Unicode character");
    }
    writer_char(&d->out, c);
    d->at = at;
    return OK;
}

static Status decode_name(Decoder *d)
{
    const uint8_t *open = d->data + d->at + 2;
    size_t left = d->length - d->at - 2;
    const uint8_t *close = left ? memchr(open, '}', left) : NULL;
    char name[UNINAME_MAX];
    if (!left || *open != '{' || !close || close == open + 1) {
        size_t to = close ? (size_t)(close - d->data) + 1 : d->length;
        if (!left || *open != '{') {
            to = d->at + 2;
        }
        return codec_decode_error(d, d->at, to,
                                  "malformed \\N character escape");
    }
    size_t size = (size_t)(close - open) - 1;
    size_t to = (size_t)(close - d->data) + 1;
    ucs4_t c = UNINAME_INVALID;
    if (size < sizeof(name) && !memchr(open + 1, 0, size)) {
        memcpy(name, open + 1, size);
        name[size] = '\0';
        c = unicode_name_character(name);
    }
    if (c == UNINAME_INVALID) {
        return codec_decode_error(d, d->at, to,
                                  "unknown Unicode character name");
    }
    writer_char(&d->out, c);
    d->at = to;
    return OK;
}

static void decode_octal(Decoder *d)
{
    uint32_t c = 0;
    size_t end = d->at + 4;
    d->at++;
    while (d->at < d->length && d->at < end && d->data[d->at] >= '0' &&
           d->data[d->at] < '8') {
        c = c << 3 | (uint32_t)(d->data[d->at++] - '0');
    }
    writer_char(&d->out, c);
}

static Status decode_one_escape(Decoder *d)
{
    static const char letters[] = "\\'\"abfnrtv";
    static const char meaning[] = "\\'\"\a\b\f\n\r\t\v";
    if (d->at + 1 == d->length) {
        return codec_decode_error(d, d->at, d->length, "\\ at end of string");
    }
    uint8_t c = d->data[d->at + 1];
    const char *known = c && c < 0x80 ? strchr(letters, c) : NULL;
    switch (c) {
    case 'x':
        return decode_hex(d, 2, "truncated \\xXX escape");
    case 'u':
        return decode_hex(d, 4, "truncated \\uXXXX escape");
    case 'U':
        return decode_hex(d, 8, "truncated \\UXXXXXXXX escape");
    case 'N':
        return decode_name(d);
    case '\n':
        d->at += 2;
        return OK;
    default:
        break;
    }
    if (c >= '0' && c < '8') {
        decode_octal(d);
        return OK;
    }
    if (!known) {
        writer_char(&d->out, '\\');
    }
    writer_char(&d->out, known ? (uint8_t)meaning[known - letters] : c);
    d->at += 2;
    return OK;
}

Status codec_decode_escape(Decoder *d)
{
    while (d->at < d->length) {
        if (d->data[d->at] == '\\') {
            TRY(decode_one_escape(d));
        } else {
            writer_char(&d->out, d->data[d->at++]);
        }
    }
    return OK;
}

Status codec_decode_raw_escape(Decoder *d)
{
    while (d->at < d->length) {
        uint8_t next = d->at + 1 < d->length ? d->data[d->at + 1] : 0;
        if (d->data[d->at] != '\\') {
            writer_char(&d->out, d->data[d->at++]);
        } else if (next == 'u') {
            TRY(decode_hex(d, 4, "truncated \\uXXXX escape"));
        } else if (next == 'U') {
            TRY(decode_hex(d, 8, "truncated \\UXXXXXXXX escape"));
        } else {
            writer_char(&d->out, '\\');
            d->at++;
            if (next == '\\') { /* it escapes nothing, nor does the next */
                writer_char(&d->out, '\\');
                d->at++;
            }
        }
    }
    return OK;
}
