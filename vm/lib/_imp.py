# SPDX-License-Identifier: MIT
# What CPython's importer asks of C.  The importer here stands in
# vm/prelude/importing.py; this is for programs that ask the same questions.

import _import
import _thread
import sys

check_hash_based_pycs = 'default'

_lock = _thread.RLock()
_overridden = {'frozen': 0, 'interpreters': 0}


def acquire_lock():
    _lock.acquire()


def release_lock():
    if not lock_held():
        raise RuntimeError('not holding the import lock')
    _lock.release()


def lock_held():
    return _lock._is_owned()


def extension_suffixes():
    return []


def is_builtin(name, /):
    if not isinstance(name, str):
        raise TypeError('is_builtin() argument must be str, not '
                        + type(name).__name__)
    return 1 if _import.native(name) else 0


def is_frozen(name, /):
    return False


def is_frozen_package(name, /):
    raise ImportError(f'No such frozen object named {name}', name=name)


init_frozen = get_frozen_object = is_frozen_package


def create_builtin(spec, /):
    if not is_builtin(spec.name):
        return None
    module = type(sys)(spec.name)
    _import.native(spec.name, module.__dict__)
    return module


def exec_builtin(module, /):
    return 0


def source_hash(key, source):
    return hash((key, bytes(source))).to_bytes(8, 'little', signed=True)


def _override_frozen_modules_for_tests(override, /):
    _overridden['frozen'] = override


def _override_multi_interp_extensions_check(override, /):
    before = _overridden['interpreters']
    _overridden['interpreters'] = override
    return before
