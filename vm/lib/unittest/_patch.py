# SPDX-License-Identifier: MIT
# patch(): something else in an attribute's place while a function or a `with`
# runs.

import contextlib
import functools
import inspect
import sys

from unittest._call import DEFAULT
from unittest import mock

_ABSENT = object()


def _imported(path):
    name, *rest = path.split('.')
    thing = __import__(name)
    for part in rest:
        name += '.' + part
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(name)
            thing = getattr(thing, part)
    return thing


class _patch:
    """One attribute to be replaced; a decorator and a context manager."""

    attribute_name = None
    _active = []

    def __init__(self, getter, attribute, new, spec, create, spec_set,
                 autospec, new_callable, kwargs):
        for name, usual, value in (('new', DEFAULT, new),
                                   ('autospec', None, autospec)):
            if not (new_callable is None or value is usual):
                raise ValueError(f"Cannot use '{name}' and 'new_callable' "
                                 'together')
        self.getter, self.attribute = getter, attribute
        self.new, self.new_callable, self.kwargs = new, new_callable, kwargs
        self.spec, self.spec_set, self.autospec = spec, spec_set, autospec
        self.create, self.additional_patchers = create, []

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec,
                       self.create, self.spec_set, self.autospec,
                       self.new_callable, self.kwargs)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [patcher.copy() for patcher
                                     in self.additional_patchers]
        return other

    # ---- as a decorator ----

    def __call__(self, func):
        if isinstance(func, type):
            return self._decorate_class(func)
        # All patches of one function are in the list of one wrapper.
        known = getattr(func, 'patchings', None)
        if known is not None:
            known.append(self)
            return func

        @functools.wraps(func)
        def patched(*args, **keywords):
            with contextlib.ExitStack() as stack:
                for each in patched.patchings:
                    found = stack.enter_context(each)
                    if each.attribute_name is not None:
                        keywords.update(found)
                    elif each.new is DEFAULT:
                        args += (found,)
                return func(*args, **keywords)
        patched.patchings = [self]
        return patched

    def _decorate_class(self, cls):
        for name in dir(cls):
            if name.startswith(patch.TEST_PREFIX):
                method = getattr(cls, name)
                if callable(method):
                    setattr(cls, name, self.copy()(method))
        return cls

    # ---- as a context manager ----

    def _original(self):
        target, name = self.target, self.attribute
        original = vars(target).get(name, _ABSENT) if hasattr(
            target, '__dict__') else _ABSENT
        local = original is not _ABSENT
        if not local:
            original = getattr(target, name, _ABSENT)
        import builtins
        if name in dir(builtins) and isinstance(target, type(sys)):
            self.create = True
        if not self.create and original is _ABSENT:
            raise AttributeError(f'{target} does not have the attribute '
                                 f'{name!r}')
        return original, local

    def _made(self, original):
        # What goes there when the user did not say.
        if self.autospec:
            spec = original if self.autospec is True else self.autospec
            return mock.create_autospec(
                spec, spec_set=bool(self.spec_set), _name=self.attribute,
                **self.kwargs)
        if self.autospec is None and self.new_callable is not None:
            make = self.new_callable
        else:
            make = mock.AsyncMock if inspect.iscoroutinefunction(original) \
                else mock.MagicMock
        how = dict(self.kwargs)
        for word in ('spec', 'spec_set'):
            value = getattr(self, word)
            if value is not None and value is not False:
                how[word] = original if value is True else value
        if isinstance(make, type) and issubclass(make, mock.NonCallableMock):
            how.setdefault('name', self.attribute)
        made = make(**how)
        given = how.get('spec') or how.get('spec_set')
        if isinstance(given, type) and isinstance(made, mock.Mock):
            made.return_value = make(spec=given, _new_name='()',
                                     _new_parent=made)
        return made

    def __enter__(self):
        self.target = self.getter()
        original, local = self._original()
        new = self._made(original) if self.new is DEFAULT else self.new
        self.temp_original, self.is_local = original, local
        self._stack = contextlib.ExitStack()
        setattr(self.target, self.attribute, new)
        if self.attribute_name is None:
            return new
        found = {}
        if self.new is DEFAULT:
            found[self.attribute_name] = new
        for patcher in self.additional_patchers:
            part = self._stack.enter_context(patcher)
            if patcher.new is DEFAULT:
                found.update(part)
        return found

    def __exit__(self, *error):
        place, old = (self.target, self.attribute), self.temp_original
        own = self.is_local and old is not _ABSENT
        if not own:
            # What is inherited shows again, unless deleting undid that too.
            delattr(*place)
        if own or not self.create and not hasattr(*place):
            setattr(*place, old)
        return self._stack.__exit__(*error)

    def start(self):
        result = self.__enter__()
        self._active.append(self)
        return result

    def stop(self):
        try:
            self._active.remove(self)
        except ValueError:
            if sys.version_info < (3, 8, 6):
                raise RuntimeError('stop called on unstarted '
                                   'patcher') from None
            return None
        return self.__exit__(None, None, None)


class _patch_dict:
    """A mapping's contents to be replaced."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values, **kwargs)
        self.clear = clear

    def __call__(self, f):
        if isinstance(f, type):
            for name in dir(f):
                method = getattr(f, name)
                if name.startswith(patch.TEST_PREFIX) and callable(method):
                    setattr(f, name, _patch_dict(
                        self.in_dict, self.values, self.clear)(method))
            return f

        @functools.wraps(f)
        def inner(*args, **kwargs):
            with self:
                return f(*args, **kwargs)
        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _imported(self.in_dict)
        self._saved = {key: self.in_dict[key] for key in self.in_dict}
        if self.clear:
            self._empty()
        for key, value in self.values.items():
            self.in_dict[key] = value
        return self.in_dict

    def _empty(self):
        for key in list(self.in_dict):
            del self.in_dict[key]

    def __exit__(self, *error):
        self._empty()
        for key, value in self._saved.items():
            self.in_dict[key] = value
        return False

    def start(self):
        result = self.__enter__()
        _patch._active.append(self)
        return result

    def stop(self):
        try:
            _patch._active.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _target(path):
    try:
        target, attribute = path.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError('Need a valid target to patch. You supplied: '
                        f'{path!r}') from None
    return (lambda: _imported(target)), attribute


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None,
          autospec=None, new_callable=None, **kwargs):
    """Replace what 'package.module.name' names."""
    return _patch(*_target(target), new, spec, create, spec_set, autospec,
                  new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False,
                  spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Replace an attribute of an object."""
    return _patch(lambda: target, attribute, new, spec, create, spec_set,
                  autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None,
                    autospec=None, new_callable=None, **kwargs):
    """Replace several at once, given by name."""
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with '
                         'patch.multiple')

    def getter():
        return _imported(target) if isinstance(target, str) else target
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set,
                         autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    patchers[0].additional_patchers = patchers[1:]
    return patchers[0]


def _stop_all():
    for patcher in reversed(list(_patch._active)):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = 'test'
