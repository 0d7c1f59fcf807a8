/* SPDX-License-Identifier: MIT */
/*
 * `gilscope doctor FILE`: will this program run here, and what will be other
 * than under python? Reads, never runs it.
 */
#include "cli/doctor.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/doctor_probe.h"

#define WIDTH       80
#define LABEL_WIDTH 10
#define NAMES_MAX   26
#define LINES_NAMED 4

/* ---- what it comes to ---------------------------------------------------- */

typedef struct HintRow {
    const char *module;
    const char *text;
} HintRow;

static const HintRow hints[] = {
#define HINT(module, text) {module, text},
#include "cli/doctor_hints.def"
#undef HINT
};

const char *doctor_hint(const char *module)
{
    size_t size = strcspn(module, ".");
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (strlen(hints[i].module) == size &&
            !strncmp(hints[i].module, module, size)) {
            return hints[i].text;
        }
    }
    return NULL;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

bool doctor_is_first(const Doctor *doctor, const Note *note)
{
    for (const Note *n = doctor->notes; n < note; n++) {
        if (n->kind == note->kind && n->guarded == note->guarded &&
            same(n->module, note->module) && same(n->name, note->name) &&
            same(n->text, note->text)) {
            return false;
        }
    }
    return true;
}

static bool is_absent(const Note *note)
{
    return note->where == MODULE_STANDARD || note->where == MODULE_FOREIGN;
}

/* Its module is here, but it is not. */
static bool is_absent_name(const Doctor *doctor, const Note *note)
{
    if (note->kind != NOTE_NAME || !is_absent(note)) {
        return false;
    }
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *n = &doctor->notes[i];
        if (n->kind == NOTE_IMPORT && is_absent(n) &&
            same(n->module, note->module)) {
            return false;
        }
    }
    return doctor_is_first(doctor, note);
}

static bool is_absent_module(const Doctor *doctor, const Note *note)
{
    return note->kind == NOTE_IMPORT && is_absent(note) &&
           doctor_is_first(doctor, note);
}

DoctorCount doctor_count(const Doctor *doctor)
{
    DoctorCount count = {0};
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *note = &doctor->notes[i];
        count.syntax +=
            note->kind == NOTE_SYNTAX ||
            (note->kind == NOTE_NEWER && doctor_is_first(doctor, note));
        count.imports += !note->guarded && is_absent_module(doctor, note);
        count.names += !note->guarded && is_absent_name(doctor, note);
    }
    return count;
}

/* ---- layout -------------------------------------------------------------- */

/* A column of text behind a label; the label stands before its first line. */
typedef struct Section {
    Buffer *out;
    const char *label;
} Section;

static void put_line(Section *section, const char *text)
{
    buffer_format(section->out, "  %-*s%s\n", LABEL_WIDTH, section->label,
                  text);
    section->label = "";
}

static size_t columns(const char *text)
{
    size_t count = 0;
    for (; *text; text++) {
        count += (*text & 0xc0) != 0x80;
    }
    return count;
}

/* Words are never cut; a line begins below the words of the first. */
static void put_wrapped(Section *section, const char *text, size_t indent)
{
    Buffer line = {0};
    size_t room = WIDTH - 2 - LABEL_WIDTH;
    while (*text) {
        size_t size = strcspn(text, " ");
        size_t blanks = strspn(text + size, " ");
        if (line.size > indent && !line.failed &&
            columns(line.data) + size > room) {
            while (line.data[line.size - 1] == ' ') {
                line.data[--line.size] = '\0';
            }
            put_line(section, line.data);
            line.size = 0;
            buffer_pad(&line, ' ', indent);
        }
        buffer_bytes(&line, text, size + blanks);
        text += size + blanks;
    }
    if (line.size && !line.failed) {
        put_line(section, line.data);
    }
    section->out->failed = section->out->failed || line.failed;
    buffer_free(&line);
}

