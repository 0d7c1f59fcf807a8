/* SPDX-License-Identifier: MIT */
/*
 * _tree: the parser and the compiler for the module _ast. In CPython the
 * classes of nodes are generated C; here they are made in Python from the rows
 * of ast.def, which this file hands out.
 */
#include "vm/modules/ast.h"

#include <stdlib.h>
#include <string.h>

#include "bytecode/compile.h"
#include "bytecode/parser.h"
#include "vm/load.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- the rows ------------------------------------------------------------ */

typedef struct Row {
    const char *base, *name, *fields; /* "expr left,operator op" */
} Row;

#define A_EXPR(field, text)      "expr " text ","
#define A_OPT(field, text)       "expr? " text ","
#define A_EXPRS(field, text)     "expr* " text ","
#define A_OPT_EXPRS(field, text) "expr?* " text ","
#define A_STMTS(field, text)     "stmt* " text ","
#define A_TEXT(field, text)      "identifier " text ","
#define A_OPT_TEXT(field, text)  "identifier? " text ","
#define A_TEXTS(field, text)     "identifier* " text ","
#define A_INT(field, text)       "int " text ","
#define A_BOOL(field, text)      "int " text ","
#define A_AT(field)
#define A_ARGS(field, text)              "arg* " text ","
#define A_OPT_ARG(field, text)           "arg? " text ","
#define A_ASYNC(field)                   "async"
#define A_KIND(field, text)              "string? " text ","
#define A_ARGUMENTS(field, text)         "arguments " text ","
#define A_KEYWORDS(field, text)          "keyword* " text ","
#define A_WITH_ITEMS(field, text)        "withitem* " text ","
#define A_HANDLERS(field, text)          "excepthandler* " text ","
#define A_ALIASES(field, text)           "alias* " text ","
#define A_COMPREHENSIONS(field, text)    "comprehension* " text ","
#define A_OPERATOR(field, text)          "operator " text ","
#define A_BOOL_OPERATOR(field, text)     "boolop " text ","
#define A_UNARY_OPERATOR(field, text)    "unaryop " text ","
#define A_COMPARE_OPERATORS(field, text) "cmpop* " text ","
#define A_CONSTANT(field, text)          "constant " text ","
#define A_CONTEXT(field, text)           "expr_context " text ","
#define A_SLICE(field, text)             "slice " text ","
#define A_SLICES(field, text)            "slice* " text ","

static const Row rows[] = {
#define PART(Struct, word, base, name, fields) {base, name, "" fields},
#define STMT(KIND, member, name, fields)       {"stmt", name, "" fields},
#define EXPR(KIND, member, name, fields)       {"expr", name, "" fields},
#define SLICE(KIND, member, name, fields)      {"slice", name, "" fields},
#include "bytecode/ast.def"
};

/* [(base, name, fields), ...] */
Status tree_rows(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value made = list_new(w, sizeof rows / sizeof *rows);
    NEED(made);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value base = str_from_ascii(w, rows[i].base);
        NEED(base);
        Value name = str_intern_ascii(w, rows[i].name);
        NEED(name);
        Value fields = str_from_ascii(w, rows[i].fields);
        NEED(fields);
        Value row = tuple_of(w, 3, base, name, fields);
        NEED(row);
        TRY(list_append(w, made, row));
    }
    f->result = made;
    return OK;
}

/* ---- parse and compile --------------------------------------------------- */

static Status take_text(World *w, Value v, char **text, size_t *size)
{
    const char *data;
    if (is_str(v)) {
        *text = str_to_utf8(v, size);
        return *text ? OK : raise_memory(w);
    }
    TRY(bytes_view(w, v, &data, size));
    *text = malloc(*size + 1);
    if (!*text) {
        return raise_memory(w);
    }
    memcpy(*text, data, *size);
    (*text)[*size] = 0;
    return OK;
}

typedef struct Work {
    Region region;
    Diagnostic diagnostic;
    char *filename;
} Work;

static Status work_begin(World *w, Work *work, Value filename)
{
    size_t size;
    if (!is_str(filename)) {
        return raise_type(w, "filename must be a str, not %T", filename);
    }
    work->filename = str_to_utf8(filename, &size);
    if (!work->filename) {
        return raise_memory(w);
    }
    region_init(&work->region);
    diagnostic_init(&work->diagnostic, work->filename);
    return OK;
}

static void work_end(World *w, Work *work)
{
    load_warn(w, &work->diagnostic);
    region_free(&work->region);
    free(work->filename);
}

static Value parse_text(World *w, Work *work, const char *text, size_t size,
                        ParseMode mode, unsigned flags)
{
    const Ast *ast = parser_parse(&work->region, text, size, work->filename,
                                  mode, flags, &work->diagnostic);
    if (ast) {
        return ast_write(w, ast);
    }
    if (!diagnostic_is_set(&work->diagnostic)) {
        diagnostic_no_memory(&work->diagnostic);
    }
    (void)load_raise(w, &work->diagnostic);
    return NO_VALUE;
}

/* mode: PARSE_EXEC ...; flags: those of the future statements. */
Status tree_parse(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t mode;
    int64_t flags;
    char *text;
    size_t size;
    Work work;
    TRY(value_index(w, f->args[2], &mode));
    TRY(value_index(w, f->args[3], &flags));
    if (mode < PARSE_EXEC || mode > PARSE_SINGLE) {
        return raise_value(w, "unknown mode");
    }
    TRY(take_text(w, f->args[0], &text, &size));
    Status status = work_begin(w, &work, f->args[1]);
    if (status == OK) {
        unsigned how = flags & CODE_FUTURE_BARRY_AS_BDFL ? PARSE_BARRY : 0;
        how |= is_str(f->args[0]) ? PARSE_UTF8 : 0;
        f->result = parse_text(w, &work, text, size, (ParseMode)mode, how);
        status = f->result ? OK : RAISE;
        work_end(w, &work);
    }
    free(text);
    return status;
}

Status tree_compile(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t flags;
    Work work;
    TRY(value_index(w, f->args[2], &flags));
    TRY(work_begin(w, &work, f->args[1]));
    Ast *ast = ast_read(w, &work.region, f->args[0]);
    Code *code = ast ? compile_tree(&work.region, ast, work.filename,
                                    (unsigned)flags & (CODE_FUTURE_MASK | 3),
                                    &work.diagnostic)
                     : NULL;
    if (code) {
        f->result = load_code(w, code, LOAD_PROGRAM);
    } else if (ast) {
        (void)load_raise(w, &work.diagnostic);
    }
    work_end(w, &work);
    return code && f->result ? OK : RAISE;
}
