/* SPDX-License-Identifier: MIT */
/* f-strings.
 *
 * An expression is found by its closing brace, then parsed on its own, in
 * parentheses, as the file "<fstring>"; errors in it speak of that text. Its
 * nodes get their place by CPython 3.8's method: the first place in the first
 * string token where "{expression}" stands. With a conversion, a format or in
 * a later token nothing is found and the place is the string's own start.
 * Format specifications are f-strings again, two levels deep at most. */
#include "bytecode/fstring.h"

#include <stdio.h>

enum { FSTRING_LEVELS = 2, FSTRING_BRACKETS = 200 };

typedef struct Scanner {
    Joiner *joiner;
    const char *next;
    const char *end;
    bool is_raw;
    int level;
    bool failed; /* a late error is recorded; stop */
} Scanner;

/* What is between braces, before it is parsed. */
typedef struct Field {
    Text source; /* the expression */
    Text shown;  /* `=`: what is printed before the value; else data NULL */
    int conversion;
    Expr *value;
    Expr *format;
} Field;

static bool fstring_scan(Scanner *scanner);

/* Records a late error; true, because memory is not what is lacking. */
static bool fstring_fail(Scanner *scanner, const char *message)
{
    parser_late(scanner->joiner->parser, scanner->joiner->at, "%s", message);
    scanner->failed = true;
    return true;
}

static bool fstring_open_ended(Scanner *scanner)
{
    return fstring_fail(scanner, "f-string: expecting '}'");
}

/* Finding the end of an expression --------------------------------------- */

typedef struct Brackets {
    char open[FSTRING_BRACKETS];
    int count;
    char quote;
    bool triple;
} Brackets;

/* Inside a string of the expression: is it over? */
static void fstring_in_quotes(Scanner *scanner, Brackets *brackets)
{
    const char *at = scanner->next;
    if (*at != brackets->quote) {
        return;
    }
    if (!brackets->triple) {
        brackets->quote = '\0';
    } else if (at + 2 < scanner->end && at[1] == *at && at[2] == *at) {
        scanner->next += 2;
        brackets->quote = '\0';
    }
}

static void fstring_open_quotes(Scanner *scanner, Brackets *brackets)
{
    const char *at = scanner->next;
    brackets->quote = *at;
    brackets->triple = at + 2 < scanner->end && at[1] == *at && at[2] == *at;
    scanner->next += brackets->triple ? 2 : 0;
}

static bool fstring_close(Scanner *scanner, Brackets *brackets, char c)
{
    char message[80];
    if (brackets->count == 0) {
        snprintf(message, sizeof message, "f-string: unmatched '%c'", c);
        return fstring_fail(scanner, message);
    }
    char open = brackets->open[--brackets->count];
    if ((open == '(' && c == ')') || (open == '[' && c == ']') ||
        (open == '{' && c == '}')) {
        return true;
    }
    snprintf(message, sizeof message,
             "f-string: closing parenthesis '%c' does not match opening "
             "parenthesis '%c'",
             c, open);
    return fstring_fail(scanner, message);
}

/* Outside all brackets: does the expression end here? */
static bool fstring_at_end(Scanner *scanner)
{
    char c = *scanner->next;
    char next = '\0';
    if (scanner->next + 1 < scanner->end) {
        next = scanner->next[1];
    }
    if (next == '=' && strchr("!=<>", c) != NULL) {
        scanner->next++;
        return false;
    }
    return c != '<' && c != '>';
}

