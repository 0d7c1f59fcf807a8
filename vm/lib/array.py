# SPDX-License-Identifier: MIT
# Arrays of numbers of one C type: native in CPython, so in the prelude here.

from _prelude import prelude_value

__all__ = ['array', 'ArrayType', 'typecodes']

array = ArrayType = prelude_value('array_array')
typecodes = 'bBuhHiIlLqQfd'
_array_reconstructor = prelude_value('_array_reconstructor')
