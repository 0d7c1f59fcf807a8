# cpython: 3.8-3.11
# codecs: one encoding, one function; parts; and who failed.
import codecs

print(codecs.utf_8_encode('é'), codecs.utf_8_decode(b'\xc3\xa9\xe2\x82'))
print(codecs.utf_16_decode(b'\xfe\xff\x00a'), codecs.utf_16_le_decode(b'a'))
print(codecs.utf_16_ex_decode(b'\xff\xfea\0', 'strict', 0, False))
print(codecs.latin_1_decode(b'\xe9'), codecs.readbuffer_encode('é'))
print(codecs.unicode_escape_encode('\u20ac\n'))

for text in ('a+b', 'Hi Mom \u263a!', '~\\', '\U00010000', 'ä-'):
    data = text.encode('utf-7')
    print(data, data.decode('utf-7') == text)
for data in b'a+IK', b'a+@b', b'\xff', b'+2AE-':
    print(data.decode('utf-7', 'replace').encode('unicode_escape'))
decoder = codecs.getincrementaldecoder('utf-7')()
print([decoder.decode(b'+Jjo-'[at:at + 1]) for at in range(5)])

decoder = codecs.getincrementaldecoder('utf-16')()
print(repr(decoder.decode(b'\xfe')), decoder.getstate(),
      repr(decoder.decode(b'\xff\0a')), decoder.getstate())
for data in b'\xc0', b'\xe0\x80', b'\xf4\x90':
    try:
        codecs.getincrementaldecoder('utf-8')().decode(data)
    except UnicodeDecodeError as error:
        print(error)

for name in 'hex', 'uu', 'quopri', 'base64', 'zlib':
    data = codecs.encode(b'a = b', name)
    print(name, codecs.decode(data, name))
print(codecs.encode(b'cat' * 20, 'uu'))
for name, data in ('hex', b'0'), ('uu', b'none'):
    try:
        codecs.decode(data, name)
    except Exception as error:
        print(error, '|', type(error.__cause__).__name__)
try:
    'a'.encode('undefined')
except UnicodeError as error:
    print(error)

import encodings

print(encodings.utf_8.StreamReader.__mro__[-1], encodings.utf_8.__name__)
reader = codecs.getreader('utf-8')
import io

stream = reader(io.BytesIO('eins\nzwei'.encode()))
print(repr(stream.readline()), repr(stream.read(1)), repr(stream.read(10)))

# Made from str and bytes, by name.
codecs.register(lambda name: codecs.CodecInfo(
    lambda text, errors="strict": (text.upper().encode(), len(text)),
    lambda data, errors="strict": (bytes(data).decode().lower(), len(data)),
    name=name) if name == 'loud' else None)
print(str(b'LOUD', 'loud'), bytes('quiet', 'loud'), bytearray('x', 'loud'))
print(str(b'\xd6', 'koi8-r') == b'\xd6'.decode('koi8-r'),
      bytes('\u0436', 'koi8-r'), str(memoryview(b'+AOk-'), 'utf-7') == 'é')
for call in (lambda: str(b'a', 'nope'), lambda: bytes('a', 'nope'),
             lambda: str('a', 'loud')):
    try:
        call()
    except (LookupError, TypeError) as error:
        print(error)
