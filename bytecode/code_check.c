/* SPDX-License-Identifier: MIT */
/* Code check: operands are judged by the kind opcodes.def gives them, the
 * stack's depth by its effects, along every path from the first instruction.
 *
 * Depths are found as CPython's compiler finds them, but on the finished code:
 * a target's depth is the greatest it is reached with. A depth that still
 * grows after the code was walked many times over belongs to a loop that
 * pushes; no compiler makes one. Code that no path leads to may well run
 * beyond the end: 3.8 leaves such pieces behind `finally: return`. */
#include "bytecode/code_check.h"

#include "bytecode/opcode.h"

#include <stdlib.h>

typedef struct {
    uint32_t at;   /* of its first EXTENDED_ARG, if any */
    uint32_t next; /* the instruction behind it */
    uint32_t op;
    uint32_t arg;
    bool good;
} Instruction;

static Instruction instruction_at(const Code *code, uint32_t at)
{
    Instruction in = {.at = at, .next = at};
    int prefixes = -1;
    do {
        in.op = code->code[in.next];
        in.arg = in.arg << 8 | code->code[in.next + 1];
        in.next += 2;
        prefixes++;
    } while (in.op == OP_EXTENDED_ARG && in.next < code->code_size);
    in.good = in.op != OP_EXTENDED_ARG && prefixes <= 3 &&
              opcode_table[in.op].name != NULL;
    return in;
}

static bool is_jump(uint32_t op)
{
    return opcode_table[op].operand == OPERAND_JUMP_RELATIVE ||
           opcode_table[op].operand == OPERAND_JUMP_ABSOLUTE;
}

static uint64_t jump_target(const Instruction *in)
{
    bool relative = opcode_table[in->op].operand == OPERAND_JUMP_RELATIVE;
    return relative ? (uint64_t)in->next + in->arg : in->arg;
}

/* How many values an operand of this kind may have. */
static size_t operand_limit(const Code *code, uint8_t kind)
{
    switch (kind) {
    case OPERAND_CONST:
        return code->constant_count;
    case OPERAND_NAME:
        return code->names.count;
    case OPERAND_LOCAL:
        return code->variable_names.count;
    case OPERAND_FREE:
        return code->cell_names.count + code->free_names.count;
    case OPERAND_COMPARE:
        return COMPARE_COUNT;
    default:
        return SIZE_MAX;
    }
}

/* `starts` gets a 1 for each offset at which an instruction starts. */
static const char *check_instructions(const Code *code, char *starts)
{
    for (uint32_t at = 0; at < code->code_size;) {
        Instruction in = instruction_at(code, at);
        if (!in.good) {
            return "an opcode that does not exist";
        }
        if (in.arg >= operand_limit(code, opcode_table[in.op].operand)) {
            return "an operand beyond its table";
        }
        if (in.op == OP_RAISE_VARARGS && in.arg > 2) {
            return "an operand of no meaning";
        }
        starts[at] = 1;
        at = in.next;
    }
    return NULL;
}

static bool is_start(const Code *code, const char *starts, uint64_t offset)
{
    return offset < code->code_size && starts[offset];
}

static const char *check_jumps(const Code *code, const char *starts)
{
    for (uint32_t at = 0; at < code->code_size;) {
        Instruction in = instruction_at(code, at);
        at = in.next;
        if (is_jump(in.op) && !is_start(code, starts, jump_target(&in))) {
            return "a jump to no instruction";
        }
    }
    for (size_t i = 0; i < code->loop_body_count; i++) {
        const LoopBody *loop = &code->loop_bodies[i];
        if (loop->jump >= code->code_size ||
            code->code[loop->jump] != OP_JUMP_ABSOLUTE ||
            !is_start(code, starts, loop->body) ||
            (i > 0 && loop->jump <= loop[-1].jump)) {
            return "a loop that is none";
        }
    }
    return NULL;
}

