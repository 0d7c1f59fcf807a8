# SPDX-License-Identifier: MIT
# Comparing files and folders.

import os
import stat

__all__ = ['clear_cache', 'cmp', 'dircmp', 'cmpfiles', 'DEFAULT_IGNORES']

_cache = {}
BUFSIZE = 8 * 1024
DEFAULT_IGNORES = ['RCS', 'CVS', 'tags', '.git', '.hg', '.bzr', '_darcs',
                   '__pycache__']


def clear_cache():
    _cache.clear()


def _signature(status):
    return stat.S_IFMT(status.st_mode), status.st_size, status.st_mtime


def cmp(f1, f2, shallow=True):
    """Are two files equal? shallow: kind, size and time are enough."""
    one, two = _signature(os.stat(f1)), _signature(os.stat(f2))
    if one[0] != stat.S_IFREG or two[0] != stat.S_IFREG:
        return False
    if shallow and one == two:
        return True
    if one[1] != two[1]:
        return False
    key = f1, f2, one, two
    found = _cache.get(key)
    if found is None:
        found = _same_bytes(f1, f2)
        if len(_cache) > 100:
            clear_cache()
        _cache[key] = found
    return found


def _same_bytes(f1, f2):
    with open(f1, 'rb') as one, open(f2, 'rb') as two:
        while True:
            left, right = one.read(BUFSIZE), two.read(BUFSIZE)
            if left != right:
                return False
            if not left:
                return True


def cmpfiles(a, b, common, shallow=True):
    """(equal, different, not comparable) of names in two folders."""
    made = [], [], []
    for name in common:
        try:
            place = not cmp(os.path.join(a, name), os.path.join(b, name),
                            shallow)
        except OSError:
            place = 2
        made[place].append(name)
    return made


class dircmp:
    """Two folders side by side; what was not asked for is not looked at."""

    def __init__(self, a, b, ignore=None, hide=None):
        self.left = a
        self.right = b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore

    def _listed(self, folder):
        hidden = set(self.hide) | set(self.ignore)
        return sorted(name for name in os.listdir(folder)
                      if name not in hidden)

    def phase0(self):
        self.left_list = self._listed(self.left)
        self.right_list = self._listed(self.right)

    def phase1(self):
        left = {os.path.normcase(name): name for name in self.left_list}
        right = {os.path.normcase(name): name for name in self.right_list}
        self.common = [left[key] for key in left if key in right]
        self.left_only = [left[key] for key in left if key not in right]
        self.right_only = [right[key] for key in right if key not in left]

    def phase2(self):
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            try:
                kinds = {stat.S_IFMT(os.stat(os.path.join(folder,
                                                          name)).st_mode)
                         for folder in (self.left, self.right)}
            except OSError:
                kinds = set()
            if kinds == {stat.S_IFDIR}:
                self.common_dirs.append(name)
            elif kinds == {stat.S_IFREG}:
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        self.same_files, self.diff_files, self.funny_files = cmpfiles(
            self.left, self.right, self.common_files)

    def phase4(self):
        self.subdirs = {
            name: dircmp(os.path.join(self.left, name),
                         os.path.join(self.right, name), self.ignore,
                         self.hide)
            for name in self.common_dirs}

    def phase4_closure(self):
        self.phase4()
        for folder in self.subdirs.values():
            folder.phase4_closure()

    methodmap = dict(
        subdirs=phase4, same_files=phase3, diff_files=phase3,
        funny_files=phase3, common_dirs=phase2, common_files=phase2,
        common_funny=phase2, common=phase1, left_only=phase1,
        right_only=phase1, left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)

    def report(self):
        """Print what differs between the two."""
        print('diff', self.left, self.right)
        for names, text in (
                (self.left_only, f'Only in {self.left} :'),
                (self.right_only, f'Only in {self.right} :'),
                (self.same_files, 'Identical files :'),
                (self.diff_files, 'Differing files :'),
                (self.funny_files, 'Trouble with common files :'),
                (self.common_dirs, 'Common subdirectories :'),
                (self.common_funny, 'Common funny cases :')):
            if names:
                names.sort()
                print(text, names)

    def report_partial_closure(self):
        self.report()
        for folder in self.subdirs.values():
            print()
            folder.report()

    def report_full_closure(self):
        self.report()
        for folder in self.subdirs.values():
            print()
            folder.report_full_closure()

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
