# SPDX-License-Identifier: MIT
# An uncaught exception is printed without asking its own attributes.


class Secretive(Exception):
    def __getattribute__(self, name):
        raise RuntimeError("no " + name)


try:
    raise Secretive("first")
except Secretive as error:
    print(type(error).__name__)

raise Secretive("last")
