# SPDX-License-Identifier: MIT
# When a dropped reference finalises: generators in a `try`, what an object,
# a list or an exception's frames alone held, and the rest at the end.


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Holder:
    def __init__(self, name):
        self.held = Noisy(name)


def waits():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


def leaves():
    noisy = Noisy("local of a frame")
    raise ValueError(noisy.name)


suspended = waits()
next(suspended)
del suspended
print("after del")
for value in waits():
    break
print("after break")
holder = Holder("in an attribute")
del holder
print("after holder")
listed = [Noisy("in a list")]
listed = None
print("after list")
try:
    leaves()
except ValueError as error:
    print("handled", error)
print("after handler")
for number in range(300):
    holder = Holder
    holder.number = [number]
kept = Noisy("kept")
other = kept
del kept
print("still there", other.name)
del other
print("after other")
last = Noisy("at exit")
