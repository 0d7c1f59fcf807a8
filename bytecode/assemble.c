/* SPDX-License-Identifier: MIT */
/* From the instruction list to bytes: operand sizes, jump offsets, the line
 * table, the stack size.
 *
 * A jump's size depends on its distance, which depends on the sizes: sizes
 * only grow until nothing changes, as in CPython. The peephole then works on
 * that layout; removed instructions close up, but a jump keeps its size even
 * where a shorter one would do (EXTENDED_ARG 0), as CPython 3.8 leaves it. */
#include "bytecode/emit.h"

#include <string.h>

/* Unit offset of the instruction a label is bound to; the end of the code for
 * a label behind everything. */
static uint32_t label_at(const Emit *emit, Label label, uint32_t end)
{
    size_t index = (size_t)emit->labels[label];
    return index < emit->count ? emit->items[index].at : end;
}

static uint32_t place_all(Emit *emit)
{
    uint32_t at = 0;
    for (size_t i = 0; i < emit->count; i++) {
        emit->items[i].at = at;
        at += emit->items[i].units;
    }
    return at;
}

/* Sizes and operands of all jumps. */
static uint32_t layout(Emit *emit)
{
    for (size_t i = 0; i < emit->count; i++) {
        emit->items[i].units = emit_units(emit->items[i].arg);
    }
    for (;;) {
        uint32_t end = place_all(emit);
        bool grown = false;
        for (size_t i = 0; i < emit->count; i++) {
            Instruction *it = &emit->items[i];
            if (it->target == NO_LABEL) {
                continue;
            }
            uint32_t to = label_at(emit, it->target, end);
            if (emit_is_relative(it->op)) {
                to -= it->at + it->units;
            }
            it->arg = to * 2;
            uint8_t units = emit_units(it->arg);
            if (units > it->units) {
                it->units = units;
                grown = true;
            }
        }
        if (!grown) {
            return end;
        }
    }
}

/* ---- stack size ---------------------------------------------------------- */

typedef struct DepthWalk {
    const Emit *emit;
    int *depth;      /* at each instruction; -1: not reached */
    size_t *pending; /* instructions to go on from */
    size_t count;
} DepthWalk;

static void reach(DepthWalk *walk, size_t index, int depth)
{
    if (index < walk->emit->count && walk->depth[index] < depth) {
        walk->depth[index] = depth;
        walk->pending[walk->count++] = index;
    }
}

static bool ends_flow(uint16_t op)
{
    return op == OP_JUMP_ABSOLUTE || op == OP_JUMP_FORWARD ||
           op == OP_RETURN_VALUE || op == OP_RAISE_VARARGS;
}

/* The deepest stack on any path; jumps out of a call to `finally` count where
 * they come back to, not where they go. */
int emit_stack_depth(const Emit *emit)
{
    DepthWalk walk = {.emit = emit};
    size_t room = emit->count * 2 + 2;
    walk.depth = region_array(emit->region, emit->count + 1, sizeof(int));
    walk.pending = region_array(emit->region, room, sizeof(size_t));
    int deepest = 0;
    if (!walk.depth || !walk.pending) {
        return 0;
    }
    for (size_t i = 0; i <= emit->count; i++) {
        walk.depth[i] = -1;
    }
    reach(&walk, 0, 0);
    while (walk.count) {
        size_t i = walk.pending[--walk.count];
        int depth = walk.depth[i];
        for (;;) {
            const Instruction *it = &emit->items[i];
            int after = depth + opcode_stack_effect((Opcode)it->op,
                                                    (int)it->arg, false);
            deepest = after > deepest ? after : deepest;
            if (it->target != NO_LABEL) {
                int there = depth + opcode_stack_effect((Opcode)it->op,
                                                        (int)it->arg, true);
                deepest = there > deepest ? there : deepest;
                if (it->op != OP_CALL_FINALLY && walk.count + 2 < room) {
                    reach(&walk, (size_t)emit->labels[it->target], there);
                }
            }
            if (ends_flow(it->op) || ++i >= emit->count ||
                walk.depth[i] >= after) {
                break;
            }
            walk.depth[i] = after;
            depth = after;
        }
    }
    return deepest;
}

/* ---- the line table ------------------------------------------------------ */

typedef struct LineTable {
    Region *region;
    uint8_t *bytes;
    size_t size;
    size_t capacity;
} LineTable;

static void line_pair(LineTable *t, uint8_t bytes, uint8_t lines)
{
    if (t->size + 2 > t->capacity) {
        size_t capacity = t->capacity ? t->capacity * 2 : 64;
        uint8_t *bigger = region_alloc(t->region, capacity);
        if (!bigger) {
            return;
        }
        if (t->size) {
            memcpy(bigger, t->bytes, t->size);
        }
        t->bytes = bigger;
        t->capacity = capacity;
    }
    t->bytes[t->size++] = bytes;
    t->bytes[t->size++] = lines;
}

/* co_lnotab: deltas that do not fit a byte take several pairs; line deltas are
 * signed. */
static void line_entry(LineTable *t, uint32_t bytes, int lines)
{
    if (bytes == 0 && lines == 0) {
        return;
    }
    while (bytes > 255) {
        line_pair(t, 255, 0);
        bytes -= 255;
    }
    int step = lines < 0 ? -128 : 127;
    if (lines < -128 || lines > 127) {
        /* A multiple of the step leaves a pair of zeros behind. */
        for (int steps = lines / step; steps > 0; steps--) {
            line_pair(t, (uint8_t)bytes, (uint8_t)step);
            bytes = 0;
            lines -= step;
        }
    }
    line_pair(t, (uint8_t)bytes, (uint8_t)lines);
}

