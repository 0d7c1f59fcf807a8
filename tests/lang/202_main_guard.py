# SPDX-License-Identifier: MIT
# __name__, __file__, the main module.
import os.path
import sys


def main():
    print("main runs", len(sys.argv), os.path.basename(sys.argv[0]))


if __name__ == "__main__":
    main()
print(os.path.basename(__file__), __doc__, __package__, __builtins__.__name__,
    type(__builtins__).__name__)
import __main__
print(__main__.main is main)
