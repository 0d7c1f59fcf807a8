#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the cmocka programs of a build through ctest and counts them."""
import os
import re
import sys

import harness


def main():
    chosen = harness.arguments(__doc__)
    build = os.path.dirname(chosen.binary)
    done = harness.execute(
        ["ctest", "--test-dir", build, "-R", "^unit[.]", "-j",
         str(chosen.jobs), "--output-on-failure"], timeout=1800, merge=True)
    outcomes = []
    for line in done.out.splitlines():
        found = re.search(r"Test +#\d+: (\S+) \.+(.*?) +[\d.]+ sec", line)
        if found and "Passed" in found.group(2):
            outcomes.append(harness.passed(found.group(1)))
        elif found:
            outcomes.append(harness.failed(found.group(1), line))
    if done.code != 0:
        print(done.out)
        if all(outcome.status == "passed" for outcome in outcomes):
            outcomes.append(harness.failed("ctest", "it ended with an error"))
    return harness.finish(outcomes)


if __name__ == "__main__":
    sys.exit(main())
