/* SPDX-License-Identifier: MIT */
/*
 * frame.f_lineno = N: a debugger's jump, from a trace function only.
 *
 * A jump may leave blocks but not enter one. Which regions of blocks an
 * instruction lies in is read off the code; where the operand stack and the
 * block stack must go back to follows from the regions that both places share.
 * The rules and the words of the errors are CPython 3.8's.
 */
#include "bytecode/code.h"
#include "bytecode/code_check.h"
#include "bytecode/opcode.h"
#include "vm/natives.h"
#include "vm/trace.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/unwind.h"

#define REGIONS_MAX 64

typedef enum {
    REGION_LOOP,    /* of `for`: its iterator is on the stack */
    REGION_TRY,     /* a SETUP_FINALLY block */
    REGION_WITH,    /* a SETUP_WITH block, above its exit function */
    REGION_EXCEPT,  /* handlers, up to END_FINALLY */
    REGION_FINALLY, /* the same of `finally` and of the end of `with` */
} RegionKind;

typedef struct CodeRegion {
    uint32_t start;
    uint32_t end;
    RegionKind kind;
} CodeRegion;

typedef struct CodeRegions {
    CodeRegion of[REGIONS_MAX];
    size_t count;
} CodeRegions;

typedef struct CodeText {
    const uint8_t *code;
    uint32_t size;
    uint32_t stack_size;
} CodeText;

/* The block that the instruction at `at` opens. */
static bool region_opened(CodeText text, uint32_t at, uint32_t operand,
                          CodeRegion *region)
{
    uint32_t end = at + 2 + operand;
    *region = (CodeRegion){.start = at, .end = end};
    switch (text.code[at]) {
    case OP_FOR_ITER:
        region->kind = REGION_LOOP;
        return true;
    case OP_SETUP_FINALLY:
        region->kind = REGION_TRY;
        if (end < text.size && text.code[end] == OP_END_ASYNC_FOR) {
            region->kind = REGION_LOOP;
            region->end += 2;
        }
        return true;
    case OP_SETUP_WITH:
    case OP_SETUP_ASYNC_WITH:
        region->kind = REGION_WITH;
        return true;
    default:
        return false;
    }
}

/* The regions that end at `at`, where a handler may begin. */
static void regions_close(CodeText text, uint32_t at, CodeRegions *regions)
{
    while (regions->count) {
        CodeRegion *top = &regions->of[regions->count - 1];
        if (top->end != at) {
            return;
        }
        if (top->kind == REGION_LOOP) {
            regions->count--;
            continue;
        }
        uint8_t op = text.code[at];
        bool except =
            top->kind == REGION_TRY && (op == OP_DUP_TOP || op == OP_POP_TOP);
        top->kind = except ? REGION_EXCEPT : REGION_FINALLY;
        top->end = UINT32_MAX;
        return;
    }
}

/* The regions around the instruction at `place`, outermost first. False: more
 * than the compiler makes. */
static bool regions_at(CodeText text, uint32_t place, CodeRegions *regions)
{
    uint32_t operand = 0;
    regions->count = 0;
    for (uint32_t at = 0; at < text.size; at += 2) {
        regions_close(text, at, regions);
        operand = operand << 8 | text.code[at + 1];
        if (text.code[at] == OP_EXTENDED_ARG) {
            if (at == place) {
                return true;
            }
            continue;
        }
        CodeRegion opened;
        bool opens = region_opened(text, at, operand, &opened);
        operand = 0;
        /* A loop's own instruction has the iterator already. */
        if (at == place && !(opens && opened.kind == REGION_LOOP)) {
            return true;
        }
        if (opens) {
            if (regions->count == REGIONS_MAX) {
                return false;
            }
            regions->of[regions->count++] = opened;
        }
        if (at == place) {
            return true;
        }
        if (text.code[at] == OP_END_FINALLY && regions->count &&
            regions->of[regions->count - 1].kind >= REGION_EXCEPT) {
            regions->count--;
        }
    }
    return true;
}

/* ---- both stacks --------------------------------------------------------- */

typedef struct Stacks {
    uint32_t depth;
    uint8_t blocks;
} Stacks;

/* `finally` with a `return` in it: there is room for a result below. */
static bool keeps_result(CodeText text, const CodeRegion *region)
{
    return text.code[region->start] == OP_SETUP_FINALLY && region->start >= 2 &&
           text.code[region->start - 2] == OP_LOAD_CONST;
}

/* What lies on the stacks inside the first `n` regions; false: the frame does
 * not look as its code says. */
static bool stacks_at(const Frame *frame, CodeText text,
                      const CodeRegions *regions, size_t n, Stacks *out)
{
    Stacks s = {0, 0};
    for (size_t i = 0; i < n; i++) {
        RegionKind kind = regions->of[i].kind;
        size_t level;
        BlockKind block = BLOCK_FINALLY;
        bool there = s.blocks < frame->blocks;
        if (there) {
            block = block_look(frame, s.blocks, &level);
        }
        s.depth += kind == REGION_LOOP || kind == REGION_WITH;
        s.depth += keeps_result(text, &regions->of[i]);
        if (kind == REGION_TRY || kind == REGION_WITH) {
            if (!there || block != BLOCK_FINALLY || level != s.depth) {
                return false;
            }
            s.blocks++;
        } else if (kind >= REGION_EXCEPT) {
            if (there && block == BLOCK_HANDLER && level == s.depth) {
                s.blocks++;
                s.depth += kind == REGION_EXCEPT ? 3 : 6;
            } else if (kind == REGION_FINALLY) {
                s.depth++;
            } else {
                return false;
            }
        }
    }
    *out = s;
    return s.depth <= frame->depth;
}

