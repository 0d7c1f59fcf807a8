/* SPDX-License-Identifier: MIT */
/* Operators on constants of any type: what is a number goes to fold_number.c,
 * the rest is strings, bytes and tuples. The limits are CPython 3.8's: they
 * keep `"a" * 1000000` out of the code object. */
#include "bytecode/fold_value.h"

enum {
    FOLD_TEXT_SIZE = 4096,  /* of a repeated str or bytes */
    FOLD_TUPLE_SIZE = 256,  /* of a repeated tuple */
    FOLD_TOTAL_ITEMS = 1024 /* with those of the tuples inside it */
};

const Constant *fold_unary(Region *region, UnaryOperator op,
                           const Constant *operand)
{
    if (op == UNOP_NOT) {
        return constant_simple(constant_truth(operand) ? CONSTANT_FALSE
                                                       : CONSTANT_TRUE);
    }
    return fold_is_number(operand) ? fold_number(region, op, operand) : NULL;
}

/* Code points of a str, bytes of a bytes, items of a tuple. */
static size_t fold_length(const Constant *constant)
{
    if (constant->kind == CONSTANT_TUPLE) {
        return constant->tuple.count;
    }
    if (constant->kind == CONSTANT_BYTES) {
        return constant->text.size;
    }
    size_t length = 0;
    for (size_t i = 0; i < constant->text.size; i++) {
        length += ((unsigned char)constant->text.data[i] & 0xC0) != 0x80;
    }
    return length;
}

static bool fold_is_sequence(const Constant *constant)
{
    return constant->kind == CONSTANT_STR || constant->kind == CONSTANT_BYTES ||
           constant->kind == CONSTANT_TUPLE;
}

static const Constant *fold_text(Region *region, ConstantKind kind, Text text)
{
    return kind == CONSTANT_STR ? constant_str(region, text)
                                : constant_bytes(region, text);
}

static const Constant *fold_concatenate(Region *region, const Constant *left,
                                        const Constant *right)
{
    if (left->kind != right->kind) {
        return NULL;
    }
    if (left->kind == CONSTANT_TUPLE) {
        size_t count = left->tuple.count + right->tuple.count;
        const Constant **items = region_array(region, count, sizeof *items);
        if (items == NULL) {
            return NULL;
        }
        for (size_t i = 0; i < count; i++) {
            items[i] = i < left->tuple.count
                           ? left->tuple.items[i]
                           : right->tuple.items[i - left->tuple.count];
        }
        return constant_tuple(region, items, count);
    }
    size_t size = left->text.size + right->text.size;
    char *data = region_alloc(region, size + 1);
    if (data == NULL) {
        return NULL;
    }
    if (left->text.size > 0) {
        memcpy(data, left->text.data, left->text.size);
    }
    if (right->text.size > 0) {
        memcpy(data + left->text.size, right->text.data, right->text.size);
    }
    return fold_text(region, left->kind, (Text){data, size});
}

/* What is left of `limit` items after those of a tuple, at all depths; below
 * zero, they are too many. */
static int64_t fold_items_left(const Constant *constant, int64_t limit)
{
    if (constant->kind != CONSTANT_TUPLE) {
        return limit;
    }
    limit -= (int64_t)constant->tuple.count;
    for (size_t i = 0; limit >= 0 && i < constant->tuple.count; i++) {
        limit = fold_items_left(constant->tuple.items[i], limit);
    }
    return limit;
}

static bool fold_repeat_is_modest(const Constant *sequence, size_t length,
                                  int64_t times)
{
    bool tuple = sequence->kind == CONSTANT_TUPLE;
    int64_t most = (tuple ? FOLD_TUPLE_SIZE : FOLD_TEXT_SIZE) / (int64_t)length;
    if (times < 0 || times > most) {
        return false;
    }
    return !tuple || times == 0 ||
           fold_items_left(sequence, FOLD_TOTAL_ITEMS / times) >= 0;
}

static const Constant *fold_repeat(Region *region, const Constant *sequence,
                                   const Constant *count)
{
    int64_t times;
    size_t length = fold_length(sequence);
    if (!fold_small(count, &times)) {
        return NULL;
    }
    if (length == 0) {
        return sequence;
    }
    if (length > FOLD_TEXT_SIZE) {
        times = times == 0 ? 0 : -1;
    }
    if (!fold_repeat_is_modest(sequence, length, times)) {
        return NULL;
    }
    if (sequence->kind == CONSTANT_TUPLE) {
        size_t total = length * (size_t)times;
        const Constant **items = region_array(region, total, sizeof *items);
        for (size_t i = 0; items != NULL && i < total; i++) {
            items[i] = sequence->tuple.items[i % length];
        }
        return items != NULL ? constant_tuple(region, items, total) : NULL;
    }
    Text text = sequence->text;
    char *data = region_alloc(region, text.size * (size_t)times + 1);
    for (int64_t i = 0; data != NULL && i < times; i++) {
        memcpy(data + (size_t)i * text.size, text.data, text.size);
    }
    return data != NULL ? fold_text(region, sequence->kind,
                                    (Text){data, text.size * (size_t)times})
                        : NULL;
}

const Constant *fold_binary(Region *region, Operator op, const Constant *left,
                            const Constant *right)
{
    if (fold_is_number(left) && fold_is_number(right)) {
        return fold_numbers(region, op, left, right);
    }
    if (op == BINOP_ADD && fold_is_sequence(left)) {
        return fold_concatenate(region, left, right);
    }
    if (op == BINOP_MULT && fold_is_sequence(left) && fold_is_int(right)) {
        return fold_repeat(region, left, right);
    }
    if (op == BINOP_MULT && fold_is_int(left) && fold_is_sequence(right)) {
        return fold_repeat(region, right, left);
    }
    return NULL;
}

/* The code point that starts as the `index`-th. */
static Text fold_character(Text text, int64_t index)
{
    size_t start = 0;
    for (;; start++) {
        bool first = ((unsigned char)text.data[start] & 0xC0) != 0x80;
        if (first && index-- == 0) {
            break;
        }
    }
    size_t end = start + 1;
    while (end < text.size && ((unsigned char)text.data[end] & 0xC0) == 0x80) {
        end++;
    }
    return (Text){text.data + start, end - start};
}

const Constant *fold_item(Region *region, const Constant *left,
                          const Constant *index)
{
    int64_t at;
    if (!fold_is_sequence(left) || !fold_is_int(index) ||
        !fold_small(index, &at)) {
        return NULL;
    }
    int64_t length = (int64_t)fold_length(left);
    if (at < 0) {
        at += length;
    }
    if (at < 0 || at >= length) {
        return NULL;
    }
    if (left->kind == CONSTANT_TUPLE) {
        return left->tuple.items[at];
    }
    if (left->kind == CONSTANT_BYTES) {
        return constant_int(region, (unsigned char)left->text.data[at]);
    }
    Text character = fold_character(left->text, at);
    const char *copy = region_copy(region, character.data, character.size);
    return copy != NULL ? constant_str(region, (Text){copy, character.size})
                        : NULL;
}
