/* SPDX-License-Identifier: MIT */
/* Unparse: an annotation as source text, for programs that say
 * `from __future__ import annotations`.
 *
 * The text is what CPython 3.8 stores: one space around operators, parentheses
 * only where precedence asks for them, constants by their repr(). Every writer
 * gets the precedence its place demands; what binds weaker is parenthesised. */
#include "bytecode/compiler_state.h"

typedef enum {
    BINDS_TUPLE,
    BINDS_TEST,
    BINDS_OR,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARE,
    BINDS_BIT_OR,
    BINDS_BIT_XOR,
    BINDS_BIT_AND,
    BINDS_SHIFT,
    BINDS_SUM,
    BINDS_TERM,
    BINDS_FACTOR,
    BINDS_POWER,
    BINDS_AWAIT,
    BINDS_ATOM,
} Binds;

typedef struct Writer {
    Buffer *out;
    int depth;
    bool deep;
} Writer;

typedef struct OperatorText {
    const char *text;
    Binds binds;
} OperatorText;

static const OperatorText binary_texts[] = {
    [BINOP_ADD] = {" + ", BINDS_SUM},
    [BINOP_SUB] = {" - ", BINDS_SUM},
    [BINOP_MULT] = {" * ", BINDS_TERM},
    [BINOP_MAT_MULT] = {" @ ", BINDS_TERM},
    [BINOP_DIV] = {" / ", BINDS_TERM},
    [BINOP_MOD] = {" % ", BINDS_TERM},
    [BINOP_POW] = {" ** ", BINDS_POWER},
    [BINOP_LSHIFT] = {" << ", BINDS_SHIFT},
    [BINOP_RSHIFT] = {" >> ", BINDS_SHIFT},
    [BINOP_BIT_OR] = {" | ", BINDS_BIT_OR},
    [BINOP_BIT_XOR] = {" ^ ", BINDS_BIT_XOR},
    [BINOP_BIT_AND] = {" & ", BINDS_BIT_AND},
    [BINOP_FLOOR_DIV] = {" // ", BINDS_TERM},
};

static const OperatorText unary_texts[] = {
    [UNOP_INVERT] = {"~", BINDS_FACTOR},
    [UNOP_NOT] = {"not ", BINDS_NOT},
    [UNOP_PLUS] = {"+", BINDS_FACTOR},
    [UNOP_MINUS] = {"-", BINDS_FACTOR},
};

static const char *const compare_texts[] = {
    [CMPOP_EQ] = " == ", [CMPOP_NOT_EQ] = " != ",
    [CMPOP_LT] = " < ",  [CMPOP_LT_E] = " <= ",
    [CMPOP_GT] = " > ",  [CMPOP_GT_E] = " >= ",
    [CMPOP_IS] = " is ", [CMPOP_IS_NOT] = " is not ",
    [CMPOP_IN] = " in ", [CMPOP_NOT_IN] = " not in ",
};

static void write(Writer *w, const Expr *e, Binds place);

static void put(Writer *w, const char *text)
{
    buffer_string(w->out, text);
}

static void open_if(Writer *w, bool needed)
{
    put(w, needed ? "(" : "");
}

static void close_if(Writer *w, bool needed)
{
    put(w, needed ? ")" : "");
}

static void write_list(Writer *w, ExprList list)
{
    for (size_t i = 0; i < list.count; i++) {
        put(w, i ? ", " : "");
        write(w, list.items[i], BINDS_TEST);
    }
}

/* ---- operators ----------------------------------------------------------- */

static void write_bool_op(Writer *w, const Expr *e, Binds place)
{
    bool is_and = e->bool_op.op == BOOLOP_AND;
    Binds binds = is_and ? BINDS_AND : BINDS_OR;
    open_if(w, place > binds);
    for (size_t i = 0; i < e->bool_op.values.count; i++) {
        put(w, i == 0 ? "" : is_and ? " and " : " or ");
        write(w, e->bool_op.values.items[i], binds + 1);
    }
    close_if(w, place > binds);
}

static void write_binary(Writer *w, const Expr *e, Binds place)
{
    OperatorText op = binary_texts[e->bin_op.op];
    bool right = e->bin_op.op == BINOP_POW;
    open_if(w, place > op.binds);
    write(w, e->bin_op.left, op.binds + right);
    put(w, op.text);
    write(w, e->bin_op.right, op.binds + !right);
    close_if(w, place > op.binds);
}

static void write_unary(Writer *w, const Expr *e, Binds place)
{
    OperatorText op = unary_texts[e->unary_op.op];
    open_if(w, place > op.binds);
    put(w, op.text);
    write(w, e->unary_op.operand, op.binds);
    close_if(w, place > op.binds);
}

