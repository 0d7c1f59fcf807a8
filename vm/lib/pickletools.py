# SPDX-License-Identifier: MIT
# What is in a pickle: its opcodes one by one, as a listing, or with the memo
# operations that nothing reads left out.
#
# _TABLE has a line for each opcode: name, code, argument, what it takes from
# the stack and puts back, the protocol that brought it, and what it does.

import codecs
import io
import struct

__all__ = ['dis', 'genops', 'optimize']

bytes_types = (bytes, bytearray)
UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2
TAKEN_FROM_ARGUMENT4 = -3
TAKEN_FROM_ARGUMENT4U = -4
TAKEN_FROM_ARGUMENT8U = -5


class ArgumentDescriptor:
    """How an argument lies in a pickle; n: its size, or where that is."""

    __slots__ = 'name', 'n', 'reader', 'doc'

    def __init__(self, name, n, reader, doc):
        self.name, self.n, self.reader, self.doc = name, n, reader, doc


class StackObject:
    """What may lie on the stack."""

    __slots__ = 'name', 'obtype', 'doc'

    def __init__(self, name, obtype, doc):
        self.name, self.obtype, self.doc = name, obtype, doc

    def __repr__(self):
        return self.name


class OpcodeInfo:
    """One opcode; see the table below."""

    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after',
                 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto,
                 doc):
        self.name, self.code, self.arg = name, code, arg
        self.stack_before, self.stack_after = stack_before, stack_after
        self.proto, self.doc = proto, doc


# ---- Arguments ----

def _fixed(name, size, signed=False):
    """Whole numbers of so many bytes."""
    def read(f):
        data = f.read(size)
        if len(data) != size:
            raise ValueError(f'not enough data in stream to read {name}')
        return int.from_bytes(data, 'little', signed=signed)
    return read


read_uint1, read_uint2 = _fixed('uint1', 1), _fixed('uint2', 2)
read_int4, read_uint4 = _fixed('int4', 4, True), _fixed('uint4', 4)
read_uint8 = _fixed('uint8', 8)


def _counted(name, read_size, make=bytes):
    """A size, and so many bytes."""
    def read(f):
        size = read_size(f)
        if size < 0:
            raise ValueError(f'{name} byte count < 0: {size}')
        data = f.read(size)
        if len(data) != size:
            raise ValueError(f'expected {size} bytes in a {name}, but only '
                             f'{len(data)} remain')
        return make(data)
    return read


def _decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


def _latin(data):
    return data.decode('latin-1')


def _utf8(data):
    return str(data, 'utf-8', 'surrogatepass')


read_string1 = _counted('string1', read_uint1, _latin)
read_string4 = _counted('string4', read_int4, _latin)
read_bytes1 = _counted('bytes1', read_uint1)
read_bytes4 = _counted('bytes4', read_uint4)
read_bytes8 = _counted('bytes8', read_uint8)
read_bytearray8 = _counted('bytearray8', read_uint8, bytearray)
read_unicodestring1 = _counted('unicodestring1', read_uint1, _utf8)
read_unicodestring4 = _counted('unicodestring4', read_uint4, _utf8)
read_unicodestring8 = _counted('unicodestring8', read_uint8, _utf8)
read_long1 = _counted('long1', read_uint1, _decode_long)
read_long4 = _counted('long4', read_int4, _decode_long)


def read_stringnl(f, decode=True, stripquotes=True):
    """A line; a string's quotes are checked and taken off."""
    line = f.readline()
    if line[-1:] != b'\n':
        raise ValueError('no newline found when trying to read stringnl')
    text = line[:-1]
    if stripquotes:
        quote = text[:1]
        if quote not in (b'"', b"'"):
            raise ValueError(f'no string quotes around {text!r}')
        if len(text) < 2 or text[-1:] != quote:
            raise ValueError(f'strinq quote {quote!r} not found at both ends '
                             f'of {text!r}')
        text = text[1:-1]
    if decode:
        text = codecs.escape_decode(text)[0].decode('ascii')
    return text


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False)


def read_stringnl_noescape_pair(f):
    """Two lines, with a space between."""
    return f'{read_stringnl_noescape(f)} {read_stringnl_noescape(f)}'


