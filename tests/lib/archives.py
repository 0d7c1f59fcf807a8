# SPDX-License-Identifier: MIT
# zipfile: written, read, listed, extracted, damaged.
import io
import os
import tempfile
import warnings
import zipfile

folder = tempfile.mkdtemp()
os.chdir(folder)
with open('a.txt', 'w') as file:
    file.write('hello ' * 100)
os.mkdir('d')
for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile('x.zip', 'w', method) as archive:
        archive.write('a.txt')
        archive.write('d')
        archive.writestr('d/é.txt', 'schön')
        with archive.open('d/w.bin', 'w') as file:
            file.write(b'12')
            file.write(b'34')
        archive.comment = b'remark'
    print(zipfile.is_zipfile('x.zip'), zipfile.is_zipfile('a.txt'))
    with zipfile.ZipFile('x.zip', 'a') as archive:
        archive.writestr(zipfile.ZipInfo('late', (2001, 2, 3, 4, 5, 6)), b'x')
    with zipfile.ZipFile('x.zip') as archive:
        print(archive.namelist(), archive.comment, archive.testzip())
        for info in archive.infolist():
            print(info.filename, info.file_size, info.compress_size < 100,
                  info.compress_type, info.CRC, info.is_dir())
        print(archive.read('d/é.txt').decode(), archive.read('late'),
              archive.getinfo('late').date_time)
        with archive.open('a.txt') as file:
            print(file.read(5), file.tell(), file.readline()[:7])
        archive.extractall('out')
        print(sorted(os.listdir('out')), sorted(os.listdir('out/d')))
        try:
            archive.read('none')
        except KeyError as error:
            print(error)
        root = zipfile.Path(archive)
        print(sorted(child.at for child in root.iterdir()),
              (root / 'd' / 'w.bin').read_text(), (root / 'd').is_dir(),
              (root / 'z').exists())
with open('x.zip', 'rb') as file:
    data = bytearray(file.read())
data[60] ^= 1
archive = zipfile.ZipFile(io.BytesIO(b'in front' + bytes(data)))
print(archive.read('late'))
try:
    archive.read('a.txt')
except Exception as error:
    print(type(error).__name__ in ('BadZipFile', 'error'))
for data in (b'', b'nonsense' * 20):
    try:
        zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        print(error)
for call in (lambda: zipfile.ZipFile('x.zip', 'q'),
             lambda: zipfile.ZipFile('none.zip'),
             lambda: zipfile.ZipFile('x.zip').writestr('a', 'b'),
             lambda: zipfile.ZipInfo('a', (1970, 1, 1, 0, 0, 0)),
             lambda: archive.open('late', 'x'),
             lambda: archive.close() or archive.read('late')):
    try:
        print(call())
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
with zipfile.ZipFile(io.BytesIO(), 'w') as archive:
    archive.writestr('a', 'b')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        archive.writestr('a', 'c')
    print([str(warning.message) for warning in caught])

LOCKED = bytes.fromhex(
    '504b03040a00090000008318225082343ca61b0000000f00000005000000732e'
    '7478745fac56d9a03c4efe6467ca64572eaf4c88de34c177d2e1e18490ec504b'
    '070882343ca61b0000000f000000504b01021e030a0009000000831822508234'
    '3ca61b0000000f000000050000000000000001000000a48100000000732e7478'
    '74504b05060000000001000100330000004e0000000000')
with zipfile.ZipFile(io.BytesIO(LOCKED)) as archive:
    print(archive.read('s.txt', pwd=b'sesame'))
    for password in (None, b'wrong'):
        try:
            archive.read('s.txt', pwd=password)
        except RuntimeError as error:
            print(str(error)[:16])
os.chdir('/')
