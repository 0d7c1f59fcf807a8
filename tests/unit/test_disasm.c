/* SPDX-License-Identifier: MIT */
/* The disassembler's layout on code written by hand (tests/run_dis.py compares
 * whole files with CPython), line tables, and docs/opcodes.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "bytecode/disasm.h"
#include "bytecode/opcode.h"
#include "bytecode/opcode_page.h"

static void assert_listing(const Code *code, const char *expected) {
    Buffer out = {0};
    disasm_all(&out, code);
    assert_false(out.failed);
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

/* if x in "ab": return f"{x!r:>5}" */
static const uint8_t branch_body[] = {
    OP_LOAD_FAST,         0,  OP_LOAD_CONST,   1, OP_COMPARE_OP, 6,
    OP_POP_JUMP_IF_FALSE, 18, OP_LOAD_FAST,    0, OP_LOAD_CONST, 2,
    OP_FORMAT_VALUE,      6,  OP_RETURN_VALUE, 0, OP_NOP,        7,
    OP_LOAD_CONST,        0,  OP_RETURN_VALUE, 0,
};

static void columns_are_cpythons(void **state) {
    (void)state;
    const Constant text = {.kind = CONSTANT_STR, .text = TEXT("ab")};
    const Constant width = {.kind = CONSTANT_STR, .text = TEXT(">5")};
    const Constant *constants[] = {constant_simple(CONSTANT_NONE), &text,
                                   &width};
    static const Text names[] = {TEXT("x")};
    static const uint8_t lines[] = {0, 1, 8, 1, 8, 100};
    const Code code = {.code = branch_body,
                       .code_size = sizeof branch_body,
                       .constants = constants,
                       .constant_count = 3,
                       .variable_names = {names, 1},
                       .line_table = lines,
                       .line_table_size = sizeof lines,
                       .first_line = 1};
    assert_listing(
        &code,
        "  2           0 LOAD_FAST                0 (x)\n"
        "              2 LOAD_CONST               1 ('ab')\n"
        "              4 COMPARE_OP               6 (in)\n"
        "              6 POP_JUMP_IF_FALSE       18\n"
        "\n"
        "  3           8 LOAD_FAST                0 (x)\n"
        "             10 LOAD_CONST               2 ('>5')\n"
        "             12 FORMAT_VALUE             6 (repr, with format)\n"
        "             14 RETURN_VALUE\n"
        "\n"
        "103          16 NOP\n"
        "        >>   18 LOAD_CONST               0 (None)\n"
        "             20 RETURN_VALUE\n");
    Buffer out = {0};
    disasm_code(&out, &code, 2);
    assert_non_null(strstr(out.data, "    -->       2 LOAD_CONST"));
    buffer_free(&out);
}

static void wide_operands_are_shown_in_full(void **state) {
    (void)state;
    static const uint8_t body[] = {OP_EXTENDED_ARG,  1, OP_BUILD_LIST,   2,
                                   OP_JUMP_FORWARD,  0, OP_RETURN_VALUE, 0,
                                   OP_MAKE_FUNCTION, 9};
    const Code code = {
        .code = body, .code_size = sizeof body, .first_line = 1000};
    assert_listing(&code,
                   "1000           0 EXTENDED_ARG             1\n"
                   "               2 BUILD_LIST             258\n"
                   "               4 JUMP_FORWARD             0 (to 6)\n"
                   "         >>    6 RETURN_VALUE\n"
                   "               8 MAKE_FUNCTION            9 (defaults, "
                   "closure)\n");
}

