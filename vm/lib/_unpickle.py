# SPDX-License-Identifier: MIT
# The stack machine that runs a pickle.
#
# Invariant: `stack` holds what was made since the last MARK; `outer` holds the
# stacks that MARKs have set aside. _Instruction names every instruction.

import copyreg
import sys
from struct import unpack

_Instruction = {
    'MARK': b'(', 'STOP': b'.', 'POP': b'0', 'POP_MARK': b'1', 'DUP': b'2',
    'FLOAT': b'F', 'INT': b'I', 'BININT': b'J', 'BININT1': b'K',
    'LONG': b'L', 'BININT2': b'M', 'NONE': b'N', 'PERSID': b'P',
    'BINPERSID': b'Q', 'REDUCE': b'R', 'STRING': b'S', 'BINSTRING': b'T',
    'SHORT_BINSTRING': b'U', 'UNICODE': b'V', 'BINUNICODE': b'X',
    'APPEND': b'a', 'BUILD': b'b', 'GLOBAL': b'c', 'DICT': b'd',
    'EMPTY_DICT': b'}', 'APPENDS': b'e', 'GET': b'g', 'BINGET': b'h',
    'INST': b'i', 'LONG_BINGET': b'j', 'LIST': b'l', 'EMPTY_LIST': b']',
    'OBJ': b'o', 'PUT': b'p', 'BINPUT': b'q', 'LONG_BINPUT': b'r',
    'SETITEM': b's', 'TUPLE': b't', 'EMPTY_TUPLE': b')', 'SETITEMS': b'u',
    'BINFLOAT': b'G', 'TRUE': b'I01\n', 'FALSE': b'I00\n',
    'PROTO': b'\x80', 'NEWOBJ': b'\x81', 'EXT1': b'\x82', 'EXT2': b'\x83',
    'EXT4': b'\x84', 'TUPLE1': b'\x85', 'TUPLE2': b'\x86',
    'TUPLE3': b'\x87', 'NEWTRUE': b'\x88', 'NEWFALSE': b'\x89',
    'LONG1': b'\x8a', 'LONG4': b'\x8b', 'BINBYTES': b'B',
    'SHORT_BINBYTES': b'C', 'SHORT_BINUNICODE': b'\x8c',
    'BINUNICODE8': b'\x8d', 'BINBYTES8': b'\x8e', 'EMPTY_SET': b'\x8f',
    'ADDITEMS': b'\x90', 'FROZENSET': b'\x91', 'NEWOBJ_EX': b'\x92',
    'STACK_GLOBAL': b'\x93', 'MEMOIZE': b'\x94', 'FRAME': b'\x95',
    'BYTEARRAY8': b'\x96', 'NEXT_BUFFER': b'\x97',
    'READONLY_BUFFER': b'\x98'}


class PickleError(Exception):
    pass


class UnpicklingError(PickleError):
    pass


class _Stop(Exception):
    pass


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding='ASCII',
                 errors='strict', buffers=None):
        for name in ('read', 'readline'):
            if not hasattr(file, name):
                raise TypeError("file must have 'read' and 'readline' "
                                'attributes')
        self._file = file
        self._buffers = None if buffers is None else iter(buffers)
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        if not hasattr(self, '_file'):
            raise UnpicklingError('Unpickler.__init__() was not called by '
                                  f'{type(self).__name__}.__init__()')
        self.stack = []
        self.outer = []
        read, handlers = self._file.read, _handlers
        try:
            while True:
                code = read(1)
                if not code:
                    raise EOFError('Ran out of input')
                handler = handlers.get(code)
                if handler is None:
                    raise UnpicklingError(
                        f"invalid load key, '{self._printable(code)}'.")
                handler(self)
        except _Stop as stop:
            return stop.args[0]
        except IndexError:
            raise UnpicklingError('unpickling stack underflow') from None

    @staticmethod
    def _printable(code):
        return (chr(code[0]) if 32 <= code[0] < 127
                else f'\\x{code[0]:02x}')

    def persistent_load(self, pid):
        raise UnpicklingError('A load persistent id instruction was '
                              'encountered,\nbut no persistent_load function '
                              'was specified.')

    def find_class(self, module, name):
        if self.proto < 3 and self.fix_imports:
            from _compat_pickle import new_name
            module, name = new_name(module, name)
        __import__(module, level=0)
        found = sys.modules[module]
        for part in name.split('.') if self.proto >= 4 else [name]:
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on "
                                     f'{sys.modules[module]!r}') from None
        return found

    # ---- reading ----

    def _read(self, size):
        data = self._file.read(size)
        if len(data) < size:
            raise UnpicklingError('pickle data was truncated')
        return data

    def _line(self):
        line = self._file.readline()
        if line[-1:] != b'\n':
            raise UnpicklingError('pickle data was truncated')
        return line[:-1]

    def _number(self, format, size):
        return unpack(format, self._read(size))[0]

    def _counted(self, format, size):
        count = self._number(format, size)
        if count < 0 or count > sys.maxsize:
            raise UnpicklingError('a size of a pickled object is out of '
                                  'range')
        return self._read(count)

    def _since_mark(self):
        if not self.outer:
            raise UnpicklingError('could not find MARK')
        items = self.stack
        self.stack = self.outer.pop()
        return items

    def _old_text(self, data):
        if self.encoding == 'bytes':
            return data
        return data.decode(self.encoding, self.errors)

    def _extension(self, code):
        found = copyreg._extension_cache.get(code)
        if found is None:
            if code <= 0:
                raise UnpicklingError('EXT specifies code <= 0')
            key = copyreg._inverted_registry.get(code)
            if key is None:
                raise ValueError(f'unregistered extension code {code}')
            found = copyreg._extension_cache[code] = self.find_class(*key)
        self.stack.append(found)


