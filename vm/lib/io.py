# SPDX-License-Identifier: MIT
# io: the names of the stream classes, which live in the prelude: a call of one
# of their methods is a single step to the scheduler, as in CPython.
import abc
from _prelude import prelude_value

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError

from builtins import open
OpenWrapper = open
for _name in ('UnsupportedOperation', 'FileIO', 'BytesIO', 'StringIO',
              'BufferedReader', 'BufferedWriter', 'BufferedRandom',
              'BufferedRWPair', 'TextIOWrapper', 'IncrementalNewlineDecoder'):
    globals()[_name] = prelude_value(_name)


def open_code(path):
    return open(path, 'rb')


def text_encoding(encoding, stacklevel=2, /):
    return 'locale' if encoding is None else encoding


class IOBase(prelude_value('_IOBase'), metaclass=abc.ABCMeta):
    pass


class RawIOBase(prelude_value('_RawIOBase'), IOBase):
    pass


class BufferedIOBase(prelude_value('_BufferedIOBase'), IOBase):
    pass


class TextIOBase(prelude_value('_TextIOBase'), IOBase):
    pass


RawIOBase.register(FileIO)
for _name in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom,
              BufferedRWPair):
    BufferedIOBase.register(_name)
for _name in (StringIO, TextIOWrapper):
    TextIOBase.register(_name)


del _name, prelude_value
__all__ = ['BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase',
           'FileIO', 'BytesIO', 'StringIO', 'BufferedIOBase',
           'BufferedReader', 'BufferedWriter', 'BufferedRWPair',
           'BufferedRandom', 'TextIOBase', 'TextIOWrapper',
           'UnsupportedOperation', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END']
