#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times gilscope beside CPython 3.11 and Lua 5.4, interleaved, in one run.

Standard library only. Each row is one program; each round runs it once under
every peer, so that a slow minute of the machine slows all of them. Figures are
medians of whole processes: wall time, or with --cpu processor time, which says
less where a program waits but holds on a machine that has other work to do.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CPYTHONS = ["/usr/bin/python3.11", "python3.11"]
LUAS = ["lua5.4"]
MIB = 1024 * 1024


class Row(NamedTuple):
    """One program, and what gilscope / CPython may be at most."""
    name: str
    program: str
    arguments: tuple = ()
    base: object = None  # arguments of the run that is subtracted
    target: object = None  # the largest ratio
    limit_ms: object = None  # the longest time
    limit_mib: object = None  # the largest memory
    same: bool = True  # gilscope prints what CPython prints
    peers: bool = True
    rounds: int = 5
    family: bool = False  # counts in the geometric mean


ROWS = [
    Row("empty", "empty.py", limit_ms=3, rounds=21),
    Row("fib", "fib.py", target=1.0),
    Row("global_add", "global_add.py", target=1.0),
    Row("local_add", "local_add.py", target=1.0),
    Row("list_append", "list_append.py", target=1.0),
    Row("dict_count", "dict_count.py", target=1.0),
    Row("attribute_add", "attribute_add.py", target=1.0),
    Row("executor", "../../examples/04_executor.py", target=0.25,
        same=False),
    Row("threads_join", "threads_join.py", ("10000",), base=("0",),
        limit_ms=20, rounds=9),
    Row("threads_alive", "threads_alive.py", ("100000",), limit_mib=200,
        peers=False, rounds=3),
    Row("alive_10000", "threads_alive.py", ("10000",), base=("0",),
        target=0.02),
    # What is left when making them is taken away: waking and joining.
    Row("event_1000000", "threads_event.py", ("1000000",),
        base=("1000000", "leave"), limit_ms=5000, limit_mib=1536,
        peers=False, rounds=3),
    Row("lock_pairs", "lock_pairs.py", target=1.0, rounds=3),
    Row("queue_2", "queue_handoff.py", ("2",), target=1.0, rounds=3),
    Row("queue_64", "queue_handoff.py", ("64",), target=1.0, rounds=3),
] + [Row(name, name + ".py", target=1.0, family=True) for name in (
    "richards", "deltablue", "nbody", "fannkuch", "spectral_norm", "nqueens",
    "json_round_trip", "string_building", "pidigits")]
FAMILY_TARGET = 1 / 1.5  # of the geometric mean over the family


