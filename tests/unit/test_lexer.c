/* SPDX-License-Identifier: MIT */
/* The lexer: token kinds, places, indentation, and where it gives up. */
#include "bytecode/lexer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Fixture {
    Region region;
    Names names;
    Diagnostic diagnostic;
    Lexer lexer;
    Token token;
} Fixture;

static void fixture_open(Fixture *fixture, const char *source) {
    region_init(&fixture->region);
    diagnostic_init(&fixture->diagnostic, "test");
    assert_true(names_init(&fixture->names, &fixture->region));
    lexer_init(&fixture->lexer, source, strlen(source), &fixture->names,
               &fixture->diagnostic);
}

static TokenKind fixture_next(Fixture *fixture) {
    lexer_next(&fixture->lexer, &fixture->token);
    return fixture->token.kind;
}

/* The tokens of a source must be these, END or ERROR the last of them. */
static void check_kinds(const char *source, const TokenKind *kinds) {
    Fixture fixture;
    fixture_open(&fixture, source);
    for (;; kinds++) {
        assert_int_equal(fixture_next(&fixture), *kinds);
        if (*kinds == TOKEN_END || *kinds == TOKEN_ERROR) {
            break;
        }
    }
    region_free(&fixture.region);
}

#define CHECK_KINDS(source, ...)                                               \
    check_kinds(source, (const TokenKind[]){__VA_ARGS__})

static void check_error(const char *source, const char *kind, int line,
                        int column, const char *message) {
    Fixture fixture;
    fixture_open(&fixture, source);
    TokenKind token;
    do {
        token = fixture_next(&fixture);
    } while (token != TOKEN_ERROR && token != TOKEN_END);
    assert_int_equal(token, TOKEN_ERROR);
    assert_string_equal(fixture.diagnostic.kind, kind);
    assert_string_equal(fixture.diagnostic.message, message);
    assert_int_equal(fixture.diagnostic.line, line);
    assert_int_equal(fixture.diagnostic.column, column);
    region_free(&fixture.region);
}

static void test_operators(void **state) {
    (void)state;
    CHECK_KINDS("a**=b//c->d:=...\n", TOKEN_NAME, TOKEN_STAR_STAR_EQUAL,
                TOKEN_NAME, TOKEN_SLASH_SLASH, TOKEN_NAME, TOKEN_ARROW,
                TOKEN_NAME, TOKEN_COLON_EQUAL, TOKEN_ELLIPSIS, TOKEN_NEWLINE,
                TOKEN_NEWLINE, TOKEN_END);
    CHECK_KINDS("a $ b", TOKEN_NAME, TOKEN_UNKNOWN, TOKEN_NAME, TOKEN_NEWLINE,
                TOKEN_END);
}

static void test_keywords(void **state) {
    (void)state;
    CHECK_KINDS("if iff None await", TOKEN_IF, TOKEN_NAME, TOKEN_NONE,
                TOKEN_AWAIT, TOKEN_NEWLINE, TOKEN_END);
}

static void test_numbers_end_where_their_grammar_ends(void **state) {
    (void)state;
    CHECK_KINDS("1if 0xfor .5e-3j 1..a", TOKEN_NUMBER, TOKEN_IF, TOKEN_NUMBER,
                TOKEN_OR, TOKEN_NUMBER, TOKEN_NUMBER, TOKEN_DOT, TOKEN_NAME,
                TOKEN_NEWLINE, TOKEN_END);
    check_error("0b12\n", "SyntaxError", 1, 4,
                "invalid digit '2' in binary literal");
    check_error("1__0\n", "SyntaxError", 1, 2, "invalid decimal literal");
    check_error("0777\n", "SyntaxError", 1, 4,
                "leading zeros in decimal integer literals are not permitted; "
                "use an 0o prefix for octal integers");
}

