/* SPDX-License-Identifier: MIT */
/*
 * _random: MT19937 as Matsumoto and Nishimura published it in 1998, seeded by
 * an array of words as in their revision of 2002.
 *
 * The generator's state is part of its object, so a snapshot takes it along.
 * A seed that is not given comes from the host's `program` stream.
 */
#include "vm/modules/random.h"

#include <string.h>

#include "vm/host.h"
#include "vm/slot_call.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/search.h"
#include "vm/types/tuple.h"

enum {
    N = RANDOM_WORDS,
    M = 397,
};

static Random *as_random(Value v)
{
    return AS(Random, v);
}

/* ---- the generator ------------------------------------------------------- */

static void seed_word(Random *r, uint32_t seed)
{
    r->state[0] = seed;
    for (uint32_t i = 1; i < N; i++) {
        uint32_t before = r->state[i - 1];
        r->state[i] = UINT32_C(1812433253) * (before ^ before >> 30) + i;
    }
    r->next = N;
}

/* Walks the state round, 1 .. N - 1; word 0 follows the last one. */
static uint32_t step(Random *r, uint32_t i)
{
    if (++i < N) {
        return i;
    }
    r->state[0] = r->state[N - 1];
    return 1;
}

static uint32_t stirred(const Random *r, uint32_t i, uint32_t factor)
{
    uint32_t before = r->state[i - 1];
    return r->state[i] ^ (before ^ before >> 30) * factor;
}

static void seed_words(Random *r, const uint32_t *key, size_t count)
{
    seed_word(r, UINT32_C(19650218));
    uint32_t i = 1;
    size_t j = 0;
    for (size_t left = count > N ? count : N; left; left--) {
        r->state[i] = stirred(r, i, UINT32_C(1664525)) + key[j] + (uint32_t)j;
        i = step(r, i);
        j = j + 1 < count ? j + 1 : 0;
    }
    for (size_t left = N - 1; left; left--) {
        r->state[i] = stirred(r, i, UINT32_C(1566083941)) - i;
        i = step(r, i);
    }
    r->state[0] = UINT32_C(0x80000000);
}

static void refill(Random *r)
{
    for (uint32_t i = 0; i < N; i++) {
        uint32_t y = (r->state[i] & UINT32_C(0x80000000)) |
                     (r->state[(i + 1) % N] & UINT32_C(0x7fffffff));
        uint32_t twist = y & 1 ? UINT32_C(0x9908b0df) : 0;
        r->state[i] = r->state[(i + M) % N] ^ y >> 1 ^ twist;
    }
    r->next = 0;
}

/* The caller has touched the object. */
static uint32_t next_word(Random *r)
{
    if (r->next >= N) {
        refill(r);
    }
    uint32_t y = r->state[r->next++];
    y ^= y >> 11;
    y ^= y << 7 & UINT32_C(0x9d2c5680);
    y ^= y << 15 & UINT32_C(0xefc60000);
    return y ^ y >> 18;
}

static void touch(World *w, Random *r)
{
    if (r->next >= N) {
        world_touch(w, r, sizeof *r);
    } else {
        world_touch(w, &r->next, sizeof r->next);
    }
}

/* ---- seed ---------------------------------------------------------------- */

static void seed_limbs(World *w, Random *r, const uint64_t *limbs, size_t count)
{
    world_touch(w, r, sizeof *r);
    uint32_t zero = 0;
    size_t words = count * 2;
    if (words && !(limbs[count - 1] >> 32)) {
        words--;
    }
    /* Limbs are little-endian pairs of words on the machines we build for. */
    seed_words(r, words ? (const uint32_t *)limbs : &zero, words ? words : 1);
}

static void seed_number(World *w, Random *r, Value v)
{
    IntView view;
    int_view(v, &view);
    seed_limbs(w, r, view.limbs, view.count);
}

static void seed_fresh(World *w, Random *r)
{
    uint64_t limbs[4];
    for (int i = 0; i < 4; i++) {
        limbs[i] = w->host && w->host->program_random
                       ? w->host->program_random(w)
                       : (uint64_t)i;
    }
    seed_limbs(w, r, limbs, 4);
}

