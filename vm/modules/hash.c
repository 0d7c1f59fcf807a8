/* SPDX-License-Identifier: MIT */
/*
 * The natives of hashlib.
 *
 * CPython releases the GIL while it digests more than 2047 bytes at once. Here
 * the state moves on at once and the thread then waits for an IO request of
 * the kind IO_HASH, so that others run meanwhile.
 */
#include "vm/modules/hash.h"

#include <string.h>

#include "vm/modules/stream.h"
#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

#define WITHOUT_GIL_FROM 2048

_Static_assert(sizeof(struct sha3_state) == 200, "sponge_mix counts on it");

static Hash *as_hash(Value v)
{
    return AS(Hash, v);
}

static Status hash_data(World *w, Value v, const char **data, size_t *size)
{
    if (is_str(v)) {
        return raise_type(w, "Unicode-objects must be encoded before hashing");
    }
    if (!bytes_is_like(v)) {
        return raise_type(w, "object supporting the buffer API required");
    }
    return bytes_view(w, v, data, size);
}

/* Feed it, and wait while a large piece is worked on. */
static Status hash_feed(World *w, Thread *t, NativeFrame *f, Value hash,
                        Value v)
{
    const char *data;
    size_t size;
    if (f->state) {
        return OK;
    }
    TRY(hash_data(w, v, &data, &size));
    world_touch(w, as_hash(hash), sizeof(Hash));
    hash_add(as_hash(hash), data, size);
    if (size < WITHOUT_GIL_FROM) {
        return OK;
    }
    f->state = 1;
    return stream_wait(w, t, IO_HASH, (int64_t)size);
}

static Hash *hash_new(World *w, int kind)
{
    Hash *hash = heap_object(w, TYPE_HASH, sizeof(Hash));
    if (hash) {
        hash->kind = (uint32_t)kind;
        hash_begin(hash);
    }
    return hash;
}

static Status blake2_begin_plain(Hash *hash)
{
    int failed = 0;
    if (hash_kinds[hash->kind].family == FAMILY_BLAKE2B) {
        failed = blake2b_init(&hash->blake2b, BLAKE2B_OUTBYTES);
    } else if (hash_kinds[hash->kind].family == FAMILY_BLAKE2S) {
        failed = blake2s_init(&hash->blake2s, BLAKE2S_OUTBYTES);
    }
    return failed ? RAISE : OK;
}

/* slot 0: the new object, while its first piece is worked on. */
static Status hash_make(World *w, Thread *t, NativeFrame *f, int kind,
                        Value data)
{
    if (!f->state) {
        Hash *hash = hash_new(w, kind);
        NEED(hash);
        if (blake2_begin_plain(hash) != OK) {
            return raise_value(w, "error while initializing a digest");
        }
        f->slot[0] = VALUE(hash);
    }
    if (data) {
        TRY(hash_feed(w, t, f, f->slot[0], data));
    }
    f->result = f->slot[0];
    return OK;
}

/* openssl_sha256 and the others: the row's name says which. */
Status hash_named(World *w, Thread *t, NativeFrame *f)
{
    const char *name = native_table[f->native].name;
    return hash_make(w, t, f, hash_kind(name + strlen("openssl_")), f->args[0]);
}

Status hash_by_name(World *w, Thread *t, NativeFrame *f)
{
    char name[32];
    Value v = f->args[0];
    if (!is_str(v)) {
        return raise_type(w, "name must be a string");
    }
    int kind = hash_kind(str_to_buffer(v, name, sizeof name));
    if (kind < 0) {
        return raise_value(w, "unsupported hash type");
    }
    return hash_make(w, t, f, kind, f->args[1]);
}

/* ---- BLAKE2 -------------------------------------------------------------- */

enum {
    DATA,
    DIGEST_SIZE,
    KEY,
    SALT,
    PERSON,
    FANOUT,
    DEPTH,
    LEAF_SIZE,
    NODE_OFFSET,
    NODE_DEPTH,
    INNER_SIZE,
    LAST_NODE,
};

typedef struct BlakeNumbers {
    int64_t digest_size, fanout, depth, leaf_size, node_offset, node_depth,
        inner_size;
} BlakeNumbers;

static Status blake_number(World *w, NativeFrame *f, int arg, int64_t missing,
                           int64_t *out)
{
    *out = missing;
    return f->args[arg] ? value_index(w, f->args[arg], out) : OK;
}

