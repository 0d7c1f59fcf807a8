# SPDX-License-Identifier: MIT
# Whoever else may find and load a module: the finders of sys.meta_path and of
# sys.path_hooks, and the loaders that their specs name.
#
# Invariant: as long as a program puts nothing there, import asks none of this;
# our own three stand in sys.meta_path for a program to put its own before or
# behind, and all find what _import_find() finds.

class BuiltinImporter:
    """Finds the modules that are part of the interpreter."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and fullname in _sys.builtin_module_names:
            return ModuleSpec(fullname, cls, origin='built-in')

    @classmethod
    def find_module(cls, fullname, path=None):
        return cls if cls.find_spec(fullname, path) else None

    @staticmethod
    def create_module(spec):
        return import_absolute(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def load_module(cls, fullname):
        return import_absolute(fullname)

    @staticmethod
    def is_package(fullname):
        return False


class FrozenImporter:
    """Finds frozen modules: there are none."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    find_module = find_spec


class PathFinder:
    """Finds modules in the folders of sys.path or of a package."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return import_find_spec(fullname, path)

    @classmethod
    def find_module(cls, fullname, path=None):
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @staticmethod
    def invalidate_caches():
        for finder in _sys.path_importer_cache.values():
            if hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()


class FileFinder:
    """Finds modules in one folder, by the suffixes that each loader reads."""

    def __init__(self, path, *loader_details):
        self.path = _absolute(path or '.')
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details
                         for suffix in suffixes]

    def find_spec(self, fullname, target=None):
        base = f"{self.path}/{fullname.rpartition('.')[2]}"
        for suffix, loader in self._loaders:
            for path, folders in ((f'{base}/__init__{suffix}', [base]),
                                  (base + suffix, None)):
                if not isinstance(_entry(_absolute(path)), int):
                    return import_spec_from_file(
                        fullname, path, loader=loader(fullname, path),
                        submodule_search_locations=folders)
        if _is_folder(_absolute(base)):
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def find_loader(self, fullname):
        spec = self.find_spec(fullname)
        if spec is None:
            return None, []
        return spec.loader, spec.submodule_search_locations or []

    def invalidate_caches(self):
        pass

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not _is_folder(_absolute(path or '.')):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f'FileFinder({self.path!r})'


BuiltinImporter.__module__ = FrozenImporter.__module__ = '_frozen_importlib'
PathFinder.__module__ = FileFinder.__module__ = '_frozen_importlib_external'

_own_finders = [BuiltinImporter, FrozenImporter, PathFinder]


class SourceFileLoader:
    """Loads a module from a .py file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def create_module(self, spec):
        return None

    def get_code(self, fullname):
        code = _import_source(self.path)
        if code is None:
            found = _import.library(half_same(self.name))
            if found is None or found[0].co_filename != self.path:
                raise FileNotFoundError(2, 'No such file or directory',
                                        self.path)
            code = found[0]
        return code

    def exec_module(self, module):
        _import_run(module, self.get_code(self.name))

    def load_module(self, fullname=None):
        name = fullname or self.name
        module = _sys.modules.get(name)
        if module is None:
            spec = import_spec_from_file(name, self.path, loader=self)
            return _import_by_spec(name, spec, None)
        self.exec_module(module)
        return module

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        with import_absolute('io').open(path, 'rb') as file:
            return file.read()

    def get_source(self, fullname):
        util = import_absolute('importlib.util')
        return util.decode_source(self.get_data(self.path))

    def is_package(self, fullname):
        return self.path.rpartition('/')[2] == '__init__.py'


SourceFileLoader.__module__ = '_frozen_importlib_external'


# ---- sys.path_hooks ----

def _import_hooked(folder, name):
    """What the finder of one entry of a path says of a module: a spec, or
    None."""
    cache = _sys.path_importer_cache
    if folder not in cache:
        cache[folder] = None
        for hook in _sys.path_hooks:
            try:
                cache[folder] = hook(folder)
                break
            except ImportError:
                pass
    finder = cache[folder]
    if finder is None:
        return None
    if hasattr(finder, 'find_spec'):
        return finder.find_spec(name)
    if hasattr(finder, 'find_loader'):
        loader, portions = finder.find_loader(name)
        if loader is None and not portions:
            return None
        spec = _import_spec_of(name, loader)
        if portions:
            spec.submodule_search_locations = list(portions)
        return spec
    loader = finder.find_module(name)
    return None if loader is None else _import_spec_of(name, loader)


def _import_spec_of(name, loader):
    """importlib.util.spec_from_loader, where only the loader is known."""
    is_package = False
    if hasattr(loader, 'is_package'):
        try:
            is_package = loader.is_package(name)
        except ImportError:
            pass
    return ModuleSpec(name, loader, is_package=is_package)


# ---- sys.meta_path ----

def _import_asked(name, path):
    """What the first finder says that knows the module: what _import_find()
    gives, or a spec."""
    for finder in list(_sys.meta_path):
        if finder is PathFinder:
            found = _import_find(name, path)
        elif finder is BuiltinImporter:
            found = _import_find(name, path) if path is None and \
                name in _sys.builtin_module_names else None
        elif hasattr(finder, 'find_spec'):
            found = finder.find_spec(name, path, None)
        else:
            loader = finder.find_module(name, path)
            found = None if loader is None else _import_spec_of(name, loader)
        if found is not None:
            return found
    return None


# ---- Loading by a spec ----

def _import_say(module, spec):
    """A module's own names for where it came from."""
    names = {'__name__': spec.name, '__loader__': spec.loader,
             '__package__': spec.parent, '__spec__': spec}
    if spec.submodule_search_locations is not None:
        names['__path__'] = spec.submodule_search_locations
    if spec.has_location:
        names['__file__'] = spec.origin
        names['__cached__'] = spec.cached
    for name, value in names.items():
        if getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass


def import_module_from_spec(spec):
    loader, module = spec.loader, None
    if hasattr(loader, 'create_module'):
        module = loader.create_module(spec)
    elif hasattr(loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define '
                          'create_module()')
    if module is None:
        module = type(_sys)(spec.name)
    _import_say(module, spec)
    return module


def _import_by_spec(name, spec, package):
    modules, loader = _sys.modules, spec.loader
    if loader is not None and not hasattr(loader, 'exec_module'):
        loader.load_module(name)
        module = modules[name]
        _import_say(module, spec)
    else:
        modules[name] = module = import_module_from_spec(spec)
        try:
            if loader is not None:
                loader.exec_module(module)
        except BaseException:
            modules.pop(name, None)
            raise
        module = modules[name]
    if package is not None:
        setattr(package, name.rpartition('.')[2], module)
    return module
