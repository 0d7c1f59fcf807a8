/* SPDX-License-Identifier: MIT */
/*
 * Fuzzer: bytes -> code object, as from a damaged file. Whatever is accepted
 * satisfies code.h's invariants, so it can be shown and packed again.
 */
#include <stdlib.h>
#include <string.h>

#include "bytecode/disasm.h"
#include "bytecode/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy with nothing behind it: reading on is a report. */
    uint8_t *bytes = malloc(size ? size : 1);
    if (!bytes) {
        return 0;
    }
    if (size) {
        memcpy(bytes, data, size);
    }
    Region region;
    Buffer out = {0};
    region_init(&region);
    Code *code = pack_read(&region, bytes, size);
    if (code) {
        disasm_all(&out, code);
        out.size = 0;
        if (!pack_write(&out, code)) {
            abort();
        }
    }
    buffer_free(&out);
    region_free(&region);
    free(bytes);
    return 0;
}
