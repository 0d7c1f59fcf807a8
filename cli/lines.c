/* SPDX-License-Identifier: MIT */
/* Sorting is a merge sort of our own: the same order on every machine. */
#include "cli/lines.h"

#include <stdlib.h>

static size_t count_lines(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += text[i] == '\n';
    }
    return count + (size && text[size - 1] != '\n');
}

bool lines_split(Lines *lines, const char *text, size_t size)
{
    size_t count = count_lines(text, size);
    *lines = (Lines){.items = malloc((count + 1) * sizeof(Text))};
    if (!lines->items) {
        return false;
    }
    size_t start = 0;
    while (lines->count < count) {
        const char *end = memchr(text + start, '\n', size - start);
        size_t stop = end ? (size_t)(end - text) : size;
        lines->items[lines->count++] = (Text){text + start, stop - start};
        start = stop + 1;
    }
    return true;
}

static bool is_before(Text a, Text b)
{
    size_t common = a.size < b.size ? a.size : b.size;
    int order = common ? memcmp(a.data, b.data, common) : 0;
    return order ? order < 0 : a.size < b.size;
}

static void merge(const Text *from, Text *to, size_t a, size_t b, size_t end)
{
    size_t middle = b;
    for (size_t i = a; i < end; i++) {
        bool left = a < middle && (b >= end || !is_before(from[b], from[a]));
        to[i] = left ? from[a++] : from[b++];
    }
}

/* Without memory for the second array: insertion, slowly. */
static void sort_in_place(Lines *lines)
{
    for (size_t i = 1; i < lines->count; i++) {
        Text line = lines->items[i];
        size_t at = i;
        while (at > 0 && is_before(line, lines->items[at - 1])) {
            lines->items[at] = lines->items[at - 1];
            at--;
        }
        lines->items[at] = line;
    }
}

void lines_sort(Lines *lines)
{
    size_t count = lines->count;
    Text *other = malloc((count + 1) * sizeof *other);
    if (!other) {
        sort_in_place(lines);
        return;
    }
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t middle = at + width < count ? at + width : count;
            size_t end = at + 2 * width < count ? at + 2 * width : count;
            merge(lines->items, other, at, middle, end);
        }
        Text *swap = lines->items;
        lines->items = other;
        other = swap;
    }
    free(other);
}

void lines_join(Buffer *out, const Lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        buffer_text(out, lines->items[i]);
        buffer_byte(out, '\n');
    }
}

void lines_free(Lines *lines)
{
    free(lines->items);
    *lines = (Lines){0};
}
