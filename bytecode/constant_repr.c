/* SPDX-License-Identifier: MIT */
/* Constant: repr(), byte for byte as CPython 3.8 writes it.
 *
 * CPython prints a code object's address; ours is a number made from what the
 * code is, so that two runs print the same. Characters that are not printable
 * (by libunistring's general categories) are escaped, as are lone surrogates
 * and bytes that are no UTF-8. */
#include "bytecode/code.h"
#include "bytecode/number.h"
#include "bytecode/printable.h"
#include "bytecode/siphash.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <unistr.h>

#define DECIMAL_CHUNK 10000000000000000000u /* 10^19 fits a limb */

/* ' unless there is one inside and no ". */
static char quote_of(Text text)
{
    bool single = text.size && memchr(text.data, '\'', text.size);
    bool both = single && memchr(text.data, '"', text.size);
    return single && !both ? '"' : '\'';
}

/* Bytes that repr() writes as they are or as two characters; false: another
 * one. */
static bool repr_plain(Buffer *out, unsigned char byte, char quote)
{
    static const char shorts[] = "\tt\nn\rr\\\\";
    if (byte == (unsigned char)quote) {
        buffer_byte(out, '\\');
        buffer_byte(out, quote);
        return true;
    }
    for (size_t i = 0; shorts[i]; i += 2) {
        if (byte == (unsigned char)shorts[i]) {
            buffer_byte(out, '\\');
            buffer_byte(out, shorts[i + 1]);
            return true;
        }
    }
    if (byte >= ' ' && byte < 0x7F) {
        buffer_byte(out, (char)byte);
        return true;
    }
    return false;
}

/* A three-byte surrogate, which UTF-8 proper does not allow. */
static bool is_surrogate(const unsigned char *next, size_t left)
{
    return left >= 3 && next[0] == 0xED && (next[1] & 0xE0) == 0xA0 &&
           (next[2] & 0xC0) == 0x80;
}

/* Writes one character that is not ASCII; returns its size in bytes. */
static size_t repr_wide(Buffer *out, const unsigned char *next, size_t left)
{
    if (is_surrogate(next, left)) {
        buffer_format(out, "\\ud%x%02x", 0x8u | (next[1] & 0x1F) >> 2,
                      (next[1] & 3u) << 6 | (next[2] & 0x3F));
        return 3;
    }
    ucs4_t character;
    int size = u8_mbtoucr(&character, next, left);
    if (size <= 0) {
        buffer_format(out, "\\x%02x", *next);
        return 1;
    }
    if (printable(character)) {
        buffer_bytes(out, next, (size_t)size);
    } else if (character <= 0xFF) {
        buffer_format(out, "\\x%02x", (unsigned)character);
    } else if (character <= 0xFFFF) {
        buffer_format(out, "\\u%04x", (unsigned)character);
    } else {
        buffer_format(out, "\\U%08x", (unsigned)character);
    }
    return (size_t)size;
}

void constant_repr_str(Buffer *out, Text text)
{
    char quote = quote_of(text);
    const unsigned char *bytes = (const unsigned char *)text.data;
    buffer_byte(out, quote);
    for (size_t i = 0; i < text.size;) {
        if (repr_plain(out, bytes[i], quote)) {
            i++;
        } else if (bytes[i] < 0x80) {
            buffer_format(out, "\\x%02x", bytes[i++]);
        } else {
            i += repr_wide(out, bytes + i, text.size - i);
        }
    }
    buffer_byte(out, quote);
}

void constant_repr_bytes(Buffer *out, Text text)
{
    char quote = quote_of(text);
    buffer_byte(out, 'b');
    buffer_byte(out, quote);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (!repr_plain(out, byte, quote)) {
            buffer_format(out, "\\x%02x", byte);
        }
    }
    buffer_byte(out, quote);
}

/* limbs /= 10^19, in place; returns the remainder. */
static uint64_t limbs_divide(uint64_t *limbs, size_t count)
{
    uint64_t rest = 0;
    for (size_t i = count; i-- > 0;) {
        unsigned __int128 wide = (unsigned __int128)rest << 64 | limbs[i];
        limbs[i] = (uint64_t)(wide / DECIMAL_CHUNK);
        rest = (uint64_t)(wide % DECIMAL_CHUNK);
    }
    return rest;
}

