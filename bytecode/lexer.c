/* SPDX-License-Identifier: MIT */
/* The lexer. lexer_next is the whole machine: indentation at the start of a
 * line, then spaces and comments, then one token by its first character.
 *
 * CPython reads its source line by line and counts a line when its first
 * character is read, so `line` grows lazily here too: an error at the end of
 * the text is reported on the last line, not on the empty one behind it.
 * Numbers are in lexer_number.c. */
#include "bytecode/lexer.h"

#include "bytecode/lexer_number.h"

#include <stdarg.h>
#include <stdio.h>
#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>
#include <unistr.h>

enum { CHAR_START = 1, CHAR_NAME = 2, CHAR_DIGIT = 4, CHAR_SPACE = 8 };

static const unsigned char CLASSES[256] = {
    ['a' ... 'z'] = CHAR_START | CHAR_NAME,
    ['A' ... 'Z'] = CHAR_START | CHAR_NAME,
    ['_'] = CHAR_START | CHAR_NAME,
    [128 ... 255] = CHAR_START | CHAR_NAME,
    ['0' ... '9'] = CHAR_DIGIT | CHAR_NAME,
    [' '] = CHAR_SPACE,
    ['\t'] = CHAR_SPACE,
    ['\f'] = CHAR_SPACE,
};

static bool lexer_is(char c, int class)
{
    return (CLASSES[(unsigned char)c] & class) != 0;
}

void lexer_init(Lexer *lexer, const char *source, size_t size, Names *names,
                Diagnostic *diagnostic)
{
    lexer->cursor = source;
    lexer->end = source + size;
    lexer->line_start = source;
    lexer->text_start = source;
    lexer->line = 0;
    lexer->line_over = true;
    lexer->new_line = true;
    lexer->blank = false;
    lexer->started = false;
    lexer->ended = false;
    lexer->keeps_blocks = false;
    lexer->file_lines = 0;
    lexer->pending = 0;
    lexer->indent = 0;
    lexer->brackets = 0;
    lexer->columns[0] = 0;
    lexer->alt_columns[0] = 0;
    lexer->names = names;
    lexer->diagnostic = diagnostic;
}

/* Characters in `size` bytes; a cut character at the end counts as one. */
static int lexer_characters(const char *data, size_t size)
{
    int count = 0;
    for (size_t i = 0; i < size; i++) {
        count += ((unsigned char)data[i] & 0xC0) != 0x80;
    }
    return count;
}

/* One past the newline of the line the cursor is in. */
static const char *lexer_line_end(const Lexer *lexer)
{
    const char *from = lexer->line_start;
    const char *newline = memchr(from, '\n', (size_t)(lexer->end - from));
    return newline != NULL ? newline + 1 : lexer->end;
}

static void lexer_fail(Lexer *lexer, const char *kind, int offset, Text text,
                       const char *message)
{
    diagnostic_set(lexer->diagnostic, kind, lexer->line, offset, "%s", message);
    lexer->diagnostic->incomplete = lexer->ended;
    diagnostic_set_text(lexer->diagnostic, text);
}

void lexer_error(Lexer *lexer, const char *kind, size_t column,
                 const char *format, ...)
{
    if (diagnostic_is_set(lexer->diagnostic)) {
        return;
    }
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    Text text = {lexer->text_start,
                 (size_t)(lexer_line_end(lexer) - lexer->text_start)};
    column = column < text.size ? column : text.size;
    lexer_fail(lexer, kind, lexer_characters(text.data, column), text, message);
    if (lexer->ended && lexer->file_lines > 0) {
        lexer->diagnostic->line++;
        lexer->diagnostic->text.size = 0;
    }
}

void lexer_reject(Lexer *lexer, const char *format, ...)
{
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const char *start = lexer->line_start;
    Text line = {start, (size_t)(lexer_line_end(lexer) - start)};
    line.size -= line.size > 0 && start[line.size - 1] == '\n';
    size_t before = (size_t)(lexer->cursor - start);
    lexer_fail(lexer, "SyntaxError", lexer_characters(start, before), line,
               message);
}

/* An error that leaves the cursor at the end of its line, as CPython does. */
static bool lexer_error_line(Lexer *lexer, const char *kind,
                             const char *message)
{
    lexer->cursor = lexer_line_end(lexer);
    Text text = {lexer->text_start,
                 (size_t)(lexer->cursor - lexer->text_start)};
    lexer_fail(lexer, kind, lexer_characters(text.data, text.size), text,
               message);
    lexer->diagnostic->line += lexer->ended ? lexer->file_lines : 0;
    return false;
}

