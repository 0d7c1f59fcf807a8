/* SPDX-License-Identifier: MIT */
/*
 * The table of options and the one loop that reads argv by it. `run` stops at
 * the first word that is no option, as python does, and the rest is the
 * program's; the other commands take options anywhere, and what stands behind
 * `--` is the program's.
 */
#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/duration.h"
#include "sched/clock.h"

typedef enum {
    TAKES_NOTHING,   /* bool */
    TAKES_OFF,       /* bool: "0" or "1" */
    TAKES_COUNT,     /* int64_t >= 1 */
    TAKES_INT,       /* int64_t >= 0 */
    TAKES_CORES,     /* int >= 1 */
    TAKES_SEED,      /* uint64_t */
    TAKES_TEXT,      /* const char * */
    TAKES_TEXTS,     /* TextList */
    TAKES_SECONDS,   /* double */
    TAKES_INTERVALS, /* IntervalList */
    TAKES_DUMP,      /* int64_t, ns >= 1 */
    TAKES_ERA,
    TAKES_POLICY,
    TAKES_COMPARE,
    TAKES_STDOUT,
    TAKES_IO,
    TAKES_NO_BUFFER, /* sets the StdoutMode */
    TAKES_NO_NOTICE, /* asks for what is so here anyway */
} Argument;

typedef struct OptionRow {
    const char *name;     /* "--interval" or "-j" */
    const char *argument; /* as --help names it, or NULL */
    Argument takes;
    size_t where; /* offset in Options */
    unsigned commands;
    const char *help;
} OptionRow;

#define AT(field) offsetof(Options, field)
#define RUNS      (FOR_RUN | FOR_REPL)
#define ALL       (RUNS | FOR_SWEEP)
#define EVERY     (ALL | FOR_DIS | FOR_ERAS | FOR_DOCTOR | FOR_REAL)

