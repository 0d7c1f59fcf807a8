# SPDX-License-Identifier: MIT
# One use of a mock: its name, arguments and keyword arguments.


class _Any:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _Any()


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return f'sentinel.{self.name}'


class _Sentinels:
    """sentinel.NAME is an object of that name, always the same."""

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError(name)
        made = self.__dict__[name] = _Sentinel(name)
        return made


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


def _shown(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts += [f'{key}={value!r}' for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


def _parts(value):
    # (name, args, kwargs) of any tuple that may stand for a call.
    name, args, kwargs = '', (), {}
    for part in value:
        if isinstance(part, str):
            name = part
        elif isinstance(part, tuple):
            args = part
        else:
            kwargs = part
    return name, args, kwargs


class _Call(tuple):
    """(name, args, kwargs), or (args, kwargs) for a mock's own calls."""

    def __new__(cls, value=(), name='', parent=None, two=False,
                from_kall=True):
        found, args, kwargs = _parts(value)
        if len(value) < 3:
            name = found or name
        else:
            name = found
        return tuple.__new__(cls, (args, kwargs) if two
                             else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False,
                 from_kall=True):
        # from_kall: made by calling, not by asking for an attribute.
        self._mock_name, self._mock_parent, self._mock_from_kall = (
            name, parent, from_kall)

    def __eq__(self, other):
        try:
            size = len(other)
        except TypeError:
            return NotImplemented
        if not isinstance(other, (list, tuple)) or size > 3:
            return NotImplemented
        mine, theirs = _parts(self), _parts(other)
        # Names are compared where both have one place for it.
        if len(self) == 2 or size < 3 and not theirs[0]:
            return theirs[1:] == mine[1:]
        return (theirs[0] or '', *theirs[1:]) == (mine[0] or '', *mine[1:])

    def __ne__(self, other):
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    __hash__ = tuple.__hash__

    def __call__(self, *args, **kwargs):
        name = self._mock_name
        return _Call((name or '', args, kwargs), name=(name or '') + '()',
                     parent=None if name is None else self)

    def __getattr__(self, attr):
        if attr.startswith('__') and attr.endswith('__'):
            raise AttributeError(attr)
        name = attr if self._mock_name is None else (
            f'{self._mock_name}.{attr}')
        return _Call(name=name, parent=self, from_kall=False)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def count(self, *args):
        return self.__getattr__('count')(*args)

    def index(self, *args):
        return self.__getattr__('index')(*args)

    def call_list(self):
        """The calls of a chain, from the first to this one."""
        before = [] if self._mock_parent is None else (
            self._mock_parent.call_list())
        return _CallList([*before, self] if self._mock_from_kall else before)

    def __repr__(self):
        if self._mock_from_kall:
            name, args, kwargs = _parts(self)
            return _shown(_path(name), args, kwargs)
        name = self._mock_name or 'call'
        return name if name[:4] == 'call' else _path(name)


def _path(name):
    dot = '.' if name and name[:2] != '()' else ''
    return f'call{dot}{name}'


call = _Call(from_kall=False)


class _CallList(list):
    """Calls; `in` also finds several in a row."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i:i + size] == value
                   for i in range(len(self) - size + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))
