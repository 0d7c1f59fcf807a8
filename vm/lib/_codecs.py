# SPDX-License-Identifier: MIT
# The registry of encodings and error handlers, and the encodings that the
# machine does not know itself.
#
# Invariant: _cache holds what lookup() found under the name as it was asked
# for. A CodecInfo whose `native` is a name is made of str.encode().

_functions = []
_cache = {}
_handlers = {}
_NATIVE = ('utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32',
           'utf-32-le', 'utf-32-be', 'ascii', 'latin-1', 'cp1252',
           'unicode_escape', 'raw_unicode_escape')
_OWN_NAMES = {'latin-1': 'iso8859-1', 'unicode_escape': 'unicode-escape',
              'raw_unicode_escape': 'raw-unicode-escape'}
_ALIASES = {
    'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'utf8sig': 'utf-8-sig',
    'utf16': 'utf-16', 'u16': 'utf-16', 'utf16le': 'utf-16-le',
    'utf16be': 'utf-16-be', 'utf32': 'utf-32', 'u32': 'utf-32',
    'utf32le': 'utf-32-le', 'utf32be': 'utf-32-be', 'ascii': 'ascii',
    'usascii': 'ascii', '646': 'ascii', 'us': 'ascii', 'latin1': 'latin-1',
    'iso88591': 'latin-1', 'latin': 'latin-1', 'l1': 'latin-1',
    'cp819': 'latin-1', '8859': 'latin-1', 'iso8859': 'latin-1',
    'cp1252': 'cp1252', '1252': 'cp1252', 'windows1252': 'cp1252',
    'unicodeescape': 'unicode_escape',
    'rawunicodeescape': 'raw_unicode_escape',
}


class CodecInfo(tuple):
    """(encode, decode, streamreader, streamwriter) of one encoding."""

    _is_text_encoding = True
    native = None

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None,
                *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader,
                                   streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamreader = streamreader
        self.streamwriter = streamwriter
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return (f'<codecs.CodecInfo object for encoding {self.name} at '
                f'{id(self):#x}>')


_CLASSES = ('incrementalencoder', 'incrementaldecoder', 'streamreader',
            'streamwriter')


class _NativeInfo(CodecInfo):
    # Its classes are made when one is asked for.
    def __getattr__(self, name):
        if name not in _CLASSES:
            raise AttributeError(f'{type(self).__name__!r} object has no '
                                 f'attribute {name!r}')
        import codecs
        if self.native:
            made = codecs._classes_for(self.native)
        elif self._is_text_encoding:
            made = codecs._function_classes(self)
        else:
            made = codecs._transform_classes(self, self.result)
        vars(self).update(zip(_CLASSES, made))
        return getattr(self, name)


CodecInfo.__module__ = _NativeInfo.__module__ = 'codecs'


def _native_info(name):
    def encode(input, errors='strict'):
        return input.encode(name, errors or 'strict'), len(input)

    def decode(input, errors='strict'):
        return bytes(input).decode(name, errors or 'strict'), len(input)

    def reader(stream, errors='strict'):
        return info.streamreader(stream, errors)

    def writer(stream, errors='strict'):
        return info.streamwriter(stream, errors)
    info = _NativeInfo(encode, decode, reader, writer,
                       name=_OWN_NAMES.get(name, name))
    info.native = name
    for part in _CLASSES:
        delattr(info, part)
    return info


# ---- Bytes to bytes, text to text ----

def _transform_info(name, encode, decode):
    def both(function):
        return lambda input, errors='strict': (function(input), len(input))
    info = _NativeInfo(both(encode), both(decode), name=name,
                       _is_text_encoding=False)
    info.result = str if name == 'rot-13' else bytes
    for part in _CLASSES:
        delattr(info, part)
    return info


def _rot13(text):
    small, large = 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    table = str.maketrans(small + large, small[13:] + small[:13]
                          + large[13:] + large[:13])
    return text.translate(table)


def _quopri_encode(data):
    import quopri
    return quopri.encodestring(data, quotetabs=True)