def read_unicodestringnl(f):
    line = f.readline()
    if line[-1:] != b'\n':
        raise ValueError('no newline found when trying to read '
                         'unicodestringnl')
    return str(line[:-1], 'raw-unicode-escape')


def read_decimalnl_short(f):
    text = read_stringnl(f, decode=False, stripquotes=False)
    return {b'00': False, b'01': True}[text] if text in (b'00', b'01') \
        else int(text)


def read_decimalnl_long(f):
    text = read_stringnl(f, decode=False, stripquotes=False)
    return int(text[:-1] if text[-1:] == b'L' else text)


def read_floatnl(f):
    return float(read_stringnl(f, decode=False, stripquotes=False))


def read_float8(f):
    data = f.read(8)
    if len(data) != 8:
        raise ValueError('not enough data in stream to read float8')
    return struct.unpack('>d', data)[0]


_ARGUMENTS = {
    'uint1': (1, read_uint1), 'uint2': (2, read_uint2),
    'int4': (4, read_int4), 'uint4': (4, read_uint4),
    'uint8': (8, read_uint8), 'float8': (8, read_float8),
    'stringnl': (-1, read_stringnl), 'floatnl': (-1, read_floatnl),
    'stringnl_noescape': (-1, read_stringnl_noescape),
    'stringnl_noescape_pair': (-1, read_stringnl_noescape_pair),
    'unicodestringnl': (-1, read_unicodestringnl),
    'decimalnl_short': (-1, read_decimalnl_short),
    'decimalnl_long': (-1, read_decimalnl_long),
    'string1': (-2, read_string1), 'bytes1': (-2, read_bytes1),
    'unicodestring1': (-2, read_unicodestring1), 'long1': (-2, read_long1),
    'string4': (-3, read_string4), 'long4': (-3, read_long4),
    'bytes4': (-4, read_bytes4), 'unicodestring4': (-4, read_unicodestring4),
    'bytes8': (-5, read_bytes8), 'unicodestring8': (-5, read_unicodestring8),
    'bytearray8': (-5, read_bytearray8)}
for _name, (_size, _reader) in _ARGUMENTS.items():
    globals()[_name] = _ARGUMENTS[_name] = ArgumentDescriptor(
        _name, _size, _reader, f'{_name}: read by read_{_name}()')


# ---- What lies on the stack ----

_NOTHING = type(None)
pyint = StackObject('int', int, 'A whole number.')
pylong = StackObject('long', int, 'A whole number of any size.')
pyinteger_or_bool = StackObject('int_or_bool', (int, bool),
                                'A whole number, True or False.')
pybool = StackObject('bool', bool, 'True or False.')
pyfloat = StackObject('float', float, 'A float.')
pybytes_or_str = pystring = StackObject('bytes_or_str', (bytes, str),
                                        "A string of Python 2's.")
pybytes = StackObject('bytes', bytes, 'Bytes.')
pybytearray = StackObject('bytearray', bytearray, 'A bytearray.')
pyunicode = StackObject('str', str, 'Text.')
pynone = StackObject('None', _NOTHING, 'None.')
pytuple = StackObject('tuple', tuple, 'A tuple.')
pylist = StackObject('list', list, 'A list.')
pydict = StackObject('dict', dict, 'A dict.')
pyset = StackObject('set', set, 'A set.')
pyfrozenset = StackObject('frozenset', set, 'A frozenset.')
pybuffer = StackObject('buffer', object, 'Memory kept outside the pickle.')
anyobject = StackObject('any', object, 'Anything.')
markobject = StackObject('mark', StackObject,
                         'Marks where a slice of the stack begins.')
stackslice = StackObject('stackslice', StackObject,
                         'What lies above the topmost mark.')
_ON_STACK = {thing.name: thing for thing in (
    pyint, pyinteger_or_bool, pybool, pyfloat, pybytes_or_str, pybytes,
    pybytearray, pyunicode, pynone, pytuple, pylist, pydict, pyset,
    pyfrozenset, pybuffer, anyobject)}
_ON_STACK.update({'mark': markobject, '...': stackslice})

