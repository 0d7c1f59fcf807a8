/* SPDX-License-Identifier: MIT */
/*
 * The main thread of a prompt ends with each statement and is given a new
 * bottom frame for the next: vm/prelude/prompt.py's run_statement(code,
 * namespace). CPython's prompt does the same with PyRun_InteractiveOne.
 */
#include "cli/statement.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/report.h"
#include "vm/load.h"
#include "vm/native.h"
#include "vm/types/search.h"
#include "vm/types/tuple.h"

#define LEAVES 256

struct StatementText {
    StatementText *next;
    Region region;
    const Code *code;
};

/* ---- texts --------------------------------------------------------------- */

static StatementText *compile(Statements *statements, const char *text,
                              size_t size, CompileMode mode,
                              Diagnostic *diagnostic)
{
    StatementText *made = calloc(1, sizeof *made);
    diagnostic_init(diagnostic, "<stdin>");
    if (!made) {
        diagnostic_no_memory(diagnostic);
        return NULL;
    }
    region_init(&made->region);
    made->code = compile_source(&made->region, text, size, "<stdin>", mode, 0,
                                diagnostic);
    if (made->code) {
        made->next = statements->texts;
        statements->texts = made;
    }
    return made;
}

static void free_text(StatementText *text)
{
    region_free(&text->region);
    free(text);
}

static void forget_text(Statements *statements, StatementText *text)
{
    if (statements->texts == text) {
        statements->texts = text->next;
    }
    free_text(text);
}

static const Code *find_in(const Code *code, const char *name)
{
    for (size_t i = code->constant_count; i-- > 0;) {
        if (code->constants[i]->kind == CONSTANT_CODE) {
            const Code *inner = code->constants[i]->code;
            const Code *found =
                text_is(inner->name, name) ? inner : find_in(inner, name);
            if (found) {
                return found;
            }
        }
    }
    return NULL;
}

const Code *statement_find(const Statements *statements, const char *name)
{
    for (const StatementText *t = statements->texts; t; t = t->next) {
        const Code *found = find_in(t->code, name);
        if (found) {
            return found;
        }
    }
    return NULL;
}

/* ---- the main thread ----------------------------------------------------- */

/* It will call function(*args) of the prelude. */
static Status give_frame(World *w, const char *function, Value args)
{
    Value callable = prelude_function(w, function);
    NEED(callable);
    Thread *main = w->main_thread;
    Thread *fresh = thread_new(w, callable, args, NO_VALUE);
    NEED(fresh);
    world_touch(w, main, sizeof *main);
    main->frame = fresh->frame;
    main->result = main->raised = NO_VALUE;
    main->depth = 0;
    main->native_count = fresh->native_count;
    main->finished = 0;
    main->interrupt = 0;
    fresh->frame = NULL;
    fresh->finished = 1;
    thread_unlink(w, fresh);
    w->thread_serial--; /* it never was a thread of the program */
    w->thread = main;
    return OK;
}

static Status give_code(World *w, const Code *code)
{
    Value loaded = load_code(w, code, LOAD_PROGRAM);
    NEED(loaded);
    Value args = tuple_of(w, 2, loaded, run_main_namespace(w));
    NEED(args);
    return give_frame(w, "run_statement", args);
}

bool statement_prepare(Statements *statements, const char *text)
{
    Diagnostic diagnostic;
    StatementText *made =
        compile(statements, text, strlen(text), COMPILE_EXEC, &diagnostic);
    if (made && made->code) {
        return give_code(statements->session->world, made->code) == OK;
    }
    if (made) {
        free_text(made);
    }
    return false;
}

RunEnd statement_run(Statements *statements)
{
    Session *session = statements->session;
    World *w = session->world;
    RunEnd end = {simulate_run(w), 0};
    while (end.outcome.kind == OUTCOME_DEADLOCK) {
        Buffer out = {0};
        report_deadlock(&out, session);
        (void)command_print(STDERR_FILENO, &out);
        if (w->main_thread->state == THREAD_FINISHED) {
            break;
        }
        simulate_interrupt(w);
        end.outcome = simulate_run(w);
    }
    end.status = end.outcome.kind == OUTCOME_LEFT
                     ? (int)INT_OF(end.outcome.value)
                     : run_status(w);
    return end;
}

