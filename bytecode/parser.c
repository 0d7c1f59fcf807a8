/* SPDX-License-Identifier: MIT */
/* The parser's entry point, its tokens, lists and errors. */
#include "bytecode/parser_state.h"

#include "bytecode/source.h"

#include <stdarg.h>
#include <stdio.h>

static const bool STARTS_TEST[TOKEN_KINDS] = {
    [TOKEN_NAME] = true,         [TOKEN_NUMBER] = true,
    [TOKEN_STRING] = true,       [TOKEN_ELLIPSIS] = true,
    [TOKEN_NONE] = true,         [TOKEN_TRUE] = true,
    [TOKEN_FALSE] = true,        [TOKEN_LAMBDA] = true,
    [TOKEN_NOT] = true,          [TOKEN_AWAIT] = true,
    [TOKEN_PLUS] = true,         [TOKEN_MINUS] = true,
    [TOKEN_TILDE] = true,        [TOKEN_LEFT_PAREN] = true,
    [TOKEN_LEFT_BRACKET] = true, [TOKEN_LEFT_BRACE] = true,
};

void parser_init(Parser *parser, Region *region, Names *names,
                 const char *source, size_t size, Diagnostic *diagnostic)
{
    memset(parser, 0, offsetof(Parser, lexer));
    parser->region = region;
    parser->names = names;
    parser->diagnostic = diagnostic;
    diagnostic_init(&parser->late, diagnostic->filename);
    lexer_init(&parser->lexer, source, size, names, diagnostic);
}

/* Tokens ----------------------------------------------------------------- */

/* Moves a token of an f-string to its place in the file. */
static void parser_shift(const Parser *parser, Position *at)
{
    if (at->column >= 0 && at->line == 1) {
        at->column += parser->first_column;
    }
    if (at->end_line == 1) {
        at->end_column += parser->first_column;
    }
    at->line += parser->first_line;
    at->end_line += parser->first_line;
}

static void parser_error(Parser *parser, const char *kind, const char *message);

bool parser_next(Parser *parser)
{
    parser->last_line = parser->token.at.end_line;
    parser->last_column = parser->token.at.end_column;
    lexer_next(&parser->lexer, &parser->token);
    if (parser->first_line | parser->first_column) {
        parser_shift(parser, &parser->token.at);
    }
    if (parser->token.kind == TOKEN_LESS_GREATER ||
        parser->token.kind == TOKEN_NOT_EQUAL) {
        bool barry = (parser->flags & PARSE_BARRY) != 0;
        if (barry != (parser->token.kind == TOKEN_LESS_GREATER)) {
            parser->token.start = NULL;
            if (barry) {
                parser_error(parser, "SyntaxError",
                             "with Barry as BDFL, use '<>' instead of '!='");
            } else {
                parser_invalid(parser);
            }
            return false;
        }
    }
    return parser->token.kind != TOKEN_ERROR;
}

bool parser_expect(Parser *parser, TokenKind kind)
{
    if (parser->token.kind != kind) {
        parser_invalid(parser);
        return false;
    }
    return parser_next(parser);
}

bool parser_accept(Parser *parser, TokenKind kind, bool *taken)
{
    *taken = parser->token.kind == kind;
    return !*taken || parser_next(parser);
}

bool parser_at_test(const Parser *parser)
{
    return STARTS_TEST[parser->token.kind];
}

/* Errors ----------------------------------------------------------------- */

static void parser_error(Parser *parser, const char *kind, const char *message)
{
    Lexer *lexer = &parser->lexer;
    const Token *token = &parser->token;
    const char *text = lexer->text_start;
    size_t column = (size_t)(lexer->cursor - text);
    if (token->start != NULL) {
        column = (size_t)(token->start - lexer->line_start) + 1;
    }
    if (token->kind == TOKEN_STRING && token->at.line != token->at.end_line) {
        column = (size_t)(token->at.column + 1);
    }
    if (lexer->ended) {
        kind = "SyntaxError";
        message = "unexpected EOF while parsing";
    }
    lexer_error(lexer, kind, column, "%s", message);
}

