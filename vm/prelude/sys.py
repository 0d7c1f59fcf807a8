# SPDX-License-Identifier: MIT
# sys: its tables and its hooks.

import sys as _sys
import _sys as _world
from _thread import get_ident as _get_ident


_version_info = struct_sequence(
    'sys.version_info', 'major minor micro releaselevel serial')
_flags = struct_sequence(
    'sys.flags',
    'debug inspect interactive optimize dont_write_bytecode no_user_site '
    'no_site ignore_environment verbose bytes_warning quiet '
    'hash_randomization isolated dev_mode utf8_mode int_max_str_digits')
_float_info = struct_sequence(
    'sys.float_info',
    'max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix '
    'rounds')
_int_info = struct_sequence(
    'sys.int_info', 'bits_per_digit sizeof_digit default_max_str_digits '
    'str_digits_check_threshold')
_hash_info = struct_sequence(
    'sys.hash_info',
    'width modulus inf nan imag algorithm hash_bits seed_bits cutoff')
_thread_info = struct_sequence('sys.thread_info', 'name lock version')
_hook_args = struct_sequence(
    'sys.UnraisableHookArgs',
    'exc_type exc_value exc_traceback err_msg object')


# ---- Hooks ----

# What _thread.start_new_thread says of an exception that ended its thread.
_thread_ignored = 'Exception ignored in thread started by'


def excepthook(kind, value, trace):
    import_note_missing(value)
    text = traceback_text(kind, value, trace)
    _world.uncaught(text)
    run_say(text)
    run_flush('stderr')


def breakpointhook(*args, **kwargs):
    """The function that $PYTHONBREAKPOINT names; 0: none at all."""
    name = _sys.modules['os'].environ.get('PYTHONBREAKPOINT') \
        if 'os' in _sys.modules else None
    name = name or 'pdb.set_trace'
    if name == '0':
        return None
    module, _, attribute = name.rpartition('.')
    try:
        hook = getattr(import_absolute(module or 'builtins'), attribute)
    except (ImportError, AttributeError):
        import_absolute('warnings').warn(
            f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"',
            RuntimeWarning, 2)
        return None
    return hook(*args, **kwargs)


def builtins_breakpoint(*args, **kws):
    hook = getattr(_sys, 'breakpointhook', None)
    if hook is None:
        raise RuntimeError('lost sys.breakpointhook')
    return hook(*args, **kws)


def displayhook(value):
    if value is None:
        return
    builtins = _sys.modules['builtins']
    builtins._ = None
    stdout = getattr(_sys, 'stdout', None)
    if stdout is None:
        raise RuntimeError('lost sys.stdout')
    stdout.write(repr(value))
    stdout.write('\n')
    builtins._ = value


def unraisablehook(unraisable):
    text = ''
    if unraisable.object is not None:
        message = unraisable.err_msg or 'Exception ignored in'
        try:
            shown = repr(unraisable.object)
        except BaseException:
            shown = '<object repr() failed>'
        text = f'{message}: {shown}\n'
    elif unraisable.err_msg:
        text = unraisable.err_msg + ':\n'
    trace = traceback_text(unraisable.exc_type, unraisable.exc_value,
                           unraisable.exc_traceback)
    if unraisable.err_msg == _thread_ignored:
        _world.uncaught(trace)
    run_say(text + trace)
    run_flush('stderr')


def unraisable(error, of, message=None):
    """An exception that nobody can be given."""
    args = _hook_args((type(error), error, error.__traceback__, message, of))
    hook = getattr(_sys, 'unraisablehook', None)
    try:
        (unraisablehook if hook is None else hook)(args)
    except BaseException as failure:
        unraisablehook(_hook_args((
            type(failure), failure, failure.__traceback__,
            'Exception ignored in sys.unraisablehook', hook)))


# ---- Small functions ----

def exit(status=None, /):
    if status is None:
        raise SystemExit
    raise SystemExit(*status if isinstance(status, tuple) else (status,))


_no_default = object()


def getsizeof(of, default=_no_default):
    method = getattr(type(of), '__sizeof__', None)
    if method is None and default is not _no_default:
        return default
    size = method(of)
    if not isinstance(size, int):
        raise TypeError(f"'{type(size).__name__}' object cannot be "
                        'interpreted as an integer')
    return size


def getdefaultencoding():
    return 'utf-8'


