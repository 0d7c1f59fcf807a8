# SPDX-License-Identifier: MIT
# Classes that say what others have to offer.


def _method(name, is_async):
    async def coroutine(self, *args, **kwargs):
        raise NotImplementedError

    def method(self, *args, **kwargs):
        raise NotImplementedError

    made = coroutine if is_async else method
    made.__name__ = name
    return made


def _abstract(methods, coroutines=''):
    """A class decorator: these methods are for subclasses to write."""
    def add(cls):
        for names, is_async in ((methods, False), (coroutines, True)):
            for name in names.split():
                made = _method(name, is_async)
                made.__qualname__ = f'{cls.__name__}.{name}'
                setattr(cls, name, made)
        return cls

    return add
