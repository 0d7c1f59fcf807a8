/* SPDX-License-Identifier: MIT */
/*
 * A walk over what is alive, in an order that depends on nothing but the
 * state. An object above the watermark counts as its number in the order of
 * being met, so that where it lies makes no difference; the image is small,
 * does not move, and is read as plain words.
 */
#include "sched/state.h"

#include <stdlib.h>
#include <string.h>

#include "vm/host.h"
#include "vm/image.h"
#include "vm/operator.h"
#include "vm/outside.h"

/* Bytes of heap; a program with more is computing. */
#define HEAP_MAX ((size_t)1 << 20)

typedef struct Walk {
    Visitor visitor; /* first: a Visitor is cast to its Walk */
    World *w;
    uint64_t sum;
    uint32_t *numbers; /* by cell above the watermark; 0: not met */
    uint8_t *starts;   /* bit: there is an object in this cell */
    Object **queue;    /* met and not yet looked at */
    size_t head;
    size_t tail;
    char *from; /* of the object being visited */
    char *to;
    uint8_t *slots; /* bit i: word i of it is a value */
} Walk;

static void mix(Walk *walk, uint64_t word)
{
    uint64_t z = (walk->sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    walk->sum = (z ^ z >> 29) * UINT64_C(0xbf58476d1ce4e5b9) + 1;
}

static bool in_heap(const Walk *walk, uint64_t word)
{
    const World *w = walk->w;
    return word % 16 == 0 && word >= VALUE(w->watermark) &&
           word < VALUE(w->top);
}

static size_t cell_of(const World *w, Value object)
{
    return (size_t)(object - VALUE(w->watermark)) / 16;
}

static void note_start(World *w, Object *object, void *data)
{
    size_t cell = cell_of(w, VALUE(object));
    ((uint8_t *)data)[cell / 8] |= (uint8_t)(1 << cell % 8);
}

/* A word of the image may be what is left of a pointer: to a cell that is free
 * now, or inside another. */
static bool is_object(const Walk *walk, uint64_t word)
{
    if (!IS_OBJECT(word) || !in_heap(walk, word)) {
        return false;
    }
    size_t cell = cell_of(walk->w, word);
    return walk->starts[cell / 8] >> cell % 8 & 1;
}

/* The number of an object above the watermark, met now if not before. */
static uint32_t number_of(Walk *walk, Value object)
{
    size_t cell = cell_of(walk->w, object);
    if (!walk->numbers[cell]) {
        walk->queue[walk->tail++] = OBJECT(object);
        walk->numbers[cell] = (uint32_t)walk->tail;
    }
    return walk->numbers[cell];
}

static void mix_value(Walk *walk, Value value)
{
    mix(walk, is_object(walk, value) ? number_of(walk, value) * UINT64_C(16) + 7
                                     : value);
}

static void visit_slot(Visitor *visitor, Value *slot)
{
    Walk *walk = (Walk *)visitor;
    const char *at = (const char *)slot;
    if (at >= walk->from && at < walk->to) {
        size_t word = (size_t)(at - walk->from) / 8;
        walk->slots[word / 8] |= (uint8_t)(1 << word % 8);
    }
    mix_value(walk, *slot);
}

/* Up to where the words of an object mean something. */
static char *end_of(Object *o)
{
    switch ((TypeId)o->layout) {
    case TYPE_FRAME: {
        Frame *frame = (Frame *)o;
        return (char *)(frame_stack(frame) + frame->depth);
    }
    case TYPE_VALUES:
        return (char *)((Values *)o)->items;
    case TYPE_BLOCK:
        return ((Block *)o)->data + ((Block *)o)->used;
    case TYPE_NATIVE_FRAME:
        return (char *)&((NativeFrame *)o)->self;
    default:
        return (char *)o + heap_cell_size(o);
    }
}

/* Words that are no values: counts, floats, text. What looks like a pointer is
 * one that nobody follows. */
static void mix_words(Walk *walk)
{
    size_t count = (size_t)(walk->to - walk->from) / 8;
    for (size_t i = 0; i < count; i++) {
        uint64_t word;
        memcpy(&word, walk->from + 8 * i, 8);
        if (!(walk->slots[i / 8] >> i % 8 & 1) && !in_heap(walk, word)) {
            mix(walk, word);
        }
    }
    size_t rest = (size_t)(walk->to - walk->from) % 8;
    uint64_t last = 0;
    memcpy(&last, walk->to - rest, rest);
    mix(walk, last);
}

static void mix_object(Walk *walk, Object *o)
{
    walk->from = (char *)o;
    walk->to = end_of(o);
    size_t bytes = (size_t)(walk->to - walk->from) / 64 + 1;
    memset(walk->slots, 0, bytes);
    if (o->layout == TYPE_DICT_TABLE) {
        walk->slots[0] |= 6; /* its two versions are never the same again */
    }
    heap_visit(walk->w, o, &walk->visitor);
    mix_words(walk);
}

/* ---- threads ------------------------------------------------------------- */

/* What a thread waits in keeps the time at which it will give up. */
static Object *mix_waiting(Walk *walk, Object *o)
{
    const NativeFrame *f = (const NativeFrame *)o;
    mix(walk, f->native);
    mix(walk, (uint64_t)f->state);
    mix_value(walk, f->self);
    return f->back;
}

static void mix_thread(Walk *walk, const Thread *t)
{
    Object *innermost = t->frame;
    mix(walk, t->serial);
    mix(walk, (uint64_t)t->depth);
    mix(walk, t->interrupt);
    mix_value(walk, t->raised);
    mix_value(walk, thread_rare(t, RARE_LOCALS));
    if (innermost && innermost->layout == TYPE_NATIVE_FRAME) {
        mix(walk, t->request.kind);
        mix_value(walk, t->request.object);
        innermost = mix_waiting(walk, innermost);
    }
    mix_value(walk, VALUE(innermost));
}

/* ---- the whole ----------------------------------------------------------- */

static bool is_thread(const World *w, const char *at)
{
    const char *main = (const char *)w->main_thread;
    return at >= main && at < main + sizeof(Thread);
}

static void mix_image(Walk *walk)
{
    World *w = walk->w;
    for (char *at = (char *)(w + 1); at + 8 <= w->watermark; at += 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        if (!is_thread(w, at) && !in_heap(walk, word)) {
            mix(walk, word);
        }
    }
    /* Only what is a value for certain is followed: any other word may be the
     * old address of something that has been freed. */
    if (w->outside->image) {
        image_visit_written(w, &walk->visitor);
    }
}

static void run(Walk *walk)
{
    World *w = walk->w;
    for (const Thread *t = w->threads; t; t = t->next) {
        if (in_heap(walk, VALUE(t))) {
            (void)number_of(walk, VALUE(t)); /* looked at here, not below */
        }
    }
    walk->head = walk->tail;
    for (const Thread *t = w->threads; t; t = t->next) {
        mix_thread(walk, t);
    }
    mix_image(walk);
    while (walk->head < walk->tail) {
        mix_object(walk, walk->queue[walk->head++]);
    }
}

bool state_number(World *w, uint64_t *number)
{
    size_t bytes = (size_t)(w->top - w->watermark);
    if (bytes > HEAP_MAX) {
        return false;
    }
    size_t cells = bytes / 16 + 1;
    Walk walk = {.visitor = {visit_slot}, .w = w};
    walk.numbers = calloc(cells, sizeof *walk.numbers);
    walk.queue = malloc(cells * sizeof *walk.queue);
    walk.slots = malloc(bytes / 64 + 2);
    walk.starts = calloc(cells / 8 + 1, 1);
    bool good = walk.numbers && walk.queue && walk.slots && walk.starts;
    if (good) {
        heap_each(w, note_start, walk.starts);
        run(&walk);
        *number = walk.sum;
    }
    free(walk.numbers);
    free(walk.queue);
    free(walk.slots);
    free(walk.starts);
    return good;
}
