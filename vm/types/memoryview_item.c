/* SPDX-License-Identifier: MIT */
/*
 * memoryview's items, one by one and as lists, and cast(), which sees the same
 * bytes as other items or in another shape.
 */
#include "vm/types/memoryview.h"

#include <string.h>

#include "vm/natives.h"
#include "vm/types/float.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

#define DIMENSIONS_MAX 64

int64_t item_size(char format)
{
    switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?':
        return 1;
    case 'h':
    case 'H':
        return 2;
    case 'i':
    case 'I':
    case 'f':
    case 'u':
        return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'd':
    case 'P':
        return 8;
    default:
        return 0;
    }
}

static bool is_signed(char format)
{
    return strchr("bhilqn", format) != NULL;
}

static Status load_number(World *w, char format, const char *from, Value *out)
{
    int64_t size = item_size(format);
    uint64_t bits = 0;
    memcpy(&bits, from, (size_t)size);
    if (is_signed(format)) {
        unsigned unused = (unsigned)(64 - size * 8);
        *out = int_new(w, (int64_t)(bits << unused) >> unused);
    } else {
        *out = int_from_uint64(w, bits);
    }
    return *out ? OK : RAISE;
}

Status item_load(World *w, char format, const char *from, Value *out)
{
    double number;
    float small;
    switch (format) {
    case '?':
        *out = BOOL(*from != 0);
        return OK;
    case 'c':
        *out = bytes_from(w, from, 1);
        break;
    case 'd':
        memcpy(&number, from, sizeof number);
        *out = float_new(w, number);
        break;
    case 'f':
        memcpy(&small, from, sizeof small);
        *out = float_new(w, (double)small);
        break;
    case 'u':
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "memoryview: format u not supported");
    default:
        return load_number(w, format, from, out);
    }
    return *out ? OK : RAISE;
}

static Status bad_type(World *w, char format)
{
    return raise_type(w, "memoryview: invalid type for format '%c'", format);
}

static Status bad_value(World *w, char format)
{
    return raise_value(w, "memoryview: invalid value for format '%c'", format);
}

static Status store_number(World *w, char format, Value value, char *to)
{
    int64_t size = item_size(format);
    unsigned unused = (unsigned)(64 - size * 8);
    if (!is_int(value)) {
        return klass_overrides(klass_of(w, value), SLOT_INDEX)
                   ? TWIN
                   : bad_type(w, format);
    }
    int64_t n = 0;
    uint64_t bits;
    bool small = int_to_int64(value, &n);
    if (is_signed(format)) {
        bits = (uint64_t)n;
        if (!small || (int64_t)(bits << unused) >> unused != n) {
            return bad_value(w, format);
        }
    } else if (small) {
        bits = (uint64_t)n;
        if (n < 0 || bits << unused >> unused != bits) {
            return bad_value(w, format);
        }
    } else {
        if (size != 8 || int_sign(value) < 0 || int_bit_length(value) > 64) {
            return bad_value(w, format);
        }
        IntView view;
        int_view(value, &view);
        bits = view.limbs[0];
    }
    memcpy(to, &bits, (size_t)size);
    return OK;
}

static Status store_real(World *w, char format, Value value, char *to)
{
    double number;
    Status status = value_double(w, value, &number);
    if (status == TWIN) {
        return TWIN;
    }
    if (status != OK) {
        if (!raised_is(w, TYPE_TYPE_ERROR)) {
            return status;
        }
        raised_clear(w);
        return bad_type(w, format);
    }
    float small = (float)number;
    memcpy(to, format == 'd' ? (void *)&number : (void *)&small,
           (size_t)item_size(format));
    return OK;
}

Status item_store(World *w, char format, Value value, char *to)
{
    bool truth;
    switch (format) {
    case '?':
        TRY(value_truth(w, value, &truth));
        *to = (char)truth;
        return OK;
    case 'c':
        if (!has_layout(value, TYPE_BYTES)) {
            return bad_type(w, format);
        }
        if (AS(Bytes, value)->length != 1) {
            return bad_value(w, format);
        }
        *to = AS(Bytes, value)->data[0];
        return OK;
    case 'f':
    case 'd':
        return store_real(w, format, value, to);
    case 'u':
        return raise_error(w, TYPE_NOT_IMPLEMENTED_ERROR,
                           "memoryview: format u not supported");
    default:
        return store_number(w, format, value, to);
    }
}

/* ---- lists --------------------------------------------------------------- */

