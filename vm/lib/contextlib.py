# SPDX-License-Identifier: MIT
# Helpers for the with statement.

import sys
import warnings
from abc import ABC, abstractmethod
from _collections import deque
from functools import wraps
from types import MethodType as _MethodType

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'aclosing',
           'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack',
           'ContextDecorator', 'ExitStack', 'redirect_stdout',
           'redirect_stderr', 'suppress', 'chdir']


def _defines(cls, *names):
    for name in names:
        for base in cls.__mro__:
            if name in vars(base):
                if vars(base)[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def _recognised_by(cls):
    # Whoever has the abstract class's two methods is one of its subclasses;
    # a class derived from it asks for more than that.
    names = [name for name in vars(cls)
             if name.endswith(('enter__', 'exit__'))]

    def hook(asked, other):
        return _defines(other, *names) if asked is cls else NotImplemented

    hook.__name__ = '__subclasshook__'
    hook.__qualname__ = cls.__name__ + '.__subclasshook__'
    cls.__subclasshook__ = classmethod(hook)
    return cls


@_recognised_by
class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


@_recognised_by
class AbstractAsyncContextManager(ABC):
    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


# ---- Generators as context managers ----

def _is_same(raised, value):
    # The body's own exception coming back out of the generator.  One that
    # cannot pass through a generator arrives as the cause of a RuntimeError.
    if raised is value:
        return True
    return (isinstance(raised, RuntimeError) and raised.__cause__ is value
            and isinstance(value, (StopIteration, StopAsyncIteration)))


class _FromGenerator:
    def __init__(self, func, args, kwds):
        self._call = func, args, kwds
        self.gen = func(*args, **kwds)
        doc = getattr(func, '__doc__', None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return type(self)(*self._call)


class _GeneratorContextManager(_FromGenerator, AbstractContextManager,
                               ContextDecorator):
    def __enter__(self):
        # The manager is for once: what the call held may go.
        del self._call
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, value, traceback):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = kind()
        try:
            self.gen.throw(kind, value, traceback)
        except StopIteration as stop:
            return stop is not value
        except BaseException as raised:
            if not _is_same(raised, value):
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


_OVER = object()


class _AsyncGeneratorContextManager(_FromGenerator,
                                    AbstractAsyncContextManager):
    async def _advance(self):
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            return _OVER

    async def __aenter__(self):
        value = await self._advance()
        if value is _OVER:
            raise RuntimeError("generator didn't yield")
        return value

    async def __aexit__(self, kind, value, traceback):
        if kind is None:
            if await self._advance() is _OVER:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = kind()
        try:
            await self.gen.athrow(kind, value, traceback)
        except StopAsyncIteration as stop:
            return stop is not value
        except BaseException as raised:
            if not _is_same(raised, value):
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def _making(kind, func):
    # A function whose calls make managers of that kind.
    def helper(*args, **kwds):
        return kind(func, args, kwds)

    return wraps(func)(helper)


def contextmanager(func):
    return _making(_GeneratorContextManager, func)


def asynccontextmanager(func):
    return _making(_AsyncGeneratorContextManager, func)


# ---- Small managers ----

class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _Redirect(AbstractContextManager):
    _stream = None      # its name in sys

    def __init__(self, new_target):
        self._target = new_target
        self._before = []       # one for each time it was entered

    def _exchange(self, stream):
        name = self._stream
        old = getattr(sys, name)
        setattr(sys, name, stream)
        return old

    def __enter__(self):
        self._before.append(self._exchange(self._target))
        return self._target

    def __exit__(self, kind, value, traceback):
        self._exchange(self._before.pop())


class redirect_stdout(_Redirect):
    _stream = 'stdout'


class redirect_stderr(_Redirect):
    _stream = 'stderr'


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._kinds = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, traceback):
        return kind is not None and issubclass(kind, self._kinds)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old = []

    def __enter__(self):
        import os
        self._old.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *exc_info):
        import os
        os.chdir(self._old.pop())


# ---- Stacks of managers ----

