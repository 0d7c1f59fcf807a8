# SPDX-License-Identifier: MIT
# tar archives: reading, making and unpacking them, also compressed.
#
# _tarinfo has the headers, _tarstream the files beneath and inside an archive,
# _tarfilter what may be unpacked.

import builtins
import copy
import io
import os
import stat
import sys
import time

from _tarfilter import (_NAMED_FILTERS, AbsoluteLinkError, AbsolutePathError,
                        FilterError, LinkOutsideDestinationError,
                        OutsideDestinationError, SpecialFileError,
                        data_filter, fully_trusted_filter, tar_filter)
from _tarinfo import *
from _tarinfo import (CompressionError, EmptyHeaderError, EOFHeaderError,
                      ExtractError, HeaderError, InvalidHeaderError,
                      ReadError, StreamError, SubsequentHeaderError,
                      TarError, TarInfo, TruncatedHeaderError, calc_chksums,
                      itn, nti, nts, of_status, stn)
from _tarstream import ExFileObject, _FileInFile, _Stream, copyfileobj

__all__ = ['TarFile', 'TarInfo', 'is_tarfile', 'TarError', 'ReadError',
           'CompressionError', 'StreamError', 'ExtractError', 'HeaderError',
           'ENCODING', 'USTAR_FORMAT', 'GNU_FORMAT', 'PAX_FORMAT',
           'DEFAULT_FORMAT', 'open', 'FilterError', 'AbsolutePathError',
           'OutsideDestinationError', 'SpecialFileError',
           'AbsoluteLinkError', 'LinkOutsideDestinationError',
           'data_filter', 'tar_filter', 'fully_trusted_filter']

version = '0.9.0'
for _thing in (TarInfo, TarError, ReadError, CompressionError, StreamError,
               ExtractError, HeaderError, EmptyHeaderError, EOFHeaderError,
               InvalidHeaderError, SubsequentHeaderError,
               TruncatedHeaderError, FilterError, AbsolutePathError,
               OutsideDestinationError, SpecialFileError, AbsoluteLinkError,
               LinkOutsideDestinationError):
    _thing.__module__ = __name__
del _thing


# ---- The archive ----

