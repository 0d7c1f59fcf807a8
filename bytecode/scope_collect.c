/* SPDX-License-Identifier: MIT */
/* The first pass over scopes: what each block does with each name.
 *
 * A Block stands for the scope being read; `outer` leads to those around it.
 * The order of the walk is CPython's symtable.c
 * order, since the first of several errors is the one to report. */
#include "bytecode/ast_walk.h"
#include "bytecode/scope_state.h"

typedef struct Block Block;
struct Block {
    Block *outer;
    Scope *scope;
    int iterables;  /* comprehension iterables we are inside of */
    bool in_target; /* in the target of a comprehension's for */
};

typedef struct Collector {
    AstWalker walker; /* first: a walker is its collector */
    ScopeTree *tree;
    Block *block;
    Text klass; /* the class whose private names are mangled */
} Collector;

static bool collect_error(Collector *collector, Position at, int shift,
                          const char *format, Text name)
{
    return scope_error(collector->tree, at.line, at.column + shift, format,
                       name);
}

/* At the start of a block. */
static bool collect_block_error(Collector *collector, const Scope *scope,
                                const char *format, Text name)
{
    return scope_error(collector->tree, scope->line, scope->column + 1, format,
                       name);
}

/* `module` also hears of each name that any block declares global. */
static bool collect_mark(Collector *collector, Block *block, Text name,
                         unsigned use)
{
    Text mangled = scope_mangle(collector->tree, collector->klass, name);
    if (mangled.data == NULL) {
        return false;
    }
    Scope *scope = block->scope;
    Symbol *symbol = scope_intern(collector->tree, scope, mangled);
    if (symbol == NULL) {
        return false;
    }
    if (use & symbol->uses & USE_PARAMETER) {
        return collect_block_error(collector, scope,
                                   "duplicate argument '%.*s' in function "
                                   "definition",
                                   name);
    }
    symbol->uses |= use;
    if (block->in_target) {
        if (symbol->uses & (USE_GLOBAL | USE_NONLOCAL)) {
            return collect_block_error(collector, scope,
                                       "comprehension inner loop cannot rebind "
                                       "assignment expression target '%.*s'",
                                       name);
        }
        symbol->uses |= USE_ITERATION;
    }
    if (use & USE_GLOBAL) {
        symbol = scope_intern(collector->tree, collector->tree->top, mangled);
        if (symbol == NULL) {
            return false;
        }
        symbol->uses |= USE_GLOBAL;
    }
    return true;
}

static bool collect_name(Collector *collector, Text name, unsigned use)
{
    return collect_mark(collector, collector->block, name, use);
}

/* What the block did with the name so far. */
static unsigned collect_uses(Collector *collector, const Block *block,
                             Text name)
{
    Text mangled = scope_mangle(collector->tree, collector->klass, name);
    const Symbol *symbol =
        mangled.data != NULL ? scope_find(block->scope, mangled) : NULL;
    return symbol != NULL ? symbol->uses : 0;
}

static bool collect_directive(Collector *collector, Text name, Position at)
{
    ScopeTree *tree = collector->tree;
    Directive *directive = region_alloc(tree->region, sizeof *directive);
    if (directive == NULL) {
        return false;
    }
    *directive = (Directive){.older = tree->directives,
                             .scope = collector->block->scope,
                             .name = scope_mangle(tree, collector->klass, name),
                             .line = at.line,
                             .column = at.column};
    tree->directives = directive;
    return directive->name.data != NULL;
}

/* Goes into a new block; NULL: out of memory. */
static Scope *collect_enter(Collector *collector, ScopeType type, Text name,
                            const void *node, Position at)
{
    ScopeTree *tree = collector->tree;
    Block *outer = collector->block;
    Block *block = region_alloc(tree->region, sizeof *block);
    Scope *scope = scope_open(tree, outer->scope, type, name, node);
    if (block == NULL || scope == NULL) {
        return NULL;
    }
    scope->line = at.line;
    scope->column = at.column;
    /* A walrus is out of place in all that an iterable contains. */
    *block =
        (Block){.outer = outer, .scope = scope, .iterables = outer->iterables};
    collector->block = block;
    return scope;
}

static void collect_leave(Collector *collector)
{
    collector->block = collector->block->outer;
}

/* Parameters and functions. */

