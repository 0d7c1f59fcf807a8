/* SPDX-License-Identifier: MIT */
/*
 * Fuzzer: text -> a whole program, run to its end or 20,000 opcodes, under an
 * interval and a seed that follow from the text.
 */
#include "tests/fuzz/fuzz_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define STEP_LIMIT 20000

/* What hostile.py imports. */
static const char preload[] =
    "import abc, asyncio, bisect, collections, collections.abc, contextlib\n"
    "import concurrent.futures, contextvars, copy, dataclasses, enum\n"
    "import functools, gc, heapq, inspect, io, itertools, json, math\n"
    "import operator, pprint, queue, random, re, statistics, string, sys\n"
    "import textwrap, threading, time, traceback, types, typing, weakref\n";
static const char program[] =
    "import sys\n"
    "exec(compile(sys.stdin.buffer.read(), 'fuzz', 'exec'), globals())\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FuzzWorld *world; /* for the whole process: libFuzzer has no end */
    if (!world) {
        world = fuzz_world_open(preload, program, STEP_LIMIT);
    }
    fuzz_world_try(world, data, size, 1);
    return 0;
}
