/* SPDX-License-Identifier: MIT */
/* Encodings and newlines of source text.
 *
 * CPython reads the coding line itself and leaves decoding to its codecs; here
 * iconv does it for everything but UTF-8. An encoding is only looked for in
 * the first two lines, in the second only when the first is blank or a
 * comment. */
#include "bytecode/source.h"

#include "bytecode/parser.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <unistr.h>

enum { SOURCE_NAME = 40 };

static bool source_fail(Diagnostic *diagnostic, const char *message)
{
    diagnostic_set(diagnostic, "SyntaxError", 0, 0, "%s", message);
    return false;
}

static bool source_no_memory(Diagnostic *diagnostic)
{
    diagnostic_no_memory(diagnostic);
    return false;
}

static bool source_is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/* The encoding a comment names. False: none in this line. */
static bool source_coding(const char *line, const char *end, char *name)
{
    const char *at = line;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\f')) {
        at++;
    }
    if (at == end || *at != '#') {
        return false;
    }
    for (; at + 6 < end; at++) {
        if (memcmp(at, "coding", 6) != 0 || (at[6] != ':' && at[6] != '=')) {
            continue;
        }
        const char *start = at + 7;
        while (start < end && (*start == ' ' || *start == '\t')) {
            start++;
        }
        size_t size = 0;
        while (start + size < end && source_is_name(start[size])) {
            size++;
        }
        if (size > 0) {
            size = size < SOURCE_NAME ? size : SOURCE_NAME - 1;
            memcpy(name, start, size);
            name[size] = '\0';
            return true;
        }
    }
    return false;
}

static bool source_is_blank(const char *line, const char *end)
{
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) {
        line++;
    }
    return line == end || *line == '#' || *line == '\n' || *line == '\r';
}

static const char *source_line_end(const char *line, const char *end)
{
    while (line < end && *line != '\n' && *line != '\r') {
        line++;
    }
    return line;
}

static bool source_find_coding(Text text, char *name)
{
    const char *end = text.data + text.size;
    const char *first = source_line_end(text.data, end);
    if (source_coding(text.data, first, name)) {
        return true;
    }
    if (first == end || !source_is_blank(text.data, first)) {
        return false;
    }
    const char *second = first + 1;
    if (*first == '\r' && second < end && *second == '\n') {
        second++;
    }
    return source_coding(second, source_line_end(second, end), name);
}

static bool source_has_prefix(const char *name, const char *prefix)
{
    size_t size = strlen(prefix);
    return strncmp(name, prefix, size) == 0 &&
           (name[size] == '\0' || name[size] == '-');
}

/* The usual names in their usual spelling. */
static void source_normalise(char *name)
{
    char plain[SOURCE_NAME];
    size_t i = 0;
    for (; name[i] != '\0'; i++) {
        char c = name[i] == '_' ? '-' : name[i];
        plain[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    plain[i] = '\0';
    if (source_has_prefix(plain, "utf-8")) {
        strcpy(name, "utf-8");
    } else if (source_has_prefix(plain, "latin-1") ||
               source_has_prefix(plain, "iso-8859-1") ||
               source_has_prefix(plain, "iso-latin-1")) {
        strcpy(name, "iso-8859-1");
    }
}

static bool source_check_utf8(Text text, Diagnostic *diagnostic)
{
    const uint8_t *bad = u8_check((const uint8_t *)text.data, text.size);
    if (bad == NULL) {
        return true;
    }
    int line = 1;
    for (const char *at = text.data; at < (const char *)bad; at++) {
        line += *at == '\n' || (*at == '\r' && at[1] != '\n');
    }
    diagnostic_set(diagnostic, "SyntaxError", line, 0,
                   "Non-UTF-8 code starting with '\\x%.2x' in file %.200s on "
                   "line %d, but no encoding declared; see "
                   "http://python.org/dev/peps/pep-0263/ for details",
                   *bad, diagnostic->filename, line);
    return false;
}

static bool source_undecodable(const char *name, unsigned char byte,
                               size_t position, Diagnostic *diagnostic)
{
    bool ascii = strcmp(name, "ascii") == 0 || strcmp(name, "us-ascii") == 0;
    char message[200];
    snprintf(message, sizeof message,
             "'%s' codec can't decode byte 0x%02x in position %zu: %s",
             ascii ? "ascii" : name, byte, position,
             ascii ? "ordinal not in range(128)" : "invalid data");
    return source_fail(diagnostic, message);
}

static bool source_convert(iconv_t converter, const char *name, Region *region,
                           Text *text, Diagnostic *diagnostic)
{
    size_t room;
    char *output = NULL;
    if (!__builtin_mul_overflow(text->size, (size_t)4, &room)) {
        output = region_alloc(region, room + 16);
    }
    if (output == NULL) {
        return source_no_memory(diagnostic);
    }
    char *from = (char *)text->data;
    char *to = output;
    size_t left = text->size;
    room += 16;
    if (iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
        return source_undecodable(name, (unsigned char)*from,
                                  (size_t)(from - text->data), diagnostic);
    }
    *text = (Text){output, (size_t)(to - output)};
    return true;
}

static bool source_decode(const char *name, Region *region, Text *text,
                          Diagnostic *diagnostic)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) {
        char message[80];
        snprintf(message, sizeof message, "unknown encoding: %s", name);
        return errno == ENOMEM ? source_no_memory(diagnostic)
                               : source_fail(diagnostic, message);
    }
    bool good = source_convert(converter, name, region, text, diagnostic);
    iconv_close(converter);
    return good;
}

