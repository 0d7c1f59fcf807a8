/* SPDX-License-Identifier: MIT */
/*
 * The loop under stress: collections change neither output nor time, every
 * allocation may fail, the ends of memory and of the stack are exceptions.
 */
#include "tests/unit/program_world.h"

static Program program;

/* Something of everything that allocates inside one instruction. */
static const char busy_text[] =
    "import time\n"
    "class A:\n"
    "    def __init__(self, x): self.x = x; self.y = [x]\n"
    "    def __eq__(self, other): return self.x == other.x\n"
    "    def __enter__(self): return self\n"
    "    def __exit__(self, *e): return True\n"
    "def gen(n):\n"
    "    for i in range(n): yield A(i)\n"
    "f = 0.5\n"
    "d = {}\n"
    "s = ''\n"
    "for i in range(400):\n"
    "    f = f * 1.5 + 2.0 - i\n"
    "    d[str(i % 7)] = (f, [i, f], {i}, {i: f}, f'{i}-{f}')\n"
    "    s += 'abc'[i % 3]\n"
    "    g = lambda: (s, i)\n"
    "    with A(i) as a:\n"
    "        a.y[5]\n"
    "    x, *y = 'abcd'\n"
    "t = [a.x for a in gen(50) if a == A(a.x)]\n"
    "try:\n"
    "    undefined\n"
    "except NameError as e:\n"
    "    print(e)\n"
    "print(len(s), sum(t), sorted(d)[0], len(y))\n"
    "print(time.perf_counter_ns())\n";

static void collections_change_nothing(void **state)
{
    (void)state;
    static char calm[1 << 12];
    program_open(&program, busy_text, 0);
    assert_int_equal(simulate_run(program.w).kind, OUTCOME_ENDED);
    assert_true(program.used < sizeof calm && program.used > 40);
    memcpy(calm, program.out, program.used + 1);
    int64_t time = world_now(program.w);
    program_close(&program);

    program_open(&program, busy_text, 0);
    program.w->outside->collect_always = true;
    assert_int_equal(simulate_run(program.w).kind, OUTCOME_ENDED);
    assert_string_equal(program.out, calm);
    assert_int_equal(world_now(program.w), time);
    assert_true(program.w->outside->collections > 300);
    program_close(&program);
}

/* A collection asked for in the middle of any instruction costs no time. */
static void a_small_heap_takes_the_same_time(void **state)
{
    (void)state;
    static const size_t limits[] = {0, 22 << 20, 20 << 20};
    int64_t time = 0;
    for (int i = 0; i < 3; i++) {
        program_open(&program,
                     "f = 0.5\n"
                     "for i in range(400000):\n"
                     "    f = f * 1.5 - i + 2.5\n"
                     "    t = (i, [f])\n"
                     "    if f > 1e9 or f < -1e9: f = 0.25\n"
                     "print(i)\n",
                     limits[i]);
        assert_int_equal(simulate_run(program.w).kind, OUTCOME_ENDED);
        assert_string_equal(program.out, "399999\n");
        assert_true(!i || program.w->outside->collections > 1);
        assert_true(!i || world_now(program.w) == time);
        time = world_now(program.w);
        program_close(&program);
    }
}

static const char small_text[] =
    "class A:\n"
    "    def __init__(self, *a, **k): self.a = a; self.k = k\n"
    "    def __getattr__(self, n): return n * 2\n"
    "    def __lt__(self, o): return self.a < o.a\n"
    "def gen():\n"
    "    try: yield from [1.5, 'x', b'y']\n"
    "    finally: pass\n"
    "r = []\n"
    "try:\n"
    "    for v in gen(): r.append(A(v, k=[v]))\n"
    "    r = sorted([A(i, z=i) for i in (3, 1, 2)])\n"
    "    r += [f'{x.a}{x.b!r:>9}' for x in r]\n"
    "    d = {**r[0].k, 'q': {1, 2}, (1, 2): 2 ** 100}\n"
    "    with open('none') as f: pass\n"
    "except OSError as e:\n"
    "    r = str(e)\n"
    "except MemoryError:\n"
    "    r = 'memory'\n"
    "print(r)\n";

