# SPDX-License-Identifier: MIT
# The opcodes of the bytecode, from the machine's own table.

import _opcode
from _opcode import stack_effect

__all__ = ['cmp_op', 'hasconst', 'hasname', 'hasjrel', 'hasjabs', 'haslocal',
           'hascompare', 'hasfree', 'opname', 'opmap', 'HAVE_ARGUMENT',
           'EXTENDED_ARG', 'hasnargs', 'stack_effect']

cmp_op = _opcode.comparisons() + ('BAD',)
opname = [f'<{number}>' for number in range(256)]
opmap = {}
hasconst, hasname, haslocal, hasfree, hascompare = [], [], [], [], []
hasjrel, hasjabs, hasnargs = [], [], []
_BY_KIND = (None, None, hasconst, hasname, haslocal, hasfree, hascompare,
            hasjrel, hasjabs)

for _number, _name, _kind in _opcode.rows():
    opname[_number] = _name
    opmap[_name] = _number
    if _BY_KIND[_kind] is not None:
        _BY_KIND[_kind].append(_number)

HAVE_ARGUMENT = 90
EXTENDED_ARG = opmap['EXTENDED_ARG']
