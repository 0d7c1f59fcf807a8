# SPDX-License-Identifier: MIT
# raise of classes, instances, nothing; re-raise; from.
try:
    raise ValueError
except ValueError as e:
    print(repr(e), e.args, str(e) == "")
try:
    raise ValueError("a", 1)
except ValueError as e:
    print(repr(e), e)
try:
    try:
        raise KeyError("k")
    except KeyError:
        raise
except KeyError as e:
    print("again", e, e.__context__)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise RuntimeError("wrapped") from z
except RuntimeError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("implicit")
except RuntimeError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("hidden") from None
except RuntimeError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
for code in ("raise", "raise 5", "raise 'text'", "raise int",
        "raise ValueError from 5", "raise None"):
    try:
        exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__, e)
e = ValueError("kept")
try:
    raise e
except ValueError as f:
    print(e is f, f.__traceback__ is not None)


def chain():
    try:
        try:
            {}["x"]
        except KeyError:
            [][0]
    except IndexError as error:
        return [type(error).__name__, type(error.__context__).__name__]


print(chain())
try:
    raise ValueError("v") from KeyError("c")
except ValueError as e:
    print(repr(e.__cause__))
