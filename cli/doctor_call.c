/* SPDX-License-Identifier: MIT */
/* Calls and assignments that say what a program does to the world. */
#include "cli/doctor_walk.h"

#include <string.h>

typedef struct CallRow {
    const char *name;
    NoteKind kind;
} CallRow;

static const CallRow call_rows[] = {
#define CALL(name, kind) {name, NOTE_##kind},
#include "cli/doctor_calls.def"
#undef CALL
};

static bool row_fits(const char *row, const char *name)
{
    size_t size = strcspn(row, "*");
    return row[size] ? !strncmp(row, name, size) : !strcmp(row, name);
}

static const Expr *argument(const Expr *call, size_t place, const char *name)
{
    KeywordList keywords = call->call.keywords;
    for (size_t i = 0; i < keywords.count; i++) {
        if (keywords.items[i].arg.data &&
            text_is(keywords.items[i].arg, name)) {
            return keywords.items[i].value;
        }
    }
    return place < call->call.args.count ? call->call.args.items[place] : NULL;
}

static bool is_constant(const Expr *expr, ConstantKind kind)
{
    return expr && expr->kind == EXPR_CONSTANT &&
           expr->constant.value->kind == kind;
}

/* A mode that can change the file. */
static bool writes(const Expr *mode)
{
    if (!is_constant(mode, CONSTANT_STR)) {
        return false;
    }
    Text text = mode->constant.value->text;
    for (size_t i = 0; i < text.size; i++) {
        if (!strchr("rbtwax+U", text.data[i])) {
            return false;
        }
    }
    return text.size <= 4 && (memchr(text.data, 'w', text.size) ||
                              memchr(text.data, 'a', text.size) ||
                              memchr(text.data, 'x', text.size) ||
                              memchr(text.data, '+', text.size));
}

static void note_at(Scan *scan, NoteKind kind, const Expr *expr)
{
    (void)doctor_note(scan->doctor, kind, scan->file, expr->at.line);
}

/* The generator that all of random's functions share is seeded by chance. */
static void see_random(Scan *scan, const Expr *call, const char *name)
{
    static const char *const harmless[] = {"getstate", "setstate",
                                           "SystemRandom"};
    bool given = call->call.args.count > 0 || call->call.keywords.count > 0;
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        if (!strcmp(name, harmless[i])) {
            return;
        }
    }
    if (!strcmp(name, "seed")) {
        note_at(scan, given ? NOTE_SEEDS : NOTE_RANDOM, call);
    } else if (strcmp(name, "Random") != 0 || !given) {
        note_at(scan, NOTE_RANDOM, call);
    }
}

static void see_named_call(Scan *scan, const Expr *call, const char *name)
{
    for (size_t i = 0; i < sizeof call_rows / sizeof *call_rows; i++) {
        if (row_fits(call_rows[i].name, name)) {
            note_at(scan, call_rows[i].kind, call);
            break;
        }
    }
    if (!strncmp(name, "random.", 7)) {
        see_random(scan, call, name + 7);
    } else if ((!strcmp(name, "open") || !strcmp(name, "io.open")) &&
               writes(argument(call, 1, "mode"))) {
        note_at(scan, NOTE_WRITES, call);
    }
}

/* Whatever the object may be, the method's name says it. */
static void see_method(Scan *scan, const Expr *call)
{
    Text name = call->call.func->attribute.attr;
    if (text_is(name, "write_text") || text_is(name, "write_bytes") ||
        (text_is(name, "open") && writes(argument(call, 0, "mode")))) {
        note_at(scan, NOTE_WRITES, call);
    } else if (text_is(name, "setDaemon") &&
               is_constant(argument(call, 0, "daemonic"), CONSTANT_TRUE)) {
        note_at(scan, scan->loops ? NOTE_DAEMONS : NOTE_DAEMON, call);
    }
}

void doctor_see_call(Scan *scan, const Expr *call)
{
    const Expr *func = call->call.func;
    Buffer name = {0};
    if (doctor_dotted(scan, &name, func, 0) && name.size) {
        see_named_call(scan, call, name.data);
    }
    buffer_free(&name);
    if (func->kind == EXPR_ATTRIBUTE) {
        see_method(scan, call);
    }
    if (is_constant(argument(call, SIZE_MAX, "daemon"), CONSTANT_TRUE)) {
        note_at(scan, scan->loops ? NOTE_DAEMONS : NOTE_DAEMON, call);
    }
}

/* `thread.daemon = True` */
void doctor_see_assign(Scan *scan, const Stmt *stmt)
{
    ExprList targets = stmt->assign.targets;
    for (size_t i = 0; i < targets.count; i++) {
        const Expr *target = targets.items[i];
        if (target->kind == EXPR_ATTRIBUTE &&
            text_is(target->attribute.attr, "daemon") &&
            is_constant(stmt->assign.value, CONSTANT_TRUE)) {
            note_at(scan, scan->loops ? NOTE_DAEMONS : NOTE_DAEMON, target);
        }
    }
}

/* `module.name`, where the name is nothing but that module. */
void doctor_see_attribute(Scan *scan, const Expr *expr)
{
    const Expr *value = expr->attribute.value;
    if (value->kind != EXPR_NAME || expr->attribute.ctx != CTX_LOAD) {
        return;
    }
    const Meaning *meaning = doctor_meaning(scan, value->name.id);
    if (meaning && meaning->module && !meaning->several &&
        !doctor_is_local(scan->doctor, meaning->what)) {
        doctor_note_name(scan, meaning->what, expr->attribute.attr,
                         expr->at.line);
    }
    if (doctor_dotted_is(scan, expr, "sys.stdin")) {
        note_at(scan, NOTE_INPUT, expr);
    }
}
