/* SPDX-License-Identifier: MIT */
/* A binary search in the table of printable.def. */
#include "bytecode/printable.h"

#include <stddef.h>

static const struct {
    uint32_t first, last;
} unprintable[] = {
#define RANGE(first, last) {first, last},
#include "bytecode/printable.def"
};

bool printable(uint32_t character)
{
    size_t low = 0;
    size_t high = sizeof unprintable / sizeof *unprintable;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (character > unprintable[middle].last) {
            low = middle + 1;
        } else if (character < unprintable[middle].first) {
            high = middle;
        } else {
            return false;
        }
    }
    return true;
}
