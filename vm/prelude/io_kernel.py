# SPDX-License-Identifier: MIT
# io: descriptors that the kernel made (--real), and how to ask it.
#
# The number of such a descriptor is the kernel's own. A call that cannot be
# made yet is waited for, at most so long; the wait and the call are without
# the GIL.

import _kernel

# In the order of SystemCallKind.
(_KERNEL_READ, _KERNEL_WRITE, _KERNEL_OUTPUT, _KERNEL_OPEN, _KERNEL_CLOSE,
 _KERNEL_SEEK, _KERNEL_TRUNCATE, _KERNEL_STATUS, _KERNEL_DUP, _KERNEL_PIPE,
 _KERNEL_POLL) = range(1, 12)
_STATUS_TERMINAL = 5


def io_kernel_call(kind, a=0, b=0, c=0, data=None, ns=-1):
    """(number, bytes), or OSError."""
    number, found = _kernel.call(kind, a, b, c, data, ns)
    if number < 0:
        raise io_os_error(-number)
    return number, found


def io_kernel_status(number):
    """(mode, links, inode, size, modified) of a descriptor."""
    return tuple([io_kernel_call(_KERNEL_STATUS, number, what)[0]
                  for what in range(_STATUS_TERMINAL)])


def io_kernel_isatty(number):
    return bool(io_kernel_call(_KERNEL_STATUS, number, _STATUS_TERMINAL)[0])


def io_kernel_read(description, size):
    return io_kernel_call(_KERNEL_READ, description.number, size, 0, None,
                          -1 if description.waits else 0)[1]


class _KernelDescription:
    """A file, or an end of a pipe."""

    waits = True

    def __init__(self, number, kind):
        self.number = self.outside = number
        self.kind = kind
        self.users = 1
        self.watchers = []

    read = io_kernel_read

    def write(self, data):
        total = 0
        while True:
            total += io_kernel_call(_KERNEL_WRITE, self.number, 0, 0,
                                    data[total:], -1 if self.waits else 0)[0]
            if total >= len(data) or not self.waits:
                return total

    def seek(self, offset, whence):
        return io_kernel_call(_KERNEL_SEEK, self.number, offset, whence)[0]

    def truncate(self, size):
        io_kernel_call(_KERNEL_TRUNCATE, self.number, size)

    def release(self):
        io_kernel_call(_KERNEL_CLOSE, self.number)

    def isatty(self):
        return io_kernel_isatty(self.number)

    def seekable(self):
        try:
            self.seek(0, 1)
        except OSError:
            return False
        return True


def io_adopt_descriptor(description):
    """Known from now on, under the kernel's number."""
    _io_descriptors[description.number] = description
    return description.number


def io_kernel_open(path, whole, flags, mode):
    try:
        number, _ = io_kernel_call(_KERNEL_OPEN, flags, mode, 0,
                                   whole.encode('utf-8', 'surrogateescape'))
    except OSError as error:
        raise io_os_error(error.errno, path) from None
    return io_adopt_descriptor(_KernelDescription(number, _IO_DISK))


def io_kernel_duplicate(description, number):
    """A second descriptor, the given one or, for -1, any."""
    number, _ = io_kernel_call(_KERNEL_DUP, description.number, number)
    if number > 2:
        io_adopt_descriptor(_KernelDescription(number, description.kind))
    return number


def io_kernel_pipe():
    _, ends = io_kernel_call(_KERNEL_PIPE)
    return tuple([io_adopt_descriptor(_KernelDescription(
        int.from_bytes(ends[at:at + 4], 'little'), _IO_PIPE))
        for at in (0, 4)])


def io_kernel_poll(pairs, ns):
    request = b''.join([
        description.number.to_bytes(4, 'little')
        + (mask & 0xffff).to_bytes(2, 'little') + b'\0\0'
        for description, mask in pairs])
    _, found = io_kernel_call(_KERNEL_POLL, 0, 0, 0, request, ns)
    return [int.from_bytes(found[at + 6:at + 8], 'little')
            for at in range(0, len(found), 8)]