/* One character of an expression. `*over`: it is behind the expression. */
static bool fstring_step(Scanner *scanner, Brackets *brackets, bool *over)
{
    char c = *scanner->next;
    if (c == '\\') {
        return fstring_fail(scanner, "f-string expression part cannot include "
                                     "a backslash");
    }
    if (brackets->quote != '\0') {
        fstring_in_quotes(scanner, brackets);
        return true;
    }
    switch (c) {
    case '\'':
    case '"':
        fstring_open_quotes(scanner, brackets);
        return true;
    case '(':
    case '[':
    case '{':
        if (brackets->count >= FSTRING_BRACKETS) {
            return fstring_fail(scanner,
                                "f-string: too many nested parenthesis");
        }
        brackets->open[brackets->count++] = c;
        return true;
    case '#':
        return fstring_fail(scanner,
                            "f-string expression part cannot include '#'");
    case '!':
    case ':':
    case '=':
    case '<':
    case '>':
        *over = brackets->count == 0 && fstring_at_end(scanner);
        return true;
    case '}':
        *over = brackets->count == 0;
        return *over || fstring_close(scanner, brackets, c);
    case ']':
    case ')':
        return fstring_close(scanner, brackets, c);
    default:
        return true;
    }
}

static bool fstring_find_end(Scanner *scanner, Field *field)
{
    Brackets brackets = {.count = 0, .quote = '\0'};
    const char *start = scanner->next;
    bool over = false;
    while (scanner->next < scanner->end) {
        if (!fstring_step(scanner, &brackets, &over)) {
            return false;
        }
        if (scanner->failed || over) {
            break;
        }
        scanner->next++;
    }
    field->source = (Text){start, (size_t)(scanner->next - start)};
    if (scanner->failed) {
        return true;
    }
    if (brackets.quote != '\0') {
        return fstring_fail(scanner, "f-string: unterminated string");
    }
    if (brackets.count > 0) {
        char message[40];
        snprintf(message, sizeof message, "f-string: unmatched '%c'",
                 brackets.open[brackets.count - 1]);
        return fstring_fail(scanner, message);
    }
    return scanner->next < scanner->end || fstring_open_ended(scanner);
}

/* Parsing an expression -------------------------------------------------- */

/* Where "{expression}" stands in the first token: lines and columns to add. */
static void fstring_place(const Joiner *joiner, Text braced, int *line,
                          int *column)
{
    Text first = joiner->first;
    const char *found =
        memmem(first.data, first.size, braced.data, braced.size);
    *line = joiner->at.line - 1;
    *column = joiner->at.column;
    if (found == NULL) {
        return;
    }
    const char *start = found;
    while (start > first.data && *start != '\n') {
        start--;
    }
    *column += (int)(found - start);
    for (const char *at = first.data; at < found; at++) {
        *line += *at == '\n';
    }
}

/* An error of the inner parser becomes a late one of the outer. */
static bool fstring_inner_error(Scanner *scanner, const Diagnostic *inner)
{
    Parser *parser = scanner->joiner->parser;
    if (!strcmp(inner->kind, "MemoryError")) {
        diagnostic_no_memory(parser->diagnostic);
        return false;
    }
    if (!diagnostic_is_set(&parser->late)) {
        parser->late = *inner;
        parser->late.incomplete = false;
    }
    scanner->failed = true;
    return true;
}

static Expr *fstring_inner(Parser *inner)
{
    Expr *expr = parser_next(inner) ? parse_test_list(inner) : NULL;
    while (expr != NULL && inner->token.kind == TOKEN_NEWLINE) {
        if (!parser_next(inner)) {
            return NULL;
        }
    }
    if (expr != NULL && inner->token.kind != TOKEN_END) {
        return parser_invalid(inner);
    }
    return expr;
}

/* Parses the expression in parentheses as a text of its own. */
static bool fstring_parse(Scanner *scanner, Text text, Parser *inner,
                          Field *field)
{
    Parser *outer = scanner->joiner->parser;
    int line = inner->first_line;
    int column = inner->first_column;
    Diagnostic diagnostic;
    diagnostic_init(&diagnostic, "<fstring>");
    diagnostic.warnings = outer->diagnostic->warnings;
    diagnostic.last_warning = outer->diagnostic->last_warning;
    parser_init(inner, outer->region, outer->names, text.data, text.size,
                &diagnostic);
    inner->flags = outer->flags;
    inner->depth = outer->depth + 1;
    inner->first_line = line;
    inner->first_column = column;
    field->value = fstring_inner(inner);
    outer->diagnostic->warnings = diagnostic.warnings;
    outer->diagnostic->last_warning = diagnostic.last_warning;
    if (field->value == NULL) {
        return fstring_inner_error(scanner, &diagnostic);
    }
    return !diagnostic_is_set(&inner->late) ||
           fstring_inner_error(scanner, &inner->late);
}

