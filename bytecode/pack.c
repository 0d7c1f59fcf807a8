/* SPDX-License-Identifier: MIT */
/* Pack: the format, written and read side by side, noun by noun.
 *
 * Numbers are seven bits a byte, lowest first; texts are their size, their
 * bytes and a NUL, so that they can be used where they lie. A file name is
 * written once, as all nested code objects share it. A nested one is preceded
 * by its size, so that it can be left for later. The reader trusts nothing:
 * each count is checked against the bytes left before memory is asked for, and
 * code_check judges the result. */
#include "bytecode/pack.h"

#include "bytecode/code_check.h"

static const char PACK_MAGIC[] = "gilscope code 2"; /* the version is its 2 */

enum { PACK_DEPTH = 1000 }; /* of tuples and code objects in each other */

typedef struct {
    Buffer *out;
    unsigned depth;
    bool too_deep;
} Writer;

typedef struct {
    Region *region;
    const uint8_t *bytes; /* where the module begins */
    const uint8_t *next;
    const uint8_t *end;
    Text filename;
    unsigned depth;
    bool bad;     /* sticky: every later read gives nothing */
    bool trusted; /* made by gilscope-pack: code_check was run there */
    bool lazy;    /* leaves the bodies of functions where they are */
} Reader;

const PackedModule *pack_find(const PackedModule *table, Text name)
{
    for (; table->name; table++) {
        if (text_is(name, table->name)) {
            return table;
        }
    }
    return NULL;
}

static void write_number(Writer *writer, uint64_t number)
{
    for (; number >= 0x80; number >>= 7) {
        buffer_byte(writer->out, (char)(number | 0x80));
    }
    buffer_byte(writer->out, (char)number);
}

static uint64_t read_number(Reader *reader)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && reader->next < reader->end;
         shift += 7) {
        uint8_t byte = *reader->next++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            return number;
        }
    }
    reader->bad = true;
    return 0;
}

static uint32_t read_small(Reader *reader)
{
    uint64_t number = read_number(reader);
    if (number > INT32_MAX) {
        reader->bad = true;
        return 0;
    }
    return (uint32_t)number;
}

static const uint8_t *read_bytes(Reader *reader, uint64_t size)
{
    if (reader->bad || size > (uint64_t)(reader->end - reader->next)) {
        reader->bad = true;
        return NULL;
    }
    const uint8_t *bytes = reader->next;
    reader->next += size;
    return bytes;
}

/* A zeroed array for that many items, each of which takes at least a byte. */
static void *read_array(Reader *reader, uint64_t count, size_t size)
{
    void *items = NULL;
    if (!reader->bad && count <= (uint64_t)(reader->end - reader->next)) {
        items = region_array(reader->region, count, size);
    }
    reader->bad = reader->bad || !items;
    return items;
}

/* 64 bits, lowest byte first. */
static void write_word(Writer *writer, uint64_t word)
{
    for (unsigned i = 0; i < 64; i += 8) {
        buffer_byte(writer->out, (char)(word >> i));
    }
}

static uint64_t read_word(Reader *reader)
{
    const uint8_t *bytes = read_bytes(reader, 8);
    uint64_t word = 0;
    for (unsigned i = 0; bytes && i < 8; i++) {
        word |= (uint64_t)bytes[i] << i * 8;
    }
    return word;
}

static void write_float(Writer *writer, double value)
{
    uint64_t word;
    memcpy(&word, &value, sizeof word);
    write_word(writer, word);
}

static double read_float(Reader *reader)
{
    uint64_t word = read_word(reader);
    double value;
    memcpy(&value, &word, sizeof value);
    return value;
}

static void write_text(Writer *writer, Text text)
{
    write_number(writer, text.size);
    buffer_text(writer->out, text);
    buffer_byte(writer->out, 0);
}

static Text read_text(Reader *reader)
{
    uint64_t size = read_number(reader);
    const uint8_t *bytes = read_bytes(reader, size);
    const uint8_t *end = read_bytes(reader, 1);
    if (!end || *end != 0) {
        reader->bad = true;
        return TEXT("");
    }
    return (Text){(const char *)bytes, size};
}

static void write_names(Writer *writer, NameList names)
{
    write_number(writer, names.count);
    for (size_t i = 0; i < names.count; i++) {
        write_text(writer, names.items[i]);
    }
}

static NameList read_names(Reader *reader)
{
    uint64_t count = read_number(reader);
    Text *items = read_array(reader, count, sizeof *items);
    for (uint64_t i = 0; items && i < count; i++) {
        items[i] = read_text(reader);
    }
    return (NameList){items, items ? count : 0};
}

