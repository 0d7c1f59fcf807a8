# SPDX-License-Identifier: MIT
# cpython: 3.8-3.9
# The % operator on strings.
print("%d %i %u|%5d|%-5d|%05d|%+d|% d" % (1, 2, 3, 42, 42, 42, 42, 42))
print("%x %X %#x %o %#o %c %c %%" % (255, 255, 255, 8, 8, 65, "z"))
print("%s %r %a|%10s|%-10s|%.2s|%5.1s|" % ("a", "b", "é", "right", "left",
    "cut", "xy"))
print("%f %.2f %8.3f %-8.1f| %08.2f %+.1f %e %.3E %g %G" % (1.5, 2.345,
    3.14159, 2.5, -3.14159, 2, 12345.678, 0.00012, 1e10, 1e-5))
print("%g %g %g %.3g %#g %.0f %#.0f" % (100000, 1000000, 0.0001, 1234.5, 1.0,
    2.5, 3))
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25},
    "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159))
print("%s" % 5, "%s" % None, "%s" % [1, 2], "%s %s" % ("a", (1, 2)),
    "%s" % ((1,),), "%d" % 3.99, "%d" % True)
print("%d" % 10**30, "%x" % -255, "%.3d" % 5, "%5.3d|" % 5, "%#X" % 255,
    "%s" % {}, "%r" % "it's")
print("%.0e %5s%%" % (12345, 50), "%10.4r|" % "abcdefgh", "%f" % float("inf"),
    "%5.1f" % float("nan"), "%F" % float("-inf"))
print("no args" % (), "no args" % {}, "%s" % "x" * 2)
for code in ("'%d' % 'a'", "'%s %s' % 'a'", "'%s' % (1, 2)", "'%z' % 1",
        "'%(a)s' % 1", "'%(b)s' % {'a': 1}", "'%c' % 'ab'", "'%c' % 1114112",
        "'%' % 1", "'%x' % 1.5", "'%d' % None", "'%f' % 'x'", "'x' % 1",
        "'%*d' % ('a', 1)"):
    try:
        print(eval(code))
    except Exception as error:
        print(type(error).__name__, error)
