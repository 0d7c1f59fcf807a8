# SPDX-License-Identifier: MIT
# How objects of a class are taken apart, for copy and pickle.

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension',
           'clear_extension_cache']

# ---- Functions that the program registers ----

dispatch_table = {}


def _need_callable(what, things):
    if not callable(what):
        raise TypeError(f'{things} must be callable')


def constructor(object):
    _need_callable(object, 'constructors')


def pickle(ob_type, pickle_function, constructor_ob=None):
    _need_callable(pickle_function, 'reduction functions')
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        _need_callable(constructor_ob, 'constructors')


def pickle_complex(number):
    return complex, (number.real, number.imag)


pickle(complex, pickle_complex, complex)

# ---- Protocols 0 and 1: the object is what its native base is, and more ----

# The flag that marks classes defined by a class statement.
_HEAPTYPE = 1 << 9


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


def _is_native(cls):
    if not getattr(cls, '__flags__', _HEAPTYPE) & _HEAPTYPE:
        return True
    new = cls.__new__       # another class of C with its own
    return isinstance(new, type(len)) and new.__self__ is cls


def _own_getstate(cls):
    """Has it one that does not come from object (3.11)?"""
    missing = getattr(object, '__getstate__', None)
    return getattr(cls, '__getstate__', missing) is not missing


def _reduce_ex(self, proto):
    # object.__reduce_ex__ for the protocols 0 and 1.
    assert proto < 2
    cls = type(self)
    base = next((each for each in cls.__mro__ if _is_native(each)), object)
    if base is object:
        args = cls, object, None
    elif base is cls:
        raise TypeError(f'cannot pickle {cls.__name__!r} object')
    else:
        args = cls, base, base(self)
    if _own_getstate(cls):
        state = self.__getstate__()
    elif getattr(self, '__slots__', None):
        raise TypeError(f'cannot pickle {cls.__name__!r} object: a class that '
                        'defines __slots__ without defining __getstate__ '
                        f'cannot be pickled with protocol {proto}')
    else:
        state = getattr(self, '__dict__', None)
    return (_reconstructor, args, state) if state else (_reconstructor, args)


# ---- Protocol 2: the class makes an empty object, and state fills it ----

def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _own_slots(cls):
    slots = vars(cls).get('__slots__', ())
    prefix = cls.__name__.lstrip('_')
    for name in (slots,) if isinstance(slots, str) else slots:
        private = name.startswith('__') and not name.endswith('__')
        if name not in ('__dict__', '__weakref__'):
            yield f'_{prefix}{name}' if private and prefix else name


def _slotnames(cls):
    # All slots of cls and its bases, named as the attributes are; kept in the
    # class where it lets us.
    names = vars(cls).get('__slotnames__')
    if names is None:
        names = [name for each in cls.__mro__ for name in _own_slots(each)]
        try:
            cls.__slotnames__ = names
        except Exception:
            pass
    return names


# ---- Extensions: numbers that stand for classes and functions ----

_extension_registry = {}    # (module, name): code
_inverted_registry = {}     # code: (module, name)
_extension_cache = {}       # code: the object, once it was needed


def _is_registered(key, code):
    return _extension_registry.get(key) == code \
        and _inverted_registry.get(code) == key


def add_extension(module, name, code):
    key, code = (module, name), int(code)
    if not 0 < code < 1 << 31:
        raise ValueError('code out of range')
    if _is_registered(key, code):
        return
    for registry, given, problem in (
            (_extension_registry, key, 'key {} is already registered with '
             'code {}'),
            (_inverted_registry, code, 'code {} is already in use for key '
             '{}')):
        if given in registry:
            raise ValueError(problem.format(given, registry[given]))
    _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    key = module, name
    if not _is_registered(key, code):
        raise ValueError(f'key {key} is not registered with code {code}')
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