def _uu_encode(data):
    import binascii
    lines = [binascii.b2a_uu(data[at:at + 45])
             for at in range(0, len(data), 45)]
    return b''.join((b'begin 666 <data>\n', *lines, b' \nend\n'))


def _uu_decode(data):
    import binascii
    lines = iter(bytes(data).splitlines(keepends=True))
    for line in lines:
        if line.startswith(b'begin'):
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    parts = []
    for line in lines:
        if line.strip() == b'end':
            return b''.join(parts)
        try:
            parts.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders count wrong: take what the length says.
            size = ((line[0] - 32 & 63) * 4 + 5) // 3
            parts.append(binascii.a2b_uu(line[:size]))
    raise ValueError('Truncated input data')


def _transform(key):
    if key == 'rot13':
        return _transform_info('rot-13', _rot13, _rot13)
    if key in ('hex', 'hexcodec'):
        import binascii
        return _transform_info('hex', binascii.b2a_hex, binascii.a2b_hex)
    if key in ('base64', 'base64codec'):
        import base64
        return _transform_info('base64', base64.encodebytes,
                               base64.decodebytes)
    if key in ('bz2', 'bz2codec'):
        import bz2
        return _transform_info('bz2', bz2.compress, bz2.decompress)
    if key in ('uu', 'uucodec'):
        return _transform_info('uu', _uu_encode, _uu_decode)
    if key in ('quopri', 'quopricodec', 'quotedprintable'):
        import quopri
        return _transform_info('quopri', _quopri_encode, quopri.decodestring)
    if key in ('zlib', 'zip', 'zlibcodec'):
        import zlib
        return _transform_info('zlib', zlib.compress, zlib.decompress)
    return None


# ---- Tables ----

def charmap_encode(input, errors, mapping):
    if mapping is None:
        return input.encode('latin-1', errors), len(input)
    made = bytearray()
    at = 0
    while at < len(input):
        code = mapping.get(ord(input[at]))
        if code is None:
            end = at + 1
            while end < len(input) and mapping.get(ord(input[end])) is None:
                end += 1
            error = UnicodeEncodeError('charmap', input, at, end,
                                       'character maps to <undefined>')
            text, at = lookup_error(errors)(error)
            if isinstance(text, bytes):
                made += text
            else:
                made += charmap_encode(text, 'strict', mapping)[0]
            continue
        made += bytes([code]) if isinstance(code, int) else code
        at += 1
    return bytes(made), len(input)


def charmap_decode(input, errors='strict', mapping=None):
    if mapping is None:
        return bytes(input).decode('latin-1'), len(input)
    made = []
    at = 0
    while at < len(input):
        code = input[at]
        if isinstance(mapping, str):
            char = mapping[code] if code < len(mapping) else '\ufffe'
        else:
            char = mapping.get(code, '\ufffe')
            char = '\ufffe' if char is None else char
            if isinstance(char, int) and not 0 <= char <= 0x10ffff:
                raise TypeError('character mapping must be in '
                                'range(0x110000)')
            char = chr(char) if isinstance(char, int) else char
        if char == '\ufffe':
            error = UnicodeDecodeError('charmap', bytes(input), at, at + 1,
                                       'character maps to <undefined>')
            char, at = lookup_error(errors)(error)
        else:
            at += 1
        made.append(char)
    return ''.join(made), len(input)


def _table_info(name, table):
    places = {ord(char): code for code, char in enumerate(table)
              if char != '\ufffe'}

    def encode(input, errors='strict'):
        return charmap_encode(input, errors, places)

    def decode(input, errors='strict'):
        return charmap_decode(input, errors, table)
    info = CodecInfo(encode, decode, name=name)
    info.native = name
    return info


# ---- Finding ----

def _key(encoding):
    return ''.join(char for char in encoding.lower() if char not in '-_ .')


def _undefined(*args):
    raise UnicodeError('undefined encoding')


