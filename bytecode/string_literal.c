/* SPDX-License-Identifier: MIT */
/* Escapes in str and bytes literals.
 *
 * A bad escape quotes a range of positions. CPython counts them in a copy of
 * the literal in which each character beyond ASCII has become \UXXXXXXXX (ten
 * positions) and a backslash before one has become \u005c (six), so `place`
 * counts the same way. */
#include "bytecode/string_literal.h"

#include <stdio.h>
#include <uniname.h>
#include <unistr.h>

typedef struct Decoder {
    Parser *parser;
    Position whole; /* where errors are reported */
    Position at;    /* where warnings are */
    const char *start;
    const char *next;
    const char *end;
    size_t place; /* of `next`, as CPython counts it */
    Buffer *out;
    bool failed; /* a late error is recorded; stop */
} Decoder;

StringLiteral string_literal_split(Text token, Position at)
{
    StringLiteral literal = {.at = at, .is_unicode = token.data[0] == 'u'};
    const char *start = token.data;
    for (; *start != '"' && *start != '\''; start++) {
        char c = *start | 0x20;
        literal.is_raw |= c == 'r';
        literal.is_bytes |= c == 'b';
        literal.is_formatted |= c == 'f';
    }
    size_t quotes = 1;
    size_t left = token.size - (size_t)(start - token.data);
    if (left >= 6 && start[1] == start[0] && start[2] == start[0]) {
        quotes = 3;
    }
    literal.body = (Text){start + quotes, left - 2 * quotes};
    return literal;
}

/* Errors ----------------------------------------------------------------- */

/* A bad escape from position `start` to `last`. */
static void decoder_bad(Decoder *decoder, size_t start, size_t last,
                        const char *reason)
{
    parser_late(decoder->parser, decoder->whole,
                "(unicode error) 'unicodeescape' codec can't decode bytes in "
                "position %zu-%zu: %s",
                start, last, reason);
    decoder->failed = true;
}

/* An escape that means nothing: it is kept, with a DeprecationWarning. */
static bool decoder_warn(Decoder *decoder, char c)
{
    char message[40];
    snprintf(message, sizeof message, "invalid escape sequence \\%c", c);
    return diagnostic_warn(decoder->parser->diagnostic, decoder->parser->region,
                           "DeprecationWarning", decoder->at.line,
                           decoder->at.column + 1, message);
}

/* Characters ------------------------------------------------------------- */

static int decoder_hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* UTF-8 of any code point, surrogates included. */
static void decoder_put(Decoder *decoder, unsigned c)
{
    char bytes[4];
    int size;
    if (c < 0x80) {
        bytes[0] = (char)c;
        size = 1;
    } else if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        size = 2;
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        size = 3;
    } else {
        bytes[0] = (char)(0xF0 | c >> 18);
        size = 4;
    }
    for (int i = 1; i < size; i++) {
        bytes[i] = (char)(0x80 | ((c >> (6 * (size - 1 - i))) & 0x3F));
    }
    buffer_bytes(decoder->out, bytes, (size_t)size);
}

/* Up to three octal digits. */
static unsigned decoder_octal(Decoder *decoder)
{
    unsigned value = 0;
    for (int i = 0; i < 3 && decoder->next < decoder->end; i++) {
        char c = *decoder->next;
        if (c < '0' || c > '7') {
            break;
        }
        value = value * 8 + (unsigned)(c - '0');
        decoder->next++;
        decoder->place++;
    }
    return value;
}

/* Exactly `count` hexadecimal digits behind \x, \u or \U. */
static void decoder_hexadecimal(Decoder *decoder, int count, const char *reason)
{
    size_t start = decoder->place - 2;
    unsigned value = 0;
    for (int i = 0; i < count; i++) {
        int digit =
            decoder->next < decoder->end ? decoder_hex(*decoder->next) : -1;
        if (digit < 0) {
            decoder_bad(decoder, start, decoder->place - 1, reason);
            return;
        }
        value = value << 4 | (unsigned)digit;
        decoder->next++;
        decoder->place++;
    }
    if (value > 0x10FFFF) {
        decoder_bad(decoder, start, decoder->place - 1,
                    "illegal Unicode character");
        return;
    }
    decoder_put(decoder, value);
}

/* How many positions a text takes, as CPython counts them. */
static size_t decoder_places(Text text)
{
    size_t places = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        places += c < 0x80 ? 1 : c >= 0xC0 ? 10 : 0;
    }
    return places;
}

/* A name of \N{...}, looked up. Names may be of sequences: those fail. */
static bool decoder_lookup(Text name, unsigned *c)
{
    char copy[128];
    if (name.size == 0 || name.size >= sizeof copy ||
        memchr(name.data, '\0', name.size) != NULL) {
        return false;
    }
    memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    *c = unicode_name_character(copy);
    return *c != UNINAME_INVALID;
}

