#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the sessions of tests/cli/*.cli and compares what they show.

A session is lines "$ command", each followed by its output, stdout and stderr
as a terminal shows them, and by "[exit N]" if the command failed. A line
"..." stands for any lines; what stands before the first command is comment.
"""
import functools
import glob
import os
import sys

import harness

FOLDER = os.path.join(harness.ROOT, "tests", "cli")


def check(binary, path):
    with open(path, encoding="utf-8") as file:
        steps = harness.parse_session(file.read().splitlines())
    name = os.path.basename(path)
    if not steps:
        return harness.failed(name, "no command in it")
    return harness.check_session(name, steps, binary, show_exit=True)


def main():
    chosen = harness.arguments(__doc__.splitlines()[0])
    harness.require_binary(chosen)
    files = harness.pick(glob.glob(FOLDER + "/*.cli"), chosen)
    return harness.finish(harness.run_all(
        files, functools.partial(check, chosen.binary), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