_TABLE = r'''
INT I decimalnl_short - int_or_bool 0 A whole number in decimal; 00 and 01 are bools.
BININT J int4 - int 1 A whole number of four bytes.
BININT1 K uint1 - int 1 A whole number of one byte.
BININT2 M uint2 - int 1 A whole number of two bytes.
LONG L decimalnl_long - int 0 A whole number in decimal, with an L.
LONG1 8a long1 - int 2 A whole number of up to 255 bytes.
LONG4 8b long4 - int 2 A whole number of any size.
STRING S stringnl - bytes_or_str 0 A string of Python 2, in quotes.
BINSTRING T string4 - bytes_or_str 1 A string of Python 2, with its size.
SHORT_BINSTRING U string1 - bytes_or_str 1 A short string of Python 2.
BINBYTES B bytes4 - bytes 3 Bytes with their number.
SHORT_BINBYTES C bytes1 - bytes 3 At most 255 bytes.
BINBYTES8 8e bytes8 - bytes 4 Bytes beyond four gigabytes.
BYTEARRAY8 96 bytearray8 - bytearray 5 A bytearray.
NEXT_BUFFER 97 - - buffer 5 The next buffer from outside.
READONLY_BUFFER 98 - buffer buffer 5 That buffer, not to be written to.
NONE N - - None 0 None.
NEWTRUE 88 - - bool 2 True.
NEWFALSE 89 - - bool 2 False.
UNICODE V unicodestringnl - str 0 Text up to the end of the line.
SHORT_BINUNICODE 8c unicodestring1 - str 4 Text of at most 255 bytes.
BINUNICODE X unicodestring4 - str 1 Text with its size.
BINUNICODE8 8d unicodestring8 - str 4 Text beyond four gigabytes.
FLOAT F floatnl - float 0 A float in decimal.
BINFLOAT G float8 - float 1 A float of eight bytes.
EMPTY_LIST ] - - list 1 A new list.
APPEND a - list,any list 0 Append to a list.
APPENDS e - list,mark,... list 1 Append all to a list.
LIST l - mark,... list 0 A list of all.
EMPTY_TUPLE ) - - tuple 1 The empty tuple.
TUPLE t - mark,... tuple 0 A tuple of all.
TUPLE1 85 - any tuple 2 A tuple of the topmost.
TUPLE2 86 - any,any tuple 2 A tuple of the two topmost.
TUPLE3 87 - any,any,any tuple 2 A tuple of the three topmost.
EMPTY_DICT } - - dict 1 A new dict.
DICT d - mark,... dict 0 A dict of keys and values by turns.
SETITEM s - dict,any,any dict 0 Put a value under a key.
SETITEMS u - dict,mark,... dict 1 Put values under keys, by turns.
EMPTY_SET 8f - - set 4 A new set.
ADDITEMS 90 - set,mark,... set 4 Add all to a set.
FROZENSET 91 - mark,... frozenset 4 A frozenset of all.
POP 0 - any - 0 Drop the topmost.
DUP 2 - any any,any 0 The topmost once more.
MARK ( - - mark 0 A mark.
POP_MARK 1 - mark,... - 1 Drop all down to the mark.
GET g decimalnl_short - any 0 From the memo; the number is in decimal.
BINGET h uint1 - any 1 From the memo.
LONG_BINGET j uint4 - any 1 From a large memo.
PUT p decimalnl_short - - 0 The topmost into the memo; the number is in decimal.
BINPUT q uint1 - - 1 The topmost into the memo.
LONG_BINPUT r uint4 - - 1 The topmost into a large memo.
MEMOIZE 94 - any any 4 The topmost into the memo, under the next number.
EXT1 82 uint1 - any 2 What copyreg has under a number.
EXT2 83 uint2 - any 2 What copyreg has under a number of two bytes.
EXT4 84 int4 - any 2 What copyreg has under a number of four bytes.
GLOBAL c stringnl_noescape_pair - any 0 What a module calls by a name.
STACK_GLOBAL 93 - str,str any 4 The same; module and name are on the stack.
REDUCE R - any,any any 0 Call something with a tuple of arguments.
BUILD b - any,any any 0 Give an object its state.
INST i stringnl_noescape_pair mark,... any 0 Make an instance of a named class.
OBJ o - mark,any,... any 1 Make an instance of a class on the stack.
NEWOBJ 81 - any,any any 2 Call a class's __new__ with a tuple.
NEWOBJ_EX 92 - any,any,any any 4 The same with a dict of keywords.
PROTO 80 uint1 - - 2 The protocol's number.
STOP . - any - 0 The end; the topmost is the value.
FRAME 95 uint8 - - 4 So many bytes belong together.
PERSID P stringnl_noescape - any 0 What a persistent id names.
BINPERSID Q - any any 1 The same; the id is on the stack.
'''


