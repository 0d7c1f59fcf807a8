# SPDX-License-Identifier: MIT
# Bytecode as text. The machine's bytecode is CPython 3.8's, and so is this.

import collections
import io
import sys
import types

from opcode import *
from opcode import __all__ as _opcode_names

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco',
           'findlinestarts', 'findlabels', 'show_code', 'get_instructions',
           'Instruction', 'Bytecode'] + _opcode_names

_CODE = type(sys._getframe().f_code)
_HAS_CODE = (types.MethodType, types.FunctionType, classmethod, staticmethod,
             _CODE, type)
_FORMAT_VALUE = opmap['FORMAT_VALUE']
_MAKE_FUNCTION = opmap['MAKE_FUNCTION']
_CONVERSIONS = ((None, ''), (str, 'str'), (repr, 'repr'), (ascii, 'ascii'))
_FUNCTION_PARTS = ('defaults', 'kwdefaults', 'annotations', 'closure')
_UNKNOWN = object()
_OPNAME_WIDTH = 20
_OPARG_WIDTH = 5

COMPILER_FLAG_NAMES = {
    1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS',
    16: 'NESTED', 32: 'GENERATOR', 64: 'NOFREE', 128: 'COROUTINE',
    256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR'}


def pretty_flags(flags):
    """The names of a code object's flags."""
    names = []
    bit = 1
    while flags:
        if flags & bit:
            names.append(COMPILER_FLAG_NAMES.get(bit, hex(bit)))
            flags ^= bit
        bit <<= 1
        if len(names) > 32:
            break
    return ', '.join(names) or '0x0'


# ---- Finding the code ----

def _compiled(source, name):
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        return compile(source, name, 'exec')


def _inner(x):
    # What holds the code of x, or x itself.
    x = getattr(x, '__func__', x)
    for name in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _get_code_object(x):
    x = _inner(x)
    if isinstance(x, str):
        x = _compiled(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} "
                    'objects')


def dis(x=None, *, file=None, depth=None):
    """Print the bytecode of a class, function, code, text ..."""
    if x is None:
        distb(file=file)
        return
    x = _inner(x)
    if hasattr(x, '__dict__'):
        for name, item in sorted(x.__dict__.items()):
            if isinstance(item, _HAS_CODE):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(item, file=file, depth=depth)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
    elif hasattr(x, 'co_code'):
        _disassemble_recursive(x, file, depth)
    elif isinstance(x, (bytes, bytearray)):
        _print_instructions(_instructions(x), file)
    elif isinstance(x, str):
        _disassemble_recursive(_compiled(x, '<dis>'), file, depth)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} "
                        'objects')


def distb(tb=None, *, file=None):
    """Print where the last exception was raised."""
    if tb is None:
        try:
            tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble') from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def disassemble(co, lasti=-1, *, file=None):
    """Print one code object."""
    _print_instructions(_code_instructions(co), file, lasti)


disco = disassemble


def _disassemble_recursive(co, file, depth):
    disassemble(co, file=file)
    if depth is not None:
        if depth <= 0:
            return
        depth -= 1
    for item in co.co_consts:
        if hasattr(item, 'co_code'):
            print(file=file)
            print(f'Disassembly of {item!r}:', file=file)
            _disassemble_recursive(item, file, depth)


# ---- Instructions ----

_Instruction = collections.namedtuple(
    '_Instruction', 'opname opcode arg argval argrepr offset starts_line '
                    'is_jump_target')


class Instruction(_Instruction):
    """One instruction and what its operand means."""

    __slots__ = ()

    def _disassemble(self, lineno_width=3, mark_as_current=False,
                     offset_width=4):
        fields = []
        if lineno_width:
            line = '' if self.starts_line is None else self.starts_line
            fields.append(f'{line:>{lineno_width}}')
        fields.append('-->' if mark_as_current else '   ')
        fields.append('>>' if self.is_jump_target else '  ')
        fields.append(f'{self.offset:>{offset_width}}')
        fields.append(f'{self.opname:<{_OPNAME_WIDTH}}')
        if self.arg is not None:
            fields.append(f'{self.arg:>{_OPARG_WIDTH}}')
            if self.argrepr:
                fields.append(f'({self.argrepr})')
        return ' '.join(fields).rstrip()


def _unpack(code):
    # (offset, opcode, argument or None), EXTENDED_ARG counted in.
    extended = 0
    for offset in range(0, len(code), 2):
        op = code[offset]
        if op < HAVE_ARGUMENT:
            yield offset, op, None
            continue
        arg = code[offset + 1] | extended
        extended = arg << 8 if op == EXTENDED_ARG else 0
        yield offset, op, arg


def findlabels(code):
    """Where jumps go to."""
    labels = []
    for offset, op, arg in _unpack(code):
        if arg is None:
            continue
        if op in hasjrel:
            target = offset + 2 + arg
        elif op in hasjabs:
            target = arg
        else:
            continue
        if target not in labels:
            labels.append(target)
    return labels


