# SPDX-License-Identifier: MIT
# async def, await, async for and with compile and run by hand.


class Wait:
    def __await__(self):
        got = yield "waiting"
        return got


async def child(n):
    return await Wait(), n


async def parent():
    a = await child(1)
    b = await child(2)
    return a, b


c = parent()
print(type(c).__name__, c.send(None), c.send("x"))
try:
    c.send("y")
except StopIteration as stop:
    print(stop.value)


class Context:
    async def __aenter__(self):
        print("aenter")
        return self

    async def __aexit__(self, *args):
        print("aexit", args[0])
        return True


class Numbers:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def agen():
    yield 1
    await Wait()
    yield 2


async def everything():
    async with Context():
        raise ValueError("suppressed")
    total = []
    async for n in Numbers(3):
        total.append(n)
    else:
        total.append("else")
    total += [n * 10 async for n in Numbers(2)]
    total += [n async for n in agen()]
    total.append({n: await child(n) for n in (5,)})
    return total


c = everything()
try:
    while True:
        print("step", c.send(None))
except StopIteration as stop:
    print(stop.value)


async def failing():
    raise KeyError("async")


try:
    failing().send(None)
except KeyError as error:
    print(repr(error))
d = child(1)
d.close()
try:
    d.send(None)
except RuntimeError as error:
    print(error)
