# SPDX-License-Identifier: MIT
# What natives ask of Python code: small calls with the ordinary rules.
#
# A class may define a special method as anything callable; only the language
# itself knows how to bind, reflect and convert what comes back.
from _prelude import _repr_enter, hash_of_hashes, mapping_of


def call_hash(value):
    return hash(value)


def call_equal(a, b):
    return True if a == b else False


def call_truth(value):
    return True if value else False


def _bound(self, name):
    """type(self).name bound to self, past the instance's own attributes."""
    if self is None:
        return getattr(None, name)      # __get__ takes it for no instance
    cls = type(self)
    for base in cls.__mro__:
        if name in base.__dict__:
            method = base.__dict__[name]
            get = getattr(type(method), '__get__', None)
            return method if get is None else get(method, self, cls)
    raise AttributeError(name)


def call_slot(self, name):
    return _bound(self, name)()


def call_slot_with(self, name, *arguments):
    return _bound(self, name)(*arguments)


def index_of(value):
    """An int for whatever has __index__, in slices too."""
    if isinstance(value, slice):
        return slice(index_of(value.start), index_of(value.stop),
                     index_of(value.step))
    if isinstance(value, int) or not hasattr(type(value), '__index__'):
        return value
    return plain_int(type(value).__index__(value), '__index__')


def plain_int(result, method):
    """The int that __index__ or __int__ gave; one of a subclass still does."""
    if type(result) is int:
        return result
    kind = type(result).__name__
    if not isinstance(result, int):
        raise TypeError(f'{method} returned non-int (type {kind})')
    import_absolute('warnings').warn(
        f'{method} returned non-int (type {kind}).  The ability to return an '
        'instance of a strict subclass of int is deprecated, and may not be '
        'supported in a future version of Python.', DeprecationWarning, 1)
    return int.__pos__(result)


def _warn_strict(method, kind, result):
    import_absolute('warnings').warn(
        f'{method} returned non-{kind} (type {type(result).__name__}).  The '
        f'ability to return an instance of a strict subclass of {kind} is '
        'deprecated, and may be removed in a future version of Python.',
        DeprecationWarning, 1)


def plain_float(result, of):
    """What __float__ gave, when it is of a subclass."""
    _warn_strict(f'{type(of).__name__}.__float__', 'float', result)
    return float.__pos__(result)


def plain_complex(result):
    _warn_strict('__complex__', 'complex', result)
    return complex.__pos__(result)


_proxy_type = type(type.__dict__)


def contains(container, item):
    """`in` by iteration, or where an item compares in Python."""
    cls = type(container)
    if cls is _proxy_type:
        return item in mapping_of(container)
    for base in (list, tuple):
        if isinstance(container, base):
            for found in base.__iter__(container):
                if item is found or item == found:
                    return True
            return False
    try:
        items = iter(container)
    except TypeError:
        raise TypeError("argument of type '%s' is not iterable"
                        % cls.__name__) from None
    for found in items:
        if found is item or found == item:
            return True
    return False
