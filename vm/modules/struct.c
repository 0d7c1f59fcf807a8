/* SPDX-License-Identifier: MIT */
/*
 * struct: values as bytes, by a format.
 *
 * A format is walked once for its size and once more for its fields; CPython
 * keeps the fields in a Struct object, which here (vm/prelude/struct.py) only
 * holds the format. With '@' sizes and alignment are those of C on a 64-bit
 * machine, whatever machine we run on.
 */
#include <math.h>
#include <string.h>

#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

#define fail(w, ...) raise_error((w), TYPE_STRUCT_ERROR, __VA_ARGS__)

typedef struct Code {
    char letter;
    char kind;     /* x c ? s p, i signed, u unsigned, f float */
    uint8_t size;  /* standard; 0: native only */
    uint8_t width; /* native size and alignment */
    const char *range;
} Code;

static const Code codes[] = {
    {'x', 'x', 1, 1, NULL},
    {'c', 'c', 1, 1, NULL},
    {'b', 'i', 1, 1, "byte format requires -128 <= number <= 127"},
    {'B', 'u', 1, 1, "ubyte format requires 0 <= number <= 255"},
    {'?', '?', 1, 1, NULL},
    {'h', 'i', 2, 2, "short format requires (-0x7fff - 1) <= number <= 0x7fff"},
    {'H', 'u', 2, 2, "ushort format requires 0 <= number <= (0x7fff * 2 + 1)"},
    {'i', 'i', 4, 4, "'i' format requires -2147483648 <= number <= 2147483647"},
    {'I', 'u', 4, 4, "'I' format requires 0 <= number <= 4294967295"},
    {'l', 'i', 4, 8, "'l' format requires -2147483648 <= number <= 2147483647"},
    {'L', 'u', 4, 8, "'L' format requires 0 <= number <= 4294967295"},
    {'q', 'i', 8, 8, NULL},
    {'Q', 'u', 8, 8, NULL},
    {'n', 'i', 0, 8, NULL},
    {'N', 'u', 0, 8, NULL},
    {'P', 'P', 0, 8, NULL},
    {'e', 'f', 2, 2, NULL},
    {'f', 'f', 4, 4, NULL},
    {'d', 'f', 8, 8, NULL},
    {'s', 's', 1, 1, NULL},
    {'p', 'p', 1, 1, NULL},
};

/* A walk through a format: one run of fields after the other. */
typedef struct Format {
    World *w;
    const char *text;
    size_t length;
    size_t at;
    bool native;
    bool big; /* most significant byte first */
    /* the current run */
    const Code *code;
    size_t size;   /* of one field */
    size_t count;  /* fields */
    size_t offset; /* of the first */
    size_t end;    /* of the run; the struct's size in the end */
} Format;

static Status format_open(World *w, Value v, Format *f)
{
    *f = (Format){.w = w, .native = true};
    if (is_str(v)) {
        const Str *s = as_str(v);
        if (!s->ascii) {
            Value bad = bytes_encode(w, v, "ascii", "strict");
            NEED(bad);
        }
        f->text = str_data(s);
        f->length = s->length;
    } else if (has_layout(v, TYPE_BYTES)) {
        f->text = AS(Bytes, v)->data;
        f->length = AS(Bytes, v)->length;
    } else {
        return raise_type(w,
                          "Struct() argument 1 must be a str or bytes object, "
                          "not %T",
                          v);
    }
    if (f->length && strchr("@=<>!", f->text[0]) && f->text[0]) {
        f->native = f->text[0] == '@';
        f->big = f->text[0] == '>' || f->text[0] == '!';
        f->at = 1;
    }
    return OK;
}

static const Code *code_of(char letter)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].letter == letter) {
            return &codes[i];
        }
    }
    return NULL;
}

static Status too_long(Format *f)
{
    return fail(f->w, "total struct size too long");
}

static Status format_place(Format *f)
{
    size_t total;
    f->size = f->native ? f->code->width : f->code->size;
    size_t align = f->native ? f->size : 1;
    if (f->end > INT64_MAX - align) {
        return too_long(f);
    }
    f->offset = (f->end + align - 1) / align * align;
    if (__builtin_mul_overflow(f->size, f->count, &total) ||
        __builtin_add_overflow(f->offset, total, &f->end) ||
        f->end > INT64_MAX) {
        return too_long(f);
    }
    if (f->code->kind == 's' || f->code->kind == 'p') {
        f->size = f->count;
        f->count = 1;
    }
    return OK;
}