/* Depths are kept plus one, 0 is "not reached yet". */
typedef struct {
    const Code *code;
    int32_t *depths; /* by offset / 2 */
    int deepest;
    bool changed; /* behind the instruction that is looked at */
    bool strict;  /* all paths to a place must come with one depth */
    bool bad;
} DepthWalk;

static bool falls_through(uint32_t op)
{
    return op != OP_RETURN_VALUE && op != OP_RAISE_VARARGS &&
           op != OP_JUMP_ABSOLUTE && op != OP_JUMP_FORWARD;
}

static void walk_to(DepthWalk *walk, uint32_t from, uint64_t target, int depth)
{
    if (depth < 0 || target >= walk->code->code_size) {
        walk->bad = true;
        return;
    }
    walk->deepest = depth > walk->deepest ? depth : walk->deepest;
    int32_t *known = &walk->depths[target / 2];
    if (walk->strict && *known && *known != depth + 1) {
        walk->bad = true;
    }
    if (*known < depth + 1) {
        *known = depth + 1;
        walk->changed = walk->changed || target <= from;
    }
}

/* How many values an instruction looks at, where that is more than it takes
 * away; those of `try` and `with` are left to their blocks. */
static int values_read(uint32_t op, int arg)
{
    switch (op) {
    case OP_ROT_FOUR:
        return 4;
    case OP_ROT_THREE:
    case OP_STORE_SUBSCR:
        return 3;
    case OP_ROT_TWO:
    case OP_DUP_TOP_TWO:
    case OP_COMPARE_OP:
    case OP_DELETE_SUBSCR:
    case OP_YIELD_FROM:
    case OP_STORE_ATTR:
    case OP_IMPORT_NAME:
        return 2;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING:
    case OP_BUILD_SLICE:
    case OP_BUILD_TUPLE_UNPACK:
    case OP_BUILD_LIST_UNPACK:
    case OP_BUILD_SET_UNPACK:
    case OP_BUILD_MAP_UNPACK:
    case OP_RAISE_VARARGS:
        return arg;
    case OP_BUILD_MAP:
        return 2 * arg;
    case OP_CALL_FUNCTION:
    case OP_BUILD_CONST_KEY_MAP:
    case OP_BUILD_TUPLE_UNPACK_WITH_CALL:
    case OP_LIST_APPEND:
    case OP_SET_ADD:
        return arg + 1;
    case OP_CALL_METHOD:
    case OP_CALL_FUNCTION_KW:
    case OP_BUILD_MAP_UNPACK_WITH_CALL:
    case OP_MAP_ADD:
        return arg + 2;
    case OP_CALL_FUNCTION_EX:
        return 2 + (arg & 1);
    case OP_MAKE_FUNCTION:
        return 2 + __builtin_popcount((unsigned)arg & 15);
    case OP_FORMAT_VALUE:
        return 1 + ((arg & 4) != 0);
    case OP_DUP_TOP:
    case OP_IMPORT_STAR:
    case OP_LOAD_ATTR:
    case OP_LOAD_METHOD:
    case OP_FOR_ITER:
    case OP_IMPORT_FROM:
    case OP_SETUP_WITH:
    case OP_UNPACK_SEQUENCE:
    case OP_UNPACK_EX:
    case OP_YIELD_VALUE:
    case OP_GET_ITER:
    case OP_GET_YIELD_FROM_ITER:
    case OP_GET_AWAITABLE:
    case OP_GET_AITER:
    case OP_GET_ANEXT:
    case OP_BEFORE_ASYNC_WITH:
    case OP_UNARY_POSITIVE:
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_NOT:
    case OP_UNARY_INVERT:
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_JUMP_IF_FALSE_OR_POP:
        return 1;
    default:
        /* A binary operator: two for one. */
        return opcode_table[op].name[0] == 'B' ||
                       opcode_table[op].name[0] == 'I'
                   ? 2 * (opcode_stack_effect((Opcode)op, arg, false) == -1)
                   : 0;
    }
}

