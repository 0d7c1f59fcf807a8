/* SPDX-License-Identifier: MIT */
/*
 * `gilscope dis`: what `python3.8 -m dis` prints, to the byte; with --gil, the
 * view that marks where a thread may lose the GIL.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bytecode/compile.h"
#include "bytecode/disasm.h"
#include "cli/command.h"
#include "cli/file.h"
#include "cli/marks.h"

static int print_failure(const Diagnostic *diagnostic, Region *region)
{
    const char *text = diagnostic_render(diagnostic, region);
    Buffer out = {0};
    buffer_string(&out, text ? text : "MemoryError\n");
    command_print(STDERR_FILENO, &out);
    return 1;
}

/* The code of `name` ("Class.method") among what is made inside `code`; NULL:
 * there is none. */
static const Code *find_code(const Code *code, const char *name)
{
    size_t size = strcspn(name, ".");
    for (size_t i = 0; i < code->constant_count; i++) {
        const Constant *constant = code->constants[i];
        const Code *inner =
            constant->kind == CONSTANT_CODE ? constant->code : NULL;
        if (!inner || inner->name.size != size ||
            memcmp(inner->name.data, name, size) != 0) {
            continue;
        }
        inner = name[size] ? find_code(inner, name + size + 1) : inner;
        if (inner) {
            return inner;
        }
    }
    return NULL;
}

/* All of it, or what `function` names. */
static int show(const Options *options, const Code *code, const char *name,
                const char *function)
{
    Buffer out = {0};
    code = function ? find_code(code, function) : code;
    if (!code) {
        return command_fail("%s::%s: no function or class of that name is "
                            "made there",
                            name, function);
    }
    if (options->era_given) {
        marks_all(&out, code, options->machine.era);
    } else {
        disasm_all(&out, code);
    }
    return command_print(STDOUT_FILENO, &out);
}

static int disassemble(const Options *options, const char *text, size_t size,
                       const char *name, const char *function)
{
    Region region;
    Diagnostic diagnostic;
    region_init(&region);
    diagnostic_init(&diagnostic, name);
    const Code *code =
        compile_source(&region, text, size, name, COMPILE_EXEC, 0, &diagnostic);
    int status;
    if (code) {
        status = show(options, code, name, function);
    } else {
        status = print_failure(&diagnostic, &region);
    }
    region_free(&region);
    return status;
}

static int disassemble_file(const Options *options, const char *file,
                            const char *function)
{
    size_t size;
    int error;
    bool is_stdin = !strcmp(file, "-");
    char *text = is_stdin ? file_read_all(STDIN_FILENO, &size, &error)
                          : file_read(file, &size, &error);
    if (!text) {
        return command_cannot_open(file, error);
    }
    int status =
        disassemble(options, text, size, is_stdin ? "<stdin>" : file, function);
    free(text);
    return status;
}

/* FILE, or FILE::Class.method. */
static int disassemble_part(const Options *options, const char *given)
{
    const char *mark = strstr(given, "::");
    char *file = mark ? strndup(given, (size_t)(mark - given)) : strdup(given);
    if (!file) {
        return command_no_memory();
    }
    int status = disassemble_file(options, file, mark ? mark + 2 : NULL);
    free(file);
    return status;
}

int dis_command(Options *options)
{
    if (options->source == SOURCE_CODE) {
        return disassemble(options, options->code, strlen(options->code),
                           "<string>", NULL);
    }
    if (options->source == SOURCE_MODULE) {
        return command_fail("dis takes a file or -c CODE, not -m");
    }
    if (options->files.count == 0) {
        return command_fail("dis wants a file: gilscope dis FILE");
    }
    int status = 0;
    for (size_t i = 0; i < options->files.count && status == 0; i++) {
        status = disassemble_part(options, options->files.items[i]);
    }
    return status;
}
