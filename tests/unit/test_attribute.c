/* SPDX-License-Identifier: MIT */
/* Attributes and their caches: one instruction, many classes and changes. */
#include "tests/unit/program_world.h"

static void a_class_change_is_seen(void **state)
{
    (void)state;
    program_gives("class A:\n"
                  "    x = 1\n"
                  "    def f(self): return 'A'\n"
                  "class B(A): pass\n"
                  "b = B()\n"
                  "r = []\n"
                  "for i in range(6):\n"
                  "    r += [b.x, b.f()]\n"
                  "    if i == 0: A.x = 2\n"
                  "    if i == 1: B.x = 3\n"
                  "    if i == 2: b.x = 4; A.f = lambda self: 'new'\n"
                  "    if i == 3: del b.x; b.f = lambda: 'own'\n"
                  "    if i == 4: del B.x; del b.f\n"
                  "print(r)\n",
                  "[1, 'A', 2, 'A', 3, 'A', 4, 'new', 3, 'own', 2, 'new']\n");
}

static void one_place_sees_many_classes(void **state)
{
    (void)state;
    program_gives("class A:\n"
                  "    def __init__(self): self.x = 'A'; self.y = 1\n"
                  "class B:\n"
                  "    def __init__(self): self.y = 2; self.x = 'B'\n"
                  "class C:\n"
                  "    __slots__ = ('y', 'x')\n"
                  "    def __init__(self): self.x = 'C'\n"
                  "class D:\n"
                  "    x = property(lambda self: 'D')\n"
                  "class E:\n"
                  "    def __getattr__(self, name): return 'E' + name\n"
                  "class F(list): x = 'F'\n"
                  "import sys\n"
                  "sys.x = 'sys'\n"
                  "all = [A(), B(), C(), D(), E(), F(), sys, F, A()] * 3\n"
                  "print(''.join(o.x for o in all))\n",
                  "ABCDExFsysFAABCDExFsysFAABCDExFsysFA\n");
}

static void orders_of_assignment_do_not_mix(void **state)
{
    (void)state;
    program_gives(
        "class A: pass\n"
        "def make(*names):\n"
        "    a = A()\n"
        "    for n in names: setattr(a, n, n)\n"
        "    return a\n"
        "for a in [make('x', 'y'), make('y', 'x'), make('y'),\n"
        "          make(*'abcdefghijklmnopqrstuvwxyz'), make('x')]:\n"
        "    a.z = 'z'\n"
        "    print(a.__dict__.keys() == vars(a).keys(), len(vars(a)),\n"
        "          a.z, getattr(a, 'x', 0), getattr(a, 'y', 0))\n"
        "    del a.z\n"
        "    print(hasattr(a, 'z'), list(vars(a))[:2])\n",
        "True 3 z x y\nFalse ['x', 'y']\n"
        "True 3 z x y\nFalse ['y', 'x']\n"
        "True 2 z 0 y\nFalse ['y']\n"
        "True 26 z x y\nFalse ['a', 'b']\n"
        "True 2 z x 0\nFalse ['x']\n");
}

static void plain_objects_have_no_room(void **state)
{
    (void)state;
    program_gives("o = object()\n"
                  "for i in range(3):\n"
                  "    try: o.x = 1\n"
                  "    except AttributeError as e: print(e)\n",
                  "'object' object has no attribute 'x'\n"
                  "'object' object has no attribute 'x'\n"
                  "'object' object has no attribute 'x'\n");
}

/* Names made at run time leave no trace in the method cache when they die. */
static void dead_names_leave_no_answer(void **state)
{
    (void)state;
    program_gives("import gc\n"
                  "A = type('A', (), {'k%d' % i: i for i in range(50)})\n"
                  "a = A()\n"
                  "bad = 0\n"
                  "for round in range(20):\n"
                  "    for i in range(100):\n"
                  "        want = i if i < 50 else None\n"
                  "        bad += getattr(a, 'k%d' % i, None) != want\n"
                  "        bad += getattr(a, 'k%d' % (99 - i), None) != \\\n"
                  "            (99 - i if i > 49 else None)\n"
                  "    gc.collect()\n"
                  "print(bad)\n",
                  "0\n");
}

static void methods_of_methods(void **state)
{
    (void)state;
    program_gives("import types\n"
                  "def f(*a): return a\n"
                  "f.mark = 'm'\n"
                  "m = f\n"
                  "for i in range(3): m = types.MethodType(m, i)\n"
                  "x = 'below'\n"
                  "print([x, m(7), x], m.mark, m.__self__)\n"
                  "class C:\n"
                  "    def __new__(cls, *a): return a\n"
                  "    def __call__(self, *a): return a\n"
                  "print(types.MethodType(C, 5)(6))\n"
                  "class D:\n"
                  "    def __call__(self, *a): return a\n"
                  "print([x, types.MethodType(D(), 5)(6), x])\n",
                  "['below', (0, 1, 2, 7), 'below'] m 2\n(5, 6)\n"
                  "['below', (5, 6), 'below']\n");
}

static void wide_classes(void **state)
{
    (void)state;
    program_gives("bases = [type('B%d' % i, (), {'m%d' % i: i}) "
                  "for i in range(70)]\n"
                  "M = type('M', tuple(bases), {})\n"
                  "print(len(M.__mro__), M().m69, M().m0)\n"
                  "c = object\n"
                  "for i in range(1000): c = type('K', (c,), {'x%d' % i: i})\n"
                  "print(len(c.__mro__), c().x0, c().x999)\n",
                  "72 69 0\n1001 0 999\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_change_is_seen),
        cmocka_unit_test(one_place_sees_many_classes),
        cmocka_unit_test(orders_of_assignment_do_not_mix),
        cmocka_unit_test(plain_objects_have_no_room),
        cmocka_unit_test(dead_names_leave_no_answer),
        cmocka_unit_test(methods_of_methods),
        cmocka_unit_test(wide_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
