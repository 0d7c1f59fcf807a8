# SPDX-License-Identifier: MIT
# What is finalised at exit is not asked for its class.
class Refusing:
    def __getattribute__(self, name):
        raise OSError(1)

    def __del__(self):
        print("del")


refusing = Refusing()
