# SPDX-License-Identifier: MIT
# Values as bytes, by a format: all of it is native.

from _prelude import prelude_value
from _struct import calcsize, error, pack, pack_into, unpack, unpack_from

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from',
           'iter_unpack', 'Struct', 'error']

Struct = prelude_value('struct_Struct')
iter_unpack = prelude_value('struct_iter_unpack')


def _clearcache():
    # CPython keeps the formats it has met; nothing is kept here.
    pass
