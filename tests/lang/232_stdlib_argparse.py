# SPDX-License-Identifier: MIT
# cpython: 3.8
# argparse: arguments, options, errors.
import argparse
parser = argparse.ArgumentParser(prog="tool", description="A tool.")
parser.add_argument("name")
parser.add_argument("files", nargs="*")
parser.add_argument("-n", "--number", type=int, default=3, help="how many")
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("--mode", choices=["a", "b"])
parser.add_argument("-t", action="append")
print(parser.parse_args(["x"]))
print(parser.parse_args("x f g -n 5 -v --mode=b -t1 -t 2".split()))
print(vars(parser.parse_args(["-n7", "name"]))["number"],
    parser.format_usage().strip()[:30])
try:
    parser.parse_args(["x", "-n", "abc"])
except SystemExit as error:
    print("exit", error.code)
