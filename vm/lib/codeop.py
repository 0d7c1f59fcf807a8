# SPDX-License-Identifier: MIT
# Is this source complete, wrong, or only begun?
#
# Source that is only begun fails in another way when a line is added; source
# that is wrong fails in the same way.

import __future__
import warnings

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

PyCF_DONT_IMPLY_DEDENT = 0x200


def _error(compiler, source, filename, symbol):
    try:
        compiler(source, filename, symbol)
    except SyntaxError as error:
        return error
    return None


def _maybe_compile(compiler, source, filename, symbol):
    if all(not line.strip() or line.strip()[0] == '#'
           for line in source.split('\n')):
        if symbol != 'eval':
            source = 'pass'
    error = code = None
    try:
        code = compiler(source, filename, symbol)
    except SyntaxError as caught:
        error = caught
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        one = _error(compiler, source + '\n', filename, symbol)
        two = _error(compiler, source + '\n\n', filename, symbol)
    if code is not None:
        return code
    if one is None:
        return None
    if repr(one) == repr(two):
        raise one if error is None else error
    return None


def _compile(source, filename, symbol):
    return compile(source, filename, symbol, PyCF_DONT_IMPLY_DEDENT)


def compile_command(source, filename='<input>', symbol='single'):
    """Its code; None when more must follow; else SyntaxError."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """compile() that remembers `from __future__ import`."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT

    def __call__(self, source, filename, symbol):
        code = compile(source, filename, symbol, self.flags, True)
        for name in __future__.all_feature_names:
            flag = getattr(__future__, name).compiler_flag
            if code.co_flags & flag:
                self.flags |= flag
        return code


class CommandCompiler:
    """compile_command() that remembers them too."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