void *parser_invalid(Parser *parser)
{
    switch (parser->token.kind) {
    case TOKEN_INDENT:
        parser_error(parser, "IndentationError", "unexpected indent");
        break;
    case TOKEN_DEDENT:
        parser_error(parser, "IndentationError", "unexpected unindent");
        break;
    default:
        parser_error(parser, "SyntaxError", "invalid syntax");
        break;
    }
    return NULL;
}

void *parser_no_block(Parser *parser)
{
    if (parser->token.kind == TOKEN_UNKNOWN) {
        return parser_invalid(parser); /* `?` or `$` fits nowhere */
    }
    parser_error(parser, "IndentationError", "expected an indented block");
    return NULL;
}

void *parser_no_memory(Parser *parser)
{
    diagnostic_no_memory(parser->diagnostic);
    return NULL;
}

void *parser_too_deep(Parser *parser)
{
    diagnostic_set(parser->diagnostic, "RecursionError", 0, 0,
                   "maximum recursion depth exceeded during compilation");
    return NULL;
}

void parser_late(Parser *parser, Position at, const char *format, ...)
{
    if (diagnostic_is_set(&parser->late)) {
        return;
    }
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    diagnostic_set(&parser->late, "SyntaxError", at.line, at.column + 1, "%s",
                   message);
}

/* Lists ------------------------------------------------------------------ */

bool parser_push(Parser *parser, const void *item, size_t size)
{
    if (size > parser->scratch_capacity - parser->scratch_size) {
        size_t capacity = parser->scratch_capacity * 2 + size + 1024;
        char *scratch = region_alloc(parser->region, capacity);
        if (scratch == NULL) {
            parser_no_memory(parser);
            return false;
        }
        if (parser->scratch_size > 0) {
            memcpy(scratch, parser->scratch, parser->scratch_size);
        }
        parser->scratch = scratch;
        parser->scratch_capacity = capacity;
    }
    memcpy(parser->scratch + parser->scratch_size, item, size);
    parser->scratch_size += size;
    return true;
}

bool parser_take(Parser *parser, size_t mark, size_t size, void *items,
                 size_t *count)
{
    size_t bytes = parser->scratch_size - mark;
    void *array = NULL;
    if (bytes > 0) {
        array = region_alloc(parser->region, bytes);
        if (array == NULL) {
            parser_no_memory(parser);
            return false;
        }
        memcpy(array, parser->scratch + mark, bytes);
    }
    parser->scratch_size = mark;
    memcpy(items, &array, sizeof array);
    *count = bytes / size;
    return true;
}

/* Nodes ------------------------------------------------------------------ */

Position parser_span(const Parser *parser, Position start)
{
    start.end_line = parser->last_line;
    start.end_column = parser->last_column;
    return start;
}

Expr *parser_expr(Parser *parser, ExprKind kind, Position start)
{
    Expr *expr = region_alloc(parser->region, sizeof *expr);
    if (expr == NULL) {
        return parser_no_memory(parser);
    }
    expr->kind = kind;
    expr->at = parser_span(parser, start);
    return expr;
}

Stmt *parser_stmt(Parser *parser, StmtKind kind, Position start)
{
    Stmt *stmt = region_alloc(parser->region, sizeof *stmt);
    if (stmt == NULL) {
        return parser_no_memory(parser);
    }
    stmt->kind = kind;
    stmt->at = parser_span(parser, start);
    return stmt;
}

/* The three starts of the grammar ---------------------------------------- */

static bool parser_module(Parser *parser, StmtList *body)
{
    size_t mark = parser->scratch_size;
    while (parser->token.kind != TOKEN_END) {
        if (parser->token.kind == TOKEN_NEWLINE) {
            if (!parser_next(parser)) {
                return false;
            }
        } else if (!parse_statement(parser)) {
            return false;
        }
    }
    return PARSER_TAKE(parser, mark, body);
}

static bool parser_expression(Parser *parser, Expr **expression)
{
    *expression = parse_test_list(parser);
    if (*expression == NULL) {
        return false;
    }
    while (parser->token.kind == TOKEN_NEWLINE) {
        if (!parser_next(parser)) {
            return false;
        }
    }
    if (parser->token.kind != TOKEN_END) {
        parser_invalid(parser);
        return false;
    }
    return true;
}

