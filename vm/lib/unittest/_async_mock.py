# SPDX-License-Identifier: MIT
# AsyncMock: a mock whose calls are awaited, and which remembers that too.

import inspect

from unittest._call import DEFAULT, _Call, _CallList
from unittest.mock import MagicMock, _is_exception

_MISSING = object()


class AsyncMockMixin:
    """What AsyncMock adds: calls give coroutines, awaits are counted."""

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__['_awaits'] = _CallList()

    @property
    def _is_coroutine(self):
        from asyncio.coroutines import _is_coroutine
        return _is_coroutine

    @property
    def __code__(self):
        return _async_code

    @property
    def await_count(self):
        return len(self.__dict__['_awaits'])

    @property
    def await_args(self):
        awaits = self.__dict__['_awaits']
        return awaits[-1] if awaits else None

    @property
    def await_args_list(self):
        return self.__dict__['_awaits']

    async def _outcome(self, args, kwargs):
        self.__dict__['_awaits'].append(_Call((args, kwargs), two=True))
        state = self._mock
        effect = state.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect, _MISSING)
                if result is _MISSING:
                    raise StopAsyncIteration
                if _is_exception(result):
                    raise result
                return result
            result = effect(*args, **kwargs)
            if inspect.isawaitable(result):
                result = await result
            if result is not DEFAULT:
                return result
        if state.return_value is DEFAULT and state.wraps is not None:
            result = state.wraps(*args, **kwargs)
            return await result if inspect.isawaitable(result) else result
        return self.return_value

    def reset_mock(self, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.__dict__['_awaits'] = _CallList()

    # ---- assertions ----

    def assert_awaited(self):
        if not self.await_count:
            raise AssertionError(f'Expected {self._mock_name()} to have been '
                                 'awaited.')

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f'Expected {self._mock_name()} to have been '
                                 f'awaited once. Awaited {self.await_count} '
                                 'times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        wanted = _Call((args, kwargs), two=True)
        if not self.await_count:
            raise AssertionError(f'Expected await: '
                                 f'{self._call_text(wanted)}\nNot awaited')
        if self._bound(self.await_args) != self._bound(wanted):
            raise AssertionError(
                f'expected await not found.\nExpected: '
                f'{self._call_text(wanted)}\nActual: '
                f'{self._call_text(self.await_args)}')

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        wanted = self._bound(_Call((args, kwargs), two=True))
        if wanted not in [self._bound(each) for each in self.await_args_list]:
            shown = self._call_text(_Call((args, kwargs), two=True))
            raise AssertionError(f'{shown} await not found')

    def assert_has_awaits(self, calls, any_order=False):
        wanted = [self._bound(each) for each in calls]
        awaits = [self._bound(each) for each in self.await_args_list]
        if any_order:
            left = list(awaits)
            for each in wanted:
                if each not in left:
                    raise AssertionError(f'{each!r} not all found in await '
                                         'list')
                left.remove(each)
        elif not any(awaits[start:start + len(wanted)] == wanted
                     for start in range(len(awaits) - len(wanted) + 1)):
            raise AssertionError(f'Awaits not found.\nExpected: '
                                 f'{_CallList(calls)}\nActual: '
                                 f'{self.await_args_list}')

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f'Expected {self._mock_name()} to not have '
                                 f'been awaited. Awaited {self.await_count} '
                                 'times.')

    def _call_text(self, item):
        args, kwargs = item[-2:]
        shown = [repr(arg) for arg in args]
        shown += [f'{name}={value!r}' for name, value in kwargs.items()]
        return f"{self._mock_name()}({', '.join(shown)})"


async def _pattern(*args, **kwargs):
    """Its code makes inspect take a mock for a coroutine function."""


_async_code = _pattern.__code__


class AsyncMock(AsyncMockMixin, MagicMock):
    """A mock of a coroutine function."""


class _Items:
    # What `async for` over a magic mock gives.

    def __init__(self, items):
        self.items = iter(items)

    def __aiter__(self):
        return self

    async def __anext__(self):
        for item in self.items:
            return item
        raise StopAsyncIteration
