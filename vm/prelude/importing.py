# SPDX-License-Identifier: MIT
# What an import statement does when the module is not simply there already.
#
# Invariant: `_importing` holds the names of the modules whose bodies run, with
# the thread that runs each; whoever else wants one waits for its lock, except
# where that would be a circle. A body that fails leaves no module behind.

import sys as _sys
import _import
from _thread import allocate_lock as _import_lock, get_ident as _import_ident

_importing = {}     # module name: [thread, lock]
_import_waiting = {}    # thread: name of the module it waits for


class ModuleSpec:
    """Where a module came from; module.__spec__."""

    def __init__(self, name, loader, *, origin=None, loader_state=None,
                 is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = False

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition('.')[0]
        return self.name

    def __repr__(self):
        parts = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            parts.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            parts.append('submodule_search_locations='
                         f'{self.submodule_search_locations}')
        return f"{type(self).__name__}({', '.join(parts)})"


ModuleSpec.__module__ = 'importlib.machinery'


# ---- Finding ----

def _import_source(file):
    """The code of a file, where the program has changed to: or None."""
    moved = _posix_folder[0] is not None and file[:1] != '/'
    return _import.source(file, _absolute(file) if moved else file)


def _import_in_folder(folder, tail):
    """(code, file, is_package) of the module `tail` in a folder, or None."""
    if not isinstance(folder, str):
        return None
    base = f'{folder}/{tail}' if folder and folder[-1:] != '/' \
        else folder + tail
    for file, is_package in ((base + '/__init__.py', True),
                             (base + '.py', False)):
        code = _import_source(file)
        if code is not None:
            return code, file, is_package, base
    return None


def _import_portions(folders, tail):
    """Where a package without __init__.py lies.  Looked for last: what it costs
    depends on where the program is."""
    places = [_absolute((folder or '.') + '/' + tail) for folder in folders
              if isinstance(folder, str)]
    return [place for place in places if _is_folder(place)]


def _import_find(name, path):
    """(code or None for a native, file, is_package, folder), or None.  Folders
    without __init__.py are one package together: (False, None, True, folders).
    A finder of sys.path_hooks gives a spec.
    """
    if path is None and _import.native(name):
        return None, None, False, None
    tail = name.rpartition('.')[2]
    folders = _sys.path if path is None else path
    for folder in folders:
        found = _sys.path_hooks and _import_hooked(folder, name) \
            or _import_in_folder(folder, tail)
        if found is not None:
            return found
    found = _import.library(half_same(name))
    if found is None:
        if half_find(name):
            return None, None, False, None
        portions = _import_portions(folders, tail)
        return (False, None, True, portions) if portions else None
    code, is_package = found
    file = code.co_filename
    return code, file, is_package, file.rpartition('/')[0]


def import_find_spec(name, path=None):
    found = _import_find(name, path)
    if found is None or isinstance(found, ModuleSpec):
        return found
    code, file, is_package, folder = found
    loader = None if file is None else SourceFileLoader(name, file)
    spec = _import_spec(name, found, loader)
    spec.has_location = file is not None
    if is_package:
        spec.submodule_search_locations = _import_path(folder)
    return spec


def _import_spec(name, found, loader):
    code, file, is_package, _ = found
    return ModuleSpec(name, loader, is_package=is_package,
                      origin=None if code is False else file or 'built-in')


def _import_path(folder):
    return folder if isinstance(folder, list) else [folder]


# ---- Loading ----

def _import_new(name, found):
    code, file, is_package, folder = found
    module = type(_sys)(name)
    space = module.__dict__
    spec = _import_spec(name, found, None)
    space['__package__'] = name if is_package else name.rpartition('.')[0]
    space['__spec__'] = spec
    if file is not None:
        spec.has_location = True
        space['__file__'] = file
        space['__cached__'] = None
    if is_package:
        space['__path__'] = spec.submodule_search_locations = \
            _import_path(folder)
    return module


def _import_parent(name):
    """The package a dotted name lies in, imported, and its __path__."""
    parent = name.rpartition('.')[0]
    if not parent:
        return None, None
    package = import_absolute(parent)
    if name in _sys.modules:
        return package, None
    try:
        return package, package.__path__
    except AttributeError:
        raise ModuleNotFoundError(
            f'No module named {name!r}; {parent!r} is not a package',
            name=name) from None


def _import_load(name):
    modules = _sys.modules
    package, path = _import_parent(name)
    if name in modules:
        return modules[name]
    own = _sys.meta_path == _own_finders
    found = _import_find(name, path) if own else _import_asked(name, path)
    if found is None:
        raise ModuleNotFoundError(f'No module named {name!r}', name=name)
    if isinstance(found, tuple):
        return _import_module(name, found, package)
    return _import_by_spec(name, found, package)


def _import_module(name, found, package):
    modules = _sys.modules
    module = _import_new(name, found)
    modules[name] = module
    try:
        _import_run(module, found[0])
    except BaseException:
        modules.pop(name, None)
        raise
    module = modules[name]
    if package is not None:
        setattr(package, name.rpartition('.')[2], module)
    return module


def _import_run(module, code):
    space = module.__dict__
    if code is False:
        return      # a package that is only folders
    if code is None:
        _import.native(space['__name__'], space)
        if half_find(space['__name__']):
            half_fill(space)
    else:
        space['__builtins__'] = _sys.modules['builtins'].__dict__
        _import.run(code, space)


def import_note_missing(error):
    """An uncaught ModuleNotFoundError: the host says more of it."""
    if not issubclass(type(error), ModuleNotFoundError):
        return
    try:
        name = error.name
    except BaseException:  # its class answers for its attributes
        return
    if isinstance(name, str):
        _import.missing(name.partition('.')[0])


def _import_circle(name, me):
    """Would waiting for this module wait for ourselves?"""
    while name in _importing:
        owner = _importing[name][0]
        if owner == me:
            return True
        if owner not in _import_waiting:
            return False
        name = _import_waiting[owner]
    return False


def _import_wait(name):
    """Until no other thread is loading it; false: it is ours, or a circle."""
    me = _import_ident()
    while name in _importing:
        if _import_circle(name, me):
            return
        _import_waiting[me] = name
        try:
            with _importing[name][1]:
                pass
        finally:
            _import_waiting.pop(me, None)


def import_absolute(name):
    modules = _sys.modules
    if name in _importing:
        _import_wait(name)
    if name in modules:
        module = modules[name]
        if module is None:
            raise ModuleNotFoundError(
                f'import of {name} halted; None in sys.modules', name=name)
        return module
    lock = _import_lock()
    lock.acquire()
    _importing[name] = [_import_ident(), lock]
    try:
        return _import_load(name)
    finally:
        _importing.pop(name, None)
        lock.release()


# ---- The statements ----

def _import_package(space):
    """The package that relative imports of this namespace start from."""
    package = space.get('__package__')
    spec = space.get('__spec__')
    if package is not None:
        if not isinstance(package, str):
            raise TypeError('package must be a string')
        return package
    if spec is not None:
        return spec.parent
    if '__name__' not in space:
        raise KeyError("'__name__' not in globals")
    package = space['__name__']
    if '__path__' not in space:
        package = package.rpartition('.')[0]
    return package


def import_resolve(name, package, level):
    """The absolute name of a relative one."""
    if not package:
        raise ImportError(
            'attempted relative import with no known parent package')
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ValueError('attempted relative import beyond top-level package')
    return f'{bits[0]}.{name}' if name else bits[0]


def _import_submodules(module, names, where):
    """`from package import names`: those that are modules not yet loaded."""
    for name in names:
        if not isinstance(name, str):
            what = where + '.__all__' if where else "``from list''"
            raise TypeError(f'Item in {what} must be str, '
                            f'not {type(name).__name__}')
        if name == '*':
            if not where and hasattr(module, '__all__'):
                _import_submodules(module, module.__all__, module.__name__)
        elif not hasattr(module, name):
            full = f'{module.__name__}.{name}'
            try:
                import_absolute(full)
            except ModuleNotFoundError as error:
                if error.name == full and \
                        _sys.modules.get(full, module) is not None:
                    continue
                raise


def import_name(name, space, fromlist, level):
    if level < 0:
        raise ValueError('level must be >= 0')
    full = name
    if level:
        full = import_resolve(name, _import_package(space or {}), level)
    elif not name:
        raise ValueError('Empty module name')
    module = import_absolute(full)
    if fromlist:
        if hasattr(module, '__path__'):
            _import_submodules(module, fromlist, None)
        return module
    top = name.partition('.')[0]
    if not level:
        return module if top == name else import_absolute(top)
    if not name:
        return module
    rest = len(name) - len(top)
    return _sys.modules[full[:len(full) - rest]]


def import_from(module, name):
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    package = getattr(module, '__name__', None)
    if not isinstance(package, str):
        package = '<unknown module name>'
    full = f'{package}.{name}'
    if full in _sys.modules:
        return _sys.modules[full]
    path = getattr(module, '__file__', None)
    place = path if isinstance(path, str) else 'unknown location'
    if package in _importing:
        text = (f'cannot import name {name!r} from partially initialized '
                f'module {package!r} (most likely due to a circular import) '
                f'({place})')
    else:
        text = f'cannot import name {name!r} from {package!r} ({place})'
    raise ImportError(text, name=package, path=path)


def import_star(module, namespace):
    public = True
    try:
        names = module.__all__
        public = False
    except AttributeError:
        try:
            names = list(module.__dict__)
        except AttributeError:
            raise ImportError('from-import-* object has no __dict__ and no '
                              '__all__') from None
    for name in names:
        if not isinstance(name, str):
            what = 'Key in {}.__dict__' if public else 'Item in {}.__all__'
            raise TypeError(f'{what.format(module.__name__)} must be str, '
                            f'not {type(name).__name__}')
        if not (public and name[:1] == '_'):
            namespace[name] = getattr(module, name)


# ---- importlib ----

def import_module(name, package=None):
    level = len(name) - len(name.lstrip('.'))
    if not level:
        if not name:
            raise ValueError('Empty module name')
        return import_absolute(name)
    if not package:
        raise TypeError("the 'package' argument is required to perform a "
                        f'relative import for {name!r}')
    return import_absolute(import_resolve(name[level:], package, level))


def import_reload(module):
    if not isinstance(module, type(_sys)):
        raise TypeError('reload() argument must be a module')
    name = module.__name__
    if _sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    parent = name.rpartition('.')[0]
    path = import_absolute(parent).__path__ if parent else None
    found = _import_asked(name, path)
    if found is None:
        raise ModuleNotFoundError(f'spec not found for the module {name!r}',
                                  name=name)
    if isinstance(found, tuple):
        _import_run(module, found[0])
    else:
        found.loader.exec_module(module)
    return _sys.modules[name]


def import_spec(name, package=None):
    """importlib.util.find_spec"""
    if name[:1] == '.':
        level = len(name) - len(name.lstrip('.'))
        name = import_resolve(name[level:], package, level)
    if name in _sys.modules:
        module = _sys.modules[name]
        if module is None:
            return None
        spec = getattr(module, '__spec__', None)
        if spec is None:
            raise ValueError(f'{name}.__spec__ is None')
        return spec
    path = _import_parent(name)[1]
    if _sys.meta_path == _own_finders:
        return import_find_spec(name, path)
    found = _import_asked(name, path)
    return import_find_spec(name, path) if isinstance(found, tuple) else found


def import_spec_from_file(name, location=None, *, loader=None,
                          submodule_search_locations=None):
    spec = ModuleSpec(name, loader or SourceFileLoader(name, location),
                      origin=location)
    spec.submodule_search_locations = submodule_search_locations
    spec.has_location = True
    return spec
