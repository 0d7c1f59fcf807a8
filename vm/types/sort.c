/* SPDX-License-Identifier: MIT */
/*
 * The merge sort behind list.sort and sorted.
 *
 * Runs that are already in order (or strictly in the opposite order, which are
 * turned round) are found and merged, so sorted input costs one comparison an
 * item; short runs are first made longer by insertion. Invariant: of two equal
 * keys the one that stood first stays first; only `a < b` is ever asked, with
 * the later item on the left. Up to 63 items CPython asks the very same
 * questions, which a program that counts them can see.
 */
#include <stdlib.h>
#include <string.h>

#include "vm/types/float.h"
#include "vm/types/sort.h"
#include "vm/types/str.h"

typedef struct Pair {
    Value key;
    Value item;
} Pair;

typedef enum { KEYS_INT, KEYS_STR, KEYS_FLOAT, KEYS_ANY } KeyKind;

typedef struct Sorter {
    World *world;
    Pair *pairs;
    Pair *scratch;
    KeyKind kind;
    Status status; /* the first that was not OK */
} Sorter;

/* More runs than this would need more pairs than there is memory. */
#define RUNS_MAX 128

static bool less_any(Sorter *s, Value a, Value b)
{
    Value result;
    bool less = false;
    if (s->status != OK) {
        return false;
    }
    s->status = value_compare(s->world, SLOT_LT, a, b, &result);
    if (s->status == NO_OP) {
        s->status = value_unordered(s->world, SLOT_LT, a, b);
    }
    if (s->status == OK) {
        s->status = value_truth(s->world, result, &less);
    }
    return less;
}

static inline bool less(Sorter *s, const Pair *a, const Pair *b)
{
    switch (s->kind) {
    case KEYS_INT:
        return (int64_t)a->key < (int64_t)b->key;
    case KEYS_STR:
        return str_order(a->key, b->key) < 0;
    case KEYS_FLOAT:
        return float_of(a->key) < float_of(b->key);
    default:
        return less_any(s, a->key, b->key);
    }
}

static KeyKind kind_of(const Value *keys, size_t count)
{
    bool ints = true, strs = true, floats = true;
    for (size_t i = 0; i < count && (ints || strs || floats); i++) {
        ints = ints && IS_INT(keys[i]);
        strs = strs && is_exactly(keys[i], TYPE_STR);
        floats = floats && is_exactly(keys[i], TYPE_FLOAT);
    }
    return ints ? KEYS_INT : strs ? KEYS_STR : floats ? KEYS_FLOAT : KEYS_ANY;
}

static void turn_round(Pair *from, Pair *to)
{
    while (from < --to) {
        Pair swap = *from;
        *from++ = *to;
        *to = swap;
    }
}

/* Length of the run that begins here; a falling one is turned round. */
static size_t find_run(Sorter *s, Pair *at, size_t left)
{
    size_t n = 2;
    if (left < 2) {
        return left;
    }
    if (less(s, &at[1], &at[0])) {
        while (n < left && less(s, &at[n], &at[n - 1])) {
            n++;
        }
        if (s->status == OK) {
            turn_round(at, at + n);
        }
        return n;
    }
    while (n < left && !less(s, &at[n], &at[n - 1])) {
        n++;
    }
    return n;
}

/* The first `sorted` pairs are in order: put the others among them. */
static void insert_pairs(Sorter *s, Pair *at, size_t sorted, size_t count)
{
    for (; sorted < count; sorted++) {
        Pair pivot = at[sorted];
        size_t low = 0;
        size_t high = sorted;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (less(s, &pivot, &at[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (s->status != OK) {
            return;
        }
        memmove(at + low + 1, at + low, (sorted - low) * sizeof *at);
        at[low] = pivot;
    }
}

/* Merge two neighbouring runs; the first is copied away. */
static void merge_runs(Sorter *s, Pair *at, size_t first, size_t second)
{
    if (!less(s, &at[first], &at[first - 1])) {
        return;
    }
    memcpy(s->scratch, at, first * sizeof *at);
    const Pair *left = s->scratch;
    const Pair *left_end = left + first;
    const Pair *right = at + first;
    const Pair *right_end = right + second;
    while (left < left_end && right < right_end) {
        *at++ = less(s, right, left) ? *right++ : *left++;
    }
    memcpy(at, left, (size_t)(left_end - left) * sizeof *at);
}

typedef struct Runs {
    size_t start[RUNS_MAX];
    size_t length[RUNS_MAX];
    size_t count;
} Runs;

static void merge_last(Sorter *s, Runs *runs)
{
    size_t i = runs->count - 2;
    merge_runs(s, s->pairs + runs->start[i], runs->length[i],
               runs->length[i + 1]);
    runs->length[i] += runs->length[i + 1];
    runs->count--;
}

/* Shortest run worth merging: all of a short list, else 32 to 64, so that
 * count / shortest is a power of two or little less. */
static size_t shortest_run(size_t count)
{
    size_t dropped = 0;
    while (count >= 64) {
        dropped |= count & 1;
        count >>= 1;
    }
    return count + dropped;
}

static void sort_pairs(Sorter *s, size_t count)
{
    Runs runs = {.count = 0};
    size_t shortest = shortest_run(count);
    for (size_t at = 0; at < count && s->status == OK;) {
        size_t left = count - at;
        size_t n = find_run(s, s->pairs + at, left);
        if (n < shortest && n < left) {
            size_t wanted = left < shortest ? left : shortest;
            insert_pairs(s, s->pairs + at, n, wanted);
            n = wanted;
        }
        runs.start[runs.count] = at;
        runs.length[runs.count++] = n;
        at += n;
        /* lengths at least halve from one run to the next: few runs */
        while (runs.count > 1 &&
               runs.length[runs.count - 2] <= 2 * runs.length[runs.count - 1]) {
            merge_last(s, &runs);
        }
    }
    while (runs.count > 1 && s->status == OK) {
        merge_last(s, &runs);
    }
}

/* Falling order keeps equal keys in place by sorting the list backwards. */
static void load(Sorter *s, const Value *keys, const Value *items, size_t n,
                 bool reverse)
{
    for (size_t i = 0; i < n; i++) {
        size_t from = reverse ? n - 1 - i : i;
        s->pairs[i] = (Pair){keys[from], items[from]};
    }
}

static void unload(Sorter *s, Value *items, size_t n, bool reverse)
{
    for (size_t i = 0; i < n; i++) {
        items[reverse ? n - 1 - i : i] = s->pairs[i].item;
    }
}

Status sort_by_keys(World *w, Value *keys, Value *items, size_t count,
                    bool reverse)
{
    if (count < 2) {
        return OK;
    }
    if (count > SIZE_MAX / sizeof(Pair) / 4) {
        return raise_memory(w);
    }
    Pair *pairs = malloc(2 * count * sizeof *pairs);
    if (!pairs) {
        return raise_memory(w);
    }
    Sorter s = {w, pairs, pairs + count, kind_of(keys, count), OK};
    load(&s, keys, items, count, reverse);
    sort_pairs(&s, count);
    if (s.status != TWIN) {
        world_touch(w, items, count * sizeof *items);
        unload(&s, items, count, reverse);
    }
    free(pairs);
    return s.status;
}