/* What code_check counts inside the first `n` regions. */
static int depth_in(CodeText text, const CodeRegions *regions, size_t n)
{
    static const uint8_t values[] = {
        [REGION_LOOP] = 1,   [REGION_TRY] = 0,     [REGION_WITH] = 1,
        [REGION_EXCEPT] = 3, [REGION_FINALLY] = 6,
    };
    int depth = 0;
    for (size_t i = 0; i < n; i++) {
        depth += values[regions->of[i].kind];
        depth += keeps_result(text, &regions->of[i]);
    }
    return depth;
}

/* A line may begin in the middle of an expression; a jump would miss what is
 * on the stack there. */
static Status check_depth(World *w, CodeText text, const CodeRegions *to,
                          uint32_t place)
{
    const Code code = {.code = text.code,
                       .code_size = text.size,
                       .stack_size = text.stack_size};
    int fits = code_can_enter(&code, place, depth_in(text, to, to->count));
    if (fits < 0) {
        return raise_memory(w);
    }
    return fits ? OK
                : raise_value(w, "can't jump into the middle of an expression");
}

/* ---- lines --------------------------------------------------------------- */

/* Where the first line from `line` on begins; false: there is none. */
static bool line_place(const CodeObject *code, int64_t line, uint32_t *place)
{
    const Bytes *table = AS(Bytes, code->line_table);
    int64_t at_line = code->first_line;
    uint32_t at = 0;
    *place = 0;
    if (line == at_line) {
        return true;
    }
    for (uint64_t i = 0; i + 1 < table->length; i += 2) {
        at += (uint8_t)table->data[i];
        at_line += (signed char)table->data[i + 1];
        if (at_line >= line) {
            *place = at;
            return at < AS(Bytes, code->code)->length;
        }
    }
    return false;
}

static Status check_event(World *w, const Thread *t, const Frame *frame,
                          CodeText text)
{
    const Values *record = trace_record(w, frame);
    if (frame->pc == 0) {
        return raise_value(
            w, "can't jump from the 'call' trace event of a new frame");
    }
    if (!record || !record->items[RECORD_FUNCTION]) {
        return raise_value(w, "f_lineno can only be set by a trace function");
    }
    if (trace_in_line(t, frame)) {
        return OK;
    }
    return raise_value(w, text.code[frame->pc - 2] == OP_YIELD_VALUE
                              ? "can't jump from a yield statement"
                              : "can only jump from a 'line' trace event");
}

static Status check_regions(World *w, const CodeRegions *from,
                            const CodeRegions *to, size_t common)
{
    for (size_t i = from->count; i-- > common;) {
        if (from->of[i].kind >= REGION_EXCEPT) {
            return raise_value(w, "can't jump out of %s block",
                               from->of[i].kind == REGION_EXCEPT
                                   ? "an 'except'"
                                   : "a 'finally'");
        }
    }
    if (to->count == common) {
        return OK;
    }
    RegionKind kind = to->of[common].kind;
    if (kind >= REGION_EXCEPT) {
        return raise_value(w, "can't jump into %s block",
                           kind == REGION_EXCEPT ? "an 'except'"
                                                 : "a 'finally'");
    }
    return raise_value(w, "can't jump into the middle of a block");
}

static Status jump(World *w, Frame *frame, CodeText text, uint32_t place)
{
    CodeRegions from;
    CodeRegions to;
    if (text.code[place] == OP_DUP_TOP || text.code[place] == OP_POP_TOP) {
        return raise_value(
            w, "can't jump to 'except' line as there's no exception");
    }
    if (!regions_at(text, frame->pc - 2, &from) ||
        !regions_at(text, place, &to)) {
        return raise_value(w, "can't jump into the middle of a block");
    }
    size_t common = 0;
    while (common < from.count && common < to.count &&
           from.of[common].start == to.of[common].start &&
           from.of[common].kind == to.of[common].kind) {
        common++;
    }
    TRY(check_regions(w, &from, &to, common));
    TRY(check_depth(w, text, &to, place));
    Stacks stacks;
    if (!stacks_at(frame, text, &from, common, &stacks)) {
        return raise_value(w, "can't jump into the middle of a block");
    }
    world_touch(w, frame, sizeof *frame);
    frame->depth = stacks.depth;
    frame->blocks = stacks.blocks;
    frame->pc = place + 2; /* as if it were in progress */
    return OK;
}

Status frame_set_line(World *w, Thread *t, NativeFrame *f)
{
    Frame *frame = AS(Frame, f->self);
    const Bytes *bytes = AS(Bytes, frame->code->code);
    CodeText text = {(const uint8_t *)bytes->data, (uint32_t)bytes->length,
                     frame->code->stack_size};
    int64_t line;
    uint32_t place;
    f->result = NONE;
    if (!f->args[0]) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR, "cannot delete attribute");
    }
    if (!IS_INT(f->args[0]) && !is_exactly(f->args[0], TYPE_INT)) {
        return raise_value(w, "lineno must be an integer");
    }
    TRY(check_event(w, t, frame, text));
    if (!int_to_int64(f->args[0], &line) || line > INT32_MAX ||
        line < INT32_MIN) {
        return raise_value(w, "lineno out of range");
    }
    if (line < frame->code->first_line) {
        return raise_value(w, "line %ld comes before the current code block",
                           line);
    }
    if (!line_place(frame->code, line, &place)) {
        return raise_value(w, "line %ld comes after the current code block",
                           line);
    }
    TRY(jump(w, frame, text, place));
    Values *record = trace_record(w, frame);
    STORE(w, record->items[RECORD_LINE],
          INT(code_object_line(frame->code, place)));
    return OK;
}