def _functions_info(key):
    # Encodings that are a pair of functions here.
    if key in ('utf7', 'u7', 'unicode11utf7'):
        from _utf7 import utf_7_decode, utf_7_encode
        info = _NativeInfo(utf_7_encode, lambda input, errors='strict':
                           utf_7_decode(input, errors, True), name='utf-7')
        info.partial = utf_7_decode
    elif key == 'undefined':
        info = _NativeInfo(_undefined, _undefined, name='undefined')
        info.partial = _undefined
    else:
        return None
    for part in _CLASSES:
        delattr(info, part)
    return info


def _find(encoding):
    key = _key(encoding)
    if key in _ALIASES:
        return _native_info(_ALIASES[key])
    found = _transform(key) or _functions_info(key)
    if found is not None:
        return found
    import _charmaps
    table = _charmaps.table_of(key)
    if table is not None:
        return _table_info(*table)
    asked = encoding.lower().replace(' ', '_')
    for function in _functions:
        found = function(asked)
        if found is None:
            continue
        if not isinstance(found, tuple) or len(found) != 4:
            raise TypeError('codec search functions must return 4-tuples')
        return found
    raise LookupError(f'unknown encoding: {encoding}')


def lookup(encoding):
    if not isinstance(encoding, str):
        raise TypeError('lookup() argument must be str, not '
                        f'{type(encoding).__name__}')
    if '\0' in encoding:
        raise ValueError('embedded null character')
    found = _cache.get(encoding)
    if found is None:
        found = _cache[encoding] = _find(encoding)
    return found


def _forget_codec(encoding):
    del _cache[encoding]


def register(search_function):
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _functions.append(search_function)


def unregister(search_function):
    if search_function in _functions:
        _functions.remove(search_function)
        _cache.clear()


def _called(function, obj, errors, doing, encoding):
    # What a codec raises says which codec that was, unless the exception has
    # more in it than its text.
    try:
        found = function(obj, errors)
    except Exception as error:
        kind = type(error)
        if kind.__init__ is not BaseException.__init__ and \
                kind.__init__ not in (Exception.__init__,
                                      ValueError.__init__) \
                or kind.__new__ not in (BaseException.__new__,
                                        Exception.__new__,
                                        ValueError.__new__) \
                or vars(error) or len(error.args) > 1 \
                or error.args and not isinstance(error.args[0], str):
            raise
        text = f': {error}' if str(error) else ''
        raise kind(f'{doing} with {encoding!r} codec failed '
                   f'({kind.__name__}{text})') from error
    if not isinstance(found, tuple) or len(found) != 2:
        what = 'encoder must return a tuple (object, integer)' \
            if doing == 'encoding' else \
            'decoder must return a tuple (object,integer)'
        raise TypeError(what)
    return found[0]


def encode(obj, encoding='utf-8', errors='strict'):
    return _called(lookup(encoding)[0], obj, errors, 'encoding', encoding)


def decode(obj, encoding='utf-8', errors='strict'):
    return _called(lookup(encoding)[1], obj, errors, 'decoding', encoding)


# ---- What str.encode() and bytes.decode() cannot do alone ----

def _text_info(encoding, what):
    info = lookup(encoding)
    if not getattr(info, '_is_text_encoding', True):
        raise LookupError(f"{encoding!r} is not a text encoding; use "
                          f"codecs.{what}() to handle arbitrary codecs")
    return info


def _handler(errors, doing, encoding, native):
    """CPython says which codec could not find it, unless it needs none."""
    try:
        return lookup_error(errors)
    except LookupError as error:
        if native in ('utf-8', 'utf-16', 'utf-32', 'ascii', 'latin-1'):
            raise
        raise LookupError(f'{doing} with {encoding!r} codec failed '
                          f'(LookupError: {error})') from error


_MARKED = {'utf-16': 'utf-16-le', 'utf-32': 'utf-32-le', 'utf-8-sig': 'utf-8'}


