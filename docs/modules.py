#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the table of library modules into docs/language.md.

    docs/modules.py           write it anew
    docs/modules.py --check   exit 1 when it is out of date

The modules are those of vm/lib and vm/prelude/modules (Python) and of the .def files of natives (C);
what the standard library has besides is in vm/modules/stdlib.def.
"""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "language.md")
BEGIN, END = "<!-- modules: docs/modules.py -->\n", "<!-- end -->\n"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def python_modules():
    names = set()
    for folder in ("vm/lib", "vm/prelude/modules"):
        top = os.path.join(ROOT, folder)
        for path in glob.glob(os.path.join(top, "**", "*.py"), recursive=True):
            name = os.path.relpath(path, top)
            name = re.sub(r"(/__init__)?\.py$", "", name).replace("/", ".")
            if not any(part.startswith("_") and part != "__future__"
                       for part in name.split(".")):
                names.add(name)
    return names


def native_modules():
    rows = re.compile(r'^(?:FUNCTION|MODULE_INIT)\("(\w+)"', re.M)
    names = set()
    for path in glob.glob(os.path.join(ROOT, "vm", "**", "*.def"),
                          recursive=True):
        names.update(rows.findall(read(path)))
    return {name for name in names if not name.startswith("_")}


def standard_modules():
    text = read(os.path.join(ROOT, "vm", "modules", "stdlib.def"))
    return {name for name in re.findall(r'^STDLIB\("(\w+)"\)', text, re.M)
            if not name.startswith("_")}


def wrapped(names):
    lines, line = [], ""
    for name in sorted(names):
        word = f"`{name}`"
        if line and len(line) + 1 + len(word) > 78:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join(lines + [line])


def table():
    python, native = python_modules(), native_modules()
    here = python | native
    missing = standard_modules() - {name.split(".")[0] for name in here}
    return (f"In Python, compiled when gilscope is built ({len(python)}):\n\n"
            f"{wrapped(python)}\n\n"
            f"In C ({len(native - python)}):\n\n{wrapped(native - python)}\n\n"
            f"Of the standard library of 3.8 to 3.13, not here "
            f"({len(missing)}):\n\n{wrapped(missing)}\n")


def main(args):
    text = read(PAGE)
    before, found, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    wanted = before + BEGIN + "\n" + table() + "\n" + END + after
    if not found:
        sys.exit(f"{PAGE}: the marker {BEGIN.strip()} is missing")
    if args == ["--check"]:
        if text != wanted:
            print(f"{PAGE} is out of date: run docs/modules.py")
        return int(text != wanted)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
