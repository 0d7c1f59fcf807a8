/* SPDX-License-Identifier: MIT */
/*
 * Short names of results for a table: the words around the first token in which
 * they differ ("counter is 1574").
 */
#ifndef GILSCOPE_CLI_LABEL_H
#define GILSCOPE_CLI_LABEL_H

#include "cli/results.h"

typedef struct Labels {
    size_t line;  /* of the key */
    size_t token; /* the first that differs there; SIZE_MAX: none */
    bool numbers; /* it is a whole number in all of them */
} Labels;

Labels labels_find(const Results *results);
/* The name of a key, at most `width` columns. */
void label_put(Buffer *out, const Labels *labels, const char *key, size_t size,
               size_t width);
/* The token alone: whole numbers by their value. False: it has none. */
bool label_token(const Labels *labels, const Result *result, Text *token);
/* Stretch low .. high over the result's number; false: it has none. Begin with
 * INT64_MAX .. 0. */
bool label_widen(const Labels *labels, const Result *result, int64_t *low,
                 int64_t *high);
/* Does this run's key say that it came to an end without an exception? */
bool label_is_plain(const char *key);

#endif