_NOTHING = None, None, None     # no exception


class _Unwinding:
    # What is being handled while a stack's exits run, innermost first.

    def __init__(self, details):
        self.details = details
        self.outer = sys.exc_info()[1]
        self.received = details[0] is not None
        self.suppressed = False
        self.fresh = False      # `details` came from one of the exits

    def handled(self, flag):
        if flag:
            self.suppressed = True
            self.fresh = False
            self.details = _NOTHING

    def replaced(self, details):
        # An exit raised: what was being handled becomes its context.
        new, old = details[1], self.details[1]
        while new is not None and new is not old:
            inner = new.__context__
            if inner is None or inner is old:
                break
            if inner is self.outer:
                new.__context__ = old
                break
            new = inner
        self.fresh = True
        self.details = details

    def finish(self):
        if self.fresh:
            error = self.details[1]
            context = error.__context__
            try:
                raise error
            except BaseException:
                error.__context__ = context
                raise
        return self.received and self.suppressed


def _callee(method, args, kwds):
    # What callback(f, *args) was given; f by keyword is out of date.
    if args:
        return args[0], args[1:]
    if 'callback' not in kwds:
        raise TypeError(f'{method} expected at least 1 positional argument, '
                        'got 0')
    warnings.warn("Passing 'callback' as keyword argument is deprecated",
                  DeprecationWarning, stacklevel=3)
    return kwds.pop('callback'), args


class _Stack:
    def __init__(self):
        self._exit_callbacks = deque()      # (called without await?, exit)

    def pop_all(self):
        made = type(self)()
        made._exit_callbacks, self._exit_callbacks = (self._exit_callbacks,
                                                      deque())
        return made

    def _add(self, function, is_sync=True):
        self._exit_callbacks.append((is_sync, function))

    def _leaving(self):
        # Asked anew each time: an exit may add others, or take all away.
        while self._exit_callbacks:
            yield self._exit_callbacks.pop()

    def push(self, exit):
        method = getattr(type(exit), '__exit__', None)
        self._add(exit if method is None else _MethodType(method, exit))
        return exit

    def enter_context(self, cm):
        kind = type(cm)
        enter, leave = kind.__enter__, kind.__exit__
        result = enter(cm)
        self._add(_MethodType(leave, cm))
        return result

    def callback(self, /, *args, **kwds):
        callback, args = _callee('callback', args, kwds)

        def run(kind, value, traceback):
            callback(*args, **kwds)

        run.__wrapped__ = callback
        self._add(run)
        return callback

    callback.__text_signature__ = '($self, callback, /, *args, **kwds)'


class ExitStack(_Stack, AbstractContextManager):
    def __exit__(self, *details):
        unwinding = _Unwinding(details)
        for _, leave in self._leaving():
            try:
                unwinding.handled(leave(*unwinding.details))
            except BaseException:
                unwinding.replaced(sys.exc_info())
        return unwinding.finish()

    def close(self):
        self.__exit__(*_NOTHING)


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        kind = type(cm)
        leave = kind.__aexit__
        result = await kind.__aenter__(cm)
        self._add(_MethodType(leave, cm), False)
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), '__aexit__', None)
        self._add(exit if method is None else _MethodType(method, exit),
                  False)
        return exit

    def push_async_callback(self, /, *args, **kwds):
        callback, args = _callee('push_async_callback', args, kwds)

        async def run(kind, value, traceback):
            await callback(*args, **kwds)

        run.__wrapped__ = callback
        self._add(run, False)
        return callback

    push_async_callback.__text_signature__ = \
        '($self, callback, /, *args, **kwds)'

    async def __aexit__(self, *details):
        unwinding = _Unwinding(details)
        for is_sync, leave in self._leaving():
            try:
                answer = leave(*unwinding.details)
                unwinding.handled(answer if is_sync else await answer)
            except BaseException:
                unwinding.replaced(sys.exc_info())
        return unwinding.finish()

    async def aclose(self):
        await self.__aexit__(*_NOTHING)
