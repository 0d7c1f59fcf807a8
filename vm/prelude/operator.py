# SPDX-License-Identifier: MIT
# Opcodes and natives that hand their work to Python code: subscripted
# classes, calls through unusual special methods, unpacking into sets and dicts.

_function_type = type(lambda: None)
_method_type = type(type('', (), {'m': lambda self: None})().m)
_native_type = type(len)
_generic_types = (list, dict, tuple, set, frozenset, type, enumerate)


def class_get_item(cls, item):
    """cls[item] where the metaclass has no __getitem__."""
    method = getattr(cls, '__class_getitem__', None)
    if method is not None:
        return method(item)
    if cls in _generic_types or cls.__module__ in ('_collections', 'queue'):
        return import_absolute('types').GenericAlias(cls, item)
    raise TypeError(f"'{type(cls).__name__}' object is not subscriptable")


def call_new(cls, /, *args, **kwargs):
    return cls.__new__(cls, *args, **kwargs)


def call_init(self, /, *args, **kwargs):
    return _bound(self, '__init__')(*args, **kwargs)


def call_call(self, /, *args, **kwargs):
    return _bound(self, '__call__')(*args, **kwargs)


def call_exit(method, manager, kind, value, trace):
    """`method` is the __exit__ or __aexit__ of its class."""
    get = getattr(type(method), '__get__', None)
    if get is not None:
        method = get(method, manager, type(manager))
    return method(kind, value, trace)


def set_of_iterables(sources):
    result = set()
    result.update(*sources)
    return result


def dict_of_mappings(sources):
    result = {}
    for source in sources:
        if not hasattr(source, 'keys'):
            raise TypeError(
                f"'{type(source).__name__}' object is not a mapping")
        result.update(source)
    return result


def _called(function):
    """What errors of calls name it."""
    if isinstance(function, (_function_type, _method_type, _native_type)):
        return f'{function.__name__}()'
    return f'{type(function).__name__} object'


def keywords_of(function, sources):
    """The dict of f(**a, **b): no name may come twice."""
    result = {}
    for source in sources:
        if not hasattr(source, 'keys'):
            raise TypeError(f'{_called(function)} argument after ** must be '
                            f'a mapping, not {type(source).__name__}')
        for key in source.keys():
            if not isinstance(key, str):
                raise TypeError(f'{_called(function)} keywords must be '
                                'strings')
            if key in result:
                raise TypeError(f'{_called(function)} got multiple values '
                                f'for keyword argument {key!r}')
            result[key] = source[key]
    return result


def sorted_names(names):
    return sorted(names.keys())


def builtins_dir(of):
    return sorted(_bound(of, '__dir__')())


def compile_warned(found):
    """The compiler's warnings: shown, dropped, or errors after all."""
    warn = import_absolute('warnings').warn_explicit
    for category, message, filename, line, column in found:
        try:
            warn(message, category, filename, line)
        except category:
            text = import_absolute('linecache').getline(filename, line)
            raise SyntaxError(message, (filename, line, column,
                                        text or None)) from None
