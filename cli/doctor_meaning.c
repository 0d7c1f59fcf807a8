/* SPDX-License-Identifier: MIT */
/*
 * What the names of a file mean: one table for the whole file, in which a name
 * bound to two things means neither.
 */
#include "cli/doctor_walk.h"

#include <stdlib.h>
#include <string.h>

#define DOTTED_MAX  200
#define DOTTED_DEEP 20

Meaning *doctor_meaning(const Scan *scan, Text name)
{
    for (size_t i = 0; i < scan->meaning_count; i++) {
        if (text_equal(scan->meanings[i].name, name)) {
            return &scan->meanings[i];
        }
    }
    return NULL;
}

void doctor_bind(Scan *scan, Text name, const char *what, bool module)
{
    Meaning *known = doctor_meaning(scan, name);
    if (known) {
        known->several =
            known->several || !what || strcmp(known->what, what) != 0;
        return;
    }
    if (!what) {
        what = "";
    }
    Meaning *more =
        realloc(scan->meanings, (scan->meaning_count + 1) * sizeof *more);
    if (!more) {
        scan->doctor->failed = true;
        return;
    }
    scan->meanings = more;
    more[scan->meaning_count++] = (Meaning){name, what, module, !*what};
}

/* "datetime.datetime.now" of an expression, or false. */
bool doctor_dotted(const Scan *scan, Buffer *out, const Expr *expr, int deep)
{
    if (expr->kind == EXPR_NAME) {
        const Meaning *meaning = doctor_meaning(scan, expr->name.id);
        if (meaning && meaning->several) {
            return false;
        }
        if (meaning) {
            buffer_string(out, meaning->what);
        } else {
            buffer_text(out, expr->name.id);
        }
        return true;
    }
    if (expr->kind != EXPR_ATTRIBUTE || deep > DOTTED_DEEP ||
        !doctor_dotted(scan, out, expr->attribute.value, deep + 1)) {
        return false;
    }
    buffer_byte(out, '.');
    buffer_text(out, expr->attribute.attr);
    return out->size < DOTTED_MAX && !out->failed;
}

bool doctor_dotted_is(const Scan *scan, const Expr *expr, const char *name)
{
    Buffer dotted = {0};
    bool same = doctor_dotted(scan, &dotted, expr, 0) && dotted.size &&
                !strcmp(dotted.data, name);
    buffer_free(&dotted);
    return same;
}