/* Called before the first character of a line is read. False at the end. */
static bool lexer_enter_line(Lexer *lexer, bool in_token)
{
    if (lexer->cursor == lexer->end) {
        lexer->ended = true;
        return false;
    }
    lexer->line_over = false;
    lexer->line++;
    lexer->line_start = lexer->cursor;
    if (!in_token) {
        lexer->text_start = lexer->cursor;
    }
    return true;
}

/* Indentation ------------------------------------------------------------ */

static bool lexer_tab_error(Lexer *lexer)
{
    return lexer_error_line(
        lexer, "TabError",
        "inconsistent use of tabs and spaces in indentation");
}

static bool lexer_indent(Lexer *lexer, int column, int alt_column)
{
    int top = lexer->indent;
    if (alt_column <= lexer->alt_columns[top]) {
        return lexer_tab_error(lexer);
    }
    if (top + 1 >= LEXER_INDENTS) {
        return lexer_error_line(lexer, "IndentationError",
                                "too many levels of indentation");
    }
    lexer->pending++;
    lexer->indent = top + 1;
    lexer->columns[top + 1] = column;
    lexer->alt_columns[top + 1] = alt_column;
    return true;
}

static bool lexer_dedent(Lexer *lexer, int column, int alt_column)
{
    while (lexer->indent > 0 && column < lexer->columns[lexer->indent]) {
        lexer->pending--;
        lexer->indent--;
    }
    if (column != lexer->columns[lexer->indent]) {
        return lexer_error_line(
            lexer, "IndentationError",
            "unindent does not match any outer indentation level");
    }
    if (alt_column != lexer->alt_columns[lexer->indent]) {
        return lexer_tab_error(lexer);
    }
    return true;
}

/* Measures the indentation and turns it into pending tokens. */
static bool lexer_measure(Lexer *lexer)
{
    int column = 0;
    int alt_column = 0;
    lexer->new_line = false;
    for (;; lexer->cursor++) {
        if (*lexer->cursor == ' ') {
            column++;
            alt_column++;
        } else if (*lexer->cursor == '\t') {
            column = (column / 8 + 1) * 8;
            alt_column++;
        } else if (*lexer->cursor == '\f') {
            column = alt_column = 0;
        } else {
            break;
        }
    }
    lexer->ended = lexer->ended || lexer->cursor == lexer->end;
    lexer->blank = *lexer->cursor == '#' || *lexer->cursor == '\n';
    if (lexer->blank || lexer->brackets > 0) {
        return true;
    }
    int top = lexer->columns[lexer->indent];
    if (column == top) {
        return alt_column == lexer->alt_columns[lexer->indent] ||
               lexer_tab_error(lexer);
    }
    return column > top ? lexer_indent(lexer, column, alt_column)
                        : lexer_dedent(lexer, column, alt_column);
}

/* Tokens ----------------------------------------------------------------- */

static void lexer_finish(Lexer *lexer, Token *token, TokenKind kind,
                         const char *start)
{
    token->kind = kind;
    token->start = start;
    token->size = (size_t)(lexer->cursor - start);
    token->at.line = token->at.end_line = lexer->line;
    token->at.column = (int)(start - lexer->line_start);
    token->at.end_column = (int)(lexer->cursor - lexer->line_start);
}

/* Most tokens end where a character does not belong to them; those at the very
 * end of the text are found by reading the end. */
static void lexer_look_ahead(Lexer *lexer, const Token *token)
{
    const char *next = lexer->cursor;
    switch (token->kind) {
    case TOKEN_STRING:
    case TOKEN_ELLIPSIS:
    case TOKEN_STAR_STAR_EQUAL:
    case TOKEN_SLASH_SLASH_EQUAL:
    case TOKEN_LEFT_SHIFT_EQUAL:
    case TOKEN_RIGHT_SHIFT_EQUAL:
        return; /* nothing could go on */
    case TOKEN_DOT:
        next += *next == '.';
        break;
    default:
        break;
    }
    lexer->ended = lexer->ended || next == lexer->end;
}