/* The text as UTF-8 without its byte order mark. */
static bool source_to_utf8(Region *region, Text *text, Diagnostic *diagnostic)
{
    char name[SOURCE_NAME] = "utf-8";
    bool mark = text->size >= 3 && !memcmp(text->data, "\xEF\xBB\xBF", 3);
    if (mark) {
        text->data += 3;
        text->size -= 3;
    }
    if (source_find_coding(*text, name)) {
        source_normalise(name);
    }
    if (strcmp(name, "utf-8") == 0) {
        return source_check_utf8(*text, diagnostic);
    }
    if (mark) {
        char message[100];
        snprintf(message, sizeof message, "encoding problem: %s with BOM",
                 name);
        return source_fail(diagnostic, message);
    }
    return source_decode(name, region, text, diagnostic);
}

/* CPython says less about a file it cannot decode than about a string. */
static void source_file_error(Text text, Diagnostic *diagnostic)
{
    char name[SOURCE_NAME];
    if (diagnostic_is_syntax_error(diagnostic) && diagnostic->line == 0) {
        diagnostic->line = 1;
        if (strncmp(diagnostic->message, "encoding problem", 16) != 0 &&
            source_find_coding(text, name)) {
            snprintf(diagnostic->message, sizeof diagnostic->message,
                     "encoding problem: %s", name);
        }
    }
}

/* Copies, making '\n' of "\r\n" and '\r'; returns the size. */
static size_t source_copy(char *to, Text text)
{
    const char *from = text.data;
    const char *end = from + text.size;
    char *out = to;
    while (from < end) {
        const char *stop = memchr(from, '\r', (size_t)(end - from));
        size_t size = (size_t)((stop != NULL ? stop : end) - from);
        memcpy(out, from, size);
        out += size;
        from += size;
        if (stop != NULL) {
            *out++ = '\n';
            from += from + 1 < end && from[1] == '\n' ? 2 : 1;
        }
    }
    return (size_t)(out - to);
}

bool source_read(Source *source, Region *region, const char *bytes, size_t size,
                 bool whole_lines, unsigned flags, Diagnostic *diagnostic)
{
    Text text = {bytes, size};
    if (size > 0 && memchr(bytes, '\0', size) != NULL) {
        diagnostic_set(diagnostic, "ValueError", 0, 0,
                       "source code string cannot contain null bytes");
        return false;
    }
    if (size >= INT32_MAX / 4) {
        diagnostic_set(diagnostic, "OverflowError", 0, 0,
                       "source code is too large");
        return false;
    }
    bool good = flags & PARSE_UTF8 ? source_check_utf8(text, diagnostic)
                                   : source_to_utf8(region, &text, diagnostic);
    if (!good) {
        if (flags & PARSE_FILE) {
            source_file_error((Text){bytes, size}, diagnostic);
        }
        return false;
    }
    char *copy = region_alloc(region, text.size + 2);
    if (copy == NULL) {
        return source_no_memory(diagnostic);
    }
    source->text = copy;
    source->given = source->size = source_copy(copy, text);
    if (whole_lines && source->size > 0 && copy[source->size - 1] != '\n') {
        copy[source->size++] = '\n';
    }
    return true;
}
