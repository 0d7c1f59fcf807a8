# SPDX-License-Identifier: MIT
# Decimal numbers as people write them: all of it is native in CPython, so all
# of it is in _decimal.

from _decimal import *
from _decimal import __libmpdec_version__, __version__
