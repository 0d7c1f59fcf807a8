/* SPDX-License-Identifier: MIT */
/*
 * Modules: finding, loading and running them.
 *
 * A module is sought among the natives, then in the folders of sys.path, then
 * in the packed library. What CPython does in importlib is written in
 * vm/prelude/importing.py; here are the parts that need C: looking into
 * sys.modules, finding code, running a body.
 */
#ifndef GILSCOPE_VM_IMPORT_H
#define GILSCOPE_VM_IMPORT_H

#include "vm/native.h"

/* All modules of vm/prelude into the dict w->prelude. Once, before anything
 * else runs; RAISE: w->failure says why. */
MUST_CHECK Status import_load_prelude(World *w);
/* Answer CALL of `code` in these namespaces, as a module's or class's body;
 * `locals` may be any mapping. */
MUST_CHECK Status import_call_body(World *w, NativeFrame *f, Value code,
                                   Value globals, Value locals);
/* Is the module of this name being loaded right now? */
bool import_in_progress(World *w, Value name);
/* Is this a top-level module of CPython's library? */
bool import_is_standard(const char *name);

#endif