static Status blake_numbers(World *w, NativeFrame *f, const HashKind *kind,
                            BlakeNumbers *n)
{
    TRY(blake_number(w, f, DIGEST_SIZE, kind->digest_size, &n->digest_size));
    TRY(blake_number(w, f, FANOUT, 1, &n->fanout));
    TRY(blake_number(w, f, DEPTH, 1, &n->depth));
    TRY(blake_number(w, f, LEAF_SIZE, 0, &n->leaf_size));
    TRY(blake_number(w, f, NODE_OFFSET, 0, &n->node_offset));
    TRY(blake_number(w, f, NODE_DEPTH, 0, &n->node_depth));
    TRY(blake_number(w, f, INNER_SIZE, 0, &n->inner_size));
    if (n->digest_size < 1 || n->digest_size > kind->digest_size) {
        return raise_value(w, "digest_size must be between 1 and %d bytes",
                           kind->digest_size);
    }
    if (n->fanout < 0 || n->fanout > 255) {
        return raise_value(w, "fanout must be between 0 and 255");
    }
    if (n->depth < 1 || n->depth > 255) {
        return raise_value(w, "depth must be between 1 and 255");
    }
    if (n->leaf_size < 0 || n->node_offset < 0) {
        return raise_value(w, "value must be positive");
    }
    if (n->leaf_size > UINT32_MAX) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "leaf_size is too large");
    }
    if (kind->digest_size == BLAKE2S_OUTBYTES && n->node_offset >> 48) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "node_offset is too large");
    }
    if (n->node_depth < 0 || n->node_depth > 255) {
        return raise_value(w, "node_depth must be between 0 and 255");
    }
    if (n->inner_size < 0 || n->inner_size > kind->digest_size) {
        return raise_value(w, "inner_size must be between 0 and is %d",
                           kind->digest_size);
    }
    return OK;
}

/* An optional piece of bytes, filled up with zeros. */
static Status blake_bytes(World *w, NativeFrame *f, int arg, const char *what,
                          uint8_t *into, size_t most, size_t *size)
{
    const char *data;
    *size = 0;
    if (!f->args[arg]) {
        return OK;
    }
    TRY(bytes_view(w, f->args[arg], &data, size));
    if (*size > most) {
        return raise_value(w, "maximum %s length is %zu bytes", what, most);
    }
    memcpy(into, data, *size);
    return OK;
}

static void blake2b_begin(Hash *hash, const BlakeNumbers *n, const uint8_t *key,
                          size_t key_size, const uint8_t *salt,
                          const uint8_t *person)
{
    blake2b_param p = {.digest_length = (uint8_t)n->digest_size,
                       .key_length = (uint8_t)key_size,
                       .fanout = (uint8_t)n->fanout,
                       .depth = (uint8_t)n->depth,
                       .leaf_length = (uint32_t)n->leaf_size,
                       .node_offset = (uint64_t)n->node_offset,
                       .node_depth = (uint8_t)n->node_depth,
                       .inner_length = (uint8_t)n->inner_size};
    memcpy(p.salt, salt, sizeof p.salt);
    memcpy(p.personal, person, sizeof p.personal);
    blake2b_init_param(&hash->blake2b, &p);
    if (key_size) {
        uint8_t block[BLAKE2B_BLOCKBYTES] = {0};
        memcpy(block, key, key_size);
        blake2b_update(&hash->blake2b, block, sizeof block);
    }
}

static void blake2s_begin(Hash *hash, const BlakeNumbers *n, const uint8_t *key,
                          size_t key_size, const uint8_t *salt,
                          const uint8_t *person)
{
    blake2s_param p = {.digest_length = (uint8_t)n->digest_size,
                       .key_length = (uint8_t)key_size,
                       .fanout = (uint8_t)n->fanout,
                       .depth = (uint8_t)n->depth,
                       .leaf_length = (uint32_t)n->leaf_size,
                       .node_depth = (uint8_t)n->node_depth,
                       .inner_length = (uint8_t)n->inner_size};
    for (int i = 0; i < 6; i++) {
        p.node_offset[i] = (uint8_t)(n->node_offset >> 8 * i);
    }
    memcpy(p.salt, salt, sizeof p.salt);
    memcpy(p.personal, person, sizeof p.personal);
    blake2s_init_param(&hash->blake2s, &p);
    if (key_size) {
        uint8_t block[BLAKE2S_BLOCKBYTES] = {0};
        memcpy(block, key, key_size);
        blake2s_update(&hash->blake2s, block, sizeof block);
    }
}