static size_t collect_parameter_count(const Arguments *args)
{
    return args->posonlyargs.count + args->args.count + args->kwonlyargs.count +
           (args->vararg.name.data != NULL) + (args->kwarg.name.data != NULL);
}

static bool collect_parameter(Collector *collector, Text name)
{
    TextList *list = &collector->block->scope->parameters;
    list->items[list->count++] =
        scope_mangle(collector->tree, collector->klass, name);
    return collect_name(collector, name, USE_PARAMETER);
}

static bool collect_parameter_list(Collector *collector, ArgList args)
{
    for (size_t i = 0; i < args.count; i++) {
        if (!collect_parameter(collector, args.items[i].name)) {
            return false;
        }
    }
    return true;
}

static bool collect_parameters(Collector *collector, const Arguments *args)
{
    Scope *scope = collector->block->scope;
    size_t count = collect_parameter_count(args);
    if (count == 0) {
        return true;
    }
    scope->parameters.items = region_array(collector->tree->region, count,
                                           sizeof *scope->parameters.items);
    scope->varargs = args->vararg.name.data != NULL;
    scope->varkeywords = args->kwarg.name.data != NULL;
    return scope->parameters.items != NULL &&
           collect_parameter_list(collector, args->posonlyargs) &&
           collect_parameter_list(collector, args->args) &&
           collect_parameter_list(collector, args->kwonlyargs) &&
           (!scope->varargs ||
            collect_parameter(collector, args->vararg.name)) &&
           (!scope->varkeywords ||
            collect_parameter(collector, args->kwarg.name));
}

static bool collect_annotations(Collector *collector, ArgList args)
{
    for (size_t i = 0; i < args.count; i++) {
        if (!ast_walk(&collector->walker, args.items[i].annotation)) {
            return false;
        }
    }
    return true;
}

/* What a function's head computes outside of it. */
static bool collect_head(Collector *collector, const Arguments *args)
{
    AstWalker *walker = &collector->walker;
    return ast_walk_list(walker, args->defaults) &&
           ast_walk_list(walker, args->kw_defaults) &&
           collect_annotations(collector, args->posonlyargs) &&
           collect_annotations(collector, args->args) &&
           ast_walk(walker, args->vararg.annotation) &&
           ast_walk(walker, args->kwarg.annotation) &&
           collect_annotations(collector, args->kwonlyargs);
}

static bool collect_function(Collector *collector, Stmt *stmt)
{
    AstWalker *walker = &collector->walker;
    const Arguments *args = stmt->function_def.args;
    Text name = stmt->function_def.name;
    if (!collect_name(collector, name, USE_LOCAL) ||
        !collect_head(collector, args) ||
        !ast_walk(walker, stmt->function_def.returns) ||
        !ast_walk_list(walker, stmt->function_def.decorators)) {
        return false;
    }
    Scope *scope =
        collect_enter(collector, SCOPE_FUNCTION, name, stmt, stmt->at);
    if (scope == NULL) {
        return false;
    }
    scope->coroutine = stmt->function_def.is_async;
    bool good = collect_parameters(collector, args) &&
                ast_walk_stmts(walker, stmt->function_def.body);
    collect_leave(collector);
    return good;
}

static bool collect_lambda(Collector *collector, Expr *expr)
{
    if (!collect_head(collector, expr->lambda.args) ||
        !collect_enter(collector, SCOPE_FUNCTION, TEXT("lambda"), expr,
                       expr->at)) {
        return false;
    }
    bool good = collect_parameters(collector, expr->lambda.args) &&
                ast_walk(&collector->walker, expr->lambda.body);
    collect_leave(collector);
    return good;
}

static bool collect_class(Collector *collector, Stmt *stmt)
{
    AstWalker *walker = &collector->walker;
    Text name = stmt->class_def.name;
    if (!collect_name(collector, name, USE_LOCAL) ||
        !ast_walk_list(walker, stmt->class_def.bases) ||
        !ast_walk_keywords(walker, stmt->class_def.keywords) ||
        !ast_walk_list(walker, stmt->class_def.decorators) ||
        !collect_enter(collector, SCOPE_CLASS, name, stmt, stmt->at)) {
        return false;
    }
    Text klass = collector->klass;
    collector->klass = name;
    bool good = ast_walk_stmts(walker, stmt->class_def.body);
    collector->klass = klass;
    collect_leave(collector);
    return good;
}