class TarFile:
    """An open archive."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None
    OPEN_METH = {'tar': 'taropen', 'gz': 'gzopen', 'bz2': 'bz2open',
                 'xz': 'xzopen'}

    def __init__(self, name=None, mode='r', fileobj=None, format=None,
                 tarinfo=None, dereference=None, ignore_zeros=None,
                 encoding=None, errors='surrogateescape', pax_headers=None,
                 debug=None, errorlevel=None, copybufsize=None):
        modes = {'r': 'rb', 'a': 'r+b', 'w': 'wb', 'x': 'xb'}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode, self._mode = mode, modes[mode]
        for key, value in (('format', format), ('tarinfo', tarinfo),
                           ('dereference', dereference),
                           ('ignore_zeros', ignore_zeros),
                           ('encoding', encoding), ('debug', debug),
                           ('errorlevel', errorlevel)):
            if value is not None:
                setattr(self, key, value)
        self.errors = errors
        self.pax_headers = pax_headers if pax_headers is not None and \
            self.format == PAX_FORMAT else {}
        self.copybufsize = copybufsize
        self._extfileobj = bool(fileobj)
        self._open_file(name, mode, fileobj)
        self.closed = False
        self.members = []
        self._loaded = False
        self.offset = self.fileobj.tell()
        self.inodes = {}
        self.firstmember = None
        try:
            self._begin()
        except BaseException:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    def _open_file(self, name, mode, fileobj):
        if not fileobj:
            if mode == 'a' and not os.path.exists(name):
                self.mode, self._mode = 'w', 'wb'
            fileobj = builtins.open(name, self._mode)
        else:
            if name is None and isinstance(getattr(fileobj, 'name', None),
                                           (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, 'mode'):
                self._mode = fileobj.mode
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj

    def _begin(self):
        if self.mode == 'r':
            self.firstmember = self.next()
        elif self.mode == 'a':
            while True:
                self.fileobj.seek(self.offset)
                try:
                    self.members.append(self.tarinfo.fromtarfile(self))
                except EOFHeaderError:
                    self.fileobj.seek(self.offset)
                    break
                except HeaderError as error:
                    raise ReadError(str(error)) from None
        if self.mode in ('a', 'w', 'x'):
            self._loaded = True
            if self.pax_headers:
                buf = self.tarinfo.create_pax_global_header(
                    self.pax_headers.copy())
                self.fileobj.write(buf)
                self.offset += len(buf)

    # ---- opening ----

    @classmethod
    def open(cls, name=None, mode='r', fileobj=None, bufsize=RECORDSIZE,
             **kwargs):
        """An archive by name or open file; the mode may name what it is
        compressed with."""
        if not name and not fileobj:
            raise ValueError('nothing to open')
        if mode in ('r', 'r:*'):
            return cls._open_any(name, fileobj, kwargs)
        if ':' in mode:
            filemode, comptype = mode.split(':', 1)
            filemode, comptype = filemode or 'r', comptype or 'tar'
            if comptype not in cls.OPEN_METH:
                raise CompressionError(
                    f'unknown compression type {comptype!r}')
            return getattr(cls, cls.OPEN_METH[comptype])(
                name, filemode, fileobj, **kwargs)
        if '|' in mode:
            filemode, comptype = mode.split('|', 1)
            filemode, comptype = filemode or 'r', comptype or 'tar'
            if filemode not in ('r', 'w'):
                raise ValueError("mode must be 'r' or 'w'")
            stream = _Stream(name, filemode, comptype, fileobj, bufsize)
            try:
                made = cls(name, filemode, stream, **kwargs)
            except BaseException:
                stream.close()
                raise
            made._extfileobj = False
            return made
        if mode in ('a', 'w', 'x'):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError('undiscernible mode')

    @classmethod
    def _open_any(cls, name, fileobj, kwargs):
        kept = fileobj.tell() if fileobj is not None else 0
        for comptype in sorted(cls.OPEN_METH,
                               key=lambda kind: cls.OPEN_METH[kind] ==
                               'taropen'):
            try:
                return getattr(cls, cls.OPEN_METH[comptype])(
                    name, 'r', fileobj, **kwargs)
            except (ReadError, CompressionError):
                if fileobj is not None:
                    fileobj.seek(kept)
        raise ReadError('file could not be opened successfully')

    @classmethod
    def taropen(cls, name, mode='r', fileobj=None, **kwargs):
        if mode not in ('r', 'a', 'w', 'x'):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def _packed(cls, make, what, problems, name, mode, kwargs):
        """An archive in a compressed file."""
        if mode not in ('r', 'w', 'x'):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        try:
            fileobj = make()
        except ImportError:
            raise CompressionError(f'{what} module is not available') \
                from None
        except OSError as error:
            if mode == 'r' and error.errno is None:
                raise ReadError(f'not a {what} file') from None
            raise
        try:
            made = cls.taropen(name, mode, fileobj, **kwargs)
        except problems():
            fileobj.close()
            if mode == 'r':
                raise ReadError(f'not a {what} file') from None
            raise
        except BaseException:
            fileobj.close()
            raise
        made._extfileobj = False
        return made

    @classmethod
    def gzopen(cls, name, mode='r', fileobj=None, compresslevel=9, **kwargs):
        def make():
            from gzip import GzipFile
            return GzipFile(name, mode + 'b', compresslevel, fileobj)

        def problems():
            import zlib
            return OSError, EOFError, zlib.error
        return cls._packed(make, 'gzip', problems, name, mode, kwargs)

    @classmethod
    def bz2open(cls, name, mode='r', fileobj=None, compresslevel=9,
                **kwargs):
        def make():
            from bz2 import BZ2File
            return BZ2File(fileobj or name, mode,
                           compresslevel=compresslevel)
        return cls._packed(make, 'bzip2', lambda: (OSError, EOFError), name,
                           mode, kwargs)

    @classmethod
    def xzopen(cls, name, mode='r', fileobj=None, preset=None, **kwargs):
        def make():
            from lzma import LZMAFile
            return LZMAFile(fileobj or name, mode, preset=preset)

        def problems():
            from lzma import LZMAError
            return LZMAError, EOFError
        return cls._packed(make, 'lzma', problems, name, mode, kwargs)

    # ---- the end ----

    def close(self):
        """Write the end of the archive, if it is being written."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ('a', 'w', 'x'):
                end = self.offset + BLOCKSIZE * 2
                self.fileobj.write(NUL * (BLOCKSIZE * 2 +
                                          -end % RECORDSIZE))
                self.offset = end
        finally:
            if not self._extfileobj:
                self.fileobj.close()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
            return
        if not self._extfileobj:
            self.fileobj.close()
        self.closed = True

    def _check(self, mode=None):
        if self.closed:
            raise OSError(f'{type(self).__name__} is closed')
        if mode is not None and self.mode not in mode:
            raise OSError(f'bad operation for mode {self.mode!r}')

    def _dbg(self, level, msg):
        if level <= self.debug:
            print(msg, file=sys.stderr)

    # ---- members ----

    def getmember(self, name):
        """The last member of that name."""
        found = self._getmember(name.rstrip('/'))
        if found is None:
            raise KeyError(f'filename {name!r} not found')
        return found

    def _getmember(self, name, tarinfo=None, normalize=False):
        members = self.getmembers()
        if tarinfo is not None:
            for place, member in enumerate(members):
                if member is tarinfo or member.offset == tarinfo.offset:
                    members = members[:place]
                    break
        name = os.path.normpath(name) if normalize else name
        for member in reversed(members):
            known = os.path.normpath(member.name) if normalize \
                else member.name
            if known == name:
                return member
        return None

    def getmembers(self):
        self._check()
        if not self._loaded:
            while self.next() is not None:
                pass
            self._loaded = True
        return self.members

    def getnames(self):
        return [member.name for member in self.getmembers()]

    def next(self):
        """The next member, or None."""
        self._check('ra')
        if self.firstmember is not None:
            member, self.firstmember = self.firstmember, None
            return member
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError('unexpected end of data')
        member = self._read_member()
        if member is None:
            self._loaded = True
        else:
            self.members.append(member)
        return member

    def _read_member(self):
        while True:
            try:
                return self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as error:
                if self.ignore_zeros:
                    self._dbg(2, f'0x{self.offset:X}: {error}')
                    self.offset += BLOCKSIZE
                    continue
                if isinstance(error, InvalidHeaderError) and \
                        self.offset == 0:
                    raise ReadError(str(error)) from None
                return None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError('empty file') from None
                return None
            except TruncatedHeaderError as error:
                if self.offset == 0:
                    raise ReadError(str(error)) from None
                return None
            except SubsequentHeaderError as error:
                raise ReadError(str(error)) from None

    def __iter__(self):
        if self._loaded:
            yield from self.members
            return
        place = 0
        if self.firstmember is not None:
            yield self.next()
            place = 1
        while True:
            if place < len(self.members):
                member = self.members[place]
            elif not self._loaded:
                member = self.next()
                if member is None:
                    return
            else:
                return
            place += 1
            yield member

    def list(self, verbose=True, *, members=None):
        """Print what is in it."""
        self._check()
        for member in self if members is None else members:
            words = []
            if verbose:
                words += [stat.filemode(member.mode or 0),
                          f'{member.uname or member.uid}/'
                          f'{member.gname or member.gid}']
                size = f'{member.devmajor},{member.devminor}' \
                    if member.ischr() or member.isblk() else member.size
                words.append(f'{size:>10}')
                words.append('%d-%02d-%02d %02d:%02d:%02d' %
                             time.localtime(member.mtime)[:6])
            words.append(member.name + ('/' if member.isdir() else ''))
            if verbose and member.issym():
                words.append('-> ' + member.linkname)
            if verbose and member.islnk():
                words.append('link to ' + member.linkname)
            text = ' '.join(words) + ' '
            charset = sys.stdout.encoding
            print(text.encode(charset, 'backslashreplace').decode(charset)
                  if charset else text)

    # ---- adding ----

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """The member that a file would be."""
        self._check('awx')
        if fileobj is not None:
            name = fileobj.name
        arcname = name if arcname is None else arcname
        arcname = os.path.splitdrive(arcname)[1].replace(os.sep, '/')
        info = self.tarinfo()
        info.tarfile = self
        info.name = arcname.lstrip('/')
        if fileobj is not None:
            status = os.fstat(fileobj.fileno())
        else:
            status = os.stat(name) if self.dereference else os.lstat(name)
        if not of_status(info, status):
            return None
        inode = status.st_ino, status.st_dev
        if info.type == REGTYPE:
            known = self.inodes.get(inode)
            if not self.dereference and status.st_nlink > 1 and known and \
                    info.name != known:
                info.type, info.linkname, info.size = LNKTYPE, known, 0
            elif inode[0]:
                self.inodes[inode] = info.name
        elif info.type == SYMTYPE:
            info.linkname = os.readlink(name)
        self._name_owner(info)
        return info

    @staticmethod
    def _name_owner(info):
        import grp
        import pwd
        try:
            info.uname = pwd.getpwuid(info.uid)[0]
        except KeyError:
            pass
        try:
            info.gname = grp.getgrgid(info.gid)[0]
        except KeyError:
            pass

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add a file, or a folder and what is in it."""
        self._check('awx')
        arcname = name if arcname is None else arcname
        if self.name is not None and os.path.abspath(name) == self.name:
            self._dbg(2, f'tarfile: Skipped {name!r}')
            return
        info = self.gettarinfo(name, arcname)
        if info is None:
            self._dbg(1, f'tarfile: Unsupported type {name!r}')
            return
        if filter is not None:
            info = filter(info)
            if info is None:
                self._dbg(2, f'tarfile: Excluded {name!r}')
                return
        if info.isreg():
            with builtins.open(name, 'rb') as file:
                self.addfile(info, file)
            return
        self.addfile(info)
        if info.isdir() and recursive:
            for inner in sorted(os.listdir(name)):
                self.add(os.path.join(name, inner),
                         os.path.join(arcname, inner), recursive,
                         filter=filter)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member, its data from an open file."""
        self._check('awx')
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size,
                        bufsize=self.copybufsize)
            rest = -tarinfo.size % BLOCKSIZE
            self.fileobj.write(NUL * rest)
            self.offset += tarinfo.size + rest
        self.members.append(tarinfo)

    # ---- unpacking ----

    def _get_filter_function(self, filter):
        filter = self.extraction_filter if filter is None else filter
        if filter is None:
            return fully_trusted_filter
        if isinstance(filter, str):
            try:
                return _NAMED_FILTERS[filter]
            except KeyError:
                raise ValueError(f'filter {filter!r} not found') from None
        return filter

    def _filtered_member(self, member, function, path):
        if isinstance(member, str):
            member = self.getmember(member)
        unfiltered = member
        try:
            member = function(member, path)
        except (OSError, FilterError) as error:
            self._fatal(error)
            return None
        except ExtractError as error:
            self._nonfatal(error)
            return None
        if member is None:
            self._dbg(2, f'tarfile: Excluded {unfiltered.name!r}')
            return None
        if member.islnk():
            member = copy.copy(member)
            member._link_target = os.path.join(path, member.linkname)
        return member

    def _fatal(self, error):
        if self.errorlevel > 0:
            raise error
        name = type(error).__name__
        self._dbg(1, f'tarfile: {name} {error}')

    def _nonfatal(self, error):
        if self.errorlevel > 1:
            raise error
        self._dbg(1, f'tarfile: {type(error).__name__} {error}')

    def extractall(self, path='.', members=None, *, numeric_owner=False,
                   filter=None):
        """Unpack all the members, or some."""
        function = self._get_filter_function(filter)
        folders = []
        for member in self if members is None else members:
            member = self._filtered_member(member, function, path)
            if member is None:
                continue
            if member.isdir():
                folders.append(member)
            self._extract_one(member, path, not member.isdir(),
                              numeric_owner)
        # The folders' times and modes last, those inside first.
        for member in sorted(folders, key=lambda member: member.name,
                             reverse=True):
            where = os.path.join(path, member.name)
            try:
                self.chown(member, where, numeric_owner)
                self.utime(member, where)
                self.chmod(member, where)
            except ExtractError as error:
                self._nonfatal(error)

    def extract(self, member, path='', set_attrs=True, *,
                numeric_owner=False, filter=None):
        """Unpack one member."""
        function = self._get_filter_function(filter)
        member = self._filtered_member(member, function, path)
        if member is not None:
            self._extract_one(member, path, set_attrs, numeric_owner)

    def _extract_one(self, member, path, set_attrs, numeric_owner):
        self._check('r')
        try:
            self._extract_member(member, os.path.join(path, member.name),
                                 set_attrs, numeric_owner)
        except OSError as error:
            self._fatal(error)
        except ExtractError as error:
            self._nonfatal(error)

    def extractfile(self, member):
        """The data of a member as a file; None: it has none."""
        self._check('r')
        if isinstance(member, str):
            member = self.getmember(member)
        if member.isreg() or member.type not in SUPPORTED_TYPES:
            return self.fileobject(self, member)
        if member.islnk() or member.issym():
            if isinstance(self.fileobj, _Stream):
                raise StreamError('cannot extract (sym)link as file object')
            return self.extractfile(self._find_link_target(member))
        return None

    def _extract_member(self, tarinfo, targetpath, set_attrs=True,
                        numeric_owner=False):
        targetpath = targetpath.rstrip('/').replace('/', os.sep)
        above = os.path.dirname(targetpath)
        if above and not os.path.exists(above):
            os.makedirs(above)
        self._dbg(1, tarinfo.name)
        for test, make in (('isreg', self.makefile), ('isdir', self.makedir),
                           ('isfifo', self.makefifo),
                           ('ischr', self.makedev), ('isblk', self.makedev),
                           ('islnk', self.makelink),
                           ('issym', self.makelink)):
            if getattr(tarinfo, test)():
                break
        else:
            make = self.makeunknown
        make(tarinfo, targetpath)
        if set_attrs:
            self.chown(tarinfo, targetpath, numeric_owner)
            if not tarinfo.issym():
                self.chmod(tarinfo, targetpath)
                self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        try:
            os.mkdir(targetpath, 0o700 if tarinfo.mode is not None
                     else 0o777)
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        source = self.fileobj
        source.seek(tarinfo.offset_data)
        with builtins.open(targetpath, 'wb') as target:
            if tarinfo.sparse is None:
                copyfileobj(source, target, tarinfo.size, ReadError,
                            self.copybufsize)
                return
            for offset, size in tarinfo.sparse:
                target.seek(offset)
                copyfileobj(source, target, size, ReadError,
                            self.copybufsize)
            target.seek(tarinfo.size)
            target.truncate()

    def makeunknown(self, tarinfo, targetpath):
        self.makefile(tarinfo, targetpath)
        self._dbg(1, f'tarfile: Unknown file type {tarinfo.type!r}, '
                  'extracted as regular file.')

    def makefifo(self, tarinfo, targetpath):
        if not hasattr(os, 'mkfifo'):
            raise ExtractError('fifo not supported by system')
        os.mkfifo(targetpath)

    def makedev(self, tarinfo, targetpath):
        raise ExtractError('special devices not supported by system')

    def makelink(self, tarinfo, targetpath):
        try:
            if tarinfo.issym():
                if os.path.lexists(targetpath):
                    os.unlink(targetpath)
                os.symlink(tarinfo.linkname, targetpath)
            elif os.path.exists(tarinfo._link_target):
                os.link(tarinfo._link_target, targetpath)
            else:
                self._extract_member(self._find_link_target(tarinfo),
                                     targetpath)
        except (AttributeError, NotImplementedError):
            try:
                self._extract_member(self._find_link_target(tarinfo),
                                     targetpath)
            except KeyError:
                raise ExtractError('unable to resolve link inside '
                                   'archive') from None

    def chown(self, tarinfo, targetpath, numeric_owner):
        """Only root can give files away, and here nobody is root."""

    def chmod(self, tarinfo, targetpath):
        if tarinfo.mode is None:
            return
        try:
            os.chmod(targetpath, tarinfo.mode)
        except OSError:
            raise ExtractError('could not change mode') from None

    def utime(self, tarinfo, targetpath):
        if tarinfo.mtime is None:
            return
        try:
            os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
        except OSError:
            raise ExtractError('could not change modification time') \
                from None

    def _find_link_target(self, tarinfo):
        if tarinfo.issym():
            name = '/'.join(filter(None, (os.path.dirname(tarinfo.name),
                                          tarinfo.linkname)))
            limit = None
        else:
            name, limit = tarinfo.linkname, tarinfo
        member = self._getmember(name, limit, normalize=True)
        if member is None:
            raise KeyError(f'linkname {name!r} not found')
        return member


def is_tarfile(name):
    """Can it be opened?"""
    try:
        if hasattr(name, 'read'):
            kept = name.tell()
            archive = open(fileobj=name)
            name.seek(kept)
        else:
            archive = open(name)
        archive.close()
        return True
    except TarError:
        return False


open = TarFile.open
