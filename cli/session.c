/* SPDX-License-Identifier: MIT */
/*
 * Opening reads and compiles; nothing of the program runs before session_run.
 * A program's error in syntax is raised when it runs, as an import's would be.
 */
#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/disk.h"
#include "cli/process.h"
#include "sched/real.h"
#include "vm/error.h"
#include "vm/native.h"
#include "vm/outside.h"
#include "vm/packed.h"
#include "vm/traceback.h"
#include "vm/types/dict.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

/* ---- what is to be run --------------------------------------------------- */

static bool is_identifier(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '_' || (c & 0x80);
        if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
            return false;
        }
    }
    return size > 0;
}

/* FILE::function as a program that imports the one and calls the other. */
static int make_call(Session *session)
{
    const char *slash = strrchr(session->file, '/');
    const char *stem = slash ? slash + 1 : session->file;
    const char *end = strrchr(stem, '.');
    size_t size = end ? (size_t)(end - stem) : strlen(stem);
    const char *name = session->function;
    if (!is_identifier(stem, size) || !is_identifier(name, strlen(name))) {
        return command_fail("%s::%s: FILE::function wants a file and a "
                            "function that import can name",
                            session->file, name);
    }
    Buffer code = {0};
    buffer_format(&code,
                  "from %.*s import %s\n"
                  "_result = %s()\n"
                  "if _result is not None: print(_result)\n",
                  (int)size, stem, name, name);
    if (code.failed) {
        buffer_free(&code);
        return command_no_memory();
    }
    session->bytes = code.data;
    session->text = (FileText){"<function>", code.data, code.size};
    return 0;
}

static int read_program(Session *session)
{
    const Options *options = session->options;
    int error = 0;
    size_t size = 0;
    switch (options->source) {
    case SOURCE_CODE:
        session->text =
            (FileText){"<string>", options->code, strlen(options->code)};
        return 0;
    case SOURCE_STDIN:
        session->bytes = file_read_all(STDIN_FILENO, &size, &error);
        session->text = (FileText){"<stdin>", session->bytes, size};
        break;
    case SOURCE_FILE:
        session->bytes = file_read(session->file, &size, &error);
        session->text = (FileText){session->file, session->bytes, size};
        break;
    case SOURCE_MODULE:
    case SOURCE_NONE:
        return 0;
    }
    if (!session->bytes) {
        return command_cannot_open(session->file ? session->file : "<stdin>",
                                   error);
    }
    if (session->function) {
        free(session->bytes);
        session->bytes = NULL;
        return make_call(session);
    }
    return 0;
}

static int split_function(Session *session, const char *file)
{
    session->file = session->given = file;
    const char *mark = file ? strstr(file, "::") : NULL;
    if (!mark || session->options->source != SOURCE_FILE) {
        return 0;
    }
    session->path = strdup(file);
    if (!session->path) {
        return command_no_memory();
    }
    session->path[mark - file] = '\0';
    session->file = session->path;
    session->function = session->path + (mark - file) + 2;
    return 0;
}

/* ---- the world ----------------------------------------------------------- */

static int print_failure(World *w, const char *what, int status)
{
    Buffer text = {0};
    buffer_format(&text, "gilscope: %s: ", what);
    Writer out;
    writer_start(&out);
    Value failure = w->failure  ? w->failure
                    : w->thread ? w->thread->raised
                                : NO_VALUE;
    if (failure && traceback_write(w, failure, &out) == OK) {
        for (size_t i = 0; i < out.length && out.kind == 1; i++) {
            buffer_byte(&text, ((const char *)out.data)[i]);
        }
    } else {
        buffer_string(&text, "out of memory\n");
    }
    writer_discard(&out);
    (void)command_print(STDERR_FILENO, &text);
    return status;
}

static int cannot_start(World *w)
{
    return print_failure(w, "cannot start", EXIT_INTERNAL);
}

