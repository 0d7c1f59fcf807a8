/* SPDX-License-Identifier: MIT */
/*
 * compile, exec and eval.
 *
 * Text is compiled at once, as one instruction; the code then runs in a frame
 * of its own on the thread's chain, so threads can be switched inside it.
 */
#include <stdlib.h>
#include <string.h>

#include "vm/import.h"
#include "vm/load.h"
#include "vm/natives.h"
#include "vm/packed.h"
#include "vm/slot_call.h"
#include "vm/types/bytes.h"
#include "vm/types/code_object.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str.h"

/* ---- text to code -------------------------------------------------------- */

/* The compile() flags that CPython's ast and codeop modules know. */
enum {
    FLAG_DONT_IMPLY_DEDENT = 0x200,
    FLAG_ONLY_AST = 0x400,
    FLAG_TYPE_COMMENTS = 0x1000,
    FLAG_TOP_LEVEL_AWAIT = 0x2000,
};

typedef struct SourceText {
    char *text; /* malloc'ed */
    size_t size;
    bool decoded; /* of a str: its coding line means nothing */
} SourceText;

static Status not_source(World *w, const char *function, const char *what)
{
    return raise_type(w, "%s() arg 1 must be a %s", function, what);
}

/* str, bytes or bytearray as UTF-8 text without NUL. */
static Status source_text(World *w, Value v, const char *function,
                          const char *what, SourceText *out)
{
    if (is_str(v)) {
        Value bytes = bytes_encode(w, v, "utf-8", NULL);
        NEED(bytes);
        out->text = str_to_utf8(v, &out->size);
        out->decoded = true;
    } else if (bytes_is_like(v)) {
        const char *data;
        TRY(bytes_view(w, v, &data, &out->size));
        out->text = malloc(out->size + 1);
        out->decoded = false;
        if (out->text) {
            memcpy(out->text, data, out->size);
            out->text[out->size] = 0;
        }
    } else {
        return not_source(w, function, what);
    }
    if (!out->text) {
        return raise_memory(w);
    }
    if (strlen(out->text) != out->size) {
        free(out->text);
        return raise_value(w, "source code string cannot contain null bytes");
    }
    return OK;
}

static unsigned inherited_flags(const Thread *t)
{
    const Frame *frame = thread_python_frame(t);
    return frame ? frame->code->flags & CODE_FUTURE_MASK : 0;
}

/* *warned: the warnings, for the program's own `warnings` module to judge. */
static Status compile_text(World *w, const SourceText *source,
                           const char *filename, CompileMode mode,
                           unsigned flags, Value *code, Value *warned)
{
    Value module = str_intern_ascii(w, "warnings");
    NEED(module);
    bool judged = dict_get_str(w, w->modules, module) != NO_VALUE;
    flags |= source->decoded ? COMPILE_TEXT : 0;
    *code = load_source_noting(w, source->text, source->size, filename, mode,
                               flags, judged ? warned : NULL);
    return *code ? OK : RAISE;
}

/* ---- compile ------------------------------------------------------------- */

static Status compile_mode(World *w, Value v, CompileMode *mode)
{
    static const char *const names[] = {"exec", "eval", "single"};
    if (!is_str(v)) {
        return raise_type(w, "compile() argument 3 must be str, not %T", v);
    }
    for (int i = 0; i < 3; i++) {
        if (str_is(v, names[i])) {
            *mode = (CompileMode)i;
            return OK;
        }
    }
    return raise_value(w, "compile() mode must be 'exec', 'eval' or 'single'");
}

static Status compile_flags(World *w, Thread *t, const NativeFrame *f,
                            unsigned *out, bool *tree)
{
    int64_t flags = 0;
    int64_t optimize = -1;
    bool alone = false;
    if (f->args[3]) {
        TRY(value_index(w, f->args[3], &flags));
    }
    if (f->args[4]) {
        TRY(value_truth(w, f->args[4], &alone));
    }
    if (f->args[5]) {
        TRY(value_index(w, f->args[5], &optimize));
    }
    if (flags &
        ~(int64_t)(CODE_FUTURE_MASK | FLAG_DONT_IMPLY_DEDENT | FLAG_ONLY_AST |
                   FLAG_TYPE_COMMENTS | FLAG_TOP_LEVEL_AWAIT | 0x10)) {
        return raise_value(w, "compile(): unrecognised flags");
    }
    *tree = flags & FLAG_ONLY_AST;
    if (optimize < -1 || optimize > 2) {
        return raise_value(w, "compile(): invalid optimize value");
    }
    *out = (unsigned)flags & CODE_FUTURE_MASK;
    *out |= flags & FLAG_DONT_IMPLY_DEDENT ? COMPILE_NO_DEDENT : 0;
    *out |= flags & FLAG_TOP_LEVEL_AWAIT ? COMPILE_AWAIT : 0;
    *out |= alone ? 0 : inherited_flags(t);
    *out |= optimize >= 1 ? COMPILE_OPTIMISE : 0;
    *out |= optimize == 2 ? COMPILE_STRIP_DOCSTRINGS : 0;
    return OK;
}

static Status compile_filename(World *w, Value v, char **out)
{
    size_t size;
    if (bytes_is_like(v)) {
        const char *data;
        TRY(bytes_view(w, v, &data, &size));
        v = bytes_decode(w, data, size, "utf-8", "surrogateescape");
        NEED(v);
    } else if (!is_str(v)) {
        return raise_type(
            w, "expected str, bytes or os.PathLike object, not %T", v);
    }
    *out = str_to_utf8(v, &size);
    return *out ? OK : raise_memory(w);
}

