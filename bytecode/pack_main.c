/* SPDX-License-Identifier: MIT */
/* gilscope-pack OUT.c SYMBOL NAME=FILE...: compiles Python modules when
 * gilscope is built, into a C file with the table `SYMBOL` (pack.h).
 *
 * A FILE that ends in /__init__.py is a package. Tracebacks show a module
 * a.b of packed_library as <library>/a/b.py: where the source lay when it was
 * compiled is nobody's business, and every build gives the same bytes. */
#include "bytecode/compile.h"
#include "bytecode/pack.h"

#include <stdio.h>
#include <stdlib.h>

#define PACKAGE_FILE "/__init__.py"

typedef struct {
    Text name;
    const char *path;
    bool is_package;
} Module;

/* NAME=FILE; false: it is not of this form. */
static bool module_parse(Module *module, const char *argument)
{
    const char *equals = strchr(argument, '=');
    if (!equals || equals == argument) {
        return false;
    }
    module->name = (Text){argument, (size_t)(equals - argument)};
    module->path = equals + 1;
    size_t size = strlen(module->path);
    size_t tail = sizeof PACKAGE_FILE - 1;
    module->is_package =
        size > tail && !strcmp(module->path + size - tail, PACKAGE_FILE);
    return true;
}

/* The whole file into a buffer; false: it cannot be read. */
static bool read_file(Buffer *text, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    while (buffer_reserve(text, 1 << 16)) {
        size_t size = fread(text->data + text->size, 1, 1 << 16, file);
        text->size += size;
        if (size == 0) {
            break;
        }
    }
    bool good = !ferror(file) && !text->failed;
    fclose(file);
    return good;
}

/* "<library>/a/b.py" for the module a.b of packed_library. */
static void shown_path(Buffer *out, const char *symbol, const Module *module)
{
    static const char prefix[] = "packed_";
    bool prefixed = !strncmp(symbol, prefix, sizeof prefix - 1);
    buffer_format(out, "<%s>/", symbol + (prefixed ? sizeof prefix - 1 : 0));
    for (size_t i = 0; i < module->name.size; i++) {
        char byte = module->name.data[i];
        buffer_byte(out, byte == '.' ? '/' : byte);
    }
    buffer_string(out, module->is_package ? PACKAGE_FILE : ".py");
}

/* Compiles and packs one module; says on stderr what is wrong with it. */
static bool pack_text(Buffer *packed, const char *shown, const Buffer *text)
{
    Region region;
    Diagnostic diagnostic;
    region_init(&region);
    diagnostic_init(&diagnostic, shown);
    const char *source = text->data ? text->data : "";
    const Code *code = compile_source(&region, source, text->size, shown,
                                      COMPILE_EXEC, 0, &diagnostic);
    bool good = code && pack_write(packed, code);
    if (!code) {
        const char *why = diagnostic_render(&diagnostic, &region);
        fputs(why ? why : diagnostic.message, stderr);
    } else if (!good) {
        fprintf(stderr, "gilscope-pack: %s: cannot be packed\n", shown);
    } else if (!pack_read(&region, (const uint8_t *)packed->data,
                          packed->size)) {
        fprintf(stderr, "gilscope-pack: %s: cannot be read back\n", shown);
        good = false;
    }
    region_free(&region);
    return good;
}

static void put_bytes(FILE *out, size_t index, const Buffer *packed)
{
    enum { BYTES_A_LINE = 20 };
    fprintf(out, "static const uint8_t module_%zu[] = {", index);
    for (size_t i = 0; i < packed->size; i++) {
        fprintf(out, "%s%u,", i % BYTES_A_LINE == 0 ? "\n" : "",
                (unsigned)(unsigned char)packed->data[i]);
    }
    fputs("\n};\n", out);
}

static bool pack_module(FILE *out, const char *symbol, size_t index,
                        const Module *module)
{
    Buffer text = {0};
    Buffer shown = {0};
    Buffer packed = {0};
    bool good = read_file(&text, module->path);
    if (!good) {
        fprintf(stderr, "gilscope-pack: cannot read %s\n", module->path);
    }
    shown_path(&shown, symbol, module);
    good = good && !shown.failed && pack_text(&packed, shown.data, &text);
    if (good) {
        put_bytes(out, index, &packed);
    }
    buffer_free(&text);
    buffer_free(&shown);
    buffer_free(&packed);
    return good;
}

static void put_table(FILE *out, const char *symbol, const Module *modules,
                      size_t count)
{
    fprintf(out, "const PackedModule %s[] = {\n", symbol);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "    {\"%.*s\", %s, module_%zu, sizeof module_%zu},\n",
                (int)modules[i].name.size, modules[i].name.data,
                modules[i].is_package ? "true" : "false", i, i);
    }
    fputs("    {0},\n};\n", out);
}

static bool pack_all(FILE *out, const char *symbol, const Module *modules,
                     size_t count)
{
    fprintf(out,
            "/* Made by gilscope-pack. */\n#include \"bytecode/pack.h\"\n\n"
            "extern const PackedModule %s[];\n\n",
            symbol);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        good = pack_module(out, symbol, i, &modules[i]) && good;
    }
    put_table(out, symbol, modules, count);
    return good;
}

/* Writes the file; a broken one is removed, so that no build goes on with it.
 */
static bool write_output(const char *path, const char *symbol,
                         const Module *modules, size_t count)
{
    FILE *out = fopen(path, "w");
    if (!out) {
        fprintf(stderr, "gilscope-pack: cannot write %s\n", path);
        return false;
    }
    bool good = pack_all(out, symbol, modules, count);
    bool written = !ferror(out);
    written = fclose(out) == 0 && written;
    if (!written) {
        fprintf(stderr, "gilscope-pack: cannot write %s\n", path);
    }
    if (!good || !written) {
        remove(path);
    }
    return good && written;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: gilscope-pack OUT.c SYMBOL NAME=FILE...\n", stderr);
        return 2;
    }
    size_t count = (size_t)argc - 3;
    Module *modules = calloc(count + 1, sizeof *modules);
    bool good = modules != NULL;
    for (size_t i = 0; good && i < count; i++) {
        good = module_parse(&modules[i], argv[i + 3]);
        if (!good) {
            fprintf(stderr, "gilscope-pack: %s is not NAME=FILE\n",
                    argv[i + 3]);
        }
    }
    good = good && write_output(argv[1], argv[2], modules, count);
    free(modules);
    return good ? 0 : 1;
}