/* On to the next run; *more false at the end. */
static Status format_next(Format *f, bool *more)
{
    *more = false;
    while (f->at < f->length && strchr(" \t\n\v\f\r", f->text[f->at]) &&
           f->text[f->at]) {
        f->at++;
    }
    if (f->at == f->length) {
        return OK;
    }
    f->count = 1;
    if (f->text[f->at] >= '0' && f->text[f->at] <= '9') {
        f->count = 0;
        for (; f->at < f->length && f->text[f->at] >= '0' &&
               f->text[f->at] <= '9';
             f->at++) {
            if (f->count >= INT64_MAX / 10) {
                return too_long(f);
            }
            f->count = f->count * 10 + (size_t)(f->text[f->at] - '0');
        }
        if (f->at == f->length) {
            return fail(f->w, "repeat count given without format specifier");
        }
    }
    if (!f->text[f->at]) {
        return fail(f->w, "embedded null character");
    }
    f->code = code_of(f->text[f->at]);
    if (!f->code || (!f->native && !f->code->size)) {
        return fail(f->w, "bad char in struct format");
    }
    f->at++;
    *more = true;
    return format_place(f);
}

static Status format_measure(World *w, Value v, size_t *size, size_t *items)
{
    Format f;
    bool more;
    *items = 0;
    TRY(format_open(w, v, &f));
    for (;;) {
        TRY(format_next(&f, &more));
        if (!more) {
            *size = f.end;
            return OK;
        }
        if (f.code->kind != 'x') {
            if (*items > SIZE_MAX - f.count) {
                return too_long(&f);
            }
            *items += f.count;
        }
    }
}

/* ---- numbers ------------------------------------------------------------- */

static void put_bits(const Format *f, char *to, uint64_t bits)
{
    for (size_t i = 0; i < f->size; i++) {
        size_t place = f->big ? f->size - 1 - i : i;
        to[place] = (char)(bits >> 8 * i);
    }
}

static uint64_t get_bits(const Format *f, const char *from)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < f->size; i++) {
        size_t place = f->big ? f->size - 1 - i : i;
        bits |= (uint64_t)(uint8_t)from[place] << 8 * i;
    }
    return bits;
}

/* IEEE half precision, rounded half to even; false: too large. */
static bool half_bits(double d, uint64_t *bits)
{
    int exponent;
    uint64_t sign = signbit(d) ? 0x8000 : 0;
    if (!isfinite(d) || d == 0) {
        *bits = sign | (isnan(d) ? 0x7e00 : isinf(d) ? 0x7c00 : 0);
        return true;
    }
    frexp(d, &exponent);
    exponent = exponent < -13 ? -13 : exponent;
    /* in units of the last place: 1024 to 2047 for a normal number */
    uint64_t units = (uint64_t)rint(ldexp(fabs(d), 11 - exponent));
    if (units >= 2048) {
        units /= 2;
        exponent++;
    }
    if (exponent > 16) {
        return false;
    }
    *bits = sign |
            (units < 1024 ? units
                          : (uint64_t)(exponent + 14) << 10 | (units - 1024));
    return true;
}

static double half_value(uint64_t bits)
{
    int exponent = (int)(bits >> 10 & 31);
    double units = (double)(bits & 1023);
    double d = exponent == 31  ? (units != 0 ? NAN : INFINITY)
               : exponent == 0 ? ldexp(units, -24)
                               : ldexp(units + 1024, exponent - 25);
    return bits >> 15 ? -d : d;
}

static Status pack_float(const Format *f, Value v, char *to)
{
    double d;
    uint64_t bits;
    if (coerce_overrides(f->w, v, SLOT_FLOATING) ||
        coerce_overrides(f->w, v, SLOT_INDEX)) {
        return TWIN;
    }
    Status s = has_layout(v, TYPE_DECIMAL) ? value_double(f->w, v, &d)
                                           : float_from(f->w, v, &d);
    if (s == NO_OP) {
        return fail(f->w, "required argument is not a float");
    }
    TRY(s);
    if (f->size == 8) {
        memcpy(&bits, &d, 8);
    } else if (f->size == 4) {
        float narrow = (float)d;
        uint32_t word;
        if (isinf(narrow) && isfinite(d) && !f->native) {
            return raise_error(f->w, TYPE_OVERFLOW_ERROR,
                               "float too large to pack with f format");
        }
        memcpy(&word, &narrow, 4);
        bits = word;
    } else if (!half_bits(d, &bits)) {
        return raise_error(f->w, TYPE_OVERFLOW_ERROR,
                           "float too large to pack with e format");
    }
    put_bits(f, to, bits);
    return OK;
}

static Value unpack_float(const Format *f, const char *from)
{
    uint64_t bits = get_bits(f, from);
    if (f->size == 8) {
        double d;
        memcpy(&d, &bits, 8);
        return float_new(f->w, d);
    }
    if (f->size == 4) {
        uint32_t word = (uint32_t)bits;
        float narrow;
        memcpy(&narrow, &word, 4);
        return float_new(f->w, narrow);
    }
    return float_new(f->w, half_value(bits));
}

