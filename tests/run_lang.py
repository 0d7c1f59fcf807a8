#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs tests/lang/*.py, then tests/programs/*.py; compares with their .out.

The .out is what CPython 3.8 prints: stdout, then "--- stderr ---" and stderr
if there is any (frames of the library left out of tracebacks), then
"--- exit N ---" if N is not 0. A header line
"# cpython: 3.8-3.9" names the versions that print the same; without it, all
from 3.8 to 3.13 do. A .in beside the .py is its stdin.
--cpython checks that on every CPython found; --capture rewrites the .out
files, from 3.8 or else the first of the versions.
"""
import functools
import glob
import os
import re
import sys

import harness

TESTS = os.path.join(harness.ROOT, "tests")
CAPTURED = (3, 8)  # whose bytecode and messages are ours


# A frame of the standard library in a traceback: its lines are not ours.
LIBRARY_FRAME = re.compile(
    r'^  File "[^"\n]*(?:lib/python3|vm/lib|<frozen|<library)[^"\n]*", '
    r"line .*\n(?:    .*\n)*", re.M)


def render(done):
    parts = [done.out]
    if done.err:
        parts.append("--- stderr ---\n" + LIBRARY_FRAME.sub("", done.err))
    if done.code != 0:
        parts.append(f"--- exit {done.code} ---\n")
    text = ""
    for part in parts:
        text += part if not text or text.endswith("\n") else "\n" + part
    return text


def typed_for(path):
    """What a program reads from stdin, or None."""
    if not os.path.exists(path[:-3] + ".in"):
        return None
    with open(path[:-3] + ".in", "rb") as file:
        return file.read()


def run_script(program, path):
    return harness.execute([program, os.path.basename(path)],
                           os.path.dirname(path), typed=typed_for(path))


def check(program, label, path):
    name = os.path.basename(path) + label
    golden = path[:-3] + ".out"
    if not os.path.exists(golden):
        return harness.failed(name, "no .out file: run with --capture")
    with open(golden, encoding="utf-8", errors="backslashreplace",
              newline="") as file:
        expected = file.read()
    done = run_script(program, path)
    if done.code is None:
        return harness.failed(name, f"timed out after {harness.TIMEOUT} s")
    got = render(done)
    if label:
        # From 3.9 on the paths of the script are absolute.
        got = got.replace(os.path.dirname(path) + "/", "")
    if got != expected:
        return harness.failed(name, harness.diff(expected, got, name))
    return harness.passed(name)


def range_of(path):
    """The first and the last CPython that print what the .out says."""
    number = lambda text: tuple(int(n) for n in text.split("."))
    for key, value in harness.headers(path):
        if key == "cpython":
            low, _, high = value.partition("-")
            return number(low), number(high or low)
    return CAPTURED, harness.VERSIONS[-1]


def holds_for(path, version):
    low, high = range_of(path)
    return low <= version <= high


def check_cpythons(files, jobs):
    outcomes = []
    for version, program in harness.find_pythons().items():
        label = " under CPython %d.%d" % version
        chosen = [path for path in files if holds_for(path, version)]
        outcomes += harness.run_all(
            chosen, functools.partial(check, program, label), jobs)
    return outcomes


def capture(files):
    pythons = harness.find_pythons()
    for path in files:
        version = CAPTURED if holds_for(path, CAPTURED) else range_of(path)[0]
        program = pythons.get(version)
        if not program:
            sys.exit("--capture needs python%d.%d" % version)
        with open(path[:-3] + ".out", "w", encoding="utf-8",
                  newline="") as file:
            file.write(render(run_script(program, path)))


def files_of(folder):
    return sorted(glob.glob(os.path.join(TESTS, folder, "[0-9]*.py")))


def main():
    chosen = harness.arguments(
        __doc__.splitlines()[0],
        ("--cpython", "check the .out files against every CPython found"),
        ("--capture", "write the .out files with CPython"))
    if chosen.binary.endswith(".py"):
        chosen.files.insert(0, chosen.binary)
    files = harness.pick(files_of("lang") + files_of("programs"), chosen)
    if chosen.capture:
        capture(files)
        return 0
    if chosen.cpython:
        return harness.finish(check_cpythons(files, chosen.jobs))
    harness.require_binary(chosen)
    return harness.finish(harness.run_all(
        files, functools.partial(check, chosen.binary, ""), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
