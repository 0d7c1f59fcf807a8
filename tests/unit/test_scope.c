/* SPDX-License-Identifier: MIT */
/* Scopes and folding: where names live, CPython 3.8's errors and their places,
 * what becomes a constant, and that depth and lack of memory are only errors.
 */
#include "bytecode/fold.h"
#include "bytecode/parser.h"
#include "bytecode/scope.h"

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
    ScopeTree *tree;
} Fixture;

static void fixture_parse(Fixture *fixture, const char *source)
{
    region_init(&fixture->region);
    diagnostic_init(&fixture->diagnostic, "test");
    fixture->ast = parser_parse(&fixture->region, source, strlen(source),
                                "test", PARSE_EXEC, 0, &fixture->diagnostic);
    assert_non_null(fixture->ast);
}

static void fixture_open(Fixture *fixture, const char *source)
{
    fixture_parse(fixture, source);
    fixture->tree =
        scope_build(&fixture->region, fixture->ast, 0, &fixture->diagnostic);
    assert_int_equal(fixture->tree == NULL,
                     diagnostic_is_set(&fixture->diagnostic));
}

static void fixture_close(Fixture *fixture)
{
    region_free(&fixture->region);
}

/* The scope reached by taking the first child `depth` times. */
static Scope *fixture_scope(Fixture *fixture, int depth)
{
    assert_non_null(fixture->tree);
    Scope *scope = scope_of(fixture->tree, fixture->ast);
    while (depth-- > 0) {
        scope = scope->first_child;
        assert_non_null(scope);
    }
    return scope;
}

static void check_binding(Fixture *fixture, int depth, const char *name,
                          Binding binding)
{
    Scope *scope = fixture_scope(fixture, depth);
    assert_int_equal(scope_binding(scope, (Text){name, strlen(name)}), binding);
}

static void test_inner_function_makes_a_cell(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "def f(a):\n b = 1\n class C:\n  b = 2\n"
                           "  def g(self):\n   return a + b + c\n");
    check_binding(&fixture, 1, "a", BINDING_CELL);
    check_binding(&fixture, 1, "b", BINDING_CELL);
    check_binding(&fixture, 2, "a", BINDING_FREE);
    check_binding(&fixture, 2, "b", BINDING_LOCAL);
    check_binding(&fixture, 3, "b", BINDING_FREE);
    check_binding(&fixture, 3, "c", BINDING_GLOBAL_IMPLICIT);
    TextList names;
    assert_true(scope_names(&fixture.region, fixture_scope(&fixture, 2),
                            BINDING_FREE, &names));
    assert_int_equal(names.count, 2);
    assert_true(text_is(names.items[1], "b"));
    fixture_close(&fixture);
}

static void test_global_and_nonlocal(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "x = 0\ndef f():\n y = 1\n def g():\n"
                           "  nonlocal y\n  global x\n  x = y = 2\n");
    check_binding(&fixture, 0, "x", BINDING_GLOBAL_EXPLICIT);
    check_binding(&fixture, 1, "y", BINDING_CELL);
    check_binding(&fixture, 2, "y", BINDING_FREE);
    check_binding(&fixture, 2, "x", BINDING_GLOBAL_EXPLICIT);
    fixture_close(&fixture);
}

static void test_super_needs_the_class_cell(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "class C:\n def f(self): super().f()\n");
    assert_true(fixture_scope(&fixture, 1)->needs_class_closure);
    check_binding(&fixture, 2, "__class__", BINDING_FREE);
    fixture_close(&fixture);
}

static void test_private_names_are_mangled_once(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "class _C:\n def f(self, __a): _C__a\n");
    Scope *method = fixture_scope(&fixture, 2);
    Text first = method->parameters.items[1];
    assert_true(text_is(first, "_C__a"));
    Text again = scope_mangle(fixture.tree, TEXT("__C"), TEXT("__a"));
    Text plain = scope_mangle(fixture.tree, (Text){0}, TEXT("_C__a"));
    assert_ptr_equal(first.data, again.data);
    assert_ptr_equal(first.data, plain.data);
    fixture_close(&fixture);
}

static void test_comprehension_and_walrus(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "def f(a):\n return [(w := i) for i in a if a]\n");
    check_binding(&fixture, 1, "w", BINDING_CELL);
    check_binding(&fixture, 1, "i", BINDING_UNKNOWN);
    check_binding(&fixture, 2, "w", BINDING_FREE);
    check_binding(&fixture, 2, "i", BINDING_LOCAL);
    check_binding(&fixture, 2, ".0", BINDING_LOCAL);
    check_binding(&fixture, 2, "a", BINDING_FREE);
    assert_true(fixture_scope(&fixture, 2)->comprehension);
    fixture_close(&fixture);
}

static void test_parameters_in_code_order(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "async def f(a, /, b, *c, d, **e): yield\n");
    Scope *scope = fixture_scope(&fixture, 1);
    static const char *const ORDER[] = {"a", "b", "d", "c", "e"};
    assert_int_equal(scope->parameters.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(text_is(scope->parameters.items[i], ORDER[i]));
    }
    assert_true(scope->varargs && scope->varkeywords);
    assert_true(scope->coroutine && scope->generator);
    fixture_close(&fixture);
}

