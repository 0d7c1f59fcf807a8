#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A short, always equal run of the fuzzers: the corpus, and fixed seeds.

Each file of fuzz/corpus is run as a program under a small limit, twice (the
.bin files are for fuzz_pack, and only where the fuzzers are built); then
SEEDS generated programs. See fuzz/hunt.py for what counts as wrong.
"""
import glob
import os
import sys

import harness

sys.path.insert(0, os.path.join(harness.ROOT, "tests", "fuzz"))

import hunt

SEEDS = range(1, 151)
CORPUS = os.path.join(harness.ROOT, "tests", "fuzz", "corpus")


def fuzzers(binary):
    """The fuzz programs beside the binary: {"program": path ...}."""
    folder = os.path.join(os.path.dirname(binary), "fuzz")
    return {os.path.basename(path)[5:]: path
            for path in glob.glob(os.path.join(folder, "fuzz_*"))
            if os.access(path, os.X_OK) and os.path.isfile(path)}


def replay(binary, path):
    """One file of the corpus under each fuzzer there is."""
    name = os.path.relpath(path, harness.ROOT)
    targets = fuzzers(binary)
    wanted = ["pack"] if path.endswith(".bin") else ["compile", "program"]
    wanted = ["format"] if path.endswith(".fmt") else wanted
    for target in wanted:
        if target in targets:
            done = harness.execute([targets[target], path], merge=True)
            if done.code != 0:
                return harness.failed(name, done.out[-2000:])
    if path.endswith(".py"):
        wrong = hunt.try_file(binary, path, len(name))
        return harness.failed(name, wrong) if wrong else harness.passed(name)
    if not set(wanted) & set(targets):
        return harness.skipped(name, "the fuzzers are not built here")
    return harness.passed(name)


def generated(binary, seed):
    name = f"generated program {seed}"
    wrong = hunt.try_seed(binary, seed)
    return harness.failed(name, wrong) if wrong else harness.passed(name)


def main():
    chosen = harness.arguments(__doc__)
    harness.require_binary(chosen)
    cases = [(replay, path) for path in
             harness.pick(glob.glob(os.path.join(CORPUS, "*")), chosen)]
    if not chosen.files:
        cases += [(generated, seed) for seed in SEEDS]
    return harness.finish(harness.run_all(
        cases, lambda case: case[0](chosen.binary, case[1]), chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
