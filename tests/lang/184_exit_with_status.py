# SPDX-License-Identifier: MIT
# sys.exit(3): the status, no traceback.
import sys


def main():
    try:
        sys.exit(3)
    except Exception:
        print("not caught here")


main()
