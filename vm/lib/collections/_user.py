# SPDX-License-Identifier: MIT
# UserDict, UserList and UserString: containers made to be inherited from.
# Each keeps a real one in `data` and sends every operation through it.

import sys
from _collections_abc import MutableMapping, MutableSequence, Sequence

__name__ = 'collections'


def _plain(other):
    return other.data if isinstance(other, _Around) else other


class _Around:
    # What all three have: these go to what is inside.
    __slots__ = ()

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    def __contains__(self, item):
        return item in self.data


def _copied(self):
    # Without its __init__; what else it holds is shared.
    made = type(self).__new__(type(self))
    vars(made).update(vars(self))
    made.data = self.data.copy()
    return made


class _AroundSequence(_Around):
    # The inside of another one is compared, and may be repeated.
    __slots__ = ()

    def __eq__(self, other):
        return self.data == _plain(other)

    def __lt__(self, other):
        return self.data < _plain(other)

    def __le__(self, other):
        return self.data <= _plain(other)

    def __gt__(self, other):
        return self.data > _plain(other)

    def __ge__(self, other):
        return self.data >= _plain(other)

    def __mul__(self, n):
        return type(self)(self.data * n)

    __rmul__ = __mul__


class UserDict(_Around, MutableMapping):
    __copy__ = _copied

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is None and 'dict' in kwargs and sys.version_info < (3, 9):
            from warnings import warn
            warn("Passing 'dict' as keyword argument is deprecated",
                 DeprecationWarning, 2)
            dict = kwargs.pop('dict')
        for given in (dict, kwargs or None):
            if given is not None:
                self.update(given)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(type(self), '__missing__', None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def copy(self):
        return type(self)(self.data) if type(self) is UserDict \
            else self.__copy__()

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __or__(self, other):
        if not isinstance(other, (UserDict, dict)):
            return NotImplemented
        return type(self)({**self.data, **_plain(other)})

    def __ror__(self, other):
        if not isinstance(other, (UserDict, dict)):
            return NotImplemented
        return type(self)({**_plain(other), **self.data})

    def __ior__(self, other):
        self.data.update(_plain(other))
        return self


class UserList(_AroundSequence, MutableSequence):
    __copy__ = _copied

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_plain(initlist))

    def __getitem__(self, i):
        found = self.data[i]
        return type(self)(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return type(self)(self.data + list(_plain(other)))

    def __radd__(self, other):
        return type(self)(list(_plain(other)) + self.data)

    def __iadd__(self, other):
        self.data += _plain(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def copy(self):
        return type(self)(self)

    def insert(self, i, item):
        self.data.insert(i, item)

    def append(self, item):
        self.data.append(item)

    def extend(self, other):
        self.data.extend(_plain(other))

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def count(self, item):
        return self.data.count(item)

    def clear(self):
        self.data.clear()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def reverse(self):
        self.data.reverse()


# What of str gives a string gives a UserString there.
_SAME_KIND = '''
    capitalize casefold center expandtabs format_map ljust lower lstrip
    replace rjust rstrip strip swapcase title translate upper zfill
    removeprefix removesuffix
'''.split()
_OTHER_KIND = '''
    count endswith find format index isalpha isalnum isascii isdecimal
    isdigit isidentifier islower isnumeric isprintable isspace istitle isupper
    join partition rfind rindex rpartition rsplit split splitlines startswith
'''.split()


class UserString(_AroundSequence, Sequence):
    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else str(seq)

    def __getnewargs__(self):
        return self.data,

    # As another kind of value.

    def __hash__(self):
        return hash(self.data)

    def __str__(self):
        return str(self.data)

    def __complex__(self):
        return complex(self.data)

    def __float__(self):
        return float(self.data)

    def __int__(self):
        return int(self.data)

    # As a sequence.

    def __contains__(self, char):
        return _plain(char) in self.data

    def __getitem__(self, index):
        return type(self)(self.data[index])

    def __add__(self, other):
        return type(self)(self.data + str(other))

    def __radd__(self, other):
        return type(self)(str(other) + self.data)

    def __mod__(self, args):
        return type(self)(self.data % args)

    def __rmod__(self, template):
        return type(self)(str(template) % self)

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode(encoding or 'utf-8', errors or 'strict')

    maketrans = str.maketrans


def _forward(name, wrap):
    def method(self, *args, **kwds):
        args = [_plain(arg) for arg in args]
        found = getattr(self.data, name)(*args, **kwds)
        return type(self)(found) if wrap else found

    method.__name__ = name
    method.__qualname__ = f'UserString.{name}'
    return method


for _name in _SAME_KIND + _OTHER_KIND:
    setattr(UserString, _name, _forward(_name, _name in _SAME_KIND))
