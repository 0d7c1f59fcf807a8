/* SPDX-License-Identifier: MIT */
/* Filling and printing diagnostics.
 *
 * CPython puts a SyntaxError together in several places; the one thing that
 * happens in all of them is here: SyntaxError itself looks at its text and
 * replaces the message when the line looks like Python 2's print or exec. */
#include "bytecode/diagnostic.h"

#include "bytecode/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void diagnostic_init(Diagnostic *diagnostic, const char *filename)
{
    *diagnostic = (Diagnostic){.filename = filename};
}

/* Cuts a UTF-8 string that filled its buffer back to a whole character. */
static void diagnostic_trim(char *message, size_t capacity)
{
    size_t size = strlen(message);
    if (size + 1 < capacity) {
        return;
    }
    while (size > 0 && ((unsigned char)message[size - 1] & 0xC0) == 0x80) {
        size--;
    }
    if (size > 0 && (unsigned char)message[size - 1] >= 0xC0) {
        size--;
    }
    message[size] = '\0';
}

void diagnostic_set(Diagnostic *diagnostic, const char *kind, int line,
                    int column, const char *format, ...)
{
    if (diagnostic->kind != NULL) {
        return;
    }
    diagnostic->kind = kind;
    diagnostic->line = line;
    diagnostic->column = column;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(diagnostic->message, sizeof diagnostic->message, format,
              arguments);
    va_end(arguments);
    diagnostic_trim(diagnostic->message, sizeof diagnostic->message);
}

void diagnostic_no_memory(Diagnostic *diagnostic)
{
    diagnostic_set(diagnostic, "MemoryError", 0, 0, "%s", "");
}

bool diagnostic_is_syntax_error(const Diagnostic *diagnostic)
{
    static const char *const KINDS[] = {"SyntaxError", "IndentationError",
                                        "TabError"};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (diagnostic->kind != NULL && !strcmp(diagnostic->kind, KINDS[i])) {
            return true;
        }
    }
    return false;
}

