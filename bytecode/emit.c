/* SPDX-License-Identifier: MIT */
/* The instruction list; see emit.h. */
#include "bytecode/emit.h"

#include <string.h>

/* Room for one more item of a growing array in the region. */
static bool grow(Region *region, void **items, size_t count, size_t *capacity,
                 size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t wanted = *capacity ? *capacity * 2 : 32;
    void *bigger = region_array(region, wanted, size);
    if (!bigger) {
        return false;
    }
    if (count) {
        memcpy(bigger, *items, count * size);
    }
    *items = bigger;
    *capacity = wanted;
    return true;
}

void emit_init(Emit *emit, Region *region)
{
    memset(emit, 0, sizeof *emit);
    emit->region = region;
}

void emit_line(Emit *emit, int line)
{
    emit->line = line;
    emit->line_noted = false;
}

static Instruction *append(Emit *emit, Opcode op, uint32_t arg, Label target)
{
    if (!grow(emit->region, (void **)&emit->items, emit->count, &emit->capacity,
              sizeof *emit->items)) {
        return NULL;
    }
    Instruction *i = &emit->items[emit->count++];
    *i = (Instruction){
        .op = (uint16_t)op, .arg = arg, .target = target, .units = 1};
    if (!emit->line_noted) {
        emit->line_noted = true;
        i->line = emit->line;
    }
    return i;
}

void emit_op(Emit *emit, Opcode op, uint32_t arg)
{
    append(emit, op, arg, NO_LABEL);
    if (op == OP_RETURN_VALUE) {
        emit->block_returns = true;
    }
}

Label emit_label(Emit *emit)
{
    if (!grow(emit->region, (void **)&emit->labels, emit->label_count,
              &emit->label_capacity, sizeof *emit->labels)) {
        return 0;
    }
    emit->labels[emit->label_count] = -1;
    return (Label)emit->label_count++;
}

void emit_block(Emit *emit)
{
    emit->entry_empty = emit->entry_empty || emit->count == 0;
    emit->block_returns = false;
}

void emit_here(Emit *emit, Label label)
{
    if ((size_t)label < emit->label_count) {
        emit->labels[label] = (int)emit->count;
    }
    emit_block(emit);
}

void emit_jump(Emit *emit, Opcode op, Label target)
{
    append(emit, op, 0, target);
}

void emit_loop_body(Emit *emit, size_t body)
{
    if (grow(emit->region, (void **)&emit->loops, emit->loop_count,
             &emit->loop_capacity, sizeof *emit->loops)) {
        emit->loops[emit->loop_count++] =
            (LoopBody){(uint32_t)(emit->count - 1), (uint32_t)body};
    }
}

/* ---- pieces -------------------------------------------------------------- */

EmitMark emit_mark(const Emit *emit)
{
    return (EmitMark){emit->count, emit->loop_count, emit->label_count - 1,
                      emit->block_returns, emit->entry_empty};
}

EmitPiece emit_cut(Emit *emit, EmitMark mark)
{
    Region *region = emit->region;
    EmitPiece piece = {
        .count = emit->count - mark.instruction,
        .from = mark.instruction,
        .loop_count = emit->loop_count - mark.loop,
        .block_returns = emit->block_returns,
    };
    piece.items = region_array(region, piece.count + 1, sizeof *piece.items);
    piece.loops =
        region_array(region, piece.loop_count + 1, sizeof *piece.loops);
    piece.labels =
        region_array(region, emit->label_count + 1, sizeof *piece.labels);
    if (!piece.items || !piece.loops || !piece.labels) {
        piece.count = piece.loop_count = 0;
        return piece;
    }
    if (piece.count) {
        memcpy(piece.items, emit->items + mark.instruction,
               piece.count * sizeof *piece.items);
    }
    if (piece.loop_count) {
        memcpy(piece.loops, emit->loops + mark.loop,
               piece.loop_count * sizeof *piece.loops);
    }
    /* Whatever is bound at or behind the mark was bound by the piece: nothing
       is bound at the end of the code and then left without an instruction
       but by it. */
    for (size_t i = 0; i < emit->label_count; i++) {
        if (emit->labels[i] >= 0 && (size_t)emit->labels[i] >= piece.from &&
            (size_t)i >= mark.label) {
            piece.labels[piece.label_count++] = (Label)i;
        }
    }
    emit->count = mark.instruction;
    emit->loop_count = mark.loop;
    emit->block_returns = mark.block_returns;
    emit->entry_empty = mark.entry_empty;
    return piece;
}

bool emit_paste(Emit *emit, EmitPiece piece)
{
    size_t shift = emit->count - piece.from;
    for (size_t i = 0; i < piece.count; i++) {
        if (!append(emit, (Opcode)piece.items[i].op, 0, NO_LABEL)) {
            return false;
        }
        emit->items[emit->count - 1] = piece.items[i];
    }
    for (size_t i = 0; i < piece.label_count; i++) {
        emit->labels[piece.labels[i]] += (int)shift;
    }
    for (size_t i = 0; i < piece.loop_count; i++) {
        if (!grow(emit->region, (void **)&emit->loops, emit->loop_count,
                  &emit->loop_capacity, sizeof *emit->loops)) {
            return false;
        }
        LoopBody loop = piece.loops[i];
        emit->loops[emit->loop_count++] = (LoopBody){
            loop.jump + (uint32_t)shift, loop.body + (uint32_t)shift};
    }
    emit->block_returns = piece.block_returns;
    return !emit->region->out_of_memory;
}

/* ---- constants ----------------------------------------------------------- */

static bool index_grow(ConstantTable *t, Region *region)
{
    size_t size = t->index_size ? t->index_size * 2 : 64;
    uint32_t *index = region_array(region, size, sizeof *index);
    if (!index) {
        return false;
    }
    for (size_t i = 0; i < t->count; i++) {
        size_t at = constant_key(t->items[i]) & (size - 1);
        while (index[at]) {
            at = (at + 1) & (size - 1);
        }
        index[at] = (uint32_t)i + 1;
    }
    t->index = index;
    t->index_size = size;
    return true;
}

uint32_t emit_constant_new(Emit *emit, const Constant *constant)
{
    ConstantTable *t = &emit->constants;
    if (!constant || !grow(emit->region, (void **)&t->items, t->count,
                           &t->capacity, sizeof *t->items)) {
        return 0;
    }
    t->items[t->count++] = constant;
    return (uint32_t)t->count - 1;
}

uint32_t emit_constant(Emit *emit, const Constant *constant)
{
    ConstantTable *t = &emit->constants;
    if (!constant ||
        (t->count * 2 >= t->index_size && !index_grow(t, emit->region))) {
        return 0;
    }
    size_t at = constant_key(constant) & (t->index_size - 1);
    for (; t->index[at]; at = (at + 1) & (t->index_size - 1)) {
        if (constant_same(t->items[t->index[at] - 1], constant)) {
            return t->index[at] - 1;
        }
    }
    size_t before = t->count;
    uint32_t number = emit_constant_new(emit, constant);
    if (t->count > before) {
        t->index[at] = number + 1;
    }
    return number;
}
