/* SPDX-License-Identifier: MIT */
/*
 * Hash: a digest being computed, its whole state plain bytes in the object, so
 * that a copy and a snapshot are copies of bytes.
 */
#ifndef GILSCOPE_VM_MODULES_HASH_H
#define GILSCOPE_VM_MODULES_HASH_H

#include <blake2.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha3.h>

#include "vm/operator.h"

/* SHA-3 and SHAKE: bytes are mixed into the state, `rate` between two
 * permutations. */
typedef struct Sponge {
    struct sha3_state state;
    uint32_t at;
    uint32_t rate;
    uint32_t suffix; /* the bits behind the message */
} Sponge;

#define HASH_STATE_SIZE 512
#define HASH_SIZE_MAX   64

typedef struct HashKind {
    const char *name;
    const struct nettle_hash *nettle; /* NULL: a sponge, or BLAKE2 */
    uint8_t family;
    uint8_t digest_size; /* 0: as long as asked for */
    uint8_t rate;
    uint8_t suffix;
} HashKind;
enum { FAMILY_NETTLE, FAMILY_SPONGE, FAMILY_BLAKE2B, FAMILY_BLAKE2S };

typedef struct Hash {
    Object head;
    uint32_t kind;        /* row of hash_kinds */
    uint32_t digest_size; /* 0: SHAKE */
    union {
        char bytes[HASH_STATE_SIZE];
        Sponge sponge;
        blake2b_state blake2b;
        blake2s_state blake2s;
    };
} Hash;

extern const HashKind hash_kinds[];
/* Row of the algorithm of this name, or -1. */
int hash_kind(const char *name);
size_t hash_block_size(const Hash *hash);
void hash_begin(Hash *hash);
void hash_add(Hash *hash, const char *data, size_t size);
/* The digest of what came so far; the state stays as it is. */
void hash_read(const Hash *hash, uint8_t *digest, size_t size);

#endif