static const OptionRow rows[] = {
    {"--interval", "TIME", TAKES_INTERVALS, AT(intervals), ALL | FOR_REAL,
     "how long a thread keeps the GIL: 5ms, 500ns, 1op, 0.1;\n"
     "sweep: a list, default 5ms,50us,500ns,0.5ns"},
    {"--seed", "N", TAKES_SEED, AT(machine.seed), RUNS,
     "which draw of luck (default 1)"},
    {"--gil", "ERA", TAKES_ERA, AT(machine.era), ALL | FOR_DIS | FOR_REAL,
     "whose rules, as `gilscope eras` lists them (default 3.8)"},
    {"--policy", "P", TAKES_POLICY, AT(machine.policy), ALL,
     "cpython, random or round-robin:N"},
    {"--cores", "N", TAKES_CORES, AT(machine.cores), ALL | FOR_REAL,
     "what os.cpu_count() says (default 4)"},
    {"--jitter", "0|1", TAKES_OFF, AT(machine.jitter), ALL,
     "0: timers and wake-ups are exact"},
    {"--data-seed", "N", TAKES_SEED, AT(machine.data_seed), ALL | FOR_REAL,
     "seed of the program's own random numbers"},
    {"--stdout", "KIND", TAKES_STDOUT, AT(standard_output), ALL | FOR_REAL,
     "buffering of sys.stdout: line, block or none"},
    {"--io", "KIND=TIME,...", TAKES_IO, AT(machine.io), ALL,
     "what input and output take: tty, disk, pipe or net, and\n"
     "50ms or, with the time of a byte, 50ms/8ns (default 0)"},
    {"--force-interval", NULL, TAKES_NOTHING, AT(machine.force_interval),
     ALL | FOR_REAL, "sys.setswitchinterval() in the program changes nothing"},
    {"--path", "DIR", TAKES_TEXTS, AT(path), ALL | FOR_DOCTOR | FOR_REAL,
     "search modules here too, before the library"},
    {"--step-limit", "N", TAKES_COUNT, AT(machine.step_limit), ALL,
     "end a run after N opcodes (sweep: 50000000)"},
    {"--time-limit", "TIME", TAKES_SECONDS, AT(time_limit), ALL | FOR_REAL,
     "end the whole command then, with status 124"},
    {"--dump-at", "TIME", TAKES_DUMP, AT(machine.dump_at), FOR_RUN,
     "show every thread and its stack at this virtual time"},
    {"--stats", NULL, TAKES_NOTHING, AT(stats), FOR_RUN,
     "where each thread's time went, and lost updates"},
    {"--trace", NULL, TAKES_NOTHING, AT(trace), FOR_RUN,
     "a line for each event, read and write, on stderr"},
    {"--runs", "N", TAKES_COUNT, AT(runs), FOR_SWEEP,
     "runs for each interval (default 100)"},
    {"--seed-base", "N", TAKES_SEED, AT(machine.seed), FOR_SWEEP,
     "seed of the first run (default 1)"},
    {"-j", "N", TAKES_COUNT, AT(jobs), FOR_SWEEP,
     "processes (default: one a core)"},
    {"--compare", "WHAT", TAKES_COMPARE, AT(compare), FOR_SWEEP,
     "main: the main thread's lines (default), lines: all lines\n"
     "in any order, text: all output, globals: variables too"},
    {"--expect", "TEXT", TAKES_TEXT, AT(expect), FOR_SWEEP,
     "correct is what prints this line"},
    {"--expect-file", "FILE", TAKES_TEXT, AT(expect_file), FOR_SWEEP,
     "correct is what prints exactly this"},
    {"--expect-re", "REGEX", TAKES_TEXT, AT(expect_re), FOR_SWEEP,
     "correct is a line that matches (POSIX extended)"},
    {"--expect-exit", "N", TAKES_INT, AT(expect_exit), FOR_SWEEP,
     "correct is this exit status"},
    {"--ignore", "REGEX", TAKES_TEXTS, AT(ignore), FOR_SWEEP,
     "leave what matches out of the comparison"},
    {"--must-fail", NULL, TAKES_NOTHING, AT(must_fail), FOR_SWEEP,
     "status 0 if a run fails, 1 if none does"},
    {"--json", NULL, TAKES_NOTHING, AT(json), FOR_SWEEP | FOR_DOCTOR,
     "JSON Lines instead of text"},
    {"--real", NULL, TAKES_NOTHING, AT(real), FOR_RUN | FOR_REAL,
     "OS threads, the wall's clock, the kernel's files, sockets"},
    {"-u", NULL, TAKES_NO_BUFFER, AT(standard_output), FOR_RUN | FOR_REAL,
     "as python's: --stdout none"},
#ifdef GILSCOPE_STRESS_ALLOC
    {"--fail-allocation", "N", TAKES_COUNT, AT(fail_allocation),
     RUNS | FOR_REAL, "the Nth allocation of the program fails, once"},
#endif
    {"-i", NULL, TAKES_NOTHING, AT(interactive), FOR_RUN,
     "a prompt when the program has ended"},
    {"-W", "ARG", TAKES_TEXTS, AT(warnings), FOR_RUN | FOR_REAL,
     "as python's: what to do with warnings"},
    {"-I", NULL, TAKES_NO_NOTICE, AT(help), FOR_RUN | FOR_REAL, NULL},
    {"-E", NULL, TAKES_NO_NOTICE, AT(help), FOR_RUN | FOR_REAL, NULL},
    {"-s", NULL, TAKES_NO_NOTICE, AT(help), FOR_RUN | FOR_REAL, NULL},
    {"-S", NULL, TAKES_NO_NOTICE, AT(help), FOR_RUN | FOR_REAL, NULL},
    {"-B", NULL, TAKES_NO_NOTICE, AT(help), FOR_RUN | FOR_REAL, NULL},
    {"-q", NULL, TAKES_NO_NOTICE, AT(help), FOR_RUN | FOR_REAL, NULL},
    {"-X", "ARG", TAKES_TEXTS, AT(implementation), FOR_RUN | FOR_REAL, NULL},
    {"-h", NULL, TAKES_NOTHING, AT(help), EVERY, NULL},
    {"--help", NULL, TAKES_NOTHING, AT(help), EVERY, "this text"},
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

/* ---- values -------------------------------------------------------------- */

static bool wrong(Buffer *error, const char *name, const char *value,
                  const char *what)
{
    buffer_format(error, "%s: '%.60s' %s", name, value, what);
    return false;
}

static bool add_text(TextList *list, const char *text, Buffer *error)
{
    const char **items =
        realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items) {
        buffer_string(error, "no memory");
        return false;
    }
    list->items = items;
    items[list->count++] = text;
    return true;
}

