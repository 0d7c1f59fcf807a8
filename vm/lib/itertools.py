# SPDX-License-Identifier: MIT
# itertools: its iterators are natives in CPython, one opcode each to the
# scheduler, so they live in the prelude; this module gives them their names.
from _prelude import prelude_value

for _name in ('accumulate', 'batched', 'chain', 'combinations',
              'combinations_with_replacement', 'compress', 'count', 'cycle',
              'dropwhile', 'filterfalse', 'groupby', 'islice', 'pairwise',
              'permutations', 'product', 'repeat', 'starmap', 'takewhile',
              'tee', 'zip_longest'):
    globals()[_name] = prelude_value('itertools_' + _name)
_grouper = prelude_value('_IterGroup')
_nothing = prelude_value('_ITER_NOTHING')
_tee = prelude_value('_IterTee')
del _name, prelude_value
