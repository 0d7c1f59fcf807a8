# SPDX-License-Identifier: MIT
# marshal: values there and back, and bytes that are none.
import io
import marshal

values = [None, True, False, ..., 0, 1, -1, 255, 256, 1 << 31, -(1 << 31) - 1,
          10 ** 40, -10 ** 40, 1.5, -0.0, 1e300, 2 + 3j, '', 'abc', 'é',
          'a b' * 100, b'', b'xyz', (), (1, 2), [1, [2]], {'a': 1, 2: None},
          {1, 2}, frozenset('a')]
for value in values:
    for version in range(5):
        again = marshal.loads(marshal.dumps(value, version))
        if again != value or type(again) is not type(value):
            print('differs', version, value, again)
print(marshal.dumps(1), marshal.dumps('ab'), marshal.dumps(10 ** 20, 2),
      marshal.dumps({'k': [1.5, b'x']}, 2), marshal.version)
for bad in (b'', b'i\x01', b'?', b'[\x02\x00\x00\x00N', b'r\x05\x00\x00\x00'):
    try:
        print(marshal.loads(bad))
    except Exception as error:
        print(type(error).__name__, error)
for odd in (object(), int, lambda: 0, [object()]):
    try:
        marshal.dumps(odd)
    except ValueError as error:
        print(error)
file = io.BytesIO()
for value in values[:5]:
    marshal.dump(value, file)
file.seek(0)
print([marshal.load(file) for _ in range(5)])
loop = []
loop.append(loop)
again = marshal.loads(marshal.dumps(loop))
print(again[0] is again)
