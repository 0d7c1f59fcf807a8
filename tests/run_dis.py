#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares "gilscope dis FILE" with "python3.8 -m dis FILE".

Memory addresses are masked; everything else must be equal to the byte.
Files and folders may be named; the default is examples/ and tests/lang/.
Where there is no python3.8, the files whose SHA-256 is in tests/dis.sha256
are compared with that, the others are skipped. --capture rewrites it.
"""
import functools
import hashlib
import os
import re
import sys

import harness

GOLDENS = os.path.join(harness.ROOT, "tests", "dis.sha256")
DEFAULT = [os.path.join(harness.ROOT, name) for name in
           ("examples", "tests/lang")]


def python_files(paths):
    files = []
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders.sort()
                files += [os.path.join(folder, name) for name in sorted(names)
                          if name.endswith(".py")]
        else:
            files.append(path)
    return files


def shown(path):
    """The path as given to both programs: it is part of their output."""
    relative = os.path.relpath(path, harness.ROOT)
    return path if relative.startswith("..") else relative


def disassemble(command, path):
    done = harness.execute(command + [shown(path)])
    text = re.sub(r"\bat 0x[0-9a-fA-F]+", "at 0x", done.out)
    if done.code != 0:
        text += f"--- exit {done.code} ---\n"
        text += "\n".join(done.err.splitlines()[-1:])
    return text


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def read_goldens():
    try:
        with open(GOLDENS, encoding="utf-8") as file:
            pairs = [line.split(None, 1) for line in file]
    except FileNotFoundError:
        return {}
    return {name.strip(): value for value, name in pairs}


def compare(binary, python, goldens, path):
    name = shown(path)
    if not python and name not in goldens:
        return harness.skipped(name, "no python3.8 and no golden")
    got = disassemble([binary, "dis"], path)
    if python:
        expected = disassemble([python, "-m", "dis"], path)
        if got != expected:
            lines = harness.diff(expected, got, name).splitlines()
            return harness.failed(name, "\n".join(lines[:20]))
        if digest(expected) != goldens.get(name, digest(expected)):
            return harness.failed(name, "its golden is stale: --capture")
    elif digest(got) != goldens[name]:
        return harness.failed(name, "differs from its golden; with python3.8 "
                                    "this test shows where")
    return harness.passed(name)


def capture(files, python):
    if not python:
        sys.exit("--capture needs python3.8")
    with open(GOLDENS, "w", encoding="utf-8") as file:
        for path in files:
            text = disassemble([python, "-m", "dis"], path)
            file.write(f"{digest(text)}  {shown(path)}\n")


def main():
    chosen = harness.arguments(
        __doc__.splitlines()[0],
        ("--capture", "write tests/dis.sha256 with python3.8"))
    files = python_files(chosen.files or DEFAULT)
    python = harness.find_pythons().get((3, 8))
    if chosen.capture:
        capture(files, python)
        return 0
    harness.require_binary(chosen)
    outcomes = harness.run_all(
        files, functools.partial(compare, chosen.binary, python,
                                 read_goldens()), chosen.jobs)
    same = sum(outcome.status == "passed" for outcome in outcomes)
    print(f"{same} of {len(files)} files identical")
    return harness.finish(outcomes)


if __name__ == "__main__":
    sys.exit(main())
