# SPDX-License-Identifier: MIT
# Nested conditionals, lambdas in loops, default capture.
for n in range(4):
    print("zero" if n == 0 else "one" if n == 1 else "many", end=" ")
print()
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])
print((lambda *a, **k: (a, k))(1, 2, x=3))
print((lambda x: lambda y: x + y)(3)(4))
print((lambda: (yield))().__class__.__name__)
compose = lambda f, g: lambda x: f(g(x))
print(compose(str, abs)(-5), sorted("bca", key=lambda c: -ord(c)))
