/* SPDX-License-Identifier: MIT */
/*
 * The two calls a hash table makes of Python code. They go through functions
 * of vm/prelude, which do with ordinary operators what reflected methods,
 * NotImplemented and truth values demand, and which no traceback shows.
 */
#include "vm/types/search.h"

#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

Value prelude_function(World *w, const char *name)
{
    Value key = str_intern_ascii(w, name);
    Value function = key ? dict_get_str(w, w->prelude, key) : NO_VALUE;
    if (key && !function) {
        (void)raise_error(w, TYPE_SYSTEM_ERROR, "the prelude has no %s", name);
    }
    return function;
}

Status search_call_hash(World *w, NativeFrame *f, Value key)
{
    Value function = prelude_function(w, "call_hash");
    NEED(function);
    return native_call(f, function, 1, key);
}

Status search_hash_result(NativeFrame *f, int64_t *hash)
{
    Value result;
    TRY(native_result(f, &result));
    if (!int_to_int64(result, hash)) {
        *hash = 0; /* cannot be: hash() gives 64 bits */
    }
    return OK;
}

Status search_call_equal(World *w, NativeFrame *f, Value a, Value b)
{
    Value function = prelude_function(w, "call_equal");
    NEED(function);
    return native_call(f, function, 2, a, b);
}