def text_encode(text, encoding, errors):
    info = _text_info(encoding, 'encode')
    native = getattr(info, 'native', None)
    if native not in _NATIVE:
        made = _called(info[0], text, errors, 'encoding', encoding)
        if not isinstance(made, bytes):
            raise TypeError(f"{encoding!r} encoder returned "
                            f"{type(made).__name__!r} instead of 'bytes'; "
                            'use codecs.encode() to encode to arbitrary types')
        return made
    parts, at = [], 0
    while True:
        try:
            parts.append(text[at:].encode(native))
            return b''.join(parts)
        except UnicodeEncodeError as error:
            start, end = at + error.start, at + error.end
            handler = _handler(errors, 'encoding', encoding, native)
            parts.append(text[at:start].encode(native))
            native = _MARKED.get(native, native)
            put, at = _handled(handler, UnicodeEncodeError(
                error.encoding, text, start, end, error.reason), len(text))
            parts.append(put if isinstance(put, bytes)
                         else put.encode(native))


def text_decode(data, encoding, errors):
    info = _text_info(encoding, 'decode')
    native = getattr(info, 'native', None)
    data = bytes(data)
    if native not in _NATIVE:
        made = _called(info[1], data, errors, 'decoding', encoding)
        if not isinstance(made, str):
            raise TypeError(f"{encoding!r} decoder returned "
                            f"{type(made).__name__!r} instead of 'str'; "
                            'use codecs.decode() to decode to arbitrary types')
        return made
    parts, at = [], 0
    while True:
        try:
            parts.append(data[at:].decode(native))
            return ''.join(parts)
        except UnicodeDecodeError as error:
            start, end = at + error.start, at + error.end
            handler = _handler(errors, 'decoding', encoding, native)
            parts.append(data[at:start].decode(native))
            native = _MARKED.get(native, native)
            put, at = _handled(handler, UnicodeDecodeError(
                error.encoding, data, start, end, error.reason), len(data))
            parts.append(put)


def _handled(handler, error, size):
    what = 'encoding' if isinstance(error, UnicodeEncodeError) else 'decoding'
    kinds = (str, bytes) if what == 'encoding' else str
    found = handler(error)
    if not isinstance(found, tuple) or len(found) != 2 or \
            not isinstance(found[0], kinds) or not isinstance(found[1], int):
        names = '(str/bytes, int)' if what == 'encoding' else '(str, int)'
        raise TypeError(f'{what} error handler must return {names} tuple')
    text, at = found
    if at < 0:
        at += size
    if not 0 <= at <= size:
        raise IndexError(f'position {found[1]} from error handler out of '
                         'bounds')
    return text, at


def whole_part(data, encoding):
    """How many of these bytes end with a whole character."""
    from _prelude import prelude_value
    return prelude_value('_io_whole_part')(data, encoding)


# ---- Error handlers ----

def register_error(errors, handler):
    if not callable(handler):
        raise TypeError('handler must be callable')
    _handlers[errors] = handler


def lookup_error(errors):
    try:
        return _handlers[errors]
    except KeyError:
        raise LookupError(f'unknown error handler name {errors!r}') from None


def _no_unicode_error(exception):
    return TypeError("don't know how to handle "
                     f'{type(exception).__name__} in error callback')


def strict_errors(exception):
    if isinstance(exception, BaseException):
        raise exception
    raise TypeError('codec must pass exception instance')


_KINDS = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)


def ignore_errors(exception):
    if not isinstance(exception, _KINDS):
        raise _no_unicode_error(exception)
    return '', exception.end


def replace_errors(exception):
    if isinstance(exception, UnicodeEncodeError):
        return '?' * (exception.end - exception.start), exception.end
    if isinstance(exception, UnicodeDecodeError):
        return '\ufffd', exception.end
    if isinstance(exception, UnicodeTranslateError):
        return '\ufffd' * (exception.end - exception.start), exception.end
    raise _no_unicode_error(exception)


def xmlcharrefreplace_errors(exception):
    if not isinstance(exception, UnicodeEncodeError):
        raise _no_unicode_error(exception)
    bad = exception.object[exception.start:exception.end]
    return ''.join(f'&#{ord(char)};' for char in bad), exception.end