static LineTable line_table(const Emit *emit, int first_line)
{
    LineTable t = {.region = emit->region};
    uint32_t last_at = 0;
    int last_line = first_line;
    for (size_t i = 0; i < emit->count; i++) {
        const Instruction *it = &emit->items[i];
        if (!it->line) {
            continue;
        }
        line_entry(&t, (it->at - last_at) * 2, it->line - last_line);
        last_at = it->at;
        last_line = it->line;
    }
    return t;
}

/* CPython leaves code alone whose line table has a byte delta of 255. */
static bool too_complex(const LineTable *t)
{
    for (size_t i = 0; i < t->size; i += 2) {
        if (t->bytes[i] == 255) {
            return true;
        }
    }
    return false;
}

/* ---- closing up ---------------------------------------------------------- */

/* New unit offset of each unit of the first layout (and of its end). */
static uint32_t *close_up(const Emit *emit, uint32_t end)
{
    uint32_t *map = region_array(emit->region, end + 1, sizeof *map);
    if (!map) {
        return NULL;
    }
    uint32_t now = 0;
    for (size_t i = 0; i < emit->count; i++) {
        const Instruction *it = &emit->items[i];
        uint32_t next = i + 1 < emit->count ? it[1].at : end;
        /* An instruction made shorter stands at the end of its place. */
        uint32_t gone = next - it->at - (it->removed ? 0 : it->units);
        for (uint32_t u = it->at; u < next; u++) {
            map[u] = now;
            now += !it->removed && u - it->at >= gone;
        }
    }
    map[end] = now;
    return map;
}

static void lines_close_up(LineTable *t, const uint32_t *map)
{
    uint32_t at = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < t->size; i += 2) {
        at += t->bytes[i];
        uint32_t now = map[at / 2] * 2;
        t->bytes[i] = (uint8_t)(now - last);
        last = now;
    }
}

/* Operands of jumps after closing up; false: one no longer fits its place. */
static bool jumps_close_up(Emit *emit, const uint32_t *map, uint32_t end)
{
    for (size_t i = 0; i < emit->count; i++) {
        Instruction *it = &emit->items[i];
        if (it->removed || it->target == NO_LABEL) {
            continue;
        }
        uint32_t to = map[label_at(emit, it->target, end)];
        if (emit_is_relative(it->op)) {
            uint32_t next = i + 1 < emit->count ? it[1].at : end;
            to -= map[next];
        }
        if (emit_units(to * 2) > it->units) {
            return false;
        }
        it->arg = to * 2;
    }
    return true;
}

static void write_code(const Emit *emit, Code *code, uint8_t *bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < emit->count; i++) {
        const Instruction *it = &emit->items[i];
        if (it->removed) {
            continue;
        }
        for (unsigned u = it->units; u-- > 1;) {
            bytes[n++] = OP_EXTENDED_ARG;
            bytes[n++] = (uint8_t)(it->arg >> 8 * u);
        }
        bytes[n++] = (uint8_t)it->op;
        bytes[n++] = (uint8_t)it->arg;
    }
    code->code = bytes;
    code->code_size = (uint32_t)n;
}

/* The instruction's own unit, behind its prefixes. */
static uint32_t own_unit(const Emit *emit, size_t index, const uint32_t *map,
                         uint32_t end)
{
    uint32_t next = index + 1 < emit->count ? emit->items[index + 1].at : end;
    return map[next] - 1;
}

static void write_loops(Emit *emit, Code *code, const uint32_t *map,
                        uint32_t end)
{
    size_t n = 0;
    for (size_t i = 0; i < emit->loop_count; i++) {
        LoopBody *loop = &emit->loops[i];
        if (loop->body >= emit->count || emit->items[loop->jump].removed ||
            emit->items[loop->jump].op != OP_JUMP_ABSOLUTE) {
            continue;
        }
        emit->loops[n].jump = own_unit(emit, loop->jump, map, end) * 2;
        emit->loops[n].body = map[emit->items[loop->body].at] * 2;
        n++;
    }
    /* By ascending jump: an inner loop was noted first and stands first. */
    code->loop_bodies = emit->loops;
    code->loop_body_count = n;
}

bool emit_finish(Emit *emit, Code *code, int first_line)
{
    Region *region = emit->region;
    uint32_t end = layout(emit);
    code->stack_size = (uint32_t)emit_stack_depth(emit);
    if (!first_line) {
        first_line = emit->count && !emit->entry_empty && emit->items[0].line
                         ? emit->items[0].line
                         : 1;
    }
    code->first_line = (uint32_t)first_line;
    LineTable lines = line_table(emit, first_line);
    Instruction *before = region_array(region, emit->count, sizeof *before);
    uint8_t *bytes = region_alloc(region, (size_t)end * 2 + 2);
    if (!before || !bytes || region->out_of_memory) {
        return false;
    }
    memcpy(before, emit->items, emit->count * sizeof *before);
    if (!too_complex(&lines) && !peephole(emit)) {
        return false;
    }
    uint32_t *map = close_up(emit, end);
    if (map && !jumps_close_up(emit, map, end)) {
        memcpy(emit->items, before, emit->count * sizeof *before);
        map = close_up(emit, end);
    }
    if (!map) {
        return false;
    }
    lines_close_up(&lines, map);
    write_code(emit, code, bytes);
    write_loops(emit, code, map, end);
    code->line_table = lines.bytes;
    code->line_table_size = lines.size;
    code->constants = emit->constants.items;
    code->constant_count = emit->constants.count;
    return !region->out_of_memory;
}
