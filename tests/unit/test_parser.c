/* SPDX-License-Identifier: MIT */
/* The parser: shapes and places of nodes, CPython 3.8's errors, what a prompt
 * needs to know, and that no input and no lack of memory can crash it. */
#include "bytecode/parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct Fixture {
    Region region;
    Diagnostic diagnostic;
    Ast *ast;
} Fixture;

static void fixture_parse(Fixture *fixture, const char *source, size_t size,
                          ParseMode mode, unsigned flags) {
    region_init(&fixture->region);
    diagnostic_init(&fixture->diagnostic, "test");
    fixture->ast = parser_parse(&fixture->region, source, size, "test", mode,
                                flags, &fixture->diagnostic);
    assert_int_equal(fixture->ast == NULL,
                     diagnostic_is_set(&fixture->diagnostic));
}

static void fixture_open(Fixture *fixture, const char *source) {
    fixture_parse(fixture, source, strlen(source), PARSE_EXEC, 0);
    assert_non_null(fixture->ast);
}

static void fixture_close(Fixture *fixture) {
    region_free(&fixture->region);
}

static void check_at(Position at, int line, int column, int end_line,
                     int end_column) {
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
    assert_int_equal(at.end_line, end_line);
    assert_int_equal(at.end_column, end_column);
}

static void test_operators_bind_and_span(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "(a) + b * -c ** d\n");
    Expr *sum = fixture.ast->body.items[0]->expr.value;
    assert_int_equal(sum->kind, EXPR_BIN_OP);
    assert_int_equal(sum->bin_op.op, BINOP_ADD);
    check_at(sum->at, 1, 0, 1, 17);
    check_at(sum->bin_op.left->at, 1, 1, 1, 2);
    Expr *product = sum->bin_op.right;
    assert_int_equal(product->bin_op.op, BINOP_MULT);
    assert_int_equal(product->bin_op.right->kind, EXPR_UNARY_OP);
    assert_int_equal(product->bin_op.right->unary_op.operand->bin_op.op,
                     BINOP_POW);
    fixture_close(&fixture);
}

static void test_block_ends_with_its_last_statement(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "@d\nasync def f(a, /, b=1, *, c): # x\n  pass\n\n");
    Stmt *stmt = fixture.ast->body.items[0];
    assert_int_equal(stmt->kind, STMT_FUNCTION_DEF);
    assert_true(stmt->function_def.is_async);
    check_at(stmt->at, 2, 0, 3, 6);
    const Arguments *args = stmt->function_def.args;
    assert_int_equal(args->posonlyargs.count, 1);
    assert_int_equal(args->args.count, 1);
    assert_int_equal(args->defaults.count, 1);
    assert_int_equal(args->kwonlyargs.count, 1);
    assert_null(args->kw_defaults.items[0]);
    fixture_close(&fixture);
}

static void test_elif_is_an_if_in_the_else(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "if a: b\nelif c: d\nelse: e\n");
    Stmt *first = fixture.ast->body.items[0];
    Stmt *second = first->if_stmt.orelse.items[0];
    assert_int_equal(second->kind, STMT_IF);
    check_at(second->at, 2, 0, 3, 7);
    assert_int_equal(second->if_stmt.orelse.count, 1);
    fixture_close(&fixture);
}

static void test_strings_join(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "u'a' '\\x41\\N{DIGIT ONE}\\ud800'\n");
    Expr *expr = fixture.ast->body.items[0]->expr.value;
    assert_int_equal(expr->kind, EXPR_CONSTANT);
    assert_true(expr->constant.is_unicode);
    assert_true(text_is(expr->constant.value->text, "aA1\xED\xA0\x80"));
    fixture_close(&fixture);
}

static void test_fstring_places_and_debug(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "x = f'''a{{\n{b} {c=:>{d}}'''\n");
    Expr *expr = fixture.ast->body.items[0]->assign.value;
    assert_int_equal(expr->kind, EXPR_JOINED_STR);
    assert_int_equal(expr->joined_str.values.count, 4);
    Expr *text = expr->joined_str.values.items[0];
    assert_true(text_is(text->constant.value->text, "a{\n"));
    Expr *b = expr->joined_str.values.items[1]->formatted_value.value;
    assert_int_equal(b->at.line, 2);
    Expr *shown = expr->joined_str.values.items[2];
    assert_true(text_is(shown->constant.value->text, " c="));
    Expr *c = expr->joined_str.values.items[3];
    assert_int_equal(c->formatted_value.conversion, -1);
    assert_int_equal(c->formatted_value.format_spec->kind, EXPR_JOINED_STR);
    fixture_close(&fixture);
}

