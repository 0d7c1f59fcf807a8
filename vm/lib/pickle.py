# SPDX-License-Identifier: MIT
# Objects as bytes, and back: protocols 0 to 5.
#
# A pickle is a program for a small stack machine: Pickler writes it, one
# function a type; Unpickler (_unpickle.py) runs it, one function an
# instruction. What is no built-in type is taken apart by __reduce_ex__.

import copyreg
import io
import sys
from _unpickle import PickleError, UnpicklingError, Unpickler, _Instruction
from struct import pack
from types import BuiltinFunctionType, FunctionType, ModuleType

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler',
           'Unpickler', 'dump', 'dumps', 'load', 'loads',
           'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL', *_Instruction]

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
format_version = '4.0'
bytes_types = (bytes, bytearray)
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
_BATCH = 1000
# What would end, or change, a line of protocol 0.
_LINE_ESCAPES = {ord(c): f'\\u{ord(c):04x}' for c in '\\\0\n\r\x1a'}
_FRAME_LEAST = 4
_FRAME_TARGET = 64 * 1024
globals().update(_Instruction)


class PicklingError(PickleError):
    pass


class Pickler:
    # self.memo: id of an object -> (its number, the object).

    def __init__(self, file, protocol=None, *, fix_imports=True,
                 buffer_callback=None):
        protocol = DEFAULT_PROTOCOL if protocol is None else (
            HIGHEST_PROTOCOL if protocol < 0 else protocol)
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
        if protocol < 5 and buffer_callback is not None:
            raise ValueError('buffer_callback needs protocol >= 5')
        if not hasattr(file, 'write'):
            raise TypeError("file must have a 'write' attribute")
        self._file_write = file.write
        self.proto = protocol
        self.bin = protocol >= 1
        self.fast = False
        self.fix_imports = fix_imports and protocol < 3
        self.memo = {}
        self._parts = []
        self._framed = 0

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        if not hasattr(self, '_file_write'):
            raise PicklingError('Pickler.__init__() was not called by '
                                f'{type(self).__name__}.__init__()')
        if self.proto >= 2:
            self._file_write(PROTO + bytes([self.proto]))
        self.save(obj)
        self.write(STOP)
        self._end_frame()

    # ---- frames ----

    def write(self, data):
        self._parts.append(data)
        self._framed += len(data)

    def _end_frame(self):
        data = b''.join(self._parts)
        if self.proto >= 4 and len(data) >= _FRAME_LEAST:
            data = FRAME + pack('<Q', len(data)) + data
        self._parts.clear()
        self._framed = 0
        self._file_write(data)

    def _write_large(self, head, data):
        # Large pieces of bytes stand outside the frames.
        if self.proto >= 4 and len(data) >= _FRAME_TARGET:
            self._end_frame()
            self._file_write(head)
            self._file_write(data)
        else:
            self.write(head + data)

    # ---- the memo ----

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif self.bin:
            self.write(BINPUT + bytes([number]) if number < 256
                       else LONG_BINPUT + pack('<I', number))
        else:
            self.write(PUT + b'%d\n' % number)
        self.memo[id(obj)] = number, obj

    def get(self, number):
        if not self.bin:
            return GET + b'%d\n' % number
        if number < 256:
            return BINGET + bytes([number])
        return LONG_BINGET + pack('<I', number)

    # ---- any object ----

    def save(self, obj, save_persistent_id=True):
        if self.proto >= 4 and self._framed >= _FRAME_TARGET:
            self._end_frame()
        if save_persistent_id:
            name = self.persistent_id(obj)
            if name is not None:
                return self._save_persistent(name)
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(self.get(known[0]))
        reduced = NotImplemented
        override = getattr(self, 'reducer_override', None)
        if override is not None:
            reduced = override(obj)
        if reduced is NotImplemented:
            cls = type(obj)
            save = self.dispatch.get(cls)
            if save is not None:
                return save(self, obj)
            reduced = self._reduce(obj, cls)
            if reduced is None:
                return self.save_global(obj)
        if isinstance(reduced, str):
            return self.save_global(obj, reduced)
        if not isinstance(reduced, tuple):
            raise PicklingError('__reduce__ must return a string or tuple')
        if not 2 <= len(reduced) <= 6:
            raise PicklingError('tuple returned by __reduce__ must contain 2 '
                                'through 6 elements')
        self.save_reduce(*reduced, obj=obj)

    def _reduce(self, obj, cls):
        # What takes obj apart; None: it is found by its name.
        table = getattr(self, 'dispatch_table', copyreg.dispatch_table)
        reduce = table.get(cls)
        if reduce is not None:
            return reduce(obj)
        if issubclass(cls, type):
            return None
        reduce = getattr(obj, '__reduce_ex__', None)
        if reduce is not None:
            return reduce(self.proto)
        reduce = getattr(obj, '__reduce__', None)
        if reduce is None:
            raise PicklingError(f"Can't pickle {cls.__name__!r} object: "
                                f'{obj!r}')
        return reduce()

    def _save_persistent(self, name):
        if self.bin:
            self.save(name, save_persistent_id=False)
            return self.write(BINPERSID)
        try:
            self.write(PERSID + str(name).encode('ascii') + b'\n')
        except UnicodeEncodeError:
            raise PicklingError('persistent IDs in protocol 0 must be ASCII '
                                'strings')

    def save_reduce(self, func, args, state=None, listitems=None,
                    dictitems=None, state_setter=None, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError('args from save_reduce() must be a tuple')
        if not callable(func):
            raise PicklingError('func from save_reduce() must be callable')
        name = getattr(func, '__name__', '')
        if self.proto >= 2 and name == '__newobj_ex__':
            self._save_new_with_keywords(*args)
        elif self.proto >= 2 and name == '__newobj__':
            self._save_new(args, obj)
        else:
            self.save(func)
            self.save(args)
            self.write(REDUCE)
        if obj is not None:
            known = self.memo.get(id(obj))
            if known is not None:
                # Its arguments held it: it is made already.
                self.write(POP + self.get(known[0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._save_items(listitems)
        if dictitems is not None:
            self._save_pairs(dictitems)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            self.write(BUILD)
        else:
            self.save(state_setter)
            self.save(obj)
            self.save(state)
            self.write(TUPLE2 + REDUCE + POP)

    def _save_new(self, args, obj):
        cls = args[0]
        if not hasattr(cls, '__new__'):
            raise PicklingError('args[0] from __newobj__ args has no __new__')
        if obj is not None and cls is not obj.__class__:
            raise PicklingError('args[0] from __newobj__ args has the wrong '
                                'class')
        self.save(cls)
        self.save(args[1:])
        self.write(NEWOBJ)

    def _save_new_with_keywords(self, cls, args, kwargs):
        if self.proto >= 4:
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            return self.write(NEWOBJ_EX)
        from functools import partial
        self.save(partial(cls.__new__, cls, *args, **kwargs))
        self.save(())
        self.write(REDUCE)

    # ---- built-in types ----

    dispatch = {}

    def save_none(self, obj):
        self.write(NONE)

    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    dispatch[bool] = save_bool

    def save_long(self, obj):
        if self.bin and -0x80000000 <= obj <= 0x7fffffff:
            if obj < 0 or obj > 0xffff:
                return self.write(BININT + pack('<i', obj))
            if obj > 0xff:
                return self.write(BININT2 + pack('<H', obj))
            return self.write(BININT1 + bytes([obj]))
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                return self.write(LONG1 + bytes([len(data)]) + data)
            return self.write(LONG4 + pack('<i', len(data)) + data)
        if -0x80000000 <= obj <= 0x7fffffff:
            return self.write(INT + b'%d\n' % obj)
        self.write(LONG + b'%dL\n' % obj)

    dispatch[int] = save_long

    def save_float(self, obj):
        self.write(BINFLOAT + pack('>d', obj) if self.bin
                   else FLOAT + repr(obj).encode() + b'\n')

    dispatch[float] = save_float

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                from _codecs import encode
                self.save_reduce(encode, (obj.decode('latin1'), 'latin1'),
                                 obj=obj)
            return
        if len(obj) < 256:
            self.write(SHORT_BINBYTES + bytes([len(obj)]) + obj)
        elif len(obj) > 0xffffffff and self.proto >= 4:
            self._write_large(BINBYTES8 + pack('<Q', len(obj)), obj)
        else:
            self._write_large(BINBYTES + pack('<I', len(obj)), obj)
        self.memoize(obj)

    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto >= 5:
            self._write_large(BYTEARRAY8 + pack('<Q', len(obj)), bytes(obj))
            return self.memoize(obj)
        self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)

    dispatch[bytearray] = save_bytearray

    def save_str(self, obj):
        if self.bin:
            data = obj.encode('utf-8', 'surrogatepass')
            if len(data) < 256 and self.proto >= 4:
                self.write(SHORT_BINUNICODE + bytes([len(data)]) + data)
            elif len(data) > 0xffffffff and self.proto >= 4:
                self._write_large(BINUNICODE8 + pack('<Q', len(data)), data)
            else:
                self._write_large(BINUNICODE + pack('<I', len(data)), data)
        else:
            text = obj.translate(_LINE_ESCAPES)
            self.write(UNICODE + text.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)

    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            return self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
        count = len(obj)
        short = count <= 3 and self.proto >= 2
        if not short:
            self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            # It holds itself, by way of an item: that made it already.
            drop = POP * count if short else POP_MARK if self.bin \
                else POP * (count + 1)
            return self.write(drop + self.get(known[0]))
        self.write((TUPLE1, TUPLE2, TUPLE3)[count - 1] if short else TUPLE)
        self.memoize(obj)

    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._save_items(obj)

    dispatch[list] = save_list

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._save_pairs(obj.items())

    dispatch[dict] = save_dict

    def _batches(self, items):
        items = iter(items)
        while True:
            batch = []
            for item in items:
                batch.append(item)
                if len(batch) == _BATCH:
                    break
            if not batch:
                return
            yield batch

    def _save_items(self, items):
        for batch in self._batches(items):
            many = self.bin and len(batch) > 1
            if many:
                self.write(MARK)
            for item in batch:
                self.save(item)
                if not many:
                    self.write(APPEND)
            if many:
                self.write(APPENDS)

    def _save_pairs(self, pairs):
        for batch in self._batches(pairs):
            many = self.bin and len(batch) > 1
            if many:
                self.write(MARK)
            for key, value in batch:
                self.save(key)
                self.save(value)
                if not many:
                    self.write(SETITEM)
            if many:
                self.write(SETITEMS)

    def save_set(self, obj):
        if self.proto < 4:
            return self.save_reduce(set, (list(obj),), obj=obj)
        self.write(EMPTY_SET)
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(MARK)
            for item in batch:
                self.save(item)
            self.write(ADDITEMS)

    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            return self.save_reduce(frozenset, (list(obj),), obj=obj)
        self.write(MARK)
        for item in obj:
            self.save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(POP_MARK + self.get(known[0]))
        self.write(FROZENSET)
        self.memoize(obj)

    dispatch[frozenset] = save_frozenset

    # ---- found by name ----

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        module = whichmodule(obj, name)
        owner = self._named(obj, module, name)
        if self.proto >= 2:
            code = copyreg._extension_registry.get((module, name))
            if code:
                return self._save_extension(code)
        if self.proto >= 4:
            self.save(module)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif owner is not sys.modules[module]:
            self.save_reduce(getattr, (owner, name.rpartition('.')[2]),
                             obj=obj)
            return
        else:
            if self.fix_imports:
                from _compat_pickle import old_name
                module, name = old_name(module, name)
            coding = 'utf-8' if self.proto >= 3 else 'ascii'
            try:
                self.write(GLOBAL + f'{module}\n{name}\n'.encode(coding))
            except UnicodeEncodeError:
                raise PicklingError(
                    f"can't pickle global identifier '{module}.{name}' using "
                    f'pickle protocol {self.proto}')
        self.memoize(obj)

    def _named(self, obj, module, name):
        # What holds obj under the last part of its name.
        try:
            __import__(module, level=0)
            found = sys.modules[module]
            for part in name.split('.'):
                owner, found = found, getattr(found, part)
        except AttributeError:
            if '<locals>' in name:
                raise AttributeError(
                    f"Can't pickle local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup "
                                f'{name} on {module} failed') from None
        except (ImportError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module "
                                f'{module!r} failed') from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same "
                                f'object as {module}.{name}')
        return owner

    def _save_extension(self, code):
        if code < 256:
            self.write(EXT1 + bytes([code]))
        elif code < 65536:
            self.write(EXT2 + pack('<H', code))
        else:
            self.write(EXT4 + pack('<i', code))

    def save_type(self, obj):
        for single in (None, NotImplemented, ...):
            if obj is type(single):
                return self.save_reduce(type, (single,), obj=obj)
        self.save_global(obj)

    dispatch[type] = save_type
    dispatch[FunctionType] = save_global

    def save_builtin(self, obj):
        owner = obj.__self__
        if owner is None or isinstance(owner, ModuleType):
            return self.save_global(obj)
        self.save_reduce(getattr, (owner, obj.__name__), obj=obj)

    dispatch[BuiltinFunctionType] = save_builtin


def whichmodule(obj, name):
    # The module that says it made obj, or one that holds it.
    module = getattr(obj, '__module__', None)
    if module is not None:
        return module
    for module_name, module in sys.modules.copy().items():
        if module_name == '__main__' or module is None:
            continue
        found = module
        try:
            for part in name.split('.'):
                found = getattr(found, part)
        except AttributeError:
            continue
        if found is obj:
            return module_name
    return '__main__'


def encode_long(x):
    if x == 0:
        return b''
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, 'little', signed=True)
    if x < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports,
            buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    out = io.BytesIO()
    Pickler(out, protocol, fix_imports=fix_imports,
            buffer_callback=buffer_callback).dump(obj)
    return out.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict',
         buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding,
                     errors=errors, buffers=buffers).load()


def loads(data, *, fix_imports=True, encoding='ASCII', errors='strict',
          buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports,
                     encoding=encoding, errors=errors, buffers=buffers).load()


# The names of the forms in Python, where CPython has others in C.
_Pickler, _Unpickler, _PicklingError = Pickler, Unpickler, PicklingError
_dump, _dumps, _load, _loads = dump, dumps, load, loads
