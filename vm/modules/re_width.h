/* SPDX-License-Identifier: MIT */
/*
 * PCRE2 in one width, as a RegexEngine: re_8.c, re_16.c and re_32.c each
 * include this once, with PCRE2_CODE_UNIT_WIDTH and REGEX_ENGINE defined.
 *
 * No JIT: its step limits differ from machine to machine. The limits are what
 * ends a pattern that backtracks for ever, which CPython never does.
 */
#include <pcre2.h>

#include <stdio.h>
#include <stdlib.h>

#include "vm/modules/re.h"

enum {
    MATCH_STEPS = 50 * 1000 * 1000,
    HEAP_KIB = 512 * 1024,
    NESTING = 1000,
};

typedef struct Program {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
} Program;

static void program_free(void *program)
{
    Program *p = program;
    if (p) {
        pcre2_match_context_free(p->limits);
        pcre2_match_data_free(p->data);
        pcre2_code_free(p->code);
        free(p);
    }
}

static pcre2_code *code_new(const void *text, size_t length, unsigned options,
                            int *error, size_t *place)
{
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context) {
        *error = 0;
        return NULL;
    }
    uint32_t flags =
        PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX | PCRE2_DOTALL | PCRE2_NEVER_UTF;
    flags |= options & REGEX_IGNORE_CASE ? PCRE2_CASELESS : 0;
    flags |= options & REGEX_UNICODE ? PCRE2_UCP : 0;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context, NESTING);
    pcre2_code *code =
        pcre2_compile(text, length, flags, error, place, context);
    pcre2_compile_context_free(context);
    return code;
}

/* PCRE2's own words for an error; they are ASCII. */
static void error_text(int error, size_t place, char *message, size_t size)
{
    PCRE2_UCHAR units[160] = {0};
    char text[160];
    pcre2_get_error_message(error, units, 159);
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = (char)units[i];
    }
    snprintf(message, size, "%s (at %zu)", text, place);
}

static void *program_new(const void *text, size_t length, unsigned options,
                         char *message, size_t size)
{
    Program *p = calloc(1, sizeof *p);
    message[0] = 0;
    if (!p) {
        return NULL;
    }
    int error = 0;
    size_t place = 0;
    p->code = code_new(text, length, options, &error, &place);
    if (p->code) {
        p->data = pcre2_match_data_create_from_pattern(p->code, NULL);
        p->limits = pcre2_match_context_create(NULL);
        if (p->data && p->limits) {
            pcre2_set_match_limit(p->limits, MATCH_STEPS);
            pcre2_set_depth_limit(p->limits, MATCH_STEPS);
            pcre2_set_heap_limit(p->limits, HEAP_KIB);
            return p;
        }
    } else if (error) {
        error_text(error, place, message, size);
    }
    program_free(p);
    return NULL;
}

static int program_match(void *program, const void *text, size_t length,
                         size_t from, unsigned how)
{
    Program *p = program;
    uint32_t flags = how & REGEX_ANCHORED ? PCRE2_ANCHORED : 0;
    flags |= how & REGEX_TO_END ? PCRE2_ENDANCHORED : 0;
    flags |= how & REGEX_NOT_EMPTY ? PCRE2_NOTEMPTY_ATSTART : 0;
    int found =
        pcre2_match(p->code, text, length, from, flags, p->data, p->limits);
    switch (found) {
    case PCRE2_ERROR_NOMATCH:
        return REGEX_NO_MATCH;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_NOMEMORY:
        return REGEX_TOO_LONG;
    default:
        return found > 0 ? found : REGEX_FAILED;
    }
}

static const size_t *program_spans(void *program, size_t *pairs)
{
    Program *p = program;
    *pairs = pcre2_get_ovector_count(p->data);
    return pcre2_get_ovector_pointer(p->data);
}

const RegexEngine REGEX_ENGINE = {
    program_new,
    program_free,
    program_match,
    program_spans,
};