def findlinestarts(code):
    """(offset, line) wherever the line changes."""
    shown = None
    line = code.co_firstlineno
    address = 0
    table = code.co_lnotab
    for step, lines in zip(table[::2], table[1::2]):
        if step:
            if line != shown:
                yield address, line
                shown = line
            address += step
            if address >= len(code.co_code):
                return  # these lines were optimised away
        line += lines - 256 if lines >= 128 else lines
    if line != shown:
        yield address, line


def _named(table, arg):
    # (value, text) of an operand that is an index.
    if table is _UNKNOWN or table is None:
        return arg, str(arg)
    return table[arg], str(table[arg])


def _operand(op, arg, after, varnames, names, constants, cells):
    if op in hasconst:
        value = arg if constants is None else constants[arg]
        return value, repr(value)
    if op in hasname:
        return _named(names, arg)
    if op in haslocal:
        return _named(varnames, arg)
    if op in hasfree:
        return _named(cells, arg)
    if op in hasjrel:
        return after + arg, f'to {after + arg}'
    if op in hascompare:
        return cmp_op[arg], cmp_op[arg]
    if op == _FORMAT_VALUE:
        convert, text = _CONVERSIONS[arg & 3]
        if arg & 4:
            text += ', with format' if text else 'with format'
        return (convert, bool(arg & 4)), text
    if op == _MAKE_FUNCTION:
        return arg, ', '.join([name for bit, name
                               in enumerate(_FUNCTION_PARTS)
                               if arg & 1 << bit])
    return arg, ''


def _instructions(code, varnames=None, names=None, constants=None, cells=None,
                  linestarts=None, line_offset=0):
    labels = findlabels(code)
    for offset, op, arg in _unpack(code):
        line = None
        if linestarts is not None and offset in linestarts:
            line = linestarts[offset] + line_offset
        value, text = None, ''
        if arg is not None:
            value, text = _operand(op, arg, offset + 2, varnames, names,
                                   constants, cells)
        yield Instruction(opname[op], op, arg, value, text, offset, line,
                          offset in labels)


def _code_instructions(co, line_offset=0):
    return _instructions(
        co.co_code, co.co_varnames, co.co_names, co.co_consts,
        co.co_cellvars + co.co_freevars, dict(findlinestarts(co)),
        line_offset)


def get_instructions(x, *, first_line=None):
    """The instructions of a function, method, text or code object."""
    co = _get_code_object(x)
    offset = 0 if first_line is None else first_line - co.co_firstlineno
    return _code_instructions(co, offset)


def _print_instructions(instructions, file, lasti=-1):
    instructions = list(instructions)
    lines = [item.starts_line for item in instructions
             if item.starts_line is not None]
    width = max(3, len(str(max(lines)))) if lines else 0
    last = instructions[-1].offset if instructions else 0
    offset_width = max(4, len(str(last)))
    for item in instructions:
        if item.starts_line is not None and item.offset > 0:
            print(file=file)
        print(item._disassemble(width, item.offset == lasti, offset_width),
              file=file)


# ---- About a code object ----

def code_info(x):
    """Formatted details of methods, functions, or code."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    lines = [f'{title + ":":<19}{value}' for title, value in (
        ('Name', co.co_name), ('Filename', co.co_filename),
        ('Argument count', co.co_argcount),
        ('Positional-only arguments', co.co_posonlyargcount),
        ('Kw-only arguments', co.co_kwonlyargcount),
        ('Number of locals', co.co_nlocals), ('Stack size', co.co_stacksize),
        ('Flags', pretty_flags(co.co_flags)))]
    lines[3] = f'Positional-only arguments: {co.co_posonlyargcount}'
    for title, items, show in (
            ('Constants', co.co_consts, repr), ('Names', co.co_names, str),
            ('Variable names', co.co_varnames, str),
            ('Free variables', co.co_freevars, str),
            ('Cell variables', co.co_cellvars, str)):
        if items:
            lines.append(title + ':')
            lines += [f'{place:4}: {show(item)}'
                      for place, item in enumerate(items)]
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print code_info()."""
    print(code_info(co), file=file)


class Bytecode:
    """The bytecode of something: iterate over it, or ask for its text."""

    def __init__(self, x, *, first_line=None, current_offset=None):
        self.codeobj = co = _get_code_object(x)
        self.first_line = (co.co_firstlineno if first_line is None
                           else first_line)
        self._line_offset = self.first_line - co.co_firstlineno
        self._original_object = x
        self.current_offset = current_offset

    def __iter__(self):
        return _code_instructions(self.codeobj, self._line_offset)

    def __repr__(self):
        return f'{type(self).__name__}({self._original_object!r})'

    @classmethod
    def from_traceback(cls, tb):
        """Of the innermost frame, its instruction marked."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        return code_info(self.codeobj)

    def dis(self):
        lasti = -1 if self.current_offset is None else self.current_offset
        with io.StringIO() as output:
            _print_instructions(self, output, lasti)
            return output.getvalue()
