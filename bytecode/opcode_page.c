/* SPDX-License-Identifier: MIT */
/* Opcode page: one table row for each row of opcodes.def, in its order. The
 * stack effect is the expression as written there, so opcodes.def is included
 * once more instead of reading opcode_table, which only has the function. */
#include "bytecode/opcode_page.h"

#include "bytecode/opcode.h"

typedef struct {
    const char *name;
    int number;
    const char *operand;
    const char *stack;
    const char *touch;
    const char *skip;
    const char *checks[CHECKS_COUNT];
    const char *meaning;
} PageRow;

static const PageRow page_rows[] = {
#define OP(name, number, operand, stack, touch, skip, c27, c32, c39, c310,     \
           c311, c312, meaning)                                                \
    {#name,                                                                    \
     number,                                                                   \
     #operand,                                                                 \
     #stack,                                                                   \
     #touch,                                                                   \
     #skip,                                                                    \
     {#c27, #c32, #c39, #c310, #c311, #c312},                                  \
     meaning},
#define PSEUDO(...) OP(__VA_ARGS__)
#include "bytecode/opcodes.def"
};

static const char page_head[] =
    "<!-- Made from bytecode/opcodes.def by gilscope-opcodes: do not edit. "
    "-->\n"
    "# Opcodes\n"
    "\n"
    "gilscope runs the bytecode of CPython 3.8. Each row is one opcode: what "
    "it does\n"
    "(`x, y -> z`: the top of the stack before and after), how much deeper "
    "the stack\n"
    "is afterwards, what it may touch, and in which eras of the GIL a thread "
    "may lose\n"
    "it right behind the opcode.\n"
    "\n"
    "- **Operand**: `const`, `name`, `local`, `free` are an index into "
    "`co_consts`,\n"
    "  `co_names`, `co_varnames`, `co_cellvars + co_freevars`; `compare` is "
    "an operator;\n"
    "  a jump goes to a byte offset, or relative to the next instruction.\n"
    "- **Stack** may depend on the operand `arg` and on whether it `jump`s. "
    "`SETUP_*`\n"
    "  with `jump` is the entry of the handler.\n"
    "- **Touches**: `local` nothing but its own frame; `read`, `write` what "
    "other\n"
    "  threads may share; `block` anything: it may wait, or run any code. "
    "Operators and\n"
    "  attributes of a user's class run that class's methods.\n"
    "- **2.7 ... 3.12+**: is there a check point behind it? An era lasts "
    "until the next\n"
    "  column's begins. `A` always; `B` unless the tested operand is True or "
    "False itself;\n"
    "  `J` when it jumped; `K` when it jumped backwards; `C` when the callee "
    "was not a\n"
    "  Python function (and is not quiet); `N` always, but not for `is` and "
    "`in`; `.` never.\n"
    "- **Not before**: eras that make no check just before this opcode, "
    "whatever stands\n"
    "  in front of it: `S27` 2.7 to 3.10, `S36` 3.6 to 3.10.\n"
    "\n"
    "The last rows are check points that belong to no opcode of 3.8.\n"
    "\n"
    "| Opcode | | Operand | Stack | Touches | 2.7 | 3.2 | 3.9 | 3.10 | 3.11 | "
    "3.12+ | Not before | Meaning |\n"
    "|---|--:|---|---|---|:-:|:-:|:-:|:-:|:-:|:-:|---|---|\n";

/* A bar would end the cell. */
static void put_escaped(Buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|') {
            buffer_byte(out, '\\');
        }
        buffer_byte(out, *text);
    }
}

/* JUMP_RELATIVE as "jump relative"; NONE is left empty. */
static void put_lower(Buffer *out, const char *word)
{
    if (!strcmp(word, "NONE")) {
        return;
    }
    for (; *word; word++) {
        bool upper = *word >= 'A' && *word <= 'Z';
        buffer_byte(out, *word == '_' ? ' ' : (char)(*word | (upper ? 32 : 0)));
    }
}

static void put_row(Buffer *out, const PageRow *row)
{
    bool pseudo = row->number > UINT8_MAX;
    buffer_format(out, "| %s%s%s | ", pseudo ? "*" : "`", row->name,
                  pseudo ? "*" : "`");
    if (!pseudo) {
        buffer_format(out, "%d", row->number);
    }
    buffer_string(out, " | ");
    put_lower(out, row->operand);
    buffer_string(out, " | ");
    put_escaped(out, pseudo ? "" : row->stack);
    buffer_string(out, " | ");
    put_lower(out, pseudo ? "NONE" : row->touch);
    for (int i = 0; i < CHECKS_COUNT; i++) {
        buffer_format(out, " | %s", row->checks[i]);
    }
    buffer_format(out, " | %s | ", strcmp(row->skip, "0") ? row->skip : "");
    put_escaped(out, row->meaning);
    buffer_string(out, " |\n");
}

void opcode_page(Buffer *out)
{
    buffer_string(out, page_head);
    for (size_t i = 0; i < sizeof page_rows / sizeof *page_rows; i++) {
        put_row(out, &page_rows[i]);
    }
}
