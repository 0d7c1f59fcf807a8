/* SPDX-License-Identifier: MIT */
/* The doctor's notes as JSON Lines, one record a note. */
#include <jansson.h>
#include <stdlib.h>

#include "cli/doctor.h"

#define JSON_FLAGS (JSON_COMPACT | JSON_PRESERVE_ORDER)

static bool put(Buffer *out, json_t *record)
{
    char *text = record ? json_dumps(record, JSON_FLAGS) : NULL;
    json_decref(record);
    if (!text) {
        return false;
    }
    buffer_string(out, text);
    buffer_byte(out, '\n');
    free(text);
    return true;
}

/* Text that is no UTF-8 has '?' for its bad bytes. */
static json_t *text_of(const char *text)
{
    json_t *string = json_string(text);
    char *copy = string ? NULL : strdup(text);
    for (char *at = copy; at && *at; at++) {
        *at = *at & 0x80 ? '?' : *at;
    }
    string = copy ? json_string(copy) : string;
    free(copy);
    return string;
}

static const char *const kinds[] = {
    [NOTE_IMPORT] = "import",      [NOTE_NAME] = "name",
    [NOTE_NEWER] = "newer syntax", [NOTE_SYNTAX] = "syntax error",
    [NOTE_WRITES] = "writes",      [NOTE_CLOCK] = "clock",
    [NOTE_RANDOM] = "random",      [NOTE_SEEDS] = "seed",
    [NOTE_NETWORK] = "network",    [NOTE_STARTS] = "process",
    [NOTE_INPUT] = "stdin",        [NOTE_INTERVAL] = "interval",
    [NOTE_DAEMON] = "daemon",      [NOTE_DAEMONS] = "daemons",
};

static const char *const places[] = {
    [MODULE_UNKNOWN] = "unknown",     [MODULE_LOCAL] = "local",
    [MODULE_HERE] = "here",           [MODULE_STANDARD] = "standard, not here",
    [MODULE_FOREIGN] = "third party",
};

static void set_text(json_t *record, const char *key, const char *text)
{
    if (text && record) {
        json_object_set_new(record, key, text_of(text));
    }
}

static json_t *note_record(const Doctor *doctor, const Note *note)
{
    json_t *record = json_pack(
        "{ss ss so si}", "record", "note", "kind", kinds[note->kind], "file",
        text_of(doctor->files[note->file].path), "line", note->line);
    set_text(record, "module", note->module);
    set_text(record, "name", note->name);
    set_text(record, "text", note->text);
    set_text(record, "since", note->version);
    if (note->module && record) {
        set_text(record, "where", places[note->where]);
        json_object_set_new(record, "optional", json_boolean(note->guarded));
        if (note->where > MODULE_HERE) {
            set_text(record, "instead", doctor_hint(note->module));
        }
    }
    return record;
}

static json_t *meta_record(const Doctor *doctor)
{
    json_t *files = json_array();
    for (size_t i = 0; i < doctor->file_count; i++) {
        json_array_append_new(
            files, json_pack("{so sI}", "path", text_of(doctor->files[i].path),
                             "lines", (json_int_t)doctor->files[i].lines));
    }
    return json_pack("{ss si ss ss so}", "record", "meta", "version", 1,
                     "gilscope", GILSCOPE_VERSION, "command", "doctor", "files",
                     files);
}

bool doctor_json(Buffer *out, const Doctor *doctor, int status)
{
    bool good = put(out, meta_record(doctor));
    for (size_t i = 0; i < doctor->note_count && good; i++) {
        good = put(out, note_record(doctor, &doctor->notes[i]));
    }
    DoctorCount count = doctor_count(doctor);
    return good &&
           put(out, json_pack("{ss sb si si si si}", "record", "end", "runs",
                              status == 0, "imports", (int)count.imports,
                              "names", (int)count.names, "syntax",
                              (int)count.syntax, "exit", status));
}
