# SPDX-License-Identifier: MIT
# codecs: encodings looked up, used piece by piece, registered; error handlers.
import codecs
import io
import os
import tempfile

TEXT = 'Grüße, Ελλάδα 漢字 \U0001f600'
for name in ('utf-8', 'UTF8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf_32_be',
             'latin-1', 'ascii', 'cp1252', 'iso8859-15', 'cp437', 'koi8-r',
             'iso-8859-7', 'cp1251', 'mac-roman', 'rot13', 'hex', 'base64'):
    info = codecs.lookup(name)
    print(name, info.name, info._is_text_encoding)
    if info._is_text_encoding:
        data = TEXT.encode(name, 'replace')
        print(data, data.decode(name))
for name in ('cp437', 'iso8859-2', 'cp1253', 'koi8-u', 'cp866', 'iso8859-16'):
    print(bytes(range(128, 256)).decode(name, 'replace'))
print('до свидания'.encode('cp1251'), 'Ωμέγα'.encode('iso8859-7'),
      'שלום'.encode('cp1255'), 'żółw'.encode('cp1250'))
for name in ('iso8859-3', 'iso8859-5', 'iso8859-6', 'iso8859-8', 'iso8859-9',
             'iso8859-13', 'iso8859-14', 'cp850', 'cp852', 'cp855', 'cp1250',
             'cp1251', 'cp1254', 'cp1255', 'cp1257', 'cp1258', 'koi8-r'):
    print(bytes(range(256)).decode(name, 'replace'))
for call in (lambda: codecs.lookup('nonsense'), lambda: 'é'.encode('cp437x'),
             lambda: b'a'.decode('hex'), lambda: 'a'.encode('rot13'),
             lambda: '漢'.encode('cp437'), lambda: b'\x81'.decode('cp1253'),
             lambda: 'é'.encode('ascii', 'nonsense'), lambda: codecs.lookup(1)):
    try:
        print(call())
    except (LookupError, UnicodeError, TypeError) as error:
        print(type(error).__name__, error)
print(codecs.encode('Hello', 'rot13'), codecs.decode(b'616263', 'hex'),
      codecs.encode(b'abc', 'base64'), codecs.decode('Uryyb', 'rot_13'))


def handler(error):
    return f'<{error.object[error.start:error.end]!r}>', error.end


codecs.register_error('test.angle', handler)
print('a\u20acb\u20ac'.encode('latin-1', 'test.angle'),
      b'a\xffb'.decode('utf-8', 'test.angle'),
      'x\u20acy'.encode('cp437', 'xmlcharrefreplace'))
for name in ('strict', 'ignore', 'replace', 'xmlcharrefreplace',
             'backslashreplace', 'namereplace'):
    error = UnicodeEncodeError('ascii', 'a\xe9\u20acb', 1, 3, 'why')
    try:
        print(name, codecs.lookup_error(name)(error))
    except UnicodeError as raised:
        print(name, raised)

for name in ('utf-8', 'utf-16', 'utf-8-sig', 'utf-32-le'):
    data = TEXT.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    print([decoder.decode(data[i:i + 1]) for i in range(len(data))],
          decoder.decode(b'', True))
    encoder = codecs.getincrementalencoder(name)()
    print(b''.join(encoder.encode(char) for char in TEXT) == data)
    print(''.join(codecs.iterdecode([data[:5], data[5:]], name)) == TEXT,
          b''.join(codecs.iterencode(TEXT, name)) == data)
    reader = codecs.getreader(name)(io.BytesIO(data + '\nb'.encode(
        'utf-32-le' if name == 'utf-32-le' else name)[-8:]))
    print(repr(reader.readline()))
try:
    codecs.getincrementaldecoder('utf-8')().decode(b'\xc3', True)
except UnicodeDecodeError as error:
    print(error)

folder = tempfile.mkdtemp()
path = os.path.join(folder, 'x')
with codecs.open(path, 'w', 'utf-16') as file:
    file.write('ä\r\n')
    file.writelines(['b\n', 'c'])
with open(path, 'rb') as file:
    print(file.read())
with codecs.open(path, encoding='utf-16') as file:
    print(list(file))
recoder = codecs.EncodedFile(io.BytesIO('é\nü'.encode('latin-1')), 'utf-8',
                             'latin-1')
print(recoder.read())
codecs.register(lambda name: codecs.CodecInfo(
    lambda text, errors='strict': (text[::-1].encode(), len(text)),
    lambda data, errors='strict': (bytes(data).decode()[::-1], len(data)),
    name='backwards') if name == 'backwards' else None)
print('abc'.encode('backwards'), b'xyz'.decode('backwards'))
print(codecs.BOM_UTF8, codecs.BOM_UTF16, codecs.BOM_UTF32_BE,
      codecs.charmap_encode('ab', 'strict', {97: 65, 98: b'BB'}),
      codecs.escape_decode(rb'a\x41\n\101'), codecs.make_encoding_map({1: 2}))
os.unlink(path)
os.rmdir(folder)

# A lookup unpacks into four; its classes are attributes too.
for name in 'utf-8', 'utf-16', 'latin-1', 'cp437':
    encode, decode, reader, writer = info = codecs.lookup(name)
    file = io.BytesIO()
    writer(file).write('h\xe9')
    print(file.getvalue(), reader(io.BytesIO(file.getvalue())).read())
    print(info.incrementalencoder().encode('x'), encode('x'), decode(b'x!'))
    both = codecs.StreamReaderWriter(io.BytesIO(encode('a\nb')[0]),
                                     info.streamreader, info.streamwriter)
    print(both.readlines())
