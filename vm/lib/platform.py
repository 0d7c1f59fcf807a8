# SPDX-License-Identifier: MIT
# What the program runs on: the fixed machine that every run of it sees.

import os
import sys
from collections import namedtuple

__all__ = ['machine', 'node', 'platform', 'processor', 'release', 'system',
           'version', 'uname', 'architecture', 'python_version',
           'python_version_tuple', 'python_implementation', 'python_branch',
           'python_revision', 'python_build', 'python_compiler', 'libc_ver']

uname_result = namedtuple('uname_result',
                          'system node release version machine processor')


def uname():
    return uname_result(*os.uname(), '')


def system():
    return uname().system


def node():
    return uname().node


def release():
    return uname().release


def version():
    return uname().version


def machine():
    return uname().machine


def processor():
    return uname().processor


def architecture(executable=sys.executable, bits='', linkage=''):
    """The width of a pointer, and how a program is linked."""
    if not bits:
        bits = '64bit' if sys.maxsize > 2 ** 32 else '32bit'
    return bits, linkage or 'ELF'


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    return lib or 'glibc', version or '2.36'


def system_alias(system, release, version):
    """The names a system is marketed by; on Linux its own."""
    return system, release, version


def platform(aliased=0, terse=0):
    """One line about the machine, without spaces."""
    parts = [system(), release()]
    if not terse:
        parts += [machine(), 'with', ''.join(libc_ver())]
    else:
        parts += [''.join(libc_ver())]
    return '-'.join(parts).replace(' ', '_')


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    return release, versioninfo, machine


def win32_ver(release='', version='', csd='', ptype=''):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def java_ver(release='', vendor='', vminfo=('', '', ''),
             osinfo=('', '', '')):
    return release, vendor, vminfo, osinfo


# ---- Python itself ----

def python_implementation():
    # What programs ask this for is which behaviour to expect.
    return 'CPython'


def python_version():
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_branch():
    return ''


def python_revision():
    return ''


def python_build():
    return 'default', ''


def python_compiler():
    return 'gilscope'


def freedesktop_os_release():
    raise OSError("unable to read /etc/os-release or /usr/lib/os-release")
