/* SPDX-License-Identifier: MIT */
/* Only plain results are compared for a difference: a crash is named by what
 * it is. */
#include "cli/label.h"

#include "cli/lines.h"
#include "cli/mask.h"

#define WORDS_BEFORE 2

bool label_is_plain(const char *key)
{
    const char *second = strchr(key, '\n');
    return !strncmp(key, "exit ", 5) &&
           (!second || (second[1] != '!' && second[1] != '?'));
}

/* Line `number` of a key, from 0; without the mark in front of it. */
static Text line_of(const char *key, size_t size, size_t number)
{
    const char *at = key;
    const char *end = key + size;
    while (number-- && at) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    if (!at || at >= end) {
        return (Text){"", 0};
    }
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    stop = stop ? stop : end;
    if (stop - at >= 2 && strchr("=!?", *at)) {
        at += 2;
    }
    return (Text){at, (size_t)(stop - at)};
}

static size_t count_lines(const Result *result)
{
    size_t count = 0;
    for (size_t i = 0; i < result->size; i++) {
        count += result->key[i] == '\n';
    }
    return count;
}

/* Token `number` of a line: where it begins and ends. */
static bool token_at(Text line, size_t number, size_t *start, size_t *end)
{
    size_t at = 0;
    while (at < line.size) {
        size_t stop = mask_token_end(line.data, line.size, at);
        if (number-- == 0) {
            *start = at;
            *end = stop;
            return true;
        }
        at = stop;
    }
    return false;
}

static Text token_text(Text line, size_t number)
{
    size_t start = 0;
    size_t end = 0;
    (void)token_at(line, number, &start, &end);
    while (end > start && line.data[end - 1] == '.') {
        end--;
    }
    return (Text){line.data + start, end - start};
}

static bool is_number(Text text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
    }
    return text.size > 0 && text.size < 19;
}

/* The first place where two lines differ, as a token. */
static size_t first_difference(Text a, Text b)
{
    size_t token = 0;
    while (true) {
        Text left = token_text(a, token);
        Text right = token_text(b, token);
        if (!left.size || !right.size || !text_equal(left, right)) {
            return token;
        }
        token++;
    }
}

static const Result *next_plain(const Results *results, size_t *at)
{
    while (*at < results->count) {
        const Result *result = &results->items[(*at)++];
        if (label_is_plain(result->key)) {
            return result;
        }
    }
    return NULL;
}

/* The earliest line in which any plain result differs from `first`. */
static size_t differing_line(const Results *results, const Result *first)
{
    size_t lines = count_lines(first);
    for (size_t line = 1; line < lines; line++) {
        Text own = line_of(first->key, first->size, line);
        size_t at = 0;
        const Result *other;
        while ((other = next_plain(results, &at))) {
            if (!text_equal(own, line_of(other->key, other->size, line))) {
                return line;
            }
        }
    }
    return 0;
}

Labels labels_find(const Results *results)
{
    size_t at = 0;
    Labels labels = {.token = SIZE_MAX};
    const Result *first = next_plain(results, &at);
    if (!first) {
        return labels;
    }
    labels.line = differing_line(results, first);
    if (!labels.line) {
        size_t count = count_lines(first);
        labels.line = count ? count - 1 : 0;
        return labels;
    }
    Text own = line_of(first->key, first->size, labels.line);
    const Result *other;
    for (at = 0; (other = next_plain(results, &at));) {
        Text line = line_of(other->key, other->size, labels.line);
        size_t token = first_difference(own, line);
        if (!text_equal(own, line) && token < labels.token) {
            labels.token = token;
        }
    }
    labels.numbers = true;
    for (at = 0; (other = next_plain(results, &at));) {
        Text token;
        labels.numbers = labels.numbers && label_token(&labels, other, &token);
    }
    return labels;
}

bool label_token(const Labels *labels, const Result *result, Text *token)
{
    if (labels->token == SIZE_MAX || !label_is_plain(result->key)) {
        return false;
    }
    Text line = line_of(result->key, result->size, labels->line);
    *token = token_text(line, labels->token);
    return is_number(*token);
}

bool label_widen(const Labels *labels, const Result *result, int64_t *low,
                 int64_t *high)
{
    Text token;
    int64_t number = 0;
    if (!label_token(labels, result, &token)) {
        return false;
    }
    for (size_t i = 0; i < token.size; i++) {
        number = number * 10 + (token.data[i] - '0');
    }
    *low = number < *low ? number : *low;
    *high = number > *high ? number : *high;
    return true;
}

/* Back over a few words from `at`, not over a sentence's end. */
static size_t words_before(Text line, size_t at)
{
    size_t start = at;
    for (int words = 0; words < WORDS_BEFORE && start > 0; words++) {
        size_t space = start;
        while (space > 0 && line.data[space - 1] == ' ') {
            space--;
        }
        if (space > 0 && strchr(":;,.", line.data[space - 1])) {
            break;
        }
        while (space > 0 && line.data[space - 1] != ' ') {
            space--;
        }
        start = space;
    }
    return start;
}

static void put_cut(Buffer *out, Text text, size_t width)
{
    size_t columns = 0;
    size_t end = 0;
    while (end < text.size) {
        bool starts = (text.data[end] & 0xc0) != 0x80;
        if (starts && columns == width) {
            break;
        }
        columns += starts;
        end++;
    }
    for (size_t i = 0; i < end; i++) {
        bool control = (unsigned char)text.data[i] < 32;
        buffer_byte(out, control ? ' ' : text.data[i]);
    }
}

void label_put(Buffer *out, const Labels *labels, const char *key, size_t size,
               size_t width)
{
    if (!label_is_plain(key)) {
        bool raised = !strncmp(key, "exit ", 5);
        put_cut(out, line_of(key, size, raised ? 1 : 0), width);
        return;
    }
    Text line = line_of(key, size, labels->line);
    size_t start;
    size_t end;
    if (labels->token != SIZE_MAX &&
        token_at(line, labels->token, &start, &end)) {
        size_t from = words_before(line, start);
        line = (Text){line.data + from, end - from};
    }
    if (!line.size) {
        buffer_string(out, "nothing");
    }
    put_cut(out, line, width);
}
