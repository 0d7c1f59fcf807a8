/* SPDX-License-Identifier: MIT */
/* The peephole: small improvements CPython 3.8 makes to finished code.
 *
 *  - `while 1`: a constant that is true and the test of it disappear;
 *  - a tuple of constants becomes one constant;
 *  - building a tuple only to unpack it becomes a rotation;
 *  - jumps to jumps go where the last one goes;
 *  - what follows a return, up to the next jump target, disappears.
 * A rule applies only when no jump leads into the middle of its pattern. Jump
 * targets are those of the first layout: instructions are taken out or
 * rewritten in place, never moved. */
#include "bytecode/emit.h"

typedef struct Peephole {
    Emit *emit;
    uint32_t *block;  /* number of the basic block of each instruction */
    uint32_t *target; /* instruction a jump goes to, by instruction */
} Peephole;

static bool is_conditional(uint16_t op)
{
    return op == OP_POP_JUMP_IF_FALSE || op == OP_POP_JUMP_IF_TRUE ||
           op == OP_JUMP_IF_FALSE_OR_POP || op == OP_JUMP_IF_TRUE_OR_POP;
}

static bool is_unconditional(uint16_t op)
{
    return op == OP_JUMP_ABSOLUTE || op == OP_JUMP_FORWARD;
}

static bool jumps_on_true(uint16_t op)
{
    return op == OP_POP_JUMP_IF_TRUE || op == OP_JUMP_IF_TRUE_OR_POP;
}

static Instruction *at(const Peephole *p, size_t i)
{
    return &p->emit->items[i];
}

static bool same_block(const Peephole *p, size_t a, size_t b)
{
    return p->block[a] == p->block[b];
}

static void take_out(Peephole *p, size_t i)
{
    at(p, i)->removed = true;
    at(p, i)->op = OP_NOP;
    at(p, i)->target = NO_LABEL;
}

static bool prepare(Peephole *p)
{
    Emit *emit = p->emit;
    p->block = region_array(emit->region, emit->count + 1, sizeof(uint32_t));
    p->target = region_array(emit->region, emit->count + 1, sizeof(uint32_t));
    if (!p->block || !p->target) {
        return false;
    }
    for (size_t i = 0; i < emit->count; i++) {
        if (emit->items[i].target != NO_LABEL) {
            p->target[i] = (uint32_t)emit->labels[emit->items[i].target];
            p->block[p->target[i]] = 1;
        }
    }
    uint32_t number = 0;
    for (size_t i = 0; i <= emit->count; i++) {
        number += p->block[i];
        p->block[i] = number;
    }
    return true;
}

/* Offset of an instruction in the first layout, in bytes. */
static uint32_t offset_of(const Peephole *p, size_t i)
{
    return at(p, i)->at * 2;
}

/* Let jump `i` become `op` to instruction `to`. False: no room for it. */
static bool redirect(Peephole *p, size_t i, uint16_t op, uint32_t to)
{
    Emit *emit = p->emit;
    if (to >= emit->count) {
        return false;
    }
    uint32_t arg = offset_of(p, to);
    if (emit_is_relative(op)) {
        uint32_t next = at(p, i)->at + at(p, i)->units;
        if (at(p, to)->at < next) {
            return false;
        }
        arg -= next * 2;
    }
    if (emit_units(arg) > at(p, i)->units) {
        return false;
    }
    Label label = emit_label(emit);
    if ((size_t)label >= emit->label_count) {
        return false;
    }
    emit->labels[label] = (int)to;
    at(p, i)->op = op;
    at(p, i)->target = label;
    at(p, i)->units = emit_units(arg);
    at(p, i)->arg = arg;
    p->target[i] = to;
    return true;
}

/* ---- the rules ----------------------------------------------------------- */

static void true_constant(Peephole *p, size_t i)
{
    Emit *emit = p->emit;
    if (i + 1 < emit->count && at(p, i + 1)->op == OP_POP_JUMP_IF_FALSE &&
        same_block(p, i, i + 1) &&
        constant_truth(emit->constants.items[at(p, i)->arg])) {
        take_out(p, i);
        take_out(p, i + 1);
    }
}

/* Index of the first of `n` LOAD_CONSTs before `i`, or -1. */
static int64_t constants_before(const Peephole *p, size_t i, uint32_t n)
{
    while (n && i-- > 0) {
        if (at(p, i)->removed) {
            continue;
        }
        if (at(p, i)->op != OP_LOAD_CONST) {
            return -1;
        }
        if (--n == 0) {
            return (int64_t)i;
        }
    }
    return -1;
}