/* Folder of the script, as python has it in sys.path[0]: malloc'ed. */
static char *script_folder(const Session *session)
{
    const char *slash = session->options->source == SOURCE_FILE
                            ? strrchr(session->file, '/')
                            : NULL;
    if (!slash) {
        return strdup("");
    }
    size_t size = slash == session->file ? 1 : (size_t)(slash - session->file);
    return strndup(session->file, size);
}

static Status add_path(World *w, const TextList *path)
{
    Value name = str_intern_ascii(w, "path");
    NEED(name);
    Value list = dict_get_str(w, w->sys_dict, name);
    for (size_t i = 0; i < path->count && list; i++) {
        const char *text = path->items[i];
        Value folder = str_from_utf8(w, text, strlen(text));
        NEED(folder);
        TRY(list_insert_at(w, list, i + 1, folder));
    }
    return OK;
}

/* sys.executable: what a program that starts another Python will start. */
static Status add_executable(World *w)
{
    char path[4096];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path);
    Value name = str_intern_ascii(w, "executable");
    NEED(name);
    Value text = str_from_utf8(w, path, size < 0 ? 0 : (size_t)size);
    NEED(text);
    return dict_set_str(w, w->sys_dict, name, text);
}

static Status add_warnings(World *w, const TextList *warnings)
{
    Value name = str_intern_ascii(w, "warnoptions");
    NEED(name);
    Value list = dict_get_str(w, w->sys_dict, name);
    for (size_t i = 0; i < warnings->count && list; i++) {
        const char *text = warnings->items[i];
        Value option = str_from_utf8(w, text, strlen(text));
        NEED(option);
        TRY(list_append(w, list, option));
    }
    return OK;
}

static const char *argv_zero(const Session *session)
{
    switch (session->options->source) {
    case SOURCE_CODE:
        return "-c";
    case SOURCE_MODULE:
        return "-m";
    case SOURCE_STDIN:
        return "-";
    default:
        return session->file ? session->file : "";
    }
}

static RunKind run_kind(const Session *session)
{
    switch (session->options->source) {
    case SOURCE_MODULE:
        return RUN_MODULE;
    case SOURCE_NONE:
        return RUN_PROMPT;
    case SOURCE_FILE:
        return session->function ? RUN_CODE : RUN_FILE;
    default:
        return RUN_CODE;
    }
}

static Status prepare(Session *session)
{
    World *w = session->world;
    const Options *options = session->options;
    int argc = 1 + (int)options->arguments.count;
    const char **argv = malloc((size_t)argc * sizeof *argv);
    char *folder = script_folder(session);
    Status status = RAISE;
    if (argv && folder) {
        argv[0] = argv_zero(session);
        for (int i = 1; i < argc; i++) {
            argv[i] = options->arguments.items[i - 1];
        }
        RunSource source = {
            .kind = run_kind(session),
            .name = options->source == SOURCE_MODULE ? options->code
                                                     : session->text.name,
            .text = session->text.text,
            .size = session->text.size,
            .folder = folder,
            .argv = argv,
            .argc = argc,
        };
        status = run_prepare(w, &source);
    }
    free(argv);
    free(folder);
    TRY(status);
    TRY(add_executable(w));
    TRY(add_warnings(w, &options->warnings));
    return add_path(w, &options->path);
}

static int open_world(Session *session)
{
    session->world = world_new(0, 0, &session->sim.host);
    World *w = session->world;
    if (!w) {
        return command_no_memory();
    }
    session->io.world = w;
    if (run_load_image(w) != OK) {
        return cannot_start(w);
    }
    w->outside->fail_after = (uint64_t)session->options->fail_allocation;
    w->fail_allocations = session->options->fail_allocation != 0;
    if (prepare(session) != OK) {
        return cannot_start(w);
    }
    /* What is run again and again does not fetch a function each time. */
    if (session->io.keep && packed_complete_all(w) != OK) {
        return cannot_start(w);
    }
    world_freeze(w);
    Status begun = session->options->real ? real_begin(w) : simulate_begin(w);
    return begun == OK ? 0 : cannot_start(w);
}