Status builtin_compile(World *w, Thread *t, NativeFrame *f)
{
    CompileMode mode = COMPILE_EXEC;
    unsigned flags = 0;
    bool tree = false;
    SourceText source;
    char *filename;
    Value warned = NO_VALUE;
    if (f->resumed) {
        TRY(native_result(f, &warned));
        f->result = f->slot[0];
        return OK;
    }
    TRY(compile_mode(w, f->args[2], &mode));
    TRY(compile_flags(w, t, f, &flags, &tree));
    if (has_layout(f->args[0], TYPE_CODE)) {
        f->result = f->args[0];
        return OK;
    }
    if (!is_str(f->args[1]) && !has_layout(f->args[1], TYPE_BYTES)) {
        return TWIN;
    }
    if (tree || (!is_str(f->args[0]) && !bytes_is_like(f->args[0]))) {
        return TWIN;
    }
    TRY(source_text(w, f->args[0], "compile", "string, bytes or AST object",
                    &source));
    Status status = compile_filename(w, f->args[1], &filename);
    if (status == OK) {
        status = compile_text(w, &source, filename, mode, flags, &f->result,
                              &warned);
        free(filename);
    }
    free(source.text);
    if (status == OK && warned) {
        f->slot[0] = f->result;
        return call_prelude(w, f, "compile_warned", 1, warned);
    }
    return status;
}

/* ---- exec and eval ------------------------------------------------------- */

static bool is_mapping(World *w, Value v)
{
    return has_layout(v, TYPE_DICT) || klass_slot(w, v, SLOT_GETITEM);
}

/* The namespaces as given, or the caller's. */
static Status namespaces(World *w, Thread *t, const NativeFrame *f, bool eval,
                         Value *globals, Value *locals)
{
    *globals = f->args[1] ? f->args[1] : NONE;
    *locals = f->args[2] ? f->args[2] : NONE;
    if (*globals != NONE && !has_layout(*globals, TYPE_DICT)) {
        if (eval) {
            return raise_type(w, is_mapping(w, *globals)
                                     ? "globals must be a real dict; try "
                                       "eval(code, {}, mapping)"
                                     : "globals must be a dict");
        }
        return raise_type(w, "exec() globals must be a dict, not %T", *globals);
    }
    if (*locals != NONE && !is_mapping(w, *locals)) {
        return eval ? raise_type(w, "locals must be a mapping")
                    : raise_type(w, "locals must be a mapping or None, not %T",
                                 *locals);
    }
    if (*globals == NONE) {
        Frame *frame = thread_python_frame(t);
        if (!frame) {
            return raise_type(w,
                              "%s must be given globals and locals when "
                              "called without a frame",
                              eval ? "eval" : "exec");
        }
        *globals = frame->globals;
        return *locals == NONE ? frame_locals(w, frame, locals) : OK;
    }
    *locals = *locals == NONE ? *globals : *locals;
    return OK;
}

static Status add_builtins(World *w, Value globals)
{
    Value key = w->name[NAME_BUILTINS];
    return dict_get_str(w, globals, key)
               ? OK
               : dict_set_str(w, globals, key, w->builtins);
}

static Status code_to_run(World *w, Thread *t, Value source, bool eval,
                          Value *code, Value *warned)
{
    const char *name = eval ? "eval" : "exec";
    *code = source;
    if (has_layout(source, TYPE_CODE)) {
        TRY(code_complete(w, AS(CodeObject, source)));
        return AS(CodeObject, source)->free_count == 0
                   ? OK
                   : raise_type(w,
                                "code object passed to %s() may not contain "
                                "free variables",
                                name);
    }
    SourceText text;
    TRY(source_text(w, source, name, "string, bytes or code object", &text));
    SourceText rest = text;
    while (eval && rest.size && (*rest.text == ' ' || *rest.text == '\t')) {
        rest.text++;
        rest.size--;
    }
    Status status =
        compile_text(w, &rest, "<string>", eval ? COMPILE_EVAL : COMPILE_EXEC,
                     inherited_flags(t), code, warned);
    free(text.text);
    return status;
}

enum { RUN_START, RUN_WARNED, RUN_BODY };

static Status run_code(World *w, Thread *t, NativeFrame *f, bool eval)
{
    if (f->state == RUN_WARNED) {
        Value none;
        TRY(native_result(f, &none));
        f->state = RUN_BODY;
        return import_call_body(w, f, f->slot[0], f->slot[1], f->slot[2]);
    }
    if (f->resumed) {
        TRY(native_result(f, &f->result));
        f->result = eval ? f->result : NONE;
        return OK;
    }
    Value globals;
    Value locals;
    Value code;
    TRY(namespaces(w, t, f, eval, &globals, &locals));
    TRY(add_builtins(w, globals));
    Value warned = NO_VALUE;
    TRY(code_to_run(w, t, f->args[0], eval, &code, &warned));
    if (warned) {
        f->state = RUN_WARNED;
        f->slot[0] = code;
        f->slot[1] = globals;
        f->slot[2] = locals;
        return call_prelude(w, f, "compile_warned", 1, warned);
    }
    f->state = RUN_BODY;
    return import_call_body(w, f, code, globals, locals);
}

Status builtin_exec(World *w, Thread *t, NativeFrame *f)
{
    return run_code(w, t, f, false);
}

Status builtin_eval(World *w, Thread *t, NativeFrame *f)
{
    return run_code(w, t, f, true);
}