static void nested_code_follows(void **state) {
    (void)state;
    static const uint8_t body[] = {OP_LOAD_CONST, 0, OP_RETURN_VALUE, 0};
    const Constant *none[] = {constant_simple(CONSTANT_NONE)};
    const Code inner = {.code = body,
                        .code_size = sizeof body,
                        .constants = none,
                        .constant_count = 1,
                        .name = TEXT("f"),
                        .filename = TEXT("x.py"),
                        .first_line = 2};
    const Constant constant = {.kind = CONSTANT_CODE, .code = &inner};
    const Constant *constants[] = {&constant};
    const Code outer = {.code = body,
                        .code_size = sizeof body,
                        .constants = constants,
                        .constant_count = 1,
                        .first_line = 1};
    Buffer out = {0};
    disasm_all(&out, &outer);
    const char *shown = strstr(out.data, "\n\nDisassembly of <code object f at "
                                         "0x7f");
    assert_non_null(shown);
    assert_non_null(strstr(shown, ", file \"x.py\", line 2>:\n  2           0 "
                                  "LOAD_CONST"));
    buffer_free(&out);
}

/* Steps of more than 255 bytes or 127 lines take several pairs; lines may go
 * back. */
static void line_tables_are_walked(void **state) {
    (void)state;
    static const uint8_t pairs[] = {4, 1, 255,           0, 1, 127, 0, 73, 2,
                                    0, 2, (uint8_t)-100, 2, 0};
    const Code code = {
        .line_table = pairs, .line_table_size = sizeof pairs, .first_line = 10};
    const struct {
        uint32_t offset;
        int line;
    } expected[] = {{0, 10}, {4, 11}, {260, 211}, {264, 111}};
    CodeLines lines;
    uint32_t offset;
    int line;
    code_lines_start(&lines, &code);
    for (size_t i = 0; i < 4; i++) {
        assert_true(code_lines_next(&lines, &offset, &line));
        assert_int_equal(offset, expected[i].offset);
        assert_int_equal(line, expected[i].line);
        assert_int_equal(code_line(&code, offset), line);
    }
    assert_false(code_lines_next(&lines, &offset, &line));
    assert_false(code_lines_next(&lines, &offset, &line));
    assert_int_equal(code_line(&code, 2), 10);
    assert_int_equal(code_line(&code, 262), 211);
    assert_int_equal(code_line(&code, 9999), 111);
}

static void opcode_table_is_complete(void **state) {
    (void)state;
    int count = 0;
    for (int op = 0; op < 256; op++) {
        const OpcodeInfo *info = &opcode_table[op];
        count += info->name != NULL;
        if (info->name && op < OPCODE_HAVE_ARGUMENT) {
            assert_int_equal(info->operand, OPERAND_NONE);
        } else if (info->name) {
            assert_int_not_equal(info->operand, OPERAND_NONE);
        }
    }
    assert_int_equal(count, 120); /* of CPython 3.8 */
    assert_int_equal(opcode_stack_effect(OP_FOR_ITER, 0, true), -1);
    assert_int_equal(opcode_stack_effect(OP_FOR_ITER, 0, false), 1);
    assert_int_equal(opcode_stack_effect(OP_CALL_FUNCTION_KW, 3, false), -4);
}

/* Made by gilscope-opcodes; the message says how to make it anew. */
static void opcode_page_is_up_to_date(void **state) {
    (void)state;
    Buffer page = {0};
    Buffer kept = {0};
    opcode_page(&page);
    FILE *file = fopen("docs/opcodes.md", "rb");
    assert_non_null(file);
    assert_true(buffer_reserve(&kept, page.size + 1));
    kept.size = fread(kept.data, 1, page.size + 1, file);
    fclose(file);
    bool same =
        kept.size == page.size && !memcmp(kept.data, page.data, page.size);
    buffer_free(&page);
    buffer_free(&kept);
    if (!same) {
        fail_msg("docs/opcodes.md: run gilscope-opcodes > docs/opcodes.md");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_cpythons),
        cmocka_unit_test(wide_operands_are_shown_in_full),
        cmocka_unit_test(nested_code_follows),
        cmocka_unit_test(line_tables_are_walked),
        cmocka_unit_test(opcode_table_is_complete),
        cmocka_unit_test(opcode_page_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
