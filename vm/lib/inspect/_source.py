# SPDX-License-Identifier: MIT
# Documentation, files and source lines of objects.

import linecache
import os
import re
import sys
import types

from inspect._kinds import (isclass, iscode, isdatadescriptor, isframe,
                            isfunction, ismethod, ismethoddescriptor,
                            ismodule, isroutine, istraceback)
from inspect._members import unwrap


class EndOfBlock(Exception):
    """The block ended."""


class ClassFoundException(Exception):
    """The class was found."""


# ---- Documentation ----

def cleandoc(doc):
    """The text without the margin of its lines."""
    first, *rest = doc.expandtabs().split('\n')
    margin = min([len(line) - len(line.lstrip())
                  for line in rest if line.strip()], default=0)
    lines = [first.lstrip()] + [line[margin:] for line in rest]
    for end in (-1, 0):
        while lines and not lines[end]:
            del lines[end]
    return '\n'.join(lines)


def getdoc(object):
    """Its documentation, its own or inherited."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _home(func):
    # The class that a method was defined in.
    module = sys.modules.get(func.__module__)
    if module is None:
        return None
    cls = module
    for name in func.__qualname__.split('.')[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    named = obj.fget if isinstance(obj, property) else obj
    if ismethod(obj):
        owner, named = obj.__self__, obj.__func__
        cls = owner if isclass(owner) else type(owner)
    elif isfunction(named):
        cls = _home(named)
    elif isdatadescriptor(obj) or ismethoddescriptor(obj):
        cls = named.__objclass__
    else:
        return None
    name = named.__name__
    for base in cls.__mro__:
        doc = getattr(getattr(base, name, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


# ---- Files and modules ----

# How to come to a code object, step by step.
_TO_CODE = ((ismethod, '__func__'), (isfunction, '__code__'),
            (istraceback, 'tb_frame'), (isframe, 'f_code'))


def _file_of(module, thing, kind):
    found = getattr(module, '__file__', None)
    if found:
        return found
    raise TypeError(f'{thing!r} is a built-in {kind}')


def getfile(object):
    """The file it was defined in."""
    if ismodule(object):
        return _file_of(object, object, 'module')
    if isclass(object):
        home = sys.modules.get(getattr(object, '__module__', None))
        return _file_of(home, object, 'class')
    code = object
    for test, attribute in _TO_CODE:
        if test(code):
            code = getattr(code, attribute)
    if not iscode(code):
        raise TypeError('module, class, method, function, traceback, frame, '
                        'or code object was expected, got '
                        f'{type(code).__name__}')
    return code.co_filename


def getmodulename(path):
    """The module a file holds, or None."""
    name, dot, suffix = os.path.basename(path).rpartition('.')
    return name if dot and suffix in ('py', 'pyc') else None


def getsourcefile(object):
    """The file with its source, if there is one."""
    filename = getfile(object)
    if filename.endswith('.pyc'):
        filename = filename[:-1]
    if os.path.exists(filename) or filename in linecache.cache:
        return filename
    module = getmodule(object, filename)
    if getattr(module, '__loader__', None) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    return os.path.normcase(os.path.abspath(
        _filename or getsourcefile(object) or getfile(object)))


def getmodule(object, _filename=None):
    """The module it was defined in, or None."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    try:
        filename = getfile(object)
    except TypeError:
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, '__file__', None) == filename:
            return module
    return None


# ---- Source lines ----

def findsource(object):
    """(all lines of its file, the place where it begins)"""
    lines = _lines_around(object)
    if isclass(object):
        return lines, _class_line(object, lines)
    code = object
    for test, attribute in _TO_CODE[:2]:
        if test(code):
            code = getattr(code, attribute)
    for test, attribute in ((ismodule, None), (istraceback, 'tb_lineno'),
                            (isframe, 'f_lineno')):
        if test(code):
            return lines, getattr(code, attribute) - 1 if attribute else 0
    place = code.co_firstlineno - 1
    if place < len(lines):
        return lines, place
    raise OSError('lineno is out of bounds')


def _lines_around(object):
    file = getsourcefile(object) or ''
    if file:
        linecache.checkcache(file)
    else:
        # Not a file: what was typed may be known to linecache.
        file = getfile(object)
        if file[:1] + file[-1:] != '<>':
            raise OSError('source code not available')
    module = getmodule(object, file)
    lines = linecache.getlines(file, module and module.__dict__)
    if lines:
        return lines
    raise OSError('could not get source code')


_BLOCK = re.compile(r'(\s*)(?:async\s+)?(class|def)\s+(\w+)')


