/* SPDX-License-Identifier: MIT */
/* complex(...) and the methods of complex. */
#include <math.h>
#include <string.h>

#include "vm/format.h"
#include "vm/slot_call.h"
#include "vm/types/coerce.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/numeral.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- complex(text) ------------------------------------------------------- */

/* "j" alone is one. */
static size_t scan_part(const char *text, size_t size, double *out)
{
    size_t sign = size && (text[0] == '+' || text[0] == '-');
    if (sign < size && (text[sign] | 32) == 'j') {
        *out = sign && text[0] == '-' ? -1.0 : 1.0;
        return sign ? sign : SIZE_MAX;
    }
    return float_scan(text, size, out);
}

/* real, imaginary or both: "1", "2j", "1+2j", in parentheses or not. */
static bool parse_parts(const char *text, size_t size, double *real,
                        double *imag)
{
    double first;
    size_t used = scan_part(text, size, &first);
    if (used == 0) {
        return false;
    }
    used = used == SIZE_MAX ? 0 : used;
    *real = 0.0;
    *imag = 0.0;
    if (used < size && (text[used] | 32) == 'j') {
        *imag = first;
        return used + 1 == size;
    }
    *real = first;
    if (used == size) {
        return true;
    }
    if (text[used] != '+' && text[used] != '-') {
        return false;
    }
    size_t more = scan_part(text + used, size - used, imag);
    used += more;
    return more && used + 1 == size && (text[used] | 32) == 'j';
}

static bool parse_text(const Numeral *n, double *real, double *imag)
{
    char *text = n->text;
    size_t size = n->size;
    if (size >= 2 && text[0] == '(' && text[size - 1] == ')') {
        text++;
        size -= 2;
        while (size && text[0] == ' ') {
            text++;
            size--;
        }
        while (size && text[size - 1] == ' ') {
            size--;
        }
    }
    return parse_parts(text, size, real, imag);
}

static Status make_finish(World *w, NativeFrame *f, double real, double imag)
{
    Complex *made = heap_new(w, AS(Klass, f->self), sizeof(Complex));
    NEED(made);
    made->real = real;
    made->imag = imag;
    f->result = VALUE(made);
    return OK;
}

static Status make_from_text(World *w, NativeFrame *f)
{
    Numeral n;
    double real;
    double imag;
    TRY(numeral_begin(w, f->args[0], &n));
    bool plain = numeral_strip_underscores(&n);
    bool good = plain && parse_text(&n, &real, &imag);
    numeral_end(&n);
    if (!plain) {
        return numeral_invalid(w, "could not convert string to complex",
                               f->args[0], 0);
    }
    return good ? make_finish(w, f, real, imag)
                : raise_value(w, "complex() arg is a malformed string");
}

/* ---- complex(real, imag) ------------------------------------------------- */

static bool is_real(World *w, Value v)
{
    return is_float(v) || is_int(v) || coerce_overrides(w, v, SLOT_FLOATING) ||
           coerce_overrides(w, v, SLOT_INDEX);
}

/* One argument as a complex or a float; __complex__ counts for the first. */
static Status part_of(World *w, NativeFrame *f, int index, Value *out)
{
    Value v = f->args[index];
    Value method = index == 0
                       ? klass_lookup(w, klass_of(w, v), w->name[NAME_COMPLEX])
                       : NO_VALUE;
    if (method && !f->resumed) {
        return method_call(w, f, v, w->name[NAME_COMPLEX], method, 0, NO_VALUE,
                           NO_VALUE);
    }
    if (method) {
        TRY(native_result(f, out));
        if (!has_layout(*out, TYPE_COMPLEX)) {
            return raise_type(w, "__complex__ should return a complex object");
        }
        return is_exactly(*out, TYPE_COMPLEX)
                   ? OK
                   : call_prelude(w, f, "plain_complex", 1, *out);
    }
    if (has_layout(v, TYPE_COMPLEX)) {
        *out = v;
        return OK;
    }
    if (!f->resumed && !is_real(w, v)) {
        return index == 0
                   ? raise_type(w,
                                "complex() first argument must be a string "
                                "or a number, not '%T'",
                                v)
                   : raise_type(w,
                                "complex() second argument must be a number, "
                                "not '%T'",
                                v);
    }
    return coerce_real(w, f, v, out);
}

static Status make_combine(World *w, NativeFrame *f)
{
    double real = 0.0;
    double imag = 0.0;
    Value first = f->slot[0];
    Value second = f->slot[1];
    if (first && has_layout(first, TYPE_COMPLEX)) {
        real = AS(Complex, first)->real;
        imag = AS(Complex, first)->imag;
    } else if (first) {
        real = float_of(first);
    }
    if (second && has_layout(second, TYPE_COMPLEX)) {
        real -= AS(Complex, second)->imag;
        imag += AS(Complex, second)->real;
    } else if (second) {
        bool had = first && has_layout(first, TYPE_COMPLEX);
        imag = had ? imag + float_of(second) : float_of(second);
    }
    return make_finish(w, f, real, imag);
}

Status complex_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (f->args[0] && is_str(f->args[0])) {
        return f->args[1] ? raise_type(w, "complex() can't take second arg "
                                          "if first is a string")
                          : make_from_text(w, f);
    }
    if (!f->args[1] && f->args[0] && is_exactly(f->args[0], TYPE_COMPLEX) &&
        AS(Klass, f->self) == &w->klass[TYPE_COMPLEX]) {
        f->result = f->args[0];
        return OK;
    }
    if (f->args[1] && is_str(f->args[1])) {
        return raise_type(w, "complex() second arg can't be a string");
    }
    for (; f->state < 2; f->state++) {
        if (f->args[f->state]) {
            TRY(part_of(w, f, f->state, &f->slot[f->state]));
        }
    }
    return make_combine(w, f);
}

/* ---- methods ------------------------------------------------------------- */

Status complex_conjugate(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Complex *c = AS(Complex, f->self);
    f->result = complex_new(w, c->real, -c->imag);
    return f->result ? OK : RAISE;
}

Status complex_get_real(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = float_new(w, AS(Complex, f->self)->real);
    return f->result ? OK : RAISE;
}

Status complex_get_imag(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result = float_new(w, AS(Complex, f->self)->imag);
    return f->result ? OK : RAISE;
}

Status complex_getnewargs(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value real = float_new(w, AS(Complex, f->self)->real);
    Value imag = float_new(w, AS(Complex, f->self)->imag);
    NEED(real && imag);
    f->result = tuple_of(w, 2, real, imag);
    return f->result ? OK : RAISE;
}

Status complex_method_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_str(f->args[0])) {
        return raise_type(w, "__format__() argument must be str, not %T",
                          f->args[0]);
    }
    return format_value(w, f->self, f->args[0], &f->result);
}
