# SPDX-License-Identifier: MIT
# Is this source complete, wrong, or only begun?
#
# Source that is only begun fails in another way when a line is added; source
# that is wrong fails in the same way.

import __future__
import warnings

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

PyCF_DONT_IMPLY_DEDENT = 0x200


def _attempt(compiler, source, *how):
    # (its code, what is wrong with it); one of them is None.
    try:
        return compiler(source, *how), None
    except SyntaxError as error:
        return None, error


def _maybe_compile(compiler, source, *how):
    empty = all(line.lstrip()[:1] in ('', '#') for line in source.split('\n'))
    if empty and how[1] != 'eval':
        source = 'pass'
    code, error = _attempt(compiler, source, *how)
    with warnings.catch_warnings():
        # They were given once.
        warnings.simplefilter('error')
        _, one = _attempt(compiler, source + '\n', *how)
        _, two = _attempt(compiler, source + '\n\n', *how)
    if code is None and one is not None and repr(one) == repr(two):
        raise error or one
    return code


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
