#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every ```console block of README.md and docs/ and compares.

A block is one session of "$ command" lines with their output; a line "..."
stands for any lines. Commands that are not to be run belong in ```sh.
"""
import functools
import glob
import os
import re
import sys
from typing import NamedTuple

import harness


class Block(NamedTuple):
    name: str
    lines: list


def blocks_of(path):
    blocks, current, indent = [], None, ""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().splitlines(), 1):
            fence = re.match(r"( *)```(\S*)", line)
            if current is not None and fence:
                blocks.append(current)
                current = None
            elif current is not None:
                current.lines.append(line[len(indent):])
            elif fence and fence.group(2) == "console":
                indent = fence.group(1)
                name = os.path.relpath(path, harness.ROOT)
                current = Block(f"{name}:{number}", [])
    return blocks


def check(binary, block):
    steps = harness.parse_session(block.lines)
    if not steps:
        return harness.failed(block.name, "a console block without command")
    return harness.check_session(block.name, steps, binary, show_exit=False)


def main():
    chosen = harness.arguments(__doc__.splitlines()[0])
    harness.require_binary(chosen)
    files = [os.path.join(harness.ROOT, "README.md")]
    files += glob.glob(harness.ROOT + "/docs/**/*.md", recursive=True)
    files += glob.glob(harness.ROOT + "/examples/*.md")
    files = [name for name in harness.pick(files, chosen)
             if os.path.exists(name)]
    blocks = [block for path in files for block in blocks_of(path)]
    return harness.finish(harness.run_all(
        blocks, functools.partial(check, chosen.binary), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
