/* SPDX-License-Identifier: MIT */
/*
 * decimal.Context: rules, flags and traps, and whose turn it is.
 *
 * Each thread has a current context, kept with the thread; the first use makes
 * one after DefaultContext. contextvars.Context.run swaps it, so it belongs to
 * a contextvars context as it does in CPython.
 *
 * Exceptions, DecimalTuple and the template are Python's: the other half of the
 * module hands them over once (`install`).
 */
#include "vm/modules/decimal.h"

#include <string.h>

#include "vm/natives.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static const char *const rounding_names[] = {
#define ROUNDING(ID) "ROUND_" #ID,
#include "vm/modules/decimal_names.def"
};

static const uint32_t conditions[] = {
#define CONDITION(ID, NAME) CONDITION_##ID,
#include "vm/modules/decimal_names.def"
};

enum { CONDITION_COUNT = sizeof conditions / sizeof *conditions };

static const Rules default_rules = {.precision = 28,
                                    .highest = 999999,
                                    .lowest = -999999,
                                    .rounding = ROUND_HALF_EVEN,
                                    .capitals = 1};

static Context *as_context(Value v)
{
    return AS(Context, v);
}

/* ---- what Python handed over --------------------------------------------- */

#define PARTS_NAME "_parts"

Status context_part(World *w, Part part, Value *out)
{
    Value name = str_intern_ascii(w, PARTS_NAME);
    NEED(name);
    Value parts = klass_lookup(w, &w->klass[TYPE_DECIMAL_CONTEXT], name);
    if (!parts) {
        return raise_error(w, TYPE_RUNTIME_ERROR, "decimal is not imported");
    }
    *out = tuple_at(parts, part);
    return OK;
}

/* _decimal_core.install(templates, conditions, DecimalTuple, names) */
Status decimal_install(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value parts = tuple_from(w, f->args, 4);
    Value name = str_intern_ascii(w, PARTS_NAME);
    NEED(parts && name);
    f->result = NONE;
    return klass_set(w, &w->klass[TYPE_DECIMAL_CONTEXT], name, parts);
}

/* What the module's body made the first time; None before. */
Status decimal_names(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value name = str_intern_ascii(w, PARTS_NAME);
    NEED(name);
    Value parts = klass_lookup(w, &w->klass[TYPE_DECIMAL_CONTEXT], name);
    f->result = parts ? tuple_at(parts, PART_NAMES) : NONE;
    return OK;
}

/* The masks of the conditions, as the list of exceptions orders them. */
Status decimal_module(World *w, Value dict)
{
    Tuple *masks = tuple_new(w, CONDITION_COUNT);
    NEED(masks);
    masks->items[0] = INT(CONDITION_ANY_INVALID);
    for (int i = 1; i < CONDITION_COUNT; i++) {
        masks->items[i] = INT(conditions[i]);
    }
    TRY(native_module_add(w, dict, "masks", VALUE(masks)));
    TRY(native_module_add(w, dict, "Decimal", VALUE(&w->klass[TYPE_DECIMAL])));
    return native_module_add(w, dict, "Context",
                             VALUE(&w->klass[TYPE_DECIMAL_CONTEXT]));
}

/* ---- signals ------------------------------------------------------------- */

static Status raise_trapped(World *w, uint32_t status)
{
    Value classes;
    Value first = NO_VALUE;
    Value list = list_new(w, CONDITION_COUNT);
    NEED(list);
    TRY(context_part(w, PART_CONDITIONS, &classes));
    if (status & CONDITION_ANY_INVALID) {
        first = tuple_at(classes, 0);
    }
    for (size_t i = 0; i < CONDITION_COUNT; i++) {
        if (status & conditions[i]) {
            first = first ? first : tuple_at(classes, i);
            TRY(list_append(w, list, tuple_at(classes, i)));
        }
    }
    Value args = tuple_of(w, 1, list);
    NEED(args);
    Value exception = exception_new(w, AS(Klass, first), args);
    NEED(exception);
    return raise_object(w, exception);
}

Status context_signal(World *w, Context *c, uint32_t status)
{
    if (status & ~c->flags) {
        STORE(w, c->flags, c->flags | status);
    }
    return status & c->traps ? raise_trapped(w, status & c->traps) : OK;
}

/* ---- making, the current one --------------------------------------------- */

/* A new context with the rules and traps of another, its flags too if told. */
static Value context_like(World *w, Klass *klass, const Context *other,
                          bool flags)
{
    Context *c = heap_new(w, klass, sizeof(Context));
    if (!c) {
        return NO_VALUE;
    }
    c->rules = other ? other->rules : default_rules;
    c->traps = other ? other->traps : 0;
    c->flags = other && flags ? other->flags : 0;
    return VALUE(c);
}

