/* SPDX-License-Identifier: MIT */
/*
 * Values to syntax trees: the way back of ast_write.c. The Python half has
 * looked at the classes already; whatever does not fit is a ValueError here,
 * never a crash. What a tree may say is ast_check's business (bytecode/).
 */
#include <string.h>

#include "bytecode/names.h"
#include "vm/modules/ast.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/set.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#include <stdlib.h>

typedef struct Reading {
    World *w;
    Region *region;
    Names *names;
    int depth;
} Reading;

/* The fields of a node, taken one after the other. */
typedef struct Cursor {
    Value node;
    size_t at;
} Cursor;

static bool malformed(Reading *r)
{
    (void)raise_value(r->w, "malformed syntax tree");
    return false;
}

static bool no_memory(Reading *r)
{
    (void)raise_memory(r->w);
    return false;
}

static bool open_node(Reading *r, Value v, Cursor *c)
{
    *c = (Cursor){v, 1};
    return (has_layout(v, TYPE_TUPLE) && tuple_length(v) > 0 &&
            is_str(tuple_at(v, 0))) ||
           malformed(r);
}

/* What lies behind the end is a value that fits nowhere. */
static Value next(Cursor *c)
{
    return c->at < tuple_length(c->node) ? tuple_at(c->node, c->at++)
                                         : ELLIPSIS;
}

static bool deeper(Reading *r)
{
    if (++r->depth > AST_VALUE_DEPTH) {
        (void)raise_recursion(r->w, " during compilation");
        return false;
    }
    return true;
}

static bool read_expr(Reading *r, Value v, Expr **out);
static bool read_stmt(Reading *r, Value v, Stmt **out);
static bool read_slice(Reading *r, Value v, Slice **out);

/* ---- leaves -------------------------------------------------------------- */

static bool read_int(Reading *r, Value v, int *out)
{
    int64_t number;
    if (!is_int(v) || !int_to_int64(v, &number) || number != (int)number) {
        return malformed(r);
    }
    *out = (int)number;
    return true;
}

static bool read_bool(Reading *r, Value v, bool *out)
{
    int number;
    bool good = read_int(r, v, &number);
    *out = good && number != 0;
    return good;
}

/* UTF-8 in the region. */
static bool read_utf8(Reading *r, Value v, Text *out)
{
    size_t size;
    char *text = str_to_utf8(v, &size);
    char *copy = text ? region_copy(r->region, text, size) : NULL;
    free(text);
    *out = (Text){copy, size};
    return copy || no_memory(r);
}

static bool read_text(Reading *r, Value v, Text *out)
{
    Text text;
    if (v == NONE) {
        *out = (Text){NULL, 0};
        return true;
    }
    if (!is_str(v)) {
        return malformed(r);
    }
    if (!read_utf8(r, v, &text)) {
        return false;
    }
    const Name *name = names_intern(r->names, text.data, text.size);
    *out = name ? name->text : text;
    return name || no_memory(r);
}

static bool read_name(Reading *r, Value v, Text *out)
{
    return v == NONE ? malformed(r) : read_text(r, v, out);
}

static bool read_choice(Reading *r, Value v, const char *const *names, int *out)
{
    for (int i = 0; is_str(v) && names[i]; i++) {
        if (str_is(v, names[i])) {
            *out = i;
            return true;
        }
    }
    return malformed(r);
}

static bool read_at(Reading *r, Cursor *c, Position *at)
{
    return read_int(r, next(c), &at->line) &&
           read_int(r, next(c), &at->column) &&
           read_int(r, next(c), &at->end_line) &&
           read_int(r, next(c), &at->end_column);
}

/* A list of items that `one` reads. */
#define READ_LIST(r, value, list, one)                                         \
    ({                                                                         \
        Value from_ = (value);                                                 \
        bool good_ = has_layout(from_, TYPE_LIST) || malformed(r);             \
        (list).count = good_ ? list_length(from_) : 0;                         \
        (list).items = NULL;                                                   \
        if ((list).count) {                                                    \
            (list).items =                                                     \
                region_array((r)->region, (list).count, sizeof *(list).items); \
            good_ = (list).items || no_memory(r);                              \
        }                                                                      \
        for (size_t i_ = 0; good_ && i_ < (list).count; i_++) {                \
            good_ = one((r), list_at(from_, i_), &(list).items[i_]);           \
        }                                                                      \
        good_;                                                                 \
    })