def _stack(text):
    return [] if text == '-' else [_ON_STACK[name]
                                   for name in text.split(',')]


def _opcode(line):
    name, code, argument, before, after, proto, doc = line.split(None, 6)
    if len(code) == 2:
        code = chr(int(code, 16))
    return OpcodeInfo(name, code, _ARGUMENTS.get(argument), _stack(before),
                      _stack(after), int(proto), doc)


opcodes = [_opcode(line) for line in _TABLE.strip().splitlines()]
code2op = {opcode.code: opcode for opcode in opcodes}


# ---- Reading ----

def _operations(pickled, with_end=False):
    if isinstance(pickled, bytes_types):
        pickled = io.BytesIO(pickled)
    tell = getattr(pickled, 'tell', lambda: None)
    while True:
        place = tell()
        code = pickled.read(1)
        opcode = code2op.get(code.decode('latin-1'))
        if opcode is None:
            if code == b'':
                raise ValueError('pickle exhausted before seeing STOP')
            where = '<unknown>' if place is None else place
            raise ValueError(f'at position {where}, opcode {code!r} unknown')
        argument = None if opcode.arg is None else opcode.arg.reader(pickled)
        item = opcode, argument, place
        yield item + (tell(),) if with_end else item
        if code == b'.':
            assert opcode.name == 'STOP'
            return


def genops(pickle):
    """Yields (opcode, argument, position) of a pickle."""
    return _operations(pickle)


def _puts_and_gets(data):
    """([(what, start, end)], the memo's numbers that are read, protocol)"""
    steps, wanted, proto, memo_size = [], set(), 0, 0
    for opcode, argument, start, end in _operations(data, True):
        name = opcode.name
        if 'PUT' in name:
            steps.append(('put', argument, start, end))
            memo_size += 1
        elif name == 'MEMOIZE':
            steps.append(('put', memo_size, start, end))
            memo_size += 1
        elif name == 'FRAME':
            pass
        elif 'GET' in name:
            wanted.add(argument)
            steps.append(('get', argument, start, end))
        else:
            if name == 'PROTO':
                proto = max(proto, argument)
                if start == 0:
                    steps.append(('proto', argument, start, end))
                    continue
            proto = max(proto, opcode.proto)
            steps.append(('rest', None, start, end))
    return steps, wanted, proto


_FRAME = 64 * 1024


class _Frames:
    """Writes pieces, from protocol 4 on in frames of about 64 KiB."""

    def __init__(self, framed):
        self.framed = framed
        self.out, self.frame = [], []
        self.size = 0

    def commit(self):
        data = b''.join(self.frame)
        if len(data) >= 4 and self.framed:
            self.out.append(b'\x95' + struct.pack('<Q', len(data)))
        self.out.append(data)
        self.frame, self.size = [], 0

    def write(self, data):
        if len(data) > _FRAME or self.size >= _FRAME:
            self.commit()
        if len(data) > _FRAME and self.framed:
            self.out.append(data)
        else:
            self.frame.append(data)
            self.size += len(data)

    def value(self):
        self.commit()
        return b''.join(self.out)


def _memo_operation(number, proto, small, large, text):
    if proto < 1:
        return text + repr(number).encode('ascii') + b'\n'
    if number < 256:
        return small + bytes([number])
    return large + struct.pack('<I', number)


