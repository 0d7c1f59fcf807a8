# SPDX-License-Identifier: MIT
# python -m unittest [tests ...]: the named tests, or those of this folder.

import os
import sys
from unittest import TestProgram

__unittest = True

if sys.argv[0].endswith('__main__.py'):
    sys.argv[0] = 'python -m unittest'

if os.curdir not in sys.path and '' not in sys.path:
    sys.path.insert(0, os.curdir)
TestProgram(module=None)
