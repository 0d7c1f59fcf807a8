/* SPDX-License-Identifier: MIT */
/* The compiler: code, tables, errors and warnings of representative programs,
 * each as CPython 3.8 gives them, and behaviour without memory. */
#include "bytecode/code_check.h"
#include "bytecode/compile.h"
#include "bytecode/disasm.h"
#include "bytecode/opcode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct Fixture {
    Region region;
    Diagnostic diagnostic;
} Fixture;

static int setup(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    region_init(&fixture->region);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    Fixture *fixture = *state;
    region_free(&fixture->region);
    free(fixture);
    return 0;
}

static const Code *compile_as(Fixture *fixture, const char *text,
                              CompileMode mode, unsigned flags)
{
    diagnostic_init(&fixture->diagnostic, "t.py");
    return compile_source(&fixture->region, text, strlen(text), "t.py", mode,
                          flags, &fixture->diagnostic);
}

static const Code *compiled(Fixture *fixture, const char *text)
{
    const Code *code = compile_as(fixture, text, COMPILE_EXEC, 0);
    assert_string_equal(code ? "" : fixture->diagnostic.message, "");
    assert_null(code_check(code));
    return code;
}

/* The first code object among the constants. */
static const Code *inner(const Code *code)
{
    for (size_t i = 0; i < code->constant_count; i++) {
        if (code->constants[i]->kind == CONSTANT_CODE) {
            assert_null(code_check(code->constants[i]->code));
            return code->constants[i]->code;
        }
    }
    fail_msg("no code among the constants");
    return NULL;
}

