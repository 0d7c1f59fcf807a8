# SPDX-License-Identifier: MIT
# Patterns under the name of the module where CPython up to 3.12 makes them.

import re
from re import CODESIZE
from sre_constants import *

MAXCODE = (1 << 8 * CODESIZE) - 1


def isstring(obj):
    return isinstance(obj, (str, bytes))


def compile(p, flags=0):
    """The pattern; `p` is its text."""
    return re.compile(p, flags)


def _generate_overlap_table(prefix):
    """For each end in `prefix`, how long a beginning of `prefix`, shorter
    than the whole, ends there."""
    table = []
    for end in range(len(prefix)):
        size = table[-1] if table else 0
        while end and size and prefix[size] != prefix[end]:
            size = table[size - 1]
        table.append(size + 1 if end and prefix[size] == prefix[end] else 0)
    return table
