# SPDX-License-Identifier: MIT
# Running a module or a file as `python -m` and `python FILE` do.

import importlib.util
import io
import os
import sys

__all__ = ['run_module', 'run_path']


class _Error(Exception):
    pass


def _namespace(name, spec, file, package, given):
    space = dict(given or {})
    space.update(__name__=name, __file__=file, __cached__=None, __doc__=None,
                 __loader__=None if spec is None else spec.loader,
                 __package__=package, __spec__=spec)
    return space


def _source_of(file):
    with io.open(file, 'rb') as source:
        return source.read()


def _code_of(name, spec):
    """The code of a module that was found, from its own file."""
    file = spec.origin
    if file in (None, 'built-in') or not file.endswith('.py'):
        raise ImportError(f'No code object available for {name}')
    return compile(_source_of(file), file, 'exec', dont_inherit=True)


def _find(name):
    if name.startswith('.'):
        raise ImportError('Relative module names not supported')
    package, _, _ = name.rpartition('.')
    if package:
        try:
            __import__(package)
        except ImportError as error:
            inside = error.name is not None and \
                (package + '.').startswith(error.name + '.')
            if not inside:
                raise
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(f'Error while finding module specification for '
                          f'{name!r} ({type(error).__name__}: {error})') \
            from error
    if spec is None:
        raise ImportError(f'No module named {name}')
    if spec.submodule_search_locations is not None:
        if name == '__main__' or name.endswith('.__main__'):
            raise ImportError('Cannot use package as __main__ module')
        return _find(name + '.__main__')
    return name, spec, _code_of(name, spec)


def _run(code, space, name, file, alter):
    """exec() in a module of its own when sys is to be altered."""
    if not alter:
        exec(code, space)
        return space
    module = type(sys)(name)
    module.__dict__.update(space)
    saved, argv = sys.modules.get(name), sys.argv[0]
    sys.modules[name] = module
    sys.argv[0] = file
    try:
        exec(code, module.__dict__)
        return module.__dict__.copy()
    finally:
        sys.argv[0] = argv
        if saved is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = saved


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code; its globals."""
    mod_name, spec, code = _find(mod_name)
    name = mod_name if run_name is None else run_name
    space = _namespace(name, spec, spec.origin, spec.parent, init_globals)
    return _run(code, space, name, spec.origin, alter_sys)


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file, or the __main__.py of a folder; its globals."""
    name = '<run_path>' if run_name is None else run_name
    path = os.fspath(path_name)
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if not os.path.isdir(path):
        code = compile(_source_of(path), path, 'exec', dont_inherit=True)
        space = _namespace(name, None, path, name.rpartition('.')[0],
                           init_globals)
        return _run(code, space, name, path, True)
    file = os.path.join(path, '__main__.py')
    if not os.path.exists(file):
        raise ImportError(f"can't find '__main__' module in {path!r}")
    sys.path.insert(0, path)
    try:
        code = compile(_source_of(file), file, 'exec', dont_inherit=True)
        space = _namespace(name, None, file, '', init_globals)
        return _run(code, space, name, path, True)
    finally:
        if path in sys.path:
            sys.path.remove(path)
