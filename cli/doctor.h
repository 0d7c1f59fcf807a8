/* SPDX-License-Identifier: MIT */
/*
 * What a program needs, found without running it: a list of notes, each about
 * one line of one file of the program.
 *
 * doctor_scan.c makes the notes from the trees of all local files, with the
 * help of doctor_newer.c where the text is no Python 3.8; doctor_probe.c asks
 * the VM which modules and names are here; doctor.c and doctor_json.c show it.
 *
 * Invariant: all texts live in the Doctor's region. Once `failed`, memory ran
 * out and nothing of it is to be shown.
 */
#ifndef GILSCOPE_CLI_DOCTOR_H
#define GILSCOPE_CLI_DOCTOR_H

#include "bytecode/buffer.h"
#include "bytecode/diagnostic.h"

typedef enum {
    NOTE_IMPORT, /* `module` */
    NOTE_NAME,   /* `name` of `module` */
    NOTE_NEWER,  /* syntax `text`, since `version` */
    NOTE_SYNTAX, /* no Python at all: `text` is the error */
    NOTE_WRITES,
    NOTE_CLOCK,
    NOTE_RANDOM,
    NOTE_SEEDS,
    NOTE_NETWORK,
    NOTE_STARTS,
    NOTE_INPUT,
    NOTE_INTERVAL,
    NOTE_DAEMON,
    NOTE_DAEMONS, /* made in a loop */
} NoteKind;

typedef enum {
    MODULE_UNKNOWN,
    MODULE_LOCAL,
    MODULE_HERE,
    MODULE_STANDARD, /* CPython's, not built here */
    MODULE_FOREIGN,  /* third party */
} ModuleKind;

typedef struct Note {
    NoteKind kind;
    unsigned file;
    int line;
    const char *module;
    const char *name;
    const char *text;
    const char *version;
    bool guarded; /* a handler is ready for its absence */
    ModuleKind where;
} Note;

typedef struct DoctorFile {
    const char *path;
    const char *name;    /* dotted; "" for the program itself */
    const char *package; /* what a relative import starts from */
    size_t lines;
    bool given; /* bytes and size are the text: -c */
    const char *bytes;
    size_t size;
} DoctorFile;

typedef struct Doctor {
    Region region;
    const char *const *folders; /* where modules are sought */
    size_t folder_count;
    DoctorFile *files; /* files[0] is the program */
    size_t file_count;
    Note *notes;
    size_t note_count;
    Note spare; /* what a caller may fill when there was no memory */
    bool failed;
} Doctor;

/* Why the program cannot run here, in numbers. */
typedef struct DoctorCount {
    unsigned imports, names, syntax;
} DoctorCount;

Note *doctor_note(Doctor *doctor, NoteKind kind, unsigned file, int line);
/* Reads files[0] and what it imports; 0, or the errno of files[0]. */
int doctor_scan(Doctor *doctor) __attribute__((warn_unused_result));
/* The first note of each module, name or syntax counts. */
bool doctor_is_first(const Doctor *doctor, const Note *note);
DoctorCount doctor_count(const Doctor *doctor);
/* What to take instead of a module, or NULL. */
const char *doctor_hint(const char *module);

/* Is the error that of a syntax newer than 3.8? Then what it is, since when,
 * and `text` without it: all lines stay where they are. */
typedef struct NewerSyntax {
    const char *name;
    const char *version;
    int line;
} NewerSyntax;
bool newer_take(char *text, const Diagnostic *diagnostic, NewerSyntax *found)
    __attribute__((warn_unused_result));

/* Is the first thing that is wrong with the text a syntax newer than 3.8? */
bool doctor_newer(const char *text, size_t size, NewerSyntax *found)
    __attribute__((warn_unused_result));

/* One JSON record a note, `meta` first and `end` last. False: no memory. */
bool doctor_json(Buffer *out, const Doctor *doctor, int status)
    __attribute__((warn_unused_result));

#endif
