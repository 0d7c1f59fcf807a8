# SPDX-License-Identifier: MIT
# A __del__ that is no plain function is bound first; one that cannot be had
# is none at all, at exit too.
class Refusing:
    @property
    def __del__(self):
        raise ValueError("no __del__ to be had")


class Static:
    @staticmethod
    def __del__():
        print("static")


refusing, static = Refusing(), Static()
del refusing, static
refusing, static = Refusing(), Static()