/* An int by its size, None by the host, anything else by its hash. */
static Status seed_by(World *w, NativeFrame *f, Random *r, Value v)
{
    int64_t hash;
    if (f->resumed) {
        TRY(search_hash_result(f, &hash));
    } else if (!v || v == NONE) {
        seed_fresh(w, r);
        return OK;
    } else if (is_int(v)) {
        seed_number(w, r, v);
        return OK;
    } else {
        Status s = value_hash(w, v, &hash);
        if (s == TWIN) {
            return search_call_hash(w, f, v);
        }
        TRY(s);
    }
    uint64_t limb = (uint64_t)hash;
    seed_limbs(w, r, &limb, limb != 0);
    return OK;
}

Status random_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value seed = f->argc ? f->args[0] : NO_VALUE;
    if (f->state == 0) {
        Random *r = heap_new(w, AS(Klass, f->self), sizeof(Random));
        NEED(r);
        f->slot[0] = VALUE(r);
        f->state = 1;
    }
    TRY(seed_by(w, f, as_random(f->slot[0]), seed));
    f->result = f->slot[0];
    return OK;
}

Status random_seed(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    TRY(seed_by(w, f, as_random(f->self), f->args[0]));
    f->result = NONE;
    return OK;
}

/* ---- numbers ------------------------------------------------------------- */

Status random_random(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Random *r = as_random(f->self);
    touch(w, r);
    uint64_t high = next_word(r) >> 5;
    touch(w, r);
    uint64_t low = next_word(r) >> 6;
    f->result = float_new(w, (double)(high << 26 | low) * 0x1p-53);
    return f->result ? OK : RAISE;
}

Status random_getrandbits(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value number;
    int64_t bits;
    Random *r = as_random(f->self);
    TRY(coerce_index(w, f, f->args[0], &number));
    if (!int_to_int64(number, &bits) || bits != (int32_t)bits) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C int");
    }
    if (bits <= 0) {
        return raise_value(w, "number of bits must be greater than zero");
    }
    BigInt *big = int_blank(w, (size_t)(bits + 63) / 64);
    NEED(big);
    for (int64_t at = 0; at < bits; at += 32) {
        touch(w, r);
        uint32_t word = next_word(r);
        word >>= bits - at < 32 ? 32 - (bits - at) : 0;
        big->limbs[at / 64] |= (uint64_t)word << at % 64;
    }
    f->result = int_finish(w, big, false);
    return OK;
}

/* ---- state --------------------------------------------------------------- */

Status random_getstate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Random *r = as_random(f->self);
    Tuple *state = tuple_new(w, N + 1);
    NEED(state);
    for (int i = 0; i < N; i++) {
        state->items[i] = INT(r->state[i]);
    }
    state->items[N] = INT(r->next);
    f->result = VALUE(state);
    return OK;
}

Status random_setstate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value state = f->args[0];
    Random *r = as_random(f->self);
    uint32_t words[N];
    int64_t next;
    if (!has_layout(state, TYPE_TUPLE)) {
        return raise_type(w, "state vector must be a tuple");
    }
    if (tuple_length(state) != N + 1) {
        return raise_value(w, "state vector is the wrong size");
    }
    for (size_t i = 0; i < N; i++) {
        Value item = tuple_at(state, i);
        IntView view;
        if (!is_int(item)) {
            return raise_type(w, "an integer is required");
        }
        int_view(item, &view);
        if (view.negative) {
            return raise_error(w, TYPE_OVERFLOW_ERROR,
                               "can't convert negative value to unsigned int");
        }
        if (view.count > 1) {
            return raise_error(
                w, TYPE_OVERFLOW_ERROR,
                "Python int too large to convert to C unsigned long");
        }
        words[i] = (uint32_t)(view.count ? view.limbs[0] : 0);
    }
    TRY(value_index(w, tuple_at(state, N), &next));
    if (next < 0 || next > N) {
        return raise_value(w, "invalid state");
    }
    world_touch(w, r, sizeof *r);
    memcpy(r->state, words, sizeof words);
    r->next = (uint32_t)next;
    f->result = NONE;
    return OK;
}

Status random_module(World *w, Value dict)
{
    return native_module_add(w, dict, "Random", VALUE(&w->klass[TYPE_RANDOM]));
}
