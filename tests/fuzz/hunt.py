#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs generated programs and looks for what must not happen.

    hunt.py BINARY [--seed N] [--count N] [--seconds N] [--keep FOLDER]

BINARY is build/fuzz/fuzz/fuzz_program, which tries many programs in one
process with many collections and failing allocations, or any
build's gilscope, which runs each program twice. Wrong are a signal, a
sanitizer's report, an internal error, no end in spite of the limit on opcodes,
and two runs that differ.
"""
import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import generate

STEP_LIMIT = 30000
TIMEOUT = 30
BATCH = 8
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


def run(words, folder, timeout=TIMEOUT):
    """(output, exit status); the status is None when it did not end."""
    environment = {"PATH": os.environ.get("PATH", os.defpath),
                   "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8",
                   "ASAN_OPTIONS": "detect_leaks=0:exitcode=99:handle_sigill=1",
                   "UBSAN_OPTIONS": "print_stacktrace=1:exitcode=99"}
    process = subprocess.Popen(
        words, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=limits)
    try:
        out, _ = process.communicate(timeout=timeout)
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


def try_batch(binary, seeds, keep):
    """Wrong (seed, why) of a batch handed to fuzz_program."""
    wrong = []
    with tempfile.TemporaryDirectory(prefix="gilscope-") as folder:
        paths = {}
        for seed in seeds:
            paths[seed] = os.path.join(folder, f"hunt_{seed}.py")
            with open(paths[seed], "w", encoding="utf-8") as file:
                file.write(generate.program(seed))
        left = list(seeds)
        while left:
            words = [os.path.abspath(binary), f"-timeout={TIMEOUT}",
                     "-rss_limit_mb=4096"] + [paths[seed] for seed in left]
            out, code = run(words, folder, TIMEOUT * len(left))
            if code == 0:
                break
            text = out.decode("utf-8", "backslashreplace")
            names = re.findall(r"Running: \S*hunt_(\d+)\.py", text)
            seed = int(names[-1]) if names else left[0]
            report = text[text.rfind("Running:"):][:4000]
            wrong.append((seed, report))
            if keep:
                os.makedirs(keep, exist_ok=True)
                shutil.copy(paths[seed], keep)
            left = left[left.index(seed) + 1:]
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
        if os.path.basename(chosen.binary) == "fuzz_program":
            seeds = range(seed, seed + min(BATCH, chosen.count - tried))
            wrong = try_batch(chosen.binary, seeds, chosen.keep)
        else:
            seeds = [seed]
            why = try_seed(chosen.binary, seed, chosen.keep)
            wrong = [(seed, why)] if why else []
        for number, why in wrong:
            found += 1
            print(f"seed {number}: {why}", flush=True)
        tried += len(seeds)
        seed += len(seeds)
    print(f"{tried} programs, {found} wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