/* At a prompt a block is only over when an empty line says so. */
static bool parser_block_is_open(const Parser *parser)
{
    const Lexer *lexer = &parser->lexer;
    if (!(parser->flags & PARSE_PROMPT) || !lexer->ended) {
        return false;
    }
    const char *text = lexer->end;
    text -= text > lexer->line_start && text[-1] == '\n';
    while (text > lexer->line_start && (text[-1] == ' ' || text[-1] == '\t')) {
        text--;
    }
    return text != lexer->line_start;
}

/* Nothing but blank lines and comments may follow the one statement. */
static bool parser_end_single(Parser *parser)
{
    if (parser->token.kind != TOKEN_NEWLINE) {
        return parser_invalid(parser) != NULL;
    }
    if (!lexer_only_blank_left(&parser->lexer)) {
        parser_error(parser, "SyntaxError",
                     "multiple statements found while compiling a single "
                     "statement");
        return false;
    }
    return true;
}

/* What a prompt gives: one line of simple statements, or one block. */
static bool parser_interactive(Parser *parser, StmtList *body)
{
    size_t mark = parser->scratch_size;
    if (parser->token.kind == TOKEN_NEWLINE) {
        return !parser->lexer.ended || parser_invalid(parser) != NULL;
    }
    bool compound = parser_at_compound(parser);
    if (compound ? !parse_statement(parser) : !parse_small_list(parser)) {
        return false;
    }
    if (compound && parser_block_is_open(parser)) {
        return parser_invalid(parser) != NULL;
    }
    return parser_end_single(parser) && PARSER_TAKE(parser, mark, body);
}

static bool parser_body(Parser *parser, ParseMode mode, Ast *ast)
{
    if (mode == PARSE_EVAL) {
        ast->mode = AST_EXPRESSION;
        return parser_next(parser) &&
               parser_expression(parser, &ast->expression);
    }
    if (mode == PARSE_SINGLE) {
        ast->mode = AST_INTERACTIVE;
        return parser_next(parser) && parser_interactive(parser, &ast->body);
    }
    ast->mode = AST_MODULE;
    return parser_next(parser) && parser_module(parser, &ast->body);
}

/* The error kept back, now that the text is known to be grammatical. */
static void parser_raise_late(Parser *parser, const Ast *ast)
{
    Diagnostic *diagnostic = parser->diagnostic;
    Diagnostic late = parser->late;
    late.warnings = diagnostic->warnings;
    late.last_warning = diagnostic->last_warning;
    if (!late.has_text && late.filename == diagnostic->filename) {
        diagnostic_take_line(&late, ast->source, ast->source_size);
    }
    *diagnostic = late;
}

static bool parser_run(Region *region, const Source *source, ParseMode mode,
                       unsigned flags, Diagnostic *diagnostic, Ast *ast)
{
    Names *names = region_alloc(region, sizeof *names);
    Parser parser;
    if (!names || !names_init(names, region)) {
        diagnostic_no_memory(diagnostic);
        return false;
    }
    ast->names = names;
    parser_init(&parser, region, names, source->text, source->size, diagnostic);
    parser.flags = flags;
    parser.lexer.keeps_blocks = flags & PARSE_NO_DEDENT;
    if (flags & PARSE_FILE) {
        parser.lexer.file_lines = source->given == source->size ? 2 : 1;
    }
    if (!parser_body(&parser, mode, ast)) {
        /* CPython looks into literals only when all is grammatical. */
        diagnostic->warnings = diagnostic->last_warning = NULL;
        return false;
    }
    if (diagnostic_is_set(&parser.late)) {
        parser_raise_late(&parser, ast);
    }
    return !diagnostic_is_set(diagnostic);
}

Ast *parser_parse(Region *region, const char *text, size_t size,
                  const char *filename, ParseMode mode, unsigned flags,
                  Diagnostic *diagnostic)
{
    diagnostic->filename = filename;
    Source source;
    if (!source_read(&source, region, text, size, mode == PARSE_EXEC, flags,
                     diagnostic)) {
        return NULL;
    }
    Ast *ast = region_alloc(region, sizeof *ast);
    if (ast == NULL) {
        diagnostic_no_memory(diagnostic);
        return NULL;
    }
    ast->source = source.text;
    ast->source_size = source.given;
    return parser_run(region, &source, mode, flags, diagnostic, ast) ? ast
                                                                     : NULL;
}