_handlers = {}


def _on(*names):
    def add(function):
        for name in names:
            _handlers[_Instruction[name]] = function
        return function
    return add


def _push(name, make):
    # An instruction that only pushes what `make` reads.
    def run(u):
        made = make(u)
        u.stack.append(made)
    _handlers[_Instruction[name]] = run


def _long(data):
    return int.from_bytes(data, 'little', signed=True)


def _int_line(u):
    line = u._line()
    return {b'00': False, b'01': True}[line] if line in (b'00', b'01') \
        else int(line, 0)


def _string_line(u):
    line = u._line()
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in b'"\'':
        raise UnpicklingError('the STRING opcode argument must be quoted')
    from _codecs import escape_decode
    return u._old_text(escape_decode(line[1:-1])[0])


def _memo_at(u, key):
    try:
        return u.memo[key]
    except KeyError:
        raise UnpicklingError(
            f'Memo value not found at index {key}') from None


def _next_buffer(u):
    if u._buffers is None:
        raise UnpicklingError('pickle stream refers to out-of-band data but '
                              'no *buffers* argument was given')
    try:
        return next(u._buffers)
    except StopIteration:
        raise UnpicklingError('not enough out-of-band buffers') from None


_push('NONE', lambda u: None)
_push('NEWTRUE', lambda u: True)
_push('NEWFALSE', lambda u: False)
_push('INT', _int_line)
_push('LONG', lambda u: int(u._line().rstrip(b'L'), 0))
_push('BININT', lambda u: u._number('<i', 4))
_push('BININT1', lambda u: u._read(1)[0])
_push('BININT2', lambda u: u._number('<H', 2))
_push('LONG1', lambda u: _long(u._counted('<B', 1)))
_push('LONG4', lambda u: _long(u._counted('<i', 4)))
_push('FLOAT', lambda u: float(u._line()))
_push('BINFLOAT', lambda u: u._number('>d', 8))
_push('STRING', _string_line)
_push('BINSTRING', lambda u: u._old_text(u._counted('<i', 4)))
_push('SHORT_BINSTRING', lambda u: u._old_text(u._counted('<B', 1)))
_push('BINBYTES', lambda u: u._counted('<I', 4))
_push('SHORT_BINBYTES', lambda u: u._counted('<B', 1))
_push('BINBYTES8', lambda u: u._counted('<Q', 8))
_push('BYTEARRAY8', lambda u: bytearray(u._counted('<Q', 8)))
_push('UNICODE', lambda u: str(u._line(), 'raw-unicode-escape'))
_push('BINUNICODE',
      lambda u: str(u._counted('<I', 4), 'utf-8', 'surrogatepass'))
_push('SHORT_BINUNICODE',
      lambda u: str(u._counted('<B', 1), 'utf-8', 'surrogatepass'))
_push('BINUNICODE8',
      lambda u: str(u._counted('<Q', 8), 'utf-8', 'surrogatepass'))
_push('EMPTY_TUPLE', lambda u: ())
_push('EMPTY_LIST', lambda u: [])
_push('EMPTY_DICT', lambda u: {})
_push('EMPTY_SET', lambda u: set())
_push('DUP', lambda u: u.stack[-1])
_push('GET', lambda u: _memo_at(u, int(u._line())))
_push('BINGET', lambda u: _memo_at(u, u._read(1)[0]))
_push('LONG_BINGET', lambda u: _memo_at(u, u._number('<I', 4)))
_push('PERSID', lambda u: u.persistent_load(u._line().decode('ascii')))
_push('BINPERSID', lambda u: u.persistent_load(u.stack.pop()))
_push('GLOBAL', lambda u: u.find_class(u._line().decode(),
                                       u._line().decode()))
_push('NEXT_BUFFER', _next_buffer)


@_on('TUPLE')
def _tuple(u):
    items = tuple(u._since_mark())
    u.stack.append(items)


