"""Iterators can be copied and pickled: each copy goes on by itself."""
import copy
import pickle


def left(name, iterator):
    kind = type(iterator).__name__
    twin = copy.copy(iterator)
    again = pickle.loads(pickle.dumps(iterator))
    print(name, kind, list(iterator), list(twin), list(again))


def begun(iterable, steps=1):
    iterator = iter(iterable)
    for _ in range(steps):
        next(iterator)
    return iterator


left('list', begun([1, 2, 3]))
left('tuple', begun((1, 2, 3), 2))
print(list(copy.copy(begun('abc'))))
left('bytes', begun(b'abc'))
left('bytearray', begun(bytearray(b'abc')))
left('range', begun(range(0, 20, 5)))
print(list(copy.copy(begun(range(2**70, 2**70 + 3)))))
left('dict', begun({'a': 1, 'b': 2}))
left('values', begun({'a': 1, 'b': 2}.values()))
left('items', begun({'a': 1, 'b': 2}.items()))
left('set', begun({5}, 0))
left('reversed', begun(reversed([1, 2, 3])))
left('reversed tuple', begun(reversed((1, 2, 3))))
left('enumerate', begun(enumerate('abc', 7)))
left('zip', begun(zip('abc', [1, 2, 3]), 0))
left('map', begun(map(abs, [-1, -2]), 0))
left('filter', begun(filter(None, [0, 1, 2]), 0))
print(list(copy.copy(begun([1], 1))), list(copy.copy(begun((1,), 1))))


class Squares:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError
        return i * i


left('sequence', begun(Squares(), 2))
iterator = iter([1, 2, 3])
iterator.__setstate__(1)
print(list(iterator))