static bool set_number(const OptionRow *row, const char *text, uint64_t least,
                       uint64_t most, uint64_t *number, Buffer *error)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end) {
        return wrong(error, row->name, text,
                     least ? "is no count: write a whole number from 1 up"
                           : "is no whole number from 0 up");
    }
    if (errno || value > most) {
        return wrong(error, row->name, text, "is too large");
    }
    if (value < least) {
        return wrong(error, row->name, text, "is too small: at least 1");
    }
    *number = value;
    return true;
}

static bool set_intervals(const OptionRow *row, Options *options,
                          IntervalList *list, const char *text, Buffer *error)
{
    list->count = 0;
    options->interval_given = true;
    for (const char *at = text;; at++) {
        size_t size = strcspn(at, ",");
        double *more = realloc(list->seconds, (list->count + 1) * sizeof *more);
        if (!more) {
            buffer_string(error, "no memory");
            return false;
        }
        list->seconds = more;
        const char *problem = duration_parse(at, size, options->machine.op_ns,
                                             &more[list->count]);
        if (problem) {
            buffer_format(error, "%s: '%.*s' %s", row->name,
                          (int)(size < 60 ? size : 60), at, problem);
            return false;
        }
        list->count++;
        at += size;
        if (!*at) {
            break;
        }
    }
    if (options->command != FOR_SWEEP && list->count > 1) {
        return wrong(error, row->name, text,
                     "is a list: only `gilscope sweep` takes one");
    }
    options->machine.interval_seconds = list->seconds[0];
    return true;
}

static bool set_era(const OptionRow *row, Options *options, const char *text,
                    Buffer *error)
{
    const EraRules *era = era_find(text);
    if (!era) {
        return wrong(error, row->name, text,
                     "is no era: `gilscope eras` lists them");
    }
    if (!era->built && options->command != FOR_DIS) {
        return wrong(error, row->name, text,
                     "cannot be run yet: `gilscope eras` says which can");
    }
    options->machine.era = era;
    options->era_given = true;
    return true;
}

static bool set_word(const OptionRow *row, const char *const *words,
                     const char *text, int *number, Buffer *error)
{
    Buffer list = {0};
    for (int i = 0; words[i]; i++) {
        if (!strcmp(words[i], text)) {
            *number = i;
            buffer_free(&list);
            return true;
        }
        buffer_format(&list, "%s%s", i ? ", " : "", words[i]);
    }
    buffer_format(error, "%s: '%.60s' is none of %s", row->name, text,
                  list.size ? list.data : "");
    buffer_free(&list);
    return false;
}

/* "50ms" or "50ms/8ns" as a latency and a time for each byte. */
static const char *read_times(const char *text, size_t size, int64_t op_ns,
                              int64_t *latency, int64_t *per_byte)
{
    size_t first = 0;
    double seconds = 0;
    double byte = 0;
    while (first < size && text[first] != '/') {
        first++;
    }
    const char *problem = duration_parse(text, first, op_ns, &seconds);
    if (!problem && first < size) {
        problem =
            duration_parse(text + first + 1, size - first - 1, op_ns, &byte);
    }
    *latency = clock_from_seconds(seconds);
    *per_byte = first < size ? clock_from_seconds(byte) : 0;
    return problem;
}

static bool set_io(const OptionRow *row, Options *options, IoModel *model,
                   const char *text, Buffer *error)
{
    for (const char *at = text; *text; at++) {
        size_t size = strcspn(at, ",");
        size_t name = strcspn(at, "=,");
        int kind = io_kind(at, name);
        if (kind < 0 || at[name] != '=') {
            buffer_format(error,
                          "%s: '%.*s' is none of tty=TIME, disk=TIME, "
                          "pipe=TIME, net=TIME",
                          row->name, (int)(size < 60 ? size : 60), at);
            return false;
        }
        const char *problem =
            read_times(at + name + 1, size - name - 1, options->machine.op_ns,
                       &model->latency_ns[kind], &model->per_byte_ns[kind]);
        if (problem) {
            buffer_format(error, "%s: '%.*s' %s", row->name,
                          (int)(size < 60 ? size : 60), at, problem);
            return false;
        }
        at += size;
        if (!*at) {
            return true;
        }
    }
    return wrong(error, row->name, text, "names no kind: write net=50ms");
}

