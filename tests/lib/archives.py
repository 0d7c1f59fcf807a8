# SPDX-License-Identifier: MIT
# library: bz2 lzma tarfile _compression _tarinfo _tarfilter _tarstream
# bz2, lzma and tar archives of each kind.
import bz2, lzma, tarfile, io, os, tempfile
d=b'hello world '*1000
for m in (bz2,lzma):
    c=m.compress(d); print(len(c)<len(d), m.decompress(c)==d, m.decompress(c+c)==d+d)
    D=(m.BZ2Decompressor if m is bz2 else m.LZMADecompressor)()
    print(D.decompress(c[:10]), D.eof, D.needs_input); r=D.decompress(c[10:]+b'tail', 5); print(r, D.eof, D.needs_input); r=D.decompress(b''); print(len(r), D.eof, D.unused_data)
    try: m.decompress(b'garbage!!')
    except Exception as e: print(repr(e))
    f=tempfile.mktemp()
    with m.open(f,'wt') as o: o.write('line1\nline2\n')
    with m.open(f,'rt') as o: print(o.readlines())
    os.unlink(f)
print(lzma.compress(b'abc',preset=1)[:6], lzma.is_check_supported(lzma.CHECK_SHA256))
with tempfile.TemporaryDirectory() as t:
    os.chdir(t)
    os.makedirs('a/b'); open('a/b/x.txt','w').write('xx'*1000); open('a/y','w').write('y')
    for mode in ('w','w:gz','w:bz2','w:xz','w|gz'):
        with tarfile.open('t.tar',mode) as tf: tf.add('a')
        with tarfile.open('t.tar') as tf:
            print(mode, tf.getnames(), tf.extractfile('a/b/x.txt').read(4), [m.size for m in tf], tf.getmember('a/y').isreg())
        with tarfile.open('t.tar', 'r|*') as tf: print([m.name for m in tf])
        with tarfile.open('t.tar') as tf: tf.extractall('out')
        print(sorted(os.listdir('out/a')), open('out/a/b/x.txt').read()=='xx'*1000)
    print(tarfile.is_tarfile('t.tar'), tarfile.is_tarfile('a/y'))
    b=io.BytesIO(); 
    with tarfile.open(fileobj=b,mode='w') as tf:
        ti=tarfile.TarInfo('n'*150); ti.size=3; tf.addfile(ti, io.BytesIO(b'abc')); ti=tarfile.TarInfo('é'); tf.addfile(ti)
    b.seek(0)
    with tarfile.open(fileobj=b) as tf: print(tf.getnames()); tf.list()
    os.chdir('/')
