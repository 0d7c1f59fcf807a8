/* SPDX-License-Identifier: MIT */
/*
 * lzma: compression, on liblzma.
 *
 * As in bz2.c each call starts anew on all the input and leaves nothing behind.
 * A filter comes from Python as a tuple of whole numbers in the order of Field,
 * -1 where one is missing; answers are the library's own codes.
 */
#include <lzma.h>
#include <stdlib.h>
#include <string.h>

#include "vm/natives.h"
#include "vm/types/bytes.h"
#include "vm/types/int.h"
#include "vm/types/tuple.h"

#define PIECE 65536

enum {
    FORMAT_AUTO,
    FORMAT_XZ,
    FORMAT_ALONE,
    FORMAT_RAW,
};

typedef enum Field {
    ID,
    PRESET,
    DICT_SIZE,
    LC,
    LP,
    PB,
    MODE,
    NICE_LEN,
    MF,
    DEPTH,
    DISTANCE, /* of a delta; of a branch filter its start offset */
    FIELDS,
} Field;

typedef struct Filters {
    lzma_filter list[LZMA_FILTERS_MAX + 1];
    union {
        lzma_options_lzma lzma;
        lzma_options_delta delta;
        lzma_options_bcj bcj;
    } options[LZMA_FILTERS_MAX];
} Filters;

static Status bad_filter(World *w, const char *what)
{
    return raise_value(w, "%s", what);
}

static Status lzma_filter_options(World *w, const int64_t *n,
                                  lzma_options_lzma *o)
{
    uint32_t preset = n[PRESET] < 0 ? LZMA_PRESET_DEFAULT : (uint32_t)n[PRESET];
    if (lzma_lzma_preset(o, preset)) {
        return bad_filter(w, "Invalid or unsupported options");
    }
    if (n[DICT_SIZE] >= 0) {
        o->dict_size = (uint32_t)n[DICT_SIZE];
    }
    uint32_t *const places[] = {&o->lc, &o->lp, &o->pb};
    for (int i = 0; i < 3; i++) {
        *places[i] = n[LC + i] < 0 ? *places[i] : (uint32_t)n[LC + i];
    }
    o->mode = n[MODE] < 0 ? o->mode : (lzma_mode)n[MODE];
    o->nice_len = n[NICE_LEN] < 0 ? o->nice_len : (uint32_t)n[NICE_LEN];
    o->mf = n[MF] < 0 ? o->mf : (lzma_match_finder)n[MF];
    o->depth = n[DEPTH] < 0 ? o->depth : (uint32_t)n[DEPTH];
    return OK;
}

static Status read_filter(World *w, Value row, Filters *filters, size_t place)
{
    int64_t n[FIELDS];
    for (int i = 0; i < FIELDS; i++) {
        TRY(value_index(w, tuple_at(row, (size_t)i), &n[i]));
    }
    lzma_filter *filter = &filters->list[place];
    filter->id = (lzma_vli)(uint64_t)n[ID];
    filter->options = &filters->options[place];
    if (filter->id == LZMA_FILTER_LZMA1 || filter->id == LZMA_FILTER_LZMA2) {
        return lzma_filter_options(w, n, &filters->options[place].lzma);
    }
    if (filter->id == LZMA_FILTER_DELTA) {
        filters->options[place].delta = (lzma_options_delta){
            .type = LZMA_DELTA_TYPE_BYTE,
            .dist = n[DISTANCE] < 0 ? 1 : (uint32_t)n[DISTANCE]};
    } else {
        filters->options[place].bcj = (lzma_options_bcj){
            .start_offset = n[DISTANCE] < 0 ? 0 : (uint32_t)n[DISTANCE]};
    }
    return OK;
}

