# SPDX-License-Identifier: MIT
# cpython: 3.11-3.13
# asyncio since 3.9: to_thread, timeout, TaskGroup, Runner, Barrier, uncancel.
import asyncio
import threading


async def value(result, seconds=0.01):
    await asyncio.sleep(seconds)
    return result


async def fail(error, seconds=0.01):
    await asyncio.sleep(seconds)
    raise error


async def time_outs():
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(10)
    except TimeoutError as error:
        print("TimeoutError", error)
    async with asyncio.timeout(10) as limit:
        print(await value("in time"), limit.expired())
        print(repr(limit).partition("=")[0])
        limit.reschedule(None)
        print(limit.when())
    print(repr(limit))
    try:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(asyncio.get_running_loop().time() + 0.05)
            async with asyncio.timeout(10):
                await asyncio.sleep(20)
    except TimeoutError:
        print("rescheduled", limit.expired())
    for wrong in (limit.reschedule, ):
        try:
            wrong(1)
        except RuntimeError as error:
            print(error)


async def groups():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(value(n)) for n in range(3)]
    print([task.result() for task in tasks])

    async def patient():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cancelled with the group")
            raise

    async def fail_late(error):
        try:
            await asyncio.sleep(10)
        finally:
            raise error

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(patient())
            group.create_task(fail(ValueError("one")))
            group.create_task(fail_late(KeyError("two")))
    except ExceptionGroup as errors:
        print(errors, sorted(repr(error) for error in errors.exceptions))
        print(repr(errors.subgroup(KeyError)), errors.subgroup(OSError))
        yes, no = errors.split(lambda error: isinstance(error, ValueError))
        print(yes, no.exceptions)
    try:
        async with asyncio.TaskGroup() as group:
            raise OSError("in the block")
    except ExceptionGroup as errors:
        print(errors.exceptions)
    late = asyncio.sleep(0)
    try:
        group.create_task(late)
    except RuntimeError as error:
        print(str(error).split("> ")[-1])
    late.close()
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as group:
                group.create_task(patient())
    except TimeoutError:
        print("the group ran out of time")


async def threads():
    def work(x, *, y):
        return x + y, threading.current_thread() is threading.main_thread()

    print(await asyncio.to_thread(work, 1, y=2))


async def barriers():
    barrier = asyncio.Barrier(3)

    async def arrive(n):
        await asyncio.sleep(n / 100)
        return await barrier.wait()

    print(await asyncio.gather(*(arrive(n) for n in range(3))))
    print(barrier.n_waiting, barrier.broken, barrier.parties)
    task = asyncio.create_task(arrive(0))
    await asyncio.sleep(0.05)
    print(barrier.n_waiting)
    await barrier.abort()
    try:
        await task
    except asyncio.BrokenBarrierError:
        print("broken", barrier.broken)
    await barrier.reset()
    print(barrier.broken)


async def uncancelled():
    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            print(task.cancelling(), task.uncancel(), task.cancelling())
        return "went on"

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel("why")
    print(await task)

for part in (time_outs, groups, threads, barriers, uncancelled):
    print("--", part.__name__)
    asyncio.run(part())

with asyncio.Runner() as runner:
    print(runner.run(value("first")), runner.run(value("second")))
    print(runner.get_loop().is_running())
late = asyncio.sleep(0)
try:
    runner.run(late)
except RuntimeError as error:
    print(error)
late.close()

for make in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [1]),
             lambda: ExceptionGroup("m", [KeyboardInterrupt()]),
             lambda: BaseExceptionGroup("m", [KeyboardInterrupt()]),
             lambda: BaseExceptionGroup("m", [OSError(1)]),
             lambda: ExceptionGroup("m", [ExceptionGroup("n", [OSError(1)])])):
    try:
        print(repr(make()))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
