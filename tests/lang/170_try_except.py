# SPDX-License-Identifier: MIT
# try, except, else, finally in all combinations.


def run(value):
    try:
        print("try", end=" ")
        if value == "zero":
            1 / 0
        if value == "key":
            {}["k"]
        if value == "return":
            return "returned"
    except ZeroDivisionError as error:
        print("zero", error, end=" ")
    except (KeyError, IndexError) as error:
        print("lookup", repr(error), end=" ")
        return "from except"
    else:
        print("else", end=" ")
    finally:
        print("finally", end=" ")
    return "end"


for v in ("ok", "zero", "key", "return"):
    print(run(v))


def override():
    try:
        return "try"
    finally:
        return "finally"


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print(i, end=" ")
        finally:
            print("f", i, end=" ")
    else:
        print("never")
    return i


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("cleanup")
    except ValueError as error:
        return error.args


def swallow():
    while True:
        try:
            raise KeyError
        finally:
            break
    return "swallowed"


print(override(), loop(), nested(), swallow())
try:
    raise ValueError
except:
    print("bare")
try:
    error = 5
    raise ValueError
except ValueError as error:
    pass
try:
    error
except NameError as problem:
    print("name gone")
try:
    try:
        raise KeyError("a")
    except ValueError:
        print("never")
    finally:
        print("passing")
except LookupError as e:
    print(type(e).__name__)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
