# SPDX-License-Identifier: MIT
# The header of one member of a tar archive: 512 bytes, with GNU or pax
# records before it where they are too few.

import os
import stat
import struct

NUL = b'\0'
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC = b'ustar  \0'
POSIX_MAGIC = b'ustar\x0000'
LENGTH_NAME = LENGTH_LINK = 100
LENGTH_PREFIX = 155
(REGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE,
 CONTTYPE) = (str(_kind).encode() for _kind in range(8))
AREGTYPE = b'\0'
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b'L', b'K', b'S'
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b'x', b'g', b'X'
USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = range(3)
DEFAULT_FORMAT = PAX_FORMAT
SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE,
                   CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_LONGNAME,
                   GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
REGULAR_TYPES = REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE
GNU_TYPES = GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE
PAX_FIELDS = ('path', 'linkpath', 'size', 'mtime', 'uid', 'gid', 'uname',
              'gname')
PAX_NAME_FIELDS = {'path', 'linkpath', 'uname', 'gname'}
PAX_NUMBER_FIELDS = {'atime': float, 'ctime': float, 'mtime': float,
                     'uid': int, 'gid': int, 'size': int}
ENCODING = 'utf-8'


class TarError(Exception):
    """What the exceptions of tarfile derive from."""


class ExtractError(TarError):
    pass


class ReadError(TarError):
    pass


class CompressionError(TarError):
    pass


class StreamError(TarError):
    pass


class HeaderError(TarError):
    pass


class EmptyHeaderError(HeaderError):
    pass


class TruncatedHeaderError(HeaderError):
    pass


class EOFHeaderError(HeaderError):
    pass


class InvalidHeaderError(HeaderError):
    pass


class SubsequentHeaderError(HeaderError):
    pass


# ---- Fields ----

def stn(s, length, encoding, errors):
    """Text as a field of that length."""
    data = s.encode(encoding, errors)
    return data[:length] + (length - len(data)) * NUL


def nts(s, encoding, errors):
    """The text of a field."""
    return s.partition(NUL)[0].decode(encoding, errors)


def nti(s):
    """The number of a field: octal, or binary behind a set bit."""
    if s[0] in (0o200, 0o377):
        number = int.from_bytes(s[1:], 'big')
        return number - (256 ** (len(s) - 1) if s[0] == 0o377 else 0)
    try:
        return int(nts(s, 'ascii', 'strict').strip() or '0', 8)
    except ValueError:
        raise InvalidHeaderError('invalid header') from None


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field of so many bytes."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return b'%0*o' % (digits - 1, n) + NUL
    if format == GNU_FORMAT and \
            -256 ** (digits - 1) <= n < 256 ** (digits - 1):
        mark = b'\200' if n >= 0 else b'\377'
        return mark + (n % 256 ** (digits - 1)).to_bytes(digits - 1, 'big')
    raise ValueError('overflow in number field')


def calc_chksums(buf):
    """The sums of a header's bytes, unsigned and signed; its own field
    counts as spaces."""
    fixed = buf[:148] + b' ' * 8 + buf[156:512]
    unsigned = sum(fixed)
    return unsigned, unsigned - 256 * sum(byte > 127 for byte in fixed)


def _padded(data):
    return data + NUL * (-len(data) % BLOCKSIZE)


