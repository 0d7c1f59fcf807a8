# SPDX-License-Identifier: MIT
# Endless recursion is a RecursionError, and the program goes on.


def forever(n):
    return forever(n + 1)


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return repr(self)


for attempt in (lambda: forever(0), lambda: Loop().a, lambda: repr(Loop())):
    try:
        attempt()
    except RecursionError as error:
        print(type(error).__name__, str(error)[:32])
print(issubclass(RecursionError, RuntimeError))