static bool diagnostic_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static Text diagnostic_strip(Text text)
{
    while (text.size > 0 && diagnostic_is_space(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && diagnostic_is_space(text.data[text.size - 1])) {
        text.size--;
    }
    return text;
}

static bool diagnostic_starts(Text text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && !memcmp(text.data, prefix, size);
}

/* "print x" and "exec x": CPython's helpful message for Python 2 code. */
static bool diagnostic_legacy(Diagnostic *diagnostic, Text text)
{
    while (text.size > 0 && diagnostic_is_space(text.data[0])) {
        text.data++;
        text.size--;
    }
    if (diagnostic_starts(text, "exec ")) {
        snprintf(diagnostic->message, sizeof diagnostic->message,
                 "Missing parentheses in call to 'exec'");
        return true;
    }
    if (!diagnostic_starts(text, "print ")) {
        return false;
    }
    text.data += 6;
    text.size -= 6;
    const char *semicolon = memchr(text.data, ';', text.size);
    if (semicolon != NULL) {
        text.size = (size_t)(semicolon - text.data);
    }
    text = diagnostic_strip(text);
    const char *tail = ")";
    if (diagnostic_starts(text, ">>")) {
        return false;
    }
    if (text.size > 0 && text.data[text.size - 1] == ',') {
        tail = " end=\" \")";
    }
    snprintf(diagnostic->message, sizeof diagnostic->message,
             "Missing parentheses in call to 'print'. Did you mean "
             "print(%.*s%s?",
             (int)(text.size < 400 ? text.size : 400), text.data, tail);
    diagnostic_trim(diagnostic->message, sizeof diagnostic->message);
    return true;
}

void diagnostic_set_text(Diagnostic *diagnostic, Text text)
{
    diagnostic->text = text;
    diagnostic->has_text = true;
    if (strcmp(diagnostic->kind, "SyntaxError") != 0 || text.size == 0 ||
        memchr(text.data, '(', text.size) != NULL) {
        return;
    }
    if (diagnostic_legacy(diagnostic, text)) {
        return;
    }
    const char *colon = memchr(text.data, ':', text.size);
    if (colon != NULL) {
        size_t before = (size_t)(colon + 1 - text.data);
        (void)diagnostic_legacy(diagnostic,
                                (Text){colon + 1, text.size - before});
    }
}

void diagnostic_take_line(Diagnostic *diagnostic, const char *source,
                          size_t size)
{
    if (diagnostic->filename != NULL && diagnostic->filename[0] == '<') {
        return; /* CPython reads the file anew, and this one is none */
    }
    const char *line = source;
    const char *end = source + size;
    for (int number = 1; number < diagnostic->line && line != NULL; number++) {
        line = memchr(line, '\n', (size_t)(end - line));
        line = line != NULL ? line + 1 : NULL;
    }
    if (diagnostic->line < 1 || line == NULL || line == end) {
        return;
    }
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    const char *stop = newline != NULL ? newline + 1 : end;
    diagnostic_set_text(diagnostic, (Text){line, (size_t)(stop - line)});
}

bool diagnostic_warn(Diagnostic *diagnostic, Region *region,
                     const char *category, int line, int column,
                     const char *message)
{
    Warning *warning = region_alloc(region, sizeof *warning);
    size_t size = strlen(message);
    char *copy = region_copy(region, message, size);
    if (warning == NULL || copy == NULL) {
        diagnostic_no_memory(diagnostic);
        return false;
    }
    *warning = (Warning){.category = category,
                         .message = {copy, size},
                         .line = line,
                         .column = column};
    if (diagnostic->last_warning != NULL) {
        diagnostic->last_warning->next = warning;
    } else {
        diagnostic->warnings = warning;
    }
    diagnostic->last_warning = warning;
    return true;
}

/* The line the caret belongs under, and the caret's place in it. */
static Text diagnostic_caret_line(const Diagnostic *diagnostic, int *column)
{
    Text text = diagnostic->text;
    size_t offset = *column > 0 ? (size_t)*column : 0;
    if (offset > 0 && offset == text.size && text.data[offset - 1] == '\n') {
        offset--;
    }
    const char *newline = memchr(text.data, '\n', text.size);
    while (newline != NULL && (size_t)(newline - text.data) < offset) {
        size_t step = (size_t)(newline - text.data) + 1;
        offset -= step;
        text.data += step;
        text.size -= step;
        newline = memchr(text.data, '\n', text.size);
    }
    int place = (int)offset;
    while (text.size > 0 &&
           (*text.data == ' ' || *text.data == '\t' || *text.data == '\f')) {
        text.data++;
        text.size--;
        place--;
    }
    *column = place;
    return text;
}

static void diagnostic_render_text(const Diagnostic *diagnostic, Buffer *out)
{
    int column = diagnostic->column;
    Text line = diagnostic->text;
    if (column >= 0 && line.size > 0) {
        line = diagnostic_caret_line(diagnostic, &column);
    }
    buffer_string(out, "    ");
    buffer_text(out, line);
    if (line.size == 0 || line.data[line.size - 1] != '\n') {
        buffer_byte(out, '\n');
    }
    if (column == -1) {
        return;
    }
    buffer_string(out, "    ");
    buffer_pad(out, ' ', column > 1 ? (size_t)column - 1 : 0);
    buffer_string(out, "^\n");
}

const char *diagnostic_render(const Diagnostic *diagnostic, Region *region)
{
    Buffer out = {0};
    if (diagnostic_is_syntax_error(diagnostic)) {
        buffer_format(&out, "  File \"%s\", line %d\n", diagnostic->filename,
                      diagnostic->line);
        if (diagnostic->has_text) {
            diagnostic_render_text(diagnostic, &out);
        }
    }
    buffer_string(&out, diagnostic->kind);
    if (diagnostic->message[0] != '\0') {
        buffer_string(&out, ": ");
        buffer_string(&out, diagnostic->message);
    }
    buffer_byte(&out, '\n');
    const char *copy =
        out.failed ? NULL : region_copy(region, out.data, out.size);
    buffer_free(&out);
    return copy;
}