/* Statements that bind names without an expression. */

static bool collect_import(Collector *collector, AliasList names)
{
    const Scope *scope = collector->block->scope;
    for (size_t i = 0; i < names.count; i++) {
        Text name = names.items[i].asname;
        if (name.data == NULL && text_is(names.items[i].name, "*")) {
            if (scope->type != SCOPE_MODULE) {
                return collect_block_error(collector, scope,
                                           "import * only allowed at module "
                                           "level",
                                           (Text){0});
            }
            continue;
        }
        if (name.data == NULL) {
            name = names.items[i].name;
            const char *dot = memchr(name.data, '.', name.size);
            if (dot != NULL) {
                name.size = (size_t)(dot - name.data);
                name.data =
                    region_copy(collector->tree->region, name.data, name.size);
            }
        }
        if (name.data == NULL || !collect_name(collector, name, USE_IMPORT)) {
            return false;
        }
    }
    return true;
}

/* Why a name with these uses cannot be declared any more, or NULL. */
static const char *collect_declared_late(unsigned uses, bool global)
{
    static const struct {
        unsigned use;
        const char *format[2]; /* nonlocal, global */
    } REASONS[] = {
        {USE_PARAMETER,
         {"name '%.*s' is parameter and nonlocal",
          "name '%.*s' is parameter and global"}},
        {USE_READ,
         {"name '%.*s' is used prior to nonlocal declaration",
          "name '%.*s' is used prior to global declaration"}},
        {USE_ANNOTATED,
         {"annotated name '%.*s' can't be nonlocal",
          "annotated name '%.*s' can't be global"}},
        {USE_LOCAL,
         {"name '%.*s' is assigned to before nonlocal declaration",
          "name '%.*s' is assigned to before global declaration"}},
    };
    for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++) {
        if (uses & REASONS[i].use) {
            return REASONS[i].format[global];
        }
    }
    return NULL;
}

static bool collect_declaration(Collector *collector, Position at,
                                TextList names, bool global)
{
    for (size_t i = 0; i < names.count; i++) {
        Text name = names.items[i];
        const char *reason = collect_declared_late(
            collect_uses(collector, collector->block, name), global);
        if (reason != NULL) {
            return collect_error(collector, at, 1, reason, name);
        }
        if (!collect_name(collector, name,
                          global ? USE_GLOBAL : USE_NONLOCAL) ||
            !collect_directive(collector, name, at)) {
            return false;
        }
    }
    return true;
}

static bool collect_annotated(Collector *collector, Stmt *stmt)
{
    AstWalker *walker = &collector->walker;
    Expr *target = stmt->ann_assign.target;
    bool simple = stmt->ann_assign.simple;
    bool bound = true;
    if (target->kind != EXPR_NAME) {
        bound = ast_walk(walker, target);
    } else {
        Text name = target->name.id;
        unsigned uses = collect_uses(collector, collector->block, name);
        if ((uses & (USE_GLOBAL | USE_NONLOCAL)) && simple &&
            collector->block->scope != collector->tree->top) {
            return collect_error(
                collector, stmt->at, 1,
                collect_declared_late(USE_ANNOTATED, uses & USE_GLOBAL), name);
        }
        if (simple) {
            bound = collect_name(collector, name, USE_ANNOTATED | USE_LOCAL);
        } else if (stmt->ann_assign.value != NULL) {
            bound = collect_name(collector, name, USE_LOCAL);
        }
    }
    return bound && ast_walk(walker, stmt->ann_assign.annotation) &&
           ast_walk(walker, stmt->ann_assign.value);
}

static bool collect_try(Collector *collector, Stmt *stmt)
{
    AstWalker *walker = &collector->walker;
    if (!ast_walk_stmts(walker, stmt->try_stmt.body) ||
        !ast_walk_stmts(walker, stmt->try_stmt.orelse)) {
        return false;
    }
    for (size_t i = 0; i < stmt->try_stmt.handlers.count; i++) {
        ExceptHandler *handler = &stmt->try_stmt.handlers.items[i];
        if (!ast_walk(walker, handler->type) ||
            (handler->name.data != NULL &&
             !collect_name(collector, handler->name, USE_LOCAL)) ||
            !ast_walk_stmts(walker, handler->body)) {
            return false;
        }
    }
    return ast_walk_stmts(walker, stmt->try_stmt.finalbody);
}

