/* SPDX-License-Identifier: MIT */
/*
 * Runs of instructions: found where they begin, and the same to output and
 * clock as one instruction after the other.
 */
#include "tests/unit/program_world.h"

#include "bytecode/opcode.h"
#include "vm/fuse.h"

static Program program;

typedef struct Row {
    uint8_t opcode;
    uint8_t count;
    uint8_t ops[4];
} Row;

static const Row rows[] = {
#define FUSED(name, count, a, b, c, d)                                         \
    {FUSED_##name, (count), {OP_##a, OP_##b, OP_##c, OP_##d}},
#include "vm/fused.def"
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static void each_run_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        uint8_t code[10] = {0};
        uint8_t fused[10];
        size_t size = 2 * (size_t)rows[i].count;
        for (size_t j = 0; j < rows[i].count; j++) {
            code[2 * j] = rows[i].ops[j];
            code[2 * j + 1] = (uint8_t)(17 * j + 1);
        }
        code[size] = OP_RETURN_VALUE;
        fuse_code(code, size + 2, fused);
        assert_int_equal(fused[0], rows[i].opcode);
        assert_int_equal(fused[size], OP_RETURN_VALUE);
        for (size_t j = 1; j < size; j += 2) {
            assert_int_equal(fused[j], code[j]);
        }
        /* Cut short, it is not the same run. */
        fuse_code(code, size - 2, fused);
        assert_int_not_equal(fused[0], rows[i].opcode);
    }
}

static void a_long_argument_keeps_its_opcode(void **state)
{
    (void)state;
    static const uint8_t code[] = {OP_EXTENDED_ARG, 1, OP_LOAD_FAST,  2,
                                   OP_LOAD_FAST,    3, OP_BINARY_ADD, 0};
    uint8_t fused[sizeof code];
    fuse_code(code, sizeof code, fused);
    assert_int_equal(fused[0], OP_EXTENDED_ARG);
    assert_int_equal(fused[2], OP_LOAD_FAST);
    assert_int_equal(fused[4], FUSED_FAST_ADD);
}

/* Every run, with operands of the usual kinds and of others. */
static const char runs_text[] =
    "import time\n"
    "K = 7\n"
    "class P:\n"
    "    def __init__(self, x): self.x = x; self.y = x; self.z = (x, x)\n"
    "    def get(self): return self.x\n"
    "    def put(self, v):\n"
    "        self.x = v\n"
    "        self.y = v\n"
    "        return self.get()\n"
    "class Q(P):\n"
    "    def __getattr__(self, name): return 1\n"
    "    def __eq__(self, other): return True\n"
    "    __hash__ = None\n"
    "def compute(a, b, i, p, s):\n" /* jumps stay short: no EXTENDED_ARG */
    "    r = []\n"
    "    for op in range(3):\n"
    "        r.append((a + b, a - b, a * b, s[i], a + 2, a - 2, a * 2, s[1]))\n"
    "        r.append(((a + b) + a, (a + b) - a, (a + b) * a, [s][0][i]))\n"
    "        r.append(((a + b) + 3, (a + b) - 3, (a + b) * 3, [s][0]))\n"
    "        i = i + 1 - 1\n"
    "        k = (i + 5) % 3; k += 1; k = (k + 9) // 2\n"
    "        u, v = k, i\n"
    "        u, v = (s[0], s[1])\n"
    "        for u, v in [(1, 2), (3, 4)]: pass\n"
    "        a; b\n"
    "    return r\n"
    "def choose(a, b, s):\n"
    "    r = []\n"
    "    for op in range(3):\n"
    "        if a < b: r.append(1)\n"
    "        if not a < b: r.append(2)\n"
    "        if a == 3 or b == 4: r.append(3)\n"
    "        if (a + b) == a or (a + b) == 5: r.append(4)\n"
    "        if (a + b) < a: r.append(5)\n"
    "        if (a + b) == 5: r.append(6)\n"
    "        if (a + b) == K: r.append(7)\n"
    "        if (a, b) == (b, a) or s: r.append(8)\n"
    "        if a: r.append(9)\n"
    "        if not a: r.append(10)\n"
    "        while a is b: break\n"
    "        while op < 0: op = a\n"
    "    return r\n"
    "def store(a, b, i, p, s):\n"
    "    r = []\n"
    "    for op in range(3):\n"
    "        r.append((K, a, 1, b)[op])\n"
    "        p.x; p.y = p.x; p.y = op; r.append(p.put(op)); r.append(p.get())\n"
    "        s[0] += 1; s[i] += op\n"
    "        for w in s: t = w\n"
    "        def inner(j): return s[j], s is j\n"
    "        r.append(inner(0))\n"
    "    return r\n"
    "def mix(a, b, i, p, s):\n"
    "    return compute(a, b, i, p, s), choose(a, b, s), store(a, b, i, p, s)\n"
    "for a, b in ((1, 2), (1.5, 2.5), (3, .5), (10 ** 30, 5), (True, 4)):\n"
    "    for p in (P(1), Q(2)):\n"
    "        print(mix(a, b, 1, p, [1, 2, 3]))\n"
    "for bad in ('a', None), ([], 1):\n"
    "    try:\n"
    "        mix(*bad, 0, None, [1, 2])\n"
    "    except TypeError as e:\n"
    "        print(e)\n"
    "print(time.perf_counter_ns())\n";

static void note_runs(const World *w, bool *seen)
{
    const Outside *o = w->outside;
    for (uint32_t i = 0; i < o->cache_count; i++) {
        const Runnable *run = o->runnables ? o->runnables[i] : NULL;
        for (const uint8_t *at = run ? run->code : NULL;
             at && *at != OP_RETURN_VALUE; at += 2) {
            seen[*at] = true;
        }
    }
}

static void runs_change_neither_output_nor_time(void **state)
{
    (void)state;
    static char together[1 << 14];
    bool seen[256] = {false};
    program_open(&program, runs_text, 0);
    assert_int_equal(simulate_run(program.w).kind, OUTCOME_ENDED);
    assert_true(program.used < sizeof together && program.used > 1000);
    memcpy(together, program.out, program.used + 1);
    int64_t time = world_now(program.w);
    note_runs(program.w, seen);
    program_close(&program);

    /* Here every boundary is looked at, so no run is ever taken. */
    program_open(&program, runs_text, 0);
    program.w->outside->collect_always = true;
    assert_int_equal(simulate_run(program.w).kind, OUTCOME_ENDED);
    assert_string_equal(program.out, together);
    assert_int_equal(world_now(program.w), time);
    program_close(&program);

    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!seen[rows[i].opcode]) {
            print_message("run %zu is nowhere in the program\n", i);
        }
        assert_true(seen[rows[i].opcode]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_run_is_found),
        cmocka_unit_test(a_long_argument_keeps_its_opcode),
        cmocka_unit_test(runs_change_neither_output_nor_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