/* Each as python3.8 reports it. */
static void test_errors_and_their_places(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        int line;
        int column;
        const char *message;
    } CASES[] = {
        {"def f(x, x): pass\n", 1, 1,
         "duplicate argument 'x' in function definition"},
        {"def f(x):\n global x\n", 2, 2, "name 'x' is parameter and global"},
        {"def f(x):\n nonlocal x\n", 2, 2,
         "name 'x' is parameter and nonlocal"},
        {"def f():\n x = 1\n global x\n", 3, 2,
         "name 'x' is assigned to before global declaration"},
        {"def f():\n print(x)\n global x\n", 3, 2,
         "name 'x' is used prior to global declaration"},
        {"def f():\n x: int\n global x\n", 3, 2,
         "annotated name 'x' can't be global"},
        {"def f():\n global x\n x: int\n", 3, 2,
         "annotated name 'x' can't be global"},
        {"def f():\n global x\n nonlocal x\n", 2, 2,
         "name 'x' is nonlocal and global"},
        {"nonlocal x\n", 1, 1,
         "nonlocal declaration not allowed at module level"},
        {"class A:\n nonlocal x\n", 2, 2, "no binding for nonlocal 'x' found"},
        {"def f():\n from a import *\n", 1, 1,
         "import * only allowed at module level"},
        {"[(yield) for a in b]\n", 1, 1, "'yield' inside list comprehension"},
        {"a = {b: (yield) for b in c}\n", 1, 5,
         "'yield' inside dict comprehension"},
        {"[a for a in (b := 1)]\n", 1, 13,
         "assignment expression cannot be used in a comprehension iterable "
         "expression"},
        {"[(a := 1) for a in b]\n", 1, 2,
         "assignment expression cannot rebind comprehension iteration "
         "variable 'a'"},
        {"class A:\n [(c := 1) for a in b]\n", 2, 3,
         "assignment expression within a comprehension cannot be used in a "
         "class body"},
        {"[a for a in b if (c := 1) for c in d]\n", 1, 1,
         "comprehension inner loop cannot rebind assignment expression "
         "target 'c'"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Fixture fixture;
        fixture_open(&fixture, CASES[i].source);
        assert_string_equal(fixture.diagnostic.message, CASES[i].message);
        assert_string_equal(fixture.diagnostic.kind, "SyntaxError");
        assert_int_equal(fixture.diagnostic.line, CASES[i].line);
        assert_int_equal(fixture.diagnostic.column, CASES[i].column);
        assert_true(fixture.diagnostic.has_text);
        fixture_close(&fixture);
    }
}

/* Folds `source`, one expression statement; NULL: it is no constant. */
static const Constant *fold_source(Fixture *fixture, const char *source)
{
    bool deep;
    fixture_parse(fixture, source);
    assert_true(fold_tree(&fixture->region, fixture->ast, false, &deep));
    const Expr *expr = fixture->ast->body.items[0]->expr.value;
    return expr->kind == EXPR_CONSTANT ? expr->constant.value : NULL;
}

/* Each as python3.8 folds it; a NULL result is left to run time. */
static void test_constants_fold(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"1 + 2 * -3 ** 2", "-17"},
        {"7 // -2, 7 % -2, -7 >> 1", "(-4, -1, -4)"},
        {"1 / 3", "0.3333333333333333"},
        {"9007199254740993 / 1", "9007199254740992.0"},
        {"1 / 10 ** 32", "1e-32"},
        {"True & False, True + True", "(False, 2)"},
        {"not 'a', not ()", "(False, True)"},
        {"-7.5 // 2, -7.5 % 2, -0.0 * 1", "(-4.0, 0.5, -0.0)"},
        {"1 - 2j, (1 + 2j) / (3 - 4j)", "((1-2j), (-0.2+0.4j))"},
        {"(-8.0) ** 2, 2 ** -1", "(64.0, 0.5)"},
        {"1 << 127", "170141183460469231731687303715884105728"},
        {"1 << 128", NULL},
        {"2 ** 64 * 2 ** 63", NULL},
        {"1 // 0", NULL},
        {"1 << -1", NULL},
        {"2.0 ** 5000", NULL},
        {"'a' % 1", NULL},
        {"(1, 2) * 2", "(1, 2, 1, 2)"},
        {"(1, 2) * 129", NULL},
        {"b'ab' * 2 + b'c'", "b'ababc'"},
        {"4097 * b'a'", NULL},
        {"(1, ('b', 7))[1][1]", "7"},
        {"'a\xE2\x82\xAC'[-1], b'a'[False]", "('\xE2\x82\xAC', 97)"},
        {"'a'[1]", NULL},
        {"__debug__", "True"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Fixture fixture;
        const Constant *value = fold_source(&fixture, CASES[i][0]);
        assert_int_equal(value == NULL, CASES[i][1] == NULL);
        if (value != NULL) {
            Buffer repr = {0};
            constant_repr(&repr, value);
            assert_string_equal(repr.data, CASES[i][1]);
            buffer_free(&repr);
        }
        fixture_close(&fixture);
    }
}

