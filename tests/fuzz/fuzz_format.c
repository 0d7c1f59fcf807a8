/* SPDX-License-Identifier: MIT */
/*
 * Fuzzer: text -> every mini-language that a built-in function parses: format
 * specs, str.format templates, printf-style formats, numbers, struct codes,
 * codecs' names, regular expressions.
 *
 * The program catches what CPython raises; anything else ends it with a
 * traceback, which is no failure: a crash, a hang and a changed run are.
 */
#include "tests/fuzz/fuzz_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define STEP_LIMIT 60000

static const char program[] =
    "import sys, re, json\n"
    "raw = sys.stdin.buffer.read()\n"
    "text = raw.decode('utf-8', 'surrogateescape')\n"
    "values = (0, -1, 10**30, True, 0.1, -0.0, 1e300, float('nan'),\n"
    "          float('-inf'), 1j, -2.5+3e-9j, 'text', 'é€😀', b'b\\xff',\n"
    "          None, [1, 'x'], {'k': 2}, (1, 2.5), object)\n"
    "def attempt(function, *args):\n"
    "    try:\n"
    "        result = function(*args)\n"
    "    except Exception as error:\n"
    "        print(type(error).__name__, str(error).encode(\n"
    "            'utf-8', 'surrogatepass')[:200])\n"
    "    else:\n"
    "        print(ascii(result)[:200])\n"
    "for value in values:\n"
    "    attempt(format, value, text)\n"
    "    attempt(text.__mod__, value)\n"
    "    attempt(raw.__mod__, value)\n"
    "attempt(text.__mod__, (1, 2.5, 'x', b'y', {}))\n"
    "attempt(text.format, *values)\n"
    "attempt(lambda: text.format(a=1, b=[2], c={'d': 3}))\n"
    "for base in (0, 2, 10, 16, 36):\n"
    "    attempt(int, text, base)\n"
    "    attempt(int, raw, base)\n"
    "for function in (float, complex, ascii, float.fromhex, bytes.fromhex,\n"
    "                 json.loads, str.title, str.casefold, str.isidentifier,\n"
    "                 str.splitlines, str.split, str.expandtabs):\n"
    "    attempt(function, text)\n"
    "for codec in ('utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-32',\n"
    "              'unicode_escape', 'raw_unicode_escape'):\n"
    "    for errors in ('strict', 'replace', 'backslashreplace'):\n"
    "        attempt(raw.decode, codec, errors)\n"
    "        attempt(text.encode, codec, errors)\n"
    "attempt(lambda: re.compile(text).sub('<\\\\g<0>>', 'ab12 ab\\n' + text))\n"
    "attempt(lambda: re.sub('a(b)', text, 'abcab'))\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FuzzWorld *world; /* for the whole process: libFuzzer has no end */
    if (!world) {
        world = fuzz_world_open("import re, json", program, STEP_LIMIT);
    }
    fuzz_world_try(world, data, size, 32);
    return 0;
}