static bool collect_stmt(AstWalker *walker, Stmt *stmt)
{
    Collector *collector = (Collector *)walker;
    switch (stmt->kind) {
    case STMT_FUNCTION_DEF:
        return collect_function(collector, stmt);
    case STMT_CLASS_DEF:
        return collect_class(collector, stmt);
    case STMT_ANN_ASSIGN:
        return collect_annotated(collector, stmt);
    case STMT_TRY:
        return collect_try(collector, stmt);
    case STMT_IMPORT:
        return collect_import(collector, stmt->import_stmt.names);
    case STMT_IMPORT_FROM:
        return collect_import(collector, stmt->import_from.names);
    case STMT_GLOBAL:
        return collect_declaration(collector, stmt->at, stmt->global_stmt.names,
                                   true);
    case STMT_NONLOCAL:
        return collect_declaration(collector, stmt->at,
                                   stmt->nonlocal_stmt.names, false);
    case STMT_RETURN:
        if (stmt->return_stmt.value != NULL) {
            collector->block->scope->returns_value = true;
        }
        return ast_walk_stmt_rest(walker, stmt);
    default:
        return ast_walk_stmt_rest(walker, stmt);
    }
}

/* Comprehensions and the walrus. */

static bool collect_target(Collector *collector, Expr *target)
{
    Block *block = collector->block;
    block->in_target = true;
    bool good = ast_walk(&collector->walker, target);
    block->in_target = false;
    return good;
}

static bool collect_iterable(Collector *collector, Expr *iterable)
{
    Block *block = collector->block;
    block->iterables++;
    bool good = ast_walk(&collector->walker, iterable);
    block->iterables--;
    return good;
}

/* The loops of a comprehension; the first one's iterable is done. */
static bool collect_loops(Collector *collector, ComprehensionList loops)
{
    Scope *scope = collector->block->scope;
    for (size_t i = 0; i < loops.count; i++) {
        Comprehension *loop = &loops.items[i];
        if (!collect_target(collector, loop->target) ||
            (i > 0 && !collect_iterable(collector, loop->iter)) ||
            !ast_walk_list(&collector->walker, loop->ifs)) {
            return false;
        }
        scope->coroutine |= loop->is_async;
    }
    return true;
}

static bool collect_first_parameter(Collector *collector)
{
    TextList *list = &collector->block->scope->parameters;
    list->items = region_alloc(collector->tree->region, sizeof *list->items);
    return list->items != NULL && collect_parameter(collector, TEXT(".0"));
}

/* What it makes of each round: `first` and `second`, in the order in which
 * CPython looks at them. */
static bool collect_comprehension(Collector *collector, Expr *expr,
                                  ComprehensionList loops, Expr *first,
                                  Expr *second)
{
    static const struct {
        Text name;
        Text text;
    } KINDS[EXPR_KINDS] = {
        [EXPR_LIST_COMP] = {TEXT("listcomp"), TEXT("list comprehension")},
        [EXPR_SET_COMP] = {TEXT("setcomp"), TEXT("set comprehension")},
        [EXPR_DICT_COMP] = {TEXT("dictcomp"), TEXT("dict comprehension")},
        [EXPR_GENERATOR_EXP] = {TEXT("genexpr"), TEXT("generator expression")},
    };
    AstWalker *walker = &collector->walker;
    if (!collect_iterable(collector, loops.items[0].iter)) {
        return false;
    }
    Scope *scope = collect_enter(collector, SCOPE_FUNCTION,
                                 KINDS[expr->kind].name, expr, expr->at);
    if (scope == NULL) {
        return false;
    }
    scope->comprehension = true;
    bool good = collect_first_parameter(collector) &&
                collect_loops(collector, loops) && ast_walk(walker, first) &&
                ast_walk(walker, second);
    if (good && scope->generator) {
        good = collect_block_error(collector, scope, "'yield' inside %.*s",
                                   KINDS[expr->kind].text);
    }
    scope->generator |= expr->kind == EXPR_GENERATOR_EXP;
    collect_leave(collector);
    return good;
}

