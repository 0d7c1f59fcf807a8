# SPDX-License-Identifier: MIT
# str.format: fields, attributes, items, conversions, nesting.
print("{} {}".format(1, "a"), "{1} {0} {1}".format("x", "y"),
    "{a} {b}".format(a=1, b=2), "{{}} {{{}}}".format(5))
print("{0[1]} {0[0]} {1[k]} {2.real}".format([1, 2], {"k": "v"}, 5),
    "{0.__class__.__name__}".format(3))
print("{!r} {!s} {!a}".format("a", "é", "é"),
    "{0!r:>6}|".format("a"))
print("{:{}}|{:{w}.{p}f}".format("x", 5, 3.14159, w=8, p=2),
    "{:>{width}}".format(1, width=4))
print("{a[x y]} {b[0][1]}".format(a={"x y": 1}, b=[[1, 2]]),
    "{:%}".format(0.5), "{}".format(None))
print("{:c} {:b} {:o} {:x} {:X} {:#b} {:#o} {:#x} {:n}".format(65, 5, 8, 255,
    255, 5, 8, 255, 1234))
print("{x}{x}".format_map({"x": 3}))
for code in ("'{}'.format()", "'{0} {}'.format(1, 2)", "'{} {0}'.format(1)",
        "'{a}'.format(1)", "'{'.format(1)", "'}'.format(1)",
        "'{!x}'.format(1)", "'{0.a}'.format(1)", "'{0[a]}'.format([1])",
        "'{:d}'.format('a')", "'{:s}'.format(1)", "'{:d}'.format(1.5)",
        "'{:5q}'.format(1)", "'{:x}'.format('a')", "'{1}'.format(0)"):
    try:
        print(eval(code))
    except Exception as error:
        print(code, type(error).__name__)

# the argument is looked for before the rest of the field is read
for form, args in (('{0.}', ()), ('{0.}', (1,)), ('{a[}', ()), ('{}{0.}', (1,))):
    try:
        print(form.format(*args))
    except Exception as error:
        print(type(error).__name__)
