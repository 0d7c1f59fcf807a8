/* SPDX-License-Identifier: MIT */
/* SipHash-2-4, the keyed hash of CPython 3.8's str and bytes. */
#ifndef GILSCOPE_BYTECODE_SIPHASH_H
#define GILSCOPE_BYTECODE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t low;
    uint64_t high;
} SipKey;

/* The key PYTHONHASHSEED=seed gives: 0 is the zero key. */
SipKey siphash_key(uint32_t seed);
uint64_t siphash(SipKey key, const void *bytes, size_t size);
/* Python's hash() of those bytes: 0 when empty, never -1. */
int64_t siphash_python(SipKey key, const void *bytes, size_t size);
/* Python's hash() of a str given as (generalised) UTF-8. */
int64_t siphash_python_str(SipKey key, const char *utf8, size_t size);

#endif
