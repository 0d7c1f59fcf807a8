# SPDX-License-Identifier: MIT
# Objects that stand in for others and remember how they were used, and
# patch(), which puts them in the others' place for a while.
#
# _call has call, ANY and lists of calls, _patch what patch() does. Each mock
# has a class of its own, so that special methods can be set on one alone.
# _async_mock has AsyncMock.

import inspect
import sys

from unittest._call import (ANY, DEFAULT, _Call, _CallList, _shown, call,
                            sentinel)

__all__ = ['Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call',
           'create_autospec', 'FILTER_DIR', 'NonCallableMock',
           'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal',
           'AsyncMock']

FILTER_DIR = True
_UNSET = object()
_OWN = frozenset((
    'return_value', 'side_effect', 'called', 'call_count', 'call_args',
    'call_args_list', 'mock_calls', 'method_calls'))


class InvalidSpecError(Exception):
    """A mock cannot be the specification of a mock."""


class _State:
    # All that a mock remembers; attributes of mocks are the user's.

    def __init__(self, name, parent, new_name):
        self.name = name
        self.parent = parent          # who records our calls too
        self.new_name = new_name      # '.attr' or '()' seen from the parent
        self.children = {}
        self.spec = None              # names that may be read, or None
        self.spec_set = False
        self.spec_class = None
        self.signature = None
        self.wraps = None
        self.sealed = False
        self.unsafe = False
        self.return_value = DEFAULT
        self.side_effect = None
        self.clear()

    def clear(self):
        self.called = False
        self.call_count = 0
        self.call_args = None
        self.call_args_list = _CallList()
        self.mock_calls = _CallList()
        self.method_calls = _CallList()


def _is_exception(thing):
    return isinstance(thing, BaseException) or (
        isinstance(thing, type) and issubclass(thing, BaseException))


def _signature_of(spec):
    try:
        return inspect.signature(spec)
    except (ValueError, TypeError):
        return None


def _adopt(parent, mock, new_name):
    # A nameless mock that nobody records for gets a parent; no cycles.
    if (not isinstance(mock, NonCallableMock) or mock._mock.name
            or mock._mock.parent is not None):
        return False
    above = parent
    while above is not None:
        if above is mock:
            return False
        above = above._mock.parent
    mock._mock.parent = parent
    mock._mock.new_name = new_name
    return True


