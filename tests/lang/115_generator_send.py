# SPDX-License-Identifier: MIT
# send, throw, close, and finally inside a generator.


def echo():
    received = yield "ready"
    while True:
        received = yield f"got {received}"


g = echo()
print(next(g), g.send(1), g.send("two"), next(g))
try:
    echo().send(5)
except TypeError as error:
    print(error)


def guarded():
    try:
        while True:
            try:
                x = yield
                print("value", x)
            except ValueError as error:
                print("caught", error)
                yield "handled"
    finally:
        print("cleanup")


g = guarded()
next(g)
g.send(1)
print(g.throw(ValueError("boom")))
next(g)
try:
    g.throw(KeyError("out"))
except KeyError as error:
    print("escaped", error)
try:
    next(g)
except StopIteration:
    print("finished")
g = guarded()
next(g)
print(g.close(), g.close())


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def returns_on_close():
    try:
        yield
    except GeneratorExit:
        print("closing")
        return


g = returns_on_close()
next(g)
g.close()
never = guarded()
print(never.close(), never.gi_frame)
try:
    list(guarded().throw(ValueError("before start")) for _ in [1])
except ValueError as error:
    print(error)


def raises():
    yield 1
    raise StopIteration("inner")


g = raises()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as error:
    print(error)