class TarInfo:
    """One member: its name, kind, size, owner, times."""

    __slots__ = dict.fromkeys(
        ('name', 'mode', 'uid', 'gid', 'size', 'mtime', 'chksum', 'type',
         'linkname', 'uname', 'gname', 'devmajor', 'devminor', 'offset',
         'offset_data', 'pax_headers', 'sparse', 'tarfile',
         '_sparse_structs', '_link_target'))

    def __init__(self, name=''):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ''
        self.devmajor = self.devminor = 0
        self.offset = self.offset_data = 0
        self.sparse = None
        self.pax_headers = {}

    @property
    def path(self):
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r} at {id(self):#x}>'

    def replace(self, *, deep=True, **changes):
        """A copy with some fields changed."""
        import copy
        made = copy.deepcopy(self) if deep else copy.copy(self)
        for name, value in changes.items():
            if value is not None:
                setattr(made, name, value)
        return made

    # ---- writing ----

    def get_info(self):
        """Its fields as a dict."""
        info = {name: getattr(self, name) for name in (
            'name', 'mode', 'uid', 'gid', 'size', 'mtime', 'chksum', 'type',
            'linkname', 'uname', 'gname', 'devmajor', 'devminor')}
        info['mode'] &= 0o7777
        if info['type'] == DIRTYPE and not info['name'].endswith('/'):
            info['name'] += '/'
        return info

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING,
              errors='surrogateescape'):
        """The header, with the records it needs before it."""
        info = self.get_info()
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError('invalid format')

    def create_ustar_header(self, info, encoding, errors):
        info['magic'] = POSIX_MAGIC
        if len(info['linkname'].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError('linkname is too long')
        if len(info['name'].encode(encoding, errors)) > LENGTH_NAME:
            info['prefix'], info['name'] = self._posix_split_name(
                info['name'], encoding, errors)
        return self._create_header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        info['magic'] = GNU_MAGIC
        before = b''
        for name, length, kind in (
                ('linkname', LENGTH_LINK, GNUTYPE_LONGLINK),
                ('name', LENGTH_NAME, GNUTYPE_LONGNAME)):
            data = info[name].encode(encoding, errors)
            if len(data) > length:
                before += self._record('././@LongLink', kind, data + NUL,
                                       GNU_MAGIC)
        return before + self._create_header(info, GNU_FORMAT, encoding,
                                            errors)

    def create_pax_header(self, info, encoding):
        info['magic'] = POSIX_MAGIC
        extra = self.pax_headers.copy()
        for name, key, length in (('name', 'path', LENGTH_NAME),
                                  ('linkname', 'linkpath', LENGTH_LINK),
                                  ('uname', 'uname', 32),
                                  ('gname', 'gname', 32)):
            if key in extra:
                continue
            if not info[name].isascii():
                extra[key] = info[name]
            elif len(info[name]) > length:
                extra[key] = info[name]
        for name, digits in (('uid', 8), ('gid', 8), ('size', 12),
                             ('mtime', 12)):
            value = info[name]
            fits = 0 <= value < 8 ** (digits - 1)
            if isinstance(value, float) and name not in extra:
                extra[name] = str(value)
                info[name] = int(round(value)) if fits else 0
            elif name in extra:
                info[name] = int(value) if fits else 0
            elif not fits:
                extra[name] = str(value)
                info[name] = 0
        before = self._create_pax_generic_header(extra, XHDTYPE, encoding) \
            if extra else b''
        return before + self._create_header(info, USTAR_FORMAT, 'ascii',
                                            'replace')

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        """The record that holds for all that follows."""
        return cls._create_pax_generic_header(pax_headers, XGLTYPE, 'utf-8')

    @staticmethod
    def _posix_split_name(name, encoding, errors):
        parts = name.split('/')
        for place in range(1, len(parts)):
            prefix = '/'.join(parts[:place])
            rest = '/'.join(parts[place:])
            if len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX and \
                    len(rest.encode(encoding, errors)) <= LENGTH_NAME:
                return prefix, rest
        raise ValueError('name is too long')

    @staticmethod
    def _create_header(info, format, encoding, errors):
        kind = info.get('type', REGTYPE)
        device = kind in (CHRTYPE, BLKTYPE)
        text = {name: info.get(name, '') for name in (
            'name', 'linkname', 'uname', 'gname', 'prefix')}

        def number(name, digits, missing=0):
            return itn(info.get(name, missing), digits, format)

        major = number('devmajor', 8) if device else itn(0, 8, format)
        minor = number('devminor', 8) if device else itn(0, 8, format)
        fields = [stn(text['name'], 100, encoding, errors),
                  number('mode', 8, 0o644), number('uid', 8),
                  number('gid', 8), number('size', 12),
                  number('mtime', 12), b' ' * 8, kind,
                  stn(text['linkname'], 100, encoding, errors),
                  info.get('magic', POSIX_MAGIC),
                  stn(text['uname'], 32, encoding, errors),
                  stn(text['gname'], 32, encoding, errors), major, minor,
                  stn(text['prefix'], 155, encoding, errors)]
        fields[1] = itn(info.get('mode', 0) & 0o7777, 8, format)
        header = struct.pack('%ds' % BLOCKSIZE, b''.join(fields))
        total = calc_chksums(header)[0]
        return header[:148] + b'%06o\0' % total + header[155:]

    @classmethod
    def _record(cls, name, kind, data, magic):
        info = {'name': name, 'type': kind, 'size': len(data),
                'magic': magic}
        return cls._create_header(info, USTAR_FORMAT, 'ascii', 'replace') + \
            _padded(data)

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, kind, encoding):
        binary = any(not _encodes(value) for value in pax_headers.values())
        records = b'21 hdrcharset=BINARY\n' if binary else b''
        for keyword, value in pax_headers.items():
            data = value.encode(encoding, 'surrogateescape') if binary \
                else value.encode('utf-8')
            body = b' ' + keyword.encode('utf-8') + b'=' + data + b'\n'
            size = len(body)
            while size != len(body) + len(str(size)):
                size = len(body) + len(str(size))
            records += str(size).encode('ascii') + body
        return cls._record('././@PaxHeader', kind, records, POSIX_MAGIC)

    # ---- reading ----

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """The member of a header."""
        if not buf:
            raise EmptyHeaderError('empty header')
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError('truncated header')
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError('end of file header')
        total = nti(buf[148:156])
        if total not in calc_chksums(buf):
            raise InvalidHeaderError('bad checksum')
        self = cls()

        def text(start, end):
            return nts(buf[start:end], encoding, errors)

        self.name = text(0, 100)
        self.mode, self.uid = nti(buf[100:108]), nti(buf[108:116])
        self.gid, self.size = nti(buf[116:124]), nti(buf[124:136])
        self.mtime, self.chksum = nti(buf[136:148]), total
        self.type = buf[156:157]
        self.linkname = text(157, 257)
        self.uname, self.gname = text(265, 297), text(297, 329)
        self.devmajor, self.devminor = nti(buf[329:337]), nti(buf[337:345])
        prefix = text(345, 500)
        if self.type == AREGTYPE and self.name.endswith('/'):
            self.type = DIRTYPE
        if self.type == GNUTYPE_SPARSE:
            self._sparse_structs = _old_sparse(buf)
        elif self.isdir():
            self.name = self.name.rstrip('/')
        if prefix and self.type not in GNU_TYPES:
            self.name = prefix + '/' + self.name
        return self

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an open archive."""
        buf = tarfile.fileobj.read(BLOCKSIZE)
        self = cls.frombuf(buf, tarfile.encoding, tarfile.errors)
        self.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return self._proc_member(tarfile)

    def _proc_member(self, tarfile):
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._proc_gnulong(tarfile)
        if self.type == GNUTYPE_SPARSE:
            return self._proc_sparse(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._proc_pax(tarfile)
        return self._proc_builtin(tarfile)

    def _block(self, count):
        return count + -count % BLOCKSIZE

    def _proc_builtin(self, tarfile):
        self.offset_data = tarfile.fileobj.tell()
        offset = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            offset += self._block(self.size)
        tarfile.offset = offset
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding,
                             tarfile.errors)
        if self.isdir():
            self.name = self.name.rstrip('/')
        return self

    def _following(self, tarfile):
        try:
            return self.fromtarfile(tarfile)
        except HeaderError as error:
            raise SubsequentHeaderError(str(error)) from None

    def _proc_gnulong(self, tarfile):
        data = tarfile.fileobj.read(self._block(self.size))
        member = self._following(tarfile)
        member.offset = self.offset
        text = nts(data, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            member.name = text
        else:
            member.linkname = text
        if member.isdir():
            member.name = member.name.rstrip('/')
        return member

    def _proc_sparse(self, tarfile):
        structs, extended, size = self._sparse_structs
        del self._sparse_structs
        while extended:
            buf = tarfile.fileobj.read(BLOCKSIZE)
            for place in range(0, 21 * 24, 24):
                try:
                    pair = (nti(buf[place:place + 12]),
                            nti(buf[place + 12:place + 24]))
                except (ValueError, HeaderError):
                    break
                if pair[0] or pair[1]:
                    structs.append(pair)
            extended = bool(buf[504])
        self.sparse = structs
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self.offset_data + self._block(self.size)
        self.size = size
        return self

    def _proc_pax(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        headers = tarfile.pax_headers if self.type == XGLTYPE \
            else tarfile.pax_headers.copy()
        raw = _pax_records(buf)
        charset = raw.get('hdrcharset', b'').decode('utf-8', 'replace')
        encoding = tarfile.encoding if charset == 'BINARY' else 'utf-8'
        for keyword, value in raw.items():
            headers[keyword] = self._decode_pax(keyword, value, encoding,
                                                tarfile)
        member = self._following(tarfile)
        if 'GNU.sparse.map' in headers or \
                headers.get('GNU.sparse.major') == '1' and \
                headers.get('GNU.sparse.minor') == '0' or \
                'GNU.sparse.size' in headers:
            member._pax_sparse(headers, buf, tarfile)
        if self.type in (XHDTYPE, SOLARIS_XHDTYPE):
            member._apply_pax_info(headers, tarfile.encoding,
                                   tarfile.errors)
            member.offset = self.offset
            if 'size' in headers:
                offset = member.offset_data
                if member.isreg() or member.type not in SUPPORTED_TYPES:
                    offset += member._block(member.size)
                tarfile.offset = offset
        return member

    def _decode_pax(self, keyword, value, encoding, tarfile):
        own = keyword in PAX_NAME_FIELDS
        for name, errors in ((encoding if own else 'utf-8', 'strict'),
                             (tarfile.encoding, tarfile.errors)):
            try:
                return value.decode(name, errors)
            except UnicodeDecodeError:
                pass
        return value.decode('utf-8', 'surrogateescape')

    def _pax_sparse(self, headers, buf, tarfile):
        if headers.get('GNU.sparse.major') == '1':
            self._sparse_in_data(tarfile)
        elif 'GNU.sparse.map' in headers:
            numbers = [int(part) for part
                       in headers['GNU.sparse.map'].split(',')]
            self.sparse = list(zip(numbers[::2], numbers[1::2]))
        else:
            import re
            offsets = re.findall(rb'\d+ GNU.sparse.offset=(\d+)\n', buf)
            sizes = re.findall(rb'\d+ GNU.sparse.numbytes=(\d+)\n', buf)
            self.sparse = list(zip(map(int, offsets), map(int, sizes)))

    def _sparse_in_data(self, tarfile):
        """The map stands before the data: numbers, one a line."""
        file = tarfile.fileobj
        kept = file.tell()
        file.seek(self.offset_data)
        buf, numbers, count = file.read(BLOCKSIZE), [], None
        while count is None or len(numbers) < count * 2:
            if b'\n' not in buf:
                buf += file.read(BLOCKSIZE)
            number, _, buf = buf.partition(b'\n')
            if count is None:
                count = int(number)
            else:
                numbers.append(int(number))
        self.offset_data = file.tell()
        file.seek(kept)
        self.sparse = list(zip(numbers[::2], numbers[1::2]))

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for keyword, value in pax_headers.items():
            if keyword == 'GNU.sparse.name':
                self.path = value
            elif keyword in ('GNU.sparse.size', 'GNU.sparse.realsize'):
                self.size = int(value)
            elif keyword in PAX_FIELDS:
                if keyword in PAX_NUMBER_FIELDS:
                    try:
                        value = PAX_NUMBER_FIELDS[keyword](value)
                    except ValueError:
                        value = 0
                if keyword == 'path':
                    value = value.rstrip('/')
                setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

    # ---- kinds ----

    def isreg(self):
        return self.type in REGULAR_TYPES

    isfile = isreg

    def isdir(self):
        return self.type == DIRTYPE

    def issym(self):
        return self.type == SYMTYPE

    def islnk(self):
        return self.type == LNKTYPE

    def ischr(self):
        return self.type == CHRTYPE

    def isblk(self):
        return self.type == BLKTYPE

    def isfifo(self):
        return self.type == FIFOTYPE

    def issparse(self):
        return self.sparse is not None

    def isdev(self):
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


def _encodes(text):
    try:
        text.encode('utf-8', 'strict')
    except UnicodeEncodeError:
        return False
    return True


def _old_sparse(buf):
    pairs = []
    for place in range(386, 386 + 4 * 24, 24):
        try:
            pairs.append((nti(buf[place:place + 12]),
                          nti(buf[place + 12:place + 24])))
        except (ValueError, HeaderError):
            break
    return pairs, bool(buf[482]), nti(buf[483:495])


def _pax_records(buf):
    """{keyword: value} of 'length keyword=value\\n' records."""
    records, place = {}, 0
    while place < len(buf) and buf[place:place + 1] != NUL:
        space = buf.find(b' ', place)
        digits = buf[place:space] if space >= 0 else b''
        if not digits.isdigit():
            raise InvalidHeaderError('invalid header')
        size = int(digits)
        if size == 0 or place + size > len(buf) or \
                buf[place + size - 1:place + size] != b'\n':
            raise InvalidHeaderError('invalid header')
        keyword, equals, value = buf[space + 1:place + size - 1].partition(
            b'=')
        if not equals or not keyword:
            raise InvalidHeaderError('invalid header')
        records[keyword.decode('utf-8', 'surrogateescape')] = value
        place += size
    return records


def of_status(info, status):
    """Fill in a member from an os.stat_result; False: no such kind."""
    for test, kind in ((stat.S_ISREG, REGTYPE), (stat.S_ISDIR, DIRTYPE),
                       (stat.S_ISFIFO, FIFOTYPE), (stat.S_ISLNK, SYMTYPE),
                       (stat.S_ISCHR, CHRTYPE), (stat.S_ISBLK, BLKTYPE)):
        if test(status.st_mode):
            info.type = kind
            break
    else:
        return False
    info.mode, info.uid, info.gid = (status.st_mode, status.st_uid,
                                     status.st_gid)
    info.size = status.st_size if info.type == REGTYPE else 0
    info.mtime = status.st_mtime
    if info.type in (CHRTYPE, BLKTYPE):
        info.devmajor = os.major(status.st_rdev)
        info.devminor = os.minor(status.st_rdev)
    return True
