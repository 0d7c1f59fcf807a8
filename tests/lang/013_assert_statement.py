# SPDX-License-Identifier: MIT
# assert with and without a message.
assert True
assert 1, "not shown"
try:
    assert 0
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert [], "empty " + "list"
except AssertionError as error:
    print(repr(error))
try:
    assert 1 == 2, (1, 2)
except AssertionError as error:
    print(error.args)
