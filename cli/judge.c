/* SPDX-License-Identifier: MIT */
/*
 * Uncaught exceptions are those that CPython's own hooks are given: the hooks
 * of the program have the last word, and what it prints of exceptions that it
 * has handled does not count.
 */
#include "cli/judge.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/lines.h"
#include "vm/error.h"
#include "vm/operator.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"

/* ---- options ------------------------------------------------------------- */

static int compile_regex(regex_t *regex, const char *option, const char *text)
{
    char problem[120];
    int error = regcomp(regex, text, REG_EXTENDED);
    if (error) {
        regerror(error, regex, problem, sizeof problem);
        return command_fail("%s: '%.60s' is no regular expression: %s", option,
                            text, problem);
    }
    return 0;
}

int judge_open(Judge *judge, const Options *options)
{
    *judge = (Judge){.options = options};
    size_t count = options->ignore.count;
    judge->ignore = calloc(count + 1, sizeof *judge->ignore);
    if (!judge->ignore) {
        return command_no_memory();
    }
    for (size_t i = 0; i < count; i++) {
        int status = compile_regex(&judge->ignore[i], "--ignore",
                                   options->ignore.items[i]);
        if (status) {
            return status;
        }
        judge->ignore_count++;
    }
    if (options->expect_re) {
        int status =
            compile_regex(&judge->expect, "--expect-re", options->expect_re);
        if (status) {
            return status;
        }
        judge->has_expect_re = true;
    }
    if (options->expect_file) {
        int error;
        judge->expect_text =
            file_read(options->expect_file, &judge->expect_size, &error);
        if (!judge->expect_text) {
            return command_cannot_open(options->expect_file, error);
        }
    }
    return 0;
}

void judge_close(Judge *judge)
{
    for (size_t i = 0; i < judge->ignore_count; i++) {
        regfree(&judge->ignore[i]);
    }
    if (judge->has_expect_re) {
        regfree(&judge->expect);
    }
    free(judge->ignore);
    free(judge->expect_text);
}

bool judge_is_told(const Options *options)
{
    return options->expect || options->expect_file || options->expect_re ||
           options->expect_exit >= 0;
}

/* ---- what was written ---------------------------------------------------- */

/* Everything on `descriptor`; of the main thread alone when `main_only`. */
static void collect(Buffer *out, const ProgramIo *io, int descriptor,
                    bool main_only)
{
    size_t start = 0;
    for (size_t i = 0; i < io->span_count; i++) {
        const OutputSpan *span = &io->spans[i];
        if (span->descriptor == descriptor &&
            (!main_only || span->serial == 1)) {
            buffer_bytes(out, io->kept.data + start, span->end - start);
        }
        start = span->end;
    }
}

/* What a pattern matches is taken out. */
static void put_without(Buffer *out, const char *text, const regex_t *regex)
{
    regmatch_t match;
    int flags = 0;
    while (*text && regexec(regex, text, 1, &match, flags) == 0) {
        buffer_bytes(out, text, (size_t)match.rm_so);
        text += match.rm_eo;
        if (match.rm_eo == match.rm_so && *text) {
            buffer_byte(out, *text++);
        }
        flags = REG_NOTBOL;
    }
    buffer_string(out, text);
}

static void put_key_line(const Judge *judge, Buffer *key, Text line)
{
    Buffer text = {0};
    buffer_text(&text, line);
    buffer_byte(&text, '\0');
    for (size_t i = 0; i < judge->ignore_count && !text.failed; i++) {
        Buffer less = {0};
        put_without(&less, text.data, &judge->ignore[i]);
        buffer_byte(&less, '\0');
        buffer_free(&text);
        text = less;
    }
    buffer_string(key, "= ");
    if (judge->ignore_count && text.size) {
        buffer_string(key, text.data);
    } else {
        buffer_text(key, line);
    }
    buffer_byte(key, '\n');
    key->failed = key->failed || text.failed;
    buffer_free(&text);
}