/* A token that CPython gives no place of its own. */
static void lexer_placeless(Lexer *lexer, Token *token, TokenKind kind)
{
    token->kind = kind;
    token->start = NULL;
    token->size = 0;
    int column = (int)(lexer->cursor - lexer->line_start);
    token->at = (Position){lexer->line, -1, lexer->line, column};
}

static bool lexer_no_memory(Lexer *lexer)
{
    diagnostic_no_memory(lexer->diagnostic);
    return false;
}

/* Whether decoded text is an identifier by Unicode's rules. */
static bool lexer_is_identifier(const char *data, size_t size)
{
    const uint8_t *next = (const uint8_t *)data;
    const uint8_t *end = next + size;
    for (bool first = true; next < end; first = false) {
        ucs4_t c;
        int step = u8_mbtouc(&c, next, (size_t)(end - next));
        bool good = first ? c == '_' || uc_is_property_xid_start(c)
                          : uc_is_property_xid_continue(c);
        if (!good) {
            return false;
        }
        next += step;
    }
    return true;
}

/* An identifier with characters beyond ASCII: checked, then normalised. */
static bool lexer_unicode_name(Lexer *lexer, Token *token)
{
    if (!lexer_is_identifier(token->start, token->size)) {
        lexer_error(lexer, "SyntaxError",
                    (size_t)(lexer->cursor - lexer->text_start),
                    "invalid character in identifier");
        lexer->diagnostic->incomplete = false;
        return false;
    }
    size_t size = 0;
    uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)token->start,
                                   token->size, NULL, &size);
    if (normal == NULL) {
        return lexer_no_memory(lexer);
    }
    const Name *name = names_intern(lexer->names, (const char *)normal, size);
    free(normal);
    if (name == NULL) {
        return lexer_no_memory(lexer);
    }
    token->name = name->text;
    return true;
}

static bool lexer_name(Lexer *lexer, Token *token)
{
    const char *start = lexer->cursor;
    unsigned char bits = 0;
    while (lexer_is(*lexer->cursor, CHAR_NAME)) {
        bits |= (unsigned char)*lexer->cursor++;
    }
    lexer_finish(lexer, token, TOKEN_NAME, start);
    lexer_look_ahead(lexer, token);
    if (bits & 0x80) {
        return lexer_unicode_name(lexer, token);
    }
    const Name *name = names_intern(lexer->names, start, token->size);
    if (name == NULL) {
        return lexer_no_memory(lexer);
    }
    token->name = name->text;
    token->kind = name->kind;
    return true;
}

/* The size of a string prefix with its quote behind it, or -1. */
static int lexer_prefix(const char *text)
{
    bool b = false, u = false, r = false, f = false;
    for (int size = 0;; size++) {
        char c = text[size];
        if (c == '"' || c == '\'') {
            return size;
        }
        if ((c == 'b' || c == 'B') && !b && !u && !f) {
            b = true;
        } else if ((c == 'u' || c == 'U') && !b && !u && !r && !f) {
            u = true;
        } else if ((c == 'r' || c == 'R') && !r && !u) {
            r = true;
        } else if ((c == 'f' || c == 'F') && !f && !b && !u) {
            f = true;
        } else {
            return -1;
        }
    }
}

static bool lexer_unterminated(Lexer *lexer, bool triple)
{
    bool continued = triple || lexer->cursor[-1] == '\n';
    lexer_error_line(lexer, "SyntaxError",
                     triple ? "EOF while scanning triple-quoted string literal"
                            : "EOL while scanning string literal");
    lexer->diagnostic->incomplete &= continued;
    return false;
}

/* To the closing quote; the cursor stands behind the opening one. */
static bool lexer_string_body(Lexer *lexer, char quote, bool triple)
{
    for (;;) {
        char c = *lexer->cursor;
        if (c == '\0') {
            lexer->ended = true;
            return lexer_unterminated(lexer, triple);
        }
        if (c == '\n' && !triple) {
            return lexer_unterminated(lexer, false);
        }
        lexer->cursor++;
        if (c == quote) {
            if (!triple) {
                return true;
            }
            if (lexer->cursor[0] == quote && lexer->cursor[1] == quote) {
                lexer->cursor += 2;
                return true;
            }
        }
        if (c == '\\' && *lexer->cursor != '\0') {
            c = *lexer->cursor++;
        }
        if (c == '\n' && !lexer_enter_line(lexer, true)) {
            return lexer_unterminated(lexer, triple);
        }
    }
}

