/* SPDX-License-Identifier: MIT */
/*
 * readline's callback interface: a poll on the terminal that wakes up often
 * enough to let the program's other threads run for as long as was waited.
 * On a pipe a line costs exactly PIPE_LINE_NS.
 */
#include "cli/reader.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "cli/command.h"
#include "cli/complete.h"

#define PIPE_LINE_NS INT64_C(100000000)
#define WAIT_MS      20
#define HISTORY_MAX  5000

/* What readline's handler, which takes no data, hands over. */
typedef struct Handed {
    char *line;
    bool done;
} Handed;
static Handed handed;

static void on_line(char *line)
{
    handed = (Handed){line, true};
    rl_callback_handler_remove();
}

/* ---- completion ---------------------------------------------------------- */

/* Readline's generators take no data: what they walk through is here. */
typedef struct Walk {
    Session *session;
    Buffer words;
    size_t at;
} Walk;
static Walk walk;

static char *next_word(const char *word, int again)
{
    if (!again) {
        buffer_free(&walk.words);
        walk.words = (Buffer){0};
        walk.at = 0;
        complete_words(&walk.words, walk.session, word);
    }
    if (walk.words.failed || walk.at >= walk.words.size) {
        return NULL;
    }
    const char *start = walk.words.data + walk.at;
    size_t size = strcspn(start, "\n");
    walk.at += size + 1;
    return strndup(start, size);
}

static char **attempt(const char *word, int start, int end)
{
    (void)end;
    rl_attempted_completion_over = 1;
    rl_completion_append_character = '\0';
    /* An empty line: Tab indents. */
    if (start == 0 && !*word) {
        rl_insert_text("    ");
        return NULL;
    }
    return rl_completion_matches(word, next_word);
}

static void complete_install(Session *session)
{
    walk.session = session;
    rl_attempted_completion_function = attempt;
    rl_completer_word_break_characters = " \t\n\"\\'`@$><=;|&{(+-*/[]),:!^~";
}

/* ---- history ------------------------------------------------------------- */

/* The folders above `path`, as mkdir -p. */
static void make_folders(char *path)
{
    for (char *at = path + 1; *at; at++) {
        if (*at == '/') {
            *at = '\0';
            (void)mkdir(path, 0700);
            *at = '/';
        }
    }
}

/* malloc'ed; NULL: there is no place for one. */
static char *history_file(void)
{
    const char *given = getenv("GILSCOPE_HISTORY");
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    char *path = NULL;
    int size = 0;
    if (given) {
        return *given ? strdup(given) : NULL;
    }
    if (state && *state) {
        size = asprintf(&path, "%s/gilscope/history", state);
    } else if (home && *home) {
        size = asprintf(&path, "%s/.local/state/gilscope/history", home);
    }
    return size > 0 ? path : NULL;
}

static void start_readline(Reader *reader)
{
    rl_readline_name = "gilscope";
    rl_catch_signals = 0;
    rl_variable_bind("enable-bracketed-paste", "on");
    complete_install(reader->session);
    using_history();
    stifle_history(HISTORY_MAX);
    reader->history = history_file();
    if (reader->history) {
        (void)read_history(reader->history);
    }
}

void reader_open(Reader *reader, Session *session)
{
    *reader =
        (Reader){.session = session, .terminal = isatty(STDIN_FILENO) != 0};
    if (reader->terminal) {
        start_readline(reader);
    }
}

void reader_close(Reader *reader)
{
    if (reader->history) {
        make_folders(reader->history);
        (void)write_history(reader->history);
        free(reader->history);
    }
    buffer_free(&reader->input);
}

static void remember(const char *line)
{
    const HIST_ENTRY *last =
        history_length ? history_get(history_base + history_length - 1) : NULL;
    if (*line && (!last || strcmp(last->line, line) != 0)) {
        add_history(line);
    }
}

/* ---- a terminal ---------------------------------------------------------- */

static int64_t clock_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void idle(Session *session, int64_t ns)
{
    if (ns > 0 && session->world->thread_count > 1) {
        (void)simulate_idle(session->world, ns);
    }
}

static ReaderEnd give_up_line(void)
{
    static const char text[] = "\nKeyboardInterrupt\n";
    *session_interrupts() = 0;
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_callback_handler_remove();
    ssize_t ignored = write(STDOUT_FILENO, text, sizeof text - 1);
    (void)ignored;
    return READER_INTERRUPTED;
}

static ReaderEnd read_terminal(Reader *reader, const char *prompt, char **line)
{
    complete_install(reader->session);
    handed = (Handed){0};
    rl_callback_handler_install(prompt, on_line);
    int64_t before = clock_now();
    while (!handed.done) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        bool others = reader->session->world->thread_count > 1;
        int ready = poll(&input, 1, others ? WAIT_MS : -1);
        int64_t now = clock_now();
        idle(reader->session, now - before);
        before = now;
        if (*session_interrupts()) {
            return give_up_line();
        }
        if (ready > 0) {
            rl_callback_read_char();
        }
    }
    if (!handed.line) {
        return READER_END;
    }
    *line = handed.line;
    remember(*line);
    return READER_LINE;
}

/* ---- a pipe -------------------------------------------------------------- */

static bool read_more(Reader *reader)
{
    char bytes[4096];
    ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got > 0) {
        buffer_bytes(&reader->input, bytes, (size_t)got);
    }
    reader->at_end = got == 0 || (got < 0 && errno != EINTR);
    return !reader->at_end && !reader->input.failed;
}

static ReaderEnd read_pipe(Reader *reader, const char *prompt, char **line)
{
    Buffer out = {0};
    buffer_string(&out, prompt);
    (void)command_print(STDERR_FILENO, &out);
    Buffer *input = &reader->input;
    char *end;
    while (!input->size || !(end = memchr(input->data, '\n', input->size))) {
        if (*session_interrupts()) {
            *session_interrupts() = 0;
            return READER_INTERRUPTED;
        }
        if (!read_more(reader)) {
            break;
        }
    }
    if (!input->size) {
        return READER_END;
    }
    end = memchr(input->data, '\n', input->size);
    size_t size = end ? (size_t)(end - input->data) : input->size;
    *line = strndup(input->data, size);
    size += end != NULL;
    input->size -= size;
    memmove(input->data, input->data + size, input->size);
    idle(reader->session, PIPE_LINE_NS);
    return *line ? READER_LINE : READER_END;
}

ReaderEnd reader_line(Reader *reader, const char *prompt, char **line)
{
    *line = NULL;
    return reader->terminal ? read_terminal(reader, prompt, line)
                            : read_pipe(reader, prompt, line);
}
