/* SPDX-License-Identifier: MIT */
/*
 * mappingproxy: hands everything but writing on to its mapping. Where that is
 * no dict, or a key is Python code, the prelude does the same (TWIN).
 */
#include "vm/types/mappingproxy.h"

#include "vm/types/dict.h"
#include "vm/types/dict_view.h"
#include "vm/types/iterator.h"
#include "vm/types/sequence.h"

Value mappingproxy_new(World *w, Value mapping)
{
    MappingProxy *p = heap_object(w, TYPE_MAPPINGPROXY, sizeof(MappingProxy));
    if (p) {
        p->mapping = mapping;
    }
    return VALUE(p);
}

/* What is behind it, and behind any number of proxies of proxies. */
static Value mapping_of(Value proxy)
{
    do {
        proxy = AS(MappingProxy, proxy)->mapping;
    } while (has_layout(proxy, TYPE_MAPPINGPROXY));
    return proxy;
}

static bool is_mapping(World *w, Value v)
{
    TypeId layout = layout_of(v);
    const TypeOps *ops = layout_ops[layout];
    return klass_overrides(klass_of(w, v), SLOT_GETITEM) ||
           (ops && ops->get_item && layout != TYPE_LIST &&
            layout != TYPE_TUPLE);
}

Status mappingproxy_make(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    if (!is_mapping(w, f->args[0])) {
        return raise_type(
            w, "mappingproxy() argument must be a mapping, not %T", f->args[0]);
    }
    f->result = mappingproxy_new(w, f->args[0]);
    NEED(f->result);
    return OK;
}

static Status proxy_compare(World *w, Slot op, Value a, Value b, Value *out)
{
    return value_compare(w, op, mapping_of(a), b, out);
}

static Status proxy_repr(World *w, Value a, Writer *out)
{
    ReprLink link;
    Status s = repr_enter(w, out, &link, a);
    if (s == NO_OP) {
        writer_ascii(out, "mappingproxy(...)");
        return OK;
    }
    TRY(s);
    writer_ascii(out, "mappingproxy(");
    s = value_repr(w, AS(MappingProxy, a)->mapping, out);
    writer_char(out, ')');
    repr_leave(w, out, &link);
    return s;
}

static Status proxy_str(World *w, Value a, Writer *out)
{
    return value_str(w, mapping_of(a), out);
}

static Status proxy_length(World *w, Value a, int64_t *out)
{
    return value_length(w, mapping_of(a), out);
}

static Status proxy_get_item(World *w, Value a, Value key, Value *out)
{
    return value_get_item(w, mapping_of(a), key, out);
}

static Status proxy_contains(World *w, Value a, Value key, bool *out)
{
    return value_contains(w, mapping_of(a), key, out);
}

static Status proxy_iterate(World *w, Value a, Value *iterator)
{
    return value_iterate(w, mapping_of(a), iterator);
}

static Status proxy_hash(World *w, Value a, int64_t *out)
{
    (void)out;
    return raise_type(w, "unhashable type: '%T'", a);
}

static void proxy_visit(World *w, void *object, Visitor *visitor)
{
    (void)w;
    visitor->visit(visitor, &((MappingProxy *)object)->mapping);
}

const TypeOps mappingproxy_ops = {
    .compare = proxy_compare,
    .hash = proxy_hash,
    .repr = proxy_repr,
    .str = proxy_str,
    .length = proxy_length,
    .get_item = proxy_get_item,
    .contains = proxy_contains,
    .iterate = proxy_iterate,
    .visit = proxy_visit,
};

/* ---- methods ------------------------------------------------------------- */

Status mappingproxy_method_get(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value mapping = mapping_of(f->self);
    if (!is_exactly(mapping, TYPE_DICT)) {
        return TWIN;
    }
    TRY(dict_get(w, mapping, f->args[0], &f->result));
    if (!f->result) {
        f->result = f->args[1] ? f->args[1] : NONE;
    }
    return OK;
}

static Status view_of(World *w, NativeFrame *f, TypeId type)
{
    Value mapping = mapping_of(f->self);
    if (!is_exactly(mapping, TYPE_DICT)) {
        return TWIN;
    }
    f->result = dict_view_new(w, type, mapping);
    NEED(f->result);
    return OK;
}

Status mappingproxy_method_keys(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return view_of(w, f, TYPE_DICT_KEYS_VIEW);
}

Status mappingproxy_method_values(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return view_of(w, f, TYPE_DICT_VALUES_VIEW);
}

Status mappingproxy_method_items(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    return view_of(w, f, TYPE_DICT_ITEMS_VIEW);
}

Status mappingproxy_method_copy(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value mapping = mapping_of(f->self);
    if (!is_exactly(mapping, TYPE_DICT)) {
        return TWIN;
    }
    f->result = dict_copy(w, mapping);
    NEED(f->result);
    return OK;
}

/* What a proxy or a dict view looks at, for the prelude. */
Status prelude_mapping_of(World *w, Thread *t, NativeFrame *f)
{
    (void)t;
    Value v = f->args[0];
    if (has_layout(v, TYPE_DICT_VIEW)) {
        f->result = AS(DictView, v)->dict;
    } else if (has_layout(v, TYPE_MAPPINGPROXY)) {
        f->result = mapping_of(v);
    } else {
        return raise_type(w, "'%T' object looks at no mapping", v);
    }
    return OK;
}
