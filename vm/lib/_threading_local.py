# SPDX-License-Identifier: MIT
# _threading_local: thread-local data under the name it has in CPython's Python
# version of it.

from _thread import _local as local

__all__ = ['local']
