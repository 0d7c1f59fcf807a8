/* SPDX-License-Identifier: MIT */
/* Packed code: what is written is read back, and nothing else is accepted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "bytecode/code_check.h"
#include "bytecode/opcode.h"
#include "bytecode/pack.h"

/* One constant of each kind, and an inner function. */
typedef struct {
    Constant items[8];
    const Constant *constants[12];
    const Constant *pair[2];
    uint64_t limbs[2];
    Text names[1];
    LoopBody loop;
    Code inner;
    Code code;
} Sample;

static const uint8_t sample_body[] = {
    OP_LOAD_CONST,   0, OP_POP_JUMP_IF_FALSE, 10, OP_LOAD_NAME,  0,
    OP_POP_TOP,      0, OP_JUMP_ABSOLUTE,     0,  OP_LOAD_CONST, 0,
    OP_RETURN_VALUE, 0,
};
static const uint8_t sample_lines[] = {4, 1, 6, 1};

static void sample_constants(Sample *sample) {
    sample->limbs[1] = 7;
    sample->items[0].kind = CONSTANT_INT;
    sample->items[0].integer.small = -5;
    sample->items[0].integer.negative = true;
    sample->items[1].kind = CONSTANT_INT;
    sample->items[1].integer.limbs = sample->limbs;
    sample->items[1].integer.count = 2;
    sample->items[2].kind = CONSTANT_FLOAT;
    sample->items[2].real = -0.0;
    sample->items[3].kind = CONSTANT_COMPLEX;
    sample->items[3].complex.imag = 2.5;
    sample->items[4].kind = CONSTANT_STR;
    sample->items[4].text = (Text){"a\0b", 3};
    sample->items[5].kind = CONSTANT_BYTES;
    sample->items[5].text = TEXT("\xff");
    sample->items[6].kind = CONSTANT_FROZENSET;
    sample->items[7].kind = CONSTANT_CODE;
    sample->items[7].code = &sample->inner;
    sample->pair[0] = &sample->items[5];
    sample->pair[1] = &sample->items[4];
    sample->items[6].tuple.items = sample->pair;
    sample->items[6].tuple.count = 2;
}

static void sample_make(Sample *sample) {
    *sample = (Sample){.names = {TEXT("name")}, .loop = {8, 4}};
    sample_constants(sample);
    for (size_t i = 0; i < 4; i++) {
        sample->constants[i] = constant_simple((ConstantKind)i);
    }
    for (size_t i = 0; i < 8; i++) {
        sample->constants[i + 4] = &sample->items[i];
    }
    sample->inner = (Code){.code = sample_body + 10,
                           .code_size = 4,
                           .stack_size = 1,
                           .argument_count = 1,
                           .local_count = 1,
                           .variable_names = {sample->names, 1},
                           .constants = sample->constants,
                           .constant_count = 1,
                           .filename = TEXT("<library>/x.py"),
                           .name = TEXT("inner"),
                           .first_line = 12,
                           .flags = CODE_OPTIMIZED | CODE_NEWLOCALS};
    sample->code = (Code){.code = sample_body,
                          .code_size = sizeof sample_body,
                          .stack_size = 1,
                          .names = {sample->names, 1},
                          .constants = sample->constants,
                          .constant_count = 12,
                          .loop_bodies = &sample->loop,
                          .loop_body_count = 1,
                          .line_table = sample_lines,
                          .line_table_size = sizeof sample_lines,
                          .filename = TEXT("<library>/x.py"),
                          .name = TEXT("<module>"),
                          .first_line = 1,
                          .flags = CODE_NOFREE};
}

static void assert_read_back(const Code *code, const Code *back) {
    const Constant a = {.kind = CONSTANT_CODE, .code = code};
    const Constant b = {.kind = CONSTANT_CODE, .code = back};
    assert_true(constant_same(&a, &b));
    assert_int_equal(back->stack_size, code->stack_size);
    assert_true(text_equal(back->filename, code->filename));
    assert_int_equal(back->line_table_size, code->line_table_size);
    assert_int_equal(back->loop_body_count, code->loop_body_count);
    if (code->loop_body_count) {
        assert_memory_equal(back->loop_bodies, code->loop_bodies,
                            sizeof(LoopBody) * code->loop_body_count);
    }
}

static void code_is_read_back(void **state) {
    (void)state;
    Sample sample;
    Buffer packed = {0};
    Region region;
    region_init(&region);
    sample_make(&sample);
    assert_null(code_check(&sample.code));
    assert_true(pack_write(&packed, &sample.code));
    const Code *back =
        pack_read(&region, (const uint8_t *)packed.data, packed.size);
    assert_non_null(back);
    assert_read_back(&sample.code, back);
    assert_read_back(&sample.inner, back->constants[11]->code);
    assert_ptr_equal(back->constants[10]->tuple.items[1]->text.data[3], 0);
    region_free(&region);
    buffer_free(&packed);
}

/* Each copy has its own allocation, so that a sanitizer sees a read beyond. */
static void try_bytes(const char *data, size_t size, bool *accepted) {
    Region region;
    region_init(&region);
    uint8_t *copy = malloc(size + 1);
    assert_non_null(copy);
    uint8_t *exact = realloc(copy, size ? size : 1);
    memcpy(exact, data, size);
    *accepted = pack_read(&region, exact, size) != NULL;
    region_free(&region);
    free(exact);
}

