# cpython: 3.8-3.12
"""Which of several dead objects comes first does not follow from where they
lie, nor when a finaliser runs from what is running just then."""
import gc
import weakref

gc.disable()


class Noted:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Plain:
    pass


def scatter(kind):
    """Objects, and between them holes for the next ones."""
    objects = [kind() for _ in range(64)]
    del objects[::2]
    gc.collect()
    return objects


print("-- references to one object")
holes = scatter(Plain)
target = Plain()
references = []
for number in range(6):
    holes.pop(number * 5 % len(holes))
    gc.collect()
    references.append(weakref.ref(target, lambda _, n=number: print(n)))
plain = weakref.ref(target)
print([[r is x for x in references + [plain]].index(True)
       for r in weakref.getweakrefs(target)])
del target

print("-- variables of a function")


def variables():
    a, b, c, d = Plain(), Plain(), Plain(), Plain()
    for value, name in (a, "a"), (b, "b"), (c, "c"), (d, "d"):
        holes.pop(len(holes) // 2)
        gc.collect()
        references.append(weakref.ref(value, lambda _, n=name: print(n)))
    del value


variables()

print("-- finalisers of variables")


def finalised():
    a = Noted("a")
    holes.pop(len(holes) // 2)
    gc.collect()
    b = Noted("b")
    holes.pop(len(holes) // 3)
    gc.collect()
    c, d = Noted("c"), Noted("d")


finalised()


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return 1

    def __eq__(self, other):
        local = Noted("eq")
        return False

    def __lt__(self, other):
        local = Noted("lt")
        return self.number < other.number


print("-- within what a built-in function calls")
print(Key(1) in [Key(2), Key(3)])
print([Key(1)] == [Key(2)])
print(len(sorted([Key(3), Key(1), Key(2)])))
print(min(Key(1), Key(2)).number)
print(len({Key(1), Key(2)}), (Key(1),) < (Key(2),))
print([Key(1), Key(2)].count(3))
