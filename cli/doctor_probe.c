/* SPDX-License-Identifier: MIT */
/*
 * Which modules and names are here: the VM itself is asked, by a program that
 * imports each and prints a digit for it. So there is no list to keep.
 */
#include "cli/doctor_probe.h"

#include "cli/session.h"
#include "vm/import.h"

static const char ask[] =
    "import sys\n"
    "sys.path.clear()\n"
    "def module(name):\n"
    "    try:\n"
    "        return __import__(name, fromlist=['_'])\n"
    "    except Exception:\n"
    "        return None\n"
    "def here(name, part):\n"
    "    found = module(name)\n"
    "    if part is None or found is None:\n"
    "        return found is not None\n"
    "    try:\n"
    "        getattr(found, part)\n"
    "        return True\n"
    "    except Exception:\n"
    "        return module(name + '.' + part) is not None\n"
    "answers = [\n";

static bool is_asked(const Note *note)
{
    return (note->kind == NOTE_IMPORT || note->kind == NOTE_NAME) &&
           note->where != MODULE_LOCAL;
}

static void put_questions(Buffer *code, const Doctor *doctor)
{
    buffer_string(code, ask);
    for (size_t i = 0; i < doctor->note_count; i++) {
        const Note *note = &doctor->notes[i];
        if (is_asked(note)) {
            buffer_format(code, "here('%s', ", note->module);
            buffer_format(code, note->name ? "'%s'),\n" : "%s),\n",
                          note->name ? note->name : "None");
        }
    }
    buffer_string(code, "]\n"
                        "print()\n"
                        "print(''.join('01'[a] for a in answers))\n");
}

static bool is_standard(const char *module)
{
    char top[128];
    size_t size = strcspn(module, ".");
    if (size >= sizeof top) {
        return false;
    }
    memcpy(top, module, size);
    top[size] = '\0';
    return import_is_standard(top);
}

/* The last line of the output has a digit for each question. */
static void take_answers(Doctor *doctor, const Buffer *kept)
{
    size_t end = kept->size;
    while (end && kept->data[end - 1] == '\n') {
        end--;
    }
    size_t at = end;
    while (at && kept->data[at - 1] != '\n') {
        at--;
    }
    for (size_t i = 0; i < doctor->note_count; i++) {
        Note *note = &doctor->notes[i];
        if (is_asked(note)) {
            bool here = at < end && kept->data[at++] == '1';
            note->where = here                        ? MODULE_HERE
                          : is_standard(note->module) ? MODULE_STANDARD
                                                      : MODULE_FOREIGN;
        }
    }
}

int doctor_probe(Doctor *doctor, const Options *given)
{
    Buffer code = {0};
    put_questions(&code, doctor);
    Options options = *given;
    options.source = SOURCE_CODE;
    options.code = code.data;
    options.files = options.path = (TextList){0};
    Session session;
    int status = code.failed ? 1 : 0;
    if (status == 0) {
        status = session_open(&session, &options, NULL, true);
        if (status == 0) {
            (void)session_run(&session);
            take_answers(doctor, &session.io.kept);
        }
        session_close(&session);
    }
    doctor->failed = doctor->failed || code.failed;
    buffer_free(&code);
    return status;
}