static void decoder_named(Decoder *decoder)
{
    size_t start = decoder->place - 2;
    const char *from = decoder->next;
    const char *close = NULL;
    if (from < decoder->end && *from == '{') {
        close = memchr(from, '}', (size_t)(decoder->end - from));
        decoder->place++;
    }
    if (close == NULL || close == from + 1) {
        size_t extra = 0;
        if (close == NULL && from < decoder->end && *from == '{') {
            extra = decoder_places(
                (Text){from + 1, (size_t)(decoder->end - from) - 1});
        }
        decoder_bad(decoder, start, decoder->place + extra - 1,
                    "malformed \\N character escape");
        return;
    }
    Text name = {from + 1, (size_t)(close - from - 1)};
    decoder->next = close + 1;
    decoder->place += decoder_places(name) + 1;
    unsigned c;
    if (!decoder_lookup(name, &c)) {
        decoder_bad(decoder, start, decoder->place - 1,
                    "unknown Unicode character name");
        return;
    }
    decoder_put(decoder, c);
}

/* The escapes of one character: what it stands for, or 0. */
static char decoder_simple(char c)
{
    switch (c) {
    case '\\':
    case '\'':
    case '"':
        return c;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return '\0';
    }
}

/* An escape whose backslash is behind us. */
static bool decoder_escape(Decoder *decoder)
{
    char c = *decoder->next++;
    decoder->place++;
    char simple = decoder_simple(c);
    if (simple != '\0') {
        buffer_byte(decoder->out, simple);
        return true;
    }
    switch (c) {
    case '\n':
        return true;
    case '0' ... '7':
        decoder->next--;
        decoder->place--;
        decoder_put(decoder, decoder_octal(decoder));
        return true;
    case 'x':
        decoder_hexadecimal(decoder, 2, "truncated \\xXX escape");
        return true;
    case 'u':
        decoder_hexadecimal(decoder, 4, "truncated \\uXXXX escape");
        return true;
    case 'U':
        decoder_hexadecimal(decoder, 8, "truncated \\UXXXXXXXX escape");
        return true;
    case 'N':
        decoder_named(decoder);
        return true;
    default:
        buffer_byte(decoder->out, '\\');
        buffer_byte(decoder->out, c);
        return decoder_warn(decoder, c);
    }
}

/* Plain text up to the next backslash. */
static void decoder_plain(Decoder *decoder)
{
    const char *start = decoder->next;
    size_t left = (size_t)(decoder->end - start);
    const char *stop = memchr(start, '\\', left);
    Text text = {start, stop != NULL ? (size_t)(stop - start) : left};
    decoder->next += text.size;
    decoder->place += decoder_places(text);
    buffer_text(decoder->out, text);
}

/* A backslash in a str: at the end it is that of `\{` in an f-string. */
static bool decoder_backslash(Decoder *decoder)
{
    decoder->next++;
    decoder->place++;
    if (decoder->next == decoder->end) {
        buffer_byte(decoder->out, '\\');
        return decoder_warn(decoder, '{');
    }
    if (*decoder->next & 0x80) {
        buffer_byte(decoder->out, '\\');
        decoder->place += 5;
        return true;
    }
    return decoder_escape(decoder);
}

/* Bytes ------------------------------------------------------------------ */

static bool decoder_byte_escape(Decoder *decoder)
{
    size_t place = (size_t)(decoder->next - decoder->start);
    char c = *++decoder->next;
    decoder->next++;
    char simple = decoder_simple(c);
    if (simple != '\0') {
        buffer_byte(decoder->out, simple);
        return true;
    }
    if (c == '\n') {
        return true;
    }
    if (c >= '0' && c <= '7') {
        decoder->next--;
        buffer_byte(decoder->out, (char)decoder_octal(decoder));
        return true;
    }
    if (c != 'x') {
        buffer_byte(decoder->out, '\\');
        buffer_byte(decoder->out, c);
        return decoder_warn(decoder, c);
    }
    int high =
        decoder->next < decoder->end ? decoder_hex(decoder->next[0]) : -1;
    int low =
        decoder->next + 1 < decoder->end ? decoder_hex(decoder->next[1]) : -1;
    if (high < 0 || low < 0) {
        parser_late(decoder->parser, decoder->whole,
                    "(value error) invalid \\x escape at position %zu", place);
        decoder->failed = true;
        return true;
    }
    buffer_byte(decoder->out, (char)(high * 16 + low));
    decoder->next += 2;
    return true;
}

void string_literal_check(Parser *parser, StringLiteral literal)
{
    for (size_t i = 0; i < literal.body.size; i++) {
        if (literal.body.data[i] & 0x80) {
            parser_late(parser, literal.at,
                        "bytes can only contain ASCII literal characters.");
            return;
        }
    }
}

bool string_literal_decode(Parser *parser, StringLiteral literal,
                           Position whole, Buffer *out)
{
    const char *start = literal.body.data;
    Decoder decoder = {.parser = parser,
                       .whole = whole,
                       .at = literal.at,
                       .start = start,
                       .next = start,
                       .end = start + literal.body.size,
                       .out = out};
    if (literal.is_raw) {
        buffer_text(out, literal.body);
        decoder.next = decoder.end;
    }
    while (decoder.next < decoder.end && !decoder.failed) {
        if (*decoder.next != '\\') {
            decoder_plain(&decoder);
        } else if (literal.is_bytes ? !decoder_byte_escape(&decoder)
                                    : !decoder_backslash(&decoder)) {
            return false;
        }
    }
    if (out->failed) {
        diagnostic_no_memory(parser->diagnostic);
        return false;
    }
    return true;
}