def _class_line(cls, lines):
    # Follow the indentation: which class or def stands inside which.
    wanted = cls.__qualname__
    inside = []  # (indent, name)
    for place, line in enumerate(lines):
        match = _BLOCK.match(line)
        if match is None:
            continue
        indent = len(match.group(1).expandtabs())
        while inside and inside[-1][0] >= indent:
            inside.pop()
        path = '.'.join([name for _, name in inside] + [match.group(3)])
        if match.group(2) == 'class' and path == wanted:
            return _decorated(lines, place, indent)
        inside.append((indent, match.group(3) if match.group(2) == 'class'
                       else match.group(3) + '.<locals>'))
    raise OSError('could not find class definition')


def _decorated(lines, place, indent):
    # From 3.9 on a class begins at its first decorator.
    if sys.version_info < (3, 9):
        return place
    while place and lines[place - 1].strip().startswith('@') and (
            len(lines[place - 1]) - len(lines[place - 1].lstrip()) == indent):
        place -= 1
    return place


class BlockFinder:
    """Finds where a block ends, reading lines from its first one on."""

    def __init__(self):
        self.quote = None      # the string we are inside of, if any
        self.depth = 0         # open brackets
        self.joined = False    # the line ended with a backslash

    def scan(self, line):
        """Read a line; is it the end of a logical one? its last token?"""
        place = 0
        last = ''
        self.joined = False
        while place < len(line):
            if self.quote:
                place = self._string_end(line, place)
                last = '"'
                continue
            c = line[place]
            if c == '#':
                break
            if c in '"\'':
                self.quote = c * 3 if line.startswith(c * 3, place) else c
                place += len(self.quote)
                last = '"'
                continue
            if c == '\\' and line[place + 1:place + 2] in ('\n', ''):
                self.joined = True
                break
            self.depth += (c in '([{') - (c in ')]}')
            if not c.isspace():
                last = c
            place += 1
        if self.quote and len(self.quote) == 1 and not self.joined:
            self.quote = None
        whole = not (self.quote or self.depth > 0 or self.joined)
        return whole, last

    def _string_end(self, line, place):
        while place < len(line):
            if line[place] == '\\':
                if line[place + 1:] in ('\n', ''):
                    self.joined = True
                place += 2
            elif line.startswith(self.quote, place):
                place += len(self.quote)
                self.quote = None
                return place
            else:
                place += 1
        return place


def getblock(lines):
    """The lines of the block that begins with the first one."""
    finder = BlockFinder()
    margin = len(lines[0]) - len(lines[0].lstrip())
    end = 0
    header = True   # still in decorators and the line with the colon
    whole = True
    body = margin + 1   # columns of the first line of the body
    lambda_only = not _BLOCK.match(lines[0]) and (
        lines[0].lstrip()[:1] != '@')
    for place, line in enumerate(lines):
        text = line.strip()
        if whole and not header:
            blank = not text or text.startswith('#')
            indent = len(line) - len(line.lstrip())
            if blank:
                if text and indent >= body and end == place:
                    end = place + 1
                continue
            if indent <= margin:
                break
            if body > indent or body == margin + 1:
                body = indent
        started = whole
        whole, last = finder.scan(line)
        end = place + 1
        if header and whole:
            if lambda_only:
                return lines[:end]
            if started and text.startswith('@') or not _has_colon(
                    lines[:end]):
                continue
            if last != ':':
                return lines[:end]
            header = False
    return lines[:end]


def _has_colon(lines):
    return any(_BLOCK.match(line) for line in lines)


def getsourcelines(object):
    """(its lines, the number of the first)"""
    object = unwrap(object)
    lines, place = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object)
                            and object.f_code.co_name == '<module>'):
        return lines, 0
    return getblock(lines[place:]), place + 1


def getsource(object):
    """Its source as one text."""
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    """The comment lines just above it, or at the top of its file."""
    try:
        lines, place = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        first = 1 if lines and lines[0][:2] == '#!' else 0
        while first < len(lines) and lines[first].strip() in ('', '#'):
            first += 1
        last = first
        while last < len(lines) and lines[last][:1] == '#':
            last += 1
        found = lines[first:last]
    else:
        indent = len(lines[place]) - len(lines[place].lstrip())
        first = place
        while first and lines[first - 1].lstrip()[:1] == '#' and (
                len(lines[first - 1].expandtabs())
                - len(lines[first - 1].expandtabs().lstrip()) == indent):
            first -= 1
        found = [line.expandtabs().lstrip() for line in lines[first:place]]
    text = ''.join([line.expandtabs() for line in found])
    return text or None


def indentsize(line):
    """Columns of white space a line begins with."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())