static void write_int(Writer *writer, const Constant *constant)
{
    uint64_t small = (uint64_t)constant->integer.small;
    buffer_byte(writer->out, (char)constant->integer.negative);
    write_number(writer, constant->integer.count);
    if (constant->integer.count == 0) {
        write_number(writer, constant->integer.negative ? 0 - small : small);
    }
    for (uint32_t i = 0; i < constant->integer.count; i++) {
        write_word(writer, constant->integer.limbs[i]);
    }
}

static const Constant *read_int(Reader *reader)
{
    const uint8_t *negative = read_bytes(reader, 1);
    uint64_t count = read_number(reader);
    uint64_t small = count == 0 ? read_number(reader) : 0;
    uint64_t *limbs = read_array(reader, count, sizeof *limbs);
    for (uint64_t i = 0; limbs && i < count; i++) {
        limbs[i] = read_word(reader);
    }
    if (reader->bad || *negative > 1) {
        return NULL;
    }
    return constant_int_from_limbs(reader->region, count ? limbs : &small,
                                   count ? count : 1, *negative);
}

static void write_constant(Writer *writer, const Constant *constant);
static void write_nested(Writer *writer, const Code *code);
static const Constant *read_constant(Reader *reader);
static Code *read_nested(Reader *reader);

static void write_constants(Writer *writer, const Constant *const *items,
                            size_t count)
{
    write_number(writer, count);
    if (writer->depth >= PACK_DEPTH) {
        writer->too_deep = true;
        return;
    }
    writer->depth++;
    for (size_t i = 0; i < count; i++) {
        write_constant(writer, items[i]);
    }
    writer->depth--;
}

static const Constant **read_constants(Reader *reader, size_t *count)
{
    *count = read_number(reader);
    const Constant **items = read_array(reader, *count, sizeof *items);
    if (reader->depth >= PACK_DEPTH) {
        reader->bad = true;
    }
    reader->depth++;
    for (size_t i = 0; i < *count && !reader->bad; i++) {
        items[i] = read_constant(reader);
    }
    reader->depth--;
    return items;
}

static void write_constant(Writer *writer, const Constant *constant)
{
    buffer_byte(writer->out, (char)constant->kind);
    switch (constant->kind) {
    case CONSTANT_INT:
        write_int(writer, constant);
        break;
    case CONSTANT_FLOAT:
        write_float(writer, constant->real);
        break;
    case CONSTANT_COMPLEX:
        write_float(writer, constant->complex.real);
        write_float(writer, constant->complex.imag);
        break;
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        write_text(writer, constant->text);
        break;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        write_constants(writer, constant->tuple.items, constant->tuple.count);
        break;
    case CONSTANT_CODE:
        write_nested(writer, constant->code);
        break;
    default:
        break;
    }
}

/* Items of a frozenset are taken in their order, which is not the order they
 * were inserted in. */
static bool read_value(Reader *reader, Constant *constant)
{
    switch (constant->kind) {
    case CONSTANT_FLOAT:
        constant->real = read_float(reader);
        break;
    case CONSTANT_COMPLEX:
        constant->complex.real = read_float(reader);
        constant->complex.imag = read_float(reader);
        break;
    case CONSTANT_STR:
    case CONSTANT_BYTES:
        constant->text = read_text(reader);
        break;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
        constant->tuple.items = read_constants(reader, &constant->tuple.count);
        break;
    case CONSTANT_CODE:
        constant->code = read_nested(reader);
        break;
    default:
        reader->bad = true;
    }
    return !reader->bad;
}

/* Never NULL unless `bad` is set. */
static const Constant *read_constant(Reader *reader)
{
    const uint8_t *kind = read_bytes(reader, 1);
    const Constant *result = NULL;
    if (!kind || *kind > CONSTANT_CODE) {
        reader->bad = true;
    } else if (*kind <= CONSTANT_ELLIPSIS) {
        result = constant_simple((ConstantKind)*kind);
    } else if (*kind == CONSTANT_INT) {
        result = read_int(reader);
    } else {
        Constant *constant = region_alloc(reader->region, sizeof *constant);
        if (constant) {
            constant->kind = (ConstantKind)*kind;
            result = read_value(reader, constant) ? constant : NULL;
        }
    }
    reader->bad = reader->bad || !result;
    return result;
}

static void write_loops(Writer *writer, const Code *code)
{
    write_number(writer, code->loop_body_count);
    for (size_t i = 0; i < code->loop_body_count; i++) {
        write_number(writer, code->loop_bodies[i].jump);
        write_number(writer, code->loop_bodies[i].body);
    }
}

static void read_loops(Reader *reader, Code *code)
{
    code->loop_body_count = read_number(reader);
    LoopBody *loops = read_array(reader, code->loop_body_count, sizeof *loops);
    for (size_t i = 0; i < code->loop_body_count && !reader->bad; i++) {
        loops[i].jump = read_small(reader);
        loops[i].body = read_small(reader);
    }
    code->loop_bodies = loops;
}