class Sample(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak: int  # bytes; at least our own: the child starts as a copy of us
    output: bytes
    code: int


class Peer(NamedTuple):
    name: str
    command: str
    extension: str


def find(names):
    return next((path for path in map(shutil.which, names) if path), None)


def find_peers(binary):
    peers = [Peer("gilscope", binary, ".py")]
    for name, names, extension in (("CPython", CPYTHONS, ".py"),
                                   ("Lua", LUAS, ".lua")):
        path = find(names)
        if path:
            peers.append(Peer(name, path, extension))
        else:
            print(f"{names[-1]} is not installed: its columns stay empty")
    return peers


def version(peer):
    flag = "-v" if peer.name == "Lua" else "-V"
    done = subprocess.run([peer.command, flag], capture_output=True, text=True)
    return " ".join((done.stdout or done.stderr).split()[:2])


def run_once(command):
    """One process, timed from its start to its end."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1)])
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - begin
        out.seek(0)
        return Sample(wall, usage.ru_utime + usage.ru_stime,
                      usage.ru_maxrss * 1024, out.read(),
                      os.waitstatus_to_exitcode(status))


class Result:
    """The samples of one row under one peer; field is "wall" or "cpu"."""

    def __init__(self, field):
        self.field = field
        self.samples = []
        self.bases = []

    def times(self, samples):
        return [getattr(sample, self.field) for sample in samples]

    def seconds(self):
        whole = statistics.median(self.times(self.samples))
        if not self.bases:
            return whole
        return whole - statistics.median(self.times(self.bases))

    def spread(self):
        """How far apart the rounds were, as a part of their median."""
        times = self.times(self.samples)
        return (max(times) - min(times)) / statistics.median(times)

    def peak(self):
        return max(s.peak for s in self.samples)

    def output(self):
        return self.samples[0].output

    def failed(self):
        return next((s.code for s in self.samples + self.bases if s.code), 0)


def commands_of(row, peer):
    path = os.path.normpath(os.path.join(HERE, row.program))
    path = os.path.splitext(path)[0] + peer.extension
    if not os.path.exists(path):
        return None, None
    base = None
    if row.base is not None:
        base = [peer.command, path, *row.base]
    return [peer.command, path, *row.arguments], base


def measure(row, peers, chosen):
    results = {}
    for _ in range(chosen.rounds or row.rounds):
        for peer in peers if row.peers else peers[:1]:
            command, base = commands_of(row, peer)
            if command is None:
                continue
            result = results.setdefault(peer.name, Result(chosen.field))
            result.samples.append(run_once(command))
            if base:
                result.bases.append(run_once(base))
    return results


def check(row, results):
    """Why the row counts for nothing, or None."""
    for name, result in results.items():
        if result.failed():
            return f"{name} ended with status {result.failed()}"
    ours, theirs = results["gilscope"], results.get("CPython")
    if row.same and theirs and ours.output() != theirs.output():
        return "gilscope and CPython print different things"
    return None


def verdict(row, results):
    """(what was asked, whether it was reached)"""
    ours, theirs = results["gilscope"], results.get("CPython")
    asked = []
    reached = True
    if row.limit_ms is not None:
        asked.append(f"< {row.limit_ms} ms")
        reached = ours.seconds() * 1000 < row.limit_ms
    if row.limit_mib is not None:
        asked.append(f"< {row.limit_mib} MiB")
        reached = reached and ours.peak() < row.limit_mib * MIB
    if asked:
        return ", ".join(asked), reached
    if theirs is None:
        return f"<= {row.target:.2f}", None
    ratio = ours.seconds() / theirs.seconds()
    return f"<= {row.target:.2f}", ratio <= row.target


def milliseconds(result):
    return f"{result.seconds() * 1000:.1f}" if result else "-"


def mebibytes(result):
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return f"{result.peak() / MIB:.0f}" if result.peak() > own else "-"


def ratio(results, name):
    if name not in results:
        return "-"
    return f"{results['gilscope'].seconds() / results[name].seconds():.2f}"


HEADER = ("program", "gilscope", "CPython", "ratio", "Lua", "ratio",
          "MiB", "spread", "asked", "")
LAYOUT = "{:<13} {:>8} {:>8} {:>5} {:>7} {:>5} {:>5} {:>6}  {:<9} {}"


def print_row(row, results):
    """Whether what was asked is reached, as far as it can be said."""
    problem = check(row, results)
    if problem:
        print(f"{row.name:<13} ERROR: {problem}")
        return False
    ours = results["gilscope"]
    asked, reached = verdict(row, results)
    print(LAYOUT.format(
        row.name, milliseconds(ours), milliseconds(results.get("CPython")),
        ratio(results, "CPython"), milliseconds(results.get("Lua")),
        ratio(results, "Lua"), mebibytes(ours),
        f"{ours.spread() * 100:.0f} %", asked,
        {True: "met", False: "MISSED", None: "no peer"}[reached]))
    sys.stdout.flush()
    return reached is not False


def run_snapshot(binary):
    """The C interface has a program of its own; it prints its own lines."""
    program = os.path.join(os.path.dirname(binary), "snapshot_bench")
    if not os.path.exists(program):
        print("snapshot      skipped: cmake --build --preset release "
              "--target snapshot_bench")
        return True
    done = subprocess.run([program], capture_output=True, text=True)
    print(done.stdout.rstrip() or done.stderr.rstrip())
    return done.returncode == 0


def parse(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="only these rows: "
                        + " ".join(row.name for row in ROWS) + " snapshot")
    parser.add_argument("--binary", help="the gilscope to time", default=
                        os.path.join(ROOT, "build", "release", "gilscope"))
    parser.add_argument("--cpu", dest="field", action="store_const",
                        const="cpu", default="wall",
                        help="processor time instead of wall time")
    parser.add_argument("--rounds", type=int, help="instead of each row's own")
    chosen = parser.parse_args(argv)
    known = {row.name for row in ROWS} | {"snapshot"}
    unknown = set(chosen.names) - known
    if unknown:
        parser.error(f"no such row: {' '.join(sorted(unknown))}")
    if chosen.rounds is not None and chosen.rounds < 1:
        parser.error("--rounds: at least 1")
    chosen.binary = os.path.abspath(chosen.binary)
    if not os.access(chosen.binary, os.X_OK):
        parser.error(f"{chosen.binary} is missing: run ./bootstrap build")
    return chosen


def main():
    chosen = parse(sys.argv[1:])
    peers = find_peers(chosen.binary)
    print(", ".join(version(peer) for peer in peers)
          + f"; {chosen.field} ms, medians of interleaved rounds")
    print(LAYOUT.format(*HEADER).rstrip())
    good = True
    ratios = []
    for row in ROWS:
        if not chosen.names or row.name in chosen.names:
            results = measure(row, peers, chosen)
            good = print_row(row, results) and good
            if row.family and "CPython" in results:
                ratios.append(results["gilscope"].seconds()
                              / results["CPython"].seconds())
    if len(ratios) > 1:
        mean = statistics.geometric_mean(ratios)
        good = good and mean <= FAMILY_TARGET
        print(f"geometric mean of {len(ratios)} whole programs: {mean:.2f}"
              f" of CPython's time (target {FAMILY_TARGET:.2f})")
    if not chosen.names or "snapshot" in chosen.names:
        good = run_snapshot(chosen.binary) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
