# SPDX-License-Identifier: MIT
# Exception groups (3.11), as classes; the syntax `except*` is not 3.8's.

import builtins
from types import GenericAlias


def _matcher(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException) \
            or isinstance(condition, tuple) and condition and all(
                isinstance(kind, type) and issubclass(kind, BaseException)
                for kind in condition):
        return lambda error: isinstance(error, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError('expected a function, exception type or tuple of '
                    'exception types')


class BaseExceptionGroup(BaseException):
    """Several exceptions that were raised together."""

    def __new__(cls, message, exceptions, /):
        if not isinstance(message, str):
            raise TypeError('argument 1 must be str, not '
                            f'{type(message).__name__}')
        try:
            members = tuple(exceptions)
        except TypeError:
            raise TypeError('second argument (exceptions) must be a sequence')
        if not members:
            raise ValueError('second argument (exceptions) must be a '
                             'non-empty sequence')
        for number, error in enumerate(members):
            if not isinstance(error, BaseException):
                raise ValueError(f'Item {number} of second argument '
                                 '(exceptions) is not an exception')
        plain = all(isinstance(error, Exception) for error in members)
        if cls is BaseExceptionGroup and plain:
            cls = ExceptionGroup
        elif issubclass(cls, Exception) and not plain:
            raise TypeError(
                'Cannot nest BaseExceptions in an ExceptionGroup'
                if cls is ExceptionGroup else
                f'Cannot nest BaseExceptions in {cls.__name__!r}')
        self = super().__new__(cls, message, exceptions)
        self._message = message
        self._exceptions = members
        return self

    def __init__(self, message, exceptions, /, *args):
        super().__init__(message, exceptions, *args)

    message = property(lambda self: self._message)
    exceptions = property(lambda self: self._exceptions)

    def __str__(self):
        count = len(self._exceptions)
        return (f'{self._message} ({count} sub-exception'
                f"{'s' if count != 1 else ''})")

    def __repr__(self):
        return (f'{type(self).__name__}({self._message!r}, '
                f'{list(self._exceptions)!r})')

    __class_getitem__ = classmethod(GenericAlias)

    def derive(self, excs):
        """A group of the same kind with other members."""
        return BaseExceptionGroup(self._message, excs)

    def _with(self, members):
        if not members:
            return None
        group = self.derive(members)
        group.__traceback__ = self.__traceback__
        group.__cause__ = self.__cause__
        group.__context__ = self.__context__
        notes = getattr(self, '__notes__', None)
        if notes is not None:
            group.__notes__ = list(notes)
        return group

    def split(self, condition, /):
        """(what matches, the rest), with the nesting kept."""
        matches = _matcher(condition)
        if matches(self):
            return self, None
        chosen, rest = [], []
        for error in self._exceptions:
            if isinstance(error, BaseExceptionGroup):
                yes, no = error.split(condition)
                chosen += [yes] if yes is not None else []
                rest += [no] if no is not None else []
            else:
                (chosen if matches(error) else rest).append(error)
        return self._with(chosen), self._with(rest)

    def subgroup(self, condition, /):
        """What matches, or None."""
        return self.split(condition)[0]


class ExceptionGroup(BaseExceptionGroup, Exception):
    """One without exceptions that end the program."""


for _class in (BaseExceptionGroup, ExceptionGroup):
    _class.__module__ = 'builtins'
    setattr(builtins, _class.__name__, _class)