static Status read_filters(World *w, Value rows, Filters *filters)
{
    size_t count = tuple_length(rows);
    if (count > LZMA_FILTERS_MAX) {
        return bad_filter(w,
                          "Too many filters - liblzma supports a maximum of 4");
    }
    for (size_t i = 0; i < count; i++) {
        TRY(read_filter(w, tuple_at(rows, i), filters, i));
    }
    filters->list[count].id = LZMA_VLI_UNKNOWN;
    return OK;
}

/* ---- running ------------------------------------------------------------- */

static Status run(World *w, lzma_stream *s, ByteArray *out, lzma_ret *answer)
{
    uint8_t piece[PIECE];
    do {
        s->next_out = piece;
        s->avail_out = PIECE;
        *answer = lzma_code(s, LZMA_FINISH);
        TRY(bytearray_splice(w, out, out->length, out->length,
                             (const char *)piece, PIECE - s->avail_out));
    } while (*answer == LZMA_OK && (s->avail_in || !s->avail_out));
    return OK;
}

static lzma_ret begin_encoder(lzma_stream *s, int64_t format, int64_t check,
                              int64_t preset, const Filters *filters)
{
    bool plain = filters->list[0].id == LZMA_VLI_UNKNOWN;
    lzma_options_lzma options;
    if (format == FORMAT_XZ) {
        return plain ? lzma_easy_encoder(s, (uint32_t)preset, (lzma_check)check)
                     : lzma_stream_encoder(s, filters->list, (lzma_check)check);
    }
    if (format == FORMAT_RAW) {
        return lzma_raw_encoder(s, filters->list);
    }
    if (!plain) {
        return filters->list[0].id == LZMA_FILTER_LZMA1 &&
                       filters->list[1].id == LZMA_VLI_UNKNOWN
                   ? lzma_alone_encoder(s, filters->list[0].options)
                   : LZMA_OPTIONS_ERROR;
    }
    return lzma_lzma_preset(&options, (uint32_t)preset)
               ? LZMA_OPTIONS_ERROR
               : lzma_alone_encoder(s, &options);
}

static Status answer_with(World *w, NativeFrame *f, const ByteArray *out,
                          size_t used, lzma_ret answer, int check)
{
    Value data = bytes_from(w, bytearray_data(out), out->length);
    NEED(data);
    f->result = tuple_of(w, 4, data, INT((int64_t)used), INT((int64_t)answer),
                         INT(check));
    return f->result ? OK : RAISE;
}

/* compress(...): (bytes, used, answer, check) */
Status lzma_compress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t numbers[3];
    Filters filters;
    const char *data;
    size_t size;
    TRY(bytes_view(w, f->args[0], &data, &size));
    for (int i = 0; i < 3; i++) {
        TRY(value_index(w, f->args[i + 1], &numbers[i]));
    }
    TRY(read_filters(w, f->args[4], &filters));
    Value made = bytearray_blank(w, 0);
    NEED(made);
    lzma_stream s = LZMA_STREAM_INIT;
    lzma_ret answer =
        begin_encoder(&s, numbers[0], numbers[1], numbers[2], &filters);
    s.next_in = (const uint8_t *)data;
    s.avail_in = size;
    Status status = OK;
    if (answer == LZMA_OK) {
        status = run(w, &s, AS(ByteArray, made), &answer);
    }
    size_t used = size - s.avail_in;
    lzma_end(&s);
    TRY(status);
    return answer_with(w, f, AS(ByteArray, made), used, answer, -1);
}

static lzma_ret begin_decoder(lzma_stream *s, int64_t format, uint64_t memory,
                              const Filters *filters)
{
    const uint32_t flags = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
    switch (format) {
    case FORMAT_AUTO:
        return lzma_auto_decoder(s, memory, flags);
    case FORMAT_XZ:
        return lzma_stream_decoder(s, memory, flags);
    case FORMAT_ALONE:
        return lzma_alone_decoder(s, memory);
    default:
        return lzma_raw_decoder(s, filters->list);
    }
}