/* The first of the templates is DefaultContext. */
static Status template_of(World *w, Context **out)
{
    Value templates;
    TRY(context_part(w, PART_TEMPLATE, &templates));
    *out = as_context(tuple_at(templates, 0));
    return OK;
}

Status context_current(World *w, Context **out)
{
    Thread *t = w->thread;
    Value current = thread_rare(t, RARE_DECIMAL_CONTEXT);
    if (!current) {
        Context *template;
        TRY(template_of(w, &template));
        current =
            context_like(w, klass_of(w, VALUE(template)), template, false);
        NEED(current);
        TRY(thread_set_rare(w, t, RARE_DECIMAL_CONTEXT, current));
    }
    *out = as_context(current);
    return OK;
}

Status context_argument(World *w, Value v, Context **out)
{
    if (!v || v == NONE) {
        return context_current(w, out);
    }
    if (!is_context(v)) {
        return raise_type(w, "optional argument must be a context");
    }
    *out = as_context(v);
    return OK;
}

Status decimal_getcontext(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Context *c;
    TRY(context_current(w, &c));
    f->result = VALUE(c);
    return OK;
}

static Status is_template(World *w, Value v, bool *out)
{
    Value templates;
    TRY(context_part(w, PART_TEMPLATE, &templates));
    *out = false;
    for (size_t i = 0; i < tuple_length(templates); i++) {
        *out |= tuple_at(templates, i) == v;
    }
    return OK;
}

Status decimal_setcontext(World *w, Thread *t, NativeFrame *f)
{
    Value v = f->args[0];
    bool shared;
    if (!is_context(v)) {
        return raise_type(w, "argument must be a context");
    }
    TRY(is_template(w, v, &shared));
    if (shared) {
        v = context_like(w, klass_of(w, v), as_context(v), false);
        NEED(v);
    }
    TRY(thread_set_rare(w, t, RARE_DECIMAL_CONTEXT, v));
    f->result = NONE;
    return OK;
}

/* _decimal_core.swap([context]): another current one (None: not yet any); the
 * one before. */
Status decimal_swap(World *w, Thread *t, NativeFrame *f)
{
    Value before = thread_rare(t, RARE_DECIMAL_CONTEXT);
    f->result = before ? before : NONE;
    Value v = f->args[0];
    if (v && v != NONE && !is_context(v)) {
        return raise_type(w, "argument must be a context");
    }
    return v ? thread_set_rare(w, t, RARE_DECIMAL_CONTEXT,
                               v == NONE ? NO_VALUE : v)
             : OK;
}

Status context_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value names;
    Context *template = NULL;
    TRY(decimal_names(w, t, f));
    names = f->result;
    if (names != NONE) {
        TRY(template_of(w, &template));
    }
    f->result = context_like(w, AS(Klass, f->self), template, false);
    return f->result ? OK : RAISE;
}

Status context_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    f->result =
        context_like(w, klass_of(w, f->self), as_context(f->self), true);
    return f->result ? OK : RAISE;
}

/* ---- attributes ---------------------------------------------------------- */

static Status give(World *w, NativeFrame *f, int64_t value)
{
    f->result = int_new(w, value);
    return f->result ? OK : RAISE;
}

/* The attributes that are numbers, by the names of their rows. */
static const struct Setting {
    const char *name;
    uint8_t offset; /* in a Context */
    uint8_t size;
    int64_t low, high;
    const char *range; /* what is said outside it */
} settings[] = {
#define SETTING(NAME, MEMBER, LOW, HIGH, RANGE)                                \
    {                                                                          \
        NAME, offsetof(Context, MEMBER), sizeof((Context *)0)->MEMBER, LOW,    \
            HIGH, RANGE                                                        \
    }
    SETTING("prec", rules.precision, 1, DECIMAL_MAX_PRECISION,
            "valid range for prec is [1, MAX_PREC]"),
    SETTING("Emin", rules.lowest, -DECIMAL_MAX_EXPONENT, 0,
            "valid range for Emin is [MIN_EMIN, 0]"),
    SETTING("Emax", rules.highest, 0, DECIMAL_MAX_EXPONENT,
            "valid range for Emax is [0, MAX_EMAX]"),
    SETTING("capitals", rules.capitals, 0, 1,
            "valid values for capitals are 0 or 1"),
    SETTING("clamp", rules.clamp, 0, 1, "valid values for clamp are 0 or 1"),
    SETTING("_flags", flags, 0, UINT32_MAX, "no such flags"),
    SETTING("_traps", traps, 0, UINT32_MAX, "no such traps"),
#undef SETTING
};

