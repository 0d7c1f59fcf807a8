/* SPDX-License-Identifier: MIT */
/*
 * What the collector must know of the image: which of it may point at the heap.
 *
 * The image was complete before the program began, so only a card that was
 * written since can hold a pointer to a heap object. Those cards are noted
 * here, outside the arena, for the world's life (a restore leaves too many,
 * which does no harm), and the collector visits the objects on them instead of
 * marking the whole image. Objects of the image are never freed.
 */
#ifndef GILSCOPE_VM_IMAGE_H
#define GILSCOPE_VM_IMAGE_H

#include "vm/heap.h"

typedef struct Image Image;

/* At world_freeze: where objects begin. NULL when there is no memory; then
 * collections mark the image, too. */
Image *image_new(World *w);
void image_free(Image *image);
/* Bytes of the image are about to change. */
void image_written(World *w, const void *at, size_t size);
/* Visit the objects that reach into a written card, in the order of their
 * addresses. */
void image_visit_written(World *w, Visitor *visitor);

#endif