/* CPython packs in the other byte order than the machine's by other functions,
 * which word two errors their own way. */
static Status out_of_range(const Format *f, bool is_signed)
{
    if (!f->big || f->size != 2) {
        return fail(f->w, "%s", f->code->range);
    }
    return is_signed ? fail(f->w, "'h' format requires -32768 <= number <= "
                                  "32767")
                     : fail(f->w, "'H' format requires 0 <= number <= 65535");
}

static Status too_large(const Format *f)
{
    bool whole = f->code->kind == 'P' || (f->big && f->size == 8);
    return fail(f->w,
                whole ? "int too large to convert" : "argument out of range");
}

static Status pack_int(const Format *f, Value v, char *to)
{
    IntView view;
    if (!is_int(v)) {
        return coerce_overrides(f->w, v, SLOT_INDEX)
                   ? TWIN
                   : fail(f->w, "required argument is not an integer");
    }
    bool is_signed = f->code->kind != 'u';
    int_view(v, &view);
    uint64_t bits = view.count ? view.limbs[0] : 0;
    /* what C's long, or unsigned long, does not hold */
    size_t small = f->big ? 1 : 2;
    if (view.count > 1 ||
        (f->code->kind == 'i' &&
         bits > (uint64_t)INT64_MAX + (view.negative ? 1 : 0)) ||
        (!is_signed && view.negative && f->size > small)) {
        return too_large(f);
    }
    unsigned width = (unsigned)f->size * 8;
    uint64_t highest = is_signed ? (UINT64_C(1) << (width - 1)) - 1
                                 : UINT64_MAX >> (64 - width);
    if (width < 64 &&
        (view.negative ? !is_signed || bits > highest + 1 : bits > highest)) {
        return out_of_range(f, is_signed);
    }
    put_bits(f, to, view.negative ? -bits : bits);
    return OK;
}

static Value unpack_int(const Format *f, const char *from)
{
    uint64_t bits = get_bits(f, from);
    unsigned spare = 64 - (unsigned)f->size * 8;
    if (f->code->kind == 'i') {
        return int_new(f->w, (int64_t)(bits << spare) >> spare);
    }
    return int_from_uint64(f->w, bits);
}

/* ---- bytes --------------------------------------------------------------- */

static Status pack_bytes(const Format *f, Value v, char *to)
{
    const char *data;
    size_t size;
    bool pascal = f->code->kind == 'p';
    if (!has_layout(v, TYPE_BYTES) && !has_layout(v, TYPE_BYTEARRAY)) {
        return fail(f->w, "argument for '%c' must be a bytes object",
                    f->code->letter);
    }
    TRY(bytes_view(f->w, v, &data, &size));
    if (!f->size) {
        return OK;
    }
    size_t most = f->size - pascal;
    size = size < most ? size : most;
    if (pascal) {
        *to++ = (char)(size < 255 ? size : 255);
    }
    memcpy(to, data, size);
    return OK;
}

static Value unpack_bytes(const Format *f, const char *from)
{
    if (f->code->kind == 's' || !f->size) {
        return bytes_from(f->w, from, f->size);
    }
    size_t size = (uint8_t)*from;
    return bytes_from(f->w, from + 1, size < f->size ? size : f->size - 1);
}

/* ---- one field ----------------------------------------------------------- */

static Status pack_field(const Format *f, Value v, char *to)
{
    bool truth;
    switch (f->code->kind) {
    case 'c':
        if (!has_layout(v, TYPE_BYTES) || AS(Bytes, v)->length != 1) {
            return fail(f->w,
                        "char format requires a bytes object of length 1");
        }
        *to = AS(Bytes, v)->data[0];
        return OK;
    case '?':
        TRY(value_truth(f->w, v, &truth));
        *to = truth;
        return OK;
    case 'f':
        return pack_float(f, v, to);
    case 's':
    case 'p':
        return pack_bytes(f, v, to);
    default:
        return pack_int(f, v, to);
    }
}

static Value unpack_field(const Format *f, const char *from)
{
    switch (f->code->kind) {
    case 'c':
        return bytes_from(f->w, from, 1);
    case '?':
        return BOOL(*from);
    case 'f':
        return unpack_float(f, from);
    case 's':
    case 'p':
        return unpack_bytes(f, from);
    default:
        return unpack_int(f, from);
    }
}

/* `to` has room and is all zeros. */
static Status pack_all(World *w, Value format, const Value *values, char *to)
{
    Format f;
    bool more;
    TRY(format_open(w, format, &f));
    for (;;) {
        TRY(format_next(&f, &more));
        if (!more) {
            return OK;
        }
        for (size_t i = 0; i < f.count && f.code->kind != 'x'; i++) {
            TRY(pack_field(&f, *values++, to + f.offset + i * f.size));
        }
    }
}

