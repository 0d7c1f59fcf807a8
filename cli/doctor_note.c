/* SPDX-License-Identifier: MIT */
/* The doctor's list of what it found, and its copies of texts. */
#include "cli/doctor_walk.h"

#include <stdlib.h>
#include <string.h>

const char *doctor_keep_bytes(Doctor *doctor, const char *text, size_t size)
{
    char *copy = region_copy(&doctor->region, text, size);
    doctor->failed = doctor->failed || !copy;
    return copy ? copy : "";
}

const char *doctor_keep(Doctor *doctor, const char *text)
{
    return doctor_keep_bytes(doctor, text, strlen(text));
}

Note *doctor_note(Doctor *doctor, NoteKind kind, unsigned file, int line)
{
    size_t count = doctor->note_count;
    if ((count & (count - 1)) == 0) {
        size_t capacity = count ? count * 2 : 1;
        Note *more = realloc(doctor->notes, capacity * sizeof *more);
        if (!more) {
            doctor->failed = true;
            return &doctor->spare;
        }
        doctor->notes = more;
    }
    doctor->notes[count] = (Note){.kind = kind, .file = file, .line = line};
    doctor->note_count++;
    return &doctor->notes[count];
}
