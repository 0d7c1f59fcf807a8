/* SPDX-License-Identifier: MIT */
/*
 * bytes (inline, constant), bytearray (a Block that grows) and memoryview (a
 * window on one of them).
 *
 * CPython forbids resizing a bytearray while a memoryview looks at it, which
 * reference counts make precise. Here a view asks its source for the bytes at
 * every access and only shows what is still there.
 */
#ifndef GILSCOPE_VM_TYPES_BYTES_H
#define GILSCOPE_VM_TYPES_BYTES_H

#include "vm/operator.h"

typedef struct Bytes {
    Object head;
    uint64_t hash; /* 0: unknown */
    uint64_t length;
    char data[]; /* a NUL behind it */
} Bytes;
typedef struct ByteArray {
    Object head;
    uint64_t length;
    Value block; /* Block, or 0 while empty */
} ByteArray;
/* Items of `item_size` bytes, the first at `start`, one every `step` bytes. */
typedef struct MemoryView {
    Object head;
    Value source; /* bytes or bytearray; 0 once released */
    Value owner;  /* whose bytes they are: memoryview.obj */
    int64_t start;
    int64_t length; /* items, of all dimensions */
    int64_t step;
    int64_t item_size;
    Value shape;     /* 0: one dimension; else tuple of int, side by side */
    uint64_t format; /* a character that struct knows */
    uint64_t readonly;
    int64_t hash; /* 0: unknown */
} MemoryView;
/* bytearray: a memoryview of it has been made, and may still be in use. */
#define OBJECT_EXPORTED OBJECT_FLAG_A
/* array.array keeps its bytes in a bytearray, the first of its slots; its
 * instances carry this flag, so that they are bytes-like. */
#define OBJECT_EXPOSES_BYTES OBJECT_FLAG_A
static inline Value bytes_exposed(Value v)
{
    return IS_OBJECT(v) && OBJECT(v)->layout == TYPE_OBJECT &&
                   OBJECT(v)->flags & OBJECT_EXPOSES_BYTES
               ? AS(Instance, v)->values[0]
               : NO_VALUE;
}

MUST_CHECK Bytes *bytes_blank(World *w, size_t length);
MUST_CHECK Value bytes_from(World *w, const void *data, size_t length);
MUST_CHECK Value bytearray_blank(World *w, size_t length);
MUST_CHECK Value bytearray_from(World *w, const void *data, size_t length);
/* Never NULL; no byte of an empty one may be touched. */
static inline char *bytearray_data(const ByteArray *a)
{
    return a->block ? AS(Block, a->block)->data : (char *)"";
}
/* Put `count` bytes in the place of [from, to); data may lie in `a`. */
/* Before its size changes: BufferError while a memoryview of it can be reached.
 */
MUST_CHECK Status bytearray_check_exports(World *w, ByteArray *a);
MUST_CHECK Status bytearray_splice(World *w, ByteArray *a, size_t from,
                                   size_t to, const void *data, size_t count);
/* bytes, bytearray, memoryview or array.array? */
bool bytes_is_like(Value v);
/* Their bytes, valid until it changes; TypeError "a bytes-like object is
 * required, not '%T'". */
MUST_CHECK Status bytes_view(World *w, Value v, const char **data,
                             size_t *length);
/* str.encode and bytes.decode: "utf-8", "latin-1", "ascii", utf-16/32 ...;
 * errors: strict ignore replace backslashreplace surrogateescape ... */
MUST_CHECK Value bytes_encode(World *w, Value str, const char *encoding,
                              const char *errors);
MUST_CHECK Value bytes_decode(World *w, const char *data, size_t length,
                              const char *encoding, const char *errors);
void bytes_write_repr(Writer *out, const char *data, size_t length);
/* An int of 0 to 255, or ValueError "%s must be in range(0, 256)". */
MUST_CHECK Status bytes_unit(World *w, Value v, const char *what, uint8_t *out);

extern const TypeOps bytes_ops;
extern const TypeOps bytearray_ops;
extern const TypeOps memoryview_ops;

#endif