static const char *const compare_words[] = {"main", "lines", "text", "globals",
                                            NULL};
/* In the order of StdoutMode. */
static const char *const stdout_words[] = {"line", "block", "none", NULL};

static bool set_value(const OptionRow *row, Options *options, const char *text,
                      Buffer *error)
{
    void *at = (char *)options + row->where;
    uint64_t number = 0;
    switch (row->takes) {
    case TAKES_NOTHING:
        *(bool *)at = true;
        return true;
    case TAKES_OFF:
        *(bool *)at = !strcmp(text, "1");
        return !strcmp(text, "0") || !strcmp(text, "1") ||
               wrong(error, row->name, text, "is neither 0 nor 1");
    case TAKES_COUNT:
    case TAKES_INT:
        if (!set_number(row, text, row->takes == TAKES_COUNT, INT64_MAX,
                        &number, error)) {
            return false;
        }
        *(int64_t *)at = (int64_t)number;
        return true;
    case TAKES_CORES:
        if (!set_number(row, text, 1, 1 << 20, &number, error)) {
            return false;
        }
        *(int *)at = (int)number;
        return true;
    case TAKES_SEED:
        return set_number(row, text, 0, UINT64_MAX, at, error);
    case TAKES_TEXT:
        *(const char **)at = text;
        return true;
    case TAKES_TEXTS:
        return add_text(at, text, error);
    case TAKES_SECONDS: {
        const char *problem = duration_parse(
            text, strlen(text), options->machine.op_ns, (double *)at);
        return !problem || wrong(error, row->name, text, problem);
    }
    case TAKES_DUMP: {
        double seconds;
        const char *problem = duration_parse(text, strlen(text),
                                             options->machine.op_ns, &seconds);
        *(int64_t *)at = problem ? 0 : clock_from_seconds(seconds);
        return !problem || wrong(error, row->name, text, problem);
    }
    case TAKES_INTERVALS:
        return set_intervals(row, options, at, text, error);
    case TAKES_ERA:
        return set_era(row, options, text, error);
    case TAKES_POLICY:
        return policy_parse(text, at) ||
               wrong(error, row->name, text,
                     "is no policy: cpython, random or round-robin:N");
    case TAKES_COMPARE:
        return set_word(row, compare_words, text, at, error);
    case TAKES_STDOUT:
        return set_word(row, stdout_words, text, at, error);
    case TAKES_NO_BUFFER:
        *(int *)at = STDOUT_NONE;
        return true;
    case TAKES_NO_NOTICE:
        return true;
    case TAKES_IO:
        return set_io(row, options, at, text, error);
    }
    return false;
}

/* ---- argv ---------------------------------------------------------------- */

static const OptionRow *find_row(const char *name, size_t size)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (strlen(rows[i].name) == size && !memcmp(rows[i].name, name, size)) {
            return &rows[i];
        }
    }
    return NULL;
}

typedef struct Words {
    int at;
    int argc;
    char **argv;
} Words;

static bool unknown_option(const Options *options, const OptionRow *row,
                           const char *word, Buffer *error)
{
    static const char *const names[] = {
        [FOR_RUN] = "run",   [FOR_DIS] = "dis",   [FOR_SWEEP] = "sweep",
        [FOR_REPL] = "repl", [FOR_ERAS] = "eras", [FOR_DOCTOR] = "doctor"};
    const char *command = names[options->command];
    if (row && row->takes == TAKES_NOTHING && row->commands & FOR_REAL &&
        !(row->commands & ~(FOR_RUN | FOR_REAL))) {
        buffer_format(error,
                      "'%.60s' is for `gilscope run`: such a run cannot "
                      "be repeated",
                      word);
        return false;
    }
    buffer_format(error, "%s option '%.60s': `gilscope %s --help` lists them",
                  row ? "this command has no" : "unknown", word, command);
    return false;
}