static bool fold_tuple(Peephole *p, size_t i, uint32_t n)
{
    Emit *emit = p->emit;
    int64_t first = constants_before(p, i, n);
    if (n == 0 || first < 0 || !same_block(p, (size_t)first, i)) {
        return false;
    }
    const Constant **items =
        region_array(emit->region, n, sizeof(const Constant *));
    if (!items) {
        return false;
    }
    size_t k = 0;
    for (size_t j = (size_t)first; j < i; j++) {
        if (!at(p, j)->removed) {
            items[k++] = emit->constants.items[at(p, j)->arg];
        }
    }
    uint32_t index =
        emit_constant_new(emit, constant_tuple(emit->region, items, n));
    /* The place of the whole pattern is the new instruction's room. */
    uint32_t end = at(p, i)->at + at(p, i)->units;
    uint8_t units = emit_units(index);
    if (units > end - at(p, (size_t)first)->at) {
        return true;
    }
    for (size_t j = (size_t)first; j < i; j++) {
        take_out(p, j);
    }
    at(p, i)->op = OP_LOAD_CONST;
    at(p, i)->arg = index;
    at(p, i)->at = units > at(p, i)->units ? end - units : at(p, i)->at;
    at(p, i)->units = units;
    return true;
}

static void build_tuple(Peephole *p, size_t i)
{
    uint32_t n = at(p, i)->arg;
    if (fold_tuple(p, i, n) || i + 1 >= p->emit->count) {
        return;
    }
    Instruction *next = at(p, i + 1);
    if (next->op != OP_UNPACK_SEQUENCE || next->arg != n ||
        !same_block(p, i, i + 1) || n > 3) {
        return;
    }
    if (n < 2) {
        take_out(p, i);
        take_out(p, i + 1);
    } else if (n == 2) {
        at(p, i)->op = OP_ROT_TWO;
        at(p, i)->arg = 0;
        take_out(p, i + 1);
    } else {
        at(p, i)->op = OP_ROT_THREE;
        at(p, i)->arg = 0;
        next->op = OP_ROT_TWO;
        next->arg = 0;
    }
}

/* `a and b or c`: a test whose outcome the next test repeats. True: look at
 * this instruction again. */
static bool test_of_test(Peephole *p, size_t i)
{
    uint16_t op = at(p, i)->op;
    uint32_t to = p->target[i];
    if (to >= p->emit->count || !is_conditional(at(p, to)->op)) {
        return false;
    }
    if (jumps_on_true(at(p, to)->op) == jumps_on_true(op)) {
        return redirect(p, i, at(p, to)->op, p->target[to]);
    }
    uint16_t popping = op == OP_JUMP_IF_TRUE_OR_POP ? OP_POP_JUMP_IF_TRUE
                                                    : OP_POP_JUMP_IF_FALSE;
    return redirect(p, i, popping, to + 1);
}

static void jump_to_jump(Peephole *p, size_t i)
{
    uint16_t op = at(p, i)->op;
    uint32_t to = p->target[i];
    if (to >= p->emit->count) {
        return;
    }
    if (is_unconditional(op) && at(p, to)->op == OP_RETURN_VALUE) {
        at(p, i)->op = OP_RETURN_VALUE;
        at(p, i)->arg = 0;
        at(p, i)->units = 1;
        at(p, i)->target = NO_LABEL;
        return;
    }
    if (is_unconditional(at(p, to)->op)) {
        /* JUMP_ABSOLUTE can go backwards. */
        redirect(p, i, op == OP_JUMP_FORWARD ? OP_JUMP_ABSOLUTE : op,
                 p->target[to]);
    }
}

/* What opens or ends a handler stays even where it is never reached. */
static size_t after_return(Peephole *p, size_t i)
{
    size_t next = i + 1;
    while (next < p->emit->count && same_block(p, i, next) &&
           at(p, next)->op != OP_END_FINALLY &&
           at(p, next)->op != OP_SETUP_FINALLY) {
        take_out(p, next++);
    }
    return next;
}

bool peephole(Emit *emit)
{
    Peephole p = {.emit = emit};
    if (!prepare(&p)) {
        return false;
    }
    for (size_t i = 0; i < emit->count;) {
        size_t next = i + 1;
        switch (at(&p, i)->removed ? OP_NOP : at(&p, i)->op) {
        case OP_LOAD_CONST:
            true_constant(&p, i);
            break;
        case OP_BUILD_TUPLE:
            build_tuple(&p, i);
            break;
        case OP_JUMP_IF_FALSE_OR_POP:
        case OP_JUMP_IF_TRUE_OR_POP:
            if (test_of_test(&p, i)) {
                next = i;
                break;
            }
            jump_to_jump(&p, i);
            break;
        case OP_POP_JUMP_IF_FALSE:
        case OP_POP_JUMP_IF_TRUE:
        case OP_JUMP_FORWARD:
        case OP_JUMP_ABSOLUTE:
            jump_to_jump(&p, i);
            break;
        case OP_RETURN_VALUE:
            next = after_return(&p, i);
            break;
        default:
            break;
        }
        i = next;
    }
    return !emit->region->out_of_memory;
}