/* A walrus in a comprehension binds in the block around it. */
static bool collect_walrus_outward(Collector *collector, Expr *expr)
{
    Text name = expr->named_expr.target->name.id;
    Block *block = collector->block;
    for (; block->scope->comprehension; block = block->outer) {
        const Symbol *symbol = scope_find(block->scope, name);
        if (symbol != NULL && (symbol->uses & USE_ITERATION)) {
            return collect_error(collector, expr->at, 0,
                                 "assignment expression cannot rebind "
                                 "comprehension iteration variable '%.*s'",
                                 name);
        }
    }
    if (block->scope->type == SCOPE_CLASS) {
        return collect_error(collector, expr->at, 0,
                             "assignment expression within a comprehension "
                             "cannot be used in a class body",
                             name);
    }
    bool module = block->scope->type == SCOPE_MODULE;
    bool global = module || (collect_uses(collector, block, name) & USE_GLOBAL);
    return collect_name(collector, name, global ? USE_GLOBAL : USE_NONLOCAL) &&
           collect_directive(collector, name, expr->at) &&
           collect_mark(collector, block, name,
                        module ? USE_GLOBAL : USE_LOCAL);
}

static bool collect_walrus(Collector *collector, Expr *expr)
{
    const Block *block = collector->block;
    if (block->iterables > 0) {
        return collect_error(collector, expr->at, 0,
                             "assignment expression cannot be used in a "
                             "comprehension iterable expression",
                             (Text){0});
    }
    if (block->scope->comprehension &&
        !collect_walrus_outward(collector, expr)) {
        return false;
    }
    return ast_walk(&collector->walker, expr->named_expr.value) &&
           ast_walk(&collector->walker, expr->named_expr.target);
}

static bool collect_load(Collector *collector, Expr *expr)
{
    if (expr->name.ctx != CTX_LOAD) {
        return collect_name(collector, expr->name.id, USE_LOCAL);
    }
    if (!collect_name(collector, expr->name.id, USE_READ)) {
        return false;
    }
    /* super() finds its class in the cell __class__. */
    return collector->block->scope->type != SCOPE_FUNCTION ||
           !text_is(expr->name.id, "super") ||
           collect_name(collector, TEXT("__class__"), USE_READ);
}

static bool collect_expr(AstWalker *walker, Expr *expr)
{
    Collector *collector = (Collector *)walker;
    Scope *scope = collector->block->scope;
    switch (expr->kind) {
    case EXPR_NAME:
        return collect_load(collector, expr);
    case EXPR_NAMED_EXPR:
        return collect_walrus(collector, expr);
    case EXPR_LAMBDA:
        return collect_lambda(collector, expr);
    case EXPR_LIST_COMP:
        return collect_comprehension(collector, expr,
                                     expr->list_comp.generators,
                                     expr->list_comp.elt, NULL);
    case EXPR_SET_COMP:
        return collect_comprehension(collector, expr, expr->set_comp.generators,
                                     expr->set_comp.elt, NULL);
    case EXPR_DICT_COMP:
        return collect_comprehension(
            collector, expr, expr->dict_comp.generators, expr->dict_comp.value,
            expr->dict_comp.key);
    case EXPR_GENERATOR_EXP:
        return collect_comprehension(collector, expr,
                                     expr->generator_exp.generators,
                                     expr->generator_exp.elt, NULL);
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
        scope->generator = true;
        return ast_walk_rest(walker, expr);
    case EXPR_AWAIT:
        scope->coroutine = true;
        return ast_walk_rest(walker, expr);
    default:
        return ast_walk_rest(walker, expr);
    }
}

bool scope_collect(ScopeTree *tree, const Ast *ast)
{
    tree->top = scope_open(tree, NULL, SCOPE_MODULE, TEXT("top"), ast);
    if (tree->top == NULL) {
        return false;
    }
    Block block = {.scope = tree->top};
    Collector collector = {.walker = {.expr = collect_expr,
                                      .stmt = collect_stmt,
                                      .region = tree->region},
                           .tree = tree,
                           .block = &block};
    bool good = ast->mode == AST_EXPRESSION
                    ? ast_walk(&collector.walker, ast->expression)
                    : ast_walk_stmts(&collector.walker, ast->body);
    if (collector.walker.deep) {
        diagnostic_set(tree->diagnostic, "RecursionError", 0, 0,
                       "maximum recursion depth exceeded during compilation");
    }
    return good;
}
