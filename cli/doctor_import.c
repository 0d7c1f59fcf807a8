/* SPDX-License-Identifier: MIT */
/* What import statements ask for: modules, and names of modules. */
#include "cli/doctor_walk.h"

#include <stdlib.h>
#include <string.h>

static void note_module(Scan *scan, const char *module, int line)
{
    Doctor *doctor = scan->doctor;
    bool local = !strcmp(module, "__main__") || doctor_is_local(doctor, module);
    Note *note = doctor_note(doctor, NOTE_IMPORT, scan->file, line);
    note->module = module;
    note->guarded = scan->guards > 0;
    note->where = local ? MODULE_LOCAL : MODULE_UNKNOWN;
}

void doctor_note_name(Scan *scan, const char *module, Text name, int line)
{
    if (!strcmp(module, "__main__")) {
        return; /* the program itself, whatever it is called */
    }
    Note *note = doctor_note(scan->doctor, NOTE_NAME, scan->file, line);
    note->module = module;
    note->name = doctor_keep_bytes(scan->doctor, name.data, name.size);
    note->guarded = scan->guards > 0;
    note->where = MODULE_UNKNOWN;
}

void doctor_see_import(Scan *scan, const Stmt *stmt)
{
    AliasList list = stmt->import_stmt.names;
    for (size_t i = 0; i < list.count; i++) {
        Alias *alias = &list.items[i];
        const char *name =
            doctor_keep_bytes(scan->doctor, alias->name.data, alias->name.size);
        if (!scan->naming) {
            note_module(scan, name, stmt->at.line);
        } else if (alias->asname.data) {
            doctor_bind(scan, alias->asname, name, true);
        } else {
            size_t size = strcspn(name, ".");
            Text top = {alias->name.data, size};
            doctor_bind(scan, top, doctor_keep_bytes(scan->doctor, name, size),
                        true);
        }
    }
}

/* "package.module" that a from-import names; NULL: beyond the top. */
static const char *from_module(Scan *scan, const Stmt *stmt)
{
    Text module = stmt->import_from.module;
    int level = stmt->import_from.level;
    if (level <= 0) {
        return doctor_keep_bytes(scan->doctor, module.data, module.size);
    }
    const char *package = scan->doctor->files[scan->file].package;
    size_t size = strlen(package);
    while (--level > 0 && size) {
        while (size && package[--size] != '.') {
        }
    }
    Buffer name = {0};
    buffer_bytes(&name, package, size);
    if (module.data && module.size) {
        buffer_string(&name, size ? "." : "");
        buffer_text(&name, module);
    }
    const char *kept =
        doctor_keep_bytes(scan->doctor, name.data ? name.data : "", name.size);
    scan->doctor->failed = scan->doctor->failed || name.failed;
    buffer_free(&name);
    return kept;
}

void doctor_see_from(Scan *scan, const Stmt *stmt)
{
    AliasList list = stmt->import_from.names;
    const char *module = from_module(scan, stmt);
    bool local = *module && doctor_is_local(scan->doctor, module);
    if (!scan->naming && *module) {
        note_module(scan, module, stmt->at.line);
    }
    for (size_t i = 0; i < list.count; i++) {
        Alias *alias = &list.items[i];
        Buffer whole = {0};
        buffer_format(&whole, "%s%s", module, *module ? "." : "");
        buffer_text(&whole, alias->name);
        if (whole.failed) {
            scan->doctor->failed = true;
            buffer_free(&whole);
            return;
        }
        const char *name =
            doctor_keep_bytes(scan->doctor, whole.data, whole.size);
        buffer_free(&whole);
        bool inner = (local || !*module) && doctor_is_local(scan->doctor, name);
        if (scan->naming) {
            Text as = alias->asname.data ? alias->asname : alias->name;
            doctor_bind(scan, as, name, inner);
        } else if (inner) {
            note_module(scan, name, stmt->at.line);
        } else if (!local && *module && !text_is(alias->name, "*")) {
            doctor_note_name(scan, module, alias->name, stmt->at.line);
        }
    }
}