/* ---- constants ----------------------------------------------------------- */

static bool read_constant(Reading *r, Value v, const Constant **out);

static const Constant *read_items(Reading *r, Value *items, size_t count,
                                  bool tuple)
{
    const Constant **made = region_array(r->region, count + 1, sizeof *made);
    if (!made) {
        (void)no_memory(r);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_constant(r, items[i], &made[i])) {
            return NULL;
        }
    }
    const Constant *c = tuple ? constant_tuple(r->region, made, count)
                              : constant_frozenset(r->region, made, count);
    if (!c) {
        (void)no_memory(r);
    }
    return c;
}

static const Constant *read_set(Reading *r, Value v)
{
    const Set *set = AS(Set, v);
    Value *items = region_array(r->region, set->length + 1, sizeof *items);
    size_t count = 0;
    if (!items) {
        (void)no_memory(r);
        return NULL;
    }
    for (size_t i = 0; i < set->table->size && count < set->length; i++) {
        Value key = set->table->entries[i].key;
        if (key && key != ABSENT) {
            items[count++] = key;
        }
    }
    return read_items(r, items, count, false);
}

static const Constant *read_int_constant(Reading *r, Value v)
{
    IntView view;
    int_view(v, &view);
    uint64_t *limbs = region_array(r->region, view.count + 1, sizeof *limbs);
    if (!limbs) {
        return NULL;
    }
    memcpy(limbs, view.limbs, view.count * sizeof *limbs);
    return constant_int_from_limbs(r->region, limbs, view.count, view.negative);
}

static const Constant *read_bytes(Reading *r, Value v)
{
    const Bytes *bytes = AS(Bytes, v);
    const char *copy = region_copy(r->region, bytes->data, bytes->length);
    return copy ? constant_bytes(r->region, (Text){copy, bytes->length}) : NULL;
}

static const Constant *read_str(Reading *r, Value v)
{
    Text text;
    return read_utf8(r, v, &text) ? constant_str(r->region, text) : NULL;
}

static bool read_single(Value v, const Constant **out)
{
    *out = v == NONE          ? constant_simple(CONSTANT_NONE)
           : v == ELLIPSIS    ? constant_simple(CONSTANT_ELLIPSIS)
           : v == TRUE_VALUE  ? constant_simple(CONSTANT_TRUE)
           : v == FALSE_VALUE ? constant_simple(CONSTANT_FALSE)
                              : NULL;
    return *out != NULL;
}

static bool read_constant(Reading *r, Value v, const Constant **out)
{
    if (read_single(v, out)) {
        return true;
    }
    if (!deeper(r)) {
        return false;
    }
    if (is_int(v)) {
        *out = read_int_constant(r, v);
    } else if (is_float(v)) {
        *out = constant_float(r->region, float_of(v));
    } else if (has_layout(v, TYPE_COMPLEX)) {
        *out = constant_complex(r->region, AS(Complex, v)->real,
                                AS(Complex, v)->imag);
    } else if (is_str(v)) {
        *out = read_str(r, v);
    } else if (has_layout(v, TYPE_BYTES)) {
        *out = read_bytes(r, v);
    } else if (has_layout(v, TYPE_TUPLE)) {
        *out = read_items(r, AS(Tuple, v)->items, tuple_length(v), true);
    } else if (has_layout(v, TYPE_SET)) {
        *out = read_set(r, v);
    } else {
        return malformed(r);
    }
    r->depth--;
    return *out || r->w->thread->raised || no_memory(r);
}

static bool read_optional(Reading *r, Value v, Expr **out)
{
    *out = NULL;
    return v == NONE || read_expr(r, v, out);
}

static bool read_compare_operator(Reading *r, Value v, CompareOperator *out)
{
    int choice = 0;
    bool good = read_choice(r, v, ast_compare_operator_names, &choice);
    *out = (CompareOperator)choice;
    return good;
}

/* ---- the rows of ast.def ------------------------------------------------- */

#define GET(condition)                                                         \
    if (!(condition)) {                                                        \
        return false;                                                          \
    }
