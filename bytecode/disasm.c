/* SPDX-License-Identifier: MIT */
/* Disasm: opcodes.def says what an operand is, this file how it looks.
 *
 * The columns are: line (where one starts), arrow, `>>` at a jump's target,
 * offset, name, operand, (meaning). An EXTENDED_ARG is shown as an instruction
 * of its own, and the operand it widens in full, as CPython does. */
#include "bytecode/disasm.h"

#include "bytecode/opcode.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LINE_WIDTH = 3, OFFSET_WIDTH = 4 };

typedef struct {
    const Code *code;
    char *targets; /* 1 for each offset that is jumped to */
    int line_width;
    int offset_width;
    int64_t current;
} Listing;

/* One unit of two bytes; `widened` is what EXTENDED_ARG says of the next. */
typedef struct {
    uint32_t offset;
    uint32_t arg;
    uint32_t widened;
    uint8_t op;
} Unit;

static void unit_read(Unit *unit, const Code *code, uint32_t offset)
{
    unit->offset = offset;
    unit->op = code->code[offset];
    if (unit->op >= OPCODE_HAVE_ARGUMENT) {
        unit->arg = code->code[offset + 1] | unit->widened;
        unit->widened = unit->op == OP_EXTENDED_ARG ? unit->arg << 8 : 0;
    }
}

/* How many columns a number takes, at least `least`. */
static int width_of(uint32_t number, int least)
{
    int width = 1;
    for (; number >= 10; number /= 10) {
        width++;
    }
    return width > least ? width : least;
}

static bool jump_target(const Unit *unit, uint64_t *target)
{
    uint8_t kind = opcode_table[unit->op].operand;
    if (kind == OPERAND_JUMP_RELATIVE) {
        *target = (uint64_t)unit->offset + 2 + unit->arg;
        return true;
    }
    *target = unit->arg;
    return kind == OPERAND_JUMP_ABSOLUTE;
}

/* Finds the targets; false: out of memory. */
static bool listing_start(Listing *listing, const Code *code)
{
    listing->code = code;
    listing->targets = calloc(1, (size_t)code->code_size + 1);
    if (!listing->targets) {
        return false;
    }
    Unit unit = {0};
    for (uint32_t at = 0; at + 1 < code->code_size; at += 2) {
        uint64_t target;
        unit_read(&unit, code, at);
        if (jump_target(&unit, &target) && target < code->code_size) {
            listing->targets[target] = 1;
        }
    }
    CodeLines lines;
    uint32_t offset;
    int line;
    int last = 0;
    code_lines_start(&lines, code);
    while (code_lines_next(&lines, &offset, &line)) {
        last = line > last ? line : last;
    }
    uint32_t last_offset = code->code_size ? code->code_size - 2 : 0;
    listing->line_width = width_of((uint32_t)last, LINE_WIDTH);
    listing->offset_width = width_of(last_offset, OFFSET_WIDTH);
    return true;
}

static void put_name(Buffer *out, NameList names, uint32_t index)
{
    if (index < names.count) {
        buffer_text(out, names.items[index]);
    }
}

static void put_free(Buffer *out, const Code *code, uint32_t index)
{
    size_t cells = code->cell_names.count;
    if (index < cells) {
        put_name(out, code->cell_names, index);
    } else {
        put_name(out, code->free_names, index - (uint32_t)cells);
    }
}

static void put_format(Buffer *out, uint32_t arg)
{
    static const char *const conversions[] = {"", "str", "repr", "ascii"};
    buffer_string(out, conversions[arg & 3]);
    if (arg & 4) {
        buffer_string(out, arg & 3 ? ", with format" : "with format");
    }
}

static void put_function_parts(Buffer *out, uint32_t arg)
{
    static const char *const parts[] = {"defaults", "kwdefaults", "annotations",
                                        "closure"};
    const char *between = "";
    for (unsigned i = 0; i < 4; i++) {
        if (arg >> i & 1) {
            buffer_string(out, between);
            buffer_string(out, parts[i]);
            between = ", ";
        }
    }
}

