# cpython: 3.8-3.12
"""A coroutine that nobody awaits is warned of where it is dropped."""


async def work():
    print('never printed')


class Wait:
    def __await__(self):
        yield 'waiting'


async def careful():
    try:
        await Wait()
    finally:
        print('cleaned up')


def caller():
    work()
    print('caller goes on')


caller()
kept = work()
kept.close()
started = careful()
print(started.send(None))
del started
print('end')