/* The opcodes' names and operands, `; ` between instructions. */
static void assert_code(const Code *code, const char *expected)
{
    Buffer out = {0};
    for (uint32_t i = 0; i < code->code_size; i += 2) {
        const OpcodeInfo *info = &opcode_table[code->code[i]];
        buffer_string(&out, i ? "; " : "");
        buffer_string(&out, info->name);
        if (code->code[i] >= OPCODE_HAVE_ARGUMENT) {
            buffer_format(&out, " %u", code->code[i + 1]);
        }
    }
    assert_false(out.failed);
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

/* Their repr(), but for code objects. */
static void assert_constants(const Code *code, const char *expected)
{
    Buffer out = {0};
    for (size_t i = 0; i < code->constant_count; i++) {
        if (code->constants[i]->kind == CONSTANT_CODE) {
            continue;
        }
        buffer_string(&out, out.size ? " " : "");
        constant_repr(&out, code->constants[i]);
    }
    assert_string_equal(out.size ? out.data : "", expected);
    buffer_free(&out);
}

static void assert_error(Fixture *fixture, const char *text,
                         const char *message, int line, int column)
{
    const Diagnostic *d = &fixture->diagnostic;
    assert_null(compile_as(fixture, text, COMPILE_EXEC, 0));
    assert_string_equal(d->kind, "SyntaxError");
    assert_string_equal(d->message, message);
    assert_int_equal(d->line, line);
    assert_int_equal(d->column, column);
}

/* ---- code ---------------------------------------------------------------- */

static void an_augmented_global(void **state)
{
    const Code *code =
        inner(compiled(*state, "def f():\n    global x\n    x += 1\n"));
    assert_code(code, "LOAD_GLOBAL 0; LOAD_CONST 1; INPLACE_ADD; "
                      "STORE_GLOBAL 0; LOAD_CONST 0; RETURN_VALUE");
    assert_constants(code, "None 1");
    assert_int_equal(code->first_line, 1);
    assert_int_equal(code_line(code, 0), 3);
    assert_int_equal(code->stack_size, 2);
    assert_int_equal(code->flags,
                     CODE_OPTIMIZED | CODE_NEWLOCALS | CODE_NOFREE);
}

static void endless_loop_has_no_test(void **state)
{
    assert_code(compiled(*state, "while 1: x\n"),
                "LOAD_NAME 0; POP_TOP; JUMP_ABSOLUTE 0; LOAD_CONST 0; "
                "RETURN_VALUE");
}

static void loop_bodies_are_noted(void **state)
{
    const Code *code = compiled(*state, "while a:\n  while b: c\n");
    assert_int_equal(code->loop_body_count, 2);
    for (size_t i = 0; i < 2; i++) {
        LoopBody loop = code->loop_bodies[i];
        assert_int_equal(code->code[loop.jump], OP_JUMP_ABSOLUTE);
        assert_int_equal(code->code[loop.body - 2], OP_POP_JUMP_IF_FALSE);
    }
    assert_true(code->loop_bodies[0].jump < code->loop_bodies[1].jump);
}

static void dead_branch_leaves_only_names(void **state)
{
    const Code *code = compiled(*state, "if 0: a = b.c\nd = 1\n");
    assert_code(code, "LOAD_CONST 0; STORE_NAME 2; LOAD_CONST 1; RETURN_VALUE");
    assert_int_equal(code->names.count, 3);
    assert_int_equal(code->first_line, 1);
}

static void constant_tuples_are_appended(void **state)
{
    assert_constants(compiled(*state, "def g(a=1, b=2): pass\nx = (1, 2)\n"),
                     "1 2 'g' (1, 2) None (1, 2)");
}

static void unpacking_becomes_rotation(void **state)
{
    assert_code(compiled(*state, "a, b = b, a\n"),
                "LOAD_NAME 0; LOAD_NAME 1; ROT_TWO; STORE_NAME 1; "
                "STORE_NAME 0; LOAD_CONST 0; RETURN_VALUE");
}

static void return_through_finally(void **state)
{
    assert_code(
        inner(compiled(*state, "def f():\n try: return a()\n finally: b\n")),
        "SETUP_FINALLY 10; LOAD_GLOBAL 1; CALL_FUNCTION 0; POP_BLOCK; "
        "CALL_FINALLY 2; RETURN_VALUE; LOAD_GLOBAL 0; POP_TOP; END_FINALLY; "
        "LOAD_CONST 0; RETURN_VALUE");
}

static void finally_that_is_left(void **state)
{
    const Code *code = inner(compiled(
        *state,
        "def f():\n for x in y:\n  try: return a\n  finally: continue\n"));
    assert_int_equal(code->constant_count, 1);
    assert_int_equal(code->code[8], OP_LOAD_CONST); /* the placeholder */
}

static void class_cell_beside_a_free_one(void **state)
{
    const Code *code =
        inner(inner(compiled(*state, "def f(__class__):\n class A:\n"
                                     "  __class__\n  def g(self): super\n")));
    assert_int_equal(code->cell_names.count, 1);
    assert_int_equal(code->free_names.count, 1);
    assert_int_equal(code->code[8], OP_LOAD_CLASSDEREF);
    assert_int_equal(code->code[9], 1);
}

static void large_operands_are_extended(void **state)
{
    Buffer text = {0};
    for (int i = 0; i < 300; i++) {
        buffer_format(&text, "v%d = %d\n", i, i + 1000);
    }
    const Code *code = compiled(*state, text.data);
    buffer_free(&text);
    const uint8_t *last = code->code + code->code_size - 10;
    assert_int_equal(last[0], OP_EXTENDED_ARG);
    assert_int_equal(last[2], OP_STORE_NAME);
    assert_int_equal(last[1] << 8 | last[3], 299);
}

static void lines_go_backwards_and_far(void **state)
{
    Buffer text = {0};
    buffer_string(&text, "f(a,\n  b)\n");
    buffer_pad(&text, '\n', 254);
    buffer_string(&text, "c\n");
    const Code *code = compiled(*state, text.data);
    buffer_free(&text);
    static const uint8_t expected[] = {4, 1, 2, 255, 4, 127, 0, 127, 0, 2};
    assert_int_equal(code->line_table_size, sizeof expected);
    assert_memory_equal(code->line_table, expected, sizeof expected);
}

static void annotations_as_text(void **state)
{
    const Code *code =
        compiled(*state, "from __future__ import annotations\n"
                         "x: (a if b else (c , )) [1 : 2, -y**z]\n");
    assert_int_equal(code->flags & CODE_FUTURE_ANNOTATIONS,
                     CODE_FUTURE_ANNOTATIONS);
    assert_constants(code, "0 ('annotations',) "
                           "'(a if b else (c,))[1:2, -y ** z]' 'x' None");
}

static void prompt_prints_values(void **state)
{
    const Code *code = compile_as(*state, "a; 1\n", COMPILE_SINGLE, 0);
    assert_non_null(code);
    assert_code(code, "LOAD_NAME 0; PRINT_EXPR; LOAD_CONST 0; PRINT_EXPR; "
                      "LOAD_CONST 1; RETURN_VALUE");
}

static void optimised_code_has_no_assert(void **state)
{
    const char *text = "'d'\nassert x\ny = __debug__\n";
    unsigned flags = COMPILE_OPTIMISE | COMPILE_STRIP_DOCSTRINGS;
    const Code *code = compile_as(*state, text, COMPILE_EXEC, flags);
    assert_non_null(code);
    assert_constants(code, "False None");
}

/* ---- errors -------------------------------------------------------------- */

static void errors_and_their_places(void **state)
{
    assert_error(*state, "x\n  \nbreak\n", "'break' outside loop", 3, 1);
    assert_error(*state, "if 0:\n  return\n", "'return' outside function", 2,
                 3);
    assert_error(*state, "x = [1, (yield)]\n", "'yield' outside function", 1,
                 10);
    assert_error(*state, "def f(): await x\n", "'await' outside async function",
                 1, 10);
    assert_error(*state, "*a, *b = c\n",
                 "two starred expressions in assignment", 1, 1);
    assert_error(*state, "x = 1\nfrom __future__ import division\n",
                 "from __future__ imports must occur at the beginning of the "
                 "file",
                 2, 1);
    assert_error(*state, "from __future__ import braces\n", "not a chance", 1,
                 1);
    assert_error(*state, "try: pass\nexcept: pass\nexcept A: pass\n",
                 "default 'except:' must be last", 1, 6);
}

static void error_text_is_of_files_only(void **state)
{
    Fixture *fixture = *state;
    assert_error(fixture, "break", "'break' outside loop", 1, 1);
    assert_true(fixture->diagnostic.has_text);
    diagnostic_init(&fixture->diagnostic, "<string>");
    assert_null(compile_source(&fixture->region, "break", 5, "<string>",
                               COMPILE_EXEC, 0, &fixture->diagnostic));
    assert_false(fixture->diagnostic.has_text);
}

static void blocks_nest_twenty_deep(void **state)
{
    Buffer text = {0};
    for (int depth = 0; depth < 21; depth++) {
        buffer_pad(&text, ' ', (size_t)depth);
        buffer_string(&text, "while x:\n");
    }
    buffer_pad(&text, ' ', 21);
    buffer_string(&text, "pass\n");
    assert_error(*state, text.data, "too many statically nested blocks", 21,
                 21);
    buffer_free(&text);
}

static void long_chains_are_an_error_or_code(void **state)
{
    Fixture *fixture = *state;
    Buffer text = {0};
    buffer_string(&text, "x");
    for (int i = 0; i < 50000; i++) {
        buffer_string(&text, "+x");
    }
    const Code *code = compile_as(fixture, text.data, COMPILE_EXEC, 0);
    assert_true(code || !strcmp(fixture->diagnostic.kind, "RecursionError"));
    buffer_free(&text);
}

static void assert_warning(Fixture *fixture, const char *text,
                           const char *message)
{
    assert_non_null(compile_as(fixture, text, COMPILE_EXEC, 0));
    const Warning *warning = fixture->diagnostic.warnings;
    assert_int_equal(warning != NULL, message != NULL);
    if (message) {
        assert_string_equal(warning->category, "SyntaxWarning");
        assert_string_equal(warning->message.data, message);
        assert_null(warning->next);
    }
}

/* Of `x = (a, b)` and of code that no path leads to. */
static void where_a_jump_may_go(void **state)
{
    const Code *code = compiled(*state, "x = (a,\n b)\n");
    assert_int_equal(code_can_enter(code, 0, 0), 1);
    assert_int_equal(code_can_enter(code, 0, 1), 0);
    assert_int_equal(code_can_enter(code, 2, 0), 0);
    assert_int_equal(code_can_enter(code, 2, 1), 1);
    assert_int_equal(code_can_enter(code, 3, 1), 0);
    assert_int_equal(code_can_enter(code, code->code_size, 0), 0);
    code = inner(compiled(*state, "def f():\n raise y\n x = y\n"));
    assert_int_equal(code_can_enter(code, 4, 0), 1);
    assert_int_equal(code_can_enter(code, 4, 1), 0);
    assert_int_equal(code_can_enter(code, 6, 0), 0);
}

static void warnings_about_mistakes(void **state)
{
    assert_warning(*state, "x is 1\n",
                   "\"is\" with a literal. Did you mean \"==\"?");
    assert_warning(*state, "assert (x, 'y')\n",
                   "assertion is always true, perhaps remove parentheses?");
    assert_warning(*state, "assert (1, 'y')\n", NULL);
    assert_warning(*state, "[1] (2)\n",
                   "'list' object is not callable; perhaps you missed a "
                   "comma?");
}

/* ---- memory -------------------------------------------------------------- */

static const char everything[] =
    "from __future__ import annotations\n"
    "'doc'\n"
    "@d\n"
    "class A(B, k=1, **o):\n"
    "    x: int = 1\n"
    "    def f(self, a: 'q' = (1, 2), *b, c=3, **e) -> f'{r}':\n"
    "        def g():\n"
    "            nonlocal a\n"
    "            return super().f(a, *b, **e)\n"
    "        try:\n"
    "            for i, (j, *k) in [1, 2]:\n"
    "                if i in {1, 2} and not j or 1 < k < 3: continue\n"
    "                yield {1: i, **k}\n"
    "            else: pass\n"
    "        except E as e: del e, a[1:2, ...]\n"
    "        finally:\n"
    "            while x: break\n"
    "        a.b += 2 ** 8 * 'x'\n"
    "async def h():\n"
    "    async with a as b, c:\n"
    "        return [await i async for i in b if f'{i!r:>{c}}' for k in i]\n"
    "import a.b as c\n"
    "from . import p, q as r\n";

/* Every allocation fails once: an error each time, never a crash. */
static void no_memory_is_an_error(void **state)
{
    (void)state;
    size_t allocations = 0;
    for (;; allocations++) {
        Region region;
        Diagnostic diagnostic;
        region_init(&region);
        region.fail_after = allocations + 1;
        diagnostic_init(&diagnostic, "t.py");
        const Code *code =
            compile_source(&region, everything, sizeof everything - 1, "t.py",
                           COMPILE_EXEC, 0, &diagnostic);
        if (!code) {
            assert_string_equal(diagnostic.kind, "MemoryError");
        }
        region_free(&region);
        if (code) {
            break;
        }
    }
    assert_true(allocations > 400);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(an_augmented_global),
        TEST(endless_loop_has_no_test),
        TEST(loop_bodies_are_noted),
        TEST(dead_branch_leaves_only_names),
        TEST(constant_tuples_are_appended),
        TEST(unpacking_becomes_rotation),
        TEST(return_through_finally),
        TEST(finally_that_is_left),
        TEST(class_cell_beside_a_free_one),
        TEST(large_operands_are_extended),
        TEST(lines_go_backwards_and_far),
        TEST(annotations_as_text),
        TEST(prompt_prints_values),
        TEST(optimised_code_has_no_assert),
        TEST(errors_and_their_places),
        TEST(error_text_is_of_files_only),
        TEST(blocks_nest_twenty_deep),
        TEST(long_chains_are_an_error_or_code),
        TEST(where_a_jump_may_go),
        TEST(warnings_about_mistakes),
        TEST(no_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
