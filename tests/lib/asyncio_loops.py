# SPDX-License-Identifier: MIT
# asyncio: loops by hand, threads, signals, handlers of exceptions, debug mode.

import asyncio
import contextvars
import os
import signal
import sys
import threading
import time


def by_hand():
    loop = asyncio.new_event_loop()

    def callback(number):
        print('callback', number)
        if number == 3:
            loop.stop()

    for number in range(4):
        loop.call_later(0.1 * number, callback, number)
    loop.call_later(0.05, callback, 'never').cancel()
    loop.call_soon(print, 'soon')
    loop.run_forever()
    print(loop)
    print(loop.run_until_complete(asyncio.sleep(0.1, 'result')))
    handle = loop.call_later(10, print)
    print(handle.cancelled(), handle.cancel(), handle.cancelled())
    loop.set_exception_handler(lambda loop, context: print(
        sorted(context), context['message'].split(' at ')[0]))
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(0.1, loop.stop)
    loop.run_forever()
    loop.close()
    print(loop.is_closed())
    for attempt in (lambda: loop.call_soon(print), loop.run_forever,
                    lambda: asyncio.get_running_loop(),
                    lambda: asyncio.run(42)):
        try:
            attempt()
        except (RuntimeError, ValueError) as error:
            print(error)


async def threads():
    loop = asyncio.get_running_loop()
    results = []

    def other():
        future = asyncio.run_coroutine_threadsafe(
            asyncio.sleep(0.1, 'from the loop'), loop)
        results.append(future.result())
        loop.call_soon_threadsafe(came.set)

    came = asyncio.Event()
    thread = threading.Thread(target=other)
    thread.start()
    await came.wait()
    thread.join()
    print(results)
    print(await loop.run_in_executor(None, lambda: sum(range(10))))
    try:
        await loop.run_in_executor(None, lambda: 1 / 0)
    except ZeroDivisionError as error:
        print(error)
    start = time.monotonic()
    await asyncio.gather(*(loop.run_in_executor(None, time.sleep, 0.2)
                           for _ in range(3)))
    print(round(time.monotonic() - start, 1))


async def signals():
    loop = asyncio.get_running_loop()
    came = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, came.set)
    loop.call_later(0.1, os.kill, os.getpid(), signal.SIGUSR1)
    await came.wait()
    print('signal', loop.remove_signal_handler(signal.SIGUSR1),
          loop.remove_signal_handler(signal.SIGUSR1))
    for bad in (signal.SIGKILL, 1000):
        try:
            loop.add_signal_handler(bad, print)
        except (RuntimeError, ValueError) as error:
            print(type(error).__name__)


variable = contextvars.ContextVar('variable', default='unset')


async def contexts():
    async def child(value):
        variable.set(value)
        await asyncio.sleep(0)
        return variable.get()

    variable.set('parent')
    print(await asyncio.gather(child('a'), child('b')), variable.get())
    asyncio.get_running_loop().call_soon(
        lambda: print('callback sees', variable.get()))
    await asyncio.sleep(0)


async def generators():
    log = []

    async def numbers():
        try:
            for number in range(5):
                yield number
                await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)
            log.append('closed')

    print([n async for n in numbers() if n % 2])
    async for n in numbers():
        if n == 2:
            break
    made = numbers()
    print(await made.asend(None), await made.__anext__())
    await made.aclose()
    try:
        await made.asend(None)
    except StopAsyncIteration:
        print('over')
    made = numbers()
    await made.__anext__()
    try:
        await made.athrow(KeyError('thrown'))
    except KeyError as error:
        print(error)
    global left_open
    left_open = numbers()       # closed by run()
    await left_open.__anext__()
    return log


async def slow():
    time.sleep(0.2)


async def unread():
    async def boom():
        raise ValueError('nobody reads this')

    asyncio.create_task(boom())
    await asyncio.sleep(0.1)


by_hand()
for part in (threads, signals, contexts):
    print('--', part.__name__)
    asyncio.run(part())
print(len(asyncio.run(generators())))

import logging
logging.basicConfig(stream=sys.stdout, format='%(levelname)s %(message).70s')
asyncio.run(unread())


async def interrupted():
    try:
        await asyncio.sleep(10)
    finally:
        print('cleaning up')

handler = signal.getsignal(signal.SIGINT)
signal.signal(signal.SIGALRM, lambda *args: handler(*args))
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print('KeyboardInterrupt')
