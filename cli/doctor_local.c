/* SPDX-License-Identifier: MIT */
/*
 * Modules that lie beside the program: files and packages in the folders where
 * its imports look. Each is noted once and read later.
 */
#include "cli/doctor_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_MAX 1000

static bool is_file(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

static void add_file(Doctor *doctor, const char *path, const char *name,
                     size_t size, bool package)
{
    for (size_t i = 0; i < doctor->file_count; i++) {
        if (!strcmp(doctor->files[i].path, path)) {
            return;
        }
    }
    DoctorFile *more =
        doctor->file_count < FILES_MAX
            ? realloc(doctor->files, (doctor->file_count + 1) * sizeof *more)
            : NULL;
    if (!more) {
        doctor->failed = doctor->failed || doctor->file_count < FILES_MAX;
        return;
    }
    doctor->files = more;
    const char *kept = doctor_keep_bytes(doctor, name, size);
    const char *dot = strrchr(kept, '.');
    size_t parent = package ? size : dot ? (size_t)(dot - kept) : 0;
    more[doctor->file_count++] =
        (DoctorFile){.path = doctor_keep(doctor, path),
                     .name = kept,
                     .package = doctor_keep_bytes(doctor, kept, parent)};
}

/* The file of the first `size` bytes of a dotted name, if it is local. */
static bool find_local(Doctor *doctor, const char *name, size_t size)
{
    for (size_t i = 0; i < doctor->folder_count; i++) {
        const char *folder = doctor->folders[i];
        char *base = NULL;
        char *path = NULL;
        bool package = false;
        bool found = false;
        if (asprintf(&base, "%s%s%.*s", folder, *folder ? "/" : "", (int)size,
                     name) < 0) {
            doctor->failed = true;
            return false;
        }
        for (char *at = base + strlen(folder); *at; at++) {
            *at = *at == '.' ? '/' : *at;
        }
        for (int kind = 0; kind < 2 && !found; kind++) {
            package = kind == 0;
            if (asprintf(&path, "%s%s", base,
                         package ? "/__init__.py" : ".py") < 0) {
                doctor->failed = true;
                path = NULL;
                break;
            }
            found = is_file(path);
            if (found) {
                add_file(doctor, path, name, size, package);
            }
            free(path);
        }
        free(base);
        if (found) {
            return true;
        }
    }
    return false;
}

/* All packages on the way to it, too. */
bool doctor_is_local(Doctor *doctor, const char *name)
{
    size_t size = strcspn(name, ".");
    if (!find_local(doctor, name, size)) {
        return false;
    }
    while (name[size]) {
        size += 1 + strcspn(name + size + 1, ".");
        if (!find_local(doctor, name, size)) {
            return false;
        }
    }
    return true;
}
