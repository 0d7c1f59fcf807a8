# SPDX-License-Identifier: MIT
# f-strings: expressions, conversions, specifications, nesting, "=".
name, n, x = "Ann", 42, 3.14159
print(f"{name} {n} {x:.2f} {name!r} {n:>6} {n:<6}|",
    f"{n:^6}| {n:06d} {n:x} {x:10.3e}")
print(f"{n + 1} {n * 2 if n else 0} {[i for i in range(3)]} {'inner'}",
    f"{name.upper()[0]} {len(name)}")
print(f"{{}} {{{n}}} {n}{n} {'a' 'b'}", f"{ n }", f"{n!s:>5}", f"{x:{8}.{2}f}",
    f"{name:{'>'}{10}}", f"{name!r:^9}")
print(f"{n=} {x = } {name=!s} {n + 1=} {x=:.1f} {name = !r:>8}")
print(f"{(lambda a: a + 1)(2)} { {'k': 1}['k'] } {({1, 2} & {2})}",
    f"{n:{'0'}{5}}", f"""{
    n} multi
{name}""")
print(f"a" "b{n}" f"c{n}" rf"\d{n}", fr"{n}\n", F"{n}", f"", f"no fields",
    f"{'é'!a}", f"{n != 5} {n == 42}")
print(f"{f'{n}'}", f"{n:,}", f"{10**6:_}", f"{True}", f"{None!r}", f"{1j}",
    f"{'x':*^{n - 37}}")
print(f"{lambda_ if (lambda_ := 5) else 0} {(y := 7)} {y}", f"{n:=+8}",
    f"{-n:=8}", f"{3.0}", f"{'a' if True else 'b'}")
print(f"{'{'} {'}'} {chr(10)!r}", f'{"double"}', f"{n}%", f"{n!r}{x!s}",
    f"{yielded}" if (yielded := 1) else "")


def generator():
    print(f"got {yield 5}")


g = generator()
next(g)
try:
    g.send("sent")
except StopIteration:
    print("stopped")
