# SPDX-License-Identifier: MIT
# python -m doctest FILE...

import sys
from doctest import _test

sys.exit(_test())
