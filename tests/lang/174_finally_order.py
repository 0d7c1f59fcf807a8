# SPDX-License-Identifier: MIT
# The order in which finally blocks, returns and with blocks run.
log = []


def f(n):
    try:
        log.append("try")
        try:
            if n == 0:
                return log.append("value") or "r0"
            if n == 1:
                raise ValueError
            if n == 2:
                raise KeyError
        except ValueError:
            log.append("except")
            return "r1"
        else:
            log.append("else")
        finally:
            log.append("finally1")
    except KeyError:
        log.append("outer")
    finally:
        log.append("finally2")
    return "end"


for n in range(4):
    log.clear()
    print(f(n), log)


def loops():
    out = []
    for i in range(3):
        for j in range(3):
            try:
                if j == 1:
                    break
                try:
                    if i == 1:
                        continue
                    out.append((i, j))
                finally:
                    out.append("in")
            finally:
                out.append("out")
    return out


print(loops())


def yields():
    try:
        yield 1
        try:
            yield 2
        finally:
            print("inner")
            yield 3
    finally:
        print("outer")


print(list(yields()))


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def deep():
    for a in range(2):
        try:
            for b in range(2):
                try:
                    try:
                        if (a, b) == (0, 1):
                            raise ValueError
                    finally:
                        print("x", a, b, end=" ")
                except ValueError:
                    print("caught", end=" ")
                    continue
        finally:
            print("y", a)
    return a, b


print(value_kept(), deep())