class NonCallableMock:
    """Has whatever attribute is asked for, each a mock again."""

    def __new__(cls, *args, **kwargs):
        own = type(cls.__name__, (cls,), {'__doc__': cls.__doc__})
        return object.__new__(own)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name='',
                 _new_parent=None, _spec_as_instance=False, _eat_self=None,
                 unsafe=False, **kwargs):
        state = _State(name, _new_parent if _new_parent is not None
                       else parent, _new_name)
        self.__dict__['_mock'] = state
        state.unsafe = unsafe
        state.wraps = wraps
        if spec_set is not None:
            spec, state.spec_set = spec_set, True
        if spec is not None:
            self._set_spec(spec)
        if kwargs:
            self.configure_mock(**kwargs)

    def _set_spec(self, spec):
        state = self._mock
        if isinstance(spec, NonCallableMock) and sys.version_info >= (3, 11):
            raise InvalidSpecError('Cannot spec a Mock object. '
                                   f'[object={spec!r}]')
        if isinstance(spec, (list, tuple)):
            state.spec = list(spec)
            return
        state.spec = dir(spec)
        state.spec_class = spec if isinstance(spec, type) else type(spec)
        state.signature = _signature_of(spec) if callable(spec) else None

    def mock_add_spec(self, spec, spec_set=False):
        self._mock.spec_set = spec_set
        self._set_spec(spec)

    def attach_mock(self, mock, attribute):
        state = mock._mock
        state.parent = None
        state.name = ''
        setattr(self, attribute, mock)

    def configure_mock(self, **kwargs):
        # Shorter paths first: 'a' before 'a.b'.
        for path, value in sorted(kwargs.items(),
                                  key=lambda item: item[0].count('.')):
            *steps, last = path.split('.')
            thing = self
            for step in steps:
                thing = getattr(thing, step)
            setattr(thing, last, value)

    @property
    def __class__(self):
        return self._mock.spec_class or type(self)

    # ---- attributes ----

    def _get_child_mock(self, **kw):
        if self._mock.sealed:
            raise AttributeError(self._path(kw.get('_new_name', '()')))
        kind = type(self).__mro__[1]
        name = kw.get('_new_name', '')[1:]
        if self._is_async_child(kind, name):
            return AsyncMock(**kw)
        if issubclass(kind, NonCallableMagicMock):
            kind = MagicMock
        elif not issubclass(kind, Mock):
            kind = Mock
        return kind(**kw)

    def _is_async_child(self, kind, name):
        if name in _ASYNC:
            return issubclass(kind, MagicMock)
        spec = self._mock.spec_class
        if spec is not None and name:
            try:
                return inspect.iscoroutinefunction(
                    inspect.getattr_static(spec, name, None))
            except TypeError:
                return False
        return issubclass(kind, AsyncMock) and name not in _MAGIC

    def __getattr__(self, name):
        if name in ('_mock', '_mock_methods'):
            raise AttributeError(name)
        state = self._mock
        if state.spec is not None:
            if name not in state.spec or name in _MAGIC:
                raise AttributeError(f'Mock object has no attribute {name!r}')
        elif name[:2] == '__' == name[-2:]:
            raise AttributeError(name)
        if (not state.unsafe and not (state.spec and name in state.spec)
                and name.startswith(('assert', 'assret'))):
            if sys.version_info >= (3, 12):
                raise AttributeError(
                    f'{name!r} is not a valid assertion. Use a spec for the '
                    f'mock if {name!r} is meant to be an attribute.')
            raise AttributeError('Attributes cannot start with \'assert\' or '
                                 '\'assret\'' if sys.version_info < (3, 10)
                                 else f"'{name}' is not a valid assertion.")
        child = state.children.get(name)
        if child is _UNSET:
            raise AttributeError(name)
        if child is None:
            wraps = (getattr(state.wraps, name)
                     if state.wraps is not None else None)
            child = self._get_child_mock(name=name, wraps=wraps,
                                         parent=self, _new_name='.' + name,
                                         _new_parent=self)
            state.children[name] = child
        return child

    def __setattr__(self, name, value):
        state = self._mock
        if name in _OWN or isinstance(getattr(type(self), name, None),
                                      property):
            object.__setattr__(self, name, value)
            return
        if (state.spec_set and state.spec is not None
                and name not in state.spec and name not in self.__dict__):
            raise AttributeError(f'Mock object has no attribute {name!r}')
        if name in _MAGIC:
            _set_magic(self, name, value)
            return
        if state.sealed and name not in state.children:
            raise AttributeError(f'Cannot set {self._path("." + name)}')
        if _adopt(self, value, '.' + name):
            state.children[name] = value
        elif name in state.children:
            state.children[name] = None
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        state = self._mock
        if name in _MAGIC and name in type(self).__dict__:
            delattr(type(self), name)
            return
        there = name in self.__dict__
        if there:
            object.__delattr__(self, name)
        elif state.children.get(name) is _UNSET:
            raise AttributeError(name)
        state.children[name] = _UNSET

    def __dir__(self):
        state = self._mock
        names = set(state.spec or dir(type(self)))
        names.update(self.__dict__, state.children)
        names -= {name for name, child in state.children.items()
                  if child is _UNSET}
        return sorted(name for name in names if name != '_mock' and not (
            FILTER_DIR and name[:1] == '_' and name not in self.__dict__
            and state.spec is None))

    def _path(self, last=''):
        # 'mock.attr().other': how we are reached from the outermost mock.
        path, state = last, self._mock
        while state.parent is not None:
            path = state.new_name + path
            state = state.parent._mock
        return (state.name or 'mock') + path

    def __repr__(self):
        state = self._mock
        name = ''
        if state.name or state.parent is not None:
            name = f' name={self._path()!r}'
        spec = ''
        if state.spec_class is not None:
            word = 'spec_set' if state.spec_set else 'spec'
            spec = f' {word}={state.spec_class.__name__!r}'
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    # ---- what it remembers ----

    @property
    def return_value(self):
        state = self._mock
        if state.return_value is DEFAULT:
            state.return_value = self._get_child_mock(
                _new_name='()', _new_parent=self)
        return state.return_value

    @return_value.setter
    def return_value(self, value):
        self._mock.return_value = value
        _adopt(self, value, '()')

    @property
    def side_effect(self):
        return self._mock.side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and (
                not _is_exception(value)):
            value = iter(value)
        self._mock.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False,
                   side_effect=False):
        visited = [] if visited is None else visited
        if any(seen is self for seen in visited):
            return
        visited.append(self)
        state = self._mock
        state.clear()
        if side_effect:
            state.side_effect = None
        for child in state.children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(visited, return_value=return_value,
                                 side_effect=side_effect)
        if isinstance(state.return_value, NonCallableMock):
            state.return_value.reset_mock(visited)
        if return_value:
            state.return_value = DEFAULT

    # ---- assertions ----

    def _bound(self, item):
        # The call as its signature sees it, so that f(1) equals f(a=1).
        signature = self._mock.signature
        if signature is None:
            return item
        try:
            bound = signature.bind(*item[-2], **item[-1])
        except TypeError as error:
            return error.with_traceback(None)
        return _Call((bound.args, bound.kwargs), two=len(item) == 2)

    def _mock_name(self):
        state = self._mock
        if state.name:
            return state.name
        return state.new_name.lstrip('.') or 'mock'

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(
                f"Expected '{self._mock_name()}' to not have been called. "
                f"Called {self.call_count} times.{self._calls()}")

    def _calls(self):
        if not self.mock_calls:
            return ''
        return f'\nCalls: {self.mock_calls!r}.'

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(
                f"Expected '{self._mock_name()}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._mock_name()}' to have been called once. "
                f"Called {self.call_count} times.{self._calls()}")

    def assert_called_with(self, /, *args, **kwargs):
        name = self._mock.name or 'mock'
        wanted = _shown(name, args, kwargs)
        if self.call_args is None:
            raise AssertionError('expected call not found.\nExpected: '
                                 f'{wanted}\nActual: not called.')
        expected = self._bound(_Call((args, kwargs), two=True))
        actual = self._bound(self.call_args)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            found = _shown(name, *self.call_args)
            raise AssertionError('expected call not found.\nExpected: '
                                 f'{wanted}\nActual: {found}') from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(
                f"Expected '{self._mock_name()}' to be called once. Called "
                f"{self.call_count} times.{self._calls()}")
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        expected = self._bound(_Call((args, kwargs), two=True))
        if not any(self._bound(item) == expected
                   for item in self.call_args_list):
            shown = _shown(self._mock.name or 'mock', args, kwargs)
            raise AssertionError(f'{shown} call not found')

    def assert_has_calls(self, calls, any_order=False):
        expected = [self._bound(item) if not item[0] else item
                    for item in map(_as_call, calls)]
        actual = _CallList([self._bound(item) if not item[0] else item
                            for item in self.mock_calls])
        if not any_order:
            if expected not in actual:
                raise AssertionError(
                    f'Calls not found.\nExpected: {_CallList(calls)}'
                    + (f'\nActual: {self.mock_calls!r}'
                       if self.mock_calls else ''))
            return
        missing = []
        for item in expected:
            try:
                actual.remove(item)
            except ValueError:
                missing.append(item)
        if missing:
            raise AssertionError(
                f'{self._mock.name or "mock"!r} does not contain all of '
                f'{tuple(missing)!r} in its call list, found '
                f'{list(actual)!r} instead')


