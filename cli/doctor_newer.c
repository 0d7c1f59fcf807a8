/* SPDX-License-Identifier: MIT */
/*
 * Syntax that came after Python 3.8. The parser stops where 3.8 does; the line
 * it stops at tells what was meant. That place is then rewritten to 3.8, never
 * longer and with every newline kept, so that the rest can be read as well.
 *
 * One row a syntax: how its line looks, and the function that takes it out.
 */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "cli/doctor.h"

/* A header whose ':' stands on a later line: look so many lines back. */
#define LINES_BACK 8
#define NESTING    20

/* ---- reading text -------------------------------------------------------- */

static char *line_start(char *text, int line)
{
    for (int i = 1; i < line && text; i++) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    return text;
}

static char *string_end(char *at, bool formatted, int nesting);

/* Behind the '}' that ends the field which begins at `at`; strings in it may
 * use any quotes. */
static char *field_end(char *at, int nesting)
{
    int depth = 0;
    for (; *at; at++) {
        if (strchr("([{", *at)) {
            depth++;
        } else if (strchr(")]}", *at) && --depth == 0) {
            return at + 1;
        } else if ((*at == '\'' || *at == '"') && nesting < NESTING) {
            bool formatted = strchr("fFtT", at[-1]) != NULL;
            at = string_end(at, formatted, nesting + 1) - 1;
        }
    }
    return at;
}

/* Behind the string whose first quote is at `at`. */
static char *string_end(char *at, bool formatted, int nesting)
{
    char quote = *at;
    bool triple = at[1] == quote && at[2] == quote;
    at += triple ? 3 : 1;
    while (*at && (triple || *at != '\n')) {
        if (*at == quote && (!triple || (at[1] == quote && at[2] == quote))) {
            return at + (triple ? 3 : 1);
        }
        if (formatted && *at == '{' && at[1] != '{') {
            at = field_end(at, nesting);
        } else if ((*at == '\\' || (formatted && *at == '{')) && at[1]) {
            at += 2;
        } else {
            at++;
        }
    }
    return at;
}

/* The ':' outside brackets and strings that ends a header; NULL: none. */
static char *header_end(char *at)
{
    int depth = 0;
    for (; *at && (*at != '\n' || depth > 0); at++) {
        if (*at == '\'' || *at == '"') {
            at = string_end(at, false, 0) - 1;
        } else if (*at == '#') {
            at += strcspn(at, "\n") - 1;
        } else if (strchr("([{", *at)) {
            depth++;
        } else if (strchr(")]}", *at)) {
            depth--;
        } else if (*at == ':' && depth == 0) {
            return at;
        }
    }
    return NULL;
}

/* Behind the bracket that closes the one at `at`. */
static char *bracket_end(char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '\'' || *at == '"') {
            at = string_end(at, false, 0) - 1;
        } else if (strchr("([{", *at)) {
            depth++;
        } else if (strchr(")]}", *at) && --depth == 0) {
            return at + 1;
        }
    }
    return at;
}

/* ---- taking it out ------------------------------------------------------- */

/* from .. to becomes `with` and the newlines that were there. */
static bool put_instead(char *from, char *to, const char *with)
{
    size_t size = strlen(with);
    size_t newlines = 0;
    for (char *at = from; at < to; at++) {
        newlines += *at == '\n';
    }
    if (size + newlines > (size_t)(to - from)) {
        return false;
    }
    memcpy(from, with, size);
    memset(from + size, '\n', newlines);
    memmove(from + size + newlines, to, strlen(to) + 1);
    return true;
}

/* `at` is the first character of the line that is no blank. */
typedef bool TakeOut(char *at);

static bool take_header(char *at)
{
    char *end = header_end(at);
    if (!end) {
        return false;
    }
    bool lines = memchr(at, '\n', (size_t)(end - at)) != NULL;
    return lines ? put_instead(end, end + 1, ":") &&
                       put_instead(at, end, "if 1\\")
                 : put_instead(at, end, "if 1");
}

static bool take_star(char *at)
{
    char *star = strchr(at, '*');
    return star && put_instead(star, star + 1, "");
}

static bool take_word(char *at)
{
    size_t size = strcspn(at, " \t");
    return put_instead(at, at + size + strspn(at + size, " \t"), "");
}

static bool take_parameters(char *at)
{
    char *open = strchr(at, '[');
    return open && put_instead(open, bracket_end(open), "");
}

