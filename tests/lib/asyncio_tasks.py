# SPDX-License-Identifier: MIT
# asyncio: tasks, futures and waiting for several of them.

import asyncio
import time


async def say(what, seconds):
    await asyncio.sleep(seconds)
    print('say', what)
    return what


async def boom():
    raise ValueError('boom')


async def several():
    start = time.monotonic()
    print(await asyncio.gather(say(1, 0.2), say(2, 0.1), say(3, 0.3)))
    print(round(time.monotonic() - start, 1))
    print(await asyncio.gather(boom(), asyncio.sleep(1, 'x'),
                               return_exceptions=True))
    try:
        await asyncio.gather(boom(), asyncio.sleep(1))
    except ValueError as error:
        print('caught', error)
    for each in asyncio.as_completed([say(n, n / 10) for n in (3, 1, 2)]):
        print('completed', await each)
    tasks = [asyncio.create_task(say(n, n / 10)) for n in (1, 2, 3)]
    done, pending = await asyncio.wait(
        tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(pending, timeout=0.15)
    print(len(done), len(pending))
    print(await asyncio.gather())


async def cancelling():
    async def worker():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print('cleaning up')
            raise
        finally:
            print('finally')

    task = asyncio.create_task(worker())
    await asyncio.sleep(0)
    print(task.cancel(), task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled', task.cancelled(), task.done(), task.cancel())

    async def stubborn():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            return 'survived'

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task)

    never_begun = asyncio.create_task(say('never', 0))
    never_begun.cancel()
    print(await asyncio.gather(never_begun, return_exceptions=True))


async def time_outs():
    try:
        await asyncio.wait_for(say('late', 5), 0.1)
    except asyncio.TimeoutError as error:
        print('timeout', repr(error))
    print(await asyncio.wait_for(say('in time', 0.1), 5))
    inner = asyncio.create_task(say('shielded', 0.3))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.1)
    except asyncio.TimeoutError:
        print('but', await inner)


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda f: print('callback', f.result()))
    loop.call_later(0.1, future.set_result, 5)
    print(future, await future, future)
    for attempt in (lambda: future.set_result(1),
                    lambda: future.set_exception(OSError()),
                    lambda: loop.create_future().result(),
                    lambda: loop.create_future().exception(),
                    lambda: loop.create_future().set_exception(
                        StopIteration)):
        try:
            print(attempt())
        except Exception as error:
            print(type(error).__name__, error)
    failed = loop.create_future()
    failed.set_exception(KeyError('k'))
    try:
        await failed
    except KeyError as error:
        print('KeyError', error, failed.exception() is error)
    cancelled = loop.create_future()
    print(cancelled.cancel(), cancelled, cancelled.cancel())


async def naming():
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    task = asyncio.create_task(asyncio.sleep(0), name='mine')
    print(task.get_name(), task in asyncio.all_tasks())
    task.set_name(7)
    print(repr(task.get_name()))
    await task
    print(asyncio.iscoroutinefunction(naming), asyncio.isfuture(task))
    ready = asyncio.ensure_future(task)
    print(ready is task)
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(error)


async def order():
    # Callbacks come first in, first out; sleep(0) gives way for one turn.
    async def steps(name):
        for number in range(3):
            print(name, number)
            await asyncio.sleep(0)

    await asyncio.gather(steps('a'), steps('b'))


for part in (several, cancelling, time_outs, futures, naming, order):
    print('--', part.__name__)
    asyncio.run(part())
try:
    asyncio.run(boom())
except ValueError as error:
    print(error)
