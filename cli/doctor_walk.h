/* SPDX-License-Identifier: MIT */
/*
 * Inside the doctor: the walk over one file's tree, and what its parts tell
 * each other. A name that is bound to anything but one module is not looked
 * into.
 */
#ifndef GILSCOPE_CLI_DOCTOR_WALK_H
#define GILSCOPE_CLI_DOCTOR_WALK_H

#include "bytecode/ast_walk.h"
#include "cli/doctor.h"

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

/* All of one file: first what its names mean, then what it calls. */
void doctor_walk(Doctor *doctor, unsigned file, Region *region, Ast *ast);

/* -- doctor_note.c: copies that live as long as the doctor; never NULL -- */
const char *doctor_keep_bytes(Doctor *doctor, const char *text, size_t size);
const char *doctor_keep(Doctor *doctor, const char *text);

/* -- doctor_local.c -- */
/* A module beside the program: it and the packages on the way to it will be
 * read, too. */
bool doctor_is_local(Doctor *doctor, const char *name);

/* -- doctor_meaning.c -- */
Meaning *doctor_meaning(const Scan *scan, Text name);
/* `what` NULL: something else than a module or what is in one. */
void doctor_bind(Scan *scan, Text name, const char *what, bool module);
/* "datetime.datetime.now" of an expression, or false; `deep` 0. */
bool doctor_dotted(const Scan *scan, Buffer *out, const Expr *expr, int deep);
bool doctor_dotted_is(const Scan *scan, const Expr *expr, const char *name);

/* -- doctor_import.c -- */
void doctor_note_name(Scan *scan, const char *module, Text name, int line);
void doctor_see_import(Scan *scan, const Stmt *stmt);
void doctor_see_from(Scan *scan, const Stmt *stmt);

/* -- doctor_call.c -- */
void doctor_see_call(Scan *scan, const Expr *call);
void doctor_see_assign(Scan *scan, const Stmt *stmt);
void doctor_see_attribute(Scan *scan, const Expr *expr);

#endif
