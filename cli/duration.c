/* SPDX-License-Identifier: MIT */
/*
 * The unit is turned into a decimal exponent before the number is read, so
 * that 0.5ns is the double nearest to 5e-10, as if it had been typed so.
 */
#include "cli/duration.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Unit {
    const char *name;
    int exponent;
} Unit;

static const Unit units[] = {
    {"s", 0}, {"ms", -3}, {"us", -6}, {"ns", -9}, {"op", 0},
};

#define NUMBER_MAX 40

static const Unit *unit_of(const char *text, size_t size)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strlen(units[i].name) == size &&
            !memcmp(units[i].name, text, size)) {
            return &units[i];
        }
    }
    return NULL;
}

/* Digits, a point, an exponent; nothing strtod would take beyond that. */
static size_t number_size(const char *text, size_t size)
{
    size_t at = 0;
    if (at < size && (text[at] == '-' || text[at] == '+')) {
        at++;
    }
    while (at < size &&
           ((text[at] >= '0' && text[at] <= '9') || text[at] == '.')) {
        at++;
    }
    if (at + 1 < size && (text[at] == 'e' || text[at] == 'E')) {
        size_t digits = at + 1 + (text[at + 1] == '-' || text[at + 1] == '+');
        size_t end = digits;
        while (end < size && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        at = end > digits ? end : at;
    }
    return at;
}

static const char *in_range(double seconds)
{
    if (!(seconds > 0)) {
        return "must be more than 0";
    }
    return seconds < 9e9 ? NULL : "is too long: at most 9e9 seconds";
}

const char *duration_parse(const char *text, size_t size, int64_t op_ns,
                           double *seconds)
{
    static const char unknown[] =
        "is no duration: write 5ms, 50us, 500ns, 1op or seconds";
    size_t digits = number_size(text, size);
    char number[NUMBER_MAX + 8];
    if (size - digits == 5 && !memcmp(text + digits, "ticks", 5)) {
        return "counts ticks, which only the eras before 3.2 know; "
               "write 5ms or 500ns";
    }
    const Unit *unit =
        size > digits ? unit_of(text + digits, size - digits) : units;
    if (!digits || digits > NUMBER_MAX || !unit) {
        return unknown;
    }
    bool has_exponent = memchr(text, 'e', digits) || memchr(text, 'E', digits);
    snprintf(number, sizeof number, "%.*s", (int)digits, text);
    if (!has_exponent) {
        size_t end = strlen(number);
        snprintf(number + end, sizeof number - end, "e%d", unit->exponent);
    } else if (unit->exponent) {
        return unknown;
    }
    char *stop;
    double value = strtod(number, &stop);
    if (*stop) {
        return unknown;
    }
    if (!strcmp(unit->name, "op")) {
        value = value * (double)op_ns / 1e9;
    }
    *seconds = value;
    return in_range(value);
}
