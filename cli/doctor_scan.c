/* SPDX-License-Identifier: MIT */
/*
 * Reading the program: each local file once, in the order in which imports
 * name them; in each file first what its names mean, then what is called.
 *
 * Names are those of the whole file: a name that is bound to anything but one
 * module is not looked into.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bytecode/ast_walk.h"
#include "bytecode/compile.h"
#include "bytecode/parser.h"
#include "bytecode/source.h"
#include "cli/doctor.h"
#include "cli/file.h"

#define FILES_MAX   1000
#define NEWER_MAX   500
#define DOTTED_MAX  200
#define DOTTED_DEEP 20

typedef struct Meaning {
    Text name;
    const char *what; /* "os.path", "time.sleep" */
    bool module;
    bool several; /* bound to something else too */
} Meaning;

typedef struct Scan {
    AstWalker walker; /* first: callbacks are given this */
    Doctor *doctor;
    unsigned file;
    Meaning *meanings;
    size_t meaning_count;
    int guards; /* try bodies whose handlers expect an absence */
    int loops;
    bool naming; /* the first pass */
} Scan;

/* ---- notes
 * ----------------------------------------------------------------- */

static const char *keep_text(Doctor *doctor, const char *text, size_t size)
{
    char *copy = region_copy(&doctor->region, text, size);
    doctor->failed = doctor->failed || !copy;
    return copy ? copy : "";
}

static const char *keep_string(Doctor *doctor, const char *text)
{
    return keep_text(doctor, text, strlen(text));
}

Note *doctor_note(Doctor *doctor, NoteKind kind, unsigned file, int line)
{
    size_t count = doctor->note_count;
    if ((count & (count - 1)) == 0) {
        size_t capacity = count ? count * 2 : 1;
        Note *more = realloc(doctor->notes, capacity * sizeof *more);
        if (!more) {
            doctor->failed = true;
            return &doctor->spare;
        }
        doctor->notes = more;
    }
    doctor->notes[count] = (Note){.kind = kind, .file = file, .line = line};
    doctor->note_count++;
    return &doctor->notes[count];
}

/* ---- local modules
 * --------------------------------------------------------- */

