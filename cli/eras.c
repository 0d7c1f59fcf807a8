/* SPDX-License-Identifier: MIT */
/* `gilscope eras`: the eras by name, and which of them can be run. */
#include <unistd.h>

#include "cli/command.h"

static const char *protocol_text(const EraRules *era)
{
    switch ((Protocol)era->protocol) {
    case PROTOCOL_TICKS:
        return "the GIL is given back every N opcodes";
    case PROTOCOL_INTERVAL:
        return era->era == ERA_ANY
                   ? "as 3.8, but a thread may lose the GIL anywhere"
               : era->era >= ERA_310
                   ? "a waiter asks; heard only at calls and jumps back"
                   : "a waiter asks after the switch interval";
    case PROTOCOL_FREE:
        return "no GIL";
    }
    return "";
}

int eras_command(Options *options)
{
    (void)options;
    Buffer out = {0};
    buffer_string(&out, "era     can run  rule\n");
    const EraRules *era;
    for (unsigned i = 0; (era = era_list(i)); i++) {
        buffer_format(&out, "%-7s %-8s %s\n", era->name,
                      era->built ? "yes" : "not yet", protocol_text(era));
    }
    buffer_string(&out, "`gilscope dis --gil ERA FILE` marks where a thread "
                        "may lose the GIL in each.\n");
    return command_print(STDOUT_FILENO, &out);
}
