#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs tests/sched/*.py under the options that each file names.

  # args: --interval 500ns --seed 3      starts a run (FILE is the script; if
                                         it is not named, it comes last)
  # expect: TEXT                         the next line of stdout
  # expect-err: TEXT                     the next line of stderr
  # expect-exit: N                       the exit status, 0 if not given

A line "..." stands for any lines. stdout must match as a whole. stderr must
match as a whole if a line of it is given, and be empty if none is and the
exit status is 0.
"""
import functools
import glob
import os
import shlex
import sys
from typing import NamedTuple

import harness

FOLDER = os.path.join(harness.ROOT, "tests", "sched")


class Run(NamedTuple):
    path: str
    args: str
    expect: dict


def runs_of(path):
    runs = []
    for key, value in harness.headers(path):
        if key == "args" or (not runs and key.startswith("expect")):
            runs.append(Run(path, value if key == "args" else "", {}))
        if key.startswith("expect"):
            runs[-1].expect.setdefault(key, []).append(value)
    return runs or [Run(path, "", {})]


def command_of(binary, run):
    script = os.path.basename(run.path)
    words = shlex.split(run.args)
    if "FILE" not in words:
        words.append("FILE")
    return [binary] + [script if word == "FILE" else word for word in words]


def check(binary, run):
    name = f"{os.path.basename(run.path)} {run.args}".strip()
    done = harness.execute(command_of(binary, run), os.path.dirname(run.path))
    if done.code is None:
        return harness.failed(name, f"timed out after {harness.TIMEOUT} s")
    status = int(run.expect.get("expect-exit", ["0"])[0])
    expected = run.expect.get("expect", [])
    if not harness.matches(expected, done.out.splitlines()):
        return harness.failed(name, harness.diff(
            "\n".join(expected), done.out + done.err, "stdout"))
    expected = run.expect.get("expect-err", [])
    if (expected or status == 0) and not harness.matches(
            expected, done.err.splitlines()):
        return harness.failed(name, harness.diff(
            "\n".join(expected), done.err, "stderr"))
    if done.code != status:
        return harness.failed(
            name, f"exit status {done.code}, expected {status}\n{done.err}")
    return harness.passed(name)


def main():
    chosen = harness.arguments(__doc__.splitlines()[0])
    harness.require_binary(chosen)
    files = harness.pick(glob.glob(FOLDER + "/*.py"), chosen)
    runs = [run for path in files for run in runs_of(path)]
    return harness.finish(harness.run_all(
        runs, functools.partial(check, chosen.binary), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
