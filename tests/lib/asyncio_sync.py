# SPDX-License-Identifier: MIT
# asyncio: locks, events, conditions, semaphores, queues.

import asyncio
import time


def shown(thing):
    # Without its address.
    return repr(thing).rpartition('[')[2]


async def locks():
    lock = asyncio.Lock()
    order = []

    async def worker(name):
        async with lock:
            order.append(name)
            await asyncio.sleep(0.1)

    tasks = [asyncio.create_task(worker(n)) for n in 'abc']
    await asyncio.sleep(0.05)
    print(shown(lock), lock.locked())
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(order, shown(lock))
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


async def events():
    event = asyncio.Event()

    async def waiter(n):
        await event.wait()
        print('waiter', n)

    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(shown(event))
    event.set()
    await asyncio.gather(*tasks)
    print(await event.wait(), shown(event))
    event.clear()
    print(event.is_set())


async def conditions():
    condition = asyncio.Condition()
    items = []

    async def consumer(n):
        async with condition:
            await condition.wait_for(lambda: items)
            print('consumer', n, items.pop(0))

    tasks = [asyncio.create_task(consumer(n)) for n in range(3)]
    await asyncio.sleep(0)
    async with condition:
        items.append('x')
        condition.notify()
    await asyncio.sleep(0.01)
    async with condition:
        items += ['y', 'z']
        condition.notify_all()
    await asyncio.gather(*tasks)
    for method in (condition.notify, condition.notify_all):
        try:
            method()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


async def semaphores():
    semaphore = asyncio.Semaphore(2)
    inside = most = 0

    async def worker():
        nonlocal inside, most
        async with semaphore:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.1)
            inside -= 1

    start = time.monotonic()
    await asyncio.gather(*(worker() for _ in range(6)))
    print(most, round(time.monotonic() - start, 1), shown(semaphore))
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    print(shown(bounded))
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


async def queues():
    queue = asyncio.Queue(2)

    async def producer():
        for n in range(5):
            await queue.put(n)
            print('put', n)
        await queue.join()
        print('all done')

    async def consumer():
        while True:
            item = await queue.get()
            await asyncio.sleep(0.01)
            print('got', item)
            queue.task_done()

    task = asyncio.create_task(consumer())
    await producer()
    task.cancel()
    for method in (queue.get_nowait, queue.task_done):
        try:
            method()
        except (asyncio.QueueEmpty, ValueError) as error:
            print(repr(error))
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull as error:
        print(repr(error), queue.full(), queue.qsize(), str(queue))
    for kind in (asyncio.LifoQueue, asyncio.PriorityQueue):
        ordered = kind()
        for n in (2, 3, 1):
            ordered.put_nowait(n)
        print([ordered.get_nowait() for _ in range(3)])


for part in (locks, events, conditions, semaphores, queues):
    print('--', part.__name__)
    asyncio.run(part())