#define CHOOSE(field, names)                                                   \
    {                                                                          \
        int choice_ = 0;                                                       \
        GET(read_choice(r, next(&c), names, &choice_))                         \
        n->field = (__typeof__(n->field))choice_;                              \
    }
#define A_EXPR(field, text)  GET(read_expr(r, next(&c), &n->field))
#define A_OPT(field, text)   GET(read_optional(r, next(&c), &n->field))
#define A_EXPRS(field, text) GET(READ_LIST(r, next(&c), n->field, read_expr))
#define A_OPT_EXPRS(field, text)                                               \
    GET(READ_LIST(r, next(&c), n->field, read_optional))
#define A_STMTS(field, text)    GET(READ_LIST(r, next(&c), n->field, read_stmt))
#define A_TEXT(field, text)     GET(read_name(r, next(&c), &n->field))
#define A_OPT_TEXT(field, text) GET(read_text(r, next(&c), &n->field))
#define A_BOOL(field, text)     GET(read_bool(r, next(&c), &n->field))
#define A_AT(field)             GET(read_at(r, &c, &n->field))
#define A_ARGS(field, text)     GET(READ_LIST(r, next(&c), n->field, read_arg))
#define A_OPT_ARG(field, text)  GET(read_optional_arg(r, next(&c), &n->field))
#define A_TEXTS(field, text)    GET(READ_LIST(r, next(&c), n->field, read_name))
#define A_INT(field, text)      GET(read_int(r, next(&c), &n->field))
#define A_ASYNC(field)          n->field = async;
#define A_KIND(field, text)                                                    \
    {                                                                          \
        Value kind_ = next(&c);                                                \
        n->field = is_str(kind_) && str_is(kind_, "u");                        \
    }
#define A_ARGUMENTS(field, text)                                               \
    GET((n->field = region_alloc(r->region, sizeof *n->field)) ||              \
        no_memory(r))                                                          \
    GET(read_arguments(r, next(&c), n->field))
#define A_KEYWORDS(field, text)                                                \
    GET(READ_LIST(r, next(&c), n->field, read_keyword))
#define A_WITH_ITEMS(field, text)                                              \
    GET(READ_LIST(r, next(&c), n->field, read_with_item))
#define A_HANDLERS(field, text)                                                \
    GET(READ_LIST(r, next(&c), n->field, read_handler))
#define A_ALIASES(field, text) GET(READ_LIST(r, next(&c), n->field, read_alias))
#define A_COMPREHENSIONS(field, text)                                          \
    GET(READ_LIST(r, next(&c), n->field, read_comprehension))
#define A_OPERATOR(field, text)       CHOOSE(field, ast_operator_names)
#define A_BOOL_OPERATOR(field, text)  CHOOSE(field, ast_bool_operator_names)
#define A_UNARY_OPERATOR(field, text) CHOOSE(field, ast_unary_operator_names)
#define A_COMPARE_OPERATORS(field, text)                                       \
    GET(READ_LIST(r, next(&c), n->field, read_compare_operator))
#define A_CONSTANT(field, text) GET(read_constant(r, next(&c), &n->field))
#define A_CONTEXT(field, text)  CHOOSE(field, ast_context_names)
#define A_SLICE(field, text)    GET(read_slice(r, next(&c), &n->field))
#define A_SLICES(field, text)   GET(READ_LIST(r, next(&c), n->field, read_slice))

#define ROW(into, fields)                                                      \
    {                                                                          \
        __typeof__(into) *n = &(into);                                         \
        (void)n;                                                               \
        fields break;                                                          \
    }

static bool read_optional_arg(Reading *r, Value v, Arg *out);

/* What is neither statement nor expression: a function each. */
#define PART(Struct, word, base, name, fields)                                 \
    static bool read_##word(Reading *r, Value v, Struct *n)                    \
    {                                                                          \
        Cursor c;                                                              \
        GET(open_node(r, v, &c))                                               \
        fields return true;                                                    \
    }
#include "bytecode/ast.def"

static bool read_optional_arg(Reading *r, Value v, Arg *out)
{
    *out = (Arg){.annotation = NULL};
    return v == NONE || read_arg(r, v, out);
}

