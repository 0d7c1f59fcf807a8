/* SPDX-License-Identifier: MIT */
/* SipHash-2-4 as Aumasson and Bernstein define it, fed piece by piece.
 *
 * CPython hashes a str by the bytes it stores: one, two or four for each
 * character, whichever the widest character needs. Ours are UTF-8, so
 * siphash_python_str decodes while it feeds and needs no memory. */
#include "bytecode/siphash.h"

typedef struct {
    uint64_t v[4];
    uint64_t tail; /* bytes that do not fill a word yet */
    unsigned held; /* how many of them, 0 to 7 */
    uint64_t size; /* bytes fed so far */
} SipState;

SipKey siphash_key(uint32_t seed)
{
    if (seed == 0) {
        return (SipKey){0, 0};
    }
    /* The generator CPython stretches a seed with: 16 bytes, low one first. */
    uint64_t words[2] = {0, 0};
    uint32_t state = seed;
    for (unsigned i = 0; i < 16; i++) {
        state = state * 214013u + 2531011u;
        words[i / 8] |= (uint64_t)(state >> 16 & 0xFF) << i % 8 * 8;
    }
    return (SipKey){words[0], words[1]};
}

static uint64_t rotate(uint64_t word, unsigned bits)
{
    return word << bits | word >> (64 - bits);
}

static void sip_rounds(uint64_t v[4], int count)
{
    for (; count > 0; count--) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32) + v[3];
        v[2] += v[1];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

static void sip_start(SipState *state, SipKey key)
{
    *state = (SipState){
        .v = {key.low ^ 0x736f6d6570736575u, key.high ^ 0x646f72616e646f6du,
              key.low ^ 0x6c7967656e657261u, key.high ^ 0x7465646279746573u}};
}

static void sip_word(SipState *state, uint64_t word)
{
    state->v[3] ^= word;
    sip_rounds(state->v, 2);
    state->v[0] ^= word;
}

/* The low `count` bytes of `value`, lowest first. */
static void sip_feed(SipState *state, uint32_t value, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        state->tail |= (uint64_t)(value >> i * 8 & 0xFF) << state->held * 8;
        state->size++;
        if (++state->held == 8) {
            sip_word(state, state->tail);
            state->tail = 0;
            state->held = 0;
        }
    }
}

static uint64_t sip_finish(SipState *state)
{
    sip_word(state, state->size << 56 | state->tail);
    state->v[2] ^= 0xFF;
    sip_rounds(state->v, 4);
    return state->v[0] ^ state->v[1] ^ state->v[2] ^ state->v[3];
}

static uint64_t read_word(const unsigned char *bytes)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++) {
        word |= (uint64_t)bytes[i] << i * 8;
    }
    return word;
}

uint64_t siphash(SipKey key, const void *bytes, size_t size)
{
    SipState state;
    sip_start(&state, key);
    const unsigned char *next = bytes;
    size_t whole = size / 8;
    for (size_t i = 0; i < whole; i++) {
        sip_word(&state, read_word(next + i * 8));
    }
    state.size = whole * 8;
    for (size_t i = whole * 8; i < size; i++) {
        sip_feed(&state, next[i], 1);
    }
    return sip_finish(&state);
}

static int64_t never_minus_one(uint64_t hash)
{
    return hash == UINT64_MAX ? -2 : (int64_t)hash;
}

int64_t siphash_python(SipKey key, const void *bytes, size_t size)
{
    return size == 0 ? 0 : never_minus_one(siphash(key, bytes, size));
}

/* How many bytes CPython stores for each character: the widest one's lead byte
 * tells. 0 when all are ASCII. */
static unsigned storage_width(const unsigned char *bytes, size_t size)
{
    unsigned char widest = 0;
    for (size_t i = 0; i < size; i++) {
        widest = bytes[i] > widest ? bytes[i] : widest;
    }
    if (widest < 0x80) {
        return 0;
    }
    return widest >= 0xF0 ? 4 : widest >= 0xC4 ? 2 : 1;
}

/* The character at `*at`, which moves behind it. Broken UTF-8 ends at `size`;
 * it gives some character, never a read outside. */
static uint32_t next_character(const unsigned char *bytes, size_t size,
                               size_t *at)
{
    uint32_t lead = bytes[(*at)++];
    unsigned more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t character = more == 0 ? lead : lead & (0x3Fu >> more);
    for (; more > 0 && *at < size; more--) {
        character = character << 6 | (bytes[(*at)++] & 0x3F);
    }
    return character;
}

int64_t siphash_python_str(SipKey key, const char *utf8, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)utf8;
    unsigned width = storage_width(bytes, size);
    if (width == 0) {
        return siphash_python(key, utf8, size);
    }
    SipState state;
    sip_start(&state, key);
    for (size_t at = 0; at < size;) {
        sip_feed(&state, next_character(bytes, size, &at), width);
    }
    return never_minus_one(sip_finish(&state));
}
