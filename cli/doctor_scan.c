/* SPDX-License-Identifier: MIT */
/*
 * Reading the program: each local file once, in the order in which imports
 * name them; newer syntax is noted and taken out, so that the rest is read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode/compile.h"
#include "bytecode/parser.h"
#include "bytecode/source.h"
#include "cli/doctor_walk.h"
#include "cli/file.h"

#define NEWER_MAX 500

static void note_error(Doctor *doctor, unsigned file, const Diagnostic *d)
{
    Note *note = doctor_note(doctor, NOTE_SYNTAX, file, d->line);
    note->text = doctor_keep(doctor, d->message);
}

/* Parse, taking out newer syntax as often as it stands in the way. */
static void read_text(Doctor *doctor, unsigned file, char *text)
{
    for (int round = 0; round < NEWER_MAX; round++) {
        Region region;
        Diagnostic diagnostic;
        region_init(&region);
        diagnostic_init(&diagnostic, doctor->files[file].path);
        size_t size = strlen(text);
        Ast *ast = parser_parse(&region, text, size, doctor->files[file].path,
                                PARSE_EXEC, PARSE_UTF8, &diagnostic);
        NewerSyntax newer;
        bool again = !ast && diagnostic_is_syntax_error(&diagnostic) &&
                     newer_take(text, &diagnostic, &newer);
        if (again) {
            Note *note = doctor_note(doctor, NOTE_NEWER, file, newer.line);
            note->text = newer.name;
            note->version = newer.version;
        } else if (!ast) {
            note_error(doctor, file, &diagnostic);
        } else {
            doctor_walk(doctor, file, &region, ast);
            if (!compile_source(&region, text, size, "", COMPILE_EXEC,
                                COMPILE_TEXT, &diagnostic)) {
                note_error(doctor, file, &diagnostic);
            }
        }
        region_free(&region);
        if (!again) {
            return;
        }
    }
    Note *note = doctor_note(doctor, NOTE_SYNTAX, file, 0);
    note->text = "so much newer syntax that the rest was not read";
}

static int read_one(Doctor *doctor, unsigned file)
{
    DoctorFile *entry = &doctor->files[file];
    int error = 0;
    char *bytes = NULL;
    if (!entry->given) {
        bytes = file_read(entry->path, &entry->size, &error);
        if (!bytes) {
            return error;
        }
    }
    Region region;
    Diagnostic diagnostic;
    Source source;
    region_init(&region);
    diagnostic_init(&diagnostic, entry->path);
    bool good = source_read(&source, &region, bytes ? bytes : entry->bytes,
                            entry->size, true, 0, &diagnostic);
    char *text = good ? strdup(source.text) : NULL;
    if (text) {
        for (const char *at = text; *at; at++) {
            entry->lines += *at == '\n';
        }
        read_text(doctor, file, text);
    } else {
        note_error(doctor, file, &diagnostic);
    }
    free(text);
    region_free(&region);
    free(bytes);
    return 0;
}

int doctor_scan(Doctor *doctor)
{
    int error = read_one(doctor, 0);
    for (unsigned i = 1; error == 0 && i < doctor->file_count; i++) {
        if (read_one(doctor, i) != 0) {
            doctor->files[i].lines = 0;
        }
    }
    return error;
}

/* The tree of what is in Python 3.8; *newer: not, and why. */
static bool reads(const char *text, size_t size, NewerSyntax *newer)
{
    Region region;
    Diagnostic diagnostic;
    Source source;
    region_init(&region);
    diagnostic_init(&diagnostic, "");
    bool good =
        !source_read(&source, &region, text, size, true, 0, &diagnostic) ||
        parser_parse(&region, source.text, strlen(source.text), "", PARSE_EXEC,
                     PARSE_UTF8, &diagnostic);
    char *copy = good || !diagnostic_is_syntax_error(&diagnostic)
                     ? NULL
                     : strdup(source.text);
    bool found = copy && newer_take(copy, &diagnostic, newer);
    free(copy);
    region_free(&region);
    return !found;
}

bool doctor_newer(const char *text, size_t size, NewerSyntax *found)
{
    *found = (NewerSyntax){0};
    return !reads(text, size, found);
}