def _as_call(item):
    return item if len(item) == 3 else _Call(item)


def _recorded(name):
    return property(lambda self: getattr(self._mock, name),
                    lambda self, value: setattr(self._mock, name, value))


for _name in ('called', 'call_count', 'call_args', 'call_args_list',
              'mock_calls', 'method_calls'):
    setattr(NonCallableMock, _name, _recorded(_name))


# ---- Calling ----

class _Callable:
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT,
                 wraps=None, name=None, spec_set=None, parent=None,
                 **kwargs):
        super().__init__(spec, wraps, name, spec_set, parent, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        signature = self._mock.signature
        if signature is not None and self._mock.spec_class is None:
            signature.bind(*args, **kwargs)
        self._record(args, kwargs)
        return self._outcome(args, kwargs)

    def _record(self, args, kwargs):
        state = self._mock
        state.called = True
        state.call_count += 1
        state.call_args = _Call((args, kwargs), two=True)
        state.call_args_list.append(state.call_args)
        state.mock_calls.append(_Call(('', args, kwargs)))
        path, methods = '', not (state.new_name == '()')
        while state.parent is not None:
            path = state.new_name + path
            parent = state.parent._mock
            item = _Call((path.lstrip('.') if not path.startswith('()')
                          else path, args, kwargs))
            parent.mock_calls.append(item)
            methods = methods and state.new_name != '()'
            if methods:
                parent.method_calls.append(item)
            state = parent

    def _outcome(self, args, kwargs):
        state = self._mock
        effect = state.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if _is_exception(result):
                    raise result
            if result is not DEFAULT:
                return result
        if state.return_value is DEFAULT and state.wraps is not None:
            return state.wraps(*args, **kwargs)
        return self.return_value


class Mock(_Callable, NonCallableMock):
    """A mock that can be called."""


# ---- Special methods ----

_BINARY = ('add sub mul matmul truediv floordiv mod divmod pow lshift rshift '
           'and or xor').split()
_MAGIC = frozenset(
    [f'__{prefix}{name}__' for name in _BINARY for prefix in ('', 'i', 'r')]
    + ('__lt__ __gt__ __le__ __ge__ __eq__ __ne__ __hash__ __str__ __len__ '
       '__sizeof__ __int__ __float__ __complex__ __bool__ __index__ '
       '__contains__ __getitem__ __setitem__ __delitem__ __iter__ __next__ '
       '__enter__ __exit__ __neg__ __pos__ __abs__ __invert__ __round__ '
       '__trunc__ __floor__ __ceil__ __reversed__ __missing__ __fspath__ '
       '__format__ __dir__ __call__ __await__ __aenter__ __aexit__ '
       '__aiter__ __anext__ __get__ __set__ __delete__').split())
_NOT_MADE = frozenset(
    ('__missing__ __reversed__ __format__ __dir__ __call__ __await__ '
     '__anext__ __get__ __set__ __delete__ __idivmod__').split())
_ASYNC = frozenset(('__aenter__', '__aexit__', '__anext__'))
_RETURNS = {'__hash__': None, '__str__': None, '__sizeof__': None,
            '__fspath__': None, '__int__': 1, '__contains__': False,
            '__len__': 0, '__exit__': False, '__aexit__': False,
            '__complex__': 1j,
            '__float__': 1.0, '__bool__': True, '__index__': 1,
            '__lt__': NotImplemented, '__gt__': NotImplemented,
            '__le__': NotImplemented, '__ge__': NotImplemented}


def _set_magic(mock, name, value):
    if isinstance(value, NonCallableMock):
        _adopt(mock, value, '.' + name)
        mock._mock.children[name] = value
        setattr(type(mock), name, _Reached(value))
    elif callable(value):
        setattr(type(mock), name, value)
    else:
        raise AttributeError(f'{name} must be callable')


class _Reached:
    # A special method that is a mock: found on the class, called without it.

    def __init__(self, mock):
        self.mock = mock

    def __get__(self, obj, cls=None):
        return self.mock


class _MadeWhenUsed:
    # A special method of a magic mock: made when first looked up.

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        name = self.name
        child = obj._mock.children.get(name)
        if child is None:
            child = obj._get_child_mock(name=name, parent=obj,
                                        _new_name='.' + name, _new_parent=obj)
            obj._mock.children[name] = child
            _give_default(obj, name, child)
        return child


def _give_default(obj, name, child):
    def unless_set(make):
        # A return_value that the user sets wins.
        def effect(*args):
            if child._mock.return_value is not DEFAULT:
                return DEFAULT
            return make(*args)
        child.side_effect = effect

    if name == '__eq__':
        unless_set(lambda other: True if obj is other else NotImplemented)
    elif name == '__ne__':
        unless_set(lambda other: False if obj is other else NotImplemented)
    elif name == '__iter__':
        def iterate(*args):
            value = child._mock.return_value
            return iter(() if value is DEFAULT else value)
        child.side_effect = iterate
    elif name == '__aiter__':
        def iterate(*args):
            value = child._mock.return_value
            return _Items(() if value is DEFAULT else value)
        child.side_effect = iterate
    elif name == '__hash__':
        child.return_value = object.__hash__(obj)
    elif name == '__str__':
        unless_set(lambda: repr(obj))
    elif name == '__sizeof__':
        child.return_value = object.__sizeof__(obj)
    elif name == '__fspath__':
        child.return_value = f'{type(obj).__name__}/{obj._path()}/{id(obj)}'
    elif name in _RETURNS:
        child.return_value = _RETURNS[name]


class NonCallableMagicMock(NonCallableMock):
    """Has the special methods as well."""

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        spec = self._mock.spec
        made = _MAGIC - _NOT_MADE - {f'__r{name}__' for name in _BINARY}
        for name in sorted(made):
            if spec is None or name in spec:
                if name not in type(self).__dict__:
                    setattr(type(self), name, _MadeWhenUsed(name))


class MagicMock(_Callable, NonCallableMagicMock):
    """A mock with special methods that can be called."""


class PropertyMock(Mock):
    """Put on a class, it is called when the attribute is used."""

    def _get_child_mock(self, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def seal(mock):
    """From now on no new attributes appear."""
    mock._mock.sealed = True
    children = [*mock._mock.children.values(), mock._mock.return_value]
    for child in children:
        if isinstance(child, NonCallableMock) and (
                child._mock.parent is mock):
            seal(child)


# ---- Specifications all the way down ----

def create_autospec(spec, spec_set=False, instance=False, _parent=None,
                    _name=None, *, unsafe=False, **kwargs):
    """A mock that has the attributes and signatures of `spec`."""
    is_type = isinstance(spec, type)
    how = {'spec_set': spec} if spec_set else {'spec': spec}
    kind = MagicMock if callable(spec) and (is_type or not instance or
                                            inspect.isroutine(spec)) \
        else NonCallableMagicMock
    if instance and is_type and hasattr(spec, '__call__') and (
            '__call__' in dir(spec) and any(
                '__call__' in base.__dict__ for base in spec.__mro__[:-1])):
        kind = MagicMock
    elif instance and is_type:
        kind = NonCallableMagicMock
    mock = kind(name=_name, _new_parent=_parent,
                _new_name=f'.{_name}' if _parent is not None else '',
                **how, **kwargs)
    if is_type and not instance:
        mock._mock.spec_class = type
        made = create_autospec(spec, spec_set, True, None, None)
        mock.return_value = made
    if inspect.isroutine(spec):
        mock._mock.spec_class = None
    elif is_type and not instance:
        mock._mock.spec_class = None
    for name in dir(spec):
        if name in _MAGIC or name[:2] == '__':
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        if not inspect.isroutine(original):
            continue
        child = MagicMock(name=name, _new_parent=mock, _new_name='.' + name,
                          spec=original)
        child._mock.spec_class = None
        if is_type and inspect.isfunction(original) and not isinstance(
                inspect.getattr_static(spec, name), staticmethod):
            signature = _signature_of(original)
            if signature is not None and instance:
                parameters = list(signature.parameters.values())[1:]
                signature = signature.replace(parameters=parameters)
            child._mock.signature = signature
        mock._mock.children[name] = child
    return mock


# ---- open() ----

def mock_open(mock=None, read_data=''):
    """A mock of open() whose files hold `read_data`."""
    import io
    is_text = isinstance(read_data, str)
    source = [None]

    def fresh():
        source[0] = (io.StringIO if is_text else io.BytesIO)(read_data)

    if mock is None:
        mock = MagicMock(name='open', spec=open)
        mock._mock.signature = None
    file = MagicMock(spec=io.TextIOWrapper if is_text else io.BytesIO)
    file._mock.signature = None
    file.__enter__.return_value = file
    fresh()

    def reader(name):
        method = getattr(file, name)
        method.return_value = None

        def effect(*args, **kwargs):
            if method.return_value is not None:
                return method.return_value
            return getattr(source[0], name)(*args, **kwargs)
        method.side_effect = effect

    file.write.return_value = None
    for name in ('read', 'readline', 'readlines'):
        reader(name)
    file.__iter__.side_effect = lambda: iter(source[0])
    if hasattr(type(file), '__next__') or is_text:
        type(file).__next__ = lambda self: next(source[0])

    def opened(*args, **kwargs):
        fresh()
        return DEFAULT
    mock.side_effect = opened
    mock.return_value = file
    return mock


from unittest._patch import patch


from unittest._async_mock import AsyncMock, _Items  # it needs MagicMock