static bool lexer_string(Lexer *lexer, Token *token, int prefix)
{
    const char *start = lexer->cursor;
    int line = lexer->line;
    int column = (int)(start - lexer->line_start);
    lexer->cursor += prefix;
    char quote = *lexer->cursor++;
    bool triple = lexer->cursor[0] == quote && lexer->cursor[1] == quote;
    bool empty = !triple && lexer->cursor[0] == quote;
    lexer->cursor += triple ? 2 : 0;
    if (!lexer_string_body(lexer, quote, triple)) {
        return false;
    }
    lexer_finish(lexer, token, TOKEN_STRING, start);
    lexer->ended |= empty && lexer->cursor == lexer->end;
    token->at.line = line;
    token->at.column = column;
    return true;
}

/* The longest operator at the cursor; moves behind it. */
static TokenKind lexer_operator(Lexer *lexer)
{
    const char *text = lexer->cursor;
    unsigned a = (unsigned char)text[0];
    unsigned b = a != 0 ? (unsigned char)text[1] : 0;
    unsigned c = b != 0 ? (unsigned char)text[2] : 0;
    lexer->cursor += 3;
    switch (a | b << 8 | c << 16) {
#define TOKEN(KIND)
#define OPERATOR3(KIND, a, b, c)                                               \
    case a | b << 8 | c << 16:                                                 \
        return TOKEN_##KIND;
#include "bytecode/token.def"
    }
    lexer->cursor--;
    switch (a | b << 8) {
#define TOKEN(KIND)
#define OPERATOR2(KIND, a, b)                                                  \
    case a | b << 8:                                                           \
        return TOKEN_##KIND;
#include "bytecode/token.def"
    }
    lexer->cursor--;
    switch (a) {
#define TOKEN(KIND)
#define OPERATOR1(KIND, a)                                                     \
    case a:                                                                    \
        return TOKEN_##KIND;
#include "bytecode/token.def"
    }
    return TOKEN_UNKNOWN;
}

static bool lexer_open(Lexer *lexer, char c)
{
    if (lexer->brackets >= LEXER_BRACKETS) {
        lexer_reject(lexer, "too many nested parentheses");
        return false;
    }
    lexer->bracket[lexer->brackets].open = c;
    lexer->bracket[lexer->brackets].line = lexer->line;
    lexer->brackets++;
    return true;
}

static bool lexer_close(Lexer *lexer, char c)
{
    if (lexer->brackets == 0) {
        lexer_reject(lexer, "unmatched '%c'", c);
        return false;
    }
    lexer->brackets--;
    char open = lexer->bracket[lexer->brackets].open;
    int line = lexer->bracket[lexer->brackets].line;
    if ((open == '(' && c == ')') || (open == '[' && c == ']') ||
        (open == '{' && c == '}')) {
        return true;
    }
    if (line != lexer->line) {
        lexer_reject(lexer,
                     "closing parenthesis '%c' does not match opening "
                     "parenthesis '%c' on line %d",
                     c, open, line);
    } else {
        lexer_reject(lexer,
                     "closing parenthesis '%c' does not match opening "
                     "parenthesis '%c'",
                     c, open);
    }
    return false;
}

static bool lexer_bracket(Lexer *lexer, TokenKind kind, char c)
{
    switch (kind) {
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        return lexer_open(lexer, c);
    case TOKEN_RIGHT_PAREN:
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_RIGHT_BRACE:
        return lexer_close(lexer, c);
    default:
        return true;
    }
}

/* Spaces, comments, continuation lines and newlines that give no token. Stops
 * at the first character of a token, at a '\n' that is one, or at the end;
 * `*comment` is what stands before that '\n'. */
static bool lexer_skip(Lexer *lexer, const char **comment)
{
    for (;;) {
        *comment = NULL;
        while (lexer_is(*lexer->cursor, CHAR_SPACE)) {
            lexer->cursor++;
        }
        if (*lexer->cursor == '#') {
            *comment = lexer->cursor;
            const char *end = memchr(lexer->cursor, '\n',
                                     (size_t)(lexer->end - lexer->cursor));
            lexer->cursor = end != NULL ? end : lexer->end;
        }
        if (*lexer->cursor == '\\') {
            lexer->cursor++;
            if (*lexer->cursor != '\n') {
                return lexer_error_line(lexer, "SyntaxError",
                                        "unexpected character after line "
                                        "continuation character");
            }
            lexer->cursor++;
            if (!lexer_enter_line(lexer, true)) {
                return lexer_error_line(lexer, "SyntaxError",
                                        "unexpected EOF while parsing");
            }
        } else if (*lexer->cursor == '\n' && lexer->brackets > 0) {
            lexer->cursor++;
            if (!lexer_enter_line(lexer, false)) {
                return true;
            }
        } else {
            return true;
        }
    }
}

