# cpython: 3.8-3.8
# Where coroutines were made; and a `for` whose __await__ fails.
import sys


async def job():
    pass


def made(depth):
    sys.set_coroutine_origin_tracking_depth(depth)
    coroutine = job()
    sys.set_coroutine_origin_tracking_depth(0)
    origin = coroutine.cr_origin
    coroutine.close()
    return origin and [(line, name) for _, line, name in origin]


def maker():
    return made(2)


print(made(0), made(1), maker())
print(sys.get_coroutine_origin_tracking_depth())
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as error:
    print(error)


class Broken:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        return 1 / 0


async def walk():
    async for _ in Broken():
        pass


try:
    walk().send(None)
except TypeError as error:
    print(error, '|', repr(error.__cause__))