static void put_key_lines(const Judge *judge, Buffer *key, Buffer *text,
                          bool sorted)
{
    Lines lines;
    if (!lines_split(&lines, text->data, text->size)) {
        key->failed = true;
        return;
    }
    if (sorted) {
        lines_sort(&lines);
    }
    for (size_t i = 0; i < lines.count; i++) {
        put_key_line(judge, key, lines.items[i]);
    }
    lines_free(&lines);
}

/* ---- parts of the key ---------------------------------------------------- */

static void put_end(Buffer *key, const RunEnd *end)
{
    switch (end->outcome.kind) {
    case OUTCOME_DEADLOCK:
        buffer_string(key, "deadlock\n");
        break;
    case OUTCOME_STEP_LIMIT:
        buffer_string(key, "no end\n");
        break;
    default:
        buffer_format(key, "exit %d\n", end->status);
    }
}

/* True when there was one; *unfound: it says that there is no such module, or
 * that what it asks for is not done here. */
static bool put_exceptions(Buffer *key, const ProgramIo *io, bool *unfound)
{
    Lines lines;
    if (!io->uncaught.size) {
        return false;
    }
    if (!lines_split(&lines, io->uncaught.data, io->uncaught.size)) {
        key->failed = true;
        return false;
    }
    lines_sort(&lines);
    for (size_t i = 0; i < lines.count; i++) {
        buffer_string(key, "! ");
        buffer_text(key, lines.items[i]);
        buffer_byte(key, '\n');
    }
    lines_free(&lines);
    const char *text = io->uncaught.data;
    *unfound = strstr(text, ": ModuleNotFoundError: ") ||
               (io->missing[0] && strstr(text, ": NotImplementedError: "));
    return true;
}

/* What vm/lib/concurrent/futures keeps of exceptions nobody has asked for. */
static Value unread_of(World *w)
{
    Value module = dict_get_str(
        w, w->modules, str_intern_ascii(w, "concurrent.futures._base"));
    if (!module || layout_of(module) != TYPE_MODULE) {
        return NO_VALUE;
    }
    Value unread = dict_get_str(w, AS(Module, module)->dict,
                                str_intern_ascii(w, "_unread"));
    return unread && layout_of(unread) == TYPE_DICT ? unread : NO_VALUE;
}

static void put_unread(Buffer *key, World *w)
{
    Buffer found = {0};
    Lines lines;
    Value unread = unread_of(w);
    size_t at = 0;
    Value future;
    Value name;
    while (unread && dict_next(unread, &at, &future, &name)) {
        char text[80];
        buffer_format(&found, "? a future: %s\n",
                      is_str(name) ? str_to_buffer(name, text, sizeof text)
                                   : "");
    }
    if (found.size && lines_split(&lines, found.data, found.size)) {
        lines_sort(&lines);
        lines_join(key, &lines);
        lines_free(&lines);
    }
    key->failed = key->failed || found.failed;
    buffer_free(&found);
}

static void put_output(const Judge *judge, Buffer *key, const ProgramIo *io)
{
    int compare = judge->options->compare;
    bool main_only = compare == COMPARE_MAIN || compare == COMPARE_GLOBALS;
    Buffer text = {0};
    collect(&text, io, 1, main_only);
    if (main_only && !text.size) {
        main_only = false;
        collect(&text, io, 1, false);
    }
    put_key_lines(judge, key, &text, !main_only && compare != COMPARE_TEXT);
    if (io->dropped) {
        buffer_format(key, "= and %llu bytes more\n",
                      (unsigned long long)io->dropped);
    }
    key->failed = key->failed || text.failed;
    buffer_free(&text);
}

