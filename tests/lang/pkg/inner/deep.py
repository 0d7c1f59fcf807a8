# SPDX-License-Identifier: MIT
from .. import VALUE
from . import exported


def where():
    return __name__, __package__, VALUE, exported