static void cut_bytes_are_refused(void **state) {
    (void)state;
    Sample sample;
    Buffer packed = {0};
    bool accepted;
    sample_make(&sample);
    assert_true(pack_write(&packed, &sample.code));
    for (size_t size = 0; size < packed.size; size++) {
        try_bytes(packed.data, size, &accepted);
        assert_false(accepted);
    }
    buffer_byte(&packed, 0);
    try_bytes(packed.data, packed.size, &accepted);
    assert_false(accepted);
    buffer_free(&packed);
}

/* Every byte with every single value: no crash, and what is accepted holds the
 * invariants, because pack_read checks them. */
static void changed_bytes_do_no_harm(void **state) {
    (void)state;
    Sample sample;
    Buffer packed = {0};
    bool accepted;
    size_t refused = 0;
    sample_make(&sample);
    assert_true(pack_write(&packed, &sample.code));
    for (size_t i = 0; i < packed.size; i++) {
        char kept = packed.data[i];
        for (int value = 0; value < 256; value++) {
            packed.data[i] = (char)value;
            try_bytes(packed.data, packed.size, &accepted);
            refused += !accepted;
        }
        packed.data[i] = kept;
    }
    assert_true(refused > packed.size * 64);
    buffer_free(&packed);
}

static void too_deep_is_refused(void **state) {
    (void)state;
    enum { DEPTH = 5000 };
    Region region;
    region_init(&region);
    const Constant *nested = constant_simple(CONSTANT_TRUE);
    for (int i = 0; i < DEPTH; i++) {
        nested = constant_tuple(&region, &nested, 1);
        assert_non_null(nested);
    }
    Sample sample;
    Buffer packed = {0};
    sample_make(&sample);
    sample.constants[0] = nested;
    assert_false(pack_write(&packed, &sample.code));
    buffer_free(&packed);
    region_free(&region);
}

static void no_memory_is_null(void **state) {
    (void)state;
    Sample sample;
    Buffer packed = {0};
    sample_make(&sample);
    assert_true(pack_write(&packed, &sample.code));
    for (size_t allowed = 1; allowed < 40; allowed++) {
        Region region;
        region_init(&region);
        region.fail_after = allowed;
        const Code *back =
            pack_read(&region, (const uint8_t *)packed.data, packed.size);
        assert_true((back == NULL) == region.out_of_memory);
        region_free(&region);
    }
    buffer_free(&packed);
}

static void assert_wrong(const uint8_t *body, uint32_t size,
                         const char *expected) {
    Sample sample;
    sample_make(&sample);
    sample.code.loop_body_count = 0;
    sample.code.code = body;
    sample.code.code_size = size;
    const char *wrong = code_check(&sample.code);
    assert_string_equal(wrong ? wrong : "", expected);
}

static void broken_code_is_told(void **state) {
    (void)state;
    static const uint8_t unknown[] = {0, 0, OP_RETURN_VALUE, 0};
    assert_wrong(unknown, 4, "an opcode that does not exist");
    static const uint8_t far_constant[] = {OP_LOAD_CONST, 12, OP_RETURN_VALUE,
                                           0};
    assert_wrong(far_constant, 4, "an operand beyond its table");
    static const uint8_t no_local[] = {OP_LOAD_FAST, 0, OP_RETURN_VALUE, 0};
    assert_wrong(no_local, 4, "an operand beyond its table");
    static const uint8_t odd_jump[] = {OP_JUMP_ABSOLUTE, 1};
    assert_wrong(odd_jump, 2, "a jump to no instruction");
    static const uint8_t far_jump[] = {OP_JUMP_FORWARD, 0};
    assert_wrong(far_jump, 2, "a jump to no instruction");
    static const uint8_t empty_stack[] = {OP_RETURN_VALUE, 0};
    static const uint8_t popping[] = {OP_POP_TOP, 0, OP_JUMP_ABSOLUTE, 0};
    assert_wrong(popping, 4, "a path out of the code or its stack");
    static const uint8_t growing[] = {OP_LOAD_CONST, 0, OP_JUMP_ABSOLUTE, 0};
    assert_wrong(growing, 4, "a path out of the code or its stack");
    static const uint8_t deep[] = {OP_LOAD_CONST,   0, OP_DUP_TOP, 0,
                                   OP_RETURN_VALUE, 0};
    assert_wrong(deep, 6, "a stack that is too small");
    static const uint8_t endless[] = {OP_LOAD_CONST, 0};
    assert_wrong(endless, 2, "a path out of the code or its stack");
    static const uint8_t prefix[] = {OP_EXTENDED_ARG, 0};
    assert_wrong(prefix, 2, "an opcode that does not exist");
    assert_wrong(empty_stack, 1, "code of an odd size");
    assert_wrong(empty_stack, 2, "a path out of the code or its stack");
}

static void modules_are_found_by_name(void **state) {
    (void)state;
    static const PackedModule table[] = {
        {"a", false, NULL, 0}, {"a.b", true, NULL, 0}, {0}};
    assert_ptr_equal(pack_find(table, TEXT("a.b")), &table[1]);
    assert_ptr_equal(pack_find(table, TEXT("a")), &table[0]);
    assert_null(pack_find(table, TEXT("a.")));
    assert_null(pack_find(table, TEXT("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_is_read_back),
        cmocka_unit_test(cut_bytes_are_refused),
        cmocka_unit_test(changed_bytes_do_no_harm),
        cmocka_unit_test(too_deep_is_refused),
        cmocka_unit_test(no_memory_is_null),
        cmocka_unit_test(broken_code_is_told),
        cmocka_unit_test(modules_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
