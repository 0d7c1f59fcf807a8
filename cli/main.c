/* SPDX-License-Identifier: MIT */
/*
 * The program: one row a command, the signals, and the only exits.
 *
 * A first word that names no command is python's: a file, or an option of
 * `run`. CPython ignores SIGPIPE, so that a closed stdout is an error the
 * program sees; and an uncaught Ctrl-C ends it by SIGINT itself, so that a
 * shell loop around it stops too.
 */
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/session.h"

typedef struct CommandRow {
    const char *name;
    CommandBit bit;
    int (*run)(Options *options);
    const char *arguments;
    const char *help;
} CommandRow;

static const CommandRow commands[] = {
    {"run", FOR_RUN, run_command, "FILE [ARGS]",
     "run a program, as python does"},
    {"sweep", FOR_SWEEP, sweep_command, "FILE... [-- ARGS]",
     "run it many times: how often is it right?"},
    {"dis", FOR_DIS, dis_command, "FILE[::FUNCTION]",
     "its bytecode; --gil marks where the GIL may go"},
    {"doctor", FOR_DOCTOR, doctor_command, "FILE",
     "can it run here? what does it need?"},
    {"eras", FOR_ERAS, eras_command, "", "whose GIL there is to choose from"},
    {"repl", FOR_REPL, repl_command, "", "a prompt, as without any argument"},
};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

/* ---- signals ------------------------------------------------------------- */

/* What the signal handlers may write: they have no other way to tell. */
static volatile sig_atomic_t interrupted;

volatile sig_atomic_t *session_interrupts(void)
{
    return &interrupted;
}

static volatile sig_atomic_t dump_wanted;

volatile sig_atomic_t *session_dump_wanted(void)
{
    return &dump_wanted;
}

static void on_quit(int signal)
{
    (void)signal;
    dump_wanted = 1;
}

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

static void on_time_limit(int signal)
{
    static const char text[] = "gilscope: time limit reached\n";
    (void)signal;
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(EXIT_TIME_LIMIT);
}

/* Without SA_RESTART: a read that waits for input must notice Ctrl-C. */
static void handle_signals(void)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

/* Ctrl-\ shows the threads of a program; a wait for input goes on. */
static void handle_quit(void)
{
    struct sigaction action = {.sa_handler = on_quit, .sa_flags = SA_RESTART};
    sigaction(SIGQUIT, &action, NULL);
}

/* A closed standard stream becomes an empty one, so that no file the program
 * opens can take its number. CPython sets sys.stdout to None then. */
static void open_streams(void)
{
    for (int descriptor = 0; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0) {
            int ignored = open("/dev/null", O_RDWR);
            (void)ignored;
        }
    }
}

static void start_time_limit(double seconds)
{
    if (seconds <= 0) {
        return;
    }
    struct sigaction action = {.sa_handler = on_time_limit};
    sigaction(SIGALRM, &action, NULL);
    double whole = floor(seconds);
    double rest = floor((seconds - whole) * 1e6);
    struct itimerval timer = {
        .it_value = {(time_t)whole,
                     (suseconds_t)(whole == 0 && rest < 1 ? 1 : rest)}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

static int die_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
    return 128 + number;
}

/* ---- commands ------------------------------------------------------------ */

static int print_help(void)
{
    Buffer out = {0};
    buffer_string(&out, "usage: gilscope [COMMAND] [OPTIONS] FILE [ARGS]\n"
                        "       gilscope [OPTIONS] -c CODE | -m MODULE | -\n"
                        "\nPython threads on a GIL that you own.\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        buffer_format(&out, "  %-6s %-18s %s\n", commands[i].name,
                      commands[i].arguments, commands[i].help);
    }
    buffer_string(&out, "\nWithout a command: run; without a file, a prompt. "
                        "`gilscope COMMAND --help`\nlists a command's options. "
                        "Of run:\n");
    options_help(&out, FOR_RUN);
    return command_print(STDOUT_FILENO, &out);
}

static int print_command_help(const CommandRow *row)
{
    Buffer out = {0};
    buffer_format(&out, "usage: gilscope %s [OPTIONS] %s\n\n%s\n\n", row->name,
                  row->arguments, row->help);
    options_help(&out, row->bit);
    return command_print(STDOUT_FILENO, &out);
}

static int print_version(void)
{
    Buffer out = {0};
    buffer_string(&out, "gilscope " GILSCOPE_VERSION " (Python 3.8)\n");
    return command_print(STDOUT_FILENO, &out);
}

static int run_row(const CommandRow *row, int argc, char **argv)
{
    Options options;
    Buffer error = {0};
    int status;
    if (!options_parse(&options, row->bit, argc, argv, &error)) {
        status = command_fail("%s", error.size ? error.data : "out of memory");
    } else if (options.help) {
        status = print_command_help(row);
    } else {
        start_time_limit(options.time_limit);
        if (row->bit & (FOR_RUN | FOR_REPL)) {
            handle_quit();
        }
        status = row->run(&options);
    }
    buffer_free(&error);
    options_free(&options);
    return status;
}

static int dispatch(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (!strcmp(commands[i].name, word)) {
            return run_row(&commands[i], argc - 2, argv + 2);
        }
    }
    if (!strcmp(word, "-h") || !strcmp(word, "--help")) {
        return print_help();
    }
    if (!strcmp(word, "-V") || !strcmp(word, "--version")) {
        return print_version();
    }
    return run_row(&commands[0], argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    open_streams();
    handle_signals();
    int status = dispatch(argc, argv);
    return status < 0 ? die_by(-status) : status;
}