/* "31", or "site.py:31" in another file than the program's. */
static void put_place(Buffer *out, const Doctor *doctor, const Note *note)
{
    if (note->file) {
        const char *path = doctor->files[note->file].path;
        const char *slash = strrchr(path, '/');
        buffer_format(out, "%s:", slash ? slash + 1 : path);
    }
    buffer_format(out, "%d", note->line);
}

/* " (12, 55 ...)": the lines of the notes like this one; their number. */
static unsigned put_places(Buffer *out, const Doctor *doctor, const Note *like)
{
    const Note *last = NULL;
    unsigned count = 0;
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *note = &doctor->notes[i];
        if (note->kind != like->kind || !same(note->text, like->text) ||
            (last && last->line == note->line && last->file == note->file)) {
            continue;
        }
        if (count < LINES_NAMED) {
            buffer_string(out, count ? ", " : " (");
            put_place(out, doctor, note);
        }
        last = note;
        count++;
    }
    buffer_string(out, count > LINES_NAMED ? " ...)" : count ? ")" : "");
    return count;
}

/* ---- sections ------------------------------------------------------------ */

static void put_head(Buffer *out, const Doctor *doctor)
{
    size_t lines = 0;
    Buffer names = {0};
    for (size_t i = 0; i < doctor->file_count; i++) {
        lines += doctor->files[i].lines;
        if (i > 0) {
            buffer_format(&names, "%s%s", i > 1 ? ", " : "",
                          doctor->files[i].name);
        }
    }
    size_t local = doctor->file_count - 1;
    buffer_string(out, doctor->files[0].path);
    if (local) {
        buffer_format(out, " and %zu local module%s", local,
                      local == 1 ? "" : "s");
        if (names.size && names.size + strlen(doctor->files[0].path) < 40) {
            buffer_format(out, " (%s)", names.data);
        }
    }
    buffer_format(out, ", %zu line%s\n", lines, lines == 1 ? "" : "s");
    buffer_free(&names);
}

static void put_here(Section *section, const Doctor *doctor)
{
    Buffer names = {0};
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *note = &doctor->notes[i];
        if (note->kind == NOTE_IMPORT && note->where == MODULE_HERE &&
            doctor_is_first(doctor, note)) {
            buffer_format(&names, "%s ", note->module);
        }
    }
    if (names.size) {
        buffer_string(&names, "   here");
        put_wrapped(section, names.data ? names.data : "", 0);
    }
    buffer_free(&names);
}

static void put_absent(Section *section, const Doctor *doctor, const Note *note)
{
    Buffer text = {0};
    buffer_string(&text, note->module);
    if (note->name) {
        buffer_format(&text, ".%s", note->name);
    }
    size_t used = text.size < 9 ? 9 - text.size : 0;
    buffer_pad(&text, ' ', used + 2);
    size_t indent = text.size < NAMES_MAX ? text.size : 11;
    buffer_string(&text, note->name ? "not in our " : "");
    buffer_string(&text, note->name                      ? note->module
                         : note->where == MODULE_FOREIGN ? "third party, not "
                                                           "here"
                                                         : "standard library, "
                                                           "not built here");
    buffer_string(&text, " (");
    put_place(&text, doctor, note);
    buffer_byte(&text, ')');
    const char *hint = note->name ? NULL : doctor_hint(note->module);
    if (hint) {
        buffer_format(&text, ". Nearest: %s", hint);
    }
    if (note->guarded) {
        buffer_string(&text, "; the program copes");
    }
    if (!text.failed) {
        put_wrapped(section, text.data, indent);
    }
    buffer_free(&text);
}

static void put_imports(Buffer *out, const Doctor *doctor)
{
    Section section = {out, "imports"};
    put_here(&section, doctor);
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *note = &doctor->notes[i];
        if (is_absent_module(doctor, note) || is_absent_name(doctor, note)) {
            put_absent(&section, doctor, note);
        }
    }
}