static bool lexer_token(Lexer *lexer, Token *token)
{
    const char *start = lexer->cursor;
    char c = *start;
    if (lexer_is(c, CHAR_START)) {
        int prefix = lexer_prefix(start);
        return prefix > 0 ? lexer_string(lexer, token, prefix)
                          : lexer_name(lexer, token);
    }
    if (lexer_is(c, CHAR_DIGIT) ||
        (c == '.' && lexer_is(start[1], CHAR_DIGIT))) {
        bool good = lexer_number(lexer);
        lexer_finish(lexer, token, TOKEN_NUMBER, start);
        lexer_look_ahead(lexer, token);
        return good;
    }
    if (c == '"' || c == '\'') {
        return lexer_string(lexer, token, 0);
    }
    TokenKind kind = lexer_operator(lexer);
    lexer_finish(lexer, token, kind, start);
    lexer_look_ahead(lexer, token);
    return lexer_bracket(lexer, kind, c);
}

/* Indentation of the lines up to the first that is not blank. The end of the
 * text counts as a line without indentation. */
static bool lexer_lines(Lexer *lexer)
{
    while (lexer->line_over) {
        if (!lexer_enter_line(lexer, false)) {
            lexer->line_over = lexer->new_line = false;
            return lexer->brackets > 0 || lexer_dedent(lexer, 0, 0);
        }
        if (lexer->new_line && !lexer_measure(lexer)) {
            return false;
        }
        if (!lexer->blank) {
            return true;
        }
        const char *newline =
            memchr(lexer->cursor, '\n', (size_t)(lexer->end - lexer->cursor));
        lexer->cursor = newline != NULL ? newline + 1 : lexer->end;
        lexer->line_over = lexer->new_line = true;
        lexer->blank = false;
    }
    return true;
}

/* At the end CPython closes the last line and all blocks by itself. */
static void lexer_end(Lexer *lexer, Token *token)
{
    lexer->ended = true;
    if (!lexer->started) {
        lexer_placeless(lexer, token, TOKEN_END);
        return;
    }
    lexer_placeless(lexer, token, TOKEN_NEWLINE);
    lexer->started = false;
    if (!lexer->keeps_blocks) {
        lexer->pending = -lexer->indent;
        lexer->indent = 0;
    }
}

static bool lexer_pending(Lexer *lexer, Token *token)
{
    if (lexer->pending == 0) {
        return false;
    }
    bool indent = lexer->pending > 0;
    lexer->pending += indent ? -1 : 1;
    lexer_placeless(lexer, token, indent ? TOKEN_INDENT : TOKEN_DEDENT);
    lexer->started = true;
    return true;
}

void lexer_next(Lexer *lexer, Token *token)
{
    bool good = lexer_lines(lexer);
    if (good && lexer_pending(lexer, token)) {
        return;
    }
    const char *comment;
    good = good && lexer_skip(lexer, &comment);
    if (!good) {
        token->kind = TOKEN_ERROR;
        return;
    }
    if (*lexer->cursor == '\0') {
        lexer_end(lexer, token);
        return;
    }
    lexer->started = true;
    if (*lexer->cursor == '\n') {
        lexer_finish(lexer, token, TOKEN_NEWLINE,
                     comment != NULL ? comment : lexer->cursor);
        lexer->cursor++;
        lexer->line_over = lexer->new_line = true;
        return;
    }
    if (!lexer_token(lexer, token)) {
        token->kind = TOKEN_ERROR;
    }
}

bool lexer_only_blank_left(const Lexer *lexer)
{
    const char *text = lexer->cursor;
    while (*text != '\0') {
        if (*text == '#') {
            while (*text != '\0' && *text != '\n') {
                text++;
            }
        } else if (*text == ' ' || *text == '\t' || *text == '\n' ||
                   *text == '\f') {
            text++;
        } else {
            return false;
        }
    }
    return true;
}
