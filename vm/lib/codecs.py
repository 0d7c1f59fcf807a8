# SPDX-License-Identifier: MIT
# Encodings by name, and streams, encoders and decoders made of them.
#
# str.encode() and bytes.decode() know the usual encodings themselves and ask
# `_codecs` for the others; what is here is made from those two methods.

import builtins
import sys
from _codecs import (CodecInfo, decode, encode, lookup, lookup_error, register,
                     register_error, whole_part as _whole_part)
from _codecs import (backslashreplace_errors, ignore_errors, namereplace_errors,
                     replace_errors, strict_errors, xmlcharrefreplace_errors)
from _codecs import (charmap_decode, charmap_encode, escape_decode,
                     escape_encode, unregister)

from _codec_calls import *

__all__ = ['register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE',
           'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE', 'BOM64_LE',
           'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE',
           'BOM_UTF32', 'BOM_UTF32_LE', 'BOM_UTF32_BE', 'CodecInfo', 'Codec',
           'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader',
           'StreamWriter', 'StreamReaderWriter', 'StreamRecoder', 'getencoder',
           'getdecoder', 'getincrementalencoder', 'getincrementaldecoder',
           'getreader', 'getwriter', 'encode', 'decode', 'iterencode',
           'iterdecode', 'strict_errors', 'ignore_errors', 'replace_errors',
           'xmlcharrefreplace_errors', 'backslashreplace_errors',
           'namereplace_errors', 'register_error', 'lookup_error']

# The mark of the byte order is U+FEFF itself in each of them.
(BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE) = [
    '\ufeff'.encode(name) for name in (
        'utf-8', 'utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be')]
BOM = BOM_LE = BOM32_LE = BOM_UTF16 = BOM_UTF16_LE
BOM_BE = BOM32_BE = BOM_UTF16_BE
BOM64_LE = BOM_UTF32 = BOM_UTF32_LE
BOM64_BE = BOM_UTF32_BE


class Codec:
    """Encodes and decodes one text at a time."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


# ---- Piece by piece ----

class IncrementalEncoder:
    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Forget what came before."""

    def getstate(self):
        return 0

    def setstate(self, state):
        """Go on from what getstate() gave."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = ''

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        text = self.buffer + input
        made, used = self._buffer_encode(text, self.errors, final)
        self.buffer = text[used:]
        return made

    def reset(self):
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


class IncrementalDecoder:
    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Forget what came before."""

    def getstate(self):
        return b'', 0

    def setstate(self, state):
        """Go on from what getstate() gave."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        made, used = self._buffer_decode(data, self.errors, final)
        self.buffer = data[used:]
        return made

    def reset(self):
        self.buffer = b''

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


# ---- Streams ----

class _OnStream:
    """What a reader and a writer pass on to the stream beneath."""

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stream.close()


class StreamWriter(_OnStream, Codec):
    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        """Nothing is kept between two writes."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()


class StreamReader(_OnStream, Codec):
    charbuffertype = str

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b''
        self.charbuffer = self.charbuffertype()

    def decode(self, input, errors='strict'):
        raise NotImplementedError

    def _fill(self, size):
        """More characters in the buffer; False at the end."""
        data = self.stream.read() if size is None else self.stream.read(size)
        whole = self.bytebuffer + data
        if not whole:
            return False
        text, used = self.decode(whole, self.errors)
        self.bytebuffer = whole[used:]
        self.charbuffer += text
        return bool(data)

    def read(self, size=-1, chars=-1, firstline=False):
        if chars < 0 and size is not None:
            chars = size
        if chars >= 0:
            while len(self.charbuffer) < chars and \
                    self._fill(size if size > 0 else 72):
                pass
            made = self.charbuffer[:chars]
            self.charbuffer = self.charbuffer[chars:]
            return made
        self._fill(None)
        made = self.charbuffer
        self.charbuffer = self.charbuffertype()
        return made

    def readline(self, size=None, keepends=True):
        more = True
        while True:
            lines = self.charbuffer.splitlines(True)
            whole = len(lines) > 1 or lines and \
                lines[0].splitlines(False)[0] != lines[0] and \
                not lines[0].endswith('\r')
            if whole or not more:
                break
            more = self._fill(size or 72)
            if size is not None and self.charbuffer:
                more = False
        if not lines:
            return self.charbuffertype()
        line = lines[0]
        self.charbuffer = self.charbuffer[len(line):]
        return line if keepends else line.splitlines(False)[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b''
        self.charbuffer = self.charbuffertype()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self


class StreamReaderWriter(_OnStream):
    """A stream of bytes, read and written as text."""
    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self


class StreamRecoder(_OnStream):
    """Bytes in one encoding on a file in another."""
    data_encoding = file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer,
                 errors='strict'):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        return self.encode(self.reader.readline(size), self.errors)[0]

    def readlines(self, sizehint=None):
        return self.read().splitlines(keepends=True)

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self


# ---- The parts of an encoding ----

