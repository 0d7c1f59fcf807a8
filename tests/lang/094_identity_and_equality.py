# SPDX-License-Identifier: MIT
# is and ==; aliasing; None, small values; copying.
a = [1, 2]
b = a
c = list(a)
print(a is b, a is c, a == c, a is not c, None is None, (None == 0), [] == (),
    1 == "1", "" == None)
x = y = 1000
print(x is y, x == 1000.0, True == 1, True is (1 == 1), None == False,
    ... is ..., NotImplemented is NotImplemented)


class Same:
    def __eq__(self, other):
        return True


class Never:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return False


s, n = Same(), Never()
print(s == 5, 5 == s, s != 5, n == n, n != n, n in [n], [n] == [n], s is s,
    [s] == [1], (1,) == (s,), {"k": s} == {"k": 9})
print([1, 2] == [1, 2.0], {1: [2]} == {1.0: [2]}, "ab" == "a" + "b",
    b"a" == "a", {1, 2} == frozenset([1, 2]), range(2) == [0, 1],
    (1, 2) == [1, 2], 0 == 0.0 == False == 0j, "a" == b"a")
import copy
d = {"list": [1, [2]], "tuple": (1, [3])}
e, f = copy.copy(d), copy.deepcopy(d)
d["list"][1].append("new")
print(e, f, e["list"] is d["list"], f["tuple"] is d["tuple"])