static void walk_instruction(DepthWalk *walk, const Instruction *in)
{
    int depth = walk->depths[in->at / 2] - 1;
    if (depth < 0) {
        return; /* no path leads here */
    }
    int arg = in->arg > INT16_MAX * 256 ? INT16_MAX * 256 : (int)in->arg;
    walk->bad = walk->bad || depth < values_read(in->op, arg);
    if (is_jump(in->op)) {
        int effect = opcode_stack_effect((Opcode)in->op, arg, true);
        walk_to(walk, in->at, jump_target(in), depth + effect);
    }
    int after = depth + opcode_stack_effect((Opcode)in->op, arg, false);
    if (falls_through(in->op)) {
        walk_to(walk, in->at, in->next, after);
    } else if (!is_jump(in->op)) {
        walk->bad = walk->bad || after < 0;
    }
}

/* Follow every path from the depths that are known. */
static void walk_paths(DepthWalk *walk)
{
    enum { MOST_ROUNDS = 64 };
    walk->changed = true;
    for (int round = 0; walk->changed && !walk->bad; round++) {
        walk->changed = false;
        walk->bad = round == MOST_ROUNDS;
        for (uint32_t at = 0; at < walk->code->code_size && !walk->bad;) {
            Instruction in = instruction_at(walk->code, at);
            walk_instruction(walk, &in);
            at = in.next;
        }
    }
}

/* False: out of memory. walk->depths is to be freed. */
static bool walk_begin(DepthWalk *walk, const Code *code)
{
    *walk = (DepthWalk){.code = code};
    walk->depths = calloc(code->code_size / 2 + 1, sizeof *walk->depths);
    if (!walk->depths) {
        return false;
    }
    walk->depths[0] = 1;
    walk_paths(walk);
    return true;
}

int code_stack_depth(const Code *code)
{
    DepthWalk walk;
    if (!walk_begin(&walk, code)) {
        return -1;
    }
    free(walk.depths);
    return walk.bad ? -2 : walk.deepest;
}

static bool starts_at(const Code *code, uint32_t place)
{
    uint32_t at = 0;
    while (at < place && at < code->code_size) {
        at = instruction_at(code, at).next;
    }
    return at == place && at < code->code_size;
}

int code_can_enter(const Code *code, uint32_t place, int depth)
{
    DepthWalk walk;
    if (!starts_at(code, place)) {
        return false;
    }
    if (!walk_begin(&walk, code)) {
        return -1;
    }
    int32_t *known = &walk.depths[place / 2];
    bool good = !walk.bad && (*known == 0 || *known == depth + 1);
    if (good && *known == 0) {
        *known = depth + 1;
        walk.strict = true;
        walk_paths(&walk);
        good = !walk.bad && (uint32_t)walk.deepest <= code->stack_size;
    }
    free(walk.depths);
    return good;
}

static const char *check_header(const Code *code)
{
    uint64_t parameters =
        (uint64_t)code->argument_count + code->keyword_only_count +
        !!(code->flags & CODE_VARARGS) + !!(code->flags & CODE_VARKEYWORDS);
    if (code->code_size == 0 || code->code_size % 2 != 0) {
        return "code of an odd size";
    }
    if (code->positional_only_count > code->argument_count ||
        parameters > code->variable_names.count ||
        code->local_count != code->variable_names.count) {
        return "parameters without a name";
    }
    return code->line_table_size % 2 ? "half a line" : NULL;
}

const char *code_check(const Code *code)
{
    const char *wrong = check_header(code);
    if (wrong) {
        return wrong;
    }
    char *starts = calloc(1, code->code_size);
    if (!starts) {
        return "out of memory";
    }
    wrong = check_instructions(code, starts);
    if (!wrong) {
        wrong = check_jumps(code, starts);
    }
    free(starts);
    if (wrong) {
        return wrong;
    }
    int depth = code_stack_depth(code);
    if (depth == -1) {
        return "out of memory";
    }
    if (depth < 0) {
        return "a path out of the code or its stack";
    }
    return (uint32_t)depth > code->stack_size ? "a stack that is too small"
                                              : NULL;
}
