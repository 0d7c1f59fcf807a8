#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a folder of seeds for a fuzzer, from the tests of the language.

    seed.py FOLDER      small files of tests/lang and tests/sched, the corpus,
                        and twenty generated programs
"""
import glob
import os
import shutil
import sys

import generate

TESTS = os.path.dirname(generate.HERE)
SMALL = 4096  # bytes


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for pattern in ("lang/*.py", "sched/*.py", "fuzz/corpus/*"):
        for path in sorted(glob.glob(os.path.join(TESTS, pattern))):
            if os.path.getsize(path) <= SMALL:
                shutil.copy(path, folder)
    for seed in range(20):
        name = os.path.join(folder, f"generated_{seed}.py")
        with open(name, "w", encoding="utf-8") as file:
            file.write(generate.program(seed))


if __name__ == "__main__":
    main()