static const struct Setting *setting_of(const NativeFrame *f)
{
    const char *name = native_table[f->native].name;
    const struct Setting *setting = settings;
    while (strcmp(setting->name, name) != 0) {
        setting++;
    }
    return setting;
}

/* The new value, within its range. */
static Status take(World *w, NativeFrame *f, const struct Setting *setting,
                   int64_t *out)
{
    Value v = f->args[0];
    if (!v) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "context attributes cannot be deleted");
    }
    if (!is_int(v)) {
        return raise_type(w, "an integer is required");
    }
    if (!int_to_int64(v, out)) {
        return raise_error(w, TYPE_OVERFLOW_ERROR,
                           "Python int too large to convert to C ssize_t");
    }
    f->result = NONE;
    return *out >= setting->low && *out <= setting->high
               ? OK
               : raise_value(w, "%s", setting->range);
}

Status context_get_number(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const struct Setting *setting = setting_of(f);
    const char *at = (const char *)as_context(f->self) + setting->offset;
    uint32_t four;
    int64_t eight;
    switch (setting->size) {
    case sizeof(uint8_t):
        return give(w, f, (uint8_t)*at);
    case sizeof four:
        memcpy(&four, at, sizeof four);
        return give(w, f, four);
    default:
        memcpy(&eight, at, sizeof eight);
        return give(w, f, eight);
    }
}

Status context_set_number(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const struct Setting *setting = setting_of(f);
    char *at = (char *)as_context(f->self) + setting->offset;
    int64_t value;
    TRY(take(w, f, setting, &value));
    world_touch(w, at, setting->size);
    if (setting->size == sizeof(uint8_t)) {
        *at = (char)value;
    } else if (setting->size == sizeof(uint32_t)) {
        memcpy(at, &(uint32_t){(uint32_t)value}, sizeof(uint32_t));
    } else {
        memcpy(at, &value, sizeof value);
    }
    return OK;
}

Status context_rounding(World *w, Value name, uint8_t *out)
{
    for (int i = 0; is_str(name) && i < ROUNDING_COUNT; i++) {
        if (str_is(name, rounding_names[i])) {
            *out = (uint8_t)i;
            return OK;
        }
    }
    return raise_type(w, "valid values for rounding are:\n"
                         "  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
                         "ROUND_DOWN,\n"
                         "   ROUND_HALF_UP, ROUND_HALF_DOWN, "
                         "ROUND_HALF_EVEN,\n"
                         "   ROUND_05UP]");
}

Status context_get_rounding(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    int rounding = as_context(f->self)->rules.rounding;
    f->result = str_intern_ascii(w, rounding_names[rounding]);
    return f->result ? OK : RAISE;
}

Status context_set_rounding(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    uint8_t rounding;
    if (!f->args[0]) {
        return raise_error(w, TYPE_ATTRIBUTE_ERROR,
                           "context attributes cannot be deleted");
    }
    TRY(context_rounding(w, f->args[0], &rounding));
    STORE(w, as_context(f->self)->rules.rounding, rounding);
    f->result = NONE;
    return OK;
}

/* context._view(which[, value]): where Python keeps the mappings it made. */
Status context_view(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    bool second = f->args[0] == INT(1);
    if (f->args[1]) {
        STORE(w, as_context(f->self)->views[second], f->args[1]);
    }
    Value view = as_context(f->self)->views[second];
    f->result = view ? view : NONE;
    return OK;
}

Status context_clear_flags(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    STORE(w, as_context(f->self)->flags, 0);
    f->result = NONE;
    return OK;
}

Status context_clear_traps(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    STORE(w, as_context(f->self)->traps, 0);
    f->result = NONE;
    return OK;
}

Status context_etiny(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Rules *r = &as_context(f->self)->rules;
    return give(w, f, r->lowest - (r->precision - 1));
}

Status context_etop(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    const Rules *r = &as_context(f->self)->rules;
    return give(w, f, r->highest - (r->precision - 1));
}

static void context_visit(World *w, void *object, Visitor *v)
{
    (void)w;
    Context *c = object;
    for (int i = 0; i < 2; i++) {
        if (c->views[i]) {
            v->visit(v, &c->views[i]);
        }
    }
}

const TypeOps decimal_context_ops = {.visit = context_visit};