static bool fstring_is_blank(Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (strchr(" \t\n\f", text.data[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static bool fstring_compile(Scanner *scanner, Field *field)
{
    if (fstring_is_blank(field->source)) {
        return fstring_fail(scanner, "f-string: empty expression not allowed");
    }
    Parser *outer = scanner->joiner->parser;
    Parser *inner = region_alloc(outer->region, sizeof *inner);
    size_t size = field->source.size + 2;
    char *text = region_alloc(outer->region, size + 1);
    if (inner == NULL || text == NULL) {
        diagnostic_no_memory(outer->diagnostic);
        return false;
    }
    memcpy(text + 1, field->source.data, field->source.size);
    text[0] = '{';
    text[size - 1] = '}';
    fstring_place(scanner->joiner, (Text){text, size}, &inner->first_line,
                  &inner->first_column);
    text[0] = '(';
    text[size - 1] = ')';
    return fstring_parse(scanner, (Text){text, size}, inner, field);
}

/* Behind the expression -------------------------------------------------- */

static bool fstring_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* `=` and the blanks behind it. */
static void fstring_show(Scanner *scanner, Field *field)
{
    if (*scanner->next != '=') {
        return;
    }
    scanner->next++;
    while (scanner->next < scanner->end && fstring_is_space(*scanner->next)) {
        scanner->next++;
    }
    const char *start = field->source.data;
    field->shown = (Text){start, (size_t)(scanner->next - start)};
}

/* `!r`. */
static bool fstring_convert(Scanner *scanner, Field *field)
{
    field->conversion = -1;
    if (scanner->next >= scanner->end) {
        return fstring_open_ended(scanner);
    }
    if (*scanner->next != '!') {
        return true;
    }
    scanner->next++;
    if (scanner->next >= scanner->end) {
        return fstring_open_ended(scanner);
    }
    field->conversion = *scanner->next++;
    if (strchr("sra", field->conversion) == NULL) {
        return fstring_fail(scanner, "f-string: invalid conversion character: "
                                     "expected 's', 'r', or 'a'");
    }
    return true;
}

/* `:format`, an f-string of its own. */
static bool fstring_format(Scanner *scanner, Field *field)
{
    if (scanner->next >= scanner->end) {
        return fstring_open_ended(scanner);
    }
    if (*scanner->next != ':') {
        return true;
    }
    Joiner inner = *scanner->joiner;
    inner.text = (Buffer){0};
    inner.mark = inner.parser->scratch_size;
    Scanner format = *scanner;
    format.joiner = &inner;
    format.next++;
    format.level++;
    bool good = format.next < format.end ? fstring_scan(&format)
                                         : fstring_open_ended(&format);
    if (good && !format.failed) {
        field->format = joiner_finish(&inner);
        good = field->format != NULL;
    }
    buffer_free(&inner.text);
    scanner->next = format.next;
    scanner->failed = format.failed;
    return good;
}

static bool fstring_close_field(Scanner *scanner, Field *field)
{
    if (scanner->next >= scanner->end || *scanner->next != '}') {
        return fstring_open_ended(scanner);
    }
    scanner->next++;
    if (field->shown.data != NULL && field->format == NULL &&
        field->conversion == -1) {
        field->conversion = 'r';
    }
    return true;
}

/* The text so far and the field become nodes. */
static bool fstring_emit(Scanner *scanner, const Field *field)
{
    Joiner *joiner = scanner->joiner;
    Parser *parser = joiner->parser;
    if (field->shown.data != NULL) {
        buffer_text(&joiner->text, field->shown);
    }
    if (joiner->text.size > 0) {
        Expr *constant = joiner_constant(joiner);
        if (constant == NULL ||
            !parser_push(parser, &constant, sizeof constant)) {
            return false;
        }
    }
    Expr *expr = parser_expr(parser, EXPR_FORMATTED_VALUE, joiner->at);
    if (expr == NULL) {
        return false;
    }
    expr->at = joiner->at;
    expr->formatted_value.value = field->value;
    expr->formatted_value.conversion = field->conversion;
    expr->formatted_value.format_spec = field->format;
    return parser_push(parser, &expr, sizeof expr);
}

/* A field; its opening brace is behind us. */
static bool fstring_field(Scanner *scanner)
{
    static bool (*const STEPS[])(Scanner *, Field *) = {
        fstring_find_end, fstring_compile, NULL,
        fstring_convert,  fstring_format,  fstring_close_field,
    };
    if (scanner->level >= FSTRING_LEVELS) {
        return fstring_fail(scanner, "f-string: expressions nested too deeply");
    }
    Field field = {0};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        if (STEPS[i] == NULL) {
            fstring_show(scanner, &field);
        } else if (!STEPS[i](scanner, &field)) {
            return false;
        }
        if (scanner->failed) {
            return true;
        }
    }
    return fstring_emit(scanner, &field);
}

/* Literal text ----------------------------------------------------------- */

static bool fstring_literal(Scanner *scanner, const char *start,
                            const char *stop)
{
    Joiner *joiner = scanner->joiner;
    StringLiteral literal = {.body = {start, (size_t)(stop - start)},
                             .at = joiner->at,
                             .is_raw = scanner->is_raw};
    return string_literal_decode(joiner->parser, literal, joiner->at,
                                 &joiner->text);
}

/* Behind a backslash in literal text: \N{...} hides its braces. */
static void fstring_skip_escape(Scanner *scanner)
{
    const char *at = scanner->next;
    if (at >= scanner->end || *at == '{' || *at == '}') {
        return;
    }
    scanner->next++;
    if (*at == 'N' && at + 1 < scanner->end && at[1] == '{') {
        const char *close = memchr(at, '}', (size_t)(scanner->end - at));
        scanner->next = close != NULL ? close + 1 : scanner->end;
    }
}

/* Literal text up to a brace that is none of `{{` and `}}`. A doubled brace
 * ends the piece, too: it is decoded with its first brace. */
static bool fstring_text(Scanner *scanner, bool *at_field)
{
    const char *start = scanner->next;
    *at_field = false;
    while (scanner->next < scanner->end) {
        char c = *scanner->next++;
        if (c == '\\' && !scanner->is_raw) {
            fstring_skip_escape(scanner);
            continue;
        }
        if (c != '{' && c != '}') {
            continue;
        }
        bool twice = scanner->next < scanner->end && *scanner->next == c;
        if (scanner->level == 0 && twice) {
            return fstring_literal(scanner, start, scanner->next++);
        }
        if (scanner->level == 0 && c == '}') {
            return fstring_fail(scanner, "f-string: single '}' is not allowed");
        }
        *at_field = c == '{';
        scanner->next -= c == '}';
        return fstring_literal(scanner, start,
                               scanner->next - (c == '{' ? 1 : 0));
    }
    return fstring_literal(scanner, start, scanner->next);
}

static bool fstring_scan(Scanner *scanner)
{
    while (scanner->next < scanner->end) {
        bool at_field;
        if (!fstring_text(scanner, &at_field)) {
            return false;
        }
        if (scanner->failed) {
            return true;
        }
        if (at_field && !fstring_field(scanner)) {
            return false;
        }
        if (scanner->failed) {
            return true;
        }
        if (scanner->level > 0 && scanner->next < scanner->end &&
            *scanner->next == '}') {
            return true;
        }
    }
    return scanner->level == 0 || fstring_open_ended(scanner);
}

bool fstring_join(Joiner *joiner, Text body, bool is_raw)
{
    Scanner scanner = {.joiner = joiner,
                       .next = body.data,
                       .end = body.data + body.size,
                       .is_raw = is_raw};
    return fstring_scan(&scanner);
}