static Status blake_begin(World *w, NativeFrame *f, int kind)
{
    const HashKind *row = &hash_kinds[kind];
    bool wide = row->family == FAMILY_BLAKE2B;
    size_t most = wide ? BLAKE2B_SALTBYTES : BLAKE2S_SALTBYTES;
    uint8_t key[HASH_SIZE_MAX] = {0}, salt[16] = {0}, person[16] = {0};
    size_t key_size, size;
    BlakeNumbers n;
    TRY(blake_numbers(w, f, row, &n));
    TRY(blake_bytes(w, f, SALT, "salt", salt, most, &size));
    TRY(blake_bytes(w, f, PERSON, "person", person, most, &size));
    TRY(blake_bytes(w, f, KEY, "key", key, row->digest_size, &key_size));
    Hash *hash = hash_new(w, kind);
    NEED(hash);
    (wide ? blake2b_begin : blake2s_begin)(hash, &n, key, key_size, salt,
                                           person);
    hash->digest_size = (uint32_t)n.digest_size;
    bool last = false;
    if (f->args[LAST_NODE]) {
        TRY(value_truth(w, f->args[LAST_NODE], &last));
    }
    (wide ? (hash->blake2b.last_node = last)
          : (hash->blake2s.last_node = last));
    f->slot[0] = VALUE(hash);
    return OK;
}

Status hash_blake2(World *w, Thread *t, NativeFrame *f)
{
    if (!f->state) {
        TRY(blake_begin(w, f, hash_kind(native_table[f->native].name)));
    }
    if (f->args[DATA]) {
        TRY(hash_feed(w, t, f, f->slot[0], f->args[DATA]));
    }
    f->result = f->slot[0];
    return OK;
}

/* ---- methods ------------------------------------------------------------- */

Status hash_update(World *w, Thread *t, NativeFrame *f)
{
    TRY(hash_feed(w, t, f, f->self, f->args[0]));
    f->result = NONE;
    return OK;
}

Status hash_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Hash *copy = heap_object(w, TYPE_HASH, sizeof(Hash));
    NEED(copy);
    memcpy((char *)copy + sizeof(Object),
           (char *)as_hash(f->self) + sizeof(Object),
           sizeof(Hash) - sizeof(Object));
    f->result = VALUE(copy);
    return OK;
}

/* Bytes to give: SHAKE's are asked for. */
static Status digest_length(World *w, NativeFrame *f, size_t *size)
{
    int64_t asked;
    *size = as_hash(f->self)->digest_size;
    if (*size) {
        return f->args[0] ? raise_type(w, "%s() takes no arguments (1 given)",
                                       native_table[f->native].name)
                          : OK;
    }
    if (!f->args[0]) {
        return raise_type(w, "%s() missing required argument 'length' (pos 1)",
                          native_table[f->native].name);
    }
    TRY(value_index(w, f->args[0], &asked));
    if (asked < 0) {
        return raise_value(w, "value must be positive");
    }
    if (asked >= 1 << 29) {
        return raise_value(w, "length is too large");
    }
    *size = (size_t)asked;
    return OK;
}

Status hash_digest(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size;
    TRY(digest_length(w, f, &size));
    Bytes *digest = bytes_blank(w, size);
    NEED(digest);
    hash_read(as_hash(f->self), (uint8_t *)digest->data, size);
    f->result = VALUE(digest);
    return OK;
}

Status hash_hexdigest(World *w, Thread *t, NativeFrame *f)
{
    TRY(hash_digest(w, t, f));
    const Bytes *digest = AS(Bytes, f->result);
    Str *text = str_blank(w, digest->length * 2, 0x7f);
    NEED(text);
    for (size_t i = 0; i < digest->length; i++) {
        uint8_t byte = (uint8_t)digest->data[i];
        text->text[2 * i] = "0123456789abcdef"[byte >> 4];
        text->text[2 * i + 1] = "0123456789abcdef"[byte & 15];
    }
    f->result = VALUE(text);
    return OK;
}

Status hash_name(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = str_from_ascii(w, hash_kinds[as_hash(f->self)->kind].name);
    NEED(f->result);
    return OK;
}

static Status hash_repr(World *w, Value v, Writer *out)
{
    int64_t id;
    TRY(world_identity(w, v, &id));
    writer_format(out, "<%s HASH object @ 0x%llx>",
                  hash_kinds[as_hash(v)->kind].name, (unsigned long long)id);
    return OK;
}

const TypeOps hash_ops = {.repr = hash_repr};

Status hash_digest_size(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = INT(as_hash(f->self)->digest_size);
    return OK;
}

Status hash_block(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    f->result = INT(hash_block_size(as_hash(f->self)));
    return OK;
}

Status hash_module(World *w, Value dict)
{
    return native_module_add(w, dict, "HASH", VALUE(&w->klass[TYPE_HASH]));
}
