# SPDX-License-Identifier: MIT
# library: json
# JSON both ways, its errors, and what the native parts must leave alone.

import collections
import enum
import json


class Colour(enum.IntEnum):
    RED = 1


class Text(str):
    pass


def tried(function, *arguments, **options):
    try:
        print(repr(function(*arguments, **options)))
    except Exception as error:
        print(type(error).__name__, error)


VALUES = [
    None, True, 0, -1, 1 << 80, 1.5, 1e300, 1e16, -0.0, 'text', '"\\/\b\f\n\r\t',
    '\x00\x1f\x7f\x80\xe9\u20ac\U0001f600\ud800', [], [1, [2, []]], (1, 2),
    {}, {'a': {'b': [1]}}, {1: 2, None: 3, True: 4, 1.5: 5, 'x': 6},
    float('nan'), [float('inf'), float('-inf')], Colour.RED, Text('t'),
    {Text('k'): Text('v')}, collections.OrderedDict([('b', 1), ('a', 2)]),
    {1, 2}, {(1,): 2}, b'bytes', object]
for value in VALUES:
    tried(json.dumps, value)
    tried(json.dumps, value, ensure_ascii=False)
    tried(json.dumps, value, separators=(',', ':'))
for options in ({'indent': 2}, {'sort_keys': True}, {'allow_nan': False},
                {'indent': '\t', 'sort_keys': True}, {'skipkeys': True},
                {'default': repr}):
    tried(json.dumps, {'b': [1, {}], 'a': {'c': []}, 'd': None}, **options)
    tried(json.dumps, [{1, 2}], **options)
    tried(json.dumps, float('nan'), **options)
    tried(json.dumps, {(1,): 2, 'k': 3}, **options)
loop = []
loop.append(loop)
tried(json.dumps, loop)

TEXTS = [
    '', ' ', '1', ' [1 , 2.5e3 , -0 , 1E400, "x"] ', '{"a": {"b": null}}',
    '{"a":1,"a":2}', '[1,]', '[,1]', '{"a" 1}', '{a: 1}', '{"a": 1,}', '[1',
    '"abc', '"\\x"', '"\\u12"', '"\\ud83d\\ude00\\ud800 \\u00e9"', '"a\nb"',
    '01', '-', '1.', '1.e3', '.5', 'nul', 'NaN', '-Infinity', '[1] x',
    '\ufeff1', '123456789012345678901234567890', '"\u20ac"', '[' * 20]
for text in TEXTS:
    tried(json.loads, text)
tried(json.loads, '"a\nb"', strict=False)
tried(json.loads, '{"a": {"b": 1}}', object_hook=lambda d: sorted(d))
tried(json.loads, '{"a": {"b": 1}}', object_pairs_hook=list)
tried(json.loads, '[1.5, 2, NaN]', parse_float=str, parse_int=repr,
      parse_constant=len)
tried(json.loads, b'{"a": 1}')
tried(json.loads, 5)
keys = list(json.loads('[{"key": 1}, {"key": 2}]'))
print(keys)
try:
    json.loads('[' * 100000)
except RecursionError:
    print('too deep')