/* Everything below was said by CPython 3.8. */
static const struct {
    const char *source;
    const char *kind;
    int line, column;
    const char *message;
} ERRORS[] = {
    {"a b\n", "SyntaxError", 1, 3, "invalid syntax"},
    {"print 1\n", "SyntaxError", 1, 7,
     "Missing parentheses in call to 'print'. Did you mean print(1)?"},
    {"exec 'a'\n", "SyntaxError", 1, 6,
     "Missing parentheses in call to 'exec'"},
    {"if x:\ny\n", "IndentationError", 2, 1, "expected an indented block"},
    {"  x\n", "IndentationError", 1, 2, "unexpected indent"},
    {"x = (1,\n", "SyntaxError", 1, 8, "unexpected EOF while parsing"},
    {"f() = 1\n", "SyntaxError", 1, 1, "cannot assign to function call"},
    {"f() = 1\na b\n", "SyntaxError", 2, 3, "invalid syntax"},
    {"x = yield = 1\n", "SyntaxError", 1, 5,
     "assignment to yield expression not possible"},
    {"del 1\n", "SyntaxError", 1, 5, "cannot delete literal"},
    {"(x.y := 1)\n", "SyntaxError", 1, 2,
     "cannot use assignment expressions with attribute"},
    {"a, b += 1\n", "SyntaxError", 1, 1,
     "illegal expression for augmented assignment"},
    {"x, y: int\n", "SyntaxError", 1, 1,
     "only single target (not tuple) can be annotated"},
    {"f(a=1, b)\n", "SyntaxError", 1, 8,
     "positional argument follows keyword argument"},
    {"f(a.b=1)\n", "SyntaxError", 1, 3,
     "expression cannot contain assignment, perhaps you meant \"==\"?"},
    {"f(x for x in y, 1)\n", "SyntaxError", 1, 3,
     "Generator expression must be parenthesized"},
    {"def f(a=1, b): pass\n", "SyntaxError", 1, 7,
     "non-default argument follows default argument"},
    {"def f(*): pass\n", "SyntaxError", 1, 7,
     "named arguments must follow bare *"},
    {"'\\x1'\n", "SyntaxError", 1, 1,
     "(unicode error) 'unicodeescape' codec can't decode bytes in position "
     "0-2: truncated \\xXX escape"},
    {"b'\xC3\xA9'\n", "SyntaxError", 1, 1,
     "bytes can only contain ASCII literal characters."},
    {"f'{'\n", "SyntaxError", 1, 1, "f-string: expecting '}'"},
    {"f'{}'\n", "SyntaxError", 1, 1, "f-string: empty expression not allowed"},
    {"f'{a b}'\n", "SyntaxError", 1, 4, "invalid syntax"},
    {"from a import b,\n", "SyntaxError", 1, 15,
     "trailing comma not allowed without surrounding parentheses"},
    {"__debug__ = 1\n", "SyntaxError", 1, 1, "cannot assign to __debug__"},
};

static void test_errors(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++) {
        Fixture fixture;
        fixture_parse(&fixture, ERRORS[i].source, strlen(ERRORS[i].source),
                      PARSE_EXEC, 0);
        assert_null(fixture.ast);
        assert_string_equal(fixture.diagnostic.kind, ERRORS[i].kind);
        assert_string_equal(fixture.diagnostic.message, ERRORS[i].message);
        assert_int_equal(fixture.diagnostic.line, ERRORS[i].line);
        assert_int_equal(fixture.diagnostic.column, ERRORS[i].column);
        fixture_close(&fixture);
    }
}

static void check_rendered(const char *source, unsigned flags,
                           const char *expected) {
    Fixture fixture;
    fixture_parse(&fixture, source, strlen(source), PARSE_EXEC, flags);
    assert_null(fixture.ast);
    const char *shown = diagnostic_render(&fixture.diagnostic, &fixture.region);
    assert_string_equal(shown, expected);
    fixture_close(&fixture);
}

static void test_rendering(void **state) {
    (void)state;
    check_rendered("if x:\n\t  y z\n", PARSE_FILE,
                   "  File \"test\", line 2\n"
                   "    y z\n"
                   "      ^\n"
                   "SyntaxError: invalid syntax\n");
    check_rendered("x = (1 +\n", PARSE_FILE,
                   "  File \"test\", line 2\n"
                   "    \n"
                   "            ^\n"
                   "SyntaxError: unexpected EOF while parsing\n");
    check_rendered("f'{a b}'\n", PARSE_FILE,
                   "  File \"<fstring>\", line 1\n"
                   "    (a b)\n"
                   "       ^\n"
                   "SyntaxError: invalid syntax\n");
}

