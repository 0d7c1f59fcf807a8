/* SPDX-License-Identifier: MIT */
/* Source text to code object: parse, find the future statements, fold
 * constants, decide the scopes, make code. */
#include "bytecode/compile.h"

#include "bytecode/ast_check.h"
#include "bytecode/compiler_state.h"
#include "bytecode/fold.h"
#include "bytecode/parser.h"

#include <stdio.h>

/* ---- from __future__ import ... ------------------------------------------ */

typedef struct Feature {
    const char *name;
    unsigned flag; /* 0: always on since long ago */
} Feature;

static const Feature features[] = {
    {"nested_scopes", 0},    {"generators", 0},
    {"division", 0},         {"absolute_import", 0},
    {"with_statement", 0},   {"print_function", 0},
    {"unicode_literals", 0}, {"barry_as_FLUFL", CODE_FUTURE_BARRY_AS_BDFL},
    {"generator_stop", 0},   {"annotations", CODE_FUTURE_ANNOTATIONS},
};

static bool future_error(Compiler *c, const Stmt *s, int column,
                         const char *message)
{
    diagnostic_set(c->diagnostic, "SyntaxError", s->at.line, column, "%s",
                   message);
    diagnostic_take_line(c->diagnostic, c->ast->source, c->ast->source_size);
    return false;
}

static bool future_names(Compiler *c, const Stmt *s)
{
    AliasList names = s->import_from.names;
    for (size_t i = 0; i < names.count; i++) {
        Text name = names.items[i].name;
        const Feature *found = NULL;
        for (size_t f = 0; f < sizeof features / sizeof *features; f++) {
            if (text_is(name, features[f].name)) {
                found = &features[f];
            }
        }
        if (found) {
            c->future |= found->flag;
        } else if (text_is(name, "braces")) {
            return future_error(c, s, s->at.column + 1, "not a chance");
        } else {
            char message[200];
            snprintf(message, sizeof message,
                     "future feature %.100s is not defined", name.data);
            return future_error(c, s, s->at.column + 1, message);
        }
    }
    c->future_line = s->at.line;
    return true;
}

static bool is_future(const Stmt *s)
{
    return s->kind == STMT_IMPORT_FROM && s->import_from.module.data &&
           text_is(s->import_from.module, "__future__");
}

static bool is_docstring(const Stmt *s)
{
    return s->kind == STMT_EXPR && s->expr.value->kind == EXPR_CONSTANT &&
           s->expr.value->constant.value->kind == CONSTANT_STR;
}

/* They stand at the top, behind the docstring. One that comes later is found
 * here when it is on the line of the last (else by the compiler). */
static bool find_futures(Compiler *c)
{
    StmtList body = c->ast->body;
    c->future_line = -1;
    if (c->ast->mode == AST_EXPRESSION) {
        return true;
    }
    size_t i = body.count && is_docstring(body.items[0]);
    bool over = false;
    int line = 0;
    for (; i < body.count; i++) {
        const Stmt *s = body.items[i];
        if (over && s->at.line > line) {
            return true;
        }
        line = s->at.line;
        if (!is_future(s)) {
            over = true;
        } else if (over) {
            return future_error(c, s, s->at.column, FUTURE_TOO_LATE);
        } else if (!future_names(c, s)) {
            return false;
        }
    }
    return true;
}

/* ---- the whole ----------------------------------------------------------- */

static Code *compile_ast(Compiler *c)
{
    bool add_return = true;
    if (!unit_enter(c, UNIT_MODULE, TEXT("<module>"), c->ast, 0)) {
        return NULL;
    }
    bool ok;
    switch (c->ast->mode) {
    case AST_EXPRESSION:
        ok = compile_expr(c, c->ast->expression);
        add_return = false;
        break;
    case AST_INTERACTIVE:
        c->interactive = true;
        compile_annotations(c, c->ast->body);
        ok = compile_stmts(c, c->ast->body);
        break;
    default:
        ok = compile_body(c, c->ast->body);
    }
    return ok ? unit_leave(c, add_return) : NULL;
}

static ParseMode parse_mode(CompileMode mode)
{
    switch (mode) {
    case COMPILE_EVAL:
        return PARSE_EVAL;
    case COMPILE_SINGLE:
        return PARSE_SINGLE;
    default:
        return PARSE_EXEC;
    }
}

static unsigned parse_flags(unsigned flags)
{
    unsigned out = flags & CODE_FUTURE_BARRY_AS_BDFL ? PARSE_BARRY : 0;
    out |= flags & COMPILE_TEXT ? PARSE_UTF8 : 0;
    out |= flags & COMPILE_FILE ? PARSE_FILE : 0;
    out |= flags & COMPILE_PROMPT ? PARSE_PROMPT : 0;
    out |= flags & COMPILE_NO_DEDENT ? PARSE_NO_DEDENT : 0;
    return out;
}

/* Every failure leaves a diagnostic, out of memory too. */
static Code *checked(Compiler *c, Code *code)
{
    if (!code && !diagnostic_is_set(c->diagnostic)) {
        diagnostic_no_memory(c->diagnostic);
    }
    return c->region->out_of_memory ? NULL : code;
}

/* The tree, parsed or not, on its way to code. */
static Code *compile_from(Compiler *c)
{
    bool deep = false;
    if (!find_futures(c)) {
        return NULL;
    }
    if (!fold_tree(c->region, c->ast, c->flags & COMPILE_OPTIMISE, &deep)) {
        if (deep) {
            diagnostic_set(
                c->diagnostic, "RecursionError", 0, 0,
                "maximum recursion depth exceeded during compilation");
        }
        return checked(c, NULL);
    }
    c->scopes = scope_build(c->region, c->ast, c->future, c->diagnostic);
    return checked(c, c->scopes ? compile_ast(c) : NULL);
}

static Compiler compiler_for(Region *region, const char *filename,
                             unsigned flags, Diagnostic *diagnostic)
{
    const char *name = region_copy(region, filename, strlen(filename));
    return (Compiler){
        .region = region,
        .diagnostic = diagnostic,
        .filename = {name, name ? strlen(name) : 0},
        .flags = flags,
        .future = flags & CODE_FUTURE_MASK,
    };
}

Code *compile_source(Region *region, const char *text, size_t size,
                     const char *filename, CompileMode mode, unsigned flags,
                     Diagnostic *diagnostic)
{
    Compiler c = compiler_for(region, filename, flags, diagnostic);
    c.ast = parser_parse(region, text, size, filename, parse_mode(mode),
                         parse_flags(flags), diagnostic);
    if (!c.ast || !c.filename.data) {
        return checked(&c, NULL);
    }
    return compile_from(&c);
}

Code *compile_tree(Region *region, struct Ast *ast, const char *filename,
                   unsigned flags, Diagnostic *diagnostic)
{
    Compiler c = compiler_for(region, filename, flags, diagnostic);
    c.ast = ast;
    if (!c.filename.data || !ast_check(ast, diagnostic)) {
        return checked(&c, NULL);
    }
    return compile_from(&c);
}
