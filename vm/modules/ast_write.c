/* SPDX-License-Identifier: MIT */
/*
 * Syntax trees to values: each row of ast.def becomes one case that puts its
 * fields into a tuple, one after the other.
 */
#include "vm/load.h"
#include "vm/modules/ast.h"
#include "vm/natives.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

const char *const ast_operator_names[] = {
    "Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",      "Pow",
    "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv", NULL};
const char *const ast_bool_operator_names[] = {"And", "Or", NULL};
const char *const ast_unary_operator_names[] = {"Invert", "Not", "UAdd", "USub",
                                                NULL};
const char *const ast_compare_operator_names[] = {"Eq", "NotEq", "Lt", "LtE",
                                                  "Gt", "GtE",   "Is", "IsNot",
                                                  "In", "NotIn", NULL};
const char *const ast_context_names[] = {"Load", "Store", "Del", NULL};

static const Arguments no_arguments;

typedef struct Writing {
    World *w;
    int depth;
} Writing;

typedef struct Node {
    Value items[16];
    size_t count;
} Node;

static bool put(Node *node, Value v)
{
    node->items[node->count++] = v;
    return v != NO_VALUE;
}

static bool put_place(Node *node, const Position *at)
{
    return put(node, INT(at->line)) && put(node, INT(at->column)) &&
           put(node, INT(at->end_line)) && put(node, INT(at->end_column));
}

static bool begin(Writing *g, Node *node, const char *name, const Position *at)
{
    node->count = 0;
    return put(node, str_intern_ascii(g->w, name)) &&
           (!at || put_place(node, at));
}

static Value end(Writing *g, const Node *node)
{
    return tuple_from(g->w, node->items, node->count);
}

static Value write_expr(Writing *g, const Expr *e);
static Value write_stmt(Writing *g, const Stmt *s);
static Value write_slice(Writing *g, const Slice *s);

static Value write_name(Writing *g, const char *name)
{
    return str_intern_ascii(g->w, name);
}

static Value write_text(Writing *g, Text text)
{
    if (!text.data) {
        return NONE;
    }
    Value s = str_from_utf8(g->w, text.data, text.size);
    return s ? str_intern(g->w, s) : NO_VALUE;
}

static Value write_optional(Writing *g, const Expr *e)
{
    return e ? write_expr(g, e) : NONE;
}

/* A list of what `one` makes of each item. */
#define WRITE_LIST(g, list, one)                                               \
    ({                                                                         \
        Value made_ = list_new((g)->w, (list).count);                          \
        for (size_t i_ = 0; made_ && i_ < (list).count; i_++) {                \
            Value item_ = one((g), (list).items[i_]);                          \
            if (!item_ || list_append((g)->w, made_, item_) != OK) {           \
                made_ = NO_VALUE;                                              \
            }                                                                  \
        }                                                                      \
        made_;                                                                 \
    })

/* ---- the rows of ast.def ------------------------------------------------- */

static Value write_compare_operator(Writing *g, CompareOperator op)
{
    return write_name(g, ast_compare_operator_names[op]);
}

#define PUT(value)                                                             \
    if (!put(&node, (value))) {                                                \
        return NO_VALUE;                                                       \
    }
#define A_EXPR(field, text)      PUT(write_expr(g, n->field))
#define A_OPT(field, text)       PUT(write_optional(g, n->field))
#define A_EXPRS(field, text)     PUT(WRITE_LIST(g, n->field, write_expr))
#define A_OPT_EXPRS(field, text) PUT(WRITE_LIST(g, n->field, write_optional))
#define A_STMTS(field, text)     PUT(WRITE_LIST(g, n->field, write_stmt))
#define A_TEXT(field, text)      PUT(write_text(g, n->field))
#define A_OPT_TEXT(field, text)  PUT(write_text(g, n->field))
#define A_TEXTS(field, text)     PUT(WRITE_LIST(g, n->field, write_text))
#define A_INT(field, text)       PUT(INT(n->field))
#define A_BOOL(field, text)      PUT(INT(n->field))
#define A_AT(field)                                                            \
    if (!put_place(&node, &n->field)) {                                        \
        return NO_VALUE;                                                       \
    }
#define A_ARGS(field, text) PUT(WRITE_LIST(g, n->field, write_arg))
#define A_OPT_ARG(field, text)                                                 \
    PUT(n->field.name.data ? write_arg(g, n->field) : NONE)
#define A_ASYNC(field)                                                         \
    if (n->field && !make_async(g, &node)) {                                   \
        return NO_VALUE;                                                       \
    }
#define A_KIND(field, text) PUT(n->field ? write_name(g, "u") : NONE)
#define A_ARGUMENTS(field, text)                                               \
    PUT(write_arguments(g, n->field ? *n->field : no_arguments))