static void put_newer(Section *section, const Doctor *doctor, const Note *newer)
{
    Buffer text = {0};
    buffer_string(&text, newer->text);
    put_places(&text, doctor, newer);
    buffer_format(&text, "    needs %s: not compiled yet", newer->version);
    if (!text.failed) {
        put_wrapped(section, text.data, 0);
    }
    buffer_free(&text);
}

static void put_syntax(Buffer *out, const Doctor *doctor)
{
    Section section = {out, "syntax"};
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *note = &doctor->notes[i];
        Buffer text = {0};
        if (note->kind == NOTE_NEWER && doctor_is_first(doctor, note)) {
            put_newer(&section, doctor, note);
        } else if (note->kind == NOTE_SYNTAX) {
            if (note->line > 0) {
                buffer_string(&text, "line ");
                put_place(&text, doctor, note);
                buffer_string(&text, ": ");
            }
            buffer_format(&text, "%.200s", note->text);
            if (!text.failed) {
                put_wrapped(&section, text.data, 0);
            }
        }
        buffer_free(&text);
    }
}

typedef struct EffectRow {
    NoteKind kind;
    const char *before; /* the lines */
    const char *behind;
} EffectRow;

static const EffectRow effects[] = {
    {NOTE_WRITES, "writes files", ": under sweep kept in memory, then dropped"},
    {NOTE_CLOCK, "reads the clock", ": virtual time, repeatable"},
    {NOTE_RANDOM, "random without a seed", ": repeatable, see --data-seed"},
    {NOTE_NETWORK, "uses the network", ""},
    {NOTE_STARTS, "starts processes", ""},
    {NOTE_INPUT, "reads stdin", ": under sweep each run reads the same"},
};

static bool has(const Doctor *doctor, NoteKind kind)
{
    for (size_t i = 0; i < doctor->note_count; i++) {
        if (doctor->notes[i].kind == kind) {
            return true;
        }
    }
    return false;
}

static void put_effects(Buffer *out, const Doctor *doctor)
{
    Section section = {out, "effects"};
    for (size_t i = 0; i < sizeof effects / sizeof *effects; i++) {
        const EffectRow *row = &effects[i];
        Buffer text = {0};
        buffer_string(&text, row->before);
        bool seeded = row->kind == NOTE_RANDOM && has(doctor, NOTE_SEEDS);
        if (!seeded && put_places(&text, doctor, &(Note){.kind = row->kind})) {
            buffer_string(&text, row->behind);
            if (!text.failed) {
                put_wrapped(&section, text.data, 0);
            }
        }
        buffer_free(&text);
    }
}

static void put_threads(Buffer *out, const Doctor *doctor)
{
    Section interval = {out, "interval"};
    Section threads = {out, "threads"};
    Buffer text = {0};
    buffer_string(&text, "the program sets it");
    if (put_places(&text, doctor, &(Note){.kind = NOTE_INTERVAL})) {
        buffer_string(&text, " and overrides --interval (see "
                             "--force-interval)");
        put_wrapped(&interval, text.data ? text.data : "", 0);
    }
    buffer_free(&text);
    for (NoteKind kind = NOTE_DAEMON; kind <= NOTE_DAEMONS; kind++) {
        text = (Buffer){0};
        buffer_string(&text, kind == NOTE_DAEMONS ? "daemon threads, in a loop"
                                                  : "a daemon thread");
        if (put_places(&text, doctor, &(Note){.kind = kind})) {
            buffer_string(&text, ": cut off where main ends");
            put_wrapped(&threads, text.data ? text.data : "", 0);
        }
        buffer_free(&text);
    }
}

static void put_number(Buffer *out, unsigned count, const char *what,
                       const char **between)
{
    if (count) {
        buffer_format(out, "%s%u %s%s", *between, count, what,
                      count == 1 || !strcmp(what, "syntax") ? "" : "s");
        *between = ", ";
    }
}

