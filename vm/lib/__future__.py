# SPDX-License-Identifier: MIT
# What `from __future__ import` knows, since when, and when it became the rule.

_ROWS = (
    ('nested_scopes', (2, 1, 0, 'beta', 1), (2, 2, 0, 'alpha', 0), 0x10),
    ('generators', (2, 2, 0, 'alpha', 1), (2, 3, 0, 'final', 0), 0),
    ('division', (2, 2, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 0x20000),
    ('absolute_import', (2, 5, 0, 'alpha', 1), (3, 0, 0, 'alpha', 0),
     0x40000),
    ('with_statement', (2, 5, 0, 'alpha', 1), (2, 6, 0, 'alpha', 0), 0x80000),
    ('print_function', (2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0),
     0x100000),
    ('unicode_literals', (2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0),
     0x200000),
    ('barry_as_FLUFL', (3, 1, 0, 'alpha', 2), (4, 0, 0, 'alpha', 0),
     0x400000),
    ('generator_stop', (3, 5, 0, 'beta', 1), (3, 7, 0, 'alpha', 0), 0x800000),
    ('annotations', (3, 7, 0, 'beta', 1), (4, 0, 0, 'alpha', 0), 0x1000000),
)

all_feature_names = [_row[0] for _row in _ROWS]
__all__ = ['all_feature_names'] + all_feature_names


class _Feature:
    def __init__(self, optional, mandatory, flag):
        self.optional = optional
        self.mandatory = mandatory
        self.compiler_flag = flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return (f'_Feature({self.optional!r}, {self.mandatory!r}, '
                f'{self.compiler_flag!r})')


CO_NESTED, CO_GENERATOR_ALLOWED = _ROWS[0][-1], 0
for _row in _ROWS[2:]:
    _name = 'BARRY_AS_BDFL' if _row[0] == 'barry_as_FLUFL' else _row[0].upper()
    globals()['CO_FUTURE_' + _name] = _row[-1]
for _name, _optional, _mandatory, _flag in _ROWS:
    globals()[_name] = _Feature(_optional, _mandatory, _flag)
