/* SPDX-License-Identifier: MIT */
/*
 * Two bitmaps: a bit for each 16 bytes where an object of the image begins,
 * and a bit for each card that was written since the image was complete.
 */
#include "vm/image.h"

#include "vm/cell.h"
#include "vm/outside.h"

#include <stdlib.h>

struct Image {
    size_t cards;
    uint64_t *starts;
    uint64_t *written;
};

#define CARD_UNITS (CARD_SIZE / 16)

static char *first_cell(World *w)
{
    return (char *)w + (sizeof(World) + 15) / 16 * 16;
}

static void bit_set(uint64_t *bits, size_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

static bool bit_get(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

static void note_starts(World *w, Image *image)
{
    char *at = first_cell(w);
    while (at < w->watermark) {
        size_t units;
        Object *o = cell_step(&at, &units);
        if (o) {
            bit_set(image->starts, (size_t)((char *)o - (char *)w) / 16);
        }
    }
}

Image *image_new(World *w)
{
    Image *image = calloc(1, sizeof *image);
    if (!image) {
        return NULL;
    }
    image->cards = (size_t)(w->watermark - (char *)w) / CARD_SIZE;
    image->starts =
        calloc(image->cards * CARD_UNITS / 64 + 1, sizeof *image->starts);
    image->written = calloc(image->cards / 64 + 1, sizeof *image->written);
    if (!image->starts || !image->written) {
        image_free(image);
        return NULL;
    }
    note_starts(w, image);
    return image;
}

void image_free(Image *image)
{
    if (image) {
        free(image->starts);
        free(image->written);
        free(image);
    }
}

void image_written(World *w, const void *at, size_t size)
{
    Image *image = w->outside->image;
    if (!image) {
        return;
    }
    size_t from = (size_t)((const char *)at - (char *)w);
    size_t last = (from + size - 1) / CARD_SIZE;
    for (size_t card = from / CARD_SIZE; card <= last; card++) {
        if (card < image->cards) {
            bit_set(image->written, card);
        }
    }
}

/* The object that the byte before unit `i` belongs to may begin far before. */
static size_t start_before(const Image *image, size_t i)
{
    size_t word = i / 64;
    uint64_t bits = image->starts[word] & ((UINT64_C(1) << i % 64) - 1);
    while (!bits && word > 0) {
        bits = image->starts[--word];
    }
    return bits ? word * 64 + 63 - (size_t)__builtin_clzll(bits) : 0;
}

/* Objects on one card, from unit `next` on; returns where the next visit may
 * begin, so that an object on two cards is visited once. */
static size_t visit_card(World *w, size_t card, size_t next, Visitor *visitor)
{
    const Image *image = w->outside->image;
    size_t unit = card * CARD_UNITS;
    size_t end = unit + CARD_UNITS;
    size_t before = start_before(image, unit);
    unit = before && !bit_get(image->starts, unit) ? before : unit;
    for (unit = unit > next ? unit : next; unit < end; unit++) {
        if (bit_get(image->starts, unit)) {
            Object *o = (Object *)((char *)w + unit * 16);
            if (o->type && VALUE(o) != w->identity) {
                heap_visit(w, o, visitor);
            }
        }
    }
    return end;
}

void image_visit_written(World *w, Visitor *visitor)
{
    const Image *image = w->outside->image;
    size_t next = 0;
    for (size_t word = 0; word <= image->cards / 64; word++) {
        for (uint64_t bits = image->written[word]; bits; bits &= bits - 1) {
            size_t card = word * 64 + (size_t)__builtin_ctzll(bits);
            next = visit_card(w, card, next, visitor);
        }
    }
}
