/* SPDX-License-Identifier: MIT */
/*
 * The prompt: lines in, statements and % commands out. Before each input a
 * snapshot is taken, so that %undo can forget it, its threads included.
 */
#include "cli/repl.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/magic.h"
#include "cli/reader.h"

#define UNDO_LEVELS 16

typedef struct Repl {
    Session *session;
    Statements statements;
    Reader reader;
    Snapshot *levels[UNDO_LEVELS];
    unsigned level_count;
    int status;
    bool leave;
    bool prompted; /* lines come with prompts in front, one by one */
} Repl;

/* ---- undo ---------------------------------------------------------------- */

static void drop_levels(Repl *repl)
{
    if (repl->level_count) {
        world_drop_snapshot(repl->session->world, repl->levels[0]);
        repl->level_count = 0;
    }
}

/* Snapshots nest and only the youngest can go: when there are too many, the
 * older inputs can no longer be undone. */
static void push_level(Repl *repl)
{
    if (repl->level_count == UNDO_LEVELS) {
        drop_levels(repl);
    }
    Snapshot *snapshot = world_snapshot(repl->session->world);
    if (snapshot) {
        repl->levels[repl->level_count++] = snapshot;
    }
}

static void print_line(const char *text)
{
    Buffer out = {0};
    buffer_format(&out, "%s\n", text);
    (void)command_print(STDOUT_FILENO, &out);
}

static void undo(Repl *repl)
{
    if (!repl->level_count) {
        print_line("%undo: there is nothing more to forget");
        return;
    }
    World *w = repl->session->world;
    Snapshot *snapshot = repl->levels[--repl->level_count];
    bool good = world_restore(w, snapshot);
    world_drop_snapshot(w, snapshot);
    simulate_cut(w);
    print_line(good ? "forgotten: the last input"
                    : "out of memory: the world is lost, %reset");
}

static void reset(Repl *repl)
{
    const Options *options = repl->session->options;
    drop_levels(repl);
    statements_free(&repl->statements);
    session_close(repl->session);
    repl->statements = (Statements){.session = repl->session};
    int status = session_open(repl->session, options, NULL, false);
    if (status) {
        repl->status = status;
        repl->leave = true;
        return;
    }
    print_line("an empty world");
}

/* ---- lines --------------------------------------------------------------- */

static void run_magic(Repl *repl, const char *line)
{
    switch (magic_run(&repl->statements, line)) {
    case MAGIC_UNDO:
        undo(repl);
        break;
    case MAGIC_RESET:
        reset(repl);
        break;
    case MAGIC_DONE:
        break;
    }
}

static void take_line(Repl *repl, const char *line)
{
    bool fresh = !repl->statements.pending.size;
    if (fresh && line[0] == '%') {
        run_magic(repl, line);
        return;
    }
    if (fresh && line[strspn(line, " \t\f")]) {
        push_level(repl);
    }
    switch (statement_line(&repl->statements, line, &repl->status)) {
    case STATEMENT_LEAVE:
        repl->leave = true;
        break;
    case STATEMENT_NO_MEMORY:
        (void)command_no_memory();
        statement_forget(&repl->statements);
        break;
    case STATEMENT_DONE:
    case STATEMENT_MORE:
        break;
    }
}

/* Behind ">>> " or "... ", or NULL. */
static const char *behind_prompt(const char *line)
{
    line += strspn(line, " \t");
    bool prompt = !strncmp(line, ">>>", 3) || !strncmp(line, "...", 3);
    if (!prompt || (line[3] && line[3] != ' ')) {
        return NULL;
    }
    return line[3] ? line + 4 : line + 3;
}

static bool has_prompts(const char *text)
{
    for (const char *at = text; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        const char *line = at + strspn(at, " \t");
        if (!strncmp(line, ">>>", 3) && (!line[3] || line[3] == ' ')) {
            return true;
        }
    }
    return false;
}

/* Pasted text: with prompts in it only the lines behind prompts count; a block
 * ends where a line at the margin begins another statement. A terminal that
 * cannot tell pasting from typing gives the lines singly. */
static void take_pasted(Repl *repl, char *text)
{
    bool prompts = has_prompts(text);
    bool several = strchr(text, '\n') != NULL;
    repl->prompted =
        !several &&
        (prompts || (repl->prompted && repl->statements.pending.size));
    if (repl->prompted) {
        prompts = behind_prompt(text) != NULL;
        several = prompts;
    }
    char *line = text;
    while (line && !repl->leave) {
        char *end = strchr(line, '\n');
        if (end) {
            *end = '\0';
        }
        const char *inner = prompts ? behind_prompt(line) : line;
        if (inner && several &&
            statement_ends_before(&repl->statements, inner)) {
            take_line(repl, "");
        }
        if (inner && !repl->leave) {
            take_line(repl, inner);
        }
        line = end ? end + 1 : NULL;
    }
}

/* ---- the loop ------------------------------------------------------------ */

static void take_input(Repl *repl)
{
    char *text;
    const char *prompt = repl->statements.pending.size ? "... " : ">>> ";
    switch (reader_line(&repl->reader, prompt, &text)) {
    case READER_LINE:
        take_pasted(repl, text);
        break;
    case READER_INTERRUPTED:
        statement_forget(&repl->statements);
        break;
    case READER_END:
        if (repl->statements.pending.size) {
            take_line(repl, "");
        }
        repl->status = 0;
        repl->leave = true;
        Buffer newline = {0};
        buffer_byte(&newline, '\n');
        (void)command_print(
            repl->reader.terminal ? STDOUT_FILENO : STDERR_FILENO, &newline);
        break;
    }
    free(text);
}

static int loop(Session *session)
{
    Repl repl = {.session = session, .statements.session = session};
    reader_open(&repl.reader, session);
    while (!repl.leave) {
        take_input(&repl);
    }
    reader_close(&repl.reader);
    drop_levels(&repl);
    int status = repl.status;
    if (session->world) {
        int farewell = statement_farewell(&repl.statements);
        status = status ? status : farewell;
    }
    statements_free(&repl.statements);
    return status;
}

int repl_continue(Session *session, int status)
{
    (void)status;
    return loop(session);
}

int repl_command(Options *options)
{
    Session session;
    Buffer banner = {0};
    buffer_string(&banner, "gilscope " GILSCOPE_VERSION
                           ": Python 3.8 on a GIL that you own. "
                           "%help shows how.\n");
    (void)command_print(STDERR_FILENO, &banner);
    options->source = SOURCE_NONE;
    int status = session_open(&session, options, NULL, false);
    if (status == 0) {
        status = loop(&session);
    }
    session_close(&session);
    return status;
}
