# SPDX-License-Identifier: MIT
from . import VALUE
from .inner.deep import where

CONSTANT = VALUE + 1
calls = 0


def double(x):
    return x * 2


def counter():
    global calls
    calls += 1
    return calls


def show():
    return CONSTANT, where()
