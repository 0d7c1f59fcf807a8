# cpython: 3.8-3.9
"""isinstance and issubclass of what is no class, but has __bases__."""


class Abstract:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Made:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


top = Abstract()
middle = Abstract(top)
both = Abstract(Abstract(), middle)
print(isinstance(Made(both), top), isinstance(Made(top), both))
print(issubclass(both, top), issubclass(top, both), issubclass(top, top))
print(isinstance(Made(int), int), isinstance(Made(middle), int))


def refused(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class NoTuple:
    __bases__ = 'x'


class Broken:
    @property
    def __bases__(self):
        raise RuntimeError('no bases today')


refused(isinstance, 1, 1)
refused(isinstance, 1, NoTuple())
refused(isinstance, 1, Broken())
refused(issubclass, 1, int)
refused(issubclass, int, 1)
refused(issubclass, NoTuple(), int)
refused(issubclass, int, (1, int))
refused(issubclass, int, (int, 1))
refused(type.__subclasscheck__, int, 3)