static void put_verdict(Buffer *out, const Doctor *doctor, int status)
{
    if (status == 0) {
        buffer_string(out, "CAN RUN here, as far as can be seen without "
                           "running it.\n");
        return;
    }
    DoctorCount count = doctor_count(doctor);
    const char *between = "";
    buffer_string(out, "CANNOT RUN: ");
    put_number(out, count.imports, "import", &between);
    put_number(out, count.names, "name", &between);
    put_number(out, count.syntax, "syntax", &between);
    buffer_format(out, ".    exit status %d   (--json for tools)\n", status);
}

static void show(Buffer *out, const Doctor *doctor, int status)
{
    put_head(out, doctor);
    put_imports(out, doctor);
    put_syntax(out, doctor);
    put_effects(out, doctor);
    put_threads(out, doctor);
    put_verdict(out, doctor, status);
}

/* ---- the command --------------------------------------------------------- */

static int examine(Doctor *doctor, const Options *options)
{
    int error = doctor_scan(doctor);
    if (error) {
        return command_cannot_open(doctor->files[0].path, error);
    }
    int status = doctor_probe(doctor, options);
    if (status || doctor->failed) {
        return status ? status : command_no_memory();
    }
    DoctorCount count = doctor_count(doctor);
    status = count.imports + count.names + count.syntax ? EXIT_CANNOT_RUN : 0;
    Buffer out = {0};
    if (!options->json) {
        show(&out, doctor, status);
    } else if (!doctor_json(&out, doctor, status)) {
        out.failed = true;
    }
    int printed = command_print(STDOUT_FILENO, &out);
    return printed ? printed : status;
}

/* The folder of the program, then those of --path. */
static const char **make_folders(Doctor *doctor, const Options *options,
                                 const char *path)
{
    const char **folders = malloc((options->path.count + 1) * sizeof *folders);
    const char *slash = strrchr(path, '/');
    size_t size = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;
    const char *own = region_copy(&doctor->region, path, size);
    if (!folders || !own) {
        free(folders);
        return NULL;
    }
    folders[0] = own;
    for (size_t i = 0; i < options->path.count; i++) {
        folders[i + 1] = options->path.items[i];
    }
    doctor->folders = folders;
    doctor->folder_count = options->path.count + 1;
    return folders;
}

static int examine_program(const Options *options, const char *file)
{
    Doctor doctor = {0};
    const char *mark = file ? strstr(file, "::") : NULL;
    size_t size = mark ? (size_t)(mark - file) : file ? strlen(file) : 0;
    region_init(&doctor.region);
    const char *path =
        file ? region_copy(&doctor.region, file, size) : "<string>";
    const char **folders =
        path ? make_folders(&doctor, options, file ? path : "") : NULL;
    doctor.files = calloc(1, sizeof *doctor.files);
    int status;
    if (doctor.files && folders) {
        doctor.files[0] = (DoctorFile){.path = path, .name = "", .package = ""};
        if (!file) {
            doctor.files[0].given = true;
            doctor.files[0].bytes = options->code;
            doctor.files[0].size = strlen(options->code);
        }
        doctor.file_count = 1;
        status = examine(&doctor, options);
    } else {
        status = command_no_memory();
    }
    free(folders);
    free(doctor.files);
    free(doctor.notes);
    region_free(&doctor.region);
    return status;
}

int doctor_command(Options *options)
{
    if (options->source == SOURCE_CODE) {
        return examine_program(options, NULL);
    }
    if (options->source != SOURCE_FILE) {
        return command_fail("doctor wants a file: gilscope doctor FILE");
    }
    int status = 0;
    for (size_t i = 0; i < options->files.count; i++) {
        int own = examine_program(options, options->files.items[i]);
        status = status == 0 || own == EXIT_USAGE ? own : status;
    }
    return status;
}
