#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every ```console block of README.md and docs/ and compares.

A block is one session of "$ command" lines with their output; a line "..."
stands for any lines. Commands that are not to be run belong in ```sh.
With --capture the outputs in the documents are written anew, except those that
hold a "...": they must match.
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
    first: int  # index of its first line in the file
    indent: str


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
                name = os.path.relpath(path, harness.ROOT)
                indent = fence.group(1)
                current = Block(f"{name}:{number}", [], number, indent)
    return blocks


def check(binary, block):
    steps = harness.parse_session(block.lines)
    if not steps:
        return harness.failed(block.name, "a console block without command")
    return harness.check_session(block.name, steps, binary, show_exit=False)


def session_lines(steps, results):
    """The lines of a block with the outputs that its commands gave."""
    for step, (lines, _) in zip(steps, results):
        first, *more = step.command.split("\n")
        yield from ["$ " + first] + ["> " + line for line in more]
        elided = any(line.strip() == "..." for line in step.expected)
        yield from step.expected if elided else lines


def capture(binary, path):
    """Rewrites a document; from the last block up, so that indices hold."""
    with open(path, encoding="utf-8") as file:
        text = file.read().splitlines()
    for block in reversed(blocks_of(path)):
        steps = harness.parse_session(block.lines)
        results = harness.run_session(steps, binary)
        if len(results) == len(steps):
            text[block.first:block.first + len(block.lines)] = [
                (block.indent + line).rstrip()
                for line in session_lines(steps, results)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(text) + "\n")


def main():
    chosen = harness.arguments(
        __doc__.splitlines()[0],
        ("--capture", "write the outputs into the documents"))
    harness.require_binary(chosen)
    files = [os.path.join(harness.ROOT, "README.md")]
    files += glob.glob(harness.ROOT + "/docs/**/*.md", recursive=True)
    files += glob.glob(harness.ROOT + "/examples/*.md")
    files = [name for name in harness.pick(files, chosen)
             if os.path.exists(name)]
    if chosen.capture:
        for path in files:
            capture(chosen.binary, path)
    blocks = [block for path in files for block in blocks_of(path)]
    return harness.finish(harness.run_all(
        blocks, functools.partial(check, chosen.binary), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
