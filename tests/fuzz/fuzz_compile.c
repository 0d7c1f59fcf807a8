/* SPDX-License-Identifier: MIT */
/*
 * Fuzzer: text -> code object in each mode -> disassembly -> packed bytes ->
 * code object again. What was packed must be read, and show the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytecode/compile.h"
#include "bytecode/disasm.h"
#include "bytecode/pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void stop(const char *what)
{
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

static void pack_again(const Code *code)
{
    Buffer shown = {0};
    Buffer shown_again = {0};
    Buffer packed = {0};
    Region region;
    region_init(&region);
    disasm_all(&shown, code);
    if (pack_write(&packed, code)) {
        Code *copy =
            pack_read(&region, (const uint8_t *)packed.data, packed.size);
        if (!copy) {
            stop("what was packed cannot be read");
        }
        disasm_all(&shown_again, copy);
        if (shown.size != shown_again.size ||
            memcmp(shown.data, shown_again.data, shown.size) != 0) {
            stop("what was packed came back different");
        }
    }
    region_free(&region);
    buffer_free(&packed);
    buffer_free(&shown_again);
    buffer_free(&shown);
}

static void compile_as(const char *text, size_t size, CompileMode mode,
                       unsigned flags, size_t fail_after)
{
    Region region;
    Diagnostic diagnostic;
    region_init(&region);
    region.fail_after = fail_after;
    diagnostic_init(&diagnostic, "fuzz.py");
    Code *code = compile_source(&region, text, size, "fuzz.py", mode, flags,
                                &diagnostic);
    region.fail_after = 0;
    if (code) {
        pack_again(code);
    } else if (!diagnostic_is_set(&diagnostic)) {
        stop("no code, and no word why");
    } else if (!diagnostic_render(&diagnostic, &region) && !fail_after) {
        stop("an error that cannot be shown");
    }
    region_free(&region);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned flags[] = {0, COMPILE_OPTIMISE, COMPILE_TEXT,
                                     COMPILE_PROMPT};
    /* A copy with nothing behind it: reading on is a report. */
    char *text = malloc(size ? size : 1);
    if (!text) {
        return 0;
    }
    if (size) {
        memcpy(text, data, size);
    }
    compile_as(text, size, COMPILE_EXEC, COMPILE_FILE, 0);
    compile_as(text, size, COMPILE_EVAL, flags[size & 1], 0);
    compile_as(text, size, COMPILE_SINGLE, flags[2 + (size & 1)], 0);
    compile_as(text, size, COMPILE_EXEC, 0, 1 + size % 97);
    free(text);
    return 0;
}
