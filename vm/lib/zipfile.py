# SPDX-License-Identifier: MIT
# ZIP archives, stored or deflated.
#
# An archive is members, each behind a short head, then the central directory:
# a longer head for every member with the place of the short one. Archives of
# more than 4 GiB (ZIP64) and other compressions are refused. Members under the
# old password scheme can be read.

import io
import os
import struct
import time
import zlib

__all__ = ['BadZipFile', 'BadZipfile', 'error', 'ZIP_STORED', 'ZIP_DEFLATED',
           'is_zipfile', 'ZipInfo', 'ZipFile', 'LargeZipFile', 'Path']

ZIP_STORED = 0
ZIP_DEFLATED = 8
ZIP_BZIP2 = 12
ZIP_LZMA = 14
_NAMES = {ZIP_STORED: 'store', ZIP_DEFLATED: 'deflate', 9: 'deflate64',
          ZIP_BZIP2: 'bzip2', ZIP_LZMA: 'lzma'}
_LIMIT = 0xffffffff
_MEMBER = struct.Struct('<4s2B4HL2L2H')
_CENTRAL = struct.Struct('<4s4B4HL2L5H2L')
_END = struct.Struct('<4s4H2LH')
_ENCRYPTED, _LATE_SIZES, _UTF8 = 0x1, 0x8, 0x800


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    """What would need ZIP64."""


error = BadZipfile = BadZipFile


def _find_end(file):
    """The record at the archive's end and its place, or None."""
    size = file.seek(0, 2)
    start = max(size - _END.size - 65535, 0)
    file.seek(start)
    data = file.read()
    at = data.rfind(b'PK\005\006')
    if at < 0 or len(data) - at < _END.size:
        return None
    return _END.unpack_from(data, at), start + at, \
        data[at + _END.size:]


def is_zipfile(filename):
    try:
        if hasattr(filename, 'read'):
            return _find_end(filename) is not None
        with io.open(filename, 'rb') as file:
            return _find_end(file) is not None
    except OSError:
        return False


class ZipInfo:
    """What the archive says of one member."""

    def __init__(self, filename='NoName', date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        end = filename.find('\0')
        self.filename = filename[:end] if end >= 0 else filename
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.date_time = date_time
        self.compress_type = ZIP_STORED
        self._compresslevel = None
        self.comment = self.extra = b''
        self.create_system = 3
        self.create_version = self.extract_version = 20
        self.reserved = self.flag_bits = self.volume = 0
        self.internal_attr = self.external_attr = 0
        self.header_offset = self.CRC = 0
        self.compress_size = self.file_size = 0

    def __repr__(self):
        parts = [f'<{type(self).__name__} filename={self.filename!r}']
        if self.compress_type != ZIP_STORED:
            name = _NAMES.get(self.compress_type, self.compress_type)
            parts.append(f' compress_type={name}')
        high, low = self.external_attr >> 16, self.external_attr & 0xffff
        if high:
            import stat
            parts.append(f' filemode={stat.filemode(high)!r}')
        if low:
            parts.append(f' external_attr={low:#x}')
        if not self.is_dir() or self.file_size:
            parts.append(f' file_size={self.file_size!r}')
        if (not self.is_dir() or self.compress_size) and \
                (self.compress_type != ZIP_STORED
                 or self.file_size != self.compress_size):
            parts.append(f' compress_size={self.compress_size!r}')
        return ''.join(parts) + '>'

    def is_dir(self):
        return self.filename[-1:] == '/'

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        filename = os.fspath(filename)
        status = os.stat(filename)
        import stat
        folder = stat.S_ISDIR(status.st_mode)
        when = time.localtime(status.st_mtime)[:6]
        if not strict_timestamps:
            when = max(when, (1980, 1, 1, 0, 0, 0))
        name = os.path.normpath(os.path.splitdrive(
            filename if arcname is None else os.fspath(arcname))[1])
        name = name.lstrip(os.sep) + ('/' if folder else '')
        self = cls(name, when)
        self.external_attr = (status.st_mode & 0xffff) << 16
        if folder:
            self.external_attr |= 0x10
        else:
            self.file_size = status.st_size
        return self

    def _when(self):
        year, month, day, hour, minute, second = self.date_time[:6]
        return (hour << 11 | minute << 5 | second // 2,
                year - 1980 << 9 | month << 5 | day)

    def _name(self):
        try:
            return self.filename.encode('ascii'), self.flag_bits & ~_UTF8
        except UnicodeEncodeError:
            return self.filename.encode('utf-8'), self.flag_bits | _UTF8

    def FileHeader(self, zip64=None):
        name, flags = self._name()
        return _MEMBER.pack(
            b'PK\003\004', self.extract_version, self.reserved, flags,
            self.compress_type, *self._when(), self.CRC, self.compress_size,
            self.file_size, len(name), len(self.extra)) + name + self.extra

    def _central(self):
        name, flags = self._name()
        return _CENTRAL.pack(
            b'PK\001\002', self.create_version, self.create_system,
            self.extract_version, self.reserved, flags, self.compress_type,
            *self._when(), self.CRC, self.compress_size, self.file_size,
            len(name), len(self.extra), len(self.comment), 0,
            self.internal_attr, self.external_attr,
            self.header_offset) + name + self.extra + self.comment


# ---- The old password scheme ----

def _crc_table():
    made = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xedb88320 if value & 1 else 0)
        made.append(value)
    return made