/* lzma_code() stops to tell of the check: note it and go on. */
static Status decode(World *w, lzma_stream *s, ByteArray *out, lzma_ret *answer,
                     int *check)
{
    uint8_t piece[PIECE];
    bool more;
    do {
        s->next_out = piece;
        s->avail_out = PIECE;
        *answer = lzma_code(s, LZMA_RUN);
        more = *answer == LZMA_OK && (s->avail_in || !s->avail_out);
        if (*answer == LZMA_GET_CHECK || *answer == LZMA_NO_CHECK) {
            *check = (int)lzma_get_check(s);
            *answer = LZMA_OK;
            more = true;
        }
        TRY(bytearray_splice(w, out, out->length, out->length,
                             (const char *)piece, PIECE - s->avail_out));
    } while (more);
    return OK;
}

/* decompress(...): (bytes, used, answer, check or -1) */
Status lzma_decompress(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t format;
    int64_t memory;
    int check = -1;
    Filters filters;
    const char *data;
    size_t size;
    TRY(bytes_view(w, f->args[0], &data, &size));
    TRY(value_index(w, f->args[1], &format));
    TRY(value_index(w, f->args[2], &memory));
    TRY(read_filters(w, f->args[3], &filters));
    Value made = bytearray_blank(w, 0);
    NEED(made);
    lzma_stream s = LZMA_STREAM_INIT;
    lzma_ret answer = begin_decoder(
        &s, format, memory < 0 ? UINT64_MAX : (uint64_t)memory, &filters);
    s.next_in = (const uint8_t *)data;
    s.avail_in = size;
    Status status = OK;
    if (answer == LZMA_OK) {
        status = decode(w, &s, AS(ByteArray, made), &answer, &check);
    }
    size_t used = size - s.avail_in;
    lzma_end(&s);
    TRY(status);
    return answer_with(w, f, AS(ByteArray, made), used, answer, check);
}

/* ---- filters as bytes ---------------------------------------------------- */

Status lzma_properties(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Filters filters;
    uint32_t size;
    uint8_t data[64];
    TRY(read_filters(w, f->args[0], &filters));
    if (lzma_properties_size(&size, filters.list) != LZMA_OK ||
        size > sizeof data ||
        lzma_properties_encode(filters.list, data) != LZMA_OK) {
        return bad_filter(w, "Invalid or unsupported options");
    }
    f->result = bytes_from(w, (const char *)data, size);
    return f->result ? OK : RAISE;
}

/* options(id, properties): (dict_size, lc, lp, pb), or (distance,) */
Status lzma_options(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t id;
    const char *data;
    size_t size;
    TRY(value_index(w, f->args[0], &id));
    TRY(bytes_view(w, f->args[1], &data, &size));
    lzma_filter filter = {.id = (lzma_vli)(uint64_t)id};
    lzma_ret answer =
        lzma_properties_decode(&filter, NULL, (const uint8_t *)data, size);
    if (answer != LZMA_OK) {
        f->result = INT((int64_t)answer);
        return OK;
    }
    if (id == (int64_t)LZMA_FILTER_LZMA1 || id == (int64_t)LZMA_FILTER_LZMA2) {
        const lzma_options_lzma *o = filter.options;
        f->result = tuple_of(w, 4, INT(o->dict_size), INT(o->lc), INT(o->lp),
                             INT(o->pb));
    } else if (id == (int64_t)LZMA_FILTER_DELTA) {
        const lzma_options_delta *o = filter.options;
        f->result = tuple_of(w, 1, INT(o->dist));
    } else {
        const lzma_options_bcj *o = filter.options;
        f->result = tuple_of(w, 1, INT(o ? o->start_offset : 0));
    }
    free(filter.options);
    return f->result ? OK : RAISE;
}

Status lzma_has_check(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t check;
    TRY(value_index(w, f->args[0], &check));
    f->result = BOOL(check >= 0 && check < 16 &&
                     lzma_check_is_supported((lzma_check)check));
    return OK;
}