/* "name = repr" for what can be shown without running Python code. */
static void put_global(Buffer *out, World *w, Value name, Value value)
{
    char text[80];
    str_to_buffer(name, text, sizeof text);
    TypeId layout = layout_of(value);
    if (text[0] == '_' || layout == TYPE_FUNCTION || layout == TYPE_MODULE ||
        layout == TYPE_TYPE || layout == TYPE_OBJECT) {
        return;
    }
    Writer repr;
    writer_start(&repr);
    if (value_repr(w, value, &repr) != OK) {
        writer_discard(&repr);
        raised_clear(w);
        return;
    }
    Value str = writer_finish(w, &repr);
    size_t size;
    char *bytes = str ? str_to_utf8(str, &size) : NULL;
    if (bytes && !strstr(bytes, " at 0x")) {
        buffer_format(out, "%s = ", text);
        buffer_bytes(out, bytes, size);
        buffer_byte(out, '\n');
    }
    out->failed = out->failed || !bytes;
    free(bytes);
}

static void put_globals(const Judge *judge, Buffer *key, World *w)
{
    Buffer text = {0};
    Value dict = run_main_namespace(w);
    size_t at = 0;
    Value name;
    Value value;
    while (dict && dict_next(dict, &at, &name, &value)) {
        if (is_str(name)) {
            put_global(&text, w, name, value);
        }
    }
    put_key_lines(judge, key, &text, true);
    key->failed = key->failed || text.failed;
    buffer_free(&text);
}

/* ---- --expect ------------------------------------------------------------ */

static bool has_line(const Judge *judge, const Buffer *text)
{
    Lines lines;
    bool found = false;
    if (!lines_split(&lines, text->data, text->size)) {
        return false;
    }
    for (size_t i = 0; i < lines.count && !found; i++) {
        Text line = lines.items[i];
        char *copy = strndup(line.data, line.size);
        bool expect = judge->options->expect;
        found = copy && (!expect || text_is(line, judge->options->expect)) &&
                (!judge->has_expect_re ||
                 regexec(&judge->expect, copy, 0, NULL, 0) == 0);
        free(copy);
    }
    lines_free(&lines);
    return found;
}

/* By itself: by its end, or by os._exit. */
static bool has_ended(const RunEnd *end)
{
    return end->outcome.kind == OUTCOME_ENDED ||
           (end->outcome.kind == OUTCOME_LEFT && end->status >= 0);
}

static bool is_expected(const Judge *judge, const ProgramIo *io,
                        const RunEnd *end)
{
    const Options *options = judge->options;
    Buffer text = {0};
    collect(&text, io, 1, false);
    bool expected = !text.failed;
    if (options->expect_exit >= 0) {
        expected =
            expected && has_ended(end) && end->status == options->expect_exit;
    }
    if (options->expect || options->expect_re) {
        expected = expected && has_line(judge, &text);
    }
    if (options->expect_file) {
        expected =
            expected && text.size == judge->expect_size &&
            (!text.size || !memcmp(text.data, judge->expect_text, text.size));
    }
    buffer_free(&text);
    return expected;
}

/* Was the main thread left by an exception? sys.last_type is set only then; a
 * SyntaxError's text has no "Traceback" that put_exceptions could see. */
static bool main_raised(World *w)
{
    Value key = str_intern_ascii(w, "last_type");
    return key && dict_get_str(w, w->sys_dict, key);
}

Judgement judge_run(const Judge *judge, Session *session, const RunEnd *end)
{
    Judgement judgement = {0};
    put_end(&judgement.key, end);
    bool raised =
        put_exceptions(&judgement.key, &session->io, &judgement.unfound);
    put_unread(&judgement.key, session->world);
    judgement.crashed =
        raised || main_raised(session->world) || !has_ended(end);
    put_output(judge, &judgement.key, &session->io);
    if (judge->options->compare == COMPARE_GLOBALS) {
        put_globals(judge, &judgement.key, session->world);
    }
    judgement.expected = is_expected(judge, &session->io, end);
    return judgement;
}
