# SPDX-License-Identifier: MIT
# The two ways to write a path: how each finds drive and root in a text, what
# it thinks equal, and which names it keeps for itself.


class Flavour:
    """What differs between POSIX and Windows. A path is cut into its drive,
    its root and the names below; `parts` as shown begin with the anchor."""

    sep = '/'
    altsep = ''

    def splitroot(self, text, sep=None):
        """(drive, root, what follows), in a text with `sep` alone."""
        raise NotImplementedError

    def fold(self, text):
        """The form in which two names are compared."""
        return text

    def split(self, text):
        """(drive, root, names)"""
        if self.altsep:
            text = text.replace(self.altsep, self.sep)
        drive, root, rest = self.splitroot(text)
        return drive, root, [name for name in rest.split(self.sep)
                             if name and name != '.']

    def combine(self, pieces):
        """(drive, root, names) of several texts, each seen from the last;
        the drive that comes last but has no names of its own is kept."""
        drive, root, names = '', '', []
        for text in pieces:
            found, base, more = self.split(text)
            if base:
                drive, root, names = found or drive, base, more
            elif found:
                drive, root, names = found, '', more
            else:
                names = names + more
        return drive, root, names

    def parse_parts(self, pieces):
        """As combine(), with the anchor as the first name."""
        drive, root, names = self.combine(pieces)
        return drive, root, [drive + root] * bool(drive or root) + names

    def join(self, left, right):
        """`right` (drive, root, names) as seen from the path `left`."""
        drive, root, names = right
        if root:
            return drive or left[0], root, names
        if drive and self.fold(drive) != self.fold(left[0]):
            return right
        return left[0], left[1], left[2] + names


class PosixFlavour(Flavour):
    def splitroot(self, text, sep='/'):
        rest = text.lstrip(sep)
        slashes = len(text) - len(rest)
        # Two slashes are a root of their own; three are one.
        return '', (sep * 2 if slashes == 2 else sep * (slashes > 0)), rest

    def is_absolute(self, drive, root):
        return bool(root)

    def is_reserved(self, drive, names):
        return False

    def uri(self, path):
        from urllib.parse import quote_from_bytes
        return 'file://' + quote_from_bytes(bytes(path))


class WindowsFlavour(Flavour):
    sep = '\\'
    altsep = '/'

    devices = frozenset(
        ['CON', 'PRN', 'AUX', 'NUL']
        + [port + str(n) for port in ('COM', 'LPT') for n in range(1, 10)])

    def splitroot(self, text, sep='\\'):
        prefix = ''
        if text.startswith(sep * 2 + '?' + sep):
            # An extended path; what follows is a drive or UNC\server\share.
            prefix, text = text[:4], text[4:]
            if text.startswith('UNC' + sep):
                prefix, text = prefix + text[:3], sep + text[3:]
        drive = self._share(text, sep) if not prefix or prefix[-1] == 'C' \
            else ''
        if not drive and text[1:2] == ':' and text[:1].isalpha() \
                and text[:1].isascii():
            drive = text[:2]
        rest = text[len(drive):]
        below = rest.lstrip(sep)
        root = sep if len(below) < len(rest) else ''
        if drive[:1] == sep:
            root = sep
            if prefix:
                drive = drive[1:]
        return prefix + drive, root, below

    def _share(self, text, sep):
        # \\server\share, when both are there.
        if text[:2] != sep * 2 or text[2:3] == sep:
            return ''
        server, _, rest = text[2:].partition(sep)
        share = rest.partition(sep)[0]
        return sep * 2 + server + sep + share if share else ''

    def fold(self, text):
        return text.lower()

    def is_absolute(self, drive, root):
        return bool(drive and root)

    def is_reserved(self, drive, names):
        if not names or drive.startswith('\\\\'):
            return False
        return names[-1].partition('.')[0].upper() in self.devices

    def uri(self, path):
        from urllib.parse import quote_from_bytes
        drive = path.drive
        text = path.as_posix()
        if len(drive) == 2 and drive[1] == ':':
            return 'file:///' + drive + quote_from_bytes(
                text[2:].encode('utf-8'))
        return 'file:' + quote_from_bytes(text.encode('utf-8'))


posix = PosixFlavour()
windows = WindowsFlavour()