static bool read_option(Options *options, Words *words, Buffer *error)
{
    const char *word = words->argv[words->at++];
    bool is_long = word[1] == '-';
    size_t size = is_long ? strcspn(word, "=") : 2;
    const OptionRow *row = find_row(word, size);
    const char *value = word[size] ? word + size + (is_long ? 1 : 0) : NULL;
    if (!row || !(row->commands & options->command)) {
        return unknown_option(options, row, word, error);
    }
    if (!(row->commands & FOR_REAL)) {
        options->simulated = row->name;
    }
    bool alone = row->takes == TAKES_NOTHING || row->takes == TAKES_NO_BUFFER ||
                 row->takes == TAKES_NO_NOTICE;
    if (alone && value) {
        buffer_format(error, "%s takes no value", row->name);
        return false;
    }
    if (!alone && !value) {
        if (words->at == words->argc) {
            buffer_format(error, "%s wants a value: %s", row->name,
                          row->argument);
            return false;
        }
        value = words->argv[words->at++];
    }
    return set_value(row, options, value, error);
}

static bool read_rest(TextList *list, Words *words, Buffer *error)
{
    while (words->at < words->argc) {
        if (!add_text(list, words->argv[words->at++], error)) {
            return false;
        }
    }
    return true;
}

/* -c CODE and -m MODULE, which end the options of `run`. */
static bool read_source(Options *options, Words *words, bool *ends,
                        Buffer *error)
{
    const char *word = words->argv[words->at++];
    options->source = word[1] == 'c' ? SOURCE_CODE : SOURCE_MODULE;
    if (word[2]) {
        options->code = word + 2;
    } else if (words->at < words->argc) {
        options->code = words->argv[words->at++];
    } else {
        buffer_format(error, "-%c wants %s", word[1],
                      word[1] == 'c' ? "a program text" : "a module name");
        return false;
    }
    *ends = options->command == FOR_RUN;
    return true;
}

static bool read_words(Options *options, Words *words, Buffer *error)
{
    bool ends = false;
    while (words->at < words->argc && !ends) {
        const char *word = words->argv[words->at];
        if (!strcmp(word, "--")) {
            words->at++;
            ends = true;
        } else if (word[0] == '-' && (word[1] == 'c' || word[1] == 'm') &&
                   options->command != FOR_ERAS &&
                   options->command != FOR_REPL) {
            if (!read_source(options, words, &ends, error)) {
                return false;
            }
        } else if (word[0] == '-' && word[1]) {
            if (!read_option(options, words, error)) {
                return false;
            }
        } else {
            words->at++;
            options->source =
                word[1] || word[0] != '-' ? SOURCE_FILE : SOURCE_STDIN;
            ends = options->command == FOR_RUN;
            if (!add_text(&options->files, word, error)) {
                return false;
            }
        }
    }
    return true;
}

/* `run -- FILE ARGS`: what follows is a file all the same. */
static bool take_file(Options *options, Words *words, Buffer *error)
{
    if (options->command == FOR_RUN && options->source == SOURCE_NONE &&
        words->at < words->argc) {
        options->source = SOURCE_FILE;
        return add_text(&options->files, words->argv[words->at++], error);
    }
    return true;
}

static bool check_real(const Options *options, Buffer *error)
{
    if (!options->real) {
        return true;
    }
    if (options->simulated) {
        buffer_format(error,
                      "%s means nothing with --real: leave one of them out",
                      options->simulated);
        return false;
    }
    return true;
}

static bool check_together(const Options *options, Buffer *error)
{
    if (!check_real(options, error)) {
        return false;
    }
    if (options->interval_given &&
        !policy_uses_interval(options->machine.policy)) {
        buffer_string(error, "--interval means nothing under this --policy: "
                             "leave one of them out");
        return false;
    }
    return true;
}

bool options_parse(Options *options, CommandBit command, int argc, char **argv,
                   Buffer *error)
{
    *options = (Options){.command = command,
                         .machine = simulate_defaults(),
                         .runs = 100,
                         .standard_output = -1,
                         .expect_exit = -1};
    Words words = {0, argc, argv};
    bool parsed = read_words(options, &words, error) &&
                  take_file(options, &words, error) &&
                  read_rest(&options->arguments, &words, error) &&
                  check_together(options, error);
    if (options->standard_output < 0) {
        bool block = options->real && !isatty(STDOUT_FILENO);
        options->standard_output = block ? STDOUT_BLOCK : STDOUT_LINE;
    }
    return parsed;
}