class _Decrypter:
    """Three keys that every byte of the plain text changes."""

    def __init__(self, password):
        self._table = _crc_table()
        self._keys = 0x12345678, 0x23456789, 0x34567890
        for byte in password:
            self._update(byte)

    def _update(self, byte):
        one, two, three = self._keys
        table = self._table
        one = one >> 8 ^ table[(one ^ byte) & 255]
        two = (two + (one & 255)) * 134775813 + 1 & 0xffffffff
        three = three >> 8 ^ table[(three ^ two >> 24) & 255]
        self._keys = one, two, three

    def __call__(self, data):
        made = bytearray()
        for byte in data:
            key = self._keys[2] | 2
            byte ^= key * (key ^ 1) >> 8 & 255
            self._update(byte)
            made.append(byte)
        return bytes(made)


# ---- One member as a file ----

class ZipExtFile(io.BufferedIOBase):
    """A member being read: all of it is unpacked at the first read."""

    def __init__(self, data, info, mode='r'):
        self._packed = data
        self._info = info
        self._data = None
        self.mode = mode
        self.name = info.filename

    def __repr__(self):
        return (f'<zipfile.ZipExtFile name={self.name!r} mode={self.mode!r}'
                f'{" [closed]" if self.closed else ""}>')

    def _whole(self):
        if self._data is None:
            info = self._info
            data = self._packed
            if info.compress_type == ZIP_DEFLATED:
                data = zlib.decompressobj(-15).decompress(data)
            if zlib.crc32(data) != info.CRC:
                raise BadZipFile(f'Bad CRC-32 for file {self.name!r}')
            self._data = io.BytesIO(data)
            self._packed = None
        return self._data

    def readable(self):
        return True

    def seekable(self):
        return True

    def read(self, n=-1):
        return self._whole().read(n)

    read1 = read

    def readline(self, limit=-1):
        return self._whole().readline(limit)

    def peek(self, n=1):
        whole = self._whole()
        at = whole.tell()
        data = whole.read(n)
        whole.seek(at)
        return data

    def seek(self, offset, whence=0):
        return self._whole().seek(offset, whence)

    def tell(self):
        return 0 if self._data is None else self._data.tell()


class _Writer(io.BufferedIOBase):
    """A member being written: it goes into the archive when it is closed."""

    def __init__(self, archive, info):
        self._archive = archive
        self._info = info
        self._parts = io.BytesIO()

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        return self._parts.write(data)

    def close(self):
        if not self.closed:
            super().close()
            self._archive._writing = False
            self._archive._put(self._info, self._parts.getvalue())


# ---- Archives ----