static void test_indentation(void **state) {
    (void)state;
    CHECK_KINDS("if a:\n  b\n\n # c\nd\n", TOKEN_IF, TOKEN_NAME, TOKEN_COLON,
                TOKEN_NEWLINE, TOKEN_INDENT, TOKEN_NAME, TOKEN_NEWLINE,
                TOKEN_DEDENT, TOKEN_NAME, TOKEN_NEWLINE, TOKEN_NEWLINE,
                TOKEN_END);
    check_error("if a:\n    b\n  c\n", "IndentationError", 3, 4,
                "unindent does not match any outer indentation level");
    check_error("if a:\n\tb\n        c\n", "TabError", 3, 10,
                "inconsistent use of tabs and spaces in indentation");
}

static void test_too_many_levels(void **state) {
    (void)state;
    char source[20000];
    char *end = source;
    for (int level = 0; level < 101; level++) {
        memset(end, ' ', (size_t)level);
        end += level;
        memcpy(end, "x\n", 3);
        end += 2;
    }
    check_error(source, "IndentationError", 101, 102,
                "too many levels of indentation");
}

static void test_brackets(void **state) {
    (void)state;
    CHECK_KINDS("(\n  a\n)\n", TOKEN_LEFT_PAREN, TOKEN_NAME, TOKEN_RIGHT_PAREN,
                TOKEN_NEWLINE, TOKEN_NEWLINE, TOKEN_END);
    check_error("(\n]\n", "SyntaxError", 2, 1,
                "closing parenthesis ']' does not match opening parenthesis "
                "'(' on line 1");
    check_error("a)\n", "SyntaxError", 1, 2, "unmatched ')'");
    char source[203];
    memset(source, '(', 202);
    source[202] = '\0';
    check_error(source, "SyntaxError", 1, 201, "too many nested parentheses");
}

static void test_strings(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "x = rb'a' + '''b\nc'''\n");
    for (int i = 0; i < 3; i++) {
        fixture_next(&fixture);
    }
    assert_int_equal(fixture.token.kind, TOKEN_STRING);
    assert_int_equal(fixture.token.size, 5);
    fixture_next(&fixture);
    fixture_next(&fixture);
    assert_int_equal(fixture.token.at.line, 1);
    assert_int_equal(fixture.token.at.column, 12);
    assert_int_equal(fixture.token.at.end_line, 2);
    assert_int_equal(fixture.token.at.end_column, 4);
    region_free(&fixture.region);
    check_error("'a\n", "SyntaxError", 1, 3,
                "EOL while scanning string literal");
    check_error("'''a\n", "SyntaxError", 1, 5,
                "EOF while scanning triple-quoted string literal");
}

static void test_names_are_normalised_and_shared(void **state) {
    (void)state;
    Fixture fixture;
    fixture_open(&fixture, "fi \xEF\xAC\x81\n"); /* U+FB01 is NFKC "fi" */
    fixture_next(&fixture);
    const char *first = fixture.token.name.data;
    fixture_next(&fixture);
    assert_ptr_equal(first, fixture.token.name.data);
    region_free(&fixture.region);
    check_error("a\xE2\x86\x92\n", "SyntaxError", 1, 2,
                "invalid character in identifier");
}

static void test_continuation(void **state) {
    (void)state;
    CHECK_KINDS("a \\\n  b\n", TOKEN_NAME, TOKEN_NAME, TOKEN_NEWLINE,
                TOKEN_NEWLINE, TOKEN_END);
    check_error("a \\ b\n", "SyntaxError", 1, 6,
                "unexpected character after line continuation character");
    check_error("a \\\n", "SyntaxError", 1, 4, "unexpected EOF while parsing");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operators),
        cmocka_unit_test(test_keywords),
        cmocka_unit_test(test_numbers_end_where_their_grammar_ends),
        cmocka_unit_test(test_indentation),
        cmocka_unit_test(test_too_many_levels),
        cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_names_are_normalised_and_shared),
        cmocka_unit_test(test_continuation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
