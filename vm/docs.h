/* SPDX-License-Identifier: MIT */
/* What help() says of built-in things: the table docs.def. */
#ifndef GILSCOPE_VM_DOCS_H
#define GILSCOPE_VM_DOCS_H

#include "vm/world.h"

/* The text for `name` of that class or module, None where there is none. */
MUST_CHECK Status docs_text(World *w, const char *owner, Value name,
                            Value *out);
/* "($self, ...)" or "($module, ...)", None where there is none. */
MUST_CHECK Status docs_signature(World *w, const char *owner, Value name,
                                 bool method, Value *out);

#endif
