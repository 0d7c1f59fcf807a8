/* SPDX-License-Identifier: MIT */
/* What the parser's files share: its state, tokens, lists, nodes and errors.
 *
 * Invariant: when a parse function returns NULL or false, `diagnostic` holds
 * the error, and nothing else needs undoing. `late` holds the first error of
 * the kind CPython reports after parsing; parsing goes on behind it.
 * `last_line`, `last_column` are where the last token taken ended. */
#ifndef GILSCOPE_BYTECODE_PARSER_STATE_H
#define GILSCOPE_BYTECODE_PARSER_STATE_H

#include "bytecode/lexer.h"
#include "bytecode/parser.h"

enum { PARSER_DEPTH = 1500 };

typedef struct Parser {
    Region *region;
    Names *names;
    Token token; /* not taken yet */
    int last_line;
    int last_column;
    int depth;        /* of nested expressions and blocks */
    int first_line;   /* lines before the text: not 0 inside an f-string */
    int first_column; /* columns before the text's first line */
    unsigned flags;
    Diagnostic *diagnostic;
    Diagnostic late;
    char *scratch; /* lists under construction */
    size_t scratch_size;
    size_t scratch_capacity;
    Lexer lexer;
} Parser;

/* Sets up for a text in the region (NUL behind it); takes no token yet. */
void parser_init(Parser *parser, Region *region, Names *names,
                 const char *source, size_t size, Diagnostic *diagnostic);

/* Tokens. parser_next takes the current one; false: the next is an error. */
__attribute__((warn_unused_result)) bool parser_next(Parser *parser);
__attribute__((warn_unused_result)) bool parser_expect(Parser *parser,
                                                       TokenKind kind);
/* Takes the token if it is of this kind; false only on an error. */
__attribute__((warn_unused_result)) bool
parser_accept(Parser *parser, TokenKind kind, bool *taken);
/* The token may begin an expression (`test` in the grammar). */
bool parser_at_test(const Parser *parser);

/* Errors: each returns NULL. */
void *parser_invalid(Parser *parser);  /* invalid syntax at the token */
void *parser_no_block(Parser *parser); /* there should have been an INDENT */
void *parser_no_memory(Parser *parser);
void *parser_too_deep(Parser *parser);
/* An error for later, at the start of `at`. */
__attribute__((format(printf, 3, 4))) void
parser_late(Parser *parser, Position at, const char *format, ...);

/* Lists: push items of one size, then take all those pushed since the mark. */
__attribute__((warn_unused_result)) bool
parser_push(Parser *parser, const void *item, size_t size);
__attribute__((warn_unused_result)) bool parser_take(Parser *parser,
                                                     size_t mark, size_t size,
                                                     void *items,
                                                     size_t *count);
#define PARSER_TAKE(parser, mark, list)                                        \
    parser_take(parser, mark, sizeof *(list)->items, &(list)->items,           \
                &(list)->count)

/* Nodes. A span runs from the start of `start` to the last token taken. */
Position parser_span(const Parser *parser, Position start);
__attribute__((warn_unused_result)) Expr *
parser_expr(Parser *parser, ExprKind kind, Position start);
__attribute__((warn_unused_result)) Stmt *
parser_stmt(Parser *parser, StmtKind kind, Position start);

/* Turns an expression into a target; errors are late, at `at`. */
void target_set(Parser *parser, Expr *expr, ExprContext ctx, Position at);
void target_set_named(Parser *parser, Expr *expr, Position at);
/* A late error when a name may not be bound. */
void target_check_name(Parser *parser, Text name, Position at);

/* Expressions, by their names in the grammar. */
Expr *parse_test(Parser *parser);
Expr *parse_test_nocond(Parser *parser);
Expr *parse_or_test(Parser *parser);
Expr *parse_named_test(Parser *parser);
Expr *parse_expr(Parser *parser);
Expr *parse_yield(Parser *parser);
Expr *parse_test_list(Parser *parser);
Expr *parse_star_test_list(Parser *parser);
Expr *parse_star_expr(Parser *parser);
Expr *parse_atom(Parser *parser);
Expr *parse_strings(Parser *parser);
Expr *parse_number(Parser *parser);
Expr *parse_lambda(Parser *parser, bool nocond);
/* exprlist: targets, each set to `ctx`. `*comma`: one stood at the end. */
bool parse_targets(Parser *parser, ExprContext ctx, ExprList *list,
                   bool *comma);
/* The target of a for: one expression or a tuple of them. */
Expr *parse_for_target(Parser *parser);
bool parse_comprehensions(Parser *parser, ComprehensionList *list);
bool parser_at_comp_for(const Parser *parser);

/* After `(`: arguments up to and with `)`. */
bool parse_arguments(Parser *parser, Position open, bool allow_generator,
                     ExprList *args, KeywordList *keywords);
/* Parameters up to the closing token, which is left. */
Arguments *parse_parameters(Parser *parser, TokenKind closing);

/* Statements. */
bool parser_at_compound(const Parser *parser);
bool parse_statement(Parser *parser);
/* Statements of one line up to its NEWLINE; the other takes that as well. */
bool parse_small_list(Parser *parser);
bool parse_simple_line(Parser *parser);
bool parse_suite(Parser *parser, StmtList *body);
Stmt *parse_import(Parser *parser);

#endif