static void test_displays_that_are_searched(void **state)
{
    (void)state;
    Fixture fixture;
    assert_null(fold_source(&fixture, "not x in [1, 2]\n"));
    const Expr *expr = fixture.ast->body.items[0]->expr.value;
    assert_int_equal(expr->kind, EXPR_COMPARE);
    assert_int_equal(expr->compare.ops.items[0], CMPOP_NOT_IN);
    assert_int_equal(expr->compare.comparators.items[0]->constant.value->kind,
                     CONSTANT_TUPLE);
    fixture_close(&fixture);
    assert_null(fold_source(&fixture, "[i for i in {1, 2}]\n"));
    expr = fixture.ast->body.items[0]->expr.value;
    assert_int_equal(
        expr->list_comp.generators.items[0].iter->constant.value->kind,
        CONSTANT_FROZENSET);
    fixture_close(&fixture);
}

static void test_folding_makes_no_docstring(void **state)
{
    (void)state;
    Fixture fixture;
    assert_null(fold_source(&fixture, "'a' + 'b'\n"));
    assert_int_equal(fixture.ast->body.items[0]->expr.value->kind,
                     EXPR_JOINED_STR);
    fixture_close(&fixture);
    assert_non_null(fold_source(&fixture, "'doc'\n"));
    fixture_close(&fixture);
}

/* `head`, then `count` times `link`. */
static char *long_source(const char *head, const char *link, size_t count)
{
    Buffer source = {0};
    buffer_string(&source, head);
    for (size_t i = 0; i < count; i++) {
        buffer_string(&source, link);
    }
    buffer_byte(&source, '\n');
    assert_false(source.failed);
    return source.data;
}

static void test_long_chains(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"a", "+a"},
        {"a", ".b"},
        {"a", "(b)"},
        {"a", "[0]"},
        {"if a: b\n", "elif a: b\n"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        Fixture fixture;
        bool deep;
        char *source = long_source(CASES[i][0], CASES[i][1], 100000);
        fixture_open(&fixture, source);
        assert_non_null(fixture.tree);
        assert_true(fold_tree(&fixture.region, fixture.ast, false, &deep));
        fixture_close(&fixture);
        free(source);
    }
}

/* A tree the parser does not make: `depth` minus signs before a name. */
static void test_depth_is_an_error(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_parse(&fixture, "a\n");
    Expr **place = &fixture.ast->body.items[0]->expr.value;
    for (int i = 0; i < 10000; i++) {
        Expr *minus = region_alloc(&fixture.region, sizeof *minus);
        assert_non_null(minus);
        minus->kind = EXPR_UNARY_OP;
        minus->unary_op.op = UNOP_MINUS;
        minus->unary_op.operand = *place;
        *place = minus;
    }
    bool deep = false;
    assert_false(fold_tree(&fixture.region, fixture.ast, false, &deep));
    assert_true(deep);
    assert_null(
        scope_build(&fixture.region, fixture.ast, 0, &fixture.diagnostic));
    assert_string_equal(fixture.diagnostic.kind, "RecursionError");
    fixture_close(&fixture);
}

static void test_lack_of_memory(void **state)
{
    (void)state;
    static const char SOURCE[] =
        "class C(x in {1, 2}):\n def f(a, *b): global c; return super\n"
        " d = [__e for e in [1, 2 + 3] if 'a' * 2 + 'b']; import m.n\n";
    for (size_t failing = 1;; failing++) {
        Fixture fixture;
        bool deep;
        fixture_parse(&fixture, SOURCE);
        fixture.region.fail_after = failing;
        bool folded = fold_tree(&fixture.region, fixture.ast, true, &deep);
        assert_int_equal(folded, !fixture.region.out_of_memory);
        ScopeTree *tree =
            scope_build(&fixture.region, fixture.ast, 0, &fixture.diagnostic);
        bool done = !fixture.region.out_of_memory;
        assert_int_equal(tree != NULL, done);
        if (!done) {
            assert_string_equal(fixture.diagnostic.kind, "MemoryError");
        }
        fixture_close(&fixture);
        if (done) {
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inner_function_makes_a_cell),
        cmocka_unit_test(test_global_and_nonlocal),
        cmocka_unit_test(test_super_needs_the_class_cell),
        cmocka_unit_test(test_private_names_are_mangled_once),
        cmocka_unit_test(test_comprehension_and_walrus),
        cmocka_unit_test(test_parameters_in_code_order),
        cmocka_unit_test(test_errors_and_their_places),
        cmocka_unit_test(test_constants_fold),
        cmocka_unit_test(test_displays_that_are_searched),
        cmocka_unit_test(test_folding_makes_no_docstring),
        cmocka_unit_test(test_long_chains),
        cmocka_unit_test(test_depth_is_an_error),
        cmocka_unit_test(test_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
