# SPDX-License-Identifier: MIT
# Twins of exceptions: an argument's class has a __str__ or __repr__ of its own.


def BaseException_args(self, value):
    # The setter.
    self.args = tuple(value)


def BaseException_setstate(self, state):
    for name, value in state.items():
        setattr(self, name, value)


def BaseException_repr(self):
    name = type(self).__name__
    args = self.args
    return f'{name}({args[0]!r})' if len(args) == 1 else name + repr(args)


def _plain(self):
    args = self.args
    return '' if not args else str(args[0] if len(args) == 1 else args)


def _os_text(self):
    if self.errno is None and self.strerror is None:
        return _plain(self)
    text = f'[Errno {self.errno}] {self.strerror}'
    if self.filename is not None:
        text += f': {self.filename!r}'
        if self.filename2 is not None:
            text += f' -> {self.filename2!r}'
    return text


def _syntax_text(self):
    text = str(self.msg)
    name = self.filename if isinstance(self.filename, str) else None
    line = self.lineno if type(self.lineno) is int else None
    if name is not None:
        name = name.rpartition('/')[2]
    if name is not None and line is not None:
        return f'{text} ({name}, line {line})'
    if name is not None:
        return f'{text} ({name})'
    return text if line is None else f'{text} (line {line})'


def BaseException_str(self):
    if isinstance(self, KeyError) and len(self.args) == 1:
        return repr(self.args[0])
    if isinstance(self, OSError):
        return _os_text(self)
    if isinstance(self, SyntaxError):
        return _syntax_text(self)
    return _plain(self)
