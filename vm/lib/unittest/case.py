# SPDX-License-Identifier: MIT
# The public name of _case.

from unittest._case import *
from unittest._case import (SkipTest, TestCase, _Outcome, _SubTest,
                            expectedFailure, skip, skipIf, skipUnless)
