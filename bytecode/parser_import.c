/* SPDX-License-Identifier: MIT */
/* import and from ... import. A dotted name is one text, as in the AST. */
#include "bytecode/parser_state.h"

/* NAME ('.' NAME)*, interned as one text. */
static bool parse_dotted(Parser *parser, Text *dotted)
{
    *dotted = parser->token.name;
    if (!parser_expect(parser, TOKEN_NAME)) {
        return false;
    }
    if (parser->token.kind != TOKEN_DOT) {
        return true;
    }
    size_t mark = parser->scratch_size;
    Text part = *dotted;
    bool more = true;
    while (more) {
        more = parser->token.kind == TOKEN_DOT;
        if (!parser_push(parser, part.data, part.size) ||
            (more && (!parser_push(parser, ".", 1) || !parser_next(parser)))) {
            return false;
        }
        part = parser->token.name;
        if (more && !parser_expect(parser, TOKEN_NAME)) {
            return false;
        }
    }
    const Name *name = names_intern(parser->names, parser->scratch + mark,
                                    parser->scratch_size - mark);
    parser->scratch_size = mark;
    if (name == NULL) {
        parser_no_memory(parser);
        return false;
    }
    *dotted = name->text;
    return true;
}

/* [as NAME]. The name bound is checked: it must not be __debug__. */
static bool parse_as(Parser *parser, Alias *alias, Position name_at)
{
    bool as;
    alias->asname = (Text){0};
    if (!parser_accept(parser, TOKEN_AS, &as)) {
        return false;
    }
    if (!as) {
        target_check_name(parser, alias->name, name_at);
        return true;
    }
    target_check_name(parser, parser->token.name, parser->token.at);
    alias->asname = parser->token.name;
    return parser_expect(parser, TOKEN_NAME);
}

static Stmt *parse_import_name(Parser *parser)
{
    Position start = parser->token.at;
    size_t mark = parser->scratch_size;
    do {
        Alias alias;
        if (!parser_next(parser)) {
            return NULL;
        }
        Position at = parser->token.at;
        if (!parse_dotted(parser, &alias.name) ||
            !parse_as(parser, &alias, at) ||
            !parser_push(parser, &alias, sizeof alias)) {
            return NULL;
        }
    } while (parser->token.kind == TOKEN_COMMA);
    Stmt *stmt = parser_stmt(parser, STMT_IMPORT, start);
    if (stmt == NULL || !PARSER_TAKE(parser, mark, &stmt->import_stmt.names)) {
        return NULL;
    }
    return stmt;
}

static bool parse_import_items(Parser *parser, bool paren, AliasList *names)
{
    size_t mark = parser->scratch_size;
    Position start = parser->token.at;
    bool comma;
    do {
        Position at = parser->token.at;
        Alias alias = {.name = parser->token.name};
        if (!parser_expect(parser, TOKEN_NAME) ||
            !parse_as(parser, &alias, at) ||
            !parser_push(parser, &alias, sizeof alias) ||
            !parser_accept(parser, TOKEN_COMMA, &comma)) {
            return false;
        }
    } while (comma && parser->token.kind == TOKEN_NAME);
    if (comma && !paren) {
        parser_late(parser, start,
                    "trailing comma not allowed without surrounding "
                    "parentheses");
    }
    return PARSER_TAKE(parser, mark, names) &&
           (!paren || parser_expect(parser, TOKEN_RIGHT_PAREN));
}

static bool parse_import_star(Parser *parser, AliasList *names)
{
    Alias *alias = region_alloc(parser->region, sizeof *alias);
    const Name *star = names_intern(parser->names, "*", 1);
    if (alias == NULL || star == NULL) {
        parser_no_memory(parser);
        return false;
    }
    alias->name = star->text;
    *names = (AliasList){alias, 1};
    return parser_next(parser);
}

/* The dots and the module behind `from`. */
static bool parse_import_module(Parser *parser, Text *module, int *level)
{
    *level = 0;
    *module = (Text){0};
    while (parser->token.kind == TOKEN_DOT ||
           parser->token.kind == TOKEN_ELLIPSIS) {
        *level += parser->token.kind == TOKEN_DOT ? 1 : 3;
        if (!parser_next(parser)) {
            return false;
        }
    }
    if (*level > 0 && parser->token.kind == TOKEN_IMPORT) {
        return true;
    }
    return parse_dotted(parser, module);
}

static Stmt *parse_import_from(Parser *parser)
{
    Position start = parser->token.at;
    Text module;
    int level;
    AliasList names;
    if (!parser_next(parser) || !parse_import_module(parser, &module, &level) ||
        !parser_expect(parser, TOKEN_IMPORT)) {
        return NULL;
    }
    bool good;
    if (parser->token.kind == TOKEN_STAR) {
        good = parse_import_star(parser, &names);
    } else {
        bool paren;
        good = parser_accept(parser, TOKEN_LEFT_PAREN, &paren) &&
               parse_import_items(parser, paren, &names);
    }
    Stmt *stmt = good ? parser_stmt(parser, STMT_IMPORT_FROM, start) : NULL;
    if (stmt != NULL) {
        stmt->import_from.module = module;
        stmt->import_from.names = names;
        stmt->import_from.level = level;
    }
    return stmt;
}

Stmt *parse_import(Parser *parser)
{
    return parser->token.kind == TOKEN_IMPORT ? parse_import_name(parser)
                                              : parse_import_from(parser);
}