static void write_compare(Writer *w, const Expr *e, Binds place)
{
    open_if(w, place > BINDS_COMPARE);
    write(w, e->compare.left, BINDS_COMPARE + 1);
    for (size_t i = 0; i < e->compare.ops.count; i++) {
        put(w, compare_texts[e->compare.ops.items[i]]);
        write(w, e->compare.comparators.items[i], BINDS_COMPARE + 1);
    }
    close_if(w, place > BINDS_COMPARE);
}

static void write_conditional(Writer *w, const Expr *e, Binds place)
{
    open_if(w, place > BINDS_TEST);
    write(w, e->if_exp.body, BINDS_TEST + 1);
    put(w, " if ");
    write(w, e->if_exp.test, BINDS_TEST + 1);
    put(w, " else ");
    write(w, e->if_exp.orelse, BINDS_TEST);
    close_if(w, place > BINDS_TEST);
}

static void write_named(Writer *w, const Expr *e, Binds place)
{
    open_if(w, place > BINDS_TUPLE);
    write(w, e->named_expr.target, BINDS_ATOM);
    put(w, ":=");
    write(w, e->named_expr.value, BINDS_ATOM);
    close_if(w, place > BINDS_TUPLE);
}

/* ---- lambda -------------------------------------------------------------- */

static void separate(Writer *w, bool *first)
{
    put(w, *first ? "" : ", ");
    *first = false;
}

static void write_parameter(Writer *w, Text name, const Expr *value)
{
    buffer_text(w->out, name);
    if (value) {
        put(w, "=");
        write(w, value, BINDS_TEST);
    }
}

/* Defaults belong to the last of the positional parameters. */
static const Expr *default_of(const Arguments *a, size_t at)
{
    size_t plain = a->posonlyargs.count + a->args.count - a->defaults.count;
    return at < plain ? NULL : a->defaults.items[at - plain];
}

static void write_parameters(Writer *w, const Arguments *a)
{
    bool first = true;
    size_t only = a->posonlyargs.count;
    for (size_t i = 0; i < only + a->args.count; i++) {
        separate(w, &first);
        write_parameter(w,
                        i < only ? a->posonlyargs.items[i].name
                                 : a->args.items[i - only].name,
                        default_of(a, i));
        put(w, i + 1 == only ? ", /" : "");
    }
    if (a->vararg.name.data || a->kwonlyargs.count) {
        separate(w, &first);
        put(w, "*");
        if (a->vararg.name.data) {
            buffer_text(w->out, a->vararg.name);
        }
    }
    for (size_t i = 0; i < a->kwonlyargs.count; i++) {
        separate(w, &first);
        write_parameter(w, a->kwonlyargs.items[i].name,
                        a->kw_defaults.items[i]);
    }
    if (a->kwarg.name.data) {
        separate(w, &first);
        put(w, "**");
        buffer_text(w->out, a->kwarg.name);
    }
}

static void write_lambda(Writer *w, const Expr *e, Binds place)
{
    const Arguments *a = e->lambda.args;
    open_if(w, place > BINDS_TEST);
    put(w, a->posonlyargs.count + a->args.count ? "lambda " : "lambda");
    write_parameters(w, a);
    put(w, ": ");
    write(w, e->lambda.body, BINDS_TEST);
    close_if(w, place > BINDS_TEST);
}

/* ---- displays and comprehensions ----------------------------------------- */

static void write_dict(Writer *w, const Expr *e)
{
    put(w, "{");
    for (size_t i = 0; i < e->dict.values.count; i++) {
        put(w, i ? ", " : "");
        if (e->dict.keys.items[i]) {
            write(w, e->dict.keys.items[i], BINDS_TEST);
            put(w, ": ");
            write(w, e->dict.values.items[i], BINDS_TEST);
        } else {
            put(w, "**");
            write(w, e->dict.values.items[i], BINDS_BIT_OR);
        }
    }
    put(w, "}");
}

static void write_tuple(Writer *w, const Expr *e, Binds place)
{
    if (!e->tuple.elts.count) {
        put(w, "()");
        return;
    }
    open_if(w, place > BINDS_TUPLE);
    write_list(w, e->tuple.elts);
    put(w, e->tuple.elts.count == 1 ? "," : "");
    close_if(w, place > BINDS_TUPLE);
}

static void write_generators(Writer *w, ComprehensionList list)
{
    for (size_t i = 0; i < list.count; i++) {
        const Comprehension *g = &list.items[i];
        put(w, g->is_async ? " async for " : " for ");
        write(w, g->target, BINDS_TUPLE);
        put(w, " in ");
        write(w, g->iter, BINDS_TEST + 1);
        for (size_t k = 0; k < g->ifs.count; k++) {
            put(w, " if ");
            write(w, g->ifs.items[k], BINDS_TEST + 1);
        }
    }
}