/* ---- lines --------------------------------------------------------------- */

static void print_error(const Diagnostic *diagnostic)
{
    Region region;
    region_init(&region);
    const char *text = diagnostic_render(diagnostic, &region);
    Buffer out = {0};
    buffer_string(&out, text ? text : "MemoryError\n");
    (void)command_print(STDERR_FILENO, &out);
    region_free(&region);
}

static StatementEnd run_text(Statements *statements, const Code *code,
                             int *status)
{
    if (give_code(statements->session->world, code) != OK) {
        return STATEMENT_NO_MEMORY;
    }
    RunEnd end = statement_run(statements);
    if (end.outcome.kind == OUTCOME_LEFT) {
        *status = end.status;
        return STATEMENT_LEAVE;
    }
    if (end.outcome.kind == OUTCOME_ENDED && end.status >= LEAVES) {
        *status = end.status - LEAVES;
        return STATEMENT_LEAVE;
    }
    return STATEMENT_DONE;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\f")] == '\0';
}

/* A compound statement, or a decorated one: it ends with an empty line. */
static bool is_compound(const char *text)
{
    static const char *const words[] = {"if",  "while", "for",   "try",
                                        "def", "with",  "class", "async"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (!strncmp(text, words[i], size) && strchr(" \t:(\\", text[size])) {
            return true;
        }
    }
    return text[0] == '@';
}

StatementEnd statement_line(Statements *statements, const char *line,
                            int *status)
{
    Buffer *pending = &statements->pending;
    if (!pending->size && is_blank(line)) {
        return STATEMENT_DONE;
    }
    buffer_string(pending, line);
    buffer_byte(pending, '\n');
    if (pending->failed) {
        return STATEMENT_NO_MEMORY;
    }
    Diagnostic diagnostic;
    StatementText *made = compile(statements, pending->data, pending->size,
                                  COMPILE_SINGLE, &diagnostic);
    bool open = is_compound(pending->data) && !is_blank(line);
    if (made && (made->code ? open : diagnostic.incomplete)) {
        forget_text(statements, made);
        return STATEMENT_MORE;
    }
    StatementEnd end = STATEMENT_DONE;
    if (made && made->code) {
        end = run_text(statements, made->code, status);
    } else {
        print_error(&diagnostic);
        if (made) {
            free_text(made);
        }
    }
    statement_forget(statements);
    return end;
}

void statement_forget(Statements *statements)
{
    buffer_free(&statements->pending);
    statements->pending = (Buffer){0};
}

/* Words that go on with the statement above them. */
static bool continues(const char *line)
{
    static const char *const words[] = {"else", "elif", "except", "finally"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (!strncmp(line, words[i], size) &&
            (line[size] == ':' || line[size] == ' ')) {
            return true;
        }
    }
    return strchr(")]}", line[0]) != NULL;
}

bool statement_ends_before(const Statements *statements, const char *line)
{
    const Buffer *pending = &statements->pending;
    if (!pending->size || line[0] == ' ' || line[0] == '\t' || !line[0] ||
        continues(line)) {
        return false;
    }
    Buffer whole = {0};
    Region region;
    Diagnostic diagnostic;
    region_init(&region);
    diagnostic_init(&diagnostic, "<stdin>");
    buffer_bytes(&whole, pending->data, pending->size);
    buffer_byte(&whole, '\n');
    bool ends = !whole.failed &&
                compile_source(&region, whole.data, whole.size, "<stdin>",
                               COMPILE_SINGLE, 0, &diagnostic) != NULL;
    region_free(&region);
    buffer_free(&whole);
    return ends;
}

int statement_farewell(Statements *statements)
{
    World *w = statements->session->world;
    if (give_frame(w, "run_farewell", w->empty_tuple) != OK) {
        return command_no_memory();
    }
    return statement_run(statements).status;
}

void statements_free(Statements *statements)
{
    while (statements->texts) {
        StatementText *text = statements->texts;
        statements->texts = text->next;
        free_text(text);
    }
    buffer_free(&statements->pending);
}
