/* SPDX-License-Identifier: MIT */
/*
 * The module _time: the virtual clock, sleeping, and the calendar.
 *
 * Time 0 is the host's epoch (2025-01-01 UTC unless an option says otherwise),
 * the zone is UTC, and the names of days and months are those of the C locale.
 * The calendar is worked out here, never by libc, so no host setting shows.
 */
#include <math.h>
#include <stdio.h>

#include "vm/host.h"
#include "vm/natives.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/lock.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

/* ---- clocks -------------------------------------------------------------- */

static Status give_seconds(World *w, NativeFrame *f, int64_t ns)
{
    f->result = float_new(w, (double)ns / 1e9);
    NEED(f->result);
    return OK;
}

static Status give_ns(World *w, NativeFrame *f, int64_t ns)
{
    f->result = int_new(w, ns);
    NEED(f->result);
    return OK;
}

static int64_t clock_ns(World *w)
{
    if (w->host->clock_read) {
        w->host->clock_read(w);
    }
    return host_now(w);
}

static int64_t wall_ns(World *w)
{
    return w->host->epoch_ns + clock_ns(w);
}

Status time_time(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_seconds(w, f, wall_ns(w));
}

Status time_time_ns(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_ns(w, f, wall_ns(w));
}

Status time_monotonic(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_seconds(w, f, clock_ns(w));
}

Status time_monotonic_ns(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_ns(w, f, clock_ns(w));
}

Status time_process(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_seconds(w, f, w->host->cpu_time(w, false));
}

Status time_process_ns(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_ns(w, f, w->host->cpu_time(w, false));
}

Status time_thread(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_seconds(w, f, w->host->cpu_time(w, true));
}

Status time_thread_ns(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return give_ns(w, f, w->host->cpu_time(w, true));
}

Status time_sleep(World *w, Thread *t, NativeFrame *f)
{
    int64_t ns;
    if (f->state) {
        f->result = NONE;
        return OK;
    }
    TRY(lock_timeout(w, f->args[0], &ns));
    if (ns < 0) {
        return raise_value(w, "sleep length must be non-negative");
    }
    f->state = 1;
    world_touch(w, t, sizeof *t);
    t->request =
        (Request){.kind = REQUEST_SLEEP, .interruptible = 1, .timeout_ns = ns};
    return BLOCK;
}

/* ---- the calendar -------------------------------------------------------- */

enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, WEEKDAY, YEARDAY, FIELDS = 9 };

#define DAY_SECONDS 86400

static const char *const day_names[] = {"Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday"};
static const char *const month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 1970-01-01 to the first of January of `year`. */
static int64_t days_to_year(int64_t year)
{
    int64_t y = year - 1;
    return y * 365 + floor_div(y, 4) - floor_div(y, 100) + floor_div(y, 400) -
           719162;
}

/* Days from the first of January to the first of `month` (0 to 12). */
static int64_t days_to_month(int64_t year, int64_t month)
{
    static const int16_t before[] = {0,   31,  59,  90,  120, 151, 181,
                                     212, 243, 273, 304, 334, 365};
    return before[month] + (month > 1 && is_leap(year));
}

static void split_seconds(int64_t seconds, int64_t *field)
{
    int64_t days = floor_div(seconds, DAY_SECONDS);
    int64_t rest = seconds - days * DAY_SECONDS;
    int64_t year = 1970 + floor_div(days * 400, 146097);
    while (days_to_year(year) > days) {
        year--;
    }
    while (days_to_year(year + 1) <= days) {
        year++;
    }
    int64_t yearday = days - days_to_year(year);
    int64_t month = 11;
    while (days_to_month(year, month) > yearday) {
        month--;
    }
    field[YEAR] = year;
    field[MONTH] = month + 1;
    field[DAY] = yearday - days_to_month(year, month) + 1;
    field[HOUR] = rest / 3600;
    field[MINUTE] = rest / 60 % 60;
    field[SECOND] = rest % 60;
    field[WEEKDAY] = ((days + 3) % 7 + 7) % 7;
    field[YEARDAY] = yearday + 1;
    field[FIELDS - 1] = 0;
}

/* Whole seconds, rounded down, of an int or float; None: now. */
static Status read_seconds(World *w, Value v, int64_t *seconds)
{
    static const char range[] = "timestamp out of range for platform time_t";
    if (!v || v == NONE) {
        *seconds = floor_div(wall_ns(w), 1000000000);
        return OK;
    }
    if (is_float(v)) {
        double whole = floor(float_of(v));
        if (whole != whole) {
            return raise_value(w, "Invalid value NaN (not a number)");
        }
        if (!(fabs(whole) < 9.2e18)) {
            return raise_error(w, TYPE_OVERFLOW_ERROR, range);
        }
        *seconds = (int64_t)whole;
    } else if (!is_int(v)) {
        return raise_type(w, "an integer is required (got type %T)", v);
    } else if (!int_to_int64(v, seconds)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, range);
    }
    if (*seconds > INT64_C(67767976233532799) ||
        *seconds < INT64_C(-67768040609740800)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, range);
    }
    return OK;
}