static void write_comprehension(Writer *w, const Expr *e, const char *brackets)
{
    buffer_byte(w->out, brackets[0]);
    write(w, e->list_comp.elt, BINDS_TEST);
    write_generators(w, e->list_comp.generators);
    buffer_byte(w->out, brackets[1]);
}

static void write_dict_comprehension(Writer *w, const Expr *e)
{
    put(w, "{");
    write(w, e->dict_comp.key, BINDS_TEST);
    put(w, ": ");
    write(w, e->dict_comp.value, BINDS_TEST);
    write_generators(w, e->dict_comp.generators);
    put(w, "}");
}

/* ---- trailers ------------------------------------------------------------ */

static void write_call(Writer *w, const Expr *e)
{
    ExprList args = e->call.args;
    KeywordList keywords = e->call.keywords;
    write(w, e->call.func, BINDS_ATOM);
    if (args.count == 1 && !keywords.count &&
        args.items[0]->kind == EXPR_GENERATOR_EXP) {
        write(w, args.items[0], BINDS_TUPLE); /* with its own parentheses */
        return;
    }
    put(w, "(");
    write_list(w, args);
    for (size_t i = 0; i < keywords.count; i++) {
        put(w, i || args.count ? ", " : "");
        if (keywords.items[i].arg.data) {
            buffer_text(w->out, keywords.items[i].arg);
            put(w, "=");
        } else {
            put(w, "**");
        }
        write(w, keywords.items[i].value, BINDS_TEST);
    }
    put(w, ")");
}

/* `1 .real` needs its space. */
static void write_attribute(Writer *w, const Expr *e)
{
    const Expr *value = e->attribute.value;
    bool is_int = value->kind == EXPR_CONSTANT &&
                  value->constant.value->kind == CONSTANT_INT;
    write(w, value, BINDS_ATOM);
    put(w, is_int ? " ." : ".");
    buffer_text(w->out, e->attribute.attr);
}

/* A tuple with `*x` in it, which 3.8 wants in parentheses there. */
static bool has_starred(const Expr *e)
{
    for (size_t i = 0; e->kind == EXPR_TUPLE && i < e->tuple.elts.count; i++) {
        if (e->tuple.elts.items[i]->kind == EXPR_STARRED) {
            return true;
        }
    }
    return false;
}

static void write_slice(Writer *w, const Slice *s)
{
    switch (s->kind) {
    case SLICE_INDEX:
        write(w, s->index.value,
              has_starred(s->index.value) ? BINDS_TEST : BINDS_TUPLE);
        break;
    case SLICE_SLICE:
        if (s->range.lower) {
            write(w, s->range.lower, BINDS_TEST);
        }
        put(w, ":");
        if (s->range.upper) {
            write(w, s->range.upper, BINDS_TEST);
        }
        if (s->range.step) {
            put(w, ":");
            write(w, s->range.step, BINDS_TEST);
        }
        break;
    default:
        for (size_t i = 0; i < s->ext_slice.dims.count; i++) {
            put(w, i ? ", " : "");
            write_slice(w, s->ext_slice.dims.items[i]);
        }
        put(w, s->ext_slice.dims.count == 1 ? "," : "");
    }
}

/* ---- constants and f-strings --------------------------------------------- */

static void write_constant(Writer *w, const Constant *k)
{
    if (k->kind == CONSTANT_ELLIPSIS) {
        put(w, "...");
    } else {
        constant_repr(w->out, k);
    }
}

static void write_braces_doubled(Writer *w, Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        buffer_byte(w->out, byte);
        if (byte == '{' || byte == '}') {
            buffer_byte(w->out, byte);
        }
    }
}

static void write_replacement(Writer *w, const Expr *e);

/* The part of an f-string between its quotes, not escaped yet. */
static void write_fstring_part(Writer *w, const Expr *e)
{
    switch (e->kind) {
    case EXPR_CONSTANT:
        write_braces_doubled(w, e->constant.value->text);
        break;
    case EXPR_JOINED_STR:
        for (size_t i = 0; i < e->joined_str.values.count; i++) {
            write_fstring_part(w, e->joined_str.values.items[i]);
        }
        break;
    default:
        write_replacement(w, e);
    }
}

static void write_replacement(Writer *w, const Expr *e)
{
    Buffer inner = {0};
    Buffer *out = w->out;
    w->out = &inner;
    write(w, e->formatted_value.value, BINDS_TEST + 1);
    w->out = out;
    /* "{{" would be a brace. */
    put(w, inner.size && inner.data[0] == '{' ? "{ " : "{");
    buffer_bytes(out, inner.data, inner.size);
    out->failed = out->failed || inner.failed;
    buffer_free(&inner);
    if (e->formatted_value.conversion > 0) {
        put(w, "!");
        buffer_byte(out, (char)e->formatted_value.conversion);
    }
    if (e->formatted_value.format_spec) {
        put(w, ":");
        write_fstring_part(w, e->formatted_value.format_spec);
    }
    put(w, "}");
}