/* What a program must not depend on. */
typedef struct Accidents {
    uint32_t hash_seed;
    int64_t identity_base;
} Accidents;

static int open_with(Session *session, const Options *options, const char *file,
                     bool keep, Accidents accidents)
{
    *session = (Session){.options = options, .io.keep = keep};
    int status = split_function(session, file);
    if (status == 0) {
        status = read_program(session);
    }
    if (status != 0) {
        return status;
    }
    SimulationOptions machine = options->machine;
    if (keep && !machine.step_limit) {
        machine.step_limit = SESSION_STEPS;
    }
    machine.interrupted = session_interrupts();
    machine.dump_wanted = session_dump_wanted();
    session->io.text = &session->text;
    host_connect(&machine, &session->io);
    simulate_setup(&session->sim, &machine);
    session->sim.host.stdout_mode = options->standard_output;
    session->sim.host.hash_seed = accidents.hash_seed;
    session->sim.host.identity_base = accidents.identity_base;
    disk_connect(&session->sim.host, !keep);
    /* A program that is a child of one of ours sees all that it was given. */
    if (!keep && getenv("GILSCOPE_ENVIRONMENT")) {
        unsetenv("GILSCOPE_ENVIRONMENT");
        session->sim.host.environment = (const char *const *)environ;
    }
    if (!keep && !process_connect(&session->sim.host)) {
        return command_no_memory();
    }
    if (options->real && !real_open(&session->sim)) {
        return command_fail("--real: the system has no resources for it");
    }
    return open_world(session);
}

int session_open(Session *session, const Options *options, const char *file,
                 bool keep)
{
    return open_with(session, options, file, keep, (Accidents){0});
}

int session_open_other(Session *session, const Session *of)
{
    const Options *options = of->options;
    const char *file = options->files.count ? of->given : NULL;
    Accidents accidents = {.hash_seed = 1234567,
                           .identity_base = INT64_C(0x5a3100000000)};
    int status = open_with(session, options, file, true, accidents);
    session->io.input = of->io.input;
    session->io.input_size = of->io.input_size;
    return status;
}

void session_close(Session *session)
{
    if (session->world) {
        if (session->start) {
            world_drop_snapshot(session->world, session->start);
        }
        world_free(session->world);
    }
    real_close(&session->sim);
    host_free(&session->io);
    process_disconnect(&session->sim.host);
    free((char *)session->sim.host.folder);
    free(session->path);
    free(session->bytes);
}

/* ---- runs ---------------------------------------------------------------- */

bool session_freeze(Session *session)
{
    session->start = world_snapshot(session->world);
    return session->start != NULL;
}

bool session_rewind(Session *session, double interval, uint64_t seed)
{
    if (!world_restore(session->world, session->start)) {
        return false;
    }
    simulate_cut(session->world);
    host_rewind(&session->io);
    session->sim.options.interval_seconds = interval;
    simulate_reseed(session->world, seed);
    return true;
}

RunEnd session_run(Session *session)
{
    World *w = session->world;
    RunEnd end = {session->options->real ? real_run(w) : simulate_run(w), 1};
    switch (end.outcome.kind) {
    case OUTCOME_ENDED:
        end.status = run_status(w);
        break;
    case OUTCOME_RAISED:
        /* It took something away that even its end needs. */
        end.status = print_failure(w, "the program cannot end", EXIT_FAILS);
        break;
    case OUTCOME_DEADLOCK:
        end.status = EXIT_FAILS;
        break;
    case OUTCOME_LEFT:
        end.status = (int)INT_OF(end.outcome.value);
        break;
    case OUTCOME_STEP_LIMIT:
        end.status = EXIT_TIME_LIMIT;
        break;
    }
    return end;
}
