/* SPDX-License-Identifier: MIT */
/* str in a world: narrowest width, shared blocks, interning, the codecs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/host.h"
#include "vm/types/bytes.h"
#include "vm/types/str.h"

static Host host;

static int open_world(void **state)
{
    *state = world_new(0, 0, &host);
    if (!*state) {
        return -1;
    }
    world_freeze(*state);
    return 0;
}

static int close_world(void **state)
{
    world_free(*state);
    return 0;
}

static Value utf8(World *w, const char *text)
{
    Value v = str_from_utf8(w, text, strlen(text));
    assert_true(v != NO_VALUE);
    return v;
}

static void widths_are_the_narrowest(void **state)
{
    World *w = *state;
    assert_int_equal(as_str(utf8(w, "abc"))->kind, 1);
    assert_int_equal(as_str(utf8(w, "\xc3\xa9z"))->kind, 1);
    assert_int_equal(as_str(utf8(w, "\xe2\x82\xacz"))->kind, 2);
    Value wide = utf8(w, "\xf0\x9f\x98\x80zz");
    assert_int_equal(as_str(wide)->kind, 4);
    Value cut = str_slice(w, wide, 1, 3);
    assert_int_equal(as_str(cut)->kind, 1);
    assert_true(as_str(cut)->ascii);
    assert_true(str_is(cut, "zz"));
}

static void writer_narrows_at_the_end(void **state)
{
    World *w = *state;
    Writer out;
    writer_start(&out);
    writer_slice(&out, utf8(w, "\xe2\x82\xac-plain"), 1, 7);
    writer_repeat(&out, '!', 200);
    Value made = writer_finish(w, &out);
    assert_int_equal(as_str(made)->kind, 1);
    assert_int_equal(as_str(made)->length, 206);
}

/* a + b may share a's block; a itself and its other extensions keep theirs. */
static void concatenation_never_shows(void **state)
{
    World *w = *state;
    Value base = str_repeat(w, utf8(w, "0123456789"), 40);
    Value grown = str_concat(w, base, utf8(w, "x"));
    Value first = str_concat(w, grown, utf8(w, "one"));
    Value second = str_concat(w, grown, utf8(w, "two"));
    assert_int_equal(as_str(grown)->length, 401);
    assert_int_equal(str_find(first, utf8(w, "xone"), 0, 404), 400);
    assert_int_equal(str_find(second, utf8(w, "xtwo"), 0, 404), 400);
    assert_true(as_str(first)->block == as_str(grown)->block);
    assert_false(as_str(second)->block == as_str(grown)->block);
    Value wide = str_concat(w, first, utf8(w, "\xe2\x82\xac"));
    assert_int_equal(as_str(wide)->kind, 2);
    assert_int_equal(str_at(as_str(wide), 404), 0x20ac);
    assert_int_equal(str_at(as_str(wide), 403), 'e');
}

static void growing_is_linear(void **state)
{
    World *w = *state;
    Value s = utf8(w, "");
    Value piece = utf8(w, "0123456789abcdef");
    size_t before = heap_used(w);
    for (int i = 0; i < 20000; i++) {
        s = str_concat(w, s, piece);
        assert_true(s != NO_VALUE);
    }
    /* 320 KB of text, its doublings, and a header for each step. */
    assert_true(heap_used(w) - before < 20000 * 64 + 4 * 320000);
}

static void interning_finds_the_one_copy(void **state)
{
    World *w = *state;
    for (int i = 0; i < 5000; i++) {
        char name[24];
        snprintf(name, sizeof(name), "name_%d", i);
        Value one = str_intern_ascii(w, name);
        assert_true(one == str_intern(w, utf8(w, name)));
        assert_true(one == str_find_interned(w, utf8(w, name)));
    }
    assert_true(str_find_interned(w, utf8(w, "never interned")) == NO_VALUE);
}

static void hash_is_that_of_the_text(void **state)
{
    World *w = *state;
    Value wide = utf8(w, "\xf0\x9f\x98\x80same text");
    Value cut = str_slice(w, wide, 1, 10);
    assert_true(str_hash(w, cut) == str_hash(w, utf8(w, "same text")));
    assert_true(str_hash(w, utf8(w, "")) == 0);
    assert_true(str_hash(w, cut) != 0);
}

static void check_encoding(World *w, const char *text, const char *encoding,
                           const char *errors, const char *want, size_t size)
{
    Value bytes = bytes_encode(w, utf8(w, text), encoding, errors);
    assert_true(bytes != NO_VALUE);
    assert_int_equal(AS(Bytes, bytes)->length, size);
    assert_memory_equal(AS(Bytes, bytes)->data, want, size);
}

static void codecs_encode(void **state)
{
    World *w = *state;
    const char *text = "a\xe2\x82\xac";
    check_encoding(w, text, "UTF-8", NULL, "a\xe2\x82\xac", 4);
    check_encoding(w, text, "utf_16_le", NULL, "a\0\xac\x20", 4);
    check_encoding(w, text, "utf-16", NULL, "\xff\xfe\x61\0\xac\x20", 6);
    check_encoding(w, text, "ascii", "replace", "a?", 2);
    check_encoding(w, text, "ascii", "xmlcharrefreplace", "a&#8364;", 8);
    check_encoding(w, text, "latin1", "backslashreplace", "a\\u20ac", 7);
    check_encoding(w, text, "cp1252", NULL, "a\x80", 2);
    check_encoding(w, "\xed\xb2\x80", "utf-8", "surrogateescape", "\x80", 1);
}

static void codecs_decode(void **state)
{
    World *w = *state;
    Value v = bytes_decode(w, "a\xff\xfe", 3, "utf-8", "replace");
    assert_int_equal(as_str(v)->length, 3);
    assert_int_equal(str_at(as_str(v), 2), 0xfffd);
    v = bytes_decode(w, "\x3d\xd8\x00\xde", 4, "utf-16-le", NULL);
    assert_int_equal(as_str(v)->length, 1);
    assert_int_equal(str_at(as_str(v), 0), 0x1f600);
    v = bytes_decode(w, "\\x41\\u20ac", 10, "unicode_escape", NULL);
    assert_int_equal(str_at(as_str(v), 1), 0x20ac);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_the_narrowest),
        cmocka_unit_test(writer_narrows_at_the_end),
        cmocka_unit_test(concatenation_never_shows),
        cmocka_unit_test(growing_is_linear),
        cmocka_unit_test(interning_finds_the_one_copy),
        cmocka_unit_test(hash_is_that_of_the_text),
        cmocka_unit_test(codecs_encode),
        cmocka_unit_test(codecs_decode),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