static void write_fstring(Writer *w, const Expr *e)
{
    Buffer body = {0};
    Buffer *out = w->out;
    w->out = &body;
    write_fstring_part(w, e);
    w->out = out;
    put(w, "f");
    constant_repr_str(out, (Text){body.size ? body.data : "", body.size});
    out->failed = out->failed || body.failed;
    buffer_free(&body);
}

/* ---- all of them --------------------------------------------------------- */

static void write_yield(Writer *w, const char *keyword, const Expr *value)
{
    put(w, "(");
    put(w, keyword);
    if (value) {
        put(w, " ");
        write(w, value, BINDS_TEST);
    }
    put(w, ")");
}

static void write_await(Writer *w, const Expr *e, Binds place)
{
    open_if(w, place > BINDS_AWAIT);
    put(w, "await ");
    write(w, e->await.value, BINDS_ATOM);
    close_if(w, place > BINDS_AWAIT);
}

static void write_bracketed(Writer *w, ExprList list, const char *brackets)
{
    buffer_byte(w->out, brackets[0]);
    write_list(w, list);
    buffer_byte(w->out, brackets[1]);
}

static void write_kind(Writer *w, const Expr *e, Binds place)
{
    switch (e->kind) {
    case EXPR_BOOL_OP:
        write_bool_op(w, e, place);
        break;
    case EXPR_NAMED_EXPR:
        write_named(w, e, place);
        break;
    case EXPR_BIN_OP:
        write_binary(w, e, place);
        break;
    case EXPR_UNARY_OP:
        write_unary(w, e, place);
        break;
    case EXPR_LAMBDA:
        write_lambda(w, e, place);
        break;
    case EXPR_IF_EXP:
        write_conditional(w, e, place);
        break;
    case EXPR_DICT:
        write_dict(w, e);
        break;
    case EXPR_SET:
        write_bracketed(w, e->set.elts, "{}");
        break;
    case EXPR_LIST_COMP:
        write_comprehension(w, e, "[]");
        break;
    case EXPR_SET_COMP:
        write_comprehension(w, e, "{}");
        break;
    case EXPR_DICT_COMP:
        write_dict_comprehension(w, e);
        break;
    case EXPR_GENERATOR_EXP:
        write_comprehension(w, e, "()");
        break;
    case EXPR_AWAIT:
        write_await(w, e, place);
        break;
    case EXPR_YIELD:
        write_yield(w, "yield", e->yield.value);
        break;
    case EXPR_YIELD_FROM:
        write_yield(w, "yield from", e->yield_from.value);
        break;
    case EXPR_COMPARE:
        write_compare(w, e, place);
        break;
    case EXPR_CALL:
        write_call(w, e);
        break;
    case EXPR_FORMATTED_VALUE:
    case EXPR_JOINED_STR:
        write_fstring(w, e);
        break;
    case EXPR_CONSTANT:
        write_constant(w, e->constant.value);
        break;
    case EXPR_ATTRIBUTE:
        write_attribute(w, e);
        break;
    case EXPR_SUBSCRIPT:
        write(w, e->subscript.value, BINDS_ATOM);
        put(w, "[");
        write_slice(w, e->subscript.slice);
        put(w, "]");
        break;
    case EXPR_STARRED:
        put(w, "*");
        write(w, e->starred.value, BINDS_BIT_OR);
        break;
    case EXPR_NAME:
        buffer_text(w->out, e->name.id);
        break;
    case EXPR_LIST:
        write_bracketed(w, e->list.elts, "[]");
        break;
    case EXPR_TUPLE:
        write_tuple(w, e, place);
        break;
    case EXPR_KINDS:
        break;
    }
}

static void write(Writer *w, const Expr *e, Binds place)
{
    if (w->depth >= COMPILER_DEPTH_MAX) {
        w->deep = true;
        return;
    }
    w->depth++;
    write_kind(w, e, place);
    w->depth--;
}

Text unparse(Compiler *c, const Expr *e)
{
    Buffer out = {0};
    Writer w = {.out = &out, .depth = c->depth};
    Text text = {NULL, 0};
    write(&w, e, BINDS_TEST);
    if (w.deep) {
        compiler_too_deep(c);
    } else if (out.failed) {
        diagnostic_no_memory(c->diagnostic);
    } else {
        text.data = region_copy(c->region, out.data, out.size);
        text.size = text.data ? out.size : 0;
    }
    buffer_free(&out);
    return text;
}
