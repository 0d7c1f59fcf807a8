/* SPDX-License-Identifier: MIT */
/*
 * The algorithms of hashlib: those of nettle by its own table, SHA-3 and SHAKE
 * by the Keccak permutation, BLAKE2 by libb2. All their states are plain
 * structs of fixed size.
 */
#include <string.h>

#include "vm/modules/hash.h"

const HashKind hash_kinds[] = {
    {"md5", &nettle_md5, FAMILY_NETTLE, 16, 0, 0},
    {"sha1", &nettle_sha1, FAMILY_NETTLE, 20, 0, 0},
    {"sha224", &nettle_sha224, FAMILY_NETTLE, 28, 0, 0},
    {"sha256", &nettle_sha256, FAMILY_NETTLE, 32, 0, 0},
    {"sha384", &nettle_sha384, FAMILY_NETTLE, 48, 0, 0},
    {"sha512", &nettle_sha512, FAMILY_NETTLE, 64, 0, 0},
    {"sha3_224", NULL, FAMILY_SPONGE, 28, 144, 6},
    {"sha3_256", NULL, FAMILY_SPONGE, 32, 136, 6},
    {"sha3_384", NULL, FAMILY_SPONGE, 48, 104, 6},
    {"sha3_512", NULL, FAMILY_SPONGE, 64, 72, 6},
    {"shake_128", NULL, FAMILY_SPONGE, 0, 168, 31},
    {"shake_256", NULL, FAMILY_SPONGE, 0, 136, 31},
    {"blake2b", NULL, FAMILY_BLAKE2B, 64, 0, 0},
    {"blake2s", NULL, FAMILY_BLAKE2S, 32, 0, 0},
};

int hash_kind(const char *name)
{
    int count = sizeof hash_kinds / sizeof *hash_kinds;
    for (int i = 0; i < count; i++) {
        if (strcasecmp(hash_kinds[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

size_t hash_block_size(const Hash *hash)
{
    const HashKind *kind = &hash_kinds[hash->kind];
    switch (kind->family) {
    case FAMILY_NETTLE:
        return kind->nettle->block_size;
    case FAMILY_SPONGE:
        return kind->rate;
    case FAMILY_BLAKE2B:
        return BLAKE2B_BLOCKBYTES;
    default:
        return BLAKE2S_BLOCKBYTES;
    }
}

/* ---- Keccak's sponge ----------------------------------------------------- */

static void sponge_mix(Sponge *s, uint32_t at, uint8_t byte)
{
    s->state.a[at / 8] ^= (uint64_t)byte << at % 8 * 8;
}

static void sponge_add(Sponge *s, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        sponge_mix(s, s->at, (uint8_t)data[i]);
        if (++s->at == s->rate) {
            sha3_permute(&s->state);
            s->at = 0;
        }
    }
}

static void sponge_read(const Sponge *from, uint8_t *digest, size_t size)
{
    Sponge s = *from;
    sponge_mix(&s, s.at, (uint8_t)s.suffix);
    sponge_mix(&s, s.rate - 1, 0x80);
    sha3_permute(&s.state);
    s.at = 0;
    for (size_t i = 0; i < size; i++) {
        if (s.at == s.rate) {
            sha3_permute(&s.state);
            s.at = 0;
        }
        digest[i] = (uint8_t)(s.state.a[s.at / 8] >> s.at % 8 * 8);
        s.at++;
    }
}

/* ---- all of them --------------------------------------------------------- */

/* BLAKE2 begins in hash.c: it has parameters. */
void hash_begin(Hash *hash)
{
    const HashKind *kind = &hash_kinds[hash->kind];
    hash->digest_size = kind->digest_size;
    if (kind->family == FAMILY_NETTLE) {
        kind->nettle->init(hash->bytes);
    } else if (kind->family == FAMILY_SPONGE) {
        hash->sponge = (Sponge){.rate = kind->rate, .suffix = kind->suffix};
    }
}

void hash_add(Hash *hash, const char *data, size_t size)
{
    const HashKind *kind = &hash_kinds[hash->kind];
    const uint8_t *bytes = (const uint8_t *)data;
    switch (kind->family) {
    case FAMILY_NETTLE:
        kind->nettle->update(hash->bytes, size, bytes);
        break;
    case FAMILY_SPONGE:
        sponge_add(&hash->sponge, data, size);
        break;
    case FAMILY_BLAKE2B:
        blake2b_update(&hash->blake2b, bytes, size);
        break;
    default:
        blake2s_update(&hash->blake2s, bytes, size);
        break;
    }
}

void hash_read(const Hash *hash, uint8_t *digest, size_t size)
{
    const HashKind *kind = &hash_kinds[hash->kind];
    if (kind->family == FAMILY_SPONGE) {
        sponge_read(&hash->sponge, digest, size);
        return;
    }
    Hash copy = *hash; /* the libraries' way to finish changes the state */
    switch (kind->family) {
    case FAMILY_NETTLE:
        kind->nettle->digest(copy.bytes, size, digest);
        break;
    case FAMILY_BLAKE2B:
        blake2b_final(&copy.blake2b, digest, size);
        break;
    default:
        blake2s_final(&copy.blake2s, digest, size);
        break;
    }
}
