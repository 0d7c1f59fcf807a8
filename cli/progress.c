/* SPDX-License-Identifier: MIT */
/* Redrawn at each percent. A dumb terminal cannot go back in a line. */
#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

#define BAR 30

void progress_start(Progress *progress, const char *what, uint32_t all)
{
    const char *term = getenv("TERM");
    *progress = (Progress){.what = what, .all = all};
    progress->on =
        all > 1 && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
}

static void draw(const Progress *progress)
{
    Buffer line = {0};
    uint64_t full = (uint64_t)progress->done * BAR / progress->all;
    buffer_byte(&line, '\r');
    buffer_pad(&line, '#', (size_t)full);
    buffer_pad(&line, '.', (size_t)(BAR - full));
    buffer_format(&line, " %u of %u %s", progress->done, progress->all,
                  progress->what);
    (void)command_print(STDERR_FILENO, &line);
}

void progress_step(Progress *progress)
{
    progress->done++;
    uint32_t percent =
        (uint32_t)((uint64_t)progress->done * 100 / progress->all);
    if (progress->on && percent != progress->shown) {
        progress->shown = percent;
        draw(progress);
    }
}

void progress_end(Progress *progress)
{
    if (progress->on) {
        Buffer line = {0};
        buffer_byte(&line, '\r');
        buffer_pad(&line, ' ', 70);
        buffer_byte(&line, '\r');
        (void)command_print(STDERR_FILENO, &line);
    }
}
