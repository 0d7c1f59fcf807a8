# SPDX-License-Identifier: MIT
# The modules that lie in folders.

import importlib
import importlib.util
import os
import sys
from collections import namedtuple

__all__ = ['get_importer', 'iter_importers', 'get_loader', 'find_loader',
           'walk_packages', 'iter_modules', 'get_data', 'extend_path',
           'ModuleInfo', 'resolve_name']

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')


class FileFinder:
    """One folder of modules."""

    def __init__(self, path):
        self.path = path or '.'

    def __repr__(self):
        return f'FileFinder({self.path!r})'

    def find_spec(self, fullname, target=None):
        from _prelude import prelude_value
        return prelude_value('import_find_spec')(fullname, [self.path])


FileFinder.__module__ = 'importlib.machinery'


def get_importer(path_item):
    path = os.fsdecode(path_item)
    return FileFinder(path) if os.path.isdir(path or '.') else None


def iter_importers(fullname=''):
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    package = fullname.rpartition('.')[0]
    folders = getattr(importlib.import_module(package), '__path__', []) \
        if package else sys.path
    for folder in folders:
        yield get_importer(folder)


def _in_folder(folder):
    """(name, is it a package?) of each module in a folder, in order."""
    try:
        names = sorted(os.listdir(folder or '.'))
    except OSError:
        return
    seen = set()
    for name in names:
        base, ending = os.path.splitext(name)
        path = os.path.join(folder, name)
        package = False
        if not ending and os.path.isdir(path) and \
                os.path.exists(os.path.join(path, '__init__.py')):
            package = True
        elif ending != '.py' or base == '__init__':
            continue
        if base not in seen and '.' not in base:
            seen.add(base)
            yield base, package


def iter_modules(path=None, prefix=''):
    """Each module in the folders of a list, or in sys.path."""
    if isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for '
                         'modules in')
    seen = set()
    for folder in sys.path if path is None else path:
        finder = get_importer(folder)
        for name, package in _in_folder(folder) if finder else ():
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(finder, prefix + name, package)


def walk_packages(path=None, prefix='', onerror=None):
    """The same, and what lies in the packages: they are imported."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
            continue
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
            continue
        inner = [folder for folder
                 in getattr(sys.modules[info.name], '__path__', [])
                 if folder not in seen and not seen.add(folder)]
        yield from walk_packages(inner, info.name + '.', onerror)


def find_loader(fullname):
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(f'Error while finding loader for {fullname!r} '
                          f'({type(error)}: {error})') from error
    return None if spec is None else spec.loader


def get_loader(module_or_name):
    name = module_or_name
    if name in sys.modules:
        name = sys.modules[name]
        if name is None:
            return None
    if isinstance(name, type(sys)):
        loader = getattr(name, '__loader__', None)
        if loader is not None or getattr(name, '__spec__', None) is None:
            return loader
        name = name.__name__
    return find_loader(name)


def extend_path(path, name):
    """All folders of sys.path that hold a part of this package."""
    if not isinstance(path, list):
        return path
    made = path[:]
    for folder in sys.path:
        if isinstance(folder, str):
            inner = os.path.join(folder, *name.split('.'))
            if os.path.exists(os.path.join(inner, '__init__.py')) and \
                    inner not in made:
                made.append(inner)
    return made


def get_data(package, resource):
    """The bytes of a file in a package."""
    module = sys.modules.get(package) or importlib.import_module(package)
    file = getattr(module, '__file__', None)
    if file is None:
        return None
    path = os.path.join(os.path.dirname(file), *resource.split('/'))
    with open(path, 'rb') as source:
        return source.read()


def resolve_name(name):
    """The object that 'package.module:object.attribute' names (3.9)."""
    module, colon, rest = name.partition(':')
    if not all(part.isidentifier() for part in module.split('.')):
        raise ValueError(f'invalid format: {name!r}')
    if colon:
        found = importlib.import_module(module)
        parts = rest.split('.') if rest else []
    else:
        first, *parts = module.split('.')
        found = importlib.import_module(first)
        used = first
        while parts:
            used += '.' + parts[0]
            try:
                found = importlib.import_module(used)
            except ImportError:
                break
            del parts[0]
    for part in parts:
        found = getattr(found, part)
    return found
