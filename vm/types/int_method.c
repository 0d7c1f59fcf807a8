/* SPDX-License-Identifier: MIT */
/* int(...), bool(...) and the methods of int. */
#include <stdlib.h>
#include <string.h>

#include "vm/format.h"
#include "vm/slot_call.h"
#include "vm/types/bytes.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/limb.h"
#include "vm/types/numeral.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- int(x), int(text, base) --------------------------------------------- */

enum { MAKE_START, MAKE_BASE, MAKE_INT, MAKE_INDEX, MAKE_TRUNC };

static Status make_finish(World *w, NativeFrame *f, Value v)
{
    NEED(v);
    f->result = int_of_class(w, AS(Klass, f->self), v);
    return f->result ? OK : RAISE;
}

/* __trunc__ may give anything that knows its int. */
static Status make_from_truncated(World *w, NativeFrame *f, Value made)
{
    bool index = coerce_overrides(w, made, SLOT_INDEX);
    if (!index && !coerce_overrides(w, made, SLOT_INTEGER)) {
        return raise_type(w, "__trunc__ returned non-Integral (type %T)", made);
    }
    f->state = index ? MAKE_INDEX : MAKE_INT;
    return slot_call(w, f, index ? SLOT_INDEX : SLOT_INTEGER, made, NO_VALUE);
}

/* What __int__, __index__ or __trunc__ came back with. */
static Status make_result(World *w, NativeFrame *f)
{
    Value made;
    TRY(native_result(f, &made));
    if (f->state == MAKE_TRUNC && !is_int(made)) {
        return make_from_truncated(w, f, made);
    }
    if (f->state != MAKE_TRUNC) {
        TRY(coerce_made(w, f, made,
                        f->state == MAKE_INT ? "__int__" : "__index__"));
    }
    return make_finish(w, f, int_plain(w, made));
}

static Status make_with_base(World *w, NativeFrame *f)
{
    Value base;
    int64_t number;
    f->state = MAKE_BASE;
    TRY(coerce_index(w, f, f->args[1], &base));
    if (!f->args[0]) {
        return raise_type(w, "int() missing string argument");
    }
    if (!int_to_int64(base, &number) || number < 0 || number == 1 ||
        number > 36) {
        return raise_value(w, "int() base must be >= 2 and <= 36, or 0");
    }
    if (!is_str(f->args[0]) && !has_layout(f->args[0], TYPE_BYTES) &&
        !has_layout(f->args[0], TYPE_BYTEARRAY)) {
        return raise_type(w,
                          "int() can't convert non-string with explicit base");
    }
    return make_finish(w, f, int_parse(w, f->args[0], (int)number));
}

static Status make_from_number(World *w, NativeFrame *f, Value v)
{
    Value made;
    Status s = value_unary(w, SLOT_INTEGER, v, &made);
    if (s == OK) {
        return make_finish(w, f, made);
    }
    if (s == TWIN) {
        f->state = MAKE_INT;
        s = slot_call(w, f, SLOT_INTEGER, v, NO_VALUE);
    } else if (s == NO_OP && coerce_overrides(w, v, SLOT_INDEX)) {
        f->state = MAKE_INDEX;
        s = slot_call(w, f, SLOT_INDEX, v, NO_VALUE);
    }
    return s;
}

Status int_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (f->self == VALUE(&w->klass[TYPE_BOOL])) {
        return raise_type(w,
                          "int.__new__(bool) is not safe, use bool.__new__()");
    }
    if (f->args[1]) {
        return make_with_base(w, f);
    }
    if (f->resumed) {
        return make_result(w, f);
    }
    if (!v) {
        return make_finish(w, f, INT(0));
    }
    Status s = make_from_number(w, f, v);
    if (s != NO_OP) {
        return s;
    }
    Value trunc = klass_lookup(w, klass_of(w, v), w->name[NAME_TRUNC]);
    if (trunc) {
        f->state = MAKE_TRUNC;
        return method_call(w, f, v, w->name[NAME_TRUNC], trunc, 0, NO_VALUE,
                           NO_VALUE);
    }
    if (numeral_is_text(v)) {
        return make_finish(w, f, int_parse(w, v, 10));
    }
    return raise_type(w,
                      "int() argument must be a string, a bytes-like object "
                      "or a number, not '%T'",
                      v);
}

Status bool_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bool truth = false;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    if (f->args[0]) {
        Status s = value_truth(w, f->args[0], &truth);
        if (s == TWIN) {
            return slot_call_truth(w, f, f->args[0]);
        }
        TRY(s);
    }
    f->result = BOOL(truth);
    return OK;
}

/* ---- bytes --------------------------------------------------------------- */

static Status byte_order(World *w, const char *method, Value v, bool *little)
{
    if (!is_str(v)) {
        return raise_type(w, "%s() argument 'byteorder' must be str, not %T",
                          method, v);
    }
    *little = str_is(v, "little");
    return *little || str_is(v, "big")
               ? OK
               : raise_value(w, "byteorder must be either 'little' or 'big'");
}

static Status truth_of(World *w, Value v, bool *out)
{
    *out = false;
    return v ? value_truth(w, v, out) : OK;
}

