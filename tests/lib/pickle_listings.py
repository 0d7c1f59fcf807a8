# SPDX-License-Identifier: MIT
# library: pickletools
# pickletools: listings of every protocol, and optimize().
import pickle, pickletools, collections
class A: pass
a=A(); a.x=1
vals=[[1,{'a':(1.5,b'x')},None,'x'*3,True,False,10**30,-5,{1,2},frozenset([3]),a,a,collections.OrderedDict(a=1),bytearray(b'q'),(),(1,2,3,4)], 'é'*300, list(range(60)) * 2]
for v in vals:
    for p in range(6):
        d=pickle.dumps(v,p)
        pickletools.dis(d)
        o=pickletools.optimize(d)
        print(len(o)<=len(d)); pickletools.dis(o)
for bad in (b'', b'\xff.', b'(.', b'e.', b'p0\n.', b'g0\n.','\x80'.encode(),b'K\x01K\x02.'):
    try: pickletools.dis(bad)
    except Exception as e: print(repr(e))