static void write_code(Writer *writer, const Code *code)
{
    const uint32_t numbers[] = {
        code->argument_count,     code->positional_only_count,
        code->keyword_only_count, code->local_count,
        code->stack_size,         code->flags,
        code->first_line};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        write_number(writer, numbers[i]);
    }
    write_text(writer, code->name);
    write_text(writer, (Text){(const char *)code->code, code->code_size});
    write_text(writer,
               (Text){(const char *)code->line_table, code->line_table_size});
    write_names(writer, code->names);
    write_names(writer, code->variable_names);
    write_names(writer, code->free_names);
    write_names(writer, code->cell_names);
    write_loops(writer, code);
    write_constants(writer, code->constants, code->constant_count);
}

static void read_body(Reader *reader, Code *code)
{
    Text body = read_text(reader);
    Text lines = read_text(reader);
    reader->bad = reader->bad || body.size > INT32_MAX;
    code->code = (const uint8_t *)body.data;
    code->code_size = (uint32_t)body.size;
    code->line_table = (const uint8_t *)lines.data;
    code->line_table_size = lines.size;
}

/* The numbers and the name. */
static Code *read_head(Reader *reader)
{
    Code *code = region_alloc(reader->region, sizeof *code);
    if (!code) {
        reader->bad = true;
        return NULL;
    }
    uint32_t *const numbers[] = {
        &code->argument_count,     &code->positional_only_count,
        &code->keyword_only_count, &code->local_count,
        &code->stack_size,         &code->flags,
        &code->first_line};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        *numbers[i] = read_small(reader);
    }
    code->filename = reader->filename;
    code->name = read_text(reader);
    return code;
}

static Code *read_code(Reader *reader)
{
    Code *code = read_head(reader);
    if (!code) {
        return NULL;
    }
    read_body(reader, code);
    code->names = read_names(reader);
    code->variable_names = read_names(reader);
    code->free_names = read_names(reader);
    code->cell_names = read_names(reader);
    read_loops(reader, code);
    code->constants = read_constants(reader, &code->constant_count);
    reader->bad = reader->bad || (!reader->trusted && code_check(code));
    return code;
}

/* May it be left for later? Not where making the function looks inside: for a
 * docstring, or for the attributes that an __init__ assigns. */
static bool can_wait(const Code *code)
{
    bool doc =
        code->constant_count > 0 && code->constants[0]->kind == CONSTANT_STR;
    return code->flags & CODE_OPTIMIZED && !doc &&
           !text_is(code->name, "__init__");
}

/* size << 1 | can it wait, then the code */
static void write_nested(Writer *writer, const Code *code)
{
    Buffer body = {0};
    Writer inner = {.out = &body, .depth = writer->depth};
    write_code(&inner, code);
    write_number(writer, (uint64_t)body.size << 1 | can_wait(code));
    buffer_bytes(writer->out, body.data, body.size);
    writer->too_deep = writer->too_deep || inner.too_deep || body.failed;
    buffer_free(&body);
}

static Code *read_nested(Reader *reader)
{
    uint64_t number = read_number(reader);
    const uint8_t *begin = reader->next;
    const uint8_t *end = read_bytes(reader, number >> 1);
    if (!end) {
        return NULL;
    }
    reader->next = begin;
    bool wait = reader->lazy && number & 1;
    Code *code = wait ? read_head(reader) : read_code(reader);
    if (code && wait) {
        code->packed_at = (size_t)(begin - reader->bytes);
        reader->next = begin + (number >> 1);
    }
    reader->bad = reader->bad || reader->next != begin + (number >> 1);
    return code;
}

bool pack_write(Buffer *out, const Code *code)
{
    Writer writer = {.out = out};
    buffer_bytes(out, PACK_MAGIC, sizeof PACK_MAGIC);
    write_text(&writer, code->filename);
    write_code(&writer, code);
    return !out->failed && !writer.too_deep;
}

static Code *read_all(Reader *reader)
{
    const uint8_t *magic = read_bytes(reader, sizeof PACK_MAGIC);
    if (!magic || memcmp(magic, PACK_MAGIC, sizeof PACK_MAGIC) != 0) {
        return NULL;
    }
    reader->filename = read_text(reader);
    Code *code = read_code(reader);
    return reader->bad || reader->next != reader->end ? NULL : code;
}

Code *pack_read(Region *region, const uint8_t *bytes, size_t size)
{
    Reader reader = {
        .region = region, .bytes = bytes, .next = bytes, .end = bytes + size};
    return read_all(&reader);
}

Code *pack_read_own(Region *region, const PackedModule *module, size_t at,
                    bool lazy)
{
    Reader reader = {.region = region,
                     .bytes = module->bytes,
                     .next = module->bytes + at,
                     .end = module->bytes + module->size,
                     .trusted = true,
                     .lazy = lazy};
    if (at == 0) {
        return read_all(&reader);
    }
    Code *code = read_code(&reader);
    return reader.bad ? NULL : code;
}
