/* SPDX-License-Identifier: MIT */
/*
 * What the command line says. One table in options.c has every option: its
 * name, its argument, where the value goes, which commands know it and its
 * line of help; parsing, --help and the errors all come from it.
 *
 * Texts point into argv; the lists are malloc'ed.
 */
#ifndef GILSCOPE_CLI_OPTIONS_H
#define GILSCOPE_CLI_OPTIONS_H

#include "bytecode/buffer.h"
#include "sched/simulate.h"

/* Which commands: bits, for the table's rows. */
typedef enum {
    FOR_RUN = 1,
    FOR_DIS = 2,
    FOR_SWEEP = 4,
    FOR_REPL = 8,
    FOR_ERAS = 16,
    FOR_DOCTOR = 32,
    FOR_REAL = 64, /* no command: it means something with --real too */
} CommandBit;

typedef enum {
    SOURCE_NONE,
    SOURCE_FILE,
    SOURCE_CODE,   /* -c */
    SOURCE_MODULE, /* -m */
    SOURCE_STDIN,  /* - */
} SourceKind;

/* What a sweep compares. */
typedef enum {
    COMPARE_MAIN,
    COMPARE_LINES,
    COMPARE_TEXT,
    COMPARE_GLOBALS,
} CompareKind;

typedef struct TextList {
    const char **items;
    size_t count;
} TextList;

typedef struct IntervalList {
    double *seconds;
    size_t count;
} IntervalList;

typedef struct Options {
    CommandBit command;
    SourceKind source;
    const char *code; /* of -c, or the name after -m */
    TextList files;   /* the run's one file, or the sweep's */
    TextList arguments;
    TextList path;
    SimulationOptions machine;
    IntervalList intervals;
    bool interactive; /* -i */
    bool real;        /* OS threads */
    const char
        *simulated; /* an option given that --real cannot obey, or NULL */
    bool stats;
    bool trace;
    bool era_given; /* dis: the view with check points */
    bool json;
    bool must_fail;
    bool interval_given;
    bool help;
    int compare; /* CompareKind */
    int64_t runs;
    int64_t fail_allocation; /* 0: none; stress builds, see tests/README.md */
    int64_t jobs;            /* 0: as many as there are cores */
    double time_limit;       /* seconds; 0: none */
    TextList ignore;
    TextList warnings;       /* -W */
    TextList implementation; /* -X: nothing here depends on one */
    const char *expect;
    const char *expect_file;
    const char *expect_re;
    int standard_output; /* StdoutMode */
    int64_t expect_exit; /* -1: not given */
} Options;

/* argv[0] is the first word behind the command. False: `error` says what is
 * wrong and what to do, without "gilscope: ". */
bool options_parse(Options *options, CommandBit command, int argc, char **argv,
                   Buffer *error) __attribute__((warn_unused_result));
void options_free(Options *options);
/* The options that a command knows, one or two lines each. */
void options_help(Buffer *out, CommandBit command);
/* The options of `options` that differ from the defaults, each with a blank
 * behind it, as they would be typed; the interval and seed not among them. */
void options_spell(Buffer *out, const Options *options);
/* A file name, quoted where a shell wants it. */
void options_spell_file(Buffer *out, const char *file);
/* " FILE ARGS", each word quoted where a shell wants it. */
void options_spell_program(Buffer *out, const Options *options,
                           const char *file);

#endif