def optimize(p):
    """The same pickle without the memo's entries that nothing reads."""
    steps, wanted, proto = _puts_and_gets(p)
    head = b''
    if steps and steps[0][0] == 'proto':
        head = p[:steps.pop(0)[3]]
    frames = _Frames(proto >= 4)
    numbers = {}
    for what, number, start, end in steps:
        if what == 'put':
            if number not in wanted:
                continue
            place = numbers[number] = len(numbers)
            data = b'\x94' if proto >= 4 else \
                _memo_operation(place, proto, b'q', b'r', b'p')
        elif what == 'get':
            data = _memo_operation(numbers[number], proto, b'h', b'j', b'g')
        else:
            data = p[start:end]
        frames.write(data)
    return head + frames.value()


# ---- Listing ----

class _Machine:
    """The stack and the memo, as far as a listing needs them."""

    def __init__(self, memo):
        self.stack = []
        self.marks = []
        self.memo = {} if memo is None else memo

    def pops_mark(self, opcode):
        before = opcode.stack_before
        return markobject in before or (
            opcode.name == 'POP' and self.stack and
            self.stack[-1] is markobject)

    def pop_mark(self, opcode):
        """(what to say of the mark, what is wrong)"""
        assert markobject not in opcode.stack_after
        if not self.marks:
            problem = 'no MARK exists on stack'
            return problem, problem
        place = self.marks.pop()
        note = '(MARK at unknown opcode offset)' if place is None \
            else f'(MARK at {place})'
        while self.stack[-1] is not markobject:
            self.stack.pop()
        self.stack.pop()
        return note, None

    def put(self, opcode, argument):
        """What is wrong, and (as …) for MEMOIZE."""
        number = len(self.memo) if opcode.name == 'MEMOIZE' else argument
        note = f'(as {number})' if opcode.name == 'MEMOIZE' else ''
        if number in self.memo:
            return note, f'memo key {number!r} already defined'
        if not self.stack:
            return note, "stack is empty -- can't store into memo"
        if self.stack[-1] is markobject:
            return note, "can't store markobject in the memo"
        self.memo[number] = self.stack[-1]
        return note, None


def _left_of(before):
    """What an opcode takes, without what lies above the mark."""
    if stackslice in before:
        rest = before[:before.index(markobject)]
        return rest
    return before


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Print a listing of a pickle."""
    machine = _Machine(memo)
    highest, column = -1, annotate
    for opcode, argument, place in genops(pickle):
        highest = max(highest, opcode.proto)
        before, after = opcode.stack_before, list(opcode.stack_after)
        note = problem = None
        depth = len(machine.marks)
        if machine.pops_mark(opcode):
            note, problem = machine.pop_mark(opcode)
            if opcode.name == 'POP' and problem is None:
                before = []
            else:
                before = _left_of(before)
        if opcode.name in ('PUT', 'BINPUT', 'LONG_BINPUT', 'MEMOIZE'):
            note, problem = machine.put(opcode, argument)
        elif opcode.name in ('GET', 'BINGET', 'LONG_BINGET'):
            if argument in machine.memo:
                after = [machine.memo[argument]]
            else:
                problem = (f'memo key {argument!r} has never been stored '
                           'into')
        line = '' if place is None else f'{place:5d}: '
        line += (f'{repr(opcode.code)[1:-1]:<4} '
                 f'{" " * (indentlevel * depth)}{opcode.name}')
        if argument is not None or note:
            line += ' ' * (10 - len(opcode.name))
            if argument is not None:
                line += ' ' + repr(argument)
            if note:
                line += ' ' + note
        if annotate:
            line += ' ' * (column - len(line))
            column = len(line)
            if column > 50:
                column = annotate
            line += ' ' + opcode.doc.split('\n', 1)[0]
        print(line, file=out)
        if problem:
            raise ValueError(problem)
        if len(machine.stack) < len(before):
            raise ValueError(f'tries to pop {len(before)} items from stack '
                             f'with only {len(machine.stack)} items')
        if before:
            del machine.stack[-len(before):]
        if markobject in after:
            machine.marks.append(place)
        machine.stack.extend(after)
    print('highest protocol among opcodes =', highest, file=out)
    if machine.stack:
        raise ValueError('stack not empty after STOP: '
                         f'{machine.stack!r}')
