/* SPDX-License-Identifier: MIT */
/* Classes without Python code: the C3 order, layouts, slots, isinstance. */
#include "container_world.h"

#include "vm/attribute.h"
#include "vm/types/dict.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

static Value build(World *w, const char *name, Value bases, Value slots)
{
    return klass_build(w, &w->klass[TYPE_TYPE], str_intern_ascii(w, name),
                       bases, dict_new(w), slots);
}

static Value base(World *w, TypeId id)
{
    return VALUE(&w->klass[id]);
}

static void the_diamond_is_linearised(void **state)
{
    World *w = *state;
    Value root = build(w, "Root", w->empty_tuple, NO_VALUE);
    Value a = build(w, "A", tuple_of(w, 1, root), NO_VALUE);
    Value b = build(w, "B", tuple_of(w, 1, root), NO_VALUE);
    Value c = build(w, "C", tuple_of(w, 2, a, b), NO_VALUE);
    Value mro = AS(Klass, c)->mro;
    Value expected[] = {c, a, b, root, base(w, TYPE_OBJECT)};
    assert_int_equal(tuple_length(mro), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(tuple_at(mro, i), expected[i]);
    }
    assert_int_equal(build(w, "Z", tuple_of(w, 2, root, a), NO_VALUE),
                     NO_VALUE);
    assert_raised(w, TYPE_TYPE_ERROR);
    assert_repr(w, c, "<class 'C'>");
}

static void layouts_must_fit_together(void **state)
{
    World *w = *state;
    Value both = tuple_of(w, 2, base(w, TYPE_INT), base(w, TYPE_STR));
    assert_int_equal(build(w, "Z", both, NO_VALUE), NO_VALUE);
    assert_raised(w, TYPE_TYPE_ERROR);
    Value list = build(w, "L", tuple_of(w, 1, base(w, TYPE_LIST)), NO_VALUE);
    assert_int_equal(AS(Klass, list)->layout, TYPE_LIST);
    assert_true(AS(Klass, list)->flags & KLASS_DICT_WORD);
    Value final = tuple_of(w, 1, base(w, TYPE_BOOL));
    assert_int_equal(build(w, "Z", final, NO_VALUE), NO_VALUE);
    assert_raised(w, TYPE_TYPE_ERROR);
}

static void slots_take_the_place_of_a_dict(void **state)
{
    World *w = *state;
    Value x = str_intern_ascii(w, "x");
    Value secret = str_intern_ascii(w, "__secret");
    Value p = build(w, "_P", w->empty_tuple, tuple_of(w, 2, x, secret));
    assert_true(AS(Klass, p)->flags & KLASS_NO_DICT);
    assert_int_equal(AS(Klass, p)->slot_count, 2);
    Value mangled = str_intern_ascii(w, "_P__secret");
    assert_true(klass_lookup(w, AS(Klass, p), mangled) != NO_VALUE);
    Value dict;
    assert_int_equal(attribute_dict(w, instance_new(w, AS(Klass, p)), &dict),
                     OK);
    assert_int_equal(dict, NO_VALUE);
    Value sub = build(w, "Q", tuple_of(w, 1, p), NO_VALUE);
    assert_false(AS(Klass, sub)->flags & KLASS_NO_DICT);
    Value bad = tuple_of(w, 1, str_intern_ascii(w, "1a"));
    assert_int_equal(build(w, "Z", w->empty_tuple, bad), NO_VALUE);
    assert_raised(w, TYPE_TYPE_ERROR);
}

static void isinstance_searches_tuples(void **state)
{
    World *w = *state;
    bool is = false;
    Value numbers = tuple_of(w, 2, base(w, TYPE_FLOAT), base(w, TYPE_INT));
    assert_int_equal(type_is_instance(w, TRUE_VALUE, numbers, &is), OK);
    assert_true(is);
    assert_int_equal(type_is_instance(w, NONE, numbers, &is), OK);
    assert_false(is);
    /* No class: the twin looks for __instancecheck__ and __bases__. */
    assert_int_equal(type_is_instance(w, NONE, INT(5), &is), TWIN);
    assert_int_equal(
        type_is_subclass(w, base(w, TYPE_BOOL), base(w, TYPE_INT), &is), OK);
    assert_true(is);
}

static void metaclasses_must_agree(void **state)
{
    World *w = *state;
    Value of_type = tuple_of(w, 1, base(w, TYPE_TYPE));
    Value m = build(w, "M", of_type, NO_VALUE);
    Value n = build(w, "N", of_type, NO_VALUE);
    Value a = klass_build(w, AS(Klass, m), str_intern_ascii(w, "A"),
                          w->empty_tuple, dict_new(w), NO_VALUE);
    Value bases = tuple_of(w, 1, a);
    assert_ptr_equal(klass_metaclass(w, &w->klass[TYPE_TYPE], bases),
                     AS(Klass, m));
    assert_null(klass_metaclass(w, AS(Klass, n), bases));
    assert_raised(w, TYPE_TYPE_ERROR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_diamond_is_linearised, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(layouts_must_fit_together, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(slots_take_the_place_of_a_dict,
                                        open_world, close_world),
        cmocka_unit_test_setup_teardown(isinstance_searches_tuples, open_world,
                                        close_world),
        cmocka_unit_test_setup_teardown(metaclasses_must_agree, open_world,
                                        close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
