/* SPDX-License-Identifier: MIT */
/* Code: reading the line table.
 *
 * co_lnotab of 3.8 is pairs (bytes to go on, lines to go on); the second is
 * signed. A step too large for one pair is spread over several, so a line
 * starts only where the offset has moved and the line is another one. */
#include "bytecode/code.h"

#include <limits.h>

int code_line(const Code *code, uint32_t offset)
{
    int line = (int)code->first_line;
    uint32_t at = 0;
    for (size_t i = 0; i + 1 < code->line_table_size; i += 2) {
        at += code->line_table[i];
        if (at > offset) {
            break;
        }
        line += (int8_t)code->line_table[i + 1];
    }
    return line;
}

void code_lines_start(CodeLines *lines, const Code *code)
{
    *lines = (CodeLines){
        .code = code, .line = (int)code->first_line, .last_line = INT_MIN};
}

/* Gives the current line if it is not the one given before. */
static bool lines_give(CodeLines *lines, uint32_t *offset, int *line)
{
    if (lines->line == lines->last_line) {
        return false;
    }
    lines->last_line = lines->line;
    lines->start = lines->offset;
    *offset = lines->start;
    *line = lines->line;
    return true;
}

bool code_lines_next(CodeLines *lines, uint32_t *offset, int *line)
{
    const Code *code = lines->code;
    while (lines->at + 1 < code->line_table_size) {
        const uint8_t *pair = code->line_table + lines->at;
        bool given = pair[0] != 0 && lines_give(lines, offset, line);
        lines->at += 2;
        lines->offset += pair[0];
        lines->line += (int8_t)pair[1];
        if (given) {
            return true;
        }
    }
    if (lines->at > code->line_table_size) {
        return false; /* the last line was given before */
    }
    lines->at = code->line_table_size + 1;
    return lines_give(lines, offset, line);
}
