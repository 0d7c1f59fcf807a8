/* SPDX-License-Identifier: MIT */
/*
 * A program from its text to the main thread that will run it.
 *
 * Life cycle: world_new, run_load_image (once for all programs), run_prepare,
 * world_freeze, then the host runs w->main_thread to its end. What its bottom
 * frame returns is the exit status, an int: 0 to 255, or RUN_INTERRUPTED.
 */
#ifndef GILSCOPE_VM_RUN_H
#define GILSCOPE_VM_RUN_H

#include "vm/frame.h"

/* An uncaught KeyboardInterrupt: the process should die by SIGINT. */
#define RUN_INTERRUPTED (-2)

typedef enum {
    RUN_FILE,   /* `name` is the path */
    RUN_CODE,   /* -c; `name` is "<string>" */
    RUN_MODULE, /* -m; `name` is the module's */
    RUN_PROMPT, /* no program: __main__ alone */
} RunKind;

typedef struct RunSource {
    RunKind kind;
    const char *name;
    const char *text; /* FILE and CODE; not kept */
    size_t size;
    const char *folder;      /* sys.path[0]; "" is the working folder */
    const char *const *argv; /* sys.argv, argv[0] included */
    int argc;
    unsigned flags; /* of compile_source: -O */
} RunSource;

/* The prelude and the standard streams. RAISE: w->failure says why. */
MUST_CHECK Status run_load_image(World *w);
/* Makes __main__ and w->main_thread. A SyntaxError of the program is raised
 * when it runs. RAISE: out of memory. */
MUST_CHECK Status run_prepare(World *w, const RunSource *source);
/* Exit status of a main thread that has ended; 1 when it was left by an
 * exception. */
int run_status(const World *w);
/* The dict of __main__. */
Value run_main_namespace(World *w);

#endif
