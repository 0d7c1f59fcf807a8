# SPDX-License-Identifier: MIT
# __getitem__, __setitem__, __delitem__, __call__, __bool__, __index__.


class Log(list):
    pass


class Store:
    def __init__(self):
        self.log = []

    def __getitem__(self, key):
        self.log.append(("get", key))
        return key

    def __setitem__(self, key, value):
        self.log.append(("set", key, value))

    def __delitem__(self, key):
        self.log.append(("del", key))


s = Store()
s[1]
s[1:2] = 3
s["a", 2] = 4
s[0] += 10
del s[::2]
s[...]
for s["target"] in [7]:
    pass
print(*s.log, sep="\n")


class Callable:
    def __call__(self, *args, **kwargs):
        return args, kwargs


c = Callable()
print(c(), c(1, x=2), callable(c), list(map(c, [1])), c.__call__(3))


class Falsy:
    def __bool__(self):
        print("bool?")
        return False


print(bool(Falsy()), not Falsy(), 1 if Falsy() else 2, bool(Falsy() and 1),
    len([x for x in [Falsy()] if x]))


class BadBool:
    def __bool__(self):
        return 1


class LenFalse:
    def __len__(self):
        return 0


try:
    bool(BadBool())
except TypeError as error:
    print(error)
print(bool(LenFalse()), bool(object()))


class Index:
    def __index__(self):
        return 2


print("abc"[Index()], [1, 2, 3][:Index()], list(range(Index())), bin(Index()),
    "x" * Index(), bytes(Index()), [0, 1, 2, 3].pop(Index()))
try:
    s2 = object()
    s2[0] = 1
except TypeError as error:
    print(error)
try:
    del s2[0]
except TypeError as error:
    print(error)
l = Log([3, 1])
l.sort()
l.note = "attribute"
print(l, l.note, type(l).__name__, l + [1], type(l + [1]).__name__,
    l == [1, 3], isinstance(l, list), len(l))
