/* SPDX-License-Identifier: MIT */
/*
 * Names are looked up in dicts and classes as they are: a __getattr__ or a
 * property is never run, so that Tab cannot change the program.
 */
#include "cli/complete.h"

#include "cli/lines.h"
#include "cli/magic.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

static const char *const keywords[] = {
    "False",  "None",   "True",    "and",      "as",       "assert", "async",
    "await",  "break",  "class",   "continue", "def",      "del",    "elif",
    "else",   "except", "finally", "for",      "from",     "global", "if",
    "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
    "pass",   "raise",  "return",  "try",      "while",    "with",   "yield",
};

/* ---- gathering ----------------------------------------------------------- */

typedef struct Wanted {
    Buffer *out;
    const char *before; /* "lock." in front of an attribute */
    size_t before_size;
    const char *prefix; /* of the name itself */
} Wanted;

static void offer(const Wanted *wanted, const char *name)
{
    bool hidden = name[0] == '_' && wanted->prefix[0] != '_';
    if (!hidden && !strncmp(name, wanted->prefix, strlen(wanted->prefix))) {
        buffer_bytes(wanted->out, wanted->before, wanted->before_size);
        buffer_string(wanted->out, name);
        buffer_byte(wanted->out, '\n');
    }
}

static void offer_str(const Wanted *wanted, Value name)
{
    char text[200];
    if (name && is_str(name)) {
        offer(wanted, str_to_buffer(name, text, sizeof text));
    }
}

static void offer_dict(const Wanted *wanted, Value dict)
{
    size_t at = 0;
    Value key;
    Value value;
    while (dict && has_layout(dict, TYPE_DICT) &&
           dict_next(dict, &at, &key, &value)) {
        offer_str(wanted, key);
    }
}

static void offer_class(const Wanted *wanted, const Klass *klass)
{
    for (size_t i = 0; i < tuple_length(klass->mro); i++) {
        offer_dict(wanted, AS(Klass, tuple_at(klass->mro, i))->dict);
    }
}

static void offer_attributes(const Wanted *wanted, World *w, Value object)
{
    offer_class(wanted, klass_of(w, object));
    if (has_layout(object, TYPE_MODULE)) {
        offer_dict(wanted, AS(Module, object)->dict);
    } else if (has_layout(object, TYPE_TYPE)) {
        offer_class(wanted, AS(Klass, object));
    } else if (has_layout(object, TYPE_OBJECT)) {
        const Instance *instance = AS(Instance, object);
        const Klass *klass = klass_of(w, object);
        const Values *keys = AS(Values, klass->shared_keys);
        offer_dict(wanted, instance->dict);
        for (size_t i = klass->slot_count;
             !instance->dict && klass->shared_keys && i < instance->count;
             i++) {
            offer_str(wanted, keys->items[i - klass->slot_count]);
        }
    }
}

/* ---- the object before the last dot -------------------------------------- */

static Value member(World *w, Value object, Value name)
{
    if (has_layout(object, TYPE_MODULE)) {
        return dict_get_str(w, AS(Module, object)->dict, name);
    }
    if (has_layout(object, TYPE_TYPE)) {
        return klass_lookup(w, AS(Klass, object), name);
    }
    if (!has_layout(object, TYPE_OBJECT)) {
        return NO_VALUE;
    }
    const Instance *instance = AS(Instance, object);
    const Klass *klass = klass_of(w, object);
    if (instance->dict) {
        return dict_get_str(w, instance->dict, name);
    }
    for (size_t i = klass->slot_count;
         klass->shared_keys && i < instance->count; i++) {
        Value key =
            AS(Values, klass->shared_keys)->items[i - klass->slot_count];
        if (str_equal(key, name)) {
            return instance->values[i];
        }
    }
    return NO_VALUE;
}

/* "a.b.c" up to `size` as an object, or NO_VALUE. */
static Value follow(Session *session, const char *path, size_t size)
{
    World *w = session->world;
    Value object = NO_VALUE;
    size_t at = 0;
    while (at < size) {
        size_t end = at + strcspn(path + at, ".");
        Value made = str_from_utf8(w, path + at, end - at);
        Value name = made ? str_find_interned(w, made) : NO_VALUE;
        if (!name) {
            return NO_VALUE;
        }
        if (at == 0) {
            object = dict_get_str(w, run_main_namespace(w), name);
            object = object ? object : dict_get_str(w, w->builtins, name);
        } else {
            object = member(w, object, name);
        }
        if (!object) {
            return NO_VALUE;
        }
        at = end + 1;
    }
    return object;
}

static void gather(const Wanted *wanted, Session *session)
{
    World *w = session->world;
    if (wanted->before_size) {
        Value object = follow(session, wanted->before, wanted->before_size - 1);
        if (object) {
            offer_attributes(wanted, w, object);
        }
        return;
    }
    if (wanted->prefix[0] == '%') {
        const char *name;
        for (size_t i = 0; (name = magic_name(i)); i++) {
            offer(wanted, name);
        }
        return;
    }
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        offer(wanted, keywords[i]);
    }
    offer_dict(wanted, run_main_namespace(w));
    offer_dict(wanted, w->builtins);
}

void complete_words(Buffer *out, Session *session, const char *word)
{
    const char *dot = strrchr(word, '.');
    size_t before = dot ? (size_t)(dot - word) + 1 : 0;
    Buffer found = {0};
    Wanted wanted = {&found, word, before, word + before};
    gather(&wanted, session);
    Lines lines;
    if (!found.failed && lines_split(&lines, found.data, found.size)) {
        lines_sort(&lines);
        for (size_t i = 0; i < lines.count; i++) {
            if (i == 0 || !text_equal(lines.items[i], lines.items[i - 1])) {
                buffer_text(out, lines.items[i]);
                buffer_byte(out, '\n');
            }
        }
        lines_free(&lines);
    }
    buffer_free(&found);
}
