# SPDX-License-Identifier: MIT
# What of a tar archive may be unpacked (PEP 706).
#
# A filter is asked of every member: it gives the member, a changed copy, or
# raises.  "tar" keeps everything inside the folder; "data" also refuses what
# is no data and forgets whose it was.

import copy
import os

from _tarinfo import TarError


class FilterError(TarError):
    """A member is refused; .tarinfo is the member."""

    _says = None    # of {0!r}, its name, and {1!r}, where it would lead

    def __init__(self, tarinfo, path=None):
        self.tarinfo, self._path = tarinfo, path
        super().__init__(self._says.format(tarinfo.name, path))


class AbsolutePathError(FilterError):
    _says = 'member {0!r} has an absolute path'


class OutsideDestinationError(FilterError):
    _says = ('{0!r} would be extracted to {1!r}, which is outside the '
             'destination')


class SpecialFileError(FilterError):
    _says = '{0!r} is a special file'


class AbsoluteLinkError(FilterError):
    _says = '{0!r} is a link to an absolute path'


class LinkOutsideDestinationError(FilterError):
    _says = ('{0!r} would link to {1!r}, which is outside the '
             'destination')


_SLASHES = '/' + os.sep
_OWNER_WRITES, _ALL_EXECUTE, _OWNER_EXECUTES = 0o600, 0o111, 0o100
_NOT_FOR_OTHERS = 0o022


def _place(member, folder, *names, error):
    """Where these names lead to from the folder, if that is inside it."""
    place = os.path.realpath(os.path.join(folder, *names))
    if os.path.commonpath((folder, place)) != folder:
        raise error(member, place)
    return place


def _inside(member, folder):
    """The changes that keep a member inside the folder."""
    changes, name = {}, member.name
    if name[:1] in tuple(_SLASHES):
        name = changes['name'] = member.path.lstrip(_SLASHES)
    if os.path.isabs(name):     # C:\\ where there are drives
        raise AbsolutePathError(member)
    _place(member, folder, name, error=OutsideDestinationError)
    if member.mode is not None:
        changes['mode'] = member.mode & 0o777 & ~_NOT_FOR_OTHERS
    return changes


def _link_inside(member, folder, name):
    if os.path.isabs(member.linkname):
        raise AbsoluteLinkError(member)
    # A symbolic link counts from where it stands, a hard one from the top.
    start = (os.path.dirname(name),) if member.issym() else ()
    _place(member, folder, *start, member.linkname,
           error=LinkOutsideDestinationError)


def _as_data(member, folder):
    """The changes that make a member data of whoever unpacks it."""
    changes = _inside(member, folder)
    is_link, mode = member.islnk() or member.issym(), changes.get('mode')
    if mode is not None:
        if member.isreg() or member.islnk():
            if not mode & _OWNER_EXECUTES:
                mode &= ~_ALL_EXECUTE
            changes['mode'] = mode | _OWNER_WRITES
        elif is_link or member.isdir():
            changes['mode'] = None      # what is usual here
        else:
            raise SpecialFileError(member)
    if is_link:
        _link_inside(member, folder, changes.get('name', member.name))
    changes.update(dict.fromkeys(('uid', 'gid', 'uname', 'gname')))
    return changes


def _changed(member, changes):
    changes = {name: value for name, value in changes.items()
               if getattr(member, name) != value}
    if not changes:
        return member
    made = copy.copy(member)
    for change in changes.items():
        setattr(made, *change)
    return made


def fully_trusted_filter(member, dest_path):
    return member


def tar_filter(member, dest_path):
    return _changed(member, _inside(member, os.path.realpath(dest_path)))


def data_filter(member, dest_path):
    return _changed(member, _as_data(member, os.path.realpath(dest_path)))


_NAMED_FILTERS = {'data': data_filter, 'tar': tar_filter,
                  'fully_trusted': fully_trusted_filter}