static void check_prompt(const char *source, bool good, bool incomplete) {
    Fixture fixture;
    fixture_parse(&fixture, source, strlen(source), PARSE_SINGLE,
                  PARSE_UTF8 | PARSE_PROMPT);
    assert_int_equal(fixture.ast != NULL, good);
    assert_int_equal(fixture.diagnostic.incomplete, incomplete);
    fixture_close(&fixture);
}

static void test_prompt(void **state) {
    (void)state;
    check_prompt("x = 1\n", true, false);
    check_prompt("if x:\n", false, true);
    check_prompt("if x:\n  y\n", false, true);
    check_prompt("if x:\n  y\n\n", true, false);
    check_prompt("if x: y\n", false, true);
    check_prompt("f(1,\n", false, true);
    check_prompt("'''a\n", false, true);
    check_prompt("a + \\\n", false, true);
    check_prompt("@d\n", false, true);
    check_prompt("a b\n", false, false);
    check_prompt("'a\n", false, false);
    check_prompt("f(]\n", false, false);
}

static void test_encodings(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "# coding: latin-1\n'\xE9'\n");
    Expr *expr = fixture.ast->body.items[0]->expr.value;
    assert_true(text_is(expr->constant.value->text, "\xC3\xA9"));
    fixture_close(&fixture);
    check_rendered("'\xFF'\n", PARSE_FILE,
                   "  File \"test\", line 1\n"
                   "SyntaxError: Non-UTF-8 code starting with '\\xff' in file "
                   "test on line 1, but no encoding declared; see "
                   "http://python.org/dev/peps/pep-0263/ for details\n");
    check_rendered("# coding: foo\n", PARSE_FILE,
                   "  File \"test\", line 1\n"
                   "SyntaxError: encoding problem: foo\n");
}

static void test_nul_bytes(void **state) {
    (void)state;
    Fixture fixture;
    fixture_parse(&fixture, "a\0b", 3, PARSE_EXEC, 0);
    assert_string_equal(fixture.diagnostic.kind, "ValueError");
    fixture_close(&fixture);
}

/* `count` times a piece, then `tail`: an error, or a tree; never a crash. */
static void check_deep(const char *piece, size_t count, const char *tail) {
    size_t size = strlen(piece);
    char *source = malloc(size * count + strlen(tail) + 1);
    assert_non_null(source);
    for (size_t i = 0; i < count; i++) {
        memcpy(source + i * size, piece, size);
    }
    strcpy(source + count * size, tail);
    Fixture fixture;
    fixture_parse(&fixture, source, strlen(source), PARSE_EXEC, 0);
    fixture_close(&fixture);
    free(source);
}

static void test_depth(void **state) {
    (void)state;
    static const char *const PIECES[] = {
        "-",           "not ", "lambda: ", "a if b else ",
        "a**",         "(",    "[",        "{a:",
        "f(",          "a[",   "await ",   "*",
        "x.",          "a+",   "a = ",     "elif a: b\n",
        "if a: b\nel", "f'{",  "(yield ",  "lambda x=lambda: ",
    };
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        check_deep(PIECES[i], 199, "a\n");
        check_deep(PIECES[i], 100000, "a\n");
    }
}

/* Every single allocation is made to fail, one run each. */
static void test_out_of_memory(void **state) {
    (void)state;
    static const char SOURCE[] =
        "@d(1, k=2)\nasync def f(a: int = 1, *b, c, **d) -> x:\n"
        "  return f'{a!r:>{b}}' 'c\\n', [i for i in {1: 2, **e} if i]\n"
        "class C(A, m=B):\n  x: int = 0xffffffffffffffffff\n"
        "try:\n  import a.b as c\nexcept (D, E) as e: pass\n"
        "else:\n  del x[1:2, 3]\nwith a as b, c: global g\n"
        "if a < b < c: pass\nelif not d or e and f: lambda *, a=1: b\n";
    for (size_t fail = 1;; fail++) {
        Region region;
        Diagnostic diagnostic;
        region_init(&region);
        region.fail_after = fail;
        diagnostic_init(&diagnostic, "test");
        const Ast *ast = parser_parse(&region, SOURCE, sizeof SOURCE - 1,
                                      "test", PARSE_EXEC, 0, &diagnostic);
        bool failed = region.out_of_memory;
        region_free(&region);
        if (!failed) {
            assert_non_null(ast);
            break;
        }
        assert_null(ast);
        assert_string_equal(diagnostic.kind, "MemoryError");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operators_bind_and_span),
        cmocka_unit_test(test_block_ends_with_its_last_statement),
        cmocka_unit_test(test_elif_is_an_if_in_the_else),
        cmocka_unit_test(test_strings_join),
        cmocka_unit_test(test_fstring_places_and_debug),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_rendering),
        cmocka_unit_test(test_prompt),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_nul_bytes),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
