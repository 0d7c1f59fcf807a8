#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs generated programs and looks for what must not happen.

    hunt.py BINARY [--seed N] [--count N] [--seconds N] [--keep FOLDER]

Build BINARY with the preset `fuzz` (sanitizers, poisoned free cells, a
collection at every instruction). Each program runs under an interval and a
seed of its own, twice; wrong are a signal, a sanitizer's report, an internal
error, no end in spite of the limit on opcodes, and two runs that differ.
"""
import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import generate

STEP_LIMIT = 30000
TIMEOUT = 60
INTERVALS = ["5ms", "1op", "3op", "500ns", "10us"]
ERAS = ["3.8", "3.12"]
REPORT = re.compile(r"ERROR: \w+Sanitizer|runtime error:|\bDEADLYSIGNAL|"
                    r"^gilscope: (cannot start|internal)|^SystemError\b",
                    re.M)


def command(binary, path, seed):
    return [binary, "run", "--interval", INTERVALS[seed % len(INTERVALS)],
            "--seed", str(seed), "--gil", ERAS[seed % len(ERAS)],
            "--step-limit", str(STEP_LIMIT), path]


def limits():
    """A runaway program fills neither the disk nor the machine."""
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 26, 1 << 26))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(words, folder):
    """(output, exit status); the status is None when it did not end."""
    environment = {"PATH": os.environ.get("PATH", os.defpath),
                   "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8",
                   "ASAN_OPTIONS": "detect_leaks=0:exitcode=99",
                   "UBSAN_OPTIONS": "print_stacktrace=1:exitcode=99"}
    process = subprocess.Popen(
        words, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=limits)
    try:
        out, _ = process.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        return out, None
    return out, process.returncode


def judge(out, code):
    """What is wrong with a run, or None."""
    text = out.decode("utf-8", "backslashreplace")
    found = REPORT.search(text)
    if code is None:
        return "no end"
    if code in (3, 99) or (code < 0 and code != -signal.SIGINT):
        return f"exit status {code}\n" + text[-3000:]
    if found:
        return text[found.start():][:3000]
    return None


def try_file(binary, path, seed):
    """What is wrong with the program in a file, or None."""
    words = command(os.path.abspath(binary), os.path.abspath(path), seed)
    with tempfile.TemporaryDirectory(prefix="gilscope-") as folder:
        first = run(words, folder)
        wrong = judge(*first)
        if wrong:
            return wrong
        if run(words, folder) != first:
            return "two runs differ"
    return None


def try_seed(binary, seed, keep=None):
    """The same of the program of a seed, which is kept when it is wrong."""
    with tempfile.TemporaryDirectory(prefix="gilscope-") as folder:
        path = os.path.join(folder, f"hunt_{seed}.py")
        text = generate.program(seed)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        wrong = try_file(binary, path, seed)
    if wrong and keep:
        os.makedirs(keep, exist_ok=True)
        with open(os.path.join(keep, f"hunt_{seed}.py"), "w",
                  encoding="utf-8") as file:
            file.write(text)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1 << 60)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--keep", help="folder for the programs found")
    chosen = parser.parse_args()
    end = time.monotonic() + chosen.seconds
    tried = found = 0
    seed = chosen.seed
    while time.monotonic() < end and tried < chosen.count:
        wrong = try_seed(chosen.binary, seed, chosen.keep)
        if wrong:
            found += 1
            print(f"seed {seed}: {wrong}", flush=True)
        tried += 1
        seed += 1
    print(f"{tried} programs, {found} wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