Status time_fields(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t seconds;
    TRY(read_seconds(w, f->args[0], &seconds));
    int64_t field[FIELDS];
    split_seconds(seconds, field);
    Tuple *fields = tuple_new(w, FIELDS);
    NEED(fields);
    for (int i = 0; i < FIELDS; i++) {
        fields->items[i] = INT(field[i]);
    }
    f->result = VALUE(fields);
    return OK;
}

static Status read_fields(World *w, Value tuple, int64_t *field)
{
    for (int i = 0; i < FIELDS; i++) {
        Value v = tuple_at(tuple, (size_t)i);
        if (!is_int(v)) {
            return raise_type(w, "an integer is required (got type %T)", v);
        }
        bool fits = int_to_int64(v, &field[i]);
        if (!fits || field[i] > INT32_MAX || field[i] < INT32_MIN) {
            return raise_error(
                w, TYPE_OVERFLOW_ERROR,
                !fits          ? "Python int too large to convert to C long"
                : field[i] > 0 ? "signed integer is greater than maximum"
                               : "signed integer is less than minimum");
        }
    }
    return OK;
}

/* mktime: months and days beyond their range carry over. */
Status time_seconds(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t field[FIELDS];
    TRY(read_fields(w, f->args[0], field));
    int64_t year = field[YEAR] + floor_div(field[MONTH] - 1, 12);
    int64_t month = field[MONTH] - 1 - floor_div(field[MONTH] - 1, 12) * 12;
    int64_t days =
        days_to_year(year) + days_to_month(year, month) + field[DAY] - 1;
    int64_t seconds = days * DAY_SECONDS + field[HOUR] * 3600 +
                      field[MINUTE] * 60 + field[SECOND];
    f->result = float_new(w, (double)seconds);
    NEED(f->result);
    return OK;
}

typedef struct Range {
    uint8_t field;
    int16_t lowest;
    int16_t highest;
    const char *message;
} Range;

/* The fields of strftime and asctime as C wants them; 0 stands for 1 in months
 * and days, and Sunday may also be -1. */
Status time_check(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    static const Range ranges[] = {
        {MONTH, 0, 12, "month out of range"},
        {DAY, 0, 31, "day of month out of range"},
        {HOUR, 0, 23, "hour out of range"},
        {MINUTE, 0, 59, "minute out of range"},
        {SECOND, 0, 61, "seconds out of range"},
        {WEEKDAY, -1, INT16_MAX, "day of week out of range"},
        {YEARDAY, 0, 366, "day of year out of range"},
    };
    int64_t field[FIELDS];
    TRY(read_fields(w, f->args[0], field));
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const Range *r = &ranges[i];
        if (field[r->field] < r->lowest ||
            (field[r->field] > r->highest && r->field != WEEKDAY)) {
            return raise_value(w, r->message);
        }
    }
    if (field[YEAR] < (int64_t)INT32_MIN + 1900) {
        return raise_error(w, TYPE_OVERFLOW_ERROR, "year out of range");
    }
    field[MONTH] += !field[MONTH];
    field[DAY] += !field[DAY];
    field[YEARDAY] += !field[YEARDAY];
    field[WEEKDAY] = (field[WEEKDAY] + 7) % 7;
    Tuple *fields = tuple_new(w, FIELDS);
    NEED(fields);
    for (int i = 0; i < FIELDS; i++) {
        fields->items[i] = INT(field[i]);
    }
    f->result = VALUE(fields);
    return OK;
}

/* ---- strftime ------------------------------------------------------------ */

/* Week of the year when weeks begin on `first` (0 Monday, 6 Sunday). */
static int64_t week_of(const int64_t *field, int first)
{
    int64_t day = (field[WEEKDAY] - first + 7) % 7;
    return (field[YEARDAY] - 1 + 7 - day) / 7;
}

static int64_t weeks_of_year(int64_t year)
{
    int64_t first = ((days_to_year(year) + 3) % 7 + 7) % 7;
    return first == 3 || (first == 2 && is_leap(year)) ? 53 : 52;
}

/* ISO 8601: week 1 is the one with the year's first Thursday. */
static int64_t iso_week(const int64_t *field, int64_t *year)
{
    int64_t week = (field[YEARDAY] - 1 - field[WEEKDAY] + 10) / 7;
    *year = field[YEAR];
    if (week < 1) {
        return weeks_of_year(--*year);
    }
    if (week > weeks_of_year(*year)) {
        ++*year;
        return 1;
    }
    return week;
}

static void put_number(Writer *out, int64_t n, int width, char pad)
{
    char text[24];
    snprintf(text, sizeof text, pad == '0' ? "%0*lld" : "%*lld", width,
             (long long)n);
    writer_ascii(out, text);
}