class ZipFile:
    fp = None

    def __init__(self, file, mode='r', compression=ZIP_STORED, allowZip64=True,
                 compresslevel=None, *, strict_timestamps=True):
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self.NameToInfo = {}
        self.filelist = []
        self.mode = mode
        self.compression = compression
        self.compresslevel = compresslevel
        self.pwd = None
        self._comment = b''
        self._changed = self._writing = False
        self._strict_timestamps = strict_timestamps
        self._own = isinstance(file, (str, os.PathLike))
        self._open_file(file, mode)
        try:
            self._begin(mode)
        except:
            self._close_file()
            raise

    def _open_file(self, file, mode):
        if not self._own:
            self.fp = file
            self.filename = getattr(file, 'name', None)
            return
        self.filename = file = os.fspath(file)
        modes = {'r': 'rb', 'w': 'w+b', 'x': 'x+b', 'a': 'r+b'}
        try:
            self.fp = io.open(file, modes[mode])
        except FileNotFoundError:
            if mode != 'a':
                raise
            self.fp = io.open(file, 'w+b')

    def _begin(self, mode):
        self._start = 0
        if mode == 'r':
            self._read_directory()
        elif mode == 'a':
            try:
                self._read_directory()
            except BadZipFile:
                self._start = self.fp.seek(0, 2)
                self._changed = True
        else:
            self._changed = True

    def _read_directory(self):
        try:
            found = _find_end(self.fp)
        except OSError:
            raise BadZipFile('File is not a zip file') from None
        if found is None:
            raise BadZipFile('File is not a zip file')
        (_, _, _, _, count, size, start, length), at, comment = found
        if start == _LIMIT or count == 0xffff:
            raise NotImplementedError('ZIP64 archives are not supported here')
        self._comment = comment[:length]
        # Something may stand in front of the archive.
        shift = at - size - start
        self._start = start + shift
        if self._start < 0:
            raise BadZipFile('Bad offset for central directory')
        self.fp.seek(self._start)
        data = self.fp.read(size)
        place = 0
        while place < len(data):
            place = self._read_central(data, place, shift)

    def _read_central(self, data, place, shift):
        if len(data) - place < _CENTRAL.size:
            raise BadZipFile('Truncated central directory')
        (magic, created, system, needed, reserved, flags, method, clock, day,
         crc, packed, size, name_size, extra_size, comment_size, volume,
         internal, external, offset) = _CENTRAL.unpack_from(data, place)
        if magic != b'PK\001\002':
            raise BadZipFile('Bad magic number for central directory')
        place += _CENTRAL.size
        name = data[place:place + name_size].decode(
            'utf-8' if flags & _UTF8 else 'cp437')
        place += name_size
        info = ZipInfo(name)
        info.extra = data[place:place + extra_size]
        place += extra_size
        info.comment = data[place:place + comment_size]
        info.create_version, info.create_system = created, system
        info.extract_version, info.reserved = needed, reserved
        info.flag_bits, info.compress_type = flags, method
        info.CRC, info.compress_size, info.file_size = crc, packed, size
        info.volume, info.internal_attr = volume, internal
        info.external_attr = external
        info.header_offset = offset + shift
        info.date_time = ((day >> 9) + 1980, day >> 5 & 15, day & 31,
                          clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
        return place + comment_size

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        state = ' [closed]' if self.fp is None else \
            f' filename={self.filename!r} mode={self.mode!r}'
        return f'<{type(self).__module__}.{type(self).__qualname__}{state}>'

    # -- What is in it --

    def namelist(self):
        return [info.filename for info in self.filelist]

    def infolist(self):
        return self.filelist

    def getinfo(self, name):
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f'There is no item named {name!r} in the archive')
        return info

    def printdir(self, file=None):
        print('%-46s %19s %12s' % ('File Name', 'Modified    ', 'Size'),
              file=file)
        for info in self.filelist:
            date = '%d-%02d-%02d %02d:%02d:%02d' % info.date_time[:6]
            print('%-46s %s %12d' % (info.filename, date, info.file_size),
                  file=file)

    def testzip(self):
        """The first member whose checksum is wrong, or None."""
        for info in self.filelist:
            try:
                with self.open(info) as file:
                    file.read()
            except BadZipFile:
                return info.filename
        return None

    @property
    def comment(self):
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError('comment: expected bytes, got '
                            f'{type(comment).__name__}')
        self._comment = comment[:65535]
        self._changed = True

    def setpassword(self, pwd):
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f'pwd: expected bytes, got {type(pwd).__name__}')
        self.pwd = pwd or None

    # -- Reading --

    def read(self, name, pwd=None):
        with self.open(name, 'r', pwd) as file:
            return file.read()

    def open(self, name, mode='r', pwd=None, *, force_zip64=False):
        """A member as a file of bytes."""
        if mode not in ('r', 'w'):
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f'pwd: expected bytes, got {type(pwd).__name__}')
        if pwd and mode == 'w':
            raise ValueError('pwd is only supported for reading files')
        if not self.fp:
            raise ValueError('Attempt to use ZIP archive that was already '
                             'closed')
        if mode == 'w':
            return self._open_to_write(name)
        info = name if isinstance(name, ZipInfo) else self.getinfo(name)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an "
                             'open writing handle on it. Close the writing '
                             'handle before trying to read.')
        return ZipExtFile(self._packed(info, pwd), info)

    def _packed(self, info, pwd):
        """The bytes of a member as they lie in the archive, decrypted."""
        self.fp.seek(info.header_offset)
        head = self.fp.read(_MEMBER.size)
        if len(head) != _MEMBER.size:
            raise BadZipFile('Truncated file header')
        fields = _MEMBER.unpack(head)
        if fields[0] != b'PK\003\004':
            raise BadZipFile('Bad magic number for file header')
        name = self.fp.read(fields[10]).decode(
            'utf-8' if fields[3] & _UTF8 else 'cp437')
        if name != info.orig_filename:
            raise BadZipFile(f'File name in directory {info.orig_filename!r} '
                             f'and header {name.encode()!r} differ.')
        self.fp.read(fields[11])
        _check_compression(info.compress_type)
        data = self.fp.read(info.compress_size)
        if len(data) != info.compress_size:
            raise EOFError
        if not info.flag_bits & _ENCRYPTED:
            return data
        pwd = pwd or self.pwd
        if not pwd:
            raise RuntimeError(f'File {info.filename!r} is encrypted, '
                               'password required for extraction')
        decrypt = _Decrypter(pwd)
        check = fields[5] >> 8 & 255 if info.flag_bits & _LATE_SIZES \
            else info.CRC >> 24 & 255
        if decrypt(data[:12])[11] != check:
            raise RuntimeError(f'Bad password for file {info.filename!r}')
        return decrypt(data[12:])

    def extract(self, member, path=None, pwd=None):
        """Write a member into a folder; the path it has there."""
        path = os.getcwd() if path is None else os.fspath(path)
        info = member if isinstance(member, ZipInfo) else self.getinfo(member)
        # Nothing may be written outside the folder.
        parts = [part for part in info.filename.split('/')
                 if part not in ('', os.curdir, os.pardir)]
        target = os.path.normpath(os.path.join(path, *parts))
        folder = target if info.is_dir() else os.path.dirname(target)
        if folder and not os.path.isdir(folder):
            os.makedirs(folder)
        if not info.is_dir():
            with self.open(info, pwd=pwd) as source, \
                    io.open(target, 'wb') as file:
                file.write(source.read())
        return target

    def extractall(self, path=None, members=None, pwd=None):
        for member in self.namelist() if members is None else members:
            self.extract(member, path, pwd)

    # -- Writing --

    def _check_writing(self, what):
        if self.mode not in ('w', 'x', 'a'):
            raise ValueError(f"{what}() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError('Attempt to write to ZIP archive that was '
                             'already closed')
        if self._writing:
            raise ValueError(f"Can't write to ZIP archive while an open "
                             'writing handle exists.')

    def _open_to_write(self, name):
        self._check_writing('open')
        info = name
        if not isinstance(name, ZipInfo):
            info = ZipInfo(name, time.localtime()[:6])
            info.compress_type = self.compression
            info._compresslevel = self.compresslevel
        if not info.external_attr:
            info.external_attr = 0o600 << 16
        self._writing = True
        return _Writer(self, info)

    def _put(self, info, data):
        if info.filename in self.NameToInfo:
            import warnings
            warnings.warn(f'Duplicate name: {info.filename!r}', stacklevel=3)
        _check_compression(info.compress_type)
        packed = data
        if info.compress_type == ZIP_DEFLATED:
            level = -1 if info._compresslevel is None else info._compresslevel
            packer = zlib.compressobj(level, zlib.DEFLATED, -15)
            packed = packer.compress(data) + packer.flush()
        if self._start + len(packed) > _LIMIT:
            raise LargeZipFile('Filesize would require ZIP64 extensions')
        info.CRC = zlib.crc32(data)
        info.file_size, info.compress_size = len(data), len(packed)
        info.header_offset = self._start
        self.fp.seek(self._start)
        self.fp.write(info.FileHeader() + packed)
        self._start = self.fp.tell()
        self._changed = True
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info

    def write(self, filename, arcname=None, compress_type=None,
              compresslevel=None):
        """Put a file of the disk into the archive."""
        self._check_writing('write')
        info = ZipInfo.from_file(filename, arcname,
                                 strict_timestamps=self._strict_timestamps)
        data = b''
        if not info.is_dir():
            info.compress_type = self.compression if compress_type is None \
                else compress_type
            info._compresslevel = self.compresslevel \
                if compresslevel is None else compresslevel
            with io.open(filename, 'rb') as file:
                data = file.read()
        self._put(info, data)

    def writestr(self, zinfo_or_arcname, data, compress_type=None,
                 compresslevel=None):
        self._check_writing('write')
        if isinstance(data, str):
            data = data.encode('utf-8')
        info = zinfo_or_arcname
        if not isinstance(info, ZipInfo):
            info = ZipInfo(info, time.localtime()[:6])
            info.compress_type = self.compression
            info._compresslevel = self.compresslevel
            info.external_attr = 0o40775 << 16 | 0x10 if info.is_dir() \
                else 0o600 << 16
        if compress_type is not None:
            info.compress_type = compress_type
        if compresslevel is not None:
            info._compresslevel = compresslevel
        self._put(info, bytes(data))

    def _close_file(self):
        file, self.fp = self.fp, None
        if self._own and file is not None:
            file.close()

    def close(self):
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open "
                             'writing handle on it. Close the writing handle '
                             'before closing the zip.')
        try:
            if self.mode != 'r' and self._changed:
                self._write_directory()
        finally:
            self._close_file()

    def __del__(self):
        self.close()

    def _write_directory(self):
        self.fp.seek(self._start)
        data = b''.join(info._central() for info in self.filelist)
        count = len(self.filelist)
        self.fp.write(data + _END.pack(
            b'PK\005\006', 0, 0, count, count, len(data), self._start,
            len(self._comment)) + self._comment)
        if self.mode == 'a':
            self.fp.truncate()
        self.fp.flush()


