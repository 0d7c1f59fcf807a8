/* SPDX-License-Identifier: MIT */
/*
 * The walk itself: which statement and expression goes to whom, and inside how
 * many loops and guarded try bodies it stands.
 */
#include "cli/doctor_walk.h"

#include <stdlib.h>

static bool see_expr(AstWalker *walker, Expr *expr)
{
    Scan *scan = (Scan *)walker;
    bool loop = expr->kind == EXPR_LIST_COMP || expr->kind == EXPR_SET_COMP ||
                expr->kind == EXPR_DICT_COMP ||
                expr->kind == EXPR_GENERATOR_EXP;
    if (scan->naming) {
        if (expr->kind == EXPR_NAME && expr->name.ctx != CTX_LOAD) {
            doctor_bind(scan, expr->name.id, NULL, false);
        }
    } else if (expr->kind == EXPR_CALL) {
        doctor_see_call(scan, expr);
    } else if (expr->kind == EXPR_ATTRIBUTE) {
        doctor_see_attribute(scan, expr);
    }
    scan->loops += loop;
    bool good = ast_walk_rest(walker, expr);
    scan->loops -= loop;
    return good;
}

static bool expects_absence(const Scan *scan, const Expr *type)
{
    static const char *const names[] = {"ImportError",    "ModuleNotFoundError",
                                        "AttributeError", "Exception",
                                        "BaseException",  "NameError"};
    if (!type) {
        return true;
    }
    if (type->kind == EXPR_TUPLE) {
        for (size_t i = 0; i < type->tuple.elts.count; i++) {
            if (expects_absence(scan, type->tuple.elts.items[i])) {
                return true;
            }
        }
        return false;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (doctor_dotted_is(scan, type, names[i])) {
            return true;
        }
    }
    return false;
}

static bool see_try(Scan *scan, Stmt *stmt)
{
    HandlerList handlers = stmt->try_stmt.handlers;
    bool guard = false;
    for (size_t i = 0; i < handlers.count; i++) {
        Expr *type = handlers.items[i].type;
        guard = guard || !type ||
                (type->kind != EXPR_TUPLE || type->tuple.elts.count < 100
                     ? expects_absence(scan, type)
                     : false);
    }
    scan->guards += guard;
    bool good = ast_walk_stmts(&scan->walker, stmt->try_stmt.body);
    scan->guards -= guard;
    for (size_t i = 0; i < handlers.count && good; i++) {
        good = ast_walk(&scan->walker, handlers.items[i].type) &&
               ast_walk_stmts(&scan->walker, handlers.items[i].body);
    }
    return good && ast_walk_stmts(&scan->walker, stmt->try_stmt.orelse) &&
           ast_walk_stmts(&scan->walker, stmt->try_stmt.finalbody);
}

static void bind_arguments(Scan *scan, const Arguments *args)
{
    const ArgList *lists[] = {&args->posonlyargs, &args->args,
                              &args->kwonlyargs};
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < lists[i]->count; k++) {
            doctor_bind(scan, lists[i]->items[k].name, NULL, false);
        }
    }
}

static bool is_for_types_only(const Scan *scan, const Stmt *stmt)
{
    const Expr *test = stmt->if_stmt.test;
    return doctor_dotted_is(scan, test, "typing.TYPE_CHECKING") ||
           doctor_dotted_is(scan, test, "TYPE_CHECKING");
}

static bool see_stmt(AstWalker *walker, Stmt *stmt)
{
    Scan *scan = (Scan *)walker;
    bool loop = stmt->kind == STMT_FOR || stmt->kind == STMT_WHILE;
    switch (stmt->kind) {
    case STMT_IMPORT:
        doctor_see_import(scan, stmt);
        break;
    case STMT_IMPORT_FROM:
        doctor_see_from(scan, stmt);
        break;
    case STMT_TRY:
        return see_try(scan, stmt);
    case STMT_IF:
        if (is_for_types_only(scan, stmt)) {
            return ast_walk_stmts(walker, stmt->if_stmt.orelse);
        }
        break;
    case STMT_ASSIGN:
        if (!scan->naming) {
            doctor_see_assign(scan, stmt);
        }
        break;
    case STMT_FUNCTION_DEF:
        if (scan->naming) {
            doctor_bind(scan, stmt->function_def.name, NULL, false);
            bind_arguments(scan, stmt->function_def.args);
        }
        break;
    case STMT_CLASS_DEF:
        if (scan->naming) {
            doctor_bind(scan, stmt->class_def.name, NULL, false);
        }
        break;
    default:
        break;
    }
    scan->loops += loop;
    bool good = ast_walk_stmt_rest(walker, stmt);
    scan->loops -= loop;
    return good;
}

void doctor_walk(Doctor *doctor, unsigned file, Region *region, Ast *ast)
{
    Scan scan = {
        .walker = {.expr = see_expr, .stmt = see_stmt, .region = region},
        .doctor = doctor,
        .file = file,
        .naming = true};
    bool good = ast_walk_stmts(&scan.walker, ast->body);
    scan.naming = false;
    good = good && ast_walk_stmts(&scan.walker, ast->body);
    doctor->failed = doctor->failed || (!good && !scan.walker.deep);
    free(scan.meanings);
}
