/* SPDX-License-Identifier: MIT */
/*
 * A main for a fuzz target where libFuzzer is missing, and for AFL++: each
 * argument is a file to be tried once; without one, standard input is.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(char *bytes, size_t size, const char *name)
{
    if (!bytes) {
        fprintf(stderr, "fuzz: cannot read %s\n", name);
        return 1;
    }
    (void)LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    int error = 0;
    int status = 0;
    size_t size = 0;
    if (argc == 1) {
        char *bytes = file_read_all(0, &size, &error);
        return replay(bytes, size, "<stdin>");
    }
    for (int i = 1; i < argc; i++) {
        char *bytes = file_read(argv[i], &size, &error);
        status |= replay(bytes, size, argv[i]);
    }
    return status;
}
