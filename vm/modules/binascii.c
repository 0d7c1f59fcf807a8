/* SPDX-License-Identifier: MIT */
/*
 * binascii: bytes as hexadecimal digits or in base 64, and their checksums.
 *
 * What is wrong with a text is a binascii.Error. Base 64 is read leniently, as
 * CPython 3.8 does it: letters that are none of the 64 are passed over.
 */
#include <string.h>

#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

#define fail(w, ...) raise_error((w), TYPE_BINASCII_ERROR, __VA_ARGS__)

static const char base64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Bytes of a bytes-like object or of an ASCII str. */
static Status ascii_view(World *w, Value v, const char **data, size_t *size)
{
    if (!is_str(v)) {
        if (!bytes_is_like(v)) {
            return raise_type(w,
                              "argument should be bytes, buffer or ASCII "
                              "string, not '%T'",
                              v);
        }
        return bytes_view(w, v, data, size);
    }
    if (!as_str(v)->ascii) {
        return raise_value(w, "string argument should contain only ASCII "
                              "characters");
    }
    *data = str_data(as_str(v));
    *size = as_str(v)->length;
    return OK;
}

/* ---- hexadecimal --------------------------------------------------------- */

Status binascii_hexlify(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *data;
    size_t size;
    if (f->args[1] || f->args[2]) {
        return TWIN;
    }
    TRY(bytes_view(w, f->args[0], &data, &size));
    Bytes *made = bytes_blank(w, size * 2);
    NEED(made);
    for (size_t i = 0; i < size; i++) {
        made->data[2 * i] = "0123456789abcdef"[(uint8_t)data[i] >> 4];
        made->data[2 * i + 1] = "0123456789abcdef"[(uint8_t)data[i] & 15];
    }
    f->result = VALUE(made);
    return OK;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

Status binascii_unhexlify(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *data;
    size_t size;
    TRY(ascii_view(w, f->args[0], &data, &size));
    if (size % 2) {
        return fail(w, "Odd-length string");
    }
    Bytes *made = bytes_blank(w, size / 2);
    NEED(made);
    for (size_t i = 0; i < size; i += 2) {
        int high = hex_digit(data[i]), low = hex_digit(data[i + 1]);
        if (high < 0 || low < 0) {
            return fail(w, "Non-hexadecimal digit found");
        }
        made->data[i / 2] = (char)(high << 4 | low);
    }
    f->result = VALUE(made);
    return OK;
}

/* ---- base 64 ------------------------------------------------------------- */

Status binascii_b2a_base64(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *data;
    size_t size;
    bool newline = true;
    TRY(bytes_view(w, f->args[0], &data, &size));
    if (f->args[1]) {
        TRY(value_truth(w, f->args[1], &newline));
    }
    Bytes *made = bytes_blank(w, (size + 2) / 3 * 4 + newline);
    NEED(made);
    char *to = made->data;
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        uint32_t three = (uint32_t)(uint8_t)data[i] << 16 |
                         (left > 1 ? (uint32_t)(uint8_t)data[i + 1] << 8 : 0) |
                         (left > 2 ? (uint32_t)(uint8_t)data[i + 2] : 0);
        *to++ = base64[three >> 18];
        *to++ = base64[three >> 12 & 63];
        *to++ = left > 1 ? base64[three >> 6 & 63] : '=';
        *to++ = left > 2 ? base64[three & 63] : '=';
    }
    if (newline) {
        *to = '\n';
    }
    f->result = VALUE(made);
    return OK;
}

/* What a2b_base64 has come to. */
typedef struct Sixes {
    uint8_t *to;
    size_t count;   /* letters of value so far */
    size_t written; /* bytes */
    uint32_t held;
    bool padded; /* the closing '=' were met */
} Sixes;

static void take_six(Sixes *s, uint32_t six)
{
    s->held = s->held << 6 | six;
    if (s->count % 4) {
        int spare = (int)(6 - 2 * (s->count % 4));
        s->to[s->written++] = (uint8_t)(s->held >> spare);
        s->held &= (1u << spare) - 1;
    }
    s->count++;
}

/* Letters that are none of the 64 are passed over; '=' ends the text where it
 * completes a group of four. */
static void take_letters(Sixes *s, const char *data, size_t size)
{
    size_t pads = 0;
    for (size_t i = 0; i < size && !s->padded; i++) {
        if (data[i] == '=') {
            pads++;
            s->padded = s->count % 4 >= 2 && s->count % 4 + pads >= 4;
            continue;
        }
        const char *found = data[i] ? strchr(base64, data[i]) : NULL;
        if (found) {
            pads = 0;
            take_six(s, (uint32_t)(found - base64));
        }
    }
}

Status binascii_a2b_base64(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *data;
    size_t size;
    TRY(ascii_view(w, f->args[0], &data, &size));
    Bytes *room = bytes_blank(w, size / 4 * 3 + 3);
    NEED(room);
    Sixes s = {.to = (uint8_t *)room->data};
    take_letters(&s, data, size);
    if (!s.padded && s.count % 4 == 1) {
        return fail(w,
                    "Invalid base64-encoded string: number of data "
                    "characters (%zu) cannot be 1 more than a multiple "
                    "of 4",
                    s.count);
    }
    if (!s.padded && s.count % 4) {
        return fail(w, "Incorrect padding");
    }
    f->result = bytes_from(w, s.to, s.written);
    NEED(f->result);
    return OK;
}

/* ---- checksums ----------------------------------------------------------- */

/* The number to go on from: any int, of which 32 bits count. */
static Status start_value(World *w, NativeFrame *f, uint32_t *out)
{
    IntView view;
    *out = 0;
    if (!f->args[1]) {
        return OK;
    }
    if (!is_int(f->args[1])) {
        return raise_type(w, "an integer is required (got type %T)",
                          f->args[1]);
    }
    int_view(f->args[1], &view);
    *out = view.count ? (uint32_t)view.limbs[0] : 0;
    *out = view.negative ? 0 - *out : *out;
    return OK;
}

Status binascii_crc32(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const char *data;
    size_t size;
    uint32_t crc, table[256];
    TRY(bytes_view(w, f->args[0], &data, &size));
    TRY(start_value(w, f, &crc));
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int bit = 0; bit < 8; bit++) {
            c = c >> 1 ^ (c & 1 ? UINT32_C(0xedb88320) : 0);
        }
        table[i] = c;
    }
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc = crc >> 8 ^ table[(crc ^ (uint8_t)data[i]) & 0xff];
    }
    f->result = INT((uint32_t)~crc);
    return OK;
}

/* Done by its twin. */
Status binascii_rare(World *w, Thread *t, NativeFrame *f)
{
    (void)w;
    (void)t;
    (void)f;
    return TWIN;
}

Status binascii_module(World *w, Value dict)
{
    TRY(native_module_add(w, dict, "Error",
                          VALUE(&w->klass[TYPE_BINASCII_ERROR])));
    return native_module_add(w, dict, "Incomplete",
                             VALUE(&w->klass[TYPE_BINASCII_INCOMPLETE]));
}
