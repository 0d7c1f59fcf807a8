# SPDX-License-Identifier: MIT
# The compiled form of a source file, as CPython keeps it: a .pyc file of
# 16 bytes (magic number, flags, then time and size of the source or its hash)
# and the marshalled code.

import enum
import importlib.util
import marshal
import os
import struct
import sys
import traceback

__all__ = ['compile', 'main', 'PyCompileError', 'PycInvalidationMode']

_MAGIC = struct.pack('<H', 3413) + b'\r\n'
_compile = compile


class PyCompileError(Exception):
    """The source cannot be compiled; .msg is what there is to print."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        msg = msg or _told(exc_type, exc_value, file)
        fields = dict(msg=msg, exc_type_name=exc_type.__name__,
                      exc_value=exc_value, file=file)
        self.__dict__.update(fields)
        super().__init__(*fields.values())

    def __str__(self):
        return self.msg


def _told(kind, error, file):
    if kind is not SyntaxError:
        return f'Sorry: {kind.__name__}: {error}'
    lines = traceback.format_exception_only(kind, error)
    return ''.join(lines).replace('File "<string>"', f'File "{file}"')


class PycInvalidationMode(enum.Enum):
    """How it is seen that the source has changed."""

    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def _get_default_invalidation_mode():
    return PycInvalidationMode.CHECKED_HASH \
        if os.environ.get('SOURCE_DATE_EPOCH') \
        else PycInvalidationMode.TIMESTAMP


def _head(mode, file, source):
    if mode is PycInvalidationMode.TIMESTAMP:
        status = os.stat(file)
        return _MAGIC + struct.pack(
            '<III', 0, int(status.st_mtime) & 0xffffffff,
            status.st_size & 0xffffffff)
    flags = 3 if mode is PycInvalidationMode.CHECKED_HASH else 1
    return _MAGIC + struct.pack('<I', flags) + \
        importlib.util.source_hash(source)


def _target(file, level):
    """Where the compiled form of a file belongs."""
    if level < 0:
        return importlib.util.cache_from_source(file)
    return importlib.util.cache_from_source(file, optimization=level or '')


def _check_replaceable(path):
    kind = 'symlink' if os.path.islink(path) else 'non-regular file'
    if os.path.lexists(path) and (kind == 'symlink'
                                  or not os.path.isfile(path)):
        raise FileExistsError(f'{path} is a {kind} and will be changed into a '
                              'regular file if import writes a byte-compiled '
                              'file to it')


def _replace(path, data, mode):
    """Write a file whole or not at all."""
    part = f'{path}.{os.getpid()}'
    fd = os.open(part, os.O_EXCL | os.O_CREAT | os.O_WRONLY, mode & 0o666)
    try:
        with open(fd, 'wb') as file:
            file.write(data)
        os.replace(part, path)
    except OSError:
        try:
            os.unlink(part)
        except OSError:
            pass
        raise


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1,
            invalidation_mode=None, quiet=0):
    """Compile a file into a .pyc, whose path it gives; None on an error."""
    mode = invalidation_mode or _get_default_invalidation_mode()
    cfile = _target(file, optimize) if cfile is None else cfile
    _check_replaceable(cfile)
    with open(file, 'rb') as stream:
        source = stream.read()
    try:
        code = _compile(source, dfile or file, 'exec', dont_inherit=True,
                        optimize=optimize)
    except Exception as error:
        problem = PyCompileError(error.__class__, error, dfile or file)
        if quiet < 2:
            if doraise:
                raise problem
            sys.stderr.write(problem.msg + '\n')
        return None
    folder = os.path.dirname(cfile)
    if folder:
        os.makedirs(folder, exist_ok=True)
    data = _head(mode, file, source) + marshal.dumps(code)
    _replace(cfile, data, os.stat(file).st_mode | 0o200)
    return cfile


def main(args=None):
    """python -m py_compile FILE ...; - reads the names from stdin."""
    names = sys.argv[1:] if args is None else args
    if names == ['-']:
        names = (line.rstrip('\n') for line in iter(sys.stdin.readline, ''))
    wrong = [problem for problem in map(_problem_of, names) if problem]
    return 1 if wrong else 0


def _problem_of(name):
    try:
        compile(name, doraise=True)
    except (OSError, PyCompileError) as problem:
        print(problem, file=sys.stderr)
        return problem
    return None


if __name__ == '__main__':
    sys.exit(main())
