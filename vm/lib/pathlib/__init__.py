# SPDX-License-Identifier: MIT
# Paths as objects.

from pathlib._flavour import posix as _posix_flavour
from pathlib._flavour import windows as _windows_flavour
from pathlib._path import _normal_accessor, Path, PosixPath, WindowsPath
from pathlib._pure import PurePath, PurePosixPath, PureWindowsPath

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path',
           'PosixPath', 'WindowsPath']

for _kind in __all__:
    globals()[_kind].__module__ = __name__
del _kind
