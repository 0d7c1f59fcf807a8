/* SPDX-License-Identifier: MIT */
/* gilscope-opcodes: prints docs/opcodes.md. Run it after a change to
 * opcodes.def; tests/unit/test_disasm.c fails while the page is out of date. */
#include "bytecode/opcode_page.h"

#include <stdio.h>

int main(void) {
    Buffer page = {0};
    opcode_page(&page);
    bool good = !page.failed &&
                fwrite(page.data, 1, page.size, stdout) == page.size &&
                fflush(stdout) == 0;
    buffer_free(&page);
    return good ? 0 : 1;
}
