/* SPDX-License-Identifier: MIT */
/* _opcode: the table of opcodes, for the modules opcode and dis. */
#include "bytecode/opcode.h"
#include "vm/natives.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* [(number, name, operand kind), ...] by number. */
Status opcode_rows(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value rows = list_new(w, OPCODE_COUNT);
    NEED(rows);
    for (int op = 0; op < 256 && op < OPCODE_COUNT; op++) {
        const OpcodeInfo *info = &opcode_table[op];
        if (!info->name) {
            continue;
        }
        Value name = str_intern_ascii(w, info->name);
        NEED(name);
        Value row = tuple_of(w, 3, INT(op), name, INT(info->operand));
        NEED(row);
        TRY(list_append(w, rows, row));
    }
    f->result = rows;
    return OK;
}

static Status stack_jump(World *w, Value jump, bool *from, bool *to)
{
    *from = !jump || jump == NONE || jump == FALSE_VALUE;
    *to = !jump || jump == NONE || jump == TRUE_VALUE;
    if (!*from && !*to) {
        return raise_value(w, "stack_effect: jump must be False, True or None");
    }
    return OK;
}

/* What the opcode does to the depth of the stack; the larger of both when it
 * may jump. */
Status opcode_effect(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t op;
    int64_t arg = 0;
    bool stays;
    bool jumps;
    Value given = f->args[1];
    if (!is_int(f->args[0]) || (given && given != NONE && !is_int(given))) {
        return raise_type(w, "an integer is required");
    }
    if (!int_to_int64(f->args[0], &op) || op < 0 || op >= OPCODE_COUNT ||
        op > 255 || !opcode_table[op].name) {
        return raise_value(w, "invalid opcode or oparg");
    }
    bool has_argument = op >= OPCODE_HAVE_ARGUMENT;
    if (has_argument != (given && given != NONE)) {
        return raise_value(
            w, has_argument
                   ? "stack_effect: opcode requires oparg but oparg was not "
                     "specified"
                   : "stack_effect: opcode does not permit oparg but oparg was "
                     "specified");
    }
    if (has_argument && (!int_to_int64(given, &arg) || arg != (int32_t)arg)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C int");
    }
    TRY(stack_jump(w, f->args[2], &stays, &jumps));
    int without = opcode_stack_effect((Opcode)op, (int)arg, false);
    int with = opcode_stack_effect((Opcode)op, (int)arg, true);
    int effect = !jumps           ? without
                 : !stays         ? with
                 : with > without ? with
                                  : without;
    f->result = INT(effect);
    return OK;
}

Status opcode_comparisons(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Tuple *names = tuple_new(w, COMPARE_COUNT);
    NEED(names);
    for (int i = 0; i < COMPARE_COUNT; i++) {
        names->items[i] = str_intern_ascii(w, opcode_compare_names[i]);
        NEED(names->items[i]);
    }
    f->result = VALUE(names);
    return OK;
}
