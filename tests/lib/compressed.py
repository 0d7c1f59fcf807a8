# SPDX-License-Identifier: MIT
# zlib and gzip: all at once, piece by piece, and as files.
import gzip
import io
import os
import tempfile
import zlib

DATA = b''.join(b'%d squared is %d. ' % (i, i * i) for i in range(2000))
for level in (-1, 0, 1, 6, 9):
    packed = zlib.compress(DATA, level)
    print(level, len(packed) < len(DATA), zlib.decompress(packed) == DATA)
print(zlib.crc32(DATA), zlib.adler32(DATA), zlib.crc32(b'b', zlib.crc32(b'a')),
      zlib.adler32(b''), zlib.crc32(b'x', -1))
packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
parts = [packer.compress(DATA[i:i + 1000]) for i in range(0, len(DATA), 1000)]
parts.append(packer.flush(zlib.Z_SYNC_FLUSH))
parts.append(packer.flush())
whole = b''.join(parts)
opener = zlib.decompressobj(-15)
print(b''.join(opener.decompress(whole[i:i + 7])
               for i in range(0, len(whole), 7)) == DATA, opener.eof)
opener = zlib.decompressobj()
out, rest = [], zlib.compress(DATA) + b'behind'
while not opener.eof:
    out.append(opener.decompress(rest, 100))
    assert len(out[-1]) <= 100
    rest = opener.unconsumed_tail
print(b''.join(out) == DATA, opener.eof, opener.unused_data)
packer = zlib.compressobj(zdict=b'squared is')
packed = packer.compress(b'2 squared is 4') + packer.flush()
print(zlib.decompressobj(zdict=b'squared is').decompress(packed))
packer = zlib.compressobj()
first = packer.compress(b'abc')
twin = packer.copy()
print(zlib.decompress(first + packer.compress(b'd') + packer.flush()),
      zlib.decompress(first + twin.compress(b'e') + twin.flush()))
for call in (lambda: zlib.decompress(b'nonsense'), lambda: zlib.compress('a'),
             lambda: zlib.decompress(zlib.compress(DATA)[:-3]),
             lambda: zlib.compress(b'', 10), lambda: zlib.compressobj(
                 wbits=99), lambda: zlib.decompress(b''),
             lambda: zlib.decompressobj().decompress(b'', -1),
             lambda: zlib.decompressobj().decompress(packed)):
    try:
        print(call())
    except (zlib.error, ValueError, TypeError) as error:
        print(type(error).__name__, error)

packed = gzip.compress(DATA)
print(gzip.decompress(packed) == DATA, gzip.decompress(packed + packed) ==
      DATA * 2, packed[:4], gzip.decompress(b''))
folder = tempfile.mkdtemp()
path = os.path.join(folder, 'x.gz')
with gzip.open(path, 'wt', encoding='utf-8') as file:
    file.write('één\ntwee\n')
with gzip.open(path, 'at', encoding='utf-8') as file:
    file.write('drie\n')
with gzip.open(path, 'rt', encoding='utf-8') as file:
    print(file.readlines())
with gzip.open(path) as file:
    print(file.read(3), file.tell(), file.seek(1), file.read(2), file.peek(4)
          [:1], file.readline(), file.read1(100), file.read())
for data in (b'nonsense', packed[:20], packed[:-4] + b'abcd',
             packed[:-8] + b'abcdefgh'):
    try:
        gzip.decompress(data)
    except (OSError, EOFError) as error:
        print(type(error).__name__, str(error).replace(
            hex(zlib.crc32(DATA)), 'CRC'))
os.unlink(path)
os.rmdir(folder)
