# SPDX-License-Identifier: MIT
"""The parser itself is the module pyexpat."""

import sys

from pyexpat import *

for _part in ('model', 'errors'):
    sys.modules[f'{__name__}.{_part}'] = sys.modules['pyexpat.' + _part]
del _part, sys
