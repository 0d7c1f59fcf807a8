# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# Tracebacks with a cause and a context.


def parse(text):
    return int(text)


def load(text):
    try:
        return parse(text)
    except ValueError as error:
        raise RuntimeError("cannot load") from error


try:
    load("x")
except RuntimeError:
    {}["context"]
