# SPDX-License-Identifier: MIT
# library: dis
# dis.dis(), code_info() and instructions.
import dis
import io

def f(a, *b, c=1, **d):
    x = lambda y: y + a
    for i in b:
        if i is not None and a < i:
            print(f'{i!r:>4}{a}')
    try:
        import os
    finally:
        del x
    return [z for z in d]

class C:
    z = 3

    def m(self):
        return super().m()

    @classmethod
    def k(cls):
        yield 1
import re

def mask(s):
    return re.sub(' at 0x[0-9a-f]+', ' at X', s)

def cap(fn, *a, **k):
    o = io.StringIO()
    fn(*a, file=o, **k)
    print(mask(o.getvalue()))
cap(dis.dis, f)
cap(dis.dis, C)
cap(dis.dis, 'x+1\ny=2')
cap(dis.dis, f, depth=0)
cap(dis.show_code, f)
cap(dis.dis, b'd\x01S\x00')
print(mask('\n'.join(map(str, dis.get_instructions(f)))))
b = dis.Bytecode(f, first_line=100, current_offset=10)
print(mask(b.dis()))
print(list(dis.findlabels(f.__code__.co_code)))
print(sorted(dis.opmap.items()), dis.hasconst, dis.hasjabs, dis.hasjrel)
print(dis.hasname, dis.haslocal, dis.hasfree, dis.hascompare, dis.cmp_op)
for op in sorted(set(dis.opmap.values())):
    if dis.opname[op] in ('EXTENDED_ARG',):
        continue
    for j in (None, True, False):
        try:
            effect = dis.stack_effect(op, 1 if op >= 90 else None, jump=j)
            print(dis.opname[op], j, effect)
        except ValueError as e:
            print(op, e)
try:
    dis.dis(3)
except TypeError as e:
    print(e)
