# SPDX-License-Identifier: MIT
"""What the runners share: running a command, comparing, counting.

Standard library only. A runner builds a list of cases, hands each to one
function that returns an Outcome, and ends with finish(), whose last line is
"N passed, N failed, N skipped".
"""
import concurrent.futures
import difflib
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from typing import NamedTuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEFAULT_BINARY = os.path.join(ROOT, "build", "release", "gilscope")
JOBS = 2
TIMEOUT = 60
VERSIONS = [(3, minor) for minor in range(6, 14)]


class Outcome(NamedTuple):
    name: str
    status: str  # passed, failed or skipped
    detail: str = ""


class Finished(NamedTuple):
    out: str
    err: str
    code: object  # the exit status; None after a time-out


def passed(name):
    return Outcome(name, "passed")


def failed(name, detail):
    return Outcome(name, "failed", detail)


def skipped(name, why):
    return Outcome(name, "skipped", why)


def environment(extra_path=None):
    """The same few variables on every machine."""
    path = os.environ.get("PATH", os.defpath)
    if extra_path:
        path = extra_path + os.pathsep + path
    return {
        "PATH": path,
        "HOME": os.environ.get("HOME", "/"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "COLUMNS": "80",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""),
    }


def execute(command, cwd=ROOT, env=None, timeout=TIMEOUT, merge=False,
            typed=None):
    """Runs a command; typed, bytes, is its stdin, which is empty without.

    A time-out kills its whole group.
    """
    process = subprocess.Popen(
        command, cwd=cwd, env=env or environment(),
        stdin=subprocess.DEVNULL if typed is None else subprocess.PIPE,
        stdout=subprocess.PIPE, start_new_session=True,
        stderr=subprocess.STDOUT if merge else subprocess.PIPE)
    try:
        out, err = process.communicate(typed, timeout=timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        code = None
    decode = lambda data: (data or b"").decode("utf-8", "backslashreplace")
    return Finished(decode(out), decode(err), code)


def diff(expected, got, name):
    lines = difflib.unified_diff(
        expected.splitlines(), got.splitlines(), name + " (expected)",
        name + " (got)", lineterm="")
    return "\n".join(lines) or "the outputs differ only in line endings"


def matches(expected, got):
    """Whether lists of lines agree; a line "..." stands for any lines."""
    pieces = [[]]
    for line in expected:
        if line.strip() == "...":
            pieces.append([])
        else:
            pieces[-1].append(line)
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return first == got
    end = len(got) - len(last)
    if end < len(first) or got[:len(first)] != first or got[end:] != last:
        return False
    at = len(first)
    for piece in pieces[1:-1]:
        while got[at:at + len(piece)] != piece:
            at += 1
            if at + len(piece) > end:
                return False
        at += len(piece)
    return at <= end


def run_all(cases, function, jobs=JOBS):
    """Outcomes in the order of the cases; failures are shown as they come."""
    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for outcome in pool.map(function, cases):
            outcomes.append(outcome)
            if outcome.status == "failed":
                print("FAILED", outcome.name)
                print("    " + outcome.detail.replace("\n", "\n    "))
                sys.stdout.flush()
    return outcomes


def finish(outcomes):
    """Prints the skips and the closing line; the runner's exit status."""
    reasons = {}
    for outcome in outcomes:
        if outcome.status == "skipped":
            reasons.setdefault(outcome.detail, []).append(outcome.name)
    for why, names in reasons.items():
        first = names[0] if len(names) == 1 else f"{len(names)} tests"
        print(f"skipped {first}: {why}")
    count = lambda status: sum(o.status == status for o in outcomes)
    print(f"{count('passed')} passed, {count('failed')} failed, "
          f"{count('skipped')} skipped")
    return 1 if count("failed") else 0


def find_pythons():
    """{(3, 8): path ...}: the CPythons on PATH, then those of pyenv."""
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    found = {}
    for version in VERSIONS:
        name = "python%d.%d" % version
        candidates = sorted(glob.glob(
            f"{pyenv}/versions/{version[0]}.{version[1]}.*/bin/{name}"))
        on_path = shutil.which(name)
        if on_path:
            candidates.append(on_path)
        for path in candidates:
            if is_cpython(path, version):
                found[version] = path
                break
    return found


def is_cpython(path, version):
    probe = ("import sys, platform; print(platform.python_implementation(),"
             " *sys.version_info[:2])")
    try:
        done = execute([path, "-c", probe], timeout=20)
    except OSError:
        return False
    return done.out.split() == ["CPython", str(version[0]), str(version[1])]


def headers(path):
    """The (key, value) pairs of the lines "# key: value" of a script."""
    pairs = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            found = re.match(r"# ([a-z-]+):(?: (.*))?$", line.rstrip("\n"))
            if found:
                pairs.append((found.group(1), found.group(2) or ""))
    return pairs


# Sessions: "$ command" lines, each followed by what the terminal shows.

class Step(NamedTuple):
    command: str
    expected: list


def parse_session(lines):
    """Steps of a session; "> " continues a command on the next line."""
    steps = []
    for line in lines:
        if line.startswith("$ "):
            steps.append(Step(line[2:], []))
        elif line.startswith("> ") and steps and not steps[-1].expected:
            command = steps[-1].command + "\n" + line[2:]
            steps[-1] = Step(command, [])
        elif steps:
            steps[-1].expected.append(line)
    for step in steps:
        while step.expected and not step.expected[-1].strip():
            step.expected.pop()
    return steps


MARK = "\x01end of step\x01"


def run_session(steps, binary, timeout=TIMEOUT):
    """One bash for the whole session, so that "$?" and variables live on.

    It runs in a scratch folder that shows the repository's files as links:
    what a command writes there does not stay. Returns a list of
    (lines, exit status), shorter than the steps if a command ended bash.
    """
    script = ["exec 2>&1"]
    for step in steps:
        script.append(step.command)
        script.append(f"status_=$?; printf '\\n{MARK}%d\\n' $status_; "
                      "(exit $status_)")
    with tempfile.TemporaryDirectory(prefix="gilscope-") as scratch:
        for entry in os.listdir(ROOT):
            if not entry.startswith("."):
                os.symlink(os.path.join(ROOT, entry),
                           os.path.join(scratch, entry))
        env = environment(os.path.dirname(os.path.abspath(binary)))
        env["HOME"] = scratch
        done = execute(["bash", "--norc", "-c", "\n".join(script)], scratch,
                       env, timeout * max(1, len(steps)), merge=True)
    results = []
    for part in re.finditer(r"(.*?)\n" + MARK + r"(\d+)\n", done.out, re.S):
        text = part.group(1)
        lines = text[:-1] if text.endswith("\n") else text
        results.append((lines.split("\n") if lines else [],
                        int(part.group(2))))
    return results


def check_session(name, steps, binary, show_exit):
    """Compares a session; with show_exit, "[exit N]" follows a failure."""
    results = run_session(steps, binary)
    for number, step in enumerate(steps):
        if number >= len(results):
            return failed(name, f"$ {step.command}\ntimed out or ended bash")
        lines, status = results[number]
        if show_exit and status != 0:
            lines = lines + [f"[exit {status}]"]
        if not matches(step.expected, lines):
            return failed(name, f"$ {step.command}\n" + diff(
                "\n".join(step.expected), "\n".join(lines), "output"))
    return passed(name)


def arguments(description, *extra):
    """The options that every runner takes; extra: (flag, help) switches."""
    import argparse
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("binary", nargs="?", default=DEFAULT_BINARY,
                        help="the gilscope to test (build/release/gilscope)")
    parser.add_argument("files", nargs="*", help="only these files")
    parser.add_argument("-j", "--jobs", type=int, default=JOBS)
    for flag, text in extra:
        parser.add_argument(flag, action="store_true", help=text)
    chosen = parser.parse_args()
    chosen.binary = os.path.abspath(chosen.binary)
    return chosen


def pick(files, chosen):
    """The test files to run: those named on the command line, else all."""
    if chosen.files:
        return [os.path.abspath(name) for name in chosen.files]
    return sorted(files)


def require_binary(chosen):
    if not os.access(chosen.binary, os.X_OK):
        sys.exit(f"{chosen.binary} is missing: run ./bootstrap build")