def getfilesystemencodeerrors():
    return 'surrogateescape'


def getallocatedblocks():
    return 0


def audit(event, *args):
    pass


def addaudithook(hook):
    pass


def _clear_type_cache():
    pass


_hooks_class = struct_sequence('sys.asyncgen_hooks', 'firstiter finalizer')
_hooks_class.__repr__ = lambda self: (
    f'asyncgen_hooks(firstiter={self[0]!r}, finalizer={self[1]!r})')
_asyncgen_hooks = {}    # ident of a thread: its hooks
_asyncgen_unset = object()


def get_asyncgen_hooks():
    return _asyncgen_hooks.get(_get_ident()) or _hooks_class((None, None))


def set_asyncgen_hooks(firstiter=_asyncgen_unset, finalizer=_asyncgen_unset):
    old = get_asyncgen_hooks()
    for hook in finalizer, firstiter:
        if hook is not None and not callable(hook) and \
                hook is not _asyncgen_unset:
            which = 'finalizer' if hook is finalizer else 'firstiter'
            raise TypeError(f'callable {which} expected, got '
                            f'{type(hook).__name__}')
    hooks = [was if hook is _asyncgen_unset else hook
             for was, hook in zip(old, (firstiter, finalizer))]
    if hooks == [None, None]:
        _asyncgen_hooks.pop(_get_ident(), None)
    else:
        _asyncgen_hooks[_get_ident()] = _hooks_class(hooks)
    _world.asyncgen_hooks(bool(_asyncgen_hooks))


def asyncgen_begin(generator):
    """An asynchronous generator is used for the first time."""
    hooks = _asyncgen_hooks.get(_get_ident())
    if hooks is not None:
        first, final = hooks
        if final is not None:
            _world.asyncgen_finaliser(generator, final)
        if first is not None:
            first(generator)


# ---- The module ----

def _sys_tables():
    yield from {
        'float_info': _float_info((
            1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308,
            -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1)),
        'int_info': _int_info((30, 4, 4300, 640)),
        'hash_info': _hash_info((64, 2305843009213693951, 314159, 0, 1000003,
                                 'siphash24', 64, 128, 0)),
        'thread_info': _thread_info(('pthread', 'semaphore', None)),
        'flags': _flags((0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, False, 0,
                         -1)),
        'executable': '', '_base_executable': '', 'prefix': '/usr',
        'exec_prefix': '/usr', 'base_prefix': '/usr',
        'base_exec_prefix': '/usr', 'abiflags': '', 'api_version': 1013,
        'warnoptions': [], '_xoptions': {}, 'meta_path': list(_own_finders),
        'path_hooks': [], 'path_importer_cache': {}, 'argv': [''],
        'orig_argv': [], 'pycache_prefix': None, '_git': ('CPython', '', ''),
        '_framework': '', 'getfilesystemencoding': getdefaultencoding,
        '__breakpointhook__': breakpointhook,
        '__excepthook__': excepthook, '__displayhook__': displayhook,
        '__unraisablehook__': unraisablehook,
        'builtin_module_names': tuple(sorted(
            {*_world.native_names(), 'builtins', 'sys'}
            - {'_prelude', '_import', '_sys', '_object', '_time', '_io'})),
    }.items()
    for function in (
            breakpointhook, excepthook, displayhook, unraisablehook, exit,
            getsizeof, getdefaultencoding,
            getfilesystemencodeerrors, getallocatedblocks, audit, addaudithook,
            _clear_type_cache, get_asyncgen_hooks,
            set_asyncgen_hooks):
        function.__module__ = 'sys'
        yield function.__name__, function


for _name, _value in _sys_tables():
    setattr(_sys, _name, _value)


def sys_set_version():
    """The version that the era in force stands for."""
    major, minor, micro = _world.era()
    _sys.version_info = _version_info((major, minor, micro, 'final', 0))
    _sys.hexversion = major << 24 | minor << 16 | micro << 8 | 0xf0
    _sys.version = f'{major}.{minor}.{micro} (gilscope)'
    _sys.implementation = _world.SimpleNamespace(
        name='cpython', cache_tag=f'cpython-{major}{minor}',
        version=_sys.version_info, hexversion=_sys.hexversion)
    if minor >= 10:
        _sys.stdlib_module_names = _world.standard_names()

sys_set_version()
