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
del _name, prelude_value
