# SPDX-License-Identifier: MIT
# Decimal numbers as people write them: all of it is native in CPython, so all
# of it is in _decimal.

try:
    from _decimal import *
    from _decimal import __libmpdec_version__, __version__
except ImportError:
    from _pydecimal import *
    from _pydecimal import __libmpdec_version__, __version__
