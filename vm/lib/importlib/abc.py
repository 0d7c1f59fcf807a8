# SPDX-License-Identifier: MIT
# importlib.abc: what finders and loaders have to be able to do.
#
# Finders answer find_spec(); loaders have get_code() or what it needs, and
# exec_module() fills a module with what it gives.

import sys
from abc import ABC, abstractmethod

from . import machinery, util

__all__ = ['Loader', 'Finder', 'MetaPathFinder', 'PathEntryFinder',
           'ResourceLoader', 'InspectLoader', 'ExecutionLoader', 'FileLoader',
           'SourceLoader', 'ResourceReader']


# ---- Finders ----

class Finder(ABC):
    @abstractmethod
    def find_module(self, fullname, path=None):
        """A loader, or None."""


class _SpecFinder(Finder):
    """find_module(), as it was before there were specs, for one that has a
    find_spec()."""

    def find_module(self, fullname, *path):
        find = getattr(self, 'find_spec', None)
        spec = find and find(fullname, *path)
        return spec.loader if spec else None

    def invalidate_caches(self):
        """Forget what was seen in the folders."""


class MetaPathFinder(_SpecFinder):
    """One of sys.meta_path."""


class PathEntryFinder(_SpecFinder):
    """What a hook makes for one entry of sys.path."""


# ---- Loaders ----

class Loader(ABC):
    def create_module(self, spec):
        """A module to be filled; None: an ordinary one."""

    def load_module(self, fullname):
        """The module, loaded anew if it is there."""
        known = sys.modules
        if fullname not in known:
            spec = util.spec_from_loader(fullname, self)
            known[fullname] = util.module_from_spec(spec)
        try:
            self.exec_module(known[fullname])
        except BaseException:
            known.pop(fullname, None)
            raise
        return known[fullname]

    def module_repr(self, module):
        raise NotImplementedError


class ResourceLoader(Loader):
    @abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    @abstractmethod
    def get_source(self, fullname):
        raise ImportError

    def is_package(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        return compile(data, path, 'exec', dont_inherit=True)

    def get_code(self, fullname):
        """None: it has no source, and so no code."""
        text = self.get_source(fullname)
        return text if text is None else \
            self.source_to_code(text, *self._path_of(fullname))

    def _path_of(self, fullname):
        """What source_to_code() is told of the path: nothing, or it."""
        return ()

    def exec_module(self, module):
        name = module.__name__
        code = self.get_code(name)
        if code is None:
            raise ImportError(f'cannot load module {name!r} when get_code() '
                              'returns None')
        exec(code, vars(module))


class ExecutionLoader(InspectLoader):
    @abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def _path_of(self, fullname):
        try:
            return (self.get_filename(fullname),)
        except ImportError:
            return ()


class FileLoader(ResourceLoader, ExecutionLoader):
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        with open(path, 'rb') as stream:
            return stream.read()


class SourceLoader(ResourceLoader, ExecutionLoader):
    def path_mtime(self, path):
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        raise OSError

    def get_source(self, fullname):
        return util.decode_source(self.get_data(self.get_filename(fullname)))


class ResourceReader(ABC):
    """The files that lie beside a package's modules."""

    @abstractmethod
    def open_resource(self, resource):
        raise FileNotFoundError

    @abstractmethod
    def resource_path(self, resource):
        raise FileNotFoundError

    @abstractmethod
    def is_resource(self, name):
        raise FileNotFoundError

    @abstractmethod
    def contents(self):
        return []


for _base in (FileLoader, SourceLoader):
    _base.register(machinery.SourceFileLoader)
