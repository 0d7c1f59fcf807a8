/* SPDX-License-Identifier: MIT */
/* Cutting and padding by characters: a byte 10xxxxxx goes on with the last. */
#include "sched/column.h"

static int starts_character(char byte)
{
    return (byte & 0xc0) != 0x80;
}

const char *column_text(const Buffer *text)
{
    return text->size ? text->data : "";
}

int column_width(const Buffer *text)
{
    int width = 0;
    for (size_t i = 0; i < text->size; i++) {
        width += starts_character(text->data[i]);
    }
    return width;
}

void column_clip(Buffer *out, const Buffer *text, int width)
{
    if (column_width(text) <= width) {
        buffer_string(out, column_text(text));
        return;
    }
    int shown = 0;
    for (size_t i = 0; i < text->size; i++) {
        shown += starts_character(text->data[i]);
        if (shown > width - 3) {
            break;
        }
        buffer_byte(out, text->data[i]);
    }
    buffer_string(out, "...");
}

void column_put(Buffer *out, const Buffer *text, int width, int most)
{
    int own = column_width(text);
    own = own < most ? own : most;
    column_clip(out, text, most);
    buffer_pad(out, ' ', (size_t)(own < width ? width - own : 0) + 2);
}

void column_end(Buffer *out, size_t start)
{
    int width = 0;
    size_t end = start;
    for (size_t i = start; i < out->size; i++) {
        width += starts_character(out->data[i]);
        if (width <= COLUMN_LAST) {
            end = i + 1;
        }
    }
    while (end > start && out->data[end - 1] == ' ') {
        end--;
    }
    if (!out->failed) {
        out->size = end;
    }
    buffer_byte(out, '\n');
}
