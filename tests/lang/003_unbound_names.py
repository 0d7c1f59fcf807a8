# SPDX-License-Identifier: MIT
# NameError and UnboundLocalError for names without a value.


def local():
    print(y)
    y = 1


def free():
    def inner():
        return z
    inner()
    z = 1


for function in local, free:
    try:
        function()
    except NameError as error:
        print(type(error).__name__)
try:
    nothing
except NameError as error:
    print(error)
q = 1
del q
try:
    q
except NameError as error:
    print(error)