static void put_raw(Buffer *out, uint8_t op, uint32_t arg)
{
    if (op == OP_FORMAT_VALUE) {
        put_format(out, arg);
    } else if (op == OP_MAKE_FUNCTION) {
        put_function_parts(out, arg);
    }
}

void disasm_operand(Buffer *out, const Code *code, uint8_t op, uint32_t arg,
                    uint32_t next)
{
    switch (opcode_table[op].operand) {
    case OPERAND_CONST:
        if (arg < code->constant_count) {
            constant_repr(out, code->constants[arg]);
        }
        break;
    case OPERAND_NAME:
        put_name(out, code->names, arg);
        break;
    case OPERAND_LOCAL:
        put_name(out, code->variable_names, arg);
        break;
    case OPERAND_FREE:
        put_free(out, code, arg);
        break;
    case OPERAND_COMPARE:
        if (arg < COMPARE_COUNT) {
            buffer_string(out, opcode_compare_names[arg]);
        }
        break;
    case OPERAND_JUMP_RELATIVE:
        buffer_format(out, "to %" PRIu64, (uint64_t)next + arg);
        break;
    case OPERAND_RAW:
        put_raw(out, op, arg);
        break;
    default:
        break;
    }
}

/* The name, and behind it the operand with its meaning, if it has any. */
static void put_instruction(Buffer *out, const Code *code, const Unit *unit)
{
    const char *name = opcode_table[unit->op].name;
    if (unit->op < OPCODE_HAVE_ARGUMENT) {
        buffer_string(out, name ? name : "?");
        return;
    }
    buffer_format(out, "%-20s %5" PRIu32, name ? name : "?", unit->arg);
    size_t before = out->size;
    buffer_string(out, " (");
    disasm_operand(out, code, unit->op, unit->arg, unit->offset + 2);
    if (out->failed) {
        return;
    }
    if (out->size == before + 2) {
        out->size = before;
    } else {
        buffer_byte(out, ')');
    }
}

static void put_line(Buffer *out, const Listing *listing, const Unit *unit,
                     const int *line)
{
    if (line) {
        buffer_string(out, unit->offset > 0 ? "\n" : "");
        buffer_format(out, "%*d", listing->line_width, *line);
    } else {
        buffer_pad(out, ' ', (size_t)listing->line_width);
    }
    buffer_format(out, " %s %s %*" PRIu32 " ",
                  unit->offset == listing->current ? "-->" : "   ",
                  listing->targets[unit->offset] ? ">>" : "  ",
                  listing->offset_width, unit->offset);
    put_instruction(out, listing->code, unit);
    buffer_byte(out, '\n');
}

void disasm_code(Buffer *out, const Code *code, int64_t current)
{
    Listing listing = {.current = current};
    if (!listing_start(&listing, code)) {
        out->failed = true;
        return;
    }
    CodeLines lines;
    uint32_t starts;
    int line;
    code_lines_start(&lines, code);
    bool more = code_lines_next(&lines, &starts, &line);
    Unit unit = {0};
    for (uint32_t at = 0; at + 1 < code->code_size; at += 2) {
        unit_read(&unit, code, at);
        bool starts_line = more && starts == at;
        put_line(out, &listing, &unit, starts_line ? &line : NULL);
        if (starts_line) {
            more = code_lines_next(&lines, &starts, &line);
        }
    }
    free(listing.targets);
}

void disasm_all(Buffer *out, const Code *code)
{
    disasm_code(out, code, DISASM_NO_CURRENT);
    for (size_t i = 0; i < code->constant_count; i++) {
        if (code->constants[i]->kind == CONSTANT_CODE) {
            buffer_string(out, "\nDisassembly of ");
            constant_repr(out, code->constants[i]);
            buffer_string(out, ":\n");
            disasm_all(out, code->constants[i]->code);
        }
    }
}