#define A_KEYWORDS(field, text)   PUT(WRITE_LIST(g, n->field, write_keyword))
#define A_WITH_ITEMS(field, text) PUT(WRITE_LIST(g, n->field, write_with_item))
#define A_HANDLERS(field, text)   PUT(WRITE_LIST(g, n->field, write_handler))
#define A_ALIASES(field, text)    PUT(WRITE_LIST(g, n->field, write_alias))
#define A_COMPREHENSIONS(field, text)                                          \
    PUT(WRITE_LIST(g, n->field, write_comprehension))
#define A_OPERATOR(field, text) PUT(write_name(g, ast_operator_names[n->field]))
#define A_BOOL_OPERATOR(field, text)                                           \
    PUT(write_name(g, ast_bool_operator_names[n->field]))
#define A_UNARY_OPERATOR(field, text)                                          \
    PUT(write_name(g, ast_unary_operator_names[n->field]))
#define A_COMPARE_OPERATORS(field, text)                                       \
    PUT(WRITE_LIST(g, n->field, write_compare_operator))
#define A_CONSTANT(field, text) PUT(load_constant_value(g->w, n->field))
#define A_CONTEXT(field, text)  PUT(write_name(g, ast_context_names[n->field]))
#define A_SLICE(field, text)    PUT(write_slice(g, n->field))
#define A_SLICES(field, text)   PUT(WRITE_LIST(g, n->field, write_slice))

/* `async def` is a class of its own in CPython. */
static bool make_async(Writing *g, Node *node)
{
    Value prefix = str_intern_ascii(g->w, "Async");
    Value name = prefix ? str_concat(g->w, prefix, node->items[0]) : NO_VALUE;
    node->items[0] = name ? str_intern(g->w, name) : NO_VALUE;
    return node->items[0] != NO_VALUE;
}

static bool deeper(Writing *g)
{
    if (++g->depth > AST_VALUE_DEPTH) {
        (void)raise_recursion(g->w, " during ast construction");
        return false;
    }
    return true;
}

#define ROW(name, from, place, fields)                                         \
    {                                                                          \
        const __typeof__(from) *n = &(from);                                   \
        (void)n;                                                               \
        if (!begin(g, &node, name, place)) {                                   \
            return NO_VALUE;                                                   \
        }                                                                      \
        fields break;                                                          \
    }

/* What is neither statement nor expression: a function each. */
#define PART(Struct, word, base, name, fields)                                 \
    static Value write_##word(Writing *g, Struct part)                         \
    {                                                                          \
        const Struct *n = &part;                                               \
        Node node;                                                             \
        if (!begin(g, &node, name, NULL)) {                                    \
            return NO_VALUE;                                                   \
        }                                                                      \
        fields return end(g, &node);                                           \
    }
#include "bytecode/ast.def"

static Value write_expr(Writing *g, const Expr *e)
{
    Node node = {.count = 0};
    if (!deeper(g)) {
        return NO_VALUE;
    }
    switch (e->kind) {
#define EXPR(KIND, member, name, fields)                                       \
    case EXPR_##KIND:                                                          \
        ROW(name, e->member, &e->at, fields)
#include "bytecode/ast.def"
    default:
        break;
    }
    g->depth--;
    return end(g, &node);
}

static Value write_stmt(Writing *g, const Stmt *s)
{
    Node node = {.count = 0};
    if (!deeper(g)) {
        return NO_VALUE;
    }
    switch (s->kind) {
#define STMT(KIND, member, name, fields)                                       \
    case STMT_##KIND:                                                          \
        ROW(name, s->member, &s->at, fields)
#include "bytecode/ast.def"
    default:
        break;
    }
    g->depth--;
    return end(g, &node);
}

static Value write_slice(Writing *g, const Slice *s)
{
    Node node = {.count = 0};
    switch (s->kind) {
#define SLICE(KIND, member, name, fields)                                      \
    case SLICE_##KIND:                                                         \
        ROW(name, s->member, NULL, fields)
#include "bytecode/ast.def"
    default:
        break;
    }
    return end(g, &node);
}

Value ast_write(World *w, const Ast *ast)
{
    static const char *const names[] = {
        [AST_MODULE] = "Module",
        [AST_EXPRESSION] = "Expression",
        [AST_INTERACTIVE] = "Interactive",
    };
    Writing writing = {.w = w};
    Writing *g = &writing;
    Node node;
    if (!begin(g, &node, names[ast->mode], NULL)) {
        return NO_VALUE;
    }
    PUT(ast->mode == AST_EXPRESSION ? write_expr(g, ast->expression)
                                    : WRITE_LIST(g, ast->body, write_stmt))
    return end(g, &node);
}
