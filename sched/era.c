/* SPDX-License-Identifier: MIT */
/* The table of eras. From 3.2 to 3.9 all is alike but a few check points. */
#include "sched/era.h"

#include <string.h>

static const EraRules eras[] = {
    {"2.7", 0, ERA_27, PROTOCOL_TICKS, false},
    {"3.2", 2, ERA_32, PROTOCOL_INTERVAL, true},
    {"3.3", 3, ERA_32, PROTOCOL_INTERVAL, true},
    {"3.4", 4, ERA_32, PROTOCOL_INTERVAL, true},
    {"3.5", 5, ERA_32, PROTOCOL_INTERVAL, true},
    {"3.6", 6, ERA_38, PROTOCOL_INTERVAL, true},
    {"3.7", 7, ERA_38, PROTOCOL_INTERVAL, true},
    {"3.8", 8, ERA_38, PROTOCOL_INTERVAL, true},
    {"3.9", 9, ERA_39, PROTOCOL_INTERVAL, true},
    {"3.10", 10, ERA_310, PROTOCOL_INTERVAL, false},
    {"3.11", 11, ERA_311, PROTOCOL_INTERVAL, false},
    {"3.12", 12, ERA_312, PROTOCOL_INTERVAL, false},
    {"3.13", 13, ERA_312, PROTOCOL_INTERVAL, false},
    {"3.14", 14, ERA_312, PROTOCOL_INTERVAL, false},
    {"3.13t", 13, ERA_ANY, PROTOCOL_FREE, false},
    {"3.14t", 14, ERA_ANY, PROTOCOL_FREE, false},
    {"any", 8, ERA_ANY, PROTOCOL_INTERVAL, true},
};

const EraRules *era_list(unsigned i)
{
    return i < sizeof eras / sizeof *eras ? &eras[i] : NULL;
}

const EraRules *era_find(const char *name)
{
    for (unsigned i = 0; i < sizeof eras / sizeof *eras; i++) {
        if (strcmp(eras[i].name, name) == 0) {
            return &eras[i];
        }
    }
    return NULL;
}

bool era_sleep_zero_waits(const EraRules *rules)
{
    return rules->minor >= 11;
}
