# SPDX-License-Identifier: MIT
# Strings as sequences; methods called through the class; interning is unseen.
print(list("abc"), tuple("é日"), set("aab") == {"a", "b"}, [*"xy"],
    dict(zip("ab", "cd")), sorted("hello"), list(reversed("abc")))
print(list(enumerate("ab", 1)), "".join(reversed("abc")),
    list(map(ord, "aé日\U0001f600")), list(zip("ab", "xyz")))
print(str.upper("abc"), str.join("-", "abc"),
    list(map(str.strip, [" a", "b "])), str.__len__("abc"),
    "abc".__contains__("b"), "a".__add__("b"), "a".__eq__(1))
a, b, *c = "hello"
print(a, b, c, "abc".__getitem__(1), "ab".__mul__(2), "ab".__rmul__(2),
    "%s".__mod__(5), hash("abc") == hash("".join("abc")))
it = iter("xyz")
print(next(it), list(it), next(it, "done"))


class Text(str):
    def shout(self):
        return self.upper() + "!"


t = Text("hey")
print(t, t.shout(), type(t).__name__, type(t + "x").__name__, t == "hey",
    {t: 1}["hey"], len(t), t[0], isinstance(t, str), repr(t))
