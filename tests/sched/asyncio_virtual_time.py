# SPDX-License-Identifier: MIT
# Sleeping tasks cost no real time: an hour passes on the clock of the world,
# and every time-out, timer and thread of the pool shares that clock.
# args: --jitter 0
# expect: an hour
# expect: timed out after 1800.0
# expect: pool: 5.0, loop free meanwhile: 5 ticks
# expect: signal after 2.0
import asyncio
import os
import signal
import time


async def main():
    start = time.monotonic()
    await asyncio.gather(*(asyncio.sleep(3600) for _ in range(100)))
    print("an hour" if round(time.monotonic() - start) == 3600 else "no hour")

    start = time.monotonic()
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 1800)
    except asyncio.TimeoutError:
        print("timed out after", round(time.monotonic() - start, 1))

    ticks = 0

    async def tick():
        nonlocal ticks
        while True:
            await asyncio.sleep(0.99)
            ticks += 1

    ticker = asyncio.create_task(tick())
    start = time.monotonic()
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, time.sleep, 5)
    ticker.cancel()
    print(f"pool: {time.monotonic() - start:.1f}, "
          f"loop free meanwhile: {ticks} ticks")

    start = time.monotonic()
    came = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, came.set)
    loop.call_later(2, os.kill, os.getpid(), signal.SIGUSR1)
    await came.wait()
    print("signal after", round(time.monotonic() - start, 1))

asyncio.run(main())