@_on('FROZENSET')
def _frozenset(u):
    items = frozenset(u._since_mark())
    u.stack.append(items)


@_on('LIST')
def _list(u):
    items = u._since_mark()
    u.stack.append(items)


@_on('DICT')
def _dict(u):
    items = u._since_mark()
    u.stack.append(dict(zip(items[::2], items[1::2])))


@_on('TUPLE1')
def _tuple1(u):
    u.stack[-1] = u.stack[-1],


@_on('TUPLE2')
def _tuple2(u):
    u.stack[-2:] = [(u.stack[-2], u.stack[-1])]


@_on('TUPLE3')
def _tuple3(u):
    u.stack[-3:] = [(u.stack[-3], u.stack[-2], u.stack[-1])]


@_on('PROTO')
def _proto(u):
    u.proto = u._read(1)[0]
    if u.proto > 5:
        raise ValueError(f'unsupported pickle protocol: {u.proto}')


@_on('FRAME')
def _frame(u):
    u._read(8)


@_on('STOP')
def _stop(u):
    raise _Stop(u.stack.pop())


@_on('MARK')
def _mark(u):
    u.outer.append(u.stack)
    u.stack = []


@_on('POP')
def _pop(u):
    if u.stack:
        u.stack.pop()
    else:
        u._since_mark()


@_on('POP_MARK')
def _pop_mark(u):
    u._since_mark()


@_on('PUT')
def _put(u):
    number = int(u._line())
    if number < 0:
        raise ValueError('negative PUT argument')
    u.memo[number] = u.stack[-1]


@_on('BINPUT')
def _binput(u):
    u.memo[u._read(1)[0]] = u.stack[-1]


@_on('LONG_BINPUT')
def _long_binput(u):
    u.memo[u._number('<I', 4)] = u.stack[-1]


@_on('MEMOIZE')
def _memoize(u):
    u.memo[len(u.memo)] = u.stack[-1]


@_on('APPEND')
def _append(u):
    item = u.stack.pop()
    u.stack[-1].append(item)


@_on('APPENDS')
def _appends(u):
    items = u._since_mark()
    into = u.stack[-1]
    extend = getattr(into, 'extend', None)
    if extend is not None:
        return extend(items)
    for item in items:
        into.append(item)


@_on('ADDITEMS')
def _additems(u):
    items = u._since_mark()
    into = u.stack[-1]
    if isinstance(into, set):
        return into.update(items)
    for item in items:
        into.add(item)


@_on('SETITEM')
def _setitem(u):
    value, key = u.stack.pop(), u.stack.pop()
    u.stack[-1][key] = value


@_on('SETITEMS')
def _setitems(u):
    items = u._since_mark()
    into = u.stack[-1]
    for key, value in zip(items[::2], items[1::2]):
        into[key] = value


@_on('STACK_GLOBAL')
def _stack_global(u):
    name, module = u.stack.pop(), u.stack.pop()
    if type(name) is not str or type(module) is not str:
        raise UnpicklingError('STACK_GLOBAL requires str')
    u.stack.append(u.find_class(module, name))


@_on('EXT1')
def _ext1(u):
    u._extension(u._read(1)[0])


@_on('EXT2')
def _ext2(u):
    u._extension(u._number('<H', 2))


@_on('EXT4')
def _ext4(u):
    u._extension(u._number('<i', 4))


@_on('REDUCE')
def _reduce(u):
    args = u.stack.pop()
    u.stack[-1] = u.stack[-1](*args)


@_on('NEWOBJ')
def _newobj(u):
    args = u.stack.pop()
    cls = u.stack.pop()
    u.stack.append(cls.__new__(cls, *args))


@_on('NEWOBJ_EX')
def _newobj_ex(u):
    kwargs, args, cls = u.stack.pop(), u.stack.pop(), u.stack.pop()
    u.stack.append(cls.__new__(cls, *args, **kwargs))


def _instance(u, cls, args):
    if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
        made = cls(*args)
    else:
        made = cls.__new__(cls)
    u.stack.append(made)


@_on('INST')
def _inst(u):
    module, name = u._line().decode('ascii'), u._line().decode('ascii')
    args = u._since_mark()
    _instance(u, u.find_class(module, name), args)


@_on('OBJ')
def _obj(u):
    cls, *args = u._since_mark()
    _instance(u, cls, args)


@_on('BUILD')
def _build(u):
    state = u.stack.pop()
    made = u.stack[-1]
    setstate = getattr(made, '__setstate__', None)
    if setstate is not None:
        return setstate(state)
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        space = made.__dict__
        for key, value in state.items():
            space[sys.intern(key) if type(key) is str else key] = value
    if slots:
        for key, value in slots.items():
            setattr(made, key, value)


@_on('READONLY_BUFFER')
def _readonly_buffer(u):
    view = memoryview(u.stack[-1])
    if not view.readonly:
        u.stack[-1] = memoryview(bytes(view))
