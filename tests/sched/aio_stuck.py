# SPDX-License-Identifier: MIT
# A loop whose tasks all wait for one another: who awaits what, and where.
# args: --jitter 0
# expect: got 1
# expect-exit: 1
# expect-err: ...
# expect-err:
# expect-err:   MainThread  waits in   its event loop  aio_stuck.py:33  asyncio.run(main())
# expect-err:
# expect-err:   Task-1    awaits  Event.wait()  aio_stuck.py:30  await done.wait()
# expect-err:   consumer  awaits  Queue.get()   aio_stuck.py:21  item = await queue.get()
# expect-err:
# expect-err: CPython would hang here.
# expect-err: same run again:  gilscope --interval 5ms --seed 1 --jitter 0 aio_stuck.py
import asyncio


async def consumer(queue):
    while True:
        # Nobody puts a second item, and nobody sets the event.
        item = await queue.get()
        print("got", item)


async def main():
    queue = asyncio.Queue()
    done = asyncio.Event()
    await queue.put(1)
    task = asyncio.create_task(consumer(queue), name="consumer")
    await done.wait()
    await task

asyncio.run(main())