def _check_compression(compression):
    if compression in (ZIP_BZIP2, ZIP_LZMA):
        name = _NAMES[compression]
        raise RuntimeError('Compression requires the (missing) '
                           f'{"bz2" if name == "bzip2" else name} module')
    if compression not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError('That compression method is not supported')


# ---- Archives as folders ----

class Path:
    """A place in an archive, as pathlib has them on a disk."""

    def __init__(self, root, at=''):
        self.root = root if isinstance(root, ZipFile) else ZipFile(root)
        self.at = at

    def open(self, *args, **kwargs):
        return self.root.open(self.at, *args, **kwargs)

    @property
    def name(self):
        return self.at.rstrip('/').rpartition('/')[2]

    def read_text(self, *args, **kwargs):
        with self.open() as file:
            return io.TextIOWrapper(file, *args, **kwargs).read()

    def read_bytes(self):
        with self.open() as file:
            return file.read()

    def _names(self):
        names = dict.fromkeys(self.root.namelist())
        for name in list(names):
            while '/' in name.rstrip('/'):
                name = name.rstrip('/').rpartition('/')[0] + '/'
                names.setdefault(name)
        return list(names)

    def is_dir(self):
        return not self.at or self.at.endswith('/')

    def is_file(self):
        return not self.is_dir()

    def exists(self):
        return self.at in self._names()

    def iterdir(self):
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        for name in self._names():
            rest = name[len(self.at):]
            if name.startswith(self.at) and rest and \
                    '/' not in rest.rstrip('/'):
                yield Path(self.root, name)

    def joinpath(self, add):
        name = self.at + ('' if self.is_dir() else '/') + str(add)
        names = self._names()
        if name not in names and name + '/' in names:
            name += '/'
        return Path(self.root, name)

    __truediv__ = joinpath

    @property
    def parent(self):
        above = self.at.rstrip('/').rpartition('/')[0]
        return Path(self.root, above + '/' if above else '')

    def __str__(self):
        return os.path.join(self.root.filename, self.at)

    def __repr__(self):
        return (f'{type(self).__name__}({self.root.filename!r}, '
                f'{self.at!r})')