def _classes_for(name):
    """The four classes of an encoding that str.encode() knows."""
    class Encoder(IncrementalEncoder):
        begun = False

        def encode(self, input, final=False):
            made = input.encode(name, self.errors)
            if self.begun:
                # A mark of the byte order stands only in front of all.
                made = made[len(''.encode(name)):]
            self.begun = self.begun or bool(input)
            return made

        def reset(self):
            self.begun = False

        def getstate(self):
            return int(not self.begun)

        def setstate(self, state):
            self.begun = not state

    class Decoder(BufferedIncrementalDecoder):
        real = name

        def _buffer_decode(self, input, errors, final):
            text, used = _decode_part(self, input, errors, final)
            return text, used

        def reset(self):
            self.buffer = b''
            self.real = name

        def getstate(self):
            # Which of the marks was met; one number more before that.
            marks = _MARKED.get(name, ())
            for number, (_, real) in enumerate(marks):
                if self.real == real:
                    return self.buffer, number
            return self.buffer, len(marks)

        def setstate(self, state):
            self.buffer, number = state
            marks = _MARKED.get(name, ())
            self.real = marks[number][1] if number < len(marks) else name

    class Writer(StreamWriter):
        begun = False

        def encode(self, input, errors='strict'):
            made = input.encode(name, errors)
            if self.begun:
                made = made[len(''.encode(name)):]
            self.begun = True
            return made, len(input)

        def reset(self):
            self.begun = False

    class Reader(StreamReader):
        real = name

        def decode(self, input, errors='strict'):
            return _decode_part(self, input, errors, False)

        def reset(self):
            StreamReader.reset(self)
            self.real = name

    return Encoder, Decoder, Reader, Writer


def _function_classes(info):
    """The same of one whose decoder can be given a part."""
    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return info.encode(input, self.errors)[0]

    class Decoder(BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            return info.partial(input, errors, final)

    class Writer(StreamWriter):
        def encode(self, input, errors='strict'):
            return info.encode(input, errors)

    class Reader(StreamReader):
        def decode(self, input, errors='strict'):
            return info.partial(input, errors, False)

    return Encoder, Decoder, Reader, Writer


def _transform_classes(info, result):
    """The same of one that str and bytes have no part in."""
    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return info.encode(input, self.errors)[0]

    class Decoder(IncrementalDecoder):
        def decode(self, input, final=False):
            return info.decode(input, self.errors)[0]

    class Writer(StreamWriter):
        charbuffertype = result

        def encode(self, input, errors='strict'):
            return info.encode(input, errors)

    class Reader(StreamReader):
        charbuffertype = result

        def decode(self, input, errors='strict'):
            return info.decode(input, errors)

    return Encoder, Decoder, Reader, Writer


_MARKED = {'utf-16': ((BOM_LE, 'utf-16-le'), (BOM_BE, 'utf-16-be')),
           'utf-32': ((BOM_UTF32_LE, 'utf-32-le'),
                      (BOM_UTF32_BE, 'utf-32-be')),
           'utf-8-sig': ((BOM_UTF8, 'utf-8'),)}


def _decode_part(state, data, errors, final):
    """(text, bytes used); `state.real` becomes the byte order once known."""
    skip = 0
    marks = _MARKED.get(state.real)
    if marks is not None and not final:
        if len(data) < len(marks[0][0]) and \
                any(mark.startswith(data) for mark, _ in marks):
            return '', 0
    for mark, real in marks or ():
        if data.startswith(mark):
            skip, state.real = len(mark), real
            break
    else:
        if marks and data:
            if len(marks) > 1 and len(data) >= len(marks[0][0]):
                raise UnicodeError(f'{state.real.upper()} stream does not '
                                   'start with BOM')
            state.real = marks[0][1]
    body = data[skip:]
    used = len(body) if final else _whole_part(body, state.real)
    return body[:used].decode(state.real, errors), skip + used


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    found = lookup(encoding).incrementalencoder
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementaldecoder(encoding):
    found = lookup(encoding).incrementaldecoder
    if found is None:
        raise LookupError(encoding)
    return found


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict', **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for piece in iterator:
        made = encoder.encode(piece)
        if made:
            yield made
    made = encoder.encode('', True)
    if made:
        yield made


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for piece in iterator:
        made = decoder.decode(piece)
        if made:
            yield made
    made = decoder.decode(b'', True)
    if made:
        yield made


# ---- Files ----

def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """A file of text in an encoding; its line ends are left as they are."""
    if encoding is not None and 'b' not in mode:
        mode += 'b'
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        made = StreamReaderWriter(file, getreader(encoding),
                                  getwriter(encoding), errors)
        made.encoding = encoding
        return made
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    if file_encoding is None:
        file_encoding = data_encoding
    outside = lookup(data_encoding)
    made = StreamRecoder(file, outside.encode, outside.decode,
                         getreader(file_encoding), getwriter(file_encoding),
                         errors)
    made.data_encoding = data_encoding
    made.file_encoding = file_encoding
    return made


# ---- Tables of characters ----

def make_identity_dict(rng):
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    made = {}
    for key, value in decoding_map.items():
        made[value] = None if value in made else key
    return made


def charmap_build(table):
    return {ord(char): number for number, char in enumerate(table)}