static bool is_file(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

static void add_file(Doctor *doctor, const char *path, const char *name,
                     size_t size, bool package)
{
    for (size_t i = 0; i < doctor->file_count; i++) {
        if (!strcmp(doctor->files[i].path, path)) {
            return;
        }
    }
    DoctorFile *more =
        doctor->file_count < FILES_MAX
            ? realloc(doctor->files, (doctor->file_count + 1) * sizeof *more)
            : NULL;
    if (!more) {
        doctor->failed = doctor->failed || doctor->file_count < FILES_MAX;
        return;
    }
    doctor->files = more;
    const char *kept = keep_text(doctor, name, size);
    const char *dot = strrchr(kept, '.');
    size_t parent = package ? size : dot ? (size_t)(dot - kept) : 0;
    more[doctor->file_count++] =
        (DoctorFile){.path = keep_string(doctor, path),
                     .name = kept,
                     .package = keep_text(doctor, kept, parent)};
}

/* The file of the first `size` bytes of a dotted name, if it is local. */
static bool find_local(Doctor *doctor, const char *name, size_t size)
{
    for (size_t i = 0; i < doctor->folder_count; i++) {
        const char *folder = doctor->folders[i];
        char *base = NULL;
        char *path = NULL;
        bool package = false;
        bool found = false;
        if (asprintf(&base, "%s%s%.*s", folder, *folder ? "/" : "", (int)size,
                     name) < 0) {
            doctor->failed = true;
            return false;
        }
        for (char *at = base + strlen(folder); *at; at++) {
            *at = *at == '.' ? '/' : *at;
        }
        for (int kind = 0; kind < 2 && !found; kind++) {
            package = kind == 0;
            if (asprintf(&path, "%s%s", base,
                         package ? "/__init__.py" : ".py") < 0) {
                doctor->failed = true;
                path = NULL;
                break;
            }
            found = is_file(path);
            if (found) {
                add_file(doctor, path, name, size, package);
            }
            free(path);
        }
        free(base);
        if (found) {
            return true;
        }
    }
    return false;
}

/* All packages on the way to it, too. */
static bool is_local(Doctor *doctor, const char *name)
{
    size_t size = strcspn(name, ".");
    if (!find_local(doctor, name, size)) {
        return false;
    }
    while (name[size]) {
        size += 1 + strcspn(name + size + 1, ".");
        if (!find_local(doctor, name, size)) {
            return false;
        }
    }
    return true;
}

/* ---- what names mean
 * ------------------------------------------------------- */

static Meaning *find_meaning(const Scan *scan, Text name)
{
    for (size_t i = 0; i < scan->meaning_count; i++) {
        if (text_equal(scan->meanings[i].name, name)) {
            return &scan->meanings[i];
        }
    }
    return NULL;
}

static void bind(Scan *scan, Text name, const char *what, bool module)
{
    Meaning *known = find_meaning(scan, name);
    if (known) {
        known->several =
            known->several || !what || strcmp(known->what, what) != 0;
        return;
    }
    if (!what) {
        what = "";
    }
    Meaning *more =
        realloc(scan->meanings, (scan->meaning_count + 1) * sizeof *more);
    if (!more) {
        scan->doctor->failed = true;
        return;
    }
    scan->meanings = more;
    more[scan->meaning_count++] = (Meaning){name, what, module, !*what};
}

/* "datetime.datetime.now" of an expression, or false. */
static bool put_dotted(const Scan *scan, Buffer *out, const Expr *expr,
                       int deep)
{
    if (expr->kind == EXPR_NAME) {
        const Meaning *meaning = find_meaning(scan, expr->name.id);
        if (meaning && meaning->several) {
            return false;
        }
        if (meaning) {
            buffer_string(out, meaning->what);
        } else {
            buffer_text(out, expr->name.id);
        }
        return true;
    }
    if (expr->kind != EXPR_ATTRIBUTE || deep > DOTTED_DEEP ||
        !put_dotted(scan, out, expr->attribute.value, deep + 1)) {
        return false;
    }
    buffer_byte(out, '.');
    buffer_text(out, expr->attribute.attr);
    return out->size < DOTTED_MAX && !out->failed;
}

static bool dotted_is(const Scan *scan, const Expr *expr, const char *name)
{
    Buffer dotted = {0};
    bool same = put_dotted(scan, &dotted, expr, 0) && dotted.size &&
                !strcmp(dotted.data, name);
    buffer_free(&dotted);
    return same;
}

/* ---- imports
 * --------------------------------------------------------------- */

static void note_module(Scan *scan, const char *module, int line)
{
    Doctor *doctor = scan->doctor;
    bool local = !strcmp(module, "__main__") || is_local(doctor, module);
    Note *note = doctor_note(doctor, NOTE_IMPORT, scan->file, line);
    note->module = module;
    note->guarded = scan->guards > 0;
    note->where = local ? MODULE_LOCAL : MODULE_UNKNOWN;
}

static void note_name(Scan *scan, const char *module, Text name, int line)
{
    if (!strcmp(module, "__main__")) {
        return; /* the program itself, whatever it is called */
    }
    Note *note = doctor_note(scan->doctor, NOTE_NAME, scan->file, line);
    note->module = module;
    note->name = keep_text(scan->doctor, name.data, name.size);
    note->guarded = scan->guards > 0;
    note->where = MODULE_UNKNOWN;
}

static void see_import(Scan *scan, const Stmt *stmt)
{
    AliasList list = stmt->import_stmt.names;
    for (size_t i = 0; i < list.count; i++) {
        Alias *alias = &list.items[i];
        const char *name =
            keep_text(scan->doctor, alias->name.data, alias->name.size);
        if (!scan->naming) {
            note_module(scan, name, stmt->at.line);
        } else if (alias->asname.data) {
            bind(scan, alias->asname, name, true);
        } else {
            size_t size = strcspn(name, ".");
            Text top = {alias->name.data, size};
            bind(scan, top, keep_text(scan->doctor, name, size), true);
        }
    }
}

/* "package.module" that a from-import names; NULL: beyond the top. */
static const char *from_module(Scan *scan, const Stmt *stmt)
{
    Text module = stmt->import_from.module;
    int level = stmt->import_from.level;
    if (level <= 0) {
        return keep_text(scan->doctor, module.data, module.size);
    }
    const char *package = scan->doctor->files[scan->file].package;
    size_t size = strlen(package);
    while (--level > 0 && size) {
        while (size && package[--size] != '.') {
        }
    }
    Buffer name = {0};
    buffer_bytes(&name, package, size);
    if (module.data && module.size) {
        buffer_string(&name, size ? "." : "");
        buffer_text(&name, module);
    }
    const char *kept =
        keep_text(scan->doctor, name.data ? name.data : "", name.size);
    scan->doctor->failed = scan->doctor->failed || name.failed;
    buffer_free(&name);
    return kept;
}

static void see_from(Scan *scan, const Stmt *stmt)
{
    AliasList list = stmt->import_from.names;
    const char *module = from_module(scan, stmt);
    bool local = *module && is_local(scan->doctor, module);
    if (!scan->naming && *module) {
        note_module(scan, module, stmt->at.line);
    }
    for (size_t i = 0; i < list.count; i++) {
        Alias *alias = &list.items[i];
        Buffer whole = {0};
        buffer_format(&whole, "%s%s", module, *module ? "." : "");
        buffer_text(&whole, alias->name);
        if (whole.failed) {
            scan->doctor->failed = true;
            buffer_free(&whole);
            return;
        }
        const char *name = keep_text(scan->doctor, whole.data, whole.size);
        buffer_free(&whole);
        bool inner = (local || !*module) && is_local(scan->doctor, name);
        if (scan->naming) {
            Text as = alias->asname.data ? alias->asname : alias->name;
            bind(scan, as, name, inner);
        } else if (inner) {
            note_module(scan, name, stmt->at.line);
        } else if (!local && *module && !text_is(alias->name, "*")) {
            note_name(scan, module, alias->name, stmt->at.line);
        }
    }
}

/* ---- calls
 * ----------------------------------------------------------------- */

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

static void see_call(Scan *scan, const Expr *call)
{
    const Expr *func = call->call.func;
    Buffer name = {0};
    if (put_dotted(scan, &name, func, 0) && name.size) {
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
static void see_assign(Scan *scan, const Stmt *stmt)
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
static void see_attribute(Scan *scan, const Expr *expr)
{
    const Expr *value = expr->attribute.value;
    if (value->kind != EXPR_NAME || expr->attribute.ctx != CTX_LOAD) {
        return;
    }
    const Meaning *meaning = find_meaning(scan, value->name.id);
    if (meaning && meaning->module && !meaning->several &&
        !is_local(scan->doctor, meaning->what)) {
        note_name(scan, meaning->what, expr->attribute.attr, expr->at.line);
    }
    if (dotted_is(scan, expr, "sys.stdin")) {
        note_at(scan, NOTE_INPUT, expr);
    }
}

/* ---- the walk
 * -------------------------------------------------------------- */

static bool see_expr(AstWalker *walker, Expr *expr)
{
    Scan *scan = (Scan *)walker;
    bool loop = expr->kind == EXPR_LIST_COMP || expr->kind == EXPR_SET_COMP ||
                expr->kind == EXPR_DICT_COMP ||
                expr->kind == EXPR_GENERATOR_EXP;
    if (scan->naming) {
        if (expr->kind == EXPR_NAME && expr->name.ctx != CTX_LOAD) {
            bind(scan, expr->name.id, NULL, false);
        }
    } else if (expr->kind == EXPR_CALL) {
        see_call(scan, expr);
    } else if (expr->kind == EXPR_ATTRIBUTE) {
        see_attribute(scan, expr);
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
        if (dotted_is(scan, type, names[i])) {
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
            bind(scan, lists[i]->items[k].name, NULL, false);
        }
    }
}

static bool is_for_types_only(const Scan *scan, const Stmt *stmt)
{
    const Expr *test = stmt->if_stmt.test;
    return dotted_is(scan, test, "typing.TYPE_CHECKING") ||
           dotted_is(scan, test, "TYPE_CHECKING");
}

static bool see_stmt(AstWalker *walker, Stmt *stmt)
{
    Scan *scan = (Scan *)walker;
    bool loop = stmt->kind == STMT_FOR || stmt->kind == STMT_WHILE;
    switch (stmt->kind) {
    case STMT_IMPORT:
        see_import(scan, stmt);
        break;
    case STMT_IMPORT_FROM:
        see_from(scan, stmt);
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
            see_assign(scan, stmt);
        }
        break;
    case STMT_FUNCTION_DEF:
        if (scan->naming) {
            bind(scan, stmt->function_def.name, NULL, false);
            bind_arguments(scan, stmt->function_def.args);
        }
        break;
    case STMT_CLASS_DEF:
        if (scan->naming) {
            bind(scan, stmt->class_def.name, NULL, false);
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

/* ---- one file
 * -------------------------------------------------------------- */

static void walk(Doctor *doctor, unsigned file, Region *region, Ast *ast)
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

static void note_error(Doctor *doctor, unsigned file, const Diagnostic *d)
{
    Note *note = doctor_note(doctor, NOTE_SYNTAX, file, d->line);
    note->text = keep_string(doctor, d->message);
}

/* Parse, taking out newer syntax as often as it stands in the way. */
static void read_text(Doctor *doctor, unsigned file, char *text)
{
    for (int round = 0; round < NEWER_MAX; round++) {
        Region region;
        Diagnostic diagnostic;
        region_init(&region);
        diagnostic_init(&diagnostic, doctor->files[file].path);
        size_t size = strlen(text);
        Ast *ast = parser_parse(&region, text, size, doctor->files[file].path,
                                PARSE_EXEC, PARSE_UTF8, &diagnostic);
        NewerSyntax newer;
        bool again = !ast && diagnostic_is_syntax_error(&diagnostic) &&
                     newer_take(text, &diagnostic, &newer);
        if (again) {
            Note *note = doctor_note(doctor, NOTE_NEWER, file, newer.line);
            note->text = newer.name;
            note->version = newer.version;
        } else if (!ast) {
            note_error(doctor, file, &diagnostic);
        } else {
            walk(doctor, file, &region, ast);
            if (!compile_source(&region, text, size, "", COMPILE_EXEC,
                                COMPILE_TEXT, &diagnostic)) {
                note_error(doctor, file, &diagnostic);
            }
        }
        region_free(&region);
        if (!again) {
            return;
        }
    }
    Note *note = doctor_note(doctor, NOTE_SYNTAX, file, 0);
    note->text = "so much newer syntax that the rest was not read";
}

static int read_one(Doctor *doctor, unsigned file)
{
    DoctorFile *entry = &doctor->files[file];
    int error = 0;
    char *bytes = NULL;
    if (!entry->given) {
        bytes = file_read(entry->path, &entry->size, &error);
        if (!bytes) {
            return error;
        }
    }
    Region region;
    Diagnostic diagnostic;
    Source source;
    region_init(&region);
    diagnostic_init(&diagnostic, entry->path);
    bool good = source_read(&source, &region, bytes ? bytes : entry->bytes,
                            entry->size, true, 0, &diagnostic);
    char *text = good ? strdup(source.text) : NULL;
    if (text) {
        for (const char *at = text; *at; at++) {
            entry->lines += *at == '\n';
        }
        read_text(doctor, file, text);
    } else {
        note_error(doctor, file, &diagnostic);
    }
    free(text);
    region_free(&region);
    free(bytes);
    return 0;
}

int doctor_scan(Doctor *doctor)
{
    int error = read_one(doctor, 0);
    for (unsigned i = 1; error == 0 && i < doctor->file_count; i++) {
        if (read_one(doctor, i) != 0) {
            doctor->files[i].lines = 0;
        }
    }
    return error;
}
