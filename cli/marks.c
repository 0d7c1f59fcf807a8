/* SPDX-License-Identifier: MIT */
/*
 * Which boundaries are marked comes from the columns of bytecode/opcodes.def,
 * read for what can be known without running: a jump taken or not counts as
 * taken, a call of anything as one of no Python function.
 */
#include "cli/marks.h"

#include <inttypes.h>
#include <stdio.h>

#include "bytecode/disasm.h"
#include "bytecode/opcode.h"
#include "vm/interp.h"

#define OPERAND_MAX 26

/* One instruction with its EXTENDED_ARGs taken together. */
typedef struct Step {
    uint8_t op;
    uint32_t arg;
    uint32_t at;   /* of the opcode itself */
    uint32_t next; /* of the next instruction */
} Step;

static bool read_step(Step *step, const Code *code)
{
    uint32_t arg = 0;
    for (uint32_t at = step->next; at + 1 < code->code_size; at += 2) {
        arg = arg << 8 | code->code[at + 1];
        if (code->code[at] != OP_EXTENDED_ARG) {
            *step = (Step){code->code[at], arg, at, at + 2};
            return true;
        }
    }
    return false;
}

static bool skips(const EraRules *era, uint8_t next)
{
    uint8_t skip = opcode_table[next].skip;
    bool old = era->era <= ERA_310;
    return (skip == SKIP_S27 && old) ||
           (skip == SKIP_S36 && old && era->era >= ERA_38);
}

static bool holds(char rule, const Step *step)
{
    bool membership =
        step->arg >= COMPARE_IN && step->arg != COMPARE_EXCEPTION_MATCH;
    switch (rule) {
    case 'A':
    case 'B':
    case 'C':
    case 'J':
        return true;
    case 'K':
        return step->arg <= step->at;
    case 'N':
        return !membership;
    default:
        return false;
    }
}

static bool may_lose(const EraRules *era, const Code *code, const Step *step)
{
    if (era->era == ERA_ANY) {
        return true;
    }
    if (step->next < code->code_size && skips(era, code->code[step->next])) {
        return false;
    }
    return holds(opcode_table[step->op].checks[interp_column[era->era]], step);
}

/* What it does with things that other threads may share. */
static const char *effect(const Step *step)
{
    const OpcodeInfo *info = &opcode_table[step->op];
    if (info->touch == TOUCH_BLOCK) {
        return "may wait";
    }
    bool named = info->operand == OPERAND_NAME || info->operand == OPERAND_FREE;
    if (!named && step->op != OP_BINARY_SUBSCR && step->op != OP_STORE_SUBSCR &&
        step->op != OP_DELETE_SUBSCR) {
        return "";
    }
    return info->touch == TOUCH_READ    ? "reads"
           : info->touch == TOUCH_WRITE ? "writes"
                                        : "";
}

/* `text` in `width` columns, cut between two characters. */
static void put_cut(Buffer *out, const Buffer *text, size_t width)
{
    size_t columns_used = 0;
    size_t end = 0;
    while (end < text->size) {
        bool starts = (text->data[end] & 0xc0) != 0x80;
        if (starts && columns_used == width) {
            break;
        }
        columns_used += starts;
        end++;
    }
    if (end) {
        buffer_bytes(out, text->data, end);
    }
    buffer_pad(out, ' ', width - columns_used);
}

static void put_step(Buffer *out, const Code *code, const Step *step,
                     bool marked, const int *line)
{
    Buffer operand = {0};
    char number[12] = "";
    if (line) {
        snprintf(number, sizeof number, "%d", *line);
    }
    if (step->op >= OPCODE_HAVE_ARGUMENT) {
        disasm_operand(&operand, code, step->op, step->arg, step->next);
        if (!operand.size) {
            buffer_format(&operand, "%" PRIu32, step->arg);
        }
    }
    const char *name = opcode_table[step->op].name;
    buffer_format(out, "%6s   %c   %-26s ", number, marked ? '>' : ' ',
                  name ? name : "?");
    put_cut(out, &operand, OPERAND_MAX);
    buffer_format(out, " %s", effect(step));
    while (out->size && out->data[out->size - 1] == ' ' && !out->failed) {
        out->size--;
    }
    buffer_byte(out, '\n');
    buffer_free(&operand);
}

void marks_code(Buffer *out, const Code *code, const EraRules *era)
{
    CodeLines lines;
    uint32_t starts = 0;
    int line = 0;
    code_lines_start(&lines, code);
    bool more = code_lines_next(&lines, &starts, &line);
    Step step = {0};
    while (read_step(&step, code)) {
        bool starts_line = more && starts <= step.at;
        put_step(out, code, &step, may_lose(era, code, &step),
                 starts_line ? &line : NULL);
        if (starts_line) {
            more = code_lines_next(&lines, &starts, &line);
        }
    }
}

static void put_all(Buffer *out, const Code *code, const EraRules *era)
{
    marks_code(out, code, era);
    for (size_t i = 0; i < code->constant_count; i++) {
        if (code->constants[i]->kind == CONSTANT_CODE) {
            const Code *inner = code->constants[i]->code;
            buffer_format(out, "\n%.*s, line %" PRIu32 ":\n",
                          (int)inner->name.size, inner->name.data,
                          inner->first_line);
            put_all(out, inner, era);
        }
    }
}

void marks_all(Buffer *out, const Code *code, const EraRules *era)
{
    put_all(out, code, era);
    buffer_format(out,
                  "\n'>' = after this instruction the thread may lose the GIL "
                  "of CPython %s,\nand on entry to a function.\n",
                  era->name);
}