/* The items from *at on, nested as the dimensions from `dimension` on say. */
static Status nested_list(World *w, const MemoryView *v, const char *base,
                          size_t dimension, int64_t *at, Value *out)
{
    if (v->shape && dimension == tuple_length(v->shape)) {
        TRY(item_load(w, (char)v->format, base + *at * v->step, out));
        ++*at;
        return OK;
    }
    int64_t count = v->length;
    if (v->shape) {
        count = INT_OF(tuple_at(v->shape, dimension));
    }
    *out = list_new(w, (size_t)count);
    NEED(*out);
    for (int64_t i = 0; i < count; i++) {
        Value item;
        if (v->shape) {
            TRY(nested_list(w, v, base, dimension + 1, at, &item));
        } else {
            TRY(item_load(w, (char)v->format, base + i * v->step, &item));
        }
        TRY(list_append(w, *out, item));
    }
    return OK;
}

Status memoryview_tolist(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const MemoryView *v = AS(MemoryView, f->self);
    char *base;
    int64_t at = 0;
    TRY(view_base(w, v, &base));
    return nested_list(w, v, base, 0, &at, &f->result);
}

/* ---- cast ---------------------------------------------------------------- */

static bool is_byte(char format)
{
    return format == 'B' || format == 'b' || format == 'c';
}

static Status cast_format(World *w, const MemoryView *from, Value given,
                          char *format)
{
    if (!is_str(given)) {
        return raise_type(w, "cast() argument 'format' must be str, not %T",
                          given);
    }
    const Str *s = as_str(given);
    size_t at = s->length == 2 && str_at(s, 0) == '@';
    uint32_t c = s->length == at + 1 ? str_at(s, at) : 0;
    if (c >= 128 || c == 'u' || !item_size((char)c)) {
        return raise_value(w, "memoryview: destination format must be a native "
                              "single character format prefixed with an "
                              "optional '@'");
    }
    *format = (char)c;
    if (!is_byte(*format) && !is_byte((char)from->format)) {
        return raise_type(w, "memoryview: cannot cast between two non-byte "
                             "formats");
    }
    if (from->length * from->item_size % item_size(*format)) {
        return raise_type(w, "memoryview: length is not a multiple of "
                             "itemsize");
    }
    return OK;
}

static Status cast_shape(World *w, MemoryView *made, Value given)
{
    bool list = has_layout(given, TYPE_LIST);
    if (!list && !has_layout(given, TYPE_TUPLE)) {
        return raise_type(w, "shape must be a list or a tuple");
    }
    size_t count = list ? list_length(given) : tuple_length(given);
    if (count > DIMENSIONS_MAX) {
        return raise_value(w,
                           "memoryview: number of dimensions must not "
                           "exceed %d",
                           DIMENSIONS_MAX);
    }
    Tuple *shape = tuple_new(w, count);
    NEED(shape);
    int64_t product = 1;
    for (size_t i = 0; i < count; i++) {
        Value v = list ? list_at(given, i) : tuple_at(given, i);
        int64_t n;
        if (!is_int(v)) {
            return raise_type(w, "memoryview.cast(): elements of shape must be "
                                 "integers");
        }
        if (!int_to_int64(v, &n) || n <= 0) {
            return raise_value(w, "memoryview.cast(): elements of shape must "
                                  "be integers > 0");
        }
        if (__builtin_mul_overflow(product, n, &product)) {
            return raise_value(w,
                               "memoryview.cast(): product(shape) > SSIZE_MAX");
        }
        shape->items[i] = INT(n);
    }
    if (product != made->length) {
        return raise_type(w, "memoryview: product(shape) * itemsize != buffer "
                             "size");
    }
    made->shape = count == 1 ? NO_VALUE : VALUE(shape);
    return OK;
}

Status memoryview_cast(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const MemoryView *from = AS(MemoryView, f->self);
    Value shape = f->args[1];
    char format = 0;
    if (!from->source) {
        return view_released(w);
    }
    if (!view_contiguous(from)) {
        return raise_type(w, "memoryview: casts are restricted to C-contiguous "
                             "views");
    }
    if (shape && view_dimensions(from) != 1) {
        return raise_type(w, "memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    TRY(cast_format(w, from, f->args[0], &format));
    f->result = memoryview_new(w, f->self);
    NEED(f->result);
    MemoryView *made = AS(MemoryView, f->result);
    made->length = from->length * from->item_size / item_size(format);
    made->item_size = made->step = item_size(format);
    made->format = (uint64_t)format;
    made->shape = NO_VALUE;
    return shape ? cast_shape(w, made, shape) : OK;
}
