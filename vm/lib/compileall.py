# SPDX-License-Identifier: MIT
# py_compile for all the files of folders.

import importlib.util
import os
import struct
import sys

import py_compile

__all__ = ['compile_dir', 'compile_file', 'compile_path']


def _walk(folder, levels, quiet, ddir):
    """Yields (file, name for tracebacks) of a folder, sorted."""
    if quiet < 2 and isinstance(folder, os.PathLike):
        folder = os.fspath(folder)
    if not quiet:
        print(f'Listing {folder!r}...')
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        if quiet < 2:
            print(f"Can't list {folder!r}")
        return
    for name in names:
        path = os.path.join(folder, name)
        shown = None if ddir is None else os.path.join(ddir, name)
        if name == '__pycache__':
            continue
        if not os.path.isdir(path):
            yield path, ddir
        elif levels > 0 and name not in (os.curdir, os.pardir) and \
                not os.path.islink(path):
            yield from _walk(path, levels - 1, quiet, shown)


def compile_dir(dir, maxlevels=10, ddir=None, force=False, rx=None, quiet=0,
                legacy=False, optimize=-1, workers=1,
                invalidation_mode=None):
    """All the sources below a folder; were there no errors?"""
    if workers is not None and workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    good = True
    for file, shown in _walk(dir, maxlevels, quiet, ddir):
        if not compile_file(file, shown, force, rx, quiet, legacy, optimize,
                            invalidation_mode):
            good = False
    return good


def _is_fresh(source, cache):
    try:
        expected = struct.pack('<4sLL', py_compile._MAGIC, 0,
                               int(os.stat(source).st_mtime) & 0xffffffff)
        with open(cache, 'rb') as file:
            return file.read(12) == expected
    except OSError:
        return False


def _report(error, quiet, fullname):
    if quiet >= 2:
        return
    if quiet:
        print(f'*** Error compiling {fullname!r}...')
    else:
        print('*** ', end='')
    if isinstance(error, py_compile.PyCompileError):
        charset = sys.stdout.encoding
        print(error.msg.encode(charset, 'backslashreplace').decode(charset))
    else:
        print(f'{error.__class__.__name__}: {error}')


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0,
                 legacy=False, optimize=-1, invalidation_mode=None):
    """One file, if it is a source; was there no error?"""
    path = os.fspath(fullname)
    name = os.path.basename(path)
    shown = None if ddir is None else os.path.join(ddir, name)
    if rx is not None and rx.search(path):
        return True
    if not os.path.isfile(path) or not name.endswith('.py'):
        return True
    if legacy:
        cache = path + 'c'
    elif optimize >= 0:
        cache = importlib.util.cache_from_source(
            path, optimization=optimize if optimize >= 1 else '')
    else:
        cache = importlib.util.cache_from_source(path)
    if not force and _is_fresh(path, cache):
        return True
    if not quiet:
        print(f'Compiling {path!r}...')
    try:
        made = py_compile.compile(path, cache, shown, True,
                                  optimize=optimize,
                                  invalidation_mode=invalidation_mode)
    except (py_compile.PyCompileError, SyntaxError, UnicodeError,
            OSError) as error:
        _report(error, quiet, path)
        return False
    return made is not None


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0,
                 legacy=False, optimize=-1, invalidation_mode=None):
    """The folders of sys.path."""
    good = True
    for folder in sys.path:
        if skip_curdir and (not folder or folder == os.curdir):
            if quiet < 2:
                print('Skipping current directory')
        else:
            done = compile_dir(folder, maxlevels, None, force, quiet=quiet,
                               legacy=legacy, optimize=optimize,
                               invalidation_mode=invalidation_mode)
            good = good and done
    return good


def _arguments():
    import argparse
    parser = argparse.ArgumentParser(
        description='Utilities to support installing Python libraries.')
    add = parser.add_argument
    add('-l', action='store_const', const=0, default=10, dest='maxlevels',
        help='do not go into folders')
    add('-r', type=int, dest='recursion', help='how deep to go')
    add('-f', action='store_true', dest='force',
        help='compile what is fresh too')
    add('-q', action='count', dest='quiet', default=0,
        help='errors only; -qq: nothing')
    add('-b', action='store_true', dest='legacy',
        help='write .pyc files beside the sources')
    add('-d', metavar='DESTDIR', dest='ddir', default=None,
        help='the folder that tracebacks shall show')
    add('-x', metavar='REGEXP', dest='rx', default=None,
        help='leave out files that match')
    add('-i', metavar='FILE', dest='flist', help='names from this file')
    add('-j', '--workers', default=1, type=int, help='not used')
    add('--invalidation-mode', default=None, choices=sorted(
        mode.name.lower().replace('_', '-')
        for mode in py_compile.PycInvalidationMode))
    add('compile_dest', metavar='FILE|DIR', nargs='*')
    return parser


def main():
    """python -m compileall"""
    import re
    parser = _arguments()
    args = parser.parse_args()
    names = args.compile_dest
    if args.rx:
        args.rx = re.compile(args.rx)
    levels = args.maxlevels if args.recursion is None else args.recursion
    mode = args.invalidation_mode
    if mode:
        mode = py_compile.PycInvalidationMode[mode.replace('-', '_').upper()]
    if args.flist:
        try:
            with (sys.stdin if args.flist == '-' else
                  open(args.flist)) as file:
                names += [line.strip() for line in file]
        except OSError:
            if args.quiet < 2:
                print(f'Error reading file list {args.flist}')
            return False
    if not names:
        return compile_path(legacy=args.legacy, force=args.force,
                            quiet=args.quiet, invalidation_mode=mode)
    good = True
    for name in names:
        if os.path.isfile(name):
            done = compile_file(name, args.ddir, args.force, args.rx,
                                args.quiet, args.legacy,
                                invalidation_mode=mode)
        else:
            done = compile_dir(name, levels, args.ddir, args.force, args.rx,
                               args.quiet, args.legacy,
                               workers=args.workers, invalidation_mode=mode)
        good = good and done
    return good


if __name__ == '__main__':
    sys.exit(int(not main()))
