# SPDX-License-Identifier: MIT
# The bottom of the main thread: the program, then what CPython does at exit.

import sys as _sys
import _import
import _sys as _world


async def _sample():
    pass


_sample = _sample()
_coroutine_type = type(_sample)
_sample.close()
_closable = type((lambda: (yield))()), _coroutine_type


def run_nothing():
    """For natives that wait until the next instruction."""


def run_configure():
    """What depends on the options: the version, the streams."""
    sys_set_version()
    io_make_streams()
    site_install()


# ---- How a program ends ----

def run_say(text):
    """To stderr, which may be anything by now."""
    try:
        if _sys.stderr is not None:
            _sys.stderr.write(text)
    except BaseException:
        pass


def _exit_status(error):
    """The status of SystemExit; whatever is no int goes to stderr."""
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xff if -0x80000000 <= code < 0x80000000 else 0xff
    run_flush('stdout')
    try:
        text = str(code)
    except BaseException:
        text = ''
    run_say(text + '\n')
    return 1


_trace_of = BaseException.__dict__['__traceback__'].__get__


def run_report(error):
    """An uncaught exception: to sys.excepthook. Returns the exit status."""
    kind, trace = type(error), _trace_of(error)
    if issubclass(kind, SystemExit):  # error.__class__ may be the program's
        return _exit_status(error)
    _sys.last_type, _sys.last_value, _sys.last_traceback = kind, error, trace
    run_flush('stdout')
    hook = getattr(_sys, 'excepthook', None)
    if hook is None:
        run_say('sys.excepthook is missing\n')
        hook = excepthook
    try:
        hook(kind, error, trace)
    except SystemExit as leave:
        return _exit_status(leave)
    except BaseException as failure:
        run_say('Error in sys.excepthook:\n')
        excepthook(type(failure), failure, _trace_of(failure))
        run_say('\nOriginal exception was:\n')
        excepthook(kind, error, trace)
    return -2 if issubclass(kind, KeyboardInterrupt) else 1


def run_flush(name):
    stream = getattr(_sys, name, None)
    try:
        if stream is not None and not getattr(stream, 'closed', False):
            stream.flush()
        return True
    except BaseException as error:
        if name == 'stdout':
            unraisable(error, stream)
        return False


def _module(name):
    """Of sys.modules, which may be anything by now."""
    try:
        return _sys.modules.get(name)
    except BaseException:
        return None


def _wait_for_threads():
    threading = _module('threading')
    if threading is None:
        return
    try:
        threading._shutdown()
    except BaseException as error:
        unraisable(error, threading, 'Exception ignored in')


def _never_awaited(coroutine):
    """Warn if nobody ever ran it. Then there is nothing to close."""
    frame = coroutine.cr_frame
    if frame is None or frame.f_lasti >= 0:
        return frame is None
    try:
        warnings = import_absolute('warnings')
        tell = getattr(warnings, '_warn_unawaited_coroutine', None)
        if tell is not None:
            try:
                tell(coroutine)
                return True
            except RuntimeWarning:
                raise
            except BaseException as error:
                unraisable(error, coroutine)
        warnings.warn(f"coroutine '{coroutine.__qualname__}' was never "
                      'awaited', RuntimeWarning)
    except BaseException as error:
        unraisable(error, coroutine)
    return True


def run_finalise(survivor):
    """A __del__ that cannot be had is none at all."""
    kind = type(survivor)  # survivor.__class__ may be the program's
    if kind is _coroutine_type and _never_awaited(survivor):
        return
    try:
        if issubclass(kind, _closable):
            finaliser = survivor.close
        else:
            finaliser = _bound(survivor, '__del__')
    except BaseException:
        return
    try:
        finaliser()
    except BaseException as error:
        unraisable(error, finaliser)


def _finalise_all():
    """Objects alive at the end are finalised with the globals still there:
    first those that globals of the program name, oldest name first, then what
    the globals hold."""
    main = _module('__main__')
    named = [] if main is None else list(vars(main).values())
    for survivor in _world.take_finalisable(named):
        run_finalise(survivor)


def run_exit(status):
    _wait_for_threads()
    try:
        atexit_run()
    except BaseException:
        pass  # it has been told already
    _world.set_exiting()
    _finalise_all()
    io_flush_all()
    flushed = run_flush('stdout')
    flushed = run_flush('stderr') and flushed
    return status if flushed or status else 120


# ---- The program ----

def _run_module(name, namespace):
    found = import_find_spec(name, None)
    if '.' in name:
        package, path = _import_parent(name)
        found = import_find_spec(name, path)
    if found is None:
        _import.missing(name)
        raise SystemExit(f'{_sys.executable or "gilscope"}: No module named '
                         f'{name}')
    if found.submodule_search_locations is not None:
        return _run_module(name + '.__main__', namespace)
    code, file, is_package, folder = _import_find(
        name, None if '.' not in name
        else _sys.modules[name.rpartition('.')[0]].__path__)
    if code is None:
        raise SystemExit(f'{_sys.executable or "gilscope"}: No code object '
                         f'available for {name}')
    namespace['__file__'] = _sys.argv[0] = file
    namespace['__package__'] = name.rpartition('.')[0]
    namespace['__spec__'] = found
    _import.run(code, namespace)


def _run_program(program, namespace):
    """The exception it ended with, or None."""
    try:
        if isinstance(program, BaseException):
            raise program
        if isinstance(program, str):
            _run_module(program, namespace)
        elif program is not None:
            _import.run(program, namespace)
    except BaseException as error:
        return error


def run_main(program, namespace):
    # Reported only here: a hook sees no exception being handled.
    error = _run_program(program, namespace)
    return run_exit(0 if error is None else run_report(error))
