# SPDX-License-Identifier: MIT
# Copying, moving and removing files and folders.

import fnmatch
import os
import stat
from collections import namedtuple

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2',
           'copytree', 'move', 'rmtree', 'Error', 'SpecialFileError',
           'ReadError', 'RegistryError', 'ignore_patterns', 'which',
           'get_terminal_size', 'SameFileError', 'disk_usage']

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    """Some of the files could not be copied."""


class SameFileError(Error):
    """From and to are the same file."""


class SpecialFileError(OSError):
    """Not a regular file."""


class ReadError(OSError):
    """An archive cannot be read."""


class RegistryError(Exception):
    """An unknown archive format."""


# ---- One file ----

def copyfileobj(fsrc, fdst, length=0):
    """Copy from one open file to another."""
    while True:
        data = fsrc.read(length or COPY_BUFSIZE)
        if not data:
            return
        fdst.write(data)


def _same(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the data alone."""
    if _same(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for path in (src, dst):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError(f'`{os.fspath(path)}` is a named pipe')
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc, open(dst, 'wb') as fdst:
        copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permissions."""
    if follow_symlinks or not (os.path.islink(src) and os.path.islink(dst)):
        os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permissions and times."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    found = os.stat(src)
    os.utime(dst, (found.st_atime, found.st_mtime))
    os.chmod(dst, stat.S_IMODE(found.st_mode))


def _inside(src, dst):
    return (os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst)
            else dst)


def copy(src, dst, *, follow_symlinks=True):
    """Copy data and permissions; dst may be a folder."""
    dst = _inside(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """Copy data, permissions and times."""
    dst = _inside(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


# ---- Folders ----

def ignore_patterns(*patterns):
    """An ignore= for copytree()."""
    def ignore(path, names):
        found = set()
        for pattern in patterns:
            found.update(fnmatch.filter(names, pattern))
        return found
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a folder and all that is in it."""
    names = os.listdir(src)
    skipped = ignore(os.fspath(src), names) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for name in names:
        if name in skipped:
            continue
        old, new = os.path.join(src, name), os.path.join(dst, name)
        try:
            if os.path.islink(old) and symlinks:
                os.symlink(os.readlink(old), new)
            elif os.path.islink(old) and not os.path.exists(old) and (
                    ignore_dangling_symlinks):
                continue
            elif os.path.isdir(old):
                copytree(old, new, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(old, new)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((old, new, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None):
    """Remove a folder and all that is in it."""
    import sys

    def failed(function, name):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, name, sys.exc_info()[1])
        elif onerror is not None:
            onerror(function, name, sys.exc_info())
        else:
            raise

    def attempt(function, name):
        try:
            return function(name)
        except OSError:
            failed(function, name)
            return None

    if os.path.islink(path):
        try:
            raise OSError('Cannot call rmtree on a symbolic link')
        except OSError:
            failed(os.path.islink, path)
        return
    for name in attempt(os.listdir, path) or ():
        full = os.path.join(path, name)
        if os.path.isdir(full) and not os.path.islink(full):
            rmtree(full, ignore_errors, onerror, onexc=onexc)
        else:
            attempt(os.unlink, full)
    attempt(os.rmdir, path)


def move(src, dst, copy_function=copy2):
    """Move a file or folder, into dst if that is a folder."""
    target = dst
    if os.path.isdir(dst):
        if _same(src, dst):
            os.rename(src, dst)
            return None
        target = os.path.join(dst, os.path.basename(
            os.fspath(src).rstrip('/')))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            inside = os.path.abspath(target) + '/'
            if inside.startswith(os.path.abspath(src) + '/'):
                raise Error(f"Cannot move a directory '{src}' into itself "
                            f"'{dst}'.") from None
            copytree(src, target, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


# ---- The system ----

def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The program that the shell would run, or None."""
    def runs(name):
        return (os.path.exists(name) and os.access(name, mode)
                and not os.path.isdir(name))

    if os.path.dirname(cmd):
        return cmd if runs(cmd) else None
    if path is None:
        path = os.environ.get('PATH', os.defpath)
    seen = set()
    for folder in path.split(os.pathsep) if path else ():
        if folder not in seen:
            seen.add(folder)
            name = os.path.join(folder, cmd)
            if runs(name):
                return name
    return None


_usage = namedtuple('usage', 'total used free')


def disk_usage(path):
    """Total, used and free bytes."""
    found = os.statvfs(path)
    return _usage(found.f_blocks * found.f_frsize,
                  (found.f_blocks - found.f_bfree) * found.f_frsize,
                  found.f_bavail * found.f_frsize)


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines: the environment's, else the terminal's."""
    sizes = []
    for name in ('COLUMNS', 'LINES'):
        try:
            sizes.append(int(os.environ[name]))
        except (KeyError, ValueError):
            sizes.append(0)
    if min(sizes) <= 0:
        try:
            found = os.get_terminal_size(1)
        except (AttributeError, ValueError, OSError):
            found = fallback
        sizes = [size if size > 0 else other
                 for size, other in zip(sizes, found)]
    made = getattr(os, 'terminal_size', None)
    if made is None:
        made = namedtuple('terminal_size', 'columns lines')._make
    return made(sizes)
