/* SPDX-License-Identifier: MIT */
/* Functions, lambdas and classes: code objects inside code objects. */
#include "bytecode/compiler_state.h"

enum {
    MAKE_DEFAULTS = 1,
    MAKE_KEYWORD_DEFAULTS = 2,
    MAKE_ANNOTATIONS = 4,
    MAKE_CLOSURE = 8,
};

/* The cell of `name` seen from here: ours, or one we got ourselves. A class's
 * methods get its own __class__. */
static void load_closure(Compiler *c, Text name)
{
    const Unit *u = c->unit;
    bool own = u->kind == UNIT_CLASS && u->scope->needs_class_closure &&
               text_is(name, "__class__");
    out_arg(c, OP_LOAD_CLOSURE, own ? 0 : closure_index(c, name));
}

bool make_closure(Compiler *c, const Code *code, unsigned flags, Text qualname)
{
    if (c->muted) {
        return true;
    }
    if (code->free_names.count) {
        for (size_t i = 0; i < code->free_names.count; i++) {
            load_closure(c, code->free_names.items[i]);
        }
        out_arg(c, OP_BUILD_TUPLE, code->free_names.count);
        flags |= MAKE_CLOSURE;
    }
    out_constant(c, constant_code(c->region, code));
    out_text(c, qualname.data ? qualname : code->name);
    out_arg(c, OP_MAKE_FUNCTION, flags);
    return compiler_ok(c);
}

/* ---- what MAKE_FUNCTION takes -------------------------------------------- */

static bool keyword_defaults(Compiler *c, const Arguments *args,
                             unsigned *flags)
{
    Text *names =
        region_array(c->region, args->kwonlyargs.count, sizeof *names);
    size_t count = 0;
    if (!names) {
        return false;
    }
    for (size_t i = 0; i < args->kwonlyargs.count; i++) {
        const Expr *value = args->kw_defaults.items[i];
        if (value) {
            names[count++] = mangle(c, args->kwonlyargs.items[i].name);
            if (!compile_expr(c, value)) {
                return false;
            }
        }
    }
    if (count) {
        out_constant(c, text_tuple(c, names, count));
        out_arg(c, OP_BUILD_CONST_KEY_MAP, count);
        *flags |= MAKE_KEYWORD_DEFAULTS;
    }
    return true;
}

static bool defaults(Compiler *c, const Arguments *args, unsigned *flags)
{
    if (args->defaults.count) {
        if (!compile_exprs(c, args->defaults)) {
            return false;
        }
        out_arg(c, OP_BUILD_TUPLE, args->defaults.count);
        *flags |= MAKE_DEFAULTS;
    }
    return args->kwonlyargs.count == 0 || keyword_defaults(c, args, flags);
}

typedef struct Annotations {
    Text *names;
    size_t count;
} Annotations;

static bool annotation(Compiler *c, Annotations *a, Text name, const Expr *e)
{
    if (!e) {
        return true;
    }
    if (c->future & CODE_FUTURE_ANNOTATIONS) {
        out_text(c, unparse(c, e));
    } else if (!compile_expr(c, e)) {
        return false;
    }
    a->names[a->count++] = name;
    return true;
}

static bool argument_annotations(Compiler *c, Annotations *a, ArgList args)
{
    for (size_t i = 0; i < args.count; i++) {
        const Arg *arg = &args.items[i];
        if (!annotation(c, a, mangle(c, arg->name), arg->annotation)) {
            return false;
        }
    }
    return true;
}

static bool annotations(Compiler *c, const Arguments *args, const Expr *returns,
                        unsigned *flags)
{
    size_t room =
        args->args.count + args->posonlyargs.count + args->kwonlyargs.count + 3;
    Annotations a = {region_array(c->region, room, sizeof(Text)), 0};
    ArgList vararg = {(Arg *)&args->vararg, args->vararg.name.data != NULL};
    ArgList kwarg = {(Arg *)&args->kwarg, args->kwarg.name.data != NULL};
    if (!a.names || !argument_annotations(c, &a, args->args) ||
        !argument_annotations(c, &a, args->posonlyargs) ||
        !argument_annotations(c, &a, vararg) ||
        !argument_annotations(c, &a, args->kwonlyargs) ||
        !argument_annotations(c, &a, kwarg) ||
        !annotation(c, &a, TEXT("return"), returns)) {
        return false;
    }
    if (a.count) {
        out_constant(c, text_tuple(c, a.names, a.count));
        out_arg(c, OP_BUILD_CONST_KEY_MAP, a.count);
        *flags |= MAKE_ANNOTATIONS;
    }
    return true;
}

/* ---- decorators ---------------------------------------------------------- */

static void apply_decorators(Compiler *c, ExprList decorators)
{
    for (size_t i = 0; i < decorators.count; i++) {
        out_arg(c, OP_CALL_FUNCTION, 1);
    }
}