/* Both arrays are in one piece: the limbs, which are used up, and the chunks
 * of 19 digits, lowest first. 64 bits are a little more than 19 digits. */
static void repr_limbs(Buffer *out, const Constant *constant)
{
    size_t count = constant->integer.count;
    uint64_t *limbs = malloc((2 * count + count / 64 + 2) * sizeof *limbs);
    if (!limbs) {
        out->failed = true;
        return;
    }
    uint64_t *chunks = limbs + count;
    size_t chunk_count = 0;
    memcpy(limbs, constant->integer.limbs, count * sizeof *limbs);
    while (count > 0) {
        chunks[chunk_count++] = limbs_divide(limbs, count);
        while (count > 0 && limbs[count - 1] == 0) {
            count--;
        }
    }
    buffer_format(out, "%s%" PRIu64, constant->integer.negative ? "-" : "",
                  chunks[--chunk_count]);
    while (chunk_count > 0) {
        buffer_format(out, "%019" PRIu64, chunks[--chunk_count]);
    }
    free(limbs);
}

static void repr_complex(Buffer *out, double real, double imag)
{
    char text[NUMBER_REPR_SIZE];
    bool both = real != 0 || signbit(real);
    if (both) {
        buffer_byte(out, '(');
        buffer_bytes(out, text, number_repr_bare(real, text));
    }
    size_t size = number_repr_bare(imag, text);
    if (both && text[0] != '-') {
        buffer_byte(out, '+');
    }
    buffer_bytes(out, text, size);
    buffer_string(out, both ? "j)" : "j");
}

static void repr_items(Buffer *out, const Constant *constant)
{
    for (size_t i = 0; i < constant->tuple.count; i++) {
        if (i > 0) {
            buffer_string(out, ", ");
        }
        constant_repr(out, constant->tuple.items[i]);
    }
}

static void repr_tuple(Buffer *out, const Constant *constant)
{
    buffer_byte(out, '(');
    repr_items(out, constant);
    buffer_string(out, constant->tuple.count == 1 ? ",)" : ")");
}

static void repr_frozenset(Buffer *out, const Constant *constant)
{
    buffer_string(out, "frozenset(");
    if (constant->tuple.count > 0) {
        buffer_byte(out, '{');
        repr_items(out, constant);
        buffer_byte(out, '}');
    }
    buffer_byte(out, ')');
}

static void repr_code(Buffer *out, const Code *code)
{
    SipKey key = {code->first_line, code->stack_size};
    uint64_t address = siphash(key, code->code, code->code_size);
    buffer_string(out, "<code object ");
    buffer_text(out, code->name);
    buffer_format(out, " at 0x7f%010" PRIx64 ", file \"",
                  address & 0xFFFFFFFFF0u);
    buffer_text(out, code->filename);
    buffer_format(out, "\", line %" PRIu32 ">", code->first_line);
}

void constant_repr(Buffer *out, const Constant *constant)
{
    char text[NUMBER_REPR_SIZE];
    switch (constant->kind) {
    case CONSTANT_NONE:
        buffer_string(out, "None");
        break;
    case CONSTANT_FALSE:
        buffer_string(out, "False");
        break;
    case CONSTANT_TRUE:
        buffer_string(out, "True");
        break;
    case CONSTANT_ELLIPSIS:
        buffer_string(out, "Ellipsis");
        break;
    case CONSTANT_INT:
        if (constant->integer.count == 0) {
            buffer_format(out, "%" PRId64, constant->integer.small);
        } else {
            repr_limbs(out, constant);
        }
        break;
    case CONSTANT_FLOAT:
        buffer_bytes(out, text, number_repr(constant->real, text));
        break;
    case CONSTANT_COMPLEX:
        repr_complex(out, constant->complex.real, constant->complex.imag);
        break;
    case CONSTANT_STR:
        constant_repr_str(out, constant->text);
        break;
    case CONSTANT_BYTES:
        constant_repr_bytes(out, constant->text);
        break;
    case CONSTANT_TUPLE:
        repr_tuple(out, constant);
        break;
    case CONSTANT_FROZENSET:
        repr_frozenset(out, constant);
        break;
    case CONSTANT_CODE:
        repr_code(out, constant->code);
        break;
    }
}
