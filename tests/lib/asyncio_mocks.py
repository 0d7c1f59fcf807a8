# SPDX-License-Identifier: MIT
# unittest.IsolatedAsyncioTestCase and AsyncMock.

import asyncio
import inspect
import io
import unittest
from unittest.mock import AsyncMock, MagicMock, call, patch


class Api:
    async def get(self, what):
        return what

    def sync(self):
        return 1


async def fetch():
    return 'real'


class Cases(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.log = ['setUp']

    async def asyncSetUp(self):
        await asyncio.sleep(0)
        self.log.append('asyncSetUp')

    async def asyncTearDown(self):
        self.log.append('asyncTearDown')

    def tearDown(self):
        self.log.append('tearDown')
        print(self._testMethodName, self.log)

    async def clean(self, what):
        print('clean', what)

    async def test_async(self):
        self.addAsyncCleanup(self.clean, 1)
        await asyncio.sleep(0.01)
        self.log.append('test')

    def test_sync(self):
        self.log.append('test')

    async def test_fails(self):
        await asyncio.sleep(0)
        self.assertEqual(1, 2)

    async def test_error(self):
        raise KeyError('k')


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except AssertionError as error:
        print('AssertionError', error)


async def mocks():
    mock = AsyncMock(return_value=3)
    print(await mock(1, a=2), mock.await_count, mock.await_args,
          mock.call_args, mock.mock_calls)
    attempt(mock.assert_awaited_once_with, 1, a=2)
    attempt(mock.assert_awaited_with, 5)
    attempt(mock.assert_not_awaited)
    mock.side_effect = [1, ValueError('x')]
    print(await mock())
    for _ in range(2):
        try:
            await mock()
        except (ValueError, StopAsyncIteration) as error:
            print(repr(error))
    attempt(mock.assert_awaited_once)
    attempt(mock.assert_any_await, 1, a=2)
    attempt(mock.assert_any_await, 7)
    attempt(mock.assert_has_awaits, [call(1, a=2), call()])
    mock.reset_mock()
    attempt(mock.assert_awaited)
    attempt(mock.assert_not_awaited)

    async def effect(x):
        return x + 1

    print(await AsyncMock(side_effect=effect)(1),
          await AsyncMock(side_effect=lambda: 'plain')())
    print(asyncio.iscoroutinefunction(mock),
          inspect.iscoroutinefunction(mock))
    with_spec = MagicMock(Api)
    print(type(with_spec.get).__name__, type(with_spec.sync).__name__)
    manager = MagicMock()
    manager.__aenter__.return_value = 'entered'
    async with manager as entered:
        print(entered)
    manager.__aexit__.assert_awaited_once()
    manager.__aiter__.return_value = [1, 2]
    print([item async for item in manager])
    with patch(__name__ + '.fetch') as fake:
        fake.return_value = 'fake'
        print(await fetch(), type(fake).__name__)
    print(await fetch())


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Cases)
result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
print(result.testsRun, len(result.errors), len(result.failures))
for case, text in result.failures + result.errors:
    print(case, text.splitlines()[-1])
asyncio.run(mocks())
