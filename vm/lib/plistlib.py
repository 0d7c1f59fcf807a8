# SPDX-License-Identifier: MIT
# Property lists, as macOS keeps them: XML or binary.

import binascii
import datetime
import enum
import itertools
import re
import struct
from io import BytesIO
from xml.parsers.expat import ParserCreate

__all__ = ['Data', 'InvalidFileException', 'FMT_XML', 'FMT_BINARY', 'load',
           'dump', 'loads', 'dumps', 'UID', 'readPlist', 'writePlist',
           'readPlistFromBytes', 'writePlistToBytes']

PlistFormat = enum.Enum('PlistFormat', 'FMT_XML FMT_BINARY',
                        module=__name__)
FMT_XML, FMT_BINARY = PlistFormat


class UID:
    """A number that names an object in an archive of them."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError('data must be an int')
        if data >= 1 << 64:
            raise ValueError('UIDs cannot be >= 2**64')
        if data < 0:
            raise ValueError('UIDs must be positive')
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return f'{type(self).__name__}({self.data!r})'

    def __reduce__(self):
        return type(self), (self.data,)

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) \
            else NotImplemented

    def __hash__(self):
        return hash(self.data)


class Data:
    """Bytes, in the days before bytes."""

    def __init__(self, data):
        if not isinstance(data, bytes):
            raise TypeError('data must be as bytes')
        self.data = data

    @classmethod
    def fromBase64(cls, data):
        return cls(_decode_base64(data))

    def asBase64(self, maxlinelength=76):
        return _encode_base64(self.data, maxlinelength)

    def __eq__(self, other):
        if isinstance(other, type(self)):
            return self.data == other.data
        return self.data == other if isinstance(other, bytes) \
            else NotImplemented

    def __repr__(self):
        return f'{type(self).__name__}({self.data!r})'


class InvalidFileException(ValueError):
    def __init__(self, message='Invalid file'):
        super().__init__(message)


def _encode_base64(s, maxlinelength=76):
    step = maxlinelength // 4 * 3
    return b''.join(binascii.b2a_base64(s[place:place + step])
                    for place in range(0, len(s), step))


def _decode_base64(s):
    if isinstance(s, str):
        s = s.encode('utf-8')
    return binascii.a2b_base64(s)


# ---- XML ----

_HEAD = b'''\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
"http://www.apple.com/DTDs/PropertyList-1.0.dtd">
'''
_DATE = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)'
                   r'(?::(\d\d))?)?)?)?)?Z', re.ASCII)
_CONTROL = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f]')


def _escape(text):
    if _CONTROL.search(text):
        raise ValueError("strings can't contains control characters; use "
                         'bytes instead')
    for old, new in (('\r\n', '\n'), ('\r', '\n'), ('&', '&amp;'),
                     ('<', '&lt;'), ('>', '&gt;')):
        text = text.replace(old, new)
    return text


class _XmlReader:
    """Builds the value of what the parser meets."""

    def __init__(self, use_builtin_types, dict_type):
        self.use_builtin_types, self.dict_type = use_builtin_types, dict_type
        self.stack, self.key, self.root = [], None, None
        self.text = []

    def parse(self, file):
        self.parser = parser = ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        parser.EntityDeclHandler = self.entity
        parser.ParseFile(file)
        return self.root

    def entity(self, *args):
        raise InvalidFileException('XML entity declarations are not '
                                   'supported in plist files')

    def start(self, tag, attrs):
        self.text.clear()
        if tag in ('dict', 'array'):
            made = self.dict_type() if tag == 'dict' else []
            self.add(made)
            self.stack.append(made)

    def fail(self, what):
        line = self.parser.CurrentLineNumber
        raise ValueError(f'{what} at line {line}')

    def end(self, tag):
        handler = getattr(self, 'end_' + tag, None)
        if handler is not None:
            text = ''.join(self.text)
            self.text.clear()
            handler(text)

    def add(self, value):
        if self.key is not None:
            if not isinstance(self.stack[-1], type({})) and \
                    not hasattr(self.stack[-1], 'keys'):
                self.fail('unexpected element')
            self.stack[-1][self.key] = value
            self.key = None
        elif not self.stack:
            self.root = value
        elif isinstance(self.stack[-1], list):
            self.stack[-1].append(value)
        else:
            self.fail('unexpected element')

    def end_dict(self, text):
        if self.key is not None:
            self.fail(f'missing value for key {self.key!r}')
        self.stack.pop()

    def end_array(self, text):
        self.stack.pop()

    def end_key(self, text):
        if self.key is not None or not self.stack or \
                isinstance(self.stack[-1], list):
            self.fail('unexpected key')
        self.key = text

    def end_true(self, text):
        self.add(True)

    def end_false(self, text):
        self.add(False)

    def end_integer(self, text):
        self.add(int(text, 16) if text[:2].lower() == '0x' else int(text))

    def end_real(self, text):
        self.add(float(text))

    def end_string(self, text):
        self.add(text)

    def end_data(self, text):
        data = _decode_base64(text)
        self.add(data if self.use_builtin_types else Data(data))

    def end_date(self, text):
        parts = [int(part) for part in _DATE.match(text).groups()
                 if part is not None]
        self.add(datetime.datetime(*parts))


class _XmlWriter:
    def __init__(self, file, sort_keys, skipkeys):
        self.file = file
        self.sort_keys, self.skipkeys = sort_keys, skipkeys
        self.depth = 0

    def line(self, text):
        if isinstance(text, str):
            text = text.encode('utf-8')
        self.file.write(b'\t' * self.depth + text + b'\n' if text else b'\n')

    def simple(self, tag, text=None):
        self.line(f'<{tag}/>' if text is None
                  else f'<{tag}>{_escape(text)}</{tag}>')

    def write(self, value):
        if isinstance(value, str):
            self.simple('string', value)
        elif value is True or value is False:
            self.simple('true' if value else 'false')
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.simple('integer', '%d' % value)
        elif isinstance(value, float):
            self.simple('real', repr(value))
        elif isinstance(value, dict):
            self.dict(value)
        elif isinstance(value, Data):
            self.data(value.data)
        elif isinstance(value, (bytes, bytearray)):
            self.data(value)
        elif isinstance(value, datetime.datetime):
            self.simple('date', value.strftime('%Y-%m-%dT%H:%M:%SZ')
                        if value.year >= 1000 else
                        '%04d-%02d-%02dT%02d:%02d:%02dZ' %
                        value.timetuple()[:6])
        elif isinstance(value, (tuple, list)):
            self.group('array', value, self.write)
        else:
            raise TypeError(f'unsupported type: {type(value)}')

    def group(self, tag, items, write):
        if not items:
            self.simple(tag)
            return
        self.line(f'<{tag}>')
        self.depth += 1
        for item in items:
            write(item)
        self.depth -= 1
        self.line(f'</{tag}>')

    def dict(self, value):
        items = sorted(value.items()) if self.sort_keys else value.items()

        def pair(item):
            if not isinstance(item[0], str):
                if self.skipkeys:
                    return
                raise TypeError('keys must be strings')
            self.simple('key', item[0])
            self.write(item[1])
        self.group('dict', list(items), pair)

    def data(self, data):
        self.line('<data>')
        width = max(16, 76 - len(b'\t' * self.depth * 8))
        for line in _encode_base64(data, width).split(b'\n'):
            if line:
                self.line(line)
        self.line('</data>')


def _write_xml(value, file, sort_keys, skipkeys):
    file.write(_HEAD)
    writer = _XmlWriter(file, sort_keys, skipkeys)
    writer.line('<plist version="1.0">')
    writer.write(value)
    writer.line('</plist>')


# ---- Binary ----

class _BinaryReader:
    def __init__(self, use_builtin_types, dict_type):
        self.use_builtin_types, self.dict_type = use_builtin_types, dict_type

    def parse(self, file):
        try:
            self.file = file
            file.seek(-32, 2)
            trailer = file.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            (self.offset_size, self.ref_size, count, top,
             table) = struct.unpack('>6xBBQQQ', trailer)
            file.seek(table)
            self.offsets = self.numbers(count, self.offset_size)
            self.objects = [_UNREAD] * count
            return self.object(top)
        except (OSError, IndexError, struct.error, OverflowError,
                ValueError) as error:
            if isinstance(error, InvalidFileException):
                raise
            raise InvalidFileException() from None

    def numbers(self, count, size):
        data = self.file.read(count * size)
        if not size or len(data) != count * size:
            raise InvalidFileException()
        return [int.from_bytes(data[place:place + size], 'big')
                for place in range(0, count * size, size)]

    def count(self, low):
        if low != 15:
            return low
        size = 1 << (self.file.read(1)[0] & 3)
        return int.from_bytes(self.file.read(size), 'big')

    def exactly(self, size):
        data = self.file.read(size)
        if len(data) != size:
            raise InvalidFileException()
        return data

    def object(self, ref):
        made = self.objects[ref]
        if made is not _UNREAD:
            return made
        self.file.seek(self.offsets[ref])
        token = self.file.read(1)[0]
        high, low = token & 0xf0, token & 15
        simple = {0: None, 8: False, 9: True, 15: b''}
        if token in simple:
            made = simple[token]
        elif high == 0x10:
            made = int.from_bytes(self.exactly(1 << low), 'big',
                                  signed=low >= 3)
        elif token in (0x22, 0x23):
            form = '>f' if token == 0x22 else '>d'
            made = struct.unpack(form, self.exactly(1 << low))[0]
        elif token == 0x33:
            seconds = struct.unpack('>d', self.exactly(8))[0]
            made = datetime.datetime(2001, 1, 1) + \
                datetime.timedelta(seconds=seconds)
        elif high == 0x40:
            made = self.exactly(self.count(low))
            made = made if self.use_builtin_types else Data(made)
        elif high == 0x50:
            made = self.exactly(self.count(low)).decode('ascii')
        elif high == 0x60:
            made = self.exactly(self.count(low) * 2).decode('utf-16be')
        elif high == 0x80:
            made = UID(int.from_bytes(self.exactly(1 + low), 'big'))
        elif high == 0xa0:
            refs = self.numbers(self.count(low), self.ref_size) \
                if low else []
            made = self.objects[ref] = []
            made.extend(map(self.object, refs))
        elif high == 0xd0:
            made = self.dict(ref, self.count(low))
        else:
            raise InvalidFileException()
        self.objects[ref] = made
        return made

    def dict(self, ref, count):
        keys = self.numbers(count, self.ref_size) if count else []
        values = self.numbers(count, self.ref_size) if count else []
        made = self.objects[ref] = self.dict_type()
        try:
            for key, value in zip(keys, values):
                made[self.object(key)] = self.object(value)
        except TypeError:
            raise InvalidFileException() from None
        return made


_UNREAD = object()
_SCALARS = str, int, float, datetime.datetime, bytes


class _BinaryWriter:
    def __init__(self, file, sort_keys, skipkeys):
        self.file = file
        self.sort_keys, self.skipkeys = sort_keys, skipkeys
        self.objects, self.scalars, self.others = [], {}, {}

    def write(self, value):
        self.flatten(value)
        count = len(self.objects)
        self.ref_size = _bytes_for(count)
        self.file.write(b'bplist00')
        offsets = []
        for thing in self.objects:
            offsets.append(self.file.tell())
            self.object(thing)
        table = self.file.tell()
        size = _bytes_for(table)
        for offset in offsets:
            self.file.write(offset.to_bytes(size, 'big'))
        self.file.write(struct.pack('>5xBBBQQQ', 0, size, self.ref_size,
                                    count, self.ref(value), table))

    def flatten(self, value):
        if isinstance(value, _SCALARS):
            if (type(value), value) in self.scalars:
                return
            self.scalars[type(value), value] = len(self.objects)
        elif isinstance(value, Data):
            if (Data, value.data) in self.scalars:
                return
            self.scalars[Data, value.data] = len(self.objects)
        elif id(value) in self.others:
            return
        else:
            self.others[id(value)] = len(self.objects)
        self.objects.append(value)
        if isinstance(value, dict):
            for thing in itertools.chain(*self.parts(value)):
                self.flatten(thing)
        elif isinstance(value, (list, tuple)):
            for thing in value:
                self.flatten(thing)

    def parts(self, value):
        items = sorted(value.items()) if self.sort_keys \
            else list(value.items())
        keys, values = [], []
        for key, item in items:
            if not isinstance(key, str):
                if self.skipkeys:
                    continue
                raise TypeError('keys must be strings')
            keys.append(key)
            values.append(item)
        return keys, values

    def ref(self, value):
        if isinstance(value, _SCALARS):
            return self.scalars[type(value), value]
        if isinstance(value, Data):
            return self.scalars[Data, value.data]
        return self.others[id(value)]

    def head(self, high, size):
        if size < 15:
            self.file.write(bytes([high | size]))
        else:
            power = (_bytes_for(size) - 1).bit_length()
            self.file.write(bytes([high | 15, 0x10 | power]) +
                            size.to_bytes(1 << power, 'big'))

    def refs(self, values):
        for value in values:
            self.file.write(self.ref(value).to_bytes(self.ref_size, 'big'))

    def object(self, value):
        put = self.file.write
        if value is None or value is False or value is True:
            put(b'\0' if value is None else b'\x09' if value else b'\x08')
        elif isinstance(value, int):
            if value < 0:
                if value < -1 << 63:
                    raise OverflowError(value)
                put(struct.pack('>Bq', 0x13, value))
            elif value < 1 << 63:
                power = (_bytes_for(value) - 1).bit_length()
                put(bytes([0x10 | power]) + value.to_bytes(1 << power,
                                                           'big'))
            elif value < 1 << 64:
                put(b'\x14' + value.to_bytes(16, 'big', signed=True))
            else:
                raise OverflowError(value)
        elif isinstance(value, float):
            put(struct.pack('>Bd', 0x23, value))
        elif isinstance(value, datetime.datetime):
            since = value - datetime.datetime(2001, 1, 1)
            put(struct.pack('>Bd', 0x33, since.total_seconds()))
        elif isinstance(value, (Data, bytes, bytearray)):
            data = value.data if isinstance(value, Data) else value
            self.head(0x40, len(data))
            put(data)
        elif isinstance(value, str):
            if value.isascii():
                self.head(0x50, len(value))
                put(value.encode('ascii'))
            else:
                data = value.encode('utf-16be')
                self.head(0x60, len(data) // 2)
                put(data)
        elif isinstance(value, UID):
            if value.data < 0:
                raise ValueError('UIDs must be positive')
            if value.data >= 1 << 64:
                raise OverflowError(value)
            power = (_bytes_for(value.data) - 1).bit_length()
            size = 1 << power
            put(bytes([0x80 | size - 1]) + value.data.to_bytes(size, 'big'))
        elif isinstance(value, (list, tuple)):
            self.head(0xa0, len(value))
            self.refs(value)
        elif isinstance(value, dict):
            keys, values = self.parts(value)
            self.head(0xd0, len(keys))
            self.refs(keys)
            self.refs(values)
        else:
            raise TypeError(value)


def _bytes_for(number):
    for size in (1, 2, 4):
        if number < 1 << 8 * size:
            return size
    return 8


# ---- Either ----

_MARKS = [b'<?xml', b'<plist'] + [
    mark + text.encode(charset)
    for mark, charset in ((b'\xef\xbb\xbf', 'utf-8'),
                          (b'\xff\xfe', 'utf-16-le'),
                          (b'\xfe\xff', 'utf-16-be'))
    for text in ('<?xml', '<plist')]


def load(fp, *, fmt=None, use_builtin_types=True, dict_type=dict):
    """The value in an open binary file."""
    if fmt is None:
        head = fp.read(32)
        fp.seek(0)
        if head[:8] == b'bplist00':
            fmt = FMT_BINARY
        elif any(head.startswith(mark) for mark in _MARKS):
            fmt = FMT_XML
        else:
            raise InvalidFileException()
    kind = _BinaryReader if fmt is FMT_BINARY else _XmlReader
    return kind(use_builtin_types, dict_type).parse(fp)


def loads(value, *, fmt=None, use_builtin_types=True, dict_type=dict):
    """The value in bytes."""
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type,
                use_builtin_types=use_builtin_types)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False):
    """Write a value to an open binary file."""
    if fmt is FMT_XML:
        _write_xml(value, fp, sort_keys, skipkeys)
    elif fmt is FMT_BINARY:
        _BinaryWriter(fp, sort_keys, skipkeys).write(value)
    else:
        raise ValueError(f'Unsupported format: {fmt!r}')


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True):
    """A value as bytes."""
    file = BytesIO()
    dump(value, file, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys)
    return file.getvalue()


# ---- The older names; gone in 3.9 ----

def _old(name, new):
    import warnings
    warnings.warn(f'The {name} function is deprecated, use {new}() instead',
                  DeprecationWarning, 3)


def readPlist(pathOrFile):
    _old('readPlist', 'load')
    if not isinstance(pathOrFile, str):
        return load(pathOrFile, fmt=None, use_builtin_types=False)
    with open(pathOrFile, 'rb') as file:
        return load(file, fmt=None, use_builtin_types=False)


def writePlist(value, pathOrFile):
    _old('writePlist', 'dump')
    if not isinstance(pathOrFile, str):
        dump(value, pathOrFile, fmt=FMT_XML)
        return
    with open(pathOrFile, 'wb') as file:
        dump(value, file, fmt=FMT_XML)


def readPlistFromBytes(data):
    _old('readPlistFromBytes', 'loads')
    return load(BytesIO(data), fmt=None, use_builtin_types=False)


def writePlistToBytes(value):
    _old('writePlistToBytes', 'dumps')
    return dumps(value, fmt=FMT_XML)