def _escape_of(code):
    return f'\\x{code:02x}' if code < 0x100 else \
        f'\\u{code:04x}' if code < 0x10000 else f'\\U{code:08x}'


def backslashreplace_errors(exception):
    if not isinstance(exception, _KINDS):
        raise _no_unicode_error(exception)
    bad = exception.object[exception.start:exception.end]
    if isinstance(exception, UnicodeDecodeError):
        return ''.join(f'\\x{code:02x}' for code in bad), exception.end
    return ''.join(_escape_of(ord(char)) for char in bad), exception.end


def namereplace_errors(exception):
    if not isinstance(exception, UnicodeEncodeError):
        raise _no_unicode_error(exception)
    import unicodedata
    made = []
    for char in exception.object[exception.start:exception.end]:
        name = unicodedata.name(char, None)
        made.append(f'\\N{{{name}}}' if name else _escape_of(ord(char)))
    return ''.join(made), exception.end


def _surrogateescape(exception):
    bad = exception.object[exception.start:exception.end]
    if isinstance(exception, UnicodeEncodeError):
        if all(0xdc80 <= ord(char) <= 0xdcff for char in bad):
            return bytes(ord(char) - 0xdc00 for char in bad), exception.end
        raise exception
    if isinstance(exception, UnicodeDecodeError):
        made = ''
        for code in bad:
            if code < 0x80:
                break
            made += chr(0xdc00 + code)
        if made:
            return made, exception.start + len(made)
        raise exception
    raise _no_unicode_error(exception)


def _surrogatepass(exception):
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError)):
        raise _no_unicode_error(exception)
    if isinstance(exception, UnicodeEncodeError):
        bad = exception.object[exception.start:exception.end]
        return bad.encode(exception.encoding, 'surrogatepass'), exception.end
    bad = exception.object[exception.start:exception.start + 3]
    return bad.decode('utf-8', 'surrogatepass'), exception.start + 3


_handlers.update({
    'strict': strict_errors, 'ignore': ignore_errors,
    'replace': replace_errors, 'xmlcharrefreplace': xmlcharrefreplace_errors,
    'backslashreplace': backslashreplace_errors,
    'namereplace': namereplace_errors, 'surrogateescape': _surrogateescape,
    'surrogatepass': _surrogatepass})


# ---- The escapes of bytes in old pickles ----

_SHORT = {0x5c: b'\\', 0x27: b"'", 0x22: b'"', 0x62: b'\b', 0x66: b'\f',
          0x74: b'\t', 0x6e: b'\n', 0x72: b'\r', 0x76: b'\v', 0x61: b'\a',
          0x0a: b''}
_OCTAL = b'01234567'


def _one_escape(data, at):
    # What the escape at data[at:] stands for, and the place behind it.
    if at == len(data):
        raise ValueError('Trailing \\ in string')
    code = data[at]
    if code in _SHORT:
        return _SHORT[code], at + 1
    if code in _OCTAL:
        end = at + 1
        while end < at + 3 and data[end:end + 1] and data[end] in _OCTAL:
            end += 1
        return bytes([int(data[at:end], 8) & 0xff]), end
    if code == 0x78:
        try:
            return bytes.fromhex(data[at + 1:at + 3].decode()), at + 3
        except ValueError:
            raise ValueError(f'invalid \\x escape at position {at - 1}') \
                from None
    return b'\\' + data[at:at + 1], at + 1


def escape_decode(data, errors='strict'):
    if isinstance(data, str):
        data = data.encode()
    parts = []
    at = 0
    while True:
        end = data.find(b'\\', at)
        if end < 0:
            parts.append(data[at:])
            return b''.join(parts), len(data)
        parts.append(data[at:end])
        part, at = _one_escape(data, end + 1)
        parts.append(part)


def escape_encode(data, errors='strict'):
    if not isinstance(data, bytes):
        raise TypeError('expected bytes, '
                        f'{type(data).__name__} found')
    text = repr(data)
    inner = text[2:-1]
    if text[1] == '"':
        inner = inner.replace("'", "\\'")
    return inner.encode('ascii'), len(data)
