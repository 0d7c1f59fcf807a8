# SPDX-License-Identifier: MIT
# importlib.abc: what finders and loaders have to be able to do.

import abc
from importlib import machinery

__all__ = ['Loader', 'Finder', 'MetaPathFinder', 'PathEntryFinder',
           'ResourceLoader', 'InspectLoader', 'ExecutionLoader', 'FileLoader',
           'SourceLoader', 'ResourceReader']


class Loader(abc.ABC):
    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        import sys
        from importlib.util import module_from_spec, spec_from_loader
        module = sys.modules.get(fullname)
        if module is None:
            module = module_from_spec(spec_from_loader(fullname, self))
            sys.modules[fullname] = module
        try:
            self.exec_module(module)
        except BaseException:
            sys.modules.pop(fullname, None)
            raise
        return sys.modules[fullname]

    def module_repr(self, module):
        raise NotImplementedError


class Finder(abc.ABC):
    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """A loader, or None."""


class MetaPathFinder(Finder):
    def find_module(self, fullname, path):
        if not hasattr(self, 'find_spec'):
            return None
        found = self.find_spec(fullname, path)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Forget what was seen in the folders."""


class PathEntryFinder(Finder):
    def find_module(self, fullname):
        if not hasattr(self, 'find_spec'):
            return None
        found = self.find_spec(fullname)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Forget what was seen in the folders."""


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        return compile(data, path, 'exec', dont_inherit=True)

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when '
                              'get_code() returns None')
        exec(code, module.__dict__)


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(ResourceLoader, ExecutionLoader):
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        with open(path, 'rb') as file:
            return file.read()


class SourceLoader(ResourceLoader, ExecutionLoader):
    def path_mtime(self, path):
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        raise OSError

    def get_source(self, fullname):
        from importlib.util import decode_source
        return decode_source(self.get_data(self.get_filename(fullname)))


class ResourceReader(abc.ABC):
    @abc.abstractmethod
    def open_resource(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, name):
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        return []


FileLoader.register(machinery.SourceFileLoader)
SourceLoader.register(machinery.SourceFileLoader)
