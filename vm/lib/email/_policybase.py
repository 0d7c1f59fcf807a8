# SPDX-License-Identifier: MIT
# A policy says how headers are stored, given and folded, and what becomes of
# defects. It never changes: clone() and + make others.

import abc

from email import charset as _charset, header
from email.utils import _has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']


def split_source(lines, blanks=' \t'):
    """(name, value) of a field's lines; these blanks go from its start."""
    name, _, value = lines[0].partition(':')
    return name, (value.lstrip(blanks) + ''.join(lines[1:])).rstrip('\r\n')


class _Settings:
    """The settings are the class attributes without an underscore."""

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(type(self), name):
                raise TypeError(f'{name!r} is an invalid keyword argument '
                                f'for {type(self).__name__}')
            object.__setattr__(self, name, value)

    def __repr__(self):
        shown = [f'{name}={value!r}' for name, value in self.__dict__.items()]
        return f"{type(self).__name__}({', '.join(shown)})"

    def clone(self, **kw):
        """The same with other settings."""
        made = type(self).__new__(type(self))
        for name, value in self.__dict__.items():
            object.__setattr__(made, name, value)
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError(f'{name!r} is an invalid keyword argument '
                                f'for {type(self).__name__}')
            object.__setattr__(made, name, value)
        return made

    def __setattr__(self, name, value):
        what = 'is read-only' if hasattr(self, name) else 'cannot be added'
        raise AttributeError(f'{type(self).__name__!r} object attribute '
                             f'{name!r} {what}')

    def __add__(self, other):
        """The settings of both; the right one has the last word."""
        return self.clone(**other.__dict__)


class Policy(_Settings, metaclass=abc.ABCMeta):
    """What policies have in common."""

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None

    def handle_defect(self, obj, defect):
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How many fields of that name there may be; None: any number."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """(name, value to keep) of the lines of a field."""

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value to keep) of what a program sets."""

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What a program gets of a kept value."""

    @abc.abstractmethod
    def fold(self, name, value):
        """The lines of a field, as text."""

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The lines of a field, as bytes."""


class Compat32(Policy):
    """As Python 3.2 did it: values are plain text or Header objects."""

    mangle_from_ = True

    def _of_source(self, name, value):
        if isinstance(value, str) and _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT,
                                 header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        return split_source(sourcelines)

    def header_store_parse(self, name, value):
        return name, value

    def header_fetch_parse(self, name, value):
        return self._of_source(name, value)

    def fold(self, name, value):
        return self._fold(name, value, True)

    def fold_binary(self, name, value):
        folded = self._fold(name, value, self.cte_type == '7bit')
        return folded.encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        field = value
        if isinstance(value, str):
            if not _has_surrogates(value):
                field = header.Header(value, header_name=name)
            elif sanitize:
                field = header.Header(value, charset=_charset.UNKNOWN8BIT,
                                      header_name=name)
            else:
                return f'{name}: {value}{self.linesep}'
        width = self.max_line_length or 0
        text = field.encode(linesep=self.linesep, maxlinelen=width)
        return f'{name}: {text}{self.linesep}'


compat32 = Compat32()