static void any_allocation_may_fail(void **state)
{
    (void)state;
    program_open(&program, small_text, 0);
    World *w = program.w;
    Snapshot *s = world_snapshot(w);
    char whole[256];
    assert_int_equal(simulate_run(w).kind, OUTCOME_ENDED);
    assert_true(program.used < sizeof whole);
    memcpy(whole, program.out, program.used + 1);
    unsigned failures = 0;
    for (uint64_t n = 1;; n++) {
        program_rewind(&program, s);
        simulate_reseed(w, 1);
        w->fail_allocations = 1;
        w->outside->fail_after = n;
        Outcome outcome = simulate_run(w);
        bool failed = w->outside->fail_after == 0;
        w->outside->fail_after = 0;
        assert_true(outcome.kind == OUTCOME_ENDED ||
                    outcome.kind == OUTCOME_RAISED);
        if (!failed) {
            assert_string_equal(program.out, whole);
            break;
        }
        failures++;
        heap_collect(w, false);
    }
    assert_true(failures > 100);
    program_close(&program);
}

static void out_of_memory_is_an_exception(void **state)
{
    (void)state;
    program_open(&program,
                 "import sys\n"
                 "l = []\n"
                 "try:\n"
                 "    while 1: l.append(' ' * 100000)\n"
                 "except MemoryError: l = None; print('list')\n"
                 "x = [0]\n"
                 "try:\n"
                 "    while 1: x = x + x\n"
                 "except MemoryError: x = None; print('sum')\n"
                 "d = {}\n"
                 "try:\n"
                 "    while 1: d[len(d)] = str(len(d)) * 1000\n"
                 "except MemoryError: d = None; print('dict')\n"
                 "sys.setrecursionlimit(10 ** 9)\n"
                 "def f(n): return f(n + 1)\n"
                 "try: f(0)\n"
                 "except MemoryError: print('stack')\n",
                 (size_t)96 << 20);
    (void)simulate_run(program.w);
    assert_string_equal(program.out, "list\nsum\ndict\nstack\n");
    program_close(&program);
}

static void deep_things_are_exceptions(void **state)
{
    (void)state;
    program_gives("def tell(f):\n"
                  "    try: f(); print('done')\n"
                  "    except RecursionError: print('deep')\n"
                  "a = []; b = []; t = (); m = iter([1])\n"
                  "for i in range(100000):\n"
                  "    a = [a]; b = [b]; t = (t,); m = map(int, m)\n"
                  "tell(lambda: repr(a))\n"
                  "tell(lambda: a == b)\n"
                  "tell(lambda: hash(t))\n"
                  "tell(lambda: next(m))\n"
                  "class D: pass\n"
                  "D.__call__ = D()\n"
                  "tell(lambda: D()())\n"
                  "def g(m): yield from m\n"
                  "y = iter([1])\n"
                  "for i in range(5000): y = g(y)\n"
                  "tell(lambda: next(y))\n"
                  "tell(lambda: 1)\n",
                  "deep\ndeep\ndeep\ndeep\ndeep\ndeep\ndone\n");
}

static void wide_things_work(void **state)
{
    (void)state;
    program_gives(
        "def f(*a, **k): return len(a), len(k)\n"
        "class O:\n"
        "    def m(self, *a, **k): return len(a), len(k)\n"
        "a = ','.join(map(str, range(300)))\n"
        "k = ','.join('k%d=1' % i for i in range(300))\n"
        "print(eval('f(%s,%s)' % (a, k)), eval('O().m(%s,%s)' % (a, k)))\n"
        "print(len(eval('dict(%s)' % k)), len(dict(**{str(i): i for i in "
        "range(70000)})))\n"
        "exec('def g():\\n try: pass\\n finally:\\n  r = [f(%s), f(%s)]\\n"
        " return r' % (a, a))\n"
        "print(g())\n"
        "x = 1\n"
        "print(len(eval('[' + 'x,' * 70000 + ']')))\n"
        "print(eval('f(' + 'x,' * 70000 + ')'))\n"
        "print(sum(eval('[' + ','.join('%d.5' % i for i in range(70000)) + "
        "']')))\n"
        "exec('def h():\\n' + ''.join(' v%d = %d\\n' % (i, i) for i in "
        "range(400)) + ' return v399 + v256')\n"
        "print(h())\n",
        "(300, 300) (300, 300)\n300 70000\n[(300, 0), (300, 0)]\n70000\n"
        "(70000, 0)\n2450000000.0\n655\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(collections_change_nothing),
        cmocka_unit_test(a_small_heap_takes_the_same_time),
        cmocka_unit_test(any_allocation_may_fail),
        cmocka_unit_test(out_of_memory_is_an_exception),
        cmocka_unit_test(deep_things_are_exceptions),
        cmocka_unit_test(wide_things_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