/* Can |v| be written in so many bytes? In two's complement when `with_sign`. */
static bool fits(const IntView *v, uint64_t bytes, bool with_sign)
{
    uint64_t bits = limb_bits(v->limbs, v->count);
    if (bytes == 0 && with_sign && v->negative) {
        return bits == 1; /* -1 is all sign */
    }
    if (bits > bytes * 8 || (with_sign && v->count && bits == bytes * 8)) {
        /* -128 has eight bits, as 128 does, and still fits in one byte. */
        return with_sign && v->negative && bits == bytes * 8 &&
               !limb_any_below(v->limbs, v->count, bits - 1);
    }
    return true;
}

/* Byte i of the endless two's complement; `carry` starts as 1. */
static unsigned char byte_at(const IntView *v, uint64_t i, unsigned *carry)
{
    size_t limb = (size_t)(i / 8);
    unsigned byte = limb < v->count ? v->limbs[limb] >> i % 8 * 8 & 0xff : 0;
    if (!v->negative) {
        return (unsigned char)byte;
    }
    byte = (~byte & 0xff) + *carry;
    *carry = byte >> 8;
    return (unsigned char)byte;
}

Status int_to_bytes(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t length;
    bool little;
    bool with_sign;
    IntView view;
    TRY(value_index(w, f->args[0], &length));
    TRY(byte_order(w, "to_bytes", f->args[1], &little));
    TRY(truth_of(w, f->args[2], &with_sign));
    if (length < 0) {
        return raise_value(w, "length argument must be non-negative");
    }
    int_view(f->self, &view);
    if (view.negative && !with_sign) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "can't convert negative int to unsigned");
    }
    if ((uint64_t)length < (UINT64_C(1) << 58) &&
        !fits(&view, (uint64_t)length, with_sign)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "int too big to convert");
    }
    Bytes *made = bytes_blank(w, (size_t)length);
    NEED(made);
    unsigned carry = 1;
    for (int64_t i = 0; i < length; i++) {
        made->data[little ? i : length - 1 - i] =
            (char)byte_at(&view, (uint64_t)i, &carry);
    }
    f->result = VALUE(made);
    return OK;
}

static Value from_bytes(World *w, const unsigned char *data, size_t length,
                        bool little, bool with_sign)
{
    BigInt *big = int_blank(w, length / 8 + 1);
    if (!big) {
        return NO_VALUE;
    }
    bool negative = with_sign && length && data[little ? length - 1 : 0] & 0x80;
    unsigned carry = 1;
    for (size_t i = 0; i < length; i++) {
        unsigned byte = data[little ? i : length - 1 - i];
        if (negative) {
            byte = (~byte & 0xff) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        big->limbs[i / 8] |= (uint64_t)byte << i % 8 * 8;
    }
    if (negative && carry) {
        big->limbs[length / 8] |= UINT64_C(1) << length % 8 * 8;
    }
    return int_finish(w, big, negative);
}

Status int_from_bytes(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value source = f->args[0];
    bool little;
    bool with_sign;
    const char *data;
    size_t length;
    if (f->resumed) {
        return native_result(f, &f->result);
    }
    TRY(byte_order(w, "from_bytes", f->args[1], &little));
    TRY(truth_of(w, f->args[2], &with_sign));
    if (is_str(source) || is_int(source) || source == NONE ||
        is_float(source)) {
        return raise_type(w, "cannot convert '%T' object to bytes", source);
    }
    if (!bytes_is_like(source)) {
        return TWIN;
    }
    TRY(bytes_view(w, source, &data, &length));
    f->result =
        from_bytes(w, (const unsigned char *)data, length, little, with_sign);
    NEED(f->result);
    return f->self == VALUE(&w->klass[TYPE_INT])
               ? OK
               : native_call(f, f->self, 1, f->result);
}

/* ---- the rest ------------------------------------------------------------ */

Status int_method_plain(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = int_plain(w, f->self);
    return f->result ? OK : RAISE;
}

Status int_get_zero(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = INT(0);
    return OK;
}

Status int_get_one(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = INT(1);
    return OK;
}

Status int_as_integer_ratio(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value plain = int_plain(w, f->self);
    NEED(plain);
    f->result = tuple_of(w, 2, plain, INT(1));
    return f->result ? OK : RAISE;
}

Status int_method_bit_length(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = int_from_uint64(w, int_bit_length(f->self));
    return f->result ? OK : RAISE;
}

Status int_method_round(World *w, Thread *t, NativeFrame *f)
{
    Value digits = f->args[0];
    int64_t count;
    if (!digits) {
        return int_method_plain(w, t, f);
    }
    if (!is_int(digits)) {
        return coerce_overrides(w, digits, SLOT_INDEX)
                   ? TWIN
                   : raise_type(w,
                                "'%T' object cannot be interpreted as an "
                                "integer",
                                digits);
    }
    if (int_sign(digits) >= 0) {
        return int_method_plain(w, t, f);
    }
    if (!int_to_int64(digits, &count)) {
        f->result = INT(0);
        return OK;
    }
    return int_round(w, f->self, -(uint64_t)count, &f->result);
}

Status int_method_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "__format__() argument must be str, not %T",
                          f->args[0]);
    }
    return format_value(w, f->self, f->args[0], &f->result);
}

Status int_getnewargs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value plain = int_plain(w, f->self);
    NEED(plain);
    f->result = tuple_of(w, 1, plain);
    return f->result ? OK : RAISE;
}

/* What CPython's would be: 24 bytes and 4 for each digit of 30 bits. */
Status int_sizeof(World *w, Thread *t, NativeFrame *f)
{
    (void)w, (void)t;
    f->result = INT(24 + 4 * ((int_bit_length(f->self) + 29) / 30));
    return OK;
}