/* with (a as b, c as d): a pair of brackets is 3.8's, the names are not. */
static bool take_names(char *at)
{
    char *open = strchr(at, '(');
    char *end = open ? bracket_end(open) : NULL;
    bool any = false;
    for (; open && open < end; open++) {
        size_t name = strspn(open + 3, " \t");
        if (!strncmp(open, " as", 3) && name) {
            size_t size = 3 + name + strcspn(open + 3 + name, " ,)\n");
            memset(open, ' ', size);
            any = true;
        }
    }
    return any;
}

static bool take_decorator(char *at)
{
    return put_instead(at + 1, at + strcspn(at, "\n"), "_");
}

static bool take_walrus(char *at)
{
    char *walrus = strstr(at, ":=");
    return walrus && memcpy(walrus, "==", 2);
}

static bool take_alternatives(char *at)
{
    char *end = header_end(at);
    return end && put_instead(at, end, "except");
}

/* Every string of the line with one of these letters before its quote. */
static bool take_strings(char *at, const char *letters)
{
    bool any = false;
    for (; *at && *at != '\n'; at++) {
        if (*at != '\'' && *at != '"') {
            continue;
        }
        char *start = at;
        while (strchr("rRbBuUfFtT", start[-1]) && start[-1]) {
            start--;
        }
        bool found = false;
        for (char *c = start; c < at; c++) {
            found = found || strchr(letters, *c);
        }
        char *end = string_end(at, found, 0);
        if (found && put_instead(start, end, "\"\"")) {
            end = start + 2;
            any = true;
        }
        at = end - 1;
    }
    return any;
}

static bool take_formatted(char *at)
{
    return take_strings(at, "fF");
}

static bool take_template(char *at)
{
    return take_strings(at, "tT");
}

typedef struct NewerRow {
    const char *line; /* POSIX extended, behind the indentation */
    const char *name;
    const char *version;
    TakeOut *take_out;
} NewerRow;

#define NAME "[A-Za-z_][A-Za-z_0-9]*"

/* The first that fits, so the narrow ones come first. */
static const NewerRow rows[] = {
    {"^match[ \t]*[^ \t=.)].*", "match", "3.10", take_header},
    {"^case[ \t]*[^ \t=.)].*", "match", "3.10", take_header},
    {"^except[ \t]*\\*", "except*", "3.11", take_star},
    {"^except[ \t]+" NAME "([.]" NAME ")*[ \t]*,.*:", "except without brackets",
     "3.14", take_alternatives},
    {"^type[ \t]+" NAME "[ \t]*(\\[|=)", "type alias", "3.12", take_word},
    {"^(async[ \t]+)?(def|class)[ \t]+" NAME "[ \t]*\\[", "type parameters",
     "3.12", take_parameters},
    {"^(async[ \t]+)?with[ \t]*\\(", "with (a as b, ...)", "3.10", take_names},
    {"^@", "decorator that is no plain name", "3.9", take_decorator},
    {"(^|[^A-Za-z_0-9])[fF][rR]?[\"']|[rR][fF][\"']",
     "quotes or backslash in an f-string", "3.12", take_formatted},
    {"(^|[^A-Za-z_0-9])[tT][rR]?[\"']|[rR][tT][\"']", "template string", "3.14",
     take_template},
    {":=", ":= without brackets", "3.10", take_walrus},
    {"^for[ \t].*[ \t]in[ \t].*\\*", "star in a for statement", "3.9",
     take_star},
    {"\\[[^]]*\\*" NAME "|:[ \t]*\\*" NAME, "star in an index", "3.11",
     take_star},
};

static bool fits(const char *pattern, const char *line)
{
    regex_t regex;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB)) {
        return false;
    }
    char *one = strndup(line, strcspn(line, "\n"));
    bool found = one && regexec(&regex, one, 0, NULL, 0) == 0;
    free(one);
    regfree(&regex);
    return found;
}

static bool take_line(char *text, int line, bool header, NewerSyntax *found)
{
    char *at = line_start(text, line);
    if (!at) {
        return false;
    }
    at += strspn(at, " \t\f");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool spans =
            rows[i].take_out == take_header || rows[i].take_out == take_names;
        if ((!header || spans) && fits(rows[i].line, at)) {
            if (rows[i].take_out(at)) {
                *found = (NewerSyntax){rows[i].name, rows[i].version, line};
                return true;
            }
        }
    }
    return false;
}

bool newer_take(char *text, const Diagnostic *diagnostic, NewerSyntax *found)
{
    int line = diagnostic->line > 0 ? diagnostic->line : 1;
    if (take_line(text, line, false, found)) {
        return true;
    }
    for (int back = 1; back <= LINES_BACK && back < line; back++) {
        if (take_line(text, line - back, true, found)) {
            return true;
        }
    }
    return false;
}
