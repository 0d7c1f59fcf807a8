#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the programs of tests/lang and tests/programs with failing allocations.

It wants a build with -DGILSCOPE_DEFINES=GILSCOPE_STRESS_ALLOC, which has the
option --fail-allocation N. Each program is run with several N: it may print
what it always prints, or less with a MemoryError, but it may not die of a
signal, show a sanitizer's report or a SystemError, or go on for ever.
"""
import functools
import os
import re
import sys
import zlib

import harness
import run_lang

COUNTS = (1, 10, 60, 300, 1500, 8000, 40000, 200000)
BEFORE = ("gilscope: cannot start: out of memory\n",
          "gilscope: cannot start: MemoryError\n")
# a server whose client is gone goes on for ever, as it should
STEPS = "20000000"
REPORT = re.compile(r"ERROR: \w+Sanitizer|runtime error:|DEADLYSIGNAL|"
                    r"SystemError|gilscope: internal|Assertion `")


def wrong_with(done, usual):
    """What is wrong with a run, or None; usual: the program's exit status."""
    text = done.out + done.err
    if done.code is None:
        return f"timed out after {harness.TIMEOUT} s"
    if REPORT.search(text):
        return text[-3000:]
    unusual = done.code == 3 != usual and not text.endswith(BEFORE)
    if done.code < 0 or unusual:
        return f"exit status {done.code}\n" + text[-3000:]
    return None


def check(binary, path):
    name = os.path.basename(path)
    folder = os.path.dirname(path)
    with open(path[:-3] + ".out", encoding="utf-8",
              errors="replace") as file:
        ends = re.findall(r"^--- exit (\d+) ---$", file.read(), re.M)
    usual = int(ends[-1]) if ends else 0
    # other places in every program, the same ones each time
    shift = zlib.crc32(name.encode()) % 97
    for count in COUNTS:
        number = count + shift * count // 97
        words = [binary, "run", "--fail-allocation", str(number),
                 "--step-limit", STEPS, name]
        done = harness.execute(words, folder, typed=run_lang.typed_for(path))
        wrong = wrong_with(done, usual)
        if wrong:
            return harness.failed(f"{name}, allocation {number}", wrong)
    return harness.passed(name)


def main():
    chosen = harness.arguments(__doc__.splitlines()[0])
    harness.require_binary(chosen)
    probe = harness.execute([chosen.binary, "run", "--fail-allocation", "1",
                             "-c", "pass"])
    if probe.code == 2:
        sys.exit("this build has no --fail-allocation: configure it with "
                 "-DGILSCOPE_DEFINES=GILSCOPE_STRESS_ALLOC")
    files = harness.pick(run_lang.files_of("lang")
                         + run_lang.files_of("programs"), chosen)
    return harness.finish(harness.run_all(
        files, functools.partial(check, chosen.binary), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