/* A decorated definition's first line is its first decorator's. */
static int first_line(const Stmt *s, ExprList decorators)
{
    return decorators.count ? decorators.items[0]->at.line : s->at.line;
}

/* ---- functions ----------------------------------------------------------- */

static void count_arguments(Unit *u, const Arguments *args)
{
    u->positional_only_count = (uint32_t)args->posonlyargs.count;
    u->argument_count = (uint32_t)(args->posonlyargs.count + args->args.count);
    u->keyword_only_count = (uint32_t)args->kwonlyargs.count;
}

/* Constant 0 of a function is its docstring or None. */
static void first_constant(Compiler *c, StmtList body)
{
    const Constant *first = constant_simple(CONSTANT_NONE);
    if (body.count && body.items[0]->kind == STMT_EXPR &&
        !(c->flags & COMPILE_STRIP_DOCSTRINGS)) {
        const Expr *e = body.items[0]->expr.value;
        if (e->kind == EXPR_CONSTANT &&
            e->constant.value->kind == CONSTANT_STR) {
            first = e->constant.value;
        }
    }
    if (!c->muted) {
        emit_constant(OUT(c), first);
    }
}

bool compile_function(Compiler *c, const Stmt *s)
{
    const Arguments *args = s->function_def.args;
    ExprList decorators = s->function_def.decorators;
    UnitKind kind =
        s->function_def.is_async ? UNIT_ASYNC_FUNCTION : UNIT_FUNCTION;
    unsigned flags = 0;
    if (!compile_exprs(c, decorators) || !defaults(c, args, &flags) ||
        !annotations(c, args, s->function_def.returns, &flags) ||
        !unit_enter(c, kind, s->function_def.name, s,
                    first_line(s, decorators))) {
        return false;
    }
    first_constant(c, s->function_def.body);
    count_arguments(c->unit, args);
    Text qualname = c->unit->qualname;
    if (!compile_stmts(c, s->function_def.body)) {
        return false;
    }
    Code *code = unit_leave(c, true);
    if (!code || !make_closure(c, code, flags, qualname)) {
        return false;
    }
    apply_decorators(c, decorators);
    return variable(c, s->function_def.name, CTX_STORE);
}

bool compile_lambda(Compiler *c, const Expr *e)
{
    unsigned flags = 0;
    if (!defaults(c, e->lambda.args, &flags) ||
        !unit_enter(c, UNIT_LAMBDA, TEXT("<lambda>"), e, e->at.line)) {
        return false;
    }
    if (!c->muted) {
        emit_constant(OUT(c), constant_simple(CONSTANT_NONE));
    }
    count_arguments(c->unit, e->lambda.args);
    Text qualname = c->unit->qualname;
    if (!compile_expr(c, e->lambda.body)) {
        return false;
    }
    bool generator = c->unit->scope->generator;
    if (!generator) {
        out_op(c, OP_RETURN_VALUE);
    }
    Code *code = unit_leave(c, !generator);
    return code && make_closure(c, code, flags, qualname);
}

/* ---- classes ------------------------------------------------------------- */

static bool class_body(Compiler *c, const Stmt *s)
{
    Unit *u = c->unit;
    u->klass = s->class_def.name;
    if (!variable(c, mangle(c, TEXT("__name__")), CTX_LOAD) ||
        !variable(c, mangle(c, TEXT("__module__")), CTX_STORE)) {
        return false;
    }
    out_text(c, u->qualname);
    if (!variable(c, mangle(c, TEXT("__qualname__")), CTX_STORE) ||
        !compile_body(c, s->class_def.body)) {
        return false;
    }
    if (u->scope->needs_class_closure) {
        out_arg(c, OP_LOAD_CLOSURE, 0);
        out_op(c, OP_DUP_TOP);
        if (!variable(c, mangle(c, TEXT("__classcell__")), CTX_STORE)) {
            return false;
        }
    } else {
        out_none(c);
    }
    out_op(c, OP_RETURN_VALUE);
    return true;
}

bool compile_class(Compiler *c, const Stmt *s)
{
    ExprList decorators = s->class_def.decorators;
    if (!compile_exprs(c, decorators) ||
        !unit_enter(c, UNIT_CLASS, s->class_def.name, s,
                    first_line(s, decorators)) ||
        !class_body(c, s)) {
        return false;
    }
    Code *code = unit_leave(c, true);
    if (!code) {
        return false;
    }
    out_op(c, OP_LOAD_BUILD_CLASS);
    if (!make_closure(c, code, 0, (Text){NULL, 0})) {
        return false;
    }
    out_text(c, s->class_def.name);
    if (!compile_arguments(c, 2, s->class_def.bases, s->class_def.keywords)) {
        return false;
    }
    apply_decorators(c, decorators);
    return variable(c, s->class_def.name, CTX_STORE);
}