static Status unpack_all(World *w, Value format, const char *from, size_t items,
                         Value *out)
{
    Format f;
    bool more;
    size_t at = 0;
    TRY(format_open(w, format, &f));
    Tuple *made = tuple_new(w, items);
    NEED(made);
    for (;;) {
        TRY(format_next(&f, &more));
        if (!more) {
            *out = VALUE(made);
            return OK;
        }
        for (size_t i = 0; i < f.count && f.code->kind != 'x'; i++) {
            made->items[at] = unpack_field(&f, from + f.offset + i * f.size);
            NEED(made->items[at]);
            at++;
        }
    }
}

/* ---- the natives --------------------------------------------------------- */

Status struct_calcsize(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size, items;
    TRY(format_measure(w, f->args[0], &size, &items));
    f->result = int_new(w, (int64_t)size);
    NEED(f->result);
    return OK;
}

Status struct_pack(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size, items;
    if (!f->argc) {
        return raise_type(w, "pack expected at least 1 argument, got 0");
    }
    TRY(format_measure(w, f->args[0], &size, &items));
    if (f->argc - 1 != items) {
        return fail(w, "pack expected %zu items for packing (got %d)", items,
                    (int)f->argc - 1);
    }
    Bytes *made = bytes_blank(w, size);
    NEED(made);
    memset(made->data, 0, size);
    TRY(pack_all(w, f->args[0], f->args + 1, made->data));
    f->result = VALUE(made);
    return OK;
}

Status struct_unpack(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size, items, length;
    const char *data;
    TRY(format_measure(w, f->args[0], &size, &items));
    TRY(bytes_view(w, f->args[1], &data, &length));
    if (length != size) {
        return fail(w, "unpack requires a buffer of %zu bytes", size);
    }
    return unpack_all(w, f->args[0], data, items, &f->result);
}

/* An offset into a buffer; `verb`: what there must be room for. */
static Status offset_in(World *w, const char *verb, const char *preposition,
                        int64_t given, size_t size, size_t length, size_t *out)
{
    int64_t at = given;
    if (at < 0) {
        if (at + (int64_t)size > 0) {
            return fail(w,
                        *verb == 'u'
                            ? "not enough data to %s %zu bytes at offset %ld"
                            : "no space to %s %zu bytes at offset %ld",
                        verb, size, given);
        }
        at += (int64_t)length;
        if (at < 0) {
            return fail(w, "offset %ld out of range for %zu-byte buffer", given,
                        length);
        }
    }
    if (length < size || (size_t)at > length - size) {
        return fail(w,
                    "%s%s requires a buffer of at least %zu bytes for %sing "
                    "%zu bytes at offset %ld (actual buffer size is %zu)",
                    verb, preposition, size + (size_t)at, verb, size, at,
                    length);
    }
    *out = (size_t)at;
    return OK;
}

Status struct_unpack_from(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size, items, length, at;
    const char *data;
    int64_t offset = 0;
    TRY(format_measure(w, f->args[0], &size, &items));
    TRY(bytes_view(w, f->args[1], &data, &length));
    if (f->args[2]) {
        TRY(value_index(w, f->args[2], &offset));
    }
    TRY(offset_in(w, "unpack", "_from", offset, size, length, &at));
    return unpack_all(w, f->args[0], data + at, items, &f->result);
}

Status struct_pack_into(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    size_t size, items, length, at;
    const char *data;
    int64_t offset;
    if (f->argc < 3) {
        return f->argc < 2 ? fail(w, "pack_into expected buffer argument")
                           : fail(w, "pack_into expected offset argument");
    }
    TRY(format_measure(w, f->args[0], &size, &items));
    if (f->argc - 3 != items) {
        return fail(w, "pack_into expected %zu items for packing (got %d)",
                    items, (int)f->argc - 3);
    }
    if (!has_layout(f->args[1], TYPE_BYTEARRAY) &&
        !bytes_exposed(f->args[1]) &&
        !(has_layout(f->args[1], TYPE_MEMORYVIEW) &&
          !AS(MemoryView, f->args[1])->readonly)) {
        return raise_type(
            w, "argument must be read-write bytes-like object, not %T",
            f->args[1]);
    }
    TRY(bytes_view(w, f->args[1], &data, &length));
    TRY(value_index(w, f->args[2], &offset));
    TRY(offset_in(w, "pack", "_into", offset, size, length, &at));
    world_touch(w, data + at, size);
    memset((char *)data + at, 0, size);
    TRY(pack_all(w, f->args[0], f->args + 3, (char *)data + at));
    f->result = NONE;
    return OK;
}

Status struct_module(World *w, Value dict)
{
    return native_module_add(w, dict, "error",
                             VALUE(&w->klass[TYPE_STRUCT_ERROR]));
}