/* Directives that are spelled with others. */
static const char *expansion(uint32_t directive)
{
    switch (directive) {
    case 'c':
        return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x':
        return "%m/%d/%y";
    case 'F':
        return "%Y-%m-%d";
    case 'R':
        return "%H:%M";
    case 'r':
        return "%I:%M:%S %p";
    case 'T':
    case 'X':
        return "%H:%M:%S";
    default:
        return NULL;
    }
}

static bool put_name(Writer *out, uint32_t directive, const int64_t *field)
{
    const char *day = day_names[field[WEEKDAY]];
    const char *month = month_names[field[MONTH] - 1];
    switch (directive) {
    case 'a':
        writer_ascii_n(out, day, 3);
        return true;
    case 'A':
        writer_ascii(out, day);
        return true;
    case 'b':
    case 'h':
        writer_ascii_n(out, month, 3);
        return true;
    case 'B':
        writer_ascii(out, month);
        return true;
    case 'p':
    case 'P':
        writer_ascii(out, directive == 'p'   ? field[HOUR] < 12 ? "AM" : "PM"
                          : field[HOUR] < 12 ? "am"
                                             : "pm");
        return true;
    case 'Z':
        writer_ascii(out, "UTC");
        return true;
    case 'z':
        writer_ascii(out, "+0000");
        return true;
    case 'n':
    case 't':
    case '%':
        writer_char(out, directive == 'n'   ? '\n'
                         : directive == 't' ? '\t'
                                            : '%');
        return true;
    default:
        return false;
    }
}

static int64_t hour_of_twelve(const int64_t *field)
{
    return (field[HOUR] + 11) % 12 + 1;
}

static int64_t modulo(int64_t a, int64_t b)
{
    return (a % b + b) % b;
}

static int64_t epoch_seconds(const int64_t *field)
{
    int64_t days = days_to_year(field[YEAR]) +
                   days_to_month(field[YEAR], field[MONTH] - 1) + field[DAY] -
                   1;
    return days * DAY_SECONDS + field[HOUR] * 3600 + field[MINUTE] * 60 +
           field[SECOND];
}

static bool put_field(Writer *out, uint32_t directive, const int64_t *field)
{
    int64_t iso_year;
    int64_t week = iso_week(field, &iso_year);
    const struct {
        char directive;
        int8_t width;
        char pad;
        int64_t value;
    } numbers[] = {
        {'C', 2, '0', floor_div(field[YEAR], 100)},
        {'d', 2, '0', field[DAY]},
        {'e', 2, ' ', field[DAY]},
        {'G', 1, '0', iso_year},
        {'g', 2, '0', modulo(iso_year, 100)},
        {'H', 2, '0', field[HOUR]},
        {'I', 2, '0', hour_of_twelve(field)},
        {'j', 3, '0', field[YEARDAY]},
        {'k', 2, ' ', field[HOUR]},
        {'l', 2, ' ', hour_of_twelve(field)},
        {'M', 2, '0', field[MINUTE]},
        {'m', 2, '0', field[MONTH]},
        {'S', 2, '0', field[SECOND]},
        {'s', 1, '0', epoch_seconds(field)},
        {'U', 2, '0', week_of(field, 6)},
        {'u', 1, '0', field[WEEKDAY] + 1},
        {'V', 2, '0', week},
        {'W', 2, '0', week_of(field, 0)},
        {'w', 1, '0', (field[WEEKDAY] + 1) % 7},
        {'Y', 1, '0', field[YEAR]},
        {'y', 2, '0', modulo(field[YEAR], 100)},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if ((uint32_t)numbers[i].directive == directive) {
            put_number(out, numbers[i].value, numbers[i].width, numbers[i].pad);
            return true;
        }
    }
    return put_name(out, directive, field);
}

static void put_directive(Writer *out, uint32_t directive, const int64_t *field)
{
    const char *parts = expansion(directive);
    if (!parts) {
        if (!put_field(out, directive, field)) {
            writer_char(out, '%');
            writer_char(out, directive);
        }
        return;
    }
    for (; *parts; parts++) {
        if (*parts == '%') {
            put_field(out, (uint32_t) * ++parts, field);
        } else {
            writer_char(out, (uint32_t)*parts);
        }
    }
}

Status time_format(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int64_t field[FIELDS];
    TRY(read_fields(w, f->args[1], field));
    const Str *format = as_str(f->args[0]);
    Writer out;
    writer_start(&out);
    for (size_t i = 0; i < format->length; i++) {
        uint32_t c = str_at(format, i);
        if (c != '%' || i + 1 == format->length) {
            writer_char(&out, c);
        } else {
            put_directive(&out, str_at(format, ++i), field);
        }
    }
    f->result = writer_finish(w, &out);
    NEED(f->result);
    return OK;
}