void options_free(Options *options)
{
    free(options->files.items);
    free(options->arguments.items);
    free(options->path.items);
    free(options->ignore.items);
    free(options->warnings.items);
    free(options->implementation.items);
    free(options->intervals.seconds);
}

/* ---- showing them -------------------------------------------------------- */

void options_help(Buffer *out, CommandBit command)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const OptionRow *row = &rows[i];
        if (!(row->commands & command) || !row->help) {
            continue;
        }
        Buffer left = {0};
        buffer_format(&left, "%s%s%s", row->name, row->argument ? " " : "",
                      row->argument ? row->argument : "");
        const char *line = row->help;
        size_t size = strcspn(line, "\n");
        buffer_format(out, "  %-20s %.*s\n", left.size ? left.data : "",
                      (int)size, line);
        if (line[size]) {
            buffer_format(out, "  %20s %s\n", "", line + size + 1);
        }
        buffer_free(&left);
    }
}

static void spell_word(Buffer *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
                                "UVWXYZ0123456789_-./:=,+@%";
    if (*word && !word[strspn(word, plain)]) {
        buffer_string(out, word);
        return;
    }
    buffer_byte(out, '\'');
    for (; *word; word++) {
        if (*word == '\'') {
            buffer_string(out, "'\\''");
        } else {
            buffer_byte(out, *word);
        }
    }
    buffer_byte(out, '\'');
}

static void spell_io(Buffer *out, const IoModel *model)
{
    const char *before = "--io ";
    char text[40];
    for (uint8_t kind = 1; kind < IO_KINDS; kind++) {
        double latency = (double)model->latency_ns[kind] / 1e9;
        double byte = (double)model->per_byte_ns[kind] / 1e9;
        if (latency == 0 && byte == 0) {
            continue;
        }
        buffer_format(out, "%s%s=%s", before, io_kind_name(kind),
                      latency ? clock_option(latency, text, sizeof text) : "0");
        if (byte != 0) {
            buffer_format(out, "/%s", clock_option(byte, text, sizeof text));
        }
        before = ",";
    }
    if (*before == ',') {
        buffer_byte(out, ' ');
    }
}

void options_spell(Buffer *out, const Options *options)
{
    SimulationOptions plain = simulate_defaults();
    const SimulationOptions *machine = &options->machine;
    char text[40];
    if (machine->era != plain.era) {
        buffer_format(out, "--gil %s ", machine->era->name);
    }
    if (machine->policy.kind != plain.policy.kind) {
        buffer_format(out, "--policy %s ",
                      policy_text(machine->policy, text, sizeof text));
    }
    if (machine->cores != plain.cores) {
        buffer_format(out, "--cores %d ", machine->cores);
    }
    if (!machine->jitter) {
        buffer_string(out, "--jitter 0 ");
    }
    if (machine->data_seed != plain.data_seed) {
        buffer_format(out, "--data-seed %llu ",
                      (unsigned long long)machine->data_seed);
    }
    if (options->standard_output != STDOUT_LINE) {
        buffer_format(out, "--stdout %s ",
                      stdout_words[options->standard_output]);
    }
    spell_io(out, &machine->io);
    if (machine->force_interval) {
        buffer_string(out, "--force-interval ");
    }
    if (machine->step_limit) {
        buffer_format(out, "--step-limit %lld ",
                      (long long)machine->step_limit);
    }
    for (size_t i = 0; i < options->path.count; i++) {
        buffer_string(out, "--path ");
        spell_word(out, options->path.items[i]);
        buffer_byte(out, ' ');
    }
}

void options_spell_file(Buffer *out, const char *file)
{
    spell_word(out, file);
}

void options_spell_program(Buffer *out, const Options *options,
                           const char *file)
{
    if (options->source == SOURCE_CODE || options->source == SOURCE_MODULE) {
        buffer_string(out, options->source == SOURCE_CODE ? "-c " : "-m ");
        spell_word(out, options->code);
    } else {
        spell_word(out, file);
    }
    for (size_t i = 0; i < options->arguments.count; i++) {
        buffer_byte(out, ' ');
        spell_word(out, options->arguments.items[i]);
    }
}