/* The row of this name among `names`; "AsyncFor" is "For" with `*async`. */
static int find_row(Value name, const char *const *names, size_t count,
                    bool *async)
{
    char text[32];
    const char *found = str_to_buffer(name, text, sizeof text);
    *async = !strncmp(found, "Async", 5);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(names[i], *async ? found + 5 : found)) {
            return (int)i;
        }
    }
    return -1;
}

static bool read_expr(Reading *r, Value v, Expr **out)
{
    static const char *const names[] = {
#define EXPR(KIND, member, name, fields) name,
#include "bytecode/ast.def"
    };
    Cursor c;
    bool async;
    Expr *e = region_alloc(r->region, sizeof *e);
    *out = e;
    if (!(e || no_memory(r)) || !deeper(r) || !open_node(r, v, &c)) {
        return false;
    }
    int kind = find_row(tuple_at(v, 0), names, EXPR_KINDS, &async);
    if (kind < 0 || async || !read_at(r, &c, &e->at)) {
        return r->w->thread->raised ? false : malformed(r);
    }
    e->kind = (ExprKind)kind;
    switch (e->kind) {
#define EXPR(KIND, member, name, fields)                                       \
    case EXPR_##KIND:                                                          \
        ROW(e->member, fields)
#include "bytecode/ast.def"
    default:
        break;
    }
    r->depth--;
    return true;
}

static bool read_stmt(Reading *r, Value v, Stmt **out)
{
    static const char *const names[] = {
#define STMT(KIND, member, name, fields) name,
#include "bytecode/ast.def"
    };
    Cursor c;
    bool async;
    Stmt *s = region_alloc(r->region, sizeof *s);
    *out = s;
    if (!(s || no_memory(r)) || !deeper(r) || !open_node(r, v, &c)) {
        return false;
    }
    int kind = find_row(tuple_at(v, 0), names, STMT_KINDS, &async);
    if (kind < 0 || !read_at(r, &c, &s->at)) {
        return r->w->thread->raised ? false : malformed(r);
    }
    s->kind = (StmtKind)kind;
    switch (s->kind) {
#define STMT(KIND, member, name, fields)                                       \
    case STMT_##KIND:                                                          \
        ROW(s->member, fields)
#include "bytecode/ast.def"
    default:
        break;
    }
    r->depth--;
    return true;
}

static bool read_slice(Reading *r, Value v, Slice **out)
{
    static const char *const names[] = {
#define SLICE(KIND, member, name, fields) name,
#include "bytecode/ast.def"
    };
    Cursor c;
    bool async;
    Slice *s = region_alloc(r->region, sizeof *s);
    *out = s;
    if (!(s || no_memory(r)) || !deeper(r) || !open_node(r, v, &c)) {
        return false;
    }
    int kind = find_row(tuple_at(v, 0), names, SLICE_KINDS, &async);
    if (kind < 0 || async) {
        return malformed(r);
    }
    s->kind = (SliceKind)kind;
    switch (s->kind) {
#define SLICE(KIND, member, name, fields)                                      \
    case SLICE_##KIND:                                                         \
        ROW(s->member, fields)
#include "bytecode/ast.def"
    default:
        break;
    }
    r->depth--;
    return true;
}

static bool read_root(Reading *r, Value tree, Ast *ast)
{
    Cursor c;
    if (!open_node(r, tree, &c)) {
        return false;
    }
    Value name = tuple_at(tree, 0);
    if (str_is(name, "Expression")) {
        ast->mode = AST_EXPRESSION;
        return read_expr(r, next(&c), &ast->expression);
    }
    ast->mode = str_is(name, "Interactive") ? AST_INTERACTIVE : AST_MODULE;
    return READ_LIST(r, next(&c), ast->body, read_stmt);
}

Ast *ast_read(World *w, Region *region, Value tree)
{
    Ast *ast = region_alloc(region, sizeof *ast);
    Names *names = region_alloc(region, sizeof *names);
    if (!ast || !names || !names_init(names, region)) {
        (void)raise_memory(w);
        return NULL;
    }
    Reading reading = {.w = w, .region = region, .names = names};
    ast->source = "";
    ast->names = names;
    return read_root(&reading, tree, ast) ? ast : NULL;
}
